/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-record-reader.h"

#include <string.h>

#include "core/cal-time.h"
#include "log/cal-base64url.h"
#include "log/cal-disclosure.h"
#include "log/cal-json-reader.h"
#include "log/cal-log-error.h"
#include "log/cal-log-id.h"
#include "log/cal-record.h"

struct _CalRecordReader
{
  CalHasher *hasher;
  CalDisclosure *disclosure;
  char log_id[CAL_LOG_ID_LENGTH + 1];

  /* The record that is being read. */
  GString *bytes;
  GPtrArray *digests;
  const char *kind;
  const char *log;
  guint64 seq;
  const char *session;
  gint64 time;
};

CalRecordReader *
cal_record_reader_new (void)
{
  CalRecordReader *reader = g_new0 (CalRecordReader, 1);

  reader->hasher = cal_hasher_new ();
  reader->disclosure = cal_disclosure_new ();
  reader->bytes = g_string_sized_new (1024);
  reader->digests = g_ptr_array_new ();
  return reader;
}

void
cal_record_reader_free (CalRecordReader *reader)
{
  if (reader == NULL)
    return;
  cal_hasher_free (reader->hasher);
  cal_disclosure_free (reader->disclosure);
  g_string_free (reader->bytes, TRUE);
  g_ptr_array_unref (reader->digests);
  g_free (reader);
}

static gboolean
is_digest (const char *text)
{
  guint8 hash[CAL_DIGEST_SIZE];
  gsize n;

  return strlen (text) == CAL_DIGEST_SIZE - 1
         && cal_base64url_decode (text, CAL_DIGEST_SIZE - 1, hash, &n) && n == CAL_HASH_SIZE;
}

static const char *
read_member (CalJsonReader *json, const char *key)
{
  return cal_json_reader_skip (json, key) ? cal_json_reader_text (json) : NULL;
}

/* The seven keys that stand in clear, in their order. */
static gboolean
read_clear (CalRecordReader *reader)
{
  CalJsonReader json;
  const char *time;
  guint64 version;

  if (!cal_json_reader_init (&json, reader->bytes->str, reader->bytes->len)
      || !cal_json_reader_skip (&json, "{\"d\":") || !cal_json_reader_list (&json, reader->digests))
    return FALSE;
  for (guint i = 0; i < reader->digests->len; i++)
    if (!is_digest (g_ptr_array_index (reader->digests, i)))
      return FALSE;

  reader->kind = read_member (&json, ",\"kind\":");
  if (reader->kind == NULL || *reader->kind == '\0')
    return FALSE;
  reader->log = read_member (&json, ",\"log\":");
  if (reader->log == NULL || !cal_log_id_is_valid (reader->log))
    return FALSE;
  if (!cal_json_reader_skip (&json, ",\"seq\":") || !cal_json_reader_number (&json, &reader->seq))
    return FALSE;
  reader->session = read_member (&json, ",\"session\":");
  if (reader->session == NULL)
    return FALSE;
  time = read_member (&json, ",\"t\":");
  if (time == NULL || !cal_time_parse (time, &reader->time))
    return FALSE;
  return cal_json_reader_skip (&json, ",\"v\":") && cal_json_reader_number (&json, &version)
         && version == CAL_RECORD_VERSION && cal_json_reader_skip (&json, "}")
         && cal_json_reader_at_end (&json);
}

static gboolean
take_bytes (CalRecordReader *reader, const char *bytes, gsize length, GError **error)
{
  g_string_truncate (reader->bytes, 0);
  g_string_append_len (reader->bytes, bytes, (gssize) length);
  g_ptr_array_set_size (reader->digests, 0);
  if (read_clear (reader))
    return TRUE;
  g_set_error_literal (error, CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_FORM,
                       "a record is not in canonical form");
  return FALSE;
}

static gboolean
check_log (CalRecordReader *reader, GError **error)
{
  if (reader->log_id[0] == '\0')
    memcpy (reader->log_id, reader->log, sizeof reader->log_id);
  if (strcmp (reader->log_id, reader->log) == 0)
    return TRUE;
  g_set_error (error, CAL_LOG_ERROR, CAL_LOG_ERROR_WRONG_LOG,
               "record %" G_GUINT64_FORMAT " belongs to log %s, not to %s", reader->seq,
               reader->log, reader->log_id);
  return FALSE;
}

static gboolean
refuse (const CalRecordReader *reader, const char *field, const char *why, GError **error)
{
  g_set_error (error, CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_DISCLOSURE,
               "record %" G_GUINT64_FORMAT ", %s: %s", reader->seq, field, why);
  return FALSE;
}

static char **
copy_texts (GPtrArray *texts)
{
  char **list = g_new (char *, texts->len + 1);

  for (guint i = 0; i < texts->len; i++)
    list[i] = g_strdup (g_ptr_array_index (texts, i));
  list[texts->len] = NULL;
  return list;
}

static gboolean
read_value (CalRecordReader *reader,
            guint position,
            const CalFieldSpec *field,
            const char *text,
            CalValue *value,
            GError **error)
{
  const char *name = field != NULL ? field->name : "a field of an unknown kind";
  CalDisclosure *disclosure = reader->disclosure;
  gsize length = strlen (text);
  char digest[CAL_DIGEST_SIZE];

  if (length == 0)
    return TRUE;
  cal_disclosure_digest (reader->hasher, text, length, digest);
  if (strcmp (digest, g_ptr_array_index (reader->digests, position)) != 0)
    return refuse (reader, name, "the disclosure does not fit its digest", error);
  if (field == NULL)
    return TRUE;
  if (!cal_disclosure_read (disclosure, text, length, NULL))
    return refuse (reader, name, "the disclosure is not in canonical form", error);
  if (strcmp (disclosure->name, field->name) != 0 || disclosure->is_list != field->is_list)
    return refuse (reader, name, "the disclosure is of another field", error);
  if (field->is_list)
    value->list = copy_texts (disclosure->texts);
  else
    value->text = g_strdup (g_ptr_array_index (disclosure->texts, 0));
  return TRUE;
}

/**
 * cal_record_reader_read:
 * @bytes: (array length=length): a record's canonical bytes
 * @disclosures: (array zero-terminated=1): its disclosures in the order of its
 *   digests; the empty string for an erased one, which may be left out at the
 *   end
 * @error: return location
 *
 * Reads a record, checking form, log, the number, names and order of the
 * disclosures, and each against its digest. The first record read settles the
 * log's id. A kind that this program does not know becomes %CAL_KIND_UNKNOWN
 * without values; an erased disclosure becomes a value of which both members
 * are %NULL.
 *
 * Returns: (transfer full): the entry; %NULL with a #CalLogError
 */
CalEntry *
cal_record_reader_read (CalRecordReader *reader,
                        const char *bytes,
                        gsize length,
                        const char *const *disclosures,
                        GError **error)
{
  g_autoptr (CalEntry) entry = NULL;
  const CalFieldSpec *fields;
  CalKind kind;
  guint n_fields;
  guint n = g_strv_length ((char **) disclosures);

  if (!take_bytes (reader, bytes, length, error) || !check_log (reader, error))
    return NULL;
  kind = cal_kind_from_name (reader->kind);
  fields = cal_kind_fields (kind, &n_fields);
  if (kind == CAL_KIND_UNKNOWN)
    n_fields = reader->digests->len;
  if (reader->digests->len != n_fields || n > n_fields)
    {
      g_set_error (error, CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_RECORD,
                   "record %" G_GUINT64_FORMAT " (%s) has %u digests and %u disclosures, not %u",
                   reader->seq, reader->kind, reader->digests->len, n, n_fields);
      return NULL;
    }

  entry = g_new0 (CalEntry, 1);
  entry->kind = kind;
  entry->kind_name = g_strdup (reader->kind);
  entry->seq = reader->seq;
  entry->time = reader->time;
  entry->session = g_strdup (reader->session);
  for (guint i = 0; i < n; i++)
    if (!read_value (reader, i, fields != NULL ? &fields[i] : NULL, disclosures[i],
                     fields != NULL ? &entry->values[i] : NULL, error))
      return NULL;
  return g_steal_pointer (&entry);
}

/**
 * cal_record_reader_peek:
 * @bytes: (array length=length): a record's canonical bytes
 * @n_digests: (out) (optional): how many disclosures it has, erased ones included
 * @error: return location
 *
 * Reads what stands in clear, checking form and log.
 *
 * Returns: %FALSE with %CAL_LOG_ERROR_BAD_FORM or %CAL_LOG_ERROR_WRONG_LOG
 */
gboolean
cal_record_reader_peek (CalRecordReader *reader,
                        const char *bytes,
                        gsize length,
                        guint *n_digests,
                        GError **error)
{
  if (!take_bytes (reader, bytes, length, error) || !check_log (reader, error))
    return FALSE;
  if (n_digests != NULL)
    *n_digests = reader->digests->len;
  return TRUE;
}

/**
 * cal_record_reader_log_id:
 *
 * Returns: (transfer none): the log's id; empty before a record has been read
 */
const char *
cal_record_reader_log_id (const CalRecordReader *reader)
{
  return reader->log_id;
}
