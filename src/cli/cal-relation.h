/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "store/cal-comparison.h"

gboolean cal_relation_is_honest (const CalComparison *comparison);
char *cal_relation_words (const CalComparison *comparison);
void cal_relation_answer (JsonBuilder *answer, const CalComparison *comparison);
