/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Imports into a cycle that is there: one record and its rows, or nothing. */

#include <gio/gio.h>

#include "core/cal-core-error.h"
#include "core/cal-replay.h"
#include "cycle.h"
#include "store/cal-verification.h"

static CalRoster *
make_ratings (guint n, const char *cycle)
{
  CalRoster *ratings = cal_roster_new_ratings ();

  if (cycle != NULL)
    cal_roster_add_column (ratings, CAL_FIELD_ATTRIBUTE, CAL_COLUMN_CYCLE);
  for (guint i = 0; i < n; i++)
    for (guint rater = 0; rater < 3; rater++)
      {
        g_autofree char *id = g_strdup_printf ("p%u", i);
        g_autofree char *by = g_strdup_printf ("R%u", rater);

        g_assert_true (cal_roster_add (ratings, id, NULL, by,
                                       cal_placement (1 + (i + rater) % 3, 1 + i % 3), &cycle));
      }
  return ratings;
}

static char *
import (CalDocument *document, CalBoard *board, CalKind kind, CalRoster *rows, GError **error)
{
  const CalImport what = { kind, rows, "HR", 1000, "rows.csv", "00" };

  return cal_document_import (document, board, &what, NULL, NULL, error);
}

static void
assert_fault (const char *path, gint64 seq)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CalVerification) found = cal_verification_run (path, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (found->fault != NULL ? found->fault->seq : CAL_NONE, ==, seq);
}

static void
assert_same_ratings (const CalRoster *a, const CalRoster *b)
{
  g_assert_cmpuint (cal_roster_n_subjects (a), ==, cal_roster_n_subjects (b));
  g_assert_cmpuint (cal_roster_n_columns (a), ==, cal_roster_n_columns (b));
  for (guint i = 0; i < cal_roster_n_subjects (a); i++)
    {
      const CalSubject *left = cal_roster_subject (a, i), *right = cal_roster_subject (b, i);

      g_assert_cmpstr (left->id, ==, right->id);
      g_assert_cmpstr (left->manager_id, ==, right->manager_id);
      g_assert_true (cal_placement_equal (left->ratings, right->ratings));
      if (cal_roster_n_columns (a) > 0)
        g_assert_cmpstr (left->values[0], ==, right->values[0]);
    }
}

static void
test_ratings (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalRoster) independent = make_ratings (20, NULL);
  g_autoptr (CalRoster) earlier = make_ratings (5, "2024");
  g_autoptr (CalDocument) document = cycle_open (cycle->path, CAL_ACCESS_WRITE);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
  g_autoptr (GError) error = NULL;
  guint64 size = cal_board_size (board);
  g_autofree char *first = import (document, board, CAL_KIND_RATINGS_IMPORTED, independent, &error);
  g_autofree char *second = import (document, board, CAL_KIND_EARLIER_IMPORTED, earlier, &error);

  g_assert_no_error (error);
  g_assert_true (g_file_test (first, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (second, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (cal_board_size (board), ==, size + 2);
  /* The next decision goes on where the imports ended. */
  g_autoptr (GPtrArray) entries = cycle_move (document, board, "p1", &error);
  g_assert_no_error (error);
  g_clear_pointer (&document, cal_document_free);

  document = cycle_open (cycle->path, CAL_ACCESS_READ);
  g_autoptr (CalBoard) again = cycle_load (document, CAL_NONE);
  g_autoptr (CalBoard) before = cycle_load (document, (gint64) size);
  cycle_assert_same (board, again);
  g_assert_cmpuint (cal_board_n_ratings (again, FALSE), ==, 1);
  g_assert_cmpuint (cal_board_n_ratings (again, TRUE), ==, 1);
  assert_same_ratings (cal_board_ratings (again, FALSE, 0), independent);
  assert_same_ratings (cal_board_ratings (again, TRUE, 0), earlier);
  g_assert_cmpuint (cal_board_n_ratings (before, FALSE), ==, 1);
  g_assert_cmpuint (cal_board_n_ratings (before, TRUE), ==, 0);
  g_clear_pointer (&document, cal_document_free);
  assert_fault (cycle->path, CAL_NONE);
  cycle_tamper (cycle->path, "UPDATE roster_row SET ratings = identity WHERE id IN "
                             "(SELECT max(id) FROM roster_row)");
  assert_fault (cycle->path, (gint64) size + 1);
}

/* Ratings come and go with the moment that a replay shows. */
static void
test_replay (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = cycle_open (cycle->path, CAL_ACCESS_WRITE);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  guint64 sizes[4];

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (CalRoster) ratings = make_ratings (3, NULL);
      g_autofree char *copy = import (document, board, CAL_KIND_RATINGS_IMPORTED, ratings, NULL);

      sizes[i] = cal_board_size (board);
      cycle_decide_at_random (document, board, random, 5);
    }
  g_autoptr (CalReplay) replay = cal_replay_new (board, 3);
  cal_replay_index (replay, (guint) cal_board_size (board));
  for (guint step = 0; step < 60; step++)
    {
      guint64 size = (guint64) g_rand_int_range (random, 1, (int) cal_board_size (board) + 1);
      guint expected = 0;

      for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
        expected += sizes[i] <= size;
      cal_replay_seek (replay, size, NULL);
      g_assert_cmpuint (cal_board_n_ratings (cal_replay_board (replay), FALSE), ==, expected);
    }
}

static gboolean
stop (double fraction, gpointer user_data)
{
  return FALSE;
}

/* Whatever goes wrong, the document is as it was, and can be written to. */
static void
test_nothing (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = cycle_open (cycle->path, CAL_ACCESS_WRITE);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
  g_autoptr (CalRoster) off = cal_roster_new ();
  g_autoptr (CalRoster) ratings = make_ratings (2000, NULL);
  const CalImport what = { CAL_KIND_RATINGS_IMPORTED, ratings, "HR", 1000, "rows.csv", "00" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) cancelled = NULL;
  guint64 size = cal_board_size (board);

  g_assert_true (cal_roster_add (off, "p1", NULL, "", cal_placement (9, 1), NULL));
  g_assert_null (import (document, board, CAL_KIND_ROSTER_IMPORTED, off, &error));
  g_assert_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_UNKNOWN_CELL);
  g_assert_null (cal_document_import (document, board, &what, stop, NULL, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (cal_board_size (board), ==, size);
  g_clear_error (&error);
  g_autoptr (GPtrArray) entries = cycle_move (document, board, "p1", &error);
  g_assert_no_error (error);
  g_clear_pointer (&document, cal_document_free);
  assert_fault (cycle->path, CAL_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/import/ratings", Cycle, NULL, cycle_set_up_decided, test_ratings,
              cycle_tear_down);
  g_test_add ("/store/import/replay", Cycle, NULL, cycle_set_up_decided, test_replay,
              cycle_tear_down);
  g_test_add ("/store/import/nothing", Cycle, NULL, cycle_set_up_decided, test_nothing,
              cycle_tear_down);
  return g_test_run ();
}
