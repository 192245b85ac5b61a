/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "medium.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <glib/gstdio.h>

/* The user who owns nothing. */
#define NOBODY 65534

static gboolean
write_line (const char *path, const char *line)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);
  gboolean written = fd >= 0 && write (fd, line, strlen (line)) == (gssize) strlen (line);

  if (fd >= 0)
    close (fd);
  return written;
}

/* Mounts of our own, which end with this process. An ordinary user becomes the
 * root of a world of his own for it. */
static gboolean
enter_own_mounts (void)
{
  g_autofree char *uids = g_strdup_printf ("0 %d 1", (int) geteuid ());
  g_autofree char *gids = g_strdup_printf ("0 %d 1", (int) getegid ());

  if (geteuid () == 0 ? unshare (CLONE_NEWNS) != 0
                      : unshare (CLONE_NEWUSER | CLONE_NEWNS) != 0
                            || !write_line ("/proc/self/setgroups", "deny")
                            || !write_line ("/proc/self/uid_map", uids)
                            || !write_line ("/proc/self/gid_map", gids))
    return FALSE;
  return mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

static void
limit_files (rlim_t size)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (size, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_true (signal (SIGXFSZ, SIG_IGN) != SIG_ERR);
}

void
small_disk_mount (SmallDisk *disk, const char *folder, gsize size)
{
  g_autofree char *options = g_strdup_printf ("size=%" G_GSIZE_FORMAT ",nr_inodes=1000", size);

  disk->folder = g_strdup (folder);
  disk->is_mount = enter_own_mounts () && mount ("none", folder, "tmpfs", 0, options) == 0;
  if (!disk->is_mount)
    limit_files (size);
}

static char *
ballast (const SmallDisk *disk)
{
  return g_build_filename (disk->folder, "ballast", NULL);
}

/* Fills the disk but for @free bytes. Without a file system of our own, no file
 * may grow beyond that and what SQLite's own files need. */
void
small_disk_leave (SmallDisk *disk, gsize free)
{
  g_autofree char *path = ballast (disk);
  struct statvfs status;
  int fd;

  if (!disk->is_mount)
    {
      limit_files (free + 65536);
      return;
    }
  g_assert_cmpint (statvfs (disk->folder, &status), ==, 0);
  g_assert_cmpuint (status.f_bavail * status.f_bsize, >, free);
  fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (posix_fallocate (fd, 0, (off_t) (status.f_bavail * status.f_bsize - free)), ==,
                   0);
  close (fd);
}

void
small_disk_clear (SmallDisk *disk)
{
  g_autofree char *path = ballast (disk);

  if (disk->is_mount)
    g_assert_cmpint (g_unlink (path), ==, 0);
  else
    limit_files (RLIM_INFINITY);
}

void
medium_give_up_rights (void)
{
  if (geteuid () == 0)
    {
      g_assert_cmpint (setgid (NOBODY), ==, 0);
      g_assert_cmpint (setuid (NOBODY), ==, 0);
    }
}

/* Returns: whether it is now a read-only file system; otherwise it is a folder
 * that we have no right to write to */
gboolean
medium_make_read_only (const char *folder)
{
  if (enter_own_mounts () && mount (folder, folder, NULL, MS_BIND, NULL) == 0
      && mount (NULL, folder, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL) == 0)
    return TRUE;
  g_assert_cmpint (g_chmod (folder, 0555), ==, 0);
  medium_give_up_rights ();
  return FALSE;
}
