/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-document-private.h"

#include "core/cal-standing.h"
#include "store/cal-sqlite.h"
#include "store/cal-store-error.h"
#include "store/cal-strays.h"

#include <sys/statvfs.h>

#define ROOM_FOR_WAL (1024 * 1024)

void
cal_document_refuse_altered (const CalDocument *document, GError **error)
{
  g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT,
               "%s: its log does not hold, so nothing is written to it", document->path);
}

static gboolean
check_may_write (CalDocument *document, GError **error)
{
  if (document->altered)
    {
      cal_document_refuse_altered (document, error);
      return FALSE;
    }
  if (document->has_unknown)
    {
      g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NEWER_FORMAT,
                   "%s: its log holds entries of a newer Calibrate, so this one adds nothing",
                   document->path);
      return FALSE;
    }
  if (document->is_redacted)
    {
      g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_READ_ONLY,
                   "%s: it is a redacted copy, to which nothing is added; nothing was recorded",
                   document->path);
      return FALSE;
    }
  if (!document->writable)
    {
      g_set_error (error, CAL_STORE_ERROR,
                   document->holder != NULL ? CAL_STORE_ERROR_LOCKED : CAL_STORE_ERROR_READ_ONLY,
                   "%s: it is open for reading only%s%s, so nothing was recorded", document->path,
                   document->holder != NULL ? "; the writer is " : "",
                   document->holder != NULL ? document->holder : "");
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_entries (CalDocument *document, GPtrArray *entries, GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const CalEntry *entry = g_ptr_array_index (entries, i);

      /* An import's rows come with it, so it cannot come alone. */
      g_return_val_if_fail (!cal_kind_has_rows (entry->kind), FALSE);
      if (entry->seq != document->size + i)
        {
          g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_MOVED_ON,
                       "%s: the log has moved on to entry %" G_GUINT64_FORMAT
                       ", so nothing was recorded: look again and decide again",
                       document->path, document->size);
          return FALSE;
        }
    }
  return TRUE;
}

/* SQLite's write-ahead log and its index want some room of their own. */
static gboolean
has_room (const CalDocument *document)
{
  struct statvfs status;

  return statvfs (document->file, &status) == 0
         && (guint64) status.f_bavail * status.f_frsize >= ROOM_FOR_WAL;
}

/* The document turns to the write-ahead log with its first append only, so that
 * one that is opened and closed again stays the same to the byte. On a disk that
 * is nearly full it keeps to the rollback journal, which needs least. */
static gboolean
turn_to_wal (CalDocument *document, GError **error)
{
  g_autofree char *mode = NULL;

  if (document->wal || document->exclusive || !has_room (document))
    return TRUE;
  mode = cal_sqlite_journal_mode (document->db, "WAL");
  if (mode == NULL)
    {
      cal_sqlite_set_error (error, document->db, document->path);
      return FALSE;
    }
  document->wal = g_strcmp0 (mode, "wal") == 0;
  document->exclusive = !document->wal;
  return document->wal
         || cal_sqlite_exec (document->db, "PRAGMA locking_mode = EXCLUSIVE", document->path,
                             error);
}

static gboolean
insert_all (CalDocument *document, GPtrArray *entries, CalTree *tree, GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const CalEntry *entry = g_ptr_array_index (entries, i);
      const CalRecord *record = cal_log_writer_prepare (document->log_writer, entry, error);
      CalHash leaf;

      if (record == NULL || !cal_log_writer_insert (document->log_writer, entry->seq, error))
        return FALSE;
      cal_hasher_leaf (document->hasher, record->bytes->str, record->bytes->len, &leaf);
      cal_document_extend_tree (document, tree, entry->seq, &leaf);
    }
  return TRUE;
}

static gboolean
has_decision (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const CalEntry *entry = g_ptr_array_index (entries, i);

      if (entry->kind == CAL_KIND_MOVED || entry->kind == CAL_KIND_KEPT)
        return TRUE;
    }
  return FALSE;
}

static gboolean
append_all (CalDocument *document, GPtrArray *entries, const GArray *standings, GError **error)
{
  CalTree tree = document->tree;
  gboolean decides = has_decision (entries);
  g_autoptr (GError) local_error = NULL;

  if ((decides && !cal_document_prepare_standings (document, error))
      || !cal_sqlite_exec (document->db, "BEGIN IMMEDIATE", document->path, error))
    return FALSE;
  if (insert_all (document, entries, &tree, &local_error)
      && (!decides || cal_document_write_standings (document, standings, &local_error))
      && cal_sqlite_exec (document->db, "COMMIT", document->path, &local_error))
    {
      document->tree = tree;
      if (decides)
        cal_document_take_standings (document);
      return TRUE;
    }
  if (!sqlite3_get_autocommit (document->db))
    sqlite3_exec (document->db, "ROLLBACK", NULL, NULL, NULL);
  /* Not another entry may be in the way, but a row without one. */
  if (!g_error_matches (local_error, CAL_STORE_ERROR, CAL_STORE_ERROR_MOVED_ON)
      || cal_strays_check (document->db, document->path, error))
    g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Makes the document ready to be written to: what append and seal start with. */
gboolean
cal_document_prepare_to_write (CalDocument *document, GError **error)
{
  gboolean is_first = document->log_writer == NULL;

  if (!check_may_write (document, error)
      || (is_first && !cal_strays_check (document->db, document->path, error))
      || !turn_to_wal (document, error))
    return FALSE;
  if (is_first)
    document->log_writer =
        cal_log_writer_new (document->db, document->log_id, document->path, error);
  return document->log_writer != NULL;
}

/**
 * cal_document_append:
 * @document: a document open for writing
 * @entries: (element-type CalEntry): entries numbered from the log's size on, no
 *   decisions among them
 * @error: return location
 *
 * Appends entries in one transaction. They are on the disk itself when this
 * returns; where it fails, none of them is.
 *
 * Returns: %FALSE with a #CalStoreError, %CAL_STORE_ERROR_MOVED_ON where the
 *   entries were decided on an earlier state of the log
 */
gboolean
cal_document_append (CalDocument *document, GPtrArray *entries, GError **error)
{
  return cal_document_append_foreseen (document, entries, NULL, error);
}

/**
 * cal_document_append_foreseen:
 * @document: a document open for writing
 * @entries: (element-type CalEntry): entries numbered from the log's size on
 * @standings: (nullable) (element-type CalStanding): what cal_standing_foresee()
 *   says of them; %NULL where there are no decisions among them
 * @error: return location
 *
 * As cal_document_append(), and takes the live tables along in the same
 * transaction. Where they are not what the log comes to, or the document is of a
 * format without them, they are written whole after a copy of the file beside it.
 *
 * Returns: %FALSE with a #CalStoreError
 */
gboolean
cal_document_append_foreseen (CalDocument *document,
                              GPtrArray *entries,
                              const GArray *standings,
                              GError **error)
{
  g_return_val_if_fail (document != NULL && entries != NULL, FALSE);
  g_return_val_if_fail (standings != NULL || !has_decision (entries), FALSE);

  if (!check_may_write (document, error) || !check_entries (document, entries, error))
    return FALSE;
  if (entries->len == 0)
    return TRUE;
  if (!cal_document_prepare_to_write (document, error)
      || !append_all (document, entries, standings, error))
    return FALSE;
  document->size += entries->len;
  return TRUE;
}

/**
 * cal_document_execute:
 * @document: a document open for writing
 * @board: the board as folded from all of it
 * @command: what is asked for
 * @error: return location
 *
 * Has the rules decide, appends what they decide, and applies it to the board,
 * in this order: the board shows nothing that is not on the disk.
 *
 * Returns: (transfer full) (element-type CalEntry): what was recorded; %NULL with
 *   a #CalCoreError where the rules refuse, or a #CalStoreError
 */
GPtrArray *
cal_document_execute (CalDocument *document,
                      CalBoard *board,
                      const CalCommand *command,
                      GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GArray) standings = NULL;

  g_return_val_if_fail (document != NULL && board != NULL && command != NULL, NULL);

  entries = cal_decide (board, command, error);
  if (entries == NULL)
    return NULL;
  standings = cal_standing_foresee (board, entries);
  if (!cal_document_append_foreseen (document, entries, standings, error))
    return NULL;
  for (guint i = 0; i < entries->len; i++)
    if (!cal_board_apply (board, g_ptr_array_index (entries, i), NULL, NULL, error))
      return NULL;
  return g_steal_pointer (&entries);
}
