/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-chart.h"

#include <glib/gi18n-lib.h>

#include "charts/cal-chart-private.h"
#include "charts/cal-chart-text.h"

/*
 * cal_chart_new:
 *
 * Starts a chart with what every kind of it needs of a board. Its bins come
 * after.
 */
CalChart *
cal_chart_new (CalChartKind kind, const char *title, const CalBoard *board)
{
  CalChart *chart = g_new0 (CalChart, 1);
  const CalRules *rules = cal_board_rules (board);

  chart->kind = kind;
  chart->title = title;
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
cal_chart_preview (CalChart *chart, const CalChartPreview *preview, gsize n_preview)
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
cal_chart_heading (const CalChart *chart)
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
cal_chart_empty_sentence (const CalChart *chart)
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

/**
 * cal_chart_free:
 * @chart: (nullable): a chart
 */
void
cal_chart_free (CalChart *chart)
{
  if (chart == NULL)
    return;
  for (guint i = 0; i < chart->n_bins; i++)
    g_free (chart->bins[i].label);
  g_free (chart->bins);
  g_clear_pointer (&chart->rows, cal_chart_rows_free);
  g_strfreev (chart->performance);
  g_strfreev (chart->potential);
  g_free (chart);
}

/**
 * cal_chart_title:
 *
 * Returns: (transfer none): the chart's title, which it also draws
 */
const char *
cal_chart_title (const CalChart *chart)
{
  g_return_val_if_fail (chart != NULL, NULL);

  return chart->title;
}

/**
 * cal_chart_height_for_width:
 * @width: in pixels
 *
 * Returns: how many pixels the chart needs from top to bottom to show all its
 *   texts whole at that width
 */
double
cal_chart_height_for_width (const CalChart *chart, double width)
{
  g_return_val_if_fail (chart != NULL, 0);

  return chart->kind == CAL_CHART_NINEBOX ? cal_chart_ninebox_height (chart, width)
                                          : cal_chart_rows_height (chart, width);
}

/**
 * cal_chart_draw:
 * @chart: a chart
 * @cr: the context; the chart's corner is at its origin
 * @width: in pixels
 * @height: in pixels; what cal_chart_height_for_width() asks for, or more
 * @palette: the colours
 *
 * Draws the chart with its title, and no ground: what it is drawn on should
 * have the palette's card colour.
 */
void
cal_chart_draw (const CalChart *chart,
                cairo_t *cr,
                double width,
                double height,
                const CalPalette *palette)
{
  g_return_if_fail (chart != NULL && cr != NULL && palette != NULL);

  cairo_save (cr);
  if (chart->kind == CAL_CHART_NINEBOX)
    cal_chart_ninebox_draw (chart, cr, width, height, palette);
  else
    cal_chart_rows_draw (chart, cr, width, palette);
  cairo_restore (cr);
}

/**
 * cal_chart_tooltip:
 * @width: the width that the chart is drawn with
 * @height: the height that the chart is drawn with
 * @x: a place in it
 * @y: a place in it
 *
 * Returns: (transfer full) (nullable): what is to be said of the level or cell
 *   at that place, %NULL where there is none
 */
char *
cal_chart_tooltip (const CalChart *chart, double width, double height, double x, double y)
{
  g_autoptr (GString) text = NULL;
  gboolean hit;
  guint bin;

  g_return_val_if_fail (chart != NULL, NULL);

  hit = chart->kind == CAL_CHART_NINEBOX ? cal_chart_ninebox_hit (chart, width, height, x, y, &bin)
                                         : cal_chart_rows_hit (chart, width, x, y, &bin);
  if (!hit)
    return NULL;
  text = g_string_new (NULL);
  cal_chart_describe_bin (chart, &chart->bins[bin], text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/*
 * cal_chart_describe_bin:
 *
 * Appends all that the chart shows of one bin, as a sentence.
 */
void
cal_chart_describe_bin (const CalChart *chart, const CalChartBin *bin, GString *text)
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

/**
 * cal_chart_describe:
 *
 * Puts the whole chart in words, for those who hear it.
 *
 * Returns: (transfer full): a paragraph
 */
char *
cal_chart_describe (const CalChart *chart)
{
  g_autofree char *heading = NULL;
  g_autofree char *sentence = NULL;
  GString *text;

  g_return_val_if_fail (chart != NULL, NULL);

  heading = cal_chart_heading (chart);
  sentence = cal_chart_empty_sentence (chart);
  text = g_string_new (chart->title);
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
