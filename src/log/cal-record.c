/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-record.h"

#include "log/cal-disclosure.h"
#include "log/cal-log-error.h"

CalRecord *
cal_record_new (void)
{
  CalRecord *record = g_new0 (CalRecord, 1);

  record->bytes = g_string_sized_new (1024);
  for (guint i = 0; i < CAL_MAX_FIELDS; i++)
    record->disclosures[i] = g_string_sized_new (256);
  record->head = cal_record_head_new ();
  return record;
}

void
cal_record_free (CalRecord *record)
{
  if (record == NULL)
    return;
  g_string_free (record->bytes, TRUE);
  for (guint i = 0; i < CAL_MAX_FIELDS; i++)
    g_string_free (record->disclosures[i], TRUE);
  cal_record_head_free (record->head);
  g_free (record);
}

static gboolean
write_disclosure (CalDisclosureWriter *writer,
                  const CalFieldSpec *field,
                  const CalValue *value,
                  GString *out,
                  GError **error)
{
  g_string_truncate (out, 0);
  if (field->is_list && value->list != NULL)
    return cal_disclosure_writer_list (writer, field->name, (const char *const *) value->list,
                                       g_strv_length (value->list), out, error);
  if (!field->is_list && value->text != NULL)
    return cal_disclosure_writer_text (writer, field->name, value->text, out, error);
  g_set_error (error, CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_RECORD, "the field %s has no value",
               field->name);
  return FALSE;
}

/**
 * cal_record_write:
 * @record: where to write it
 * @entry: an entry of a kind that this program knows, every field with a value
 * @log_id: the log's id
 * @writer: writes the disclosures
 * @error: return location
 *
 * Writes the record's bytes in canonical form, and its disclosures under fresh
 * salts.
 *
 * Returns: %FALSE with %CAL_LOG_ERROR_BAD_TEXT or %CAL_LOG_ERROR_BAD_RECORD
 */
gboolean
cal_record_write (CalRecord *record,
                  const CalEntry *entry,
                  const char *log_id,
                  CalDisclosureWriter *writer,
                  GError **error)
{
  const CalFieldSpec *fields = cal_kind_fields (entry->kind, &record->n_disclosures);
  CalRecordHead *head = record->head;
  char digests[CAL_MAX_FIELDS][CAL_DIGEST_SIZE];

  if (fields == NULL)
    {
      g_set_error (error, CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_RECORD,
                   "entry %" G_GUINT64_FORMAT " cannot be recorded: its kind is not known",
                   entry->seq);
      return FALSE;
    }

  g_ptr_array_set_size (head->digests, 0);
  for (guint i = 0; i < record->n_disclosures; i++)
    {
      GString *disclosure = record->disclosures[i];

      if (!write_disclosure (writer, &fields[i], &entry->values[i], disclosure, error))
        return FALSE;
      cal_disclosure_digest (cal_disclosure_writer_hasher (writer), disclosure->str,
                             disclosure->len, digests[i]);
      g_ptr_array_add (head->digests, digests[i]);
    }
  head->kind = cal_kind_name (entry->kind);
  head->log = log_id;
  head->seq = entry->seq;
  head->session = entry->session;
  head->time = entry->time;
  return cal_record_head_write (head, record->bytes, error);
}
