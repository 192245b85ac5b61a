/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-board.h"

/**
 * CalBranching:
 * @actor: who makes the copy
 * @time: when, milliseconds since 1970 in UTC
 *
 * What a copy for another room starts from. Borrows what it points to.
 */
typedef struct
{
  const char *actor;
  gint64 time;
} CalBranching;

GPtrArray *cal_branch_entries (const CalBoard *board,
                               const char *log_id,
                               const CalBranching *branching,
                               guint64 seq);
