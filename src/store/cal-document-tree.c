/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-document-private.h"

#include "log/cal-checkpoint.h"
#include "store/cal-sqlite.h"

/* Adds the records from the tree's size up to @size, or all there are. */
static gboolean
extend (CalDocument *document, CalTree *tree, guint64 size, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = cal_sqlite_prepare (
      document->db, "SELECT bytes FROM record WHERE seq >= ? AND seq < ? ORDER BY seq",
      document->path, error);
  CalHash hash;
  int result;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, (sqlite3_int64) tree->size);
  sqlite3_bind_int64 (statement, 2, (sqlite3_int64) MIN (size, (guint64) G_MAXINT64));
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      cal_hasher_leaf (document->hasher, sqlite3_column_blob (statement, 0),
                       (gsize) sqlite3_column_bytes (statement, 0), &hash);
      cal_tree_append (tree, document->hasher, &hash);
    }
  if (result == SQLITE_DONE)
    return TRUE;
  cal_sqlite_set_error (error, document->db, document->path);
  return FALSE;
}

/* The tree over all the records that are committed. Its frontier is kept, so that
 * only what has come since is hashed; what was hashed can have changed only behind
 * the log's back, and that is for the verifier to notice. */
gboolean
cal_document_bring_tree (CalDocument *document, GError **error)
{
  CalTree tree = document->tree;

  if (!extend (document, &tree, G_MAXUINT64, error))
    return FALSE;
  document->tree = tree;
  return TRUE;
}

/* Takes one more record into a tree, where the tree is that of all before it. */
void
cal_document_extend_tree (CalDocument *document, CalTree *tree, guint64 seq, const CalHash *leaf)
{
  if (document->keeps_tree && tree->size == seq)
    cal_tree_append (tree, document->hasher, leaf);
}

/**
 * cal_document_checkpoint_at:
 * @document: the document
 * @size: how many records
 * @error: return location
 *
 * Returns: (transfer full): the three lines for the log's first @size records, or
 *   for all there are where these are fewer; %NULL with a #CalStoreError
 */
char *
cal_document_checkpoint_at (CalDocument *document, guint64 size, GError **error)
{
  CalTree tree = { 0 };
  CalHash root;

  g_return_val_if_fail (document != NULL, NULL);

  if (!extend (document, &tree, size, error))
    return NULL;
  cal_tree_root (&tree, document->hasher, &root);
  return cal_checkpoint_text (document->log_id, tree.size, &root);
}

/**
 * cal_document_checkpoint:
 * @document: the document
 * @error: return location
 *
 * The records that were read or appended through @document are not hashed again.
 *
 * Returns: (transfer full): the three lines that a seal signs, of all records
 *   there are; %NULL with a #CalStoreError
 */
char *
cal_document_checkpoint (CalDocument *document, GError **error)
{
  CalHash root;

  g_return_val_if_fail (document != NULL, NULL);

  if (!cal_document_bring_tree (document, error))
    return NULL;
  cal_tree_root (&document->tree, document->hasher, &root);
  return cal_checkpoint_text (document->log_id, document->tree.size, &root);
}
