/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-board.h"
#include "core/cal-decide.h"

CalBoard *cal_display_board_new (guint n_people, guint n_decisions);
GArray *cal_display_board_run (CalBoard *board, const CalCommand *command);
GArray *cal_display_board_move (CalBoard *board, const guint *indexes, guint n, guint cell);
GArray *cal_display_board_undo (CalBoard *board);
