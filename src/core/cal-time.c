/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-time.h"

#include <string.h>

/**
 * cal_time_format:
 * @time: milliseconds since 1970-01-01T00:00:00 UTC
 *
 * Returns: (transfer full) (nullable): the log's form,
 *   `2026-11-21T09:05:00.000Z` (RFC 3339, UTC, milliseconds), or %NULL for a
 *   time outside the years 1 to 9999
 */
char *
cal_time_format (gint64 time)
{
  gint64 seconds = time / 1000;
  gint64 milliseconds = time % 1000;

  if (milliseconds < 0)
    {
      milliseconds += 1000;
      seconds--;
    }
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (seconds);
  if (moment == NULL)
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", g_date_time_get_year (moment),
                          g_date_time_get_month (moment), g_date_time_get_day_of_month (moment),
                          g_date_time_get_hour (moment), g_date_time_get_minute (moment),
                          g_date_time_get_second (moment), (int) milliseconds);
}

static gboolean
digits (const char *text, guint n, int *value)
{
  *value = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *value = *value * 10 + (text[i] - '0');
    }
  return TRUE;
}

/**
 * cal_time_parse:
 * @text: what cal_time_format() writes
 * @time: (out): milliseconds since 1970-01-01T00:00:00 UTC
 *
 * Returns: %FALSE when @text is not exactly of that form or no such moment exists
 */
gboolean
cal_time_parse (const char *text, gint64 *time)
{
  int year, month, day, hour, minute, second, millisecond;

  if (strlen (text) != 24 || !digits (text, 4, &year) || text[4] != '-'
      || !digits (text + 5, 2, &month) || text[7] != '-' || !digits (text + 8, 2, &day)
      || text[10] != 'T' || !digits (text + 11, 2, &hour) || text[13] != ':'
      || !digits (text + 14, 2, &minute) || text[16] != ':' || !digits (text + 17, 2, &second)
      || text[19] != '.' || !digits (text + 20, 3, &millisecond) || text[23] != 'Z')
    return FALSE;

  g_autoptr (GDateTime) moment = g_date_time_new_utc (year, month, day, hour, minute, second);
  if (moment == NULL)
    return FALSE;
  *time = g_date_time_to_unix (moment) * 1000 + millisecond;
  return TRUE;
}

/**
 * cal_time_now:
 *
 * Returns: the wall clock, in milliseconds since 1970-01-01T00:00:00 UTC
 */
gint64
cal_time_now (void)
{
  return g_get_real_time () / 1000;
}
