/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-beside.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "store/cal-store-error.h"

/* How a rollback journal ends that names a super-journal: the name, its length
 * and checksum, and these bytes (readSuperJournal() in SQLite's pager.c). */
static const guint8 super_journal_mark[] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };

static gboolean
names_super_journal (const char *journal)
{
  guint8 end[sizeof super_journal_mark];
  int fd = g_open (journal, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0);
  struct stat status;
  gboolean found;

  if (fd < 0)
    return FALSE;
  found = fstat (fd, &status) == 0 && status.st_size >= (off_t) sizeof end
          && pread (fd, end, sizeof end, status.st_size - (off_t) sizeof end) == sizeof end
          && memcmp (end, super_journal_mark, sizeof end) == 0;
  close (fd);
  return found;
}

static gboolean
refuse (GError **error, const char *path, const char *name, const char *why)
{
  g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT,
               "%s: beside it stands %s, which %s; the document was not touched, so move that "
               "file away first",
               path, name, why);
  return FALSE;
}

/**
 * cal_beside_check:
 * @file: a document, absolute and without links
 * @path: its name, for messages
 * @error: return location
 *
 * Looks at what stands beside a document under the names that SQLite and the lock
 * use. SQLite would write through a link of such a name, wait for ever at a pipe,
 * and delete the file that a rollback journal names as its super-journal. We never
 * write more than one database at once, so none of ours names one.
 *
 * Returns: %FALSE with %CAL_STORE_ERROR_CORRUPT where anything of this was planted
 */
gboolean
cal_beside_check (const char *file, const char *path, GError **error)
{
  static const char *const suffixes[] = { "-wal", "-shm", "-journal", "-lock" };
  g_autofree char *journal = g_strconcat (file, "-journal", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (file, suffixes[i], NULL);
      struct stat status;

      if (lstat (name, &status) == 0 && !S_ISREG (status.st_mode))
        return refuse (error, path, name, "is no plain file");
    }
  return !names_super_journal (journal)
         || refuse (error, path, journal, "was not written by Calibrate and names another file");
}
