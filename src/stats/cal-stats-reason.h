/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalStatsReason:
 * @CAL_STATS_DEFINED: the figure has a value
 * @CAL_STATS_IMPOSSIBLE: somebody stands at a level to which the guideline gives nothing
 *
 * Whether a figure has a value, and why it has none. Undefined is not zero: a
 * figure without a value is %NAN in its struct, and the struct's reason is one
 * of these. Zero (%CAL_STATS_DEFINED) means that all is well.
 */
typedef enum
{
  CAL_STATS_DEFINED = 0,
  CAL_STATS_IMPOSSIBLE,
  CAL_STATS_NO_SUBJECTS,
  CAL_STATS_NO_GUIDELINE,
  CAL_STATS_ONE_RATER,
  CAL_STATS_ONE_RATING_EACH,
  CAL_STATS_TOO_FEW_PAIRS,
  CAL_STATS_TOO_FEW_SUBJECTS,
  CAL_STATS_NO_VARIATION,
  CAL_STATS_NO_MEMBERS,
  CAL_STATS_NO_SELECTIONS,
  CAL_STATS_NO_P_VALUES,
  CAL_STATS_ONE_CATEGORY,
  CAL_STATS_CHANCE_AGREES,
  CAL_STATS_ALL_THE_SAME,
  CAL_STATS_NO_COMPLETE_SUBJECTS,
  CAL_STATS_NO_OVERLAP,
  CAL_STATS_TOO_SMALL_A_GROUP,
  CAL_STATS_NOBODY_RATED_TWICE,
  CAL_STATS_TOO_MANY_RANKS,
  CAL_STATS_TOTALS_DISAGREE,
} CalStatsReason;

const char *cal_stats_reason_text (CalStatsReason reason);
