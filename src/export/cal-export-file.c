/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/cal-export-file.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "export/cal-export-error.h"

static gboolean
write_to_standard_output (GBytes *content, GError **error)
{
  gsize left;
  const char *bytes = g_bytes_get_data (content, &left);

  while (left > 0)
    {
      gssize n = write (STDOUT_FILENO, bytes, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          cal_export_error_set_errno (error, errno, "-");
          return FALSE;
        }
      bytes += n;
      left -= (gsize) n;
    }
  return TRUE;
}

/* The library names a cause by its own codes. */
static int
errno_of (const GError *error)
{
  switch (error->code)
    {
    case G_FILE_ERROR_NOENT:
      return ENOENT;
    case G_FILE_ERROR_NOTDIR:
      return ENOTDIR;
    case G_FILE_ERROR_ACCES:
      return EACCES;
    case G_FILE_ERROR_PERM:
      return EPERM;
    case G_FILE_ERROR_ROFS:
      return EROFS;
    case G_FILE_ERROR_NOSPC:
      return ENOSPC;
    case G_FILE_ERROR_ISDIR:
      return EISDIR;
    default:
      return EIO;
    }
}

/**
 * cal_export_file_write:
 * @path: (type filename): where to; `-` for standard output
 * @content: the bytes
 * @error: return location
 *
 * Writes a file beside @path and gives it its name when it is on the disk, so
 * that a failure leaves what was there.
 *
 * Returns: %FALSE with a #CalExportError
 */
gboolean
cal_export_file_write (const char *path, GBytes *content, GError **error)
{
  g_autoptr (GError) cause = NULL;
  gsize length;
  const char *bytes = g_bytes_get_data (content, &length);

  if (strcmp (path, "-") == 0)
    return write_to_standard_output (content, error);
  if (g_file_set_contents_full (path, length > 0 ? bytes : "", (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666,
                                &cause))
    return TRUE;
  cal_export_error_set_errno (error, errno_of (cause), path);
  return FALSE;
}
