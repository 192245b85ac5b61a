/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "charts/cal-palette.h"
#include "core/cal-board.h"

/**
 * CalChartPreview:
 * @from: where a subject stands
 * @to: where it would go
 *
 * A drop that has not happened yet, which a chart shows as an outline. An array
 * of them comes with its length.
 */
typedef struct
{
  CalPlacement from;
  CalPlacement to;
} CalChartPreview;

/**
 * CalChart:
 * One figure: its data, copied when it is made, so that it can be drawn any
 * number of times, on any context, after the board has moved on.
 */
typedef struct _CalChart CalChart;

CalChart *
cal_chart_new_distribution (const CalBoard *board, const CalChartPreview *preview, gsize n_preview);
CalChart *
cal_chart_new_cells (const CalBoard *board, const CalChartPreview *preview, gsize n_preview);
CalChart *cal_chart_new_ninebox (const CalBoard *board);
void cal_chart_free (CalChart *chart);

const char *cal_chart_title (const CalChart *chart);
void cal_chart_set_note (CalChart *chart, const char *note);
const char *cal_chart_note (const CalChart *chart);
double cal_chart_height_for_width (const CalChart *chart, double width);
void cal_chart_draw (const CalChart *chart,
                     cairo_t *cr,
                     double width,
                     double height,
                     const CalPalette *palette);
guint cal_chart_n_marks (const CalChart *chart);
cairo_rectangle_t
cal_chart_mark_area (const CalChart *chart, double width, double height, guint mark);
char *cal_chart_mark_text (const CalChart *chart, guint mark);
const char *cal_chart_mark_id (const CalChart *chart, guint mark);
gboolean
cal_chart_hit (const CalChart *chart, double width, double height, double x, double y, guint *mark);
char *cal_chart_tooltip (const CalChart *chart, double width, double height, double x, double y);
char *cal_chart_describe (const CalChart *chart);
double cal_chart_page_height (const CalChart *chart, double width);
void cal_chart_draw_page (const CalChart *chart,
                          cairo_t *cr,
                          double width,
                          double height,
                          const CalPalette *palette);
gboolean cal_chart_write_file (const CalChart *chart,
                               const char *path,
                               double width,
                               double height,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalChart, cal_chart_free)
