/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-comparison.h"

#include <string.h>

#include "log/cal-base64url.h"
#include "log/cal-disclosure.h"
#include "log/cal-log-id.h"
#include "log/cal-record-reader.h"
#include "log/cal-tree.h"
#include "store/cal-log-cursor.h"
#include "store/cal-read-only.h"
#include "store/cal-schema.h"
#include "store/cal-sqlite.h"
#include "store/cal-store-error.h"

typedef struct
{
  const char *path;
  sqlite3 *db;
  sqlite3_stmt *statement;
  char log_id[CAL_LOG_ID_LENGTH + 1];
  guint64 size;
  int result;
} Side;

static void
side_clear (Side *side)
{
  sqlite3_finalize (side->statement);
  sqlite3_close (side->db);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Side, side_clear)

static gboolean
damaged (const Side *side, const char *why, GError **error)
{
  g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT, "%s: the file is damaged: %s",
               side->path, why);
  return FALSE;
}

static gboolean
open_side (Side *side, GError **error)
{
  g_autofree char *file = NULL;
  g_autofree char *what = NULL;
  gint64 version;

  side->db = cal_read_only_open (side->path, &file, error);
  if (side->db == NULL || !cal_sqlite_exec (side->db, "BEGIN", side->path, error)
      || !cal_sqlite_number (side->db, "PRAGMA user_version", side->path, &version, error)
      || !cal_schema_check (side->db, (guint) version, &what, side->path, error))
    return FALSE;
  if (what != NULL)
    return damaged (side, what, error);
  side->statement =
      cal_sqlite_prepare (side->db, "SELECT bytes FROM record ORDER BY seq", side->path, error);
  return side->statement != NULL;
}

static gboolean
step (Side *side, GError **error)
{
  if (side->size > 0 && side->result != SQLITE_ROW)
    return TRUE;
  side->result = sqlite3_step (side->statement);
  if (side->result == SQLITE_ROW)
    side->size++;
  if (side->result == SQLITE_ROW || side->result == SQLITE_DONE)
    return TRUE;
  cal_sqlite_set_error (error, side->db, side->path);
  return FALSE;
}

static gboolean
learn_log_id (Side *side, GError **error)
{
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();

  if (side->result != SQLITE_ROW
      || !cal_record_reader_peek (reader, sqlite3_column_blob (side->statement, 0),
                                  (gsize) sqlite3_column_bytes (side->statement, 0), NULL, NULL))
    return damaged (side, "the log's first record cannot be read", error);
  g_strlcpy (side->log_id, cal_record_reader_log_id (reader), sizeof side->log_id);
  return TRUE;
}

static gboolean
is_same (const Side *a, const Side *b)
{
  int length = sqlite3_column_bytes (a->statement, 0);

  return length == sqlite3_column_bytes (b->statement, 0)
         && memcmp (sqlite3_column_blob (a->statement, 0), sqlite3_column_blob (b->statement, 0),
                    (gsize) length)
                == 0;
}

static gboolean
compare_records (Side *a, Side *b, CalComparison *comparison, GError **error)
{
  gboolean together = TRUE;

  while (a->result == SQLITE_ROW || b->result == SQLITE_ROW)
    {
      together = together && a->result == SQLITE_ROW && b->result == SQLITE_ROW && is_same (a, b);
      comparison->common += together;
      if (!step (a, error) || !step (b, error))
        return FALSE;
    }
  return TRUE;
}

/* The `parent` of a log that is a branch: its id, size and root. */
static char **
read_parent (Side *side, GError **error)
{
  g_autoptr (CalLogCursor) cursor = cal_log_cursor_new (side->db, 0, 0, side->path, error);
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();
  g_autoptr (CalEntry) entry = NULL;
  gboolean found;

  if (cursor == NULL || !cal_log_cursor_next (cursor, &found, error))
    return NULL;
  if (found)
    entry = cal_record_reader_read (reader, cursor->bytes, cursor->length,
                                    (const char *const *) cursor->disclosures->pdata, error);
  if (entry == NULL)
    return NULL;
  return entry->kind == CAL_KIND_BRANCHED && entry->values[CAL_BRANCHED_PARENT].list != NULL
             ? g_strdupv (entry->values[CAL_BRANCHED_PARENT].list)
             : g_new0 (char *, 1);
}

/* Whether a log had this root when it had so many records. */
static gboolean
check_root (Side *side, guint64 size, const char *root, gboolean *had, GError **error)
{
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  CalTree tree = { 0 };
  char text[CAL_DIGEST_SIZE];
  CalHash hash;
  int result = SQLITE_ROW;

  sqlite3_reset (side->statement);
  while (tree.size < size && (result = sqlite3_step (side->statement)) == SQLITE_ROW)
    {
      cal_hasher_leaf (hasher, sqlite3_column_blob (side->statement, 0),
                       (gsize) sqlite3_column_bytes (side->statement, 0), &hash);
      cal_tree_append (&tree, hasher, &hash);
    }
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    {
      cal_sqlite_set_error (error, side->db, side->path);
      return FALSE;
    }
  cal_tree_root (&tree, hasher, &hash);
  cal_base64url_encode (hash.bytes, CAL_HASH_SIZE, text);
  *had = tree.size == size && strcmp (text, root) == 0;
  return TRUE;
}

/* Whether @branch says that it was branched from @parent, and whether that is so. */
static gboolean
compare_branch (Side *branch,
                Side *parent,
                CalRelation relation,
                CalComparison *comparison,
                GError **error)
{
  g_auto (GStrv) named = read_parent (branch, error);
  gboolean had = FALSE;

  if (named == NULL)
    return FALSE;
  if (g_strv_length (named) != 3 || strcmp (named[0], parent->log_id) != 0)
    return TRUE;
  if (g_ascii_string_to_unsigned (named[1], 10, 1, G_MAXINT64, &comparison->common, NULL)
      && !check_root (parent, comparison->common, named[2], &had, error))
    return FALSE;
  comparison->relation = had ? relation : CAL_RELATION_FALSE_BRANCH;
  return TRUE;
}

/**
 * cal_comparison_run:
 * @path: a document
 * @other_path: another
 * @comparison: (out): how the first stands to the second
 * @error: return location
 *
 * Compares two documents by the bytes of their records. Neither is verified.
 *
 * Returns: %FALSE with a #CalStoreError
 */
gboolean
cal_comparison_run (const char *path,
                    const char *other_path,
                    CalComparison *comparison,
                    GError **error)
{
  g_auto (Side) a = { .path = path };
  g_auto (Side) b = { .path = other_path };

  memset (comparison, 0, sizeof *comparison);
  if (!open_side (&a, error) || !open_side (&b, error) || !step (&a, error) || !step (&b, error)
      || !learn_log_id (&a, error) || !learn_log_id (&b, error)
      || !compare_records (&a, &b, comparison, error))
    return FALSE;
  comparison->size = a.size;
  comparison->other_size = b.size;
  if (strcmp (a.log_id, b.log_id) != 0)
    {
      comparison->relation = CAL_RELATION_OTHER_LOG;
      return compare_branch (&a, &b, CAL_RELATION_BRANCH, comparison, error)
             && compare_branch (&b, &a, CAL_RELATION_PARENT, comparison, error);
    }
  else if (comparison->common < MIN (a.size, b.size))
    comparison->relation = CAL_RELATION_FORKS;
  else if (a.size == b.size)
    comparison->relation = CAL_RELATION_SAME;
  else
    comparison->relation = a.size > b.size ? CAL_RELATION_EXTENDS : CAL_RELATION_SHORTER;
  return TRUE;
}

/**
 * cal_relation_name:
 *
 * Returns: its name in an answer for machines
 */
const char *
cal_relation_name (CalRelation relation)
{
  static const char *const names[] = { "same",   "extends", "shorter",      "forks",
                                       "branch", "parent",  "false branch", "other log" };

  return names[relation];
}
