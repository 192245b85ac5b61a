/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-disclosure-writer.h"

#include "log/cal-base64url.h"
#include "log/cal-json.h"
#include "log/cal-log-error.h"
#include "log/cal-salts.h"

struct _CalDisclosureWriter
{
  CalHasher *hasher;
  CalSalts *salts;
  GString *json;
};

CalDisclosureWriter *
cal_disclosure_writer_new (void)
{
  CalDisclosureWriter *writer = g_new0 (CalDisclosureWriter, 1);

  writer->hasher = cal_hasher_new ();
  writer->salts = cal_salts_new ();
  writer->json = g_string_sized_new (1024);
  return writer;
}

void
cal_disclosure_writer_free (CalDisclosureWriter *writer)
{
  if (writer == NULL)
    return;
  cal_hasher_free (writer->hasher);
  cal_salts_free (writer->salts);
  g_string_free (writer->json, TRUE);
  g_free (writer);
}

/**
 * cal_disclosure_writer_hasher:
 *
 * Returns: (transfer none): a hasher to use between two disclosures
 */
CalHasher *
cal_disclosure_writer_hasher (CalDisclosureWriter *writer)
{
  return writer->hasher;
}

static void
begin (CalDisclosureWriter *writer, const char *name)
{
  char salt[CAL_BASE64URL_LENGTH (CAL_SALT_SIZE) + 1];
  gsize length = cal_base64url_encode (cal_salts_next (writer->salts), CAL_SALT_SIZE, salt);

  g_string_assign (writer->json, "[\"");
  g_string_append_len (writer->json, salt, (gssize) length);
  g_string_append (writer->json, "\",\"");
  g_string_append (writer->json, name);
  g_string_append (writer->json, "\",");
}

static gboolean
finish (CalDisclosureWriter *writer, const char *name, GString *out, GError **error)
{
  gsize start = out->len;

  g_string_append_c (writer->json, ']');
  if (!cal_json_is_valid_text (writer->json->str, writer->json->len))
    {
      g_set_error (error, CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_TEXT,
                   "%s cannot be recorded: it is not valid UTF-8", name);
      return FALSE;
    }
  g_string_set_size (out, start + CAL_BASE64URL_LENGTH (writer->json->len));
  cal_base64url_encode (writer->json->str, writer->json->len, out->str + start);
  return TRUE;
}

/**
 * cal_disclosure_writer_text:
 * @name: the field's name, plain ASCII
 * @text: its value
 * @out: where to append the disclosure
 * @error: return location
 *
 * Writes base64url (`[salt, name, value]`) under a fresh salt (RFC 9901,
 * section 4.2.1, with canonical JSON).
 *
 * Returns: %FALSE with %CAL_LOG_ERROR_BAD_TEXT, @out as it was
 */
gboolean
cal_disclosure_writer_text (CalDisclosureWriter *writer,
                            const char *name,
                            const char *text,
                            GString *out,
                            GError **error)
{
  begin (writer, name);
  cal_json_append_text (writer->json, text);
  return finish (writer, name, out, error);
}

/**
 * cal_disclosure_writer_list:
 * @name: the field's name, plain ASCII
 * @list: (array length=n): its value
 * @n: how many texts
 * @out: where to append the disclosure
 * @error: return location
 *
 * As cal_disclosure_writer_text(), for a value that is an array of strings.
 *
 * Returns: %FALSE with %CAL_LOG_ERROR_BAD_TEXT, @out as it was
 */
gboolean
cal_disclosure_writer_list (CalDisclosureWriter *writer,
                            const char *name,
                            const char *const *list,
                            gsize n,
                            GString *out,
                            GError **error)
{
  begin (writer, name);
  cal_json_append_list (writer->json, list, n);
  return finish (writer, name, out, error);
}
