/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be asked of a board; how it comes about is in cal-board.c. */

#include <string.h>

#include "core/cal-board-private.h"

static CalBoardSubject *
subject_at (const CalBoard *board, guint index)
{
  return &g_array_index (board->subjects, CalBoardSubject, index);
}

static CalDecision *
decision_at (const CalBoard *board, guint index)
{
  return &g_array_index (board->decisions, CalDecision, index);
}

/**
 * cal_board_size:
 *
 * Returns: how many entries are folded in, which is the next entry's seq
 */
guint64
cal_board_size (const CalBoard *board)
{
  return board->size;
}

const char *
cal_board_title (const CalBoard *board)
{
  return board->title;
}

/**
 * cal_board_rules:
 *
 * Returns: (transfer none) (nullable): the rules in force, %NULL before any
 */
CalRules *
cal_board_rules (const CalBoard *board)
{
  return board->rules;
}

/**
 * cal_board_roster:
 *
 * Returns: (transfer none) (nullable): the latest roster, %NULL before any
 */
CalRoster *
cal_board_roster (const CalBoard *board)
{
  return board->rosters->len > 0 ? g_ptr_array_index (board->rosters, board->rosters->len - 1)
                                 : NULL;
}

/**
 * cal_board_n_ratings:
 * @earlier: whether those of earlier cycles are asked for, rather than several
 *   raters' of this one
 *
 * Returns: how often such ratings were imported
 */
guint
cal_board_n_ratings (const CalBoard *board, gboolean earlier)
{
  return board->ratings[earlier != FALSE]->len;
}

/**
 * cal_board_ratings:
 * @earlier: as for cal_board_n_ratings()
 * @index: which import of them
 *
 * Returns: (transfer none): the ratings, as cal_roster_new_ratings() has them.
 *   What a later import says of the same subject, rater and cycle holds
 */
CalRoster *
cal_board_ratings (const CalBoard *board, gboolean earlier, guint index)
{
  g_return_val_if_fail (index < cal_board_n_ratings (board, earlier), NULL);

  return g_ptr_array_index (board->ratings[earlier != FALSE], index);
}

/**
 * cal_board_has_unknown:
 *
 * Returns: whether the log holds a kind of entry that this program does not
 *   know, so that nothing may be added to it
 */
gboolean
cal_board_has_unknown (const CalBoard *board)
{
  return board->has_unknown;
}

/**
 * cal_board_n_subjects:
 *
 * Returns: how many subjects the cycle has had, those who are gone included;
 *   indexes never change
 */
guint
cal_board_n_subjects (const CalBoard *board)
{
  return board->subjects->len;
}

const CalBoardSubject *
cal_board_subject (const CalBoard *board, guint index)
{
  g_return_val_if_fail (index < board->subjects->len, NULL);

  return subject_at (board, index);
}

/**
 * cal_board_find:
 * @id: an employee id
 * @index: (out): the subject's index
 *
 * Returns: whether the cycle has such a subject
 */
gboolean
cal_board_find (const CalBoard *board, const char *id, guint *index)
{
  gpointer value;

  if (!g_hash_table_lookup_extended (board->indexes, id, NULL, &value)
      || GPOINTER_TO_UINT (value) >= board->subjects->len)
    return FALSE;
  *index = GPOINTER_TO_UINT (value);
  return TRUE;
}

/**
 * cal_board_rating:
 *
 * The working rating as it is shown and exported. Who was rated on one axis only
 * stands in the holding area; as long as the panel has put them in no cell, or
 * has taken that back, that level still holds.
 *
 * Returns: the working rating, which may have a level on one axis only
 */
CalPlacement
cal_board_rating (const CalBoard *board, guint index)
{
  const CalBoardSubject *subject = cal_board_subject (board, index);

  if (cal_placement_is_placed (subject->placement)
      || cal_placement_is_placed (subject->row->ratings))
    return subject->placement;
  return subject->row->ratings;
}

/**
 * cal_board_hold:
 *
 * Returns: (transfer none) (nullable): the legal hold under which the subject
 *   stands, %NULL for none, and for the board of a replay
 */
const CalHold *
cal_board_hold (const CalBoard *board, guint index)
{
  return cal_holds_find (board->holds, index);
}

/**
 * cal_board_n_erased:
 *
 * Returns: how many people of the rosters so far have been erased since
 */
guint
cal_board_n_erased (const CalBoard *board)
{
  return cal_erased_people_n (board->erased, board->subjects->len);
}

/**
 * cal_board_find_erased:
 * @erased_by: the number of an `erased` entry
 * @index: (out): the index of whom it took away
 *
 * Returns: whether a roster so far held them
 */
gboolean
cal_board_find_erased (const CalBoard *board, guint64 erased_by, guint *index)
{
  return cal_erased_people_find (board->erased, erased_by, index) && *index < board->subjects->len;
}

/**
 * cal_board_is_erased:
 * @decision: one of the board's decisions
 *
 * Returns: whether it was made on somebody who has been erased since, so that
 *   neither where it led nor why is known, whatever its fields hold
 */
gboolean
cal_board_is_erased (const CalBoard *board, const CalDecision *decision)
{
  return cal_board_subject (board, decision->subject)->erased_by != 0;
}

guint
cal_board_n_sessions (const CalBoard *board)
{
  return board->sessions->len;
}

const CalSession *
cal_board_session (const CalBoard *board, guint index)
{
  g_return_val_if_fail (index < board->sessions->len, NULL);

  return &g_array_index (board->sessions, CalSession, index);
}

gboolean
cal_board_find_session (const CalBoard *board, const char *name, guint *index)
{
  for (guint i = 0; i < board->sessions->len; i++)
    if (strcmp (g_array_index (board->sessions, CalSession, i).name, name) == 0)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * cal_board_n_decisions:
 *
 * Returns: how many `moved` and `kept` entries are folded in, undone ones
 *   included
 */
guint
cal_board_n_decisions (const CalBoard *board)
{
  return board->replay != NULL ? board->n_decisions : board->decisions->len;
}

/* One decision can turn over all those above it: who reads one has it brought up to
 * date. Nothing is written where it is so already, as another thread may be reading. */
static const CalDecision *
read_decision (const CalBoard *board, guint index)
{
  CalDecision *decision = decision_at (board, index);
  gint64 reverted_by;
  gboolean in_force;
  guint by;

  if (decision->reverted_by == CAL_NONE)
    return decision;
  in_force = cal_reverts_find (board->reverts, index, &by);
  reverted_by = (gint64) decision_at (board, by)->seq;
  if (decision->in_force != in_force)
    decision->in_force = in_force;
  if (decision->reverted_by != reverted_by)
    decision->reverted_by = reverted_by;
  return decision;
}

/**
 * cal_board_decision:
 * @index: a decision's index
 *
 * Returns: (transfer none): the decision, as it is until the board changes
 */
const CalDecision *
cal_board_decision (const CalBoard *board, guint index)
{
  g_return_val_if_fail (index < cal_board_n_decisions (board), NULL);

  return board->replay != NULL ? cal_replay_decision (board->replay, index)
                               : read_decision (board, index);
}

/**
 * cal_board_find_decision:
 * @seq: an entry's number
 * @index: (out): the decision's index
 *
 * Returns: whether that entry is a `moved` or `kept` one
 */
gboolean
cal_board_find_decision (const CalBoard *board, guint64 seq, guint *index)
{
  guint low = 0;
  guint n = cal_board_n_decisions (board);
  guint high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (decision_at (board, middle)->seq < seq)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == n || decision_at (board, low)->seq != seq)
    return FALSE;
  *index = low;
  return TRUE;
}

/**
 * cal_board_n_milestones:
 *
 * Returns: how many entries of other kinds than `moved` and `kept` are folded in
 */
guint
cal_board_n_milestones (const CalBoard *board)
{
  return board->replay != NULL ? board->n_milestones : board->milestones->len;
}

const CalMilestone *
cal_board_milestone (const CalBoard *board, guint index)
{
  g_return_val_if_fail (index < cal_board_n_milestones (board), NULL);

  return &g_array_index (board->milestones, CalMilestone, index);
}

/**
 * cal_board_find_milestone:
 * @seq: an entry's number
 * @index: (out): the milestone's index
 *
 * Returns: whether that entry is of another kind than `moved` and `kept`
 */
gboolean
cal_board_find_milestone (const CalBoard *board, guint64 seq, guint *index)
{
  guint n = cal_board_n_milestones (board);
  guint low = 0;
  guint high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (cal_board_milestone (board, middle)->seq < seq)
        low = middle + 1;
      else
        high = middle;
    }
  *index = low;
  return low < n && cal_board_milestone (board, low)->seq == seq;
}

/**
 * cal_board_count:
 * @cell: as cal_rules_cell() numbers it
 *
 * Returns: how many subjects stand in the cell now
 */
guint
cal_board_count (const CalBoard *board, guint cell)
{
  g_return_val_if_fail (board->rules != NULL && cell < board->rules->n_cells, 0);

  return board->counts[cell];
}

/**
 * cal_board_count_before:
 * @cell: as cal_rules_cell() numbers it
 *
 * Returns: how many of the subjects on the roster were put there by their raters
 */
guint
cal_board_count_before (const CalBoard *board, guint cell)
{
  g_return_val_if_fail (board->rules != NULL && cell < board->rules->n_cells, 0);

  return board->counts_before[cell];
}

/**
 * cal_board_n_placed:
 *
 * Returns: how many subjects stand in a cell now
 */
guint
cal_board_n_placed (const CalBoard *board)
{
  return board->n_placed;
}

guint
cal_board_n_placed_before (const CalBoard *board)
{
  return board->n_placed_before;
}

/**
 * cal_board_n_present:
 *
 * Returns: how many subjects the latest roster has, on the board or held
 */
guint
cal_board_n_present (const CalBoard *board)
{
  return board->n_present;
}
