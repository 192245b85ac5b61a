/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-file-header.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "store/cal-beside.h"
#include "store/cal-schema.h"
#include "store/cal-store-error.h"

/* The header of an SQLite file (https://www.sqlite.org/fileformat.html, 1.3). */
#define HEADER_SIZE 100
#define MAGIC "SQLite format 3"
#define AT_PAGE_SIZE 16
#define AT_READ_VERSION 19
#define AT_CHANGES 24
#define AT_N_PAGES 28
#define AT_USER_VERSION 60
#define AT_APPLICATION_ID 68
#define AT_VALID_FOR 92
#define READ_VERSION_WAL 2

static guint32
number_at (const guint8 *header, guint offset)
{
  return (guint32) header[offset] << 24 | (guint32) header[offset + 1] << 16
         | (guint32) header[offset + 2] << 8 | header[offset + 3];
}

/* Nothing is read of what is no plain file: a pipe would be waited for. */
static gboolean
read_header (const char *path, guint8 header[HEADER_SIZE], struct stat *status, gssize *n)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  int number;

  if (fd < 0)
    return FALSE;
  *n = fstat (fd, status) != 0     ? -1
       : S_ISREG (status->st_mode) ? pread (fd, header, HEADER_SIZE, 0)
                                   : 0;
  number = errno;
  close (fd);
  errno = number;
  return *n >= 0;
}

/* Whether a log stands beside the file that may hold pages which the file has
 * not yet. */
static gboolean
has_journal (const char *path)
{
  static const char *const suffixes[] = { "-wal", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);
      struct stat status;

      if (stat (name, &status) == 0 && status.st_size > 0)
        return TRUE;
    }
  return FALSE;
}

static guint64
expected_size (const guint8 *header)
{
  guint64 page_size = (guint64) header[AT_PAGE_SIZE] << 8 | header[AT_PAGE_SIZE + 1];

  /* The count of pages holds only where it was written with the last change. */
  if (number_at (header, AT_CHANGES) != number_at (header, AT_VALID_FOR))
    return 0;
  return (page_size == 1 ? 65536 : page_size) * number_at (header, AT_N_PAGES);
}

static gboolean
refuse (GError **error, CalStoreError code, const char *path, const char *details)
{
  g_set_error (error, CAL_STORE_ERROR, (int) code, "%s: %s%s", path, cal_store_sentence (code),
               details);
  return FALSE;
}

/**
 * cal_file_header_check:
 * @file: a file, absolute and without links
 * @path: its name, for messages
 * @error: return location
 *
 * Looks at the first bytes before SQLite does, so that a file that is not ours,
 * is cut short or comes from a newer program is not touched at all, nor one beside
 * which cal_beside_check() finds something.
 *
 * Returns: whether it is a document of a format that this program knows
 */
gboolean
cal_file_header_check (const char *file, const char *path, GError **error)
{
  guint8 header[HEADER_SIZE];
  struct stat status;
  gssize n;

  if (!read_header (file, header, &status, &n))
    {
      cal_store_set_errno_error (error, errno, path);
      return FALSE;
    }
  if (!S_ISREG (status.st_mode))
    return refuse (error, CAL_STORE_ERROR_NOT_A_DOCUMENT, path,
                   S_ISDIR (status.st_mode) ? ": it is a folder" : ": it is no plain file");
  if (n == 0)
    return refuse (error, CAL_STORE_ERROR_NOT_A_DOCUMENT, path, ": it is empty");
  if (memcmp (header, MAGIC, MIN ((gsize) n, sizeof MAGIC)) != 0)
    return refuse (error, CAL_STORE_ERROR_NOT_A_DOCUMENT, path, "");
  if (n < HEADER_SIZE)
    return refuse (error, CAL_STORE_ERROR_CORRUPT, path, ": it is cut short");
  if (number_at (header, AT_APPLICATION_ID) != CAL_SCHEMA_APPLICATION_ID
      || number_at (header, AT_USER_VERSION) == 0)
    return refuse (error, CAL_STORE_ERROR_NOT_A_DOCUMENT, path,
                   ": it is a database of another program");
  if (number_at (header, AT_USER_VERSION) > CAL_SCHEMA_VERSION)
    return refuse (error, CAL_STORE_ERROR_NEWER_FORMAT, path, "");
  if (!has_journal (file) && (guint64) status.st_size < expected_size (header))
    {
      g_autofree char *details =
          g_strdup_printf (": it is cut short, %" G_GUINT64_FORMAT " bytes of %" G_GUINT64_FORMAT,
                           (guint64) status.st_size, expected_size (header));

      return refuse (error, CAL_STORE_ERROR_CORRUPT, path, details);
    }
  return cal_beside_check (file, path, error);
}

/**
 * cal_file_header_is_document:
 * @path: any name; not of a document that this process has open, for closing a file
 *   lets go of the locks that are held on it
 *
 * Returns: whether a document of ours is there, of whatever format and state
 */
gboolean
cal_file_header_is_document (const char *path)
{
  guint8 header[HEADER_SIZE];
  struct stat status;
  gssize n;

  return read_header (path, header, &status, &n) && n == HEADER_SIZE
         && memcmp (header, MAGIC, sizeof MAGIC) == 0
         && number_at (header, AT_APPLICATION_ID) == CAL_SCHEMA_APPLICATION_ID;
}

/**
 * cal_file_header_is_wal:
 *
 * Returns: whether the file was left in the mode in which a document is written,
 *   with a log beside it
 */
gboolean
cal_file_header_is_wal (const char *path)
{
  guint8 header[HEADER_SIZE];
  struct stat status;
  gssize n;

  return read_header (path, header, &status, &n) && n == HEADER_SIZE
         && header[AT_READ_VERSION] == READ_VERSION_WAL;
}

/**
 * cal_file_header_drop_journal:
 * @path: a file that nobody else writes to
 *
 * Removes a rollback journal that was begun and had nothing in it when its process
 * was killed. SQLite leaves it lying, for it rolls back only a journal that begins
 * with something (hot journals, https://www.sqlite.org/lockingv3.html, 4.1).
 */
void
cal_file_header_drop_journal (const char *path)
{
  g_autofree char *name = g_strconcat (path, "-journal", NULL);
  int fd = g_open (name, O_RDONLY | O_CLOEXEC, 0);
  char first = '\0';
  gboolean is_cold;

  if (fd < 0)
    return;
  is_cold = pread (fd, &first, 1, 0) >= 0 && first == '\0';
  close (fd);
  if (is_cold)
    g_unlink (name);
}
