/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-gwet.h"

#include <math.h>
#include <string.h>

#include "stats/cal-agreement-weights.h"

typedef struct
{
  const int *ratings; /* of complete subjects only */
  gsize n;
  guint r;
  guint q;
  double *shares; /* of each category among all ratings */
  guint *counts;  /* of each category in the subject at hand */
} Ratings;

static void
count (const Ratings *ratings, gsize subject)
{
  memset (ratings->counts, 0, ratings->q * sizeof *ratings->counts);
  for (guint rater = 0; rater < ratings->r; rater++)
    ratings->counts[ratings->ratings[subject * ratings->r + rater]]++;
}

/* The weighted share of agreeing pairs of raters in the subject at hand. */
static double
observe (const Ratings *ratings, CalAgreementWeights weights)
{
  double pairs = 0;

  for (guint k = 0; k < ratings->q; k++)
    {
      double like = 0;

      if (ratings->counts[k] == 0)
        continue;
      for (guint l = 0; l < ratings->q; l++)
        if (ratings->counts[l] > 0)
          like += cal_agreement_weight (weights, k, l, ratings->q) * ratings->counts[l];
      pairs += ratings->counts[k] * (like - 1);
    }
  return pairs / ((double) ratings->r * (ratings->r - 1.0));
}

static void
weigh (const Ratings *ratings, CalAgreementWeights weights, double *coefficient, double *se)
{
  g_autofree double *observed = g_new (double, ratings->n);
  g_autofree double *expected = g_new (double, ratings->n);
  double total = 0, pa = 0, pe = 0, squares = 0, n = (double) ratings->n;

  for (guint k = 0; k < ratings->q; k++)
    for (guint l = 0; l < ratings->q; l++)
      total += cal_agreement_weight (weights, k, l, ratings->q);
  total /= (double) ratings->q * (ratings->q - 1.0);
  for (gsize subject = 0; subject < ratings->n; subject++)
    {
      count (ratings, subject);
      observed[subject] = observe (ratings, weights);
      expected[subject] = 0;
      for (guint k = 0; k < ratings->q; k++)
        expected[subject] += total * (1 - ratings->shares[k]) * ratings->counts[k] / ratings->r;
      pa += observed[subject] / n;
    }
  for (guint k = 0; k < ratings->q; k++)
    pe += total * ratings->shares[k] * (1 - ratings->shares[k]);
  *coefficient = (pa - pe) / (1 - pe);
  for (gsize subject = 0; subject < ratings->n; subject++)
    {
      double own = (observed[subject] - pe) / (1 - pe)
                   - 2 * (1 - *coefficient) * (expected[subject] - pe) / (1 - pe);

      squares += (own - *coefficient) * (own - *coefficient);
    }
  *se = ratings->n > 1 ? sqrt (squares / (n * (n - 1))) : NAN;
}

/**
 * cal_gwet:
 * @ratings: (array): @n_subjects × @n_raters positions in the scale from 0,
 *   a subject's ratings side by side, -1 where one is missing
 * @n_subjects: how many subjects
 * @n_raters: how many raters
 * @n_categories: how many categories the scale declares
 * @gwet: (out caller-allocates): the result
 *
 * Agreement of any number of raters where κ misleads, since nearly all ratings
 * fall into one category: Gwet's AC1 and, with quadratic weights, AC2 (Gwet
 * 2008, British Journal of Mathematical and Statistical Psychology 61, eq. 8
 * to 10 and, for the variance, eq. 21; Gwet 2014, Handbook of Inter-Rater
 * Reliability, 4th ed., ch. 4 and 5). The sample is taken to be small beside
 * its population. A subject with a missing rating drops out.
 */
void
cal_gwet (const int *ratings, gsize n_subjects, guint n_raters, guint n_categories, CalGwet *gwet)
{
  g_autofree int *complete = g_new (int, n_subjects *n_raters + 1);
  g_autofree double *shares = g_new0 (double, n_categories + 1);
  g_autofree guint *counts = g_new0 (guint, n_categories + 1);
  Ratings used = {
    .ratings = complete, .r = n_raters, .q = n_categories, .shares = shares, .counts = counts
  };

  *gwet = (CalGwet){ .ac1 = NAN, .ac1_se = NAN, .ac2 = NAN, .ac2_se = NAN };
  for (gsize subject = 0; subject < n_subjects; subject++)
    {
      guint rater = 0;

      for (; rater < n_raters && ratings[subject * n_raters + rater] >= 0; rater++)
        complete[used.n * n_raters + rater] = ratings[subject * n_raters + rater];
      used.n += rater == n_raters;
    }
  gwet->n_used = used.n;
  if (n_raters < 2)
    gwet->reason = CAL_STATS_ONE_RATER;
  else if (used.n == 0)
    gwet->reason = CAL_STATS_NO_COMPLETE_SUBJECTS;
  else if (n_categories < 2)
    gwet->reason = CAL_STATS_ONE_CATEGORY;
  if (gwet->reason != CAL_STATS_DEFINED)
    return;

  for (gsize i = 0; i < used.n * n_raters; i++)
    {
      g_return_if_fail ((guint) complete[i] < n_categories);
      shares[complete[i]] += 1 / ((double) used.n * n_raters);
    }
  weigh (&used, CAL_WEIGHTS_IDENTITY, &gwet->ac1, &gwet->ac1_se);
  weigh (&used, CAL_WEIGHTS_QUADRATIC, &gwet->ac2, &gwet->ac2_se);
}
