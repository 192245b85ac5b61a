/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-chart-fairness.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/cal-chart-columns.h"
#include "charts/cal-chart-flow.h"
#include "charts/cal-chart-forest.h"
#include "charts/cal-chart-groups.h"
#include "charts/cal-chart-matrix.h"
#include "charts/cal-chart-moves.h"
#include "charts/cal-chart-slopes.h"
#include "charts/cal-chart-text.h"
#include "charts/cal-palette.h"
#include "stats/cal-fairness-words.h"

/* Of more raters than this the most severe and the most lenient are drawn, and
 * whoever stands out: more would be neither read nor laid out in a frame or two. */
#define MOST_RATERS 200

static gboolean
is_drawn (const CalFairnessSeverity *severity, guint i)
{
  return i < MOST_RATERS / 2 || i + MOST_RATERS / 2 >= severity->n_raters
         || severity->raters[i].stands_out;
}

static guint
n_drawn (const CalFairnessSeverity *severity)
{
  guint n = 0;

  for (guint i = 0; i < severity->n_raters; i++)
    n += is_drawn (severity, i) ? 1 : 0;
  return n;
}

/* Cells from the least to the best: by the diagonal, on one diagonal the higher
 * potential last. */
static int
compare_cells (gconstpointer a, gconstpointer b, gpointer data)
{
  const CalRules *rules = data;
  CalPlacement first = cal_rules_cell_placement (rules, *(const guint *) a);
  CalPlacement second = cal_rules_cell_placement (rules, *(const guint *) b);
  int along = (first.performance + first.potential) - (second.performance + second.potential);

  return along != 0 ? along : first.potential - second.potential;
}

static guint *
cells_in_order (CalRules *rules)
{
  guint *cells = g_new (guint, rules->n_cells);

  for (guint i = 0; i < rules->n_cells; i++)
    cells[i] = i;
  g_qsort_with_data (cells, (int) rules->n_cells, sizeof *cells, compare_cells, rules);
  return cells;
}

static char *
cell_code (CalPlacement placement)
{
  return g_strdup_printf ("%u,%u", placement.performance, placement.potential);
}

static guint
cell_step (const CalRules *rules, CalPlacement placement)
{
  return cal_palette_step (placement.performance, rules->performance.n_levels, placement.potential,
                           rules->potential.n_levels);
}

/* The guideline is one of levels, which therefore stand first; the cells follow
 * along the diagonal. */
static CalChart *
new_distribution (const CalFairness *fairness)
{
  const CalFairnessDistribution *data = cal_fairness_distribution (fairness);
  CalRules *rules = cal_fairness_rules (fairness);
  g_autofree guint *cells = cells_in_order (rules);
  guint n_levels = rules->performance.n_levels;
  guint n = n_levels + rules->n_cells;
  g_autofree CalChartColumn *columns = g_new0 (CalChartColumn, n);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_levels; i++)
    {
      g_ptr_array_add (codes, g_strdup_printf ("%u", i + 1));
      columns[i] = (CalChartColumn){
        .code = g_ptr_array_index (codes, i),
        .label = cal_text_translated (rules->performance.labels[i]),
        .step = n_levels > 1 ? (4 * i + (n_levels - 1) / 2) / (n_levels - 1) : 2,
        .before = (guint) data->before[i],
        .now = (guint) data->now[i],
        .has_range = data->has_guideline,
        .low = data->allowed_now[i].low,
        .high = data->allowed_now[i].high,
      };
    }
  for (guint i = 0; i < rules->n_cells; i++)
    {
      CalPlacement placement = cal_rules_cell_placement (rules, cells[i]);

      g_ptr_array_add (codes, cell_code (placement));
      columns[n_levels + i] = (CalChartColumn){
        .code = g_ptr_array_index (codes, n_levels + i),
        .label = cal_text_translated (rules->cell_labels[cells[i]]),
        .step = cell_step (rules, placement),
        .before = (guint) data->cells_before[cells[i]],
        .now = (guint) data->cells_now[cells[i]],
        .starts_group = i == 0,
      };
    }
  return cal_chart_new_columns (cal_fairness_question (CAL_CARD_DISTRIBUTION), columns, n);
}

static CalChart *
new_severity (const CalFairness *fairness)
{
  const CalFairnessSeverity *severity = cal_fairness_severity (fairness);
  g_autofree CalForestRow *rows = g_new0 (CalForestRow, severity->n_raters);
  g_autofree double *earlier = g_new (double, severity->n_raters * severity->n_cycles + 1);
  guint n = 0;

  for (guint i = 0; i < severity->n_raters; i++)
    {
      const CalFairnessRater *rater = &severity->raters[i];
      double *effects = &earlier[n * severity->n_cycles];

      if (rater->effect.n == 0 || !is_drawn (severity, i))
        continue;
      for (guint c = 0; c < severity->n_cycles; c++)
        effects[c] = rater->earlier[c].n > 0 ? rater->earlier[c].deviation : NAN;
      rows[n++] = (CalForestRow){
        .id = rater->id,
        .name = *rater->name != '\0' ? rater->name : _ ("No rater"),
        .n = (guint) rater->effect.n,
        .effect = rater->effect.deviation,
        .low = rater->effect.low - severity->severity.mu,
        .high = rater->effect.high - severity->severity.mu,
        .raw = rater->effect.mean - severity->severity.mu,
        .stands_out = rater->stands_out,
        .middle = rater->middle_share,
        .halo = rater->halo.r,
        .earlier = effects,
      };
    }
  return cal_chart_new_forest (cal_fairness_question (CAL_CARD_SEVERITY), rows, n, severity->cycles,
                               severity->n_cycles);
}

static CalGroupMark
mark_of (const CalFairnessMoment *now)
{
  switch (now->verdict)
    {
    case CAL_VERDICT_REFERENCE:
      return CAL_GROUP_REFERENCE;
    case CAL_VERDICT_ONE_DECISION:
      return CAL_GROUP_UNCERTAIN;
    case CAL_VERDICT_ABOVE:
    case CAL_VERDICT_LOW_CHANCE:
      return CAL_GROUP_PLAIN;
    case CAL_VERDICT_LOW:
      return CAL_GROUP_LOW;
    case CAL_VERDICT_HIDDEN:
    case CAL_VERDICT_UNDEFINED:
    case CAL_VERDICT_TOO_FEW:
    default:
      return CAL_GROUP_COUNTS;
    }
}

/* Calls @add for every group of every grouping with its name, and the
 * grouping's title for the first; one line for a grouping without groups. */
typedef void (*AddGroup) (GArray *rows,
                          const char *section,
                          const char *name,
                          const CalFairnessGroup *group);

static GArray *
list_groups (const CalFairness *fairness, gsize size, AddGroup add_group, GStringChunk *texts)
{
  GArray *rows = g_array_new (FALSE, FALSE, (guint) size);

  for (guint g = 0; g < cal_fairness_n_groupings (fairness); g++)
    {
      const CalFairnessGroups *groups = cal_fairness_groups (fairness, g);

      if (groups->n_groups == 0)
        add_group (rows, groups->title,
                   groups->too_many ? _ ("Too many groups to compare") : _ ("Nothing may be shown"),
                   NULL);
      for (guint i = 0; i < groups->n_groups; i++)
        {
          g_autofree char *name = cal_fairness_group_name (&groups->groups[i]);

          add_group (rows, i == 0 ? groups->title : NULL, g_string_chunk_insert (texts, name),
                     &groups->groups[i]);
        }
    }
  return rows;
}

static CalGroupRate
rate_of (const CalFairnessGroup *group, const CalFairnessMoment *moment)
{
  return (CalGroupRate){ group->shown && moment->shown, (guint) group->n,
                         (guint) moment->favourable };
}

static void
add_rates (GArray *rows, const char *section, const char *name, const CalFairnessGroup *group)
{
  CalGroupRow row = { .section = section, .name = name, .ratio = NAN, .p = NAN };

  if (group != NULL)
    row = (CalGroupRow){
      .section = section,
      .name = name,
      .shown = group->shown,
      .n = (guint) group->n,
      .before = rate_of (group, &group->before),
      .now = rate_of (group, &group->now),
      .mark = mark_of (&group->now),
      .ratio = group->now.impact.impact_ratio,
      .low = group->now.impact.low,
      .high = group->now.impact.high,
      .p = group->now.impact.fisher_p,
      .words = cal_fairness_verdict_text (group->now.verdict),
    };
  g_array_append_val (rows, row);
}

static CalChart *
new_groups (const CalFairness *fairness)
{
  g_autoptr (GStringChunk) texts = g_string_chunk_new (256);
  g_autoptr (GArray) rows = list_groups (fairness, sizeof (CalGroupRow), add_rates, texts);

  return cal_chart_new_groups (cal_fairness_question (CAL_CARD_GROUPS),
                               (const CalGroupRow *) (gconstpointer) rows->data, rows->len);
}

static void
add_slope (GArray *rows, const char *section, const char *name, const CalFairnessGroup *group)
{
  CalSlope slope = { .name = name, .before = NAN, .now = NAN };

  if (group != NULL && group->shown && group->before.shown && group->now.shown && group->n > 0)
    slope = (CalSlope){
      .name = name,
      .n = (guint) group->n,
      .before = (double) group->before.favourable / group->n,
      .now = (double) group->now.favourable / group->n,
      .stands_out = group->now.verdict == CAL_VERDICT_LOW,
      .few = group->now.verdict == CAL_VERDICT_TOO_FEW,
    };
  g_array_append_val (rows, slope);
}

static CalChart *
new_slopes (const CalFairness *fairness)
{
  g_autoptr (GStringChunk) texts = g_string_chunk_new (256);
  g_autoptr (GArray) slopes = list_groups (fairness, sizeof (CalSlope), add_slope, texts);

  return cal_chart_new_slopes (_ ("How did the groups' favourable rates change?"),
                               (const CalSlope *) (gconstpointer) slopes->data, slopes->len);
}

static void
add_moves (GArray *rows, const char *section, const char *name, const CalFairnessGroup *group)
{
  CalMovesRow row = { .section = section, .name = name };

  if (group != NULL && group->shown && group->change_shown)
    row = (CalMovesRow){
      .section = section,
      .name = name,
      .shown = TRUE,
      .down = (guint) group->down,
      .unchanged = (guint) group->unchanged,
      .up = (guint) group->up,
    };
  g_array_append_val (rows, row);
}

static CalChart *
new_group_moves (const CalFairness *fairness)
{
  g_autoptr (GStringChunk) texts = g_string_chunk_new (256);
  g_autoptr (GArray) rows = list_groups (fairness, sizeof (CalMovesRow), add_moves, texts);

  return cal_chart_new_moves (cal_fairness_question (CAL_CARD_CHANGE),
                              (const CalMovesRow *) (gconstpointer) rows->data, rows->len);
}

static CalChart *
new_rater_moves (const CalFairness *fairness)
{
  const CalFairnessSeverity *severity = cal_fairness_severity (fairness);
  g_autofree CalMovesRow *rows = g_new0 (CalMovesRow, severity->n_raters);
  guint n = 0;

  for (guint i = 0; i < severity->n_raters; i++)
    {
      const CalFairnessRater *rater = &severity->raters[i];

      /* Of very many raters those are drawn whose subjects moved. */
      if (severity->n_raters > MOST_RATERS && (rater->up + rater->down == 0 || n == MOST_RATERS))
        continue;
      rows[n++] = (CalMovesRow){
        .id = rater->id,
        .name = *rater->name != '\0' ? rater->name : _ ("No rater"),
        .shown = TRUE,
        .down = (guint) rater->down,
        .unchanged = (guint) rater->unchanged,
        .up = (guint) rater->up,
      };
    }
  return cal_chart_new_moves (cal_fairness_question (CAL_CARD_CHANGE), rows, n);
}

static CalChart *
new_agreement (const CalFairness *fairness, gboolean potential)
{
  const CalFairnessAgreement *agreement = cal_fairness_agreement (fairness);
  const CalFairnessAgreementAxis *axis =
      potential ? &agreement->potential : &agreement->performance;
  g_autofree CalMatrixPair *pairs = g_new (CalMatrixPair, axis->n_pairs + 1);

  for (guint i = 0; i < axis->n_pairs; i++)
    pairs[i] = (CalMatrixPair){ axis->pairs[i].first, axis->pairs[i].second, axis->pairs[i].n,
                                axis->pairs[i].kappa.quadratic.kappa };
  return cal_chart_new_matrix (cal_fairness_question (CAL_CARD_AGREEMENT), agreement->raters,
                               agreement->n_raters, pairs, axis->n_pairs);
}

static CalChart *
new_flow (const CalFairness *fairness)
{
  const CalFairnessChange *change = cal_fairness_change (fairness);
  CalRules *rules = cal_fairness_rules (fairness);
  g_autofree guint *order = cells_in_order (rules);
  guint n = rules->n_cells;
  g_autofree CalFlowCell *cells = g_new (CalFlowCell, n);
  g_autofree guint64 *flow = g_new0 (guint64, (gsize) n * n);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      guint cell = order[n - 1 - i];
      CalPlacement placement = cal_rules_cell_placement (rules, cell);

      g_ptr_array_add (codes, cell_code (placement));
      cells[i] = (CalFlowCell){
        .code = g_ptr_array_index (codes, i),
        .label = cal_text_translated (rules->cell_labels[cell]),
        .step = cell_step (rules, placement),
        .height = placement.performance + placement.potential,
      };
      for (guint j = 0; j < n; j++)
        flow[i * n + j] = change->flow[cell * n + order[n - 1 - j]];
    }
  return cal_chart_new_flow (cal_fairness_question (CAL_CARD_CHANGE), cells, n, flow);
}

static char *
note_for (const CalFairness *fairness, CalFairnessCard card, CalFairnessChart which)
{
  const CalFairnessSeverity *severity = cal_fairness_severity (fairness);
  g_autofree char *caption = cal_fairness_caption (fairness, card);
  guint n = n_drawn (severity);

  if (which == CAL_FAIRNESS_CHART_MOVES && severity->n_raters > MOST_RATERS)
    return g_strdup_printf (_ ("%s Raters whose subjects did not move are left out; at most %u are "
                               "drawn."),
                            caption, MOST_RATERS);
  if (which != CAL_FAIRNESS_CHART_SEVERITY || n == severity->n_raters)
    return g_steal_pointer (&caption);
  return g_strdup_printf (
      _ ("%s Of %'u raters %'u are drawn: the most severe, the most lenient and "
         "all who stand out."),
      caption, severity->n_raters, n);
}

/**
 * cal_chart_new_fairness:
 * @fairness: figures that have been computed
 * @which: what to draw
 *
 * Returns: (transfer full): the chart, with how many it is about, the method and
 *   its caveat as its note
 */
CalChart *
cal_chart_new_fairness (const CalFairness *fairness, CalFairnessChart which)
{
  static const CalFairnessCard cards[] = {
    CAL_CARD_DISTRIBUTION, CAL_CARD_SEVERITY,  CAL_CARD_GROUPS,
    CAL_CARD_AGREEMENT,    CAL_CARD_AGREEMENT, CAL_CARD_CHANGE,
    CAL_CARD_CHANGE,       CAL_CARD_CHANGE,    CAL_CARD_GROUPS,
  };
  g_autofree char *note = NULL;
  CalChart *chart;

  g_return_val_if_fail (fairness != NULL && which < G_N_ELEMENTS (cards), NULL);

  switch (which)
    {
    case CAL_FAIRNESS_CHART_SEVERITY:
      chart = new_severity (fairness);
      break;
    case CAL_FAIRNESS_CHART_GROUPS:
      chart = new_groups (fairness);
      break;
    case CAL_FAIRNESS_CHART_AGREEMENT:
    case CAL_FAIRNESS_CHART_AGREEMENT_POTENTIAL:
      chart = new_agreement (fairness, which == CAL_FAIRNESS_CHART_AGREEMENT_POTENTIAL);
      break;
    case CAL_FAIRNESS_CHART_FLOW:
      chart = new_flow (fairness);
      break;
    case CAL_FAIRNESS_CHART_MOVES:
      chart = new_rater_moves (fairness);
      break;
    case CAL_FAIRNESS_CHART_GROUP_MOVES:
      chart = new_group_moves (fairness);
      break;
    case CAL_FAIRNESS_CHART_SLOPES:
      chart = new_slopes (fairness);
      break;
    case CAL_FAIRNESS_CHART_DISTRIBUTION:
    default:
      chart = new_distribution (fairness);
      break;
    }
  note = note_for (fairness, cards[which], which);
  cal_chart_set_note (chart, note);
  return chart;
}
