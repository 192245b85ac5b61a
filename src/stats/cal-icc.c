/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-icc.h"

#include <math.h>

#include "stats/cal-tail.h"

/* What rounding leaves of nought, beside the squares it was taken from. */
#define NOUGHT 1e-24

/* Either end of a 95 % interval leaves this much outside. */
#define INSIDE 0.975

static double
divide (double above, double below)
{
  return below != 0 ? above / below : NAN;
}

static void
take_mean_squares (const double *ratings, guint n_raters, CalIcc *icc)
{
  g_autofree double *rater_means = g_new0 (double, n_raters);
  g_autofree double *subject_means = g_new0 (double, icc->n_used);
  double n = (double) icc->n_used, k = n_raters, mean = 0, raw = 0;
  double between = 0, raters = 0, within = 0, residual = 0;

  for (gsize i = 0; i < icc->n_used; i++)
    for (guint j = 0; j < n_raters; j++)
      {
        double rating = ratings[i * n_raters + j];

        subject_means[i] += rating / k;
        rater_means[j] += rating / n;
        mean += rating / (n * k);
        raw += rating * rating;
      }
  for (gsize i = 0; i < icc->n_used; i++)
    {
      between += k * (subject_means[i] - mean) * (subject_means[i] - mean);
      for (guint j = 0; j < n_raters; j++)
        {
          double off = ratings[i * n_raters + j] - subject_means[i];
          double left = off - (rater_means[j] - mean);

          within += off * off;
          residual += left * left;
        }
    }
  for (guint j = 0; j < n_raters; j++)
    raters += n * (rater_means[j] - mean) * (rater_means[j] - mean);
  icc->msb = between > NOUGHT * raw ? between / (n - 1) : 0;
  icc->msw = within > NOUGHT * raw ? within / (n * (k - 1)) : 0;
  icc->msj = raters > NOUGHT * raw ? raters / (k - 1) : 0;
  icc->mse = residual > NOUGHT * raw ? residual / ((n - 1) * (k - 1)) : 0;
}

/* ICC(1) and ICC(3) differ in what is error, and in its degrees of freedom. */
static void
take_one_way (const CalIcc *icc,
              double k,
              double error,
              double df,
              CalIccValue *one,
              CalIccValue *many)
{
  double between_df = (double) icc->n_used - 1, f, low, high;

  one->estimate = divide (icc->msb - error, icc->msb + (k - 1) * error);
  many->estimate = divide (icc->msb - error, icc->msb);
  if (error == 0 || icc->msb == 0)
    return;
  f = icc->msb / error;
  low = f / cal_tail_f_quantile (INSIDE, between_df, df);
  high = f * cal_tail_f_quantile (INSIDE, df, between_df);
  one->low = (low - 1) / (low + k - 1);
  one->high = (high - 1) / (high + k - 1);
  many->low = 1 - 1 / low;
  many->high = 1 - 1 / high;
}

static double
step_up (double reliability, double k)
{
  return divide (k * reliability, 1 + (k - 1) * reliability);
}

static void
take_two_way (CalIcc *icc, double k)
{
  double n = (double) icc->n_used, rho, ratio, mix, df, upper, lower, rest;

  icc->icc2.estimate = rho =
      divide (icc->msb - icc->mse, icc->msb + (k - 1) * icc->mse + k * (icc->msj - icc->mse) / n);
  icc->icc2k.estimate = divide (icc->msb - icc->mse, icc->msb + (icc->msj - icc->mse) / n);
  if (icc->mse == 0 || icc->msb == 0 || isnan (rho))
    return;
  ratio = icc->msj / icc->mse;
  mix = n * (1 + (k - 1) * rho) - k * rho;
  df = (k - 1) * (n - 1) * pow (k * rho * ratio + mix, 2)
       / ((n - 1) * k * k * rho * rho * ratio * ratio + mix * mix);
  upper = cal_tail_f_quantile (INSIDE, n - 1, df);
  lower = cal_tail_f_quantile (INSIDE, df, n - 1);
  rest = k * icc->msj + (k * n - k - n) * icc->mse;
  icc->icc2.low = divide (n * (icc->msb - upper * icc->mse), upper * rest + n * icc->msb);
  icc->icc2.high = divide (n * (lower * icc->msb - icc->mse), rest + n * lower * icc->msb);
  icc->icc2k.low = step_up (icc->icc2.low, k);
  icc->icc2k.high = step_up (icc->icc2.high, k);
}

/**
 * cal_icc:
 * @ratings: (array): @n_subjects × @n_raters ratings, a subject's side by side,
 *   %NAN where one is missing
 * @n_subjects: how many subjects
 * @n_raters: how many raters
 * @icc: (out caller-allocates): the result
 *
 * How much of the spread of ratings lies between subjects: the six intraclass
 * correlations of Shrout & Fleiss 1979 (Psychological Bulletin 86, pp. 423 to
 * 426) with their 95 % intervals; those of ICC(2,1) by Satterthwaite's degrees
 * of freedom, of ICC(2,k) by the Spearman–Brown formula. Nothing is clipped at
 * 0. A subject with a missing rating drops out. No interval has a value where
 * the error or the spread between subjects is 0.
 */
void
cal_icc (const double *ratings, gsize n_subjects, guint n_raters, CalIcc *icc)
{
  static const CalIccValue nothing = { NAN, NAN, NAN };
  g_autofree double *complete = g_new (double, n_subjects *n_raters + 1);
  double k = n_raters;

  *icc = (CalIcc){
    .msb = NAN,
    .msw = NAN,
    .msj = NAN,
    .mse = NAN,
    .icc1 = nothing,
    .icc2 = nothing,
    .icc3 = nothing,
    .icc1k = nothing,
    .icc2k = nothing,
    .icc3k = nothing,
  };
  for (gsize subject = 0; subject < n_subjects; subject++)
    {
      guint rater = 0;

      for (; rater < n_raters && !isnan (ratings[subject * n_raters + rater]); rater++)
        complete[icc->n_used * n_raters + rater] = ratings[subject * n_raters + rater];
      icc->n_used += rater == n_raters;
    }
  if (n_raters < 2)
    icc->reason = CAL_STATS_ONE_RATER;
  else if (icc->n_used < 2)
    icc->reason = CAL_STATS_TOO_FEW_SUBJECTS;
  if (icc->reason != CAL_STATS_DEFINED)
    return;

  take_mean_squares (complete, n_raters, icc);
  if (icc->msb == 0 && icc->msw == 0)
    {
      icc->reason = CAL_STATS_ALL_THE_SAME;
      return;
    }
  take_one_way (icc, k, icc->msw, (double) icc->n_used * (k - 1), &icc->icc1, &icc->icc1k);
  take_one_way (icc, k, icc->mse, ((double) icc->n_used - 1) * (k - 1), &icc->icc3, &icc->icc3k);
  take_two_way (icc, k);
}
