/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/cal-export-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

GQuark
cal_export_error_quark (void)
{
  return g_quark_from_static_string ("cal-export-error-quark");
}

/**
 * cal_export_error_set_errno:
 * @error: return location
 * @saved_errno: what the system said
 * @path: what could not be written
 *
 * Puts a failure of the system in the room's own words.
 */
void
cal_export_error_set_errno (GError **error, int saved_errno, const char *path)
{
  int code = CAL_EXPORT_ERROR_IO;

  switch (saved_errno)
    {
    case ENOENT:
    case ENOTDIR:
      code = CAL_EXPORT_ERROR_NOT_FOUND;
      break;
    case EACCES:
    case EPERM:
    case EROFS:
      code = CAL_EXPORT_ERROR_PERMISSION;
      break;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      code = CAL_EXPORT_ERROR_DISK_FULL;
      break;
    default:
      break;
    }
  g_set_error (error, CAL_EXPORT_ERROR, code,
               _ ("%s: it could not be written: %s. Nothing was left there; choose "
                  "another folder or make room, and export again."),
               path, g_strerror (saved_errno));
}
