/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster/cal-roster-cell.h"

#include <string.h>

/* Blanks at the ends of a cell: white space, but neither the control characters
 * among it nor the separators of lines that text may hold on purpose. */
static gboolean
is_blank (gunichar c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n'
         || (c >= 0x80 && g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR);
}

/**
 * cal_roster_cell_trim:
 * @text: valid UTF-8; is cut at its end
 * @length: how many bytes
 *
 * Returns: @text without the blanks around it
 */
char *
cal_roster_cell_trim (char *text, gsize length)
{
  char *end = text + length;

  while (end > text)
    {
      char *last = (guint8) end[-1] < 0x80 ? end - 1 : g_utf8_find_prev_char (text, end);

      if (last == NULL || !is_blank (g_utf8_get_char (last)))
        break;
      end = last;
    }
  *end = '\0';
  while (*text != '\0' && is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

/**
 * cal_roster_cell_find_odd:
 * @text: valid UTF-8
 *
 * Returns: the first control character other than tab and line ends, or the
 *   first that overrides the direction of text; 0 for none
 */
gunichar
cal_roster_cell_find_odd (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if ((c < 0x20 && c != '\t' && c != '\r' && c != '\n') || (c >= 0x7F && c < 0xA0)
          || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
        return c;
    }
  return 0;
}

/**
 * cal_roster_cell_rating:
 * @text: a trimmed cell
 * @level: (out): the number
 *
 * Returns: what the cell says; a number may be followed by a decimal point or
 *   comma and zeros, as spreadsheets write it
 */
CalRatingText
cal_roster_cell_rating (const char *text, guint *level)
{
  guint n_digits = 0;

  *level = 0;
  if (*text == '\0')
    return CAL_RATING_TEXT_NONE;
  if (strcmp (text, "-") == 0 || g_ascii_strcasecmp (text, "na") == 0
      || g_ascii_strcasecmp (text, "n/a") == 0)
    return CAL_RATING_TEXT_NONE_IN_WORDS;

  for (; g_ascii_isdigit (*text); text++, n_digits++)
    *level = MIN (*level * 10 + (guint) (*text - '0'), 1000u);
  if (n_digits == 0)
    return CAL_RATING_TEXT_BAD;
  if ((*text == '.' || *text == ',') && text[1] == '0')
    text += 1 + strspn (text + 1, "0");
  return *text == '\0' ? CAL_RATING_TEXT_LEVEL : CAL_RATING_TEXT_BAD;
}

/* Default ignorables that an id may hold unseen. */
static gboolean
is_invisible (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_FORMAT || c == 0x034F || c == 0x115F || c == 0x1160
         || c == 0x17B4 || c == 0x17B5 || c == 0x3164 || c == 0xFFA0 || (c >= 0x180B && c <= 0x180F)
         || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

static char *
fold_ascii (const char *text)
{
  char *folded = g_malloc (strlen (text) + 1);
  char *to = folded;

  for (; *text != '\0'; text++)
    if (!is_blank ((guint8) *text))
      *to++ = g_ascii_tolower (*text);
  *to = '\0';
  return folded;
}

/**
 * cal_roster_cell_fold:
 * @text: valid UTF-8
 *
 * What is left of a text when letter case, blanks, canonical composition and
 * invisible characters are set aside. Two texts with one such form look alike.
 *
 * Returns: (transfer full): that form
 */
char *
cal_roster_cell_fold (const char *text)
{
  if (g_str_is_ascii (text))
    return fold_ascii (text);

  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *composed = g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);
  GString *seen = g_string_sized_new (strlen (composed));

  for (const char *at = composed; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!is_invisible (c) && !is_blank (c))
        g_string_append_unichar (seen, c);
    }
  return g_string_free (seen, FALSE);
}
