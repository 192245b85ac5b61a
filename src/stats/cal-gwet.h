/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "stats/cal-stats-reason.h"

/**
 * CalGwet:
 * @reason: whether the coefficients have a value
 * @n_used: how many subjects every rater rated
 * @ac1: Gwet's AC1
 * @ac1_se: its standard error, %NAN for a single subject
 * @ac2: Gwet's AC2 with quadratic weights
 * @ac2_se: its standard error
 */
typedef struct
{
  CalStatsReason reason;
  gsize n_used;
  double ac1;
  double ac1_se;
  double ac2;
  double ac2_se;
} CalGwet;

void
cal_gwet (const int *ratings, gsize n_subjects, guint n_raters, guint n_categories, CalGwet *gwet);
