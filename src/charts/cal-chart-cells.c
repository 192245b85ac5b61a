/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "charts/cal-board-chart-private.h"
#include "charts/cal-chart-text.h"

static CalChartBin
bin_of_cell (const CalBoard *board, guint cell)
{
  const CalRules *rules = cal_board_rules (board);
  CalPlacement placement = cal_rules_cell_placement (rules, cell);

  return (CalChartBin){
    .label = g_strdup (cal_text_translated (rules->cell_labels[cell])),
    .placement = placement,
    .step = cal_palette_step (placement.performance, rules->performance.n_levels,
                              placement.potential, rules->potential.n_levels),
    .before = cal_board_count_before (board, cell),
    .now = cal_board_count (board, cell),
    .after = cal_board_count (board, cell),
  };
}

/* From best to least: by the diagonal, on one diagonal the higher potential
 * first. */
static int
compare_bins (gconstpointer a, gconstpointer b)
{
  CalPlacement first = ((const CalChartBin *) a)->placement;
  CalPlacement second = ((const CalChartBin *) b)->placement;
  int along_first = first.performance + first.potential;
  int along_second = second.performance + second.potential;

  if (along_first != along_second)
    return along_second - along_first;
  return second.potential - first.potential;
}

/**
 * cal_chart_new_cells:
 * @board: the board to take the counts of
 * @preview: (nullable) (array length=n_preview): drops to show as outlines
 * @n_preview: how many
 *
 * How many subjects each cell holds, before and now, from the best cell to the
 * least.
 *
 * Returns: (transfer full): the chart
 */
CalChart *
cal_chart_new_cells (const CalBoard *board, const CalChartPreview *preview, gsize n_preview)
{
  CalBoardChart *chart;

  g_return_val_if_fail (board != NULL, NULL);

  chart = cal_board_chart_new (CAL_CHART_CELLS, _ ("Cells"), board);
  for (guint cell = 0; cell < chart->n_bins; cell++)
    chart->bins[cell] = bin_of_cell (board, cell);
  if (chart->n_bins > 0)
    qsort (chart->bins, chart->n_bins, sizeof *chart->bins, compare_bins);
  cal_chart_preview (chart, preview, n_preview);
  return &chart->parent;
}

/**
 * cal_chart_new_ninebox:
 * @board: the board to take the counts of
 *
 * The grid itself as a heat map: each cell with its count and share, and what
 * it held before.
 *
 * Returns: (transfer full): the chart
 */
CalChart *
cal_chart_new_ninebox (const CalBoard *board)
{
  CalBoardChart *chart;

  g_return_val_if_fail (board != NULL, NULL);

  chart = cal_board_chart_new (CAL_CHART_NINEBOX, _ ("Nine-box"), board);
  for (guint cell = 0; cell < chart->n_bins; cell++)
    chart->bins[cell] = bin_of_cell (board, cell);
  return &chart->parent;
}
