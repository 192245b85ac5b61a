/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-board-view-private.h"

#include <glib/gi18n.h>

#include "model/cal-words.h"

static void
on_chip_open_cb (CalChip *chip, CalBoardView *self)
{
  if (cal_chip_get_index (chip) != CAL_NO_SUBJECT)
    g_signal_emit_by_name (self, "open-requested", cal_chip_get_index (chip));
}

static void
on_chip_send_cb (CalChip *chip, guint cell, CalBoardView *self)
{
  g_autoptr (GArray) targets = NULL;

  if (cal_chip_get_index (chip) == CAL_NO_SUBJECT)
    return;
  targets = cal_board_view_targets (self, cal_chip_get_index (chip));
  cal_board_view_send (self, (const guint *) targets->data, targets->len, cell);
}

static void
on_chip_keep_cb (CalChip *chip, CalBoardView *self)
{
  g_autoptr (GArray) targets = NULL;

  if (cal_chip_get_index (chip) == CAL_NO_SUBJECT)
    return;
  targets = cal_board_view_targets (self, cal_chip_get_index (chip));
  cal_board_view_request_keep (self, (const guint *) targets->data, targets->len);
}

static CalChip *
acquire_chip (CalBoardView *self, GtkWidget *cell)
{
  GtkWidget *chip;

  if (self->spare->len > 0)
    {
      chip = g_ptr_array_steal_index_fast (self->spare, self->spare->len - 1);
    }
  else
    {
      chip = g_object_ref_sink (cal_chip_new ());
      g_signal_connect (chip, "open", G_CALLBACK (on_chip_open_cb), self);
      g_signal_connect (chip, "send", G_CALLBACK (on_chip_send_cb), self);
      g_signal_connect (chip, "keep", G_CALLBACK (on_chip_keep_cb), self);
      if (!self->movable)
        cal_chip_set_movable (CAL_CHIP (chip), FALSE);
    }
  gtk_widget_set_parent (chip, cell);
  g_object_unref (chip);
  return CAL_CHIP (chip);
}

static void
release_chip (CalBoardView *self, CalChip *chip)
{
  guint index = cal_chip_get_index (chip);

  if (index != CAL_NO_SUBJECT)
    {
      if (g_hash_table_lookup (self->chips, GUINT_TO_POINTER (index)) == chip)
        g_hash_table_remove (self->chips, GUINT_TO_POINTER (index));
      if (g_hash_table_lookup (self->guests, GUINT_TO_POINTER (index)) == chip)
        g_hash_table_remove (self->guests, GUINT_TO_POINTER (index));
    }
  cal_chip_set_state (chip, CAL_CHIP_REST);
  g_ptr_array_add (self->spare, g_object_ref (chip));
  gtk_widget_unparent (GTK_WIDGET (chip));
}

/* Those who are to arrive in @cell and have not been recorded there. */
static guint
n_guests (CalBoardView *self, guint cell)
{
  return self->pending.cell == cell ? self->pending.indexes->len : 0;
}

/* The chip of @index among those that the cell has already, else a fresh one. */
static CalChip *
seat_chip (CalBoardView *self, GtkWidget *cell, guint index, gboolean guest)
{
  GHashTable *table = guest ? self->guests : self->chips;
  CalChip *chip = g_hash_table_lookup (table, GUINT_TO_POINTER (index));

  if (chip != NULL && gtk_widget_get_parent (GTK_WIDGET (chip)) == cell)
    return chip;
  chip = guest ? NULL : g_hash_table_lookup (self->guests, GUINT_TO_POINTER (index));
  if (chip != NULL && gtk_widget_get_parent (GTK_WIDGET (chip)) == cell)
    {
      /* The move has been recorded: who was a guest stays where they are. */
      g_hash_table_remove (self->guests, GUINT_TO_POINTER (index));
    }
  else
    {
      chip = acquire_chip (self, cell);
      cal_chip_set_subject (chip, self->board, index);
    }
  g_hash_table_insert (table, GUINT_TO_POINTER (index), chip);
  return chip;
}

static CalChip *
more_chip (CalBoardView *self, GtkWidget *cell, guint more)
{
  GPtrArray *chips = cal_cell_get_chips (CAL_CELL (cell));
  CalChip *chip = chips->len > 0 ? g_ptr_array_index (chips, chips->len - 1) : NULL;
  g_autofree char *count = cal_words_count (more);
  /* Translators: how many more names there are than there is room for */
  g_autofree char *words = g_strdup_printf (_ ("%s more"), count);

  if (chip == NULL || cal_chip_get_index (chip) != CAL_NO_SUBJECT)
    chip = acquire_chip (self, cell);
  cal_chip_set_words (chip, words);
  return chip;
}

/* Names some of a cell of squares who have not moved, in the order of their names. */
static void
add_unmarked (CalBoardView *self, guint cell, GtkWidget *widget, guint seats, GPtrArray *chips)
{
  guint n;
  const guint *list = cal_seating_list (self->seating, cell, &n);

  for (guint i = 0; i < n && seats > 0; i++)
    {
      if (cal_seating_is_marked (self->seating, list[i]))
        continue;
      g_ptr_array_add (chips, seat_chip (self, widget, list[i], FALSE));
      seats--;
    }
}

/* Gives a cell the chips that its layout has slots for, and keeps those that
 * it has already. */
static void
fill_cell (CalBoardView *self, guint cell)
{
  GtkWidget *widget = g_ptr_array_index (self->cells, cell);
  const CalCellLayout *layout = &self->layout->cells[cell];
  gboolean counts = layout->density == CAL_DENSITY_COUNTS;
  GPtrArray *before = g_ptr_array_ref (cal_cell_get_chips (CAL_CELL (widget)));
  GPtrArray *after = g_ptr_array_sized_new (layout->n_slots);
  guint guests = MIN (n_guests (self, cell), layout->n_named);
  guint seats = layout->n_named - guests;
  guint n;
  const guint *list = counts ? cal_seating_marked (self->seating, cell, &n)
                             : cal_seating_list (self->seating, cell, &n);
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);

  /* The latest first where most go unnamed, at the end where all are named. */
  for (guint i = 0; counts && i < guests; i++)
    g_ptr_array_add (
        after, seat_chip (self, widget, g_array_index (self->pending.indexes, guint, i), TRUE));
  for (guint i = 0; i < MIN (seats, n); i++)
    g_ptr_array_add (after, seat_chip (self, widget, list[i], FALSE));
  if (counts && n < seats)
    add_unmarked (self, cell, widget, seats - n, after);
  for (guint i = 0; !counts && i < guests; i++)
    g_ptr_array_add (
        after, seat_chip (self, widget, g_array_index (self->pending.indexes, guint, i), TRUE));
  if (layout->n_slots > layout->n_named)
    g_ptr_array_add (after, more_chip (self, widget, layout->n_more));

  for (guint i = 0; i < after->len; i++)
    {
      g_hash_table_add (kept, g_ptr_array_index (after, i));
      cal_chip_set_density (g_ptr_array_index (after, i), layout->density);
    }
  for (guint i = 0; i < before->len; i++)
    {
      if (!g_hash_table_contains (kept, g_ptr_array_index (before, i)))
        release_chip (self, g_ptr_array_index (before, i));
    }
  g_ptr_array_unref (before);
  cal_cell_take_chips (CAL_CELL (widget), after);
}

void
cal_board_view_update_counts (CalBoardView *self)
{
  guint placed = cal_seating_n_placed (self->seating);

  for (guint i = 0; i < self->cells->len; i++)
    cal_cell_set_counts (g_ptr_array_index (self->cells, i), cal_seating_count (self->seating, i),
                         placed, cal_seating_n_marked (self->seating, i));
}

/* Lays everything out anew: on opening, resize and filter. */
void
cal_board_view_lay_out (CalBoardView *self, int width, int height)
{
  const CalRules *rules = cal_board_rules (self->board);
  CalBoardLayout *old = self->layout;
  g_autofree guint *counts = g_new (guint, self->cells->len);
  g_autofree guint *marked = g_new (guint, self->cells->len);

  for (guint i = 0; i < self->cells->len; i++)
    {
      counts[i] = cal_seating_count (self->seating, i) + n_guests (self, i);
      marked[i] = cal_seating_n_marked (self->seating, i) + n_guests (self, i);
    }
  self->layout = cal_board_layout_new (width, height, rules->performance.n_levels,
                                       rules->potential.n_levels, counts, marked);
  for (guint i = 0; i < self->cells->len; i++)
    {
      cal_cell_set_layout (g_ptr_array_index (self->cells, i), self->layout);
      fill_cell (self, i);
    }
  cal_board_layout_free (old);
  cal_board_view_update_counts (self);
  cal_board_view_update_looks (self);
}

void
cal_board_view_lay_out_again (CalBoardView *self)
{
  if (self->layout == NULL)
    return;
  cal_board_view_lay_out (self, gtk_widget_get_width (GTK_WIDGET (self)),
                          gtk_widget_get_height (GTK_WIDGET (self)));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Lays some cells out again, each within the rectangle that it has. */
void
cal_board_view_update_cells (CalBoardView *self, const gboolean *touched)
{
  gboolean all = FALSE;

  if (self->layout == NULL)
    return;
  for (guint i = 0; i < self->cells->len; i++)
    {
      guint guests = n_guests (self, i);

      if (!touched[i])
        continue;
      if (!cal_board_layout_update (self->layout, i, cal_seating_count (self->seating, i) + guests,
                                    cal_seating_n_marked (self->seating, i) + guests))
        all = TRUE;
    }
  if (all)
    {
      cal_board_view_lay_out_again (self);
      return;
    }
  for (guint i = 0; i < self->cells->len; i++)
    {
      if (touched[i])
        fill_cell (self, i);
    }
  cal_board_view_update_counts (self);
  cal_board_view_update_looks (self);
}

void
cal_board_view_update_cell (CalBoardView *self, guint cell)
{
  g_autofree gboolean *touched = g_new0 (gboolean, self->cells->len);

  if (cell >= self->cells->len)
    return;
  touched[cell] = TRUE;
  cal_board_view_update_cells (self, touched);
}

/* Every chip goes back among the spare ones, for its subject may be another. */
void
cal_board_view_empty_cells (CalBoardView *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      GPtrArray *chips = cal_cell_get_chips (g_ptr_array_index (self->cells, i));

      for (guint c = 0; c < chips->len; c++)
        release_chip (self, g_ptr_array_index (chips, c));
      cal_cell_take_chips (g_ptr_array_index (self->cells, i), g_ptr_array_new ());
    }
}
