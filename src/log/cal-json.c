/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-json.h"

#include <string.h>

/* A backslash, the u and four digits. */
#define LONGEST_ESCAPE 6

/* Whether all bytes are ASCII other than NUL, eight at a time: most of what is read
 * is, and then it need not be decoded to see that it is valid. */
static gboolean
is_plain_ascii (const char *bytes, gsize length)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  const guint64 highs = ones << 7;
  guint64 eight;

  for (; length >= sizeof eight; bytes += sizeof eight, length -= sizeof eight)
    {
      memcpy (&eight, bytes, sizeof eight);
      if (((eight | (eight - ones)) & highs) != 0)
        return FALSE;
    }
  for (; length > 0; bytes++, length--)
    if (*bytes <= 0)
      return FALSE;
  return TRUE;
}

static char
short_escape (guchar c)
{
  switch (c)
    {
    case '\b':
      return 'b';
    case '\t':
      return 't';
    case '\n':
      return 'n';
    case '\f':
      return 'f';
    case '\r':
      return 'r';
    case '"':
    case '\\':
      return (char) c;
    default:
      return '\0';
    }
}

static char *
write_escaped (char *out, guchar c)
{
  static const char hex[] = "0123456789abcdef";
  char escape = short_escape (c);

  *out++ = '\\';
  if (escape != '\0')
    {
      *out++ = escape;
      return out;
    }
  memcpy (out, "u00", 3);
  out[3] = hex[c >> 4];
  out[4] = hex[c & 15];
  return out + LONGEST_ESCAPE - 1;
}

/**
 * cal_json_is_valid_text:
 * @bytes: (array length=length): what is to be JSON
 *
 * Returns: whether the bytes are UTF-8 and hold no NUL
 */
gboolean
cal_json_is_valid_text (const char *bytes, gsize length)
{
  return is_plain_ascii (bytes, length) || g_utf8_validate_len (bytes, length, NULL);
}

/**
 * cal_json_append_text:
 * @json: where to write
 * @text: valid UTF-8
 *
 * Writes a string as RFC 8785, section 3.2.2.2, has it: short escapes where
 * there are any, `\u00xx` in lower case for the other control characters,
 * everything else as it is, U+007F and U+2028 included.
 */
void
cal_json_append_text (GString *json, const char *text)
{
  gsize start = json->len;
  char *out;

  /* A roster has millions of these: make room for the worst case at once. */
  g_string_set_size (json, start + LONGEST_ESCAPE * strlen (text) + 2);
  out = json->str + start;
  *out++ = '"';
  for (; *text != '\0'; text++)
    {
      guchar c = (guchar) *text;

      if (G_LIKELY (c >= 0x20 && c != '"' && c != '\\'))
        *out++ = (char) c;
      else
        out = write_escaped (out, c);
    }
  *out++ = '"';
  g_string_truncate (json, (gsize) (out - json->str));
}

/**
 * cal_json_append_list:
 * @json: where to write
 * @list: (array length=n): strings in valid UTF-8
 * @n: how many
 *
 * Writes an array of strings.
 */
void
cal_json_append_list (GString *json, const char *const *list, gsize n)
{
  g_string_append_c (json, '[');
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      cal_json_append_text (json, list[i]);
    }
  g_string_append_c (json, ']');
}

/**
 * cal_json_append_number:
 * @json: where to write
 * @number: at most %CAL_JSON_MAX_NUMBER
 */
void
cal_json_append_number (GString *json, guint64 number)
{
  char digits[24];
  char *at = digits + sizeof digits;

  g_return_if_fail (number <= CAL_JSON_MAX_NUMBER);

  do
    *--at = (char) ('0' + number % 10);
  while ((number /= 10) > 0);
  g_string_append_len (json, at, digits + sizeof digits - at);
}
