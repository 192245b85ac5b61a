/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One durable decision: rules, record, commit and fold, against SQLite alone
 * inserting the same rows into the same tables with the same pragmas, in turn and
 * in the same folder. Aim: 1.3 times.
 *
 *     bench-append [DECISIONS]
 */
#include <stdlib.h>

#include <glib/gstdio.h>

#include "cycle.h"
#include "store/cal-sqlite.h"

#define SUBJECTS 200
#define DECISIONS 3000
#define TURN 50

/* What one decision left in the tables. */
typedef struct
{
  guint64 seq;
  char *bytes;
  gsize length;
  char **disclosures;
} Row;

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_free (row->bytes);
  g_strfreev (row->disclosures);
}

typedef struct
{
  guint64 from;
  GArray *rows;
} Collection;

static gboolean
on_record_collect (guint64 seq,
                   const char *bytes,
                   gsize length,
                   const char *const *disclosures,
                   gpointer user_data)
{
  Collection *collection = user_data;
  Row row = { .seq = seq, .length = length };

  if (seq >= collection->from)
    {
      row.bytes = g_memdup2 (bytes, length);
      row.disclosures = g_strdupv ((char **) disclosures);
      g_array_append_val (collection->rows, row);
    }
  return TRUE;
}

typedef struct
{
  sqlite3 *db;
  sqlite3_stmt *disclosure;
  sqlite3_stmt *record;
} Bare;

static void
bare_open (Bare *bare, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *mode = NULL;

  bare->db = cal_sqlite_open (path, CAL_SQLITE_WRITE, &error);
  g_assert_no_error (error);
  mode = cal_sqlite_journal_mode (bare->db, "WAL");
  g_assert_cmpstr (mode, ==, "wal");
  bare->disclosure =
      cal_sqlite_prepare (bare->db, "INSERT INTO disclosure VALUES (?, ?, ?)", path, &error);
  g_assert_no_error (error);
  bare->record = cal_sqlite_prepare (bare->db, "INSERT INTO record VALUES (?, ?)", path, &error);
  g_assert_no_error (error);
}

static void
bare_close (Bare *bare)
{
  sqlite3_finalize (bare->disclosure);
  sqlite3_finalize (bare->record);
  g_assert_cmpint (sqlite3_close (bare->db), ==, SQLITE_OK);
}

static void
bare_insert (Bare *bare, const Row *row)
{
  g_assert_cmpint (sqlite3_exec (bare->db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  for (guint i = 0; row->disclosures[i] != NULL; i++)
    {
      sqlite3_bind_int64 (bare->disclosure, 1, (sqlite3_int64) row->seq);
      sqlite3_bind_int64 (bare->disclosure, 2, i);
      sqlite3_bind_text (bare->disclosure, 3, row->disclosures[i], -1, SQLITE_STATIC);
      g_assert_cmpint (sqlite3_step (bare->disclosure), ==, SQLITE_DONE);
      sqlite3_reset (bare->disclosure);
    }
  sqlite3_bind_int64 (bare->record, 1, (sqlite3_int64) row->seq);
  sqlite3_bind_blob64 (bare->record, 2, row->bytes, row->length, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (bare->record), ==, SQLITE_DONE);
  sqlite3_reset (bare->record);
  g_assert_cmpint (sqlite3_exec (bare->db, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

static double
milliseconds (GArray *times, double share)
{
  guint at = (guint) (share * (times->len - 1));

  return (double) g_array_index (times, gint64, at) / 1000;
}

static void
decide (CalDocument *document, CalBoard *board, GRand *rand)
{
  g_autofree char *id = g_strdup_printf ("p%d", g_rand_int_range (rand, 0, SUBJECTS));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = cycle_move (document, board, id, &error);

  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  guint n = argc > 1 ? (guint) atoi (argv[1]) : DECISIONS;
  g_autofree char *folder = cycle_folder ();
  g_autofree char *path = g_build_filename (folder, "ours.calibrate", NULL);
  g_autofree char *bare_path = g_build_filename (folder, "bare.calibrate", NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) theirs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CalDocument) document = cycle_create (path, SUBJECTS);
  g_autoptr (CalBoard) board = cal_document_load (document, CAL_NONE, NULL);
  g_autoptr (GBytes) beginning = cycle_bytes (path);
  Bare bare;

  g_assert_true (g_file_set_contents (bare_path, g_bytes_get_data (beginning, NULL),
                                      (gssize) g_bytes_get_size (beginning), NULL));
  bare_open (&bare, bare_path);

  /* The first turn warms both up. */
  for (guint done = 0; done < n + TURN; done += TURN)
    {
      g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
      Collection collection = { .from = cal_board_size (board), .rows = rows };

      g_array_set_clear_func (rows, row_clear);
      for (guint i = 0; i < TURN; i++)
        {
          gint64 start = g_get_monotonic_time ();

          decide (document, board, rand);
          start = g_get_monotonic_time () - start;
          if (done > 0)
            g_array_append_val (ours, start);
        }
      cal_document_foreach_record (document, on_record_collect, &collection, NULL);
      for (guint i = 0; i < rows->len; i++)
        {
          gint64 start = g_get_monotonic_time ();

          bare_insert (&bare, &g_array_index (rows, Row, i));
          start = g_get_monotonic_time () - start;
          if (done > 0)
            g_array_append_val (theirs, start);
        }
    }
  bare_close (&bare);
  g_clear_pointer (&document, cal_document_free);
  cycle_remove (folder);

  g_array_sort (ours, compare);
  g_array_sort (theirs, compare);
  g_print ("one durable decision, %u of each:\n", n);
  g_print ("  calibrate   p50 %.3f ms, p99 %.3f ms\n", milliseconds (ours, 0.5),
           milliseconds (ours, 0.99));
  g_print ("  bare SQLite p50 %.3f ms, p99 %.3f ms\n", milliseconds (theirs, 0.5),
           milliseconds (theirs, 0.99));
  g_print ("  ratio       p50 %.2f, p99 %.2f (aim 1.30)\n",
           milliseconds (ours, 0.5) / milliseconds (theirs, 0.5),
           milliseconds (ours, 0.99) / milliseconds (theirs, 0.99));
  return 0;
}
