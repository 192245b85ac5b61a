/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-document-private.h"

#include <string.h>

#include "core/cal-name-finder.h"
#include "core/cal-pseudonyms.h"
#include "core/cal-standing.h"
#include "log/cal-disclosure.h"
#include "log/cal-record-reader.h"
#include "log/cal-redaction.h"
#include "log/cal-roster-row.h"
#include "store/cal-erasure-table.h"
#include "store/cal-log-cursor.h"
#include "store/cal-new-file.h"
#include "store/cal-roster-table.h"
#include "store/cal-seal-table.h"
#include "store/cal-sqlite.h"
#include "store/cal-standing-table.h"
#include "store/cal-store-error.h"

/* What is put into the copy, one statement each. */
enum
{
  INSERT_DISCLOSURE,
  INSERT_STAND_IN,
  INSERT_RECORD,
  INSERT_ROW,
  INSERT_PERSON,
  N_INSERTS,
};

/* A copy that is being written. */
typedef struct
{
  CalDocument *original;
  const char *path;
  sqlite3 *db;
  sqlite3_stmt *inserts[N_INSERTS];
  CalPseudonyms *pseudonyms;
  CalNameFinder *finder;
  CalRecordReader *reader;
  CalHasher *hasher;
  CalRedaction *redaction;
  guint64 import;
  guint position;
  GArray *leaves;
  gboolean failed;
} Copy;

static void
copy_clear (Copy *copy)
{
  for (guint i = 0; i < N_INSERTS; i++)
    sqlite3_finalize (copy->inserts[i]);
  cal_pseudonyms_free (copy->pseudonyms);
  cal_name_finder_free (copy->finder);
  cal_record_reader_free (copy->reader);
  cal_hasher_free (copy->hasher);
  g_array_unref (copy->leaves);
  sqlite3_close (copy->db);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Copy, copy_clear)

static gboolean
run (Copy *copy, guint insert)
{
  gboolean done = sqlite3_step (copy->inserts[insert]) == SQLITE_DONE;

  sqlite3_reset (copy->inserts[insert]);
  return done;
}

static gboolean
insert_text (Copy *copy, guint insert, guint64 seq, guint field, const char *text)
{
  sqlite3_bind_int64 (copy->inserts[insert], 1, (sqlite3_int64) seq);
  sqlite3_bind_int64 (copy->inserts[insert], 2, field);
  sqlite3_bind_text (copy->inserts[insert], 3, text, -1, SQLITE_TRANSIENT);
  return run (copy, insert);
}

static gboolean
names_somebody (Copy *copy, const CalValue *value)
{
  for (guint i = 0; value->list != NULL && value->list[i] != NULL; i++)
    if (cal_name_finder_finds (copy->finder, value->list[i]))
      return TRUE;
  return value->text != NULL && cal_name_finder_finds (copy->finder, value->text);
}

static gboolean
insert_stand_in (Copy *copy, const CalEntry *entry, guint field)
{
  const CalValue *value = &entry->values[field];
  CalValue stand_in = { NULL, NULL };
  g_autofree char *json = NULL;
  gboolean done;

  if (value->list != NULL)
    {
      stand_in.list = g_new0 (char *, g_strv_length (value->list) + 1);
      for (guint i = 0; value->list[i] != NULL; i++)
        stand_in.list[i] = cal_pseudonyms_name (copy->pseudonyms, value->list[i]);
    }
  else if (strcmp (cal_kind_fields (entry->kind, &(guint){ 0 })[field].name, "subject") == 0)
    stand_in.text = cal_pseudonyms_id (copy->pseudonyms, value->text);
  else
    stand_in.text = cal_pseudonyms_name (copy->pseudonyms, value->text);
  json = cal_redaction_write (&stand_in);
  done = insert_text (copy, INSERT_STAND_IN, entry->seq, field, json);
  g_free (stand_in.text);
  g_strfreev (stand_in.list);
  return done;
}

/* A file is always withheld: its name may be a person's, and its hash tells whoever
 * has such a file that it is the one. */
static gboolean
copy_field (Copy *copy, const CalEntry *entry, guint field, const char *disclosure)
{
  const CalValue *value = &entry->values[field];
  CalWithholding withholding = cal_redaction_of (entry->kind, field);

  if (value->text == NULL && value->list == NULL)
    return TRUE;
  if (withholding == CAL_WITHHOLDING_NAME)
    return insert_stand_in (copy, entry, field);
  if (withholding == CAL_WITHHOLDING_TEXT
      && ((cal_kind_has_rows (entry->kind) && field == CAL_IMPORT_FILE)
          || names_somebody (copy, value)))
    {
      copy->redaction->n_withheld++;
      return TRUE;
    }
  return insert_text (copy, INSERT_DISCLOSURE, entry->seq, field, disclosure);
}

static gboolean
insert_row (Copy *copy, const char *const *disclosures, char **person)
{
  sqlite3_int64 id = (sqlite3_int64) (copy->import << CAL_ROSTER_TABLE_SHIFT | copy->position);
  const CalValue value = { .list = person };
  g_autofree char *json = cal_redaction_write (&value);
  char digests[CAL_ROW_N][CAL_DIGEST_SIZE];

  sqlite3_bind_int64 (copy->inserts[INSERT_ROW], 1, id);
  for (int i = 0; i < CAL_ROW_N; i++)
    {
      cal_disclosure_digest (copy->hasher, disclosures[i], strlen (disclosures[i]), digests[i]);
      sqlite3_bind_text (copy->inserts[INSERT_ROW], i + 2,
                         i == CAL_ROW_RATINGS ? disclosures[i] : digests[i], -1, SQLITE_STATIC);
    }
  sqlite3_bind_int64 (copy->inserts[INSERT_PERSON], 1, id);
  sqlite3_bind_text (copy->inserts[INSERT_PERSON], 2, json, -1, SQLITE_STATIC);
  return run (copy, INSERT_ROW) && run (copy, INSERT_PERSON);
}

static void
on_row_cb (const CalHash *leaf, const char *const *disclosures, gpointer user_data)
{
  Copy *copy = user_data;
  g_autoptr (CalDisclosure) identity = cal_disclosure_new ();

  g_array_append_vals (copy->leaves, leaf, 1);
  if (*disclosures[0] != '\0' && !copy->failed)
    {
      g_auto (GStrv) person = g_new0 (char *, 4);

      copy->failed = !cal_disclosure_read (identity, disclosures[0], strlen (disclosures[0]), NULL)
                     || identity->texts->len != 3;
      if (!copy->failed)
        {
          const char *const *texts = (const char *const *) identity->texts->pdata;

          person[0] = cal_pseudonyms_id (copy->pseudonyms, texts[0]);
          person[1] = cal_pseudonyms_name (copy->pseudonyms, texts[0]);
          person[2] = cal_pseudonyms_id (copy->pseudonyms, texts[2]);
          copy->failed = !insert_row (copy, disclosures, person);
        }
    }
  copy->position++;
}

static gboolean
copy_import (Copy *copy, guint64 seq, GError **error)
{
  copy->import = seq;
  copy->position = 0;
  g_array_set_size (copy->leaves, 0);
  return cal_document_foreach_row (copy->original, seq, on_row_cb, copy, error) && !copy->failed
         && cal_roster_table_write_leaves (copy->db, seq, (const CalHash *) copy->leaves->data,
                                           copy->leaves->len, copy->path, error);
}

static gboolean
copy_seal (Copy *copy, guint64 seq, GError **error)
{
  g_autoptr (CalSubjectMap) map = cal_document_subject_map (copy->original, seq, error);
  g_autoptr (GPtrArray) signatures =
      map != NULL ? cal_document_signatures (copy->original, seq, error) : NULL;

  if (signatures == NULL)
    return FALSE;
  for (guint i = 0; i < map->leaves->len; i++)
    {
      CalMapLeaf *leaf = &g_array_index (map->leaves, CalMapLeaf, i);
      char *opening = leaf->opening != NULL ? cal_subject_map_redact (leaf->opening) : NULL;

      g_free (leaf->opening);
      leaf->opening = opening;
    }
  return cal_seal_table_write (copy->db, seq, map, signatures, copy->path, error);
}

static gboolean
copy_record (Copy *copy, const CalLogCursor *cursor, GError **error)
{
  const char *const *disclosures = (const char *const *) cursor->disclosures->pdata;
  g_autoptr (CalEntry) entry =
      cal_record_reader_read (copy->reader, cursor->bytes, cursor->length, disclosures, error);
  guint n_fields;

  if (entry == NULL)
    return FALSE;
  cal_kind_fields (entry->kind, &n_fields);
  for (guint i = 0; i < n_fields; i++)
    if (!copy_field (copy, entry, i, disclosures[i]))
      return FALSE;
  if (*entry->session != '\0' && cal_name_finder_finds (copy->finder, entry->session))
    copy->redaction->names_session = TRUE;
  if ((cal_kind_has_rows (entry->kind) && !copy_import (copy, entry->seq, error))
      || (entry->kind == CAL_KIND_SESSION_FINALISED && !copy_seal (copy, entry->seq, error))
      || (entry->kind == CAL_KIND_ERASED
          && !cal_erasure_table_write (copy->db, entry->seq,
                                       (const char *const *) entry->values[CAL_ERASED_DIGESTS].list,
                                       copy->path, error)))
    return FALSE;
  sqlite3_bind_int64 (copy->inserts[INSERT_RECORD], 1, (sqlite3_int64) entry->seq);
  sqlite3_bind_blob64 (copy->inserts[INSERT_RECORD], 2, cursor->bytes, cursor->length,
                       SQLITE_TRANSIENT);
  return run (copy, INSERT_RECORD);
}

/* Everybody whom the log or a roster has ever named. */
static void
learn_entry (Copy *copy, const CalEntry *entry)
{
  guint n_fields;

  cal_kind_fields (entry->kind, &n_fields);
  for (guint i = 0; i < n_fields; i++)
    if (cal_redaction_of (entry->kind, i) == CAL_WITHHOLDING_NAME)
      {
        cal_name_finder_add (copy->finder, entry->values[i].text, entry->values[i].text);
        for (guint k = 0; entry->values[i].list != NULL && entry->values[i].list[k] != NULL; k++)
          cal_name_finder_add (copy->finder, entry->values[i].list[k], entry->values[i].list[k]);
      }
}

static void
on_learn_row_cb (const CalHash *leaf, const char *const *disclosures, gpointer user_data)
{
  Copy *copy = user_data;
  g_autoptr (CalDisclosure) identity = cal_disclosure_new ();

  if (cal_disclosure_read (identity, disclosures[0], strlen (disclosures[0]), NULL))
    for (guint i = 0; i < identity->texts->len; i++)
      cal_name_finder_add (copy->finder, g_ptr_array_index (identity->texts, i),
                           i == 1 ? g_ptr_array_index (identity->texts, i) : NULL);
}

/* Goes through the original's records twice: to learn who there is, and to copy. */
static gboolean
visit (Copy *copy, gboolean copies, GError **error)
{
  g_autoptr (CalLogCursor) cursor =
      cal_log_cursor_new (copy->original->db, 0, G_MAXUINT64, copy->original->path, error);
  gboolean found;

  while (cursor != NULL && cal_log_cursor_next (cursor, &found, error))
    {
      g_autoptr (CalEntry) entry = NULL;

      if (!found)
        return TRUE;
      if (copies)
        {
          if (!copy_record (copy, cursor, error))
            return FALSE;
          continue;
        }
      entry = cal_record_reader_read (copy->reader, cursor->bytes, cursor->length,
                                      (const char *const *) cursor->disclosures->pdata, error);
      if (entry == NULL)
        return FALSE;
      learn_entry (copy, entry);
      if (cal_kind_has_rows (entry->kind)
          && !cal_document_foreach_row (copy->original, entry->seq, on_learn_row_cb, copy, error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
prepare (Copy *copy, const char *file, GError **error)
{
  static const char *const inserts[N_INSERTS] = {
    [INSERT_DISCLOSURE] = "INSERT INTO disclosure (seq, field, text) VALUES (?, ?, ?)",
    [INSERT_STAND_IN] = "INSERT INTO stand_in (seq, field, value) VALUES (?, ?, ?)",
    [INSERT_RECORD] = "INSERT INTO record (seq, bytes) VALUES (?, ?)",
    [INSERT_ROW] = "INSERT INTO roster_row (id, identity, ratings, attributes) VALUES (?, ?, ?, ?)",
    [INSERT_PERSON] = "INSERT INTO stand_in_row (id, value) VALUES (?, ?)",
  };

  copy->db = cal_sqlite_open (file, CAL_SQLITE_WRITE, error);
  if (copy->db == NULL || !cal_document_prepare_file (copy->db, copy->path, error))
    return FALSE;
  for (guint i = 0; i < N_INSERTS; i++)
    {
      copy->inserts[i] = cal_sqlite_prepare (copy->db, inserts[i], copy->path, error);
      if (copy->inserts[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_end (Copy *copy, GError **error)
{
  g_autofree char *mark = g_strdup_printf ("INSERT INTO redaction VALUES (%" G_GUINT64_FORMAT ")",
                                           copy->original->size);
  g_autoptr (CalBoard) board = cal_board_new ();
  g_autoptr (GArray) standings = NULL;
  CalDocument document = { .path = (char *) copy->path, .db = copy->db };
  gboolean written;

  g_strlcpy (document.log_id, copy->original->log_id, sizeof document.log_id);
  written = cal_sqlite_exec (copy->db, mark, copy->path, error)
            && cal_sqlite_exec (copy->db, "DELETE FROM unfinished_erasure", copy->path, error)
            && cal_document_read_erasures (&document, error)
            && cal_document_fold_records (&document, board, G_MAXUINT64, error);
  g_clear_pointer (&document.erasures, cal_erasures_free);
  if (!written)
    return FALSE;
  standings = cal_standing_list (board);
  return cal_standing_table_put (copy->db, standings, copy->path, error)
         && cal_sqlite_exec (copy->db, "COMMIT", copy->path, error);
}

static gboolean
write_copy (Copy *copy, const char *file, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!prepare (copy, file, error) || !visit (copy, FALSE, error))
    return FALSE;
  if (visit (copy, TRUE, &local_error))
    return write_end (copy, error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    cal_sqlite_set_error (error, copy->db, copy->path);
  return FALSE;
}

/**
 * cal_document_redact:
 * @document: a document, loaded
 * @board: its board, whole
 * @target: the copy that is to be made; nothing of that name may be there
 * @redaction: (out): what was withheld
 * @error: return location
 *
 * Makes an auditor's copy. It has the same records, leaves, maps and signatures, so
 * that it verifies to the same root; people stand under pseudonyms; a free text that
 * names somebody whom the log or a roster knows is withheld, and so are attributes
 * and the files that rosters came from. Nothing can be added to it.
 *
 * Returns: %FALSE with a #CalStoreError or a #CalLogError, and nothing was made
 */
gboolean
cal_document_redact (CalDocument *document,
                     const CalBoard *board,
                     const char *target,
                     CalRedaction *redaction,
                     GError **error)
{
  g_autoptr (CalNewFile) file = NULL;

  g_return_val_if_fail (document != NULL && board != NULL && target != NULL, FALSE);

  *redaction = (CalRedaction){ 0 };
  if (document->is_redacted || cal_board_has_unknown (board))
    {
      g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_READ_ONLY,
                   document->is_redacted
                       ? "%s: it is a redacted copy already; copy the file"
                       : "%s: its log holds entries of a newer Calibrate, and this one cannot tell "
                         "what they say of whom",
                   document->path);
      return FALSE;
    }
  file = cal_new_file_begin (target, error);
  if (file == NULL)
    return FALSE;
  {
    g_auto (Copy) copy = {
      .original = document,
      .path = target,
      .pseudonyms = cal_pseudonyms_new (board),
      .finder = cal_name_finder_new (),
      .reader = cal_record_reader_new (),
      .hasher = cal_hasher_new (),
      .redaction = redaction,
      .leaves = g_array_new (FALSE, FALSE, sizeof (CalHash)),
    };

    if (!write_copy (&copy, file->path, error))
      return FALSE;
  }
  return cal_new_file_publish (file, error);
}
