/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-answer.h"
#include "cli/cal-progress.h"
#include "cli/cal-roster-file.h"
#include "core/cal-time.h"
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

static int
answer_report (CalCall *call,
               const CalRosterReport *report,
               const char *document,
               gboolean created,
               const char *log_id)
{
  if (call->jsonl)
    cal_roster_file_print (report);
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
        cal_roster_file_answer (answer, report);
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

static int
make_cycle (CalCall *call, const Options *options)
{
  const char *path = call->words[0];
  g_autoptr (CalRules) rules = cal_rules_new_default ();
  g_autoptr (GArray) maps = g_array_new (TRUE, TRUE, sizeof (CalRosterMap));
  g_autoptr (GError) error = NULL;
  const CalRosterMap *map;

  if (!cal_roster_file_maps (call, options->maps, maps))
    return call->exit;
  if (options->title != NULL && !g_utf8_validate (options->title, -1, NULL))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL, _ ("--title is not valid UTF-8"));
  if (options->actor != NULL && !g_utf8_validate (options->actor, -1, NULL))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL, _ ("--actor is not valid UTF-8"));
  if (!cal_roster_file_check (call, options->roster))
    return call->exit;
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
  cal_roster_file_complain (report, options->roster);
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
