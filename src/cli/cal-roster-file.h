/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cli/cal-call.h"
#include "roster/cal-roster-reader.h"

gboolean cal_roster_file_maps (CalCall *call, char **texts, GArray *maps);
gboolean cal_roster_file_check (CalCall *call, const char *path);
void cal_roster_file_answer (JsonBuilder *answer, const CalRosterReport *report);
void cal_roster_file_print (const CalRosterReport *report);
void cal_roster_file_complain (const CalRosterReport *report, const char *file);
