/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/cal-board-chart-private.h"
#include "charts/cal-chart-text.h"

/* The distribution and the cells are drawn alike: rows from best to least,
 * each with its counts above its bars, all on one axis from 0. */

#define CAL_ROWS_TICKS 5
#define CAL_ROWS_LABEL_BASELINE 13.0
#define CAL_ROWS_BAND_SIZE 14.0
#define CAL_ROWS_BEFORE_SIZE 11.0
#define CAL_ROWS_NOW_SIZE 6.0
#define CAL_ROWS_SWATCH_SPACE 17.0
#define CAL_ROWS_PILL_HEIGHT 18.0
#define CAL_ROWS_TITLE_BASELINE 15.0

typedef enum
{
  CAL_ROWS_BEFORE,
  CAL_ROWS_NOW,
  CAL_ROWS_LAST,
  CAL_ROWS_N_COLUMNS,
} CalRowsColumn;

typedef enum
{
  CAL_ROWS_LEGEND_BEFORE,
  CAL_ROWS_LEGEND_NOW,
  CAL_ROWS_LEGEND_BAND,
  CAL_ROWS_N_LEGEND,
} CalRowsLegend;

/* One bin's texts, and where its row lies; @bars is the middle of its bars. */
typedef struct
{
  PangoLayout *label;
  PangoLayout *values[CAL_ROWS_N_COLUMNS];
  PangoLayout *rule;
  PangoLayout *verdict;
  gboolean departs;
  double top;
  double bars;
  double rule_top;
  double height;
} CalRowsRow;

struct _CalChartRows
{
  double width;
  double height;
  PangoLayout *title;
  PangoLayout *heading;
  PangoLayout *unit;
  gboolean unit_below;
  double unit_baseline;
  PangoLayout *sentence;
  PangoLayout *legend[CAL_ROWS_N_LEGEND];
  double legend_x[CAL_ROWS_N_LEGEND];
  double legend_baseline[CAL_ROWS_N_LEGEND];
  PangoLayout *heads[CAL_ROWS_N_COLUMNS];
  double column_right[CAL_ROWS_N_COLUMNS];
  double heads_baseline;
  CalRowsRow *rows;
  guint n_rows;
  guint step;
  double axis_baseline;
  PangoLayout *footer;
  double footer_top;
};

const CalChartRows *cal_chart_rows_for (const CalBoardChart *chart, double width);
CalChartRowGeometry
cal_chart_rows_bars (const CalChartRows *rows, const CalBoardChart *chart, guint bin);
