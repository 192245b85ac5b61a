/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/cal-chart-private.h"
#include "charts/cal-chart-shape.h"
#include "charts/cal-chart-text.h"

/* The distribution and the cells are drawn alike: rows from best to least,
 * each with its counts above its bars, all on one axis from 0. */

#define N_TICKS 5
#define LINE 22.0
#define ROW_HEIGHT 38.0
#define LABEL_BASELINE 13.0
#define LABEL_HEIGHT 18.0
#define BAR_CENTER 7.0
#define BAND_SIZE 14.0
#define BEFORE_SIZE 11.0
#define NOW_SIZE 6.0
#define PREVIEW_SIZE 18.0
#define PREVIEW_LEAST 5.0
#define SWATCH 11.0
#define SWATCH_SPACE 17.0
#define COLUMN_LEAST 56.0
#define COLUMN_GAP 14.0
#define RULE_SPACE 12.0
#define PILL_HEIGHT 18.0

typedef enum
{
  COLUMN_BEFORE,
  COLUMN_NOW,
  COLUMN_LAST,
  N_COLUMNS,
} Column;

typedef struct
{
  PangoLayout *label;
  PangoLayout *values[N_COLUMNS];
  PangoLayout *rule;
  PangoLayout *verdict;
  gboolean departs;
  double top;
  double bars;
  double rule_top;
  double height;
} Row;

typedef enum
{
  LEGEND_BEFORE,
  LEGEND_NOW,
  LEGEND_BAND,
  N_LEGEND,
} Legend;

typedef struct
{
  double width;
  double height;
  PangoLayout *title;
  PangoLayout *heading;
  PangoLayout *unit;
  gboolean unit_below;
  PangoLayout *sentence;
  PangoLayout *legend[N_LEGEND];
  double legend_x[N_LEGEND];
  double legend_baseline[N_LEGEND];
  PangoLayout *heads[N_COLUMNS];
  double column_right[N_COLUMNS];
  double heads_baseline;
  Row *rows;
  guint n_rows;
  guint step;
  double axis_baseline;
  PangoLayout *footer;
  double footer_top;
} Rows;

/*
 * cal_chart_tick_step:
 * @largest: the largest count to show
 *
 * Returns: the least round step whose fourth multiple reaches @largest, so that
 *   an axis has five ticks: 1, 2 or 5 times a power of ten, or 25 times one
 */
guint
cal_chart_tick_step (guint largest)
{
  for (guint64 power = 1;; power *= 10)
    {
      const guint64 steps[] = { power, 2 * power, power >= 10 ? power / 10 * 25 : 5 * power,
                                5 * power };

      for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
        if (steps[i] * (N_TICKS - 1) >= largest)
          return (guint) steps[i];
    }
}

static guint
largest_count (const CalChart *chart)
{
  guint largest = 1;

  for (guint i = 0; i < chart->n_bins; i++)
    {
      const CalChartBin *bin = &chart->bins[i];

      largest = MAX (MAX (largest, bin->before), MAX (bin->now, bin->after));
      if (chart->has_guideline)
        largest = MAX (largest, bin->allowed.high);
    }
  return largest;
}

static PangoLayout *
number_layout (guint number, gboolean bold)
{
  g_autofree char *text = g_strdup_printf ("%'u", number);

  return cal_text_layout (text, CAL_TEXT_CHART, bold, 0);
}

static void
set_row_texts (Row *row, const CalChart *chart, const CalChartBin *bin)
{
  g_autofree char *last = NULL;

  row->values[COLUMN_BEFORE] = number_layout (bin->before, FALSE);
  if (bin->after != bin->now)
    {
      g_autofree char *change = g_strdup_printf (_ ("%'u → %'u"), bin->now, bin->after);

      row->values[COLUMN_NOW] = cal_text_layout (change, CAL_TEXT_CHART, TRUE, 0);
    }
  else
    row->values[COLUMN_NOW] = number_layout (bin->now, TRUE);
  last = chart->has_guideline
             ? g_strdup_printf (_ ("%'u to %'u"), bin->allowed.low, bin->allowed.high)
             : cal_text_percent (bin->now, chart->n_now);
  row->values[COLUMN_LAST] = cal_text_layout (last, CAL_TEXT_CHART, FALSE, 0);
}

static void
place_columns (Rows *rows, const CalChart *chart)
{
  const char *names[N_COLUMNS] = {
    _ ("before"),
    _ ("now"),
    chart->has_guideline ? _ ("guideline") : _ ("share"),
  };
  double right = rows->width;

  for (int c = N_COLUMNS - 1; c >= 0; c--)
    {
      double widest;

      rows->heads[c] = cal_text_layout (names[c], CAL_TEXT_SECONDARY, FALSE, 0);
      widest = cal_text_layout_width (rows->heads[c]);
      for (guint i = 0; i < rows->n_rows; i++)
        widest = MAX (widest, cal_text_layout_width (rows->rows[i].values[c]));
      rows->column_right[c] = right;
      right -= MAX (widest + COLUMN_GAP, COLUMN_LEAST);
    }
  for (guint i = 0; i < rows->n_rows; i++)
    {
      double start = chart->kind == CAL_CHART_CELLS ? SWATCH_SPACE : 0;

      rows->rows[i].label = cal_text_layout (chart->bins[i].label, CAL_TEXT_BODY, FALSE,
                                             MAX (right + COLUMN_GAP - 6 - start, 24));
    }
}

static double
place_legend (Rows *rows, const CalChart *chart, double baseline)
{
  g_autofree char *band =
      g_strdup_printf (ngettext ("guideline ± %u point", "guideline ± %u points", chart->tolerance),
                       chart->tolerance);
  const char *names[N_LEGEND] = { _ ("before"), _ ("now"), chart->has_guideline ? band : NULL };
  double x = 0;

  for (guint i = 0; i < N_LEGEND && names[i] != NULL; i++)
    {
      double width;

      rows->legend[i] = cal_text_layout (names[i], CAL_TEXT_SECONDARY, FALSE, 0);
      width = 24 + cal_text_layout_width (rows->legend[i]);
      if (x > 0 && x + width > rows->width)
        {
          x = 0;
          baseline += LINE - 4;
        }
      rows->legend_x[i] = x;
      rows->legend_baseline[i] = baseline;
      x += width + COLUMN_GAP;
    }
  return baseline;
}

static double
place_heading (Rows *rows, const CalChart *chart)
{
  g_autofree char *heading = cal_chart_heading (chart);
  double left;

  rows->title = cal_text_layout (chart->title, CAL_TEXT_TITLE, TRUE, 0);
  rows->heading = cal_text_layout (heading, CAL_TEXT_SECONDARY, FALSE, 0);
  rows->unit = cal_text_layout (chart->kind == CAL_CHART_CELLS ? _ ("subjects in each cell")
                                                               : _ ("subjects at each level"),
                                CAL_TEXT_SECONDARY, FALSE, 0);
  left = cal_text_layout_width (rows->title) + 10 + cal_text_layout_width (rows->heading);
  rows->unit_below = left + 10 + cal_text_layout_width (rows->unit) > rows->width;
  return rows->unit_below ? 15 + LINE - 4 : 15;
}

static double
place_rows (Rows *rows, const CalChart *chart, double y)
{
  for (guint i = 0; i < rows->n_rows; i++)
    {
      Row *row = &rows->rows[i];

      row->top = y;
      row->height =
          MAX (ROW_HEIGHT, ROW_HEIGHT - LABEL_HEIGHT + cal_text_layout_height (row->label));
      row->bars = y + row->height - ROW_HEIGHT + LABEL_HEIGHT + BAR_CENTER;
      if (chart->has_guideline)
        {
          const CalChartBin *bin = &chart->bins[i];
          g_autofree char *verdict = cal_chart_verdict (bin, &row->departs);
          g_autofree char *rule = cal_chart_rule (chart, bin, TRUE);

          row->verdict = cal_text_layout (verdict, CAL_TEXT_META, row->departs, 0);
          row->rule = cal_text_layout_markup (
              rule, CAL_TEXT_META, rows->width - cal_text_layout_width (row->verdict) - 24);
          row->rule_top = row->bars + RULE_SPACE;
          row->height =
              row->rule_top - y + MAX (PILL_HEIGHT, cal_text_layout_height (row->rule)) + 10;
        }
      y += row->height;
    }
  return y;
}

static char *
footer_text (const CalChart *chart)
{
  guint held = chart->n_present - chart->n_now;

  if (chart->kind == CAL_CHART_DISTRIBUTION && !chart->has_guideline)
    return g_strdup (_ ("No guideline is set: nothing to hold the counts against."));
  if (chart->kind == CAL_CHART_CELLS && held > 0)
    return g_strdup_printf (ngettext ("%'u subject more is in the holding area.",
                                      "%'u subjects more are in the holding area.", held),
                            held);
  return NULL;
}

static Rows *
rows_new (const CalChart *chart, double width)
{
  Rows *rows = g_new0 (Rows, 1);
  g_autofree char *sentence = cal_chart_empty_sentence (chart);
  g_autofree char *footer = footer_text (chart);
  double baseline;

  rows->width = width;
  baseline = place_heading (rows, chart);
  if (sentence != NULL)
    {
      rows->sentence = cal_text_layout (sentence, CAL_TEXT_BODY, FALSE, width);
      rows->footer_top = baseline + 14;
      rows->height = rows->footer_top + cal_text_layout_height (rows->sentence) + 4;
      return rows;
    }

  rows->n_rows = chart->n_bins;
  rows->rows = g_new0 (Row, rows->n_rows);
  rows->step = cal_chart_tick_step (largest_count (chart));
  for (guint i = 0; i < rows->n_rows; i++)
    set_row_texts (&rows->rows[i], chart, &chart->bins[i]);
  baseline = place_legend (rows, chart, baseline + LINE);
  rows->heads_baseline = baseline + 25;
  place_columns (rows, chart);
  rows->axis_baseline = place_rows (rows, chart, rows->heads_baseline + 8) + 11;
  rows->height = rows->axis_baseline + 6;
  if (footer != NULL)
    {
      rows->footer = cal_text_layout (footer, CAL_TEXT_SECONDARY, FALSE, width);
      rows->footer_top = rows->height + 16;
      rows->height = rows->footer_top + cal_text_layout_height (rows->footer) + 4;
    }
  return rows;
}

static void
rows_free (Rows *rows)
{
  for (guint i = 0; i < rows->n_rows; i++)
    {
      for (guint c = 0; c < N_COLUMNS; c++)
        g_clear_object (&rows->rows[i].values[c]);
      g_clear_object (&rows->rows[i].label);
      g_clear_object (&rows->rows[i].rule);
      g_clear_object (&rows->rows[i].verdict);
    }
  for (guint i = 0; i < N_LEGEND; i++)
    g_clear_object (&rows->legend[i]);
  for (guint c = 0; c < N_COLUMNS; c++)
    g_clear_object (&rows->heads[c]);
  g_clear_object (&rows->title);
  g_clear_object (&rows->heading);
  g_clear_object (&rows->unit);
  g_clear_object (&rows->sentence);
  g_clear_object (&rows->footer);
  g_free (rows->rows);
  g_free (rows);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Rows, rows_free)

static double
axis_x (const Rows *rows, guint count)
{
  return rows->width * count / (rows->step * (N_TICKS - 1.0));
}

static CalChartRowGeometry
row_geometry (const Rows *rows, const CalChart *chart, guint i)
{
  const CalChartBin *bin = &chart->bins[i];
  const Row *row = &rows->rows[i];
  double low = axis_x (rows, bin->allowed.low);
  double from = axis_x (rows, MIN (bin->now, bin->after));
  double length = axis_x (rows, MAX (bin->now, bin->after)) - from;
  double widened = MAX (length, PREVIEW_LEAST);
  CalChartRowGeometry geometry = {
    .row = { 0, row->top, rows->width, row->height },
    .before = { 0, row->bars - BEFORE_SIZE / 2, axis_x (rows, bin->before), BEFORE_SIZE },
    .now = { 0, row->bars - NOW_SIZE / 2, axis_x (rows, bin->now), NOW_SIZE },
  };

  if (chart->has_guideline)
    geometry.band = (cairo_rectangle_t){ low, row->bars - BAND_SIZE / 2,
                                         axis_x (rows, bin->allowed.high) - low, BAND_SIZE };
  /* One subject among thousands is less than a pixel: the outline stays wide
   * enough to be seen, around where the bar would end. */
  if (bin->after != bin->now)
    geometry.preview = (cairo_rectangle_t){ MAX (from - (widened - length) / 2, 0),
                                            row->bars - PREVIEW_SIZE / 2, widened, PREVIEW_SIZE };
  return geometry;
}

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
           const Rows *rows,
           const CalChartRowGeometry *bars,
           const CalPalette *palette)
{
  cal_palette_set_source (cr, palette->text, 0.12);
  for (guint tick = 1; tick < N_TICKS; tick++)
    cairo_rectangle (cr, rows->width * tick / (N_TICKS - 1.0) - 1,
                     bars->now.y + NOW_SIZE / 2 - BAND_SIZE / 2, 1, BAND_SIZE);
  cairo_fill (cr);
  draw_band (cr, &bars->band, palette);
  if (bars->now.width > 0)
    cal_shape_fill (cr, &bars->now, palette->bar);
  if (bars->before.width > 0)
    cal_shape_outline (cr, &bars->before, palette->before, 1);
  if (bars->now.width == 0 && bars->before.width == 0)
    cal_shape_fill (cr, &(cairo_rectangle_t){ 0, bars->before.y, 1, BEFORE_SIZE }, palette->dim);
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
draw_rule (cairo_t *cr, const Rows *rows, const Row *row, const CalPalette *palette)
{
  double width = cal_text_layout_width (row->verdict) + 16;
  double baseline = row->rule_top + LABEL_BASELINE;

  cal_text_show (cr, row->rule, palette->dim, 0, baseline, CAL_ALIGN_START);
  if (!row->departs)
    {
      cal_text_show (cr, row->verdict, palette->dim, rows->width, baseline, CAL_ALIGN_END);
      return;
    }
  cal_shape_fill_rounded (
      cr, &(cairo_rectangle_t){ rows->width - width, row->rule_top, width, PILL_HEIGHT },
      PILL_HEIGHT / 2, palette->text, 1);
  cal_text_show (cr, row->verdict, palette->card, rows->width - 8, baseline, CAL_ALIGN_END);
}

static void
draw_row (cairo_t *cr, const Rows *rows, const CalChart *chart, guint i, const CalPalette *palette)
{
  const CalChartBin *bin = &chart->bins[i];
  const Row *row = &rows->rows[i];
  CalChartRowGeometry bars = row_geometry (rows, chart, i);
  double baseline = row->top + LABEL_BASELINE;
  double start = 0;

  if (chart->kind == CAL_CHART_CELLS)
    {
      cal_shape_fill_rounded (cr, &(cairo_rectangle_t){ 0, baseline - 10, SWATCH, SWATCH }, 3,
                              palette->patches[bin->step], 1);
      start = SWATCH_SPACE;
    }
  cal_text_show (cr, row->label, palette->text, start, baseline, CAL_ALIGN_START);
  for (guint c = 0; c < N_COLUMNS; c++)
    {
      CalColor color = palette->dim;

      if (c == COLUMN_NOW)
        color = bin->after != bin->now ? palette->accent_text : palette->text;
      cal_text_show (cr, row->values[c], color, rows->column_right[c], baseline, CAL_ALIGN_END);
    }
  draw_bars (cr, rows, &bars, palette);
  if (row->rule != NULL)
    draw_rule (cr, rows, row, palette);
}

static void
draw_legend (cairo_t *cr, const Rows *rows, const CalPalette *palette)
{
  for (guint i = 0; i < N_LEGEND && rows->legend[i] != NULL; i++)
    {
      cairo_rectangle_t sample = { rows->legend_x[i], rows->legend_baseline[i] - 9, 18, 9 };

      if (i == LEGEND_BEFORE)
        cal_shape_outline (cr, &sample, palette->before, 1);
      else if (i == LEGEND_NOW)
        cal_shape_fill (cr, &(cairo_rectangle_t){ sample.x, sample.y + 1, sample.width, 7 },
                        palette->bar);
      else
        draw_band (cr, &(cairo_rectangle_t){ sample.x, sample.y - 1, sample.width, 11 }, palette);
      cal_text_show (cr, rows->legend[i], palette->dim, sample.x + 24, rows->legend_baseline[i],
                     CAL_ALIGN_START);
    }
}

static void
draw_axis (cairo_t *cr, const Rows *rows, const CalPalette *palette)
{
  for (guint tick = 0; tick < N_TICKS; tick++)
    {
      g_autofree char *text = g_strdup_printf ("%'u", rows->step * tick);
      CalAlign align = tick == 0             ? CAL_ALIGN_START
                       : tick == N_TICKS - 1 ? CAL_ALIGN_END
                                             : CAL_ALIGN_CENTER;

      cal_text_draw (cr, text, CAL_TEXT_META, FALSE, palette->dim,
                     rows->width * tick / (N_TICKS - 1.0), rows->axis_baseline, align);
    }
}

/*
 * cal_chart_rows_height:
 *
 * Returns: the height that the chart needs at @width
 */
double
cal_chart_rows_height (const CalChart *chart, double width)
{
  g_autoptr (Rows) rows = rows_new (chart, width);

  return ceil (rows->height);
}

/*
 * cal_chart_rows_draw:
 *
 * Draws the chart from its origin downwards.
 */
void
cal_chart_rows_draw (const CalChart *chart, cairo_t *cr, double width, const CalPalette *palette)
{
  g_autoptr (Rows) rows = rows_new (chart, width);

  cal_text_show (cr, rows->title, palette->text, 0, 15, CAL_ALIGN_START);
  cal_text_show (cr, rows->heading, palette->dim, cal_text_layout_width (rows->title) + 10, 15,
                 CAL_ALIGN_START);
  if (rows->sentence != NULL)
    {
      cal_text_show (cr, rows->sentence, palette->dim, 0, rows->footer_top + LABEL_BASELINE,
                     CAL_ALIGN_START);
      return;
    }
  cal_text_show (cr, rows->unit, palette->dim, rows->unit_below ? 0 : width,
                 rows->unit_below ? 15 + LINE - 4 : 15,
                 rows->unit_below ? CAL_ALIGN_START : CAL_ALIGN_END);
  draw_legend (cr, rows, palette);
  for (guint c = 0; c < N_COLUMNS; c++)
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
      cal_text_show (cr, rows->footer, palette->dim, 0, rows->footer_top + LABEL_BASELINE,
                     CAL_ALIGN_START);
    }
}

/*
 * cal_chart_rows_geometry:
 *
 * Returns: where the bin's bars are drawn at @width
 */
CalChartRowGeometry
cal_chart_rows_geometry (const CalChart *chart, double width, guint bin)
{
  g_autoptr (Rows) rows = rows_new (chart, width);

  if (bin >= rows->n_rows)
    return (CalChartRowGeometry){ 0 };
  return row_geometry (rows, chart, bin);
}

/*
 * cal_chart_rows_hit:
 * @bin: (out): which bin's row lies at that place
 *
 * Returns: whether one does
 */
gboolean
cal_chart_rows_hit (const CalChart *chart, double width, double x, double y, guint *bin)
{
  g_autoptr (Rows) rows = rows_new (chart, width);

  if (x < 0 || x >= width)
    return FALSE;
  for (guint i = 0; i < rows->n_rows; i++)
    if (y >= rows->rows[i].top && y < rows->rows[i].top + rows->rows[i].height)
      {
        *bin = i;
        return TRUE;
      }
  return FALSE;
}
