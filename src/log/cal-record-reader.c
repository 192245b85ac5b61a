/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-record-reader.h"

#include <string.h>

#include "log/cal-disclosure.h"
#include "log/cal-log-error.h"
#include "log/cal-log-id.h"
#include "log/cal-record-head.h"

struct _CalRecordReader
{
  CalHasher *hasher;
  CalDisclosure *disclosure;
  CalRecordHead *head;
  const char *refused;
  char *why;
  char log_id[CAL_LOG_ID_LENGTH + 1];
};

CalRecordReader *
cal_record_reader_new (void)
{
  CalRecordReader *reader = g_new0 (CalRecordReader, 1);

  reader->hasher = cal_hasher_new ();
  reader->disclosure = cal_disclosure_new ();
  reader->head = cal_record_head_new ();
  return reader;
}

void
cal_record_reader_free (CalRecordReader *reader)
{
  if (reader == NULL)
    return;
  cal_hasher_free (reader->hasher);
  cal_disclosure_free (reader->disclosure);
  cal_record_head_free (reader->head);
  g_free (reader->why);
  g_free (reader);
}

/* Notes of which field, if it is one's, and why, for whoever names the record in
 * words of their own. Takes @why over. */
static gboolean
refuse (CalRecordReader *reader, CalLogError code, const char *field, char *why, GError **error)
{
  reader->refused = field;
  g_free (reader->why);
  reader->why = why;
  g_set_error (error, CAL_LOG_ERROR, (int) code, "record %" G_GUINT64_FORMAT "%s%s: %s",
               reader->head->seq, *field != '\0' ? ", " : "", field, why);
  return FALSE;
}

static gboolean
read_head (CalRecordReader *reader, const char *bytes, gsize length, GError **error)
{
  if (!cal_record_head_read (reader->head, bytes, length, error))
    {
      reader->refused = "";
      g_free (reader->why);
      reader->why = g_strdup ("it is not in canonical form");
      return FALSE;
    }
  if (reader->log_id[0] == '\0')
    memcpy (reader->log_id, reader->head->log, sizeof reader->log_id);
  return strcmp (reader->log_id, reader->head->log) == 0
         || refuse (
             reader, CAL_LOG_ERROR_WRONG_LOG, "",
             g_strdup_printf ("it belongs to log %s, not to %s", reader->head->log, reader->log_id),
             error);
}

static gboolean
refuse_disclosure (CalRecordReader *reader, const char *field, const char *why, GError **error)
{
  return refuse (reader, CAL_LOG_ERROR_BAD_DISCLOSURE, field, g_strdup (why), error);
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
  CalHash hash;

  if (length == 0)
    return TRUE;
  cal_hasher_digest (reader->hasher, text, length, &hash);
  if (!cal_record_head_has_digest (reader->head, position, &hash))
    return refuse_disclosure (reader, name, "the disclosure does not fit its digest", error);
  if (field == NULL)
    return TRUE;
  if (!cal_disclosure_read (disclosure, text, length, NULL))
    return refuse_disclosure (reader, name, "the disclosure is not in canonical form", error);
  if (strcmp (disclosure->name, field->name) != 0 || disclosure->is_list != field->is_list)
    return refuse_disclosure (reader, name, "the disclosure is of another field", error);
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

  if (!read_head (reader, bytes, length, error))
    return NULL;
  kind = cal_kind_from_name (reader->head->kind);
  fields = cal_kind_fields (kind, &n_fields);
  if (kind == CAL_KIND_UNKNOWN)
    n_fields = reader->head->digests->len;
  if (reader->head->digests->len != n_fields || n > n_fields)
    {
      refuse (reader, CAL_LOG_ERROR_BAD_RECORD, "",
              g_strdup_printf ("it (%s) has %u digests and %u disclosures, not %u",
                               reader->head->kind, reader->head->digests->len, n, n_fields),
              error);
      return NULL;
    }

  entry = g_new0 (CalEntry, 1);
  entry->kind = kind;
  entry->kind_name = g_strdup (reader->head->kind);
  entry->seq = reader->head->seq;
  entry->time = reader->head->time;
  entry->session = g_strdup (reader->head->session);
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
  if (!read_head (reader, bytes, length, error))
    return FALSE;
  if (n_digests != NULL)
    *n_digests = reader->head->digests->len;
  return TRUE;
}

/**
 * cal_record_reader_digest:
 * @field: which of its disclosures
 *
 * Returns: (transfer none): the digest as the latest record has it, valid until the
 *   next is read
 */
const char *
cal_record_reader_digest (const CalRecordReader *reader, guint field)
{
  g_return_val_if_fail (field < reader->head->digests->len, NULL);

  return g_ptr_array_index (reader->head->digests, field);
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

/**
 * cal_record_reader_set_log_id:
 * @log_id: a log's id
 *
 * Has the reader refuse records of any other log from the first one on.
 */
void
cal_record_reader_set_log_id (CalRecordReader *reader, const char *log_id)
{
  g_return_if_fail (cal_log_id_is_valid (log_id));

  memcpy (reader->log_id, log_id, sizeof reader->log_id);
}

/**
 * cal_record_reader_refusal:
 * @field: (out): the name of the field for whose disclosure it was, the empty string
 *   where the record itself was at fault
 *
 * Returns: (transfer none) (nullable): why the latest record that was refused was,
 *   in words that do not name it; valid until another is refused
 */
const char *
cal_record_reader_refusal (const CalRecordReader *reader, const char **field)
{
  *field = reader->refused;
  return reader->why;
}
