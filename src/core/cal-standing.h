/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-board.h"

/**
 * CalStanding:
 * @subject: the subject's index
 * @session: the session's index
 * @n_decisions: how many `moved` and `kept` entries there are, undone ones
 *   included
 * @n_moves: how many `moved` ones of them are in force and no undo
 * @n_keeps: how many `kept` ones
 * @origin: where the subject stood before the latest run of them, that is before
 *   the first of those that no other session's decision on them interrupts
 * @placement: where the latest of them puts the subject
 * @last: the seq of the latest
 *
 * What a session's decisions on one subject come to. Together with the entries of
 * other kinds, everybody's standings say what the board shows at present, without
 * the decisions themselves. They hold nobody's name and no text.
 */
typedef struct
{
  guint subject;
  guint session;
  guint n_decisions;
  guint n_moves;
  guint n_keeps;
  CalPlacement origin;
  CalPlacement placement;
  guint64 last;
} CalStanding;

GArray *cal_standing_list (const CalBoard *board);
GArray *cal_standing_foresee (const CalBoard *board, GPtrArray *entries);
GArray *cal_standing_erased (const CalBoard *board, guint subject);
gboolean cal_standing_equal (const CalStanding *a, const CalStanding *b);
