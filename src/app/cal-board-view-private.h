/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cal-board-overlay.h"
#include "app/cal-board-view.h"
#include "app/cal-cell.h"
#include "app/cal-seating.h"

/* No subject, no cell. The holding area as a target is G_MAXUINT, as in the
 * signal move-requested; so "no cell" has a number of its own. */
#define CAL_NO_SUBJECT G_MAXUINT
#define CAL_TARGET_HOLDING G_MAXUINT
#define CAL_TARGET_NONE (G_MAXUINT - 1)

/* Who is on the way somewhere: by a drag, by keys, or dropped and not
 * recorded yet. */
typedef struct
{
  GArray *indexes;
  guint cell;
} CalTransfer;

struct _CalBoardView
{
  GtkWidget parent_instance;

  const CalBoard *board;
  CalBoardFilter filter;
  gpointer filter_data;
  gboolean movable;
  gboolean traces;

  CalSeating *seating;
  CalBoardLayout *layout;
  GPtrArray *cells;
  GtkWidget *overlay;
  GtkWidget *opened;
  guint opened_cell;

  /* Chips by subject: at their seat, and dropped elsewhere but not recorded. */
  GHashTable *chips;
  GHashTable *guests;
  GPtrArray *spare;

  GHashTable *selection;
  guint anchor;
  guint hovered;
  guint focused;

  CalTransfer carried;
  CalTransfer pending;
  gboolean by_keys;

  /* The gesture that draws a rubber band. */
  GHashTable *band_start;
};

gboolean cal_transfer_holds (const CalTransfer *transfer, guint index);

/* cal-board-view-chips.c */
void cal_board_view_lay_out (CalBoardView *self, int width, int height);
void cal_board_view_lay_out_again (CalBoardView *self);
void cal_board_view_update_cells (CalBoardView *self, const gboolean *touched);
void cal_board_view_update_cell (CalBoardView *self, guint cell);
void cal_board_view_update_counts (CalBoardView *self);
void cal_board_view_empty_cells (CalBoardView *self);

/* cal-board-view-keys.c, -pointer.c, -drag.c */
void cal_board_view_class_init_keys (GtkWidgetClass *class);
void cal_board_view_init_keys (CalBoardView *self);
void cal_board_view_init_pointer (CalBoardView *self);
void cal_board_view_init_drag (CalBoardView *self);
gboolean cal_board_view_may_move (CalBoardView *self);
void cal_board_view_carry (CalBoardView *self, const guint *indexes, guint n, gboolean by_keys);
void cal_board_view_set_target (CalBoardView *self, guint cell);
gboolean cal_board_view_over_opened (CalBoardView *self, double x, double y);
gboolean
cal_board_view_chip_rect (CalBoardView *self, GHashTable *table, guint index, CalRect *rect);
gboolean cal_board_view_find (CalBoardView *self, double x, double y, guint *cell, guint *index);
GtkWidget *cal_board_view_chip_at (CalBoardView *self, guint cell, guint slot);
void cal_board_view_update_looks (CalBoardView *self);
void cal_board_view_set_selected (CalBoardView *self, guint index, gboolean selected);
void cal_board_view_clear_selection (CalBoardView *self);
void cal_board_view_selection_done (CalBoardView *self);
void cal_board_view_select_range (CalBoardView *self, guint to);
void cal_board_view_select_only (CalBoardView *self, guint index);
GArray *cal_board_view_targets (CalBoardView *self, guint index);
