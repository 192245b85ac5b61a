/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-board-view-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/cal-board-axes.h"
#include "app/cal-cell-list.h"

#define MIN_WIDTH 480
#define MIN_HEIGHT 360

enum
{
  SIGNAL_MOVE_REQUESTED,
  SIGNAL_KEEP_REQUESTED,
  SIGNAL_MOVE_REFUSED,
  SIGNAL_PREVIEW_CHANGED,
  SIGNAL_SELECTION_CHANGED,
  SIGNAL_CONTENTS_CHANGED,
  SIGNAL_OPEN_REQUESTED,
  SIGNAL_CELL_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalBoardView, cal_board_view, GTK_TYPE_WIDGET)

static void
clear_transfer (CalTransfer *transfer)
{
  g_array_set_size (transfer->indexes, 0);
  transfer->cell = CAL_TARGET_NONE;
}

static void
reseat (CalBoardView *self)
{
  g_clear_pointer (&self->seating, cal_seating_free);
  self->seating = cal_seating_new (self->board, self->filter, self->filter_data);
}

static void
make_cells (CalBoardView *self)
{
  guint n = cal_board_rules (self->board)->n_cells;

  while (self->cells->len > n)
    {
      gtk_widget_unparent (g_ptr_array_index (self->cells, self->cells->len - 1));
      g_ptr_array_set_size (self->cells, self->cells->len - 1);
    }
  while (self->cells->len < n)
    {
      GtkWidget *cell = cal_cell_new ();

      gtk_widget_insert_before (cell, GTK_WIDGET (self), self->overlay);
      g_ptr_array_add (self->cells, cell);
    }
  for (guint i = 0; i < n; i++)
    cal_cell_set_place (g_ptr_array_index (self->cells, i), self->board, i);
}

static void
cal_board_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CalBoardView *self = CAL_BOARD_VIEW (widget);

  if (self->layout == NULL)
    return;
  cal_board_axes_draw (GTK_WIDGET (self), snapshot, self->board, self->layout);
  for (guint i = 0; i < self->cells->len; i++)
    gtk_widget_snapshot_child (widget, g_ptr_array_index (self->cells, i), snapshot);
  gtk_widget_snapshot_child (widget, self->overlay, snapshot);
  if (self->opened != NULL)
    gtk_widget_snapshot_child (widget, self->opened, snapshot);
}

/* The opened cell covers its own place, and as much around it as a list needs. */
static GtkAllocation
place_opened (CalBoardView *self, int width, int height)
{
  guint cell = self->opened_cell < self->cells->len ? self->opened_cell : 0;
  const CalRect *area = &self->layout->cells[cell].area;
  int wanted_width = MIN (MAX (area->width, 440), width - 24);
  int wanted_height = MIN (MAX (area->height, 480), height - 24);

  return (GtkAllocation){
    .x = CLAMP (area->x + (area->width - wanted_width) / 2, 12, width - 12 - wanted_width),
    .y = CLAMP (area->y, 12, height - 12 - wanted_height),
    .width = wanted_width,
    .height = wanted_height,
  };
}

static void
cal_board_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CalBoardView *self = CAL_BOARD_VIEW (widget);

  if (self->board == NULL)
    return;
  if (self->layout == NULL || self->layout->width != width || self->layout->height != height)
    cal_board_view_lay_out (self, width, height);
  for (guint i = 0; i < self->cells->len; i++)
    {
      GtkWidget *cell = g_ptr_array_index (self->cells, i);
      const CalRect *area = &self->layout->cells[i].area;

      gtk_widget_measure (cell, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (
          cell, &(GtkAllocation){ area->x, area->y, area->width, area->height }, -1);
    }
  gtk_widget_measure (self->overlay, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->overlay, &(GtkAllocation){ 0, 0, width, height }, -1);
  if (self->opened != NULL)
    {
      GtkAllocation place = place_opened (self, width, height);

      gtk_widget_measure (self->opened, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (self->opened, &place, -1);
    }
}

static void
cal_board_view_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : MIN_HEIGHT;
}

static void
on_dark_changed_cb (CalBoardView *self)
{
  GHashTableIter iter;
  gpointer chip;

  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_widget_queue_draw (self->overlay);
  for (guint i = 0; i < self->cells->len; i++)
    {
      GPtrArray *chips = cal_cell_get_chips (g_ptr_array_index (self->cells, i));

      gtk_widget_queue_draw (g_ptr_array_index (self->cells, i));
      for (guint c = 0; c < chips->len; c++)
        gtk_widget_queue_draw (g_ptr_array_index (chips, c));
    }
  g_hash_table_iter_init (&iter, self->guests);
  while (g_hash_table_iter_next (&iter, NULL, &chip))
    gtk_widget_queue_draw (chip);
}

static void
on_list_close_cb (CalBoardView *self)
{
  cal_board_view_close_cell (self);
}

static void
cal_board_view_dispose (GObject *object)
{
  CalBoardView *self = CAL_BOARD_VIEW (object);

  g_clear_pointer (&self->opened, gtk_widget_unparent);
  g_hash_table_remove_all (self->chips);
  g_hash_table_remove_all (self->guests);
  while (self->cells->len > 0)
    {
      gtk_widget_unparent (g_ptr_array_index (self->cells, self->cells->len - 1));
      g_ptr_array_set_size (self->cells, self->cells->len - 1);
    }
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_ptr_array_set_size (self->spare, 0);
  G_OBJECT_CLASS (cal_board_view_parent_class)->dispose (object);
}

static void
cal_board_view_finalize (GObject *object)
{
  CalBoardView *self = CAL_BOARD_VIEW (object);

  cal_seating_free (self->seating);
  cal_board_layout_free (self->layout);
  g_ptr_array_unref (self->cells);
  g_ptr_array_unref (self->spare);
  g_hash_table_unref (self->chips);
  g_hash_table_unref (self->guests);
  g_hash_table_unref (self->selection);
  g_clear_pointer (&self->band_start, g_hash_table_unref);
  g_array_unref (self->carried.indexes);
  g_array_unref (self->pending.indexes);
  G_OBJECT_CLASS (cal_board_view_parent_class)->finalize (object);
}

static void
cal_board_view_class_init (CalBoardViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = cal_board_view_dispose;
  object_class->finalize = cal_board_view_finalize;
  widget_class->snapshot = cal_board_view_snapshot;
  widget_class->size_allocate = cal_board_view_size_allocate;
  widget_class->measure = cal_board_view_measure;
  cal_board_view_class_init_keys (widget_class);

  signals[SIGNAL_MOVE_REQUESTED] =
      g_signal_new ("move-requested", CAL_TYPE_BOARD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_POINTER, G_TYPE_UINT);
  signals[SIGNAL_KEEP_REQUESTED] =
      g_signal_new ("keep-requested", CAL_TYPE_BOARD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_POINTER);
  signals[SIGNAL_MOVE_REFUSED] = g_signal_new (
      "move-refused", CAL_TYPE_BOARD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PREVIEW_CHANGED] =
      g_signal_new ("preview-changed", CAL_TYPE_BOARD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
  signals[SIGNAL_SELECTION_CHANGED] =
      g_signal_new ("selection-changed", CAL_TYPE_BOARD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CONTENTS_CHANGED] =
      g_signal_new ("contents-changed", CAL_TYPE_BOARD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
  signals[SIGNAL_OPEN_REQUESTED] =
      g_signal_new ("open-requested", CAL_TYPE_BOARD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_CELL_REQUESTED] =
      g_signal_new ("cell-requested", CAL_TYPE_BOARD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "board");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cal_board_view_init (CalBoardView *self)
{
  self->movable = TRUE;
  self->traces = TRUE;
  self->cells = g_ptr_array_new ();
  self->spare = g_ptr_array_new_with_free_func (g_object_unref);
  self->chips = g_hash_table_new (NULL, NULL);
  self->guests = g_hash_table_new (NULL, NULL);
  self->selection = g_hash_table_new (NULL, NULL);
  self->carried.indexes = g_array_new (FALSE, FALSE, sizeof (guint));
  self->pending.indexes = g_array_new (FALSE, FALSE, sizeof (guint));
  self->carried.cell = CAL_TARGET_NONE;
  self->pending.cell = CAL_TARGET_NONE;
  self->anchor = CAL_NO_SUBJECT;
  self->hovered = CAL_NO_SUBJECT;
  self->focused = CAL_NO_SUBJECT;
  self->overlay = cal_board_overlay_new ();
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Board: potential by performance"), -1);
  cal_board_view_init_keys (self);
  cal_board_view_init_pointer (self);
  cal_board_view_init_drag (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (on_dark_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * cal_board_view_new:
 *
 * The nine-box board: everybody's chips in their cells. It never changes a
 * rating itself, but asks for it with the signal #CalBoardView::move-requested.
 *
 * Returns: (transfer floating): a view without a board
 */
GtkWidget *
cal_board_view_new (void)
{
  return g_object_new (CAL_TYPE_BOARD_VIEW, NULL);
}

/**
 * cal_board_view_set_board:
 * @self: a view
 * @board: (nullable) (transfer none): what it shows; must outlive its use here
 */
void
cal_board_view_set_board (CalBoardView *self, const CalBoard *board)
{
  g_return_if_fail (CAL_IS_BOARD_VIEW (self));

  cal_board_view_close_cell (self);
  cal_board_view_empty_cells (self);
  clear_transfer (&self->carried);
  clear_transfer (&self->pending);
  g_hash_table_remove_all (self->selection);
  self->anchor = self->hovered = self->focused = CAL_NO_SUBJECT;
  g_clear_pointer (&self->layout, cal_board_layout_free);
  g_clear_pointer (&self->seating, cal_seating_free);
  for (guint i = 0; i < self->cells->len; i++)
    cal_cell_set_layout (g_ptr_array_index (self->cells, i), NULL);

  self->board = board;
  if (board != NULL && cal_board_rules (board) != NULL)
    {
      make_cells (self);
      reseat (self);
      cal_board_view_update_counts (self);
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
  g_signal_emit (self, signals[SIGNAL_CONTENTS_CHANGED], 0);
}

/**
 * cal_board_view_get_board:
 * @self: a view
 *
 * Returns: (nullable) (transfer none): what it shows
 */
const CalBoard *
cal_board_view_get_board (CalBoardView *self)
{
  return self->board;
}

/**
 * cal_board_view_refresh:
 * @self: a view
 * @changed: (nullable) (array length=n_changed): the subjects whom something
 *   has been decided about; %NULL after a change that may concern anybody,
 *   such as an import
 * @n_changed: how many
 *
 * Follows the board after it has been folded on. Only the cells that the
 * subjects left and came to are laid out again.
 */
void
cal_board_view_refresh (CalBoardView *self, const guint *changed, guint n_changed)
{
  g_autofree gboolean *touched = NULL;

  g_return_if_fail (CAL_IS_BOARD_VIEW (self));

  if (self->seating == NULL)
    return;
  if (changed == NULL)
    {
      cal_board_view_empty_cells (self);
      clear_transfer (&self->pending);
      reseat (self);
      cal_board_view_lay_out_again (self);
      if (self->opened != NULL)
        cal_cell_list_refresh (CAL_CELL_LIST (self->opened), self->seating);
      g_signal_emit (self, signals[SIGNAL_CONTENTS_CHANGED], 0);
      return;
    }

  touched = g_new0 (gboolean, self->cells->len);
  for (guint i = 0; i < n_changed; i++)
    {
      CalChip *chip;
      guint from;
      guint to;

      cal_seating_update (self->seating, changed[i], &from, &to);
      if (from < self->cells->len)
        touched[from] = TRUE;
      if (to < self->cells->len)
        touched[to] = TRUE;
      /* Recorded where it was dropped: no longer pending. */
      for (guint p = 0; to == self->pending.cell && p < self->pending.indexes->len; p++)
        {
          if (g_array_index (self->pending.indexes, guint, p) == changed[i])
            g_array_remove_index (self->pending.indexes, p--);
        }
      chip = g_hash_table_lookup (self->chips, GUINT_TO_POINTER (changed[i]));
      if (chip != NULL)
        cal_chip_set_subject (chip, self->board, changed[i]);
      chip = g_hash_table_lookup (self->guests, GUINT_TO_POINTER (changed[i]));
      if (chip != NULL)
        cal_chip_set_subject (chip, self->board, changed[i]);
    }
  cal_board_view_update_cells (self, touched);
  if (self->opened != NULL)
    cal_cell_list_refresh (CAL_CELL_LIST (self->opened), self->seating);
  g_signal_emit (self, signals[SIGNAL_CONTENTS_CHANGED], 0);
}

/**
 * cal_board_view_set_filter:
 * @self: a view
 * @filter: (nullable) (scope forever): who is shown; %NULL for everybody
 * @user_data: for @filter
 */
void
cal_board_view_set_filter (CalBoardView *self, CalBoardFilter filter, gpointer user_data)
{
  g_return_if_fail (CAL_IS_BOARD_VIEW (self));

  self->filter = filter;
  self->filter_data = user_data;
  if (self->seating == NULL)
    return;
  reseat (self);
  cal_board_view_lay_out_again (self);
  if (self->opened != NULL)
    cal_cell_list_refresh (CAL_CELL_LIST (self->opened), self->seating);
  g_signal_emit (self, signals[SIGNAL_CONTENTS_CHANGED], 0);
}

/**
 * cal_board_view_set_sensitive_to_moves:
 * @self: a view
 * @movable: whether subjects can be moved here, or only looked at
 */
void
cal_board_view_set_sensitive_to_moves (CalBoardView *self, gboolean movable)
{
  g_return_if_fail (CAL_IS_BOARD_VIEW (self));

  if (self->movable == movable)
    return;
  self->movable = movable;
  for (guint i = 0; i < self->cells->len; i++)
    {
      GPtrArray *chips = cal_cell_get_chips (g_ptr_array_index (self->cells, i));

      for (guint c = 0; c < chips->len; c++)
        cal_chip_set_movable (g_ptr_array_index (chips, c), movable);
    }
  for (guint i = 0; i < self->spare->len; i++)
    cal_chip_set_movable (g_ptr_array_index (self->spare, i), movable);
}

/**
 * cal_board_view_get_sensitive_to_moves:
 * @self: a view
 *
 * Returns: whether subjects can be moved
 */
gboolean
cal_board_view_get_sensitive_to_moves (CalBoardView *self)
{
  return self->movable;
}

/**
 * cal_board_view_request_move:
 * @self: a view
 * @indexes: (array length=n): subjects; those who stand there already are left out
 * @n: how many
 * @cell: where to, %G_MAXUINT for the holding area
 *
 * Shows the subjects as pending at their new place and asks for the move.
 * Nothing happens while another move is pending, or where none is allowed.
 */
void
cal_board_view_request_move (CalBoardView *self, const guint *indexes, guint n, guint cell)
{
  g_autofree guint *asked = NULL;
  guint n_asked;

  g_return_if_fail (CAL_IS_BOARD_VIEW (self));

  if (!cal_board_view_may_move (self) || self->seating == NULL || self->pending.indexes->len > 0
      || (cell != CAL_TARGET_HOLDING && cell >= self->cells->len))
    return;
  clear_transfer (&self->carried);
  for (guint i = 0; i < n; i++)
    {
      CalPlacement placement = cal_board_subject (self->board, indexes[i])->placement;
      CalPlacement to = cell == CAL_TARGET_HOLDING
                            ? CAL_HOLDING
                            : cal_rules_cell_placement (cal_board_rules (self->board), cell);

      if (!cal_placement_equal (placement, to) && !cal_transfer_holds (&self->pending, indexes[i]))
        g_array_append_val (self->pending.indexes, indexes[i]);
    }
  if (self->pending.indexes->len == 0)
    {
      cal_board_view_update_looks (self);
      return;
    }
  self->pending.cell = cell;
  cal_board_view_close_cell (self);
  if (cell == CAL_TARGET_HOLDING)
    cal_board_view_update_looks (self);
  else
    cal_board_view_update_cell (self, cell);

  n_asked = self->pending.indexes->len;
  asked = g_memdup2 (self->pending.indexes->data, n_asked * sizeof (guint));
  g_signal_emit (self, signals[SIGNAL_PREVIEW_CHANGED], 0);
  g_signal_emit (self, signals[SIGNAL_CONTENTS_CHANGED], 0);
  g_signal_emit (self, signals[SIGNAL_MOVE_REQUESTED], 0, n_asked, asked, cell);
}

/**
 * cal_board_view_request_keep:
 * @self: a view
 * @indexes: (array length=n): subjects; those in the holding area are left out
 * @n: how many
 *
 * Asks that their ratings be confirmed. Nothing happens while a move is
 * pending, or where none is allowed.
 */
void
cal_board_view_request_keep (CalBoardView *self, const guint *indexes, guint n)
{
  g_autoptr (GArray) asked = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_if_fail (CAL_IS_BOARD_VIEW (self));

  if (!cal_board_view_may_move (self) || self->seating == NULL || self->pending.indexes->len > 0)
    return;
  for (guint i = 0; i < n; i++)
    if (cal_placement_is_placed (cal_board_subject (self->board, indexes[i])->placement))
      g_array_append_val (asked, indexes[i]);
  if (asked->len == 0)
    return;
  cal_board_view_carry (self, NULL, 0, FALSE);
  cal_board_view_close_cell (self);
  g_signal_emit (self, signals[SIGNAL_KEEP_REQUESTED], 0, asked->len, asked->data);
}

/**
 * cal_board_view_send:
 * @self: a view
 * @indexes: (array length=n): subjects
 * @n: how many
 * @cell: where to, %G_MAXUINT for the holding area
 *
 * Asks for their move, or that they be kept when all of them stand there
 * already. A drop on its own cell is a change of mind; a key is not.
 */
void
cal_board_view_send (CalBoardView *self, const guint *indexes, guint n, guint cell)
{
  gboolean all_there = n > 0 && cell < self->cells->len;

  g_return_if_fail (CAL_IS_BOARD_VIEW (self));

  for (guint i = 0; all_there && i < n; i++)
    all_there =
        cal_placement_equal (cal_board_subject (self->board, indexes[i])->placement,
                             cal_rules_cell_placement (cal_board_rules (self->board), cell));
  if (all_there)
    cal_board_view_request_keep (self, indexes, n);
  else
    cal_board_view_request_move (self, indexes, n, cell);
}

/**
 * cal_board_view_settle:
 * @self: a view
 *
 * The move that was asked for has been recorded, refused or called off: who is
 * still pending goes back to where the board has them.
 */
void
cal_board_view_settle (CalBoardView *self)
{
  guint cell;

  g_return_if_fail (CAL_IS_BOARD_VIEW (self));

  cell = self->pending.cell;
  if (cell == CAL_TARGET_NONE)
    return;
  clear_transfer (&self->pending);
  if (cell < self->cells->len)
    cal_board_view_update_cell (self, cell);
  else
    cal_board_view_update_looks (self);
  g_signal_emit (self, signals[SIGNAL_PREVIEW_CHANGED], 0);
  g_signal_emit (self, signals[SIGNAL_CONTENTS_CHANGED], 0);
}

/**
 * cal_board_view_get_pending_rectangle:
 * @self: a view
 * @rectangle: (out): where the first pending chip stands, in the view's
 *   coordinates
 *
 * Returns: whether anybody is pending at a place that the view shows
 */
gboolean
cal_board_view_get_pending_rectangle (CalBoardView *self, GdkRectangle *rectangle)
{
  CalRect rect;
  guint first;

  if (self->pending.indexes->len == 0 || self->layout == NULL)
    return FALSE;
  first = g_array_index (self->pending.indexes, guint, 0);
  if (!cal_board_view_chip_rect (self, self->guests, first, &rect)
      && !cal_board_view_chip_rect (self, self->chips, first, &rect))
    {
      if (self->pending.cell >= self->cells->len)
        return FALSE;
      rect = self->layout->cells[self->pending.cell].header;
    }
  *rectangle = (GdkRectangle){ rect.x, rect.y, rect.width, rect.height };
  return TRUE;
}

/**
 * cal_board_view_get_pending:
 * @self: a view
 * @indexes: (out) (array length=n) (transfer none): who is pending
 * @n: (out): how many
 * @cell: (out): where, %G_MAXUINT for the holding area
 *
 * Returns: whether anybody is
 */
gboolean
cal_board_view_get_pending (CalBoardView *self, const guint **indexes, guint *n, guint *cell)
{
  *indexes = (const guint *) self->pending.indexes->data;
  *n = self->pending.indexes->len;
  *cell = self->pending.cell;
  return *n > 0;
}

/**
 * cal_board_view_is_pending:
 * @self: a view
 * @index: a subject
 *
 * Returns: whether a move of theirs awaits its reason or the disk
 */
gboolean
cal_board_view_is_pending (CalBoardView *self, guint index)
{
  return cal_transfer_holds (&self->pending, index);
}

/**
 * cal_board_view_get_preview:
 * @self: a view
 * @indexes: (out) (array length=n) (transfer none): who would move
 * @n: (out): how many
 * @cell: (out): where to, %G_MAXUINT for the holding area
 *
 * What a chart should show as an outline: the drop being considered, or the
 * one that awaits its reason.
 *
 * Returns: whether there is one
 */
gboolean
cal_board_view_get_preview (CalBoardView *self, const guint **indexes, guint *n, guint *cell)
{
  const CalTransfer *transfer = &self->carried;

  if (transfer->indexes->len == 0 || transfer->cell == CAL_TARGET_NONE)
    transfer = &self->pending;
  *indexes = (const guint *) transfer->indexes->data;
  *n = transfer->indexes->len;
  *cell = transfer->cell;
  return *n > 0 && *cell != CAL_TARGET_NONE;
}

/**
 * cal_board_view_get_chip:
 * @self: a view
 * @index: a subject
 *
 * Returns: (nullable) (transfer none): the chip at the subject's seat
 */
GtkWidget *
cal_board_view_get_chip (CalBoardView *self, guint index)
{
  return g_hash_table_lookup (self->chips, GUINT_TO_POINTER (index));
}

/**
 * cal_board_view_get_held:
 * @self: a view
 * @indexes: (out) (array) (transfer none): who is shown in the holding area, by
 *   name
 *
 * Returns: how many
 */
guint
cal_board_view_get_held (CalBoardView *self, const guint **indexes)
{
  guint n = 0;

  *indexes = NULL;
  if (self->seating != NULL)
    *indexes = cal_seating_list (self->seating, CAL_SEAT_HOLDING, &n);
  return n;
}

static void
open_list (CalBoardView *self, guint cell)
{
  if (self->layout == NULL)
    return;
  cal_board_view_close_cell (self);
  self->opened_cell = cell;
  self->opened = cal_cell_list_new (self, cell);
  g_signal_connect_swapped (self->opened, "close", G_CALLBACK (on_list_close_cb), self);
  gtk_widget_set_parent (self->opened, GTK_WIDGET (self));
  cal_cell_list_refresh (CAL_CELL_LIST (self->opened), self->seating);
  gtk_widget_grab_focus (self->opened);
}

/**
 * cal_board_view_open_cell:
 * @self: a view
 * @cell: a cell
 *
 * Shows everybody in the cell as a list that can be searched.
 */
void
cal_board_view_open_cell (CalBoardView *self, guint cell)
{
  g_return_if_fail (CAL_IS_BOARD_VIEW (self));

  if (cell < self->cells->len)
    open_list (self, cell);
}

/**
 * cal_board_view_open_holding:
 * @self: a view
 *
 * Shows everybody in the holding area as a list that can be searched.
 */
void
cal_board_view_open_holding (CalBoardView *self)
{
  g_return_if_fail (CAL_IS_BOARD_VIEW (self));

  open_list (self, CAL_SEAT_HOLDING);
}

/**
 * cal_board_view_close_cell:
 * @self: a view
 *
 * Closes the list of a cell, if one is open.
 */
void
cal_board_view_close_cell (CalBoardView *self)
{
  gboolean focus;

  if (self->opened == NULL)
    return;
  focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) == self->opened;
  g_clear_pointer (&self->opened, gtk_widget_unparent);
  if (focus)
    gtk_widget_grab_focus (self->opened_cell < self->cells->len
                               ? g_ptr_array_index (self->cells, self->opened_cell)
                               : GTK_WIDGET (self));
}
