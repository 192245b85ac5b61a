/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalAgreementWeights:
 * @CAL_WEIGHTS_IDENTITY: only equal ratings agree
 * @CAL_WEIGHTS_LINEAR: 1 − |i−j|/(k−1)
 * @CAL_WEIGHTS_QUADRATIC: 1 − ((i−j)/(k−1))²
 *
 * How far two ratings agree that stand at positions i and j of a scale of k
 * categories (Cohen 1968, Psychological Bulletin 70; Cicchetti & Allison 1971).
 */
typedef enum
{
  CAL_WEIGHTS_IDENTITY,
  CAL_WEIGHTS_LINEAR,
  CAL_WEIGHTS_QUADRATIC,
} CalAgreementWeights;

double cal_agreement_weight (CalAgreementWeights weights, guint i, guint j, guint n_categories);
