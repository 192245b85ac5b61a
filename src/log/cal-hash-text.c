/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-hash-text.h"

#include <string.h>

#include "log/cal-base64url.h"

/* As in a checkpoint: 32 bytes make 43 digits and one for padding. */
#define BASE64_LENGTH 44

/**
 * cal_hash_to_hex:
 * @text: (out): where to write it, lower case
 *
 * Returns: @text
 */
const char *
cal_hash_to_hex (const CalHash *hash, char text[CAL_HASH_HEX_SIZE])
{
  static const char digits[] = "0123456789abcdef";

  for (guint i = 0; i < CAL_HASH_SIZE; i++)
    {
      text[2 * i] = digits[hash->bytes[i] >> 4];
      text[2 * i + 1] = digits[hash->bytes[i] & 15];
    }
  text[CAL_HASH_HEX_SIZE - 1] = '\0';
  return text;
}

/**
 * cal_hash_from_hex:
 * @text: hex digits, of either case
 * @hash: (out): the hash
 *
 * Returns: whether they are the digits of exactly 32 bytes
 */
gboolean
cal_hash_from_hex (const char *text, CalHash *hash)
{
  if (strlen (text) != CAL_HASH_HEX_SIZE - 1)
    return FALSE;
  for (guint i = 0; i < CAL_HASH_SIZE; i++)
    {
      int high = g_ascii_xdigit_value (text[2 * i]);
      int low = g_ascii_xdigit_value (text[2 * i + 1]);

      if (high < 0 || low < 0)
        return FALSE;
      hash->bytes[i] = (guint8) (high << 4 | low);
    }
  return TRUE;
}

/**
 * cal_hash_from_base64:
 * @text: base64 with padding, as in a checkpoint
 * @hash: (out): the hash
 *
 * Returns: whether @text is what these 32 bytes are written as, and nothing else
 */
gboolean
cal_hash_from_base64 (const char *text, CalHash *hash)
{
  g_autofree guchar *bytes = NULL;
  g_autofree char *again = NULL;
  gsize n;

  if (strlen (text) != BASE64_LENGTH)
    return FALSE;
  bytes = g_base64_decode (text, &n);
  if (n != CAL_HASH_SIZE)
    return FALSE;
  again = g_base64_encode (bytes, n);
  memcpy (hash->bytes, bytes, CAL_HASH_SIZE);
  return strcmp (again, text) == 0;
}

/**
 * cal_hash_from_base64url:
 * @text: base64url without padding, as in a record
 * @hash: (out): the hash
 *
 * Returns: whether @text is what these 32 bytes are written as, and nothing else
 */
gboolean
cal_hash_from_base64url (const char *text, CalHash *hash)
{
  guint8 bytes[CAL_BASE64URL_LENGTH (CAL_HASH_SIZE)];
  gsize length = strlen (text);
  gsize n;

  if (length != CAL_BASE64URL_LENGTH (CAL_HASH_SIZE)
      || !cal_base64url_decode (text, length, bytes, &n) || n != CAL_HASH_SIZE)
    return FALSE;
  memcpy (hash->bytes, bytes, CAL_HASH_SIZE);
  return TRUE;
}
