/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-roster-words.h"

static char *
level_text (int level)
{
  return level > 0 ? g_strdup_printf ("%d", level) : g_strdup ("–");
}

/* By name; by their id where the rater is not in the roster. */
static const char *
rater_name (CalRoster *roster, const char *id)
{
  guint position;

  return cal_roster_find (roster, id, &position) ? cal_roster_subject (roster, position)->name : id;
}

static const char *
column_text (CalRoster *roster, const CalSubject *subject, CalField field)
{
  for (guint i = 0; i < cal_roster_n_columns (roster); i++)
    if (cal_roster_column (roster, i)->field == field)
      return subject->values[i];
  return "";
}

/**
 * cal_roster_words:
 * @position: a row of the roster
 * @field: what of it
 *
 * Returns: (transfer full): it in words: the rater by name, a level that is not
 *   given as a dash
 */
char *
cal_roster_words (CalRoster *roster, guint position, CalField field)
{
  const CalSubject *subject = cal_roster_subject (roster, position);

  switch (field)
    {
    case CAL_FIELD_EMPLOYEE_ID:
      return g_strdup (subject->id);
    case CAL_FIELD_NAME:
      return g_strdup (subject->name);
    case CAL_FIELD_MANAGER_ID:
      return g_strdup (rater_name (roster, subject->manager_id));
    case CAL_FIELD_PERFORMANCE:
      return level_text (subject->ratings.performance);
    case CAL_FIELD_POTENTIAL:
      return level_text (subject->ratings.potential);
    case CAL_FIELD_DEPARTMENT:
    case CAL_FIELD_GENDER:
    case CAL_FIELD_HIRE_DATE:
    case CAL_FIELD_ATTRIBUTE:
    default:
      return g_strdup (column_text (roster, subject, field));
    }
}
