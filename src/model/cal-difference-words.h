/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-board.h"
#include "store/cal-difference.h"

char *cal_difference_words_title (const CalDifference *difference);
char *cal_difference_words_detail (const CalDifference *difference);
char *cal_difference_words_entry (const CalBoard *board, const CalEntry *entry);
char *cal_difference_words_reason (const CalEntry *entry);
