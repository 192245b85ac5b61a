/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "charts/cal-board-layout.h"
#include "charts/cal-palette.h"

/**
 * CalSquares:
 *
 * The squares of a cell that shows counts, kept as one drawing for each block
 * of a hundred, so that one person more or less paints one block anew.
 */
typedef struct _CalSquares CalSquares;

CalSquares *cal_squares_new (void);
void cal_squares_free (CalSquares *squares);
void cal_squares_draw (CalSquares *squares,
                       GtkSnapshot *snapshot,
                       const CalBoardLayout *layout,
                       guint cell,
                       guint n_moved,
                       const CalPalette *palette,
                       CalColor color);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalSquares, cal_squares_free)
