/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "stats/cal-stats-reason.h"

/* Below this many members only counts are shown: too few to infer. */
#define CAL_TOO_FEW 30

/* The most members a group may have, so that products stay whole. */
#define CAL_MAX_GROUP 1000000000

/**
 * CalGroupCount:
 * @selected: members with a favourable rating
 * @total: members
 */
typedef struct
{
  guint64 selected;
  guint64 total;
} CalGroupCount;

/**
 * CalTruth:
 * An answer that can also be missing.
 */
typedef enum
{
  CAL_TRUTH_UNDEFINED = -1,
  CAL_TRUTH_NO = 0,
  CAL_TRUTH_YES = 1,
} CalTruth;

/**
 * CalGroupImpact:
 * @reason: %CAL_STATS_DEFINED, %CAL_STATS_NO_MEMBERS or %CAL_STATS_NO_SELECTIONS
 * @is_highest: whether no group has a higher rate
 * @rate: the favourable rate
 * @pool_share: the group's share of all members
 * @impact_ratio: @rate over the highest rate
 * @low: lower end of the ratio's 95 % interval by Katz
 * @high: upper end
 * @below_four_fifths: whether the ratio is below 4/5, judged in integers
 * @fisher_p: Fisher's exact test against the reference, two-sided
 * @odds_ratio: odds of the group over odds of the reference
 * @z: difference of the two rates over its pooled standard error; negative
 *   where the group fares worse
 * @z_p: its two-sided p
 * @flip_reverses_order: whether one selection moved from the reference to the
 *   group would put the group ahead: then nothing is to be inferred
 * @flip_clears_80: whether it would lift the group to 4/5 of the highest rate
 * @shortfall: how many more selections the group had at the two groups' pooled rate
 * @under_2_percent: whether the group is under 2 % of the pool
 *
 * How one group fares beside the one with the highest rate. What has no value
 * is %NAN or %CAL_TRUTH_UNDEFINED.
 */
typedef struct
{
  CalStatsReason reason;
  gboolean is_highest;
  double rate;
  double pool_share;
  double impact_ratio;
  double low;
  double high;
  CalTruth below_four_fifths;
  double fisher_p;
  double odds_ratio;
  double z;
  double z_p;
  CalTruth flip_reverses_order;
  CalTruth flip_clears_80;
  double shortfall;
  CalTruth under_2_percent;
} CalGroupImpact;

/**
 * CalImpact:
 * @reason: whether the groups can be compared
 * @reference: the first of the groups with the highest rate, -1 where no group
 *   has members
 * @pool: members of all groups
 */
typedef struct
{
  CalStatsReason reason;
  int reference;
  guint64 pool;
} CalImpact;

void cal_impact (const CalGroupCount *groups,
                 guint n_groups,
                 CalGroupImpact *group_impacts,
                 CalImpact *impact);
void cal_katz_interval (const CalGroupCount *group,
                        const CalGroupCount *reference,
                        double *low,
                        double *high);
