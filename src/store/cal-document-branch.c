/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-document-private.h"

#include "core/cal-standing.h"
#include "log/cal-base64url.h"
#include "log/cal-disclosure.h"
#include "log/cal-log-id.h"
#include "log/cal-record-reader.h"
#include "log/cal-rules-text.h"
#include "store/cal-log-cursor.h"
#include "store/cal-new-file.h"
#include "store/cal-roster-table.h"
#include "store/cal-sqlite.h"
#include "store/cal-standing-table.h"
#include "store/cal-store-error.h"

/* A branch that is being written. */
typedef struct
{
  CalDocument *parent;
  const CalBoard *board;
  const CalBranching *branching;
  const char *path;
  sqlite3 *db;
  CalLogWriter *writer;
  guint64 seq;
} Branch;

static CalEntry *
new_entry (Branch *branch, CalKind kind)
{
  CalEntry *entry = cal_entry_new (kind, branch->seq++, branch->branching->time, NULL);

  /* Every one of these kinds has its actor first. */
  cal_entry_set_text (entry, 0, branch->branching->actor);
  return entry;
}

/* Where the branch comes from, and the cycle that goes on in it. */
static gboolean
write_beginning (Branch *branch, GError **error)
{
  g_autoptr (CalEntry) branched = new_entry (branch, CAL_KIND_BRANCHED);
  g_autoptr (CalEntry) created = new_entry (branch, CAL_KIND_CYCLE_CREATED);
  g_autoptr (CalEntry) rules = new_entry (branch, CAL_KIND_RULES_SET);
  g_autofree char *size = g_strdup_printf ("%" G_GUINT64_FORMAT, cal_board_size (branch->board));
  g_autofree char *rules_text = cal_rules_to_text (cal_board_rules (branch->board));
  char root_text[CAL_DIGEST_SIZE];
  CalHash root;

  if (!cal_document_bring_tree (branch->parent, error))
    return FALSE;
  cal_tree_root (&branch->parent->tree, branch->parent->hasher, &root);
  cal_base64url_encode (root.bytes, CAL_HASH_SIZE, root_text);
  const char *const parent[] = { branch->parent->log_id, size, root_text, NULL };

  cal_entry_set_list (branched, CAL_BRANCHED_PARENT, parent);
  cal_entry_set_text (created, CAL_CYCLE_TITLE, cal_board_title (branch->board));
  cal_entry_set_text (rules, CAL_RULES_RULES, rules_text);
  return cal_log_writer_add (branch->writer, branched, error)
         && cal_log_writer_add (branch->writer, created, error)
         && cal_log_writer_add (branch->writer, rules, error);
}

static CalEntry *
read_import (Branch *branch, guint64 seq, GError **error)
{
  g_autoptr (CalLogCursor) cursor =
      cal_log_cursor_new (branch->parent->db, seq, seq, branch->parent->path, error);
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();
  gboolean found;

  if (cursor == NULL || !cal_log_cursor_next (cursor, &found, error))
    return NULL;
  if (found)
    return cal_record_reader_read (reader, cursor->bytes, cursor->length,
                                   (const char *const *) cursor->disclosures->pdata, error);
  cal_store_set_damaged (error, branch->parent->path, seq, "", "it is missing");
  return NULL;
}

/* The rows keep their disclosures, salts and all, so that each has the leaf hash that
 * it has in the parent, and the roster the same root where nobody was erased. */
typedef struct
{
  Branch *branch;
  sqlite3_stmt *statement;
  guint64 seq;
  GArray *leaves;
  gboolean failed;
} Copying;

static void
on_row_cb (const CalHash *leaf, const char *const *disclosures, gpointer user_data)
{
  Copying *copying = user_data;

  if (copying->failed || *disclosures[0] == '\0')
    return;
  sqlite3_bind_int64 (
      copying->statement, 1,
      (sqlite3_int64) (copying->seq << CAL_ROSTER_TABLE_SHIFT | copying->leaves->len));
  for (int i = 0; i < 3; i++)
    sqlite3_bind_text (copying->statement, i + 2, disclosures[i], -1, SQLITE_STATIC);
  copying->failed = sqlite3_step (copying->statement) != SQLITE_DONE;
  sqlite3_reset (copying->statement);
  g_array_append_vals (copying->leaves, leaf, 1);
}

static gboolean
copy_rows (Branch *branch, guint64 from, GArray *leaves, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = cal_sqlite_prepare (
      branch->db, "INSERT INTO roster_row (id, identity, ratings, attributes) VALUES (?, ?, ?, ?)",
      branch->path, error);
  Copying copying = { branch, statement, branch->seq, leaves, FALSE };

  if (statement == NULL
      || !cal_document_foreach_row (branch->parent, from, on_row_cb, &copying, error))
    return FALSE;
  if (copying.failed)
    cal_sqlite_set_error (error, branch->db, branch->path);
  return !copying.failed
         && cal_roster_table_write_leaves (branch->db, branch->seq, (const CalHash *) leaves->data,
                                           leaves->len, branch->path, error);
}

static gboolean
copy_import (Branch *branch, guint64 seq, const CalEntry *import, GError **error)
{
  g_autoptr (GArray) leaves = g_array_new (FALSE, FALSE, sizeof (CalHash));
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  g_autoptr (CalEntry) entry = NULL;
  char root_text[CAL_DIGEST_SIZE];
  CalHash root;

  if (!copy_rows (branch, seq, leaves, error))
    return FALSE;
  cal_tree_root_of ((const CalHash *) leaves->data, leaves->len, hasher, &root);
  cal_base64url_encode (root.bytes, CAL_HASH_SIZE, root_text);
  entry = new_entry (branch, import->kind);
  /* Of an import from which somebody was erased both are gone, and stay so. */
  cal_entry_set_list (entry, CAL_IMPORT_FILE,
                      (const char *const *) import->values[CAL_IMPORT_FILE].list);
  cal_entry_set_list (entry, CAL_IMPORT_TOTALS,
                      (const char *const *) import->values[CAL_IMPORT_TOTALS].list);
  cal_entry_set_text (entry, CAL_IMPORT_ROOT, root_text);
  return cal_log_writer_add (branch->writer, entry, error);
}

/* The latest roster, and all further ratings. */
static gboolean
copy_imports (Branch *branch, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = cal_sqlite_prepare (
      branch->parent->db, "SELECT seq FROM roster ORDER BY seq", branch->parent->path, error);
  guint64 latest = 0;
  int result;

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < cal_board_n_subjects (branch->board); i++)
    latest = MAX (latest, cal_board_subject (branch->board, i)->row_seq);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      guint64 seq = (guint64) sqlite3_column_int64 (statement, 0);
      g_autoptr (CalEntry) import = read_import (branch, seq, error);

      if (import == NULL)
        return FALSE;
      if ((import->kind != CAL_KIND_ROSTER_IMPORTED || seq == latest)
          && !copy_import (branch, seq, import, error))
        return FALSE;
    }
  if (result == SQLITE_DONE)
    return TRUE;
  cal_sqlite_set_error (error, branch->parent->db, branch->parent->path);
  return FALSE;
}

static gboolean
write_state (Branch *branch, GError **error)
{
  g_autoptr (GPtrArray) entries =
      cal_branch_entries (branch->board, branch->parent->log_id, branch->branching, branch->seq);

  for (guint i = 0; i < entries->len; i++)
    if (!cal_log_writer_add (branch->writer, g_ptr_array_index (entries, i), error))
      return FALSE;
  return TRUE;
}

/* The live tables are what the new log comes to, folded like any other. */
static gboolean
write_standings (Branch *branch, const char *log_id, GError **error)
{
  g_autoptr (CalBoard) board = cal_board_new ();
  g_autoptr (CalErasures) erasures = cal_erasures_new ();
  g_autoptr (GArray) standings = NULL;
  CalDocument document = {
    .path = (char *) branch->path,
    .db = branch->db,
    .erasures = erasures,
  };

  g_strlcpy (document.log_id, log_id, sizeof document.log_id);
  if (!cal_document_fold_records (&document, board, G_MAXUINT64, error))
    return FALSE;
  standings = cal_standing_list (board);
  return cal_standing_table_put (branch->db, standings, branch->path, error);
}

static gboolean
write_branch (Branch *branch, const char *file, GError **error)
{
  g_autoptr (sqlite3) db = cal_sqlite_open (file, CAL_SQLITE_WRITE, error);
  g_autofree char *log_id = cal_log_id_new ();
  g_autoptr (CalLogWriter) writer = NULL;

  if (db == NULL || !cal_document_prepare_file (db, branch->path, error))
    return FALSE;
  writer = cal_log_writer_new (db, log_id, branch->path, error);
  branch->db = db;
  branch->writer = writer;
  return writer != NULL && write_beginning (branch, error) && copy_imports (branch, error)
         && write_state (branch, error) && write_standings (branch, log_id, error)
         && cal_sqlite_exec (db, "COMMIT", branch->path, error);
}

/**
 * cal_document_branch:
 * @document: the parent
 * @board: its board, whole
 * @branching: who makes the copy, and when
 * @target: the copy that is to be made; nothing of that name may be there
 * @error: return location
 *
 * Makes a copy for another room: a new log, whose first record says of which log it
 * is a branch, at how many records, and under which root. Then come the cycle, the
 * rules and the roster with the pre-calibration ratings, whose rows have the leaf
 * hashes that they have in the parent, and what cal_branch_entries() says. Its board
 * stands as the parent's does, and the parent stays as it is.
 *
 * Returns: %FALSE with a #CalStoreError, and nothing was made
 */
gboolean
cal_document_branch (CalDocument *document,
                     const CalBoard *board,
                     const CalBranching *branching,
                     const char *target,
                     GError **error)
{
  Branch branch = { .parent = document, .board = board, .branching = branching, .path = target };
  g_autoptr (CalNewFile) file = NULL;

  g_return_val_if_fail (document != NULL && board != NULL && branching != NULL, FALSE);
  g_return_val_if_fail (target != NULL && cal_board_rules (board) != NULL, FALSE);

  file = cal_new_file_begin (target, error);
  return file != NULL && write_branch (&branch, file->path, error)
         && cal_new_file_publish (file, error);
}
