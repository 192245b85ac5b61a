/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-strays.h"

#include <string.h>

#include "store/cal-roster-table.h"
#include "store/cal-sqlite.h"
#include "store/cal-store-error.h"

/* Every table whose rows belong to a record has the record's number as its first
 * column, but for the roster's rows, whose id starts with it. */
static const char keyed_tables[] =
    "SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info (t.name) c "
    "WHERE t.type = 'table' AND t.name <> 'record' AND c.cid = 0 AND c.name IN ('seq', 'id')";

static gboolean
check_table (sqlite3 *db,
             const char *table,
             const char *key,
             gint64 last,
             const char *path,
             GError **error)
{
  guint shift = strcmp (key, "id") == 0 ? CAL_ROSTER_TABLE_SHIFT : 0;
  g_autofree char *sql = g_strdup_printf ("SELECT max(%s) >> %u FROM %s", key, shift, table);
  gint64 seq;

  if (!cal_sqlite_number (db, sql, path, &seq, error))
    return FALSE;
  if (seq <= last)
    return TRUE;
  g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT,
               "%s: its table %s has something for record %" G_GINT64_FORMAT
               ", which is not there: the last is %" G_GINT64_FORMAT
               ". Another program has written into the file, so nothing was recorded; go on "
               "with a copy from before that",
               path, table, seq, last);
  return FALSE;
}

/**
 * cal_strays_check:
 * @db: a connection
 * @path: the file's name, for messages
 * @error: return location
 *
 * Looks for rows that stand where the next record's are to be. The triggers let
 * anybody insert those, and with the next record they would be closed in.
 *
 * Returns: %FALSE with %CAL_STORE_ERROR_CORRUPT where there are any
 */
gboolean
cal_strays_check (sqlite3 *db, const char *path, GError **error)
{
  g_autoptr (sqlite3_stmt) tables = cal_sqlite_prepare (db, keyed_tables, path, error);
  gint64 last;
  int result;

  if (tables == NULL || !cal_sqlite_number (db, "SELECT max(seq) FROM record", path, &last, error))
    return FALSE;
  while ((result = sqlite3_step (tables)) == SQLITE_ROW)
    if (!check_table (db, (const char *) sqlite3_column_text (tables, 0),
                      (const char *) sqlite3_column_text (tables, 1), last, path, error))
      return FALSE;
  if (result == SQLITE_DONE)
    return TRUE;
  cal_sqlite_set_error (error, db, path);
  return FALSE;
}
