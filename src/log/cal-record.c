/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-record.h"

#include "core/cal-time.h"
#include "log/cal-disclosure.h"
#include "log/cal-json.h"
#include "log/cal-log-error.h"
#include "log/cal-log-id.h"

CalRecord *
cal_record_new (void)
{
  CalRecord *record = g_new0 (CalRecord, 1);

  record->bytes = g_string_sized_new (1024);
  for (guint i = 0; i < CAL_MAX_FIELDS; i++)
    record->disclosures[i] = g_string_sized_new (256);
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
  g_autofree char *time = cal_time_format (entry->time);
  GString *bytes = record->bytes;

  g_return_val_if_fail (cal_log_id_is_valid (log_id), FALSE);

  if (fields == NULL || time == NULL || entry->seq > CAL_JSON_MAX_NUMBER)
    {
      g_set_error (error, CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_RECORD,
                   "entry %" G_GUINT64_FORMAT " cannot be recorded: its %s is not known",
                   entry->seq, fields == NULL ? "kind" : "time or number");
      return FALSE;
    }

  g_string_assign (bytes, "{\"d\":[");
  for (guint i = 0; i < record->n_disclosures; i++)
    {
      GString *disclosure = record->disclosures[i];
      char digest[CAL_DIGEST_SIZE];

      if (!write_disclosure (writer, &fields[i], &entry->values[i], disclosure, error))
        return FALSE;
      cal_disclosure_digest (cal_disclosure_writer_hasher (writer), disclosure->str,
                             disclosure->len, digest);
      g_string_append (bytes, i > 0 ? ",\"" : "\"");
      g_string_append_len (bytes, digest, CAL_DIGEST_SIZE - 1);
      g_string_append_c (bytes, '"');
    }
  g_string_append (bytes, "],\"kind\":");
  cal_json_append_text (bytes, cal_kind_name (entry->kind));
  g_string_append (bytes, ",\"log\":");
  cal_json_append_text (bytes, log_id);
  g_string_append (bytes, ",\"seq\":");
  cal_json_append_number (bytes, entry->seq);
  g_string_append (bytes, ",\"session\":");
  cal_json_append_text (bytes, entry->session);
  g_string_append (bytes, ",\"t\":");
  cal_json_append_text (bytes, time);
  g_string_append (bytes, ",\"v\":");
  cal_json_append_number (bytes, CAL_RECORD_VERSION);
  g_string_append_c (bytes, '}');

  if (!g_utf8_validate_len (bytes->str, bytes->len, NULL))
    {
      g_set_error (error, CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_TEXT,
                   "entry %" G_GUINT64_FORMAT
                   " cannot be recorded: its session's name is not valid UTF-8",
                   entry->seq);
      return FALSE;
    }
  return TRUE;
}
