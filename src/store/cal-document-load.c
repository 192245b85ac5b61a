/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-document-private.h"

#include <gio/gio.h>

#include "log/cal-record-reader.h"
#include "log/cal-rules-text.h"
#include "store/cal-erasure-table.h"
#include "store/cal-read-ahead.h"
#include "store/cal-roster-table.h"
#include "store/cal-sqlite.h"
#include "store/cal-stand-ins.h"
#include "store/cal-store-error.h"

/* Records between two words on how far it is. */
#define TELL_EVERY 4096

static gboolean
damaged (const CalDocument *document, guint64 seq, const char *why, GError **error)
{
  cal_store_set_damaged (error, document->path, seq, "", why);
  return FALSE;
}

static gboolean
damaged_at (const CalDocument *document,
            guint64 seq,
            const char *field,
            const char *why,
            GError **error)
{
  cal_store_set_damaged (error, document->path, seq, field, why);
  return FALSE;
}

/* As @reader has just refused it. */
static gboolean
refused (const CalDocument *document, guint64 seq, const CalRecordReader *reader, GError **error)
{
  const char *field;
  const char *why = cal_record_reader_refusal (reader, &field);

  return damaged_at (document, seq, field, why, error);
}

static gboolean
check_complete (const CalDocument *document,
                CalStandIns *stand_ins,
                const CalRecordReader *reader,
                CalEntry *entry,
                GError **error)
{
  const char *field;
  const char *complaint;

  if (cal_stand_ins_fill (stand_ins, document->erasures, entry, reader, &field, &complaint)
      && cal_erasures_excuse (document->erasures, entry, reader, &field, &complaint))
    return TRUE;
  return damaged_at (document, entry->seq, field, complaint, error);
}

static gboolean
apply (CalDocument *document, CalBoard *board, const CalEntry *entry, GError **error)
{
  g_autoptr (CalRoster) roster = NULL;
  g_autoptr (CalRules) rules = NULL;
  g_autoptr (GError) local_error = NULL;

  if (entry->seq != cal_board_size (board))
    return damaged (document, cal_board_size (board), "it is missing", error);
  if (cal_kind_has_rows (entry->kind))
    {
      roster = cal_roster_table_read (document->db, entry->kind, entry->seq,
                                      entry->values[CAL_IMPORT_ROOT].text, document->erasures,
                                      document->brief, document->path, error);
      if (roster == NULL)
        return FALSE;
    }
  else if (entry->kind == CAL_KIND_RULES_SET)
    {
      rules = cal_rules_from_text (entry->values[CAL_RULES_RULES].text, &local_error);
      if (rules == NULL)
        return damaged_at (document, entry->seq, "rules", local_error->message, error);
    }
  if (!cal_board_apply (board, entry, roster, rules, &local_error))
    return damaged_at (document, entry->seq, cal_board_refused_field (board),
                       cal_fault_reason (local_error, entry->seq), error);
  return TRUE;
}

/* Whether to go on. */
static gboolean
tell (CalDocument *document, guint64 seq, GError **error)
{
  if (document->progress == NULL || seq % TELL_EVERY != 0
      || document->progress ((double) seq / (double) document->size, document->progress_data))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s: reading it was given up",
               document->path);
  return FALSE;
}

/* What was not read ahead is read here, to say what is wrong or missing. */
static CalEntry *
read_entry (CalDocument *document,
            CalStandIns *stand_ins,
            CalRecordReader *reader,
            const CalReadRecord *record,
            GError **error)
{
  g_autoptr (CalEntry) entry =
      cal_record_reader_read (reader, record->bytes, record->length, record->disclosures, NULL);

  if (entry == NULL)
    refused (document, record->seq, reader, error);
  else if (entry->seq != record->seq)
    damaged (document, record->seq, "its bytes give another number than its place", error);
  else if (check_complete (document, stand_ins, reader, entry, error))
    return g_steal_pointer (&entry);
  return NULL;
}

static gboolean
fold_record (CalDocument *document,
             CalBoard *board,
             CalStandIns *stand_ins,
             CalRecordReader *reader,
             const CalReadRecord *record,
             GError **error)
{
  g_autoptr (CalEntry) entry = NULL;

  if (record->entry == NULL || record->entry->seq != record->seq || document->is_redacted)
    {
      entry = read_entry (document, stand_ins, reader, record, error);
      if (entry == NULL)
        return FALSE;
    }
  if (!apply (document, board, entry != NULL ? entry : record->entry, error))
    return FALSE;
  cal_document_extend_tree (document, &document->tree, record->seq, &record->leaf);
  return TRUE;
}

/* From the board's size on, up to and with record @to; within a transaction. */
gboolean
cal_document_fold_records (CalDocument *document, CalBoard *board, guint64 to, GError **error)
{
  g_autoptr (CalReadAhead) ahead = cal_read_ahead_new (document->db, cal_board_size (board), to,
                                                       document->log_id, document->path, error);
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();
  g_autoptr (CalStandIns) stand_ins = NULL;
  const CalReadRecord *record;

  if (ahead == NULL
      || (stand_ins = cal_stand_ins_new (document->db, document->path, error)) == NULL)
    return FALSE;
  cal_record_reader_set_log_id (reader, document->log_id);
  document->is_redacted = cal_stand_ins_is_redacted (stand_ins);
  while (TRUE)
    {
      if (!cal_read_ahead_next (ahead, &record, error))
        return FALSE;
      if (record == NULL)
        return TRUE;
      if (!fold_record (document, board, stand_ins, reader, record, error)
          || !tell (document, record->seq, error))
        return FALSE;
    }
}

/* What was erased is named by records that come later, so they are read first. */
gboolean
cal_document_read_erasures (CalDocument *document, GError **error)
{
  g_autofree char *why = NULL;
  gint64 seq;
  CalErasures *erasures = cal_erasure_table_read (document->db, &seq, &why, document->path, error);

  if (erasures == NULL)
    return why != NULL && damaged_at (document, (guint64) seq, "erasure", why, error);
  g_clear_pointer (&document->erasures, cal_erasures_free);
  document->erasures = erasures;
  return TRUE;
}

/* What was erased since the board was folded is gone from what it was folded of. */
static gboolean
fold_anew (CalDocument *document, CalBoard *board, guint64 to, GError **error)
{
  if (!cal_document_read_erasures (document, error))
    return FALSE;
  if (cal_erasures_n (document->erasures) > 0
      && cal_erasures_last (document->erasures) >= cal_board_size (board))
    cal_board_reset (board);
  return cal_document_fold_records (document, board, to, error);
}

/* One transaction, so that a commit by the writer meanwhile is seen whole or not
 * at all. */
static gboolean
fold (CalDocument *document, CalBoard *board, guint64 to, GError **error)
{
  gboolean folded;

  if (!cal_sqlite_exec (document->db, "BEGIN", document->path, error))
    return FALSE;
  folded = cal_sqlite_number (document->db, "PRAGMA data_version", document->path,
                              &document->data_version, error)
           && cal_sqlite_number (document->db, "SELECT max(seq) + 1 FROM record", document->path,
                                 (gint64 *) &document->size, error)
           && fold_anew (document, board, to, error)
           && cal_document_compare_standings (document, board, error);
  sqlite3_exec (document->db, "COMMIT", NULL, NULL, NULL);
  if (cal_board_has_unknown (board))
    document->has_unknown = TRUE;
  if (folded && cal_board_size (board) == document->size)
    cal_document_look_after (document);
  return folded;
}

static gboolean
fold_whole (CalDocument *document, CalBoard *board, GError **error)
{
  return fold (document, board, G_MAXUINT64, error)
         && (cal_board_size (board) == document->size
             || damaged (document, cal_board_size (board), "it is missing", error));
}

/* Which record the fold has stopped at. That SQLite cannot read on is damage too, but
 * it is no record's where all of them were read before. */
static CalFault *
find_fault (const CalDocument *document, const CalBoard *board, const GError *error)
{
  const CalFault *named = cal_store_error_fault (error);
  guint64 next = cal_board_size (board);

  if (named != NULL && (guint64) named->seq > next)
    return cal_fault_new ((gint64) next, "", "it is missing");
  if (named != NULL)
    return cal_fault_copy (named);
  if (!g_error_matches (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT) || next >= document->size)
    return NULL;
  return cal_fault_new ((gint64) next, "", "the file cannot be read on from here");
}

/**
 * cal_document_load:
 * @document: the document
 * @at: the last record to fold in, or %CAL_NONE for all
 * @error: return location
 *
 * Folds the log into a board, up to and with record @at. Every record and every
 * disclosure is checked against its digest, and every row of a roster against
 * its leaf hash; the tree and the seals are the verifier's to check.
 *
 * Returns: (transfer full): the board; %NULL with a #CalStoreError,
 *   %CAL_STORE_ERROR_NOT_FOUND where there is no record @at
 */
CalBoard *
cal_document_load (CalDocument *document, gint64 at, GError **error)
{
  g_autoptr (CalBoard) board = cal_board_new ();

  g_return_val_if_fail (document != NULL && at >= CAL_NONE, NULL);

  if (!fold (document, board, at == CAL_NONE ? G_MAXUINT64 : (guint64) at, error))
    return NULL;
  if (at != CAL_NONE && (guint64) at >= document->size)
    {
      g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NOT_FOUND,
                   "%s: there is no record %" G_GINT64_FORMAT ": the last is %" G_GUINT64_FORMAT,
                   document->path, at, document->size - 1);
      return NULL;
    }
  if (cal_board_size (board) != (at == CAL_NONE ? document->size : (guint64) at + 1))
    {
      damaged (document, cal_board_size (board), "it is missing", error);
      return NULL;
    }
  return g_steal_pointer (&board);
}

/**
 * cal_document_load_sound:
 * @document: the document
 * @progress: (nullable) (scope call): told now and then how far it is
 * @user_data: for @progress
 * @fault: (out) (transfer full) (nullable): the first record that does not hold,
 *   %NULL where all of them do
 * @error: return location
 *
 * As cal_document_load() of all there is, but where a record does not hold, of those
 * before it, for whoever has to see what can still be seen. Nothing is ever written
 * to such a document, not even on closing it.
 *
 * What was erased must be known before the first record is read, so where that is
 * what does not hold, there is no board.
 *
 * Returns: (transfer full): the board; %NULL with a #CalStoreError where not even
 *   rules and a roster hold, or with %G_IO_ERROR_CANCELLED
 */
CalBoard *
cal_document_load_sound (CalDocument *document,
                         CalProgress progress,
                         gpointer user_data,
                         CalFault **fault,
                         GError **error)
{
  g_autoptr (CalBoard) board = cal_board_new ();
  g_autoptr (CalFault) found = NULL;
  GError *failure = NULL;

  g_return_val_if_fail (document != NULL && fault != NULL, NULL);

  *fault = NULL;
  document->progress = progress;
  document->progress_data = user_data;
  if (!fold_whole (document, board, &failure))
    found = find_fault (document, board, failure);
  document->progress = NULL;
  document->progress_data = NULL;
  document->altered = document->altered || found != NULL;
  if (failure != NULL && (found == NULL || cal_board_roster (board) == NULL))
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  g_clear_error (&failure);
  *fault = g_steal_pointer (&found);
  return g_steal_pointer (&board);
}

/**
 * cal_document_catch_up:
 * @document: the document
 * @board: a board folded from it
 * @error: return location
 *
 * Folds in what has been committed since, all anew where somebody was erased, and learns whether
 * somebody still holds the document. Where nothing has happened this costs next to nothing, so it
 * can be asked several times a second.
 *
 * Returns: %FALSE with a #CalStoreError; the board then holds what could be read
 */
gboolean
cal_document_catch_up (CalDocument *document, CalBoard *board, GError **error)
{
  gint64 version;

  g_return_val_if_fail (document != NULL && board != NULL, FALSE);

  if (!document->writable)
    {
      g_free (document->holder);
      document->holder =
          cal_writer_lock_is_free (document->file) ? NULL : cal_writer_lock_holder (document->file);
    }
  if (!cal_sqlite_number (document->db, "PRAGMA data_version", document->path, &version, error))
    return FALSE;
  if (version == document->data_version && cal_board_size (board) == document->size)
    return TRUE;
  return fold (document, board, G_MAXUINT64, error);
}

/**
 * cal_document_fill:
 * @document: a document that has been loaded
 * @entry: one of its entries, as @reader has just read it
 * @reader: what read it
 * @error: return location
 *
 * Puts pseudonyms in place of what a redacted copy withholds of an entry. Of any
 * other document it changes nothing.
 *
 * Returns: %FALSE with a #CalStoreError
 */
gboolean
cal_document_fill (CalDocument *document,
                   CalEntry *entry,
                   const CalRecordReader *reader,
                   GError **error)
{
  g_autoptr (CalStandIns) stand_ins = NULL;
  const char *field;
  const char *why;

  if (!document->is_redacted)
    return TRUE;
  stand_ins = cal_stand_ins_new (document->db, document->path, error);
  if (stand_ins == NULL)
    return FALSE;
  return cal_stand_ins_fill (stand_ins, document->erasures, entry, reader, &field, &why)
         || damaged_at (document, entry->seq, field, why, error);
}
