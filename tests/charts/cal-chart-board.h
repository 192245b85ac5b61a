/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cal-test-board.h"

#define CAL_CHART_BOARD_CELLS 9

CalRules *cal_chart_board_long_rules (void);
CalRules *cal_chart_board_free_rules (void);
CalTestBoard *cal_chart_board_new (CalRules *rules, const guint *counts, guint n_held);
CalTestBoard *cal_chart_board_new_random (CalRules *rules, guint n, GRand *random);
