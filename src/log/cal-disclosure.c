/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-disclosure.h"

#include <string.h>

#include "log/cal-base64url.h"
#include "log/cal-json-reader.h"
#include "log/cal-log-error.h"
#include "log/cal-salts.h"

CalDisclosure *
cal_disclosure_new (void)
{
  CalDisclosure *disclosure = g_new0 (CalDisclosure, 1);

  disclosure->texts = g_ptr_array_new ();
  disclosure->json = g_string_sized_new (1024);
  return disclosure;
}

void
cal_disclosure_free (CalDisclosure *disclosure)
{
  if (disclosure == NULL)
    return;
  g_ptr_array_unref (disclosure->texts);
  g_string_free (disclosure->json, TRUE);
  g_free (disclosure);
}

static gboolean
is_salt (const char *text)
{
  gsize length = strlen (text);
  guint8 salt[CAL_BASE64URL_LENGTH (CAL_SALT_SIZE)];
  gsize n;

  return length == CAL_BASE64URL_LENGTH (CAL_SALT_SIZE)
         && cal_base64url_decode (text, length, salt, &n) && n == CAL_SALT_SIZE;
}

static gboolean
read_parts (CalDisclosure *disclosure)
{
  CalJsonReader reader;
  char *text;

  if (!cal_json_reader_init (&reader, disclosure->json->str, disclosure->json->len)
      || !cal_json_reader_skip (&reader, "["))
    return FALSE;
  disclosure->salt = cal_json_reader_text (&reader);
  if (disclosure->salt == NULL || !is_salt (disclosure->salt)
      || !cal_json_reader_skip (&reader, ","))
    return FALSE;
  disclosure->name = cal_json_reader_text (&reader);
  if (disclosure->name == NULL || !cal_json_reader_skip (&reader, ","))
    return FALSE;

  disclosure->is_list = cal_json_reader_is_list (&reader);
  if (disclosure->is_list)
    {
      if (!cal_json_reader_list (&reader, disclosure->texts))
        return FALSE;
    }
  else
    {
      text = cal_json_reader_text (&reader);
      if (text == NULL)
        return FALSE;
      g_ptr_array_add (disclosure->texts, text);
    }
  return cal_json_reader_skip (&reader, "]") && cal_json_reader_at_end (&reader);
}

/**
 * cal_disclosure_read:
 * @disclosure: where to read it into
 * @text: (array length=length): a disclosure
 * @error: return location
 *
 * Reads what a #CalDisclosureWriter writes, and nothing that it would write
 * otherwise.
 *
 * Returns: %FALSE with %CAL_LOG_ERROR_BAD_FORM
 */
gboolean
cal_disclosure_read (CalDisclosure *disclosure, const char *text, gsize length, GError **error)
{
  gsize n_bytes;

  g_ptr_array_set_size (disclosure->texts, 0);
  g_string_set_size (disclosure->json, length * 3 / 4);
  if (cal_base64url_decode (text, length, disclosure->json->str, &n_bytes))
    {
      g_string_truncate (disclosure->json, n_bytes);
      if (read_parts (disclosure))
        return TRUE;
    }
  g_set_error_literal (error, CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_FORM,
                       "a disclosure is not in canonical form");
  return FALSE;
}

/**
 * cal_disclosure_digest:
 * @hasher: a hasher
 * @text: (array length=length): a disclosure
 * @digest: (out): base64url of the SHA-256 of the text's ASCII bytes (RFC 9901,
 *   section 4.2.3)
 */
void
cal_disclosure_digest (CalHasher *hasher,
                       const char *text,
                       gsize length,
                       char digest[CAL_DIGEST_SIZE])
{
  CalHash hash;

  cal_hasher_digest (hasher, text, length, &hash);
  cal_base64url_encode (hash.bytes, CAL_HASH_SIZE, digest);
}
