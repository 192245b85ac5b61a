/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-answer.h"
#include "cli/cal-fairness-answer.h"
#include "cli/cal-past.h"
#include "stats/cal-fairness-words.h"

typedef struct
{
  char *at;
  char **filters;
  char **groups;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->at);
  g_strfreev (options->filters);
  g_strfreev (options->groups);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* A column by its name; `rater` and `manager_id` for who rated. */
static gboolean
find_column (CalCall *call, const CalRoster *roster, const char *name, int *column)
{
  g_autofree char *plain = NULL;

  if (g_ascii_strcasecmp (name, "rater") == 0
      || g_ascii_strcasecmp (name, cal_field_name (CAL_FIELD_MANAGER_ID)) == 0)
    {
      *column = CAL_FAIRNESS_RATER;
      return TRUE;
    }
  for (guint i = 0; i < cal_roster_n_columns (roster); i++)
    if (g_ascii_strcasecmp (cal_roster_column (roster, i)->name, name) == 0)
      {
        *column = (int) i;
        return TRUE;
      }
  plain = cal_call_plain (name);
  call->exit = cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                                _ ("the roster has no attribute “%s”"), plain);
  return FALSE;
}

static gboolean
read_filter (CalCall *call, const CalRoster *roster, char *text, CalFairnessFilter *filter)
{
  char *sign = strchr (text, '=');

  if (sign == NULL || sign == text || !g_utf8_validate (text, -1, NULL))
    {
      call->exit =
          cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL, _ ("--filter takes ATTRIBUTE=VALUE"));
      return FALSE;
    }
  *sign = '\0';
  filter->value = sign + 1;
  if (!find_column (call, roster, text, &filter->column))
    return FALSE;
  if (filter->column < 0
      || !cal_column_is_demographic (cal_roster_column (roster, (guint) filter->column)))
    return TRUE;
  call->exit = cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                                _ ("%s is demographic: it makes groups, and is no filter"), text);
  return FALSE;
}

static gboolean
read_grouping (CalCall *call, const CalRoster *roster, char *text, CalFairnessGrouping *grouping)
{
  char *comma = strchr (text, ',');

  grouping->second = CAL_FAIRNESS_NO_COLUMN;
  if (comma != NULL)
    {
      *comma = '\0';
      if (!find_column (call, roster, comma + 1, &grouping->second))
        return FALSE;
    }
  return find_column (call, roster, text, &grouping->first);
}

static void
print_level (const CalFairness *fairness, guint level)
{
  const CalFairnessDistribution *distribution = cal_fairness_distribution (fairness);
  g_autofree char *label =
      cal_call_plain (_ (cal_fairness_rules (fairness)->performance.labels[level]));

  printf ("  %-20s %6lu → %6lu", label, (gulong) distribution->before[level],
          (gulong) distribution->now[level]);
  if (distribution->has_guideline)
    printf (_ ("  guideline %.0f %%: %u to %u"), distribution->weights[level],
            distribution->allowed_now[level].low, distribution->allowed_now[level].high);
  putchar ('\n');
}

static void
print_rater (const CalFairnessRater *rater)
{
  g_autofree char *name = cal_call_plain (rater->name);
  g_autofree char *effect = cal_words_effect (rater->effect.deviation, TRUE);
  g_autofree char *interval = cal_words_interval (
      rater->effect.low - (rater->effect.shrunken - rater->effect.deviation),
      rater->effect.high - (rater->effect.shrunken - rater->effect.deviation), TRUE);

  printf ("  %-24s n %4lu  %s  %s%s\n", name, (gulong) rater->effect.n, effect, interval,
          rater->stands_out ? "  *" : "");
}

static char *
count_text (gboolean shown, guint64 count)
{
  return shown ? g_strdup_printf ("%lu", (gulong) count) : g_strdup ("–");
}

static void
print_group (const CalFairnessGroup *group)
{
  g_autofree char *name = cal_fairness_group_name (group);
  g_autofree char *plain = cal_call_plain (name);
  g_autofree char *n = count_text (group->shown, group->n);
  g_autofree char *before = count_text (group->before.shown, group->before.favourable);
  g_autofree char *now = count_text (group->now.shown, group->now.favourable);
  g_autofree char *ratio = cal_words_effect (group->now.impact.impact_ratio, FALSE);
  /* The reference is not tested against itself. */
  double p_now = group->now.verdict == CAL_VERDICT_REFERENCE ? NAN : group->now.impact.fisher_p;
  g_autofree char *p = cal_words_p (p_now, FALSE);

  printf ("    %-24s n %5s  %5s → %5s  %s  %s  %s\n", plain, n, before, now, ratio, p,
          cal_fairness_verdict_text (group->now.verdict));
}

static void
print_details (const CalFairness *fairness, CalFairnessCard card)
{
  const CalFairnessDistribution *distribution = cal_fairness_distribution (fairness);
  const CalFairnessSeverity *severity = cal_fairness_severity (fairness);

  switch (card)
    {
    case CAL_CARD_DISTRIBUTION:
      for (guint level = 0; level < distribution->n_levels; level++)
        print_level (fairness, level);
      break;
    case CAL_CARD_SEVERITY:
      for (guint i = 0; i < severity->n_raters; i++)
        print_rater (&severity->raters[i]);
      break;
    case CAL_CARD_GROUPS:
      for (guint g = 0; g < cal_fairness_n_groupings (fairness); g++)
        {
          const CalFairnessGroups *groups = cal_fairness_groups (fairness, g);
          g_autofree char *title = cal_call_plain (groups->title);

          printf ("  %s%s\n", title,
                  groups->too_many   ? _ (": too many different values to compare")
                  : groups->withheld ? _ (": not published, since it would tell of single people")
                                     : "");
          for (guint i = 0; i < groups->n_groups; i++)
            print_group (&groups->groups[i]);
        }
      break;
    case CAL_CARD_AGREEMENT:
    case CAL_CARD_CHANGE:
    case CAL_N_CARDS:
    default:
      break;
    }
}

static void
print_text (const CalFairness *fairness)
{
  guint n = cal_fairness_n_subjects (fairness);

  printf (ngettext ("%u subject. Advice only: nothing here changes a rating.\n",
                    "%u subjects. Advice only: nothing here changes a rating.\n", n),
          n);
  for (CalFairnessCard card = 0; card < CAL_N_CARDS; card++)
    {
      g_autofree char *markup = cal_fairness_answer (fairness, card);
      g_autofree char *answer = cal_fairness_plain (markup);
      g_autofree char *plain = cal_call_plain (answer);
      g_autofree char *caption = cal_fairness_caption (fairness, card);

      printf ("\n%s\n  %s\n", cal_fairness_question (card), plain);
      print_details (fairness, card);
      printf ("  %s\n", caption);
    }
}

static void
print_json (const CalFairness *fairness, const CalBoard *board, const CalFairnessQuery *query)
{
  g_autoptr (JsonBuilder) answer = cal_answer_new ();
  const CalRoster *roster = cal_board_roster (board);

  cal_answer_text (answer, "title", cal_board_title (board));
  cal_answer_number (answer, "size", (gint64) cal_board_size (board));
  cal_answer_number (answer, "at", (gint64) cal_board_size (board) - 1);
  cal_answer_number (answer, "decisions", cal_board_n_decisions (board));
  cal_answer_number (answer, "n", cal_fairness_n_subjects (fairness));
  json_builder_set_member_name (answer, "filter");
  json_builder_begin_object (answer);
  for (guint i = 0; i < query->n_filters; i++)
    cal_answer_text (answer,
                     query->filters[i].column == CAL_FAIRNESS_RATER
                         ? cal_field_name (CAL_FIELD_MANAGER_ID)
                         : cal_roster_column (roster, (guint) query->filters[i].column)->name,
                     query->filters[i].value);
  json_builder_end_object (answer);
  cal_fairness_answer_add (answer, fairness);
  cal_answer_print (answer);
}

static int
answer_query (CalCall *call, const CalBoard *board, const Options *options)
{
  const CalRoster *roster = cal_board_roster (board);
  g_autoptr (GArray) filters = g_array_new (FALSE, FALSE, sizeof (CalFairnessFilter));
  g_autoptr (GArray) groupings = g_array_new (FALSE, FALSE, sizeof (CalFairnessGrouping));

  for (guint i = 0; options->filters != NULL && options->filters[i] != NULL; i++)
    {
      CalFairnessFilter filter;

      if (!read_filter (call, roster, options->filters[i], &filter))
        return call->exit;
      g_array_append_val (filters, filter);
    }
  for (guint i = 0; options->groups != NULL && options->groups[i] != NULL; i++)
    {
      CalFairnessGrouping grouping;

      if (!read_grouping (call, roster, options->groups[i], &grouping))
        return call->exit;
      g_array_append_val (groupings, grouping);
    }
  const CalFairnessQuery query = {
    .filters = (const CalFairnessFilter *) (gpointer) filters->data,
    .n_filters = filters->len,
    .groupings = (const CalFairnessGrouping *) (gpointer) groupings->data,
    .n_groupings = groupings->len,
  };
  g_autoptr (CalFairness) fairness = cal_fairness_new (board, &query);
  cal_fairness_compute (fairness);
  if (call->json || call->jsonl)
    print_json (fairness, board, &query);
  else
    print_text (fairness);
  return CAL_CLI_OK;
}

/**
 * cal_verb_fairness:
 *
 * `calibrate fairness`: every figure of the Fairness screen, now or after a
 * decision, of the whole cycle or of a part.
 */
int
cal_verb_fairness (CalCall *call, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (CalPast) past = { 0 };
  const GOptionEntry entries[] = {
    { "at", 0, 0, G_OPTION_ARG_FILENAME, &options.at,
      N_ ("As it was after this decision (default: now)"), N_ ("SEQ") },
    { "filter", 'f', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.filters,
      N_ ("Only subjects of this department, rater or other attribute; may be given again"),
      N_ ("ATTRIBUTE=VALUE") },
    { "group", 'g', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.groups,
      N_ ("Compare the groups of an attribute, or of two; may be given again"),
      N_ ("ATTRIBUTE[,ATTRIBUTE]") },
    { NULL },
  };

  if (!cal_call_parse (call, entries, 1, 1, argc, argv))
    return call->exit;
  if (!cal_past_open (&past, call, call->words[0], options.at))
    return call->exit;
  if (cal_board_rules (past.board) == NULL || cal_board_roster (past.board) == NULL)
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, call->words[0],
                            _ ("there was no roster yet after decision %s"), options.at);
  return answer_query (call, past.board, &options);
}
