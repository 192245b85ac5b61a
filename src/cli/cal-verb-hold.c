/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-answer.h"
#include "core/cal-time.h"
#include "store/cal-document.h"

typedef struct
{
  char *subject;
  char *reason;
  char *actor;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->subject);
  g_free (options->reason);
  g_free (options->actor);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static int
hold (CalCall *call, const Options *options, gboolean on)
{
  const CalStep step = { .subject = options->subject };
  const CalCommand command = {
    .kind = on ? CAL_COMMAND_SET_HOLD : CAL_COMMAND_LIFT_HOLD,
    .actor = options->actor != NULL ? options->actor : cal_call_default_actor (),
    .time = cal_time_now (),
    .steps = &step,
    .n_steps = 1,
    .reason = options->reason,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (CalDocument) document = cal_document_open (call->words[0], CAL_ACCESS_WRITE, &error);
  g_autoptr (CalBoard) board =
      document != NULL ? cal_document_load (document, CAL_NONE, &error) : NULL;
  g_autoptr (GPtrArray) entries =
      board != NULL ? cal_document_execute (document, board, &command, &error) : NULL;

  if (entries == NULL)
    return cal_call_fail (call, call->words[0], error);
  if (call->json || call->jsonl)
    {
      g_autoptr (JsonBuilder) answer = cal_answer_new ();

      cal_answer_entry (answer, g_ptr_array_index (entries, 0));
      cal_answer_number (answer, "log_size", (gint64) cal_board_size (board));
      cal_answer_print (answer);
    }
  else
    {
      g_autofree char *subject = cal_call_plain (options->subject);

      printf (on ? _ ("%s is under a legal hold\n") : _ ("%s is under no legal hold\n"), subject);
    }
  return CAL_CLI_OK;
}

/**
 * cal_verb_hold:
 *
 * `calibrate hold`: sets or lifts a legal hold.
 */
int
cal_verb_hold (CalCall *call, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "subject", 0, 0, G_OPTION_ARG_FILENAME, &options.subject, N_ ("Whom it concerns"),
      N_ ("ID") },
    { "reason", 0, 0, G_OPTION_ARG_FILENAME, &options.reason, N_ ("Why"), N_ ("TEXT") },
    { "actor", 0, 0, G_OPTION_ARG_FILENAME, &options.actor,
      N_ ("Who does it (default: the login's real name)"), N_ ("NAME") },
    { NULL },
  };
  gboolean on;

  if (!cal_call_parse (call, entries, 2, 2, argc, argv))
    return call->exit;
  on = strcmp (call->words[1], "on") == 0;
  if (options.subject == NULL || options.reason == NULL
      || (!on && strcmp (call->words[1], "off") != 0))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL, _ ("use: calibrate hold %s"),
                            call->verb->arguments);
  return hold (call, &options, on);
}
