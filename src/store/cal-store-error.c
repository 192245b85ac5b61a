/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-store-error.h"

#include <errno.h>

G_DEFINE_QUARK (cal - store - error - quark, cal_store_error)

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
