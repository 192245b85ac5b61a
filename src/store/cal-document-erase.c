/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-document-private.h"

#include <string.h>

#include <glib/gstdio.h>

#include "core/cal-standing.h"
#include "log/cal-record-reader.h"
#include "store/cal-erasure-plan.h"
#include "store/cal-erasure-table.h"
#include "store/cal-schema.h"
#include "store/cal-sqlite.h"
#include "store/cal-store-error.h"

void
cal_erasure_free (CalErasure *erasure)
{
  if (erasure == NULL)
    return;
  g_array_unref (erasure->naming);
  g_free (erasure->unfinished);
  g_free (erasure);
}

static char *
read_log_id (sqlite3 *db, const char *path, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      cal_sqlite_prepare (db, "SELECT bytes FROM record WHERE seq = 0", path, error);
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();

  if (statement == NULL)
    return NULL;
  if (sqlite3_step (statement) != SQLITE_ROW)
    {
      cal_sqlite_set_error (error, db, path);
      return NULL;
    }
  if (!cal_record_reader_peek (reader, sqlite3_column_blob (statement, 0),
                               (gsize) sqlite3_column_bytes (statement, 0), NULL, error))
    return NULL;
  return g_strdup (cal_record_reader_log_id (reader));
}

/* Nothing is rewritten in a file that somebody else has made to look like one. */
static gboolean
is_ours (sqlite3 *db, const char *path)
{
  g_autofree char *what = NULL;
  gint64 version;

  return cal_sqlite_number (db, "PRAGMA user_version", path, &version, NULL)
         && version >= CAL_SCHEMA_VERSION_ERASURE && version <= CAL_SCHEMA_VERSION
         && cal_schema_check (db, (guint) version, &what, path, NULL) && what == NULL;
}

/* Does what an erasure has left to do, if there is one: removes the copies beside
 * the document and writes it anew. */
gboolean
cal_document_finish_erasure (sqlite3 *db, const char *file, guint *n_backups, GError **error)
{
  g_autofree char *log_id = NULL;
  gboolean unfinished;

  *n_backups = 0;
  if (!is_ours (db, file))
    return TRUE;
  if (!cal_erasure_table_is_unfinished (db, &unfinished, file, error))
    return FALSE;
  if (!unfinished)
    return TRUE;
  log_id = read_log_id (db, file, error);
  if (log_id == NULL)
    return FALSE;
  *n_backups = cal_document_remove_backups (file, log_id);
  return cal_erasure_table_finish (db, file, error);
}

static gboolean
upgrade (CalDocument *document, GError **error)
{
  gint64 version;

  return cal_sqlite_number (document->db, "PRAGMA user_version", document->path, &version, error)
         && cal_schema_upgrade (document->db, (guint) version, CAL_SCHEMA_VERSION, document->path,
                                error);
}

static CalErasurePlan *
write_and_delete (CalDocument *document,
                  CalEntry *entry,
                  const CalBoard *board,
                  guint subject,
                  GError **error)
{
  sqlite3 *db = document->db;
  const CalSubject *row = cal_board_subject (board, subject)->row;
  g_autoptr (GArray) standings = cal_standing_erased (board, subject);
  g_autoptr (CalErasurePlan) plan = NULL;
  const char *const *digests;

  if (!upgrade (document, error))
    return NULL;
  plan = cal_erasure_plan_make (db, row->id, row->name, document->path, error);
  if (plan == NULL)
    return NULL;
  digests = (const char *const *) plan->digests->pdata;
  cal_entry_set_list (entry, CAL_ERASED_DIGESTS, digests);
  if (!cal_erasure_table_write (db, entry->seq, digests, document->path, error)
      || !cal_log_writer_add (document->log_writer, entry, error)
      || !cal_erasure_plan_delete (plan, db, document->path, error)
      || !cal_document_write_standings (document, standings, error))
    return NULL;
  return g_steal_pointer (&plan);
}

/* The one transaction. */
static CalErasurePlan *
commit (CalDocument *document,
        CalEntry *entry,
        const CalBoard *board,
        guint subject,
        GError **error)
{
  g_autoptr (CalErasurePlan) plan = NULL;

  if (!cal_sqlite_exec (document->db, "BEGIN IMMEDIATE", document->path, error))
    return NULL;
  plan = write_and_delete (document, entry, board, subject, error);
  if (plan != NULL && cal_sqlite_exec (document->db, "COMMIT", document->path, error))
    {
      cal_document_take_standings (document);
      return g_steal_pointer (&plan);
    }
  if (!sqlite3_get_autocommit (document->db))
    sqlite3_exec (document->db, "ROLLBACK", NULL, NULL, NULL);
  return NULL;
}

static guint
count_rated (const CalBoard *board, const char *rater)
{
  CalRoster *roster = cal_board_roster (board);
  guint n = 0;

  for (guint i = 0; roster != NULL && i < cal_roster_n_subjects (roster); i++)
    n += strcmp (cal_roster_subject (roster, i)->manager_id, rater) == 0;
  return n;
}

static CalErasure *
report (const CalBoard *board, const CalEntry *entry, const char *subject, CalErasurePlan *plan)
{
  CalErasure *erasure = g_new0 (CalErasure, 1);

  erasure->seq = entry->seq;
  erasure->n_decisions = plan->n_decisions;
  erasure->n_rosters = cal_erasure_plan_n_rosters (plan);
  erasure->n_rated = count_rated (board, subject);
  erasure->naming = g_array_ref (plan->naming);
  return erasure;
}

/* The copy made for this erasure goes first, and is none of those that were kept. A
 * failure here takes nothing back: the next opening goes on with it. */
static void
finish (CalDocument *document, const char *backup, CalErasure *erasure)
{
  g_autoptr (GError) error = NULL;

  g_unlink (backup);
  if (!cal_document_finish_erasure (document->db, document->file, &erasure->n_backups, &error))
    erasure->unfinished = g_strdup (error->message);
  cal_document_leave_wal (document);
}

/**
 * cal_document_erase:
 * @document: a document open for writing
 * @board: the board as folded from all of it; folded anew when this returns
 * @erasing: whom, who does it, and why
 * @error: return location
 *
 * Erases what the document holds on somebody. One transaction appends an `erased`
 * record that names, and deletes: every field of the decisions on them and of their
 * legal holds but who recorded it; their rows of every roster, and the file and the
 * totals of these imports; what opens their leaves of the subject maps. All hashes
 * stay. Then the file is written anew, so that no byte of it is left, and the copies
 * that the program keeps beside it go.
 *
 * Returns: (transfer full): what was done; %NULL with a #CalCoreError where the rules
 *   refuse, or with a #CalStoreError, the document being as it was
 */
CalErasure *
cal_document_erase (CalDocument *document,
                    CalBoard *board,
                    const CalErasing *erasing,
                    GError **error)
{
  g_autoptr (CalEntry) entry = NULL;
  g_autoptr (CalErasurePlan) plan = NULL;
  g_autoptr (CalErasure) erasure = NULL;
  g_autofree char *backup = NULL;
  guint index;

  g_return_val_if_fail (document != NULL && board != NULL && erasing != NULL, NULL);

  entry = cal_decide_erasure (board, erasing, error);
  if (entry == NULL || !cal_document_prepare_to_write (document, error))
    return NULL;
  if (entry->seq != document->size || !cal_board_find (board, erasing->subject, &index))
    {
      g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_MOVED_ON,
                   "%s: the log has moved on, so nothing was erased: look again", document->path);
      return NULL;
    }
  backup = cal_document_backup (document, error);
  plan = backup != NULL ? commit (document, entry, board, index, error) : NULL;
  if (plan == NULL)
    {
      if (backup != NULL)
        g_unlink (backup);
      return NULL;
    }
  document->size++;
  erasure = report (board, entry, erasing->subject, plan);
  finish (document, backup, erasure);
  if (!cal_document_catch_up (document, board, error))
    return NULL;
  return g_steal_pointer (&erasure);
}
