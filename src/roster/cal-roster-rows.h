/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roster/cal-roster-layout.h"
#include "roster/cal-roster-problems.h"

/**
 * CalRosterRowsReader:
 *
 * Makes a roster of a file's text: the first record is the header, each
 * further one a row.
 */
typedef struct _CalRosterRowsReader CalRosterRowsReader;

CalRosterRowsReader *cal_roster_rows_new (const CalRosterLayout *layout,
                                          const CalRatingsWanted *wanted,
                                          CalRules *rules,
                                          const CalRosterMap *map,
                                          gsize max_bytes,
                                          CalRosterProblems *problems);
void cal_roster_rows_free (CalRosterRowsReader *reader);
gboolean cal_roster_rows_feed (CalRosterRowsReader *reader, const char *text, gsize length);
void cal_roster_rows_finish (CalRosterRowsReader *reader);
void cal_roster_rows_report (CalRosterRowsReader *reader, CalRosterReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalRosterRowsReader, cal_roster_rows_free)
