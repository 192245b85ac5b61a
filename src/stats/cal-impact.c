/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-impact.h"

#include <math.h>

#include "stats/cal-tail.h"

/* The sign of a/b − c/d. Products of counts are whole, quotients are not. */
static int
compare_rates (guint64 a, guint64 b, guint64 c, guint64 d)
{
  guint64 left = a * d, right = c * b;

  return (left > right) - (left < right);
}

static double
compare_odds (const CalGroupCount *group, const CalGroupCount *reference)
{
  double above = (double) group->selected * (double) (reference->total - reference->selected);
  double below = (double) (group->total - group->selected) * (double) reference->selected;

  if (below > 0)
    return above / below;
  return above > 0 ? INFINITY : NAN;
}

static void
flip (const CalGroupCount *group, const CalGroupCount *reference, CalGroupImpact *impact)
{
  guint64 taken = group == reference ? 0 : 1;

  impact->flip_reverses_order = compare_rates (group->selected + taken, group->total,
                                               reference->selected - taken, reference->total)
                                > 0;
  impact->flip_clears_80 = compare_rates (5 * (group->selected + taken), group->total,
                                          4 * reference->selected, reference->total)
                           >= 0;
}

static void
compare (const CalGroupCount *group, const CalGroupCount *reference, CalGroupImpact *impact)
{
  guint64 selected = group->selected + reference->selected;
  guint64 total = group->total + reference->total;
  double pooled = (double) selected / (double) total;
  double best = (double) reference->selected / (double) reference->total;

  impact->impact_ratio = impact->is_highest ? 1 : impact->rate / best;
  impact->below_four_fifths =
      compare_rates (5 * group->selected, group->total, 4 * reference->selected, reference->total)
      < 0;
  cal_katz_interval (group, reference, &impact->low, &impact->high);
  impact->fisher_p = cal_tail_fisher (group->selected, group->total - group->selected,
                                      reference->selected, reference->total - reference->selected);
  impact->odds_ratio = compare_odds (group, reference);
  if (impact->is_highest)
    impact->shortfall = 0;
  else
    impact->shortfall = (double) group->total * pooled - (double) group->selected;
  if (selected == total)
    return;
  impact->z =
      (impact->rate - best)
      / sqrt (pooled * (1 - pooled) * (1 / (double) group->total + 1 / (double) reference->total));
  impact->z_p = cal_tail_normal_two_sided (impact->z);
  flip (group, reference, impact);
}

/**
 * cal_katz_interval:
 * @group: the counts of a group
 * @reference: the counts that it is compared with
 * @low: (out): lower end of the 95 % interval
 * @high: (out): upper end
 *
 * An interval for the ratio of two rates on the logarithmic scale:
 * ratio · exp(± z √(1/s − 1/n + 1/S − 1/N)) (Katz, Baptista, Azen & Pike 1978,
 * Biometrics 34). Both ends are %NAN where either group has no selections.
 */
void
cal_katz_interval (const CalGroupCount *group,
                   const CalGroupCount *reference,
                   double *low,
                   double *high)
{
  double ratio, half;

  *low = *high = NAN;
  if (group->selected == 0 || reference->selected == 0)
    return;
  ratio = (double) group->selected * (double) reference->total
          / ((double) group->total * (double) reference->selected);
  half = cal_tail_normal_quantile (0.975)
         * sqrt (1 / (double) group->selected - 1 / (double) group->total
                 + 1 / (double) reference->selected - 1 / (double) reference->total);
  *low = ratio * exp (-half);
  *high = ratio * exp (half);
}

/**
 * cal_impact:
 * @groups: (array length=n_groups): the counts of each group
 * @n_groups: how many groups
 * @group_impacts: (out caller-allocates) (array length=n_groups): how each fares
 * @impact: (out caller-allocates): the comparison as a whole
 *
 * Does a group fare worse? Each group's favourable rate beside the highest one,
 * whose first group is the reference: the ratio with the four-fifths mark, the
 * shortfall and the 2 % mark of the Uniform Guidelines (29 CFR 1607.4 D and
 * their Questions and Answers 1979, no. 21 for the flip-flop rule), Fisher's
 * exact test, and the z test of two proportions, pooled and without a
 * continuity correction (Agresti 2013, §3.2). The marks compare products of
 * whole numbers: a quotient would misjudge 9/20 beside 9/25.
 */
void
cal_impact (const CalGroupCount *groups,
            guint n_groups,
            CalGroupImpact *group_impacts,
            CalImpact *impact)
{
  const CalGroupCount *reference;

  *impact = (CalImpact){ .reference = -1 };
  for (guint i = 0; i < n_groups; i++)
    {
      g_return_if_fail (groups[i].selected <= groups[i].total && groups[i].total <= CAL_MAX_GROUP);
      impact->pool += groups[i].total;
      if (groups[i].total > 0
          && (impact->reference < 0
              || compare_rates (groups[i].selected, groups[i].total,
                                groups[impact->reference].selected, groups[impact->reference].total)
                     > 0))
        impact->reference = (int) i;
    }
  reference = impact->reference < 0 ? NULL : &groups[impact->reference];
  if (reference == NULL)
    impact->reason = CAL_STATS_NO_MEMBERS;
  else if (reference->selected == 0)
    impact->reason = CAL_STATS_NO_SELECTIONS;

  for (guint i = 0; i < n_groups; i++)
    {
      const CalGroupCount *group = &groups[i];
      CalGroupImpact *result = &group_impacts[i];

      *result = (CalGroupImpact){
        .rate = NAN,
        .pool_share = NAN,
        .impact_ratio = NAN,
        .low = NAN,
        .high = NAN,
        .below_four_fifths = CAL_TRUTH_UNDEFINED,
        .fisher_p = NAN,
        .odds_ratio = NAN,
        .z = NAN,
        .z_p = NAN,
        .flip_reverses_order = CAL_TRUTH_UNDEFINED,
        .flip_clears_80 = CAL_TRUTH_UNDEFINED,
        .shortfall = NAN,
        .under_2_percent = CAL_TRUTH_UNDEFINED,
      };
      if (impact->pool > 0)
        {
          result->pool_share = (double) group->total / (double) impact->pool;
          result->under_2_percent = 50 * group->total < impact->pool;
        }
      if (group->total == 0)
        {
          result->reason = CAL_STATS_NO_MEMBERS;
          continue;
        }
      result->rate = (double) group->selected / (double) group->total;
      result->is_highest =
          compare_rates (group->selected, group->total, reference->selected, reference->total) == 0;
      if (reference->selected == 0)
        result->reason = CAL_STATS_NO_SELECTIONS;
      else
        compare (group, reference, result);
    }
}
