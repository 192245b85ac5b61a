/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Documents of every format that there has been, kept as they were written: they
 * must open for ever, to the same board and the same root. */
#include <glib.h>

#include "cycle.h"

#define N_SUBJECTS 12

static const char checkpoint_1[] = "calibrate.example.com/log/70174af6f8750c2eeb0caf60478e4da3\n"
                                   "17\n"
                                   "eBA2XuVJ10hK1kBDtle3AHhX73DFrN8u/dNowmTXkP8=\n";

static const char *const placements_1[N_SUBJECTS] = {
  "3,3", "1,1", "2,2", "", "2,3", "", "3,1", "3,1", "", "2,2", "1,3", "",
};

/* Three moves as a batch, undone and redone; a rating kept; a move undone. */
static const gboolean in_force_1[] = { 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 0, 1 };

static void
assert_board_1 (const CalBoard *board)
{
  const CalSubject *subject;
  const CalDecision *decision;

  g_assert_cmpuint (cal_board_size (board), ==, 17);
  g_assert_cmpstr (cal_board_title (board), ==, "Autumn “2026”");
  g_assert_cmpuint (cal_board_rules (board)->guideline[1], ==, 60);
  g_assert_cmpuint (cal_board_n_subjects (board), ==, N_SUBJECTS);
  for (guint i = 0; i < N_SUBJECTS; i++)
    {
      char text[CAL_PLACEMENT_TEXT_SIZE];

      cal_placement_format (cal_board_subject (board, i)->placement, text);
      g_assert_cmpstr (text, ==, placements_1[i]);
    }
  g_assert_cmpuint (cal_board_n_decisions (board), ==, G_N_ELEMENTS (in_force_1));
  for (guint i = 0; i < G_N_ELEMENTS (in_force_1); i++)
    g_assert_cmpint (cal_board_decision (board, i)->in_force, ==, in_force_1[i]);

  subject = cal_board_subject (board, 3)->row;
  g_assert_cmpstr (subject->id, ==, "p3");
  g_assert_cmpstr (subject->name, ==, "Ada Lovelace");
  g_assert_cmpstr (subject->manager_id, ==, "p0");
  g_assert_cmpint (cal_roster_column (cal_board_roster (board), 1)->field, ==,
                   CAL_FIELD_DEPARTMENT);
  g_assert_cmpint (cal_roster_column (cal_board_roster (board), 2)->field, ==, CAL_FIELD_ATTRIBUTE);
  g_assert_cmpstr (cal_roster_column (cal_board_roster (board), 2)->name, ==, "department");

  decision = cal_board_decision (board, 1);
  g_assert_cmpstr (decision->reason, ==, "Same bar as the others\nin “Sales”");
  g_assert_cmpstr (decision->proposed_by, ==, "Tomás Silva");
  g_assert_cmpstr (decision->evidence[0], ==, "Review of May");
  g_assert_cmpint (decision->batch, ==, 5);
  g_assert_cmpint (decision->time, ==, G_GINT64_CONSTANT (1795251900000) + 5 * 60000);
}

/* A copy to write to, so that the kept one stays as it is. */
static void
test_format_1 (void)
{
  g_autofree char *kept =
      g_test_build_filename (G_TEST_DIST, "store", "fixtures", "format-1.calibrate", NULL);
  g_autofree char *folder = cycle_folder ();
  g_autofree char *path = g_build_filename (folder, "format-1.calibrate", NULL);
  g_autoptr (GBytes) bytes = cycle_bytes (kept);
  g_autoptr (CalDocument) document = NULL;
  g_autoptr (CalBoard) board = NULL;
  g_autoptr (CalBoard) again = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *checkpoint = NULL;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
  document = cal_document_open (path, CAL_ACCESS_WRITE, &error);
  g_assert_no_error (error);
  checkpoint = cal_document_checkpoint (document, &error);
  g_assert_cmpstr (checkpoint, ==, checkpoint_1);
  g_assert_cmpstr (cal_document_log_id (document), ==, "70174af6f8750c2eeb0caf60478e4da3");
  board = cal_document_load (document, CAL_NONE, &error);
  g_assert_no_error (error);
  assert_board_1 (board);

  entries = cycle_move (document, board, "p3", &error);
  g_assert_no_error (error);
  again = cal_document_load (document, CAL_NONE, &error);
  g_assert_no_error (error);
  cycle_assert_same (board, again);
  g_clear_pointer (&document, cal_document_free);
  cycle_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/format/1", test_format_1);
  return g_test_run ();
}
