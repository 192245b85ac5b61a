/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-fairness.h"

#include <string.h>

#include "core/cal-text-hash.h"
#include "stats/cal-fairness-private.h"

/* How many values a column may have to be compared without being asked for. */
#define MAX_DEFAULT_GROUPS 12

static CalPlacement
or_holding (CalPlacement ratings)
{
  return cal_placement_is_placed (ratings) ? ratings : CAL_HOLDING;
}

/* What a member's row has in a column; the rater's id for the rater. */
const char *
cal_fairness_value (const CalFairness *fairness, guint member, int column)
{
  const CalSubject *row = fairness->members[member].row;

  return column == CAL_FAIRNESS_RATER ? row->manager_id : row->values[column];
}

/* Performance and potential taken together. */
int
cal_fairness_height (CalPlacement placement)
{
  return placement.performance + placement.potential;
}

guint
cal_fairness_way (CalPlacement before, CalPlacement now)
{
  int rise = cal_fairness_height (now) - cal_fairness_height (before);

  if (!cal_placement_is_placed (before) || !cal_placement_is_placed (now))
    return CAL_WAY_SAME;
  return rise > 0 ? CAL_WAY_UP : rise < 0 ? CAL_WAY_DOWN : CAL_WAY_SAME;
}

guint
cal_fairness_n_heights (const CalFairness *fairness)
{
  return fairness->rules->performance.n_levels + fairness->rules->potential.n_levels - 1;
}

/* A rater's number; somebody new gets the next. */
int
cal_fairness_rater_number (CalFairness *fairness, const char *id)
{
  gpointer value;

  if (*id == '\0')
    return -1;
  if (g_hash_table_lookup_extended (fairness->rater_numbers, id, NULL, &value))
    return GPOINTER_TO_INT (value);
  g_hash_table_insert (fairness->rater_numbers, (gpointer) id,
                       GINT_TO_POINTER ((int) fairness->rater_ids->len));
  g_ptr_array_add (fairness->rater_ids, (gpointer) id);
  return (int) fairness->rater_ids->len - 1;
}

static gboolean
passes (const CalFairness *fairness, guint member)
{
  for (guint i = 0; i < fairness->filters->len; i++)
    {
      const CalFairnessFilter *filter = &g_array_index (fairness->filters, CalFairnessFilter, i);

      if (strcmp (cal_fairness_value (fairness, member, filter->column), filter->value) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
take_members (CalFairness *fairness, const CalBoard *board)
{
  guint n = cal_board_n_subjects (board);

  fairness->n_subjects = n;
  fairness->members = g_new (CalMember, cal_board_n_present (board) + 1);
  fairness->member_of = g_new (int, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const CalBoardSubject *subject = cal_board_subject (board, i);

      fairness->member_of[i] = subject->gone ? -1 : (int) fairness->n_members;
      if (!subject->gone)
        fairness->members[fairness->n_members++] = (CalMember){
          .row = subject->row,
          .subject = i,
          .rater = -1,
          .before = or_holding (subject->row->ratings),
          .now = subject->placement,
        };
    }
}

static void
take_query (CalFairness *fairness, const CalBoard *board, const CalFairnessQuery *query)
{
  fairness->minimum = query != NULL && query->minimum > 0 ? query->minimum : CAL_MINIMUM_GROUP_SIZE;
  fairness->filters = g_array_new (FALSE, FALSE, sizeof (CalFairnessFilter));
  for (guint i = 0; query != NULL && i < query->n_filters; i++)
    {
      CalFairnessFilter filter = query->filters[i];

      filter.value = g_string_chunk_insert (fairness->texts, filter.value);
      g_array_append_val (fairness->filters, filter);
    }
  if (query == NULL || query->n_groupings == 0)
    {
      fairness->groupings = cal_fairness_default_groupings (board);
      return;
    }
  fairness->groupings = g_array_new (FALSE, FALSE, sizeof (CalFairnessGrouping));
  g_array_append_vals (fairness->groupings, query->groupings, query->n_groupings);
}

/**
 * cal_fairness_new:
 * @board: a board with rules and a roster
 * @query: (nullable): what is asked; %NULL for the whole cycle
 *
 * Takes what the figures need out of the board, which costs little; none of
 * them has a value before cal_fairness_compute().
 *
 * Returns: (transfer full): the figures, still to be computed
 */
CalFairness *
cal_fairness_new (const CalBoard *board, const CalFairnessQuery *query)
{
  CalFairness *fairness = g_new0 (CalFairness, 1);

  g_return_val_if_fail (cal_board_rules (board) != NULL && cal_board_roster (board) != NULL, NULL);

  fairness->rules = cal_rules_ref (cal_board_rules (board));
  fairness->roster = cal_roster_ref (cal_board_roster (board));
  fairness->texts = g_string_chunk_new (256);
  fairness->n_decisions = cal_board_n_decisions (board);
  for (guint earlier = 0; earlier < G_N_ELEMENTS (fairness->ratings); earlier++)
    {
      fairness->ratings[earlier] =
          g_ptr_array_new_with_free_func ((GDestroyNotify) cal_roster_unref);
      for (guint i = 0; i < cal_board_n_ratings (board, earlier); i++)
        g_ptr_array_add (fairness->ratings[earlier],
                         cal_roster_ref (cal_board_ratings (board, earlier, i)));
    }
  take_query (fairness, board, query);
  take_members (fairness, board);
  fairness->rater_ids = g_ptr_array_new ();
  fairness->rater_numbers = g_hash_table_new (cal_text_hash, g_str_equal);
  return fairness;
}

static void
clear (CalFairness *fairness)
{
  cal_fairness_clear_severity (fairness);
  cal_fairness_clear_groups (fairness);
  cal_fairness_clear_agreement (fairness);
  cal_fairness_clear_change (fairness);
}

void
cal_fairness_free (CalFairness *fairness)
{
  if (fairness == NULL)
    return;
  clear (fairness);
  g_ptr_array_unref (fairness->rater_ids);
  g_hash_table_unref (fairness->rater_numbers);
  for (guint earlier = 0; earlier < G_N_ELEMENTS (fairness->ratings); earlier++)
    g_ptr_array_unref (fairness->ratings[earlier]);
  g_array_unref (fairness->filters);
  g_array_unref (fairness->groupings);
  g_string_chunk_free (fairness->texts);
  cal_roster_unref (fairness->roster);
  cal_rules_unref (fairness->rules);
  g_free (fairness->members);
  g_free (fairness->member_of);
  g_free (fairness);
}

/* Those with one rater mostly share one copy of the rater's id. */
static void
number_raters (CalFairness *fairness)
{
  const char *last = NULL;
  int number = -1;

  for (guint i = 0; i < fairness->n_members; i++)
    {
      CalMember *member = &fairness->members[i];

      if (member->row->manager_id != last)
        {
          last = member->row->manager_id;
          number = cal_fairness_rater_number (fairness, last);
        }
      member->rater = number;
    }
  fairness->n_raters = fairness->rater_ids->len;
}

/**
 * cal_fairness_compute:
 * @fairness: the figures
 *
 * Computes all of them. For a hundred thousand subjects this is work for
 * another thread than the one that draws.
 */
void
cal_fairness_compute (CalFairness *fairness)
{
  g_return_if_fail (fairness != NULL);

  clear (fairness);
  g_hash_table_remove_all (fairness->rater_numbers);
  g_ptr_array_set_size (fairness->rater_ids, 0);
  fairness->n_in = 0;
  for (guint i = 0; i < fairness->n_members; i++)
    {
      fairness->members[i].in = passes (fairness, i);
      fairness->n_in += fairness->members[i].in != FALSE;
    }
  number_raters (fairness);
  cal_fairness_compute_distribution (fairness);
  cal_fairness_compute_severity (fairness);
  cal_fairness_compute_groups (fairness);
  cal_fairness_compute_agreement (fairness);
  cal_fairness_compute_change (fairness);
}

/* Puts one member where they stand now. Returns whether that changes a figure. */
static gboolean
follow_member (CalFairness *fairness, guint index, CalPlacement to)
{
  CalMember *member = &fairness->members[index];
  CalPlacement from = member->now;

  if (cal_placement_equal (from, to))
    return FALSE;
  member->now = to;
  cal_fairness_follow_groups (fairness, index, from);
  if (!member->in)
    return TRUE;
  cal_fairness_follow_distribution (fairness, from, to);
  cal_fairness_follow_change (fairness, index, from);
  return TRUE;
}

/**
 * cal_fairness_follow:
 * @fairness: figures that have been computed
 * @board: the board that they are of, some decisions later
 *
 * Brings the figures up to date after a move, computing again only what it
 * changes. What takes longer than a frame is left without a value until
 * cal_fairness_compute() is called: an exact p of many tables, the signed ranks
 * of many subjects.
 *
 * Returns: %FALSE where more than decisions came, so that the figures have to be
 *   made anew
 */
gboolean
cal_fairness_follow (CalFairness *fairness, const CalBoard *board)
{
  guint n = cal_board_n_decisions (board);
  gboolean changed = FALSE;

  g_return_val_if_fail (fairness != NULL && board != NULL, FALSE);

  if (cal_board_roster (board) != fairness->roster || cal_board_rules (board) != fairness->rules
      || cal_board_n_ratings (board, FALSE) != fairness->ratings[FALSE]->len
      || cal_board_n_ratings (board, TRUE) != fairness->ratings[TRUE]->len
      || n < fairness->n_decisions || fairness->groups == NULL)
    return FALSE;
  for (guint i = fairness->n_decisions; i < n; i++)
    {
      guint subject = cal_board_decision (board, i)->subject;
      int member = subject < fairness->n_subjects ? fairness->member_of[subject] : -1;

      if (member >= 0
          && follow_member (fairness, (guint) member,
                            cal_board_subject (board, subject)->placement))
        changed = TRUE;
    }
  fairness->n_decisions = n;
  if (!changed)
    return TRUE;
  cal_fairness_test_distribution (fairness, TRUE);
  cal_fairness_judge_groups (fairness);
  cal_fairness_test_change (fairness, TRUE);
  return TRUE;
}

static guint
count_values (const CalRoster *roster, guint column)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (cal_text_hash, g_str_equal);
  guint n = cal_roster_n_subjects (roster);

  for (guint i = 0; i < n && g_hash_table_size (seen) <= MAX_DEFAULT_GROUPS; i++)
    g_hash_table_add (seen, (gpointer) cal_roster_subject (roster, i)->values[column]);
  return g_hash_table_size (seen);
}

/* Who works part of the time is a group that every panel should look at, whatever
 * else the column may be used for. */
static gboolean
is_of_working_time (const CalColumn *column)
{
  static const char *const words[] = { "employment", "contract",  "working time", "working_time",
                                       "full-time",  "full_time", "fte" };
  g_autofree char *name = g_utf8_strdown (column->name, -1);

  if (column->field != CAL_FIELD_ATTRIBUTE)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (name, words[i]))
      return TRUE;
  return FALSE;
}

/**
 * cal_fairness_default_groupings:
 * @board: a board
 *
 * What is compared where nothing is asked for: every attribute of few
 * values that is demographic or says who works part of the time, and where the
 * roster has none of these, the department.
 *
 * Returns: (transfer full) (element-type CalFairnessGrouping): the groupings
 */
GArray *
cal_fairness_default_groupings (const CalBoard *board)
{
  GArray *groupings = g_array_new (FALSE, FALSE, sizeof (CalFairnessGrouping));
  const CalRoster *roster = cal_board_roster (board);
  CalFairnessGrouping department = { CAL_FAIRNESS_NO_COLUMN, CAL_FAIRNESS_NO_COLUMN };

  for (guint i = 0; i < cal_roster_n_columns (roster); i++)
    {
      const CalColumn *column = cal_roster_column (roster, i);
      CalFairnessGrouping grouping = { (int) i, CAL_FAIRNESS_NO_COLUMN };

      if (column->field == CAL_FIELD_DEPARTMENT)
        department = grouping;
      if ((cal_column_is_demographic (column) || is_of_working_time (column))
          && count_values (roster, i) <= MAX_DEFAULT_GROUPS)
        g_array_append_val (groupings, grouping);
    }
  if (groupings->len == 0 && department.first != CAL_FAIRNESS_NO_COLUMN)
    g_array_append_val (groupings, department);
  return groupings;
}

/**
 * cal_fairness_is_favourable:
 * @rules: the scales
 * @placement: a placement
 *
 * Favourable is a cell in the upper quarter of the way from the least to the
 * best, both axes counting alike: of three by three levels 3,3, 3,2 and 2,3.
 *
 * Returns: whether the placement is in a favourable cell
 */
gboolean
cal_fairness_is_favourable (const CalRules *rules, CalPlacement placement)
{
  guint wide = rules->performance.n_levels - 1;
  guint high = rules->potential.n_levels - 1;
  guint along, way;

  if (!cal_placement_is_placed (placement))
    return FALSE;
  /* Fractions of both axes over a common denominator, an axis of one level none. */
  way = MAX (wide, 1) * MAX (high, 1) * ((wide > 0) + (high > 0));
  along = (placement.performance - 1u) * MAX (high, 1) + (placement.potential - 1u) * MAX (wide, 1);
  return way > 0 && 4 * along >= 3 * way;
}

/**
 * cal_fairness_rules:
 *
 * Returns: (transfer none): the rules that the figures stand under
 */
CalRules *
cal_fairness_rules (const CalFairness *fairness)
{
  return fairness->rules;
}

/**
 * cal_fairness_n_subjects:
 *
 * Returns: how many present subjects the filters let through
 */
guint
cal_fairness_n_subjects (const CalFairness *fairness)
{
  return fairness->n_in;
}

/**
 * cal_fairness_minimum:
 *
 * Returns: the minimum group size
 */
guint
cal_fairness_minimum (const CalFairness *fairness)
{
  return fairness->minimum;
}

const CalFairnessDistribution *
cal_fairness_distribution (const CalFairness *fairness)
{
  return &fairness->distribution;
}

const CalFairnessSeverity *
cal_fairness_severity (const CalFairness *fairness)
{
  return &fairness->severity;
}

guint
cal_fairness_n_groupings (const CalFairness *fairness)
{
  return fairness->n_groups;
}

/**
 * cal_fairness_groups:
 * @index: which grouping, in the order of the query
 *
 * Returns: (transfer none): its groups
 */
const CalFairnessGroups *
cal_fairness_groups (const CalFairness *fairness, guint index)
{
  g_return_val_if_fail (index < fairness->n_groups, NULL);

  return &fairness->groups[index].groups;
}

const CalFairnessAgreement *
cal_fairness_agreement (const CalFairness *fairness)
{
  return &fairness->agreement;
}

const CalFairnessChange *
cal_fairness_change (const CalFairness *fairness)
{
  return &fairness->change;
}
