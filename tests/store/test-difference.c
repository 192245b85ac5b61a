/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-difference.h"

#include <gio/gio.h>

#include "cycle.h"
#include "sealed-cycle.h"

#define N_COMMON 6

typedef struct
{
  char *folder;
  char *path;
  char *copy;
} Case;

static void
decide (const char *path, const char *subject, guint n)
{
  g_autoptr (CalDocument) document = cycle_open (path, CAL_ACCESS_WRITE);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) entries = cycle_move (document, board, subject, &error);

      g_assert_no_error (error);
    }
}

static void
copy_document (const char *from, const char *to)
{
  g_autoptr (GBytes) bytes = cycle_bytes (from);

  g_assert_true (g_file_set_contents (to, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
}

static void
set_up (Case *test, gconstpointer data)
{
  test->folder = cycle_folder ();
  test->path = g_build_filename (test->folder, "cycle.calibrate", NULL);
  test->copy = g_build_filename (test->folder, "copy.calibrate", NULL);
  cal_document_free (cycle_create (test->path, SEALED_N_PEOPLE));
  decide (test->path, "p0", N_COMMON);
  copy_document (test->path, test->copy);
}

static void
tear_down (Case *test, gconstpointer data)
{
  cycle_remove (test->folder);
  g_free (test->folder);
  g_free (test->path);
  g_free (test->copy);
}

static CalDifference *
read_difference (const char *path, const char *other)
{
  g_autoptr (GError) error = NULL;
  CalDifference *difference = cal_difference_read (path, other, NULL, NULL, &error);

  g_assert_no_error (error);
  return difference;
}

static void
assert_entries (GPtrArray *entries, guint n, guint64 first, const char *subject)
{
  g_assert_cmpuint (entries->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      const CalEntry *entry = g_ptr_array_index (entries, i);

      g_assert_cmpuint (entry->seq, ==, first + i);
      g_assert_cmpstr (entry->values[CAL_DECISION_SUBJECT].text, ==, subject);
    }
}

static void
test_same (Case *test, gconstpointer data)
{
  g_autoptr (CalDifference) difference = read_difference (test->path, test->copy);

  g_assert_cmpint (difference->comparison.relation, ==, CAL_RELATION_SAME);
  g_assert_cmpuint (difference->entries->len, ==, 0);
  g_assert_cmpuint (difference->other_entries->len, ==, 0);
}

static void
test_continued (Case *test, gconstpointer data)
{
  g_autoptr (CalDifference) extends = NULL;
  g_autoptr (CalDifference) shorter = NULL;

  decide (test->path, "p1", 3);
  extends = read_difference (test->path, test->copy);
  g_assert_cmpint (extends->comparison.relation, ==, CAL_RELATION_EXTENDS);
  assert_entries (extends->entries, 3, extends->comparison.common, "p1");
  g_assert_cmpuint (extends->other_entries->len, ==, 0);
  shorter = read_difference (test->copy, test->path);
  g_assert_cmpint (shorter->comparison.relation, ==, CAL_RELATION_SHORTER);
  g_assert_cmpuint (shorter->entries->len, ==, 0);
  assert_entries (shorter->other_entries, 3, shorter->comparison.common, "p1");
}

static gboolean
on_progress_cb (double fraction, gpointer data)
{
  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);
  return --*(int *) data >= 0;
}

static void
test_fork (Case *test, gconstpointer data)
{
  g_autoptr (CalDifference) difference = NULL;
  g_autoptr (GError) error = NULL;
  int patience = 0;

  decide (test->path, "p1", 2);
  decide (test->copy, "p2", 4);
  difference = read_difference (test->path, test->copy);
  g_assert_cmpint (difference->comparison.relation, ==, CAL_RELATION_FORKS);
  assert_entries (difference->entries, 2, difference->comparison.common, "p1");
  assert_entries (difference->other_entries, 4, difference->comparison.common, "p2");
  g_assert_null (cal_difference_read (test->path, test->copy, on_progress_cb, &patience, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_other_log (Case *test, gconstpointer data)
{
  g_autofree char *stranger = g_build_filename (test->folder, "stranger.calibrate", NULL);
  g_autoptr (CalDifference) difference = NULL;

  cal_document_free (cycle_create (stranger, SEALED_N_PEOPLE));
  difference = read_difference (test->path, stranger);
  g_assert_cmpint (difference->comparison.relation, ==, CAL_RELATION_OTHER_LOG);
  g_assert_cmpuint (difference->entries->len, ==, 0);
  g_assert_cmpuint (difference->other_entries->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Case, NULL, set_up, test, tear_down)
  ADD ("/difference/same", test_same);
  ADD ("/difference/continued", test_continued);
  ADD ("/difference/fork", test_fork);
  ADD ("/difference/other-log", test_other_log);
#undef ADD
  return g_test_run ();
}
