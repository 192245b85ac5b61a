/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Verifying a document, against reading the same rows and hashing the same bytes,
 * disclosures counted in, with one reused OpenSSL context. Aim: 3 times.
 *
 *     bench-verify CALIBRATE [DECISIONS]
 */
#include <stdlib.h>

#include "cycle.h"
#include "log/cal-hasher.h"
#include "store/cal-sqlite.h"
#include "store/cal-verification.h"

#define DECISIONS "1000000"
#define ROUNDS 3

static void
make_document (const char *calibrate, const char *path, const char *decisions)
{
  const char *const arguments[] = {
    calibrate, "sample", path, "--people", "2000", "--decisions", decisions, NULL,
  };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* Every column of a table that the verifier hashes, in the order of its key. */
static gsize
hash_rows (sqlite3 *db, const char *sql, CalHasher *hasher)
{
  g_autoptr (sqlite3_stmt) statement = cal_sqlite_prepare (db, sql, "bench", NULL);
  gsize n_bytes = 0;
  CalHash hash;

  g_assert_nonnull (statement);
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int column = 0; column < sqlite3_column_count (statement); column++)
      {
        gsize length = (gsize) sqlite3_column_bytes (statement, column);

        cal_hasher_leaf (hasher, sqlite3_column_blob (statement, column), length, &hash);
        n_bytes += length;
      }
  return n_bytes;
}

static double
read_and_hash (const char *path, gsize *n_bytes)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (sqlite3) db = cal_sqlite_open (path, CAL_SQLITE_READ, NULL);
  g_autoptr (CalHasher) hasher = cal_hasher_new ();

  *n_bytes = hash_rows (db, "SELECT bytes FROM record ORDER BY seq", hasher)
             + hash_rows (db, "SELECT text FROM disclosure ORDER BY seq, field", hasher)
             + hash_rows (db, "SELECT identity, ratings, attributes FROM roster_row", hasher);
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static double
verify (const char *path)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (CalVerification) found = cal_verification_run (path, NULL, NULL, NULL);

  g_assert_nonnull (found);
  g_assert_null (found->fault);
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

int
main (int argc, char **argv)
{
  const char *decisions = argc > 2 ? argv[2] : DECISIONS;
  g_autofree char *folder = cycle_folder ();
  g_autofree char *path = g_build_filename (folder, "bench.calibrate", NULL);
  double ours = G_MAXDOUBLE;
  double bare = G_MAXDOUBLE;
  gsize n_bytes = 0;

  g_assert_cmpint (argc, >, 1);
  make_document (argv[1], path, decisions);
  for (guint round = 0; round < ROUNDS; round++)
    {
      bare = MIN (bare, read_and_hash (path, &n_bytes));
      ours = MIN (ours, verify (path));
    }
  cycle_remove (folder);
  g_print ("verifying %s decisions, best of %d:\n", decisions, ROUNDS);
  g_print ("  calibrate         %.2f s\n", ours);
  g_print ("  reading, hashing  %.2f s, %" G_GSIZE_FORMAT " bytes\n", bare, n_bytes);
  g_print ("  ratio             %.2f (aim 3.00)\n", ours / bare);
  return 0;
}
