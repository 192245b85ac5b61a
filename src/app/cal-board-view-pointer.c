/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-board-view-private.h"

GtkWidget *
cal_board_view_chip_at (CalBoardView *self, guint cell, guint slot)
{
  GPtrArray *chips = cal_cell_get_chips (g_ptr_array_index (self->cells, cell));

  return slot < chips->len ? g_ptr_array_index (chips, slot) : NULL;
}

/* The cell at a point, and the subject whose chip is there, if any. */
gboolean
cal_board_view_find (CalBoardView *self, double x, double y, guint *cell, guint *index)
{
  guint slot;
  GtkWidget *chip;

  *index = CAL_NO_SUBJECT;
  if (self->layout == NULL || !cal_board_layout_hit (self->layout, x, y, cell, &slot))
    return FALSE;
  chip = slot == CAL_NO_SLOT ? NULL : cal_board_view_chip_at (self, *cell, slot);
  if (chip != NULL)
    *index = cal_chip_get_index (CAL_CHIP (chip));
  return TRUE;
}

/* Whether the point is over the opened list, which has gestures of its own. */
gboolean
cal_board_view_over_opened (CalBoardView *self, double x, double y)
{
  graphene_rect_t bounds;

  return self->opened != NULL
         && gtk_widget_compute_bounds (self->opened, GTK_WIDGET (self), &bounds)
         && graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}

static void
on_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, CalBoardView *self)
{
  GtkWidget *chip;
  guint cell;
  guint index;

  if (cal_board_view_over_opened (self, x, y))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  if (!cal_board_view_find (self, x, y, &cell, &index))
    return;
  chip = index != CAL_NO_SUBJECT ? cal_board_view_get_chip (self, index) : NULL;
  gtk_widget_grab_focus (chip != NULL ? chip : g_ptr_array_index (self->cells, cell));
  self->focused = index;
}

static void
click_place (CalBoardView *self, double x, double y)
{
  guint cell;
  guint slot;
  const CalCellLayout *layout;

  cal_board_view_clear_selection (self);
  cal_board_view_selection_done (self);
  if (!cal_board_layout_hit (self->layout, x, y, &cell, &slot))
    return;
  layout = &self->layout->cells[cell];
  g_signal_emit_by_name (self, "cell-requested", cell);
  /* Where most have no name, the squares and "34 more" lead to them. */
  if (layout->density == CAL_DENSITY_COUNTS
      && (slot == layout->n_named || y < layout->patch.y + layout->patch.height))
    cal_board_view_open_cell (self, cell);
}

static void
on_released_cb (GtkGestureClick *gesture, int n_press, double x, double y, CalBoardView *self)
{
  GdkModifierType modifiers =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint cell;
  guint index;

  if (self->layout == NULL)
    return;
  if (self->opened != NULL)
    {
      cal_board_view_close_cell (self);
      return;
    }
  if (!cal_board_view_find (self, x, y, &cell, &index) || index == CAL_NO_SUBJECT)
    {
      click_place (self, x, y);
    }
  else if (n_press == 2)
    {
      g_signal_emit_by_name (self, "open-requested", index);
    }
  else if (modifiers & GDK_SHIFT_MASK)
    {
      cal_board_view_select_range (self, index);
      cal_board_view_selection_done (self);
    }
  else if (modifiers & GDK_CONTROL_MASK)
    {
      cal_board_view_set_selected (self, index, !cal_board_view_is_selected (self, index));
      self->anchor = index;
      cal_board_view_selection_done (self);
    }
  else
    {
      cal_board_view_select_only (self, index);
    }
}

static void
on_band_begin_cb (GtkGestureDrag *gesture, double x, double y, CalBoardView *self)
{
  GdkModifierType modifiers =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint cell;
  guint index;

  if (self->layout == NULL || self->opened != NULL
      || (cal_board_view_find (self, x, y, &cell, &index) && index != CAL_NO_SUBJECT))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  g_clear_pointer (&self->band_start, g_hash_table_unref);
  self->band_start = g_hash_table_new (NULL, NULL);
  if (modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK))
    {
      GHashTableIter iter;
      gpointer key;

      g_hash_table_iter_init (&iter, self->selection);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        g_hash_table_add (self->band_start, key);
    }
}

static gboolean
touches (const CalRect *a, const CalRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

static void
select_in_band (CalBoardView *self, const CalRect *band)
{
  GHashTableIter iter;
  gpointer key;

  cal_board_view_clear_selection (self);
  g_hash_table_iter_init (&iter, self->band_start);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (self->selection, key);
  for (guint cell = 0; cell < self->cells->len; cell++)
    {
      GPtrArray *chips = cal_cell_get_chips (g_ptr_array_index (self->cells, cell));

      if (!touches (band, &self->layout->cells[cell].area))
        continue;
      for (guint slot = 0; slot < chips->len; slot++)
        {
          CalRect rect = cal_board_layout_slot (self->layout, cell, slot);
          guint index = cal_chip_get_index (g_ptr_array_index (chips, slot));

          if (index != CAL_NO_SUBJECT && touches (band, &rect))
            cal_board_view_set_selected (self, index, TRUE);
        }
    }
}

static void
on_band_update_cb (GtkGestureDrag *gesture, double dx, double dy, CalBoardView *self)
{
  double x;
  double y;
  CalRect band;

  if (self->band_start == NULL || self->layout == NULL)
    return;
  if (!gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) dx, (int) dy)
      && gtk_gesture_get_sequence_state (
             GTK_GESTURE (gesture), gtk_gesture_get_last_updated_sequence (GTK_GESTURE (gesture)))
             != GTK_EVENT_SEQUENCE_CLAIMED)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  band = (CalRect){
    .x = (int) MIN (x, x + dx),
    .y = (int) MIN (y, y + dy),
    .width = (int) MAX (ABS (dx), 1),
    .height = (int) MAX (ABS (dy), 1),
  };
  cal_board_overlay_set_band (CAL_BOARD_OVERLAY (self->overlay), &band);
  select_in_band (self, &band);
  cal_board_view_update_looks (self);
}

static void
on_band_end_cb (GtkGestureDrag *gesture, double dx, double dy, CalBoardView *self)
{
  if (self->band_start == NULL)
    return;
  g_clear_pointer (&self->band_start, g_hash_table_unref);
  cal_board_overlay_set_band (CAL_BOARD_OVERLAY (self->overlay), NULL);
  cal_board_view_selection_done (self);
}

static void
set_hovered (CalBoardView *self, guint index)
{
  if (self->hovered == index)
    return;
  self->hovered = index;
  if (self->carried.indexes->len == 0)
    cal_board_view_update_looks (self);
}

static void
on_motion_cb (GtkEventControllerMotion *controller, double x, double y, CalBoardView *self)
{
  guint cell;
  guint index = CAL_NO_SUBJECT;

  if (!cal_board_view_over_opened (self, x, y))
    cal_board_view_find (self, x, y, &cell, &index);
  set_hovered (self, index);
}

static void
on_motion_leave_cb (GtkEventControllerMotion *controller, CalBoardView *self)
{
  set_hovered (self, CAL_NO_SUBJECT);
}

void
cal_board_view_init_pointer (CalBoardView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *band = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (on_released_cb), self);
  g_signal_connect (band, "drag-begin", G_CALLBACK (on_band_begin_cb), self);
  g_signal_connect (band, "drag-update", G_CALLBACK (on_band_update_cb), self);
  g_signal_connect (band, "drag-end", G_CALLBACK (on_band_end_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_motion_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (band));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}
