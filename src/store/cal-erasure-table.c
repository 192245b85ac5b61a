/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-erasure-table.h"

#include <string.h>

#include "log/cal-base64url.h"
#include "log/cal-disclosure.h"
#include "log/cal-hash-text.h"
#include "store/cal-log-cursor.h"
#include "store/cal-schema.h"
#include "store/cal-sqlite.h"
#include "store/cal-store-error.h"

static gboolean
has_tables (sqlite3 *db, gboolean *found, const char *path, GError **error)
{
  gint64 version;

  if (!cal_sqlite_number (db, "PRAGMA user_version", path, &version, error))
    return FALSE;
  *found = version >= CAL_SCHEMA_VERSION_ERASURE;
  return TRUE;
}

static CalEntry *
read_entry (sqlite3 *db, gint64 seq, const char *path, GError **error)
{
  g_autoptr (CalLogCursor) cursor =
      cal_log_cursor_new (db, (guint64) seq, (guint64) seq, path, error);
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();
  g_autoptr (CalEntry) entry = NULL;
  gboolean found;

  if (cursor == NULL || !cal_log_cursor_next (cursor, &found, error))
    return NULL;
  if (found)
    entry = cal_record_reader_read (reader, cursor->bytes, cursor->length,
                                    (const char *const *) cursor->disclosures->pdata, NULL);
  if (entry != NULL && entry->kind == CAL_KIND_ERASED && entry->seq == (guint64) seq)
    return g_steal_pointer (&entry);
  cal_store_set_damaged (error, path, (guint64) seq, "erasure",
                         "it is said to have erased something, but cannot be read or is another");
  return NULL;
}

/* Whether the table has of an entry what the entry says, in both forms. */
static gboolean
check_rows (sqlite3 *db, const CalEntry *entry, char **why, const char *path, GError **error)
{
  char **digests = entry->values[CAL_ERASED_DIGESTS].list;
  g_autoptr (sqlite3_stmt) statement = cal_sqlite_prepare (
      db, "SELECT count(*) FROM erasure WHERE seq = ?1 AND digest = ?2 AND hash = ?3", path, error);
  guint n = 0;
  int result = SQLITE_ROW;

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; digests != NULL && digests[i] != NULL && result == SQLITE_ROW; i++)
    {
      CalHash hash;

      if (!cal_hash_from_base64url (digests[i], &hash))
        continue;
      sqlite3_bind_int64 (statement, 1, (sqlite3_int64) entry->seq);
      sqlite3_bind_text (statement, 2, digests[i], -1, SQLITE_STATIC);
      sqlite3_bind_blob (statement, 3, hash.bytes, CAL_HASH_SIZE, SQLITE_STATIC);
      result = sqlite3_step (statement);
      n += result == SQLITE_ROW ? (guint) sqlite3_column_int (statement, 0) : 0;
      sqlite3_reset (statement);
    }
  if (result != SQLITE_ROW)
    {
      cal_sqlite_set_error (error, db, path);
      return FALSE;
    }
  if (digests == NULL || n != g_strv_length (digests))
    *why = g_strdup ("what is kept of it is not what it names");
  return TRUE;
}

static gboolean
take_entry (sqlite3 *db,
            gint64 seq,
            CalErasures *erasures,
            char **why,
            const char *path,
            GError **error)
{
  g_autoptr (CalEntry) entry = read_entry (db, seq, path, error);
  const char *complaint;

  if (entry == NULL || !check_rows (db, entry, why, path, error))
    return FALSE;
  if (*why == NULL && !cal_erasures_add (erasures, entry, &complaint))
    *why = g_strdup (complaint);
  return TRUE;
}

/**
 * cal_erasure_table_read:
 * @db: a connection, in a transaction
 * @seq: (out): the `erased` record at fault
 * @why: (out) (transfer full) (nullable): what is wrong with it
 * @path: the file's name, for messages
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what has been erased, as the `erased` records
 *   themselves say; %NULL with @seq and @why, or with a #CalStoreError
 */
CalErasures *
cal_erasure_table_read (sqlite3 *db, gint64 *seq, char **why, const char *path, GError **error)
{
  g_autoptr (CalErasures) erasures = cal_erasures_new ();
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean found;
  gint64 n;
  int result;

  *why = NULL;
  if (!has_tables (db, &found, path, error))
    return NULL;
  if (!found)
    return g_steal_pointer (&erasures);
  statement = cal_sqlite_prepare (db, "SELECT DISTINCT seq FROM erasure ORDER BY seq", path, error);
  if (statement == NULL)
    return NULL;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      *seq = sqlite3_column_int64 (statement, 0);
      if (!take_entry (db, *seq, erasures, why, path, error) || *why != NULL)
        return NULL;
    }
  if (result != SQLITE_DONE)
    {
      cal_sqlite_set_error (error, db, path);
      return NULL;
    }
  if (!cal_sqlite_number (db, "SELECT count(*) FROM erasure", path, &n, error))
    return NULL;
  if ((guint64) n == cal_erasures_n_digests (erasures))
    return g_steal_pointer (&erasures);
  *why = g_strdup ("more is kept as erased than it names");
  return NULL;
}

/**
 * cal_erasure_table_write:
 * @db: a connection, in a transaction, of the latest format
 * @seq: the number that the `erased` record is going to have
 * @digests: (array zero-terminated=1): what it names
 * @path: the file's name, for messages
 * @error: return location
 *
 * Notes what may be deleted, and that the file has still to be written anew.
 *
 * Returns: %FALSE with a #CalStoreError
 */
gboolean
cal_erasure_table_write (sqlite3 *db,
                         guint64 seq,
                         const char *const *digests,
                         const char *path,
                         GError **error)
{
  g_autofree char *mark =
      g_strdup_printf ("INSERT INTO unfinished_erasure VALUES (%" G_GUINT64_FORMAT ")", seq);
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!cal_sqlite_exec (db, mark, path, error))
    return FALSE;
  statement = cal_sqlite_prepare (db, "INSERT INTO erasure (digest, hash, seq) VALUES (?, ?, ?)",
                                  path, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 3, (sqlite3_int64) seq);
  for (; *digests != NULL; digests++)
    {
      CalHash hash;

      g_return_val_if_fail (cal_hash_from_base64url (*digests, &hash), FALSE);
      sqlite3_bind_text (statement, 1, *digests, -1, SQLITE_STATIC);
      sqlite3_bind_blob (statement, 2, hash.bytes, CAL_HASH_SIZE, SQLITE_STATIC);
      if (sqlite3_step (statement) != SQLITE_DONE)
        {
          cal_sqlite_set_error (error, db, path);
          return FALSE;
        }
      sqlite3_reset (statement);
    }
  return TRUE;
}

/**
 * cal_erasure_table_is_unfinished:
 * @unfinished: (out): whether the file may still hold what was erased
 *
 * Returns: %FALSE with a #CalStoreError
 */
gboolean
cal_erasure_table_is_unfinished (sqlite3 *db,
                                 gboolean *unfinished,
                                 const char *path,
                                 GError **error)
{
  gint64 seq = -1;

  if (!has_tables (db, unfinished, path, error))
    return FALSE;
  if (*unfinished
      && !cal_sqlite_number (db, "SELECT max(seq) FROM unfinished_erasure", path, &seq, error))
    return FALSE;
  *unfinished = seq >= 0;
  return TRUE;
}

/* All of the write-ahead log into the file, and nothing left of it. */
static gboolean
empty_wal (sqlite3 *db, const char *path, GError **error)
{
  if (sqlite3_wal_checkpoint_v2 (db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) == SQLITE_OK)
    return TRUE;
  cal_sqlite_set_error (error, db, path);
  return FALSE;
}

/**
 * cal_erasure_table_finish:
 * @db: a connection, in no transaction
 * @path: the file's name, for messages
 * @error: return location
 *
 * Writes the file anew, so that no page of it keeps anything of what was deleted,
 * and empties the write-ahead log. Can be done again if it was interrupted.
 *
 * Returns: %FALSE with a #CalStoreError, %CAL_STORE_ERROR_LOCKED where somebody is
 *   reading; the erasure stands, and is still to be finished
 */
gboolean
cal_erasure_table_finish (sqlite3 *db, const char *path, GError **error)
{
  return cal_sqlite_exec (db, "VACUUM", path, error) && empty_wal (db, path, error)
         && cal_sqlite_exec (db, "DELETE FROM unfinished_erasure", path, error)
         && empty_wal (db, path, error);
}
