/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-answer.h"
#include "cli/cal-past.h"
#include "cli/cal-written-time.h"
#include "export/cal-pack-file.h"

typedef struct
{
  char *seq;
  char *subject;
  char *output;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->seq);
  g_free (options->subject);
  g_free (options->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* To standard output unless a file is named. */
static int
print_pack (const CalPack *pack)
{
  g_autofree char *text = cal_pack_to_json (pack);

  puts (text);
  return CAL_CLI_OK;
}

static void
print_written (const CalPack *pack, const CalBoard *board, const char *output)
{
  g_autoptr (JsonBuilder) answer = cal_answer_new ();

  cal_answer_text (answer, "log", pack->log);
  cal_answer_number (answer, "size", (gint64) cal_board_size (board));
  cal_answer_number (answer, "records", pack->records->len);
  cal_answer_text (answer, "output", output);
  cal_answer_print (answer);
}

static gboolean
is_pdf (const char *output)
{
  g_autofree char *folded = output != NULL ? g_ascii_strdown (output, -1) : NULL;

  return folded != NULL && g_str_has_suffix (folded, ".pdf");
}

static int
prove (CalCall *call, const Options *options, guint64 seq)
{
  g_auto (CalPast) past = { 0 };
  g_autoptr (CalPack) pack = NULL;
  g_autoptr (GError) error = NULL;
  guint subject = 0;
  gint64 time;

  if (!cal_written_time (call, &time) || !cal_past_open (&past, call, call->words[0], NULL))
    return call->exit;
  if (options->subject != NULL && !cal_board_find (past.board, options->subject, &subject))
    {
      g_autofree char *plain = cal_call_plain (options->subject);

      return cal_call_refuse (call, CAL_CLI_REFUSED, call->words[0],
                              _ ("there is no subject with the id “%s”"), plain);
    }
  /* It lacks what shows a record to be of its subject, so no pack of it would hold. */
  if (options->subject != NULL && cal_document_is_redacted (past.document))
    return cal_call_refuse (
        call, CAL_CLI_REFUSED, call->words[0],
        _ ("a redacted copy makes no subject access pack: make one of the original"));
  if (options->subject == NULL && seq >= cal_board_size (past.board))
    return cal_call_refuse (call, CAL_CLI_REFUSED, call->words[0], _ ("there is no record %ld"),
                            (glong) seq);
  pack = options->subject != NULL
             ? cal_document_prove_subject (past.document, past.board, subject, &error)
             : cal_document_prove_record (past.document, past.board, seq, &error);
  if (pack == NULL)
    return cal_call_fail (call, call->words[0], error);
  if (options->output == NULL || strcmp (options->output, "-") == 0)
    return print_pack (pack);
  if (!cal_pack_file_write (options->output, past.board, subject, pack, time, &error))
    return cal_call_fail (call, options->output, error);
  if (call->json || call->jsonl)
    print_written (pack, past.board, options->output);
  return CAL_CLI_OK;
}

/**
 * cal_verb_prove:
 *
 * `calibrate prove`: a record, or everything on one subject, with what proves that
 * it stands in the log.
 */
int
cal_verb_prove (CalCall *call, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "seq", 0, 0, G_OPTION_ARG_FILENAME, &options.seq, N_ ("The record to prove"), N_ ("N") },
    { "subject", 0, 0, G_OPTION_ARG_FILENAME, &options.subject,
      N_ ("The subject whose access pack is made"), N_ ("ID") },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &options.output,
      N_ ("Where to write it; a pack may be a .pdf, with the .json beside it"), N_ ("FILE") },
    { NULL },
  };
  guint64 seq = 0;

  if (!cal_call_parse (call, entries, 1, 1, argc, argv))
    return call->exit;
  if ((options.seq == NULL) == (options.subject == NULL))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                            _ ("say what is to be proved: --seq N or --subject ID"));
  if (options.seq != NULL && !cal_call_parse_number (options.seq, G_MAXINT64, &seq))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL, _ ("--seq takes a record's number"));
  if (options.subject == NULL && is_pdf (options.output))
    return cal_call_refuse (
        call, CAL_CLI_WRONG_CALL, options.output,
        _ ("a single record's proof is written as JSON; a PDF is for --subject"));
  if (!cal_call_spares_cycle (call, options.output))
    return call->exit;
  return prove (call, &options, seq);
}
