/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-board.h"

/**
 * CalErasing:
 * @subject: whose data are erased, an employee id
 * @actor: who does it
 * @time: when, milliseconds since 1970 in UTC
 * @reason: why, not empty; must not name them
 *
 * What an erasure starts from. Borrows all it points to.
 */
typedef struct
{
  const char *subject;
  const char *actor;
  gint64 time;
  const char *reason;
} CalErasing;

CalEntry *cal_decide_erasure (const CalBoard *board, const CalErasing *erasing, GError **error);
