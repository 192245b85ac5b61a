/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-seal-state.h"

#include <string.h>

#include "core/cal-time.h"
#include "cycle.h"
#include "model-fixture.h"
#include "model/cal-live-reading.h"
#include "model/cal-seal-report-text.h"
#include "model/cal-seal-words.h"
#include "sealed-cycle.h"

/* Sealed, then three decisions in another session. */
#define N_LATER 3

typedef struct
{
  char *folder;
  char *path;
  char *key;
  char *witness;
  CalLiveDocument *document;
  CalSealState *state;
  guint n_told;
} Case;

static void
on_changed_cb (Case *test)
{
  test->n_told++;
}

static void
reopen (Case *test)
{
  g_autoptr (GError) error = NULL;

  test->document = model_open (test->path, &error);
  g_assert_no_error (error);
  test->state = cal_seal_state_new (test->document);
  g_signal_connect_swapped (test->state, "changed", G_CALLBACK (on_changed_cb), test);
}

static void
close_document (Case *test)
{
  g_clear_object (&test->state);
  model_close (test->document);
  g_clear_object (&test->document);
}

static void
set_up (Case *test, gconstpointer data)
{
  test->folder = cycle_folder ();
  test->path = g_build_filename (test->folder, "sealed.calibrate", NULL);
  test->key = sealed_key (test->folder, "hr");
  test->witness = sealed_key (test->folder, "witness");
  sealed_create (test->path, test->key, test->witness);
  reopen (test);
}

static void
tear_down (Case *test, gconstpointer data)
{
  close_document (test);
  cycle_remove (test->folder);
  g_free (test->folder);
  g_free (test->path);
  g_free (test->key);
  g_free (test->witness);
}

static gboolean
is_checked (gpointer data)
{
  return cal_seal_state_get_kind (data) != CAL_SEAL_CHECKING;
}

static void
check (Case *test)
{
  cal_seal_state_check (test->state);
  g_assert_cmpint (cal_seal_state_get_kind (test->state), ==, CAL_SEAL_CHECKING);
  model_wait_for (is_checked, test->state);
}

static void
assert_title (Case *test, const char *title)
{
  g_autofree char *text = cal_seal_words_title (test->state, cal_time_now ());

  g_assert_cmpstr (text, ==, title);
}

static void
move_somebody (Case *test)
{
  const CalBoard *board = cal_live_document_get_board (test->document);
  gboolean is_held = !cal_placement_is_placed (cal_board_subject (board, 5)->placement);
  g_autoptr (GError) error = NULL;

  model_move (test->document, 5, is_held ? (CalPlacement){ 1, 1 } : CAL_HOLDING, &error);
  g_assert_no_error (error);
}

static void
test_not_sealed (Case *test, gconstpointer data)
{
  g_assert_cmpint (cal_seal_state_get_kind (test->state), ==, CAL_SEAL_NOT_CHECKED);
  assert_title (test, "Not checked");
  check (test);
  g_assert_cmpint (cal_seal_state_get_kind (test->state), ==, CAL_SEAL_NOT_SEALED);
  g_assert_cmpuint (cal_seal_state_count_unsealed (test->state), ==, N_LATER);
  assert_title (test, "Not sealed: 3 decisions");

  test->n_told = 0;
  move_somebody (test);
  g_assert_cmpuint (test->n_told, ==, 1);
  assert_title (test, "Not sealed: 4 decisions");
}

static void
test_keys (Case *test, gconstpointer data)
{
  g_autofree char *allowed = sealed_allow (test->folder, "hr", "hr@example.com");
  g_autofree char *other = sealed_allow (test->folder, "witness", "lee@example.com");
  g_autofree char *unknown = NULL;
  g_autofree char *trusted = NULL;
  g_autofree char *stranger = NULL;
  g_autofree char *text = NULL;
  g_autofree char *witnesses = NULL;

  check (test);
  unknown = cal_seal_words_key_warning (test->state);
  g_assert_nonnull (strstr (unknown, "only inside this document"));
  g_assert_false (cal_seal_state_trusts_keys (test->state));

  cal_seal_state_set_allowed_signers (test->state, allowed);
  g_assert_cmpint (cal_seal_state_get_kind (test->state), ==, CAL_SEAL_CHECKING);
  model_wait_for (is_checked, test->state);
  trusted = cal_seal_words_key_warning (test->state);
  g_assert_null (trusted);
  g_assert_true (cal_seal_state_trusts_keys (test->state));
  text = cal_seal_report_text (test->state, cal_time_now ());
  g_assert_nonnull (strstr (text, "hr@example.com"));
  g_assert_nonnull (strstr (text, "Seal 1 · session S1"));
  g_assert_nonnull (strstr (text, cal_seal_state_get_found (test->state)->checkpoint));

  cal_seal_state_set_allowed_signers (test->state, other);
  model_wait_for (is_checked, test->state);
  stranger = cal_seal_words_key_warning (test->state);
  g_assert_nonnull (strstr (stranger, "SHA256:"));
  witnesses = cal_seal_words_witnesses (cal_seal_state_get_last_seal (test->state));
  g_assert_cmpstr (witnesses, ==, "lee@example.com");
}

/* Asked for something else meanwhile, it starts over. */
static void
test_asked_again (Case *test, gconstpointer data)
{
  g_autofree char *allowed = sealed_allow (test->folder, "hr", "hr@example.com");

  cal_seal_state_check (test->state);
  cal_seal_state_set_allowed_signers (test->state, allowed);
  model_wait_for (is_checked, test->state);
  g_assert_true (cal_seal_state_trusts_keys (test->state));
}

static void
test_stopped (Case *test, gconstpointer data)
{
  cal_seal_state_check (test->state);
  cal_seal_state_cancel (test->state);
  model_wait_for (is_checked, test->state);
  g_assert_cmpint (cal_seal_state_get_kind (test->state), ==, CAL_SEAL_NOT_CHECKED);
  g_assert_nonnull (cal_seal_state_get_complaint (test->state));
  check (test);
  g_assert_cmpint (cal_seal_state_get_kind (test->state), ==, CAL_SEAL_NOT_SEALED);
}

static void
test_altered (Case *test, gconstpointer data)
{
  close_document (test);
  cycle_tamper (test->path,
                "UPDATE record SET bytes = CAST(replace(bytes, '.000Z', '.001Z') AS BLOB) "
                "WHERE seq = 7");
  reopen (test);
  check (test);
  g_assert_cmpint (cal_seal_state_get_kind (test->state), ==, CAL_SEAL_ALTERED);
  assert_title (test, "First bad decision: 25, signature");
}

typedef struct
{
  gint entered;
  gboolean was_told_to_leave;
} Reader;

/* Reads until it is told to leave. */
static gpointer
read_on (const char *path,
         CalProgress progress,
         gpointer progress_data,
         gpointer data,
         GError **error)
{
  Reader *reader = data;

  g_atomic_int_set (&reader->entered, 1);
  while (progress (0.5, progress_data))
    g_thread_yield ();
  reader->was_told_to_leave = TRUE;
  return NULL;
}

static gboolean
has_entered (gpointer data)
{
  return g_atomic_int_get (&((Reader *) data)->entered) == 1;
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_null (cal_live_reading_finish (result, NULL));
}

/* A document is closed as one file though somebody reads it. */
static void
test_closed_while_read (Case *test, gconstpointer data)
{
  g_autofree char *wal = g_strconcat (test->path, "-wal", NULL);
  Reader reader = { 0 };

  move_somebody (test);
  g_assert_true (g_file_test (wal, G_FILE_TEST_EXISTS));
  cal_live_reading_start (test->document, read_on, &reader, NULL, NULL, NULL, NULL, NULL,
                          on_read_cb, NULL);
  while (!has_entered (&reader))
    g_main_context_iteration (NULL, FALSE);
  close_document (test);
  g_assert_true (reader.was_told_to_leave);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  reopen (test);
}

/* The first decision turns the document to the write-ahead log, which wants it to
 * be alone; verifying then starts anew. */
static void
test_written_while_read (Case *test, gconstpointer data)
{
  Reader reader = { 0 };

  cal_live_reading_start (test->document, read_on, &reader, NULL, NULL, NULL, NULL, NULL,
                          on_read_cb, NULL);
  while (!has_entered (&reader))
    g_main_context_iteration (NULL, FALSE);
  cal_seal_state_check (test->state);
  move_somebody (test);
  g_assert_true (reader.was_told_to_leave);
  model_wait_for (is_checked, test->state);
  g_assert_null (cal_seal_state_get_complaint (test->state));
  assert_title (test, "Not sealed: 4 decisions");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Case, NULL, set_up, test, tear_down)
  ADD ("/seal-state/not-sealed", test_not_sealed);
  ADD ("/seal-state/keys", test_keys);
  ADD ("/seal-state/asked-again", test_asked_again);
  ADD ("/seal-state/stopped", test_stopped);
  ADD ("/seal-state/altered", test_altered);
  ADD ("/seal-state/closed-while-read", test_closed_while_read);
  ADD ("/seal-state/written-while-read", test_written_while_read);
#undef ADD
  return g_test_run ();
}
