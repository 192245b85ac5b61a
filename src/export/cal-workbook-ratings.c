/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "export/cal-workbook-private.h"

#define WIDTH_LEVEL 12.0
#define LEAST_WIDTH 9.0
#define MOST_WIDTH 44.0
#define N_SAMPLED 500
/* The longest text that every version of Excel shows in the text format. */
#define MAX_TEXT_FORMAT 255

/* The sheet's columns; the roster's own stand between the rater's id and the
 * pre-calibration rating. */
typedef struct
{
  CalTable table;
  guint first_value;
  guint n_values;
  guint first_rating;
} Ratings;

static double
width_for (const CalRoster *roster, guint column, const char *header)
{
  glong longest = g_utf8_strlen (header, -1) + 3;
  guint n = MIN (cal_roster_n_subjects (roster), N_SAMPLED);

  for (guint i = 0; i < n; i++)
    longest = MAX (longest, g_utf8_strlen (cal_roster_subject (roster, i)->values[column], 200));
  return CLAMP (longest + 1, LEAST_WIDTH, MOST_WIDTH);
}

static const char *
header_of (const CalColumn *column)
{
  switch (column->field)
    {
    case CAL_FIELD_DEPARTMENT:
      return _ ("Department");
    case CAL_FIELD_GENDER:
      return _ ("Gender");
    case CAL_FIELD_HIRE_DATE:
      return _ ("Hire date");
    case CAL_FIELD_EMPLOYEE_ID:
    case CAL_FIELD_NAME:
    case CAL_FIELD_MANAGER_ID:
    case CAL_FIELD_PERFORMANCE:
    case CAL_FIELD_POTENTIAL:
    case CAL_FIELD_ATTRIBUTE:
    default:
      return column->name;
    }
}

static void
add_columns (Ratings *ratings, const CalRoster *roster)
{
  static const struct
  {
    const char *header;
    double width;
  } before[] = {
    { N_ ("Employee ID"), 14 },
    { N_ ("Name"), 26 },
    { N_ ("Rater"), 24 },
    { N_ ("Rater ID"), 14 },
  }, after[] = {
    { N_ ("Pre-calibration performance"), WIDTH_LEVEL },
    { N_ ("Pre-calibration potential"), WIDTH_LEVEL },
    { N_ ("Pre-calibration cell"), 18 },
    { N_ ("Final performance"), WIDTH_LEVEL },
    { N_ ("Final potential"), WIDTH_LEVEL },
    { N_ ("Final cell"), 18 },
    { N_ ("Changed"), 12 },
    { N_ ("Decisions"), 11 },
    { N_ ("Reason code"), 24 },
    { N_ ("Rationale"), 60 },
  };
  CalTable *table = &ratings->table;

  /* A roster may have a column of one of these names: then it is the roster's
   * that is numbered. */
  for (guint i = 0; i < G_N_ELEMENTS (after); i++)
    cal_table_reserve (table, _ (after[i].header));
  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    cal_table_add_column (table, _ (before[i].header), before[i].width);
  ratings->first_value = table->columns->len;
  ratings->n_values = roster != NULL ? cal_roster_n_columns (roster) : 0;
  for (guint i = 0; i < ratings->n_values; i++)
    {
      const char *header = header_of (cal_roster_column (roster, i));

      cal_table_add_column (table, header, width_for (roster, i, header));
    }
  ratings->first_rating = table->columns->len;
  for (guint i = 0; i < G_N_ELEMENTS (after); i++)
    cal_table_add_reserved (table, _ (after[i].header), after[i].width);
}

/*
 * cal_book_decision_behind:
 *
 * Returns: (nullable): the decision that a subject's rating rests on: the
 *   latest in force that is no undo or redo itself, or the latest of all where
 *   every one was undone
 */
const CalDecision *
cal_book_decision_behind (const CalBoard *board, const CalBoardSubject *subject)
{
  for (gint64 at = subject->last_decision; at != CAL_NONE;)
    {
      const CalDecision *decision = cal_board_decision (board, (guint) at);

      if (decision->in_force && decision->reverts == CAL_NONE)
        return decision;
      at = decision->previous;
    }
  return subject->last_decision == CAL_NONE
             ? NULL
             : cal_board_decision (board, (guint) subject->last_decision);
}

/* A date of the roster is a real date where it is one that Excel has. */
static gboolean
write_date (lxw_worksheet *sheet,
            lxw_row_t row,
            lxw_col_t column,
            const char *text,
            lxw_format *format)
{
  GDate date;
  guint year;
  guint month;
  guint day;
  int used = 0;

  if (strlen (text) != 10 || sscanf (text, "%4u-%2u-%2u%n", &year, &month, &day, &used) != 3
      || used != 10 || year < 1901 || month > 12
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  /* GLib counts days from 0001-01-01 as 1; Excel's day 0 is 1899-12-30. */
  worksheet_write_number (sheet, row, column, g_date_get_julian (&date) - 693594.0, format);
  return TRUE;
}

static void
write_level (CalBook *book,
             lxw_worksheet *sheet,
             lxw_row_t row,
             lxw_col_t column,
             guint level,
             lxw_format *format)
{
  if (level == 0)
    worksheet_write_blank (sheet, row, column, format);
  else
    worksheet_write_number (sheet, row, column, level, format);
}

/* The three columns of a rating; the cell is named, the holding area too. */
static void
write_rating (Ratings *ratings,
              lxw_col_t column,
              CalPlacement rating,
              lxw_format *number,
              lxw_format *text)
{
  CalTable *table = &ratings->table;
  CalBook *book = table->book;
  const char *label = cal_rules_cell_label (cal_board_rules (book->board), rating);

  write_level (book, table->sheet, table->row, column, rating.performance, number);
  write_level (book, table->sheet, table->row, column + 1u, rating.potential, number);
  cal_book_text (book, table->sheet, table->row, column + 2u,
                 label != NULL ? cal_book_label (label) : _ ("Holding area"), text);
}

static void
write_outcome (Ratings *ratings,
               const CalBoardSubject *subject,
               gboolean changed,
               lxw_format *const *formats)
{
  CalTable *table = &ratings->table;
  CalBook *book = table->book;
  const CalDecision *decision = cal_book_decision_behind (book->board, subject);
  lxw_col_t column = (lxw_col_t) (ratings->first_rating + 6);
  const char *mark = changed                                                    ? _ ("changed")
                     : decision != NULL && decision->kept && decision->in_force ? _ ("confirmed")
                                                                                : "";

  cal_book_text (book, table->sheet, table->row, column, mark, formats[CAL_FORMAT_TEXT]);
  worksheet_write_number (table->sheet, table->row, column + 1u, subject->n_decisions,
                          formats[CAL_FORMAT_NUMBER]);
  cal_book_text (book, table->sheet, table->row, column + 2u,
                 decision == NULL ? ""
                                  : cal_book_label (cal_rules_reason_label (
                                      cal_board_rules (book->board), decision->reason_code)),
                 formats[CAL_FORMAT_TEXT]);
  cal_book_text (book, table->sheet, table->row, column + 3u,
                 decision == NULL ? "" : decision->reason, formats[CAL_FORMAT_PROSE]);
}

static void
write_subject (Ratings *ratings, const CalRoster *roster, guint index)
{
  CalTable *table = &ratings->table;
  CalBook *book = table->book;
  const CalBoardSubject *subject = cal_board_subject (book->board, index);
  CalPlacement final = cal_board_rating (book->board, index);
  gboolean changed = !cal_placement_equal (final, subject->row->ratings);
  lxw_format *const *formats = changed ? book->changed : book->formats;
  const char *texts[4] = { subject->row->id, subject->row->name, "", subject->row->manager_id };
  guint rater;

  if (*subject->row->manager_id != '\0'
      && cal_board_find (book->board, subject->row->manager_id, &rater))
    texts[2] = cal_board_subject (book->board, rater)->row->name;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    cal_book_text (book, table->sheet, table->row, (lxw_col_t) i, texts[i],
                   formats[CAL_FORMAT_TEXT]);
  for (guint i = 0; i < ratings->n_values; i++)
    {
      lxw_col_t column = (lxw_col_t) (ratings->first_value + i);
      const char *value = subject->row->values[i];

      if (cal_roster_column (roster, i)->field != CAL_FIELD_HIRE_DATE
          || !write_date (table->sheet, table->row, column, value, formats[CAL_FORMAT_DATE]))
        cal_book_text (
            book, table->sheet, table->row, column, value,
            formats[strlen (value) > MAX_TEXT_FORMAT ? CAL_FORMAT_PROSE : CAL_FORMAT_TEXT]);
    }
  write_rating (ratings, (lxw_col_t) ratings->first_rating, subject->row->ratings,
                formats[CAL_FORMAT_NUMBER], formats[CAL_FORMAT_TEXT]);
  write_rating (ratings, (lxw_col_t) (ratings->first_rating + 3), final,
                formats[CAL_FORMAT_STRONG_NUMBER], formats[CAL_FORMAT_STRONG]);
  write_outcome (ratings, subject, changed, formats);
}

/*
 * cal_book_write_ratings:
 *
 * One row a subject in roster order, with everything the roster says of them:
 * this sheet is for those who brought the roster in.
 */
void
cal_book_write_ratings (CalBook *book)
{
  const CalRoster *roster = cal_board_roster (book->board);
  guint n = roster != NULL ? cal_roster_n_subjects (roster) : 0;
  Ratings ratings;

  cal_table_init (&ratings.table, book, _ ("Final ratings"), "FinalRatings", 2);
  add_columns (&ratings, roster);
  for (guint i = 0; i < n; i++)
    {
      guint index;

      if (!cal_board_find (book->board, cal_roster_subject (roster, i)->id, &index))
        continue;
      if (!cal_table_next_row (&ratings.table))
        break;
      write_subject (&ratings, roster, index);
    }
  cal_table_finish (&ratings.table);
}
