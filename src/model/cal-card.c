/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-card.h"

#include <string.h>

#include "model/cal-filter.h"

/* The columns that a subject's row has: those of the latest roster, unless the
 * row is from an earlier one, of which nothing is shown any more. */
static guint
n_columns (const CalBoard *board, guint index)
{
  return cal_board_subject (board, index)->gone ? 0
                                                : cal_roster_n_columns (cal_board_roster (board));
}

static void
clear_cycle (gpointer data)
{
  g_free (((CalCardCycle *) data)->name);
}

static CalCardCycle *
cycle_named (GArray *cycles, const char *name)
{
  CalCardCycle cycle = { 0 };

  for (guint i = 0; i < cycles->len; i++)
    if (g_str_equal (g_array_index (cycles, CalCardCycle, i).name, name))
      return &g_array_index (cycles, CalCardCycle, i);
  cycle.name = g_strdup (name);
  g_array_append_val (cycles, cycle);
  return &g_array_index (cycles, CalCardCycle, cycles->len - 1);
}

static int
compare_cycles (gconstpointer a, gconstpointer b)
{
  return strcmp (((const CalCardCycle *) a)->name, ((const CalCardCycle *) b)->name);
}

static gboolean
after_prefix (const char *header, const char *prefix, const char **rest)
{
  gsize length = strlen (prefix);

  if (g_ascii_strncasecmp (header, prefix, length) != 0 || header[length] == '\0')
    return FALSE;
  *rest = header + length;
  return TRUE;
}

/**
 * cal_card_history:
 * @index: a subject's index
 *
 * Reads earlier cycles' ratings from columns such as `performance_2023` and
 * `potential_2023`. A text that is no level of the scale counts as none.
 *
 * Returns: (transfer full) (element-type CalCardCycle): the earlier cycles in
 *   the order of their names, those without any rating left out
 */
GArray *
cal_card_history (const CalBoard *board, guint index)
{
  const CalSubject *row = cal_board_subject (board, index)->row;
  CalRoster *roster = cal_board_roster (board);
  CalRules *rules = cal_board_rules (board);
  GArray *cycles = g_array_new (FALSE, TRUE, sizeof (CalCardCycle));

  g_array_set_clear_func (cycles, clear_cycle);
  for (guint i = 0; i < n_columns (board, index); i++)
    {
      const char *header = cal_roster_column (roster, i)->name;
      gboolean performs = after_prefix (header, "performance_", &header);
      guint64 level;

      if (!performs && !after_prefix (header, "potential_", &header))
        continue;
      if (!g_ascii_string_to_unsigned (
              row->values[i], 10, 1,
              performs ? rules->performance.n_levels : rules->potential.n_levels, &level, NULL))
        continue;
      if (performs)
        cycle_named (cycles, header)->performance = (guint) level;
      else
        cycle_named (cycles, header)->potential = (guint) level;
    }
  g_array_sort (cycles, compare_cycles);
  return cycles;
}

/**
 * cal_card_evidence:
 * @index: a subject's index
 *
 * Returns: (transfer full) (element-type utf8): the sentences in the columns
 *   `evidence`, `evidence_1` and so on
 */
GPtrArray *
cal_card_evidence (const CalBoard *board, guint index)
{
  const CalSubject *row = cal_board_subject (board, index)->row;
  CalRoster *roster = cal_board_roster (board);
  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_columns (board, index); i++)
    {
      const char *header = cal_roster_column (roster, i)->name;
      const char *rest;

      if ((g_ascii_strcasecmp (header, "evidence") == 0
           || after_prefix (header, "evidence_", &rest))
          && *row->values[i] != '\0')
        g_ptr_array_add (sentences, g_strdup (row->values[i]));
    }
  return sentences;
}

/**
 * cal_card_role:
 * @index: a subject's index
 *
 * Returns: (transfer full): title, department, site and level, as far as the
 *   roster has them: “Product manager · Payments · L6”; empty for none
 */
char *
cal_card_role (const CalBoard *board, guint index)
{
  static const char *const names[] = { "job_title", "title", "role", "position", "jobrole" };
  const CalSubject *row = cal_board_subject (board, index)->row;
  CalRoster *roster = cal_board_roster (board);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  guint column;

  if (cal_board_subject (board, index)->gone)
    return g_strdup ("");
  for (guint i = 0; i < G_N_ELEMENTS (names) && parts->len == 0; i++)
    if (cal_roster_find_column (roster, names[i], &column) && *row->values[column] != '\0')
      g_ptr_array_add (parts, (gpointer) row->values[column]);
  if (cal_filter_department_column (board, &column) && *row->values[column] != '\0')
    g_ptr_array_add (parts, (gpointer) row->values[column]);
  if (cal_filter_level_column (board, &column) && *row->values[column] != '\0')
    g_ptr_array_add (parts, (gpointer) row->values[column]);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

/**
 * cal_card_rater:
 * @index: a subject's index
 *
 * Returns: (transfer full) (nullable): the rater's name, or the id of one who
 *   is not in the roster; %NULL where there is none
 */
char *
cal_card_rater (const CalBoard *board, guint index)
{
  const char *id = cal_board_subject (board, index)->row->manager_id;
  guint rater;

  if (*id == '\0')
    return NULL;
  return g_strdup (cal_board_find (board, id, &rater) ? cal_board_subject (board, rater)->row->name
                                                      : id);
}

/**
 * cal_card_initials:
 *
 * Returns: (transfer full): the first letters of the first and the last word
 */
char *
cal_card_initials (const char *name)
{
  g_auto (GStrv) words = g_strsplit (name, " ", -1);
  GString *initials = g_string_new (NULL);
  const char *last = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && initials->len == 0)
      g_string_append_unichar (initials, g_unichar_toupper (g_utf8_get_char (words[i])));
    else if (*words[i] != '\0')
      last = words[i];
  if (last != NULL)
    g_string_append_unichar (initials, g_unichar_toupper (g_utf8_get_char (last)));
  return g_string_free (initials, FALSE);
}
