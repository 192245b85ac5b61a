/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-entry.h"
#include "core/cal-holds.h"
#include "core/cal-placement.h"
#include "core/cal-roster.h"
#include "core/cal-rules.h"

/* No seq and no decision: where a decision has no batch, reverts nothing, or is
 * its subject's first. */
#define CAL_NONE ((gint64) -1)

/**
 * CalBoardSubject:
 * @row: the subject as the latest roster that held them has it
 * @row_seq: the seq of the import that @row is from
 * @placement: the working rating; %CAL_HOLDING for the holding area
 * @n_decisions: how many `moved` and `kept` entries concern them, undone ones
 *   included
 * @last_decision: the latest of them, an index, or %CAL_NONE
 * @gone: no longer in the latest roster: off the board, but in its history
 * @held: whether a legal hold stands, so that nothing of theirs may be erased
 * @erased_by: the `erased` entry that took them away, 0 for none; then @row names
 *   nobody, and they are @gone
 */
typedef struct
{
  const CalSubject *row;
  guint64 row_seq;
  CalPlacement placement;
  guint n_decisions;
  gint64 last_decision;
  gboolean gone;
  gboolean held;
  guint64 erased_by;
} CalBoardSubject;

/**
 * CalDecision:
 * @seq: the entry's number
 * @time: milliseconds since 1970 in UTC
 * @kept: whether the rating was confirmed rather than changed
 * @compensates: whether it is an undo: it reverts a decision or a redo
 * @in_force: whether no entry in force reverts it
 * @from: where the subject stood
 * @to: where the subject then stood
 * @subject: the subject's index on the board
 * @session: the session's index
 * @batch: the seq of its batch's first entry, or %CAL_NONE
 * @reverts: the seq of the entry that it compensates, or %CAL_NONE
 * @reverted_by: the seq of the latest entry in force that compensates it; where
 *   there is none, of the latest that does; else %CAL_NONE
 * @previous: the subject's decision before it, an index, or %CAL_NONE
 *
 * Of a decision on somebody who was erased only number, time, session, kind and
 * actor are known; it counts as one in force.
 *
 * A `moved` or `kept` entry, folded. Texts belong to the board.
 */
typedef struct
{
  guint64 seq;
  gint64 time;
  gboolean kept;
  gboolean compensates;
  gboolean in_force;
  CalPlacement from;
  CalPlacement to;
  guint subject;
  guint session;
  gint64 batch;
  gint64 reverts;
  gint64 reverted_by;
  gint64 previous;
  const char *reason_code;
  const char *reason;
  const char *actor;
  const char *proposed_by;
  const char *const *evidence;
  const char *const *dissent;
} CalDecision;

/**
 * CalSession:
 * @name: the session's name
 * @reason: why it was started
 * @started: when it was first started, milliseconds since 1970 in UTC
 * @since: the seq of its latest start or reopening; undo reaches no further back
 * @finalised: whether it is finalised and takes no more decisions
 * @n_decisions: how many decisions it holds, undone ones included
 */
typedef struct
{
  const char *name;
  const char *reason;
  gint64 started;
  guint64 since;
  gboolean finalised;
  guint n_decisions;
} CalSession;

/**
 * CalMilestone:
 * @kind: what the entry is, never `moved` or `kept`
 * @seq: the entry's number
 * @time: milliseconds since 1970 in UTC
 * @actor: who did it, empty where that is not known
 * @index: the session's index for the kinds of a session, the subject's for a
 *   hold, else %G_MAXUINT
 * @before: what the entry has changed, as it was: a session's `since`, a
 *   subject's `held`, the board's `has_unknown`
 * @roster: (nullable): the rows of an import
 * @rules: (nullable): the rules that were set
 *
 * An entry that is no decision about a subject. Texts belong to the board.
 */
typedef struct
{
  CalKind kind;
  guint64 seq;
  gint64 time;
  const char *actor;
  guint index;
  guint64 before;
  CalRoster *roster;
  CalRules *rules;
} CalMilestone;

/**
 * CalBoard:
 *
 * The fold of the decision log: who stands where, and everything that was
 * decided. It changes in cal_board_apply() alone.
 */
typedef struct _CalBoard CalBoard;

CalBoard *cal_board_new (void);
void cal_board_free (CalBoard *board);
void cal_board_reset (CalBoard *board);

gboolean cal_board_apply (CalBoard *board,
                          const CalEntry *entry,
                          CalRoster *roster,
                          CalRules *rules,
                          GError **error);
const char *cal_board_refused_field (const CalBoard *board);

guint64 cal_board_size (const CalBoard *board);
const char *cal_board_title (const CalBoard *board);
CalRules *cal_board_rules (const CalBoard *board);
CalRoster *cal_board_roster (const CalBoard *board);
guint cal_board_n_ratings (const CalBoard *board, gboolean earlier);
CalRoster *cal_board_ratings (const CalBoard *board, gboolean earlier, guint index);
gboolean cal_board_has_unknown (const CalBoard *board);
gboolean cal_board_has_history (const CalBoard *board);

guint cal_board_n_subjects (const CalBoard *board);
const CalBoardSubject *cal_board_subject (const CalBoard *board, guint index);
gboolean cal_board_find (const CalBoard *board, const char *id, guint *index);
CalPlacement cal_board_rating (const CalBoard *board, guint index);
const CalHold *cal_board_hold (const CalBoard *board, guint index);
guint cal_board_n_erased (const CalBoard *board);
gboolean cal_board_find_erased (const CalBoard *board, guint64 erased_by, guint *index);

guint cal_board_n_sessions (const CalBoard *board);
const CalSession *cal_board_session (const CalBoard *board, guint index);
gboolean cal_board_find_session (const CalBoard *board, const char *name, guint *index);

guint cal_board_n_logged (const CalBoard *board);
guint cal_board_n_decisions (const CalBoard *board);
const CalDecision *cal_board_decision (const CalBoard *board, guint index);
gboolean cal_board_find_decision (const CalBoard *board, guint64 seq, guint *index);
gboolean cal_board_is_erased (const CalBoard *board, const CalDecision *decision);

guint cal_board_n_milestones (const CalBoard *board);
const CalMilestone *cal_board_milestone (const CalBoard *board, guint index);
gboolean cal_board_find_milestone (const CalBoard *board, guint64 seq, guint *index);

guint cal_board_count (const CalBoard *board, guint cell);
guint cal_board_count_before (const CalBoard *board, guint cell);
guint cal_board_n_placed (const CalBoard *board);
guint cal_board_n_placed_before (const CalBoard *board);
guint cal_board_n_present (const CalBoard *board);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalBoard, cal_board_free)
