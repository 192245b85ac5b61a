/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-document-private.h"

#include <string.h>

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
