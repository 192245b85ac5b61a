/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-store-error.h"

#include <errno.h>

typedef struct
{
  CalFault *fault;
} CalStoreErrorPrivate;

static void
cal_store_error_private_init (CalStoreErrorPrivate *private)
{
}

static void
cal_store_error_private_copy (const CalStoreErrorPrivate *from, CalStoreErrorPrivate *to)
{
  to->fault = cal_fault_copy (from->fault);
}

static void
cal_store_error_private_clear (CalStoreErrorPrivate *private)
{
  cal_fault_free (private->fault);
}

G_DEFINE_EXTENDED_ERROR (CalStoreError, cal_store_error)

/**
 * cal_store_code_of_errno:
 * @number: an error number of the system
 *
 * Returns: what it means for a document
 */
CalStoreError
cal_store_code_of_errno (int number)
{
  switch (number)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return CAL_STORE_ERROR_DISK_FULL;
    case EROFS:
      return CAL_STORE_ERROR_READ_ONLY;
    case EACCES:
    case EPERM:
      return CAL_STORE_ERROR_PERMISSION;
    case ENOENT:
    case ENOTDIR:
      return CAL_STORE_ERROR_NOT_FOUND;
    case EEXIST:
      return CAL_STORE_ERROR_EXISTS;
    default:
      return CAL_STORE_ERROR_IO;
    }
}

/**
 * cal_store_sentence:
 *
 * Returns: what happened and what was kept, in words
 */
const char *
cal_store_sentence (CalStoreError code)
{
  switch (code)
    {
    case CAL_STORE_ERROR_NOT_FOUND:
      return "there is no such file or folder";
    case CAL_STORE_ERROR_EXISTS:
      return "there is a file of that name already; it was left as it is";
    case CAL_STORE_ERROR_NOT_A_DOCUMENT:
      return "this is not a Calibrate document";
    case CAL_STORE_ERROR_NEWER_FORMAT:
      return "this document was written by a newer Calibrate; open it with that";
    case CAL_STORE_ERROR_CORRUPT:
      return "the file is damaged";
    case CAL_STORE_ERROR_READ_ONLY:
      return "the file or its folder cannot be written to";
    case CAL_STORE_ERROR_PERMISSION:
      return "access is not allowed";
    case CAL_STORE_ERROR_LOCKED:
      return "another program holds the file";
    case CAL_STORE_ERROR_DISK_FULL:
      return "there is no room left on the disk, so nothing was recorded";
    case CAL_STORE_ERROR_MOVED_ON:
      return "the log has moved on, so nothing was recorded";
    case CAL_STORE_ERROR_NOT_SIGNED:
      return "nothing was signed, so nothing was recorded";
    case CAL_STORE_ERROR_IO:
    default:
      return "the file could not be read or written";
    }
}

/**
 * cal_store_set_errno_error:
 * @number: an error number of the system
 * @path: the file that it concerns
 */
void
cal_store_set_errno_error (GError **error, int number, const char *path)
{
  CalStoreError code = cal_store_code_of_errno (number);

  g_set_error (error, CAL_STORE_ERROR, (int) code, "%s: %s (%s)", path, cal_store_sentence (code),
               g_strerror (number));
}

/**
 * cal_store_set_damaged:
 * @path: the document
 * @seq: the record that does not hold
 * @field: the field, or the empty string
 * @what: what is wrong, in words that do not name the record
 *
 * Sets %CAL_STORE_ERROR_CORRUPT, from which cal_store_error_fault() gives the parts
 * of the sentence again.
 */
void
cal_store_set_damaged (GError **error,
                       const char *path,
                       guint64 seq,
                       const char *field,
                       const char *what)
{
  GError *damage;

  if (error == NULL)
    return;
  damage = g_error_new (CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT,
                        "%s: record %" G_GUINT64_FORMAT " is damaged: %s%s%s", path, seq, field,
                        *field != '\0' ? ": " : "", what);
  cal_store_error_get_private (damage)->fault = cal_fault_new ((gint64) seq, field, what);
  g_propagate_error (error, damage);
}

/**
 * cal_store_error_fault:
 * @error: any error
 *
 * Returns: (transfer none) (nullable): the record that does not hold, where that is
 *   what the error says; valid as long as @error
 */
const CalFault *
cal_store_error_fault (const GError *error)
{
  if (error->domain != CAL_STORE_ERROR)
    return NULL;
  return cal_store_error_get_private (error)->fault;
}
