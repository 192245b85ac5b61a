/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-written-time.h"

#include <glib/gi18n-lib.h>

#include "core/cal-time.h"

/**
 * cal_written_time:
 * @call: the call
 * @time: (out): milliseconds since 1970 in UTC
 *
 * The time that is written into a file: now, or that of SOURCE_DATE_EPOCH, so that
 * the same state can be written to the same bytes twice (reproducible-builds.org,
 * "SOURCE_DATE_EPOCH specification").
 *
 * Returns: %FALSE, and the call refused, where that is no time
 */
gboolean
cal_written_time (CalCall *call, gint64 *time)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  guint64 seconds;

  *time = cal_time_now ();
  if (epoch == NULL || *epoch == '\0')
    return TRUE;
  if (!cal_call_parse_number (epoch, G_GUINT64_CONSTANT (253402300799), &seconds))
    {
      call->exit = cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                                    _ ("SOURCE_DATE_EPOCH is no number of seconds since 1970"));
      return FALSE;
    }
  *time = (gint64) seconds * 1000;
  return TRUE;
}
