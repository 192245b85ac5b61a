/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-fairness-private.h"

#include <math.h>
#include <string.h>

/* Of so many moved subjects the signed ranks are computed; while a chip is
 * dragged, of so many. */
#define MAX_RANKS 20000
#define QUICK_RANKS 1000

static void
count (CalFairness *fairness, const CalMember *member, CalPlacement now, int change)
{
  CalFairnessChange *result = &fairness->change;
  guint64 step = (guint64) (gint64) change;
  gboolean placed_before = cal_placement_is_placed (member->before);
  gboolean placed_now = cal_placement_is_placed (now);
  guint way = cal_fairness_way (member->before, now);
  CalFairnessRater *rater =
      member->rater < 0 ? NULL : &fairness->severity.raters[fairness->rater_places[member->rater]];

  if (placed_before != placed_now)
    *(placed_now ? &result->n_from_holding : &result->n_to_holding) += step;
  if (!placed_before || !placed_now)
    return;
  result->n += step;
  result->up += way == CAL_WAY_UP ? step : 0;
  result->down += way == CAL_WAY_DOWN ? step : 0;
  if (way == CAL_WAY_SAME)
    *(cal_placement_equal (member->before, now) ? &result->stayed : &result->sideways) += step;
  result->flow[cal_rules_cell (fairness->rules, member->before) * result->n_cells
               + cal_rules_cell (fairness->rules, now)] += step;
  if (rater != NULL)
    *(way == CAL_WAY_UP     ? &rater->up
      : way == CAL_WAY_DOWN ? &rater->down
                            : &rater->unchanged) += step;
}

static guint
level_on (CalPlacement placement, guint axis)
{
  return axis == 0   ? (guint) cal_fairness_height (placement) - 2
         : axis == 1 ? placement.performance - 1u
                     : placement.potential - 1u;
}

static guint
n_levels_on (const CalFairness *fairness, guint axis)
{
  return axis == 0   ? cal_fairness_n_heights (fairness)
         : axis == 1 ? fairness->rules->performance.n_levels
                     : fairness->rules->potential.n_levels;
}

/* The flow between cells as one of levels: of both axes together (0), of
 * performance (1) or of potential (2). Before by now; the caller frees it. */
guint64 *
cal_fairness_change_table (const CalFairness *fairness, guint axis)
{
  const CalFairnessChange *change = &fairness->change;
  guint n = n_levels_on (fairness, axis);
  guint64 *table = g_new0 (guint64, (gsize) n * n + 1);

  for (guint from = 0; from < change->n_cells; from++)
    for (guint to = 0; to < change->n_cells; to++)
      {
        guint row = level_on (cal_rules_cell_placement (fairness->rules, from), axis);
        guint column = level_on (cal_rules_cell_placement (fairness->rules, to), axis);

        table[row * n + column] += change->flow[from * change->n_cells + to];
      }
  return table;
}

static void
test_axis (CalFairness *fairness, guint axis, CalChange *change)
{
  guint64 *table = cal_fairness_change_table (fairness, axis);

  cal_change (table, n_levels_on (fairness, axis), change);
  if (axis != 0)
    {
      g_free (table);
      return;
    }
  g_free (fairness->heights);
  fairness->heights = table;
}

static void
test_ranks (CalFairness *fairness)
{
  const CalFairnessChange *result = &fairness->change;
  g_autofree double *before = g_new (double, result->n + 1);
  g_autofree double *now = g_new (double, result->n + 1);
  guint n = cal_fairness_n_heights (fairness);
  gsize i = 0;

  for (guint row = 0; row < n; row++)
    for (guint column = 0; column < n; column++)
      for (guint64 k = 0; k < fairness->heights[row * n + column]; k++)
        {
          before[i] = row;
          now[i++] = column;
        }
  cal_wilcoxon (before, now, i, &fairness->change.wilcoxon);
}

void
cal_fairness_test_change (CalFairness *fairness, gboolean quickly)
{
  CalFairnessChange *change = &fairness->change;

  test_axis (fairness, 0, &change->height);
  test_axis (fairness, 1, &change->performance);
  test_axis (fairness, 2, &change->potential);
  change->wilcoxon =
      (CalWilcoxon){ CAL_STATS_TOO_MANY_RANKS, change->n, change->height.moved, NAN, NAN };
  if (change->height.moved <= (quickly ? QUICK_RANKS : MAX_RANKS))
    test_ranks (fairness);
}

void
cal_fairness_compute_change (CalFairness *fairness)
{
  CalFairnessChange *change = &fairness->change;

  change->n_cells = fairness->rules->n_cells;
  change->flow = g_new0 (guint64, (gsize) change->n_cells * change->n_cells + 1);
  for (guint i = 0; i < fairness->severity.n_raters; i++)
    {
      CalFairnessRater *rater = &fairness->severity.raters[i];

      rater->up = rater->down = rater->unchanged = 0;
    }
  for (guint i = 0; i < fairness->n_members; i++)
    if (fairness->members[i].in)
      count (fairness, &fairness->members[i], fairness->members[i].now, 1);
  cal_fairness_test_change (fairness, FALSE);
}

void
cal_fairness_follow_change (CalFairness *fairness, guint member, CalPlacement from)
{
  count (fairness, &fairness->members[member], from, -1);
  count (fairness, &fairness->members[member], fairness->members[member].now, 1);
}

void
cal_fairness_clear_change (CalFairness *fairness)
{
  g_clear_pointer (&fairness->change.flow, g_free);
  g_clear_pointer (&fairness->heights, g_free);
  memset (&fairness->change, 0, sizeof fairness->change);
}
