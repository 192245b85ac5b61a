/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-board-view-private.h"

#include <glib/gi18n.h>

/* Whoever tries to move somebody where nobody may be moved is to hear why. */
gboolean
cal_board_view_may_move (CalBoardView *self)
{
  if (!self->movable)
    g_signal_emit_by_name (self, "move-refused");
  return self->movable;
}

/* Starts to carry subjects, or puts them down where they were. */
void
cal_board_view_carry (CalBoardView *self, const guint *indexes, guint n, gboolean by_keys)
{
  g_array_set_size (self->carried.indexes, 0);
  g_array_append_vals (self->carried.indexes, indexes, n);
  self->carried.cell = CAL_TARGET_NONE;
  self->by_keys = by_keys;
  cal_board_view_update_looks (self);
  g_signal_emit_by_name (self, "preview-changed");
}

void
cal_board_view_set_target (CalBoardView *self, guint cell)
{
  if (self->carried.cell == cell)
    return;
  self->carried.cell = cell;
  cal_board_view_update_looks (self);
  g_signal_emit_by_name (self, "preview-changed");
}

static GdkContentProvider *
on_drag_prepare_cb (GtkDragSource *source, double x, double y, CalBoardView *self)
{
  guint cell;
  guint index;

  if (cal_board_view_over_opened (self, x, y) || !cal_board_view_find (self, x, y, &cell, &index)
      || index == CAL_NO_SUBJECT)
    return NULL;
  return cal_board_view_prepare_drag (self, index);
}

static void
on_drag_begin_cb (GtkDragSource *source, GdkDrag *drag, CalBoardView *self)
{
  cal_board_view_begin_drag (self, drag, 40, 14);
}

static void
on_drag_end_cb (GtkDragSource *source, GdkDrag *drag, gboolean deleted, CalBoardView *self)
{
  cal_board_view_end_drag (self);
}

static GdkDragAction
on_drop_motion_cb (GtkDropTarget *target, double x, double y, CalBoardView *self)
{
  guint cell;
  guint index;
  gboolean over = cal_board_view_find (self, x, y, &cell, &index);

  cal_board_view_preview_drop (self, over, cell);
  return over && self->movable ? GDK_ACTION_MOVE : 0;
}

static void
on_drop_leave_cb (GtkDropTarget *target, CalBoardView *self)
{
  cal_board_view_preview_drop (self, FALSE, 0);
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, CalBoardView *self)
{
  guint cell;
  guint index;

  return cal_board_view_find (self, x, y, &cell, &index) && cal_board_view_drop (self, value, cell);
}

void
cal_board_view_init_drag (CalBoardView *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRV, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (on_drag_prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_begin_cb), self);
  g_signal_connect (source, "drag-end", G_CALLBACK (on_drag_end_cb), self);
  g_signal_connect (target, "enter", G_CALLBACK (on_drop_motion_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (on_drop_motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (on_drop_leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * cal_board_view_prepare_drag:
 * @self: a view
 * @index: the subject whose chip is dragged
 *
 * Returns: (transfer full) (nullable): what a drag carries, the employee ids of
 *   the subject or of the whole selection; %NULL where nobody may be moved
 */
GdkContentProvider *
cal_board_view_prepare_drag (CalBoardView *self, guint index)
{
  g_autoptr (GArray) targets = NULL;
  g_autoptr (GStrvBuilder) ids = NULL;
  g_auto (GStrv) payload = NULL;

  g_return_val_if_fail (CAL_IS_BOARD_VIEW (self), NULL);

  if (!cal_board_view_may_move (self) || self->pending.indexes->len > 0)
    return NULL;
  targets = cal_board_view_targets (self, index);
  ids = g_strv_builder_new ();
  for (guint i = 0; i < targets->len; i++)
    g_strv_builder_add (
        ids, cal_board_subject (self->board, g_array_index (targets, guint, i))->row->id);
  payload = g_strv_builder_end (ids);
  cal_board_view_carry (self, (const guint *) targets->data, targets->len, FALSE);
  return gdk_content_provider_new_typed (G_TYPE_STRV, payload);
}

/**
 * cal_board_view_begin_drag:
 * @self: a view
 * @drag: the drag that has begun
 * @x: where its chip is held
 * @y: where its chip is held
 *
 * Puts a chip under the pointer.
 */
void
cal_board_view_begin_drag (CalBoardView *self, GdkDrag *drag, int x, int y)
{
  GtkWidget *chip;
  guint n;

  g_return_if_fail (CAL_IS_BOARD_VIEW (self));

  n = self->carried.indexes->len;
  if (n == 0)
    return;
  chip = cal_chip_new ();
  if (n == 1)
    {
      cal_chip_set_subject (CAL_CHIP (chip), self->board,
                            g_array_index (self->carried.indexes, guint, 0));
    }
  else
    {
      g_autofree char *words = g_strdup_printf (ngettext ("%u subject", "%u subjects", n), n);

      cal_chip_set_words (CAL_CHIP (chip), words);
    }
  cal_chip_set_state (CAL_CHIP (chip), CAL_CHIP_DRAGGED);
  gtk_widget_set_size_request (chip, 150, 28);
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), chip);
  gdk_drag_set_hotspot (drag, x, y);
}

/**
 * cal_board_view_end_drag:
 * @self: a view
 *
 * The drag is over, whether it was dropped or not.
 */
void
cal_board_view_end_drag (CalBoardView *self)
{
  g_return_if_fail (CAL_IS_BOARD_VIEW (self));

  if (self->carried.indexes->len > 0)
    cal_board_view_carry (self, NULL, 0, FALSE);
}

/**
 * cal_board_view_preview_drop:
 * @self: a view
 * @over: whether the drag is over a place where it can be dropped
 * @cell: that place, %G_MAXUINT for the holding area
 *
 * Shows what a drop would do.
 */
void
cal_board_view_preview_drop (CalBoardView *self, gboolean over, guint cell)
{
  g_return_if_fail (CAL_IS_BOARD_VIEW (self));

  if (self->carried.indexes->len > 0)
    cal_board_view_set_target (self, over ? cell : CAL_TARGET_NONE);
}

/**
 * cal_board_view_drop:
 * @self: a view
 * @value: employee ids
 * @cell: where they are dropped, %G_MAXUINT for the holding area
 *
 * Returns: whether the drop has been taken
 */
gboolean
cal_board_view_drop (CalBoardView *self, const GValue *value, guint cell)
{
  const char *const *ids = g_value_get_boxed (value);
  g_autoptr (GArray) indexes = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_val_if_fail (CAL_IS_BOARD_VIEW (self), FALSE);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      guint index;

      if (cal_board_find (self->board, ids[i], &index))
        g_array_append_val (indexes, index);
    }
  cal_board_view_carry (self, NULL, 0, FALSE);
  cal_board_view_request_move (self, (const guint *) indexes->data, indexes->len, cell);
  return indexes->len > 0;
}
