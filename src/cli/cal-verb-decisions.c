/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-decided.h"
#include "core/cal-time.h"

typedef struct
{
  char *reason_code;
  char *reason;
  char *proposed_by;
  char *session;
  char *actor;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->reason_code);
  g_free (options->reason);
  g_free (options->proposed_by);
  g_free (options->session);
  g_free (options->actor);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

#define OPTIONS_OF_ALL(options)                                                                    \
  { "reason", 0, 0, G_OPTION_ARG_FILENAME, &(options).reason, N_ ("Why, in words"), N_ ("TEXT") }, \
      { "session",                                                                                 \
        0,                                                                                         \
        0,                                                                                         \
        G_OPTION_ARG_FILENAME,                                                                     \
        &(options).session,                                                                        \
        N_ ("The session (default: the only one open)"),                                           \
        N_ ("NAME") },                                                                             \
      { "actor",                                                                                   \
        0,                                                                                         \
        0,                                                                                         \
        G_OPTION_ARG_FILENAME,                                                                     \
        &(options).actor,                                                                          \
        N_ ("Who decides (default: the login's real name)"),                                       \
        N_ ("NAME") },                                                                             \
  {                                                                                                \
    NULL                                                                                           \
  }

#define OPTIONS_OF_STEPS(options)                                                                  \
  { "reason-code",                                                                                 \
    0,                                                                                             \
    0,                                                                                             \
    G_OPTION_ARG_FILENAME,                                                                         \
    &(options).reason_code,                                                                        \
    N_ ("One of evidence, consistency, scope, recency, other"),                                    \
    N_ ("CODE") },                                                                                 \
  {                                                                                                \
    "proposed-by", 0, 0, G_OPTION_ARG_FILENAME, &(options).proposed_by, N_ ("Who proposed it"),    \
        N_ ("PERSON")                                                                              \
  }

static CalCommand
make_command (CalCommandKind kind, const Options *options)
{
  return (CalCommand){
    .kind = kind,
    .session = options->session,
    .actor = options->actor != NULL ? options->actor : cal_call_default_actor (),
    .time = cal_time_now (),
    .reason = options->reason,
  };
}

static int
decide_on_one (CalCall *call, CalCommandKind kind, const Options *options, CalPlacement to)
{
  CalCommand command = make_command (kind, options);
  CalStep step = {
    .subject = call->words[1],
    .to = to,
    .reason_code = options->reason_code,
    .reason = options->reason,
    .proposed_by = options->proposed_by,
  };

  if (options->reason_code == NULL)
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                            _ ("say what sort of reason it is: --reason-code CODE"));
  if (options->reason == NULL)
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                            _ ("nothing is decided without a reason: --reason TEXT"));
  command.steps = &step;
  command.n_steps = 1;
  return cal_decided_run (call, call->words[0], &command);
}

/**
 * cal_verb_move:
 *
 * `calibrate move`: one decision.
 */
int
cal_verb_move (CalCall *call, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = { OPTIONS_OF_STEPS (options), OPTIONS_OF_ALL (options) };
  CalPlacement to;

  if (!cal_call_parse (call, entries, 3, 3, argc, argv))
    return call->exit;
  if (!cal_decided_parse_target (call->words[2], &to))
    {
      g_autofree char *plain = cal_call_plain (call->words[2]);

      return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                              _ ("“%s” is no cell: write performance,potential as in 2,3, or "
                                 "holding"),
                              plain);
    }
  return decide_on_one (call, CAL_COMMAND_MOVE, &options, to);
}

/**
 * cal_verb_keep:
 *
 * `calibrate keep`: a rating that was discussed and confirmed.
 */
int
cal_verb_keep (CalCall *call, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = { OPTIONS_OF_STEPS (options), OPTIONS_OF_ALL (options) };

  if (!cal_call_parse (call, entries, 2, 2, argc, argv))
    return call->exit;
  return decide_on_one (call, CAL_COMMAND_KEEP, &options, CAL_HOLDING);
}

static int
compensate (CalCall *call, CalCommandKind kind, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = { OPTIONS_OF_ALL (options) };
  CalCommand command;

  if (!cal_call_parse (call, entries, 1, 1, argc, argv))
    return call->exit;
  if (options.reason == NULL)
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                            _ ("nothing is decided without a reason: --reason TEXT"));
  command = make_command (kind, &options);
  return cal_decided_run (call, call->words[0], &command);
}

/**
 * cal_verb_undo:
 *
 * `calibrate undo`: appends what compensates the latest decision or batch.
 */
int
cal_verb_undo (CalCall *call, int argc, char **argv)
{
  return compensate (call, CAL_COMMAND_UNDO, argc, argv);
}

/**
 * cal_verb_redo:
 *
 * `calibrate redo`: appends what compensates the latest undo.
 */
int
cal_verb_redo (CalCall *call, int argc, char **argv)
{
  return compensate (call, CAL_COMMAND_REDO, argc, argv);
}
