/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "stats/cal-stats-reason.h"

/**
 * CalChangeTest:
 * @statistic: a χ² statistic
 * @df: its degrees of freedom, -1 where it has no value
 * @p: its p
 */
typedef struct
{
  double statistic;
  int df;
  double p;
} CalChangeTest;

/**
 * CalChange:
 * @reason: whether anybody was rated twice
 * @n: how many were
 * @moved: how many stand elsewhere than before
 * @up: how many stand higher
 * @down: how many stand lower
 * @share_moved: @moved / @n
 * @bowker: whether as many went from i to j as from j to i, for all pairs
 * @all_pairs: how many pairs of levels there are, empty or not
 * @stuart_maxwell: whether the distribution as a whole changed
 * @sign_p: the exact sign test of @up against @down
 * @mcnemar_p: McNemar's exact p, %NAN unless there are two levels
 * @mcnemar_cc: McNemar's statistic with continuity correction, likewise
 *
 * What calibration changed.
 */
typedef struct
{
  CalStatsReason reason;
  guint64 n;
  guint64 moved;
  guint64 up;
  guint64 down;
  double share_moved;
  CalChangeTest bowker;
  guint all_pairs;
  CalChangeTest stuart_maxwell;
  double sign_p;
  double mcnemar_p;
  double mcnemar_cc;
} CalChange;

void cal_change (const guint64 *before_by_after, guint n_levels, CalChange *change);
double cal_change_at_cut (const guint64 *before_by_after, guint n_levels, guint cut);
