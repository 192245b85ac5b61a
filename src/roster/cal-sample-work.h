/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roster/cal-sample-random.h"

/* How well something was done, as a sentence of evidence has it. */
typedef enum
{
  CAL_SAMPLE_WEAK,
  CAL_SAMPLE_SOLID,
  CAL_SAMPLE_STRONG,
} CalSampleTone;

guint cal_sample_n_departments (void);
const char *cal_sample_department (guint department);
guint cal_sample_department_weight (guint department);
guint cal_sample_pick_department (CalSampleRandom *random);
const char *cal_sample_job_role (CalSampleRandom *random, guint department, guint level);
char *cal_sample_evidence (CalSampleRandom *random, guint department, CalSampleTone tone);
