/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-chart-rows-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define LINE 22.0
#define ROW_HEIGHT 38.0
#define LABEL_HEIGHT 18.0
#define BAR_CENTER 7.0
#define PREVIEW_SIZE 18.0
#define PREVIEW_LEAST 5.0
#define COLUMN_LEAST 56.0
#define COLUMN_GAP 14.0
#define RULE_SPACE 12.0

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
        if (steps[i] * (CAL_ROWS_TICKS - 1) >= largest)
          return (guint) steps[i];
    }
}

static guint
largest_count (const CalBoardChart *chart)
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
set_row_texts (CalRowsRow *row, const CalBoardChart *chart, const CalChartBin *bin)
{
  g_autofree char *last = NULL;

  row->values[CAL_ROWS_BEFORE] = number_layout (bin->before, FALSE);
  if (bin->after != bin->now)
    {
      g_autofree char *change = g_strdup_printf (_ ("%'u → %'u"), bin->now, bin->after);

      row->values[CAL_ROWS_NOW] = cal_text_layout (change, CAL_TEXT_CHART, TRUE, 0);
    }
  else
    row->values[CAL_ROWS_NOW] = number_layout (bin->now, TRUE);
  last = chart->has_guideline
             ? g_strdup_printf (_ ("%'u to %'u"), bin->allowed.low, bin->allowed.high)
             : cal_text_percent (bin->now, chart->n_now);
  row->values[CAL_ROWS_LAST] = cal_text_layout (last, CAL_TEXT_CHART, FALSE, 0);
}

/* A count as wide as any that a drop may lead to. Room for what changes in a
 * drop is always kept, so that nothing moves while somebody considers one. */
static guint
widest_count (const CalBoardChart *chart)
{
  guint largest = 0;

  for (guint i = 0; i < chart->n_bins; i++)
    largest = MAX (largest, chart->bins[i].now);
  return largest + largest / 10 + 10;
}

static double
change_width (const CalBoardChart *chart)
{
  guint count = widest_count (chart);
  g_autofree char *change = g_strdup_printf (_ ("%'u → %'u"), count, count);

  return cal_text_width (change, CAL_TEXT_CHART, TRUE);
}

static double
verdict_width (const CalBoardChart *chart)
{
  guint count = widest_count (chart);
  const CalChartBin bins[] = {
    { .after = count },
    { .after = 0, .allowed = { count, count } },
    { .after = 0 },
  };
  double widest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (bins); i++)
    {
      g_autofree char *verdict = cal_chart_verdict (&bins[i], NULL);

      widest = MAX (widest, cal_text_width (verdict, CAL_TEXT_META, TRUE));
    }
  return widest;
}

static void
place_columns (CalChartRows *rows, const CalBoardChart *chart)
{
  const char *names[CAL_ROWS_N_COLUMNS] = {
    _ ("before"),
    _ ("now"),
    chart->has_guideline ? _ ("guideline") : _ ("share"),
  };
  double right = rows->width;

  for (int c = CAL_ROWS_N_COLUMNS - 1; c >= 0; c--)
    {
      double widest;

      rows->heads[c] = cal_text_layout (names[c], CAL_TEXT_SECONDARY, FALSE, 0);
      widest = cal_text_layout_width (rows->heads[c]);
      for (guint i = 0; i < rows->n_rows; i++)
        widest = MAX (widest, cal_text_layout_width (rows->rows[i].values[c]));
      if (c == CAL_ROWS_NOW)
        widest = MAX (widest, change_width (chart));
      rows->column_right[c] = right;
      right -= MAX (widest + COLUMN_GAP, COLUMN_LEAST);
    }
  for (guint i = 0; i < rows->n_rows; i++)
    {
      double start = chart->kind == CAL_CHART_CELLS ? CAL_ROWS_SWATCH_SPACE : 0;

      rows->rows[i].label = cal_text_layout (chart->bins[i].label, CAL_TEXT_BODY, FALSE,
                                             MAX (right + COLUMN_GAP - 6 - start, 24));
    }
}

static double
place_legend (CalChartRows *rows, const CalBoardChart *chart, double baseline)
{
  g_autofree char *band =
      g_strdup_printf (ngettext ("guideline ± %u point", "guideline ± %u points", chart->tolerance),
                       chart->tolerance);
  const char *names[CAL_ROWS_N_LEGEND] = { _ ("before"), _ ("now"),
                                           chart->has_guideline ? band : NULL };
  double x = 0;

  for (guint i = 0; i < CAL_ROWS_N_LEGEND && names[i] != NULL; i++)
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
place_heading (CalChartRows *rows, const CalBoardChart *chart)
{
  g_autofree char *heading = cal_chart_heading (chart);
  double left;

  rows->title = cal_text_layout (chart->parent.title, CAL_TEXT_TITLE, TRUE, 0);
  rows->heading = cal_text_layout (heading, CAL_TEXT_SECONDARY, FALSE, 0);
  rows->unit = cal_text_layout (chart->kind == CAL_CHART_CELLS ? _ ("subjects in each cell")
                                                               : _ ("subjects at each level"),
                                CAL_TEXT_SECONDARY, FALSE, 0);
  left = cal_text_layout_width (rows->title) + 10 + cal_text_layout_width (rows->heading);
  rows->unit_below = left + 10 + cal_text_layout_width (rows->unit) > rows->width;
  rows->unit_baseline = CAL_ROWS_TITLE_BASELINE + (rows->unit_below ? LINE - 4 : 0);
  return rows->unit_baseline;
}

/* The rule on one line, or on two that break where it has two parts. */
static PangoLayout *
rule_layout (const CalBoardChart *chart, const CalChartBin *bin, double width)
{
  g_autofree char *whole = cal_chart_rule (chart, bin, "; ", TRUE);
  g_autofree char *parts = cal_chart_rule (chart, bin, "\n", TRUE);
  PangoLayout *layout = cal_text_layout_markup (whole, CAL_TEXT_META, width);

  if (pango_layout_get_line_count (layout) == 1)
    return layout;
  g_object_unref (layout);
  return cal_text_layout_markup (parts, CAL_TEXT_META, width);
}

static double
place_rows (CalChartRows *rows, const CalBoardChart *chart, double y)
{
  double verdict_room = chart->has_guideline ? verdict_width (chart) : 0;

  for (guint i = 0; i < rows->n_rows; i++)
    {
      CalRowsRow *row = &rows->rows[i];

      row->top = y;
      row->height =
          MAX (ROW_HEIGHT, ROW_HEIGHT - LABEL_HEIGHT + cal_text_layout_height (row->label));
      row->bars = y + row->height - ROW_HEIGHT + LABEL_HEIGHT + BAR_CENTER;
      if (chart->has_guideline)
        {
          g_autofree char *verdict = cal_chart_verdict (&chart->bins[i], &row->departs);

          row->verdict = cal_text_layout (verdict, CAL_TEXT_META, row->departs, 0);
          row->rule = rule_layout (chart, &chart->bins[i], rows->width - verdict_room - 24);
          row->rule_top = row->bars + RULE_SPACE;
          row->height = row->rule_top - y
                        + MAX (CAL_ROWS_PILL_HEIGHT, cal_text_layout_height (row->rule)) + 10;
        }
      y += row->height;
    }
  return y;
}

static char *
footer_text (const CalBoardChart *chart)
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

static CalChartRows *
rows_new (const CalBoardChart *chart, double width)
{
  CalChartRows *rows = g_new0 (CalChartRows, 1);
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
  rows->rows = g_new0 (CalRowsRow, rows->n_rows);
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

/*
 * cal_chart_rows_free:
 *
 * Frees what was laid out.
 */
void
cal_chart_rows_free (CalChartRows *rows)
{
  for (guint i = 0; i < rows->n_rows; i++)
    {
      for (guint c = 0; c < CAL_ROWS_N_COLUMNS; c++)
        g_clear_object (&rows->rows[i].values[c]);
      g_clear_object (&rows->rows[i].label);
      g_clear_object (&rows->rows[i].rule);
      g_clear_object (&rows->rows[i].verdict);
    }
  for (guint i = 0; i < CAL_ROWS_N_LEGEND; i++)
    g_clear_object (&rows->legend[i]);
  for (guint c = 0; c < CAL_ROWS_N_COLUMNS; c++)
    g_clear_object (&rows->heads[c]);
  g_clear_object (&rows->title);
  g_clear_object (&rows->heading);
  g_clear_object (&rows->unit);
  g_clear_object (&rows->sentence);
  g_clear_object (&rows->footer);
  g_free (rows->rows);
  g_free (rows);
}

/*
 * cal_chart_rows_for:
 *
 * Returns: (transfer none): the chart's texts laid out for that width; a chart
 *   does not change, so they hold until two other widths are asked for
 */
const CalChartRows *
cal_chart_rows_for (const CalBoardChart *chart, double width)
{
  CalChartRows **kept = ((CalBoardChart *) chart)->rows;
  guint at = 0;

  while (at < CAL_CHART_N_WIDTHS - 1 && kept[at] != NULL && kept[at]->width != width)
    at++;
  if (kept[at] == NULL || kept[at]->width != width)
    {
      g_clear_pointer (&kept[at], cal_chart_rows_free);
      kept[at] = rows_new (chart, width);
    }
  /* The latest first, so that the one that is not asked for any more goes. */
  for (; at > 0; at--)
    {
      CalChartRows *rows = kept[at];

      kept[at] = kept[at - 1];
      kept[at - 1] = rows;
    }
  return kept[0];
}

static double
axis_x (const CalChartRows *rows, guint count)
{
  return rows->width * count / (rows->step * (CAL_ROWS_TICKS - 1.0));
}

/*
 * cal_chart_rows_bars:
 *
 * Returns: where the bin's bars are drawn
 */
CalChartRowGeometry
cal_chart_rows_bars (const CalChartRows *rows, const CalBoardChart *chart, guint i)
{
  const CalChartBin *bin = &chart->bins[i];
  const CalRowsRow *row = &rows->rows[i];
  double low = axis_x (rows, bin->allowed.low);
  double from = axis_x (rows, MIN (bin->now, bin->after));
  double length = axis_x (rows, MAX (bin->now, bin->after)) - from;
  double widened = MAX (length, PREVIEW_LEAST);
  CalChartRowGeometry geometry = {
    .row = { 0, row->top, rows->width, row->height },
    .before = { 0, row->bars - CAL_ROWS_BEFORE_SIZE / 2, axis_x (rows, bin->before),
                CAL_ROWS_BEFORE_SIZE },
    .now = { 0, row->bars - CAL_ROWS_NOW_SIZE / 2, axis_x (rows, bin->now), CAL_ROWS_NOW_SIZE },
  };

  if (chart->has_guideline)
    geometry.band =
        (cairo_rectangle_t){ low, row->bars - CAL_ROWS_BAND_SIZE / 2,
                             axis_x (rows, bin->allowed.high) - low, CAL_ROWS_BAND_SIZE };
  /* One subject among thousands is less than a pixel: the outline stays wide
   * enough to be seen, around where the bar would end. */
  if (bin->after != bin->now)
    geometry.preview = (cairo_rectangle_t){ MAX (from - (widened - length) / 2, 0),
                                            row->bars - PREVIEW_SIZE / 2, widened, PREVIEW_SIZE };
  return geometry;
}

/*
 * cal_chart_rows_height:
 *
 * Returns: the height that the chart needs at @width
 */
double
cal_chart_rows_height (const CalBoardChart *chart, double width)
{
  const CalChartRows *rows = cal_chart_rows_for (chart, width);

  return ceil (rows->height);
}

/*
 * cal_chart_rows_geometry:
 *
 * Returns: where the bin's bars are drawn at @width
 */
CalChartRowGeometry
cal_chart_rows_geometry (const CalBoardChart *chart, double width, guint bin)
{
  const CalChartRows *rows = cal_chart_rows_for (chart, width);

  if (bin >= rows->n_rows)
    return (CalChartRowGeometry){ 0 };
  return cal_chart_rows_bars (rows, chart, bin);
}

/*
 * cal_chart_rows_hit:
 * @bin: (out): which bin's row lies at that place
 *
 * Returns: whether one does
 */
gboolean
cal_chart_rows_hit (const CalBoardChart *chart, double width, double x, double y, guint *bin)
{
  const CalChartRows *rows = cal_chart_rows_for (chart, width);

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
