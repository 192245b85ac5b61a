/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-board.h"

typedef enum
{
  CAL_COMMAND_MOVE,
  CAL_COMMAND_KEEP,
  CAL_COMMAND_UNDO,
  CAL_COMMAND_REDO,
  CAL_COMMAND_START_SESSION,
  CAL_COMMAND_REOPEN_SESSION,
  CAL_COMMAND_SET_HOLD,
  CAL_COMMAND_LIFT_HOLD,
} CalCommandKind;

/**
 * CalStep:
 * @subject: an employee id
 * @to: where to; ignored by %CAL_COMMAND_KEEP
 * @reason_code: one of the rules' codes
 * @reason: the reason in words, not empty
 * @proposed_by: (nullable): who proposed it
 * @evidence: (nullable) (array zero-terminated=1): what supports it
 * @dissent: (nullable) (array zero-terminated=1): who disagreed
 * @expects: (nullable): where whoever gives the command saw the subject stand
 *   when they made up their mind; the rules refuse when that is no longer so
 *
 * One subject's part of a command to move or keep.
 */
typedef struct
{
  const char *subject;
  CalPlacement to;
  const char *reason_code;
  const char *reason;
  const char *proposed_by;
  const char *const *evidence;
  const char *const *dissent;
  const CalPlacement *expects;
} CalStep;

/**
 * CalCommand:
 * @kind: what is asked for
 * @session: (nullable): the session's name; %NULL for the only one open
 * @actor: who asks
 * @time: when, milliseconds since 1970 in UTC
 * @steps: (array length=n_steps): for move and keep; several make one batch; for
 *   a hold its subject alone
 * @reason: for undo, redo, a session or a hold: why, not empty
 * @people: (nullable) (array zero-terminated=1): for a new session: its panel;
 *   for a reopened one: who agrees, somebody else than @actor among them
 *
 * An intent, before the rules have looked at it. Borrows all it points to.
 */
typedef struct
{
  CalCommandKind kind;
  const char *session;
  const char *actor;
  gint64 time;
  const CalStep *steps;
  gsize n_steps;
  const char *reason;
  const char *const *people;
} CalCommand;

GPtrArray *cal_decide (const CalBoard *board, const CalCommand *command, GError **error);
GArray *cal_undo_target (const CalBoard *board, guint session);
GArray *cal_redo_target (const CalBoard *board, guint session);
gboolean
cal_decide_session (const CalBoard *board, const char *name, guint *session, GError **error);
