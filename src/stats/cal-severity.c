/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-severity.h"

#include <math.h>

/* A sum of squares this small beside the ratings' own is what rounding leaves
 * of nought. */
#define NOUGHT 1e-24

static void
take_means (const double *ratings,
            const guint *raters,
            gsize n_ratings,
            guint n_raters,
            CalRaterEffect *effects,
            CalSeverity *severity)
{
  double sum = 0;

  for (gsize i = 0; i < n_ratings; i++)
    if (!isnan (ratings[i]))
      {
        CalRaterEffect *effect = &effects[raters[i]];

        effect->n++;
        effect->mean += ratings[i];
        sum += ratings[i];
        severity->n++;
      }
  severity->grand_mean = severity->n > 0 ? sum / (double) severity->n : NAN;
  for (guint j = 0; j < n_raters; j++)
    {
      severity->k += effects[j].n > 0;
      effects[j].mean = effects[j].n > 0 ? effects[j].mean / (double) effects[j].n : NAN;
    }
}

static void
take_squares (const double *ratings,
              const guint *raters,
              gsize n_ratings,
              guint n_raters,
              CalRaterEffect *effects,
              CalSeverity *severity)
{
  double within = 0, between = 0, all = 0, squares = 0, n = (double) severity->n;

  for (guint j = 0; j < n_raters; j++)
    effects[j].sd = 0;
  for (gsize i = 0; i < n_ratings; i++)
    if (!isnan (ratings[i]))
      {
        double off = ratings[i] - effects[raters[i]].mean;
        double far = ratings[i] - severity->grand_mean;

        effects[raters[i]].sd += off * off;
        all += far * far;
        squares += ratings[i] * ratings[i];
      }
  for (guint j = 0; j < n_raters; j++)
    {
      double size = (double) effects[j].n;
      double off = size > 0 ? effects[j].mean - severity->grand_mean : 0;

      within += effects[j].sd;
      between += size * off * off;
      if (effects[j].sd <= NOUGHT * squares)
        effects[j].sd = 0;
      effects[j].sd = size > 1 ? sqrt (effects[j].sd / (size - 1)) : NAN;
    }
  within = within > NOUGHT * squares ? within : 0;
  between = between > NOUGHT * squares ? between : 0;
  all = all > NOUGHT * squares ? all : 0;
  severity->sd = severity->n > 1 ? sqrt (all / (n - 1)) : NAN;
  severity->msw = severity->n > severity->k ? within / (double) (severity->n - severity->k) : NAN;
  severity->msb = severity->k > 1 ? between / (double) (severity->k - 1) : NAN;
}

static double
take_mu (const CalRaterEffect *effects, guint n_raters, const CalSeverity *severity)
{
  double sum = 0, weights = 0;

  if (severity->tau2 == 0)
    return severity->grand_mean;
  for (guint j = 0; j < n_raters; j++)
    if (effects[j].n > 0)
      {
        double weight = 1 / (severity->tau2 + severity->msw / (double) effects[j].n);

        sum += weight * effects[j].mean;
        weights += weight;
      }
  return sum / weights;
}

/**
 * cal_severity:
 * @ratings: (array length=n_ratings): ratings; %NAN where one is missing
 * @raters: (array length=n_ratings): who gave each, from 0
 * @n_ratings: how many
 * @n_raters: how many raters there are, with or without ratings
 * @effects: (out caller-allocates) (array length=n_raters): each rater's effect
 * @severity: (out caller-allocates): the variances
 *
 * Which raters are severe or lenient? The one-way random effects model by the
 * method of moments: MSW and MSB are the mean squares of the analysis of
 * variance, n0 = (N − Σn_j²/N)/(k − 1), τ² = (MSB − MSW)/n0 but at least 0
 * (Searle, Casella & McCulloch 1992, §3.6). μ weighs each rater's mean by
 * 1/(τ² + MSW/n_j); B_j = τ²/(τ² + MSW/n_j); the effect is the best linear
 * unbiased predictor B_j (m_j − μ) with conditional variance τ²(1 − B_j)
 * (the same, §7.4). τ² = 0 draws everybody to the grand mean; MSW = 0 leaves
 * everybody at the own mean.
 *
 * Advice about raters; no rating is ever changed by it.
 */
void
cal_severity (const double *ratings,
              const guint *raters,
              gsize n_ratings,
              guint n_raters,
              CalRaterEffect *effects,
              CalSeverity *severity)
{
  double squared_sizes = 0;

  *severity = (CalSeverity){ .n0 = NAN, .tau2_raw = NAN, .tau2 = NAN, .mu = NAN };
  for (guint j = 0; j < n_raters; j++)
    effects[j] = (CalRaterEffect){
      .b = NAN, .shrunken = NAN, .deviation = NAN, .cond_sd = NAN, .low = NAN, .high = NAN
    };
  take_means (ratings, raters, n_ratings, n_raters, effects, severity);
  take_squares (ratings, raters, n_ratings, n_raters, effects, severity);
  for (guint j = 0; j < n_raters; j++)
    squared_sizes += (double) effects[j].n * (double) effects[j].n;
  if (severity->k < 2)
    {
      severity->reason = CAL_STATS_ONE_RATER;
      return;
    }
  severity->n0 =
      ((double) severity->n - squared_sizes / (double) severity->n) / (double) (severity->k - 1);
  if (severity->n == severity->k)
    {
      severity->reason = CAL_STATS_ONE_RATING_EACH;
      return;
    }

  severity->tau2_raw = (severity->msb - severity->msw) / severity->n0;
  severity->tau2 = MAX (severity->tau2_raw, 0);
  severity->mu = take_mu (effects, n_raters, severity);
  for (guint j = 0; j < n_raters; j++)
    {
      CalRaterEffect *effect = &effects[j];

      if (effect->n == 0)
        continue;
      effect->b = 0;
      if (severity->tau2 > 0)
        effect->b = severity->tau2 / (severity->tau2 + severity->msw / (double) effect->n);
      effect->deviation = effect->b * (effect->mean - severity->mu);
      effect->shrunken = severity->mu + effect->deviation;
      effect->cond_sd = sqrt (severity->tau2 * (1 - effect->b));
      effect->low = effect->shrunken - 1.96 * effect->cond_sd;
      effect->high = effect->shrunken + 1.96 * effect->cond_sd;
    }
}

/**
 * cal_severity_z:
 * @rating: a rating that @rater gave
 * @rater: that rater's effect
 *
 * How many of the rater's own standard deviations the rating is above the
 * rater's own mean: (x − m_j)/s_j. It is shown and never written back.
 *
 * Returns: z, %NAN under three ratings or where the rater gave one rating only
 */
double
cal_severity_z (double rating, const CalRaterEffect *rater)
{
  if (rater->n < 3 || !(rater->sd > 0))
    return NAN;
  return (rating - rater->mean) / rater->sd;
}

/**
 * cal_middle_share:
 * @counts: (array length=n_levels): a rater's ratings at each level
 * @n_levels: how many levels
 *
 * Central tendency: how much of what a rater gave lies in the middle of the
 * scale, which is one level where their number is odd and two where it is even.
 *
 * Returns: the share, %NAN without ratings
 */
double
cal_middle_share (const guint64 *counts, guint n_levels)
{
  guint64 total = 0, middle = 0;

  for (guint level = 0; level < n_levels; level++)
    {
      total += counts[level];
      if (level == n_levels / 2 || level == (n_levels - 1) / 2)
        middle += counts[level];
    }
  return total > 0 ? (double) middle / (double) total : NAN;
}
