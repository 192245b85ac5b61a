/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-difference.h"

#include <gio/gio.h>

#include "log/cal-record-reader.h"
#include "store/cal-log-cursor.h"
#include "store/cal-read-only.h"
#include "store/cal-schema.h"
#include "store/cal-sqlite.h"

/* How many records are read between two words about it. */
#define STRIDE 512

/* More than anybody reads; what goes beyond is counted. */
#define MAX_ENTRIES 100000

typedef struct
{
  const char *path;
  guint64 from;
  guint64 to;
  CalProgress progress;
  gpointer user_data;
  double begin;
  double end;
} Side;

void
cal_difference_free (CalDifference *difference)
{
  if (difference == NULL)
    return;
  g_clear_pointer (&difference->entries, g_ptr_array_unref);
  g_clear_pointer (&difference->other_entries, g_ptr_array_unref);
  g_free (difference);
}

static gboolean
tell (const Side *side, guint64 done, GError **error)
{
  double share = (double) done / (double) MAX (side->to - side->from, 1);

  if (side->progress == NULL || done % STRIDE != 0
      || side->progress (side->begin + (side->end - side->begin) * share, side->user_data))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s: comparing was cancelled", side->path);
  return FALSE;
}

static gboolean
damaged (const Side *side, const char *why, GError **error)
{
  g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT, "%s: the file is damaged: %s",
               side->path, why);
  return FALSE;
}

static gboolean
read_entries (const Side *side, CalLogCursor *cursor, GPtrArray *entries, GError **error)
{
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();
  gboolean found = TRUE;

  while (TRUE)
    {
      CalEntry *entry;

      if (!tell (side, entries->len, error) || !cal_log_cursor_next (cursor, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      entry = cal_record_reader_read (reader, cursor->bytes, cursor->length,
                                      (const char *const *) cursor->disclosures->pdata, error);
      if (entry == NULL)
        return FALSE;
      g_ptr_array_add (entries, entry);
    }
}

static GPtrArray *
read_side (const Side *side, GError **error)
{
  g_autofree char *file = NULL;
  g_autofree char *what = NULL;
  g_autoptr (sqlite3) db = NULL;
  g_autoptr (GPtrArray) entries = cal_entries_new ();
  g_autoptr (CalLogCursor) cursor = NULL;
  gint64 version;
  gboolean read;

  if (side->from >= side->to)
    return g_steal_pointer (&entries);
  db = cal_read_only_open (side->path, &file, error);
  if (db == NULL || !cal_sqlite_exec (db, "BEGIN", side->path, error)
      || !cal_sqlite_number (db, "PRAGMA user_version", side->path, &version, error)
      || !cal_schema_check (db, (guint) version, &what, side->path, error))
    return NULL;
  if (what != NULL)
    {
      damaged (side, what, error);
      return NULL;
    }
  cursor = cal_log_cursor_new (db, side->from, side->to - 1, side->path, error);
  read = cursor != NULL && read_entries (side, cursor, entries, error);
  g_clear_pointer (&cursor, cal_log_cursor_free);
  sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
  return read ? g_steal_pointer (&entries) : NULL;
}

/* Only one log that was continued can be compared entry by entry. */
static void
set_range (Side *side, const CalComparison *comparison, guint64 size)
{
  gboolean is_one_log = comparison->relation == CAL_RELATION_EXTENDS
                        || comparison->relation == CAL_RELATION_SHORTER
                        || comparison->relation == CAL_RELATION_FORKS;

  side->from = is_one_log ? comparison->common : 0;
  side->to = is_one_log ? MIN (size, side->from + MAX_ENTRIES) : 0;
}

static gboolean
read_sides (CalDifference *difference, const Side *a, const Side *b, GError **error)
{
  difference->entries = read_side (a, error);
  if (difference->entries == NULL)
    return FALSE;
  difference->other_entries = read_side (b, error);
  return difference->other_entries != NULL;
}

/**
 * cal_difference_read:
 * @path: a document
 * @other_path: another
 * @progress: (nullable): told now and then how far it is; may cancel
 * @user_data: for @progress
 * @error: return location
 *
 * Compares two documents as cal_comparison_run() does, and reads what only one of
 * them has: of each at most 100,000 entries. Neither is verified.
 *
 * Returns: (transfer full): the difference; %NULL with a #CalStoreError, a
 *   #CalLogError or %G_IO_ERROR_CANCELLED
 */
CalDifference *
cal_difference_read (const char *path,
                     const char *other_path,
                     CalProgress progress,
                     gpointer user_data,
                     GError **error)
{
  g_autoptr (CalDifference) difference = g_new0 (CalDifference, 1);
  Side a = {
    .path = path, .progress = progress, .user_data = user_data, .begin = 0.5, .end = 0.75
  };
  Side b = {
    .path = other_path, .progress = progress, .user_data = user_data, .begin = 0.75, .end = 1
  };

  if (!cal_comparison_run (path, other_path, &difference->comparison, error))
    return NULL;
  set_range (&a, &difference->comparison, difference->comparison.size);
  set_range (&b, &difference->comparison, difference->comparison.other_size);
  return read_sides (difference, &a, &b, error) ? g_steal_pointer (&difference) : NULL;
}
