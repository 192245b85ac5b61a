/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-record-head.h"

#include <string.h>

#include "core/cal-time.h"
#include "log/cal-hash-text.h"
#include "log/cal-json-reader.h"
#include "log/cal-json.h"
#include "log/cal-log-error.h"
#include "log/cal-log-id.h"

CalRecordHead *
cal_record_head_new (void)
{
  CalRecordHead *head = g_new0 (CalRecordHead, 1);

  head->digests = g_ptr_array_new ();
  head->hashes = g_array_new (FALSE, FALSE, sizeof (CalHash));
  head->bytes = g_string_sized_new (1024);
  return head;
}

void
cal_record_head_free (CalRecordHead *head)
{
  if (head == NULL)
    return;
  g_ptr_array_unref (head->digests);
  g_array_unref (head->hashes);
  g_string_free (head->bytes, TRUE);
  g_free (head);
}

static const char *
read_member (CalJsonReader *json, const char *key)
{
  return cal_json_reader_skip (json, key) ? cal_json_reader_text (json) : NULL;
}

/* The seven keys, in their order. */
static gboolean
read_members (CalRecordHead *head)
{
  CalJsonReader json;
  const char *time;
  guint64 version;

  if (!cal_json_reader_init (&json, head->bytes->str, head->bytes->len)
      || !cal_json_reader_skip (&json, "{\"d\":") || !cal_json_reader_list (&json, head->digests))
    return FALSE;
  g_array_set_size (head->hashes, head->digests->len);
  for (guint i = 0; i < head->digests->len; i++)
    if (!cal_hash_from_base64url (g_ptr_array_index (head->digests, i),
                                  &g_array_index (head->hashes, CalHash, i)))
      return FALSE;

  head->kind = read_member (&json, ",\"kind\":");
  if (head->kind == NULL || *head->kind == '\0')
    return FALSE;
  head->log = read_member (&json, ",\"log\":");
  if (head->log == NULL || !cal_log_id_is_valid (head->log))
    return FALSE;
  if (!cal_json_reader_skip (&json, ",\"seq\":") || !cal_json_reader_number (&json, &head->seq))
    return FALSE;
  head->session = read_member (&json, ",\"session\":");
  if (head->session == NULL)
    return FALSE;
  time = read_member (&json, ",\"t\":");
  if (time == NULL || !cal_time_parse (time, &head->time))
    return FALSE;
  return cal_json_reader_skip (&json, ",\"v\":") && cal_json_reader_number (&json, &version)
         && version == CAL_RECORD_VERSION && cal_json_reader_skip (&json, "}")
         && cal_json_reader_at_end (&json);
}

/**
 * cal_record_head_read:
 * @bytes: (array length=length): a record
 * @error: return location
 *
 * Reads what cal_record_head_write() writes, and nothing else.
 *
 * Returns: %FALSE with %CAL_LOG_ERROR_BAD_FORM
 */
gboolean
cal_record_head_read (CalRecordHead *head, const char *bytes, gsize length, GError **error)
{
  g_string_truncate (head->bytes, 0);
  g_string_append_len (head->bytes, bytes, (gssize) length);
  g_ptr_array_set_size (head->digests, 0);
  if (read_members (head))
    return TRUE;
  g_set_error_literal (error, CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_FORM,
                       "a record is not in canonical form");
  return FALSE;
}

/**
 * cal_record_head_has_digest:
 * @position: which of the digests
 * @hash: a disclosure's hash
 *
 * Returns: whether it is the one at @position in the record that was read last
 */
gboolean
cal_record_head_has_digest (const CalRecordHead *head, guint position, const CalHash *hash)
{
  g_return_val_if_fail (position < head->hashes->len, FALSE);

  return memcmp (&g_array_index (head->hashes, CalHash, position), hash, sizeof *hash) == 0;
}

/**
 * cal_record_head_write:
 * @bytes: where to write the record
 * @error: return location
 *
 * Writes a record in canonical form (RFC 8785).
 *
 * Returns: %FALSE with %CAL_LOG_ERROR_BAD_TEXT where the session's name is not
 *   valid UTF-8, %CAL_LOG_ERROR_BAD_RECORD where time or number is out of range
 */
gboolean
cal_record_head_write (const CalRecordHead *head, GString *bytes, GError **error)
{
  g_autofree char *time = cal_time_format (head->time);

  g_return_val_if_fail (cal_log_id_is_valid (head->log), FALSE);

  if (time == NULL || head->seq > CAL_JSON_MAX_NUMBER)
    {
      g_set_error (error, CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_RECORD,
                   "entry %" G_GUINT64_FORMAT
                   " cannot be recorded: its time or number is out of range",
                   head->seq);
      return FALSE;
    }
  if (!g_utf8_validate (head->session, -1, NULL))
    {
      g_set_error (error, CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_TEXT,
                   "entry %" G_GUINT64_FORMAT
                   " cannot be recorded: its session's name is not valid UTF-8",
                   head->seq);
      return FALSE;
    }
  g_string_assign (bytes, "{\"d\":");
  cal_json_append_list (bytes, (const char *const *) head->digests->pdata, head->digests->len);
  g_string_append (bytes, ",\"kind\":");
  cal_json_append_text (bytes, head->kind);
  g_string_append (bytes, ",\"log\":");
  cal_json_append_text (bytes, head->log);
  g_string_append (bytes, ",\"seq\":");
  cal_json_append_number (bytes, head->seq);
  g_string_append (bytes, ",\"session\":");
  cal_json_append_text (bytes, head->session);
  g_string_append (bytes, ",\"t\":");
  cal_json_append_text (bytes, time);
  g_string_append (bytes, ",\"v\":");
  cal_json_append_number (bytes, CAL_RECORD_VERSION);
  g_string_append_c (bytes, '}');
  return TRUE;
}
