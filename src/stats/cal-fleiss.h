/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "stats/cal-stats-reason.h"

/**
 * CalFleiss:
 * @reason: whether κ has a value
 * @n_used: how many subjects every rater rated
 * @p_bar: observed agreement of pairs of raters
 * @pe: agreement expected by chance
 * @kappa: Fleiss' κ
 * @se_null: its standard error where raters agree by chance only
 * @z: @kappa / @se_null
 */
typedef struct
{
  CalStatsReason reason;
  gsize n_used;
  double p_bar;
  double pe;
  double kappa;
  double se_null;
  double z;
} CalFleiss;

void cal_fleiss (const int *ratings,
                 gsize n_subjects,
                 guint n_raters,
                 guint n_categories,
                 double *category_kappa,
                 CalFleiss *fleiss);
