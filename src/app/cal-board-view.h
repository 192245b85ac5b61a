/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "charts/cal-board-layout.h"
#include "core/cal-board.h"

G_BEGIN_DECLS

#define CAL_TYPE_BOARD_VIEW (cal_board_view_get_type ())
G_DECLARE_FINAL_TYPE (CalBoardView, cal_board_view, CAL, BOARD_VIEW, GtkWidget)

/**
 * CalBoardFilter:
 * Whether the subject at @index is to be shown.
 */
typedef gboolean (*CalBoardFilter) (const CalBoard *board, guint index, gpointer user_data);

/*
 * Signals:
 *   move-requested (guint n, gpointer indexes, guint cell): somebody dropped or
 *     sent those subjects (guint *) to a cell, or to the holding area
 *     (cell == G_MAXUINT). They show as pending until cal_board_view_settle().
 *   keep-requested (guint n, gpointer indexes): somebody wants to confirm that
 *     those subjects (guint *), all on the board, stay where they are
 *   move-refused (): somebody tried to move a subject where nobody may be moved
 *   preview-changed (): the drop that is being considered has changed
 *   selection-changed ()
 *   contents-changed (): who is shown, or who is pending, has changed
 *   open-requested (guint index): somebody wants to see that subject's card
 *   cell-requested (guint cell): somebody pointed at a cell rather than at a
 *     subject
 */
GtkWidget *cal_board_view_new (void);
void cal_board_view_set_board (CalBoardView *self, const CalBoard *board);
const CalBoard *cal_board_view_get_board (CalBoardView *self);
void cal_board_view_refresh (CalBoardView *self, const guint *changed, guint n_changed);
void cal_board_view_set_filter (CalBoardView *self, CalBoardFilter filter, gpointer user_data);
void cal_board_view_set_sensitive_to_moves (CalBoardView *self, gboolean movable);
gboolean cal_board_view_get_sensitive_to_moves (CalBoardView *self);
void cal_board_view_settle (CalBoardView *self);
gboolean cal_board_view_get_pending_rectangle (CalBoardView *self, GdkRectangle *rectangle);
gboolean
cal_board_view_get_pending (CalBoardView *self, const guint **indexes, guint *n, guint *cell);
gboolean cal_board_view_is_pending (CalBoardView *self, guint index);
void cal_board_view_request_move (CalBoardView *self, const guint *indexes, guint n, guint cell);
void cal_board_view_request_keep (CalBoardView *self, const guint *indexes, guint n);
void cal_board_view_send (CalBoardView *self, const guint *indexes, guint n, guint cell);

GArray *cal_board_view_get_selection (CalBoardView *self);
void cal_board_view_select (CalBoardView *self, const guint *indexes, guint n);
gboolean cal_board_view_is_selected (CalBoardView *self, guint index);
gboolean
cal_board_view_get_preview (CalBoardView *self, const guint **indexes, guint *n, guint *cell);
GtkWidget *cal_board_view_get_chip (CalBoardView *self, guint index);
void cal_board_view_set_traces (CalBoardView *self, gboolean traces);
void cal_board_view_relax (CalBoardView *self);
const CalBoardLayout *cal_board_view_get_layout (CalBoardView *self);
CalRect cal_board_view_get_place (CalBoardView *self, guint index, guint cell);
guint cal_board_view_get_held (CalBoardView *self, const guint **indexes);
void cal_board_view_open_cell (CalBoardView *self, guint cell);
void cal_board_view_open_holding (CalBoardView *self);
void cal_board_view_close_cell (CalBoardView *self);

GdkContentProvider *cal_board_view_prepare_drag (CalBoardView *self, guint index);
void cal_board_view_begin_drag (CalBoardView *self, GdkDrag *drag, int x, int y);
void cal_board_view_end_drag (CalBoardView *self);
gboolean cal_board_view_drop (CalBoardView *self, const GValue *value, guint cell);
void cal_board_view_preview_drop (CalBoardView *self, gboolean over, guint cell);

G_END_DECLS
