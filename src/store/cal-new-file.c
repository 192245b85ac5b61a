/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-new-file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "store/cal-store-error.h"

/**
 * cal_new_file_begin:
 * @target: the file that is to be made
 * @error: return location
 *
 * Returns: (transfer full): an empty file beside @target that only its owner may
 *   read; %NULL with a #CalStoreError, %CAL_STORE_ERROR_EXISTS where @target is
 *   there already
 */
CalNewFile *
cal_new_file_begin (const char *target, GError **error)
{
  g_autoptr (CalNewFile) file = g_new0 (CalNewFile, 1);
  g_autofree char *absolute = g_canonicalize_filename (target, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);
  g_autofree char *name = g_path_get_basename (absolute);
  g_autofree char *path = g_strdup_printf ("%s/.%s.XXXXXX", folder, name);
  struct stat status;
  int fd;

  if (lstat (absolute, &status) == 0)
    {
      cal_store_set_errno_error (error, EEXIST, target);
      return NULL;
    }
  fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      cal_store_set_errno_error (error, errno, target);
      return NULL;
    }
  close (fd);
  file->target = g_steal_pointer (&absolute);
  file->path = g_steal_pointer (&path);
  return g_steal_pointer (&file);
}

static gboolean
sync_path (const char *path, int flags)
{
  int fd = g_open (path, flags | O_CLOEXEC, 0);
  gboolean synced;
  int number;

  if (fd < 0)
    return FALSE;
  synced = fsync (fd) == 0;
  number = errno;
  close (fd);
  errno = number;
  return synced;
}

/* Some file systems cannot rename without replacing; most of those can link. */
static gboolean
move_into_place (const CalNewFile *file)
{
  if (renameat2 (AT_FDCWD, file->path, AT_FDCWD, file->target, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
    return FALSE;
  return link (file->path, file->target) == 0 && g_unlink (file->path) == 0;
}

/**
 * cal_new_file_publish:
 * @file: the file, complete and closed
 * @error: return location
 *
 * Gives the file its name. It and its name are on the disk itself when this
 * returns.
 *
 * Returns: %FALSE with a #CalStoreError, %CAL_STORE_ERROR_EXISTS where somebody
 *   else has made a file of that name meanwhile
 */
gboolean
cal_new_file_publish (CalNewFile *file, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (file->target);

  if (!sync_path (file->path, O_RDWR) || !move_into_place (file))
    {
      cal_store_set_errno_error (error, errno, file->target);
      return FALSE;
    }
  g_clear_pointer (&file->path, g_free);
  /* A folder that cannot be synced, as on some network shares, is none the less
   * written. */
  if (!sync_path (folder, O_RDONLY | O_DIRECTORY))
    g_debug ("%s could not be synced: %s", folder, g_strerror (errno));
  return TRUE;
}

/**
 * cal_new_file_free:
 *
 * Where the file has not been published nothing is left of it.
 */
void
cal_new_file_free (CalNewFile *file)
{
  if (file == NULL)
    return;
  if (file->path != NULL)
    g_unlink (file->path);
  g_free (file->path);
  g_free (file->target);
  g_free (file);
}
