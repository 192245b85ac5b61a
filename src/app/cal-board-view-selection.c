/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-board-view-private.h"

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

void
cal_board_view_selection_done (CalBoardView *self)
{
  cal_board_view_update_looks (self);
  g_signal_emit_by_name (self, "selection-changed");
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

void
cal_board_view_select_range (CalBoardView *self, guint to)
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

void
cal_board_view_select_only (CalBoardView *self, guint index)
{
  cal_board_view_clear_selection (self);
  cal_board_view_set_selected (self, index, TRUE);
  self->anchor = index;
  cal_board_view_selection_done (self);
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
  self->focused = self->anchor;
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
