/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-cell-list.h"

#include <glib/gi18n.h>

#include "app/cal-board-text.h"
#include "app/cal-chip.h"
#include "app/cal-subject-list.h"
#include "model/cal-words.h"
#include "model/cal-fold.h"

struct _CalCellList
{
  GtkWidget parent_instance;

  CalBoardView *view;
  guint cell;
  GArray *everybody;
  CalSubjectList *shown;
  GtkMultiSelection *selection;
  gboolean dragging;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *search;
  GtkWidget *grid;
  GtkWidget *hint;
};

enum
{
  SIGNAL_CLOSE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalCellList, cal_cell_list, GTK_TYPE_WIDGET)

static void
update_shown (CalCellList *self)
{
  const CalBoard *board = cal_board_view_get_board (self->view);
  g_autofree char *wanted = cal_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->everybody->len; i++)
    {
      guint index = g_array_index (self->everybody, guint, i);
      g_autofree char *name = cal_fold (cal_board_subject (board, index)->row->name);

      if (strstr (name, wanted) != NULL)
        g_array_append_val (found, index);
    }
  cal_subject_list_set (self->shown, (const guint *) found->data, found->len);
}

/* Those that a key or a drag on @index is about. */
static GArray *
targets_of (CalCellList *self, guint index)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GtkBitset) chosen =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GtkBitsetIter iter;
  guint position;
  gboolean among = FALSE;

  if (gtk_bitset_iter_init_first (&iter, chosen, &position))
    {
      do
        {
          guint one = cal_subject_list_get_index (self->shown, position);

          among = among || one == index;
          g_array_append_val (targets, one);
        }
      while (gtk_bitset_iter_next (&iter, &position));
    }
  if (index != G_MAXUINT && !among)
    {
      g_array_set_size (targets, 0);
      g_array_append_val (targets, index);
    }
  return targets;
}

static void
send (CalCellList *self, guint index, guint cell)
{
  g_autoptr (GArray) targets = targets_of (self, index);
  g_autoptr (CalBoardView) view = g_object_ref (self->view);

  cal_board_view_send (view, (const guint *) targets->data, targets->len, cell);
}

static void
keep (CalCellList *self, guint index)
{
  g_autoptr (GArray) targets = targets_of (self, index);
  g_autoptr (CalBoardView) view = g_object_ref (self->view);

  cal_board_view_request_keep (view, (const guint *) targets->data, targets->len);
}

static void
on_chip_open_cb (CalChip *chip, CalCellList *self)
{
  g_signal_emit_by_name (self->view, "open-requested", cal_chip_get_index (chip));
}

static void
on_chip_send_cb (CalChip *chip, guint cell, CalCellList *self)
{
  send (self, cal_chip_get_index (chip), cell);
}

static void
on_chip_keep_cb (CalChip *chip, CalCellList *self)
{
  keep (self, cal_chip_get_index (chip));
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CalCellList *self)
{
  GtkWidget *chip = cal_chip_new ();

  gtk_widget_set_focusable (chip, FALSE);
  gtk_widget_set_size_request (chip, 126, 36);
  cal_chip_set_density (CAL_CHIP (chip), CAL_DENSITY_COMFORTABLE);
  cal_chip_set_on_pane (CAL_CHIP (chip), TRUE);
  if (!cal_board_view_get_sensitive_to_moves (self->view))
    cal_chip_set_movable (CAL_CHIP (chip), FALSE);
  g_signal_connect (chip, "open", G_CALLBACK (on_chip_open_cb), self);
  g_signal_connect (chip, "send", G_CALLBACK (on_chip_send_cb), self);
  g_signal_connect (chip, "keep", G_CALLBACK (on_chip_keep_cb), self);
  gtk_list_item_set_child (item, chip);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CalCellList *self)
{
  CalSubjectRow *row = gtk_list_item_get_item (item);

  cal_chip_set_subject (CAL_CHIP (gtk_list_item_get_child (item)),
                        cal_board_view_get_board (self->view), cal_subject_row_get_index (row));
}

static void
on_search_changed_cb (CalCellList *self)
{
  update_shown (self);
}

static void
on_close_cb (CalCellList *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSE], 0);
}

static void
on_activate_cb (CalCellList *self, guint position)
{
  g_signal_emit_by_name (self->view, "open-requested",
                         cal_subject_list_get_index (self->shown, position));
}

static CalChip *
chip_at (CalCellList *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && widget != GTK_WIDGET (self) && !CAL_IS_CHIP (widget))
    widget = gtk_widget_get_parent (widget);
  return CAL_IS_CHIP (widget) ? CAL_CHIP (widget) : NULL;
}

static GdkContentProvider *
on_drag_prepare_cb (GtkDragSource *source, double x, double y, CalCellList *self)
{
  CalChip *chip = chip_at (self, x, y);
  g_autoptr (GArray) targets = NULL;

  if (chip == NULL)
    return NULL;
  targets = targets_of (self, cal_chip_get_index (chip));
  cal_board_view_select (self->view, (const guint *) targets->data, targets->len);
  return cal_board_view_prepare_drag (self->view, cal_chip_get_index (chip));
}

/* The list makes way while somebody is dragged out of it, so that all cells
 * can be seen and dropped on. */
static void
on_drag_begin_cb (GtkDragSource *source, GdkDrag *drag, CalCellList *self)
{
  self->dragging = TRUE;
  gtk_widget_set_opacity (GTK_WIDGET (self), 0);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  cal_board_view_begin_drag (self->view, drag, 40, 14);
}

static void
on_drag_end_cb (GtkDragSource *source, GdkDrag *drag, gboolean deleted, CalCellList *self)
{
  self->dragging = FALSE;
  gtk_widget_set_opacity (GTK_WIDGET (self), 1);
  gtk_widget_set_can_target (GTK_WIDGET (self), TRUE);
  cal_board_view_end_drag (self->view);
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint key,
                   guint code,
                   GdkModifierType modifiers,
                   CalCellList *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *chip = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;
  guint index = CAL_IS_CHIP (chip) ? cal_chip_get_index (CAL_CHIP (chip)) : G_MAXUINT;

  if (key == GDK_KEY_Escape)
    {
      g_signal_emit (self, signals[SIGNAL_CLOSE], 0);
      return TRUE;
    }
  /* Digits typed into the search are part of what is looked for. */
  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || focus == NULL
      || !gtk_widget_is_ancestor (focus, self->grid))
    return FALSE;
  if (key >= GDK_KEY_1 && key <= GDK_KEY_9)
    send (self, index, key - GDK_KEY_1);
  else if (key >= GDK_KEY_KP_1 && key <= GDK_KEY_KP_9)
    send (self, index, key - GDK_KEY_KP_1);
  else if (key == GDK_KEY_0 || key == GDK_KEY_KP_0 || key == GDK_KEY_Delete)
    send (self, index, G_MAXUINT);
  else if (key == GDK_KEY_k || key == GDK_KEY_K)
    keep (self, index);
  else
    return FALSE;
  return TRUE;
}

static gboolean
cal_cell_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (CAL_CELL_LIST (widget)->search);
}

static void
cal_cell_list_dispose (GObject *object)
{
  CalCellList *self = CAL_CELL_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  G_OBJECT_CLASS (cal_cell_list_parent_class)->dispose (object);
}

static void
cal_cell_list_finalize (GObject *object)
{
  g_array_unref (CAL_CELL_LIST (object)->everybody);
  G_OBJECT_CLASS (cal_cell_list_parent_class)->finalize (object);
}

static void
cal_cell_list_class_init (CalCellListClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = cal_cell_list_dispose;
  object_class->finalize = cal_cell_list_finalize;
  widget_class->grab_focus = cal_cell_list_grab_focus;
  signals[SIGNAL_CLOSE] = g_signal_new ("close", CAL_TYPE_CELL_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-cell-list.ui");
  gtk_widget_class_bind_template_child (widget_class, CalCellList, box);
  gtk_widget_class_bind_template_child (widget_class, CalCellList, title);
  gtk_widget_class_bind_template_child (widget_class, CalCellList, search);
  gtk_widget_class_bind_template_child (widget_class, CalCellList, grid);
  gtk_widget_class_bind_template_child (widget_class, CalCellList, hint);
  gtk_widget_class_bind_template_callback (widget_class, on_close_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
}

static void
cal_cell_list_init (CalCellList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkDragSource *source = gtk_drag_source_new ();

  self->everybody = g_array_new (FALSE, FALSE, sizeof (guint));
  self->shown = cal_subject_list_new ();
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), self);
  gtk_grid_view_set_factory (GTK_GRID_VIEW (self->grid), factory);
  gtk_grid_view_set_model (GTK_GRID_VIEW (self->grid), GTK_SELECTION_MODEL (self->selection));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  /* Before the grid's own gestures, which would select instead. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (source), GTK_PHASE_CAPTURE);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (on_drag_prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_begin_cb), self);
  g_signal_connect (source, "drag-end", G_CALLBACK (on_drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
}

/**
 * cal_cell_list_new:
 * @view: the board that the cell belongs to
 * @cell: a cell
 *
 * Everybody in one cell as a list that can be searched, and from which they can
 * be dragged or sent to another cell.
 *
 * Returns: (transfer floating): an empty list, for cal_cell_list_refresh()
 */
GtkWidget *
cal_cell_list_new (CalBoardView *view, guint cell)
{
  CalCellList *self = g_object_new (CAL_TYPE_CELL_LIST, NULL);

  self->view = view;
  self->cell = cell;
  gtk_widget_set_visible (self->hint, cal_board_view_get_sensitive_to_moves (view));
  return GTK_WIDGET (self);
}

/**
 * cal_cell_list_refresh:
 * @self: a list
 * @seating: who stands where
 */
void
cal_cell_list_refresh (CalCellList *self, CalSeating *seating)
{
  const CalBoard *board = cal_board_view_get_board (self->view);
  CalPlacement placement = self->cell == CAL_SEAT_HOLDING
                               ? CAL_HOLDING
                               : cal_rules_cell_placement (cal_board_rules (board), self->cell);
  g_autofree char *words = cal_board_placement_words (board, placement);
  g_autofree char *count = NULL;
  g_autofree char *title = NULL;
  guint n;
  const guint *list = cal_seating_list (seating, self->cell, &n);

  g_array_set_size (self->everybody, 0);
  g_array_append_vals (self->everybody, list, n);
  count = cal_words_count (n);
  title = g_strdup_printf ("%s · %s", words, count);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  update_shown (self);
}

/**
 * cal_cell_list_get_n_shown:
 * @self: a list
 *
 * Returns: how many subjects match what is looked for
 */
guint
cal_cell_list_get_n_shown (CalCellList *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->shown));
}
