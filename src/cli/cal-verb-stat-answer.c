/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verb-stat-methods.h"

#include <math.h>

/* Beyond this not every whole number is a floating one. */
#define MAX_WHOLE 9007199254740992.0

/**
 * cal_stat_add_status:
 *
 * Adds `status`, and `reason` where it is not `ok`.
 */
void
cal_stat_add_status (JsonBuilder *answer, CalStatsReason reason)
{
  json_builder_set_member_name (answer, "status");
  json_builder_add_string_value (answer, reason == CAL_STATS_DEFINED      ? "ok"
                                         : reason == CAL_STATS_IMPOSSIBLE ? "impossible"
                                                                          : "undefined");
  if (reason == CAL_STATS_DEFINED)
    return;
  json_builder_set_member_name (answer, "reason");
  json_builder_add_string_value (answer, cal_stats_reason_text (reason));
}

/**
 * cal_stat_add_value:
 *
 * Adds a number, null where it has no value, or `"Inf"`.
 */
void
cal_stat_add_value (JsonBuilder *answer, double value)
{
  if (isnan (value))
    json_builder_add_null_value (answer);
  else if (isinf (value))
    json_builder_add_string_value (answer, value > 0 ? "Inf" : "-Inf");
  else
    json_builder_add_double_value (answer, value + 0.0); /* no −0 */
}

/**
 * cal_stat_add_real:
 *
 * Adds a member as cal_stat_add_value() does.
 */
void
cal_stat_add_real (JsonBuilder *answer, const char *name, double value)
{
  json_builder_set_member_name (answer, name);
  cal_stat_add_value (answer, value);
}

/**
 * cal_stat_add_whole:
 *
 * Adds a member that counts something, as a whole number.
 */
void
cal_stat_add_whole (JsonBuilder *answer, const char *name, double value)
{
  json_builder_set_member_name (answer, name);
  if (fabs (value) <= MAX_WHOLE)
    json_builder_add_int_value (answer, (gint64) value);
  else
    cal_stat_add_value (answer, value);
}

/**
 * cal_stat_begin:
 *
 * Begins an object under a name.
 */
void
cal_stat_begin (JsonBuilder *answer, const char *name)
{
  json_builder_set_member_name (answer, name);
  json_builder_begin_object (answer);
}
