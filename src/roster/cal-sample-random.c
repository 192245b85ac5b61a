/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster/cal-sample-random.h"

/* SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators" (2014). */
#define GOLDEN_GAMMA G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)

/**
 * cal_sample_random_next:
 *
 * Returns: 64 bits
 */
guint64
cal_sample_random_next (CalSampleRandom *random)
{
  guint64 z = random->state += GOLDEN_GAMMA;

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94D049BB133111EB);
  return z ^ (z >> 31);
}

/**
 * cal_sample_random:
 * @seed: the caller's seed
 * @stream: what the numbers are for, so that one use does not shift another's
 *
 * Returns: a generator
 */
CalSampleRandom
cal_sample_random (guint64 seed, guint64 stream)
{
  CalSampleRandom random = { seed };

  random.state = cal_sample_random_next (&random) ^ (stream * GOLDEN_GAMMA);
  cal_sample_random_next (&random);
  return random;
}

/**
 * cal_sample_random_below:
 * @n: at least 1
 *
 * Returns: 0 to @n − 1, each as likely but for one part in 2³²
 */
guint
cal_sample_random_below (CalSampleRandom *random, guint n)
{
  return (guint) (((cal_sample_random_next (random) >> 32) * n) >> 32);
}

guint
cal_sample_random_between (CalSampleRandom *random, guint low, guint high)
{
  return low + cal_sample_random_below (random, high - low + 1);
}

gboolean
cal_sample_random_chance (CalSampleRandom *random, guint per_mille)
{
  return cal_sample_random_below (random, 1000) < per_mille;
}

/**
 * cal_sample_random_bell:
 * @deviation: the standard deviation
 *
 * Returns: a number around 0, nearly normal: the sum of twelve uniform ones,
 *   whose variances of 1/12 add up to 1
 */
int
cal_sample_random_bell (CalSampleRandom *random, guint deviation)
{
  gint64 sum = 0;

  for (guint i = 0; i < 12; i++)
    sum += cal_sample_random_below (random, 1001);
  return (int) ((sum - 6000) * (gint64) deviation / 1000);
}

const char *
cal_sample_random_pick (CalSampleRandom *random, const char *const *texts, guint n)
{
  return texts[cal_sample_random_below (random, n)];
}
