/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-board.h"

/**
 * CalCardCycle:
 * @name: the earlier cycle, as the columns' headers name it
 * @performance: its performance rating; 0 where there is none
 * @potential: its potential rating; 0 where there is none
 */
typedef struct
{
  char *name;
  guint performance;
  guint potential;
} CalCardCycle;

GArray *cal_card_history (const CalBoard *board, guint index);
GPtrArray *cal_card_evidence (const CalBoard *board, guint index);
char *cal_card_role (const CalBoard *board, guint index);
char *cal_card_rater (const CalBoard *board, guint index);
char *cal_card_initials (const char *name);
