/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-fairness-private.h"

#include <string.h>

/* Up to this many subjects every p is exact; beyond, only where an expected
 * count is small. While a chip is dragged, exactness may cost this many tables. */
#define EXACT_UP_TO 1000
#define QUICK_TABLES 100000.0

static double
count_tables (guint64 n, guint n_levels)
{
  double tables = 1;

  for (guint level = 1; level < n_levels; level++)
    tables = tables * (double) (n + level) / level;
  return tables;
}

/* The exact p leads where it is affordable or the other one is not to be
 * trusted; whoever redoes the figure gets both. */
static void
test (const guint64 *counts,
      const double *weights,
      guint n_levels,
      guint64 n,
      gboolean quickly,
      double *expected,
      CalGof *gof)
{
  double tables = count_tables (n, n_levels);
  gboolean exactly;

  cal_gof (counts, weights, n_levels, 0, 0, expected, gof);
  exactly = gof->reason == CAL_STATS_DEFINED && (gof->small_expected || n <= EXACT_UP_TO);
  if (exactly && (!quickly || tables <= QUICK_TABLES))
    cal_gof (counts, weights, n_levels, CAL_GOF_MAX_TABLES, CAL_GOF_DRAWS, expected, gof);
}

static void
test_moment (const CalFairness *fairness,
             const guint64 *counts,
             guint64 n,
             gboolean quickly,
             double *expected,
             CalAllowed *allowed,
             CalGof *whole,
             CalGof *levels)
{
  const CalFairnessDistribution *distribution = &fairness->distribution;
  guint n_levels = distribution->n_levels;

  test (counts, distribution->weights, n_levels, n, quickly, expected, whole);
  for (guint level = 0; level < n_levels; level++)
    {
      guint64 two_counts[] = { counts[level], n - counts[level] };
      double two_weights[] = { distribution->weights[level], 0 };

      for (guint other = 0; other < n_levels; other++)
        if (other != level)
          two_weights[1] += distribution->weights[other];
      test (two_counts, two_weights, 2, n, quickly, NULL, &levels[level]);
      allowed[level] = (CalAllowed){ 0, 0 };
      if (distribution->has_guideline)
        allowed[level] = cal_guideline_allowed (fairness->rules->guideline[level],
                                                fairness->rules->tolerance, (guint) n);
    }
}

/* Tests what stands now; what stood before as well, unless that is known. */
void
cal_fairness_test_distribution (CalFairness *fairness, gboolean quickly)
{
  CalFairnessDistribution *distribution = &fairness->distribution;

  if (!quickly)
    test_moment (fairness, distribution->before, distribution->n_before, FALSE,
                 distribution->expected_before, distribution->allowed_before,
                 &distribution->test_before, distribution->level_before);
  test_moment (fairness, distribution->now, distribution->n_now, quickly,
               distribution->expected_now, distribution->allowed_now, &distribution->test_now,
               distribution->level_now);
}

void
cal_fairness_compute_distribution (CalFairness *fairness)
{
  CalFairnessDistribution *distribution = &fairness->distribution;
  const CalRules *rules = fairness->rules;

  memset (distribution, 0, sizeof *distribution);
  distribution->n_levels = rules->performance.n_levels;
  distribution->n_cells = rules->n_cells;
  distribution->has_guideline = rules->n_guideline > 0;
  for (guint level = 0; level < rules->n_guideline; level++)
    distribution->weights[level] = rules->guideline[level];
  for (guint i = 0; i < fairness->n_members; i++)
    {
      const CalMember *member = &fairness->members[i];

      if (member->in && cal_placement_is_placed (member->before))
        {
          distribution->before[member->before.performance - 1]++;
          distribution->cells_before[cal_rules_cell (rules, member->before)]++;
          distribution->n_before++;
        }
      if (member->in && cal_placement_is_placed (member->now))
        {
          distribution->now[member->now.performance - 1]++;
          distribution->cells_now[cal_rules_cell (rules, member->now)]++;
          distribution->n_now++;
        }
    }
  cal_fairness_test_distribution (fairness, FALSE);
}

void
cal_fairness_follow_distribution (CalFairness *fairness, CalPlacement from, CalPlacement to)
{
  CalFairnessDistribution *distribution = &fairness->distribution;

  if (cal_placement_is_placed (from))
    {
      distribution->now[from.performance - 1]--;
      distribution->cells_now[cal_rules_cell (fairness->rules, from)]--;
      distribution->n_now--;
    }
  if (cal_placement_is_placed (to))
    {
      distribution->now[to.performance - 1]++;
      distribution->cells_now[cal_rules_cell (fairness->rules, to)]++;
      distribution->n_now++;
    }
}
