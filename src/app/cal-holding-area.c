/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-holding-area.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/cal-board-text.h"
#include "app/cal-chip.h"
#include "app/cal-draw.h"
#include "app/cal-style.h"
#include "model/cal-words.h"

#define HEADER 30
#define PITCH 29
#define CHIP_HEIGHT 26
#define INSET 12
#define TEXT_INSET 18
#define ROWS_MAX 4
#define COLUMNS 2

struct _CalHoldingArea
{
  GtkWidget parent_instance;

  CalBoardView *view;
  GPtrArray *chips;
  guint n_held;
  gboolean is_target;
};

G_DEFINE_FINAL_TYPE (CalHoldingArea, cal_holding_area, GTK_TYPE_WIDGET)

static void
on_chip_open_cb (CalChip *chip, CalHoldingArea *self)
{
  if (cal_chip_get_index (chip) != G_MAXUINT)
    g_signal_emit_by_name (self->view, "open-requested", cal_chip_get_index (chip));
}

static void
send (CalHoldingArea *self, guint index, guint cell)
{
  g_autoptr (GArray) selection = NULL;

  if (index == G_MAXUINT)
    return;
  if (!cal_board_view_is_selected (self->view, index))
    {
      cal_board_view_request_move (self->view, &index, 1, cell);
      return;
    }
  selection = cal_board_view_get_selection (self->view);
  cal_board_view_request_move (self->view, (const guint *) selection->data, selection->len, cell);
}

static void
on_chip_send_cb (CalChip *chip, guint cell, CalHoldingArea *self)
{
  send (self, cal_chip_get_index (chip), cell);
}

static CalChip *
chip_for (CalHoldingArea *self, guint position)
{
  GtkWidget *chip;

  if (position < self->chips->len)
    return g_ptr_array_index (self->chips, position);
  chip = cal_chip_new ();
  cal_chip_set_density (CAL_CHIP (chip), CAL_DENSITY_COMPACT);
  cal_chip_set_on_pane (CAL_CHIP (chip), TRUE);
  g_signal_connect (chip, "open", G_CALLBACK (on_chip_open_cb), self);
  g_signal_connect (chip, "send", G_CALLBACK (on_chip_send_cb), self);
  gtk_widget_set_parent (chip, GTK_WIDGET (self));
  g_ptr_array_add (self->chips, chip);
  return CAL_CHIP (chip);
}

static void
truncate_chips (CalHoldingArea *self, guint n)
{
  while (self->chips->len > n)
    {
      gtk_widget_unparent (g_ptr_array_index (self->chips, self->chips->len - 1));
      g_ptr_array_set_size (self->chips, self->chips->len - 1);
    }
}

static CalChipState
state_of (CalHoldingArea *self, guint index)
{
  const guint *carried;
  guint n;
  guint cell;

  if (cal_board_view_get_preview (self->view, &carried, &n, &cell))
    {
      for (guint i = 0; i < n; i++)
        {
          if (carried[i] == index)
            return CAL_CHIP_GHOST;
        }
    }
  return cal_board_view_is_selected (self->view, index) ? CAL_CHIP_SELECTED : CAL_CHIP_REST;
}

/* Those on their way here first, then those who are here, then how many more. */
static void
update (CalHoldingArea *self)
{
  const CalBoard *board = cal_board_view_get_board (self->view);
  const guint *held;
  const guint *pending;
  guint n_held = cal_board_view_get_held (self->view, &held);
  guint n_pending;
  guint cell;
  guint at = 0;
  guint room = ROWS_MAX * COLUMNS;

  if (!cal_board_view_get_pending (self->view, &pending, &n_pending, &cell) || cell != G_MAXUINT)
    n_pending = 0;
  if (n_held + n_pending > room)
    room--;
  for (guint i = 0; i < n_pending && at < room; i++, at++)
    {
      CalChip *chip = chip_for (self, at);

      cal_chip_set_subject (chip, board, pending[i]);
      cal_chip_set_state (chip, CAL_CHIP_PENDING);
    }
  for (guint i = 0; i < n_held && at < room; i++, at++)
    {
      CalChip *chip = chip_for (self, at);

      cal_chip_set_subject (chip, board, held[i]);
      cal_chip_set_state (chip, state_of (self, held[i]));
      cal_chip_set_movable (chip, cal_board_view_get_sensitive_to_moves (self->view));
      /* There is no rating here to confirm. */
      gtk_widget_action_set_enabled (GTK_WIDGET (chip), "chip.keep", FALSE);
    }
  if (n_held + n_pending > at)
    {
      g_autofree char *count = cal_words_count (n_held + n_pending - at);
      g_autofree char *words = g_strdup_printf (_ ("%s more"), count);

      cal_chip_set_words (chip_for (self, at++), words);
    }
  truncate_chips (self, at);
  self->n_held = n_held;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
update_states (CalHoldingArea *self)
{
  for (guint i = 0; i < self->chips->len; i++)
    {
      CalChip *chip = g_ptr_array_index (self->chips, i);
      guint index = cal_chip_get_index (chip);

      if (index != G_MAXUINT && !cal_board_view_is_pending (self->view, index))
        cal_chip_set_state (chip, state_of (self, index));
    }
}

static guint
rows (CalHoldingArea *self)
{
  return MAX ((self->chips->len + COLUMNS - 1) / COLUMNS, 1);
}

static void
cal_holding_area_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  CalHoldingArea *self = CAL_HOLDING_AREA (widget);

  for (guint i = 0; i < self->chips->len; i++)
    gtk_widget_measure (g_ptr_array_index (self->chips, i), orientation, -1, NULL, NULL, NULL,
                        NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = 2 * INSET + COLUMNS * 96;
  else
    *minimum = *natural = HEADER + (int) rows (self) * PITCH + 6;
}

static void
cal_holding_area_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CalHoldingArea *self = CAL_HOLDING_AREA (widget);
  int chip_width = (width - 2 * INSET - CAL_CHIP_GAP) / COLUMNS;

  for (guint i = 0; i < self->chips->len; i++)
    {
      int column = (int) (i % COLUMNS);
      int row = (int) (i / COLUMNS);
      GtkAllocation place = {
        INSET + column * (chip_width + CAL_CHIP_GAP),
        HEADER + row * PITCH,
        chip_width,
        CHIP_HEIGHT,
      };

      gtk_widget_size_allocate (g_ptr_array_index (self->chips, i), &place, -1);
    }
}

static void
cal_holding_area_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CalHoldingArea *self = CAL_HOLDING_AREA (widget);
  const CalPalette *palette = cal_style_palette ();
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  g_autofree char *count = cal_words_count (self->n_held);
  g_autofree char *words = g_strdup_printf (_ ("%s without a placement"), count);
  int words_width;
  int title_width;
  g_autoptr (PangoLayout) title =
      cal_draw_layout (widget, _ ("Holding area"), 12, TRUE, &title_width);
  g_autoptr (PangoLayout) text = cal_draw_layout (widget, words, 12, FALSE, &words_width);

  /* The words give way to the bare count in a narrow pane. */
  if (TEXT_INSET * 2 + 12 + title_width + words_width > width)
    {
      pango_layout_set_text (text, count, -1);
      pango_layout_get_pixel_size (text, &words_width, NULL);
    }
  cal_draw_text (snapshot, title, TEXT_INSET, 7, cal_draw_rgba (palette->text, 1));
  cal_draw_text (snapshot, text, width - TEXT_INSET - words_width, 7,
                 cal_draw_rgba (palette->dim, 1));
  for (guint i = 0; i < self->chips->len; i++)
    gtk_widget_snapshot_child (widget, g_ptr_array_index (self->chips, i), snapshot);
  if (self->is_target)
    {
      graphene_rect_t bounds = GRAPHENE_RECT_INIT (4, 0, (float) width - 8, (float) height);
      GskRoundedRect shape;

      gsk_rounded_rect_init_from_rect (&shape, &bounds, CAL_CELL_RADIUS);
      cal_draw_outline (snapshot, &shape, 2, cal_draw_rgba (palette->accent, 1));
    }
}

static CalChip *
chip_at (CalHoldingArea *self, double x, double y)
{
  for (guint i = 0; i < self->chips->len; i++)
    {
      graphene_rect_t bounds;

      if (gtk_widget_compute_bounds (g_ptr_array_index (self->chips, i), GTK_WIDGET (self), &bounds)
          && graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
        return g_ptr_array_index (self->chips, i);
    }
  return NULL;
}

static void
on_released_cb (GtkGestureClick *gesture, int n_press, double x, double y, CalHoldingArea *self)
{
  CalChip *chip = chip_at (self, x, y);
  guint index = chip != NULL ? cal_chip_get_index (chip) : G_MAXUINT;

  if (index == G_MAXUINT)
    {
      if (chip != NULL)
        cal_board_view_open_holding (self->view);
      return;
    }
  gtk_widget_grab_focus (GTK_WIDGET (chip));
  if (n_press == 2)
    g_signal_emit_by_name (self->view, "open-requested", index);
  else
    cal_board_view_select (self->view, &index, 1);
}

static GdkContentProvider *
on_drag_prepare_cb (GtkDragSource *source, double x, double y, CalHoldingArea *self)
{
  CalChip *chip = chip_at (self, x, y);

  if (chip == NULL || cal_chip_get_index (chip) == G_MAXUINT)
    return NULL;
  return cal_board_view_prepare_drag (self->view, cal_chip_get_index (chip));
}

static void
on_drag_begin_cb (GtkDragSource *source, GdkDrag *drag, CalHoldingArea *self)
{
  cal_board_view_begin_drag (self->view, drag, 40, 14);
}

static void
on_drag_end_cb (GtkDragSource *source, GdkDrag *drag, gboolean deleted, CalHoldingArea *self)
{
  cal_board_view_end_drag (self->view);
}

static GdkDragAction
on_drop_motion_cb (GtkDropTarget *target, double x, double y, CalHoldingArea *self)
{
  cal_board_view_preview_drop (self->view, TRUE, G_MAXUINT);
  return GDK_ACTION_MOVE;
}

static void
on_drop_leave_cb (GtkDropTarget *target, CalHoldingArea *self)
{
  cal_board_view_preview_drop (self->view, FALSE, 0);
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, CalHoldingArea *self)
{
  return cal_board_view_drop (self->view, value, G_MAXUINT);
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint key,
                   guint code,
                   GdkModifierType modifiers,
                   CalHoldingArea *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));
  guint index;

  if (!CAL_IS_CHIP (focus) || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  index = cal_chip_get_index (CAL_CHIP (focus));
  if (key >= GDK_KEY_1 && key <= GDK_KEY_9)
    send (self, index, key - GDK_KEY_1);
  else if (key >= GDK_KEY_KP_1 && key <= GDK_KEY_KP_9)
    send (self, index, key - GDK_KEY_KP_1);
  else if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && index == G_MAXUINT)
    cal_board_view_open_holding (self->view);
  else if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    g_signal_emit_by_name (self->view, "open-requested", index);
  else if (key == GDK_KEY_space && index != G_MAXUINT)
    cal_board_view_select (self->view, &index, 1);
  else
    return FALSE;
  return TRUE;
}

static void
on_preview_changed_cb (CalHoldingArea *self)
{
  const guint *indexes;
  guint n;
  guint cell;
  gboolean is_target =
      cal_board_view_get_preview (self->view, &indexes, &n, &cell) && cell == G_MAXUINT;

  update_states (self);
  if (self->is_target == is_target)
    return;
  self->is_target = is_target;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_dark_changed_cb (CalHoldingArea *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  for (guint i = 0; i < self->chips->len; i++)
    gtk_widget_queue_draw (g_ptr_array_index (self->chips, i));
}

static void
cal_holding_area_dispose (GObject *object)
{
  CalHoldingArea *self = CAL_HOLDING_AREA (object);

  truncate_chips (self, 0);
  g_clear_object (&self->view);
  G_OBJECT_CLASS (cal_holding_area_parent_class)->dispose (object);
}

static void
cal_holding_area_finalize (GObject *object)
{
  g_ptr_array_unref (CAL_HOLDING_AREA (object)->chips);
  G_OBJECT_CLASS (cal_holding_area_parent_class)->finalize (object);
}

static void
cal_holding_area_class_init (CalHoldingAreaClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = cal_holding_area_dispose;
  object_class->finalize = cal_holding_area_finalize;
  widget_class->measure = cal_holding_area_measure;
  widget_class->size_allocate = cal_holding_area_size_allocate;
  widget_class->snapshot = cal_holding_area_snapshot;
  gtk_widget_class_set_css_name (widget_class, "holding");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_BOX);
}

static void
cal_holding_area_init (CalHoldingArea *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRV, GDK_ACTION_MOVE);

  self->chips = g_ptr_array_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Holding area"), -1);
  g_signal_connect (click, "released", G_CALLBACK (on_released_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (on_drag_prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_begin_cb), self);
  g_signal_connect (source, "drag-end", G_CALLBACK (on_drag_end_cb), self);
  g_signal_connect (target, "enter", G_CALLBACK (on_drop_motion_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (on_drop_motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (on_drop_leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (on_dark_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * cal_holding_area_new:
 * @view: the board
 *
 * The subjects without a placement, in two columns of chips. Moves to and from
 * here are asked for through the board's own signal.
 *
 * Returns: (transfer floating): a holding area that follows @view
 */
GtkWidget *
cal_holding_area_new (CalBoardView *view)
{
  CalHoldingArea *self = g_object_new (CAL_TYPE_HOLDING_AREA, NULL);

  self->view = g_object_ref (view);
  g_signal_connect_object (view, "contents-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "selection-changed", G_CALLBACK (update_states), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "preview-changed", G_CALLBACK (on_preview_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * cal_holding_area_get_n_shown:
 * @self: a holding area
 *
 * Returns: how many chips it shows, the one that says how many more included
 */
guint
cal_holding_area_get_n_shown (CalHoldingArea *self)
{
  return self->chips->len;
}
