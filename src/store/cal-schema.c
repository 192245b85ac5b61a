/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-schema.h"

#include <string.h>

#include <gio/gio.h>

#include "store/cal-sqlite.h"
#include "cal-store-resources.h"

#define RESOURCES "/com/example/Calibrate/store/"

static const char *const steps[CAL_SCHEMA_VERSION] = {
  RESOURCES "001-document.sql", RESOURCES "002-seal.sql",      RESOURCES "003-standing.sql",
  RESOURCES "004-erasure.sql",  RESOURCES "005-redaction.sql",
};

/**
 * cal_schema_upgrade:
 * @db: a connection, in a transaction
 * @from: the format that the file has; 0 for an empty one
 * @to: the format that it shall have
 * @path: the file's name, for the message
 * @error: return location
 *
 * Takes the steps that lead from one format to a later one.
 *
 * Returns: %FALSE with a #CalStoreError
 */
gboolean
cal_schema_upgrade (sqlite3 *db, guint from, guint to, const char *path, GError **error)
{
  for (guint step = from; step < to; step++)
    {
      g_autoptr (GBytes) sql = g_resource_lookup_data (cal_store_get_resource (), steps[step],
                                                       G_RESOURCE_LOOKUP_FLAGS_NONE, error);
      g_autofree char *version = g_strdup_printf ("PRAGMA user_version = %u", step + 1);

      if (sql == NULL || !cal_sqlite_exec (db, g_bytes_get_data (sql, NULL), path, error)
          || !cal_sqlite_exec (db, version, path, error))
        return FALSE;
    }
  return TRUE;
}

static sqlite3_stmt *
list_schema (sqlite3 *db, const char *path, GError **error)
{
  return cal_sqlite_prepare (
      db, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name, type", path, error);
}

static gboolean
same_column (sqlite3_stmt *a, sqlite3_stmt *b, int column)
{
  return sqlite3_column_type (a, column) == sqlite3_column_type (b, column)
         && sqlite3_column_bytes (a, column) == sqlite3_column_bytes (b, column)
         && g_strcmp0 ((const char *) sqlite3_column_text (a, column),
                       (const char *) sqlite3_column_text (b, column))
                == 0;
}

static char *
describe (sqlite3_stmt *row)
{
  return g_strdup_printf ("%s %s", (const char *) sqlite3_column_text (row, 0),
                          (const char *) sqlite3_column_text (row, 1));
}

static char *
first_difference (sqlite3_stmt *ours, sqlite3_stmt *theirs, int *result)
{
  while (TRUE)
    {
      int expected = sqlite3_step (ours);

      *result = sqlite3_step (theirs);
      if (*result != SQLITE_ROW && *result != SQLITE_DONE)
        return NULL;
      if (expected != SQLITE_ROW && *result != SQLITE_ROW)
        return NULL;
      if (expected != SQLITE_ROW || *result != SQLITE_ROW)
        return describe (expected == SQLITE_ROW ? ours : theirs);
      for (int column = 0; column < 4; column++)
        if (!same_column (ours, theirs, column))
          return describe (strcmp ((const char *) sqlite3_column_text (ours, 1),
                                   (const char *) sqlite3_column_text (theirs, 1))
                                   < 0
                               ? ours
                               : theirs);
    }
}

/**
 * cal_schema_check:
 * @db: a connection
 * @version: the format that the file claims
 * @what: (out) (transfer full) (nullable): the first table, index, view or
 *   trigger that is not as that format has it; %NULL where all are
 * @path: the file's name, for messages
 * @error: return location
 *
 * Compares a file's schema, to the letter, with what our own steps make.
 *
 * Returns: %FALSE with a #CalStoreError where it cannot be read
 */
gboolean
cal_schema_check (sqlite3 *db, guint version, char **what, const char *path, GError **error)
{
  g_autoptr (sqlite3) model = NULL;
  g_autoptr (sqlite3_stmt) ours = NULL;
  g_autoptr (sqlite3_stmt) theirs = NULL;
  int result = SQLITE_DONE;

  *what = NULL;
  if (sqlite3_open (":memory:", &model) != SQLITE_OK)
    {
      cal_sqlite_set_error (error, model, path);
      return FALSE;
    }
  if (!cal_schema_upgrade (model, 0, version, path, error)
      || (ours = list_schema (model, path, error)) == NULL
      || (theirs = list_schema (db, path, error)) == NULL)
    return FALSE;
  *what = first_difference (ours, theirs, &result);
  if (result == SQLITE_ROW || result == SQLITE_DONE)
    return TRUE;
  cal_sqlite_set_error (error, db, path);
  return FALSE;
}
