/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/cal-csv.h"

#include <string.h>

#include "core/cal-formula.h"

static void
append_cell (GString *csv, const char *text)
{
  gboolean guarded = cal_formula_needs_guard (text);

  if (csv->len > 0 && csv->str[csv->len - 1] != '\n')
    g_string_append_c (csv, ',');
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (csv, guarded ? "'" : "");
      g_string_append (csv, text);
      return;
    }
  g_string_append (csv, guarded ? "\"'" : "\"");
  for (const char *quote; (quote = strchr (text, '"')) != NULL; text = quote + 1)
    {
      g_string_append_len (csv, text, quote - text + 1);
      g_string_append_c (csv, '"');
    }
  g_string_append (csv, text);
  g_string_append_c (csv, '"');
}

static void
append_level (GString *csv, guint level)
{
  g_autofree char *text = level > 0 ? g_strdup_printf ("%u", level) : g_strdup ("");

  append_cell (csv, text);
}

static void
append_names (GString *csv, const CalRoster *roster)
{
  append_cell (csv, cal_field_name (CAL_FIELD_EMPLOYEE_ID));
  append_cell (csv, cal_field_name (CAL_FIELD_NAME));
  append_cell (csv, cal_field_name (CAL_FIELD_MANAGER_ID));
  for (guint i = 0; i < cal_roster_n_columns (roster); i++)
    append_cell (csv, cal_roster_column (roster, i)->name);
}

static void
append_subject (GString *csv, const CalRoster *roster, const CalSubject *subject)
{
  append_cell (csv, subject->id);
  append_cell (csv, subject->name);
  append_cell (csv, subject->manager_id);
  for (guint i = 0; i < cal_roster_n_columns (roster); i++)
    append_cell (csv, subject->values[i]);
}

/**
 * cal_csv_of_board:
 * @board: a board with a roster
 *
 * The final ratings as CSV (RFC 4180, UTF-8): one row a subject of the latest
 * roster, in its order, with id, name and rater, the roster's other columns,
 * the pre-calibration and the final rating, the cell's name and the number of
 * decisions. Cells that a spreadsheet would calculate are guarded by an
 * apostrophe. Read as a roster, it gives the same board.
 *
 * Returns: (transfer full): the file's bytes
 */
GBytes *
cal_csv_of_board (const CalBoard *board)
{
  static const char *const names[] = {
    "pre_performance", "pre_potential", "performance", "potential", "cell", "decisions",
  };
  const CalRoster *roster = cal_board_roster (board);
  GString *csv = g_string_new (NULL);

  append_names (csv, roster);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    append_cell (csv, names[i]);
  g_string_append (csv, "\r\n");

  for (guint i = 0; i < cal_roster_n_subjects (roster); i++)
    {
      const CalSubject *row = cal_roster_subject (roster, i);
      const char *cell;
      guint index = 0;

      cal_board_find (board, row->id, &index);
      CalPlacement rating = cal_board_rating (board, index);
      cell = cal_rules_cell_label (cal_board_rules (board), rating);
      append_subject (csv, roster, row);
      append_level (csv, row->ratings.performance);
      append_level (csv, row->ratings.potential);
      append_level (csv, rating.performance);
      append_level (csv, rating.potential);
      append_cell (csv, cell != NULL ? cell : "");
      g_string_append_printf (csv, ",%u\r\n", cal_board_subject (board, index)->n_decisions);
    }
  return g_string_free_to_bytes (csv);
}

/**
 * cal_csv_of_roster:
 * @roster: a roster
 *
 * Returns: (transfer full): the roster as CSV, in the form of
 *   cal_csv_of_board() with its ratings as performance and potential
 */
GBytes *
cal_csv_of_roster (const CalRoster *roster)
{
  GString *csv = g_string_new (NULL);

  append_names (csv, roster);
  append_cell (csv, cal_field_name (CAL_FIELD_PERFORMANCE));
  append_cell (csv, cal_field_name (CAL_FIELD_POTENTIAL));
  g_string_append (csv, "\r\n");
  for (guint i = 0; i < cal_roster_n_subjects (roster); i++)
    {
      const CalSubject *subject = cal_roster_subject (roster, i);

      append_subject (csv, roster, subject);
      append_level (csv, subject->ratings.performance);
      append_level (csv, subject->ratings.potential);
      g_string_append (csv, "\r\n");
    }
  return g_string_free_to_bytes (csv);
}

/**
 * cal_csv_of_moments:
 * @whole: the board with everything in it
 * @moments: two moments of its log
 *
 * Who differs, as CSV: one row a subject with id, name, where they stood and
 * where they stand, and the numbers of the decisions between, undone ones
 * included. A placement is `2,3`, empty for the holding area; whoever was not in
 * the roster then, or is not now, is `absent`.
 *
 * Returns: (transfer full): the file's bytes
 */
GBytes *
cal_csv_of_moments (const CalBoard *whole, const CalMoments *moments)
{
  GString *csv = g_string_new ("employee_id,name,from,to,decisions\r\n");

  for (guint i = 0; i < moments->rows->len; i++)
    {
      const CalMomentsRow *row = &g_array_index (moments->rows, CalMomentsRow, i);
      const CalSubject *subject = cal_board_subject (whole, row->subject)->row;
      g_autoptr (GArray) path =
          cal_moments_path (whole, row->subject, moments->earlier, moments->later);
      g_autoptr (GString) numbers = g_string_new (NULL);
      char from[CAL_PLACEMENT_TEXT_SIZE], to[CAL_PLACEMENT_TEXT_SIZE];

      for (guint d = 0; d < path->len; d++)
        g_string_append_printf (numbers, "%s%" G_GUINT64_FORMAT, d > 0 ? " " : "",
                                cal_board_decision (whole, g_array_index (path, guint, d))->seq
                                    + 1);
      append_cell (csv, subject->id);
      append_cell (csv, subject->name);
      append_cell (csv, row->was_there ? cal_placement_format (row->from, from) : "absent");
      append_cell (csv, row->is_there ? cal_placement_format (row->to, to) : "absent");
      append_cell (csv, numbers->str);
      g_string_append (csv, "\r\n");
    }
  return g_string_free_to_bytes (csv);
}
