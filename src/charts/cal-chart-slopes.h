/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/cal-chart.h"

/**
 * CalSlope:
 * @name: the group
 * @n: how many it is from
 * @before: the rate before calibration, 0 to 1; %NAN where it is not shown
 * @now: the rate now
 * @stands_out: whether it is in the accent, bold
 * @few: whether it is too few to infer from: dashed
 *
 * One line from before to now. One without both is not drawn, but counted.
 */
typedef struct
{
  const char *name;
  guint n;
  double before;
  double now;
  gboolean stands_out;
  gboolean few;
} CalSlope;

CalChart *cal_chart_new_slopes (const char *title, const CalSlope *slopes, guint n_slopes);
