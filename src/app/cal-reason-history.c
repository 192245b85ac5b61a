/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-reason-history.h"

#include <string.h>

/* However long the log, completion looks no further back than this. */
#define DECISIONS_MAX 5000

static int
compare_used (gconstpointer a, gconstpointer b)
{
  const CalUsedReason *first = a;
  const CalUsedReason *second = b;

  return (first->n < second->n) - (first->n > second->n);
}

/**
 * cal_reason_history:
 * @board: a board
 *
 * Which reasons were given lately for moves and kept ratings, the most used
 * first and the latest first among those. A batch counts once.
 *
 * Returns: (transfer full) (element-type CalUsedReason): the reasons
 */
GArray *
cal_reason_history (const CalBoard *board)
{
  GArray *history = g_array_new (FALSE, FALSE, sizeof (CalUsedReason));
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = cal_board_n_decisions (board);

  for (guint i = n; i > 0 && n - i < DECISIONS_MAX; i--)
    {
      const CalDecision *decision = cal_board_decision (board, i - 1);
      gpointer place;

      if (decision->reverts != CAL_NONE || decision->reason == NULL || *decision->reason == '\0'
          || (decision->batch != CAL_NONE && decision->batch != (gint64) decision->seq))
        continue;
      if (g_hash_table_lookup_extended (places, decision->reason, NULL, &place))
        {
          g_array_index (history, CalUsedReason, GPOINTER_TO_UINT (place)).n++;
        }
      else
        {
          CalUsedReason used = { decision->reason, 1 };

          g_hash_table_insert (places, (gpointer) decision->reason,
                               GUINT_TO_POINTER (history->len));
          g_array_append_val (history, used);
        }
    }
  g_array_sort (history, compare_used);
  return history;
}

/**
 * cal_reason_history_match:
 * @history: reasons
 * @typed: what has been typed so far
 * @found: (out caller-allocates) (array length=n_wanted): those that go on from it
 * @n_wanted: how many at most
 *
 * Letter case does not matter. A reason that is typed in full is not offered.
 *
 * Returns: how many were found
 */
guint
cal_reason_history_match (const GArray *history,
                          const char *typed,
                          CalUsedReason *found,
                          guint n_wanted)
{
  g_autofree char *wanted = g_utf8_casefold (typed, -1);
  guint n = 0;

  for (guint i = 0; i < history->len && n < n_wanted; i++)
    {
      const CalUsedReason *used = &g_array_index (history, CalUsedReason, i);
      g_autofree char *text = g_utf8_casefold (used->text, -1);

      if (g_str_has_prefix (text, wanted) && strlen (text) > strlen (wanted))
        found[n++] = *used;
    }
  return n;
}
