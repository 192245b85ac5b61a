/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything that can be wrong with a file or with where it stands: each is a named
 * error and leaves the file as it was, to the byte. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "cycle.h"
#include "hand.h"
#include "log/cal-disclosure.h"
#include "log/cal-record-head.h"
#include "medium.h"
#include "store/cal-schema.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CalDocument) document = NULL;
  g_autoptr (CalBoard) board = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  fixture->folder = cycle_folder ();
  fixture->path = g_build_filename (fixture->folder, "autumn.calibrate", NULL);
  document = cycle_create (fixture->path, 40);
  board = cal_document_load (document, CAL_NONE, NULL);
  cycle_decide_at_random (document, board, rand, 10);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cycle_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
change (const Fixture *fixture, const char *sql)
{
  sqlite3 *db;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static CalBoard *
load (CalDocument *document)
{
  g_autoptr (GError) error = NULL;
  CalBoard *board = cal_document_load (document, CAL_NONE, &error);

  g_assert_no_error (error);
  return board;
}

static CalDocument *
open_document (const char *path, CalAccess access)
{
  g_autoptr (GError) error = NULL;
  CalDocument *document = cal_document_open (path, access, &error);

  g_assert_no_error (error);
  return document;
}

static void
assert_not_opened (const char *path, CalAccess access, CalStoreError code)
{
  g_autoptr (CalDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  document = cal_document_open (path, access, &error);
  g_assert_null (document);
  g_assert_error (error, CAL_STORE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, path));
}

/* In every way of opening it; nothing is changed and nothing appears beside it. */
static void
assert_refused (const Fixture *fixture, CalStoreError code)
{
  g_autoptr (GBytes) before = cycle_bytes (fixture->path);
  g_autofree char *beside = cycle_listing (fixture->folder);

  for (CalAccess access = CAL_ACCESS_WRITE; access <= CAL_ACCESS_READ; access++)
    {
      g_autoptr (GBytes) after = NULL;
      g_autofree char *listing = NULL;

      assert_not_opened (fixture->path, access, code);
      after = cycle_bytes (fixture->path);
      g_assert_true (g_bytes_equal (before, after));
      listing = cycle_listing (fixture->folder);
      g_assert_cmpstr (listing, ==, beside);
    }
}

/* Opened, but not to be read to its end. */
static void
assert_damaged (const Fixture *fixture)
{
  g_autoptr (CalDocument) document = open_document (fixture->path, CAL_ACCESS_READ);
  g_autoptr (CalBoard) board = NULL;
  g_autoptr (GError) error = NULL;

  board = cal_document_load (document, CAL_NONE, &error);
  g_assert_null (board);
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT);
}

static void
replace (const Fixture *fixture, const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->path, bytes, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
test_not_ours (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "", "S", "SQLite format", "employee_id,name\n1,Ada\n",
                                       "PK\x03\x04" };
  guint8 noise[8192];

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      replace (fixture, texts[i], strlen (texts[i]));
      /* The beginning of the magic could be a document cut short. */
      assert_refused (fixture,
                      *texts[i] == 'S' ? CAL_STORE_ERROR_CORRUPT : CAL_STORE_ERROR_NOT_A_DOCUMENT);
    }
  for (guint i = 0; i < sizeof noise; i++)
    noise[i] = (guint8) g_test_rand_int ();
  noise[0] = 0;
  replace (fixture, (const char *) noise, sizeof noise);
  assert_refused (fixture, CAL_STORE_ERROR_NOT_A_DOCUMENT);
}

static void
test_another_database (Fixture *fixture, gconstpointer data)
{
  g_remove (fixture->path);
  change (fixture, "CREATE TABLE recipe (name TEXT); PRAGMA user_version = 1");
  assert_refused (fixture, CAL_STORE_ERROR_NOT_A_DOCUMENT);
  change (fixture, "PRAGMA application_id = 0x43414c42; PRAGMA user_version = 0");
  assert_refused (fixture, CAL_STORE_ERROR_NOT_A_DOCUMENT);
  /* It says that it is ours, but it is empty. */
  change (fixture, "PRAGMA user_version = 1");
  assert_refused (fixture, CAL_STORE_ERROR_CORRUPT);
}

static void
test_newer_format (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %d", CAL_SCHEMA_VERSION + 1);

  change (fixture, sql);
  assert_refused (fixture, CAL_STORE_ERROR_NEWER_FORMAT);
}

static void
test_not_there (Fixture *fixture, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (fixture->folder, "winter.calibrate", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "winter.calibrate", NULL);
  g_autofree char *within = g_build_filename (fixture->path, "winter.calibrate", NULL);

  for (CalAccess access = CAL_ACCESS_WRITE; access <= CAL_ACCESS_READ; access++)
    {
      assert_not_opened (missing, access, CAL_STORE_ERROR_NOT_FOUND);
      assert_not_opened (nowhere, access, CAL_STORE_ERROR_NOT_FOUND);
      assert_not_opened (within, access, CAL_STORE_ERROR_NOT_FOUND);
      assert_not_opened (fixture->folder, access, CAL_STORE_ERROR_NOT_A_DOCUMENT);
    }
}

static void
test_truncated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) whole = cycle_bytes (fixture->path);
  gsize size;
  const char *bytes = g_bytes_get_data (whole, &size);

  for (gsize length = 1; length < size; length += MAX (length / 3, 7))
    {
      replace (fixture, bytes, length);
      assert_refused (fixture, CAL_STORE_ERROR_CORRUPT);
    }
  replace (fixture, bytes, size - 1);
  assert_refused (fixture, CAL_STORE_ERROR_CORRUPT);
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
test_flipped_bits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) whole = cycle_bytes (fixture->path);
  g_autoptr (CalDocument) sound = open_document (fixture->path, CAL_ACCESS_READ);
  g_autoptr (CalBoard) board = load (sound);
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
      replace (fixture, flipped, size);
      document = cal_document_open (fixture->path, CAL_ACCESS_READ, &error);
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
test_missing_parts (Fixture *fixture, gconstpointer data)
{
  static const char *const cuts[] = {
    "DROP TRIGGER disclosure_delete; DELETE FROM disclosure WHERE seq = 5 AND field = 2",
    "DROP TRIGGER disclosure_delete; DELETE FROM disclosure WHERE seq = 5 AND field = 6",
    "DROP TRIGGER disclosure_update; UPDATE disclosure SET text = '' WHERE seq = 5 AND field = 2",
    "DROP TRIGGER disclosure_update; UPDATE disclosure SET seq = 99 WHERE seq = 5 AND field = 2",
    "DROP TRIGGER disclosure_update; UPDATE disclosure SET field = 99 WHERE seq = 5 AND field = 2",
    "DROP TRIGGER record_delete; DELETE FROM record WHERE seq = 6",
    "DROP TRIGGER record_delete; DELETE FROM record WHERE seq = 1",
    "DROP TRIGGER record_update; UPDATE record SET bytes = x'00' WHERE seq = 6",
    "DROP TRIGGER roster_delete; DELETE FROM roster",
    "DROP TRIGGER roster_update; UPDATE roster SET leaves = zeroblob(32 * 40)",
    "DROP TRIGGER roster_row_delete; DELETE FROM roster_row WHERE id = (2 << 32) + 39",
    "DROP TRIGGER roster_row_delete; DELETE FROM roster_row WHERE id = (2 << 32) + 0",
    "DROP TRIGGER roster_row_update; UPDATE roster_row SET ratings = identity WHERE id = (2 << 32) "
    "+ 3",
    "DROP TRIGGER roster_row_update; UPDATE roster_row SET ratings = "
    "(SELECT ratings FROM roster_row WHERE id = (2 << 32) + 4) WHERE id = (2 << 32) + 3",
  };
  g_autoptr (GBytes) whole = cycle_bytes (fixture->path);
  gsize size;
  const char *bytes = g_bytes_get_data (whole, &size);

  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_test_message ("%s", cuts[i]);
      replace (fixture, bytes, size);
      change (fixture, cuts[i]);
      assert_damaged (fixture);
    }
}

/* A later program's kind of entry: it is kept, and nothing is added after it. */
static void
test_unknown_kind (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CalDocument) document = open_document (fixture->path, CAL_ACCESS_READ);
  g_autoptr (CalBoard) board = load (document);
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
  change (fixture, sql);

  document = open_document (fixture->path, CAL_ACCESS_WRITE);
  g_clear_pointer (&board, cal_board_free);
  board = load (document);
  g_assert_true (cal_board_has_unknown (board));
  g_assert_cmpuint (cal_board_size (board), ==, head->seq + 1);
  g_assert_false (cal_document_is_writable (document));
  g_assert_null (cycle_move (document, board, "p0", &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NEWER_FORMAT);
}

/* Appends until the disk is full; what was confirmed is there, nothing else is. */
static void
fill_disk (Fixture *fixture, SmallDisk *disk, gsize free)
{
  g_autofree char *path = g_build_filename (disk->folder, "full.calibrate", NULL);
  g_autoptr (GBytes) whole = cycle_bytes (fixture->path);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (CalDocument) document = NULL;
  g_autoptr (CalBoard) board = NULL;
  g_autoptr (CalBoard) read = NULL;
  g_autoptr (GError) error = NULL;
  guint n_recorded = 0;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (whole, NULL),
                                      (gssize) g_bytes_get_size (whole), NULL));
  document = open_document (path, CAL_ACCESS_WRITE);
  board = load (document);
  small_disk_leave (disk, free);
  while (error == NULL)
    {
      guint64 size = cal_board_size (board);
      g_autoptr (GPtrArray) entries = cycle_move (document, board, "p0", &error);

      g_assert_cmpuint (cal_board_size (board), ==, entries != NULL ? size + 1 : size);
      n_recorded += entries != NULL;
      g_assert_cmpuint (n_recorded, <, 10000);
    }
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_DISK_FULL);
  read = load (document);
  cycle_assert_same (board, read);
  g_clear_pointer (&document, cal_document_free);

  if (n_recorded == 0)
    {
      after = cycle_bytes (path);
      g_assert_true (g_bytes_equal (whole, after));
    }
  small_disk_clear (disk);
  document = open_document (path, CAL_ACCESS_WRITE);
  g_clear_pointer (&read, cal_board_free);
  read = load (document);
  cycle_assert_same (board, read);
  g_clear_error (&error);
  g_autoptr (GPtrArray) entries = cycle_move (document, read, "p0", &error);
  g_assert_no_error (error);
  g_clear_pointer (&document, cal_document_free);
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
fill_disks (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *folder = g_build_filename (fixture->folder, "disk", NULL);
  SmallDisk disk;

  small_disk_mount (&disk, folder, 4 * 1024 * 1024);
  /* Too little for anything, for a rollback journal, and for a log beside it. */
  for (gsize pages = 0; pages < 16; pages++)
    fill_disk (fixture, &disk, pages * 4096);
  for (gsize pages = 256; pages < 262; pages++)
    fill_disk (fixture, &disk, pages * 4096);
  g_free (disk.folder);
}

static void
test_append_to_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "disk", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  hand_run_apart (fill_disks, fixture);
}

static void
assert_not_created (const char *path, CalStoreError code)
{
  g_autoptr (CalRoster) roster = cycle_roster (5000, 1);
  g_autoptr (CalRules) rules = cal_rules_new_default ();
  g_autoptr (CalDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  const CalCycleSetup setup = {
    .title = "",
    .actor = "Ines Weber",
    .rules = rules,
    .roster = roster,
    .file_name = "people.csv",
    .file_sha256 = "",
  };

  document = cal_document_create (path, &setup, NULL, NULL, &error);
  g_assert_null (document);
  g_assert_error (error, CAL_STORE_ERROR, (int) code);
}

static void
create_on_small_disk (gpointer data)
{
  const char *folder = data;
  g_autofree char *path = g_build_filename (folder, "autumn.calibrate", NULL);
  g_autofree char *listing = NULL;
  SmallDisk disk;

  small_disk_mount (&disk, folder, 256 * 1024);
  assert_not_created (path, CAL_STORE_ERROR_DISK_FULL);
  listing = cycle_listing (folder);
  g_assert_cmpstr (listing, ==, "");
  g_free (disk.folder);
}

static void
test_create_on_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "disk", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  hand_run_apart (create_on_small_disk, folder);
}

static void
open_read_only (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *other = g_build_filename (fixture->folder, "winter.calibrate", NULL);
  gboolean is_mount;

  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  is_mount = medium_make_read_only (fixture->folder);
  assert_not_opened (fixture->path, CAL_ACCESS_WRITE, CAL_STORE_ERROR_READ_ONLY);
  assert_not_created (other, is_mount ? CAL_STORE_ERROR_READ_ONLY : CAL_STORE_ERROR_PERMISSION);
  for (CalAccess access = CAL_ACCESS_WRITE_OR_FOLLOW; access <= CAL_ACCESS_READ; access++)
    {
      g_autoptr (CalDocument) document = open_document (fixture->path, access);
      g_autoptr (CalBoard) board = load (document);
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (cal_board_size (board), >=, 14);
      g_assert_false (cal_document_is_writable (document));
      g_assert_null (cal_document_holder (document));
      g_assert_null (cycle_move (document, board, "p0", &error));
      g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_READ_ONLY);
      g_clear_error (&error);
      g_assert_false (cal_document_take_over (document, &error));
      g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_READ_ONLY);
    }
}

static void
assert_opens_read_only (Fixture *fixture)
{
  g_autoptr (GBytes) before = cycle_bytes (fixture->path);
  g_autoptr (GBytes) after = NULL;
  g_autofree char *listing = NULL;

  hand_run_apart (open_read_only, fixture);
  after = cycle_bytes (fixture->path);
  g_assert_true (g_bytes_equal (before, after));
  listing = cycle_listing (fixture->folder);
  g_assert_cmpstr (listing, ==, "autumn.calibrate");
}

static void
test_read_only_medium (Fixture *fixture, gconstpointer data)
{
  assert_opens_read_only (fixture);
}

/* Copied while it was being written, at a moment when the log had been folded in. */
static void
test_read_only_copy (Fixture *fixture, gconstpointer data)
{
  change (fixture, "PRAGMA journal_mode = WAL");
  assert_opens_read_only (fixture);
}

static void
open_with_wal (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (CalDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  medium_make_read_only (fixture->folder);
  document = cal_document_open (fixture->path, CAL_ACCESS_READ, &error);
  g_assert_null (document);
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, "-wal"));
}

/* A killed writer's log cannot be folded in on a medium that cannot be written. */
static void
test_read_only_with_wal (Fixture *fixture, gconstpointer data)
{
  Hand hand;

  hand_start (&hand, fixture->path);
  g_assert_true (hand_open (&hand));
  hand_append (&hand);
  hand_kill (&hand);
  close (hand.answers);
  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  hand_run_apart (open_with_wal, fixture);
  g_assert_cmpint (g_chmod (fixture->folder, 0700), ==, 0);
}

static void
open_without_rights (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *other = g_build_filename (fixture->folder, "winter.calibrate", NULL);
  g_autoptr (CalDocument) document = NULL;

  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  if (geteuid () != 0)
    {
      assert_not_opened (fixture->path, CAL_ACCESS_WRITE, CAL_STORE_ERROR_READ_ONLY);
      g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
    }
  medium_give_up_rights ();
  assert_not_opened (fixture->path, CAL_ACCESS_WRITE, CAL_STORE_ERROR_READ_ONLY);
  assert_not_created (other, CAL_STORE_ERROR_PERMISSION);
  document = open_document (fixture->path, CAL_ACCESS_READ);
}

static void
open_forbidden (gpointer data)
{
  Fixture *fixture = data;

  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  g_assert_cmpint (g_chmod (fixture->path, 0000), ==, 0);
  medium_give_up_rights ();
  for (CalAccess access = CAL_ACCESS_WRITE; access <= CAL_ACCESS_READ; access++)
    assert_not_opened (fixture->path, access, CAL_STORE_ERROR_PERMISSION);
}

static void
test_permissions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) before = cycle_bytes (fixture->path);
  g_autoptr (GBytes) after = NULL;

  hand_run_apart (open_without_rights, fixture);
  hand_run_apart (open_forbidden, fixture);
  g_assert_cmpint (g_chmod (fixture->path, 0600), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0700), ==, 0);
  after = cycle_bytes (fixture->path);
  g_assert_true (g_bytes_equal (before, after));
}

#define ADD(name, test) g_test_add ("/store/faults/" name, Fixture, NULL, set_up, test, tear_down)

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
  ADD ("append-to-full-disk", test_append_to_full_disk);
  ADD ("create-on-full-disk", test_create_on_full_disk);
  ADD ("read-only-medium", test_read_only_medium);
  ADD ("read-only-copy", test_read_only_copy);
  ADD ("read-only-with-wal", test_read_only_with_wal);
  ADD ("permissions", test_permissions);
  return g_test_run ();
}
