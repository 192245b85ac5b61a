/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-document-private.h"

#include "core/cal-core-error.h"
#include "log/cal-log-id.h"
#include "log/cal-roster-totals.h"
#include "log/cal-rules-text.h"
#include "store/cal-new-file.h"
#include "store/cal-roster-table.h"
#include "store/cal-schema.h"
#include "store/cal-sqlite.h"
#include "store/cal-store-error.h"

#define ROW_GUARD "roster_row_insert"

/* Nobody sees the file before it is complete, and it is synced before it gets
 * its name, so there is no need for a journal. */
gboolean
cal_document_prepare_file (sqlite3 *db, const char *path, GError **error)
{
  g_autofree char *application =
      g_strdup_printf ("PRAGMA application_id = %d", CAL_SCHEMA_APPLICATION_ID);
  g_autofree char *mode = NULL;

  if (!cal_sqlite_exec (db,
                        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = OFF;"
                        "PRAGMA auto_vacuum = NONE; PRAGMA encoding = 'UTF-8';",
                        path, error))
    return FALSE;
  mode = cal_sqlite_journal_mode (db, "MEMORY");
  return cal_sqlite_exec (db, "BEGIN", path, error)
         && cal_sqlite_exec (db, application, path, error)
         && cal_schema_upgrade (db, 0, CAL_SCHEMA_VERSION, path, error);
}

static CalEntry *
new_entry (const CalCycleSetup *setup, CalKind kind, guint64 *seq)
{
  CalEntry *entry = cal_entry_new (kind, (*seq)++, setup->time, NULL);

  /* Every one of these kinds has its actor first. */
  cal_entry_set_text (entry, CAL_CYCLE_ACTOR, setup->actor);
  return entry;
}

static gboolean
write_beginning (CalLogWriter *writer, const CalCycleSetup *setup, guint64 *seq, GError **error)
{
  g_autoptr (CalEntry) created = new_entry (setup, CAL_KIND_CYCLE_CREATED, seq);
  g_autoptr (CalEntry) rules = new_entry (setup, CAL_KIND_RULES_SET, seq);
  g_autofree char *rules_text = cal_rules_to_text (setup->rules);

  cal_entry_set_text (created, CAL_CYCLE_TITLE, setup->title);
  cal_entry_set_text (rules, CAL_RULES_RULES, rules_text);
  return cal_log_writer_add (writer, created, error) && cal_log_writer_add (writer, rules, error);
}

/* The guard of a roster's rows looks at the log with each of them. A file that
 * nobody sees yet does not need it until the rows are there. */
static char *
lift_guard (sqlite3 *db, const char *path, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = cal_sqlite_prepare (
      db, "SELECT sql FROM sqlite_schema WHERE name = '" ROW_GUARD "'", path, error);
  g_autofree char *guard = NULL;

  if (statement == NULL)
    return NULL;
  if (sqlite3_step (statement) != SQLITE_ROW)
    {
      cal_sqlite_set_error (error, db, path);
      return NULL;
    }
  guard = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  return cal_sqlite_exec (db, "DROP TRIGGER " ROW_GUARD, path, error) ? g_steal_pointer (&guard)
                                                                      : NULL;
}

static char *
write_rows (sqlite3 *db,
            guint64 seq,
            CalRoster *roster,
            CalProgress progress,
            gpointer user_data,
            const char *path,
            GError **error)
{
  g_autofree char *guard = lift_guard (db, path, error);
  g_autofree char *root = NULL;

  if (guard == NULL)
    return NULL;
  root = cal_roster_table_write (db, seq, roster, progress, user_data, path, error);
  return root != NULL && cal_sqlite_exec (db, guard, path, error) ? g_steal_pointer (&root) : NULL;
}

static gboolean
write_roster (sqlite3 *db,
              CalLogWriter *writer,
              const CalCycleSetup *setup,
              guint64 *seq,
              CalProgress progress,
              gpointer user_data,
              const char *path,
              GError **error)
{
  g_autofree char *root = write_rows (db, *seq, setup->roster, progress, user_data, path, error);
  g_auto (GStrv) totals = NULL;
  g_autoptr (CalEntry) imported = NULL;
  const char *const file[] = { setup->file_name, setup->file_sha256, NULL };

  if (root == NULL)
    return FALSE;
  totals = cal_roster_totals (setup->roster, setup->rules);
  imported = new_entry (setup, CAL_KIND_ROSTER_IMPORTED, seq);
  cal_entry_set_list (imported, CAL_IMPORT_FILE, file);
  cal_entry_set_list (imported, CAL_IMPORT_TOTALS, (const char *const *) totals);
  cal_entry_set_text (imported, CAL_IMPORT_ROOT, root);
  return cal_log_writer_add (writer, imported, error);
}

static gboolean
write_session (CalLogWriter *writer, const CalCycleSetup *setup, guint64 *seq, GError **error)
{
  g_autoptr (CalEntry) started = NULL;

  if (setup->session == NULL)
    return TRUE;
  started = cal_entry_new (CAL_KIND_SESSION_STARTED, (*seq)++, setup->time, setup->session);
  cal_entry_set_text (started, CAL_SESSION_ACTOR, setup->actor);
  cal_entry_set_text (started, CAL_SESSION_REASON, setup->session_reason);
  cal_entry_set_list (started, CAL_SESSION_PEOPLE, setup->people);
  return cal_log_writer_add (writer, started, error);
}

static gboolean
write_document (const char *file,
                const char *path,
                const CalCycleSetup *setup,
                CalProgress progress,
                gpointer user_data,
                GError **error)
{
  g_autoptr (sqlite3) db = cal_sqlite_open (file, CAL_SQLITE_WRITE, error);
  g_autoptr (CalLogWriter) writer = NULL;
  g_autofree char *log_id = cal_log_id_new ();
  guint64 seq = 0;

  if (db == NULL || !cal_document_prepare_file (db, path, error))
    return FALSE;
  writer = cal_log_writer_new (db, log_id, path, error);
  return writer != NULL && write_beginning (writer, setup, &seq, error)
         && write_roster (db, writer, setup, &seq, progress, user_data, path, error)
         && write_session (writer, setup, &seq, error)
         && cal_sqlite_exec (db, "COMMIT", path, error);
}

static gboolean
check_ratings (const CalCycleSetup *setup, GError **error)
{
  guint n = cal_roster_n_subjects (setup->roster);

  for (guint i = 0; i < n; i++)
    {
      const CalSubject *subject = cal_roster_subject (setup->roster, i);

      if (subject->ratings.performance > setup->rules->performance.n_levels
          || subject->ratings.potential > setup->rules->potential.n_levels)
        {
          g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_UNKNOWN_CELL,
                       "the rating of %s (%s) is off the scale", subject->name, subject->id);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * cal_document_create:
 * @path: the document that is to be made; nothing of that name may be there
 * @setup: what it starts from
 * @progress: (nullable) (scope call): called now and then, in the caller's thread
 * @error: return location
 *
 * Makes a document and opens it for writing. It is written beside @path and gets
 * its name when it is complete and on the disk, so that a failure or a
 * cancellation leaves nothing.
 *
 * Returns: (transfer full): the document; %NULL with a #CalStoreError,
 *   %CAL_STORE_ERROR_EXISTS where @path is there already, or with
 *   %G_IO_ERROR_CANCELLED
 */
CalDocument *
cal_document_create (const char *path,
                     const CalCycleSetup *setup,
                     CalProgress progress,
                     gpointer user_data,
                     GError **error)
{
  g_autoptr (CalNewFile) file = NULL;

  g_return_val_if_fail (path != NULL && setup != NULL, NULL);

  if (!check_ratings (setup, error))
    return NULL;
  file = cal_new_file_begin (path, error);
  if (file == NULL || !write_document (file->path, path, setup, progress, user_data, error)
      || !cal_new_file_publish (file, error))
    return NULL;
  return cal_document_open (path, CAL_ACCESS_WRITE, error);
}
