/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roster/cal-roster-problems.h"

/**
 * CalRosterRows:
 * @roster: the rows, in file order
 * @lines: (element-type guint32): each row's physical line
 * @dropped: (element-type gboolean): whether the row is faulty; such rows are
 *   still here so that others can be compared with them
 *
 * A file's rows before the faulty ones are taken out.
 */
typedef struct
{
  CalRoster *roster;
  GArray *lines;
  GArray *dropped;
} CalRosterRows;

gboolean cal_roster_check_managers (const CalRosterRows *rows,
                                    const char *manager_header,
                                    CalRosterProblems *problems);
void cal_roster_check_ids (const CalRosterRows *rows,
                           const char *id_header,
                           CalRosterProblems *problems);
void cal_roster_check_groups (const CalRosterRows *rows, CalRosterProblems *problems);
