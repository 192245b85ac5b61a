/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-erasure-plan.h"

#include <string.h>

#include "core/cal-name-finder.h"
#include "log/cal-base64url.h"
#include "log/cal-disclosure.h"
#include "log/cal-erasures.h"
#include "log/cal-subject-map.h"
#include "store/cal-log-cursor.h"
#include "store/cal-roster-table.h"
#include "store/cal-seal-table.h"
#include "store/cal-sqlite.h"
#include "store/cal-store-error.h"

void
cal_erasure_plan_free (CalErasurePlan *plan)
{
  if (plan == NULL)
    return;
  g_ptr_array_unref (plan->digests);
  g_array_unref (plan->disclosures);
  g_array_unref (plan->rows);
  g_array_unref (plan->openings);
  g_array_unref (plan->naming);
  g_free (plan);
}

static CalErasurePlan *
new_plan (void)
{
  CalErasurePlan *plan = g_new0 (CalErasurePlan, 1);

  plan->digests = g_ptr_array_new_with_free_func (g_free);
  plan->disclosures = g_array_new (FALSE, FALSE, sizeof (guint64));
  plan->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  plan->openings = g_array_new (FALSE, FALSE, sizeof (guint64));
  plan->naming = g_array_new (FALSE, FALSE, sizeof (guint64));
  return plan;
}

static gboolean
is_theirs (CalDisclosure *disclosure, sqlite3_stmt *statement, const char *subject)
{
  return cal_disclosure_read (disclosure, (const char *) sqlite3_column_text (statement, 1),
                              (gsize) sqlite3_column_bytes (statement, 1), NULL)
         && disclosure->texts->len > 0
         && strcmp (g_ptr_array_index (disclosure->texts, 0), subject) == 0;
}

/* The rows that identify the person, and their leaves' hashes. */
static gboolean
plan_rows (CalErasurePlan *plan, sqlite3 *db, const char *subject, const char *path, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      cal_sqlite_prepare (db,
                          "SELECT id, identity, substr(leaves, (id & 4294967295) * 32 + 1, 32) "
                          "FROM roster_row JOIN roster ON seq = id >> 32 ORDER BY id",
                          path, error);
  g_autoptr (CalDisclosure) disclosure = cal_disclosure_new ();
  int result;

  if (statement == NULL)
    return FALSE;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);
      char *digest;

      if (!is_theirs (disclosure, statement, subject)
          || sqlite3_column_bytes (statement, 2) != CAL_HASH_SIZE)
        continue;
      digest = g_malloc0 (CAL_DIGEST_SIZE);
      cal_base64url_encode (sqlite3_column_blob (statement, 2), CAL_HASH_SIZE, digest);
      g_ptr_array_add (plan->digests, digest);
      g_array_append_val (plan->rows, id);
    }
  if (result == SQLITE_DONE)
    return TRUE;
  cal_sqlite_set_error (error, db, path);
  return FALSE;
}

static gboolean
held_them (const CalErasurePlan *plan, guint64 seq)
{
  for (guint i = 0; i < plan->rows->len; i++)
    if ((guint64) g_array_index (plan->rows, gint64, i) >> CAL_ROSTER_TABLE_SHIFT == seq)
      return TRUE;
  return FALSE;
}

static gboolean
concerns (const CalErasurePlan *plan, const CalEntry *entry, const char *subject)
{
  switch ((guint) entry->kind)
    {
    case CAL_KIND_MOVED:
    case CAL_KIND_KEPT:
      return g_strcmp0 (entry->values[CAL_DECISION_SUBJECT].text, subject) == 0;
    case CAL_KIND_HOLD_SET:
    case CAL_KIND_HOLD_LIFTED:
      return g_strcmp0 (entry->values[CAL_HOLD_SUBJECT].text, subject) == 0;
    default:
      return held_them (plan, entry->seq);
    }
}

static void
take_fields (CalErasurePlan *plan, const CalEntry *entry, const CalRecordReader *reader)
{
  guint n_fields;

  cal_kind_fields (entry->kind, &n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      const guint64 at[] = { entry->seq, i };

      if (!cal_erasures_may_take (entry->kind, i)
          || (entry->values[i].text == NULL && entry->values[i].list == NULL))
        continue;
      g_ptr_array_add (plan->digests, g_strdup (cal_record_reader_digest (reader, i)));
      g_array_append_vals (plan->disclosures, at, G_N_ELEMENTS (at));
    }
  plan->n_decisions += entry->kind == CAL_KIND_MOVED || entry->kind == CAL_KIND_KEPT;
}

/* Whether what stays of an entry names the person. */
static gboolean
names_them (CalNameFinder *finder, const CalEntry *entry, gboolean is_theirs)
{
  guint n_fields;

  cal_kind_fields (entry->kind, &n_fields);
  if (cal_name_finder_finds (finder, entry->session))
    return TRUE;
  for (guint i = 0; i < n_fields; i++)
    {
      const CalValue *value = &entry->values[i];

      if (is_theirs && cal_erasures_may_take (entry->kind, i))
        continue;
      if (value->text != NULL && cal_name_finder_finds (finder, value->text))
        return TRUE;
      for (guint k = 0; value->list != NULL && value->list[k] != NULL; k++)
        if (cal_name_finder_finds (finder, value->list[k]))
          return TRUE;
    }
  return FALSE;
}

static gboolean
plan_records (CalErasurePlan *plan,
              sqlite3 *db,
              const char *subject,
              const char *name,
              const char *path,
              GError **error)
{
  g_autoptr (CalLogCursor) cursor = cal_log_cursor_new (db, 0, G_MAXUINT64, path, error);
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();
  g_autoptr (CalNameFinder) finder = cal_name_finder_new ();
  gboolean found;

  cal_name_finder_add (finder, subject, name);
  while (cursor != NULL && cal_log_cursor_next (cursor, &found, error))
    {
      g_autoptr (CalEntry) entry = NULL;
      gboolean is_theirs;

      if (!found)
        return TRUE;
      entry = cal_record_reader_read (reader, cursor->bytes, cursor->length,
                                      (const char *const *) cursor->disclosures->pdata, error);
      if (entry == NULL)
        return FALSE;
      is_theirs = concerns (plan, entry, subject);
      if (is_theirs)
        take_fields (plan, entry, reader);
      /* The rules are a text of the cycle, full of words. */
      if (entry->kind != CAL_KIND_RULES_SET && names_them (finder, entry, is_theirs))
        g_array_append_val (plan->naming, entry->seq);
    }
  return FALSE;
}

static gboolean
plan_map (CalErasurePlan *plan,
          sqlite3 *db,
          guint64 seq,
          const char *subject,
          const char *path,
          GError **error)
{
  g_autofree char *why = NULL;
  g_autoptr (CalSubjectMap) map = cal_seal_table_read_map (db, seq, &why, path, error);
  g_autoptr (CalHasher) hasher = cal_hasher_new ();

  if (map == NULL && why != NULL)
    g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT,
                 "%s: record %" G_GUINT64_FORMAT " is damaged: %s", path, seq, why);
  for (guint i = 0; map != NULL && i < map->leaves->len; i++)
    {
      const CalMapLeaf *leaf = &g_array_index (map->leaves, CalMapLeaf, i);
      g_autofree char *whose = NULL;
      g_autofree char *final = NULL;
      const guint64 at[] = { seq, i };
      guint64 n;
      guint64 last;

      if (leaf->opening == NULL
          || !cal_subject_map_open (leaf->leaf, leaf->opening, hasher, &whose, &final, &n, &last)
          || strcmp (whose, subject) != 0)
        continue;
      g_ptr_array_add (plan->digests, cal_subject_map_leaf_subject (leaf->leaf));
      g_array_append_vals (plan->openings, at, G_N_ELEMENTS (at));
    }
  return map != NULL;
}

static gboolean
plan_maps (CalErasurePlan *plan, sqlite3 *db, const char *subject, const char *path, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      cal_sqlite_prepare (db, "SELECT DISTINCT seq FROM signature ORDER BY seq", path, error);
  int result;

  if (statement == NULL)
    return FALSE;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    if (!plan_map (plan, db, (guint64) sqlite3_column_int64 (statement, 0), subject, path, error))
      return FALSE;
  if (result == SQLITE_DONE)
    return TRUE;
  cal_sqlite_set_error (error, db, path);
  return FALSE;
}

/**
 * cal_erasure_plan_make:
 * @db: a connection, in a transaction, of the latest format
 * @subject: an employee id
 * @name: what they are called
 * @path: the file's name, for messages
 * @error: return location
 *
 * Finds all that a document holds on somebody. It is known in order: rosters'
 * leaves, records' digests, maps' leaves.
 *
 * Returns: (transfer full): the plan; %NULL with a #CalStoreError or a #CalLogError
 */
CalErasurePlan *
cal_erasure_plan_make (sqlite3 *db,
                       const char *subject,
                       const char *name,
                       const char *path,
                       GError **error)
{
  g_autoptr (CalErasurePlan) plan = new_plan ();

  if (!plan_rows (plan, db, subject, path, error)
      || !plan_records (plan, db, subject, name, path, error)
      || !plan_maps (plan, db, subject, path, error))
    return NULL;
  g_ptr_array_add (plan->digests, NULL);
  return g_steal_pointer (&plan);
}

/**
 * cal_erasure_plan_n_rosters:
 *
 * Returns: how many imports held the person
 */
guint
cal_erasure_plan_n_rosters (const CalErasurePlan *plan)
{
  gint64 before = -1;
  guint n = 0;

  for (guint i = 0; i < plan->rows->len; i++)
    {
      gint64 seq = g_array_index (plan->rows, gint64, i) >> CAL_ROSTER_TABLE_SHIFT;

      n += seq != before;
      before = seq;
    }
  return n;
}

/* Deletes by keys of one or two integers. */
static gboolean
delete_all (sqlite3 *db,
            const char *sql,
            const GArray *keys,
            guint width,
            const char *path,
            GError **error)
{
  g_autoptr (sqlite3_stmt) statement = cal_sqlite_prepare (db, sql, path, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < keys->len; i += width)
    {
      for (guint k = 0; k < width; k++)
        sqlite3_bind_int64 (statement, (int) k + 1, g_array_index (keys, sqlite3_int64, i + k));
      if (sqlite3_step (statement) != SQLITE_DONE)
        {
          cal_sqlite_set_error (error, db, path);
          return FALSE;
        }
      sqlite3_reset (statement);
    }
  return TRUE;
}

/**
 * cal_erasure_plan_delete:
 * @db: a connection, in a transaction in which the `erased` record was written
 * @path: the file's name, for messages
 * @error: return location
 *
 * Returns: %FALSE with a #CalStoreError
 */
gboolean
cal_erasure_plan_delete (const CalErasurePlan *plan, sqlite3 *db, const char *path, GError **error)
{
  return delete_all (db, "DELETE FROM disclosure WHERE seq = ? AND field = ?", plan->disclosures, 2,
                     path, error)
         && delete_all (db, "DELETE FROM roster_row WHERE id = ?", plan->rows, 1, path, error)
         && delete_all (db, "DELETE FROM subject_opening WHERE seq = ? AND position = ?",
                        plan->openings, 2, path, error);
}
