/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can still be seen of a document that somebody has altered, and that nothing is
 * ever written to it. */
#include <string.h>

#include "cycle.h"
#include "hand.h"
#include "store/cal-document-private.h"
#include "store/cal-store-error.h"
#include "store/cal-verification.h"

/* Records: 0 cycle, 1 rules, 2 import, 3 session, 4 and on decisions. */
static const struct
{
  const char *sql;
  guint64 seq;
} alterations[] = {
  { "UPDATE disclosure SET text = text || 'A' WHERE seq = 6 AND field = 2", 6 },
  { "UPDATE disclosure SET text = '' WHERE seq = 6 AND field = 2", 6 },
  { "UPDATE disclosure SET field = 70 WHERE seq = 6 AND field = 6", 6 },
  { "UPDATE disclosure SET seq = 500 WHERE seq = 6 AND field = 2", 6 },
  { "DELETE FROM disclosure WHERE seq = 6 AND field = 4", 6 },
  { "DELETE FROM disclosure WHERE seq = 6", 6 },
  { "UPDATE record SET bytes = CAST(bytes || ' ' AS BLOB) WHERE seq = 5", 5 },
  { "UPDATE record SET bytes = x'00' WHERE seq = 9", 9 },
  { "UPDATE record SET bytes = (SELECT bytes FROM record WHERE seq = 6) WHERE seq = 7", 7 },
  { "UPDATE record SET seq = 100 WHERE seq = (SELECT max(seq) FROM record)", 13 },
  { "DELETE FROM record WHERE seq = 8", 8 },
  { "DELETE FROM record WHERE seq = 8; DELETE FROM disclosure WHERE seq = 8", 8 },
  { "DELETE FROM record WHERE seq IN (8, 9); DELETE FROM disclosure WHERE seq = 8", 8 },
  { "DELETE FROM record WHERE seq = 3", 3 },
};

static void
put_back (const Cycle *cycle, GBytes *whole)
{
  g_assert_true (g_file_set_contents (cycle->path, g_bytes_get_data (whole, NULL),
                                      (gssize) g_bytes_get_size (whole), NULL));
}

/* A decision is refused in a document that is altered, whoever asks. */
static void
assert_not_decided (CalDocument *document, CalBoard *board)
{
  g_autoptr (GPtrArray) entries = cal_entries_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (cal_document_is_writable (document));
  g_assert_false (cal_document_append (document, entries, &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT);
  g_clear_error (&error);
  if (cal_board_n_sessions (board) == 0)
    return;
  g_assert_null (cycle_move (document, board, "p0", &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT);
}

/* As the verifier finds it, so that all that is shown says the same. */
static void
assert_same_fault (const char *path, const CalFault *fault)
{
  g_autoptr (CalVerification) found = cal_verification_run (path, NULL, NULL, NULL);

  g_assert_nonnull (found->fault);
  g_assert_cmpint (fault->seq, ==, found->fault->seq);
  g_assert_cmpstr (fault->field, ==, found->fault->field);
  g_assert_cmpstr (fault->what, ==, found->fault->what);
}

/* The board as it stood before, the fault, and not a byte else than there was. */
static void
test_sound (Cycle *cycle, gconstpointer data)
{
  g_autoptr (GBytes) whole = cycle_bytes (cycle->path);

  for (guint i = 0; i < G_N_ELEMENTS (alterations); i++)
    {
      g_autoptr (CalDocument) document = NULL;
      g_autoptr (CalBoard) before = NULL;
      g_autoptr (CalBoard) board = NULL;
      g_autoptr (CalFault) fault = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) after = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", alterations[i].sql);
      put_back (cycle, whole);
      document = cycle_open (cycle->path, CAL_ACCESS_READ);
      before = cycle_load (document, (gint64) alterations[i].seq - 1);
      g_clear_pointer (&document, cal_document_free);

      cycle_tamper (cycle->path, alterations[i].sql);
      bytes = cycle_bytes (cycle->path);
      document = cycle_open (cycle->path, CAL_ACCESS_WRITE_OR_FOLLOW);
      board = cal_document_load_sound (document, NULL, NULL, &fault, &error);
      g_assert_no_error (error);
      g_assert_cmpint (fault->seq, ==, alterations[i].seq);
      assert_same_fault (cycle->path, fault);
      cycle_assert_same (board, before);
      assert_not_decided (document, board);
      g_clear_pointer (&document, cal_document_free);
      after = cycle_bytes (cycle->path);
      g_assert_true (g_bytes_equal (bytes, after));
      cycle_assert_alone (cycle);
    }
}

/* Without rules and people there is nothing to be seen; what does not hold is named. */
static void
test_start (Cycle *cycle, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    guint64 seq;
    const char *field;
  } starts[] = {
    { "UPDATE disclosure SET text = text || 'A' WHERE seq = 1 AND field = 1", 1, "rules" },
    { "UPDATE roster_row SET identity = identity || 'A' WHERE id = 2 << 32", 2, "roster" },
    { "UPDATE record SET bytes = CAST(bytes || ' ' AS BLOB) WHERE seq = 2", 2, "" },
    { "DELETE FROM record WHERE seq = 1", 1, "" },
    { "INSERT INTO erasure (digest, hash, seq) VALUES ('A', x'00', 7)", 7, "erasure" },
  };
  g_autoptr (GBytes) whole = cycle_bytes (cycle->path);

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_autoptr (CalDocument) document = NULL;
      g_autoptr (CalFault) fault = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) after = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", starts[i].sql);
      put_back (cycle, whole);
      cycle_tamper (cycle->path, starts[i].sql);
      bytes = cycle_bytes (cycle->path);
      document = cycle_open (cycle->path, CAL_ACCESS_WRITE_OR_FOLLOW);
      g_assert_null (cal_document_load_sound (document, NULL, NULL, &fault, &error));
      g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT);
      g_assert_null (fault);
      assert_same_fault (cycle->path, cal_store_error_fault (error));
      g_assert_cmpint (cal_store_error_fault (error)->seq, ==, starts[i].seq);
      g_assert_cmpstr (cal_store_error_fault (error)->field, ==, starts[i].field);
      g_clear_pointer (&document, cal_document_free);
      after = cycle_bytes (cycle->path);
      g_assert_true (g_bytes_equal (bytes, after));
      cycle_assert_alone (cycle);
    }
}

/* A document that holds is as any other. */
static void
test_whole (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = cycle_open (cycle->path, CAL_ACCESS_WRITE_OR_FOLLOW);
  g_autoptr (CalFault) fault = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CalBoard) board = cal_document_load_sound (document, NULL, NULL, &fault, &error);

  g_assert_no_error (error);
  g_assert_null (fault);
  entries = cycle_move (document, board, "p0", &error);
  g_assert_no_error (error);
}

/* An erasure that was interrupted is gone on with where the log holds, once it has
 * been read, and left as it is where it does not. */
static void
test_erasure (Cycle *cycle, gconstpointer data)
{
  static const char mark[] = "INSERT INTO unfinished_erasure VALUES (7)";
  g_autoptr (GBytes) whole = cycle_bytes (cycle->path);

  for (guint altered = 0; altered < 2; altered++)
    {
      g_autoptr (CalDocument) document = NULL;
      g_autoptr (CalBoard) board = NULL;
      g_autoptr (CalFault) fault = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) opened = NULL;
      g_autoptr (GBytes) after = NULL;

      put_back (cycle, whole);
      cycle_tamper (cycle->path, mark);
      if (altered)
        cycle_tamper (cycle->path, alterations[0].sql);
      bytes = cycle_bytes (cycle->path);
      document = cycle_open (cycle->path, CAL_ACCESS_WRITE_OR_FOLLOW);
      opened = cycle_bytes (cycle->path);
      g_assert_true (g_bytes_equal (bytes, opened));
      board = cal_document_load_sound (document, NULL, NULL, &fault, NULL);
      g_assert_nonnull (board);
      g_clear_pointer (&document, cal_document_free);
      after = cycle_bytes (cycle->path);
      g_assert_cmpint (g_bytes_equal (bytes, after), ==, altered);
    }
}

static GBytes *
bytes_beside (const Cycle *cycle, const char *suffix)
{
  g_autofree char *path = g_strconcat (cycle->path, suffix, NULL);

  return cycle_bytes (path);
}

/* What a killed process has left in the write-ahead log stays there, on a file system
 * of one's own and on a shared one. */
static void
test_killed_writer (Cycle *cycle, gconstpointer data)
{
  CalMedium medium = { .file_writable = TRUE, .folder_writable = TRUE };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) wal = NULL;
  Hand hand;

  hand_start (&hand, cycle->path);
  g_assert_true (hand_open (&hand));
  hand_append (&hand);
  cycle_tamper (cycle->path, alterations[0].sql);
  hand_append (&hand);
  hand_kill (&hand);
  bytes = cycle_bytes (cycle->path);
  wal = bytes_beside (cycle, "-wal");
  g_assert_cmpuint (g_bytes_get_size (wal), >, 0);

  for (guint shared = 0; shared < 2; shared++)
    {
      g_autoptr (CalDocument) document = NULL;
      g_autoptr (CalBoard) board = NULL;
      g_autoptr (CalFault) fault = NULL;
      g_autoptr (GBytes) after = NULL;
      g_autoptr (GBytes) wal_after = NULL;
      g_autoptr (GError) error = NULL;

      medium.is_shared = shared;
      document = cal_document_open_on (cycle->path, CAL_ACCESS_WRITE_OR_FOLLOW, &medium, &error);
      g_assert_no_error (error);
      board = cal_document_load_sound (document, NULL, NULL, &fault, &error);
      g_assert_no_error (error);
      g_assert_cmpint (fault->seq, ==, alterations[0].seq);
      assert_not_decided (document, board);
      g_clear_pointer (&document, cal_document_free);
      after = cycle_bytes (cycle->path);
      wal_after = bytes_beside (cycle, "-wal");
      g_assert_true (g_bytes_equal (bytes, after));
      g_assert_true (g_bytes_equal (wal, wal_after));
    }
}

/* Whoever follows does not take over what turns out to be altered. */
static void
test_follower (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = NULL;
  g_autoptr (CalBoard) board = NULL;
  g_autoptr (CalBoard) sound = NULL;
  g_autoptr (CalFault) fault = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = NULL;
  guint64 size;
  Hand hand;

  hand_start (&hand, cycle->path);
  g_assert_true (hand_open (&hand));
  document = cycle_open (cycle->path, CAL_ACCESS_WRITE_OR_FOLLOW);
  board = cycle_load (document, CAL_NONE);
  size = hand_append (&hand);
  sql = g_strdup_printf ("UPDATE disclosure SET text = text || 'A' WHERE seq = %" G_GUINT64_FORMAT
                         " AND field = 2",
                         size - 1);
  cycle_tamper (cycle->path, sql);
  g_assert_false (cal_document_catch_up (document, board, &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT);
  g_clear_error (&error);
  sound = cal_document_load_sound (document, NULL, NULL, &fault, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fault->seq, ==, size - 1);
  g_assert_cmpstr (fault->field, ==, "reason");
  cycle_assert_same (sound, board);
  hand_close (&hand);
  hand_quit (&hand);
  g_assert_false (cal_document_take_over (document, &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Cycle, NULL, cycle_set_up_decided, test, cycle_tear_down)
  ADD ("/altered/sound", test_sound);
  ADD ("/altered/start", test_start);
  ADD ("/altered/whole", test_whole);
  ADD ("/altered/erasure", test_erasure);
  ADD ("/altered/killed-writer", test_killed_writer);
  ADD ("/altered/follower", test_follower);
#undef ADD
  return g_test_run ();
}
