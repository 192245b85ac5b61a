/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "stats/cal-stats-reason.h"

/**
 * CalWilcoxon:
 * @reason: whether @p_exact has a value
 * @n_pairs: how many subjects have both ratings
 * @n_nonzero: how many of these changed
 * @v_plus: the sum of the ranks of those who rose
 * @p_exact: the exact two-sided p
 */
typedef struct
{
  CalStatsReason reason;
  gsize n_pairs;
  gsize n_nonzero;
  double v_plus;
  double p_exact;
} CalWilcoxon;

void cal_wilcoxon (const double *before, const double *after, gsize n, CalWilcoxon *wilcoxon);
