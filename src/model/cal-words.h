/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-board.h"

const char *cal_words_actor (void);
char *cal_words_placement (CalRules *rules, CalPlacement placement);
char *cal_words_placement_short (CalPlacement placement);
char *cal_words_move (const CalBoard *board, const guint *subjects, guint n, CalPlacement to);
char *cal_words_keep (const CalBoard *board, const guint *subjects, guint n);
char *cal_words_target (const CalBoard *board, GArray *decisions);
char *cal_words_session (const CalBoard *board);
char *cal_words_time (gint64 time);
char *cal_words_moment (gint64 time);
char *cal_words_day (gint64 time, gint64 now);
char *cal_words_count (guint64 n);
