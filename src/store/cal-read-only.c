/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-read-only.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "store/cal-file-header.h"
#include "store/cal-sqlite.h"
#include "store/cal-store-error.h"
#include "store/cal-writer-lock.h"

static gboolean
has_wal (const char *file)
{
  g_autofree char *name = g_strconcat (file, "-wal", NULL);
  struct stat status;

  return stat (name, &status) == 0;
}

/**
 * cal_read_only_open:
 * @path: a document that may have been made by an attacker
 * @file: (out) (transfer full): the same, absolute and without links
 * @error: return location
 *
 * Opens a document so that it stays as it is to the byte, nothing appears beside
 * it, and nothing in it can run or use up the memory. Whether its tables are what
 * they should be is for cal_schema_check() to say, before any of them is read.
 *
 * Returns: (transfer full): a connection; %NULL with a #CalStoreError
 */
sqlite3 *
cal_read_only_open (const char *path, char **file, GError **error)
{
  char *real = realpath (path, NULL);
  CalSqliteMode mode = CAL_SQLITE_READ;

  if (real == NULL)
    {
      cal_store_set_errno_error (error, errno, path);
      return NULL;
    }
  *file = g_strdup (real);
  free (real);
  if (!cal_file_header_check (*file, path, error))
    return NULL;
  /* Left in the mode in which it was written, with nothing pending: SQLite would
   * make files beside it. */
  if (cal_file_header_is_wal (*file) && !has_wal (*file) && cal_writer_lock_is_free (*file))
    mode = CAL_SQLITE_READ_IMMUTABLE;
  return cal_sqlite_open (*file, mode, error);
}
