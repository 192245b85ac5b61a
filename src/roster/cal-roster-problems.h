/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roster/cal-roster-reader.h"

/* So many errors, and so many warnings, are kept; the rest are counted. */
#define CAL_MAX_PROBLEMS 10000

/**
 * CalRosterProblems:
 *
 * What is wrong with a roster file, as it is being found.
 */
typedef struct _CalRosterProblems CalRosterProblems;

CalRosterProblems *cal_roster_problems_new (void);
void cal_roster_problems_free (CalRosterProblems *problems);

void cal_roster_problems_error (CalRosterProblems *problems,
                                guint64 line,
                                const char *column,
                                const char *format,
                                ...) G_GNUC_PRINTF (4, 5);
void cal_roster_problems_warn (CalRosterProblems *problems,
                               guint64 line,
                               const char *column,
                               const char *format,
                               ...) G_GNUC_PRINTF (4, 5);
guint64 cal_roster_problems_n_errors (const CalRosterProblems *problems);
GPtrArray *cal_roster_problems_finish (CalRosterProblems *problems);

char *cal_roster_quote (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalRosterProblems, cal_roster_problems_free)
