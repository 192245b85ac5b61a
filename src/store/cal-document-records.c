/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-document-private.h"

#include "log/cal-record-reader.h"
#include "store/cal-log-cursor.h"
#include "store/cal-sqlite.h"
#include "store/cal-store-error.h"

/* As @reader has just refused it. */
static gboolean
refused (const CalDocument *document, guint64 seq, const CalRecordReader *reader, GError **error)
{
  const char *field;
  const char *why = cal_record_reader_refusal (reader, &field);

  cal_store_set_damaged (error, document->path, seq, field, why);
  return FALSE;
}

/* Erased disclosures at the end of a record have no row to tell of them. */
static gboolean
fill_up (CalDocument *document, CalLogCursor *cursor, CalRecordReader *reader, GError **error)
{
  guint n;

  if (!cal_record_reader_peek (reader, cursor->bytes, cursor->length, &n, NULL))
    return refused (document, cursor->seq, reader, error);
  g_ptr_array_set_size (cursor->disclosures, (gint) cursor->disclosures->len - 1);
  while (cursor->disclosures->len < n)
    g_ptr_array_add (cursor->disclosures, (gpointer) "");
  g_ptr_array_add (cursor->disclosures, NULL);
  return TRUE;
}

static gboolean
visit_records (CalDocument *document, CalRecordFunc func, gpointer user_data, GError **error)
{
  g_autoptr (CalLogCursor) cursor =
      cal_log_cursor_new (document->db, 0, G_MAXUINT64, document->path, error);
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();
  gboolean found;

  if (cursor == NULL)
    return FALSE;
  while (TRUE)
    {
      if (!cal_log_cursor_next (cursor, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      if (!fill_up (document, cursor, reader, error))
        return FALSE;
      if (!func (cursor->seq, cursor->bytes, cursor->length,
                 (const char *const *) cursor->disclosures->pdata, user_data))
        return TRUE;
    }
}

/**
 * cal_document_foreach_record:
 * @document: the document
 * @func: (scope call): called for each record in order
 * @error: return location
 *
 * Returns: %FALSE with a #CalStoreError
 */
gboolean
cal_document_foreach_record (CalDocument *document,
                             CalRecordFunc func,
                             gpointer user_data,
                             GError **error)
{
  gboolean visited;

  g_return_val_if_fail (document != NULL && func != NULL, FALSE);

  if (!cal_sqlite_exec (document->db, "BEGIN", document->path, error))
    return FALSE;
  visited = visit_records (document, func, user_data, error);
  sqlite3_exec (document->db, "COMMIT", NULL, NULL, NULL);
  return visited;
}

/**
 * cal_document_import_totals:
 * @document: the document
 * @totals: (out) (transfer full) (array zero-terminated=1): the control totals of
 *   the latest import, as cal_roster_totals() made them
 * @error: return location
 *
 * Returns: %FALSE with a #CalStoreError, %CAL_STORE_ERROR_NOT_FOUND where there is
 *   no import or its totals were erased
 */
gboolean
cal_document_import_totals (CalDocument *document, char ***totals, GError **error)
{
  g_autoptr (CalLogCursor) cursor = NULL;
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();
  g_autoptr (CalEntry) entry = NULL;
  gboolean found = FALSE;
  gint64 seq;

  g_return_val_if_fail (document != NULL && totals != NULL, FALSE);

  *totals = NULL;
  if (!cal_sqlite_number (document->db, "SELECT max(seq) FROM roster", document->path, &seq, error))
    return FALSE;
  if (seq >= 0)
    {
      cursor =
          cal_log_cursor_new (document->db, (guint64) seq, (guint64) seq, document->path, error);
      if (cursor == NULL || !cal_log_cursor_next (cursor, &found, error))
        return FALSE;
    }
  if (found)
    {
      entry = cal_record_reader_read (reader, cursor->bytes, cursor->length,
                                      (const char *const *) cursor->disclosures->pdata, NULL);
      if (entry == NULL)
        return refused (document, (guint64) seq, reader, error);
      if (entry->kind != CAL_KIND_ROSTER_IMPORTED)
        {
          cal_store_set_damaged (error, document->path, (guint64) seq, "", "it is no import");
          return FALSE;
        }
      *totals = g_steal_pointer (&entry->values[CAL_IMPORT_TOTALS].list);
    }
  if (*totals != NULL)
    return TRUE;
  g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NOT_FOUND,
               "%s: there are no control totals of an import", document->path);
  return FALSE;
}
