/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster/cal-roster-date.h"

#include <string.h>

/* A date has three parts, and what stands between the first two tells its kind. */
typedef struct
{
  guint number;
  guint n_digits;
  guint month; /* by name, 0 for a number */
} Part;

static guint
month_by_name (const char *text, gsize length)
{
  static const char *const names[] = { "january",   "february", "march",    "april",
                                       "may",       "june",     "july",     "august",
                                       "september", "october",  "november", "december" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((length == 3 || length == strlen (names[i]))
        && g_ascii_strncasecmp (text, names[i], length) == 0)
      return i + 1;
  return length == 4 && g_ascii_strncasecmp (text, "sept", 4) == 0 ? 9 : 0;
}

static gboolean
read_part (const char **text, Part *part)
{
  const char *at = *text;

  *part = (Part){ 0 };
  for (; g_ascii_isdigit (*at) && part->n_digits < 9; at++, part->n_digits++)
    part->number = part->number * 10 + (guint) (*at - '0');
  if (part->n_digits == 0)
    {
      while (g_ascii_isalpha (*at))
        at++;
      part->month = month_by_name (*text, (gsize) (at - *text));
    }
  *text = at;
  return part->n_digits > 0 || part->month > 0;
}

/* `-`, `/`, `.` or blanks, and a comma before blanks: "Mar 15, 2020". */
static char
read_separator (const char **text)
{
  char separator = **text;

  if (separator != '\0' && strchr ("-/. ,", separator) != NULL)
    ++*text;
  else
    return '\0';
  while (**text == ' ' || (separator == ' ' && **text == '.'))
    ++*text;
  return separator;
}

/* A time of day after the date, as databases and spreadsheets write it. */
static gboolean
is_time (const char *text)
{
  if (*text == '\0')
    return TRUE;
  if (*text != 'T' && *text != ' ')
    return FALSE;
  return strlen (text) >= 5 && strspn (text + 1, "0123456789:.+-Z ") == strlen (text + 1)
         && strchr (text, ':') != NULL;
}

static CalDateText
give (guint year, guint month, guint day, char iso[CAL_ROSTER_DATE_SIZE])
{
  if (year < 1 || month < 1 || month > 12 || day < 1
      || !g_date_valid_dmy ((GDateDay) MIN (day, 99u), (GDateMonth) month, (GDateYear) year))
    return CAL_DATE_TEXT_IMPOSSIBLE;
  g_snprintf (iso, CAL_ROSTER_DATE_SIZE, "%04u-%02u-%02u", year % 10000, month, day);
  return CAL_DATE_TEXT_DATE;
}

/* Two numbers before the year: which is the day? */
static CalDateText
give_day_or_month (guint first, guint second, guint year, char iso[CAL_ROSTER_DATE_SIZE])
{
  if (first <= 12 && second <= 12 && first != second)
    return first == 0 || second == 0 ? CAL_DATE_TEXT_IMPOSSIBLE : CAL_DATE_TEXT_AMBIGUOUS;
  return second > 12 ? give (year, first, second, iso) : give (year, second, first, iso);
}

static CalDateText
parse_three (const char *text, char iso[CAL_ROSTER_DATE_SIZE])
{
  Part a, b, c;
  char first_separator;

  if (!read_part (&text, &a) || (first_separator = read_separator (&text)) == '\0'
      || !read_part (&text, &b) || read_separator (&text) == '\0' || !read_part (&text, &c)
      || !is_time (text))
    return CAL_DATE_TEXT_AMBIGUOUS;

  /* The year comes first, or last, and has four digits. */
  if (a.n_digits == 4 && c.n_digits >= 1 && c.n_digits <= 2)
    return b.month > 0                          ? give (a.number, b.month, c.number, iso)
           : b.n_digits >= 1 && b.n_digits <= 2 ? give (a.number, b.number, c.number, iso)
                                                : CAL_DATE_TEXT_AMBIGUOUS;
  if (c.n_digits != 4 || a.n_digits > 2 || b.n_digits > 2)
    return CAL_DATE_TEXT_AMBIGUOUS;
  if (a.month > 0 && b.n_digits > 0)
    return give (c.number, a.month, b.number, iso);
  if (b.month > 0 && a.n_digits > 0)
    return give (c.number, b.month, a.number, iso);
  if (a.month > 0 || b.month > 0)
    return CAL_DATE_TEXT_AMBIGUOUS;
  /* Where a point stands between the parts, the day comes first (DIN 5008 and
   * the like in Polish, Russian, Turkish). */
  if (first_separator == '.')
    return give (c.number, b.number, a.number, iso);
  return give_day_or_month (a.number, b.number, c.number, iso);
}

/**
 * cal_roster_date_parse:
 * @text: a trimmed cell, not empty
 * @iso: (out): the date as ISO 8601, where it is one
 *
 * Reads `2020-03-15` and what else can mean one day only: other separators, the
 * year last where the day is above 12, a month by its English name, points
 * between day and month, a time of day behind it. A year of two digits is
 * ambiguous, and so is what is no date at all.
 *
 * Returns: what the text is
 */
CalDateText
cal_roster_date_parse (const char *text, char iso[CAL_ROSTER_DATE_SIZE])
{
  if (strlen (text) == 8 && strspn (text, "0123456789") == 8)
    {
      guint number = (guint) g_ascii_strtoull (text, NULL, 10);

      return give (number / 10000, number / 100 % 100, number % 100, iso);
    }
  return parse_three (text, iso);
}
