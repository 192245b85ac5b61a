/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cal-awkward-board.h"
#include "export/cal-export-error.h"
#include "export/cal-workbook.h"

#define N_SUBJECTS 1500

typedef struct
{
  char *folder;
  char *path;
  CalTestBoard *test;
  CalWorkbookFacts facts;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  fixture->folder = g_dir_make_tmp ("calibrate-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "ratings.xlsx", NULL);
  fixture->test = cal_test_board_new (N_SUBJECTS, "S1");
  fixture->facts = cal_awkward_facts ();
  for (guint i = 0; i < 100; i++)
    cal_test_board_random_step (fixture->test, random);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_remove (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
  cal_test_board_free (fixture->test);
}

static guint
n_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
write_workbook (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  cal_workbook_write (fixture->path, fixture->test->board, &fixture->facts, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_files (fixture->folder), ==, 1);
}

static GBytes *
read_workbook (Fixture *fixture)
{
  char *text;
  gsize length;

  g_assert_true (g_file_get_contents (fixture->path, &text, &length, NULL));
  return g_bytes_new_take (text, length);
}

static void
test_same_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (GBytes) later = NULL;

  write_workbook (fixture);
  first = read_workbook (fixture);
  write_workbook (fixture);
  second = read_workbook (fixture);
  g_assert_true (g_bytes_equal (first, second));
  fixture->facts.time += 1000;
  write_workbook (fixture);
  later = read_workbook (fixture);
  g_assert_false (g_bytes_equal (first, later));
}

static void
test_permissions (Fixture *fixture, gconstpointer data)
{
  struct stat status;
  mode_t mask = umask (027);

  write_workbook (fixture);
  umask (mask);
  g_assert_cmpint (stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0640);
  /* Whoever replaces a workbook keeps its permissions. */
  g_assert_cmpint (chmod (fixture->path, 0600), ==, 0);
  write_workbook (fixture);
  g_assert_cmpint (stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "none", "ratings.xlsx", NULL);
  g_autofree char *in_file = g_build_filename (fixture->path, "ratings.xlsx", NULL);
  const char *const paths[] = { nowhere, in_file };

  g_assert_true (g_file_set_contents (fixture->path, "before", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (
          cal_workbook_write (paths[i], fixture->test->board, &fixture->facts, NULL, &error));
      g_assert_error (error, CAL_EXPORT_ERROR, CAL_EXPORT_ERROR_NOT_FOUND);
      g_assert_nonnull (strstr (error->message, paths[i]));
    }
  g_assert_cmpuint (n_files (fixture->folder), ==, 1);
}

/* A folder in which this user may not write; root becomes somebody else for
 * the while. */
static void
test_not_allowed (Fixture *fixture, gconstpointer data)
{
  const uid_t nobody = 65534;
  g_autoptr (GError) error = NULL;
  uid_t user = geteuid ();
  gboolean written;

  g_assert_cmpint (chmod (fixture->folder, 0555), ==, 0);
  if (user == 0)
    g_assert_cmpint (seteuid (nobody), ==, 0);
  written = cal_workbook_write (fixture->path, fixture->test->board, &fixture->facts, NULL, &error);
  if (user == 0)
    g_assert_cmpint (seteuid (user), ==, 0);
  g_assert_cmpint (chmod (fixture->folder, 0700), ==, 0);
  g_assert_false (written);
  g_assert_error (error, CAL_EXPORT_ERROR, CAL_EXPORT_ERROR_PERMISSION);
  g_assert_cmpuint (n_files (fixture->folder), ==, 0);
}

static gboolean
cancel_half_way (double fraction, gpointer user_data)
{
  double *last = user_data;

  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1);
  *last = fraction;
  return fraction < 0.4;
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  double last = 0;
  CalWorkbookOptions options = { .progress = cancel_half_way, .user_data = &last };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) left = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "before", -1, NULL));
  g_assert_false (
      cal_workbook_write (fixture->path, fixture->test->board, &fixture->facts, &options, &error));
  g_assert_error (error, CAL_EXPORT_ERROR, CAL_EXPORT_ERROR_CANCELLED);
  g_assert_cmpfloat (last, >, 0.3);
  left = read_workbook (fixture);
  g_assert_cmpmem (g_bytes_get_data (left, NULL), g_bytes_get_size (left), "before", 6);
  g_assert_cmpuint (n_files (fixture->folder), ==, 1);
}

/* Writes on a disk that takes no more than so many bytes of any file, temporary
 * ones too: either the workbook is whole or there is none. */
static gboolean
write_limited (Fixture *fixture, rlim_t most, GBytes *whole)
{
  g_autoptr (GBytes) now = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit before;
  struct rlimit limit;
  gboolean written;

  g_remove (fixture->path);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = (struct rlimit){ most, before.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  written = cal_workbook_write (fixture->path, fixture->test->board, &fixture->facts, NULL, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  if (!written)
    {
      g_assert_error (error, CAL_EXPORT_ERROR, CAL_EXPORT_ERROR_DISK_FULL);
      g_assert_cmpuint (n_files (fixture->folder), ==, 0);
      return FALSE;
    }
  now = read_workbook (fixture);
  g_assert_true (g_bytes_equal (now, whole));
  return TRUE;
}

static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) whole = NULL;
  rlim_t refused = 0;
  rlim_t enough = 16u << 20;

  write_workbook (fixture);
  whole = read_workbook (fixture);
  signal (SIGXFSZ, SIG_IGN);
  for (rlim_t most = 0; most < 2u << 20; most = most * 3 / 2 + 777)
    write_limited (fixture, most, whole);

  /* Where the sheet's rows have room but not what comes after them. */
  g_assert_false (write_limited (fixture, refused, whole));
  g_assert_true (write_limited (fixture, enough, whole));
  while (enough - refused > 1)
    {
      rlim_t middle = refused + (enough - refused) / 2;

      if (write_limited (fixture, middle, whole))
        enough = middle;
      else
        refused = middle;
    }
  for (rlim_t less = 1; less < 2000; less += 83)
    g_assert_false (write_limited (fixture, enough - less, whole));
  signal (SIGXFSZ, SIG_DFL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/workbook/same-bytes", Fixture, NULL, set_up, test_same_bytes, tear_down);
  g_test_add ("/workbook/permissions", Fixture, NULL, set_up, test_permissions, tear_down);
  g_test_add ("/workbook/no-folder", Fixture, NULL, set_up, test_no_folder, tear_down);
  g_test_add ("/workbook/not-allowed", Fixture, NULL, set_up, test_not_allowed, tear_down);
  g_test_add ("/workbook/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/workbook/full-disk", Fixture, NULL, set_up, test_full_disk, tear_down);
  return g_test_run ();
}
