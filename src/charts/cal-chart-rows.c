/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "charts/cal-chart-rows-private.h"
#include "charts/cal-chart-shape.h"

#define SWATCH 11.0

/* The guideline's range, hatched so that it is no bar even without colour. */
static void
draw_band (cairo_t *cr, const cairo_rectangle_t *r, const CalPalette *palette)
{
  if (r->height == 0)
    return;
  cal_shape_fill (cr, r, palette->band);
  cairo_save (cr);
  cairo_rectangle (cr, r->x, r->y, r->width, r->height);
  cairo_clip (cr);
  cal_palette_set_source (cr, palette->band_edge, 0.35);
  cairo_set_line_width (cr, 1);
  for (double x = r->x - r->height; x < r->x + r->width; x += 5)
    {
      cairo_move_to (cr, x, r->y + r->height);
      cairo_line_to (cr, x + r->height, r->y);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
  cal_shape_fill (cr, &(cairo_rectangle_t){ r->x, r->y, 1, r->height }, palette->band_edge);
  cal_shape_fill (cr, &(cairo_rectangle_t){ r->x + r->width - 1, r->y, 1, r->height },
                  palette->band_edge);
}

static void
draw_bars (cairo_t *cr,
           const CalChartRows *rows,
           const CalChartRowGeometry *bars,
           const CalPalette *palette)
{
  cal_palette_set_source (cr, palette->text, 0.12);
  for (guint tick = 1; tick < CAL_ROWS_TICKS; tick++)
    cairo_rectangle (cr, rows->width * tick / (CAL_ROWS_TICKS - 1.0) - 1,
                     bars->now.y + CAL_ROWS_NOW_SIZE / 2 - CAL_ROWS_BAND_SIZE / 2, 1,
                     CAL_ROWS_BAND_SIZE);
  cairo_fill (cr);
  draw_band (cr, &bars->band, palette);
  if (bars->now.width > 0)
    cal_shape_fill (cr, &bars->now, palette->bar);
  if (bars->before.width > 0)
    cal_shape_outline (cr, &bars->before, palette->before, 1);
  if (bars->now.width == 0 && bars->before.width == 0)
    cal_shape_fill (cr, &(cairo_rectangle_t){ 0, bars->before.y, 1, CAL_ROWS_BEFORE_SIZE },
                    palette->dim);
  if (bars->preview.height > 0)
    {
      cal_shape_rounded (cr, &bars->preview, 2.5);
      cal_palette_set_source (cr, palette->card, 1);
      cairo_fill_preserve (cr);
      cal_palette_set_source (cr, palette->accent, 1);
      cairo_set_line_width (cr, 2);
      cairo_stroke (cr);
    }
}

static void
draw_rule (cairo_t *cr, const CalChartRows *rows, const CalRowsRow *row, const CalPalette *palette)
{
  double width = cal_text_layout_width (row->verdict) + 16;
  double baseline = row->rule_top + CAL_ROWS_LABEL_BASELINE;

  cal_text_show (cr, row->rule, palette->dim, 0, baseline, CAL_ALIGN_START);
  if (!row->departs)
    {
      cal_text_show (cr, row->verdict, palette->dim, rows->width, baseline, CAL_ALIGN_END);
      return;
    }
  cal_shape_fill_rounded (
      cr, &(cairo_rectangle_t){ rows->width - width, row->rule_top, width, CAL_ROWS_PILL_HEIGHT },
      CAL_ROWS_PILL_HEIGHT / 2, palette->text, 1);
  cal_text_show (cr, row->verdict, palette->card, rows->width - 8, baseline, CAL_ALIGN_END);
}

static void
draw_row (cairo_t *cr,
          const CalChartRows *rows,
          const CalBoardChart *chart,
          guint i,
          const CalPalette *palette)
{
  const CalChartBin *bin = &chart->bins[i];
  const CalRowsRow *row = &rows->rows[i];
  CalChartRowGeometry bars = cal_chart_rows_bars (rows, chart, i);
  double baseline = row->top + CAL_ROWS_LABEL_BASELINE;
  double start = 0;

  if (chart->kind == CAL_CHART_CELLS)
    {
      cal_shape_fill_rounded (cr, &(cairo_rectangle_t){ 0, baseline - 10, SWATCH, SWATCH }, 3,
                              palette->patches[bin->step], 1);
      start = CAL_ROWS_SWATCH_SPACE;
    }
  cal_text_show (cr, row->label, palette->text, start, baseline, CAL_ALIGN_START);
  for (guint c = 0; c < CAL_ROWS_N_COLUMNS; c++)
    {
      CalColor color = palette->dim;

      if (c == CAL_ROWS_NOW)
        color = bin->after != bin->now ? palette->accent_text : palette->text;
      cal_text_show (cr, row->values[c], color, rows->column_right[c], baseline, CAL_ALIGN_END);
    }
  draw_bars (cr, rows, &bars, palette);
  if (row->rule != NULL)
    draw_rule (cr, rows, row, palette);
}

static void
draw_legend (cairo_t *cr, const CalChartRows *rows, const CalPalette *palette)
{
  for (guint i = 0; i < CAL_ROWS_N_LEGEND && rows->legend[i] != NULL; i++)
    {
      cairo_rectangle_t sample = { rows->legend_x[i], rows->legend_baseline[i] - 9, 18, 9 };

      if (i == CAL_ROWS_LEGEND_BEFORE)
        cal_shape_outline (cr, &sample, palette->before, 1);
      else if (i == CAL_ROWS_LEGEND_NOW)
        cal_shape_fill (cr, &(cairo_rectangle_t){ sample.x, sample.y + 1, sample.width, 7 },
                        palette->bar);
      else
        draw_band (cr, &(cairo_rectangle_t){ sample.x, sample.y - 1, sample.width, 11 }, palette);
      cal_text_show (cr, rows->legend[i], palette->dim, sample.x + 24, rows->legend_baseline[i],
                     CAL_ALIGN_START);
    }
}

static void
draw_axis (cairo_t *cr, const CalChartRows *rows, const CalPalette *palette)
{
  for (guint tick = 0; tick < CAL_ROWS_TICKS; tick++)
    {
      g_autofree char *text = g_strdup_printf ("%'u", rows->step * tick);
      CalAlign align = tick == 0                    ? CAL_ALIGN_START
                       : tick == CAL_ROWS_TICKS - 1 ? CAL_ALIGN_END
                                                    : CAL_ALIGN_CENTER;

      cal_text_draw (cr, text, CAL_TEXT_META, FALSE, palette->dim,
                     rows->width * tick / (CAL_ROWS_TICKS - 1.0), rows->axis_baseline, align);
    }
}

/*
 * cal_chart_rows_draw:
 *
 * Draws the chart from its origin downwards.
 */
void
cal_chart_rows_draw (const CalBoardChart *chart,
                     cairo_t *cr,
                     double width,
                     const CalPalette *palette)
{
  const CalChartRows *rows = cal_chart_rows_for (chart, width);

  cal_text_show (cr, rows->title, palette->text, 0, CAL_ROWS_TITLE_BASELINE, CAL_ALIGN_START);
  cal_text_show (cr, rows->heading, palette->dim, cal_text_layout_width (rows->title) + 10,
                 CAL_ROWS_TITLE_BASELINE, CAL_ALIGN_START);
  if (rows->sentence != NULL)
    {
      cal_text_show (cr, rows->sentence, palette->dim, 0,
                     rows->footer_top + CAL_ROWS_LABEL_BASELINE, CAL_ALIGN_START);
      return;
    }
  cal_text_show (cr, rows->unit, palette->dim, rows->unit_below ? 0 : width, rows->unit_baseline,
                 rows->unit_below ? CAL_ALIGN_START : CAL_ALIGN_END);
  draw_legend (cr, rows, palette);
  for (guint c = 0; c < CAL_ROWS_N_COLUMNS; c++)
    cal_text_show (cr, rows->heads[c], palette->dim, rows->column_right[c], rows->heads_baseline,
                   CAL_ALIGN_END);
  for (guint i = 0; i < rows->n_rows; i++)
    draw_row (cr, rows, chart, i, palette);
  draw_axis (cr, rows, palette);
  if (rows->footer != NULL)
    {
      cal_palette_set_source (cr, palette->text, 0.15);
      cairo_rectangle (cr, 0, rows->footer_top - 8, width, 1);
      cairo_fill (cr);
      cal_text_show (cr, rows->footer, palette->dim, 0, rows->footer_top + CAL_ROWS_LABEL_BASELINE,
                     CAL_ALIGN_START);
    }
}
