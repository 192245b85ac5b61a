/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-board.h"
#include "core/cal-guideline.h"
#include "stats/cal-change.h"
#include "stats/cal-fleiss.h"
#include "stats/cal-gof.h"
#include "stats/cal-gwet.h"
#include "stats/cal-halo.h"
#include "stats/cal-icc.h"
#include "stats/cal-impact.h"
#include "stats/cal-kappa.h"
#include "stats/cal-krippendorff.h"
#include "stats/cal-severity.h"
#include "stats/cal-suppress.h"
#include "stats/cal-wilcoxon.h"

/* Instead of a column of the roster: the rater, or no column at all. */
#define CAL_FAIRNESS_RATER (-1)
#define CAL_FAIRNESS_NO_COLUMN (-2)

#define CAL_FAIRNESS_MAX_CELLS (CAL_MAX_LEVELS * CAL_MAX_LEVELS)

/* More different values than this make no groups, and more raters than this no
 * matrix of who agrees with whom: those with the most ratings stand in it. */
#define CAL_FAIRNESS_MAX_GROUPS 100
#define CAL_FAIRNESS_MAX_MATRIX 40

/* The false discovery rate that all groups tested together are held to. */
#define CAL_FAIRNESS_Q 0.05

/**
 * CalFairnessFilter:
 * @column: a column of the roster that is not demographic, or
 *   %CAL_FAIRNESS_RATER
 * @value: the text that a subject must have there; an employee id for the rater
 */
typedef struct
{
  int column;
  const char *value;
} CalFairnessFilter;

/**
 * CalFairnessGrouping:
 * @first: a column of the roster, or %CAL_FAIRNESS_RATER
 * @second: another to cross it with, or %CAL_FAIRNESS_NO_COLUMN
 */
typedef struct
{
  int first;
  int second;
} CalFairnessGrouping;

/**
 * CalFairnessQuery:
 * @filters: (array length=n_filters) (nullable): all of them must hold
 * @groupings: (array length=n_groupings) (nullable): what groups are compared;
 *   none for cal_fairness_default_groupings()
 * @minimum: the minimum group size, 0 for %CAL_MINIMUM_GROUP_SIZE
 *
 * What is asked of the figures. Borrowed only while cal_fairness_new() runs.
 */
typedef struct
{
  const CalFairnessFilter *filters;
  guint n_filters;
  const CalFairnessGrouping *groupings;
  guint n_groupings;
  guint minimum;
} CalFairnessQuery;

/**
 * CalFairnessDistribution:
 * @n_levels: levels of performance, as are the arrays
 * @n_before: how many stood in a cell before calibration
 * @n_now: how many stand in one now
 * @before: how many stood at each level, lowest first
 * @now: how many stand there now
 * @weights: the guideline, in percent; @has_guideline tells whether there is one
 * @allowed_before: the range that the guideline allows of @n_before
 * @allowed_now: the range that it allows of @n_now
 * @test_before: the whole distribution against the guideline
 * @test_now: the same, now
 * @level_before: each level against all others together
 * @level_now: the same, now
 * @n_cells: cells of the grid, numbered as cal_rules_cell() does
 * @cells_before: how many stood in each cell
 * @cells_now: how many stand there now
 *
 * Does the distribution follow the guideline?
 */
typedef struct
{
  guint n_levels;
  gboolean has_guideline;
  guint64 n_before;
  guint64 n_now;
  guint64 before[CAL_MAX_LEVELS];
  guint64 now[CAL_MAX_LEVELS];
  double weights[CAL_MAX_LEVELS];
  double expected_before[CAL_MAX_LEVELS];
  double expected_now[CAL_MAX_LEVELS];
  CalAllowed allowed_before[CAL_MAX_LEVELS];
  CalAllowed allowed_now[CAL_MAX_LEVELS];
  CalGof test_before;
  CalGof test_now;
  CalGof level_before[CAL_MAX_LEVELS];
  CalGof level_now[CAL_MAX_LEVELS];
  guint n_cells;
  guint64 cells_before[CAL_FAIRNESS_MAX_CELLS];
  guint64 cells_now[CAL_FAIRNESS_MAX_CELLS];
} CalFairnessDistribution;

/**
 * CalFairnessRater:
 * @id: the rater's employee id; empty for subjects without one
 * @name: their name, the id where the roster does not have them
 * @n_subjects: how many subjects they rated, on one axis or both
 * @effect: severity on performance, before calibration, in levels
 * @stands_out: whether the interval of the effect leaves 0 out
 * @halo: performance against potential
 * @middle_share: the share of their ratings in the middle level, %NAN for none
 * @sd_ratio: the spread of their ratings against everybody's, %NAN where either
 *   has none
 * @up: how many of their subjects the panel moved up
 * @down: how many down
 * @unchanged: how many it left at the same height
 * @earlier: (array): their effect in each earlier cycle, as many as
 *   #CalFairnessSeverity.n_cycles; n is 0 in a cycle without ratings of theirs
 *
 * One rater, as their ratings were before calibration.
 */
typedef struct
{
  const char *id;
  const char *name;
  guint n_subjects;
  CalRaterEffect effect;
  gboolean stands_out;
  CalHalo halo;
  double middle_share;
  double sd_ratio;
  guint64 up;
  guint64 down;
  guint64 unchanged;
  const CalRaterEffect *earlier;
} CalFairnessRater;

/**
 * CalFairnessSeverity:
 * @severity: the variances
 * @raters: (array length=n_raters): most severe first; those without an effect
 *   last
 * @n_stand_out: how many of them stand out
 * @cycles: (array length=n_cycles): the earlier cycles' titles, in the order in
 *   which they were imported
 *
 * Which raters are severe or lenient?
 */
typedef struct
{
  CalSeverity severity;
  CalFairnessRater *raters;
  guint n_raters;
  guint n_stand_out;
  const char *const *cycles;
  guint n_cycles;
} CalFairnessSeverity;

/**
 * CalFairnessVerdict:
 * What may be said of a group.
 * @CAL_VERDICT_HIDDEN: nothing: its figures must not be published, or only
 *   together with others'
 * @CAL_VERDICT_UNDEFINED: nobody is favourable, or nobody is placed
 * @CAL_VERDICT_TOO_FEW: under %CAL_TOO_FEW: counts only
 * @CAL_VERDICT_REFERENCE: it has the highest rate
 * @CAL_VERDICT_ONE_DECISION: one different decision would reverse the order
 * @CAL_VERDICT_ABOVE: its screening ratio is at least 0.80
 * @CAL_VERDICT_LOW_CHANCE: it is lower, which may be chance
 * @CAL_VERDICT_LOW: it is lower, which is unlikely to be chance
 */
typedef enum
{
  CAL_VERDICT_HIDDEN,
  CAL_VERDICT_UNDEFINED,
  CAL_VERDICT_TOO_FEW,
  CAL_VERDICT_REFERENCE,
  CAL_VERDICT_ONE_DECISION,
  CAL_VERDICT_ABOVE,
  CAL_VERDICT_LOW_CHANCE,
  CAL_VERDICT_LOW,
} CalFairnessVerdict;

/**
 * CalFairnessMoment:
 * @shown: whether the count may be published; where not it is 0 here
 * @favourable: how many of the group stood in a favourable cell
 * @impact: the group against the one with the highest rate, among the groups of
 *   %CAL_TOO_FEW or more; only the rate where it is smaller
 * @adjusted_p: Fisher's p, adjusted for everything tested at that moment; %NAN
 *   where it was not tested
 * @rejected: whether chance is an unlikely explanation after that
 * @verdict: what may be said
 *
 * A group before calibration, or now.
 */
typedef struct
{
  gboolean shown;
  guint64 favourable;
  CalGroupImpact impact;
  double adjusted_p;
  gboolean rejected;
  CalFairnessVerdict verdict;
} CalFairnessMoment;

/**
 * CalFairnessGroup:
 * @first: the value in the grouping's first column, empty for none
 * @second: (nullable): the value in its second column
 * @together: whether this is no group but all those together of which not
 *   everything is shown, @first being their names; it stands last
 * @shown: whether @n may be published; where not it is 0 here, and nothing else
 *   of the group is shown either
 * @n: how many present subjects are of the group, placed or not: whoever stands
 *   in no cell stands in no favourable one
 * @before: before calibration
 * @now: now
 * @change_shown: whether the next three may be published
 * @up: how many the panel moved up
 * @down: how many down
 * @unchanged: all others
 */
typedef struct
{
  const char *first;
  const char *second;
  gboolean together;
  gboolean shown;
  guint64 n;
  CalFairnessMoment before;
  CalFairnessMoment now;
  gboolean change_shown;
  guint64 up;
  guint64 down;
  guint64 unchanged;
} CalFairnessGroup;

/**
 * CalFairnessGroups:
 * @grouping: what makes the groups
 * @title: the column's name, or both
 * @demographic: whether a demographic attribute is in it, so that it goes
 *   through suppression
 * @too_many: whether there are too many groups to compare; there are none here
 * @withheld: whether nothing may be published of it; there are no groups here
 * @groups: (array length=n_groups): in the order of their names; "not stated" last
 * @n_hidden: how many of them are not shown, or not everything of them
 * @n: how many subjects there are in all groups
 * @favourable_before: how many of them stood in a favourable cell
 * @favourable_now: how many stand in one
 * @up: how many the panel moved up
 * @down: how many down
 * @impact_before: the reference before calibration
 * @impact_now: the reference now
 *
 * The groups of one attribute, or of two crossed. The references are among the
 * groups that are shown.
 */
typedef struct
{
  CalFairnessGrouping grouping;
  const char *title;
  gboolean demographic;
  gboolean too_many;
  gboolean withheld;
  CalFairnessGroup *groups;
  guint n_groups;
  guint n_hidden;
  guint64 n;
  guint64 favourable_before;
  guint64 favourable_now;
  guint64 up;
  guint64 down;
  CalImpact impact_before;
  CalImpact impact_now;
} CalFairnessGroups;

/**
 * CalFairnessPair:
 * @first: a rater's number
 * @second: another's, greater
 * @n: how many subjects both rated
 * @kappa: how far they agree
 */
typedef struct
{
  guint first;
  guint second;
  gsize n;
  CalKappa kappa;
} CalFairnessPair;

/**
 * CalFairnessAgreementAxis:
 * @n_levels: categories of the scale
 * @n_ratings: how many ratings there are
 * @category_kappa: Fleiss' κ of each category
 * @pairs: (array length=n_pairs): every two raters of the matrix, the first
 *   with all others, then the second
 *
 * How far independent ratings agree, on one axis.
 */
typedef struct
{
  guint n_levels;
  gsize n_ratings;
  CalFleiss fleiss;
  double category_kappa[CAL_MAX_LEVELS];
  CalGwet gwet;
  CalKrippendorff krippendorff;
  CalIcc icc;
  CalFairnessPair *pairs;
  guint n_pairs;
} CalFairnessAgreementAxis;

/**
 * CalFairnessSpread:
 * @subject: the subject's index on the board
 * @row: the subject
 * @n_ratings: how many raters rated them
 * @lowest: the lowest level on each axis that somebody gave, 0 for none
 * @highest: the highest
 * @spread: levels from the lowest to the highest, on both axes together
 */
typedef struct
{
  guint subject;
  const CalSubject *row;
  guint n_ratings;
  CalPlacement lowest;
  CalPlacement highest;
  guint spread;
} CalFairnessSpread;

/**
 * CalFairnessAgreement:
 * @n_subjects: how many subjects have independent ratings
 * @raters: (array length=n_raters): the names of the matrix's raters, most
 *   ratings first
 * @n_raters_left_out: how many raters are not in the matrix
 * @performance: on performance
 * @potential: on potential
 * @spreads: (array length=n_spreads): subjects with two ratings or more, the
 *   widest spread first
 *
 * Do several raters agree about the same subjects?
 */
typedef struct
{
  guint n_subjects;
  const char *const *raters;
  guint n_raters;
  guint n_raters_left_out;
  CalFairnessAgreementAxis performance;
  CalFairnessAgreementAxis potential;
  CalFairnessSpread *spreads;
  guint n_spreads;
} CalFairnessAgreement;

/**
 * CalFairnessChange:
 * @n: how many were placed before and are now
 * @up: how many stand higher, performance and potential taken together
 * @down: how many stand lower
 * @sideways: how many stand in another cell of the same height
 * @stayed: how many stand where they stood
 * @n_from_holding: how many were placed by the panel alone
 * @n_to_holding: how many lost their placement
 * @n_cells: cells of the grid
 * @flow: how many went from each cell to each: from × @n_cells + to
 * @height: the change of performance and potential taken together
 * @performance: the change of performance alone
 * @potential: the change of potential alone
 * @wilcoxon: the signed ranks of the change of height
 *
 * What did calibration change?
 */
typedef struct
{
  guint64 n;
  guint64 up;
  guint64 down;
  guint64 sideways;
  guint64 stayed;
  guint64 n_from_holding;
  guint64 n_to_holding;
  guint n_cells;
  guint64 *flow;
  CalChange height;
  CalChange performance;
  CalChange potential;
  CalWilcoxon wilcoxon;
} CalFairnessChange;

/**
 * CalFairness:
 *
 * Every figure of fairness of a cycle, or of a part of it. It holds copies and
 * references of what it needs of the board, so that it can be computed in
 * another thread while the board moves on; one thread at a time may use it.
 */
typedef struct _CalFairness CalFairness;

CalFairness *cal_fairness_new (const CalBoard *board, const CalFairnessQuery *query);
void cal_fairness_free (CalFairness *fairness);
void cal_fairness_compute (CalFairness *fairness);
gboolean cal_fairness_follow (CalFairness *fairness, const CalBoard *board);

GArray *cal_fairness_default_groupings (const CalBoard *board);
gboolean cal_fairness_is_favourable (const CalRules *rules, CalPlacement placement);

CalRules *cal_fairness_rules (const CalFairness *fairness);
guint cal_fairness_n_subjects (const CalFairness *fairness);
guint cal_fairness_minimum (const CalFairness *fairness);
const CalFairnessDistribution *cal_fairness_distribution (const CalFairness *fairness);
const CalFairnessSeverity *cal_fairness_severity (const CalFairness *fairness);
guint cal_fairness_n_groupings (const CalFairness *fairness);
const CalFairnessGroups *cal_fairness_groups (const CalFairness *fairness, guint index);
char *cal_fairness_group_key (const CalFairnessGroup *group);
const CalFairnessAgreement *cal_fairness_agreement (const CalFairness *fairness);
const CalFairnessChange *cal_fairness_change (const CalFairness *fairness);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalFairness, cal_fairness_free)
