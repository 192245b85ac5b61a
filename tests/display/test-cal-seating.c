/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-seating.h"

#include "app/cal-subject-list.h"
#include "cal-display-board.h"
#include "charts/cal-marks.h"

static void
test_follows_the_board (void)
{
  CalBoard *board = cal_display_board_new (300, 40);
  g_autoptr (CalSeating) seating = cal_seating_new (board, NULL, NULL);

  for (guint step = 0; step < 300; step++)
    {
      guint index = (guint) g_test_rand_int_range (0, 300);
      guint cell = (guint) g_test_rand_int_range (0, 9);
      g_autoptr (GArray) changed = NULL;
      guint from;
      guint to;

      if (cal_seating_cell_of (seating, index) == cell)
        continue;
      changed = cal_display_board_move (board, &index, 1, cell);
      g_assert_true (cal_seating_update (seating, index, &from, &to));
      g_assert_cmpuint (to, ==, cell);
      g_assert_cmpuint (cal_seating_cell_of (seating, index), ==, cell);
    }
  for (guint cell = 0; cell < 9; cell++)
    {
      guint n;
      guint n_marked;
      guint counted = 0;
      const guint *list = cal_seating_list (seating, cell, &n);

      g_assert_cmpuint (n, ==, cal_board_count (board, cell));
      for (guint i = 0; i < n; i++)
        counted += (cal_marks_of_subject (board, list[i]) & CAL_MARK_MOVED) != 0;
      cal_seating_marked (seating, cell, &n_marked);
      g_assert_cmpuint (n_marked, ==, counted);
    }
  g_assert_cmpuint (cal_seating_n_placed (seating), ==, cal_board_n_placed (board));
  cal_board_free (board);
}

static void
test_arrivals_come_last (void)
{
  CalBoard *board = cal_display_board_new (300, 0);
  g_autoptr (CalSeating) seating = cal_seating_new (board, NULL, NULL);
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) changed = NULL;
  guint index;
  guint from;
  guint to;
  guint n;
  const guint *list = cal_seating_list (seating, 4, &n);

  g_array_append_vals (before, list, n);
  index = cal_seating_list (seating, 5, &n)[0];
  changed = cal_display_board_move (board, &index, 1, 4);
  cal_seating_update (seating, index, &from, &to);
  list = cal_seating_list (seating, 4, &n);
  g_assert_cmpuint (n, ==, before->len + 1);
  g_assert_cmpmem (list, before->len * sizeof (guint), before->data, before->len * sizeof (guint));
  g_assert_cmpuint (list[n - 1], ==, index);
  g_assert_cmpuint (cal_seating_marked (seating, 4, &n)[0], ==, index);
  cal_board_free (board);
}

/* Moved and taken back is not moved; kept is discussed. */
static void
test_marks (void)
{
  CalBoard *board = cal_display_board_new (300, 0);
  CalStep step = { .reason_code = "other", .reason = "Heard everybody." };
  CalCommand keep = {
    .kind = CAL_COMMAND_KEEP, .actor = "Ada", .steps = &step, .n_steps = 1, .time = 1000
  };
  guint index = 0;

  while (!cal_placement_equal (cal_board_subject (board, index)->placement, cal_placement (2, 2)))
    index++;
  g_assert_cmpint (cal_marks_of_subject (board, index), ==, 0);
  g_array_unref (cal_display_board_move (board, &index, 1, 8));
  g_assert_cmpint (cal_marks_of_subject (board, index), ==, CAL_MARK_MOVED | CAL_MARK_DISCUSSED);
  g_array_unref (cal_display_board_undo (board));
  g_assert_cmpint (cal_marks_of_subject (board, index), ==, 0);
  step.subject = cal_board_subject (board, index)->row->id;
  g_array_unref (cal_display_board_run (board, &keep));
  g_assert_cmpint (cal_marks_of_subject (board, index), ==, CAL_MARK_DISCUSSED);
  cal_board_free (board);
}

/* Replays what the list announces on a copy. */
static void
on_items_changed_cb (GListModel *model, guint position, guint removed, guint added, GArray *copy)
{
  g_array_remove_range (copy, position, removed);
  for (guint i = 0; i < added; i++)
    {
      guint index = cal_subject_list_get_index (CAL_SUBJECT_LIST (model), position + i);

      g_array_insert_val (copy, position + i, index);
    }
}

static void
test_list_announces_what_changes (void)
{
  g_autoptr (CalSubjectList) list = cal_subject_list_new ();
  g_autoptr (GArray) copy = g_array_new (FALSE, FALSE, sizeof (guint));

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed_cb), copy);
  for (guint round = 0; round < 300; round++)
    {
      guint indexes[12];
      guint n = (guint) g_test_rand_int_range (0, 13);

      for (guint i = 0; i < n; i++)
        indexes[i] = (guint) g_test_rand_int_range (0, 4);
      cal_subject_list_set (list, indexes, n);
      g_assert_cmpmem (copy->data, copy->len * sizeof (guint), indexes, n * sizeof (guint));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seating/follows-the-board", test_follows_the_board);
  g_test_add_func ("/seating/arrivals-come-last", test_arrivals_come_last);
  g_test_add_func ("/seating/marks", test_marks);
  g_test_add_func ("/seating/subject-list", test_list_announces_what_changes);
  return g_test_run ();
}
