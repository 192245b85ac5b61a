/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-board-view-private.h"

/* Where the keyboard is: on a chip, or on a cell as a whole. */
typedef struct
{
  guint cell;
  guint slot;
} Spot;

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
  cal_board_view_send (self, (const guint *) targets->data, targets->len, cell);
  return TRUE;
}

static gboolean
keep (CalBoardView *self, guint index)
{
  g_autoptr (GArray) targets = key_targets (self, index);

  if (targets->len == 0)
    return FALSE;
  cal_board_view_request_keep (self, (const guint *) targets->data, targets->len);
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
        cal_board_view_set_target (self, cell);
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

  if (!cal_board_view_may_move (self) || self->pending.indexes->len > 0)
    return;
  cal_board_view_carry (self, (const guint *) targets->data, targets->len, TRUE);
  cal_board_view_set_target (self, cell);
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
          cal_board_view_select_range (self, index);
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

    case GDK_KEY_k:
    case GDK_KEY_K:
      return keep (self, index);

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
  /* Who is selected and has no chip here is reached through a cell as a whole,
   * for what a key asks for must not be about somebody else. */
  if (self->focused != CAL_NO_SUBJECT && cal_board_view_is_selected (self, self->focused))
    {
      guint cell = cal_seating_cell_of (self->seating, self->focused);

      spot.cell = cell < self->cells->len ? cell : 0;
      return focus_spot (self, &spot);
    }
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
cal_board_view_class_init_keys (GtkWidgetClass *class)
{
  class->focus = cal_board_view_focus;
  class->grab_focus = cal_board_view_grab_focus;
}

void
cal_board_view_init_keys (CalBoardView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
