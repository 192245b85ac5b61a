/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

/**
 * CalSqliteMode:
 * @CAL_SQLITE_READ: read only
 * @CAL_SQLITE_READ_IMMUTABLE: read only, from a medium on which nobody writes:
 *   without locks, and without a file beside it
 * @CAL_SQLITE_WRITE: read and write a file that is there
 */
typedef enum
{
  CAL_SQLITE_READ,
  CAL_SQLITE_READ_IMMUTABLE,
  CAL_SQLITE_WRITE,
} CalSqliteMode;

sqlite3 *cal_sqlite_open (const char *path, CalSqliteMode mode, GError **error);
gboolean cal_sqlite_exec (sqlite3 *db, const char *sql, const char *path, GError **error);
sqlite3_stmt *cal_sqlite_prepare (sqlite3 *db, const char *sql, const char *path, GError **error);
gboolean
cal_sqlite_number (sqlite3 *db, const char *sql, const char *path, gint64 *number, GError **error);
char *cal_sqlite_journal_mode (sqlite3 *db, const char *mode);
void cal_sqlite_set_error (GError **error, sqlite3 *db, const char *path);

/* SQLite's own names are structures, so they can be freed at the end of a block. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3, sqlite3_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)
