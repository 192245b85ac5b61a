/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/cal-chart.h"

/**
 * CalMovesRow:
 * @id: (nullable): whom it stands for
 * @section: (nullable): the attribute, where a new one begins
 * @name: the rater or the group
 * @shown: whether the counts may be published
 * @down: how many the panel moved down
 * @unchanged: how many it left at the same height
 * @up: how many it moved up
 *
 * What calibration changed for a rater's subjects, or for a group.
 */
typedef struct
{
  const char *id;
  const char *section;
  const char *name;
  gboolean shown;
  guint down;
  guint unchanged;
  guint up;
} CalMovesRow;

CalChart *cal_chart_new_moves (const char *title, const CalMovesRow *rows, guint n_rows);
