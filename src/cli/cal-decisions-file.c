/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-decisions-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "cli/cal-decided.h"
#include "core/cal-formula.h"
#include "roster/cal-csv-tokenizer.h"
#include "roster/cal-roster-cell.h"
#include "roster/cal-roster-layout.h"

enum
{
  COLUMN_SUBJECT,
  COLUMN_TO,
  COLUMN_REASON_CODE,
  COLUMN_REASON,
  COLUMN_PROPOSED_BY,
  N_COLUMNS,
};

static const char *const names[N_COLUMNS] = { "subject", "to", "reason_code", "reason",
                                              "proposed_by" };

static void
problem_free (gpointer data)
{
  CalFileProblem *problem = data;

  g_free (problem->message);
  g_free (problem);
}

/**
 * cal_decisions_file_complain:
 * @line: the record's physical line
 * @column: (transfer none): the column's name, static, or empty
 * @message: what is wrong
 */
void
cal_decisions_file_complain (CalDecisionsFile *file,
                             guint64 line,
                             const char *column,
                             const char *message)
{
  CalFileProblem *problem = g_new (CalFileProblem, 1);

  *problem = (CalFileProblem){ line, column, g_strdup (message) };
  g_ptr_array_add (file->problems, problem);
}

/* A cell as text, or NULL where its bytes are none. */
static const char *
take_cell (CalCsvRecord *record, guint i)
{
  gsize length;
  char *field = cal_csv_record_field (record, i, &length);

  if (!g_utf8_validate_len (field, length, NULL))
    return NULL;
  return cal_formula_unguard (cal_roster_cell_trim (field, length));
}

/* Letter case, blanks and hyphens count as little as in a roster's header. */
static gboolean
is_header (const char *cell, const char *name)
{
  g_autofree char *folded = g_ascii_strdown (cell, -1);

  return strcmp (g_strdelimit (folded, " -", '_'), name) == 0;
}

static gboolean
is_any_header (const char *cell)
{
  for (guint column = 0; column < N_COLUMNS; column++)
    if (is_header (cell, names[column]))
      return TRUE;
  return FALSE;
}

static gboolean
take_header (CalDecisionsFile *file, CalCsvRecord *record)
{
  file->has_header = TRUE;
  file->n_columns = record->n_kept;
  for (guint column = 0; column < N_COLUMNS; column++)
    {
      file->columns[column] = -1;
      for (guint i = 0; i < record->n_kept; i++)
        {
          const char *cell = take_cell (record, i);

          if (cell != NULL && is_header (cell, names[column]))
            file->columns[column] = (gint) i;
        }
      if (file->columns[column] < 0 && column != COLUMN_PROPOSED_BY)
        cal_decisions_file_complain (file, record->line, names[column],
                                     _ ("the column is missing; a file of decisions has subject, "
                                        "to, reason_code, reason and perhaps proposed_by"));
    }
  /* A misspelt column must not lose who proposed something. */
  for (guint i = 0; i < record->n_kept; i++)
    {
      const char *cell = take_cell (record, i);

      if (cell == NULL || !is_any_header (cell))
        {
          g_autofree char *message =
              g_strdup_printf (_ ("“%s” is no column of a file of decisions; it has subject, to, "
                                  "reason_code, reason "
                                  "and perhaps proposed_by"),
                               cell != NULL ? cell : "");

          cal_decisions_file_complain (file, record->line, "", message);
        }
    }
  return file->problems->len == 0;
}

static gboolean
take_row (CalDecisionsFile *file, CalCsvRecord *record)
{
  const char *cells[N_COLUMNS] = { "", "", "", "", "" };
  CalStep step = { 0 };

  if (record->flags & (CAL_CSV_UNCLOSED | CAL_CSV_TOO_LONG))
    {
      cal_decisions_file_complain (file, record->line, "", _ ("a quote is never closed"));
      return TRUE;
    }
  if (record->n_fields != file->n_columns)
    {
      cal_decisions_file_complain (file, record->line, "",
                                   _ ("the row has another number of fields than the header; "
                                      "write a cell such as \"2,3\" in quotes"));
      return TRUE;
    }
  for (guint column = 0; column < N_COLUMNS; column++)
    if (file->columns[column] >= 0)
      {
        const char *cell = take_cell (record, (guint) file->columns[column]);

        if (cell == NULL)
          {
            cal_decisions_file_complain (file, record->line, names[column],
                                         _ ("the cell holds bytes that are no text"));
            return TRUE;
          }
        cells[column] = g_string_chunk_insert (file->texts, cell);
      }
  if (!cal_decided_parse_target (cells[COLUMN_TO], &step.to))
    {
      cal_decisions_file_complain (file, record->line, names[COLUMN_TO],
                                   _ ("this is no cell: write performance,potential as in 2,3, or "
                                      "holding"));
      return TRUE;
    }
  step.subject = cells[COLUMN_SUBJECT];
  step.reason_code = cells[COLUMN_REASON_CODE];
  step.reason = cells[COLUMN_REASON];
  step.proposed_by = *cells[COLUMN_PROPOSED_BY] != '\0' ? cells[COLUMN_PROPOSED_BY] : NULL;
  g_array_append_val (file->steps, step);
  g_array_append_val (file->lines, record->line);
  return TRUE;
}

/* How the file is cut is found out before; a `sep=` line is one record more. */
typedef struct
{
  CalDecisionsFile *file;
  gboolean skips_line;
} Reading;

static gboolean
on_record_cb (CalCsvRecord *record, gpointer user_data)
{
  Reading *reading = user_data;

  if (reading->skips_line)
    {
      reading->skips_line = FALSE;
      return TRUE;
    }
  return reading->file->has_header ? take_row (reading->file, record)
                                   : take_header (reading->file, record);
}

static gboolean
read_source (CalDecisionsFile *file, CalRosterSource *source, GError **error)
{
  Reading reading = { .file = file };
  CalRosterLayout layout;
  CalRosterNature nature;
  const guint8 *block;
  const char *utf8;
  gsize length;
  gssize n;

  if (!cal_roster_text_detect (source, &nature, error))
    return FALSE;
  if (nature > CAL_NATURE_WINDOWS_1252)
    {
      cal_decisions_file_complain (file, 1, "", _ ("this is no CSV file"));
      return TRUE;
    }
  if (!cal_roster_layout_detect (source, nature, NULL, &layout, error))
    return FALSE;

  reading.skips_line = layout.has_sep_line;
  g_autoptr (CalRosterText) text = cal_roster_text_new (nature);
  g_autoptr (CalCsvTokenizer) tokenizer =
      cal_csv_tokenizer_new (layout.delimiter, 1, on_record_cb, &reading);
  while ((n = cal_roster_source_next (source, &block, error)) > 0)
    {
      utf8 = cal_roster_text_decode (text, block, (gsize) n, &length);
      if (!cal_csv_tokenizer_feed (tokenizer, utf8, length))
        return TRUE;
    }
  if (n < 0)
    return FALSE;
  utf8 = cal_roster_text_finish (text, &length);
  if (cal_csv_tokenizer_feed (tokenizer, utf8, length))
    cal_csv_tokenizer_finish (tokenizer);
  if (!file->has_header || (file->steps->len == 0 && file->problems->len == 0))
    cal_decisions_file_complain (file, 1, "", _ ("the file holds no decision"));
  return TRUE;
}

/**
 * cal_decisions_file_read:
 * @path: (type filename): a CSV file with the columns subject, to, reason_code,
 *   reason and perhaps proposed_by; `-` for standard input
 * @error: return location
 *
 * Returns: (transfer full): what it asks for, and what in it cannot be read;
 *   %NULL with a #GIOErrorEnum
 */
CalDecisionsFile *
cal_decisions_file_read (const char *path, GError **error)
{
  g_autoptr (CalDecisionsFile) file = g_new0 (CalDecisionsFile, 1);
  gboolean is_file = strcmp (path, "-") != 0;
  int fd = is_file ? g_open (path, O_RDONLY | O_CLOEXEC, 0) : STDIN_FILENO;
  gboolean done = FALSE;

  file->steps = g_array_new (FALSE, FALSE, sizeof (CalStep));
  file->lines = g_array_new (FALSE, FALSE, sizeof (guint64));
  file->problems = g_ptr_array_new_with_free_func (problem_free);
  file->texts = g_string_chunk_new (4096);
  if (fd < 0)
    {
      int code = errno;

      g_set_error_literal (error, G_IO_ERROR, (int) g_io_error_from_errno (code),
                           g_strerror (code));
      return NULL;
    }
  g_autoptr (CalRosterSource) source = cal_roster_source_new_fd (fd, error);
  if (source != NULL)
    done = read_source (file, source, error);
  if (is_file)
    close (fd);
  return done ? g_steal_pointer (&file) : NULL;
}

void
cal_decisions_file_free (CalDecisionsFile *file)
{
  g_array_unref (file->steps);
  g_array_unref (file->lines);
  g_ptr_array_unref (file->problems);
  g_string_chunk_free (file->texts);
  g_free (file);
}
