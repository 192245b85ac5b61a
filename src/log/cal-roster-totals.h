/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-roster.h"
#include "core/cal-rules.h"

char **cal_roster_totals (const CalRoster *roster, const CalRules *rules);
