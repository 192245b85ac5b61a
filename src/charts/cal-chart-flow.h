/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/cal-chart.h"

/* Flows of at least so many subjects carry their number. */
#define CAL_FLOW_NUMBERED 9

/**
 * CalFlowCell:
 * @code: the cell in figures, such as "3,3"
 * @label: its name
 * @step: which of the palette's five steps it has
 * @height: performance and potential together: what up and down are judged by
 *
 * One cell of the grid, as it stands on both sides of the flow.
 */
typedef struct
{
  const char *code;
  const char *label;
  guint step;
  guint height;
} CalFlowCell;

CalChart *cal_chart_new_flow (const char *title,
                              const CalFlowCell *cells,
                              guint n_cells,
                              const guint64 *flow);
