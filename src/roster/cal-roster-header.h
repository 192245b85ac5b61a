/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roster/cal-roster-problems.h"
#include "roster/cal-roster-reader.h"

/* What stands in CalRosterHeader.roles beside the fields. */
#define CAL_ROLE_IGNORED ((CalField) (CAL_FIELD_ATTRIBUTE + 1))
#define CAL_ROLE_CYCLE ((CalField) (CAL_FIELD_ATTRIBUTE + 2))

/**
 * CalRosterHeader:
 * @names: (array length=n_columns): each column's header, as the file has it
 * @roles: (array length=n_columns): the field that the column is taken for,
 *   %CAL_FIELD_ATTRIBUTE, or %CAL_ROLE_IGNORED
 * @values: (array length=n_columns): for a column of the roster's, its number
 * @n_columns: how many columns the file has
 * @line: the physical line of the header
 * @has_name: whether a column holds names
 *
 * What a file's columns are taken for.
 */
typedef struct
{
  char **names;
  CalField *roles;
  guint *values;
  guint n_columns;
  guint64 line;
  gboolean has_name;
} CalRosterHeader;

CalRosterHeader *cal_roster_header_new (char **names,
                                        guint64 line,
                                        const CalRatingsWanted *wanted,
                                        const CalRosterMap *map,
                                        CalRoster *roster,
                                        CalRosterProblems *problems);
void cal_roster_header_free (CalRosterHeader *header);
guint cal_roster_header_n_known (const char *const *names, const CalRosterMap *map);
gboolean cal_roster_field_from_name (const char *name, CalField *field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalRosterHeader, cal_roster_header_free)
