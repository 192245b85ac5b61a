/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "export/cal-workbook-private.h"

/* Excel holds that many UTF-16 units to a cell. */
#define MAX_UNITS 32767
/* Room for the sentence that says that a text was cut. */
#define KEPT_UNITS 32500
/* Characters of a header or a property; the rest of 255 is for numbering. */
#define MAX_HEADER 240
/* Days from Excel's day 0, 1899-12-30, to 1970-01-01. */
#define EPOCH_DAYS 25569
#define DAY_MILLISECONDS 86400000.0

/* U+FFFE and U+FFFF are no characters of XML 1.0; control characters are
 * escaped by the library as the format asks (ST_Xstring). */
static char *
without_noncharacters (const char *text)
{
  g_autoptr (GString) clean = g_string_new (text);

  g_string_replace (clean, "\xef\xbf\xbe", "\xef\xbf\xbd", 0);
  g_string_replace (clean, "\xef\xbf\xbf", "\xef\xbf\xbd", 0);
  return g_string_free (g_steal_pointer (&clean), FALSE);
}

/*
 * cal_book_plain:
 *
 * Returns: (transfer full): a text for a place where the format escapes no
 *   control characters, such as a header or the title: a blank for each, and
 *   not more than a header may have
 */
char *
cal_book_plain (const char *text)
{
  g_autofree char *clean = without_noncharacters (text);

  for (char *at = clean; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  return g_utf8_substring (clean, 0, MIN (g_utf8_strlen (clean, -1), MAX_HEADER));
}

/* "_x0041_" as somebody typed it would be read back as "A", for that is how the
 * format writes characters that XML has not: its first "_" is written so. */
static char *
with_escapes_escaped (const char *text)
{
  GString *escaped = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    {
      gboolean looks = at[0] == '_' && at[1] == 'x';

      for (guint i = 2; looks && i < 6; i++)
        looks = g_ascii_isxdigit (at[i]);
      if (looks && at[6] == '_')
        g_string_append (escaped, "_x005F_");
      else
        g_string_append_c (escaped, *at);
    }
  return g_string_free (escaped, FALSE);
}

static guint
units_of (gunichar character)
{
  return character > 0xffff ? 2 : 1;
}

/* The text as it fits a cell: whole, or as much as fits and a sentence that
 * says how much there is. */
static char *
cut_to_fit (const char *text)
{
  const char *keep = text;
  gsize units = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      units += units_of (g_utf8_get_char (at));
      if (units <= KEPT_UNITS)
        keep = g_utf8_next_char (at);
    }
  if (units <= MAX_UNITS)
    return NULL;

  g_autofree char *kept = g_strndup (text, (gsize) (keep - text));
  return g_strdup_printf (_ ("%s … [Cut here: a cell holds 32,767 characters, this text has %'ld. "
                             "The decision log has all of it.]"),
                          kept, g_utf8_strlen (text, -1));
}

/*
 * cal_book_text:
 * @text: a text, which stays one whatever it starts with or looks like
 * @format: (nullable): its format
 *
 * Writes a text to a cell. Nothing is guessed: no formula, no number, no link.
 */
void
cal_book_text (CalBook *book,
               lxw_worksheet *sheet,
               lxw_row_t row,
               lxw_col_t column,
               const char *text,
               lxw_format *format)
{
  g_autofree char *clean = NULL;
  g_autofree char *cut = NULL;
  g_autofree char *escaped = NULL;

  if (strstr (text, "\xef\xbf") != NULL)
    text = clean = without_noncharacters (text);
  /* A text of fewer bytes has fewer units. */
  if (strlen (text) > MAX_UNITS && (cut = cut_to_fit (text)) != NULL)
    {
      text = cut;
      book->n_cut++;
    }
  if (strstr (text, "_x") != NULL)
    text = escaped = with_escapes_escaped (text);
  worksheet_write_string (sheet, row, column, text, format);
}

/*
 * cal_book_time:
 * @time: milliseconds since 1970 in UTC
 *
 * Writes a real date-time, in UTC, to the millisecond.
 */
void
cal_book_time (lxw_worksheet *sheet,
               lxw_row_t row,
               lxw_col_t column,
               gint64 time,
               lxw_format *format)
{
  worksheet_write_number (sheet, row, column, EPOCH_DAYS + time / DAY_MILLISECONDS, format);
}

/*
 * cal_book_label:
 *
 * Returns: the name of a level, cell or reason in the reader's language
 */
const char *
cal_book_label (const char *label)
{
  return *label == '\0' ? label : _ (label);
}
