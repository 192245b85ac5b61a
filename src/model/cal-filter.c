/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-filter.h"

#include <string.h>

#include "core/cal-board-present.h"
#include "model/cal-fold.h"

static void
choice_free (gpointer data)
{
  CalFilterChoice *choice = data;

  g_free (choice->value);
  g_free (choice->label);
  g_free (choice->key);
  g_free (choice);
}

/* Whether the subject has a decision of the session that holds; @moves asks for
 * one that is no mere confirmation. */
static gboolean
decided (const CalBoard *board, guint session, guint index, gboolean moves)
{
  gint64 at = cal_board_subject (board, index)->last_decision;

  if (session == G_MAXUINT)
    return FALSE;
  if (!cal_board_has_history (board))
    {
      const CalStanding *standing = cal_board_standing (board, index, session);

      return standing != NULL && standing->n_moves + (moves ? 0 : standing->n_keeps) > 0;
    }
  while (at != CAL_NONE)
    {
      const CalDecision *decision = cal_board_decision (board, (guint) at);

      if (decision->session == session && decision->in_force && !decision->compensates
          && !(moves && decision->kept))
        return TRUE;
      at = decision->previous;
    }
  return FALSE;
}

/**
 * cal_filter_moved:
 *
 * Returns: whether a move of that session holds for the subject at @index
 */
gboolean
cal_filter_moved (const CalBoard *board, guint session, guint index)
{
  return decided (board, session, index, TRUE);
}

/**
 * cal_filter_discussed:
 *
 * Returns: whether the session came to a decision on the subject at @index
 *   that holds: a move, or a confirmed rating
 */
gboolean
cal_filter_discussed (const CalBoard *board, guint session, guint index)
{
  return decided (board, session, index, FALSE);
}

static const char *
value_of (const CalSubject *row, gboolean has_column, guint column)
{
  return has_column ? row->values[column] : "";
}

/**
 * cal_filter_matches:
 * @filter: who is wanted
 * @board: the board
 * @index: a subject's index
 *
 * Returns: whether the subject is to be shown; never for one who is gone
 */
gboolean
cal_filter_matches (const CalFilter *filter, const CalBoard *board, guint index)
{
  const CalBoardSubject *subject = cal_board_subject (board, index);
  guint column = 0;

  if (subject->gone)
    return FALSE;
  if (filter->kind == CAL_FILTER_MOVED && !cal_filter_moved (board, filter->session, index))
    return FALSE;
  if (filter->kind == CAL_FILTER_NOT_DISCUSSED
      && cal_filter_discussed (board, filter->session, index))
    return FALSE;
  if (filter->rater != NULL && strcmp (subject->row->manager_id, filter->rater) != 0)
    return FALSE;
  if (filter->department != NULL
      && strcmp (value_of (subject->row, cal_filter_department_column (board, &column), column),
                 filter->department)
             != 0)
    return FALSE;
  if (filter->level != NULL
      && strcmp (value_of (subject->row, cal_filter_level_column (board, &column), column),
                 filter->level)
             != 0)
    return FALSE;
  return TRUE;
}

/**
 * cal_filter_is_active:
 *
 * Returns: whether the filter leaves anybody out
 */
gboolean
cal_filter_is_active (const CalFilter *filter)
{
  return filter->kind != CAL_FILTER_ALL || filter->department != NULL || filter->rater != NULL
         || filter->level != NULL;
}

/**
 * cal_filter_clear:
 *
 * Frees what the filter holds and lets everybody through.
 */
void
cal_filter_clear (CalFilter *filter)
{
  g_clear_pointer (&filter->department, g_free);
  g_clear_pointer (&filter->rater, g_free);
  g_clear_pointer (&filter->level, g_free);
  filter->kind = CAL_FILTER_ALL;
}

/**
 * cal_filter_count:
 * @board: the board
 * @session: the session in question; %G_MAXUINT for none
 * @counts: (out): for each kind, how many of the subjects in the roster
 */
void
cal_filter_count (const CalBoard *board, guint session, guint counts[CAL_FILTER_N_KINDS])
{
  memset (counts, 0, CAL_FILTER_N_KINDS * sizeof *counts);
  counts[CAL_FILTER_ALL] = cal_board_n_present (board);
  counts[CAL_FILTER_NOT_DISCUSSED] = counts[CAL_FILTER_ALL];
  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    {
      const CalBoardSubject *subject = cal_board_subject (board, i);

      if (subject->gone || subject->n_decisions == 0)
        continue;
      counts[CAL_FILTER_MOVED] += cal_filter_moved (board, session, i) ? 1 : 0;
      counts[CAL_FILTER_NOT_DISCUSSED] -= cal_filter_discussed (board, session, i) ? 1 : 0;
    }
}

/**
 * cal_filter_department_column:
 * @column: (out): its number in the latest roster
 *
 * Returns: whether the roster has departments
 */
gboolean
cal_filter_department_column (const CalBoard *board, guint *column)
{
  const CalRoster *roster = cal_board_roster (board);

  for (guint i = 0; roster != NULL && i < cal_roster_n_columns (roster); i++)
    if (cal_roster_column (roster, i)->field == CAL_FIELD_DEPARTMENT)
      {
        *column = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * cal_filter_level_column:
 * @column: (out): its number in the latest roster
 *
 * Returns: whether the roster has a column of job levels
 */
gboolean
cal_filter_level_column (const CalBoard *board, guint *column)
{
  static const char *const names[] = { "level", "job_level", "grade", "joblevel", "job level" };
  const CalRoster *roster = cal_board_roster (board);

  for (guint i = 0; roster != NULL && i < G_N_ELEMENTS (names); i++)
    if (cal_roster_find_column (roster, names[i], column))
      return TRUE;
  return FALSE;
}

static int
compare_choices (gconstpointer a, gconstpointer b)
{
  const CalFilterChoice *left = *(const CalFilterChoice *const *) a;
  const CalFilterChoice *right = *(const CalFilterChoice *const *) b;
  int order = strcmp (left->key, right->key);

  return order != 0 ? order : strcmp (left->value, right->value);
}

static GPtrArray *
choices_from (GHashTable *counts, const CalRoster *people)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (choice_free);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      CalFilterChoice *choice = g_new0 (CalFilterChoice, 1);
      guint position;

      choice->value = g_strdup (key);
      choice->label = g_strdup (people != NULL && cal_roster_find (people, key, &position)
                                    ? cal_roster_subject (people, position)->name
                                    : key);
      choice->key = g_utf8_collate_key (choice->label, -1);
      choice->n = GPOINTER_TO_UINT (value);
      g_ptr_array_add (choices, choice);
    }
  g_ptr_array_sort (choices, compare_choices);
  return choices;
}

static void
add_one (GHashTable *counts, const char *value)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, value));

  if (*value != '\0')
    g_hash_table_insert (counts, (gpointer) value, GUINT_TO_POINTER (n + 1));
}

/**
 * cal_filter_column_choices:
 * @board: the board
 * @column: a column of the latest roster that is not demographic
 *
 * Returns: (transfer full) (element-type CalFilterChoice): the column's
 *   different texts in the order of the alphabet; empty texts are none
 */
GPtrArray *
cal_filter_column_choices (const CalBoard *board, guint column)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  CalRoster *roster = cal_board_roster (board);

  g_return_val_if_fail (!cal_column_is_demographic (cal_roster_column (roster, column)), NULL);

  for (guint i = 0; i < cal_roster_n_subjects (roster); i++)
    add_one (counts, cal_roster_subject (roster, i)->values[column]);
  return choices_from (counts, NULL);
}

/**
 * cal_filter_rater_choices:
 *
 * Returns: (transfer full) (element-type CalFilterChoice): the raters in the
 *   order of their names; one who is not in the roster goes by their id
 */
GPtrArray *
cal_filter_rater_choices (const CalBoard *board)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  CalRoster *roster = cal_board_roster (board);

  for (guint i = 0; roster != NULL && i < cal_roster_n_subjects (roster); i++)
    add_one (counts, cal_roster_subject (roster, i)->manager_id);
  return choices_from (counts, roster);
}

/**
 * cal_filter_search:
 * @board: the board
 * @text: part of a name or of an employee id, in any case
 * @limit: how many to find at most
 *
 * Returns: (transfer full) (element-type guint): the subjects found: first
 *   those of whom a word of the name or the id starts with @text
 */
GArray *
cal_filter_search (const CalBoard *board, const char *text, guint limit)
{
  g_autofree char *wanted = cal_fold (text);
  g_autoptr (GArray) inside = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; *wanted != '\0' && i < cal_board_n_subjects (board) && found->len < limit; i++)
    {
      const CalBoardSubject *subject = cal_board_subject (board, i);
      g_autofree char *name = NULL;
      g_autofree char *id = NULL;
      const char *at;

      if (subject->gone)
        continue;
      name = cal_fold (subject->row->name);
      id = cal_fold (subject->row->id);
      at = strstr (name, wanted);
      while (at != NULL && at != name && g_ascii_isalnum (at[-1]))
        at = strstr (at + 1, wanted);
      if (at != NULL || g_str_has_prefix (id, wanted))
        g_array_append_val (found, i);
      else if (inside->len < limit
               && (strstr (name, wanted) != NULL || strstr (id, wanted) != NULL))
        g_array_append_val (inside, i);
    }
  for (guint i = 0; i < inside->len && found->len < limit; i++)
    g_array_append_val (found, g_array_index (inside, guint, i));
  return found;
}
