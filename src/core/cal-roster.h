/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-placement.h"

/**
 * CalField:
 * What a roster's column is taken for. Columns that nothing is known of are
 * attributes: usable as filters and groups.
 */
typedef enum
{
  CAL_FIELD_EMPLOYEE_ID,
  CAL_FIELD_NAME,
  CAL_FIELD_MANAGER_ID,
  CAL_FIELD_PERFORMANCE,
  CAL_FIELD_POTENTIAL,
  CAL_FIELD_DEPARTMENT,
  CAL_FIELD_GENDER,
  CAL_FIELD_HIRE_DATE,
  CAL_FIELD_ATTRIBUTE,
} CalField;

/**
 * CalColumn:
 * @field: %CAL_FIELD_DEPARTMENT or later; the fields before it are members of
 *   #CalSubject
 * @name: the column's header: the field's own name, or the file's for an attribute
 */
typedef struct
{
  CalField field;
  const char *name;
} CalColumn;

/**
 * CalSubject:
 * @id: the employee id, the identity
 * @name: what is shown
 * @manager_id: the rater's employee id, empty for none; may be someone who is
 *   not in the roster
 * @ratings: the pre-calibration rating; may have a level on one axis only
 * @values: (array): one text for each of the roster's columns, empty for none
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *manager_id;
  CalPlacement ratings;
  const char *const *values;
} CalSubject;

/**
 * CalRosterGap:
 * @position: how many of the roster's subjects come before it
 * @erased_by: the number of the `erased` entry
 *
 * Where somebody stood in the roster who has been erased since.
 */
typedef struct
{
  guint position;
  guint64 erased_by;
} CalRosterGap;

/**
 * CalRoster:
 *
 * The people of one import in file order. Reference counted; immutable once
 * handed on.
 */
typedef struct _CalRoster CalRoster;

/**
 * CAL_COLUMN_CYCLE:
 * The one column of an earlier cycle's ratings: which cycle they are of.
 */
#define CAL_COLUMN_CYCLE "cycle"

CalRoster *cal_roster_new (void);
CalRoster *cal_roster_new_ratings (void);
CalRoster *cal_roster_ref (CalRoster *roster);
void cal_roster_unref (CalRoster *roster);

guint cal_roster_add_column (CalRoster *roster, CalField field, const char *name);
gboolean cal_roster_add (CalRoster *roster,
                         const char *id,
                         const char *name,
                         const char *manager_id,
                         CalPlacement ratings,
                         const char *const *values);
void cal_roster_drop (CalRoster *roster, const gboolean *dropped);
void cal_roster_add_gap (CalRoster *roster, guint64 erased_by);
guint cal_roster_n_gaps (const CalRoster *roster);
const CalRosterGap *cal_roster_gap (const CalRoster *roster, guint index);
gsize cal_roster_n_bytes (const CalRoster *roster);
gboolean cal_roster_is_brief (const CalRoster *roster);

gboolean cal_roster_has_repeats (const CalRoster *roster);
guint cal_roster_n_subjects (const CalRoster *roster);
const CalSubject *cal_roster_subject (const CalRoster *roster, guint position);
gboolean cal_roster_find (const CalRoster *roster, const char *id, guint *position);

guint cal_roster_n_columns (const CalRoster *roster);
const CalColumn *cal_roster_column (const CalRoster *roster, guint column);
gboolean cal_roster_find_column (const CalRoster *roster, const char *name, guint *column);

const char *cal_field_name (CalField field);
gboolean cal_column_is_demographic (const CalColumn *column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalRoster, cal_roster_unref)
