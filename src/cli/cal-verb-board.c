/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "charts/cal-board-picture.h"
#include "charts/cal-chart-file.h"
#include "cli/cal-answer.h"
#include "cli/cal-past.h"

/* A picture's size on the wall, in pixels. */
#define PICTURE_WIDTH 1920
#define PICTURE_HEIGHT 1080

typedef struct
{
  char *at;
  char *output;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->at);
  g_free (options->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
add_facts (JsonBuilder *answer, const CalBoard *board)
{
  const CalRules *rules = cal_board_rules (board);
  guint n_sessions = cal_board_n_sessions (board);

  cal_answer_text (answer, "title", cal_board_title (board));
  cal_answer_number (answer, "size", (gint64) cal_board_size (board));
  cal_answer_number (answer, "at", (gint64) cal_board_size (board) - 1);
  cal_answer_text (answer, "session",
                   n_sessions > 0 ? cal_board_session (board, n_sessions - 1)->name : "");
  cal_answer_number (answer, "n", cal_board_n_present (board));
  cal_answer_number (answer, "placed", cal_board_n_placed (board));
  cal_answer_number (answer, "holding", cal_board_n_present (board) - cal_board_n_placed (board));
  cal_answer_number (answer, "decisions", cal_board_n_decisions (board));
  if (cal_board_n_erased (board) > 0)
    cal_answer_number (answer, "erased", cal_board_n_erased (board));
  json_builder_set_member_name (answer, "counts");
  json_builder_begin_object (answer);
  for (guint cell = 0; rules != NULL && cell < rules->n_cells; cell++)
    {
      char text[CAL_PLACEMENT_TEXT_SIZE];

      cal_placement_format (cal_rules_cell_placement (rules, cell), text);
      cal_answer_number (answer, text, cal_board_count (board, cell));
    }
  json_builder_end_object (answer);
}

static void
add_level (JsonBuilder *answer, const char *name, guint level)
{
  json_builder_set_member_name (answer, name);
  if (level > 0)
    json_builder_add_int_value (answer, level);
  else
    json_builder_add_null_value (answer);
}

static char *
subject_text (const CalBoard *board, guint index)
{
  const CalBoardSubject *subject = cal_board_subject (board, index);
  const char *cell = cal_rules_cell_label (cal_board_rules (board), subject->placement);
  CalPlacement rating = cal_board_rating (board, index);
  CalPlacement before = subject->row->ratings;
  g_autoptr (JsonBuilder) answer = cal_answer_new ();

  cal_answer_text (answer, "id", subject->row->id);
  cal_answer_text (answer, "name", subject->row->name);
  cal_answer_text (answer, "manager_id", subject->row->manager_id);
  cal_answer_placement (answer, "placement", subject->placement);
  cal_answer_placement (answer, "pre", cal_placement_is_placed (before) ? before : CAL_HOLDING);
  cal_answer_text (answer, "cell", cell != NULL ? cell : "");
  add_level (answer, "performance", rating.performance);
  add_level (answer, "potential", rating.potential);
  add_level (answer, "pre_performance", before.performance);
  add_level (answer, "pre_potential", before.potential);
  cal_answer_number (answer, "decisions", subject->n_decisions);
  return cal_answer_finish (answer);
}

/* The subjects may be very many, so the object is written as it is made. */
static void
print_json (const CalBoard *board, gboolean lines)
{
  gboolean first = TRUE;

  if (!lines)
    {
      g_autoptr (JsonBuilder) facts = cal_answer_new ();
      g_autofree char *text = NULL;

      add_facts (facts, board);
      text = cal_answer_finish (facts);
      text[strlen (text) - 1] = '\0';
      printf ("%s,\"subjects\":[", text);
    }
  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    {
      if (cal_board_subject (board, i)->gone)
        continue;
      g_autofree char *text = subject_text (board, i);
      printf ("%s%s%s", lines || first ? "" : ",", text, lines ? "\n" : "");
      first = FALSE;
    }
  if (!lines)
    puts ("]}");
}

static void
print_grid (const CalBoard *board)
{
  const CalRules *rules = cal_board_rules (board);

  for (guint potential = rules->potential.n_levels; potential >= 1; potential--)
    for (guint performance = 1; performance <= rules->performance.n_levels; performance++)
      {
        CalPlacement placement = cal_placement (performance, potential);
        guint cell = cal_rules_cell (rules, placement);

        printf ("  %u,%u %-14s %6u%s", performance, potential, rules->cell_labels[cell],
                cal_board_count (board, cell),
                performance == rules->performance.n_levels ? "\n" : "  ");
      }
}

static void
print_text (const CalBoard *board)
{
  g_autofree char *title = cal_call_plain (cal_board_title (board));
  guint n = cal_board_n_present (board);

  printf (ngettext ("%s: %u person, %u placed, %u in the holding area, %u decisions, log of %u\n",
                    "%s: %u people, %u placed, %u in the holding area, %u decisions, log of %u\n",
                    n),
          title, n, cal_board_n_placed (board), n - cal_board_n_placed (board),
          cal_board_n_decisions (board), (guint) cal_board_size (board));
  if (cal_board_n_erased (board) > 0)
    printf (ngettext ("%u person has been erased and is counted nowhere\n",
                      "%u people have been erased and are counted nowhere\n",
                      cal_board_n_erased (board)),
            cal_board_n_erased (board));
  if (cal_board_rules (board) == NULL)
    return;
  print_grid (board);
  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    {
      const CalBoardSubject *subject = cal_board_subject (board, i);
      CalPlacement before =
          cal_placement_is_placed (subject->row->ratings) ? subject->row->ratings : CAL_HOLDING;
      const char *cell = cal_rules_cell_label (cal_board_rules (board), subject->placement);
      char text[CAL_PLACEMENT_TEXT_SIZE];

      if (subject->gone)
        continue;
      g_autofree char *id = cal_call_plain (subject->row->id);
      g_autofree char *name = cal_call_plain (subject->row->name);
      printf ("%s  %s  %s%s%s", id, name, cal_placement_words (subject->placement, text),
              cell != NULL ? " " : "", cell != NULL ? cell : "");
      if (!cal_placement_equal (before, subject->placement))
        printf (_ (" (was %s)"), cal_placement_words (before, text));
      putchar ('\n');
    }
}

static int
draw (CalCall *call, const CalBoard *board, const char *output)
{
  g_autoptr (GError) error = NULL;

  if (!cal_board_picture_write_file (board, output, PICTURE_WIDTH, PICTURE_HEIGHT,
                                     &cal_palette_light, &error))
    return cal_call_fail (call, output, error);
  if (call->json || call->jsonl)
    {
      g_autoptr (JsonBuilder) answer = cal_answer_new ();

      add_facts (answer, board);
      cal_answer_text (answer, "output", output);
      cal_answer_print (answer);
    }
  return CAL_CLI_OK;
}

/**
 * cal_verb_board:
 *
 * `calibrate board`: who stands where, now or after a decision, as text, JSON
 * or a picture.
 */
int
cal_verb_board (CalCall *call, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (CalPast) past = { 0 };
  const GOptionEntry entries[] = {
    { "at", 0, 0, G_OPTION_ARG_FILENAME, &options.at,
      N_ ("As it was after this decision (default: now)"), N_ ("SEQ") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("Draw it: .png, .svg or .pdf"),
      N_ ("FILE") },
    { NULL },
  };

  if (!cal_call_parse (call, entries, 1, 1, argc, argv))
    return call->exit;
  if (options.output != NULL && !cal_picture_can_write (options.output))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, options.output,
                            _ ("pictures are written as .png, .svg or .pdf"));
  if (!cal_call_spares_cycle (call, options.output)
      || !cal_past_open (&past, call, call->words[0], options.at))
    return call->exit;
  if (options.output != NULL)
    return draw (call, past.board, options.output);
  if (call->json || call->jsonl)
    print_json (past.board, call->jsonl);
  else
    print_text (past.board);
  return CAL_CLI_OK;
}
