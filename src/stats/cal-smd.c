/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-smd.h"

#include <math.h>

/* What rounding leaves of nought, beside the squares it was taken from. */
#define NOUGHT 1e-24

/* Counts the values that are there and takes their mean; returns the sum of
 * squares about it. */
static double
take_squares (const double *values, gsize n, gsize *n_used, double *mean)
{
  double sum = 0, all = 0, squares = 0;

  *n_used = 0;
  for (gsize i = 0; i < n; i++)
    if (!isnan (values[i]))
      {
        (*n_used)++;
        sum += values[i];
        all += values[i] * values[i];
      }
  *mean = *n_used > 0 ? sum / (double) *n_used : NAN;
  for (gsize i = 0; i < n; i++)
    if (!isnan (values[i]))
      squares += (values[i] - *mean) * (values[i] - *mean);
  return squares > NOUGHT * all ? squares : 0;
}

/**
 * cal_smd:
 * @a: (array length=n_a): one group's ratings; %NAN where one is missing
 * @n_a: how many
 * @b: (array length=n_b): the other group's
 * @n_b: how many
 * @smd: (out caller-allocates): the result
 *
 * The standardised mean difference: Cohen's d over the pooled standard
 * deviation (Cohen 1988, §2.2) and Hedges' g = d · (1 − 3/(4(n_a + n_b − 2) − 1))
 * (Hedges 1981; Hedges & Olkin 1985, p. 81, eq. 10). A group of one has no
 * standard deviation, and without variation there is nothing to measure in.
 */
void
cal_smd (const double *a, gsize n_a, const double *b, gsize n_b, CalSmd *smd)
{
  double squares, df;

  *smd = (CalSmd){ .sd_pooled = NAN, .d = NAN, .g = NAN };
  squares = take_squares (a, n_a, &smd->n_a, &smd->mean_a);
  squares += take_squares (b, n_b, &smd->n_b, &smd->mean_b);
  if (smd->n_a < 2 || smd->n_b < 2)
    {
      smd->reason = CAL_STATS_TOO_SMALL_A_GROUP;
      return;
    }
  df = (double) smd->n_a + (double) smd->n_b - 2;
  smd->sd_pooled = sqrt (squares / df);
  if (smd->sd_pooled == 0)
    {
      smd->reason = CAL_STATS_NO_VARIATION;
      return;
    }
  smd->d = (smd->mean_a - smd->mean_b) / smd->sd_pooled;
  smd->g = smd->d * (1 - 3 / (4 * df - 1));
}
