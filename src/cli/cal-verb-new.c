/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-answer.h"
#include "cli/cal-progress.h"
#include "core/cal-time.h"
#include "roster/cal-roster-header.h"
#include "roster/cal-roster-reader.h"
#include "store/cal-document.h"

typedef struct
{
  char *roster;
  char *title;
  char **maps;
  char *actor;
  gboolean partial;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->roster);
  g_free (options->title);
  g_strfreev (options->maps);
  g_free (options->actor);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* `--map FIELD=HEADER`, as often as it is given. */
static gboolean
read_maps (CalCall *call, char **texts, GArray *maps)
{
  for (gsize i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      char *sign = strchr (texts[i], '=');
      CalRosterMap map = { CAL_FIELD_ATTRIBUTE, sign != NULL ? sign + 1 : "" };
      g_autofree char *field = sign != NULL ? g_strndup (texts[i], sign - texts[i]) : NULL;

      if (field == NULL || *map.header == '\0' || !g_utf8_validate (texts[i], -1, NULL)
          || !cal_roster_field_from_name (field, &map.field))
        {
          g_autofree char *plain = cal_call_plain (texts[i]);

          call->exit = cal_call_refuse (
              call, CAL_CLI_WRONG_CALL, NULL,
              _ ("--map %s: write FIELD=HEADER, where FIELD is one of employee_id, name, "
                 "manager_id, performance, potential, department, gender, hire_date"),
              plain);
          return FALSE;
        }
      g_array_append_val (maps, map);
    }
  return TRUE;
}

static void
add_problems (JsonBuilder *answer, const char *name, const CalRosterReport *report, gboolean errors)
{
  json_builder_set_member_name (answer, name);
  json_builder_begin_array (answer);
  for (guint i = 0; i < report->problems->len; i++)
    {
      const CalProblem *problem = g_ptr_array_index (report->problems, i);

      if (problem->is_error != errors)
        continue;
      json_builder_begin_object (answer);
      cal_answer_number (answer, "line", (gint64) problem->line);
      cal_answer_text (answer, "column", problem->column);
      cal_answer_text (answer, "message", problem->message);
      json_builder_end_object (answer);
    }
  json_builder_end_array (answer);
}

static void
print_problem_lines (const CalRosterReport *report)
{
  for (guint i = 0; i < report->problems->len; i++)
    {
      const CalProblem *problem = g_ptr_array_index (report->problems, i);
      g_autoptr (JsonBuilder) line = cal_answer_new ();

      cal_answer_text (line, "severity", problem->is_error ? "error" : "warning");
      cal_answer_number (line, "line", (gint64) problem->line);
      cal_answer_text (line, "column", problem->column);
      cal_answer_text (line, "message", problem->message);
      cal_answer_print (line);
    }
}

static void
complain_of_all (const CalRosterReport *report, const char *file)
{
  for (guint i = 0; i < report->problems->len; i++)
    {
      const CalProblem *problem = g_ptr_array_index (report->problems, i);

      cal_call_complain (file, problem->line, problem->column, "%s%s",
                         problem->is_error ? "" : _ ("warning: "), problem->message);
    }
}

static int
answer_report (CalCall *call,
               const CalRosterReport *report,
               const char *document,
               gboolean created,
               const char *log_id)
{
  if (call->jsonl)
    print_problem_lines (report);
  if (call->json || call->jsonl)
    {
      g_autoptr (JsonBuilder) answer = cal_answer_new ();

      cal_answer_flag (answer, "created", created);
      cal_answer_text (answer, "document", document);
      if (log_id != NULL)
        cal_answer_text (answer, "log", log_id);
      cal_answer_number (answer, "rows_accepted", report->n_accepted);
      cal_answer_number (answer, "rows_rejected", report->n_rejected);
      cal_answer_number (answer, "error_count", report->n_errors);
      if (call->json)
        {
          add_problems (answer, "errors", report, TRUE);
          add_problems (answer, "warnings", report, FALSE);
        }
      cal_answer_text (answer, "encoding", report->encoding);
      cal_answer_print (answer);
    }
  else if (created)
    {
      g_autofree char *plain = cal_call_plain (document);

      printf (ngettext ("%s: %u person, session S1\n", "%s: %u people, session S1\n",
                        report->n_accepted),
              plain, report->n_accepted);
      if (report->n_rejected > 0)
        printf (ngettext ("%u row was rejected\n", "%u rows were rejected\n", report->n_rejected),
                report->n_rejected);
    }
  return report->n_rejected > 0 || report->n_errors > 0 ? CAL_CLI_REFUSED : CAL_CLI_OK;
}

static char *
default_title (const char *document)
{
  g_autofree char *name = g_path_get_basename (document);

  if (g_str_has_suffix (name, ".calibrate") && strlen (name) > strlen (".calibrate"))
    name[strlen (name) - strlen (".calibrate")] = '\0';
  return g_utf8_make_valid (name, -1);
}

static int
create (CalCall *call,
        const Options *options,
        const char *path,
        const CalRosterReport *report,
        CalRules *rules)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *title =
      options->title != NULL ? g_strdup (options->title) : default_title (path);
  g_autofree char *base = g_path_get_basename (options->roster);
  g_autofree char *file_name = g_utf8_make_valid (base, -1);
  CalProgressLine progress = cal_progress_line (_ ("recording"));
  CalCycleSetup setup = {
    .title = title,
    .actor = options->actor != NULL ? options->actor : cal_call_default_actor (),
    .time = cal_time_now (),
    .rules = rules,
    .roster = report->roster,
    .file_name = strcmp (options->roster, "-") == 0 ? "" : file_name,
    .file_sha256 = report->sha256,
    .session = "S1",
    .session_reason = _ ("First session of the cycle"),
  };

  g_autoptr (CalDocument) document =
      cal_document_create (path, &setup, cal_progress_step, &progress, &error);
  cal_progress_end (&progress);
  if (document == NULL)
    return cal_call_fail (call, path, error);
  return answer_report (call, report, path, TRUE, cal_document_log_id (document));
}

/* A workbook is not read yet, whatever its bytes. */
static gboolean
is_later_format (const char *path)
{
  static const char *const suffixes[] = { ".xlsx", ".xlsm", ".xls", ".ods" };
  g_autofree char *folded = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (folded, suffixes[i]))
      return TRUE;
  return FALSE;
}

static int
make_cycle (CalCall *call, const Options *options)
{
  const char *path = call->words[0];
  g_autoptr (CalRules) rules = cal_rules_new_default ();
  g_autoptr (GArray) maps = g_array_new (TRUE, TRUE, sizeof (CalRosterMap));
  g_autoptr (GError) error = NULL;
  const CalRosterMap *map;

  if (!read_maps (call, options->maps, maps))
    return call->exit;
  if (options->title != NULL && !g_utf8_validate (options->title, -1, NULL))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL, _ ("--title is not valid UTF-8"));
  if (options->actor != NULL && !g_utf8_validate (options->actor, -1, NULL))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL, _ ("--actor is not valid UTF-8"));
  if (is_later_format (options->roster))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, options->roster,
                            _ ("workbooks are not read yet: save the roster as CSV in UTF-8"));
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return cal_call_refuse (call, CAL_CLI_FAILED, path,
                            _ ("there is a file of that name already, and it was left as it is"));

  map = (const CalRosterMap *) (gpointer) maps->data;
  g_autoptr (CalRosterReport) report =
      strcmp (options->roster, "-") == 0
          ? cal_roster_read_fd (0, rules, map, NULL, &error)
          : cal_roster_read_file (options->roster, rules, map, NULL, &error);
  if (report == NULL)
    return cal_call_fail (call, options->roster, error);
  complain_of_all (report, options->roster);
  if (report->n_accepted == 0 || report->whole_file || (report->n_errors > 0 && !options->partial))
    {
      cal_call_complain (options->roster, 0, NULL,
                         report->whole_file || options->partial
                             ? _ ("nothing was taken from it, and no cycle was made")
                             : _ ("no cycle was made: mend the rows, or take the good ones with "
                                  "--partial"));
      answer_report (call, report, path, FALSE, NULL);
      return CAL_CLI_REFUSED;
    }
  return create (call, options, path, report, rules);
}

/**
 * cal_verb_new:
 *
 * `calibrate new`: a new cycle from a roster, all or nothing unless `--partial`.
 */
int
cal_verb_new (CalCall *call, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "roster", 'r', 0, G_OPTION_ARG_FILENAME, &options.roster, N_ ("The roster, a CSV file"),
      N_ ("FILE") },
    { "title", 't', 0, G_OPTION_ARG_FILENAME, &options.title,
      N_ ("The cycle's title (default: the document's name)"), N_ ("TEXT") },
    { "partial", 0, 0, G_OPTION_ARG_NONE, &options.partial,
      N_ ("Take the good rows where others are rejected"), NULL },
    { "map", 'm', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.maps,
      N_ ("Take the column HEADER for FIELD; may be given again"), N_ ("FIELD=HEADER") },
    { "actor", 0, 0, G_OPTION_ARG_FILENAME, &options.actor,
      N_ ("Who does it (default: the login's real name)"), N_ ("NAME") },
    { NULL },
  };

  if (!cal_call_parse (call, entries, 1, 1, argc, argv))
    return call->exit;
  if (options.roster == NULL)
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                            _ ("say which roster to start from: --roster FILE"));
  return make_cycle (call, &options);
}
