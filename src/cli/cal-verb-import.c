/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "cli/cal-answer.h"
#include "cli/cal-progress.h"
#include "cli/cal-roster-file.h"
#include "core/cal-roster-change.h"
#include "core/cal-time.h"
#include "store/cal-document.h"

typedef struct
{
  char *as;
  char *cycle;
  char **maps;
  char *actor;
  gboolean dry_run;
  gboolean partial;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->as);
  g_free (options->cycle);
  g_strfreev (options->maps);
  g_free (options->actor);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What an import comes to: for a roster who is new, changed and gone, for ratings
 * nothing but their number. */
typedef struct
{
  CalKind kind;
  CalRoster *rows;
  GPtrArray *changes;
  guint n_kept;
  gboolean imported;
  char *backup;
} Outcome;

static void
outcome_clear (Outcome *outcome)
{
  g_clear_pointer (&outcome->rows, cal_roster_unref);
  g_clear_pointer (&outcome->changes, g_ptr_array_unref);
  g_free (outcome->backup);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static gboolean
is_new (const CalRosterChange *change)
{
  return change->row != NULL && (change->subject == CAL_NONE || change->returns);
}

static gboolean
is_gone (const CalRosterChange *change)
{
  return change->row == NULL;
}

static gboolean
is_changed (const CalRosterChange *change)
{
  return !is_new (change) && !is_gone (change);
}

static guint
count (const Outcome *outcome, gboolean (*is) (const CalRosterChange *change))
{
  guint n = 0;

  for (guint i = 0; outcome->changes != NULL && i < outcome->changes->len; i++)
    n += is (g_ptr_array_index (outcome->changes, i)) != FALSE;
  return n;
}

static void
add_change (JsonBuilder *answer, const CalBoard *board, const CalRosterChange *change)
{
  const CalBoardSubject *subject =
      change->subject != CAL_NONE ? cal_board_subject (board, (guint) change->subject) : NULL;
  const CalSubject *row = change->row != NULL ? change->row : subject->row;

  json_builder_begin_object (answer);
  cal_answer_text (answer, "id", row->id);
  cal_answer_text (answer, "name", row->name);
  cal_answer_number (answer, "decisions", subject != NULL ? subject->n_decisions : 0);
  if (is_changed (change))
    {
      cal_answer_list (answer, "fields", (const char *const *) change->fields);
      if (change->rating_changed)
        cal_answer_flag (answer, "working_rating_follows", change->follows);
    }
  json_builder_end_object (answer);
}

static void
add_changes (JsonBuilder *answer,
             const char *name,
             const CalBoard *board,
             const Outcome *outcome,
             gboolean (*is) (const CalRosterChange *change))
{
  json_builder_set_member_name (answer, name);
  json_builder_begin_array (answer);
  for (guint i = 0; i < outcome->changes->len; i++)
    if (is (g_ptr_array_index (outcome->changes, i)))
      add_change (answer, board, g_ptr_array_index (outcome->changes, i));
  json_builder_end_array (answer);
}

static void
print_change (const CalBoard *board, const CalRosterChange *change)
{
  const CalBoardSubject *subject =
      change->subject != CAL_NONE ? cal_board_subject (board, (guint) change->subject) : NULL;
  const CalSubject *row = change->row != NULL ? change->row : subject->row;
  g_autofree char *id = cal_call_plain (row->id);
  g_autofree char *name = cal_call_plain (row->name);
  g_autofree char *joined =
      change->fields[0] != NULL ? g_strjoinv (", ", change->fields) : g_strdup ("");
  g_autofree char *fields = cal_call_plain (joined);

  printf ("%s  %s  %s",
          is_new (change)    ? _ ("new")
          : is_gone (change) ? _ ("gone")
                             : _ ("changed"),
          id, name);
  if (is_changed (change))
    printf (": %s", fields);
  if (is_changed (change) && change->rating_changed && !change->follows)
    printf (_ ("; decided on, so the working rating stays"));
  if (is_gone (change) && subject->n_decisions > 0)
    printf (ngettext (": %u decision stays in history", ": %u decisions stay in history",
                      subject->n_decisions),
            subject->n_decisions);
  putchar ('\n');
}

static void
print_outcome (const CalBoard *board, const CalRosterReport *report, const Outcome *outcome)
{
  if (outcome->changes == NULL)
    {
      printf (ngettext ("%u rating\n", "%u ratings\n", report->n_accepted), report->n_accepted);
    }
  else
    {
      for (guint i = 0; i < outcome->changes->len; i++)
        print_change (board, g_ptr_array_index (outcome->changes, i));
      printf (_ ("%u new, %u changed, %u gone\n"), count (outcome, is_new),
              count (outcome, is_changed), count (outcome, is_gone));
    }
  if (outcome->n_kept > 0)
    printf (ngettext ("%u person without a good row stays as they are\n",
                      "%u people without a good row stay as they are\n", outcome->n_kept),
            outcome->n_kept);
  if (report->n_rejected > 0)
    printf (ngettext ("%u row was rejected\n", "%u rows were rejected\n", report->n_rejected),
            report->n_rejected);
  if (!outcome->imported)
    puts (_ ("Nothing was recorded."));
  else
    {
      g_autofree char *backup = cal_call_plain (outcome->backup);

      printf (_ ("What the document was before is in %s\n"), backup);
    }
}

static int
answer_import (CalCall *call,
               const CalBoard *board,
               const CalRosterReport *report,
               const Options *options,
               const Outcome *outcome)
{
  if (call->jsonl)
    cal_roster_file_print (report);
  if (call->json || call->jsonl)
    {
      g_autoptr (JsonBuilder) answer = cal_answer_new ();

      cal_answer_flag (answer, "imported", outcome->imported);
      cal_answer_flag (answer, "dry_run", options->dry_run);
      cal_answer_text (answer, "kind", cal_kind_name (outcome->kind));
      cal_answer_number (answer, "rows_accepted", report->n_accepted);
      cal_answer_number (answer, "rows_rejected", report->n_rejected);
      cal_answer_number (answer, "error_count", report->n_errors);
      if (outcome->changes != NULL)
        {
          cal_answer_number (answer, "new_count", count (outcome, is_new));
          cal_answer_number (answer, "changed_count", count (outcome, is_changed));
          cal_answer_number (answer, "gone_count", count (outcome, is_gone));
          cal_answer_number (answer, "kept_count", outcome->n_kept);
          add_changes (answer, "new", board, outcome, is_new);
          add_changes (answer, "changed", board, outcome, is_changed);
          add_changes (answer, "gone", board, outcome, is_gone);
        }
      if (outcome->backup != NULL)
        cal_answer_text (answer, "backup", outcome->backup);
      if (call->json)
        cal_roster_file_answer (answer, report);
      cal_answer_text (answer, "encoding", report->encoding);
      cal_answer_print (answer);
    }
  else
    print_outcome (board, report, outcome);
  return report->n_rejected > 0 || report->n_errors > 0 ? CAL_CLI_REFUSED : CAL_CLI_OK;
}

static gboolean
knows (const char *id, gpointer user_data)
{
  guint index;

  return cal_board_find (user_data, id, &index);
}

static CalRosterReport *
read_file (const char *file,
           const Options *options,
           CalKind kind,
           CalBoard *board,
           const CalRosterMap *map,
           GError **error)
{
  g_autofree char *base = g_path_get_basename (file);
  g_autofree char *cycle = g_utf8_make_valid (options->cycle != NULL ? options->cycle : base, -1);
  const CalRatingsWanted wanted = {
    .earlier = kind == CAL_KIND_EARLIER_IMPORTED,
    .cycle = cycle,
    .knows = kind == CAL_KIND_RATINGS_IMPORTED ? knows : NULL,
    .user_data = board,
  };
  CalRules *rules = cal_board_rules (board);
  CalRosterReport *report;
  int fd = strcmp (file, "-") == 0 ? 0 : g_open (file, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0)
    {
      int code = errno;

      g_set_error_literal (error, G_IO_ERROR, (int) g_io_error_from_errno (code),
                           g_strerror (code));
      return NULL;
    }
  report = kind == CAL_KIND_ROSTER_IMPORTED
               ? cal_roster_read_fd (fd, rules, map, NULL, error)
               : cal_ratings_read_fd (fd, &wanted, rules, map, NULL, error);
  if (fd > 0)
    close (fd);
  return report;
}

/* What is brought in: all that is good, and of a roster with rejected rows
 * everybody else as they were. */
static void
foresee (const CalBoard *board, const CalRosterReport *report, Outcome *outcome)
{
  if (outcome->kind != CAL_KIND_ROSTER_IMPORTED)
    {
      outcome->rows = cal_roster_ref (report->roster);
      return;
    }
  if (report->n_rejected > 0 || report->n_errors > 0)
    {
      outcome->rows = cal_roster_keep_others (board, report->roster);
      outcome->n_kept = cal_roster_n_subjects (outcome->rows) - report->n_accepted;
    }
  else
    outcome->rows = cal_roster_ref (report->roster);
  outcome->changes = cal_roster_changes (board, outcome->rows);
}

static int
record (CalCall *call,
        CalDocument *document,
        CalBoard *board,
        const Options *options,
        const CalRosterReport *report,
        Outcome *outcome)
{
  const char *file = call->words[1];
  g_autoptr (GError) error = NULL;
  g_autofree char *base = g_path_get_basename (file);
  g_autofree char *file_name = g_utf8_make_valid (base, -1);
  CalProgressLine progress = cal_progress_line (_ ("recording"));
  const CalImport import = {
    .kind = outcome->kind,
    .rows = outcome->rows,
    .actor = options->actor != NULL ? options->actor : cal_call_default_actor (),
    .time = cal_time_now (),
    .file_name = strcmp (file, "-") == 0 ? "" : file_name,
    .file_sha256 = report->sha256,
  };

  outcome->backup =
      cal_document_import (document, board, &import, cal_progress_step, &progress, &error);
  cal_progress_end (&progress);
  if (outcome->backup == NULL)
    return cal_call_fail (call, call->words[0], error);
  outcome->imported = TRUE;
  return CAL_CLI_OK;
}

/* A roster that changes nothing leaves nothing to record. */
static gboolean
says_something (const Outcome *outcome)
{
  return outcome->changes == NULL || outcome->changes->len > 0;
}

static int
import (CalCall *call, const Options *options, CalKind kind, const CalRosterMap *map)
{
  const char *file = call->words[1];
  g_auto (Outcome) outcome = { .kind = kind };
  g_autoptr (GError) error = NULL;
  g_autoptr (CalDocument) document = cal_document_open (
      call->words[0], options->dry_run ? CAL_ACCESS_READ : CAL_ACCESS_WRITE, &error);
  g_autoptr (CalBoard) board =
      document != NULL ? cal_document_load (document, CAL_NONE, &error) : NULL;
  g_autoptr (CalRosterReport) report = NULL;
  int status = CAL_CLI_OK;

  if (board == NULL)
    return cal_call_fail (call, call->words[0], error);
  report = read_file (file, options, kind, board, map, &error);
  if (report == NULL)
    return cal_call_fail (call, file, error);
  cal_roster_file_complain (report, file);
  if (report->n_accepted == 0 || report->whole_file || (report->n_errors > 0 && !options->partial))
    {
      cal_call_complain (file, 0, NULL,
                         report->whole_file || options->partial
                             ? _ ("nothing was taken from it")
                             : _ ("nothing was taken from it: mend the rows, or take the good ones "
                                  "with --partial"));
      answer_import (call, board, report, options, &outcome);
      return CAL_CLI_REFUSED;
    }
  foresee (board, report, &outcome);
  if (!options->dry_run && says_something (&outcome))
    status = record (call, document, board, options, report, &outcome);
  return status != CAL_CLI_OK ? status : answer_import (call, board, report, options, &outcome);
}

static gboolean
read_kind (CalCall *call, const char *as, CalKind *kind)
{
  if (as == NULL || strcmp (as, "roster") == 0)
    *kind = CAL_KIND_ROSTER_IMPORTED;
  else if (strcmp (as, "ratings") == 0)
    *kind = CAL_KIND_RATINGS_IMPORTED;
  else if (strcmp (as, "earlier") == 0)
    *kind = CAL_KIND_EARLIER_IMPORTED;
  else
    {
      call->exit = cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                                    _ ("--as takes roster, ratings or earlier"));
      return FALSE;
    }
  return TRUE;
}

/**
 * cal_verb_import:
 *
 * `calibrate import`: a corrected roster, several raters' ratings or those of
 * earlier cycles into an existing cycle, all or nothing unless `--partial`.
 */
int
cal_verb_import (CalCall *call, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GArray) maps = g_array_new (TRUE, TRUE, sizeof (CalRosterMap));
  CalKind kind;
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &options.as,
      N_ ("What the file holds: roster, ratings of several raters, or earlier cycles' ratings"),
      N_ ("roster|ratings|earlier") },
    { "cycle", 0, 0, G_OPTION_ARG_FILENAME, &options.cycle,
      N_ ("The earlier cycle's title where no column says it (default: the file's name)"),
      N_ ("TEXT") },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run,
      N_ ("Say what would change, and record nothing"), NULL },
    { "partial", 0, 0, G_OPTION_ARG_NONE, &options.partial,
      N_ ("Take the good rows where others are rejected"), NULL },
    { "map", 'm', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.maps,
      N_ ("Take the column HEADER for FIELD; may be given again"), N_ ("FIELD=HEADER") },
    { "actor", 0, 0, G_OPTION_ARG_FILENAME, &options.actor,
      N_ ("Who does it (default: the login's real name)"), N_ ("NAME") },
    { NULL },
  };

  if (!cal_call_parse (call, entries, 2, 2, argc, argv) || !read_kind (call, options.as, &kind)
      || !cal_roster_file_maps (call, options.maps, maps)
      || !cal_roster_file_check (call, call->words[1]))
    return call->exit;
  if (options.actor != NULL && !g_utf8_validate (options.actor, -1, NULL))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL, _ ("--actor is not valid UTF-8"));
  return import (call, &options, kind, (const CalRosterMap *) (gpointer) maps->data);
}
