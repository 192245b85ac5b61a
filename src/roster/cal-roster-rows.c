/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster/cal-roster-rows.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/cal-formula.h"
#include "core/cal-text-hash.h"
#include "roster/cal-csv-tokenizer.h"
#include "roster/cal-roster-cell.h"
#include "roster/cal-roster-checks.h"
#include "roster/cal-roster-date.h"
#include "roster/cal-roster-header.h"

/* As many as a spreadsheet can have. */
#define MAX_COLUMNS 16384

struct _CalRosterRowsReader
{
  CalRules *rules;
  const CalRatingsWanted *wanted; /* NULL for a roster */
  const CalRosterMap *map;
  CalRosterProblems *problems;
  CalCsvTokenizer *tokenizer;
  gsize max_bytes;
  gboolean skips_line;

  CalRosterHeader *header;
  CalRosterRows rows;
  GHashTable *ratings; /* of ratings: where each was first given */
  guint n_rows;
  gboolean whole_file;

  /* The row at hand. */
  const char **cells;
  const char **values;
  char date[CAL_ROSTER_DATE_SIZE];
};

static gboolean
refuse_file (CalRosterRowsReader *reader)
{
  reader->whole_file = TRUE;
  return FALSE;
}

static gboolean
is_ascii (const char *text, gsize length)
{
  guint8 all = 0;

  for (gsize i = 0; i < length; i++)
    all |= (guint8) text[i];
  return all < 0x80;
}

/* A cell as text: trimmed and without the guard against formulas. NULL, and an
 * error, where its bytes are no text. */
static const char *
take_cell (CalRosterRowsReader *reader, CalCsvRecord *record, guint i, const char *column)
{
  gsize length;
  char *field = cal_csv_record_field (record, i, &length);
  /* Most cells are ASCII even where some of the row is not. */
  gboolean high = (record->flags & CAL_CSV_HIGH) && !is_ascii (field, length);

  if ((record->flags & CAL_CSV_NUL) && memchr (field, '\0', length) != NULL)
    {
      cal_roster_problems_error (reader->problems, record->line, column,
                                 N_ ("the cell holds a NUL character"));
      return NULL;
    }
  if (high && !g_utf8_validate_len (field, length, NULL))
    {
      cal_roster_problems_error (reader->problems, record->line, column,
                                 N_ ("the cell holds bytes that are no text in the encoding of "
                                     "the file"));
      return NULL;
    }
  const char *cell = cal_formula_unguard (cal_roster_cell_trim (field, length));
  gunichar odd = high || (record->flags & CAL_CSV_CONTROL) ? cal_roster_cell_find_odd (cell) : 0;
  if (odd != 0)
    cal_roster_problems_warn (reader->problems, record->line, column,
                              odd < 0x2000 ? N_ ("the cell holds the control character U+%04X")
                                           : N_ ("the cell holds U+%04X, which changes the "
                                                 "direction of text"),
                              odd);
  return cell;
}

static gboolean
take_header (CalRosterRowsReader *reader, CalCsvRecord *record)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gboolean readable = TRUE;

  if (record->flags & CAL_CSV_UNCLOSED)
    cal_roster_problems_error (reader->problems, record->line, "",
                               N_ ("header not recognised: a quote is never closed"));
  else if (record->n_fields > MAX_COLUMNS || (record->flags & CAL_CSV_TOO_LONG))
    cal_roster_problems_error (reader->problems, record->line, "",
                               N_ ("header not recognised: the line has %lu fields and more "
                                   "letters than a header has"),
                               (gulong) record->n_fields);
  else
    {
      for (guint i = 0; i < record->n_kept; i++)
        {
          g_autofree char *column = g_strdup_printf ("%u", i + 1);
          const char *name = take_cell (reader, record, i, column);

          readable = readable && name != NULL;
          g_ptr_array_add (names, g_strdup (name != NULL ? name : ""));
        }
      g_ptr_array_add (names, NULL);
      if (!readable)
        return refuse_file (reader);
      reader->header = cal_roster_header_new (
          (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE), record->line,
          reader->wanted, reader->map, reader->rows.roster, reader->problems);
      reader->cells = g_new0 (const char *, reader->header->n_columns);
      reader->values = g_new0 (const char *, reader->header->n_columns);
      cal_csv_tokenizer_set_max_fields (reader->tokenizer, reader->header->n_columns);
    }
  return cal_roster_problems_n_errors (reader->problems) == 0 || refuse_file (reader);
}

/* Whether the record can be looked at cell by cell. */
static gboolean
check_shape (CalRosterRowsReader *reader, const CalCsvRecord *record)
{
  const CalRosterHeader *header = reader->header;

  if (record->flags & CAL_CSV_UNCLOSED)
    {
      const char *column =
          record->n_fields <= header->n_columns ? header->names[record->n_fields - 1] : "";

      cal_roster_problems_error (reader->problems, record->line, column,
                                 N_ ("a quote is opened and never closed, so everything from here "
                                     "to the end of the file is one cell"));
    }
  else if (record->flags & CAL_CSV_TOO_LONG)
    cal_roster_problems_error (reader->problems, record->line, "",
                               N_ ("the row has more than %d MiB"),
                               CAL_CSV_MAX_RECORD / (1024 * 1024));
  else if (record->n_fields != header->n_columns)
    cal_roster_problems_error (reader->problems, record->line, "",
                               N_ ("the row has %lu fields and the header %u"),
                               (gulong) record->n_fields, header->n_columns);
  else
    return TRUE;
  return FALSE;
}

static gboolean
take_rating (CalRosterRowsReader *reader,
             guint64 line,
             guint column,
             const CalScale *scale,
             guint8 *rating)
{
  const char *cell = reader->cells[column];
  const char *name = reader->header->names[column];
  guint level;

  switch (cal_roster_cell_rating (cell, &level))
    {
    case CAL_RATING_TEXT_NONE:
      return TRUE;
    case CAL_RATING_TEXT_NONE_IN_WORDS:
      cal_roster_problems_warn (reader->problems, line, name, N_ ("“%s” is taken for no rating"),
                                cell);
      return TRUE;
    case CAL_RATING_TEXT_LEVEL:
      if (level >= 1 && level <= scale->n_levels)
        {
          *rating = (guint8) level;
          return TRUE;
        }
      break;
    case CAL_RATING_TEXT_BAD:
    default:
      break;
    }
  g_autofree char *quoted = cal_roster_quote (cell);
  cal_roster_problems_error (reader->problems, line, name,
                             N_ ("%s is not a whole number from 1 to %u"), quoted, scale->n_levels);
  return FALSE;
}

static gboolean
take_date (CalRosterRowsReader *reader, guint64 line, guint column)
{
  const char *cell = reader->cells[column];

  if (*cell == '\0')
    return TRUE;
  CalDateText kind = cal_roster_date_parse (cell, reader->date);
  if (kind == CAL_DATE_TEXT_DATE)
    {
      reader->cells[column] = reader->date;
      return TRUE;
    }
  g_autofree char *quoted = cal_roster_quote (cell);
  if (kind == CAL_DATE_TEXT_AMBIGUOUS)
    cal_roster_problems_warn (reader->problems, line, reader->header->names[column],
                              N_ ("%s can mean more than one day, or none, and is kept as text"),
                              quoted);
  else
    cal_roster_problems_error (reader->problems, line, reader->header->names[column],
                               N_ ("there is no day %s"), quoted);
  return kind == CAL_DATE_TEXT_AMBIGUOUS;
}

/* A row's parts as the roster takes them. */
typedef struct
{
  const char *id;
  guint id_column;
  const char *name;
  const char *manager_id;
  guint manager_column;
  const char *cycle;
  CalPlacement ratings;
} Row;

static gboolean
interpret (CalRosterRowsReader *reader, guint64 line, Row *row)
{
  const CalRosterHeader *header = reader->header;
  gboolean good = TRUE;

  *row = (Row){ .id = "", .name = "", .manager_id = "", .cycle = "" };
  for (guint i = 0; i < header->n_columns; i++)
    {
      const char *cell = reader->cells[i];

      switch (header->roles[i])
        {
        case CAL_FIELD_EMPLOYEE_ID:
          row->id = cell;
          row->id_column = i;
          break;
        case CAL_FIELD_NAME:
          row->name = cell;
          break;
        case CAL_FIELD_MANAGER_ID:
          row->manager_id = cell;
          row->manager_column = i;
          break;
        case CAL_FIELD_PERFORMANCE:
          good =
              take_rating (reader, line, i, &reader->rules->performance, &row->ratings.performance)
              && good;
          break;
        case CAL_FIELD_POTENTIAL:
          good = take_rating (reader, line, i, &reader->rules->potential, &row->ratings.potential)
                 && good;
          break;
        case CAL_FIELD_HIRE_DATE:
          good = take_date (reader, line, i) && good;
          reader->values[header->values[i]] = reader->cells[i];
          break;
        case CAL_FIELD_DEPARTMENT:
        case CAL_FIELD_GENDER:
        case CAL_FIELD_ATTRIBUTE:
          reader->values[header->values[i]] = cell;
          break;
        default:
          if (header->roles[i] == CAL_ROLE_CYCLE)
            row->cycle = cell;
          break;
        }
    }
  return good;
}

static gboolean
is_same (const CalRosterRowsReader *reader, const CalSubject *subject, const Row *row)
{
  if (strcmp (subject->name, *row->name != '\0' ? row->name : row->id) != 0
      || strcmp (subject->manager_id, row->manager_id) != 0
      || !cal_placement_equal (subject->ratings, row->ratings))
    return FALSE;
  for (guint i = 0; i < cal_roster_n_columns (reader->rows.roster); i++)
    if (strcmp (subject->values[i], reader->values[i]) != 0)
      return FALSE;
  return TRUE;
}

/* An equal row adds nothing; with another, nobody can tell which is right. */
static void
report_repeated (CalRosterRowsReader *reader,
                 guint64 line,
                 const Row *row,
                 guint first,
                 gboolean good)
{
  gboolean *dropped = &g_array_index (reader->rows.dropped, gboolean, first);
  guint first_line = g_array_index (reader->rows.lines, guint32, first);
  const char *column = reader->header->names[row->id_column];
  g_autofree char *quoted = cal_roster_quote (row->id);

  if (good && is_same (reader, cal_roster_subject (reader->rows.roster, first), row))
    {
      cal_roster_problems_error (reader->problems, line, column,
                                 N_ ("%s is repeated: line %u has the same row"), quoted,
                                 first_line);
      return;
    }
  *dropped = TRUE;
  cal_roster_problems_error (reader->problems, line, column,
                             N_ ("%s is repeated: line %u has another row of that id, so neither "
                                 "is taken"),
                             quoted, first_line);
}

/* A roster has everybody once, a file of ratings a rater's once of each subject,
 * and of an earlier cycle one of each subject. */
static gboolean
find_same (CalRosterRowsReader *reader, const Row *row, guint *first)
{
  gpointer value;
  char *key;

  if (reader->wanted == NULL)
    return cal_roster_find (reader->rows.roster, row->id, first);
  key = g_strjoin ("\001", row->id, reader->wanted->earlier ? row->cycle : row->manager_id, NULL);
  if (g_hash_table_lookup_extended (reader->ratings, key, NULL, &value))
    {
      *first = GPOINTER_TO_UINT (value);
      g_free (key);
      return TRUE;
    }
  g_hash_table_insert (reader->ratings, key, GUINT_TO_POINTER (reader->rows.lines->len));
  return FALSE;
}

static gboolean
add_row (CalRosterRowsReader *reader, guint64 line, const Row *row, gboolean good)
{
  CalRosterRows *rows = &reader->rows;
  guint32 short_line = (guint32) MIN (line, (guint64) G_MAXUINT32);
  gboolean dropped = !good;
  guint first;

  if (find_same (reader, row, &first))
    {
      report_repeated (reader, line, row, first, good);
      return TRUE;
    }
  cal_roster_add (rows->roster, row->id, row->name, row->manager_id, row->ratings, reader->values);
  g_array_append_val (rows->lines, short_line);
  g_array_append_val (rows->dropped, dropped);
  if (cal_roster_n_bytes (rows->roster) <= reader->max_bytes)
    return TRUE;
  cal_roster_problems_error (
      reader->problems, line, "",
      N_ ("the file holds more than can be taken in: it was read up to here, "
          "%u rows"),
      reader->n_rows);
  return refuse_file (reader);
}

/* An id that shows nothing is none. */
static gboolean
is_empty_id (const char *id)
{
  if (g_str_is_ascii (id))
    return *id == '\0';
  g_autofree char *seen = cal_roster_cell_fold (id);
  return *seen == '\0';
}

/* What is asked of ratings and not of a roster. */
static gboolean
check_rating (CalRosterRowsReader *reader, guint64 line, Row *row)
{
  const CalRatingsWanted *wanted = reader->wanted;
  g_autofree char *quoted = cal_roster_quote (row->id);

  row->name = "";
  if (*row->cycle == '\0' && wanted->cycle != NULL)
    row->cycle = wanted->cycle;
  if (wanted->earlier)
    reader->values[0] = row->cycle;
  if (*row->manager_id == '\0')
    cal_roster_problems_error (reader->problems, line, reader->header->names[row->manager_column],
                               N_ ("it is not said who gave the rating"));
  else if (wanted->knows != NULL && !wanted->knows (row->id, wanted->user_data))
    cal_roster_problems_error (reader->problems, line, reader->header->names[row->id_column],
                               N_ ("%s is nobody of this cycle's roster"), quoted);
  else
    return TRUE;
  return FALSE;
}

static gboolean
take_row (CalRosterRowsReader *reader, CalCsvRecord *record)
{
  const CalRosterHeader *header = reader->header;
  gboolean good = TRUE;
  gboolean blank = TRUE;
  Row row;

  reader->n_rows++;
  if (!check_shape (reader, record))
    return TRUE;
  for (guint i = 0; i < header->n_columns; i++)
    {
      const char *cell = take_cell (reader, record, i, header->names[i]);

      good = good && cell != NULL;
      blank = blank && cell != NULL && *cell == '\0';
      reader->cells[i] = cell != NULL ? cell : "";
    }
  if (blank)
    {
      reader->n_rows--;
      return TRUE;
    }
  if (record->flags & CAL_CSV_AFTER_QUOTE)
    cal_roster_problems_warn (
        reader->problems, record->line, "",
        N_ ("text follows a closing quote and was taken for part of the cell"));

  good = interpret (reader, record->line, &row) && good;
  if (is_empty_id (row.id))
    {
      cal_roster_problems_error (reader->problems, record->line, header->names[row.id_column],
                                 N_ ("the employee id is empty"));
      return TRUE;
    }
  if (reader->wanted != NULL)
    {
      if (good && row.ratings.performance == 0 && row.ratings.potential == 0)
        {
          reader->n_rows--;
          return TRUE;
        }
      good = check_rating (reader, record->line, &row) && good;
    }
  else if (strcmp (row.id, row.manager_id) == 0)
    {
      g_autofree char *quoted = cal_roster_quote (row.id);

      cal_roster_problems_error (reader->problems, record->line, header->names[row.manager_column],
                                 N_ ("%s is their own manager"), quoted);
      good = FALSE;
    }
  return add_row (reader, record->line, &row, good);
}

static gboolean
on_record_cb (CalCsvRecord *record, gpointer user_data)
{
  CalRosterRowsReader *reader = user_data;

  if (reader->skips_line)
    {
      reader->skips_line = FALSE;
      return TRUE;
    }
  return reader->header == NULL ? take_header (reader, record) : take_row (reader, record);
}

/**
 * cal_roster_rows_new:
 * @layout: how the file is cut into fields
 * @wanted: (nullable): which ratings it is to hold, borrowed; %NULL for a roster
 * @rules: the scales that ratings must be on
 * @map: (nullable): the caller's choices of columns; borrowed
 * @max_bytes: how much memory the roster may take
 * @problems: gets what is wrong; borrowed
 *
 * Returns: (transfer full): a reader
 */
CalRosterRowsReader *
cal_roster_rows_new (const CalRosterLayout *layout,
                     const CalRatingsWanted *wanted,
                     CalRules *rules,
                     const CalRosterMap *map,
                     gsize max_bytes,
                     CalRosterProblems *problems)
{
  CalRosterRowsReader *reader = g_new0 (CalRosterRowsReader, 1);

  reader->rules = cal_rules_ref (rules);
  reader->wanted = wanted;
  reader->map = map;
  reader->problems = problems;
  reader->max_bytes = max_bytes;
  reader->skips_line = layout->has_sep_line;
  reader->tokenizer = cal_csv_tokenizer_new (layout->delimiter, 1, on_record_cb, reader);
  cal_csv_tokenizer_set_max_fields (reader->tokenizer, MAX_COLUMNS + 1);
  reader->rows.roster = wanted != NULL ? cal_roster_new_ratings () : cal_roster_new ();
  reader->ratings = g_hash_table_new_full (cal_text_hash, g_str_equal, g_free, NULL);
  reader->rows.lines = g_array_new (FALSE, FALSE, sizeof (guint32));
  reader->rows.dropped = g_array_new (FALSE, FALSE, sizeof (gboolean));
  return reader;
}

void
cal_roster_rows_free (CalRosterRowsReader *reader)
{
  cal_csv_tokenizer_free (reader->tokenizer);
  g_clear_pointer (&reader->header, cal_roster_header_free);
  g_clear_pointer (&reader->rows.roster, cal_roster_unref);
  g_hash_table_unref (reader->ratings);
  g_array_unref (reader->rows.lines);
  g_array_unref (reader->rows.dropped);
  cal_rules_unref (reader->rules);
  g_free (reader->cells);
  g_free (reader->values);
  g_free (reader);
}

/**
 * cal_roster_rows_feed:
 * @text: (array length=length): the next text
 *
 * Returns: %FALSE once a fault of the whole file is found and no more is wanted
 */
gboolean
cal_roster_rows_feed (CalRosterRowsReader *reader, const char *text, gsize length)
{
  return cal_csv_tokenizer_feed (reader->tokenizer, text, length);
}

static const char *
header_of (const CalRosterHeader *header, CalField field)
{
  for (guint i = 0; i < header->n_columns; i++)
    if (header->roles[i] == field)
      return header->names[i];
  return NULL;
}

/**
 * cal_roster_rows_finish:
 *
 * Ends the text, and checks what only all rows together can show.
 */
void
cal_roster_rows_finish (CalRosterRowsReader *reader)
{
  if (!cal_csv_tokenizer_finish (reader->tokenizer))
    return;
  if (reader->header == NULL)
    {
      cal_roster_problems_error (reader->problems, 1, "", N_ ("the file is empty"));
      refuse_file (reader);
      return;
    }
  if (reader->n_rows == 0)
    {
      cal_roster_problems_error (reader->problems, reader->header->line, "",
                                 N_ ("the file is empty but for its header"));
      refuse_file (reader);
      return;
    }

  if (reader->wanted != NULL)
    {
      cal_roster_check_groups (&reader->rows, reader->problems);
      return;
    }
  const char *manager_header = header_of (reader->header, CAL_FIELD_MANAGER_ID);
  if (manager_header != NULL
      && !cal_roster_check_managers (&reader->rows, manager_header, reader->problems))
    refuse_file (reader);
  cal_roster_check_ids (&reader->rows, header_of (reader->header, CAL_FIELD_EMPLOYEE_ID),
                        reader->problems);
  cal_roster_check_groups (&reader->rows, reader->problems);
}

/**
 * cal_roster_rows_report:
 * @report: gets the roster, whether anything can be taken from it, how many
 *   rows are good, and what the columns were taken for
 *
 * Hands over what was read. The reader can only be freed afterwards.
 */
void
cal_roster_rows_report (CalRosterRowsReader *reader, CalRosterReport *report)
{
  const gboolean *dropped = (const gboolean *) (gpointer) reader->rows.dropped->data;
  gboolean any = FALSE;

  if (reader->whole_file)
    {
      report->roster = reader->wanted != NULL ? cal_roster_new_ratings () : cal_roster_new ();
    }
  else
    {
      for (guint i = 0; i < reader->rows.dropped->len; i++)
        any |= dropped[i];
      if (any)
        cal_roster_drop (reader->rows.roster, dropped);
      report->roster = g_steal_pointer (&reader->rows.roster);
    }
  if (reader->header != NULL)
    {
      report->headers = g_strdupv (reader->header->names);
      report->taken_for = g_memdup2 (reader->header->roles,
                                     reader->header->n_columns * sizeof *reader->header->roles);
    }
  report->whole_file = reader->whole_file;
  report->n_accepted = cal_roster_n_subjects (report->roster);
  report->n_rejected = reader->n_rows - report->n_accepted;
}
