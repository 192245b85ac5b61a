/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-standing.h"

gboolean cal_board_skip (CalBoard *board, guint64 size);
gboolean cal_board_settle (CalBoard *board, GArray *standings, GError **error);

const CalStanding *cal_board_standing (const CalBoard *board, guint index, guint session);
const CalStanding *cal_board_latest_standing (const CalBoard *board, guint index);
