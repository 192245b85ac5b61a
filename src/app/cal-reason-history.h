/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-board.h"

/**
 * CalUsedReason:
 * @text: the reason as it was written; the board's
 * @n: how often it was given
 */
typedef struct
{
  const char *text;
  guint n;
} CalUsedReason;

GArray *cal_reason_history (const CalBoard *board);
guint cal_reason_history_match (const GArray *history,
                                const char *typed,
                                CalUsedReason *found,
                                guint n_wanted);
