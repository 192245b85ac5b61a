/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-document-private.h"

#include "core/cal-core-error.h"
#include "log/cal-roster-totals.h"
#include "store/cal-roster-table.h"
#include "store/cal-sqlite.h"

static gboolean
check_rows (const CalBoard *board, const CalImport *import, GError **error)
{
  const CalRules *rules = cal_board_rules (board);

  for (guint i = 0; i < cal_roster_n_subjects (import->rows); i++)
    {
      const CalSubject *row = cal_roster_subject (import->rows, i);

      if (row->ratings.performance > rules->performance.n_levels
          || row->ratings.potential > rules->potential.n_levels)
        {
          g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_UNKNOWN_CELL,
                       "the rating of %s (%s) is off the scale", row->name, row->id);
          return FALSE;
        }
    }
  return TRUE;
}

static CalEntry *
make_entry (const CalBoard *board, const CalImport *import, const char *root)
{
  CalEntry *entry = cal_entry_new (import->kind, cal_board_size (board), import->time, NULL);
  const char *const file[] = { import->file_name, import->file_sha256, NULL };
  g_auto (GStrv) totals = cal_roster_totals (import->rows, cal_board_rules (board));

  cal_entry_set_text (entry, CAL_IMPORT_ACTOR, import->actor);
  cal_entry_set_list (entry, CAL_IMPORT_FILE, file);
  cal_entry_set_list (entry, CAL_IMPORT_TOTALS, (const char *const *) totals);
  cal_entry_set_text (entry, CAL_IMPORT_ROOT, root);
  return entry;
}

static CalEntry *
insert (CalDocument *document,
        const CalBoard *board,
        const CalImport *import,
        CalProgress progress,
        gpointer user_data,
        CalTree *tree,
        GError **error)
{
  guint64 seq = cal_board_size (board);
  g_autofree char *root = cal_roster_table_write (document->db, seq, import->rows, progress,
                                                  user_data, document->path, error);
  g_autoptr (CalEntry) entry = NULL;
  const CalRecord *record;
  CalHash leaf;

  if (root == NULL)
    return NULL;
  entry = make_entry (board, import, root);
  record = cal_log_writer_prepare (document->log_writer, entry, error);
  if (record == NULL || !cal_log_writer_insert (document->log_writer, seq, error))
    return NULL;
  cal_hasher_leaf (document->hasher, record->bytes->str, record->bytes->len, &leaf);
  cal_document_extend_tree (document, tree, seq, &leaf);
  return g_steal_pointer (&entry);
}

static CalEntry *
store (CalDocument *document,
       const CalBoard *board,
       const CalImport *import,
       CalProgress progress,
       gpointer user_data,
       GError **error)
{
  CalTree tree = document->tree;
  g_autoptr (CalEntry) entry = NULL;

  if (!cal_sqlite_exec (document->db, "BEGIN IMMEDIATE", document->path, error))
    return NULL;
  entry = insert (document, board, import, progress, user_data, &tree, error);
  if (entry != NULL && cal_sqlite_exec (document->db, "COMMIT", document->path, error))
    {
      document->tree = tree;
      document->size++;
      return g_steal_pointer (&entry);
    }
  if (!sqlite3_get_autocommit (document->db))
    sqlite3_exec (document->db, "ROLLBACK", NULL, NULL, NULL);
  return NULL;
}

/**
 * cal_document_import:
 * @document: a document open for writing
 * @board: the board as folded from all of it; takes the import in
 * @import: what is brought in
 * @progress: (nullable) (scope call): called now and then, in the caller's thread
 * @error: return location
 *
 * Brings a roster or further ratings into a cycle: one record and its rows, in
 * one transaction. A copy of the document as it was is written beside it before.
 *
 * Returns: (transfer full): the copy's path; %NULL with a #CalCoreError, a
 *   #CalStoreError or %G_IO_ERROR_CANCELLED, and the document is as it was
 */
char *
cal_document_import (CalDocument *document,
                     CalBoard *board,
                     const CalImport *import,
                     CalProgress progress,
                     gpointer user_data,
                     GError **error)
{
  g_autofree char *copy = NULL;
  g_autoptr (CalEntry) entry = NULL;

  g_return_val_if_fail (document != NULL && board != NULL && import != NULL, NULL);
  g_return_val_if_fail (cal_kind_has_rows (import->kind), NULL);

  if (!check_rows (board, import, error) || !cal_document_prepare_to_write (document, error))
    return NULL;
  copy = cal_document_backup (document, error);
  if (copy == NULL)
    return NULL;
  entry = store (document, board, import, progress, user_data, error);
  if (entry == NULL || !cal_board_apply (board, entry, import->rows, NULL, error))
    return NULL;
  return g_steal_pointer (&copy);
}
