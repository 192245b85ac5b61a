/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-board.h"

/**
 * CalRosterChange:
 * @subject: the subject's index on the board, or %CAL_NONE for somebody new
 * @row: their row in the new roster; %NULL for somebody who is gone
 * @returns: whether they had been gone before
 * @fields: (array zero-terminated=1): what differs, by the columns' names
 * @rating_changed: whether the pre-calibration rating differs
 * @follows: whether the working rating follows it: nobody has decided yet
 *
 * What a new roster means for one person: new, changed or gone.
 */
typedef struct
{
  gint64 subject;
  const CalSubject *row;
  gboolean returns;
  char **fields;
  gboolean rating_changed;
  gboolean follows;
} CalRosterChange;

GPtrArray *cal_roster_changes (const CalBoard *board, const CalRoster *roster);
CalRoster *cal_roster_keep_others (const CalBoard *board, const CalRoster *roster);
