/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything that can be wrong with a file: each is a named error and leaves the file
 * as it was, to the byte. */
#include <string.h>

#include <glib/gstdio.h>

#include "cycle.h"
#include "log/cal-disclosure.h"
#include "log/cal-record-head.h"
#include "store/cal-schema.h"

/* In every way of opening it; nothing is changed and nothing appears beside it. */
static void
assert_refused (const Cycle *cycle, CalStoreError code)
{
  g_autoptr (GBytes) before = cycle_bytes (cycle->path);
  g_autofree char *beside = cycle_listing (cycle->folder);

  for (CalAccess access = CAL_ACCESS_WRITE; access <= CAL_ACCESS_READ; access++)
    {
      g_autoptr (GBytes) after = NULL;
      g_autofree char *listing = NULL;

      cycle_assert_not_opened (cycle->path, access, code);
      after = cycle_bytes (cycle->path);
      g_assert_true (g_bytes_equal (before, after));
      listing = cycle_listing (cycle->folder);
      g_assert_cmpstr (listing, ==, beside);
    }
}

/* Opened, but not to be read to its end; the record at fault is named once. */
static void
assert_damaged (const Cycle *cycle)
{
  g_autoptr (CalDocument) document = cycle_open (cycle->path, CAL_ACCESS_READ);
  g_autoptr (CalBoard) board = NULL;
  g_autoptr (GError) error = NULL;

  board = cal_document_load (document, CAL_NONE, &error);
  g_assert_null (board);
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT);
  g_assert_true (g_regex_match_simple ("record [0-9]", error->message, 0, 0));
  g_assert_false (
      g_regex_match_simple ("(record|entry) [0-9].*(record|entry) [0-9]", error->message, 0, 0));
}

static void
replace (const Cycle *cycle, const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (cycle->path, bytes, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
test_not_ours (Cycle *cycle, gconstpointer data)
{
  static const char *const texts[] = { "", "S", "SQLite format", "employee_id,name\n1,Ada\n",
                                       "PK\x03\x04" };
  guint8 noise[8192];

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      replace (cycle, texts[i], strlen (texts[i]));
      /* The beginning of the magic could be a document cut short. */
      assert_refused (cycle,
                      *texts[i] == 'S' ? CAL_STORE_ERROR_CORRUPT : CAL_STORE_ERROR_NOT_A_DOCUMENT);
    }
  for (guint i = 0; i < sizeof noise; i++)
    noise[i] = (guint8) g_test_rand_int ();
  noise[0] = 0;
  replace (cycle, (const char *) noise, sizeof noise);
  assert_refused (cycle, CAL_STORE_ERROR_NOT_A_DOCUMENT);
}

static void
test_another_database (Cycle *cycle, gconstpointer data)
{
  g_remove (cycle->path);
  cycle_change (cycle, "CREATE TABLE recipe (name TEXT); PRAGMA user_version = 1");
  assert_refused (cycle, CAL_STORE_ERROR_NOT_A_DOCUMENT);
  cycle_change (cycle, "PRAGMA application_id = 0x43414c42; PRAGMA user_version = 0");
  assert_refused (cycle, CAL_STORE_ERROR_NOT_A_DOCUMENT);
  /* It says that it is ours, but it is empty. */
  cycle_change (cycle, "PRAGMA user_version = 1");
  assert_refused (cycle, CAL_STORE_ERROR_CORRUPT);
}

static void
test_newer_format (Cycle *cycle, gconstpointer data)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %d", CAL_SCHEMA_VERSION + 1);

  cycle_change (cycle, sql);
  assert_refused (cycle, CAL_STORE_ERROR_NEWER_FORMAT);
}

static void
test_not_there (Cycle *cycle, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (cycle->folder, "winter.calibrate", NULL);
  g_autofree char *nowhere = g_build_filename (cycle->folder, "no", "winter.calibrate", NULL);
  g_autofree char *within = g_build_filename (cycle->path, "winter.calibrate", NULL);

  for (CalAccess access = CAL_ACCESS_WRITE; access <= CAL_ACCESS_READ; access++)
    {
      cycle_assert_not_opened (missing, access, CAL_STORE_ERROR_NOT_FOUND);
      cycle_assert_not_opened (nowhere, access, CAL_STORE_ERROR_NOT_FOUND);
      cycle_assert_not_opened (within, access, CAL_STORE_ERROR_NOT_FOUND);
      cycle_assert_not_opened (cycle->folder, access, CAL_STORE_ERROR_NOT_A_DOCUMENT);
    }
}

static void
test_truncated (Cycle *cycle, gconstpointer data)
{
  g_autoptr (GBytes) whole = cycle_bytes (cycle->path);
  gsize size;
  const char *bytes = g_bytes_get_data (whole, &size);

  for (gsize length = 1; length < size; length += MAX (length / 3, 7))
    {
      replace (cycle, bytes, length);
      assert_refused (cycle, CAL_STORE_ERROR_CORRUPT);
    }
  replace (cycle, bytes, size - 1);
  assert_refused (cycle, CAL_STORE_ERROR_CORRUPT);
}

/* What stands in clear in a record, such as its time, is vouched for by the tree
 * alone; who stands where and why must be as it was. */
static void
assert_same_ratings (const CalBoard *a, const CalBoard *b)
{
  g_assert_cmpuint (cal_board_n_subjects (a), ==, cal_board_n_subjects (b));
  g_assert_cmpuint (cal_board_n_decisions (a), ==, cal_board_n_decisions (b));
  for (guint i = 0; i < cal_board_n_subjects (a); i++)
    {
      const CalBoardSubject *left = cal_board_subject (a, i);
      const CalBoardSubject *right = cal_board_subject (b, i);

      g_assert_cmpstr (left->row->id, ==, right->row->id);
      g_assert_cmpstr (left->row->name, ==, right->row->name);
      g_assert_true (cal_placement_equal (left->placement, right->placement));
    }
  for (guint i = 0; i < cal_board_n_decisions (a); i++)
    g_assert_cmpstr (cal_board_decision (a, i)->reason, ==, cal_board_decision (b, i)->reason);
}

/* A bit that is not as it was is found, or was nothing to the ratings, or has made a
 * kind one that this program does not know, which is found as well. */
static void
test_flipped_bits (Cycle *cycle, gconstpointer data)
{
  g_autoptr (GBytes) whole = cycle_bytes (cycle->path);
  g_autoptr (CalDocument) sound = cycle_open (cycle->path, CAL_ACCESS_READ);
  g_autoptr (CalBoard) board = cycle_load (sound, CAL_NONE);
  gsize size;
  const char *bytes = g_bytes_get_data (whole, &size);
  guint n_refused = 0;

  g_clear_pointer (&sound, cal_document_free);
  for (guint round = 0; round < 300; round++)
    {
      g_autofree char *flipped = g_memdup2 (bytes, size);
      g_autoptr (CalDocument) document = NULL;
      g_autoptr (CalBoard) read = NULL;
      g_autoptr (GError) error = NULL;
      gsize at = (gsize) g_test_rand_int_range (0, (gint32) size);

      flipped[at] ^= (char) (1 << g_test_rand_int_range (0, 8));
      replace (cycle, flipped, size);
      document = cal_document_open (cycle->path, CAL_ACCESS_READ, &error);
      if (document != NULL)
        read = cal_document_load (document, CAL_NONE, &error);
      if (read != NULL && !cal_board_has_unknown (read))
        assert_same_ratings (board, read);
      else if (read == NULL)
        {
          g_assert_true (error->domain == CAL_STORE_ERROR);
          n_refused++;
        }
    }
  g_assert_cmpuint (n_refused, >, 0);
}

/* What no program of ours does, somebody else's may have done. */
static void
test_missing_parts (Cycle *cycle, gconstpointer data)
{
  static const char *const cuts[] = {
    "DELETE FROM disclosure WHERE seq = 5 AND field = 2",
    "DELETE FROM disclosure WHERE seq = 5 AND field = 6",
    "UPDATE disclosure SET text = '' WHERE seq = 5 AND field = 2",
    "UPDATE disclosure SET seq = 99 WHERE seq = 5 AND field = 2",
    "UPDATE disclosure SET field = 99 WHERE seq = 5 AND field = 2",
    "DELETE FROM record WHERE seq = 6",
    "DELETE FROM record WHERE seq = 1",
    "UPDATE record SET bytes = x'00' WHERE seq = 6",
    "DELETE FROM roster",
    "UPDATE roster SET leaves = zeroblob(32 * 40)",
    "DELETE FROM roster_row WHERE id = (2 << 32) + 39",
    "DELETE FROM roster_row WHERE id = (2 << 32) + 0",
    "UPDATE roster_row SET ratings = identity WHERE id = (2 << 32) "
    "+ 3",
    "UPDATE roster_row SET ratings = "
    "(SELECT ratings FROM roster_row WHERE id = (2 << 32) + 4) WHERE id = (2 << 32) + 3",
  };
  g_autoptr (GBytes) whole = cycle_bytes (cycle->path);
  gsize size;
  const char *bytes = g_bytes_get_data (whole, &size);

  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_test_message ("%s", cuts[i]);
      replace (cycle, bytes, size);
      cycle_tamper (cycle->path, cuts[i]);
      assert_damaged (cycle);
    }
}

/* A later program's kind of entry: it is kept, and nothing is added after it. */
static void
test_unknown_kind (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = cycle_open (cycle->path, CAL_ACCESS_READ);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
  g_autoptr (CalRecordHead) head = cal_record_head_new ();
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  g_autoptr (GString) bytes = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *log_id = g_strdup (cal_document_log_id (document));
  g_autofree char *sql = NULL;
  char digest[CAL_DIGEST_SIZE];

  cal_disclosure_digest (hasher, "WyJBIl0", 7, digest);
  g_ptr_array_add (head->digests, digest);
  head->kind = "pondered";
  head->log = log_id;
  head->seq = cal_board_size (board);
  head->session = "S1";
  g_assert_true (cal_record_head_write (head, bytes, NULL));
  g_clear_pointer (&document, cal_document_free);
  sql = g_strdup_printf ("INSERT INTO disclosure VALUES (%u, 0, 'WyJBIl0');"
                         "INSERT INTO record VALUES (%u, CAST('%s' AS BLOB))",
                         (guint) head->seq, (guint) head->seq, bytes->str);
  cycle_change (cycle, sql);

  document = cycle_open (cycle->path, CAL_ACCESS_WRITE);
  g_clear_pointer (&board, cal_board_free);
  board = cycle_load (document, CAL_NONE);
  g_assert_true (cal_board_has_unknown (board));
  g_assert_cmpuint (cal_board_size (board), ==, head->seq + 1);
  g_assert_false (cal_document_is_writable (document));
  g_assert_null (cycle_move (document, board, "p0", &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NEWER_FORMAT);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/store/faults/" name, Cycle, NULL, cycle_set_up_decided, test, cycle_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("not-ours", test_not_ours);
  ADD ("another-database", test_another_database);
  ADD ("newer-format", test_newer_format);
  ADD ("not-there", test_not_there);
  ADD ("truncated", test_truncated);
  ADD ("flipped-bits", test_flipped_bits);
  ADD ("missing-parts", test_missing_parts);
  ADD ("unknown-kind", test_unknown_kind);
  return g_test_run ();
}
