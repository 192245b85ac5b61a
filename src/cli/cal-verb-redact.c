/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-answer.h"
#include "cli/cal-past.h"

typedef struct
{
  char *output;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
print_redaction (CalCall *call, const char *output, const CalRedaction *redaction)
{
  if (call->json || call->jsonl)
    {
      g_autoptr (JsonBuilder) answer = cal_answer_new ();

      cal_answer_text (answer, "output", output);
      cal_answer_number (answer, "texts_withheld", redaction->n_withheld);
      cal_answer_flag (answer, "session_names_somebody", redaction->names_session);
      cal_answer_print (answer);
      return;
    }
  printf (g_dngettext (GETTEXT_PACKAGE,
                       "%s: people stand under pseudonyms, %u free text is withheld\n",
                       "%s: people stand under pseudonyms, %u free texts are withheld\n",
                       redaction->n_withheld),
          output, redaction->n_withheld);
  puts (_ ("A text that describes somebody without naming them is not recognised: read the "
           "reasons before you hand the copy on."));
  if (redaction->names_session)
    puts (_ ("THE NAME OF A SESSION NAMES SOMEBODY: it stands in the records themselves and "
             "cannot be withheld."));
}

/**
 * cal_verb_redact:
 *
 * `calibrate redact`: an auditor's copy under pseudonyms.
 */
int
cal_verb_redact (CalCall *call, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (CalPast) past = { 0 };
  g_autoptr (GError) error = NULL;
  CalRedaction redaction;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("The copy that is made"),
      N_ ("COPY") },
    { NULL },
  };

  if (!cal_call_parse (call, entries, 1, 1, argc, argv))
    return call->exit;
  if (options.output == NULL)
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL, _ ("use: calibrate redact %s"),
                            call->verb->arguments);
  if (!cal_past_open (&past, call, call->words[0], NULL))
    return call->exit;
  if (!cal_document_redact (past.document, past.board, options.output, &redaction, &error))
    return cal_call_fail (call, options.output, error);
  print_redaction (call, options.output, &redaction);
  return CAL_CLI_OK;
}
