/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-board.h"
#include "log/cal-fault.h"

gint64 cal_replay_words_time (const CalBoard *whole, guint64 seq);
char *cal_replay_words_entry (const CalBoard *whole, guint64 seq);
char *cal_replay_words_when (const CalBoard *whole, guint64 position);
char *cal_replay_words_strip (const CalBoard *whole, const CalFault *fault, guint64 position);
char *cal_replay_words_status (const CalBoard *whole, guint64 position);
char *cal_replay_words_people (const CalBoard *then);
char *cal_replay_words_path (const CalBoard *whole, guint subject, guint64 earlier, guint64 later);
