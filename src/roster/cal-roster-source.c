/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster/cal-roster-source.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#define BLOCK_SIZE (256 * 1024)

struct _CalRosterSource
{
  GBytes *bytes;
  int fd;
  gboolean owns_fd;
  guint64 size;
  guint64 offset;
  guint8 *buffer;
};

static gboolean
fail (GError **error, const char *what)
{
  int code = errno;

  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code), "%s: %s", what,
               g_strerror (code));
  return FALSE;
}

static gssize
read_some (int fd, guint8 *buffer)
{
  gssize n;

  do
    n = read (fd, buffer, BLOCK_SIZE);
  while (n < 0 && errno == EINTR);
  return n;
}

static gboolean
write_all (int fd, const guint8 *bytes, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      bytes += n;
      length -= (gsize) n;
    }
  return TRUE;
}

/* A pipe can be read once only, so it goes into a file without a name. */
static gboolean
spool (CalRosterSource *source, GError **error)
{
  g_autofree char *path = NULL;
  int pipe_fd = source->fd;
  gssize n;

  source->fd = g_file_open_tmp ("calibrate-XXXXXX", &path, error);
  if (source->fd < 0)
    return FALSE;
  source->owns_fd = TRUE;
  unlink (path);
  while ((n = read_some (pipe_fd, source->buffer)) > 0)
    {
      if (!write_all (source->fd, source->buffer, (gsize) n))
        return fail (error, _ ("the input could not be kept in a temporary file"));
      source->size += (guint64) n;
    }
  return n == 0 || fail (error, _ ("the input could not be read"));
}

CalRosterSource *
cal_roster_source_new_bytes (GBytes *bytes)
{
  CalRosterSource *source = g_new0 (CalRosterSource, 1);

  source->bytes = g_bytes_ref (bytes);
  source->fd = -1;
  source->size = g_bytes_get_size (bytes);
  return source;
}

/**
 * cal_roster_source_new_fd:
 * @fd: a file or a pipe, open for reading; stays the caller's
 * @error: return location
 *
 * Returns: (transfer full): the source; %NULL with a #GIOErrorEnum where @fd
 *   is a folder or cannot be read
 */
CalRosterSource *
cal_roster_source_new_fd (int fd, GError **error)
{
  g_autoptr (CalRosterSource) source = g_new0 (CalRosterSource, 1);
  struct stat info;

  source->fd = fd;
  source->buffer = g_malloc (BLOCK_SIZE);
  if (fstat (fd, &info) != 0)
    {
      fail (error, _ ("the file could not be read"));
      return NULL;
    }
  if (S_ISDIR (info.st_mode))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY,
                           _ ("this is a folder, not a roster"));
      return NULL;
    }
  source->size = (guint64) info.st_size;
  if (!S_ISREG (info.st_mode))
    {
      source->size = 0;
      if (!spool (source, error))
        return NULL;
    }
  return g_steal_pointer (&source);
}

void
cal_roster_source_free (CalRosterSource *source)
{
  if (source->owns_fd)
    close (source->fd);
  g_clear_pointer (&source->bytes, g_bytes_unref);
  g_free (source->buffer);
  g_free (source);
}

/**
 * cal_roster_source_size:
 *
 * Returns: how many bytes the source had when it was opened
 */
guint64
cal_roster_source_size (const CalRosterSource *source)
{
  return source->size;
}

void
cal_roster_source_rewind (CalRosterSource *source)
{
  source->offset = 0;
}

/**
 * cal_roster_source_next:
 * @source: the source
 * @block: (out): the next bytes; valid until the next call
 * @error: return location
 *
 * Returns: how many bytes, 0 at the end, -1 with a #GIOErrorEnum
 */
gssize
cal_roster_source_next (CalRosterSource *source, const guint8 **block, GError **error)
{
  gssize n;

  if (source->bytes != NULL)
    {
      gsize left = source->size - source->offset;

      *block = (const guint8 *) g_bytes_get_data (source->bytes, NULL) + source->offset;
      n = (gssize) MIN (left, (gsize) BLOCK_SIZE);
    }
  else
    {
      do
        n = pread (source->fd, source->buffer, BLOCK_SIZE, (off_t) source->offset);
      while (n < 0 && errno == EINTR);
      if (n < 0)
        fail (error, _ ("the file could not be read"));
      *block = source->buffer;
    }
  if (n > 0)
    source->offset += (guint64) n;
  return n;
}
