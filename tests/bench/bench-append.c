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
#include "store/cal-document-private.h"
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

/* A document with its board, and what its decisions took. */
typedef struct
{
  CalDocument *document;
  CalBoard *board;
  GRand *rand;
  GArray *times;
} Ours;

static void
ours_open (Ours *ours, const char *path, gboolean keeps_tree)
{
  ours->document = cal_document_open (path, CAL_ACCESS_WRITE, NULL);
  ours->document->keeps_tree = keeps_tree;
  ours->board = cal_document_load (ours->document, CAL_NONE, NULL);
  ours->rand = g_rand_new_with_seed (1);
  ours->times = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static void
ours_close (Ours *ours)
{
  g_clear_pointer (&ours->document, cal_document_free);
  cal_board_free (ours->board);
  g_rand_free (ours->rand);
  g_array_unref (ours->times);
}

static void
decide (Ours *ours, gboolean counts)
{
  g_autofree char *id = g_strdup_printf ("p%d", g_rand_int_range (ours->rand, 0, SUBJECTS));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  gint64 start = g_get_monotonic_time ();

  entries = cycle_move (ours->document, ours->board, id, &error);
  start = g_get_monotonic_time () - start;
  g_assert_no_error (error);
  if (counts)
    g_array_append_val (ours->times, start);
}

static void
repeat_bare (Bare *bare, const Ours *ours, guint64 from, GArray *times)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  Collection collection = { .from = from, .rows = rows };

  g_array_set_clear_func (rows, row_clear);
  cal_document_foreach_record (ours->document, on_record_collect, &collection, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      gint64 start = g_get_monotonic_time ();

      bare_insert (bare, &g_array_index (rows, Row, i));
      start = g_get_monotonic_time () - start;
      if (times != NULL)
        g_array_append_val (times, start);
    }
}

static void
print_times (const char *name, GArray *times)
{
  g_array_sort (times, compare);
  g_print ("  %-14s p50 %.3f ms, p99 %.3f ms\n", name, milliseconds (times, 0.5),
           milliseconds (times, 0.99));
}

static void
print_ratio (const char *name, GArray *times, GArray *others, const char *aim)
{
  g_print ("  %-14s p50 %.2f, p99 %.2f (aim %s)\n", name,
           milliseconds (times, 0.5) / milliseconds (others, 0.5),
           milliseconds (times, 0.99) / milliseconds (others, 0.99), aim);
}

static void
copy_file (const char *from, const char *to)
{
  g_autoptr (GBytes) bytes = cycle_bytes (from);

  g_assert_true (g_file_set_contents (to, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
}

int
main (int argc, char **argv)
{
  guint n = argc > 1 ? (guint) atoi (argv[1]) : DECISIONS;
  g_autofree char *folder = cycle_folder ();
  g_autofree char *path = g_build_filename (folder, "ours.calibrate", NULL);
  g_autofree char *treeless_path = g_build_filename (folder, "treeless.calibrate", NULL);
  g_autofree char *bare_path = g_build_filename (folder, "bare.calibrate", NULL);
  g_autoptr (GArray) bare_times = g_array_new (FALSE, FALSE, sizeof (gint64));
  Ours ours, treeless;
  Bare bare;

  cal_document_free (cycle_create (path, SUBJECTS));
  copy_file (path, treeless_path);
  copy_file (path, bare_path);
  ours_open (&ours, path, TRUE);
  ours_open (&treeless, treeless_path, FALSE);
  bare_open (&bare, bare_path);

  /* The first turn warms all of them up. */
  for (guint done = 0; done < n + TURN; done += TURN)
    {
      guint64 from = cal_board_size (ours.board);

      for (guint i = 0; i < TURN; i++)
        decide (&ours, done > 0);
      for (guint i = 0; i < TURN; i++)
        decide (&treeless, done > 0);
      repeat_bare (&bare, &ours, from, done > 0 ? bare_times : NULL);
    }

  g_print ("one durable decision, %u of each:\n", n);
  print_times ("calibrate", ours.times);
  print_times ("without tree", treeless.times);
  print_times ("bare SQLite", bare_times);
  print_ratio ("to bare SQLite", ours.times, bare_times, "1.30");
  print_ratio ("to no tree", ours.times, treeless.times, "1.20");
  bare_close (&bare);
  ours_close (&ours);
  ours_close (&treeless);
  cycle_remove (folder);
  return 0;
}
