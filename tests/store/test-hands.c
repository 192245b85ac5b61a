/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Several hands on one document: one writes, others follow and may take over. */
#include <string.h>
#include <unistd.h>

#include "cycle.h"
#include "hand.h"
#include "store/cal-document-private.h"

#define KILLS 60

static void
set_up (Cycle *cycle, gconstpointer data)
{
  cycle_set_up (cycle, data);
  cal_document_free (cycle_create (cycle->path, 12));
}

static void
catch_up (CalDocument *document, CalBoard *board)
{
  g_autoptr (GError) error = NULL;

  cal_document_catch_up (document, board, &error);
  g_assert_no_error (error);
}

static void
test_second_is_refused (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *process = NULL;
  Hand hand;

  hand_start (&hand, cycle->path);
  g_assert_true (hand_open (&hand));
  process = g_strdup_printf ("process %d", (int) hand.pid);
  document = cal_document_open (cycle->path, CAL_ACCESS_WRITE, &error);
  g_assert_null (document);
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_LOCKED);
  g_assert_nonnull (strstr (error->message, process));
  g_assert_nonnull (strstr (error->message, g_get_host_name ()));
  hand_close (&hand);

  document = cycle_open (cycle->path, CAL_ACCESS_WRITE);
  g_assert_true (cal_document_is_writable (document));
  g_assert_false (hand_open (&hand));
  g_clear_pointer (&document, cal_document_free);
  hand_quit (&hand);
  cycle_assert_alone (cycle);
}

static gpointer
open_in_thread (gpointer path)
{
  return cycle_open (path, CAL_ACCESS_WRITE);
}

/* A second call of the command line, started while the first still writes. */
static void
test_waits_for_the_first (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = NULL;
  GThread *thread;
  Hand hand;

  hand_start (&hand, cycle->path);
  g_assert_true (hand_open (&hand));
  thread = g_thread_new ("opening", open_in_thread, cycle->path);
  for (guint i = 0; i < 20; i++)
    hand_append (&hand);
  hand_close (&hand);
  document = g_thread_join (thread);
  g_assert_true (cal_document_is_writable (document));
  g_clear_pointer (&document, cal_document_free);
  hand_quit (&hand);
  cycle_assert_alone (cycle);
}

static void
test_follow_and_take_over (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = NULL;
  g_autoptr (CalBoard) board = NULL;
  g_autoptr (CalBoard) whole = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GError) error = NULL;
  Hand hand;

  hand_start (&hand, cycle->path);
  g_assert_true (hand_open (&hand));
  document = cycle_open (cycle->path, CAL_ACCESS_WRITE_OR_FOLLOW);
  g_assert_false (cal_document_is_writable (document));
  g_assert_nonnull (cal_document_holder (document));
  board = cycle_load (document, CAL_NONE);

  for (guint i = 0; i < 20; i++)
    {
      guint64 size = hand_append (&hand);

      catch_up (document, board);
      g_assert_cmpuint (cal_board_size (board), ==, size);
      catch_up (document, board);
      g_assert_cmpuint (cal_board_size (board), ==, size);
    }
  g_assert_nonnull (cal_document_holder (document));
  g_assert_null (cycle_move (document, board, "p0", &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (cal_document_take_over (document, &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_LOCKED);
  g_clear_error (&error);

  hand_append (&hand);
  hand_close (&hand);
  g_assert_true (cal_document_take_over (document, &error));
  g_assert_no_error (error);
  g_assert_true (cal_document_is_writable (document));
  g_assert_null (cal_document_holder (document));
  catch_up (document, board);
  cycle_decide_at_random (document, board, rand, 5);
  whole = cycle_load (document, CAL_NONE);
  cycle_assert_same (board, whole);
  g_assert_false (hand_open (&hand));

  g_clear_pointer (&document, cal_document_free);
  hand_quit (&hand);
  cycle_assert_alone (cycle);
}

static void
test_holder_goes (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = NULL;
  g_autoptr (CalBoard) board = NULL;
  Hand hand;

  hand_start (&hand, cycle->path);
  g_assert_true (hand_open (&hand));
  document = cycle_open (cycle->path, CAL_ACCESS_WRITE_OR_FOLLOW);
  board = cycle_load (document, CAL_NONE);
  hand_append (&hand);
  catch_up (document, board);
  g_assert_nonnull (cal_document_holder (document));
  hand_append (&hand);
  hand_close (&hand);
  catch_up (document, board);
  g_assert_null (cal_document_holder (document));
  /* It is last to close, so it is the one that brings it back to one file. */
  g_clear_pointer (&document, cal_document_free);
  hand_quit (&hand);
  cycle_assert_alone (cycle);
}

static void
test_take_over_from_killed (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = NULL;
  g_autoptr (CalBoard) board = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  g_autoptr (GError) error = NULL;
  guint64 size;
  Hand hand;

  hand_start (&hand, cycle->path);
  g_assert_true (hand_open (&hand));
  document = cycle_open (cycle->path, CAL_ACCESS_WRITE_OR_FOLLOW);
  board = cycle_load (document, CAL_NONE);
  size = hand_append (&hand);
  hand_kill (&hand);
  close (hand.answers);

  catch_up (document, board);
  g_assert_cmpuint (cal_board_size (board), ==, size);
  g_assert_null (cal_document_holder (document));
  g_assert_true (cal_document_take_over (document, &error));
  g_assert_no_error (error);
  cycle_decide_at_random (document, board, rand, 3);
  g_clear_pointer (&document, cal_document_free);
  cycle_assert_alone (cycle);
}

/* A reader cleans up after a killed writer, and leaves nothing of its own. */
static void
test_read_after_kill (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = NULL;
  g_autoptr (CalBoard) board = NULL;
  guint64 size;
  Hand hand;

  hand_start (&hand, cycle->path);
  g_assert_true (hand_open (&hand));
  size = hand_append (&hand);
  hand_kill (&hand);
  close (hand.answers);
  document = cycle_open (cycle->path, CAL_ACCESS_READ);
  board = cycle_load (document, CAL_NONE);
  g_assert_cmpuint (cal_board_size (board), ==, size);
  g_clear_pointer (&document, cal_document_free);
  cal_document_free (cycle_open (cycle->path, CAL_ACCESS_WRITE));
  cycle_assert_alone (cycle);
}

/* The same process may open it twice, as two windows would. */
static void
test_one_process (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) writer = cycle_open (cycle->path, CAL_ACCESS_WRITE);
  g_autoptr (CalDocument) follower = cycle_open (cycle->path, CAL_ACCESS_WRITE_OR_FOLLOW);
  g_autoptr (CalBoard) board = cycle_load (writer, CAL_NONE);
  g_autoptr (CalBoard) followed = cycle_load (follower, CAL_NONE);
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);

  g_assert_false (cal_document_is_writable (follower));
  cycle_decide_at_random (writer, board, rand, 10);
  catch_up (follower, followed);
  cycle_assert_same (board, followed);
  g_clear_pointer (&follower, cal_document_free);
  cycle_decide_at_random (writer, board, rand, 10);
  g_clear_pointer (&writer, cal_document_free);
  cycle_assert_alone (cycle);
}

/* On a network share nobody else reads either, and the log stays a rollback
 * journal, which leaves nothing behind. */
static void
test_shared_medium (Cycle *cycle, gconstpointer data)
{
  const CalMedium medium = { .is_shared = TRUE, .file_writable = TRUE, .folder_writable = TRUE };
  g_autoptr (CalDocument) writer = NULL;
  g_autoptr (CalDocument) reader = NULL;
  g_autoptr (CalBoard) board = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (10);
  g_autoptr (GError) error = NULL;
  g_autofree char *listing = NULL;

  writer = cal_document_open_on (cycle->path, CAL_ACCESS_WRITE, &medium, &error);
  g_assert_no_error (error);
  g_assert_true (cal_document_is_exclusive (writer));
  board = cycle_load (writer, CAL_NONE);
  cycle_decide_at_random (writer, board, rand, 5);
  listing = cycle_listing (cycle->folder);
  g_assert_null (strstr (listing, "-wal"));

  reader = cal_document_open_on (cycle->path, CAL_ACCESS_WRITE_OR_FOLLOW, &medium, &error);
  g_assert_null (reader);
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_LOCKED);
  g_assert_nonnull (strstr (error->message, g_get_host_name ()));
  g_clear_pointer (&writer, cal_document_free);
  cycle_assert_alone (cycle);

  reader = cycle_open (cycle->path, CAL_ACCESS_READ);
  g_assert_false (cal_document_is_exclusive (reader));
  g_autoptr (CalBoard) whole = cycle_load (reader, CAL_NONE);
  cycle_assert_same (board, whole);
}

/* A document that a killed process left behind, opened from a network share. */
static void
test_shared_medium_after_kill (Cycle *cycle, gconstpointer data)
{
  const CalMedium medium = { .is_shared = TRUE, .file_writable = TRUE, .folder_writable = TRUE };
  g_autoptr (CalDocument) document = NULL;
  g_autoptr (CalBoard) board = NULL;
  g_autoptr (GError) error = NULL;
  guint64 size;
  Hand hand;

  hand_start (&hand, cycle->path);
  g_assert_true (hand_open (&hand));
  size = hand_append (&hand);
  hand_kill (&hand);
  close (hand.answers);
  document = cal_document_open_on (cycle->path, CAL_ACCESS_WRITE, &medium, &error);
  g_assert_no_error (error);
  board = cycle_load (document, CAL_NONE);
  g_assert_cmpuint (cal_board_size (board), ==, size);
  g_clear_pointer (&document, cal_document_free);
  cycle_assert_alone (cycle);
}

/* Killed when it had made a journal and written nothing into it yet. */
static void
test_cold_journal (Cycle *cycle, gconstpointer data)
{
  static const char zeros[512];
  g_autofree char *journal = g_strconcat (cycle->path, "-journal", NULL);
  const gsize lengths[] = { 0, sizeof zeros };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (CalDocument) document = NULL;

      g_assert_true (g_file_set_contents (journal, zeros, (gssize) lengths[i], NULL));
      document = cycle_open (cycle->path, CAL_ACCESS_WRITE);
      g_clear_pointer (&document, cal_document_free);
      cycle_assert_alone (cycle);
    }
}

static gboolean
on_record_keep (guint64 seq,
                const char *bytes,
                gsize length,
                const char *const *disclosures,
                gpointer user_data)
{
  g_ptr_array_add (user_data, g_strndup (bytes, length));
  return TRUE;
}

/* Killed at any instant: a whole prefix of the log is there, and all of it that was
 * confirmed. */
static void
test_kill_loop (Cycle *cycle, gconstpointer data)
{
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (g_free);

  for (guint round = 0; round < KILLS; round++)
    {
      g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (CalDocument) document = NULL;
      g_autoptr (CalBoard) board = NULL;
      g_autoptr (GError) error = NULL;
      guint64 confirmed = 0;
      guint64 size;
      gint64 until;
      Hand hand;

      hand_start (&hand, cycle->path);
      g_assert_true (hand_open (&hand));
      hand_append_for_ever (&hand);
      /* Every other time at the very first append, which turns to another journal. */
      for (gint n = round % 2 == 0 ? 0 : g_test_rand_int_range (0, 20); n > 0; n--)
        g_assert_true (hand_read_size (&hand, &confirmed));
      /* Anywhere within the next append. */
      until = g_get_monotonic_time () + g_test_rand_int_range (0, 1500);
      while (g_get_monotonic_time () < until)
        ;
      hand_kill (&hand);
      while (hand_read_size (&hand, &size))
        confirmed = size;
      close (hand.answers);

      document = cycle_open (cycle->path, CAL_ACCESS_WRITE);
      board = cycle_load (document, CAL_NONE);
      g_assert_cmpuint (cal_board_size (board), >=, confirmed);
      g_assert_true (cal_document_foreach_record (document, on_record_keep, records, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (records->len, ==, cal_board_size (board));
      g_assert_cmpuint (records->len, >=, before->len);
      for (guint i = 0; i < before->len; i++)
        g_assert_cmpstr (g_ptr_array_index (records, i), ==, g_ptr_array_index (before, i));
      g_clear_pointer (&before, g_ptr_array_unref);
      before = g_steal_pointer (&records);
      g_clear_pointer (&document, cal_document_free);
      cycle_assert_alone (cycle);
    }
}

#define ADD(name, test)                                                                            \
  g_test_add ("/store/hands/" name, Cycle, NULL, set_up, test, cycle_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("second-is-refused", test_second_is_refused);
  ADD ("waits-for-the-first", test_waits_for_the_first);
  ADD ("follow-and-take-over", test_follow_and_take_over);
  ADD ("holder-goes", test_holder_goes);
  ADD ("take-over-from-killed", test_take_over_from_killed);
  ADD ("read-after-kill", test_read_after_kill);
  ADD ("one-process", test_one_process);
  ADD ("shared-medium", test_shared_medium);
  ADD ("shared-medium-after-kill", test_shared_medium_after_kill);
  ADD ("cold-journal", test_cold_journal);
  ADD ("kill-loop", test_kill_loop);
  return g_test_run ();
}
