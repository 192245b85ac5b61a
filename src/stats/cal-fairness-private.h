/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stats/cal-fairness.h"

/**
 * CalMember:
 * @row: the subject, as the latest roster has them
 * @subject: their index on the board
 * @rater: their rater's number, or -1
 * @in: whether the filters let them through
 * @before: where they stood before calibration, %CAL_HOLDING for nowhere
 * @now: where they stand
 *
 * Somebody present.
 */
typedef struct
{
  const CalSubject *row;
  guint subject;
  int rater;
  gboolean in;
  CalPlacement before;
  CalPlacement now;
} CalMember;

/* What publishing speaks of: somebody stood in a favourable cell or not, stands
 * in one or not, and was moved up, down, or neither. */
enum
{
  CAL_WAY_UP,
  CAL_WAY_DOWN,
  CAL_WAY_SAME,
  CAL_N_WAYS,
};

#define CAL_N_CLASSES (2 * 2 * CAL_N_WAYS)
#define CAL_CLASS(before, now, way) (((before) *2 + (now)) * CAL_N_WAYS + (way))
#define CAL_CLASS_BEFORE(class) ((class) / (2 * CAL_N_WAYS))
#define CAL_CLASS_NOW(class) ((class) / CAL_N_WAYS % 2)
#define CAL_CLASS_WAY(class) ((class) % CAL_N_WAYS)

/* The tables that a grouping publishes: how many, before, now, and the change. */
enum
{
  CAL_TABLE_N,
  CAL_TABLE_BEFORE,
  CAL_TABLE_NOW,
  CAL_TABLE_CHANGE,
  CAL_N_TABLES,
};

/**
 * CalGrid:
 * @n_first: values of the grouping's first column
 * @n_second: values of the second: another column, the filter's, or 1 for none
 * @counts: (array): for each first value, each second, each class: how many
 * @hidden: (array): for each first value, each second, each table: whether it
 *   must not be published
 * @withheld: whether nothing may be published
 * @settled: whether only the change may still be hidden
 *
 * Present subjects, counted by group and by what publishing speaks of.
 */
typedef struct
{
  guint n_first;
  guint n_second;
  guint64 *counts;
  gboolean *hidden;
  gboolean withheld;
  gboolean settled;
} CalGrid;

#define CAL_GRID_COUNT(grid, cell, class) ((grid)->counts[(gsize) (cell) *CAL_N_CLASSES + (class)])
#define CAL_GRID_HIDDEN(grid, cell, table) ((grid)->hidden[(gsize) (cell) *CAL_N_TABLES + (table)])

void cal_grid_hide (CalGrid *grid, guint64 minimum, gboolean first, gboolean second);
guint64 cal_grid_n (const CalGrid *grid, guint cell);
guint64 cal_grid_category (const CalGrid *grid, guint cell, guint table, guint category);
guint cal_class_category (guint class, guint table);

/**
 * CalGroupState:
 * @groups: what is shown
 * @grid: what is counted
 * @code_of: (array): each member's place in the grid, first × n_second + second
 * @first: (element-type utf8): the values of the first column
 * @second: (element-type utf8): those of the second
 * @shown_second: the only value of the second that is shown, where that is the
 *   filter's; -1 for all
 * @crossed: whether the second column is one to cross with
 */
typedef struct
{
  CalFairnessGroups groups;
  CalGrid grid;
  guint *code_of;
  GPtrArray *first;
  GPtrArray *second;
  int shown_second;
  gboolean crossed;
} CalGroupState;

/**
 * CalEarlierCycle:
 * @title: the cycle's title
 * @ratings: (element-type double): levels of performance
 * @raters: (element-type guint): who gave each
 * @severity: the variances
 *
 * An earlier cycle's ratings. Raters are numbered as everywhere; those whom this
 * cycle does not have come after.
 */
typedef struct
{
  const char *title;
  GArray *ratings;
  GArray *raters;
  CalSeverity severity;
} CalEarlierCycle;

/* An independent rating: whose, by whom. */
typedef struct
{
  guint member;
  guint rater;
  CalPlacement ratings;
} CalIndependentRating;

struct _CalFairness
{
  CalRules *rules;
  CalRoster *roster;
  GPtrArray *ratings[2];
  guint n_rosters;

  CalMember *members;
  guint n_members;
  guint n_in;
  int *member_of; /* of each subject of the board, or -1 */
  guint n_subjects;
  guint n_decisions;
  guint minimum;
  GArray *filters;
  GArray *groupings;
  GStringChunk *texts;

  /* Raters are numbered in the order in which the roster names them; these are
   * the current cycle's, and the numbers by their place on the screen. */
  GPtrArray *rater_ids;
  GHashTable *rater_numbers;
  guint n_raters;
  guint *rater_places;
  guint *by_rater;     /* members, one rater's behind the other */
  guint *rater_starts; /* of each rater, and one more */

  CalFairnessDistribution distribution;
  CalFairnessSeverity severity;
  CalRaterEffect *earlier_effects;
  GPtrArray *earlier_titles;
  GArray *earlier;
  CalGroupState *groups;
  guint n_groups;
  CalFairnessAgreement agreement;
  GPtrArray *agreement_names;
  int *agreement_ratings[2]; /* subjects × raters, -1 for none, on each axis */
  CalFairnessChange change;
  guint64 *heights;
};

void cal_fairness_compute_distribution (CalFairness *fairness);
void cal_fairness_follow_distribution (CalFairness *fairness, CalPlacement from, CalPlacement to);
void cal_fairness_test_distribution (CalFairness *fairness, gboolean quickly);

void cal_fairness_compute_severity (CalFairness *fairness);
void cal_fairness_clear_severity (CalFairness *fairness);

void cal_fairness_compute_groups (CalFairness *fairness);
void cal_fairness_follow_groups (CalFairness *fairness, guint member, CalPlacement from);
void cal_fairness_judge_groups (CalFairness *fairness);
void cal_fairness_clear_groups (CalFairness *fairness);

void cal_fairness_compute_agreement (CalFairness *fairness);
void cal_fairness_clear_agreement (CalFairness *fairness);

void cal_fairness_compute_change (CalFairness *fairness);
void cal_fairness_follow_change (CalFairness *fairness, guint member, CalPlacement from);
void cal_fairness_test_change (CalFairness *fairness, gboolean quickly);
void cal_fairness_clear_change (CalFairness *fairness);

guint64 *cal_fairness_change_table (const CalFairness *fairness, guint axis);
gboolean cal_fairness_is_tested (const CalFairnessGroups *groups, guint index, gboolean now);
const char *cal_fairness_value (const CalFairness *fairness, guint member, int column);
int cal_fairness_height (CalPlacement placement);
guint cal_fairness_way (CalPlacement before, CalPlacement now);
guint cal_fairness_n_heights (const CalFairness *fairness);
int cal_fairness_rater_number (CalFairness *fairness, const char *id);
