/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cal-call.h"
#include "core/cal-decide.h"

gboolean cal_decided_parse_target (const char *text, CalPlacement *to);
int cal_decided_run (CalCall *call, const char *path, const CalCommand *command);
int cal_decided_answer (CalCall *call, const CalBoard *board, GPtrArray *entries);
