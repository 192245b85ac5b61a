/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-board.h"

/* How many shorter forms cal_name_form() knows, the full name included. */
#define CAL_N_NAME_FORMS 4
#define CAL_N_SECOND_FORMS 3

char *cal_name_form (const char *name, guint form);
char *cal_subject_second_line (const CalBoard *board, guint index, guint form);
char *cal_board_placement_words (const CalBoard *board, CalPlacement placement);
char *cal_share_text (guint n, guint of, guint decimals);
char *
cal_drop_text (const CalBoard *board, const guint *indexes, guint n, guint cell, guint count_then);
char *cal_drop_guideline_text (const CalBoard *board, const guint *indexes, guint n, guint cell);
