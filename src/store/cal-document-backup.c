/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-document-private.h"

#include <string.h>

#include <glib/gstdio.h>

#include "log/cal-record-reader.h"
#include "store/cal-new-file.h"
#include "store/cal-sqlite.h"
#include "store/cal-store-error.h"

#define EXTENSION ".calibrate"
#define MAX_PER_SECOND 100

/* A name beside the document that says when, numbered where that is taken. */
static CalNewFile *
begin_backup (const CalDocument *document, char **target, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *when = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autofree char *stem = g_strdup (document->file);

  if (g_str_has_suffix (stem, EXTENSION))
    stem[strlen (stem) - strlen (EXTENSION)] = '\0';
  for (guint i = 1;; i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf ("-%u", i) : g_strdup ("");
      g_autofree char *name = g_strconcat (stem, "-backup-", when, number, EXTENSION, NULL);
      g_autoptr (GError) local_error = NULL;
      CalNewFile *file = cal_new_file_begin (name, &local_error);

      if (file != NULL)
        {
          *target = g_steal_pointer (&name);
          return file;
        }
      if (i == MAX_PER_SECOND
          || !g_error_matches (local_error, CAL_STORE_ERROR, CAL_STORE_ERROR_EXISTS))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
}

static gboolean
copy (CalDocument *document, const char *file, const char *target, GError **error)
{
  g_autoptr (sqlite3) db = cal_sqlite_open (file, CAL_SQLITE_WRITE, error);
  g_autofree char *mode = NULL;
  sqlite3_backup *backup;

  if (db == NULL)
    return FALSE;
  backup = sqlite3_backup_init (db, "main", document->db, "main");
  if (backup != NULL)
    {
      sqlite3_backup_step (backup, -1);
      if (sqlite3_backup_finish (backup) == SQLITE_OK)
        {
          /* The copy has the original's journal mode; a closed one is one file. */
          mode = cal_sqlite_journal_mode (db, "DELETE");
          if (mode != NULL)
            return TRUE;
        }
    }
  cal_sqlite_set_error (error, db, target);
  return FALSE;
}

/**
 * cal_document_backup:
 * @document: the document
 * @error: return location
 *
 * Makes a copy beside the document, as before an import, an erasure or a schema
 * step.
 *
 * Returns: (transfer full): the copy's path; %NULL with a #CalStoreError
 */
char *
cal_document_backup (CalDocument *document, GError **error)
{
  g_autofree char *target = NULL;
  g_autoptr (CalNewFile) file = NULL;

  g_return_val_if_fail (document != NULL, NULL);

  file = begin_backup (document, &target, error);
  if (file == NULL || !copy (document, file->path, target, error)
      || !cal_new_file_publish (file, error))
    return NULL;
  return g_steal_pointer (&target);
}

/* Whether a name is one that begin_backup() gives: the digits of a time, and perhaps
 * a number. Of one that was interrupted more follows, and a dot stands before it. */
static gboolean
is_backup_name (const char *name, const char *stem)
{
  g_autofree char *quoted = g_regex_escape_string (stem, -1);
  g_autofree char *pattern =
      g_strdup_printf ("^(%s-backup-[0-9]{8}T[0-9]{6}Z(-[0-9]+)?\\.calibrate"
                       "|\\.%s-backup-[0-9]{8}T[0-9]{6}Z(-[0-9]+)?\\.calibrate\\..*)$",
                       quoted, quoted);

  return g_utf8_validate (name, -1, NULL) && g_regex_match_simple (pattern, name, 0, 0);
}

/* Whether a file is a whole copy of another log, which is not ours to remove. */
static gboolean
is_of_other_log (const char *file, const char *log_id)
{
  g_autoptr (sqlite3) db = cal_sqlite_open (file, CAL_SQLITE_READ_IMMUTABLE, NULL);
  g_autoptr (sqlite3_stmt) statement =
      db != NULL ? cal_sqlite_prepare (db, "SELECT bytes FROM record WHERE seq = 0", file, NULL)
                 : NULL;
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();

  return statement != NULL && sqlite3_step (statement) == SQLITE_ROW
         && cal_record_reader_peek (reader, sqlite3_column_blob (statement, 0),
                                    (gsize) sqlite3_column_bytes (statement, 0), NULL, NULL)
         && strcmp (cal_record_reader_log_id (reader), log_id) != 0;
}

/* Removes the copies that cal_document_backup() has made of a document, whole or
 * not; how many. */
guint
cal_document_remove_backups (const char *file, const char *log_id)
{
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *stem = g_path_get_basename (file);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  if (g_str_has_suffix (stem, EXTENSION))
    stem[strlen (stem) - strlen (EXTENSION)] = '\0';
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (is_backup_name (name, stem) && !is_of_other_log (path, log_id) && g_unlink (path) == 0)
        n++;
    }
  return n;
}
