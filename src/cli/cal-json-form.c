/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-json-form.h"

#include <string.h>

/* Nothing that is read here comes near it. */
#define MAX_DEPTH 64

typedef struct
{
  const char *at;
  const char *end;
  guint depth;
} Scanner;

static gboolean scan_value (Scanner *scanner);

static gboolean
next_is (const Scanner *scanner, char c)
{
  return scanner->at < scanner->end && *scanner->at == c;
}

static gboolean
skip (Scanner *scanner, char c)
{
  gboolean found = next_is (scanner, c);

  scanner->at += found;
  return found;
}

static void
skip_blanks (Scanner *scanner)
{
  while (scanner->at < scanner->end && memchr (" \t\r\n", *scanner->at, 4) != NULL)
    scanner->at++;
}

static gboolean
scan_word (Scanner *scanner, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (scanner->end - scanner->at) < length || memcmp (scanner->at, word, length) != 0)
    return FALSE;
  scanner->at += length;
  return TRUE;
}

static gboolean
scan_digits (Scanner *scanner)
{
  const char *start = scanner->at;

  while (scanner->at < scanner->end && g_ascii_isdigit (*scanner->at))
    scanner->at++;
  return scanner->at > start;
}

static gboolean
scan_number (Scanner *scanner)
{
  skip (scanner, '-');
  if (!skip (scanner, '0') && !scan_digits (scanner))
    return FALSE;
  if (skip (scanner, '.') && !scan_digits (scanner))
    return FALSE;
  if (!skip (scanner, 'e') && !skip (scanner, 'E'))
    return TRUE;
  if (!skip (scanner, '+'))
    skip (scanner, '-');
  return scan_digits (scanner);
}

static gboolean
scan_unit (Scanner *scanner, guint *unit)
{
  *unit = 0;
  if (!scan_word (scanner, "u") || scanner->end - scanner->at < 4)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (*scanner->at++);

      if (digit < 0)
        return FALSE;
      *unit = *unit << 4 | (guint) digit;
    }
  return TRUE;
}

/* JSON-GLib hands texts on without their lengths, so one with a NUL in it would be
 * taken for what stands before that. Half a surrogate pair is no character. */
static gboolean
scan_escape (Scanner *scanner)
{
  guint unit;
  guint low;

  if (!next_is (scanner, 'u'))
    return scanner->at < scanner->end && memchr ("\"\\/bfnrt", *scanner->at++, 8) != NULL;
  if (!scan_unit (scanner, &unit) || unit == 0)
    return FALSE;
  if (unit < 0xd800 || unit > 0xdfff)
    return TRUE;
  return unit < 0xdc00 && skip (scanner, '\\') && scan_unit (scanner, &low) && low >= 0xdc00
         && low <= 0xdfff;
}

static gboolean
scan_text (Scanner *scanner)
{
  if (!skip (scanner, '"'))
    return FALSE;
  while (scanner->at < scanner->end)
    {
      char c = *scanner->at++;

      if (c == '"')
        return TRUE;
      if ((guchar) c < 0x20 || (c == '\\' && !scan_escape (scanner)))
        return FALSE;
    }
  return FALSE;
}

static gboolean
scan_member (Scanner *scanner, gboolean is_object)
{
  skip_blanks (scanner);
  if (is_object)
    {
      if (!scan_text (scanner))
        return FALSE;
      skip_blanks (scanner);
      if (!skip (scanner, ':'))
        return FALSE;
    }
  return scan_value (scanner);
}

static gboolean
scan_members (Scanner *scanner, char end)
{
  if (++scanner->depth > MAX_DEPTH)
    return FALSE;
  scanner->at++;
  skip_blanks (scanner);
  if (!next_is (scanner, end))
    do
      if (!scan_member (scanner, end == '}'))
        return FALSE;
    while (skip (scanner, ','));
  scanner->depth--;
  return skip (scanner, end);
}

static gboolean
scan_value (Scanner *scanner)
{
  gboolean scanned;

  skip_blanks (scanner);
  if (next_is (scanner, '{'))
    scanned = scan_members (scanner, '}');
  else if (next_is (scanner, '['))
    scanned = scan_members (scanner, ']');
  else if (next_is (scanner, '"'))
    scanned = scan_text (scanner);
  else
    scanned = scan_word (scanner, "true") || scan_word (scanner, "false")
              || scan_word (scanner, "null") || scan_number (scanner);
  skip_blanks (scanner);
  return scanned;
}

/**
 * cal_json_is_well_formed:
 * @text: JSON, or what somebody passes for it
 * @length: its length, or -1
 *
 * JSON-GLib goes one call deeper with each bracket, so that a file of brackets would
 * run it out of stack. It also reads comments, quotes and commas that JSON does not
 * have, where another program would see something else.
 *
 * Returns: whether it is JSON (RFC 8259) in UTF-8 without a NUL, in which arrays and
 *   objects stand no deeper in each other than any answer or proof has them
 */
gboolean
cal_json_is_well_formed (const char *text, gssize length)
{
  gsize n = length >= 0 ? (gsize) length : strlen (text);
  Scanner scanner = { text, text + n, 0 };

  return g_utf8_validate_len (text, n, NULL) && scan_value (&scanner) && scanner.at == scanner.end;
}
