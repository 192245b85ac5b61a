/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-schema.h"

#include "cycle.h"

/* The guard rails within the file itself: what another program may try on it. */
static const char *const attempts[] = {
  "UPDATE record SET bytes = x'00' WHERE seq = 3",
  "DELETE FROM record WHERE seq = 3",
  "DELETE FROM record",
  "INSERT INTO record VALUES (3, x'00')",
  "INSERT INTO record VALUES (5, x'00')",
  "INSERT INTO record VALUES (-1, x'00')",
  "INSERT INTO record (bytes) VALUES (x'00')",
  "INSERT OR REPLACE INTO record VALUES (3, x'00')",
  "INSERT OR REPLACE INTO record VALUES (0, x'00')",
  "INSERT INTO record VALUES (3, x'00') ON CONFLICT (seq) DO UPDATE SET bytes = x'00'",
  "INSERT INTO record VALUES (4, 'text')",
  "INSERT INTO record VALUES (4, NULL)",
  "UPDATE disclosure SET text = ''",
  "DELETE FROM disclosure WHERE seq = 3",
  "INSERT INTO disclosure VALUES (3, 7, 'more')",
  "INSERT INTO disclosure VALUES (5, 0, 'more')",
  "INSERT OR REPLACE INTO disclosure VALUES (3, 0, 'other')",
  "INSERT INTO disclosure VALUES (4, 0, x'00')",
  "UPDATE roster SET leaves = x'00'",
  "DELETE FROM roster",
  "INSERT OR REPLACE INTO roster VALUES (2, x'00')",
  "UPDATE roster_row SET ratings = identity",
  "DELETE FROM roster_row WHERE id = (2 << 32) + 1",
  "INSERT INTO roster_row VALUES ((2 << 32) + 12, 'a', 'b', 'c')",
  "INSERT INTO roster_row (identity, ratings, attributes) VALUES ('a', 'b', 'c')",
  "INSERT OR REPLACE INTO roster_row VALUES ((2 << 32) + 1, 'a', 'b', 'c')",
};

static void
test_guards (void)
{
  g_autofree char *folder = cycle_folder ();
  g_autofree char *path = g_build_filename (folder, "autumn.calibrate", NULL);
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  sqlite3 *db;

  cal_document_free (cycle_create (path, 12));
  before = cycle_bytes (path);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_test_message ("%s", attempts[i]);
      g_assert_cmpint (sqlite3_exec (db, attempts[i], NULL, NULL, NULL), ==, SQLITE_CONSTRAINT);
    }
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  after = cycle_bytes (path);
  g_assert_true (g_bytes_equal (before, after));
  cycle_remove (folder);
}

/* The guards let pass what a next record needs. */
static void
test_next (void)
{
  g_autofree char *folder = cycle_folder ();
  g_autofree char *path = g_build_filename (folder, "autumn.calibrate", NULL);
  sqlite3 *db;

  cal_document_free (cycle_create (path, 12));
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db,
                                 "INSERT INTO roster_row VALUES (4 << 32, 'a', 'b', 'c');"
                                 "INSERT INTO roster VALUES (4, x'00');"
                                 "INSERT INTO disclosure VALUES (4, 0, 'a');"
                                 "INSERT INTO record VALUES (4, x'00')",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  cycle_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/schema/guards", test_guards);
  g_test_add_func ("/store/schema/next", test_next);
  return g_test_run ();
}
