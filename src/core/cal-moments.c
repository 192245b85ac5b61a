/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-moments.h"

/* How somebody stood at the earlier moment. */
typedef struct
{
  CalPlacement placement;
  gboolean there;
  guint n_decisions;
} Then;

static Then *
remember (const CalBoard *board)
{
  guint n = cal_board_n_subjects (board);
  Then *then = g_new (Then, n);

  for (guint i = 0; i < n; i++)
    {
      const CalBoardSubject *subject = cal_board_subject (board, i);

      then[i] = (Then){ subject->placement, !subject->gone, subject->n_decisions };
    }
  return then;
}

static guint *
count (const CalBoard *board, guint n_cells)
{
  guint *counts = g_new0 (guint, n_cells);

  for (guint i = 0; cal_board_rules (board) != NULL && i < n_cells; i++)
    counts[i] = cal_board_count (board, i);
  return counts;
}

static void
compare (CalMoments *moments, const Then *before, guint n_before, const CalBoard *after)
{
  for (guint i = 0; i < cal_board_n_subjects (after); i++)
    {
      const CalBoardSubject *subject = cal_board_subject (after, i);
      Then then = i < n_before ? before[i] : (Then){ CAL_HOLDING, FALSE, 0 };
      CalMomentsRow row = {
        .subject = i,
        .was_there = then.there,
        .is_there = !subject->gone,
        .from = then.placement,
        .to = subject->placement,
        .n_decisions = subject->n_decisions - then.n_decisions,
      };

      if (row.was_there != row.is_there
          || (row.is_there && !cal_placement_equal (row.from, row.to)))
        g_array_append_val (moments->rows, row);
      /* Where they stood who have been erased is not known. */
      else if (row.n_decisions > 0 && subject->erased_by == 0)
        moments->n_same++;
    }
}

/**
 * cal_moments_new:
 * @replay: a replay; it is at the same moment afterwards as before
 * @a: how many entries are folded in at one moment, not before any rules
 * @b: and at the other, before it or after it
 *
 * Compares two moments: who stands elsewhere, who has come and who has gone.
 *
 * Returns: (transfer full): what differs
 */
CalMoments *
cal_moments_new (CalReplay *replay, guint64 a, guint64 b)
{
  CalMoments *moments = g_new0 (CalMoments, 1);
  const CalBoard *board = cal_replay_board (replay);
  guint64 shown = cal_board_size (board);
  g_autofree Then *before = NULL;
  guint n_before;

  moments->earlier = MIN (a, b);
  moments->later = MAX (a, b);
  moments->rows = g_array_new (FALSE, FALSE, sizeof (CalMomentsRow));
  cal_replay_seek (replay, moments->later, NULL);
  moments->rules = cal_rules_ref (cal_board_rules (board));
  moments->counts_after = count (board, moments->rules->n_cells);
  cal_replay_seek (replay, moments->earlier, NULL);
  moments->counts_before = count (board, moments->rules->n_cells);
  n_before = cal_board_n_subjects (board);
  before = remember (board);
  cal_replay_seek (replay, moments->later, NULL);
  compare (moments, before, n_before, board);
  cal_replay_seek (replay, shown, NULL);
  return moments;
}

/**
 * cal_moments_free:
 * @moments: (transfer full) (nullable): a comparison
 */
void
cal_moments_free (CalMoments *moments)
{
  if (moments == NULL)
    return;
  g_array_unref (moments->rows);
  cal_rules_unref (moments->rules);
  g_free (moments->counts_before);
  g_free (moments->counts_after);
  g_free (moments);
}

/**
 * cal_moments_find:
 * @subject: a subject's index
 *
 * Returns: (transfer none) (nullable): how they differ, %NULL where they do not
 */
const CalMomentsRow *
cal_moments_find (const CalMoments *moments, guint subject)
{
  guint low = 0;
  guint high = moments->rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (moments->rows, CalMomentsRow, middle).subject < subject)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == moments->rows->len
      || g_array_index (moments->rows, CalMomentsRow, low).subject != subject)
    return NULL;
  return &g_array_index (moments->rows, CalMomentsRow, low);
}

/**
 * cal_moments_path:
 * @whole: the board with everything in it
 * @subject: a subject's index
 * @earlier: how many entries are folded in at the earlier moment
 * @later: and at the later one
 *
 * Returns: (transfer full) (element-type guint): the subject's decisions between
 *   the two, undone ones included, in order
 */
GArray *
cal_moments_path (const CalBoard *whole, guint subject, guint64 earlier, guint64 later)
{
  GArray *path = g_array_new (FALSE, FALSE, sizeof (guint));
  gint64 at = cal_board_subject (whole, subject)->last_decision;

  while (at != CAL_NONE)
    {
      const CalDecision *decision = cal_board_decision (whole, (guint) at);
      guint index = (guint) at;

      if (decision->seq < earlier)
        break;
      if (decision->seq < later)
        g_array_prepend_val (path, index);
      at = decision->previous;
    }
  return path;
}
