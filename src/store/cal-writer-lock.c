/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-writer-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "core/cal-time.h"
#include "store/cal-store-error.h"

#define SUFFIX "-lock"
#define POLL_MICROSECONDS 20000

struct _CalWriterLock
{
  char *path;
  int fd;
};

typedef enum
{
  ATTEMPT_HELD,
  ATTEMPT_BUSY,
  ATTEMPT_AGAIN,
  ATTEMPT_UNSUPPORTED,
  ATTEMPT_FAILED,
} Attempt;

/* Whether the file that was locked is still the one of that name: its former
 * holder may have removed it between opening and locking. */
static gboolean
is_current (int fd, const char *path)
{
  struct stat opened;
  struct stat named;

  return fstat (fd, &opened) == 0 && stat (path, &named) == 0 && opened.st_dev == named.st_dev
         && opened.st_ino == named.st_ino;
}

static Attempt
attempt (const char *path, int *fd)
{
  struct flock range = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int number;

  *fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (*fd < 0)
    return ATTEMPT_FAILED;
  if (fcntl (*fd, F_OFD_SETLK, &range) == 0)
    {
      if (is_current (*fd, path))
        return ATTEMPT_HELD;
      close (*fd);
      return ATTEMPT_AGAIN;
    }
  number = errno;
  close (*fd);
  errno = number;
  if (number == EAGAIN || number == EACCES)
    return ATTEMPT_BUSY;
  if (number == EINTR)
    return ATTEMPT_AGAIN;
  return number == ENOLCK || number == EINVAL || number == ENOSYS || number == EOPNOTSUPP
             ? ATTEMPT_UNSUPPORTED
             : ATTEMPT_FAILED;
}

/* Four lines: who, on which computer, which process, since when. */
static void
write_holder (int fd)
{
  const char *who = g_get_real_name ();
  g_autofree char *since = cal_time_format (cal_time_now ());
  g_autofree char *text = NULL;

  if (*who == '\0' || strcmp (who, "Unknown") == 0)
    who = g_get_user_name ();
  text = g_strdup_printf ("%s\n%s\n%d\n%s\n", who, g_get_host_name (), (int) getpid (), since);
  /* Who holds the lock is a courtesy; a full disk must not keep anybody out. */
  if (ftruncate (fd, 0) != 0 || pwrite (fd, text, strlen (text), 0) < 0)
    g_debug ("The lock's holder could not be written: %s", g_strerror (errno));
}

/**
 * cal_writer_lock_holder:
 * @path: the document
 *
 * Returns: (transfer full): who the lock file beside the document names, for
 *   people
 */
char *
cal_writer_lock_holder (const char *path)
{
  g_autofree char *lock_path = g_strconcat (path, SUFFIX, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gint64 time;

  if (!g_file_get_contents (lock_path, &text, NULL, NULL) || !g_utf8_validate (text, -1, NULL))
    return g_strdup ("another program");
  lines = g_strsplit (text, "\n", 5);
  if (g_strv_length (lines) < 4 || !cal_time_parse (lines[3], &time))
    return g_strdup ("another program");

  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (time / 1000);
  g_autofree char *since = g_date_time_format (moment, "%Y-%m-%d %H:%M %Z");
  return g_strdup_printf ("%s on %s (process %s, since %s)", lines[0], lines[1], lines[2], since);
}

/**
 * cal_writer_lock_is_free:
 * @path: the document
 *
 * Returns: whether nobody holds the lock, without taking it
 */
gboolean
cal_writer_lock_is_free (const char *path)
{
  g_autofree char *lock_path = g_strconcat (path, SUFFIX, NULL);
  struct flock range = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int fd = g_open (lock_path, O_RDONLY | O_CLOEXEC, 0);
  gboolean is_free;

  if (fd < 0)
    return errno == ENOENT;
  is_free = fcntl (fd, F_OFD_GETLK, &range) == 0 && range.l_type == F_UNLCK;
  close (fd);
  return is_free;
}

/**
 * cal_writer_lock_acquire:
 * @path: the document
 * @milliseconds: how long to wait for whoever holds it
 * @holder: (out) (transfer full) (nullable): who holds it where it is taken
 * @unsupported: (out): whether this file system keeps no locks
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the lock; %NULL without an error where
 *   somebody holds it or there is no such thing; %NULL with a #CalStoreError
 *   where the lock file cannot be made
 */
CalWriterLock *
cal_writer_lock_acquire (const char *path,
                         guint milliseconds,
                         char **holder,
                         gboolean *unsupported,
                         GError **error)
{
  g_autofree char *lock_path = g_strconcat (path, SUFFIX, NULL);
  gint64 deadline = g_get_monotonic_time () + (gint64) milliseconds * 1000;
  CalWriterLock *lock;

  *holder = NULL;
  *unsupported = FALSE;
  while (TRUE)
    {
      int fd;

      switch (attempt (lock_path, &fd))
        {
        case ATTEMPT_HELD:
          write_holder (fd);
          lock = g_new0 (CalWriterLock, 1);
          lock->fd = fd;
          lock->path = g_steal_pointer (&lock_path);
          return lock;
        case ATTEMPT_BUSY:
          if (g_get_monotonic_time () >= deadline)
            {
              *holder = cal_writer_lock_holder (path);
              return NULL;
            }
          g_usleep (POLL_MICROSECONDS);
          break;
        case ATTEMPT_AGAIN:
          break;
        case ATTEMPT_UNSUPPORTED:
          g_unlink (lock_path);
          *unsupported = TRUE;
          return NULL;
        case ATTEMPT_FAILED:
        default:
          cal_store_set_errno_error (error, errno, lock_path);
          return NULL;
        }
    }
}

/**
 * cal_writer_lock_release:
 *
 * Gives up the right to write and removes the lock file.
 */
void
cal_writer_lock_release (CalWriterLock *lock)
{
  if (lock == NULL)
    return;
  /* Removed while still locked, so that nobody else's file is. */
  g_unlink (lock->path);
  close (lock->fd);
  g_free (lock->path);
  g_free (lock);
}
