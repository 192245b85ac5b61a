/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-board-view-private.h"

#include <glib/gi18n.h>

/* Where the keyboard is: on a chip, or on a cell as a whole. */
typedef struct
{
  guint cell;
  guint slot;
} Spot;

static void
emit (CalBoardView *self, const char *signal)
{
  g_signal_emit_by_name (self, signal);
}

/* Who a gesture on @index is about: the whole selection if they are in it. */
GArray *
cal_board_view_targets (CalBoardView *self, guint index)
{
  GArray *targets;

  if (cal_board_view_is_selected (self, index))
    return cal_board_view_get_selection (self);
  targets = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (targets, index);
  return targets;
}

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

static gboolean
find_spot (CalBoardView *self, Spot *spot)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus != NULL && i < self->cells->len; i++)
    {
      GtkWidget *cell = g_ptr_array_index (self->cells, i);

      spot->cell = i;
      spot->slot = CAL_NO_SLOT;
      if (focus == cell)
        return TRUE;
      if (gtk_widget_get_parent (focus) == cell)
        return g_ptr_array_find (cal_cell_get_chips (CAL_CELL (cell)), focus, &spot->slot);
    }
  return FALSE;
}

static guint
index_at (CalBoardView *self, const Spot *spot)
{
  GtkWidget *chip =
      spot->slot == CAL_NO_SLOT ? NULL : cal_board_view_chip_at (self, spot->cell, spot->slot);

  return chip != NULL ? cal_chip_get_index (CAL_CHIP (chip)) : CAL_NO_SUBJECT;
}

static gboolean
focus_spot (CalBoardView *self, const Spot *spot)
{
  GtkWidget *chip =
      spot->slot == CAL_NO_SLOT ? NULL : cal_board_view_chip_at (self, spot->cell, spot->slot);

  if (chip == NULL)
    return gtk_widget_grab_focus (g_ptr_array_index (self->cells, spot->cell));
  self->focused = cal_chip_get_index (CAL_CHIP (chip));
  return gtk_widget_grab_focus (chip);
}

static guint
n_slots (CalBoardView *self, guint cell)
{
  return cal_cell_get_chips (g_ptr_array_index (self->cells, cell))->len;
}

/* The neighbour of @cell on the board; @dy counts upwards. */
static gboolean
neighbour (CalBoardView *self, guint *cell, int dx, int dy)
{
  int columns = (int) self->layout->n_performance;
  int rows = (int) self->layout->n_potential;
  int x = (int) *cell % columns + dx;
  int y = (int) *cell / columns + dy;

  if (x < 0 || y < 0 || x >= columns || y >= rows)
    return FALSE;
  *cell = (guint) (y * columns + x);
  return TRUE;
}

/* Within a cell from chip to chip; over its edge to the nearest chip of the
 * next cell, or to that cell itself when it has none. */
static gboolean
walk (CalBoardView *self, Spot *spot, int dx, int dy)
{
  guint count = n_slots (self, spot->cell);
  guint columns = self->layout->cells[spot->cell].columns;
  guint rows = MAX ((count + columns - 1) / columns, 1);
  int column = spot->slot == CAL_NO_SLOT ? 0 : (int) (spot->slot / rows);
  int row = spot->slot == CAL_NO_SLOT ? -1 : (int) (spot->slot % rows);
  double share = (double) MAX (row, 0) / rows;
  gboolean into = spot->slot == CAL_NO_SLOT && dy < 0 && count > 0;

  if (into)
    {
      spot->slot = 0;
      return TRUE;
    }
  if (spot->slot != CAL_NO_SLOT && dy > 0 && row == 0)
    {
      spot->slot = CAL_NO_SLOT;
      return TRUE;
    }
  if (spot->slot != CAL_NO_SLOT)
    {
      int to_column = column + dx;
      int to_row = row - dy;
      int slot = to_column * (int) rows + to_row;

      if (to_column >= 0 && to_row >= 0 && to_row < (int) rows && slot < (int) count)
        {
          spot->slot = (guint) slot;
          return TRUE;
        }
      /* A last column that is shorter than the others. */
      if (dx > 0 && to_column < (int) columns && to_column * (int) rows < (int) count)
        {
          spot->slot = count - 1;
          return TRUE;
        }
    }
  if (!neighbour (self, &spot->cell, dx, dy))
    return FALSE;
  count = n_slots (self, spot->cell);
  if (count == 0 || (spot->slot == CAL_NO_SLOT && dx != 0))
    {
      spot->slot = CAL_NO_SLOT;
      return TRUE;
    }
  columns = self->layout->cells[spot->cell].columns;
  rows = (count + columns - 1) / columns;
  if (dy < 0)
    spot->slot = CAL_NO_SLOT;
  else if (dy > 0)
    spot->slot = MIN ((guint) column * rows + rows - 1, count - 1);
  else
    spot->slot = MIN ((dx < 0 ? (count - 1) / rows : 0) * rows + (guint) (share * rows), count - 1);
  return TRUE;
}

void
cal_board_view_selection_done (CalBoardView *self)
{
  cal_board_view_update_looks (self);
  emit (self, "selection-changed");
}

void
cal_board_view_set_selected (CalBoardView *self, guint index, gboolean selected)
{
  if (selected)
    g_hash_table_add (self->selection, GUINT_TO_POINTER (index));
  else
    g_hash_table_remove (self->selection, GUINT_TO_POINTER (index));
}

void
cal_board_view_clear_selection (CalBoardView *self)
{
  g_hash_table_remove_all (self->selection);
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
  emit (self, "preview-changed");
}

static void
set_target (CalBoardView *self, guint cell)
{
  if (self->carried.cell == cell)
    return;
  self->carried.cell = cell;
  cal_board_view_update_looks (self);
  emit (self, "preview-changed");
}

static void
select_range (CalBoardView *self, guint to)
{
  guint cell = cal_seating_cell_of (self->seating, to);
  GPtrArray *chips;
  guint first;
  guint last;
  GtkWidget *from_chip = cal_board_view_get_chip (self, self->anchor);
  GtkWidget *to_chip = cal_board_view_get_chip (self, to);

  cal_board_view_set_selected (self, to, TRUE);
  if (cell >= self->cells->len || from_chip == NULL || to_chip == NULL)
    return;
  chips = cal_cell_get_chips (g_ptr_array_index (self->cells, cell));
  if (!g_ptr_array_find (chips, from_chip, &first) || !g_ptr_array_find (chips, to_chip, &last))
    return;
  for (guint i = MIN (first, last); i <= MAX (first, last); i++)
    {
      guint index = cal_chip_get_index (g_ptr_array_index (chips, i));

      if (index != CAL_NO_SUBJECT)
        cal_board_view_set_selected (self, index, TRUE);
    }
}

static void
select_cell (CalBoardView *self, guint cell)
{
  guint n;
  const guint *list = cal_seating_list (self->seating, cell, &n);

  cal_board_view_clear_selection (self);
  for (guint i = 0; i < n; i++)
    cal_board_view_set_selected (self, list[i], TRUE);
  cal_board_view_selection_done (self);
}

static void
select_only (CalBoardView *self, guint index)
{
  cal_board_view_clear_selection (self);
  cal_board_view_set_selected (self, index, TRUE);
  self->anchor = index;
  cal_board_view_selection_done (self);
}

/* The selection, or else the chip that the keyboard is on. */
static GArray *
key_targets (CalBoardView *self, guint index)
{
  if (index != CAL_NO_SUBJECT)
    return cal_board_view_targets (self, index);
  return cal_board_view_get_selection (self);
}

static gboolean
send (CalBoardView *self, guint index, guint cell)
{
  g_autoptr (GArray) targets = key_targets (self, index);

  if (targets->len == 0)
    return FALSE;
  cal_board_view_request_move (self, (const guint *) targets->data, targets->len, cell);
  return TRUE;
}

static gboolean
direction_of (guint key, int *dx, int *dy)
{
  *dx = (key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
        - (key == GDK_KEY_Left || key == GDK_KEY_KP_Left);
  *dy =
      (key == GDK_KEY_Up || key == GDK_KEY_KP_Up) - (key == GDK_KEY_Down || key == GDK_KEY_KP_Down);
  return *dx != 0 || *dy != 0;
}

/* Keys while subjects are carried: arrows choose the cell, Space drops. */
static gboolean
carry_key (CalBoardView *self, guint key)
{
  guint cell = self->carried.cell;
  int dx;
  int dy;

  if (direction_of (key, &dx, &dy))
    {
      if (cell < self->cells->len && neighbour (self, &cell, dx, dy))
        set_target (self, cell);
      return TRUE;
    }
  if (key == GDK_KEY_space || key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    {
      g_autoptr (GArray) indexes = g_array_copy (self->carried.indexes);

      cal_board_view_carry (self, NULL, 0, FALSE);
      cal_board_view_request_move (self, (const guint *) indexes->data, indexes->len, cell);
      return TRUE;
    }
  if (key == GDK_KEY_Escape)
    {
      cal_board_view_carry (self, NULL, 0, FALSE);
      return TRUE;
    }
  return FALSE;
}

static void
pick_up (CalBoardView *self, guint index, guint cell)
{
  g_autoptr (GArray) targets = cal_board_view_targets (self, index);

  if (!self->movable || self->pending.indexes->len > 0)
    return;
  cal_board_view_carry (self, (const guint *) targets->data, targets->len, TRUE);
  set_target (self, cell);
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint key,
                   guint code,
                   GdkModifierType modifiers,
                   CalBoardView *self)
{
  gboolean control = (modifiers & GDK_CONTROL_MASK) != 0;
  gboolean shift = (modifiers & GDK_SHIFT_MASK) != 0;
  Spot spot;
  guint index;
  int dx;
  int dy;

  if (self->layout == NULL || (modifiers & GDK_ALT_MASK) != 0)
    return FALSE;
  if (self->by_keys && self->carried.indexes->len > 0 && carry_key (self, key))
    return TRUE;
  if (!find_spot (self, &spot))
    return FALSE;
  index = index_at (self, &spot);

  if (direction_of (key, &dx, &dy))
    {
      if (!walk (self, &spot, dx, dy))
        return TRUE;
      focus_spot (self, &spot);
      index = index_at (self, &spot);
      if (shift && index != CAL_NO_SUBJECT)
        {
          select_range (self, index);
          cal_board_view_selection_done (self);
        }
      return TRUE;
    }
  if (control && (key == GDK_KEY_a || key == GDK_KEY_A))
    {
      select_cell (self, spot.cell);
      return TRUE;
    }
  if (control && key == GDK_KEY_space && index != CAL_NO_SUBJECT)
    {
      cal_board_view_set_selected (self, index, !cal_board_view_is_selected (self, index));
      self->anchor = index;
      cal_board_view_selection_done (self);
      return TRUE;
    }
  if (control)
    return FALSE;
  if (key >= GDK_KEY_1 && key <= GDK_KEY_9)
    return send (self, index, key - GDK_KEY_1);
  if (key >= GDK_KEY_KP_1 && key <= GDK_KEY_KP_9)
    return send (self, index, key - GDK_KEY_KP_1);
  switch (key)
    {
    case GDK_KEY_space:
      if (index == CAL_NO_SUBJECT)
        return FALSE;
      pick_up (self, index, spot.cell);
      return TRUE;

    case GDK_KEY_0:
    case GDK_KEY_KP_0:
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      return send (self, index, CAL_TARGET_HOLDING);

    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (index != CAL_NO_SUBJECT)
        g_signal_emit_by_name (self, "open-requested", index);
      else
        cal_board_view_open_cell (self, spot.cell);
      return TRUE;

    case GDK_KEY_Escape:
      if (g_hash_table_size (self->selection) == 0)
        return FALSE;
      cal_board_view_clear_selection (self);
      cal_board_view_selection_done (self);
      return TRUE;

    default:
      return FALSE;
    }
}

/* Whether the point is over the opened list, which has gestures of its own. */
static gboolean
over_opened (CalBoardView *self, double x, double y)
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

  if (over_opened (self, x, y))
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
      select_range (self, index);
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
      select_only (self, index);
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

  if (!over_opened (self, x, y))
    cal_board_view_find (self, x, y, &cell, &index);
  set_hovered (self, index);
}

static void
on_motion_leave_cb (GtkEventControllerMotion *controller, CalBoardView *self)
{
  set_hovered (self, CAL_NO_SUBJECT);
}

static GdkContentProvider *
on_drag_prepare_cb (GtkDragSource *source, double x, double y, CalBoardView *self)
{
  guint cell;
  guint index;

  if (over_opened (self, x, y) || !cal_board_view_find (self, x, y, &cell, &index)
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

/* The board is one stop of the Tab key; arrows walk within it. */
static gboolean
cal_board_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  CalBoardView *self = CAL_BOARD_VIEW (widget);
  GtkWidget *chip = cal_board_view_get_chip (self, self->focused);
  Spot spot = { 0, CAL_NO_SLOT };

  if (gtk_widget_get_focus_child (widget) != NULL || self->layout == NULL)
    {
      if (self->opened != NULL)
        return gtk_widget_child_focus (self->opened, direction);
      return FALSE;
    }
  if (chip != NULL)
    return gtk_widget_grab_focus (chip);
  /* The highest cell that has anybody, from the top left. */
  for (guint row = self->layout->n_potential; row > 0; row--)
    {
      for (guint column = 0; column < self->layout->n_performance; column++)
        {
          spot.cell = (row - 1) * self->layout->n_performance + column;
          if (n_slots (self, spot.cell) > 0)
            {
              spot.slot = 0;
              return focus_spot (self, &spot);
            }
        }
    }
  return focus_spot (self, &spot);
}

static gboolean
cal_board_view_grab_focus (GtkWidget *widget)
{
  return cal_board_view_focus (widget, GTK_DIR_TAB_FORWARD);
}

void
cal_board_view_class_init_input (GtkWidgetClass *class)
{
  class->focus = cal_board_view_focus;
  class->grab_focus = cal_board_view_grab_focus;
}

void
cal_board_view_init_input (CalBoardView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *band = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRV, GDK_ACTION_MOVE);

  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (on_released_cb), self);
  g_signal_connect (band, "drag-begin", G_CALLBACK (on_band_begin_cb), self);
  g_signal_connect (band, "drag-update", G_CALLBACK (on_band_update_cb), self);
  g_signal_connect (band, "drag-end", G_CALLBACK (on_band_end_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_motion_leave_cb), self);
  g_signal_connect (source, "prepare", G_CALLBACK (on_drag_prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_begin_cb), self);
  g_signal_connect (source, "drag-end", G_CALLBACK (on_drag_end_cb), self);
  g_signal_connect (target, "enter", G_CALLBACK (on_drop_motion_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (on_drop_motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (on_drop_leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop_cb), self);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (band));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * cal_board_view_get_selection:
 * @self: a view
 *
 * Returns: (transfer full) (element-type guint): who is selected, in the
 *   board's order
 */
GArray *
cal_board_view_get_selection (CalBoardView *self)
{
  GArray *selection = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = self->board != NULL ? cal_board_n_subjects (self->board) : 0;

  for (guint i = 0; g_hash_table_size (self->selection) > selection->len && i < n; i++)
    {
      if (cal_board_view_is_selected (self, i))
        g_array_append_val (selection, i);
    }
  return selection;
}

/**
 * cal_board_view_select:
 * @self: a view
 * @indexes: (array length=n): subjects
 * @n: how many, 0 for nobody
 *
 * Selects those subjects and nobody else.
 */
void
cal_board_view_select (CalBoardView *self, const guint *indexes, guint n)
{
  g_return_if_fail (CAL_IS_BOARD_VIEW (self));

  cal_board_view_clear_selection (self);
  for (guint i = 0; i < n; i++)
    cal_board_view_set_selected (self, indexes[i], TRUE);
  self->anchor = n > 0 ? indexes[0] : CAL_NO_SUBJECT;
  cal_board_view_selection_done (self);
}

/**
 * cal_board_view_is_selected:
 * @self: a view
 * @index: a subject
 *
 * Returns: whether they are selected
 */
gboolean
cal_board_view_is_selected (CalBoardView *self, guint index)
{
  return g_hash_table_contains (self->selection, GUINT_TO_POINTER (index));
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

  if (!self->movable || self->pending.indexes->len > 0)
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
    set_target (self, over ? cell : CAL_TARGET_NONE);
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
