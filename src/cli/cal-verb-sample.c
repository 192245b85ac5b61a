/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-answer.h"
#include "cli/cal-progress.h"
#include "core/cal-standing.h"
#include "export/cal-csv.h"
#include "export/cal-export-file.h"
#include "roster/cal-sample.h"
#include "store/cal-document.h"

/* Decisions are made one by one and recorded so many at once: one transaction
 * each would take minutes. */
#define BLOCK 4096

typedef struct
{
  char *people;
  char *seed;
  char *decisions;
  char *roster;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->people);
  g_free (options->seed);
  g_free (options->decisions);
  g_free (options->roster);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What is asked for, as numbers. */
typedef struct
{
  guint64 people;
  guint64 seed;
  guint64 decisions;
} Size;

static gboolean
read_size (CalCall *call, const Options *options, Size *size)
{
  *size = (Size){ CAL_SAMPLE_PEOPLE, CAL_SAMPLE_SEED, 0 };
  if ((options->people == NULL
       || (cal_call_parse_number (options->people, CAL_SAMPLE_MAX_PEOPLE, &size->people)
           && size->people > 0))
      && (options->seed == NULL || cal_call_parse_number (options->seed, G_MAXUINT64, &size->seed))
      && (options->decisions == NULL
          || cal_call_parse_number (options->decisions, 100000000, &size->decisions)))
    return TRUE;
  call->exit = cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                                _ ("--people takes 1 to %d, --seed and --decisions a number"),
                                CAL_SAMPLE_MAX_PEOPLE);
  return FALSE;
}

static gboolean
record (CalDocument *document, GPtrArray *block, GArray *standings, GError **error)
{
  if (!cal_document_append_foreseen (document, block, standings, error))
    return FALSE;
  g_ptr_array_set_size (block, 0);
  g_array_set_size (standings, 0);
  return TRUE;
}

/* The later ones of a block take the place of the earlier. */
static void
foresee (const CalBoard *board, GPtrArray *entries, GArray *standings)
{
  g_autoptr (GArray) next = cal_standing_foresee (board, entries);

  g_array_append_vals (standings, next->data, next->len);
}

static gboolean
hold_meeting (CalDocument *document, CalBoard *board, const Size *size, GError **error)
{
  g_autoptr (CalSampleMeeting) meeting =
      cal_sample_meeting_new (board, size->seed, size->decisions);
  g_autoptr (GPtrArray) block = cal_entries_new ();
  g_autoptr (GArray) standings = g_array_new (FALSE, FALSE, sizeof (CalStanding));
  CalProgressLine progress = cal_progress_line (_ ("deciding"));
  const CalCommand *command;

  while ((command = cal_sample_meeting_next (meeting, board)) != NULL)
    {
      g_autoptr (GPtrArray) entries = cal_decide (board, command, error);

      if (entries == NULL)
        return FALSE;
      foresee (board, entries, standings);
      for (guint i = 0; i < entries->len; i++)
        if (!cal_board_apply (board, g_ptr_array_index (entries, i), NULL, NULL, error))
          return FALSE;
      g_ptr_array_extend_and_steal (block, g_steal_pointer (&entries));
      if (block->len >= BLOCK && !record (document, block, standings, error))
        return FALSE;
      cal_progress_step ((double) cal_board_n_decisions (board) / (double) size->decisions,
                         &progress);
    }
  cal_progress_end (&progress);
  return record (document, block, standings, error);
}

static int
answer (CalCall *call, const char *path, const CalBoard *board)
{
  if (call->json || call->jsonl)
    {
      g_autoptr (JsonBuilder) object = cal_answer_new ();

      cal_answer_text (object, "document", path);
      cal_answer_text (object, "title", cal_board_title (board));
      cal_answer_number (object, "people", cal_board_n_present (board));
      cal_answer_number (object, "decisions", cal_board_n_decisions (board));
      cal_answer_number (object, "log_size", (gint64) cal_board_size (board));
      cal_answer_text (object, "session", CAL_SAMPLE_SESSION);
      cal_answer_print (object);
    }
  else
    {
      g_autofree char *plain = cal_call_plain (path);

      printf (_ ("%s: %u people, %u decisions in session %s\n"), plain, cal_board_n_present (board),
              cal_board_n_decisions (board), CAL_SAMPLE_SESSION);
    }
  return CAL_CLI_OK;
}

static int
make_document (CalCall *call, const Size *size)
{
  const char *path = call->words[0];
  g_autoptr (CalRoster) roster = cal_sample_roster ((guint) size->people, size->seed);
  g_autoptr (CalRules) rules = cal_rules_new_default ();
  g_autoptr (GBytes) csv = cal_csv_of_roster (roster);
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, csv);
  g_autofree char *file_name = g_strdup_printf ("roster-%" G_GUINT64_FORMAT ".csv", size->people);
  g_autoptr (GError) error = NULL;
  CalProgressLine progress = cal_progress_line (_ ("recording"));
  CalCycleSetup setup = {
    .title = CAL_SAMPLE_TITLE,
    .actor = cal_sample_facilitator (roster),
    .time = CAL_SAMPLE_TIME,
    .rules = rules,
    .roster = roster,
    .file_name = file_name,
    .file_sha256 = sum,
    .session = CAL_SAMPLE_SESSION,
    .session_reason = CAL_SAMPLE_SESSION_REASON,
  };

  g_clear_pointer (&csv, g_bytes_unref);
  g_autoptr (CalDocument) document =
      cal_document_create (path, &setup, cal_progress_step, &progress, &error);
  cal_progress_end (&progress);
  g_autoptr (CalBoard) board =
      document != NULL ? cal_document_load (document, CAL_NONE, &error) : NULL;
  if (board == NULL || !hold_meeting (document, board, size, &error))
    return cal_call_fail (call, path, error);
  return answer (call, path, board);
}

static int
make_roster (CalCall *call, const Options *options, const Size *size)
{
  g_autoptr (CalRoster) roster = cal_sample_roster ((guint) size->people, size->seed);
  g_autoptr (GBytes) csv = cal_csv_of_roster (roster);
  g_autoptr (GError) error = NULL;

  if (!cal_export_file_write (options->roster, csv, &error))
    return cal_call_fail (call, options->roster, error);
  if ((call->json || call->jsonl) && strcmp (options->roster, "-") != 0)
    {
      g_autoptr (JsonBuilder) object = cal_answer_new ();

      cal_answer_text (object, "output", options->roster);
      cal_answer_number (object, "people", (gint64) size->people);
      cal_answer_print (object);
    }
  return CAL_CLI_OK;
}

/**
 * cal_verb_sample:
 *
 * `calibrate sample`: a made-up cycle, or only its roster.
 */
int
cal_verb_sample (CalCall *call, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "people", 0, 0, G_OPTION_ARG_FILENAME, &options.people, N_ ("How many people (200)"),
      N_ ("N") },
    { "seed", 0, 0, G_OPTION_ARG_FILENAME, &options.seed,
      N_ ("The same seed makes the same people and decisions (1)"), N_ ("S") },
    { "decisions", 0, 0, G_OPTION_ARG_FILENAME, &options.decisions,
      N_ ("How many decisions in session S1 (0)"), N_ ("M") },
    { "roster", 0, 0, G_OPTION_ARG_FILENAME, &options.roster, N_ ("Write only the roster, as CSV"),
      N_ ("FILE") },
    { NULL },
  };
  Size size;

  if (!cal_call_parse (call, entries, 0, 1, argc, argv))
    return call->exit;
  if (options.roster != NULL && options.decisions != NULL)
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                            _ ("a roster holds no decisions: leave --decisions out"));
  if ((call->n_words == 0) == (options.roster == NULL))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                            _ ("name a document, or a file after --roster, and not both"));
  if (!read_size (call, &options, &size) || !cal_call_spares_cycle (call, options.roster))
    return call->exit;
  return options.roster != NULL ? make_roster (call, &options, &size) : make_document (call, &size);
}
