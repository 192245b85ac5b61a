/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-answer.h"
#include "cli/cal-past.h"
#include "core/cal-time.h"

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

static int
print_branch (CalCall *call, const CalPast *past, const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CalDocument) branch = cal_document_open (output, CAL_ACCESS_READ, &error);
  g_autoptr (CalBoard) board = branch != NULL ? cal_document_load (branch, CAL_NONE, &error) : NULL;

  if (board == NULL)
    return cal_call_fail (call, output, error);
  if (call->json || call->jsonl)
    {
      g_autoptr (JsonBuilder) answer = cal_answer_new ();

      cal_answer_text (answer, "log", cal_document_log_id (branch));
      cal_answer_number (answer, "size", (gint64) cal_board_size (board));
      cal_answer_text (answer, "parent", cal_document_log_id (past->document));
      cal_answer_number (answer, "parent_size", (gint64) cal_board_size (past->board));
      cal_answer_text (answer, "output", output);
      cal_answer_print (answer);
    }
  else
    printf (_ ("%s: log %s, a branch of log %s at %lu records\n"), output,
            cal_document_log_id (branch), cal_document_log_id (past->document),
            (gulong) cal_board_size (past->board));
  return CAL_CLI_OK;
}

/**
 * cal_verb_branch:
 *
 * `calibrate branch`: a copy for another room, under a new log id.
 */
int
cal_verb_branch (CalCall *call, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (CalPast) past = { 0 };
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("The copy that is made"),
      N_ ("COPY") },
    { "actor", 0, 0, G_OPTION_ARG_FILENAME, &options.actor,
      N_ ("Who does it (default: the login's real name)"), N_ ("NAME") },
    { NULL },
  };

  if (!cal_call_parse (call, entries, 1, 1, argc, argv))
    return call->exit;
  if (options.output == NULL)
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL, _ ("use: calibrate branch %s"),
                            call->verb->arguments);
  if (!cal_past_open (&past, call, call->words[0], NULL))
    return call->exit;
  if (cal_document_is_redacted (past.document))
    return cal_call_refuse (call, CAL_CLI_REFUSED, call->words[0],
                            _ ("a redacted copy is not branched: branch the original"));
  const CalBranching branching = {
    .actor = options.actor != NULL ? options.actor : cal_call_default_actor (),
    .time = cal_time_now (),
  };
  if (!cal_document_branch (past.document, past.board, &branching, options.output, &error))
    return cal_call_fail (call, options.output, error);
  return print_branch (call, &past, options.output);
}
