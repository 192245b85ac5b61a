/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "charts/cal-board-chart-private.h"
#include "charts/cal-chart-text.h"

/*
 * cal_chart_verdict:
 * @departs: (out) (optional): whether the bin is outside its range
 *
 * Returns: (transfer full): how the bin stands to the guideline, after the drop
 *   if one is previewed
 */
char *
cal_chart_verdict (const CalChartBin *bin, gboolean *departs)
{
  gboolean over = bin->after > bin->allowed.high;
  gboolean under = bin->after < bin->allowed.low;

  if (departs != NULL)
    *departs = over || under;
  if (over)
    return g_strdup_printf (_ ("%'u over"), bin->after - bin->allowed.high);
  if (under)
    return g_strdup_printf (_ ("%'u under"), bin->allowed.low - bin->after);
  return g_strdup (_ ("within"));
}

/*
 * cal_chart_rule:
 * @separator: what stands between what the guideline comes to and what it allows
 * @markup: whether the range is to stand out, in Pango's markup
 *
 * Returns: (transfer full): how the guideline's percentage becomes a range of
 *   counts, reckoned in integers so that no digit is off
 */
char *
cal_chart_rule (const CalBoardChart *chart,
                const CalChartBin *bin,
                const char *separator,
                gboolean markup)
{
  guint64 hundredths = (guint64) bin->percent * chart->n_after;
  int digits = hundredths % 100 == 0 ? 0 : hundredths % 10 == 0 ? 1 : 2;
  guint low = bin->percent > chart->tolerance ? bin->percent - chart->tolerance : 0;
  guint high = MIN (bin->percent + chart->tolerance, 100);
  g_autofree char *exact = g_strdup_printf ("%'.*f", digits, hundredths / 100.0);
  g_autofree char *range = g_strdup_printf (_ ("%'u to %'u"), bin->allowed.low, bin->allowed.high);
  g_autofree char *shown = markup ? g_strdup_printf ("<b>%s</b>", range) : g_strdup (range);
  /* Translators: 20 % of 194 = 38.8 */
  g_autofree char *expected =
      g_strdup_printf (_ ("%u %% of %'u = %s"), bin->percent, chart->n_after, exact);
  /* Translators: 18 to 22 % → 35 to 42 allowed */
  g_autofree char *allowed = g_strdup_printf (_ ("%u to %u %% → %s allowed"), low, high, shown);

  return g_strconcat (expected, separator, allowed, NULL);
}

/**
 * cal_chart_new_distribution:
 * @board: the board to take the counts of
 * @preview: (nullable) (array length=n_preview): drops to show as outlines
 * @n_preview: how many
 *
 * How many subjects each performance level holds, before and now, against the
 * guideline: the range that cal_guideline_allowed() gives for the subjects who
 * stand in a cell.
 *
 * Returns: (transfer full): the chart
 */
CalChart *
cal_chart_new_distribution (const CalBoard *board, const CalChartPreview *preview, gsize n_preview)
{
  const CalRules *rules;
  CalBoardChart *chart;

  g_return_val_if_fail (board != NULL, NULL);

  rules = cal_board_rules (board);
  chart = cal_board_chart_new (CAL_CHART_DISTRIBUTION, _ ("Distribution"), board);
  for (guint i = 0; i < chart->n_bins; i++)
    {
      CalChartBin *bin = &chart->bins[i];
      guint level = chart->n_bins - i;

      bin->label = g_strdup (cal_text_translated (rules->performance.labels[level - 1]));
      bin->placement = cal_placement (level, 0);
      bin->step = (4 * (level - 1) + (chart->n_bins - 1) / 2) / (chart->n_bins - 1);
      for (guint potential = 1; potential <= rules->potential.n_levels; potential++)
        {
          guint cell = cal_rules_cell (rules, cal_placement (level, potential));

          bin->before += cal_board_count_before (board, cell);
          bin->now += cal_board_count (board, cell);
        }
      bin->after = bin->now;
    }
  cal_chart_preview (chart, preview, n_preview);
  if (chart->has_guideline)
    for (guint i = 0; i < chart->n_bins; i++)
      {
        CalChartBin *bin = &chart->bins[i];

        bin->percent = rules->guideline[bin->placement.performance - 1];
        bin->allowed = cal_guideline_allowed (bin->percent, rules->tolerance, chart->n_after);
      }
  return &chart->parent;
}
