/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An erasure that is interrupted has been made or has not, and what is left to do is
 * done by the next opening. */
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "cycle.h"
#include "erased-cycle.h"
#include "hand.h"
#include "medium.h"
#include "sealed-cycle.h"
#include "store/cal-verification.h"

#define PERSON 4
#define ID "id-0004-zq"

typedef struct
{
  char *folder;
  char *keys;
  char *path;
  GBytes *whole;
  guint64 size;
  gboolean is_apart;
} Case;

static void
set_up (Case *test, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autofree char *key = NULL;
  g_autoptr (CalVerification) found = NULL;

  test->folder = cycle_folder ();
  test->keys = cycle_folder ();
  test->path = g_build_filename (test->folder, "autumn.calibrate", NULL);
  key = sealed_key (test->keys, "hr");
  erased_create (test->path, key, rand);
  test->whole = cycle_bytes (test->path);
  found = cal_verification_run (test->path, NULL, NULL, NULL);
  test->size = found->size;
}

static void
tear_down (Case *test, gconstpointer data)
{
  cycle_remove (test->folder);
  cycle_remove (test->keys);
  g_bytes_unref (test->whole);
  g_free (test->folder);
  g_free (test->keys);
  g_free (test->path);
}

static void
put_back (Case *test, const char *path)
{
  g_assert_true (g_file_set_contents_full (path, g_bytes_get_data (test->whole, NULL),
                                           (gssize) g_bytes_get_size (test->whole),
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* Opened once more, it is as it was before, or as it is after, and nothing between.
 * Returns: whether the person has been erased */
static gboolean
assert_before_or_after (Case *test, const char *folder, const char *path)
{
  g_autoptr (CalDocument) document = cycle_open (path, CAL_ACCESS_WRITE);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
  g_autoptr (CalVerification) found = NULL;
  gboolean erased = cal_board_size (board) > test->size;
  guint index;

  g_assert_cmpuint (cal_board_size (board), ==, test->size + erased);
  g_assert_cmpint (cal_board_find (board, ID, &index), ==, !erased);
  g_clear_pointer (&document, cal_document_free);
  if (erased)
    erased_assert_nowhere (folder, PERSON);
  /* GLib starts no program from a process that was forked off. */
  if (test->is_apart)
    return erased;
  found = cal_verification_run (path, NULL, NULL, NULL);
  g_assert_null (found->fault);
  g_assert_false (found->is_erasure_unfinished);
  g_assert_cmpuint (found->n_erased, ==, erased);
  return erased;
}

static pid_t
start_erasing (const char *path)
{
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      g_autoptr (CalDocument) document = cal_document_open (path, CAL_ACCESS_WRITE, NULL);
      g_autoptr (CalBoard) board = cal_document_load (document, CAL_NONE, NULL);
      g_autoptr (CalErasure) erasure = erased_erase (document, board, ID, NULL);

      _exit (erasure != NULL ? 0 : 1);
    }
  return pid;
}

static void
end (pid_t pid, int signal_number)
{
  int status;

  kill (pid, signal_number);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
}

/* At whatever moment it is killed. */
static void
test_killed (Case *test, gconstpointer data)
{
  guint n_erased = 0;

  for (guint round = 0; round < 24; round++)
    {
      g_autoptr (GTimer) timer = g_timer_new ();
      double moment = g_test_rand_double_range (0, 0.15);
      g_autoptr (GDir) dir = NULL;
      const char *name;
      pid_t pid;

      put_back (test, test->path);
      pid = start_erasing (test->path);
      while (g_timer_elapsed (timer, NULL) < moment)
        g_thread_yield ();
      end (pid, SIGKILL);
      n_erased += assert_before_or_after (test, test->folder, test->path);
      dir = g_dir_open (test->folder, 0, NULL);
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (test->folder, name, NULL);

          g_assert_cmpint (g_remove (path), ==, 0);
        }
    }
  g_test_message ("%u of 24 were erased", n_erased);
}

/* Killed after the commit, while a reader keeps the write-ahead log from being
 * emptied: verifying says so, and the next opening goes on. */
static void
test_killed_before_finish (Case *test, gconstpointer data)
{
  g_autoptr (CalVerification) found = NULL;
  sqlite3 *reader;
  pid_t pid;

  pid = start_erasing (test->path);
  g_assert_cmpint (sqlite3_open_v2 (test->path, &reader, SQLITE_OPEN_READONLY, NULL), ==,
                   SQLITE_OK);
  do
    {
      g_clear_pointer (&found, cal_verification_free);
      found = cal_verification_run (test->path, NULL, NULL, NULL);
    }
  while (found == NULL || found->n_erased == 0);
  end (pid, SIGKILL);
  sqlite3_close (reader);
  g_assert_true (assert_before_or_after (test, test->folder, test->path));
}

/* Somebody reads for long: the erasure stands, is finished later, and says so. */
static void
test_held_up_by_reader (Case *test, gconstpointer data)
{
  g_autoptr (CalDocument) document = NULL;
  g_autoptr (CalBoard) board = NULL;
  g_autoptr (CalErasure) erasure = NULL;
  g_autoptr (CalVerification) found = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *reader;

  document = cycle_open (test->path, CAL_ACCESS_WRITE);
  board = cycle_load (document, CAL_NONE);
  entries = cycle_move (document, board, "id-0001-zq", &error);
  g_assert_no_error (error);
  test->size++;
  g_assert_cmpint (sqlite3_open_v2 (test->path, &reader, SQLITE_OPEN_READONLY, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (reader, "BEGIN; SELECT count(*) FROM record", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  erasure = erased_erase (document, board, ID, &error);
  g_assert_no_error (error);
  g_assert_nonnull (erasure->unfinished);
  found = cal_verification_run (test->path, NULL, NULL, NULL);
  g_assert_true (found->is_erasure_unfinished);
  sqlite3_close (reader);
  g_clear_pointer (&document, cal_document_free);
  g_assert_true (assert_before_or_after (test, test->folder, test->path));
}

static void
erase_on_small_disk (gpointer data)
{
  Case *test = data;
  g_autofree char *folder = g_build_filename (test->folder, "disk", NULL);
  g_autofree char *path = g_build_filename (folder, "autumn.calibrate", NULL);
  gsize size = g_bytes_get_size (test->whole);
  SmallDisk disk;

  test->is_apart = TRUE;
  small_disk_mount (&disk, folder, 4 * 1024 * 1024);
  for (gsize free = 0; free < 5 * size; free += size / 3)
    {
      g_autoptr (CalDocument) document = NULL;
      g_autoptr (CalBoard) board = NULL;
      g_autoptr (CalErasure) erasure = NULL;
      g_autoptr (GError) error = NULL;
      gboolean erased;

      put_back (test, path);
      document = cycle_open (path, CAL_ACCESS_WRITE);
      board = cycle_load (document, CAL_NONE);
      small_disk_leave (&disk, free);
      erasure = erased_erase (document, board, ID, &error);
      if (erasure == NULL)
        g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_DISK_FULL);
      g_clear_pointer (&document, cal_document_free);
      small_disk_clear (&disk);
      erased = assert_before_or_after (test, folder, path);
      g_assert_cmpint (erased, ==, erasure != NULL);
      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_free (disk.folder);
}

static void
test_full_disk (Case *test, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (test->folder, "disk", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  hand_run_apart (erase_on_small_disk, test);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Case *, gconstpointer);
  } tests[] = {
    { "/erasure-interrupted/killed", test_killed },
    { "/erasure-interrupted/killed-before-finish", test_killed_before_finish },
    { "/erasure-interrupted/held-up-by-reader", test_held_up_by_reader },
    { "/erasure-interrupted/full-disk", test_full_disk },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Case, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
