/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster/cal-roster-text.h"

#include <string.h>

struct _CalRosterText
{
  CalRosterNature nature;
  GString *out;
  /* What may still be a byte order mark, and then a code unit's first half. */
  guint64 offset;
  guint8 half;
  gboolean has_half;
  /* A high surrogate that waits for its low one. */
  gunichar surrogate;
};

/* Windows-1252 for 80 to 9F; its five holes are the C1 controls, as the WHATWG
 * Encoding Standard has them. */
static const guint16 windows_1252[32] = {
  0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
  0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
  0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

/* Where a scan for UTF-8 is within a sequence: how many bytes are still to come
 * and between which bounds the next must lie (Unicode, table 3-7). */
typedef struct
{
  guint pending;
  guint8 low;
  guint8 high;
  gboolean found_valid;
  gboolean found_ill_formed;
} Utf8Scan;

static void
start_sequence (Utf8Scan *scan, guint8 byte)
{
  scan->low = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;
  scan->high = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF;
  if (byte >= 0xC2 && byte <= 0xDF)
    scan->pending = 1;
  else if (byte >= 0xE0 && byte <= 0xEF)
    scan->pending = 2;
  else if (byte >= 0xF0 && byte <= 0xF4)
    scan->pending = 3;
  else
    scan->found_ill_formed = TRUE;
}

/* Looks on until a valid sequence is found, which settles the question. */
static void
scan_utf8 (Utf8Scan *scan, const guint8 *bytes, gsize n)
{
  for (gsize i = 0; i < n && !scan->found_valid; i++)
    {
      guint8 byte = bytes[i];

      if (scan->pending > 0 && byte >= scan->low && byte <= scan->high)
        {
          scan->low = 0x80;
          scan->high = 0xBF;
          scan->pending--;
          scan->found_valid = scan->pending == 0;
          continue;
        }
      if (scan->pending > 0)
        {
          scan->found_ill_formed = TRUE;
          scan->pending = 0;
        }
      if (byte >= 0x80)
        start_sequence (scan, byte);
    }
}

static gboolean
starts_with (const guint8 *bytes, gsize n, const char *prefix, gsize length)
{
  return n >= length && memcmp (bytes, prefix, length) == 0;
}

/* What the first bytes alone tell; FALSE when the rest has to be looked at. */
static gboolean
nature_of_start (const guint8 *bytes, gsize n, CalRosterNature *nature)
{
  if (n == 0)
    *nature = CAL_NATURE_EMPTY;
  else if (starts_with (bytes, n, "PK\3\4", 4) || starts_with (bytes, n, "PK\5\6", 4))
    *nature = memmem (bytes, MIN (n, 65536u), "[Content_Types].xml", 19) != NULL
                      || memmem (bytes, MIN (n, 65536u), "xl/", 3) != NULL
                  ? CAL_NATURE_WORKBOOK
                  : CAL_NATURE_ZIP;
  else if (starts_with (bytes, n, "\x1f\x8b", 2))
    *nature = CAL_NATURE_GZIP;
  else if (starts_with (bytes, n, "\xff\xfe\0\0", 4) || starts_with (bytes, n, "\0\0\xfe\xff", 4)
           || (n >= 8 && memcmp (bytes + 1, "\0\0\0", 3) == 0 && bytes[0] != 0 && bytes[4] != 0
               && memcmp (bytes + 5, "\0\0\0", 3) == 0)
           || (n >= 8 && memcmp (bytes, "\0\0\0", 3) == 0 && bytes[3] != 0
               && memcmp (bytes + 4, "\0\0\0", 3) == 0 && bytes[7] != 0))
    *nature = CAL_NATURE_UTF32;
  else if (starts_with (bytes, n, "\xff\xfe", 2))
    *nature = CAL_NATURE_UTF16_LE;
  else if (starts_with (bytes, n, "\xfe\xff", 2))
    *nature = CAL_NATURE_UTF16_BE;
  else if (starts_with (bytes, n, "\xef\xbb\xbf", 3))
    *nature = CAL_NATURE_UTF8;
  else
    return FALSE;
  return TRUE;
}

/**
 * cal_roster_text_detect:
 * @source: a source at its start; is left there
 * @nature: (out): what its bytes are
 * @error: return location
 *
 * By the first bytes where they tell. Otherwise a file that holds any
 * well-formed non-ASCII UTF-8 is UTF-8, and one whose non-ASCII bytes form none
 * is Windows-1252.
 *
 * Returns: %FALSE with a #GIOErrorEnum where the source cannot be read
 */
gboolean
cal_roster_text_detect (CalRosterSource *source, CalRosterNature *nature, GError **error)
{
  Utf8Scan scan = { 0 };
  const guint8 *block;
  gssize n = cal_roster_source_next (source, &block, error);
  gboolean known = n >= 0 && nature_of_start (block, (gsize) n, nature);

  while (n > 0 && !known && !scan.found_valid)
    {
      scan_utf8 (&scan, block, (gsize) n);
      n = cal_roster_source_next (source, &block, error);
    }
  if (!known)
    *nature = !scan.found_valid && (scan.found_ill_formed || scan.pending > 0)
                  ? CAL_NATURE_WINDOWS_1252
                  : CAL_NATURE_UTF8;
  cal_roster_source_rewind (source);
  return n >= 0;
}

/**
 * cal_roster_text_nature_name:
 *
 * Returns: the encoding's or format's name
 */
const char *
cal_roster_text_nature_name (CalRosterNature nature)
{
  static const char *const names[] = {
    [CAL_NATURE_EMPTY] = "UTF-8",       [CAL_NATURE_UTF8] = "UTF-8",
    [CAL_NATURE_UTF16_LE] = "UTF-16LE", [CAL_NATURE_UTF16_BE] = "UTF-16BE",
    [CAL_NATURE_UTF32] = "UTF-32",      [CAL_NATURE_WINDOWS_1252] = "windows-1252",
    [CAL_NATURE_GZIP] = "gzip",         [CAL_NATURE_ZIP] = "ZIP",
    [CAL_NATURE_WORKBOOK] = "XLSX",
  };

  return names[nature];
}

CalRosterText *
cal_roster_text_new (CalRosterNature nature)
{
  CalRosterText *text = g_new0 (CalRosterText, 1);

  text->nature = nature;
  text->out = g_string_new (NULL);
  return text;
}

void
cal_roster_text_free (CalRosterText *text)
{
  g_string_free (text->out, TRUE);
  g_free (text);
}

static void
decode_unit (CalRosterText *text, guint16 unit)
{
  if (text->surrogate != 0 && unit >= 0xDC00 && unit <= 0xDFFF)
    {
      g_string_append_unichar (text->out,
                               0x10000u + ((text->surrogate - 0xD800u) << 10) + (unit - 0xDC00u));
      text->surrogate = 0;
      return;
    }
  if (text->surrogate != 0)
    g_string_append_c (text->out, (char) 0xFF);
  text->surrogate = 0;
  if (unit >= 0xD800 && unit <= 0xDBFF)
    text->surrogate = unit;
  else if (unit >= 0xDC00 && unit <= 0xDFFF)
    g_string_append_c (text->out, (char) 0xFF);
  else if (unit < 0x80)
    g_string_append_c (text->out, (char) unit);
  else
    g_string_append_unichar (text->out, unit);
}

static void
decode_utf16 (CalRosterText *text, const guint8 *block, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      if (!text->has_half)
        {
          text->half = block[i];
          text->has_half = TRUE;
          continue;
        }
      text->has_half = FALSE;
      text->offset += 2;
      if (text->offset > 2)
        decode_unit (text, text->nature == CAL_NATURE_UTF16_LE
                               ? (guint16) (text->half | block[i] << 8)
                               : (guint16) (text->half << 8 | block[i]));
    }
}

static void
decode_windows_1252 (CalRosterText *text, const guint8 *block, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (block[i] < 0x80)
      g_string_append_c (text->out, (char) block[i]);
    else
      g_string_append_unichar (text->out,
                               block[i] < 0xA0 ? windows_1252[block[i] - 0x80] : block[i]);
}

/**
 * cal_roster_text_decode:
 * @text: the decoder
 * @block: (array length=n): the next bytes
 * @length: (out): how long the result is
 *
 * Returns: (transfer none): their UTF-8, without a byte order mark; valid until
 *   the next call and as long as @block
 */
const char *
cal_roster_text_decode (CalRosterText *text, const guint8 *block, gsize n, gsize *length)
{
  if (text->nature == CAL_NATURE_UTF8)
    {
      /* A source gives more than three bytes at once, or all that it has. */
      gsize skipped = text->offset == 0 && starts_with (block, n, "\xef\xbb\xbf", 3) ? 3 : 0;

      text->offset += n;
      *length = n - skipped;
      return (const char *) block + skipped;
    }

  g_string_truncate (text->out, 0);
  if (text->nature == CAL_NATURE_WINDOWS_1252)
    decode_windows_1252 (text, block, n);
  else
    decode_utf16 (text, block, n);
  *length = text->out->len;
  return text->out->str;
}

/**
 * cal_roster_text_finish:
 * @text: the decoder
 * @length: (out): how long the result is
 *
 * Returns: (transfer none): what is left at the end of the file: nothing, or
 *   FF for a code unit cut in two
 */
const char *
cal_roster_text_finish (CalRosterText *text, gsize *length)
{
  g_string_truncate (text->out, 0);
  if (text->has_half || text->surrogate != 0)
    g_string_append_c (text->out, (char) 0xFF);
  text->has_half = FALSE;
  text->surrogate = 0;
  *length = text->out->len;
  return text->out->str;
}
