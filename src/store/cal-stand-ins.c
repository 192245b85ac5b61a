/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-stand-ins.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "log/cal-redaction.h"
#include "store/cal-schema.h"
#include "store/cal-sqlite.h"

struct _CalStandIns
{
  sqlite3 *db;
  char *path;
  gint64 version;
  gint64 size;
  sqlite3_stmt *fields;
  sqlite3_stmt *rows;
  guint n_used;
  guint n_withheld;
};

/**
 * cal_stand_ins_new:
 * @db: a connection, which must outlive it
 * @path: the file's name, for messages
 * @error: return location
 *
 * Returns: (transfer full): what stands in; %NULL with a #CalStoreError
 */
CalStandIns *
cal_stand_ins_new (sqlite3 *db, const char *path, GError **error)
{
  g_autoptr (CalStandIns) stand_ins = g_new0 (CalStandIns, 1);

  stand_ins->db = db;
  stand_ins->path = g_strdup (path);
  stand_ins->size = -1;
  if (!cal_sqlite_number (db, "PRAGMA user_version", path, &stand_ins->version, error)
      || (stand_ins->version >= CAL_SCHEMA_VERSION_REDACTION
          && !cal_sqlite_number (db, "SELECT max(size) FROM redaction", path, &stand_ins->size,
                                 error)))
    return NULL;
  if (stand_ins->size < 0)
    return g_steal_pointer (&stand_ins);
  stand_ins->fields = cal_sqlite_prepare (
      db, "SELECT value FROM stand_in WHERE seq = ? AND field = ?", path, error);
  if (stand_ins->fields == NULL)
    return NULL;
  stand_ins->rows =
      cal_sqlite_prepare (db, "SELECT value FROM stand_in_row WHERE id = ?", path, error);
  return stand_ins->rows != NULL ? g_steal_pointer (&stand_ins) : NULL;
}

void
cal_stand_ins_free (CalStandIns *stand_ins)
{
  if (stand_ins == NULL)
    return;
  sqlite3_finalize (stand_ins->fields);
  sqlite3_finalize (stand_ins->rows);
  g_free (stand_ins->path);
  g_free (stand_ins);
}

gboolean
cal_stand_ins_is_redacted (const CalStandIns *stand_ins)
{
  return stand_ins->size >= 0;
}

static gboolean
read_value (sqlite3_stmt *statement, gboolean is_list, gboolean *found, CalValue *value)
{
  gboolean read = TRUE;

  *found = sqlite3_step (statement) == SQLITE_ROW;
  if (*found)
    read =
        sqlite3_column_type (statement, 0) == SQLITE_TEXT
        && strlen ((const char *) sqlite3_column_text (statement, 0))
               == (gsize) sqlite3_column_bytes (statement, 0)
        && cal_redaction_read ((const char *) sqlite3_column_text (statement, 0), is_list, value);
  sqlite3_reset (statement);
  return read;
}

static gboolean
fill_name (CalStandIns *stand_ins,
           CalEntry *entry,
           guint field,
           gboolean is_list,
           gboolean is_missing,
           gboolean is_erased,
           const char **why)
{
  CalValue value = { NULL, NULL };
  gboolean found;

  sqlite3_bind_int64 (stand_ins->fields, 1, (sqlite3_int64) entry->seq);
  sqlite3_bind_int64 (stand_ins->fields, 2, field);
  *why = "what stands in its place is no pseudonym";
  if (!read_value (stand_ins->fields, is_list, &found, &value))
    return FALSE;
  stand_ins->n_used += found;
  *why = "it is withheld and has no pseudonym, or has one and is not withheld";
  if (found != (is_missing && !is_erased))
    {
      g_free (value.text);
      g_strfreev (value.list);
      return FALSE;
    }
  if (found)
    entry->values[field] = value;
  return TRUE;
}

/* Wherever the cycle is shown or printed, it says what it is. */
static void
mark_title (CalEntry *entry)
{
  char *title = g_strdup_printf (_ ("REDACTED COPY: %s"), entry->values[CAL_CYCLE_TITLE].text);

  g_free (entry->values[CAL_CYCLE_TITLE].text);
  entry->values[CAL_CYCLE_TITLE].text = title;
}

/**
 * cal_stand_ins_fill:
 * @erasures: what was erased, and so has nothing in its place
 * @entry: an entry that has just been read
 * @reader: what read it
 * @field: (out): the field at fault
 * @why: (out): what is wrong with it
 *
 * Puts pseudonyms in place of the names that a redacted copy withholds, and says of
 * a free text that it is withheld. Every name must be withheld, and nothing else than
 * a pseudonym may stand in its place. The cycle's title says that it is such a copy.
 *
 * Returns: whether it is as a redacted copy has it; %TRUE for any other document
 */
gboolean
cal_stand_ins_fill (CalStandIns *stand_ins,
                    CalErasures *erasures,
                    CalEntry *entry,
                    const CalRecordReader *reader,
                    const char **field,
                    const char **why)
{
  guint n_fields;
  const CalFieldSpec *fields = cal_kind_fields (entry->kind, &n_fields);

  for (guint i = 0; cal_stand_ins_is_redacted (stand_ins) && i < n_fields; i++)
    {
      CalWithholding withholding = cal_redaction_of (entry->kind, i);
      gboolean is_missing = entry->values[i].text == NULL && entry->values[i].list == NULL;
      gboolean is_erased =
          is_missing
          && cal_erasures_meet (erasures, cal_record_reader_digest (reader, i)) > entry->seq;

      *field = fields[i].name;
      if (withholding == CAL_WITHHOLDING_NAME
          && !fill_name (stand_ins, entry, i, fields[i].is_list, is_missing, is_erased, why))
        return FALSE;
      if (withholding == CAL_WITHHOLDING_TEXT && is_missing && !is_erased)
        {
          cal_redaction_withhold (entry->kind, i, &entry->values[i]);
          stand_ins->n_withheld++;
        }
    }
  if (cal_stand_ins_is_redacted (stand_ins) && entry->kind == CAL_KIND_CYCLE_CREATED)
    mark_title (entry);
  return TRUE;
}

/**
 * cal_stand_ins_row:
 * @id: a roster row's
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): pseudonyms of id,
 *   name and rater; %NULL where there are none
 */
char **
cal_stand_ins_row (CalStandIns *stand_ins, gint64 id)
{
  CalValue value = { NULL, NULL };
  gboolean found;

  if (!cal_stand_ins_is_redacted (stand_ins))
    return NULL;
  sqlite3_bind_int64 (stand_ins->rows, 1, id);
  if (!read_value (stand_ins->rows, TRUE, &found, &value))
    return NULL;
  return value.list;
}

/**
 * cal_stand_ins_n_withheld:
 *
 * Returns: how many free texts were found withheld
 */
guint
cal_stand_ins_n_withheld (const CalStandIns *stand_ins)
{
  return stand_ins->n_withheld;
}

/**
 * cal_stand_ins_check:
 * @size: how many records the log has, all of which have been filled
 * @why: (out) (transfer full) (nullable): what is wrong with the tables
 * @error: return location
 *
 * Checks that nothing stands in for what is not withheld, and that the mark of the
 * copy is its log's size.
 *
 * Returns: %FALSE with a #CalStoreError
 */
gboolean
cal_stand_ins_check (CalStandIns *stand_ins, guint64 size, char **why, GError **error)
{
  gint64 n_fields = 0;
  gint64 n_strays = 0;
  gint64 n_marks = 0;

  *why = NULL;
  if (stand_ins->version < CAL_SCHEMA_VERSION_REDACTION)
    return TRUE;
  if (!cal_sqlite_number (stand_ins->db, "SELECT count(*) FROM redaction", stand_ins->path,
                          &n_marks, error)
      || !cal_sqlite_number (stand_ins->db, "SELECT count(*) FROM stand_in", stand_ins->path,
                             &n_fields, error)
      || !cal_sqlite_number (stand_ins->db,
                             "SELECT count(*) FROM stand_in_row WHERE NOT EXISTS (SELECT 1 FROM "
                             "roster_row WHERE roster_row.id = stand_in_row.id) OR NOT EXISTS "
                             "(SELECT 1 FROM redaction)",
                             stand_ins->path, &n_strays, error))
    return FALSE;
  if (n_marks > 1 || (n_marks == 1 && stand_ins->size != (gint64) size))
    *why = g_strdup ("the mark of a redacted copy is not that of this log");
  else if (n_fields != stand_ins->n_used || n_strays > 0)
    *why = g_strdup ("something stands in for what is not withheld");
  return TRUE;
}
