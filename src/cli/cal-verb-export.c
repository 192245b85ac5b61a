/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-answer.h"
#include "cli/cal-past.h"
#include "cli/cal-progress.h"
#include "cli/cal-written-time.h"
#include "export/cal-csv.h"
#include "export/cal-export-file.h"
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

static gboolean
write_workbook (const CalPast *past, const Options *options, gint64 time, GError **error)
{
  g_autofree char *checkpoint = cal_document_checkpoint (past->document, error);
  g_auto (GStrv) totals = NULL;
  g_auto (GStrv) lines = NULL;
  CalProgressLine progress = cal_progress_line (_ ("writing"));
  CalWorkbookOptions how = { .progress = cal_progress_step, .user_data = &progress };
  CalWorkbookFacts facts = {
    .log_id = cal_document_log_id (past->document),
    .log_size = cal_board_size (past->board),
    .time = time,
    .writer = options->actor != NULL ? options->actor : cal_call_default_actor (),
  };
  gboolean written;

  if (checkpoint == NULL)
    return FALSE;
  lines = g_strsplit (checkpoint, "\n", 0);
  facts.root = lines[2];
  /* Without an import, or where its totals were erased, there is nothing to
   * compare with, and the workbook says so. */
  cal_document_import_totals (past->document, &totals, NULL);
  facts.import_totals = (const char *const *) totals;
  written = cal_workbook_write (options->output, past->board, &facts, &how, error);
  cal_progress_end (&progress);
  return written;
}

static gboolean
write_csv (const CalPast *past, const Options *options, GError **error)
{
  g_autoptr (GBytes) csv = cal_csv_of_board (past->board);

  return cal_export_file_write (options->output, csv, error);
}

static int
write_output (CalCall *call, const Options *options, gboolean workbook)
{
  g_auto (CalPast) past = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 time;

  if (!cal_written_time (call, &time) || !cal_past_open (&past, call, call->words[0], NULL))
    return call->exit;
  if (cal_board_roster (past.board) == NULL)
    return cal_call_refuse (call, CAL_CLI_REFUSED, call->words[0],
                            _ ("the cycle has no roster, so there is nothing to export"));
  if (!(workbook ? write_workbook (&past, options, time, &error)
                 : write_csv (&past, options, &error)))
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

/**
 * cal_verb_export:
 *
 * `calibrate export`: final ratings as a workbook or as CSV.
 */
int
cal_verb_export (CalCall *call, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
      N_ ("Where to: .xlsx or .csv; - is standard output, as CSV"), N_ ("FILE") },
    { "actor", 0, 0, G_OPTION_ARG_FILENAME, &options.actor,
      N_ ("Who exports (default: the login's real name)"), N_ ("NAME") },
    { NULL },
  };
  g_autofree char *folded = NULL;

  if (!cal_call_parse (call, entries, 1, 1, argc, argv))
    return call->exit;
  if (options.output == NULL)
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL, _ ("say where to: --output FILE"));
  if ((call->json || call->jsonl) && strcmp (options.output, "-") == 0)
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                            _ ("standard output takes the export or the answer, not both"));
  folded = g_ascii_strdown (options.output, -1);
  if (g_str_has_suffix (folded, ".json") || g_str_has_suffix (folded, ".pdf"))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, options.output,
                            _ ("that format is not there yet: write .xlsx or .csv"));
  if (!g_str_has_suffix (folded, ".xlsx") && !g_str_has_suffix (folded, ".csv")
      && strcmp (folded, "-") != 0)
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, options.output,
                            _ ("final ratings are written as .xlsx or .csv"));
  return write_output (call, &options, g_str_has_suffix (folded, ".xlsx"));
}
