/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-log-cursor.h"

#include <string.h>

#include "store/cal-sqlite.h"
#include "store/cal-store-error.h"

/* More fields than any kind will have; a file that claims more is damaged. */
#define MAX_FIELDS 64

static gboolean
step (CalLogCursor *cursor, sqlite3_stmt *statement, gboolean *found, GError **error)
{
  int result = sqlite3_step (statement);

  *found = result == SQLITE_ROW;
  if (*found || result == SQLITE_DONE)
    return TRUE;
  cal_sqlite_set_error (error, cursor->db, cursor->path);
  return FALSE;
}

/**
 * cal_log_cursor_new:
 * @db: a connection, in a transaction
 * @from: the first record wanted
 * @to: the last
 * @path: the file's name, for messages
 * @error: return location
 *
 * Returns: (transfer full): a cursor before the first record; %NULL with a
 *   #CalStoreError
 */
CalLogCursor *
cal_log_cursor_new (sqlite3 *db, guint64 from, guint64 to, const char *path, GError **error)
{
  g_autoptr (CalLogCursor) cursor = g_new0 (CalLogCursor, 1);
  const char *const queries[] = {
    "SELECT seq, bytes FROM record WHERE seq BETWEEN ? AND ? ORDER BY seq",
    "SELECT seq, field, text FROM disclosure WHERE seq BETWEEN ? AND ? ORDER BY seq, field",
  };
  sqlite3_stmt **const statements[] = { &cursor->records, &cursor->texts };

  cursor->db = db;
  cursor->path = g_strdup (path);
  cursor->disclosures = g_ptr_array_new ();
  cursor->text = g_string_sized_new (4096);
  cursor->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      *statements[i] = cal_sqlite_prepare (db, queries[i], path, error);
      if (*statements[i] == NULL)
        return NULL;
      sqlite3_bind_int64 (*statements[i], 1, (sqlite3_int64) MIN (from, (guint64) G_MAXINT64));
      sqlite3_bind_int64 (*statements[i], 2, (sqlite3_int64) MIN (to, (guint64) G_MAXINT64));
    }
  if (!step (cursor, cursor->texts, &cursor->has_text, error))
    return NULL;
  return g_steal_pointer (&cursor);
}

void
cal_log_cursor_free (CalLogCursor *cursor)
{
  if (cursor == NULL)
    return;
  sqlite3_finalize (cursor->records);
  sqlite3_finalize (cursor->texts);
  g_ptr_array_unref (cursor->disclosures);
  g_string_free (cursor->text, TRUE);
  g_array_unref (cursor->starts);
  g_free (cursor->path);
  g_free (cursor);
}

/* In a file that somebody sent, what a STRICT table holds need not be what it says;
 * and a text with a NUL in it would be hashed up to that only. */
static gboolean
is_disclosure (sqlite3_stmt *statement)
{
  return sqlite3_column_type (statement, 0) == SQLITE_INTEGER
         && sqlite3_column_type (statement, 1) == SQLITE_INTEGER
         && sqlite3_column_type (statement, 2) == SQLITE_TEXT
         && memchr (sqlite3_column_text (statement, 2), '\0',
                    (gsize) sqlite3_column_bytes (statement, 2))
                == NULL;
}

static void
keep (CalLogCursor *cursor, const char *text, gssize length)
{
  gsize start = cursor->text->len;

  g_array_append_val (cursor->starts, start);
  g_string_append_len (cursor->text, text, length);
  g_string_append_c (cursor->text, '\0');
}

/* SQLite's text is gone with the next step, so it is copied. */
static void
keep_text (CalLogCursor *cursor, guint field)
{
  while (cursor->starts->len < field)
    keep (cursor, "", 0);
  keep (cursor, (const char *) sqlite3_column_text (cursor->texts, 2),
        sqlite3_column_bytes (cursor->texts, 2));
}

/* Where a record is missing, its disclosures are the first to be in the way. */
static gboolean
damaged (const CalLogCursor *cursor, guint64 seq, GError **error)
{
  if (seq < cursor->seq)
    cal_store_set_damaged (error, cursor->path, seq, "", "it is missing");
  else
    cal_store_set_damaged (error, cursor->path, seq, "disclosure",
                           "it belongs to no field, or is no text");
  return FALSE;
}

static gboolean
take_disclosures (CalLogCursor *cursor, GError **error)
{
  g_string_truncate (cursor->text, 0);
  g_array_set_size (cursor->starts, 0);
  while (cursor->has_text)
    {
      guint64 seq = (guint64) sqlite3_column_int64 (cursor->texts, 0);
      sqlite3_int64 field = sqlite3_column_int64 (cursor->texts, 1);

      if (seq > cursor->seq)
        break;
      if (seq < cursor->seq || field < 0 || field >= MAX_FIELDS)
        return damaged (cursor, seq, error);
      if (!is_disclosure (cursor->texts))
        return damaged (cursor, seq, error);
      keep_text (cursor, (guint) field);
      if (!step (cursor, cursor->texts, &cursor->has_text, error))
        return FALSE;
    }
  g_ptr_array_set_size (cursor->disclosures, 0);
  for (guint i = 0; i < cursor->starts->len; i++)
    g_ptr_array_add (cursor->disclosures,
                     cursor->text->str + g_array_index (cursor->starts, gsize, i));
  g_ptr_array_add (cursor->disclosures, NULL);
  return TRUE;
}

/**
 * cal_log_cursor_next:
 * @found: (out): whether there is a next record, which is then in @cursor
 * @error: return location
 *
 * Returns: %FALSE with a #CalStoreError
 */
gboolean
cal_log_cursor_next (CalLogCursor *cursor, gboolean *found, GError **error)
{
  if (!step (cursor, cursor->records, found, error))
    return FALSE;
  if (!*found)
    return TRUE;
  cursor->seq = (guint64) sqlite3_column_int64 (cursor->records, 0);
  if (sqlite3_column_type (cursor->records, 1) != SQLITE_BLOB)
    {
      cal_store_set_damaged (error, cursor->path, cursor->seq, "", "it is not kept as bytes");
      return FALSE;
    }
  cursor->bytes = sqlite3_column_blob (cursor->records, 1);
  cursor->length = (gsize) sqlite3_column_bytes (cursor->records, 1);
  return take_disclosures (cursor, error);
}
