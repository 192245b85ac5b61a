/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-pack-private.h"

#include <string.h>

#include "core/cal-entry.h"
#include "log/cal-checkpoint.h"
#include "log/cal-disclosure.h"
#include "log/cal-hash-text.h"
#include "log/cal-log-id.h"
#include "log/cal-proof.h"
#include "log/cal-record-reader.h"

static void
record_free (CalPackRecord *record)
{
  g_free (record->bytes);
  g_strfreev (record->disclosures);
  g_free (record);
}

static void
row_free (CalPackRow *row)
{
  g_free (row->leaf);
  g_strfreev (row->disclosures);
  g_clear_pointer (&row->inclusion, g_array_unref);
  g_free (row);
}

static void
checkpoint_free (CalPackCheckpoint *checkpoint)
{
  g_free (checkpoint->text);
  g_ptr_array_unref (checkpoint->signatures);
  g_ptr_array_unref (checkpoint->inclusion);
  g_free (checkpoint);
}

CalPack *
cal_pack_new (void)
{
  CalPack *pack = g_new0 (CalPack, 1);

  pack->records = g_ptr_array_new_with_free_func ((GDestroyNotify) record_free);
  pack->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  pack->checkpoints = g_ptr_array_new_with_free_func ((GDestroyNotify) checkpoint_free);
  pack->leaf_inclusion = g_array_new (FALSE, FALSE, sizeof (CalHash));
  return pack;
}

void
cal_pack_free (CalPack *pack)
{
  if (pack == NULL)
    return;
  g_free (pack->log);
  g_free (pack->subject);
  g_free (pack->leaf);
  g_free (pack->opening);
  g_ptr_array_unref (pack->records);
  g_ptr_array_unref (pack->rows);
  g_ptr_array_unref (pack->checkpoints);
  g_array_unref (pack->leaf_inclusion);
  g_free (pack);
}

/**
 * cal_pack_add_record:
 *
 * Returns: (transfer none): a record to be filled in
 */
CalPackRecord *
cal_pack_add_record (CalPack *pack)
{
  CalPackRecord *record = g_new0 (CalPackRecord, 1);

  g_ptr_array_add (pack->records, record);
  return record;
}

/**
 * cal_pack_add_row:
 *
 * Returns: (transfer none): a row to be filled in
 */
CalPackRow *
cal_pack_add_row (CalPack *pack)
{
  CalPackRow *row = g_new0 (CalPackRow, 1);

  row->inclusion = g_array_new (FALSE, FALSE, sizeof (CalHash));
  g_ptr_array_add (pack->rows, row);
  return row;
}

/**
 * cal_pack_add_checkpoint:
 *
 * Returns: (transfer none): a checkpoint to be filled in
 */
CalPackCheckpoint *
cal_pack_add_checkpoint (CalPack *pack)
{
  CalPackCheckpoint *checkpoint = g_new0 (CalPackCheckpoint, 1);

  checkpoint->signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  checkpoint->inclusion = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_ptr_array_add (pack->checkpoints, checkpoint);
  return checkpoint;
}

/* Says what does not hold; a # in @format is the record's number. */
gboolean
cal_pack_refuse (char **why, const char *format, guint64 seq)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *mark = strchr (format, '#');

  g_string_append_len (text, format, mark != NULL ? mark - format : (gssize) strlen (format));
  if (mark != NULL)
    g_string_append_printf (text, "%" G_GUINT64_FORMAT "%s", seq, mark + 1);
  *why = g_string_free (g_steal_pointer (&text), FALSE);
  return FALSE;
}

static gboolean
read_checkpoint (const CalPack *pack, const char *text, guint64 *size, CalHash *root)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", 0);
  g_autofree char *again = NULL;

  if (g_strv_length (lines) != 4
      || !g_ascii_string_to_unsigned (lines[1], 10, 1, G_MAXINT64, size, NULL)
      || !cal_hash_from_base64 (lines[2], root))
    return FALSE;
  again = cal_checkpoint_text (pack->log, *size, root);
  return strcmp (again, text) == 0;
}

static gboolean
check_inclusion (const CalPack *pack, guint index, const CalEntry *entry, CalHasher *hasher)
{
  const CalPackRecord *record = g_ptr_array_index (pack->records, index);
  gboolean covered = FALSE;
  CalHash leaf;

  cal_hasher_leaf (hasher, record->bytes, strlen (record->bytes), &leaf);
  for (guint i = 0; i < pack->checkpoints->len; i++)
    {
      const CalPackCheckpoint *checkpoint = g_ptr_array_index (pack->checkpoints, i);
      const GArray *proof;
      guint64 size;
      CalHash root;

      if (!read_checkpoint (pack, checkpoint->text, &size, &root)
          || checkpoint->inclusion->len != pack->records->len)
        return FALSE;
      proof = g_ptr_array_index (checkpoint->inclusion, index);
      if (entry->seq >= size && proof->len == 0)
        continue;
      if (!cal_proof_check_inclusion ((const CalHash *) proof->data, proof->len, entry->seq, size,
                                      &leaf, &root, hasher))
        return FALSE;
      covered = TRUE;
    }
  return covered;
}

static GPtrArray *
read_records (const CalPack *pack, char **why)
{
  g_autoptr (GPtrArray) entries = cal_entries_new ();
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();
  g_autoptr (CalHasher) hasher = cal_hasher_new ();

  for (guint i = 0; i < pack->records->len; i++)
    {
      const CalPackRecord *record = g_ptr_array_index (pack->records, i);
      g_autoptr (GError) error = NULL;
      guint n_digests;
      CalEntry *entry;

      if (!cal_record_reader_peek (reader, record->bytes, strlen (record->bytes), &n_digests,
                                   &error)
          || (entry = cal_record_reader_read (reader, record->bytes, strlen (record->bytes),
                                              (const char *const *) record->disclosures, &error))
                 == NULL)
        {
          *why = g_strdup (error->message);
          return NULL;
        }
      g_ptr_array_add (entries, entry);
      if (g_strv_length (record->disclosures) != n_digests
          || strcmp (cal_record_reader_log_id (reader), pack->log) != 0
          || (i > 0 && entry->seq <= ((CalEntry *) g_ptr_array_index (entries, i - 1))->seq))
        {
          cal_pack_refuse (
              why, "record # is of another log, out of order, or lacks a disclosure's place",
              entry->seq);
          return NULL;
        }
      if (!check_inclusion (pack, i, entry, hasher))
        {
          cal_pack_refuse (why, "record # is not in the log that the checkpoint is of", entry->seq);
          return NULL;
        }
    }
  return g_steal_pointer (&entries);
}

/**
 * cal_pack_check:
 * @pack: a pack that somebody has handed on
 * @why: (out) (transfer full) (nullable): what does not hold
 *
 * Checks that a pack agrees with itself: every record in canonical form and in
 * the log of every checkpoint that covers it, every disclosure the record's own;
 * for a subject that the rosters' rows are theirs, that the first decision starts
 * from the rating in them, that each decision names the one before it, and that
 * those up to the seal are all that it counts. Whether a checkpoint is to be believed is for
 * whoever has one from elsewhere, or a signature, to say.
 *
 * Returns: whether it does
 */
gboolean
cal_pack_check (const CalPack *pack, char **why)
{
  g_autoptr (GPtrArray) entries = NULL;

  *why = NULL;
  if (pack->log == NULL || !cal_log_id_is_valid (pack->log) || pack->checkpoints->len == 0
      || pack->records->len == 0)
    return cal_pack_refuse (why, "it names no log, shows no record, or has no checkpoint", 0);
  entries = read_records (pack, why);
  return entries != NULL && (pack->subject == NULL || cal_pack_check_subject (pack, entries, why));
}

/**
 * cal_pack_n_covered:
 * @pack: a pack that agrees with itself
 * @checkpoint: one of its checkpoints
 *
 * Returns: how many of its records the checkpoint covers; they are the first
 */
guint
cal_pack_n_covered (const CalPack *pack, guint checkpoint)
{
  const CalPackCheckpoint *it = g_ptr_array_index (pack->checkpoints, checkpoint);
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();
  guint64 size;
  CalHash root;
  guint n = 0;

  if (!read_checkpoint (pack, it->text, &size, &root))
    return 0;
  for (guint i = 0; i < pack->records->len; i++)
    {
      const CalPackRecord *record = g_ptr_array_index (pack->records, i);
      g_autoptr (CalEntry) entry =
          cal_record_reader_read (reader, record->bytes, strlen (record->bytes),
                                  (const char *const *) record->disclosures, NULL);

      n += entry != NULL && entry->seq < size;
    }
  return n;
}

/**
 * cal_pack_n_withheld:
 * @pack: a pack that agrees with itself
 * @field: a field's name
 *
 * Returns: of how many of its records that field is not disclosed
 */
guint
cal_pack_n_withheld (const CalPack *pack, const char *field)
{
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();
  guint n = 0;

  for (guint i = 0; i < pack->records->len; i++)
    {
      const CalPackRecord *record = g_ptr_array_index (pack->records, i);
      g_autoptr (CalEntry) entry =
          cal_record_reader_read (reader, record->bytes, strlen (record->bytes),
                                  (const char *const *) record->disclosures, NULL);
      guint n_fields = 0;
      const CalFieldSpec *fields = entry != NULL ? cal_kind_fields (entry->kind, &n_fields) : NULL;

      for (guint at = 0; at < n_fields; at++)
        n += strcmp (fields[at].name, field) == 0 && *record->disclosures[at] == '\0';
    }
  return n;
}
