/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "charts/cal-chart-file.h"
#include "charts/cal-chart.h"
#include "cli/cal-answer.h"
#include "cli/cal-past.h"

#define WIDTH 900.0

static CalChart *
make_distribution (const CalBoard *board)
{
  return cal_chart_new_distribution (board, NULL, 0);
}

static const struct
{
  const char *name;
  CalChart *(*make) (const CalBoard *board);
} charts[] = {
  { "distribution", make_distribution },
  { "ninebox", cal_chart_new_ninebox },
};

static const char *const later[] = { "severity", "groups", "agreement", "flow", NULL };

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
  if (!cal_chart_write_file (chart, options->output, WIDTH,
                             cal_chart_height_for_width (chart, WIDTH), &error))
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
  if (g_strv_contains (later, call->words[1]))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                            _ ("the chart “%s” is not there yet in this version"), call->words[1]);
  if (options.output == NULL)
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL, _ ("say where to: --output FILE"));
  if (!cal_picture_can_write (options.output))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, options.output,
                            _ ("pictures are written as .png, .svg or .pdf"));
  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    if (strcmp (charts[i].name, call->words[1]) == 0)
      return draw (call, i, &options);
  g_autofree char *plain = cal_call_plain (call->words[1]);
  return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                          _ ("there is no chart “%s”: see “calibrate chart --list”"), plain);
}
