/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "core/cal-board.h"
#include "core/cal-entry.h"

JsonBuilder *cal_answer_new (void);
void cal_answer_text (JsonBuilder *answer, const char *name, const char *text);
void cal_answer_number (JsonBuilder *answer, const char *name, gint64 number);
void cal_answer_flag (JsonBuilder *answer, const char *name, gboolean flag);
void cal_answer_placement (JsonBuilder *answer, const char *name, CalPlacement placement);
void cal_answer_time (JsonBuilder *answer, const char *name, gint64 time);
void cal_answer_list (JsonBuilder *answer, const char *name, const char *const *list);
void cal_answer_entry (JsonBuilder *answer, const CalEntry *entry);
char *cal_answer_node_text (JsonNode *node);
char *cal_answer_finish (JsonBuilder *answer);
void cal_answer_print (JsonBuilder *answer);

char *cal_local_time (gint64 time);
const char *cal_placement_words (CalPlacement placement, char text[CAL_PLACEMENT_TEXT_SIZE]);
