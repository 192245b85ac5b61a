/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-stats-reason.h"

#include <glib/gi18n-lib.h>

static const char *const texts[] = {
  [CAL_STATS_DEFINED] = "",
  [CAL_STATS_IMPOSSIBLE] = N_ ("a level to which the guideline gives nothing has a count"),
  [CAL_STATS_NO_SUBJECTS] = N_ ("there are no subjects"),
  [CAL_STATS_NO_GUIDELINE] = N_ ("no guideline is set"),
  [CAL_STATS_ONE_RATER] = N_ ("fewer than two raters have ratings"),
  [CAL_STATS_ONE_RATING_EACH] = N_ ("no rater has more than one rating"),
  [CAL_STATS_TOO_FEW_PAIRS] = N_ ("too few pairs"),
  [CAL_STATS_TOO_FEW_SUBJECTS] = N_ ("fewer than two subjects were rated by every rater"),
  [CAL_STATS_NO_VARIATION] = N_ ("there is no variation"),
  [CAL_STATS_NO_MEMBERS] = N_ ("no group has members"),
  [CAL_STATS_NO_SELECTIONS] = N_ ("no one is favourable"),
  [CAL_STATS_NO_P_VALUES] = N_ ("there are no p-values"),
  [CAL_STATS_ONE_CATEGORY] = N_ ("the scale has fewer than two categories"),
  [CAL_STATS_CHANCE_AGREES] = N_ ("every rating is the same: chance alone agrees fully"),
  [CAL_STATS_ALL_THE_SAME] = N_ ("every rating is the same"),
  [CAL_STATS_NO_COMPLETE_SUBJECTS] = N_ ("nobody was rated by every rater"),
  [CAL_STATS_NO_OVERLAP] = N_ ("nobody was rated by two raters"),
  [CAL_STATS_TOO_SMALL_A_GROUP] = N_ ("a group has fewer than two values"),
  [CAL_STATS_NOBODY_RATED_TWICE] = N_ ("nobody was rated twice"),
  [CAL_STATS_TOO_MANY_RANKS] = N_ ("too many different ranks for an exact p"),
  [CAL_STATS_TOTALS_DISAGREE] = N_ ("the totals are not the sums of their cells"),
};

/**
 * cal_stats_reason_text:
 * @reason: why a figure has no value
 *
 * The reason as the end of a sentence (“undefined: every rating is the same”),
 * marked for translation but not translated: a file that a script reads holds
 * it as it is, a screen passes it through the catalogue.
 *
 * Returns: (transfer none): the text, empty for %CAL_STATS_DEFINED
 */
const char *
cal_stats_reason_text (CalStatsReason reason)
{
  g_return_val_if_fail (reason < G_N_ELEMENTS (texts), "");

  return texts[reason];
}
