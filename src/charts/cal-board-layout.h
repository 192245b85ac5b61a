/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalDensity:
 * @CAL_DENSITY_COMFORTABLE: a name, a second line and marks
 * @CAL_DENSITY_COMPACT: a name and marks
 * @CAL_DENSITY_DENSE: a short name in more and narrower columns
 * @CAL_DENSITY_COUNTS: a square a person, and names for those that matter now
 *
 * How much of each subject a cell has room for.
 */
typedef enum
{
  CAL_DENSITY_COMFORTABLE,
  CAL_DENSITY_COMPACT,
  CAL_DENSITY_DENSE,
  CAL_DENSITY_COUNTS,
} CalDensity;

/* A rectangle in whole pixels, from the board's top left corner. */
typedef struct
{
  int x;
  int y;
  int width;
  int height;
} CalRect;

/**
 * CalCellLayout:
 * @area: the whole cell
 * @header: its label, count and share
 * @density: how its subjects are shown
 * @n: how many subjects stand in it
 * @n_marked: how many of them are named even when the cell shows counts
 * @columns: columns of chips
 * @pitch: from one chip's top to the next one's
 * @chip_height: height of a chip
 * @n_named: how many have a slot of their own
 * @n_more: how many have none: of those who are marked where not even these fit,
 *   else of all
 * @n_slots: slots in use: @n_named, and one more that says how many more there
 *   are, unless there is no room at all
 * @chips: the area of the chips
 * @patch: the area of the squares, empty but for %CAL_DENSITY_COUNTS
 * @blocks_across: blocks of 10 × 10 squares side by side
 * @caption: the line between squares and chips, empty where nobody is marked
 */
typedef struct
{
  CalRect area;
  CalRect header;
  CalDensity density;
  guint n;
  guint n_marked;
  guint columns;
  int pitch;
  int chip_height;
  guint n_named;
  guint n_more;
  guint n_slots;
  CalRect chips;
  CalRect patch;
  guint blocks_across;
  CalRect caption;
} CalCellLayout;

/**
 * CalBoardLayout:
 * @width: the board's width in pixels
 * @height: the board's height
 * @n_performance: columns of cells
 * @n_potential: rows of cells
 * @axis_performance: the strip below the cells
 * @axis_potential: the strip left of the cells
 * @square_pitch: from one square to the next, where cells show counts
 * @people_per_square: how many people a square stands for
 * @n_cells: how many cells
 * @cells: (array length=n_cells): the cells, in the order of cal_rules_cell()
 *
 * Where everything on the board stands. Pure reckoning: nothing is drawn here.
 */
typedef struct
{
  int width;
  int height;
  guint n_performance;
  guint n_potential;
  CalRect axis_performance;
  CalRect axis_potential;
  int square_pitch;
  guint people_per_square;
  guint n_cells;
  CalCellLayout *cells;
} CalBoardLayout;

/* The slot of a point of a cell that no chip stands at. */
#define CAL_NO_SLOT G_MAXUINT

#define CAL_CHIP_GAP 3
#define CAL_CELL_RADIUS 12
#define CAL_CELL_INSET 16
#define CAL_CHIP_INSET 9
#define CAL_CHIP_RADIUS 6

CalBoardLayout *cal_board_layout_new (int width,
                                      int height,
                                      guint n_performance,
                                      guint n_potential,
                                      const guint *counts,
                                      const guint *marked);
void cal_board_layout_free (CalBoardLayout *layout);
gboolean cal_board_layout_update (CalBoardLayout *layout, guint cell, guint count, guint marked);
CalRect cal_board_layout_slot (const CalBoardLayout *layout, guint cell, guint slot);
CalRect cal_board_layout_free_slot (const CalBoardLayout *layout, guint cell);
CalRect cal_board_layout_square (const CalBoardLayout *layout, guint cell, guint square);
guint cal_board_layout_n_squares (const CalBoardLayout *layout, guint n);
gboolean
cal_board_layout_hit (const CalBoardLayout *layout, double x, double y, guint *cell, guint *slot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalBoardLayout, cal_board_layout_free)
