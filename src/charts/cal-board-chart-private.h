/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/cal-chart-private.h"
#include "core/cal-guideline.h"

typedef enum
{
  CAL_CHART_DISTRIBUTION,
  CAL_CHART_CELLS,
  CAL_CHART_NINEBOX,
} CalChartKind;

/**
 * CalChartBin:
 * @label: what the level or cell is called
 * @placement: the cell; for a performance level its potential is 0
 * @step: which of the palette's five tints it has
 * @before: how many the raters put there
 * @now: how many stand there
 * @after: how many would, after the drop that is previewed
 * @percent: the guideline, in whole percent
 * @allowed: how many the guideline allows of those who stand in a cell now, or
 *   would after the drop
 */
typedef struct
{
  char *label;
  CalPlacement placement;
  guint step;
  guint before;
  guint now;
  guint after;
  guint percent;
  CalAllowed allowed;
} CalChartBin;

/* A box asks how high a chart is at the least width and at its own. */
#define CAL_CHART_N_WIDTHS 2

/* The texts of a chart of rows, laid out for one width. */
typedef struct _CalChartRows CalChartRows;

/*
 * Bins run from best to least in the charts of rows, and as cal_rules_cell()
 * numbers them in the nine-box. The levels are copied for the nine-box's axes.
 * @rows is a cache: a drop asks for the height and draws, a pointer that moves
 * over the chart asks again and again.
 */
typedef struct
{
  CalChart parent;
  CalChartKind kind;
  guint n_before;
  guint n_now;
  guint n_after;
  guint n_present;
  gboolean has_guideline;
  guint tolerance;
  CalChartBin *bins;
  guint n_bins;
  char **performance;
  char **potential;
  CalChartRows *rows[CAL_CHART_N_WIDTHS];
} CalBoardChart;

/* Where one bin of a chart of rows is drawn, in the chart's coordinates. */
typedef struct
{
  cairo_rectangle_t row;
  cairo_rectangle_t before;
  cairo_rectangle_t now;
  cairo_rectangle_t band;
  cairo_rectangle_t preview;
} CalChartRowGeometry;

CalBoardChart *cal_board_chart_new (CalChartKind kind, const char *title, const CalBoard *board);
char *cal_chart_heading (const CalBoardChart *chart);
char *cal_chart_empty_sentence (const CalBoardChart *chart);
char *cal_chart_verdict (const CalChartBin *bin, gboolean *departs);
char *cal_chart_rule (const CalBoardChart *chart,
                      const CalChartBin *bin,
                      const char *separator,
                      gboolean markup);
void cal_chart_describe_bin (const CalBoardChart *chart, const CalChartBin *bin, GString *text);
void cal_chart_preview (CalBoardChart *chart, const CalChartPreview *preview, gsize n_preview);

guint cal_chart_tick_step (guint largest);
void cal_chart_rows_free (CalChartRows *rows);
double cal_chart_rows_height (const CalBoardChart *chart, double width);
void cal_chart_rows_draw (const CalBoardChart *chart,
                          cairo_t *cr,
                          double width,
                          const CalPalette *palette);
gboolean
cal_chart_rows_hit (const CalBoardChart *chart, double width, double x, double y, guint *bin);
CalChartRowGeometry cal_chart_rows_geometry (const CalBoardChart *chart, double width, guint bin);

double cal_chart_ninebox_height (const CalBoardChart *chart, double width);
void cal_chart_ninebox_draw (const CalBoardChart *chart,
                             cairo_t *cr,
                             double width,
                             double height,
                             const CalPalette *palette);
gboolean cal_chart_ninebox_hit (const CalBoardChart *chart,
                                double width,
                                double height,
                                double x,
                                double y,
                                guint *bin);
cairo_rectangle_t
cal_chart_ninebox_cell (const CalBoardChart *chart, double width, double height, guint bin);
