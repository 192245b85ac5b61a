/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-rules.h"

char *cal_rules_to_text (const CalRules *rules);
CalRules *cal_rules_from_text (const char *text, GError **error);
