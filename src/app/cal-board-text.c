/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-board-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/cal-guideline.h"
#include "model/cal-filter.h"

/* The end of the first letter with the marks that combine with it. */
static const char *
after_first_letter (const char *text)
{
  const char *at = g_utf8_next_char (text);

  while (*at != '\0' && g_unichar_ismark (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  return at;
}

/**
 * cal_name_form:
 * @name: a name
 * @form: 0 for the name as it is; from 1 to %CAL_N_NAME_FORMS - 1 shorter ones
 *
 * "Fatima Zahra Alaoui" becomes "F. Zahra Alaoui", "F. Alaoui", "F. A.". A
 * name of one word has no shorter form.
 *
 * Returns: (transfer full): the form
 */
char *
cal_name_form (const char *name, guint form)
{
  const char *space = strchr (name, ' ');
  const char *last = strrchr (name, ' ');
  const char *rest;
  int first_length;

  if (form == 0 || space == NULL || space == name || last[1] == '\0')
    return g_strdup (name);

  first_length = (int) (after_first_letter (name) - name);
  rest = form == 1 ? space + 1 : last + 1;
  if (form < 3)
    return g_strdup_printf ("%.*s. %s", first_length, name, rest);
  return g_strdup_printf ("%.*s. %.*s.", first_length, name,
                          (int) (after_first_letter (rest) - rest), rest);
}

static const char *
value_in (const CalBoard *board, const CalSubject *row, guint column)
{
  return cal_column_is_demographic (cal_roster_column (cal_board_roster (board), column))
             ? ""
             : row->values[column];
}

/**
 * cal_subject_second_line:
 * @board: a board
 * @index: a subject
 * @form: 0 for all of it; 1 and 2 for less
 *
 * Where somebody works, from the columns for department and level: "Data · L6",
 * or only "Data", or only "L6". Never a column that may say who somebody is
 * rather than what they do.
 *
 * Returns: (transfer full): the line, perhaps empty
 */
char *
cal_subject_second_line (const CalBoard *board, guint index, guint form)
{
  const CalSubject *row = cal_board_subject (board, index)->row;
  const char *department = "";
  const char *level = "";
  guint column;

  if (cal_filter_department_column (board, &column))
    department = value_in (board, row, column);
  if (cal_filter_level_column (board, &column))
    level = value_in (board, row, column);
  if (form == 0 && *department != '\0' && *level != '\0')
    return g_strdup_printf ("%s · %s", department, level);
  return g_strdup (form < 2 && *department != '\0' ? department : level);
}

/**
 * cal_board_placement_words:
 * @board: a board
 * @placement: a placement
 *
 * Returns: (transfer full): "High impact 3,2", or the words for the holding area
 */
char *
cal_board_placement_words (const CalBoard *board, CalPlacement placement)
{
  char text[CAL_PLACEMENT_TEXT_SIZE];

  if (!cal_placement_is_placed (placement))
    return g_strdup (_ ("holding area"));
  return g_strdup_printf ("%s %s", _ (cal_rules_cell_label (cal_board_rules (board), placement)),
                          cal_placement_format (placement, text));
}

/**
 * cal_share_text:
 * @n: a count
 * @of: the whole
 * @decimals: 0 or 1
 *
 * Returns: (transfer full): the share in percent, "–" of nothing
 */
char *
cal_share_text (guint n, guint of, guint decimals)
{
  if (of == 0)
    return g_strdup ("–");
  return g_strdup_printf ("%.*f\u00a0%%", (int) decimals, 100.0 * n / of);
}

/* How many would stand on a performance level after the drop. */
static guint
count_level_then (const CalBoard *board, const guint *indexes, guint n, guint level, guint *placed)
{
  const CalRules *rules = cal_board_rules (board);
  guint count = 0;

  *placed = cal_board_n_placed (board);
  for (guint cell = 0; cell < rules->n_cells; cell++)
    {
      if (cal_rules_cell_placement (rules, cell).performance == level)
        count += cal_board_count (board, cell);
    }
  for (guint i = 0; i < n; i++)
    {
      CalPlacement from = cal_board_subject (board, indexes[i])->placement;

      if (!cal_placement_is_placed (from))
        *placed += 1;
      if (from.performance != level)
        count++;
    }
  return count;
}

/**
 * cal_drop_text:
 * @board: a board
 * @indexes: (array length=n): the subjects that would be dropped
 * @n: how many
 * @cell: where
 * @count_then: how many would
 *
 * What the drop would do, beside the count: the cell's share and, where the
 * guideline says anything, its level's share against it.
 *
 * Returns: (transfer full): for instance "6 % · Exceeds 32 %, guideline 20 %"
 */
char *
cal_drop_text (const CalBoard *board, const guint *indexes, guint n, guint cell, guint count_then)
{
  const CalRules *rules = cal_board_rules (board);
  guint level = cal_rules_cell_placement (rules, cell).performance;
  guint placed;
  guint on_level = count_level_then (board, indexes, n, level, &placed);
  g_autofree char *share = cal_share_text (count_then, placed, 0);
  g_autofree char *level_share = cal_share_text (on_level, placed, 0);

  if (rules->n_guideline == 0)
    return g_steal_pointer (&share);
  /* Translators: a cell's share, a performance level, its share, its guideline */
  return g_strdup_printf (_ ("%s · %s %s, guideline %u\u00a0%%"), share,
                          _ (rules->performance.labels[level - 1]), level_share,
                          rules->guideline[level - 1]);
}

/**
 * cal_drop_guideline_text:
 * @board: a board
 * @indexes: (array length=n): the subjects that would be dropped
 * @n: how many
 * @cell: where
 *
 * Returns: (transfer full) (nullable): how many would then stand on the cell's
 *   performance level and how many the guideline allows, "Exceeds 63, guideline
 *   35 to 43"; %NULL where no guideline is set
 */
char *
cal_drop_guideline_text (const CalBoard *board, const guint *indexes, guint n, guint cell)
{
  const CalRules *rules = cal_board_rules (board);
  guint level = cal_rules_cell_placement (rules, cell).performance;
  guint placed;
  guint on_level = count_level_then (board, indexes, n, level, &placed);
  CalAllowed allowed;

  if (rules->n_guideline == 0)
    return NULL;
  allowed = cal_guideline_allowed (rules->guideline[level - 1], rules->tolerance, placed);
  return g_strdup_printf (
      /* Translators: a performance level, how many stand on it, the range allowed */
      _ ("%s %u, guideline %u to %u"), _ (rules->performance.labels[level - 1]), on_level,
      allowed.low, allowed.high);
}
