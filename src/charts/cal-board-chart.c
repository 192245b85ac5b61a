/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-board-chart-private.h"

#include <glib/gi18n-lib.h>

#include "charts/cal-chart-text.h"

static void
free_chart (CalChart *base)
{
  CalBoardChart *chart = (CalBoardChart *) base;

  for (guint i = 0; i < chart->n_bins; i++)
    g_free (chart->bins[i].label);
  g_free (chart->bins);
  for (guint i = 0; i < CAL_CHART_N_WIDTHS; i++)
    g_clear_pointer (&chart->rows[i], cal_chart_rows_free);
  g_strfreev (chart->performance);
  g_strfreev (chart->potential);
}

static double
rows_height (const CalChart *chart, double width)
{
  return cal_chart_rows_height ((const CalBoardChart *) chart, width);
}

static void
draw_rows (const CalChart *chart,
           cairo_t *cr,
           double width,
           double height,
           const CalPalette *palette)
{
  cal_chart_rows_draw ((const CalBoardChart *) chart, cr, width, palette);
}

static guint
n_bins (const CalChart *base)
{
  const CalBoardChart *chart = (const CalBoardChart *) base;

  return chart->n_now + chart->n_before + chart->n_after > 0 ? chart->n_bins : 0;
}

static cairo_rectangle_t
row_area (const CalChart *chart, double width, double height, guint bin)
{
  return cal_chart_rows_geometry ((const CalBoardChart *) chart, width, bin).row;
}

static gboolean
hit_row (const CalChart *chart, double width, double height, double x, double y, guint *bin)
{
  return cal_chart_rows_hit ((const CalBoardChart *) chart, width, x, y, bin);
}

static double
ninebox_height (const CalChart *chart, double width)
{
  return cal_chart_ninebox_height ((const CalBoardChart *) chart, width);
}

static void
draw_ninebox (const CalChart *chart,
              cairo_t *cr,
              double width,
              double height,
              const CalPalette *palette)
{
  cal_chart_ninebox_draw ((const CalBoardChart *) chart, cr, width, height, palette);
}

static cairo_rectangle_t
ninebox_cell (const CalChart *chart, double width, double height, guint bin)
{
  return cal_chart_ninebox_cell ((const CalBoardChart *) chart, width, height, bin);
}

static gboolean
hit_cell (const CalChart *chart, double width, double height, double x, double y, guint *bin)
{
  return cal_chart_ninebox_hit ((const CalBoardChart *) chart, width, height, x, y, bin);
}

static char *
bin_text (const CalChart *base, guint bin)
{
  const CalBoardChart *chart = (const CalBoardChart *) base;
  GString *text = g_string_new (NULL);

  cal_chart_describe_bin (chart, &chart->bins[bin], text);
  return g_string_free (text, FALSE);
}

static char *
describe_chart (const CalChart *base)
{
  const CalBoardChart *chart = (const CalBoardChart *) base;
  g_autofree char *heading = cal_chart_heading (chart);
  g_autofree char *sentence = cal_chart_empty_sentence (chart);
  GString *text = g_string_new (chart->parent.title);

  g_string_append_printf (text, ", %s.", heading);
  if (sentence != NULL)
    g_string_append_printf (text, " %s", sentence);
  else
    for (guint i = 0; i < chart->n_bins; i++)
      {
        g_string_append_c (text, ' ');
        cal_chart_describe_bin (chart, &chart->bins[i], text);
        g_string_append_c (text, '.');
      }
  return g_string_free (text, FALSE);
}

static const CalChartClass rows_class = {
  .draws_title = TRUE,
  .free = free_chart,
  .height = rows_height,
  .draw = draw_rows,
  .n_marks = n_bins,
  .mark_area = row_area,
  .hit = hit_row,
  .mark_text = bin_text,
  .describe = describe_chart,
};

static const CalChartClass ninebox_class = {
  .draws_title = TRUE,
  .free = free_chart,
  .height = ninebox_height,
  .draw = draw_ninebox,
  .n_marks = n_bins,
  .mark_area = ninebox_cell,
  .hit = hit_cell,
  .mark_text = bin_text,
  .describe = describe_chart,
};

/*
 * cal_board_chart_new:
 *
 * Starts a chart with what every kind of it needs of a board. Its bins come
 * after.
 */
CalBoardChart *
cal_board_chart_new (CalChartKind kind, const char *title, const CalBoard *board)
{
  CalBoardChart *chart = g_new0 (CalBoardChart, 1);
  const CalRules *rules = cal_board_rules (board);

  chart->parent.klass = kind == CAL_CHART_NINEBOX ? &ninebox_class : &rows_class;
  chart->parent.title = g_strdup (title);
  chart->kind = kind;
  chart->n_before = cal_board_n_placed_before (board);
  chart->n_now = cal_board_n_placed (board);
  chart->n_after = chart->n_now;
  chart->n_present = cal_board_n_present (board);
  if (rules != NULL)
    {
      chart->has_guideline = kind == CAL_CHART_DISTRIBUTION && rules->n_guideline > 0;
      chart->tolerance = rules->tolerance;
      chart->n_bins = kind == CAL_CHART_DISTRIBUTION ? rules->performance.n_levels : rules->n_cells;
      chart->performance = g_strdupv (rules->performance.labels);
      chart->potential = g_strdupv (rules->potential.labels);
    }
  chart->bins = g_new0 (CalChartBin, chart->n_bins);
  return chart;
}

/*
 * cal_chart_preview:
 *
 * Counts what drops that have not happened yet would do. A placement outside
 * the chart's scales counts as the holding area.
 */
void
cal_chart_preview (CalBoardChart *chart, const CalChartPreview *preview, gsize n_preview)
{
  for (gsize i = 0; i < n_preview; i++)
    for (guint b = 0; b < chart->n_bins; b++)
      {
        CalChartBin *bin = &chart->bins[b];
        gboolean whole_level = bin->placement.potential == 0;

        if (preview[i].from.performance == bin->placement.performance
            && cal_placement_is_placed (preview[i].from)
            && (whole_level || preview[i].from.potential == bin->placement.potential)
            && bin->after > 0)
          {
            bin->after--;
            chart->n_after--;
          }
        if (preview[i].to.performance == bin->placement.performance
            && cal_placement_is_placed (preview[i].to)
            && (whole_level || preview[i].to.potential == bin->placement.potential))
          {
            bin->after++;
            chart->n_after++;
          }
      }
}

/*
 * cal_chart_heading:
 *
 * Returns: (transfer full): how many subjects the chart is of, for its title
 */
char *
cal_chart_heading (const CalBoardChart *chart)
{
  if (chart->n_after != chart->n_now)
    return g_strdup_printf (_ ("n = %'u → %'u"), chart->n_now, chart->n_after);
  if (chart->n_before != chart->n_now)
    return g_strdup_printf (_ ("n = %'u, before %'u"), chart->n_now, chart->n_before);
  return g_strdup_printf (_ ("n = %'u"), chart->n_now);
}

/*
 * cal_chart_empty_sentence:
 *
 * Returns: (transfer full) (nullable): what to say in place of bars where
 *   nobody stands in a cell, nor did before; %NULL where there is a chart to draw
 */
char *
cal_chart_empty_sentence (const CalBoardChart *chart)
{
  if (chart->n_now + chart->n_before + chart->n_after > 0)
    return NULL;
  if (chart->n_bins == 0)
    return g_strdup (_ ("Nothing to show: no rating scales are set yet."));
  if (chart->n_present == 0)
    return g_strdup (_ ("Nothing to show: the roster has no subjects yet."));
  return g_strdup_printf (ngettext ("Nobody stands in a cell yet: %'u subject is in the "
                                    "holding area.",
                                    "Nobody stands in a cell yet: all %'u subjects are in the "
                                    "holding area.",
                                    chart->n_present),
                          chart->n_present);
}

/*
 * cal_chart_describe_bin:
 *
 * Appends all that the chart shows of one bin, as a sentence.
 */
void
cal_chart_describe_bin (const CalBoardChart *chart, const CalChartBin *bin, GString *text)
{
  g_autofree char *share = cal_text_percent (bin->now, chart->n_now);

  /* Translators: a level's or cell's name, counts before and now, a percentage. */
  g_string_append_printf (text, _ ("%s: %'u before, %'u now, %s"), bin->label, bin->before,
                          bin->now, share);
  if (bin->after != bin->now)
    g_string_append_printf (text, _ ("; the drop would make it %'u"), bin->after);
  if (chart->has_guideline)
    {
      g_autofree char *verdict = cal_chart_verdict (bin, NULL);

      g_string_append_printf (text, _ ("; guideline %'u to %'u: %s"), bin->allowed.low,
                              bin->allowed.high, verdict);
    }
}
