/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-seal-table.h"

#include <string.h>

#include "store/cal-sqlite.h"

static gboolean
insert (sqlite3 *db,
        sqlite3_stmt *statement,
        guint64 seq,
        guint position,
        const char *path,
        GError **error)
{
  gboolean done;

  sqlite3_bind_int64 (statement, 1, (sqlite3_int64) seq);
  sqlite3_bind_int64 (statement, 2, position);
  done = sqlite3_step (statement) == SQLITE_DONE;
  if (!done)
    cal_sqlite_set_error (error, db, path);
  sqlite3_reset (statement);
  return done;
}

static gboolean
write_map (sqlite3 *db, guint64 seq, const CalSubjectMap *map, const char *path, GError **error)
{
  g_autoptr (sqlite3_stmt) leaf_statement = cal_sqlite_prepare (
      db, "INSERT INTO subject_map (seq, position, leaf) VALUES (?, ?, ?)", path, error);
  g_autoptr (sqlite3_stmt) opening_statement = NULL;

  if (leaf_statement == NULL)
    return FALSE;
  opening_statement = cal_sqlite_prepare (
      db, "INSERT INTO subject_opening (seq, position, opening) VALUES (?, ?, ?)", path, error);
  if (opening_statement == NULL)
    return FALSE;
  for (guint i = 0; i < map->leaves->len; i++)
    {
      const CalMapLeaf *leaf = &g_array_index (map->leaves, CalMapLeaf, i);

      sqlite3_bind_text (leaf_statement, 3, leaf->leaf, -1, SQLITE_STATIC);
      sqlite3_bind_text (opening_statement, 3, leaf->opening, -1, SQLITE_STATIC);
      if (!insert (db, leaf_statement, seq, i, path, error)
          || (leaf->opening != NULL && !insert (db, opening_statement, seq, i, path, error)))
        return FALSE;
    }
  return TRUE;
}

/**
 * cal_seal_table_write:
 * @db: a connection, in a transaction
 * @seq: the number that the seal's record is going to have
 * @map: the subject map
 * @signatures: (element-type GBytes): the seal's signature, and the witnesses'
 * @path: the file's name, for messages
 * @error: return location
 *
 * Returns: %FALSE with a #CalStoreError
 */
gboolean
cal_seal_table_write (sqlite3 *db,
                      guint64 seq,
                      const CalSubjectMap *map,
                      GPtrArray *signatures,
                      const char *path,
                      GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!write_map (db, seq, map, path, error))
    return FALSE;
  statement = cal_sqlite_prepare (db, "INSERT INTO signature (seq, number, blob) VALUES (?, ?, ?)",
                                  path, error);
  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < signatures->len; i++)
    {
      gsize length;
      gconstpointer bytes = g_bytes_get_data (g_ptr_array_index (signatures, i), &length);

      sqlite3_bind_blob64 (statement, 3, bytes, length, SQLITE_STATIC);
      if (!insert (db, statement, seq, i, path, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_plain_text (sqlite3_stmt *statement, int column)
{
  return sqlite3_column_type (statement, column) == SQLITE_TEXT
         && strlen ((const char *) sqlite3_column_text (statement, column))
                == (gsize) sqlite3_column_bytes (statement, column);
}

/**
 * cal_seal_table_read_map:
 * @db: a connection, in a transaction
 * @seq: the seal's record
 * @why: (out) (transfer full) (nullable): what is wrong with the rows
 * @path: the file's name, for messages
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the map as stored; %NULL with @why, or with
 *   a #CalStoreError where it cannot be read
 */
CalSubjectMap *
cal_seal_table_read_map (sqlite3 *db, guint64 seq, char **why, const char *path, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = cal_sqlite_prepare (
      db,
      "SELECT m.position, m.leaf, o.opening FROM subject_map m LEFT JOIN subject_opening o "
      "ON o.seq = m.seq AND o.position = m.position WHERE m.seq = ? ORDER BY m.position",
      path, error);
  g_autoptr (CalSubjectMap) map = cal_subject_map_new ();
  int result;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, (sqlite3_int64) seq);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gboolean erased = sqlite3_column_type (statement, 2) == SQLITE_NULL;

      if (sqlite3_column_type (statement, 0) != SQLITE_INTEGER
          || sqlite3_column_int64 (statement, 0) != map->leaves->len
          || !is_plain_text (statement, 1) || (!erased && !is_plain_text (statement, 2)))
        {
          *why = g_strdup_printf ("leaf %u of the subject map is missing or is no text",
                                  map->leaves->len + 1);
          return NULL;
        }
      cal_subject_map_add (map, (const char *) sqlite3_column_text (statement, 1),
                           (const char *) sqlite3_column_text (statement, 2));
    }
  if (result == SQLITE_DONE)
    return g_steal_pointer (&map);
  cal_sqlite_set_error (error, db, path);
  return NULL;
}

/**
 * cal_seal_table_read_signatures:
 * @db: a connection, in a transaction
 * @seq: the seal's record
 * @why: (out) (transfer full) (nullable): what is wrong with the rows
 * @path: the file's name, for messages
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type GBytes): the signatures; %NULL
 *   with @why, or with a #CalStoreError where they cannot be read
 */
GPtrArray *
cal_seal_table_read_signatures (sqlite3 *db,
                                guint64 seq,
                                char **why,
                                const char *path,
                                GError **error)
{
  g_autoptr (sqlite3_stmt) statement = cal_sqlite_prepare (
      db, "SELECT number, blob FROM signature WHERE seq = ? ORDER BY number", path, error);
  g_autoptr (GPtrArray) signatures =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  int result;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, (sqlite3_int64) seq);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      if (sqlite3_column_type (statement, 0) != SQLITE_INTEGER
          || sqlite3_column_int64 (statement, 0) != signatures->len
          || sqlite3_column_type (statement, 1) != SQLITE_BLOB)
        {
          *why = g_strdup_printf ("signature %u is missing or is not in binary", signatures->len);
          return NULL;
        }
      g_ptr_array_add (signatures, g_bytes_new (sqlite3_column_blob (statement, 1),
                                                (gsize) sqlite3_column_bytes (statement, 1)));
    }
  if (result == SQLITE_DONE)
    return g_steal_pointer (&signatures);
  cal_sqlite_set_error (error, db, path);
  return NULL;
}
