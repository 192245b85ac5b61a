/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-answer.h"
#include "cli/cal-export-json.h"
#include "cli/cal-past.h"
#include "cli/cal-progress.h"
#include "cli/cal-written-time.h"
#include "export/cal-csv.h"
#include "export/cal-export-file.h"
#include "export/cal-report.h"
#include "export/cal-workbook.h"

typedef struct
{
  char *output;
  char *actor;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->output);
  g_free (options->actor);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What a file may be written as, by the end of its name. */
typedef enum
{
  FORMAT_CSV,
  FORMAT_WORKBOOK,
  FORMAT_JSON,
  FORMAT_PDF,
} Format;

static gboolean
write_csv (const CalPast *past, const Options *options, GError **error)
{
  g_autoptr (GBytes) csv = cal_csv_of_board (past->board);

  return cal_export_file_write (options->output, csv, error);
}

static gboolean
write_json (const CalPast *past,
            const Options *options,
            const CalWorkbookFacts *facts,
            GError **error)
{
  g_autoptr (GBytes) json = cal_export_json (past->board, facts);

  return cal_export_file_write (options->output, json, error);
}

static gboolean
write_workbook (const CalPast *past,
                const Options *options,
                CalWorkbookFacts *facts,
                GError **error)
{
  g_auto (GStrv) totals = NULL;
  CalProgressLine progress = cal_progress_line (_ ("writing"));
  CalWorkbookOptions how = { .progress = cal_progress_step, .user_data = &progress };
  gboolean written;

  /* Without an import, or where its totals were erased, there is nothing to
   * compare with, and the workbook says so. */
  cal_document_import_totals (past->document, &totals, NULL);
  facts->import_totals = (const char *const *) totals;
  written = cal_workbook_write (options->output, past->board, facts, &how, error);
  cal_progress_end (&progress);
  return written;
}

/* Everything but the CSV, which is to be read in again, says what it is of. */
static gboolean
write_with_facts (const CalPast *past,
                  const Options *options,
                  Format format,
                  gint64 time,
                  GError **error)
{
  g_autofree char *checkpoint = cal_document_checkpoint (past->document, error);
  g_auto (GStrv) lines = NULL;
  CalWorkbookFacts facts = {
    .log_id = cal_document_log_id (past->document),
    .log_size = cal_board_size (past->board),
    .time = time,
    .writer = options->actor != NULL ? options->actor : cal_call_default_actor (),
  };

  if (checkpoint == NULL)
    return FALSE;
  lines = g_strsplit (checkpoint, "\n", 0);
  facts.root = lines[2];
  switch (format)
    {
    case FORMAT_JSON:
      return write_json (past, options, &facts, error);
    case FORMAT_PDF:
      return cal_report_write (options->output, past->board, &facts, error);
    case FORMAT_WORKBOOK:
    case FORMAT_CSV:
    default:
      return write_workbook (past, options, &facts, error);
    }
}

static int
write_output (CalCall *call, const Options *options, Format format)
{
  g_auto (CalPast) past = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 time;

  if (!cal_written_time (call, &time) || !cal_past_open (&past, call, call->words[0], NULL))
    return call->exit;
  if (cal_board_roster (past.board) == NULL)
    return cal_call_refuse (call, CAL_CLI_REFUSED, call->words[0],
                            _ ("the cycle has no roster, so there is nothing to export"));
  if (!(format == FORMAT_CSV ? write_csv (&past, options, &error)
                             : write_with_facts (&past, options, format, time, &error)))
    return cal_call_fail (call, options->output, error);
  if (call->json || call->jsonl)
    {
      g_autoptr (JsonBuilder) answer = cal_answer_new ();

      cal_answer_text (answer, "output", options->output);
      cal_answer_number (answer, "subjects", cal_board_n_present (past.board));
      cal_answer_number (answer, "size", (gint64) cal_board_size (past.board));
      cal_answer_time (answer, "time", time);
      cal_answer_print (answer);
    }
  return CAL_CLI_OK;
}

static gboolean
find_format (const char *output, Format *format)
{
  static const struct
  {
    const char *suffix;
    Format format;
  } formats[] = {
    { ".xlsx", FORMAT_WORKBOOK },
    { ".csv", FORMAT_CSV },
    { ".json", FORMAT_JSON },
    { ".pdf", FORMAT_PDF },
  };
  g_autofree char *folded = g_ascii_strdown (output, -1);

  *format = FORMAT_CSV;
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_has_suffix (folded, formats[i].suffix))
      {
        *format = formats[i].format;
        return TRUE;
      }
  return strcmp (output, "-") == 0;
}

/**
 * cal_verb_export:
 *
 * `calibrate export`: final ratings as a workbook, CSV, JSON or a report.
 */
int
cal_verb_export (CalCall *call, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
      N_ ("Where to: .xlsx, .csv, .json or .pdf; - is standard output, as CSV"), N_ ("FILE") },
    { "actor", 0, 0, G_OPTION_ARG_FILENAME, &options.actor,
      N_ ("Who exports (default: the login's real name)"), N_ ("NAME") },
    { NULL },
  };
  Format format;

  if (!cal_call_parse (call, entries, 1, 1, argc, argv))
    return call->exit;
  if (options.output == NULL)
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL, _ ("say where to: --output FILE"));
  if ((call->json || call->jsonl) && strcmp (options.output, "-") == 0)
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                            _ ("standard output takes the export or the answer, not both"));
  if (!find_format (options.output, &format))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, options.output,
                            _ ("final ratings are written as .xlsx, .csv, .json or .pdf"));
  if (!cal_call_spares_cycle (call, options.output))
    return call->exit;
  return write_output (call, &options, format);
}
