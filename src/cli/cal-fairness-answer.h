/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "stats/cal-fairness.h"

void cal_fairness_answer_add (JsonBuilder *answer, const CalFairness *fairness);
const char *cal_fairness_verdict_code (CalFairnessVerdict verdict);
