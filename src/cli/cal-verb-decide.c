/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-answer.h"
#include "cli/cal-decided.h"
#include "cli/cal-decisions-file.h"
#include "core/cal-core-error.h"
#include "core/cal-text-hash.h"
#include "core/cal-time.h"
#include "store/cal-document.h"

typedef struct
{
  char *session;
  char *actor;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->session);
  g_free (options->actor);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Which column a refusal of one step is about. */
static const char *
column_of (const GError *error)
{
  switch (error->code)
    {
    case CAL_CORE_ERROR_UNKNOWN_SUBJECT:
    case CAL_CORE_ERROR_SUBJECT_GONE:
      return "subject";
    case CAL_CORE_ERROR_UNKNOWN_CELL:
    case CAL_CORE_ERROR_ALREADY_THERE:
      return "to";
    case CAL_CORE_ERROR_UNKNOWN_REASON_CODE:
      return "reason_code";
    case CAL_CORE_ERROR_NO_REASON:
      return "reason";
    default:
      return "";
    }
}

/* The rules look at a batch as a whole and name the first fault; a file is
 * better looked at row by row, so that all its faults can be mended at once. */
static void
check_rows (CalDecisionsFile *file, const CalBoard *board, const CalCommand *command)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (cal_text_hash, g_str_equal);

  for (guint i = 0; i < file->steps->len; i++)
    {
      CalStep *step = &g_array_index (file->steps, CalStep, i);
      guint64 line = g_array_index (file->lines, guint64, i);
      CalCommand single = *command;
      g_autoptr (GError) error = NULL;

      single.steps = step;
      single.n_steps = 1;
      g_autoptr (GPtrArray) entries = cal_decide (board, &single, &error);
      if (entries == NULL)
        cal_decisions_file_complain (file, line, column_of (error), error->message);
      else if (!g_hash_table_add (seen, (gpointer) step->subject))
        cal_decisions_file_complain (file, line, "subject",
                                     _ ("this subject stands in an earlier row already"));
    }
}

static int
answer_problems (CalCall *call, const CalDecisionsFile *file, const char *path)
{
  g_autoptr (JsonBuilder) answer = cal_answer_new ();

  cal_answer_text (answer, "error", _ ("nothing was decided: mend the rows and decide again"));
  cal_answer_text (answer, "file", path);
  cal_answer_number (answer, "exit", CAL_CLI_REFUSED);
  json_builder_set_member_name (answer, "errors");
  json_builder_begin_array (answer);
  for (guint i = 0; i < file->problems->len; i++)
    {
      const CalFileProblem *problem = g_ptr_array_index (file->problems, i);

      cal_call_complain (path, problem->line, problem->column, "%s", problem->message);
      json_builder_begin_object (answer);
      cal_answer_number (answer, "line", (gint64) problem->line);
      cal_answer_text (answer, "column", problem->column);
      cal_answer_text (answer, "message", problem->message);
      json_builder_end_object (answer);
    }
  json_builder_end_array (answer);
  if (call->json || call->jsonl)
    cal_answer_print (answer);
  return CAL_CLI_REFUSED;
}

static int
decide (CalCall *call, const Options *options)
{
  const char *path = call->words[0];
  const char *decisions = call->words[1];
  CalCommand command = {
    .kind = CAL_COMMAND_MOVE,
    .session = options->session,
    .actor = options->actor != NULL ? options->actor : cal_call_default_actor (),
    .time = cal_time_now (),
  };
  g_autoptr (GError) error = NULL;
  guint session;

  g_autoptr (CalDecisionsFile) file = cal_decisions_file_read (decisions, &error);
  if (file == NULL)
    return cal_call_fail (call, decisions, error);
  if (file->steps->len == 0)
    return answer_problems (call, file, decisions);
  g_autoptr (CalDocument) document = cal_document_open (path, CAL_ACCESS_WRITE, &error);
  g_autoptr (CalBoard) board =
      document != NULL ? cal_document_load (document, CAL_NONE, &error) : NULL;
  if (board == NULL || !cal_decide_session (board, options->session, &session, &error))
    return cal_call_fail (call, path, error);

  check_rows (file, board, &command);
  if (file->problems->len > 0)
    return answer_problems (call, file, decisions);
  command.steps = (const CalStep *) (gpointer) file->steps->data;
  command.n_steps = file->steps->len;
  g_autoptr (GPtrArray) entries = cal_document_execute (document, board, &command, &error);
  return entries != NULL ? cal_decided_answer (call, board, entries)
                         : cal_call_fail (call, path, error);
}

/**
 * cal_verb_decide:
 *
 * `calibrate decide`: many decisions as one batch, all or nothing.
 */
int
cal_verb_decide (CalCall *call, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "session", 0, 0, G_OPTION_ARG_FILENAME, &options.session,
      N_ ("The session (default: the only one open)"), N_ ("NAME") },
    { "actor", 0, 0, G_OPTION_ARG_FILENAME, &options.actor,
      N_ ("Who decides (default: the login's real name)"), N_ ("NAME") },
    { NULL },
  };

  if (!cal_call_parse (call, entries, 2, 2, argc, argv))
    return call->exit;
  return decide (call, &options);
}
