/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-sqlite.h"

#include "store/cal-store-error.h"

#include <errno.h>

/* How long a reader waits for a commit, and the other way round. */
#define BUSY_MILLISECONDS 2000

/* EXTRA is FULL, and syncs the folder too where there is a rollback journal. */
static const char setup[] = "PRAGMA synchronous = EXTRA;"
                            "PRAGMA secure_delete = ON;"
                            "PRAGMA cell_size_check = ON;"
                            "PRAGMA temp_store = MEMORY;";

/* No document of ours comes near these: the largest value is a roster's leaf
 * hashes, 32 bytes a person. */
static const struct
{
  int what;
  int most;
} limits[] = {
  { SQLITE_LIMIT_LENGTH, 256 << 20 }, { SQLITE_LIMIT_SQL_LENGTH, 100000 },
  { SQLITE_LIMIT_COLUMN, 100 },       { SQLITE_LIMIT_EXPR_DEPTH, 50 },
  { SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
};

static CalStoreError
code_of (sqlite3 *db)
{
  /* SQLite does not always keep the number of what failed in a commit. */
  int last = errno;
  int number;

  switch (sqlite3_extended_errcode (db) & 0xff)
    {
    case SQLITE_FULL:
      return CAL_STORE_ERROR_DISK_FULL;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return CAL_STORE_ERROR_LOCKED;
    case SQLITE_READONLY:
      return CAL_STORE_ERROR_READ_ONLY;
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return CAL_STORE_ERROR_PERMISSION;
    case SQLITE_NOTADB:
      return CAL_STORE_ERROR_NOT_A_DOCUMENT;
    case SQLITE_CONSTRAINT:
      return CAL_STORE_ERROR_MOVED_ON;
    case SQLITE_CORRUPT:
    case SQLITE_ERROR:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
      return CAL_STORE_ERROR_CORRUPT;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    default:
      number = sqlite3_system_errno (db);
      return cal_store_code_of_errno (number != 0 ? number : last);
    }
}

/**
 * cal_sqlite_set_error:
 * @db: a connection on which something has just failed
 * @path: the file's name, for the message
 *
 * Names the cause of SQLite's latest failure.
 */
void
cal_sqlite_set_error (GError **error, sqlite3 *db, const char *path)
{
  CalStoreError code = code_of (db);

  g_set_error (error, CAL_STORE_ERROR, (int) code, "%s: %s (%s)", path, cal_store_sentence (code),
               sqlite3_errmsg (db));
}

/**
 * cal_sqlite_exec:
 *
 * Runs statements that return nothing of interest.
 */
gboolean
cal_sqlite_exec (sqlite3 *db, const char *sql, const char *path, GError **error)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  cal_sqlite_set_error (error, db, path);
  return FALSE;
}

/**
 * cal_sqlite_prepare:
 *
 * Returns: (transfer full): the statement, to be kept for long; %NULL with a
 *   #CalStoreError
 */
sqlite3_stmt *
cal_sqlite_prepare (sqlite3 *db, const char *sql, const char *path, GError **error)
{
  sqlite3_stmt *statement;

  if (sqlite3_prepare_v3 (db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) == SQLITE_OK)
    return statement;
  cal_sqlite_set_error (error, db, path);
  return NULL;
}

/**
 * cal_sqlite_number:
 * @sql: a query for one number
 * @number: (out): the number; -1 where the query finds nothing or NULL
 *
 * Returns: %FALSE with a #CalStoreError
 */
gboolean
cal_sqlite_number (sqlite3 *db, const char *sql, const char *path, gint64 *number, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = cal_sqlite_prepare (db, sql, path, error);
  int result;

  *number = -1;
  if (statement == NULL)
    return FALSE;
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW && sqlite3_column_type (statement, 0) == SQLITE_INTEGER)
    *number = sqlite3_column_int64 (statement, 0);
  if (result == SQLITE_ROW || result == SQLITE_DONE)
    return TRUE;
  cal_sqlite_set_error (error, db, path);
  return FALSE;
}

/**
 * cal_sqlite_journal_mode:
 * @mode: the journal mode that is wanted
 *
 * Returns: (transfer full) (nullable): the journal mode that the file then has,
 *   %NULL when SQLite says that it failed
 */
char *
cal_sqlite_journal_mode (sqlite3 *db, const char *mode)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA journal_mode = %s", mode);
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK
      || sqlite3_step (statement) != SQLITE_ROW)
    return NULL;
  return g_strdup ((const char *) sqlite3_column_text (statement, 0));
}

/* The schema of a file that somebody sent is not to be trusted: no function of
 * ours or SQLite's with a side effect may be called from it, nothing can rewrite
 * it, and nothing in it can use up the memory. */
static gboolean
guard (sqlite3 *db)
{
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (db, limits[i].what, limits[i].most);
  return sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) == SQLITE_OK
         && sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL) == SQLITE_OK
         && sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DML, 0, NULL) == SQLITE_OK
         && sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL) == SQLITE_OK;
}

/**
 * cal_sqlite_open:
 * @path: an existing file, absolute
 * @mode: how
 * @error: return location
 *
 * Returns: (transfer full): a connection with everything set that makes it
 *   durable and distrustful; %NULL with a #CalStoreError
 */
sqlite3 *
cal_sqlite_open (const char *path, CalSqliteMode mode, GError **error)
{
  g_autoptr (sqlite3) db = NULL;
  g_autofree char *uri = g_filename_to_uri (path, NULL, error);
  g_autofree char *name = NULL;
  static gsize configured = 0;
  int flags = mode == CAL_SQLITE_WRITE ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;

  /* Counting every allocation under a lock costs more than the allocations. */
  if (g_once_init_enter (&configured))
    {
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
      g_once_init_leave (&configured, 1);
    }
  if (uri == NULL)
    return NULL;
  name = g_strconcat (uri, mode == CAL_SQLITE_READ_IMMUTABLE ? "?immutable=1" : NULL, NULL);
  if (sqlite3_open_v2 (name, &db, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK
      || sqlite3_extended_result_codes (db, 1) != SQLITE_OK || !guard (db)
      || sqlite3_busy_timeout (db, BUSY_MILLISECONDS) != SQLITE_OK)
    {
      cal_sqlite_set_error (error, db, path);
      return NULL;
    }
  if (!cal_sqlite_exec (db, setup, path, error))
    return NULL;
  return g_steal_pointer (&db);
}
