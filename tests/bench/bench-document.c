/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A document of many people and decisions: how long it takes to make and to open,
 * against SQLite alone copying the same rows into the same tables.
 *
 *     bench-document [SUBJECTS [DECISIONS]]
 */
#include <stdlib.h>

#include <glib/gstdio.h>

#include "core/cal-entry.h"
#include "cycle.h"
#include "store/cal-sqlite.h"

#define SUBJECTS 100000
#define DECISIONS 20000
#define BATCH 100

static double
seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

/* Moves in batches, each one transaction. */
static void
decide (CalDocument *document, CalBoard *board, guint n)
{
  guint n_subjects = cal_board_n_subjects (board);

  for (guint done = 0; done < n; done += BATCH)
    {
      CalStep steps[BATCH] = { 0 };
      CalCommand command = {
        .kind = CAL_COMMAND_MOVE,
        .actor = "Ines Weber",
        .time = done,
        .steps = steps,
        .n_steps = BATCH,
      };
      g_autoptr (GPtrArray) entries = NULL;
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < BATCH; i++)
        {
          const CalBoardSubject *subject = cal_board_subject (board, (done + i) * 17 % n_subjects);

          steps[i].subject = subject->row->id;
          steps[i].to = cal_placement (subject->placement.performance % 3 + 1, 2);
          steps[i].reason_code = "evidence";
          steps[i].reason = "Led the migration of all the accounts in spring";
        }
      entries = cal_document_execute (document, board, &command, &error);
      g_assert_no_error (error);
    }
}

/* As the document is made: without a journal, synced at the end. */
static double
copy_bare (const char *path, const char *bare_path)
{
  static const char *const tables[] = { "roster_row", "roster", "disclosure", "record" };
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS bare", bare_path);
  g_autoptr (GString) sql = g_string_new ("PRAGMA bare.synchronous = OFF;"
                                          "PRAGMA bare.journal_mode = MEMORY; BEGIN;");
  g_autoptr (GError) error = NULL;
  sqlite3 *db;
  gint64 start;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  cal_sqlite_exec (db, attach, path, &error);
  g_assert_no_error (error);
  cal_sqlite_exec (
      db,
      "CREATE TABLE bare.record (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;"
      "CREATE TABLE bare.disclosure (seq INTEGER NOT NULL, field INTEGER NOT NULL,"
      " text TEXT NOT NULL, PRIMARY KEY (seq, field)) STRICT, WITHOUT ROWID;"
      "CREATE TABLE bare.roster (seq INTEGER PRIMARY KEY, leaves BLOB NOT NULL) STRICT;"
      "CREATE TABLE bare.roster_row (id INTEGER PRIMARY KEY, identity TEXT NOT NULL,"
      " ratings TEXT NOT NULL, attributes TEXT NOT NULL) STRICT;",
      path, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    /* In their order, but not page by page, which an ordinary copy would be. */
    g_string_append_printf (sql, "INSERT INTO bare.%s SELECT * FROM main.%s WHERE %s >= 0;",
                            tables[i], tables[i], i == 0 ? "id" : "seq");
  g_string_append (sql, "COMMIT; PRAGMA bare.synchronous = FULL;");
  start = g_get_monotonic_time ();
  cal_sqlite_exec (db, sql->str, path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return seconds_since (start);
}

int
main (int argc, char **argv)
{
  guint n_subjects = argc > 1 ? (guint) atoi (argv[1]) : SUBJECTS;
  guint n_decisions = argc > 2 ? (guint) atoi (argv[2]) : DECISIONS;
  g_autofree char *folder = cycle_folder ();
  g_autofree char *path = g_build_filename (folder, "autumn.calibrate", NULL);
  g_autofree char *bare_path = g_build_filename (folder, "bare.db", NULL);
  g_autoptr (CalRoster) roster = cycle_roster (n_subjects, 1);
  g_autoptr (CalDocument) document = NULL;
  g_autoptr (CalBoard) board = NULL;
  g_autofree char *checkpoint = NULL;
  gint64 start = g_get_monotonic_time ();
  double made, loaded, checked, bare;

  document = cycle_create_from (path, roster);
  made = seconds_since (start);
  start = g_get_monotonic_time ();
  g_clear_pointer (&document, cal_document_free);
  bare = copy_bare (path, bare_path);
  g_print ("%u subjects: made in %.2f s, bare rows in %.2f s\n", n_subjects, made, bare);

  document = cal_document_open (path, CAL_ACCESS_WRITE, NULL);
  board = cal_document_load (document, CAL_NONE, NULL);
  decide (document, board, n_decisions);
  g_clear_pointer (&board, cal_board_free);
  g_clear_pointer (&document, cal_document_free);

  start = g_get_monotonic_time ();
  document = cal_document_open (path, CAL_ACCESS_READ, NULL);
  board = cal_document_load (document, CAL_NONE, NULL);
  loaded = seconds_since (start);
  start = g_get_monotonic_time ();
  checkpoint = cal_document_checkpoint (document, NULL);
  checked = seconds_since (start);
  g_print ("with %u decisions: opened and folded in %.2f s, root computed in %.3f s\n",
           cal_board_n_decisions (board), loaded, checked);
  g_clear_pointer (&document, cal_document_free);
  cycle_remove (folder);
  return 0;
}
