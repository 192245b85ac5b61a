/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roster/cal-sample-random.h"

typedef enum
{
  CAL_SAMPLE_FEMALE,
  CAL_SAMPLE_MALE,
  CAL_SAMPLE_NON_BINARY,
} CalSampleGender;

guint cal_sample_n_sites (void);
const char *cal_sample_site (guint site);
guint cal_sample_pick_site (CalSampleRandom *random);
char *cal_sample_name (CalSampleRandom *random, guint site, CalSampleGender gender);
