/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A log that takes its time: the board is there before the decisions are. */
#include <sqlite3.h>

#include "charts/cal-marks.h"
#include "core/cal-board-present.h"
#include "core/cal-time.h"
#include "model-fixture.h"
#include "model/cal-filter.h"

#define N_RECORDS 20100

/* So many decisions that they are read after the board is shown. */
static void
decide (const char *path)
{
  g_autoptr (CalDocument) document = cal_document_open (path, CAL_ACCESS_WRITE, NULL);
  g_autoptr (CalBoard) board = NULL;
  g_autofree CalStep *steps = NULL;
  guint turn = 0;
  guint n;

  board = cal_document_load (document, CAL_NONE, NULL);
  n = cal_board_n_subjects (board);
  steps = g_new0 (CalStep, n);
  while (cal_board_size (board) < N_RECORDS)
    {
      /* Some are moved, kept or taken back at last, and some never decided on. */
      static const CalCommandKind kinds[] = {
        CAL_COMMAND_MOVE, CAL_COMMAND_MOVE, CAL_COMMAND_UNDO,
        CAL_COMMAND_KEEP, CAL_COMMAND_MOVE, CAL_COMMAND_UNDO,
      };
      CalCommand command = {
        .kind = kinds[turn++ % G_N_ELEMENTS (kinds)],
        .actor = "Fay Cilitator",
        .time = cal_time_now (),
        .reason = "Because",
        .steps = steps,
        .n_steps = n - 1 - turn % 5,
      };
      g_autoptr (GPtrArray) entries = NULL;
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < n; i++)
        {
          CalPlacement now = cal_board_subject (board, i)->placement;

          steps[i] = (CalStep){
            .subject = cal_board_subject (board, i)->row->id,
            .to = cal_placement (now.performance % 3 + 1, (now.potential + i) % 3 + 1),
            .reason_code = "scope",
            .reason = "Took over the region",
          };
        }
      entries = cal_document_execute (document, board, &command, &error);
      g_assert_no_error (error);
    }
}

/* The document, closed; it is made once. */
static void
set_up (ModelFixture *fixture, gconstpointer data)
{
  static GBytes *made = NULL;
  g_autoptr (GError) error = NULL;

  model_fixture_set_up (fixture, data);
  model_close (fixture->document);
  g_clear_object (&fixture->document);
  if (made == NULL)
    {
      char *contents;
      gsize length;

      decide (fixture->path);
      g_file_get_contents (fixture->path, &contents, &length, &error);
      g_assert_no_error (error);
      made = g_bytes_new_take (contents, length);
    }
  g_file_set_contents (fixture->path, g_bytes_get_data (made, NULL),
                       (gssize) g_bytes_get_size (made), &error);
  g_assert_no_error (error);
}

static void
on_changed_cb (CalLiveDocument *document, GArray *indexes, guint *n)
{
  g_assert_null (indexes);
  (*n)++;
}

static gboolean
has_history (gpointer data)
{
  return !cal_live_document_is_reading (data, NULL);
}

/* What a chip and the filters say of somebody. */
static guint
signs_of (const CalBoard *board, guint index)
{
  return cal_marks_of_subject (board, index) << 2 | (guint) cal_filter_moved (board, 0, index) << 1
         | (guint) cal_filter_discussed (board, 0, index);
}

/* Counts, places and marks as they will be; decisions, and deciding, afterwards. */
static void
test_shown_first (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (CalLiveDocument) document = model_open (fixture->path, NULL);
  const CalBoard *first = cal_live_document_get_board (document);
  guint n = cal_board_n_subjects (first);
  guint n_cells = cal_board_rules (first)->n_cells;
  g_autofree CalPlacement *places = g_new (CalPlacement, n);
  g_autofree guint *marks = g_new (guint, n);
  g_autofree guint *counts = g_new (guint, n_cells);
  g_autoptr (GError) error = NULL;
  guint n_logged = cal_board_n_logged (first);
  guint n_changed = 0;
  const CalBoard *whole;

  g_assert_true (cal_live_document_is_reading (document, NULL));
  g_assert_false (cal_board_has_history (first));
  g_assert_false (cal_live_document_is_writable (document));
  g_assert_false (cal_live_document_follows (document));
  g_assert_cmpuint (cal_live_document_get_size (document), >=, N_RECORDS);
  g_assert_false (model_move (document, 0, cal_placement (2, 2), &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  for (guint i = 0; i < n; i++)
    {
      places[i] = cal_board_subject (first, i)->placement;
      marks[i] = signs_of (first, i);
    }
  g_assert_cmpuint (marks[n - 1], ==, 0);
  for (guint i = 0; i < n_cells; i++)
    counts[i] = cal_board_count (first, i);

  g_signal_connect (document, "changed", G_CALLBACK (on_changed_cb), &n_changed);
  model_wait_for (has_history, document);
  g_assert_cmpuint (n_changed, ==, 1);
  whole = cal_live_document_get_board (document);
  g_assert_true (cal_board_has_history (whole));
  g_assert_true (cal_live_document_is_writable (document));
  g_assert_cmpuint (cal_board_n_decisions (whole), ==, n_logged);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (cal_placement_equal (cal_board_subject (whole, i)->placement, places[i]));
      g_assert_cmpuint (signs_of (whole, i), ==, marks[i]);
    }
  for (guint i = 0; i < n_cells; i++)
    g_assert_cmpuint (cal_board_count (whole, i), ==, counts[i]);

  g_signal_handlers_disconnect_by_data (document, &n_changed);
  g_assert_true (
      model_move (document, 0, cal_placement (places[0].performance % 3 + 1, 1), &error));
  g_assert_no_error (error);
  model_close (document);
}

/* A window that is closed again at once need not wait for the rest. */
static void
test_closed_early (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (CalLiveDocument) document = model_open (fixture->path, NULL);
  guint n_changed = 0;

  g_assert_true (cal_live_document_is_reading (document, NULL));
  g_signal_connect (document, "changed", G_CALLBACK (on_changed_cb), &n_changed);
  model_close (document);
  model_wait_for (has_history, document);
  g_assert_cmpuint (n_changed, ==, 0);
  g_assert_false (cal_board_has_history (cal_live_document_get_board (document)));
}

static void
change (const char *path, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

/* Damage among the decisions is not seen at first; then the board that stood before it
 * takes the place of the one that was shown, and nothing is decided on either. */
static void
test_damaged (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (CalLiveDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *after = NULL;
  gsize length;
  gsize length_after;
  guint n_changed = 0;

  /* As somebody would who has only a hex editor: the guards stay as they are. */
  change (fixture->path,
          "CREATE TEMP TABLE guard AS SELECT sql FROM sqlite_schema "
          "WHERE name = 'disclosure_update';"
          "PRAGMA writable_schema = ON;"
          "DELETE FROM sqlite_schema WHERE name = 'disclosure_update';"
          "PRAGMA writable_schema = RESET;"
          "UPDATE disclosure SET text = text || 'A' WHERE seq = 15000 AND field = 2;"
          "PRAGMA writable_schema = ON;"
          "INSERT INTO sqlite_schema SELECT 'trigger', 'disclosure_update', 'disclosure', 0, sql "
          "FROM guard;"
          "PRAGMA writable_schema = RESET;");
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  document = model_open (fixture->path, NULL);
  g_assert_nonnull (document);
  g_assert_null (cal_live_document_get_fault (document));
  g_assert_cmpuint (cal_live_document_get_size (document), >=, N_RECORDS);
  g_signal_connect (document, "changed", G_CALLBACK (on_changed_cb), &n_changed);
  model_wait_for (has_history, document);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpint (cal_live_document_get_fault (document)->seq, ==, 15000);
  g_assert_cmpstr (cal_live_document_get_fault (document)->field, ==, "reason");
  g_assert_cmpuint (cal_live_document_get_size (document), ==, 15000);
  g_assert_true (cal_board_has_history (cal_live_document_get_board (document)));
  g_assert_false (cal_live_document_is_writable (document));
  g_assert_false (model_move (document, 0, cal_placement (2, 2), &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT);
  g_signal_handlers_disconnect_by_data (document, &n_changed);
  model_close (document);
  g_assert_true (g_file_get_contents (fixture->path, &after, &length_after, NULL));
  g_assert_cmpmem (bytes, length, after, length_after);
}

/* Somebody has edited a live table: the log's board takes its place. */
static void
test_altered (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (CalLiveDocument) document = NULL;
  CalPlacement first;

  change (fixture->path, "UPDATE standing SET placement = CASE placement WHEN 11 THEN 33 ELSE 11 "
                         "END WHERE subject = 0");
  document = model_open (fixture->path, NULL);
  first = cal_board_subject (cal_live_document_get_board (document), 0)->placement;
  g_assert_false (cal_live_document_is_writable (document));
  model_wait_for (has_history, document);
  g_assert_false (cal_placement_equal (
      cal_board_subject (cal_live_document_get_board (document), 0)->placement, first));
  model_close (document);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add (path, ModelFixture, NULL, set_up, test, model_fixture_tear_down)
  ADD ("/model/live-history/shown-first", test_shown_first);
  ADD ("/model/live-history/closed-early", test_closed_early);
  ADD ("/model/live-history/damaged", test_damaged);
  ADD ("/model/live-history/altered", test_altered);
#undef ADD
  return g_test_run ();
}
