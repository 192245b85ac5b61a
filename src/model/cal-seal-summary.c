/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-seal-summary.h"

#include <glib/gi18n-lib.h>

#include "core/cal-guideline.h"
#include "model/cal-filter.h"
#include "model/cal-words.h"

static guint
count_level (const CalBoard *board, guint performance)
{
  const CalRules *rules = cal_board_rules (board);
  guint n = 0;

  for (guint potential = 1; potential <= rules->potential.n_levels; potential++)
    n += cal_board_count (board, cal_rules_cell (rules, cal_placement (performance, potential)));
  return n;
}

static void
add_miss (GPtrArray *misses, const char *level, guint n, CalAllowed allowed)
{
  g_autofree char *count = cal_words_count (n);
  g_autofree char *low = cal_words_count (allowed.low);
  g_autofree char *high = cal_words_count (allowed.high);

  if (n > allowed.high || n < allowed.low)
    g_ptr_array_add (misses,
                     g_strdup_printf (_ ("%s: %s, guideline %s to %s"), level, count, low, high));
}

/**
 * cal_seal_summary_new:
 * @board: the board
 * @session: the session that would be finalised
 *
 * Returns: (transfer full): what that would seal
 */
CalSealSummary *
cal_seal_summary_new (const CalBoard *board, guint session)
{
  CalSealSummary *summary = g_new0 (CalSealSummary, 1);
  const CalRules *rules = cal_board_rules (board);
  guint counts[CAL_FILTER_N_KINDS];

  cal_filter_count (board, session, counts);
  summary->n_decisions = cal_board_session (board, session)->n_decisions;
  summary->n_all = cal_board_n_decisions (board);
  summary->n_present = cal_board_n_present (board);
  summary->n_placed = cal_board_n_placed (board);
  summary->n_held = summary->n_present - summary->n_placed;
  summary->n_not_discussed = counts[CAL_FILTER_NOT_DISCUSSED];
  summary->misses = g_ptr_array_new_with_free_func (g_free);
  for (guint level = rules->n_guideline; level > 0; level--)
    add_miss (
        summary->misses, _ (rules->performance.labels[level - 1]), count_level (board, level),
        cal_guideline_allowed (rules->guideline[level - 1], rules->tolerance, summary->n_placed));
  return summary;
}

void
cal_seal_summary_free (CalSealSummary *summary)
{
  if (summary == NULL)
    return;
  g_ptr_array_unref (summary->misses);
  g_free (summary);
}
