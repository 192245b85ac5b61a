/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-document-private.h"

#include "store/cal-sqlite.h"

static sqlite3_stmt *
select_rows (CalDocument *document, guint64 seq, GError **error)
{
  sqlite3_stmt *statement = cal_sqlite_prepare (
      document->db,
      "SELECT substr(leaves, 32 * (id - (seq << 32)) + 1, 32), identity, ratings, attributes "
      "FROM roster JOIN roster_row ON id BETWEEN seq << 32 AND (seq << 32) + 4294967295 "
      "WHERE seq = ? ORDER BY id",
      document->path, error);

  if (statement != NULL)
    sqlite3_bind_int64 (statement, 1, (sqlite3_int64) seq);
  return statement;
}

/**
 * cal_document_foreach_row:
 * @document: the document
 * @seq: an import's record
 * @func: (scope call): called for each of the roster's people in file order
 * @error: return location
 *
 * Returns: %FALSE with a #CalStoreError
 */
gboolean
cal_document_foreach_row (CalDocument *document,
                          guint64 seq,
                          CalRowFunc func,
                          gpointer user_data,
                          GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  int result;

  g_return_val_if_fail (document != NULL && func != NULL, FALSE);

  statement = select_rows (document, seq, error);
  if (statement == NULL)
    return FALSE;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const char *const disclosures[] = {
        (const char *) sqlite3_column_text (statement, 1),
        (const char *) sqlite3_column_text (statement, 2),
        (const char *) sqlite3_column_text (statement, 3),
        NULL,
      };

      if (sqlite3_column_bytes (statement, 0) == CAL_HASH_SIZE)
        func (sqlite3_column_blob (statement, 0), disclosures, user_data);
    }
  if (result == SQLITE_DONE)
    return TRUE;
  cal_sqlite_set_error (error, document->db, document->path);
  return FALSE;
}
