/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "charts/cal-chart-fairness.h"
#include "charts/cal-chart-file.h"
#include "charts/cal-chart.h"
#include "cli/cal-answer.h"
#include "cli/cal-past.h"

#define WIDTH 900.0
/* A chart that can be higher is as high as this. */
#define HEIGHT 460.0

static CalChart *
make_distribution (const CalBoard *board)
{
  return cal_chart_new_distribution (board, NULL, 0);
}

static CalChart *
make_fairness (const CalBoard *board, CalFairnessChart which)
{
  g_autoptr (CalFairness) fairness = NULL;

  /* A log that ends before the roster has nothing to show, and says so. */
  if (cal_board_rules (board) == NULL || cal_board_roster (board) == NULL)
    return make_distribution (board);
  fairness = cal_fairness_new (board, NULL);
  cal_fairness_compute (fairness);
  return cal_chart_new_fairness (fairness, which);
}

static CalChart *
make_severity (const CalBoard *board)
{
  return make_fairness (board, CAL_FAIRNESS_CHART_SEVERITY);
}

static CalChart *
make_groups (const CalBoard *board)
{
  return make_fairness (board, CAL_FAIRNESS_CHART_GROUPS);
}

static CalChart *
make_agreement (const CalBoard *board)
{
  return make_fairness (board, CAL_FAIRNESS_CHART_AGREEMENT);
}

static CalChart *
make_flow (const CalBoard *board)
{
  return make_fairness (board, CAL_FAIRNESS_CHART_FLOW);
}

static CalChart *
make_slopes (const CalBoard *board)
{
  return make_fairness (board, CAL_FAIRNESS_CHART_SLOPES);
}

static CalChart *
make_moves (const CalBoard *board)
{
  return make_fairness (board, CAL_FAIRNESS_CHART_MOVES);
}

static const struct
{
  const char *name;
  CalChart *(*make) (const CalBoard *board);
} charts[] = {
  { "distribution", make_distribution },
  { "ninebox", cal_chart_new_ninebox },
  { "severity", make_severity },
  { "groups", make_groups },
  { "agreement", make_agreement },
  { "flow", make_flow },
  { "slopes", make_slopes },
  { "moves", make_moves },
};

typedef struct
{
  char *at;
  char *output;
  gboolean list;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->at);
  g_free (options->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static int
list (CalCall *call)
{
  g_autoptr (JsonBuilder) answer = cal_answer_new ();

  json_builder_set_member_name (answer, "charts");
  json_builder_begin_array (answer);
  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    if (call->json || call->jsonl)
      json_builder_add_string_value (answer, charts[i].name);
    else
      puts (charts[i].name);
  json_builder_end_array (answer);
  if (call->json || call->jsonl)
    cal_answer_print (answer);
  return CAL_CLI_OK;
}

static int
draw (CalCall *call, guint which, const Options *options)
{
  g_auto (CalPast) past = { 0 };
  g_autoptr (GError) error = NULL;

  if (!cal_past_open (&past, call, call->words[0], options->at))
    return call->exit;
  g_autoptr (CalChart) chart = charts[which].make (past.board);
  if (!cal_chart_write_file (chart, options->output, WIDTH, HEIGHT, &error))
    return cal_call_fail (call, options->output, error);
  if (call->json || call->jsonl)
    {
      g_autofree char *summary = cal_chart_describe (chart);
      g_autoptr (JsonBuilder) answer = cal_answer_new ();

      cal_answer_text (answer, "chart", charts[which].name);
      cal_answer_text (answer, "output", options->output);
      cal_answer_text (answer, "summary", summary);
      cal_answer_print (answer);
    }
  return CAL_CLI_OK;
}

/**
 * cal_verb_chart:
 *
 * `calibrate chart`: one chart as a picture.
 */
int
cal_verb_chart (CalCall *call, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "at", 0, 0, G_OPTION_ARG_FILENAME, &options.at,
      N_ ("As it was after this decision (default: now)"), N_ ("SEQ") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("Where to: .png, .svg or .pdf"),
      N_ ("FILE") },
    { "list", 0, 0, G_OPTION_ARG_NONE, &options.list, N_ ("List the charts there are"), NULL },
    { NULL },
  };

  if (!cal_call_parse (call, entries, 0, 2, argc, argv))
    return call->exit;
  if (options.list && call->n_words <= 1)
    return list (call);
  if (call->n_words < 2)
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL, _ ("use: calibrate chart %s"),
                            call->verb->arguments);
  if (options.output == NULL)
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL, _ ("say where to: --output FILE"));
  if (!cal_picture_can_write (options.output))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, options.output,
                            _ ("pictures are written as .png, .svg or .pdf"));
  if (!cal_call_spares_cycle (call, options.output))
    return call->exit;
  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    if (strcmp (charts[i].name, call->words[1]) == 0)
      return draw (call, i, &options);
  g_autofree char *plain = cal_call_plain (call->words[1]);
  return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                          _ ("there is no chart “%s”: see “calibrate chart --list”"), plain);
}
