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
  char *reason;
  char *second;
  char *actor;
  char **people;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->reason);
  g_free (options->second);
  g_free (options->actor);
  g_strfreev (options->people);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static int
start (CalCall *call, const Options *options, CalCommandKind kind)
{
  const char *path = call->words[1];
  const char *const second[] = { options->second, NULL };
  g_autoptr (GError) error = NULL;
  CalCommand command = {
    .kind = kind,
    .session = call->words[2],
    .actor = options->actor != NULL ? options->actor : cal_call_default_actor (),
    .time = cal_time_now (),
    .reason = options->reason,
    .people = kind == CAL_COMMAND_REOPEN_SESSION ? second : (const char *const *) options->people,
  };

  if (options->reason == NULL)
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                            _ ("say why the session is held: --reason TEXT"));
  if (kind == CAL_COMMAND_REOPEN_SESSION && options->second == NULL)
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                            _ ("a session is reopened by two people: --second PERSON"));
  g_autoptr (CalDocument) document = cal_document_open (path, CAL_ACCESS_WRITE, &error);
  g_autoptr (CalBoard) board =
      document != NULL ? cal_document_load (document, CAL_NONE, &error) : NULL;
  g_autoptr (GPtrArray) entries =
      board != NULL ? cal_document_execute (document, board, &command, &error) : NULL;
  if (entries == NULL)
    return cal_call_fail (call, path, error);

  if (call->json || call->jsonl)
    {
      g_autoptr (JsonBuilder) answer = cal_answer_new ();

      cal_answer_entry (answer, g_ptr_array_index (entries, 0));
      cal_answer_number (answer, "log_size", (gint64) cal_board_size (board));
      cal_answer_print (answer);
    }
  else
    {
      g_autofree char *name = cal_call_plain (call->words[2]);

      printf (_ ("session %s is open\n"), name);
    }
  return CAL_CLI_OK;
}

static void
add_session (JsonBuilder *answer, const CalSession *session)
{
  cal_answer_text (answer, "name", session->name);
  cal_answer_text (answer, "state", session->finalised ? "finalised" : "open");
  cal_answer_text (answer, "reason", session->reason);
  cal_answer_time (answer, "started", session->started);
  cal_answer_number (answer, "decisions", session->n_decisions);
}

static void
print_sessions (CalCall *call, const CalBoard *board)
{
  guint n = cal_board_n_sessions (board);
  g_autoptr (JsonBuilder) answer = cal_answer_new ();

  json_builder_set_member_name (answer, "sessions");
  json_builder_begin_array (answer);
  for (guint i = 0; i < n; i++)
    {
      const CalSession *session = cal_board_session (board, i);

      if (call->jsonl)
        {
          g_autoptr (JsonBuilder) line = cal_answer_new ();

          add_session (line, session);
          cal_answer_print (line);
        }
      else if (call->json)
        {
          json_builder_begin_object (answer);
          add_session (answer, session);
          json_builder_end_object (answer);
        }
      else
        {
          g_autofree char *name = cal_call_plain (session->name);
          g_autofree char *reason = cal_call_plain (session->reason);
          g_autofree char *time = cal_local_time (session->started);

          printf ("%s  %s  %s  %u  %s\n", name, session->finalised ? _ ("finalised") : _ ("open"),
                  time, session->n_decisions, reason);
        }
    }
  json_builder_end_array (answer);
  if (call->json && !call->jsonl)
    cal_answer_print (answer);
}

static int
list (CalCall *call)
{
  const char *path = call->words[1];
  g_autoptr (GError) error = NULL;
  g_autoptr (CalDocument) document = cal_document_open (path, CAL_ACCESS_READ, &error);
  g_autoptr (CalBoard) board =
      document != NULL ? cal_document_load (document, CAL_NONE, &error) : NULL;

  if (board == NULL)
    return cal_call_fail (call, path, error);
  print_sessions (call, board);
  return CAL_CLI_OK;
}

/**
 * cal_verb_session:
 *
 * `calibrate session start`, `calibrate session reopen` and `calibrate session
 * list`.
 */
int
cal_verb_session (CalCall *call, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_FILENAME, &options.reason, N_ ("Why the session is held"),
      N_ ("TEXT") },
    { "person", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.people,
      N_ ("Who is on its panel; may be given again"), N_ ("NAME") },
    { "actor", 0, 0, G_OPTION_ARG_FILENAME, &options.actor,
      N_ ("Who does it (default: the login's real name)"), N_ ("NAME") },
    { "second", 0, 0, G_OPTION_ARG_FILENAME, &options.second, N_ ("Who else agrees to reopen it"),
      N_ ("PERSON") },
    { NULL },
  };
  const char *what;

  if (!cal_call_parse (call, entries, 1, 3, argc, argv))
    return call->exit;
  what = call->words[0];
  if (strcmp (what, "start") == 0 && call->n_words == 3)
    return start (call, &options, CAL_COMMAND_START_SESSION);
  if (strcmp (what, "reopen") == 0 && call->n_words == 3)
    return start (call, &options, CAL_COMMAND_REOPEN_SESSION);
  if (strcmp (what, "list") == 0 && call->n_words == 2)
    return list (call);
  return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL, _ ("use: calibrate session %s"),
                          call->verb->arguments);
}
