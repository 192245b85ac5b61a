/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done to a document besides what is asked for: an erasure that was
 * interrupted is gone on with, and the document is brought back to one file. Whoever
 * writes does nothing of this before the log was folded to its end: a document that
 * somebody has altered stays as it is, for whoever examines it. */

#include "store/cal-document-private.h"

#include "store/cal-file-header.h"
#include "store/cal-sqlite.h"

#define SETTLE_MICROSECONDS 10000

/* Where that cannot be done now the document opens all the same, and the next
 * opening tries again. */
static void
resume_erasure (sqlite3 *db, const char *file)
{
  g_autoptr (GError) error = NULL;
  guint n_backups;

  if (!cal_document_finish_erasure (db, file, &n_backups, &error))
    g_debug ("%s: an erasure could not be finished: %s", file, error->message);
}

/* Brings a document that nobody holds back to one file: folds in the log that a
 * killed process, or one that closed while others were reading, has left. Where
 * somebody still has it open, the last to close does this. */
void
cal_document_settle (const char *file, guint attempts)
{
  for (guint i = 0; i < attempts && cal_file_header_is_wal (file); i++)
    {
      g_autofree char *holder = NULL;
      g_autofree char *mode = NULL;
      g_autoptr (CalWriterLock) lock = NULL;
      g_autoptr (sqlite3) db = NULL;
      gboolean unsupported;

      lock = cal_writer_lock_acquire (file, 0, &holder, &unsupported, NULL);
      if (lock != NULL)
        {
          db = cal_sqlite_open (file, CAL_SQLITE_WRITE, NULL);
          if (db != NULL && sqlite3_busy_timeout (db, 0) == SQLITE_OK)
            {
              resume_erasure (db, file);
              mode = cal_sqlite_journal_mode (db, "DELETE");
            }
          return;
        }
      if (holder == NULL)
        return;
      g_usleep (SETTLE_MICROSECONDS);
    }
}

/* Once its log has been folded to the end. Held alone, it is on a file system on
 * which the write-ahead log that somebody has left beside it does not work. */
void
cal_document_look_after (CalDocument *document)
{
  g_autofree char *mode = NULL;

  if (!document->writable || document->looked_after)
    return;
  document->looked_after = TRUE;
  if (document->exclusive && cal_file_header_is_wal (document->file))
    mode = cal_sqlite_journal_mode (document->db, "DELETE");
  resume_erasure (document->db, document->file);
}
