/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The live tables: they are what the log comes to after whatever happens to a
 * document, and what is shown from them is what the whole fold shows. */

#include <string.h>

#include "core/cal-board-present.h"
#include "cycle.h"
#include "hand.h"
#include "store/cal-document-private.h"
#include "store/cal-sqlite.h"
#include "store/cal-standing-table.h"
#include "store/cal-verification.h"

#define KILLS 4

static void
assert_verifies (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CalVerification) found = cal_verification_run (path, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (found->fault);
}

/* As it is shown: everybody's place, and how many there are anywhere. */
static void
assert_same_present (const CalBoard *whole, const CalBoard *present)
{
  g_assert_false (cal_board_has_history (present));
  g_assert_cmpuint (cal_board_size (whole), ==, cal_board_size (present));
  g_assert_cmpstr (cal_board_title (whole), ==, cal_board_title (present));
  g_assert_cmpuint (cal_board_n_logged (whole), ==, cal_board_n_logged (present));
  g_assert_cmpuint (cal_board_n_placed (whole), ==, cal_board_n_placed (present));
  g_assert_cmpuint (cal_board_n_placed_before (whole), ==, cal_board_n_placed_before (present));
  g_assert_cmpuint (cal_board_n_present (whole), ==, cal_board_n_present (present));
  for (guint i = 0; i < cal_board_rules (whole)->n_cells; i++)
    g_assert_cmpuint (cal_board_count (whole, i), ==, cal_board_count (present, i));
  g_assert_cmpuint (cal_board_n_sessions (whole), ==, cal_board_n_sessions (present));
  for (guint i = 0; i < cal_board_n_sessions (whole); i++)
    {
      const CalSession *a = cal_board_session (whole, i);
      const CalSession *b = cal_board_session (present, i);

      g_assert_cmpstr (a->name, ==, b->name);
      g_assert_cmpint (a->finalised, ==, b->finalised);
      g_assert_cmpuint (a->n_decisions, ==, b->n_decisions);
    }
  g_assert_cmpuint (cal_board_n_subjects (whole), ==, cal_board_n_subjects (present));
  for (guint i = 0; i < cal_board_n_subjects (whole); i++)
    {
      const CalBoardSubject *a = cal_board_subject (whole, i);
      const CalBoardSubject *b = cal_board_subject (present, i);

      g_assert_cmpstr (a->row->id, ==, b->row->id);
      g_assert_cmpstr (a->row->name, ==, b->row->name);
      g_assert_true (cal_placement_equal (a->placement, b->placement));
      g_assert_cmpuint (a->n_decisions, ==, b->n_decisions);
      g_assert_cmpint (a->gone, ==, b->gone);
      g_assert_cmpint (a->held, ==, b->held);
    }
}

/* What is on disk, seen by whoever opens it next. */
static void
assert_live (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CalDocument) document = cycle_open (path, CAL_ACCESS_READ);
  g_autoptr (CalBoard) present = cal_document_load_present (document, &error);
  g_autoptr (CalBoard) whole = cycle_load (document, CAL_NONE);

  g_assert_no_error (error);
  g_assert_nonnull (present);
  assert_same_present (whole, present);
  assert_verifies (path);
}

static void
test_random (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = cycle_create (cycle->path, 12);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
  g_autoptr (GRand) rand = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  g_autoptr (GPtrArray) entries = NULL;
  CalCommand command = {
    .kind = CAL_COMMAND_START_SESSION, .session = "S2", .actor = "Ines", .reason = "Second room"
  };

  assert_live (cycle->path);
  for (guint i = 0; i < 12; i++)
    {
      cycle_decide_at_random (document, board, rand, 5);
      if (i == 3)
        entries = cal_document_execute (document, board, &command, NULL);
      assert_live (cycle->path);
    }
  g_assert_nonnull (entries);
  g_assert_cmpint (document->standings_state, ==, CAL_STANDINGS_RIGHT);
  g_clear_pointer (&document, cal_document_free);
  assert_live (cycle->path);
}

/* Whoever takes over goes on with the tables, having compared them. */
static void
test_take_over (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = cycle_create (cycle->path, 12);
  g_autoptr (CalDocument) follower = cycle_open (cycle->path, CAL_ACCESS_WRITE_OR_FOLLOW);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
  g_autoptr (CalBoard) theirs = cycle_load (follower, CAL_NONE);
  g_autoptr (CalBoard) present = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);
  g_autoptr (GError) error = NULL;

  cycle_decide_at_random (document, board, rand, 20);
  g_assert_true (cal_document_catch_up (follower, theirs, &error));
  present = cal_document_load_present (follower, &error);
  g_assert_nonnull (present);
  assert_same_present (theirs, present);
  g_clear_pointer (&document, cal_document_free);

  g_assert_true (cal_document_take_over (follower, &error));
  g_assert_true (cal_document_catch_up (follower, theirs, &error));
  g_assert_cmpint (follower->standings_state, ==, CAL_STANDINGS_RIGHT);
  cycle_decide_at_random (follower, theirs, rand, 20);
  g_clear_pointer (&follower, cal_document_free);
  assert_live (cycle->path);
}

/* A writer killed in the midst of writing leaves tables and log of one moment. */
static void
test_kill (Cycle *cycle, gconstpointer data)
{
  cal_document_free (cycle_create (cycle->path, 12));
  for (guint i = 0; i < KILLS; i++)
    {
      Hand hand;
      guint64 size = 0;

      hand_start (&hand, cycle->path);
      g_assert_true (hand_open (&hand));
      hand_append_for_ever (&hand);
      for (guint j = 0; j < 10 + 7 * i; j++)
        g_assert_true (hand_read_size (&hand, &size));
      hand_kill (&hand);
      assert_live (cycle->path);
    }
}

/* Each column of each live table, and rows too many and too few. */
static const char *const alterations[] = {
  "UPDATE standing SET subject = 39 WHERE subject = (SELECT max(subject) FROM standing)",
  "UPDATE standing SET session = session + 1 WHERE subject = (SELECT min(subject) FROM standing)",
  "UPDATE standing SET decisions = decisions + 1 WHERE last = (SELECT max(last) FROM standing)",
  "UPDATE standing SET decisions = -1 WHERE last = (SELECT max(last) FROM standing)",
  "UPDATE standing SET moves = moves + 1 WHERE last = (SELECT max(last) FROM standing)",
  "UPDATE standing SET keeps = keeps + 1 WHERE last = (SELECT max(last) FROM standing)",
  "UPDATE standing SET origin = CASE origin WHEN 11 THEN 12 ELSE 11 END "
  "WHERE last = (SELECT max(last) FROM standing)",
  "UPDATE standing SET placement = CASE placement WHEN 11 THEN 33 ELSE 11 END "
  "WHERE last = (SELECT max(last) FROM standing)",
  "UPDATE standing SET placement = 4294967307 WHERE last = (SELECT max(last) FROM standing)",
  "UPDATE standing SET last = last - 1 WHERE last = (SELECT max(last) FROM standing)",
  "DELETE FROM standing WHERE last = (SELECT max(last) FROM standing)",
  "DELETE FROM standing",
  "INSERT INTO standing VALUES (39, 0, 1, 1, 0, 11, 12, 5)",
  "DELETE FROM milestone WHERE seq = 0",
  "DELETE FROM milestone WHERE seq = 3",
  "INSERT INTO milestone VALUES (5)",
  "INSERT INTO milestone VALUES (-1)",
};

static void
test_altered (Cycle *cycle, gconstpointer data)
{
  g_autoptr (GBytes) good = cycle_bytes (cycle->path);

  for (guint i = 0; i < G_N_ELEMENTS (alterations); i++)
    {
      g_autoptr (CalVerification) found = NULL;
      g_autoptr (CalDocument) document = NULL;
      g_autoptr (CalBoard) board = NULL;
      g_autoptr (CalBoard) present = NULL;
      g_autoptr (GRand) rand = g_rand_new_with_seed (i);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", alterations[i]);
      g_assert_true (g_file_set_contents (cycle->path, g_bytes_get_data (good, NULL),
                                          (gssize) g_bytes_get_size (good), NULL));
      cycle_change (cycle, alterations[i]);
      found = cal_verification_run (cycle->path, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (found->fault);
      g_assert_cmpstr (found->fault->field, ==,
                       strstr (alterations[i], "milestone") != NULL ? "milestone" : "standing");

      /* Nobody goes on with them: the next decision writes what the log comes to. */
      document = cycle_open (cycle->path, CAL_ACCESS_WRITE);
      present = cal_document_load_present (document, &error);
      g_assert_no_error (error);
      board = cycle_load (document, CAL_NONE);
      g_assert_cmpint (document->standings_state, ==, CAL_STANDINGS_WRONG);
      cycle_decide_at_random (document, board, rand, 1);
      g_assert_cmpint (document->standings_state, ==, CAL_STANDINGS_RIGHT);
      cycle_decide_at_random (document, board, rand, 3);
      g_clear_pointer (&document, cal_document_free);
      assert_live (cycle->path);
    }
}

/* One that stands where a record is still to come is in the way of it, as in every
 * table: nothing is recorded. */
static void
test_stray (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = NULL;
  g_autoptr (CalBoard) board = NULL;
  g_autoptr (CalVerification) found = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  cycle_change (cycle, "INSERT INTO milestone VALUES (4000)");
  found = cal_verification_run (cycle->path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->fault->seq, ==, 4000);
  g_assert_cmpstr (found->fault->field, ==, "milestone");
  document = cycle_open (cycle->path, CAL_ACCESS_WRITE);
  board = cycle_load (document, CAL_NONE);
  entries = cycle_move (document, board, "p3", &error);
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT);
  g_assert_null (entries);
}

static void
copy_fixture (const Cycle *cycle, const char *name)
{
  g_autofree char *kept = g_test_build_filename (G_TEST_DIST, "store", "fixtures", name, NULL);
  g_autoptr (GBytes) bytes = cycle_bytes (kept);

  g_assert_true (g_file_set_contents (cycle->path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
}

/* A document of a format without live tables opens by its log, and has them from
 * its next decision on; as it was, it stays beside. */
static void
test_brought_up (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = NULL;
  g_autoptr (CalBoard) board = NULL;
  g_autoptr (CalBoard) present = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *listing = NULL;
  gint64 version;

  copy_fixture (cycle, data);
  before = cycle_bytes (cycle->path);
  document = cycle_open (cycle->path, CAL_ACCESS_WRITE);
  present = cal_document_load_present (document, &error);
  g_assert_no_error (error);
  g_assert_null (present);
  board = cycle_load (document, CAL_NONE);
  g_clear_pointer (&document, cal_document_free);
  after = cycle_bytes (cycle->path);
  g_assert_true (g_bytes_equal (before, after));
  g_clear_pointer (&board, cal_board_free);

  document = cycle_open (cycle->path, CAL_ACCESS_WRITE);
  board = cycle_load (document, CAL_NONE);
  entries = cycle_move (document, board, cal_board_subject (board, 3)->row->id, &error);
  g_assert_no_error (error);
  g_assert_true (cal_sqlite_number (document->db, "PRAGMA user_version", "", &version, NULL));
  g_assert_cmpint (version, >=, 3);
  g_clear_pointer (&document, cal_document_free);
  assert_live (cycle->path);

  listing = cycle_listing (cycle->folder);
  g_auto (GStrv) names = g_strsplit (listing, " ", -1);
  g_assert_cmpuint (g_strv_length (names), ==, 2);
}

/* The shapes in which a document cannot be shown from its tables, but by its log. */
static void
test_implausible (Cycle *cycle, gconstpointer data)
{
  static const char *const shapes[] = {
    "DELETE FROM standing",
    "DELETE FROM milestone",
    "UPDATE standing SET subject = 4294967296 WHERE subject = (SELECT max(subject) FROM standing)",
    "UPDATE standing SET session = 77",
    "UPDATE standing SET placement = 77",
    "UPDATE standing SET last = 1000000",
    "INSERT INTO milestone VALUES (6)",
  };
  g_autoptr (GBytes) good = cycle_bytes (cycle->path);

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr (CalDocument) document = NULL;
      g_autoptr (CalBoard) present = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", shapes[i]);
      g_assert_true (g_file_set_contents (cycle->path, g_bytes_get_data (good, NULL),
                                          (gssize) g_bytes_get_size (good), NULL));
      cycle_change (cycle, shapes[i]);
      document = cycle_open (cycle->path, CAL_ACCESS_READ);
      present = cal_document_load_present (document, &error);
      g_assert_no_error (error);
      g_assert_null (present);
    }
}

/* Of many people it is read first who they are and how they were rated. */
static void
test_brief (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = cycle_create (cycle->path, 10000);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
  g_autoptr (CalBoard) present = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (10);
  g_autoptr (GError) error = NULL;
  guint n_columns;

  cycle_decide_at_random (document, board, rand, 20);
  present = cal_document_load_present (document, &error);
  g_assert_no_error (error);
  g_assert_nonnull (present);
  assert_same_present (board, present);
  g_assert_false (cal_roster_is_brief (cal_board_roster (board)));
  g_assert_true (cal_roster_is_brief (cal_board_roster (present)));
  n_columns = cal_roster_n_columns (cal_board_roster (board));
  g_assert_cmpuint (n_columns, >, 0);
  g_assert_cmpuint (cal_roster_n_columns (cal_board_roster (present)), ==, n_columns);
  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    {
      const CalSubject *a = cal_board_subject (board, i)->row;
      const CalSubject *b = cal_board_subject (present, i)->row;

      g_assert_cmpstr (a->manager_id, ==, b->manager_id);
      g_assert_true (cal_placement_equal (a->ratings, b->ratings));
      g_assert_cmpstr (b->values[n_columns - 1], ==, i == 0 ? a->values[n_columns - 1] : "");
    }
}

#define ADD(name, data, set_up, test)                                                              \
  g_test_add ("/store/standings/" name, Cycle, data, set_up, test, cycle_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("random/1", GUINT_TO_POINTER (1), cycle_set_up, test_random);
  ADD ("random/2", GUINT_TO_POINTER (2), cycle_set_up, test_random);
  ADD ("take-over", NULL, cycle_set_up, test_take_over);
  ADD ("kill", NULL, cycle_set_up, test_kill);
  ADD ("altered", NULL, cycle_set_up_decided, test_altered);
  ADD ("stray", NULL, cycle_set_up_decided, test_stray);
  ADD ("implausible", NULL, cycle_set_up_decided, test_implausible);
  ADD ("brief", NULL, cycle_set_up, test_brief);
  ADD ("brought-up/1", "format-1.calibrate", cycle_set_up, test_brought_up);
  ADD ("brought-up/2", "format-2.calibrate", cycle_set_up, test_brought_up);
  return g_test_run ();
}
