/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "stats/cal-stats-reason.h"

/* What the exact test may cost by default: this many tables are enumerated;
 * beyond, this many are drawn. */
#define CAL_GOF_MAX_TABLES 5e6
#define CAL_GOF_DRAWS 500000

/**
 * CalGof:
 * @reason: whether the test has a value; %CAL_STATS_IMPOSSIBLE with both
 *   statistics infinite and every p 0
 * @n: how many subjects
 * @df: levels of weight > 0, minus 1; -1 without a guideline
 * @chisq: Pearson's X²
 * @p_chisq: its asymptotic p
 * @g: the log-likelihood ratio statistic G
 * @p_g: its asymptotic p
 * @min_expected: the smallest expected count
 * @small_expected: whether that is below 5, so that the exact p leads
 * @tables: how many tables of @n there are, a whole number while it is exact
 * @simulated: whether the exact p-values come from drawn tables
 * @p_exact_prob: exact p, ordered by probability
 * @p_exact_llr: exact p, ordered by G
 * @p_exact_chisq: exact p, ordered by X²
 *
 * How a distribution of ratings compares with the guideline.
 */
typedef struct
{
  CalStatsReason reason;
  guint64 n;
  int df;
  double chisq;
  double p_chisq;
  double g;
  double p_g;
  double min_expected;
  gboolean small_expected;
  double tables;
  gboolean simulated;
  double p_exact_prob;
  double p_exact_llr;
  double p_exact_chisq;
} CalGof;

void cal_gof (const guint64 *observed,
              const double *weights,
              guint n_levels,
              double max_tables,
              guint n_draws,
              double *expected,
              CalGof *gof);
