/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-agreement-weights.h"

/**
 * cal_agreement_weight:
 * @weights: which weights
 * @i: position of one rating in the declared scale, from 0
 * @j: position of the other
 * @n_categories: how long the scale is
 *
 * Returns: how far the two agree, 0 to 1
 */
double
cal_agreement_weight (CalAgreementWeights weights, guint i, guint j, guint n_categories)
{
  double off;

  if (i == j)
    return 1;
  if (weights == CAL_WEIGHTS_IDENTITY)
    return 0;
  off = ((double) MAX (i, j) - (double) MIN (i, j)) / ((double) n_categories - 1);
  return weights == CAL_WEIGHTS_LINEAR ? 1 - off : 1 - off * off;
}
