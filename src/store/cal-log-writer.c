/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-log-writer.h"

#include "store/cal-sqlite.h"

struct _CalLogWriter
{
  sqlite3 *db;
  char *log_id;
  char *path;
  sqlite3_stmt *insert_disclosure;
  sqlite3_stmt *insert_record;
  CalDisclosureWriter *disclosures;
  CalRecord *record;
};

/**
 * cal_log_writer_new:
 * @db: a connection, which must outlive the writer
 * @log_id: the log's id
 * @path: the file's name, for messages
 * @error: return location
 *
 * Returns: (transfer full): a writer; %NULL with a #CalStoreError
 */
CalLogWriter *
cal_log_writer_new (sqlite3 *db, const char *log_id, const char *path, GError **error)
{
  g_autoptr (CalLogWriter) writer = g_new0 (CalLogWriter, 1);

  writer->db = db;
  writer->log_id = g_strdup (log_id);
  writer->path = g_strdup (path);
  writer->disclosures = cal_disclosure_writer_new ();
  writer->record = cal_record_new ();
  writer->insert_disclosure = cal_sqlite_prepare (
      db, "INSERT INTO disclosure (seq, field, text) VALUES (?, ?, ?)", path, error);
  if (writer->insert_disclosure == NULL)
    return NULL;
  writer->insert_record =
      cal_sqlite_prepare (db, "INSERT INTO record (seq, bytes) VALUES (?, ?)", path, error);
  if (writer->insert_record == NULL)
    return NULL;
  return g_steal_pointer (&writer);
}

void
cal_log_writer_free (CalLogWriter *writer)
{
  if (writer == NULL)
    return;
  sqlite3_finalize (writer->insert_disclosure);
  sqlite3_finalize (writer->insert_record);
  cal_disclosure_writer_free (writer->disclosures);
  cal_record_free (writer->record);
  g_free (writer->log_id);
  g_free (writer->path);
  g_free (writer);
}

static gboolean
run (CalLogWriter *writer, sqlite3_stmt *statement, GError **error)
{
  gboolean done = sqlite3_step (statement) == SQLITE_DONE;

  if (!done)
    cal_sqlite_set_error (error, writer->db, writer->path);
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return done;
}

/**
 * cal_log_writer_prepare:
 * @entry: the next entry of the log
 * @error: return location
 *
 * Makes an entry's record and disclosures, and writes nothing yet.
 *
 * Returns: (transfer none): the record, valid until the next; %NULL with a
 *   #CalLogError
 */
const CalRecord *
cal_log_writer_prepare (CalLogWriter *writer, const CalEntry *entry, GError **error)
{
  if (!cal_record_write (writer->record, entry, writer->log_id, writer->disclosures, error))
    return NULL;
  return writer->record;
}

/**
 * cal_log_writer_insert:
 * @seq: the number of the entry
 * @error: return location
 *
 * Writes what cal_log_writer_prepare() made, within the caller's transaction.
 *
 * Returns: %FALSE with a #CalStoreError
 */
gboolean
cal_log_writer_insert (CalLogWriter *writer, guint64 seq, GError **error)
{
  const CalRecord *record = writer->record;
  sqlite3_stmt *statement = writer->insert_disclosure;

  for (guint i = 0; i < record->n_disclosures; i++)
    {
      const GString *text = record->disclosures[i];

      sqlite3_bind_int64 (statement, 1, (sqlite3_int64) seq);
      sqlite3_bind_int64 (statement, 2, i);
      sqlite3_bind_text64 (statement, 3, text->str, text->len, SQLITE_STATIC, SQLITE_UTF8);
      if (!run (writer, statement, error))
        return FALSE;
    }
  sqlite3_bind_int64 (writer->insert_record, 1, (sqlite3_int64) seq);
  sqlite3_bind_blob64 (writer->insert_record, 2, record->bytes->str, record->bytes->len,
                       SQLITE_STATIC);
  return run (writer, writer->insert_record, error);
}

/**
 * cal_log_writer_add:
 * @entry: the next entry of the log
 * @error: return location
 *
 * Writes an entry's disclosures and its record, within the caller's transaction.
 *
 * Returns: %FALSE with a #CalStoreError or a #CalLogError
 */
gboolean
cal_log_writer_add (CalLogWriter *writer, const CalEntry *entry, GError **error)
{
  return cal_log_writer_prepare (writer, entry, error) != NULL
         && cal_log_writer_insert (writer, entry->seq, error);
}
