/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a document may stand and not be written, or not be read: each is a named error
 * and leaves the file as it was, to the byte. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "cycle.h"
#include "hand.h"
#include "medium.h"

/* Appends until the disk is full; what was confirmed is there, nothing else is. */
static void
fill_disk (Cycle *cycle, SmallDisk *disk, gsize free)
{
  g_autofree char *path = g_build_filename (disk->folder, "full.calibrate", NULL);
  g_autoptr (GBytes) whole = cycle_bytes (cycle->path);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (CalDocument) document = NULL;
  g_autoptr (CalBoard) board = NULL;
  g_autoptr (CalBoard) read = NULL;
  g_autoptr (GError) error = NULL;
  guint n_recorded = 0;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (whole, NULL),
                                      (gssize) g_bytes_get_size (whole), NULL));
  document = cycle_open (path, CAL_ACCESS_WRITE);
  board = cycle_load (document, CAL_NONE);
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
  read = cycle_load (document, CAL_NONE);
  cycle_assert_same (board, read);
  g_clear_pointer (&document, cal_document_free);

  if (n_recorded == 0)
    {
      after = cycle_bytes (path);
      g_assert_true (g_bytes_equal (whole, after));
    }
  small_disk_clear (disk);
  document = cycle_open (path, CAL_ACCESS_WRITE);
  g_clear_pointer (&read, cal_board_free);
  read = cycle_load (document, CAL_NONE);
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
  Cycle *cycle = data;
  g_autofree char *folder = g_build_filename (cycle->folder, "disk", NULL);
  SmallDisk disk;

  small_disk_mount (&disk, folder, 4 * 1024 * 1024);
  /* Too little for anything, for a rollback journal, and for a log beside it. */
  for (gsize pages = 0; pages < 16; pages++)
    fill_disk (cycle, &disk, pages * 4096);
  for (gsize pages = 256; pages < 262; pages++)
    fill_disk (cycle, &disk, pages * 4096);
  g_free (disk.folder);
}

static void
test_append_to_full_disk (Cycle *cycle, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (cycle->folder, "disk", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  hand_run_apart (fill_disks, cycle);
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
test_create_on_full_disk (Cycle *cycle, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (cycle->folder, "disk", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  hand_run_apart (create_on_small_disk, folder);
}

static void
open_read_only (gpointer data)
{
  Cycle *cycle = data;
  g_autofree char *other = g_build_filename (cycle->folder, "winter.calibrate", NULL);
  gboolean is_mount;

  g_assert_cmpint (g_chmod (cycle->path, 0644), ==, 0);
  is_mount = medium_make_read_only (cycle->folder);
  cycle_assert_not_opened (cycle->path, CAL_ACCESS_WRITE, CAL_STORE_ERROR_READ_ONLY);
  assert_not_created (other, is_mount ? CAL_STORE_ERROR_READ_ONLY : CAL_STORE_ERROR_PERMISSION);
  for (CalAccess access = CAL_ACCESS_WRITE_OR_FOLLOW; access <= CAL_ACCESS_READ; access++)
    {
      g_autoptr (CalDocument) document = cycle_open (cycle->path, access);
      g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
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
assert_opens_read_only (Cycle *cycle)
{
  g_autoptr (GBytes) before = cycle_bytes (cycle->path);
  g_autoptr (GBytes) after = NULL;
  g_autofree char *listing = NULL;

  hand_run_apart (open_read_only, cycle);
  after = cycle_bytes (cycle->path);
  g_assert_true (g_bytes_equal (before, after));
  listing = cycle_listing (cycle->folder);
  g_assert_cmpstr (listing, ==, "autumn.calibrate");
}

static void
test_read_only_medium (Cycle *cycle, gconstpointer data)
{
  assert_opens_read_only (cycle);
}

/* Copied while it was being written, at a moment when the log had been folded in. */
static void
test_read_only_copy (Cycle *cycle, gconstpointer data)
{
  cycle_change (cycle, "PRAGMA journal_mode = WAL");
  assert_opens_read_only (cycle);
}

static void
open_with_wal (gpointer data)
{
  Cycle *cycle = data;
  g_autoptr (CalDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  medium_make_read_only (cycle->folder);
  document = cal_document_open (cycle->path, CAL_ACCESS_READ, &error);
  g_assert_null (document);
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, "-wal"));
}

/* A killed writer's log cannot be folded in on a medium that cannot be written. */
static void
test_read_only_with_wal (Cycle *cycle, gconstpointer data)
{
  Hand hand;

  hand_start (&hand, cycle->path);
  g_assert_true (hand_open (&hand));
  hand_append (&hand);
  hand_kill (&hand);
  close (hand.answers);
  g_assert_cmpint (g_chmod (cycle->path, 0644), ==, 0);
  hand_run_apart (open_with_wal, cycle);
  g_assert_cmpint (g_chmod (cycle->folder, 0700), ==, 0);
}

static void
open_without_rights (gpointer data)
{
  Cycle *cycle = data;
  g_autofree char *other = g_build_filename (cycle->folder, "winter.calibrate", NULL);
  g_autoptr (CalDocument) document = NULL;

  g_assert_cmpint (g_chmod (cycle->folder, 0755), ==, 0);
  g_assert_cmpint (g_chmod (cycle->path, 0444), ==, 0);
  if (geteuid () != 0)
    {
      cycle_assert_not_opened (cycle->path, CAL_ACCESS_WRITE, CAL_STORE_ERROR_READ_ONLY);
      g_assert_cmpint (g_chmod (cycle->folder, 0555), ==, 0);
    }
  medium_give_up_rights ();
  cycle_assert_not_opened (cycle->path, CAL_ACCESS_WRITE, CAL_STORE_ERROR_READ_ONLY);
  assert_not_created (other, CAL_STORE_ERROR_PERMISSION);
  document = cycle_open (cycle->path, CAL_ACCESS_READ);
}

static void
open_forbidden (gpointer data)
{
  Cycle *cycle = data;

  g_assert_cmpint (g_chmod (cycle->folder, 0755), ==, 0);
  g_assert_cmpint (g_chmod (cycle->path, 0000), ==, 0);
  medium_give_up_rights ();
  for (CalAccess access = CAL_ACCESS_WRITE; access <= CAL_ACCESS_READ; access++)
    cycle_assert_not_opened (cycle->path, access, CAL_STORE_ERROR_PERMISSION);
}

static void
test_permissions (Cycle *cycle, gconstpointer data)
{
  g_autoptr (GBytes) before = cycle_bytes (cycle->path);
  g_autoptr (GBytes) after = NULL;

  hand_run_apart (open_without_rights, cycle);
  hand_run_apart (open_forbidden, cycle);
  g_assert_cmpint (g_chmod (cycle->path, 0600), ==, 0);
  g_assert_cmpint (g_chmod (cycle->folder, 0700), ==, 0);
  after = cycle_bytes (cycle->path);
  g_assert_true (g_bytes_equal (before, after));
}

#define ADD(name, test)                                                                            \
  g_test_add ("/store/media/" name, Cycle, NULL, cycle_set_up_decided, test, cycle_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("append-to-full-disk", test_append_to_full_disk);
  ADD ("create-on-full-disk", test_create_on_full_disk);
  ADD ("read-only-medium", test_read_only_medium);
  ADD ("read-only-copy", test_read_only_copy);
  ADD ("read-only-with-wal", test_read_only_with_wal);
  ADD ("permissions", test_permissions);
  return g_test_run ();
}
