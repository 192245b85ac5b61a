/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/cal-chart.h"

/**
 * CalMatrixPair:
 * @first: a rater's number
 * @second: another's
 * @n: how many subjects both rated
 * @kappa: how far they agree; %NAN where that has no value
 *
 * Two raters.
 */
typedef struct
{
  guint first;
  guint second;
  gsize n;
  double kappa;
} CalMatrixPair;

CalChart *cal_chart_new_matrix (const char *title,
                                const char *const *raters,
                                guint n_raters,
                                const CalMatrixPair *pairs,
                                guint n_pairs);
guint cal_chart_kappa_step (double kappa);
const char *cal_chart_kappa_words (double kappa);
