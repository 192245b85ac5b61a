/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A board of the present without its history: folded from the entries that are no
 * decisions, with what the decisions come to taken from the standings. It shows
 * what the whole fold shows, and nothing can be decided on it. */

#include "core/cal-board-present.h"

#include "core/cal-board-private.h"
#include "core/cal-core-error.h"

static const CalStanding *
standing_at (const CalBoard *board, guint index)
{
  return &g_array_index (board->standings, CalStanding, index);
}

static gboolean
is_on_grid (const CalBoard *board, CalPlacement placement)
{
  return cal_placement_equal (placement, CAL_HOLDING)
         || cal_rules_has_placement (board->rules, placement);
}

static gboolean
is_plausible (const CalBoard *board, const CalStanding *standing, const CalStanding *before)
{
  if (standing->subject >= board->subjects->len || standing->session >= board->sessions->len
      || standing->last >= board->size || standing->n_decisions == 0
      || standing->n_moves > standing->n_decisions
      || standing->n_keeps > standing->n_decisions - standing->n_moves
      || !is_on_grid (board, standing->origin) || !is_on_grid (board, standing->placement))
    return FALSE;
  return before == NULL || before->subject < standing->subject
         || (before->subject == standing->subject && before->session < standing->session);
}

static gboolean
check (const CalBoard *board, GError **error)
{
  guint64 n_decisions = 0;

  for (guint i = 0; i < board->standings->len; i++)
    {
      if (board->rules == NULL
          || !is_plausible (board, standing_at (board, i),
                            i > 0 ? standing_at (board, i - 1) : NULL))
        {
          g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_BAD_ENTRY,
                       "standing %u is not one that decisions come to", i);
          return FALSE;
        }
      n_decisions += standing_at (board, i)->n_decisions;
    }
  if (n_decisions + board->milestones->len == board->size && n_decisions < G_MAXUINT)
    return TRUE;
  g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_BAD_ENTRY,
               "the standings are of other entries than the log has");
  return FALSE;
}

/* Where each subject's standings start, and at the end where they all end. */
static void
take (CalBoard *board)
{
  guint n = board->subjects->len;
  guint at = 0;

  board->first_standing = g_new (guint, n + 1);
  for (guint i = 0; i < n; i++)
    {
      CalBoardSubject *subject = &g_array_index (board->subjects, CalBoardSubject, i);
      const CalStanding *latest;

      board->first_standing[i] = at;
      for (; at < board->standings->len && standing_at (board, at)->subject == i; at++)
        {
          const CalStanding *standing = standing_at (board, at);

          subject->n_decisions += standing->n_decisions;
          board->n_decisions += standing->n_decisions;
          g_array_index (board->sessions, CalSession, standing->session).n_decisions +=
              standing->n_decisions;
        }
      board->first_standing[i + 1] = at;
      latest = cal_board_latest_standing (board, i);
      if (latest == NULL)
        continue;
      if (!subject->gone)
        cal_board_count_change (board, subject->placement, -1);
      subject->placement = latest->placement;
      if (!subject->gone)
        cal_board_count_change (board, subject->placement, 1);
    }
}

/**
 * cal_board_skip:
 * @board: a board that is going to be settled
 * @size: how many entries are to count as folded in
 *
 * Passes over decisions, which the standings will tell of.
 *
 * Returns: %FALSE where that is behind it, or a decision was folded in after all
 */
gboolean
cal_board_skip (CalBoard *board, guint64 size)
{
  if (size < board->size || board->decisions->len > 0)
    return FALSE;
  board->size = size;
  return TRUE;
}

/**
 * cal_board_settle:
 * @board: a board into which all entries but the decisions were folded
 * @standings: (transfer none) (element-type CalStanding): what they come to; the
 *   board keeps the array
 * @error: return location
 *
 * Makes it the board of the present. Standings that no log of that size can have
 * are refused with %CAL_CORE_ERROR_BAD_ENTRY; whether they are those of this log,
 * only the whole fold can tell.
 *
 * Returns: %FALSE with an error, and the board is then of no use
 */
gboolean
cal_board_settle (CalBoard *board, GArray *standings, GError **error)
{
  g_return_val_if_fail (board->decisions->len == 0 && board->standings == NULL, FALSE);

  board->standings = g_array_ref (standings);
  if (!check (board, error))
    return FALSE;
  take (board);
  return TRUE;
}

/**
 * cal_board_has_history:
 *
 * Returns: whether the board has its decisions; where it has not, it says what is
 *   so at present, and no subject has a #CalBoardSubject.last_decision
 */
gboolean
cal_board_has_history (const CalBoard *board)
{
  return board->standings == NULL;
}

/**
 * cal_board_n_logged:
 *
 * Returns: how many `moved` and `kept` entries the log has up to the board's size,
 *   whether or not the board has them
 */
guint
cal_board_n_logged (const CalBoard *board)
{
  return board->standings != NULL ? board->n_decisions : cal_board_n_decisions (board);
}

/**
 * cal_board_standing:
 * @board: a board without history
 * @index: a subject's index
 * @session: a session's index
 *
 * Returns: (transfer none) (nullable): what that session decided on the subject,
 *   %NULL for nothing
 */
const CalStanding *
cal_board_standing (const CalBoard *board, guint index, guint session)
{
  g_return_val_if_fail (board->standings != NULL && index < board->subjects->len, NULL);

  for (guint i = board->first_standing[index]; i < board->first_standing[index + 1]; i++)
    if (standing_at (board, i)->session == session)
      return standing_at (board, i);
  return NULL;
}

/**
 * cal_board_latest_standing:
 * @board: a board without history
 * @index: a subject's index
 *
 * Returns: (transfer none) (nullable): that of the session which decided last
 */
const CalStanding *
cal_board_latest_standing (const CalBoard *board, guint index)
{
  const CalStanding *latest = NULL;

  g_return_val_if_fail (board->standings != NULL && index < board->subjects->len, NULL);

  for (guint i = board->first_standing[index]; i < board->first_standing[index + 1]; i++)
    if (latest == NULL || standing_at (board, i)->last > latest->last)
      latest = standing_at (board, i);
  return latest;
}
