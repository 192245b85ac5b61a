/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-fairness-answer.h"

#include <math.h>
#include <string.h>

#include "cli/cal-answer.h"
#include "cli/cal-verb-stat-methods.h"
#include "stats/cal-fairness-how.h"
#include "stats/cal-fairness-words.h"

/* What reproduces a figure: the method, and its input as it is to be given. */
static void
add_how (JsonBuilder *answer,
         const char *name,
         const CalFairness *fairness,
         CalFigure figure,
         guint index)
{
  g_autoptr (CalFairnessHow) how = cal_fairness_how (fairness, figure, index);
  g_autoptr (JsonNode) input = json_from_string (how->input, NULL);
  g_autofree char *call = g_strdup_printf ("calibrate stat %s", how->stat);

  cal_stat_begin (answer, name);
  cal_answer_number (answer, "n", (gint64) how->n);
  cal_answer_text (answer, "method", how->method);
  cal_answer_text (answer, "caveat", how->caveat);
  cal_answer_text (answer, "call", call);
  json_builder_set_member_name (answer, "input");
  json_builder_add_value (answer, g_steal_pointer (&input));
  json_builder_end_object (answer);
}

static void
begin_card (JsonBuilder *answer,
            const char *name,
            const CalFairness *fairness,
            CalFairnessCard card)
{
  g_autofree char *markup = cal_fairness_answer (fairness, card);
  g_autofree char *text = cal_fairness_plain (markup);
  g_autofree char *caption = cal_fairness_caption (fairness, card);

  cal_stat_begin (answer, name);
  cal_answer_text (answer, "question", cal_fairness_question (card));
  cal_answer_text (answer, "answer", text);
  cal_answer_text (answer, "caption", caption);
}

static void
add_test (JsonBuilder *answer, const char *name, const CalGof *gof, const double *expected, gsize n)
{
  cal_stat_begin (answer, name);
  cal_stat_answer_gof (answer, gof, expected, n);
  json_builder_end_object (answer);
}

static void
add_range (JsonBuilder *answer, const char *name, const CalAllowed *allowed, guint64 count)
{
  cal_stat_begin (answer, name);
  cal_answer_number (answer, "low", allowed->low);
  cal_answer_number (answer, "high", allowed->high);
  cal_answer_number (answer, "over", count > allowed->high ? (gint64) (count - allowed->high) : 0);
  cal_answer_number (answer, "under", count < allowed->low ? (gint64) (allowed->low - count) : 0);
  json_builder_end_object (answer);
}

static void
add_level (JsonBuilder *answer, const CalFairness *fairness, guint level)
{
  const CalFairnessDistribution *distribution = cal_fairness_distribution (fairness);
  g_autofree char *sentence = cal_fairness_level_sentence (fairness, level);
  double before[] = { distribution->expected_before[level], 0 };
  double now[] = { distribution->expected_now[level], 0 };

  before[1] = (double) distribution->n_before - before[0];
  now[1] = (double) distribution->n_now - now[0];
  json_builder_begin_object (answer);
  cal_answer_number (answer, "level", level + 1);
  cal_answer_text (answer, "label", cal_fairness_rules (fairness)->performance.labels[level]);
  cal_answer_number (answer, "before", (gint64) distribution->before[level]);
  cal_answer_number (answer, "now", (gint64) distribution->now[level]);
  if (distribution->has_guideline)
    {
      cal_stat_add_real (answer, "guideline_percent", distribution->weights[level]);
      add_range (answer, "allowed_before", &distribution->allowed_before[level],
                 distribution->before[level]);
      add_range (answer, "allowed_now", &distribution->allowed_now[level],
                 distribution->now[level]);
    }
  cal_answer_text (answer, "sentence", sentence);
  add_test (answer, "test_before", &distribution->level_before[level], before, 2);
  add_test (answer, "test_now", &distribution->level_now[level], now, 2);
  add_how (answer, "how_before", fairness, CAL_FIGURE_LEVEL, 2 * level);
  add_how (answer, "how_now", fairness, CAL_FIGURE_LEVEL, 2 * level + 1);
  json_builder_end_object (answer);
}

static void
add_cells (JsonBuilder *answer, const CalFairness *fairness)
{
  const CalFairnessDistribution *distribution = cal_fairness_distribution (fairness);
  const CalRules *rules = cal_fairness_rules (fairness);

  json_builder_set_member_name (answer, "cells");
  json_builder_begin_array (answer);
  for (guint cell = 0; cell < distribution->n_cells; cell++)
    {
      json_builder_begin_object (answer);
      cal_answer_placement (answer, "cell", cal_rules_cell_placement (rules, cell));
      cal_answer_text (answer, "label", rules->cell_labels[cell]);
      cal_answer_flag (answer, "favourable",
                       cal_fairness_is_favourable (rules, cal_rules_cell_placement (rules, cell)));
      cal_answer_number (answer, "before", (gint64) distribution->cells_before[cell]);
      cal_answer_number (answer, "now", (gint64) distribution->cells_now[cell]);
      json_builder_end_object (answer);
    }
  json_builder_end_array (answer);
}

static void
add_distribution (JsonBuilder *answer, const CalFairness *fairness)
{
  const CalFairnessDistribution *distribution = cal_fairness_distribution (fairness);

  begin_card (answer, "distribution", fairness, CAL_CARD_DISTRIBUTION);
  cal_answer_number (answer, "n_before", (gint64) distribution->n_before);
  cal_answer_number (answer, "n_now", (gint64) distribution->n_now);
  json_builder_set_member_name (answer, "levels");
  json_builder_begin_array (answer);
  for (guint level = 0; level < distribution->n_levels; level++)
    add_level (answer, fairness, level);
  json_builder_end_array (answer);
  add_cells (answer, fairness);
  add_test (answer, "test_before", &distribution->test_before, distribution->expected_before,
            distribution->n_levels);
  add_test (answer, "test_now", &distribution->test_now, distribution->expected_now,
            distribution->n_levels);
  add_how (answer, "how_before", fairness, CAL_FIGURE_DISTRIBUTION, 0);
  add_how (answer, "how_now", fairness, CAL_FIGURE_DISTRIBUTION, 1);
  json_builder_end_object (answer);
}

static void
add_effect (JsonBuilder *answer, const CalRaterEffect *effect)
{
  cal_stat_answer_effect (answer, effect);
  cal_stat_add_real (answer, "lo", effect->low);
  cal_stat_add_real (answer, "hi", effect->high);
}

static void
add_rater (JsonBuilder *answer, const CalFairness *fairness, guint index)
{
  const CalFairnessSeverity *severity = cal_fairness_severity (fairness);
  const CalFairnessRater *rater = &severity->raters[index];

  json_builder_begin_object (answer);
  cal_answer_text (answer, "rater", rater->id);
  cal_answer_text (answer, "name", rater->name);
  cal_answer_number (answer, "subjects", rater->n_subjects);
  add_effect (answer, &rater->effect);
  cal_answer_flag (answer, "stands_out", rater->stands_out);
  cal_stat_add_real (answer, "middle_share", rater->middle_share);
  cal_stat_add_real (answer, "sd_ratio", rater->sd_ratio);
  cal_stat_begin (answer, "halo");
  cal_stat_answer_halo (answer, &rater->halo);
  json_builder_end_object (answer);
  add_how (answer, "how_halo", fairness, CAL_FIGURE_HALO, index);
  cal_answer_number (answer, "up", (gint64) rater->up);
  cal_answer_number (answer, "down", (gint64) rater->down);
  cal_answer_number (answer, "unchanged", (gint64) rater->unchanged);
  json_builder_set_member_name (answer, "earlier");
  json_builder_begin_array (answer);
  for (guint cycle = 0; cycle < severity->n_cycles; cycle++)
    {
      json_builder_begin_object (answer);
      cal_answer_text (answer, "cycle", severity->cycles[cycle]);
      add_effect (answer, &rater->earlier[cycle]);
      json_builder_end_object (answer);
    }
  json_builder_end_array (answer);
  json_builder_end_object (answer);
}

static void
add_severity (JsonBuilder *answer, const CalFairness *fairness)
{
  const CalFairnessSeverity *severity = cal_fairness_severity (fairness);

  begin_card (answer, "severity", fairness, CAL_CARD_SEVERITY);
  cal_stat_add_status (answer, severity->severity.reason);
  cal_stat_add_whole (answer, "k", (double) severity->severity.k);
  cal_stat_add_whole (answer, "N", (double) severity->severity.n);
  cal_stat_answer_variances (answer, &severity->severity);
  cal_answer_number (answer, "stand_out", severity->n_stand_out);
  json_builder_set_member_name (answer, "raters");
  json_builder_begin_array (answer);
  for (guint i = 0; i < severity->n_raters; i++)
    add_rater (answer, fairness, i);
  json_builder_end_array (answer);
  add_how (answer, "how", fairness, CAL_FIGURE_SEVERITY, 0);
  json_builder_set_member_name (answer, "how_earlier");
  json_builder_begin_object (answer);
  for (guint cycle = 0; cycle < severity->n_cycles; cycle++)
    add_how (answer, severity->cycles[cycle], fairness, CAL_FIGURE_EARLIER, cycle);
  json_builder_end_object (answer);
  json_builder_end_object (answer);
}

/**
 * cal_fairness_verdict_code:
 *
 * Returns: what may be said of a group, for programs
 */
const char *
cal_fairness_verdict_code (CalFairnessVerdict verdict)
{
  static const char *const codes[] = {
    [CAL_VERDICT_HIDDEN] = "hidden",
    [CAL_VERDICT_UNDEFINED] = "undefined",
    [CAL_VERDICT_TOO_FEW] = "too_few",
    [CAL_VERDICT_REFERENCE] = "reference",
    [CAL_VERDICT_ONE_DECISION] = "one_decision_reverses",
    [CAL_VERDICT_ABOVE] = "above",
    [CAL_VERDICT_LOW_CHANCE] = "low_may_be_chance",
    [CAL_VERDICT_LOW] = "low_unlikely_chance",
  };

  return codes[verdict];
}

static void
add_count (JsonBuilder *answer, const char *name, gboolean shown, guint64 count)
{
  cal_stat_add_whole (answer, name, shown ? (double) count : NAN);
}

static void
add_moment (JsonBuilder *answer, const char *name, const CalFairnessMoment *moment)
{
  cal_stat_begin (answer, name);
  cal_answer_flag (answer, "shown", moment->shown);
  add_count (answer, "favourable", moment->shown, moment->favourable);
  cal_answer_text (answer, "verdict", cal_fairness_verdict_code (moment->verdict));
  cal_stat_answer_group (answer, &moment->impact);
  cal_stat_add_real (answer, "lo", moment->impact.low);
  cal_stat_add_real (answer, "hi", moment->impact.high);
  cal_stat_add_real (answer, "p_adjusted", moment->adjusted_p);
  cal_answer_flag (answer, "rejected", moment->rejected);
  json_builder_end_object (answer);
}

static void
add_group (JsonBuilder *answer,
           const CalFairness *fairness,
           const CalFairnessGroups *groups,
           const CalFairnessGroup *group)
{
  g_autofree char *markup = cal_fairness_group_sentence (fairness, groups, group);
  g_autofree char *sentence = cal_fairness_plain (markup);

  json_builder_begin_object (answer);
  json_builder_set_member_name (answer, "values");
  json_builder_begin_array (answer);
  json_builder_add_string_value (answer, group->first);
  if (group->second != NULL)
    json_builder_add_string_value (answer, group->second);
  json_builder_end_array (answer);
  add_count (answer, "n", group->shown, group->n);
  add_moment (answer, "before", &group->before);
  add_moment (answer, "now", &group->now);
  add_count (answer, "up", group->change_shown, group->up);
  add_count (answer, "down", group->change_shown, group->down);
  add_count (answer, "unchanged", group->change_shown && group->shown, group->unchanged);
  cal_answer_text (answer, "sentence", sentence);
  json_builder_end_object (answer);
}

static void
add_reference (JsonBuilder *answer,
               const char *name,
               const CalFairnessGroups *groups,
               const CalImpact *impact)
{
  g_autofree char *key = NULL;

  json_builder_set_member_name (answer, name);
  if (impact->reference < 0)
    {
      json_builder_add_null_value (answer);
      return;
    }
  key = cal_fairness_group_key (&groups->groups[impact->reference]);
  json_builder_add_string_value (answer, key);
}

static void
add_grouping (JsonBuilder *answer, const CalFairness *fairness, guint index)
{
  const CalFairnessGroups *groups = cal_fairness_groups (fairness, index);
  const CalFairnessGroup *together = NULL;

  json_builder_begin_object (answer);
  cal_answer_text (answer, "attribute", groups->title);
  cal_answer_flag (answer, "demographic", groups->demographic);
  cal_answer_text (answer, "status",
                   groups->too_many   ? "too many groups"
                   : groups->withheld ? "withheld"
                                      : "ok");
  cal_answer_number (answer, "n", (gint64) groups->n);
  cal_answer_number (answer, "favourable_before", (gint64) groups->favourable_before);
  cal_answer_number (answer, "favourable_now", (gint64) groups->favourable_now);
  cal_answer_number (answer, "up", (gint64) groups->up);
  cal_answer_number (answer, "down", (gint64) groups->down);
  cal_answer_number (answer, "hidden", groups->n_hidden);
  add_reference (answer, "reference_before", groups, &groups->impact_before);
  add_reference (answer, "reference_now", groups, &groups->impact_now);
  if (groups->n_groups > 0 && groups->groups[groups->n_groups - 1].together)
    together = &groups->groups[groups->n_groups - 1];
  json_builder_set_member_name (answer, "groups");
  json_builder_begin_array (answer);
  for (guint i = 0; i < groups->n_groups; i++)
    if (!groups->groups[i].together)
      add_group (answer, fairness, groups, &groups->groups[i]);
  json_builder_end_array (answer);
  json_builder_set_member_name (answer, "hidden_together");
  if (together != NULL)
    add_group (answer, fairness, groups, together);
  else
    json_builder_add_null_value (answer);
  add_how (answer, "how_before", fairness, CAL_FIGURE_GROUPS, 2 * index);
  add_how (answer, "how_now", fairness, CAL_FIGURE_GROUPS, 2 * index + 1);
  json_builder_end_object (answer);
}

static void
add_groups (JsonBuilder *answer, const CalFairness *fairness)
{
  begin_card (answer, "groups", fairness, CAL_CARD_GROUPS);
  cal_answer_number (answer, "minimum_group_size", cal_fairness_minimum (fairness));
  json_builder_set_member_name (answer, "attributes");
  json_builder_begin_array (answer);
  for (guint i = 0; i < cal_fairness_n_groupings (fairness); i++)
    add_grouping (answer, fairness, i);
  json_builder_end_array (answer);
  add_how (answer, "how_tested_before", fairness, CAL_FIGURE_TESTED, 0);
  add_how (answer, "how_tested_now", fairness, CAL_FIGURE_TESTED, 1);
  json_builder_end_object (answer);
}

static void
add_axis (JsonBuilder *answer,
          const char *name,
          const CalFairness *fairness,
          const CalFairnessAgreementAxis *axis,
          guint number)
{
  static const char *const levels[CAL_MAX_LEVELS] = { "1", "2", "3", "4", "5", "6", "7", "8", "9" };
  const CalFairnessAgreement *agreement = cal_fairness_agreement (fairness);
  const char *categories[CAL_MAX_LEVELS + 1] = { NULL };

  memcpy (categories, levels, axis->n_levels * sizeof *levels);
  cal_stat_begin (answer, name);
  cal_stat_add_whole (answer, "ratings", (double) axis->n_ratings);
  cal_stat_begin (answer, "krippendorff");
  cal_stat_answer_krippendorff (answer, &axis->krippendorff);
  json_builder_end_object (answer);
  add_how (answer, "how_krippendorff", fairness, CAL_FIGURE_KRIPPENDORFF, number);
  cal_stat_begin (answer, "fleiss");
  cal_stat_answer_fleiss (answer, &axis->fleiss, agreement->n_raters, categories,
                          axis->category_kappa);
  json_builder_end_object (answer);
  add_how (answer, "how_fleiss", fairness, CAL_FIGURE_FLEISS, number);
  cal_stat_begin (answer, "gwet");
  cal_stat_answer_gwet (answer, &axis->gwet, agreement->n_raters);
  json_builder_end_object (answer);
  add_how (answer, "how_gwet", fairness, CAL_FIGURE_GWET, number);
  cal_stat_begin (answer, "icc");
  cal_stat_answer_icc (answer, &axis->icc, agreement->n_raters);
  json_builder_end_object (answer);
  add_how (answer, "how_icc", fairness, CAL_FIGURE_ICC, number);
  json_builder_set_member_name (answer, "pairs");
  json_builder_begin_array (answer);
  for (guint i = 0; i < axis->n_pairs; i++)
    {
      json_builder_begin_object (answer);
      cal_answer_text (answer, "first", agreement->raters[axis->pairs[i].first]);
      cal_answer_text (answer, "second", agreement->raters[axis->pairs[i].second]);
      cal_stat_answer_kappa (answer, &axis->pairs[i].kappa);
      add_how (answer, "how", fairness, CAL_FIGURE_PAIR, 2 * i + number);
      json_builder_end_object (answer);
    }
  json_builder_end_array (answer);
  json_builder_end_object (answer);
}

static void
add_agreement (JsonBuilder *answer, const CalFairness *fairness)
{
  const CalFairnessAgreement *agreement = cal_fairness_agreement (fairness);

  begin_card (answer, "agreement", fairness, CAL_CARD_AGREEMENT);
  cal_answer_number (answer, "subjects", agreement->n_subjects);
  json_builder_set_member_name (answer, "raters");
  json_builder_begin_array (answer);
  for (guint i = 0; i < agreement->n_raters; i++)
    json_builder_add_string_value (answer, agreement->raters[i]);
  json_builder_end_array (answer);
  cal_answer_number (answer, "raters_left_out", agreement->n_raters_left_out);
  add_axis (answer, "performance", fairness, &agreement->performance, 0);
  add_axis (answer, "potential", fairness, &agreement->potential, 1);
  json_builder_set_member_name (answer, "spreads");
  json_builder_begin_array (answer);
  for (guint i = 0; i < agreement->n_spreads; i++)
    {
      const CalFairnessSpread *spread = &agreement->spreads[i];

      json_builder_begin_object (answer);
      cal_answer_text (answer, "subject", spread->row->id);
      cal_answer_text (answer, "name", spread->row->name);
      cal_answer_number (answer, "ratings", spread->n_ratings);
      cal_answer_number (answer, "spread", spread->spread);
      cal_answer_number (answer, "lowest_performance", spread->lowest.performance);
      cal_answer_number (answer, "highest_performance", spread->highest.performance);
      cal_answer_number (answer, "lowest_potential", spread->lowest.potential);
      cal_answer_number (answer, "highest_potential", spread->highest.potential);
      json_builder_end_object (answer);
    }
  json_builder_end_array (answer);
  json_builder_end_object (answer);
}

static void
add_changed (JsonBuilder *answer,
             const char *name,
             const CalFairness *fairness,
             const CalChange *change,
             guint n_levels,
             guint number)
{
  cal_stat_begin (answer, name);
  cal_stat_answer_change (answer, change, n_levels);
  add_how (answer, "how", fairness, CAL_FIGURE_CHANGE, number);
  json_builder_end_object (answer);
}

static void
add_flow (JsonBuilder *answer, const CalFairness *fairness)
{
  const CalFairnessChange *change = cal_fairness_change (fairness);
  const CalRules *rules = cal_fairness_rules (fairness);

  json_builder_set_member_name (answer, "flow");
  json_builder_begin_array (answer);
  for (guint from = 0; from < change->n_cells; from++)
    for (guint to = 0; to < change->n_cells; to++)
      if (change->flow[from * change->n_cells + to] > 0)
        {
          json_builder_begin_object (answer);
          cal_answer_placement (answer, "from", cal_rules_cell_placement (rules, from));
          cal_answer_placement (answer, "to", cal_rules_cell_placement (rules, to));
          cal_answer_number (answer, "n", (gint64) change->flow[from * change->n_cells + to]);
          json_builder_end_object (answer);
        }
  json_builder_end_array (answer);
}

static void
add_change (JsonBuilder *answer, const CalFairness *fairness)
{
  const CalFairnessChange *change = cal_fairness_change (fairness);
  const CalRules *rules = cal_fairness_rules (fairness);

  begin_card (answer, "change", fairness, CAL_CARD_CHANGE);
  cal_answer_number (answer, "n", (gint64) change->n);
  cal_answer_number (answer, "up", (gint64) change->up);
  cal_answer_number (answer, "down", (gint64) change->down);
  cal_answer_number (answer, "sideways", (gint64) change->sideways);
  cal_answer_number (answer, "stayed", (gint64) change->stayed);
  cal_answer_number (answer, "from_holding", (gint64) change->n_from_holding);
  cal_answer_number (answer, "to_holding", (gint64) change->n_to_holding);
  add_changed (answer, "height", fairness, &change->height,
               rules->performance.n_levels + rules->potential.n_levels - 1, 0);
  add_changed (answer, "performance", fairness, &change->performance, rules->performance.n_levels,
               1);
  add_changed (answer, "potential", fairness, &change->potential, rules->potential.n_levels, 2);
  cal_stat_begin (answer, "wilcoxon");
  cal_stat_answer_wilcoxon (answer, &change->wilcoxon);
  add_how (answer, "how", fairness, CAL_FIGURE_WILCOXON, 0);
  json_builder_end_object (answer);
  add_flow (answer, fairness);
  json_builder_end_object (answer);
}

/**
 * cal_fairness_answer_add:
 * @answer: a builder within an object
 * @fairness: figures that have been computed
 *
 * Adds every figure of the Fairness screen: `distribution`, `severity`,
 * `groups`, `agreement` and `change`, each with the sentences that the screen
 * has and with what `calibrate stat` needs to come to the same.
 */
void
cal_fairness_answer_add (JsonBuilder *answer, const CalFairness *fairness)
{
  add_distribution (answer, fairness);
  add_severity (answer, fairness);
  add_groups (answer, fairness);
  add_agreement (answer, fairness);
  add_change (answer, fairness);
}
