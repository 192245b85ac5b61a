/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-document-private.h"

#include "store/cal-sqlite.h"

static gboolean
read_leaves (CalDocument *document, guint64 seq, GArray *leaves, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = cal_sqlite_prepare (
      document->db, "SELECT leaves FROM roster WHERE seq = ?", document->path, error);
  int result;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, (sqlite3_int64) seq);
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    g_array_append_vals (leaves, sqlite3_column_blob (statement, 0),
                         (guint) sqlite3_column_bytes (statement, 0) / CAL_HASH_SIZE);
  if (result == SQLITE_ROW || result == SQLITE_DONE)
    return TRUE;
  cal_sqlite_set_error (error, document->db, document->path);
  return FALSE;
}

static void
visit_erased (const GArray *leaves, guint *position, guint to, CalRowFunc func, gpointer user_data)
{
  static const char *const nothing[] = { "", "", "", NULL };

  for (; *position < to; (*position)++)
    func (&g_array_index (leaves, CalHash, *position), nothing, user_data);
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
  g_autoptr (GArray) leaves = g_array_new (FALSE, FALSE, sizeof (CalHash));
  g_autoptr (sqlite3_stmt) statement = NULL;
  guint position = 0;
  int result;

  g_return_val_if_fail (document != NULL && func != NULL, FALSE);

  statement =
      cal_sqlite_prepare (document->db,
                          "SELECT id & 4294967295, identity, ratings, attributes FROM "
                          "roster_row WHERE id BETWEEN ?1 << 32 AND (?1 << 32) + 4294967295 "
                          "ORDER BY id",
                          document->path, error);
  if (statement == NULL || !read_leaves (document, seq, leaves, error))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, (sqlite3_int64) seq);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      guint at = (guint) sqlite3_column_int64 (statement, 0);
      const char *const disclosures[] = {
        (const char *) sqlite3_column_text (statement, 1),
        (const char *) sqlite3_column_text (statement, 2),
        (const char *) sqlite3_column_text (statement, 3),
        NULL,
      };

      if (at >= leaves->len)
        break;
      visit_erased (leaves, &position, at, func, user_data);
      func (&g_array_index (leaves, CalHash, position++), disclosures, user_data);
    }
  if (result != SQLITE_DONE && result != SQLITE_ROW)
    {
      cal_sqlite_set_error (error, document->db, document->path);
      return FALSE;
    }
  visit_erased (leaves, &position, leaves->len, func, user_data);
  return TRUE;
}
