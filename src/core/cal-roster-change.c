/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-roster-change.h"

#include <string.h>

static void
change_free (CalRosterChange *change)
{
  g_strfreev (change->fields);
  g_free (change);
}

/* Where each of the new roster's columns stands in the old one; -1 for a new one. */
static int *
match_columns (const CalRoster *from, const CalRoster *to)
{
  int *columns = g_new (int, cal_roster_n_columns (to) + 1);

  for (guint i = 0; i < cal_roster_n_columns (to); i++)
    {
      guint column;

      columns[i] = cal_roster_find_column (from, cal_roster_column (to, i)->name, &column)
                       ? (int) column
                       : -1;
    }
  return columns;
}

static const char *
value_at (const CalSubject *row, int column)
{
  return column >= 0 ? row->values[column] : "";
}

/* What differs between a row and the one before it, which may have other columns:
 * one that is no longer there differs where it said something. */
static char **
find_differences (const CalSubject *before,
                  const CalRoster *from,
                  const CalSubject *now,
                  const CalRoster *to,
                  const int *columns)
{
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();

  if (strcmp (before->name, now->name) != 0)
    g_strv_builder_add (fields, cal_field_name (CAL_FIELD_NAME));
  if (strcmp (before->manager_id, now->manager_id) != 0)
    g_strv_builder_add (fields, cal_field_name (CAL_FIELD_MANAGER_ID));
  if (before->ratings.performance != now->ratings.performance)
    g_strv_builder_add (fields, cal_field_name (CAL_FIELD_PERFORMANCE));
  if (before->ratings.potential != now->ratings.potential)
    g_strv_builder_add (fields, cal_field_name (CAL_FIELD_POTENTIAL));
  for (guint i = 0; i < cal_roster_n_columns (to); i++)
    if (strcmp (value_at (before, columns[i]), now->values[i]) != 0)
      g_strv_builder_add (fields, cal_roster_column (to, i)->name);
  for (guint i = 0; i < cal_roster_n_columns (from); i++)
    if (*before->values[i] != '\0'
        && !cal_roster_find_column (to, cal_roster_column (from, i)->name, NULL))
      g_strv_builder_add (fields, cal_roster_column (from, i)->name);
  return g_strv_builder_end (fields);
}

static CalRosterChange *
compare (const CalBoard *board,
         guint index,
         const CalSubject *row,
         const CalRoster *to,
         const int *columns)
{
  const CalBoardSubject *subject = cal_board_subject (board, index);
  CalRosterChange *change = g_new0 (CalRosterChange, 1);

  *change = (CalRosterChange){ .subject = index, .row = row, .returns = subject->gone };
  /* Whoever was gone has a row of an older roster, with columns of its own. */
  if (subject->gone)
    change->fields = g_new0 (char *, 1);
  else
    change->fields = find_differences (subject->row, cal_board_roster (board), row, to, columns);
  change->rating_changed = !cal_placement_equal (subject->row->ratings, row->ratings);
  change->follows = subject->n_decisions == 0;
  return change;
}

/**
 * cal_roster_changes:
 * @board: a board with a roster
 * @roster: the roster that is to take its place
 *
 * Compares the two. The employee id is the identity. Nothing changes by it.
 *
 * Returns: (transfer full) (element-type CalRosterChange): those who are new or
 *   changed in the order of @roster, then those who are gone
 */
GPtrArray *
cal_roster_changes (const CalBoard *board, const CalRoster *roster)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
  g_autofree int *columns = match_columns (cal_board_roster (board), roster);

  for (guint i = 0; i < cal_roster_n_subjects (roster); i++)
    {
      const CalSubject *row = cal_roster_subject (roster, i);
      CalRosterChange *change;
      guint index;

      if (cal_board_find (board, row->id, &index))
        change = compare (board, index, row, roster, columns);
      else
        {
          change = g_new0 (CalRosterChange, 1);
          *change = (CalRosterChange){ .subject = CAL_NONE, .row = row, .follows = TRUE };
          change->fields = g_new0 (char *, 1);
        }
      if (change->subject != CAL_NONE && !change->returns && change->fields[0] == NULL)
        change_free (change);
      else
        g_ptr_array_add (changes, change);
    }
  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    if (!cal_board_subject (board, i)->gone
        && !cal_roster_find (roster, cal_board_subject (board, i)->row->id, NULL))
      {
        CalRosterChange *change = g_new0 (CalRosterChange, 1);

        change->subject = i;
        change->fields = g_new0 (char *, 1);
        g_ptr_array_add (changes, change);
      }
  return changes;
}

static void
copy_columns (CalRoster *merged, const CalRoster *of)
{
  for (guint i = 0; i < cal_roster_n_columns (of); i++)
    {
      const CalColumn *column = cal_roster_column (of, i);

      if (!cal_roster_find_column (merged, column->name, NULL))
        cal_roster_add_column (merged, column->field, column->name);
    }
}

static void
copy_row (CalRoster *merged, const CalSubject *row, const int *columns, const char **values)
{
  for (guint i = 0; i < cal_roster_n_columns (merged); i++)
    values[i] = value_at (row, columns[i]);
  cal_roster_add (merged, row->id, row->name, row->manager_id, row->ratings, values);
}

/**
 * cal_roster_keep_others:
 * @board: a board with a roster
 * @roster: the good rows of one of which others were rejected
 *
 * A row that cannot be read says nothing about anybody, least of all that they
 * are gone. So whoever is present and not in @roster stays as they are.
 *
 * Returns: (transfer full): @roster, and behind it all others who are present
 */
CalRoster *
cal_roster_keep_others (const CalBoard *board, const CalRoster *roster)
{
  const CalRoster *old = cal_board_roster (board);
  CalRoster *merged = cal_roster_new ();
  g_autofree int *of_new = NULL;
  g_autofree int *of_old = NULL;
  g_autofree const char **values = NULL;

  copy_columns (merged, roster);
  copy_columns (merged, old);
  of_new = match_columns (roster, merged);
  of_old = match_columns (old, merged);
  values = g_new0 (const char *, cal_roster_n_columns (merged) + 1);
  for (guint i = 0; i < cal_roster_n_subjects (roster); i++)
    copy_row (merged, cal_roster_subject (roster, i), of_new, values);
  for (guint i = 0; i < cal_roster_n_subjects (old); i++)
    if (!cal_roster_find (roster, cal_roster_subject (old, i)->id, NULL))
      copy_row (merged, cal_roster_subject (old, i), of_old, values);
  return merged;
}
