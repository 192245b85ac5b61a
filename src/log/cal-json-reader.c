/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-json-reader.h"

#include <string.h>

#include "log/cal-json.h"

/**
 * cal_json_reader_init:
 * @bytes: (array length=length): JSON, which reading overwrites; must outlive
 *   the texts that are read from it
 *
 * Returns: %FALSE when the bytes hold a NUL or are not valid UTF-8
 */
gboolean
cal_json_reader_init (CalJsonReader *reader, char *bytes, gsize length)
{
  reader->at = bytes;
  reader->end = bytes + length;
  return cal_json_is_valid_text (bytes, length);
}

/**
 * cal_json_reader_skip:
 *
 * Returns: whether @literal came next, and has been passed
 */
gboolean
cal_json_reader_skip (CalJsonReader *reader, const char *literal)
{
  char *at = reader->at;

  for (; *literal != '\0'; literal++, at++)
    if (at == reader->end || *at != *literal)
      return FALSE;
  reader->at = at;
  return TRUE;
}

static gboolean
next_is (const CalJsonReader *reader, char c)
{
  return reader->at < reader->end && *reader->at == c;
}

gboolean
cal_json_reader_is_text (const CalJsonReader *reader)
{
  return next_is (reader, '"');
}

gboolean
cal_json_reader_is_list (const CalJsonReader *reader)
{
  return next_is (reader, '[');
}

/* The character of an escape, its backslash passed; NUL for one that the
 * canonical form does not write. */
static char
read_escape (CalJsonReader *reader)
{
  static const char hex[] = "0123456789abcdef";
  const char *low;
  char c;

  if (reader->at == reader->end)
    return '\0';
  switch (*reader->at++)
    {
    case 'b':
      return '\b';
    case 't':
      return '\t';
    case 'n':
      return '\n';
    case 'f':
      return '\f';
    case 'r':
      return '\r';
    case '"':
      return '"';
    case '\\':
      return '\\';
    case 'u':
      break;
    default:
      return '\0';
    }
  if (reader->end - reader->at < 4 || memcmp (reader->at, "00", 2) != 0
      || (reader->at[2] != '0' && reader->at[2] != '1'))
    return '\0';
  low = memchr (hex, reader->at[3], 16);
  if (low == NULL)
    return '\0';
  c = (char) ((reader->at[2] - '0') * 16 + (low - hex));
  reader->at += 4;
  return strchr ("\b\t\n\f\r", c) != NULL ? '\0' : c;
}

static gboolean
stands_for_itself (char c)
{
  return (guchar) c >= 0x20 && c != '"' && c != '\\';
}

/**
 * cal_json_reader_text:
 *
 * Reads a string.
 *
 * Returns: (transfer none) (nullable): the text, in the reader's bytes; %NULL
 *   when no string comes next or it is not in canonical form
 */
char *
cal_json_reader_text (CalJsonReader *reader)
{
  char *text = reader->at + 1;
  char *out;

  if (!next_is (reader, '"'))
    return NULL;
  /* Up to the first escape, and most texts have none, everything stays in its place. */
  for (reader->at++; reader->at < reader->end && stands_for_itself (*reader->at); reader->at++)
    ;
  out = reader->at;
  while (reader->at < reader->end)
    {
      char c = *reader->at++;

      if (c == '"')
        {
          *out = '\0';
          return text;
        }
      if ((guchar) c < 0x20)
        return NULL;
      if (c == '\\')
        {
          c = read_escape (reader);
          if (c == '\0')
            return NULL;
        }
      *out++ = c;
    }
  return NULL;
}

/**
 * cal_json_reader_list:
 * @texts: (element-type utf8): where to append the texts, which stay in the
 *   reader's bytes
 *
 * Reads an array of strings.
 *
 * Returns: %FALSE when no such array comes next or it is not in canonical form
 */
gboolean
cal_json_reader_list (CalJsonReader *reader, GPtrArray *texts)
{
  if (!cal_json_reader_skip (reader, "["))
    return FALSE;
  if (cal_json_reader_skip (reader, "]"))
    return TRUE;
  do
    {
      char *text = cal_json_reader_text (reader);

      if (text == NULL)
        return FALSE;
      g_ptr_array_add (texts, text);
    }
  while (cal_json_reader_skip (reader, ","));
  return cal_json_reader_skip (reader, "]");
}

/**
 * cal_json_reader_number:
 * @number: (out): the number
 *
 * Returns: %FALSE when no integer of 0 to %CAL_JSON_MAX_NUMBER comes next
 */
gboolean
cal_json_reader_number (CalJsonReader *reader, guint64 *number)
{
  const char *start = reader->at;

  *number = 0;
  while (reader->at < reader->end && g_ascii_isdigit (*reader->at))
    {
      *number = *number * 10 + (guint64) (*reader->at++ - '0');
      if (*number > CAL_JSON_MAX_NUMBER)
        return FALSE;
    }
  return reader->at > start && (*start != '0' || reader->at == start + 1);
}

gboolean
cal_json_reader_at_end (const CalJsonReader *reader)
{
  return reader->at == reader->end;
}
