/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window on documents made to do harm: it is told so, and goes on. */
#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "model-fixture.h"
#include "store/cal-store-error.h"

static void
execute (const char *path, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
assert_refused (const char *path, CalStoreError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (model_open (path, &error));
  g_assert_error (error, CAL_STORE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, path));
}

/* Each of these had a program wait for ever that reads before it looks. */
static void
test_endless (ModelFixture *fixture, gconstpointer data)
{
  static const char *const changes[] = {
    "ALTER TABLE record RENAME TO old; CREATE VIEW record AS WITH RECURSIVE n(i) AS (SELECT 0 "
    "UNION ALL SELECT i + 1 FROM n) SELECT i AS seq, x'00' AS bytes FROM n",
    "CREATE TRIGGER more AFTER INSERT ON record BEGIN SELECT count(*) FROM (WITH RECURSIVE n(i) "
    "AS (SELECT 0 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n); END",
  };
  g_autofree char *good = NULL;
  g_autofree char *pipe = g_strconcat (fixture->path, "-wal", NULL);
  gsize length;

  model_close (fixture->document);
  g_clear_object (&fixture->document);
  g_assert_true (g_file_get_contents (fixture->path, &good, &length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      execute (fixture->path, changes[i]);
      assert_refused (fixture->path, CAL_STORE_ERROR_CORRUPT);
      g_assert_true (g_file_set_contents (fixture->path, good, (gssize) length, NULL));
    }

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_refused (fixture->path, CAL_STORE_ERROR_CORRUPT);
  g_assert_cmpint (g_remove (pipe), ==, 0);

  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  assert_refused (fixture->path, CAL_STORE_ERROR_NOT_A_DOCUMENT);
}

/* What another program puts in for the next entry while the window has the document
 * open: nothing is recorded over it, and the window can go on showing. */
static void
test_stray (ModelFixture *fixture, gconstpointer data)
{
  const CalBoard *board = cal_live_document_get_board (fixture->document);
  guint64 size = cal_board_size (board);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (model_move (fixture->document, 0, cal_placement (1, 1), &error)
                 || model_move (fixture->document, 0, cal_placement (2, 1), NULL));
  g_clear_error (&error);
  sql = g_strdup_printf ("INSERT INTO disclosure VALUES (%" G_GUINT64_FORMAT ", 0, 'x')", size + 1);
  execute (fixture->path, sql);
  g_assert_false (model_move (fixture->document, 0, cal_placement (3, 3), &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT);
  g_assert_nonnull (strstr (error->message, "Another program has written into the file"));
  g_assert_cmpuint (cal_board_size (cal_live_document_get_board (fixture->document)), ==, size + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/hostile-document/endless", ModelFixture, NULL, model_fixture_set_up, test_endless,
              model_fixture_tear_down);
  g_test_add ("/hostile-document/stray", ModelFixture, NULL, model_fixture_set_up, test_stray,
              model_fixture_tear_down);
  return g_test_run ();
}
