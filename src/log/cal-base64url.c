/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-base64url.h"

#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static int
value_of (char c)
{
  if (c >= 'A' && c <= 'Z')
    return c - 'A';
  if (c >= 'a' && c <= 'z')
    return c - 'a' + 26;
  if (c >= '0' && c <= '9')
    return c - '0' + 52;
  return c == '-' ? 62 : c == '_' ? 63 : -1;
}

/* A roster of 100,000 people is a hundred million digits: two are written at once,
 * and one is read by one look. */
typedef struct
{
  char pairs[4096][2];
  gint8 values[256];
} Tables;

static const Tables *
tables (void)
{
  static Tables made;
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (guint bits = 0; bits < G_N_ELEMENTS (made.pairs); bits++)
        {
          made.pairs[bits][0] = alphabet[bits >> 6];
          made.pairs[bits][1] = alphabet[bits & 63];
        }
      for (guint c = 0; c < G_N_ELEMENTS (made.values); c++)
        made.values[c] = (gint8) value_of ((char) c);
      g_once_init_leave (&ready, 1);
    }
  return &made;
}

/**
 * cal_base64url_encode:
 * @data: (array length=length): bytes
 * @text: room for CAL_BASE64URL_LENGTH (@length) characters and a NUL
 *
 * Writes the base64url of RFC 4648, section 5, without padding.
 *
 * Returns: the length of @text
 */
gsize
cal_base64url_encode (gconstpointer data, gsize length, char *text)
{
  const guint8 *bytes = data;
  const Tables *table = tables ();
  char *at = text;
  gsize i;

  for (i = 0; i + 3 <= length; i += 3)
    {
      guint32 bits = (guint32) bytes[i] << 16 | (guint32) bytes[i + 1] << 8 | bytes[i + 2];

      memcpy (at, table->pairs[bits >> 12], 2);
      memcpy (at + 2, table->pairs[bits & 4095], 2);
      at += 4;
    }
  if (i < length)
    {
      guint32 bits = (guint32) bytes[i] << 16;

      if (i + 1 < length)
        bits |= (guint32) bytes[i + 1] << 8;
      *at++ = alphabet[bits >> 18];
      *at++ = alphabet[bits >> 12 & 63];
      if (i + 1 < length)
        *at++ = alphabet[bits >> 6 & 63];
    }
  *at = '\0';
  return (gsize) (at - text);
}

/**
 * cal_base64url_decode:
 * @text: (array length=length): base64url without padding
 * @data: room for @length * 3 / 4 bytes
 * @n_bytes: (out): how many there are
 *
 * Reads what cal_base64url_encode() writes and nothing else: where the last
 * character has bits to spare they must be zero, so that one text stands for
 * one run of bytes.
 *
 * Returns: %FALSE when @text is anything else
 */
gboolean
cal_base64url_decode (const char *text, gsize length, gpointer data, gsize *n_bytes)
{
  const gint8 *values = tables ()->values;
  guint8 *at = data;
  gsize rest = length % 4;

  if (rest == 1)
    return FALSE;
  for (gsize i = 0; i + 4 <= length; i += 4)
    {
      int a = values[(guint8) text[i]];
      int b = values[(guint8) text[i + 1]];
      int c = values[(guint8) text[i + 2]];
      int d = values[(guint8) text[i + 3]];

      if ((a | b | c | d) < 0)
        return FALSE;
      *at++ = (guint8) (a << 2 | b >> 4);
      *at++ = (guint8) (b << 4 | c >> 2);
      *at++ = (guint8) (c << 6 | d);
    }
  if (rest > 0)
    {
      const char *last = text + length - rest;
      int a = values[(guint8) last[0]];
      int b = values[(guint8) last[1]];
      int c = rest == 3 ? values[(guint8) last[2]] : 0;

      if ((a | b | c) < 0 || (rest == 2 ? b & 15 : c & 3) != 0)
        return FALSE;
      *at++ = (guint8) (a << 2 | b >> 4);
      if (rest == 3)
        *at++ = (guint8) (b << 4 | c >> 2);
    }
  *n_bytes = (gsize) (at - (guint8 *) data);
  return TRUE;
}
