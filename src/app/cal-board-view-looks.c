/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-board-view-private.h"

#include <glib/gi18n.h>

#include "app/cal-board-text.h"
#include "model/cal-words.h"

gboolean
cal_transfer_holds (const CalTransfer *transfer, guint index)
{
  for (guint i = 0; i < transfer->indexes->len; i++)
    {
      if (g_array_index (transfer->indexes, guint, i) == index)
        return TRUE;
    }
  return FALSE;
}

static CalChipState
state_of (CalBoardView *self, guint index, gboolean guest)
{
  if (guest)
    return CAL_CHIP_PENDING;
  if (cal_transfer_holds (&self->carried, index) || cal_transfer_holds (&self->pending, index))
    return CAL_CHIP_GHOST;
  return cal_board_view_is_selected (self, index) ? CAL_CHIP_SELECTED : CAL_CHIP_REST;
}

gboolean
cal_board_view_chip_rect (CalBoardView *self, GHashTable *table, guint index, CalRect *rect)
{
  GtkWidget *chip = g_hash_table_lookup (table, GUINT_TO_POINTER (index));

  if (chip == NULL || self->layout == NULL)
    return FALSE;
  for (guint i = 0; i < self->cells->len; i++)
    {
      guint slot;

      if (gtk_widget_get_parent (chip) == g_ptr_array_index (self->cells, i)
          && g_ptr_array_find (cal_cell_get_chips (g_ptr_array_index (self->cells, i)), chip, &slot)
          && slot < self->layout->cells[i].n_slots)
        {
          *rect = cal_board_layout_slot (self->layout, i, slot);
          return TRUE;
        }
    }
  return FALSE;
}

/* Whose way from the pre-calibration placement is shown: the one pointed at,
 * else the only one selected. */
static guint
traced_subject (CalBoardView *self)
{
  GHashTableIter iter;
  gpointer key;

  if (self->hovered != CAL_NO_SUBJECT)
    return self->hovered;
  if (g_hash_table_size (self->selection) != 1)
    return CAL_NO_SUBJECT;
  g_hash_table_iter_init (&iter, self->selection);
  g_hash_table_iter_next (&iter, &key, NULL);
  return GPOINTER_TO_UINT (key);
}

static void
trace (CalBoardView *self)
{
  CalBoardOverlay *overlay = CAL_BOARD_OVERLAY (self->overlay);
  guint index = traced_subject (self);
  CalChip *chip = g_hash_table_lookup (self->chips, GUINT_TO_POINTER (index));
  const CalBoardSubject *subject;
  CalRect now;
  CalRect before;

  cal_board_overlay_set_ghost (overlay, NULL, 0, NULL);
  if (!self->traces || index == CAL_NO_SUBJECT || chip == NULL || !cal_chip_is_moved (chip))
    return;
  subject = cal_board_subject (self->board, index);
  if (!cal_placement_is_placed (subject->row->ratings)
      || cal_placement_equal (subject->row->ratings, subject->placement)
      || !cal_board_view_chip_rect (self, self->chips, index, &now))
    return;
  before = cal_board_layout_free_slot (
      self->layout, cal_rules_cell (cal_board_rules (self->board), subject->row->ratings));
  cal_board_overlay_set_ghost (overlay, self->board, index, &before);
  cal_board_overlay_set_link (overlay, &before, &now);
}

static guint
n_arriving (CalBoardView *self)
{
  guint n = 0;

  for (guint i = 0; i < self->carried.indexes->len; i++)
    {
      guint index = g_array_index (self->carried.indexes, guint, i);

      n += cal_seating_cell_of (self->seating, index) != self->carried.cell;
    }
  return n;
}

static void
show_preview (CalBoardView *self)
{
  guint target = self->carried.cell;
  guint arriving = target < self->cells->len ? n_arriving (self) : 0;
  CalRect slot;
  CalRect from;

  for (guint i = 0; i < self->cells->len; i++)
    {
      CalCell *cell = g_ptr_array_index (self->cells, i);

      if (i == target && arriving > 0)
        {
          const CalRules *rules = cal_board_rules (self->board);
          guint now = cal_board_count (self->board, i);
          g_autofree char *before = cal_words_count (now);
          g_autofree char *after = cal_words_count (now + arriving);
          g_autofree char *change = g_strdup_printf (
              "%s %s → %s", _ (cal_rules_cell_label (rules, cal_rules_cell_placement (rules, i))),
              before, after);
          g_autofree char *consequence =
              cal_drop_text (self->board, (const guint *) self->carried.indexes->data,
                             self->carried.indexes->len, i, now + arriving);

          cal_cell_set_preview (cell, change, consequence);
        }
      else
        {
          cal_cell_set_preview (cell, NULL, NULL);
        }
    }
  if (arriving == 0 || self->layout == NULL)
    {
      cal_board_overlay_set_slot (CAL_BOARD_OVERLAY (self->overlay), NULL);
      return;
    }
  slot = cal_board_layout_free_slot (self->layout, target);
  cal_board_overlay_set_slot (CAL_BOARD_OVERLAY (self->overlay), &slot);
  if (self->carried.indexes->len == 1
      && cal_board_view_chip_rect (self, self->chips,
                                   g_array_index (self->carried.indexes, guint, 0), &from))
    cal_board_overlay_set_link (CAL_BOARD_OVERLAY (self->overlay), &from, &slot);
}

/* Brings every chip's look and the overlay in line with what is selected,
 * carried, pending and pointed at. */
void
cal_board_view_update_looks (CalBoardView *self)
{
  GHashTableIter iter;
  gpointer key;
  gpointer chip;

  g_hash_table_iter_init (&iter, self->chips);
  while (g_hash_table_iter_next (&iter, &key, &chip))
    cal_chip_set_state (chip, state_of (self, GPOINTER_TO_UINT (key), FALSE));
  g_hash_table_iter_init (&iter, self->guests);
  while (g_hash_table_iter_next (&iter, &key, &chip))
    cal_chip_set_state (chip, state_of (self, GPOINTER_TO_UINT (key), TRUE));

  cal_board_overlay_set_link (CAL_BOARD_OVERLAY (self->overlay), NULL, NULL);
  cal_board_overlay_set_ghost (CAL_BOARD_OVERLAY (self->overlay), NULL, 0, NULL);
  show_preview (self);
  if (self->pending.indexes->len == 0 && self->carried.indexes->len == 0)
    trace (self);
}

/**
 * cal_board_view_set_traces:
 * @self: a view
 * @traces: whether it draws whence the selected subject came; %FALSE where
 *   somebody else draws it
 */
void
cal_board_view_set_traces (CalBoardView *self, gboolean traces)
{
  g_return_if_fail (CAL_IS_BOARD_VIEW (self));

  self->traces = traces;
  cal_board_view_update_looks (self);
}

/**
 * cal_board_view_get_layout:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): where everything on it stands, until it
 *   is laid out again
 */
const CalBoardLayout *
cal_board_view_get_layout (CalBoardView *self)
{
  return self->layout;
}

/**
 * cal_board_view_get_place:
 * @self: a view that has been laid out
 * @index: a subject
 * @cell: a cell
 *
 * Returns: where their chip stands if it is in that cell, else where it would
 */
CalRect
cal_board_view_get_place (CalBoardView *self, guint index, guint cell)
{
  CalRect place;

  if (cal_seating_cell_of (self->seating, index) == cell
      && cal_board_view_chip_rect (self, self->chips, index, &place))
    return place;
  return cal_board_layout_free_slot (self->layout, cell);
}

/**
 * cal_board_view_relax:
 * @self: a view
 *
 * Lays the board out anew where some cell would then show more of its subjects
 * than it does in the room that it was given at first. A single move is not
 * worth that, but many of them, one after the other, are.
 */
void
cal_board_view_relax (CalBoardView *self)
{
  g_autofree guint *counts = NULL;
  g_autofree guint *marked = NULL;
  g_autoptr (CalBoardLayout) fresh = NULL;

  g_return_if_fail (CAL_IS_BOARD_VIEW (self));

  if (self->layout == NULL)
    return;
  counts = g_new (guint, self->cells->len);
  marked = g_new (guint, self->cells->len);
  for (guint i = 0; i < self->cells->len; i++)
    {
      counts[i] = cal_seating_count (self->seating, i);
      marked[i] = cal_seating_n_marked (self->seating, i);
    }
  fresh =
      cal_board_layout_new (self->layout->width, self->layout->height, self->layout->n_performance,
                            self->layout->n_potential, counts, marked);
  for (guint i = 0; i < self->cells->len; i++)
    if (fresh->cells[i].density < self->layout->cells[i].density
        && self->layout->cells[i].density == CAL_DENSITY_COUNTS)
      {
        cal_board_view_lay_out_again (self);
        return;
      }
}
