/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-fleiss.h"

#include <math.h>
#include <string.h>

/* Counts each category in one subject; FALSE where a rating is missing. */
static gboolean
count (const int *ratings, guint n_raters, guint n_categories, guint *counts)
{
  memset (counts, 0, n_categories * sizeof *counts);
  for (guint rater = 0; rater < n_raters; rater++)
    {
      if (ratings[rater] < 0)
        return FALSE;
      g_return_val_if_fail ((guint) ratings[rater] < n_categories, FALSE);
      counts[ratings[rater]]++;
    }
  return TRUE;
}

/**
 * cal_fleiss:
 * @ratings: (array): @n_subjects × @n_raters positions in the scale from 0,
 *   a subject's ratings side by side, -1 where one is missing
 * @n_subjects: how many subjects
 * @n_raters: how many raters
 * @n_categories: how many categories the scale declares
 * @category_kappa: (out caller-allocates) (array length=n_categories): κ of each
 *   category against all others, %NAN where it was never or always chosen
 * @fleiss: (out caller-allocates): the result
 *
 * Agreement of any number of raters: Fleiss' κ (Fleiss 1971, Psychological
 * Bulletin 76, eq. 7) and κ of each category (eq. 23), with the standard error
 * under chance of Fleiss, Nee & Landis 1979 (Psychological Bulletin 86, eq. 12),
 * which replaces the one of 1971. A subject with a missing rating drops out.
 */
void
cal_fleiss (const int *ratings,
            gsize n_subjects,
            guint n_raters,
            guint n_categories,
            double *category_kappa,
            CalFleiss *fleiss)
{
  g_autofree guint *counts = g_new0 (guint, n_categories + 1);
  g_autofree guint64 *totals = g_new0 (guint64, n_categories + 1);
  g_autofree double *discord = g_new0 (double, n_categories + 1);
  double agreeing = 0, spread = 0, skew = 0, pairs, all;
  gboolean one_category = FALSE;

  *fleiss = (CalFleiss){ .p_bar = NAN, .pe = NAN, .kappa = NAN, .se_null = NAN, .z = NAN };
  for (guint j = 0; j < n_categories; j++)
    category_kappa[j] = NAN;
  for (gsize subject = 0; subject < n_subjects; subject++)
    if (count (ratings + subject * n_raters, n_raters, n_categories, counts))
      {
        fleiss->n_used++;
        for (guint j = 0; j < n_categories; j++)
          {
            totals[j] += counts[j];
            agreeing += (double) counts[j] * (counts[j] - 1.0);
            discord[j] += (double) counts[j] * (n_raters - counts[j]);
          }
      }
  if (n_raters < 2)
    fleiss->reason = CAL_STATS_ONE_RATER;
  else if (fleiss->n_used == 0)
    fleiss->reason = CAL_STATS_NO_COMPLETE_SUBJECTS;
  if (fleiss->reason != CAL_STATS_DEFINED)
    return;

  all = (double) fleiss->n_used * n_raters;
  pairs = all * (n_raters - 1.0);
  fleiss->p_bar = agreeing / pairs;
  fleiss->pe = 0;
  for (guint j = 0; j < n_categories; j++)
    {
      double p = (double) totals[j] / all;

      one_category |= totals[j] == fleiss->n_used * n_raters;
      fleiss->pe += p * p;
      spread += p * (1 - p);
      skew += p * (1 - p) * (1 - 2 * p);
      if (p > 0 && p < 1)
        category_kappa[j] = 1 - discord[j] / (pairs * p * (1 - p));
    }
  if (one_category)
    {
      fleiss->reason = CAL_STATS_CHANCE_AGREES;
      return;
    }
  fleiss->kappa = (fleiss->p_bar - fleiss->pe) / (1 - fleiss->pe);
  fleiss->se_null = M_SQRT2 / (spread * sqrt (pairs)) * sqrt (MAX (spread * spread - skew, 0));
  fleiss->z = fleiss->kappa / fleiss->se_null;
}
