/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "stats/cal-stats-reason.h"

/**
 * CalKappaValue:
 * @kappa: chance-corrected agreement
 * @ase: its asymptotic standard error, not assuming that κ is 0
 */
typedef struct
{
  double kappa;
  double ase;
} CalKappaValue;

/**
 * CalKappa:
 * @reason: whether κ has a value
 * @n_used: how many subjects both raters rated
 * @po: observed agreement, unweighted
 * @pe: agreement expected by chance, unweighted
 * @unweighted: Cohen's κ
 * @linear: κ with linear weights
 * @quadratic: κ with quadratic weights
 */
typedef struct
{
  CalStatsReason reason;
  gsize n_used;
  double po;
  double pe;
  CalKappaValue unweighted;
  CalKappaValue linear;
  CalKappaValue quadratic;
} CalKappa;

void cal_kappa (const int *rater1,
                const int *rater2,
                gsize n_subjects,
                guint n_categories,
                CalKappa *kappa);
