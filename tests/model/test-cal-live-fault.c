/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window on a document that somebody has altered: what stood before is shown, and
 * nothing is done to the file. */
#include <string.h>

#include "core/cal-time.h"
#include "cycle.h"
#include "model-fixture.h"
#include "model/cal-live-erasing.h"
#include "model/cal-live-import.h"
#include "model/cal-live-sealing.h"
#include "model/cal-lock-words.h"
#include "model/cal-seal-state.h"
#include "model/cal-seal-words.h"

/* Records: 0 cycle, 1 rules, 2 import, 3 session, 4 and on decisions. */
#define N_DECISIONS 6
#define ALTERED 7

#define REASON_ALTERED "UPDATE disclosure SET text = text || 'A' WHERE seq = 7 AND field = 2"

static void
on_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
is_there (gpointer data)
{
  return *(gpointer *) data != NULL;
}

/* Of everybody one cell on, so that each is moved. */
static gboolean
move (CalLiveDocument *document, guint subject, GError **error)
{
  CalPlacement from =
      cal_board_subject (cal_live_document_get_board (document), subject)->placement;

  return model_move (document, subject, cal_placement (from.performance % 3 + 1, 2), error);
}

static void
decide (CalLiveDocument *document, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;

      move (document, i, &error);
      g_assert_no_error (error);
    }
}

/* The document, closed, with some decisions. */
static void
set_up (ModelFixture *fixture, gconstpointer data)
{
  model_fixture_set_up (fixture, data);
  decide (fixture->document, N_DECISIONS);
  model_close (fixture->document);
  g_clear_object (&fixture->document);
}

static void
reopen (ModelFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->document = model_open (fixture->path, &error);
  g_assert_no_error (error);
}

/* Refused because of the decision that the window shows as number 8. */
static void
assert_said (GError **error)
{
  g_assert_error (*error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT);
  g_assert_nonnull (strstr ((*error)->message, "ecision 8 is damaged or was altered"));
  g_assert_null (strstr ((*error)->message, "record 7"));
  g_clear_error (error);
}

/* Of each, its board as it was before the decision that does not hold. */
static void
test_shown (ModelFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    const char *title;
  } alterations[] = {
    { REASON_ALTERED, "First bad decision: 8, reason" },
    { "UPDATE record SET bytes = CAST(bytes || ' ' AS BLOB) WHERE seq = 7",
      "First bad decision: 8" },
    { "DELETE FROM record WHERE seq = 7", "First bad decision: 8" },
    { "DELETE FROM disclosure WHERE seq = 7 AND field = 4", "First bad decision: 8, actor" },
  };
  g_autoptr (GBytes) whole = cycle_bytes (fixture->path);
  g_autoptr (CalDocument) good = cycle_open (fixture->path, CAL_ACCESS_READ);
  g_autoptr (CalBoard) before = cycle_load (good, ALTERED - 1);

  for (guint i = 0; i < G_N_ELEMENTS (alterations); i++)
    {
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) after = NULL;
      g_autoptr (CalSealState) state = NULL;
      g_autofree char *first = NULL;
      g_autofree char *checking = NULL;
      g_autofree char *checked = NULL;
      g_autofree char *listing = NULL;

      g_test_message ("%s", alterations[i].sql);
      g_assert_true (g_file_set_contents (fixture->path, g_bytes_get_data (whole, NULL),
                                          (gssize) g_bytes_get_size (whole), NULL));
      cycle_tamper (fixture->path, alterations[i].sql);
      bytes = cycle_bytes (fixture->path);
      reopen (fixture);
      cycle_assert_same (cal_live_document_get_board (fixture->document), before);
      g_assert_cmpint (cal_live_document_get_fault (fixture->document)->seq, ==, ALTERED);
      g_assert_cmpint (cal_lock_of (fixture->document), ==, CAL_LOCK_ALTERED);
      g_assert_false (cal_live_document_is_writable (fixture->document));
      g_assert_false (cal_live_document_follows (fixture->document));

      /* Said at once, and all through the verifying, which says the same. */
      state = cal_seal_state_new (fixture->document);
      first = cal_seal_words_title (state, cal_time_now ());
      cal_seal_state_check (state);
      g_assert_true (cal_seal_state_is_checking (state));
      g_assert_cmpint (cal_seal_state_get_kind (state), ==, CAL_SEAL_ALTERED);
      checking = cal_seal_words_title (state, cal_time_now ());
      while (cal_seal_state_is_checking (state))
        g_main_context_iteration (NULL, TRUE);
      g_assert_nonnull (cal_seal_state_get_found (state)->fault);
      checked = cal_seal_words_title (state, cal_time_now ());
      g_assert_cmpstr (first, ==, alterations[i].title);
      g_assert_cmpstr (checking, ==, first);
      g_assert_cmpstr (checked, ==, first);

      g_clear_object (&state);
      model_close (fixture->document);
      g_clear_object (&fixture->document);
      after = cycle_bytes (fixture->path);
      g_assert_true (g_bytes_equal (bytes, after));
      listing = cycle_listing (fixture->folder);
      g_assert_cmpstr (listing, ==, "cycle.calibrate");
    }
}

/* Where SQLite cannot verify the file at all, what reading has found is still said. */
static void
test_not_verified (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (CalSealState) state = NULL;
  g_autofree char *title = NULL;

  cycle_tamper (fixture->path, REASON_ALTERED);
  reopen (fixture);
  state = cal_seal_state_new (fixture->document);
  cal_seal_state_check (state);
  cal_seal_state_cancel (state);
  while (cal_seal_state_is_checking (state))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (cal_seal_state_get_found (state));
  g_assert_cmpint (cal_seal_state_get_kind (state), ==, CAL_SEAL_ALTERED);
  title = cal_seal_words_title (state, cal_time_now ());
  g_assert_cmpstr (title, ==, "First bad decision: 8, reason");
}

/* Each of what would write, or would be taken for the whole. */
static void
test_refused (ModelFixture *fixture, gconstpointer data)
{
  const CalCommand start = {
    .kind = CAL_COMMAND_START_SESSION, .session = "S2", .actor = "Fay", .reason = "Another day"
  };
  const CalCommand undo = { .kind = CAL_COMMAND_UNDO, .actor = "Fay", .reason = "Again" };
  const CalErasing erasing = { "P0001", "Fay", 1, "Retention has ended" };
  const CalSshKey key = { 0 };
  const CalLiveSealing sealing = { .session = "S1", .actor = "Fay", .key = &key };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *ratings = g_build_filename (fixture->folder, "ratings.csv", NULL);
  g_autoptr (GAsyncResult) taken_over = NULL;
  g_autoptr (GAsyncResult) imported = NULL;
  g_autoptr (GAsyncResult) erased = NULL;
  g_autoptr (GAsyncResult) sealed = NULL;
  g_autoptr (GAsyncResult) snapshot = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) after = NULL;

  cycle_tamper (fixture->path, REASON_ALTERED);
  bytes = cycle_bytes (fixture->path);
  reopen (fixture);
  g_assert_false (move (fixture->document, 20, &error));
  assert_said (&error);
  g_assert_false (model_execute (fixture->document, &start, &error));
  assert_said (&error);
  g_assert_false (model_execute (fixture->document, &undo, &error));
  assert_said (&error);
  g_assert_null (model_read_story (fixture->document, "P0001", &error));
  assert_said (&error);

  cal_live_document_take_over_async (fixture->document, on_result_cb, &taken_over);
  model_wait_for (is_there, &taken_over);
  g_assert_false (cal_live_document_take_over_finish (fixture->document, taken_over, &error));
  assert_said (&error);
  cal_live_import_start (fixture->document, CAL_KIND_RATINGS_IMPORTED, ratings, FALSE, "Fay", NULL,
                         on_result_cb, &imported);
  model_wait_for (is_there, &imported);
  g_assert_null (cal_live_import_finish (imported, &error));
  assert_said (&error);
  cal_live_erasing_start (fixture->document, &erasing, on_result_cb, &erased);
  model_wait_for (is_there, &erased);
  g_assert_null (cal_live_erasing_finish (erased, &error));
  assert_said (&error);
  cal_live_sealing_start (fixture->document, &sealing, cancellable, NULL, NULL, on_result_cb,
                          &sealed);
  model_wait_for (is_there, &sealed);
  g_assert_false (cal_live_sealing_finish (sealed, &error));
  assert_said (&error);
  cal_live_document_snapshot_async (fixture->document, on_result_cb, &snapshot);
  model_wait_for (is_there, &snapshot);
  g_assert_null (cal_live_document_snapshot_finish (fixture->document, snapshot, &error));
  assert_said (&error);
  after = cycle_bytes (fixture->path);
  g_assert_true (g_bytes_equal (bytes, after));
}

/* A good copy can be put in its place while it is shown: nobody holds it. */
static void
test_let_go (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (CalDocument) writer = NULL;

  cycle_tamper (fixture->path, REASON_ALTERED);
  reopen (fixture);
  writer = cycle_open (fixture->path, CAL_ACCESS_WRITE);
  g_assert_null (cal_document_holder (writer));
}

static void
test_nothing_to_show (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) after = NULL;

  cycle_tamper (fixture->path,
                "UPDATE disclosure SET text = text || 'A' WHERE seq = 1 AND field = 1");
  bytes = cycle_bytes (fixture->path);
  g_assert_null (model_open (fixture->path, &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT);
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_assert_nonnull (strstr (error->message, "decision 2 is damaged: rules: "));
  g_assert_null (strstr (error->message, "record"));
  after = cycle_bytes (fixture->path);
  g_assert_true (g_bytes_equal (bytes, after));
}

static gboolean
is_altered (gpointer data)
{
  return cal_live_document_get_fault (data) != NULL;
}

/* What comes later does not hold: whoever reads along sees what stood before. */
static void
test_follower (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (CalLiveDocument) follower = NULL;
  g_autoptr (GAsyncResult) taken_over = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = NULL;
  guint64 size;

  reopen (fixture);
  follower = model_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_true (cal_live_document_follows (follower));
  decide (fixture->document, 1);
  size = cal_live_document_get_size (fixture->document);
  sql = g_strdup_printf ("UPDATE disclosure SET text = text || 'A' WHERE seq = %" G_GUINT64_FORMAT
                         " AND field = 2",
                         size - 1);
  cycle_tamper (fixture->path, sql);
  model_wait_for (is_altered, follower);
  g_assert_cmpint (cal_live_document_get_fault (follower)->seq, ==, size - 1);
  g_assert_cmpuint (cal_live_document_get_size (follower), ==, size - 1);
  g_assert_cmpint (cal_lock_of (follower), ==, CAL_LOCK_ALTERED);
  model_close (follower);
}

static void
on_failed_cb (CalLiveDocument *document, const GError *error, GError **seen)
{
  if (*seen == NULL)
    *seen = g_error_copy (error);
}

/* Where not even rules and people are left, the window is told to close it. */
static void
test_follower_without_board (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (CalLiveDocument) follower = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) seen = NULL;

  reopen (fixture);
  follower = model_open (fixture->path, &error);
  g_assert_no_error (error);
  g_signal_connect (follower, "failed", G_CALLBACK (on_failed_cb), &seen);
  decide (fixture->document, 1);
  cycle_tamper (fixture->path, "UPDATE disclosure SET text = text || 'A' WHERE seq IN "
                               "(1, (SELECT max(seq) FROM record)) AND field = 1");
  model_wait_for (is_there, &seen);
  g_assert_error (seen, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT);
  g_assert_nonnull (strstr (seen->message, "decision 2 is damaged: rules: "));
  g_signal_handlers_disconnect_by_data (follower, &seen);
  model_close (follower);
}

/* Nor is it taken over, where that is found out only then. */
static void
test_taken_over (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (CalLiveDocument) follower = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  reopen (fixture);
  follower = model_open (fixture->path, &error);
  g_assert_no_error (error);
  model_close (fixture->document);
  g_clear_object (&fixture->document);
  cycle_tamper (fixture->path, REASON_ALTERED);
  cal_live_document_take_over_async (follower, on_result_cb, &result);
  model_wait_for (is_there, &result);
  g_assert_false (cal_live_document_take_over_finish (follower, result, &error));
  assert_said (&error);
  g_assert_cmpuint (cal_live_document_get_size (follower), ==, ALTERED);
  model_close (follower);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, ModelFixture, NULL, set_up, test, model_fixture_tear_down)
  ADD ("/model/live-fault/shown", test_shown);
  ADD ("/model/live-fault/not-verified", test_not_verified);
  ADD ("/model/live-fault/refused", test_refused);
  ADD ("/model/live-fault/let-go", test_let_go);
  ADD ("/model/live-fault/nothing-to-show", test_nothing_to_show);
  ADD ("/model/live-fault/follower", test_follower);
  ADD ("/model/live-fault/follower-without-board", test_follower_without_board);
  ADD ("/model/live-fault/taken-over", test_taken_over);
#undef ADD
  return g_test_run ();
}
