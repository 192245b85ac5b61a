/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/cal-chart.h"

/**
 * CalChartColumn:
 * @code: (nullable): the level or cell in figures, such as "3,3"
 * @label: its name
 * @step: which of the palette's five tints it has
 * @before: how many stood there
 * @now: how many stand there now
 * @has_range: whether the guideline says how many are allowed
 * @low: the fewest
 * @high: the most
 * @starts_group: whether a gap stands before it
 *
 * One column of the distribution.
 */
typedef struct
{
  const char *code;
  const char *label;
  guint step;
  guint before;
  guint now;
  gboolean has_range;
  guint low;
  guint high;
  gboolean starts_group;
} CalChartColumn;

CalChart *cal_chart_new_columns (const char *title, const CalChartColumn *columns, guint n_columns);
