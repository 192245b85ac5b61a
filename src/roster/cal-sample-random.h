/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalSampleRandom:
 *
 * Numbers that look random and are the same for one seed on every machine:
 * whole numbers only, since the last bit of a fraction is not.
 */
typedef struct
{
  guint64 state;
} CalSampleRandom;

CalSampleRandom cal_sample_random (guint64 seed, guint64 stream);
guint64 cal_sample_random_next (CalSampleRandom *random);
guint cal_sample_random_below (CalSampleRandom *random, guint n);
guint cal_sample_random_between (CalSampleRandom *random, guint low, guint high);
gboolean cal_sample_random_chance (CalSampleRandom *random, guint per_mille);
int cal_sample_random_bell (CalSampleRandom *random, guint deviation);
const char *cal_sample_random_pick (CalSampleRandom *random, const char *const *texts, guint n);
