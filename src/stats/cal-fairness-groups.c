/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-fairness-private.h"

#include <math.h>
#include <string.h>

#include "core/cal-text-hash.h"
#include "stats/cal-benjamini-hochberg.h"

/* A grid of more cells than this is not published of demographic attributes. */
#define MAX_GRID 400

static gboolean
is_demographic (const CalFairness *fairness, int column)
{
  return column >= 0 && cal_column_is_demographic (cal_roster_column (fairness->roster, column));
}

/* Numbers the values of a column in the order of their names, none last; each
 * member's number goes to @codes. Texts that recur are mostly one copy. */
typedef struct
{
  const char *value;
  guint first_number;
} Value;

static int
by_name (gconstpointer a, gconstpointer b)
{
  const Value *left = a, *right = b;

  if ((*left->value == '\0') != (*right->value == '\0'))
    return *left->value == '\0' ? 1 : -1;
  return strcmp (left->value, right->value);
}

static GPtrArray *
number_values (const CalFairness *fairness, int column, guint *codes)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (cal_text_hash, g_str_equal);
  g_autoptr (GHashTable) copies = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (Value));
  g_autofree guint *places = NULL;
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < fairness->n_members; i++)
    {
      Value value = { cal_fairness_value (fairness, i, column), values->len };
      gpointer number;

      if (!g_hash_table_lookup_extended (copies, value.value, NULL, &number))
        {
          if (!g_hash_table_lookup_extended (numbers, value.value, NULL, &number))
            {
              number = GUINT_TO_POINTER (values->len);
              g_hash_table_insert (numbers, (gpointer) value.value, number);
              g_array_append_val (values, value);
            }
          g_hash_table_insert (copies, (gpointer) value.value, number);
        }
      codes[i] = GPOINTER_TO_UINT (number);
    }
  g_array_sort (values, by_name);
  places = g_new (guint, values->len + 1);
  for (guint i = 0; i < values->len; i++)
    {
      const Value *value = &g_array_index (values, Value, i);

      places[value->first_number] = i;
      g_ptr_array_add (names, (gpointer) value->value);
    }
  for (guint i = 0; i < fairness->n_members; i++)
    codes[i] = places[codes[i]];
  return names;
}

static const char *
column_name (const CalFairness *fairness, int column)
{
  return column == CAL_FAIRNESS_RATER ? cal_field_name (CAL_FIELD_MANAGER_ID)
                                      : cal_roster_column (fairness->roster, column)->name;
}

static const char *
make_title (const CalFairness *fairness, const CalFairnessGrouping *grouping)
{
  g_autofree char *title = NULL;

  if (grouping->second == CAL_FAIRNESS_NO_COLUMN)
    return column_name (fairness, grouping->first);
  title = g_strdup_printf ("%s × %s", column_name (fairness, grouping->first),
                           column_name (fairness, grouping->second));
  return g_string_chunk_insert_const (fairness->texts, title);
}

/* Of demographic attributes a filter is one more that they are crossed with, so
 * that the same numbers are hidden whichever way they are asked for. */
static int
second_column (const CalFairness *fairness, const CalGroupState *state)
{
  if (state->crossed)
    return state->groups.grouping.second;
  if (state->groups.demographic && fairness->filters->len == 1)
    return g_array_index (fairness->filters, CalFairnessFilter, 0).column;
  return CAL_FAIRNESS_NO_COLUMN;
}

static void
find_shown_second (const CalFairness *fairness, CalGroupState *state)
{
  const CalFairnessFilter *filter = &g_array_index (fairness->filters, CalFairnessFilter, 0);

  state->shown_second = (int) state->second->len;
  for (guint i = 0; i < state->second->len; i++)
    if (strcmp (g_ptr_array_index (state->second, i), filter->value) == 0)
      state->shown_second = (int) i;
}

static guint
class_of (const CalFairness *fairness, const CalMember *member, CalPlacement now)
{
  return CAL_CLASS (cal_fairness_is_favourable (fairness->rules, member->before) ? 0 : 1,
                    cal_fairness_is_favourable (fairness->rules, now) ? 0 : 1,
                    cal_fairness_way (member->before, now));
}

/* Whoever the filters leave out is counted where what is shown of the others
 * must not give them away. */
static gboolean
is_counted (const CalGroupState *state, const CalMember *member)
{
  return member->in || state->groups.demographic;
}

static void
count_all (const CalFairness *fairness, CalGroupState *state)
{
  gsize n = (gsize) state->grid.n_first * state->grid.n_second;

  state->grid.counts = g_new0 (guint64, n * CAL_N_CLASSES + 1);
  state->grid.hidden = g_new0 (gboolean, n * CAL_N_TABLES + 1);
  for (guint i = 0; i < fairness->n_members; i++)
    {
      const CalMember *member = &fairness->members[i];

      if (is_counted (state, member))
        CAL_GRID_COUNT (&state->grid, state->code_of[i], class_of (fairness, member, member->now))
      ++;
    }
}

static void
open_state (CalFairness *fairness, const CalFairnessGrouping *grouping, CalGroupState *state)
{
  CalFairnessGroups *groups = &state->groups;
  int second;
  gsize n;

  groups->grouping = *grouping;
  groups->title = make_title (fairness, grouping);
  state->crossed = grouping->second != CAL_FAIRNESS_NO_COLUMN;
  groups->demographic = is_demographic (fairness, grouping->first)
                        || (state->crossed && is_demographic (fairness, grouping->second));
  state->shown_second = -1;
  state->code_of = g_new (guint, fairness->n_members + 1);
  state->first = number_values (fairness, grouping->first, state->code_of);
  second = second_column (fairness, state);
  if (second != CAL_FAIRNESS_NO_COLUMN)
    {
      g_autofree guint *codes = g_new (guint, fairness->n_members + 1);

      state->second = number_values (fairness, second, codes);
      for (guint i = 0; i < fairness->n_members; i++)
        state->code_of[i] = state->code_of[i] * state->second->len + codes[i];
      if (!state->crossed)
        find_shown_second (fairness, state);
    }
  state->grid.n_first = state->first->len;
  state->grid.n_second = state->second != NULL ? state->second->len : 1;
  n = (gsize) state->grid.n_first * state->grid.n_second;
  groups->too_many = (state->shown_second < 0 ? n : state->first->len) > CAL_FAIRNESS_MAX_GROUPS;
  groups->withheld = !groups->too_many && groups->demographic
                     && (n > MAX_GRID || fairness->filters->len > (state->crossed ? 0 : 1)
                         || state->shown_second >= (int) state->grid.n_second);
  if (!groups->too_many && !groups->withheld)
    count_all (fairness, state);
}

static gboolean
is_open (const CalGroupState *state)
{
  return state->grid.counts != NULL;
}

/* The noughts of a group without members, and of what nobody has, are no secret. */
static void
show_moment (const CalGrid *grid,
             guint cell,
             guint table,
             guint64 in_all,
             CalFairnessMoment *moment)
{
  *moment = (CalFairnessMoment){ .shown = !CAL_GRID_HIDDEN (grid, cell, table) || in_all == 0 };
  if (moment->shown)
    moment->favourable = cal_grid_category (grid, cell, table, 0);
}

static void
show_group (const CalGroupState *state, guint cell, CalFairnessGroup *group)
{
  const CalGrid *grid = &state->grid;
  const CalFairnessGroups *groups = &state->groups;

  *group = (CalFairnessGroup){
    .first = g_ptr_array_index (state->first, cell / grid->n_second),
    .second = state->crossed ? g_ptr_array_index (state->second, cell % grid->n_second) : NULL,
    .shown = !CAL_GRID_HIDDEN (grid, cell, CAL_TABLE_N),
    .change_shown =
        !CAL_GRID_HIDDEN (grid, cell, CAL_TABLE_CHANGE) || (groups->up == 0 && groups->down == 0),
  };
  if (group->shown)
    group->n = cal_grid_n (grid, cell);
  show_moment (grid, cell, CAL_TABLE_BEFORE, groups->favourable_before, &group->before);
  show_moment (grid, cell, CAL_TABLE_NOW, groups->favourable_now, &group->now);
  if (group->change_shown)
    {
      group->up = cal_grid_category (grid, cell, CAL_TABLE_CHANGE, CAL_WAY_UP);
      group->down = cal_grid_category (grid, cell, CAL_TABLE_CHANGE, CAL_WAY_DOWN);
      group->unchanged = group->shown ? group->n - group->up - group->down : 0;
    }
}

static gboolean
is_listed (const CalGroupState *state, guint cell)
{
  if (state->shown_second >= 0 && cell % state->grid.n_second != (guint) state->shown_second)
    return FALSE;
  return cal_grid_n (&state->grid, cell) > 0 || CAL_GRID_HIDDEN (&state->grid, cell, CAL_TABLE_N);
}

static void
add_up (CalGroupState *state, guint cell)
{
  CalFairnessGroups *groups = &state->groups;
  const CalGrid *grid = &state->grid;

  groups->n += cal_grid_n (grid, cell);
  groups->favourable_before += cal_grid_category (grid, cell, CAL_TABLE_BEFORE, 0);
  groups->favourable_now += cal_grid_category (grid, cell, CAL_TABLE_NOW, 0);
  groups->up += cal_grid_category (grid, cell, CAL_TABLE_CHANGE, CAL_WAY_UP);
  groups->down += cal_grid_category (grid, cell, CAL_TABLE_CHANGE, CAL_WAY_DOWN);
}

static gboolean
is_small (const CalFairness *fairness, guint64 count)
{
  return count > 0 && count < fairness->minimum;
}

static gboolean
may_be_shown (const CalFairness *fairness, const CalFairnessGroup *group)
{
  return !is_small (fairness, group->n) && !is_small (fairness, group->before.favourable)
         && !is_small (fairness, group->n - group->before.favourable)
         && !is_small (fairness, group->now.favourable)
         && !is_small (fairness, group->n - group->now.favourable);
}

/* Whether the rates of a group are shown, so that it is compared by itself. */
static gboolean
is_whole (const CalFairnessGroup *group)
{
  return group->together || (group->shown && group->before.shown && group->now.shown);
}

/* What is hidden of single groups is known of all of them together, being what
 * is left of the whole; so they can at least be compared together. */
static void
show_together (CalFairness *fairness, CalGroupState *state)
{
  CalFairnessGroups *groups = &state->groups;
  g_autoptr (GString) names = g_string_new (NULL);
  CalFairnessGroup together = {
    .together = TRUE,
    .shown = TRUE,
    .before.shown = TRUE,
    .now.shown = TRUE,
    .change_shown = TRUE,
    .n = groups->n,
    .before.favourable = groups->favourable_before,
    .now.favourable = groups->favourable_now,
    .up = groups->up,
    .down = groups->down,
  };
  guint n_parts = 0;

  for (guint i = 0; i < groups->n_groups; i++)
    {
      const CalFairnessGroup *group = &groups->groups[i];

      if (!is_whole (group))
        {
          g_autofree char *name = cal_fairness_group_key (group);

          g_string_append_printf (names, "%s%s", n_parts++ > 0 ? ", " : "",
                                  *name != '\0' ? name : "–");
          continue;
        }
      together.n -= group->n;
      together.before.favourable -= group->before.favourable;
      together.now.favourable -= group->now.favourable;
      together.up -= group->up;
      together.down -= group->down;
      together.change_shown = together.change_shown && group->change_shown;
    }
  together.unchanged = together.n - together.up - together.down;
  if (n_parts < 2 || n_parts == groups->n_groups || !may_be_shown (fairness, &together))
    return;
  if (!together.change_shown)
    together.up = together.down = together.unchanged = 0;
  together.first = g_string_chunk_insert_const (fairness->texts, names->str);
  groups->groups[groups->n_groups++] = together;
}

static void
show_groups (CalFairness *fairness, CalGroupState *state)
{
  CalFairnessGroups *groups = &state->groups;
  CalGrid *grid = &state->grid;
  guint n = grid->n_first * grid->n_second;

  if (groups->demographic)
    cal_grid_hide (grid, fairness->minimum, is_demographic (fairness, groups->grouping.first),
                   state->crossed && is_demographic (fairness, groups->grouping.second));
  groups->withheld = grid->withheld;
  g_free (groups->groups);
  groups->groups = g_new (CalFairnessGroup, n + 2);
  groups->n_groups = groups->n_hidden = 0;
  groups->n = groups->favourable_before = groups->favourable_now = groups->up = groups->down = 0;
  for (guint cell = 0; cell < n; cell++)
    if (is_listed (state, cell))
      add_up (state, cell);
  for (guint cell = 0; cell < n && !groups->withheld; cell++)
    {
      CalFairnessGroup *group = &groups->groups[groups->n_groups];

      if (!is_listed (state, cell))
        continue;
      show_group (state, cell, group);
      groups->n_groups++;
      groups->n_hidden +=
          !group->shown || !group->before.shown || !group->now.shown || !group->change_shown;
    }
  if (groups->n_hidden > 1)
    show_together (fairness, state);
}

static CalFairnessMoment *
moment_of (CalFairnessGroup *group, gboolean now)
{
  return now ? &group->now : &group->before;
}

/* Groups of which something may be inferred are compared with each other. */
static void
compare (CalFairnessGroups *groups, gboolean now)
{
  g_autofree CalGroupCount *counts = g_new (CalGroupCount, groups->n_groups + 1);
  g_autofree CalGroupImpact *impacts = g_new (CalGroupImpact, groups->n_groups + 1);
  g_autofree guint *which = g_new (guint, groups->n_groups + 1);
  CalImpact *impact = now ? &groups->impact_now : &groups->impact_before;
  guint n = 0;

  for (guint i = 0; i < groups->n_groups; i++)
    {
      CalFairnessGroup *group = &groups->groups[i];
      CalFairnessMoment *moment = moment_of (group, now);

      moment->adjusted_p = NAN;
      moment->impact = (CalGroupImpact){
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
      if (!group->shown || !moment->shown)
        continue;
      if (group->n > 0)
        moment->impact.rate = (double) moment->favourable / (double) group->n;
      if (group->n < CAL_TOO_FEW || !is_whole (group))
        continue;
      counts[n] = (CalGroupCount){ moment->favourable, group->n };
      which[n++] = i;
    }
  cal_impact (counts, n, impacts, impact);
  for (guint i = 0; i < n; i++)
    moment_of (&groups->groups[which[i]], now)->impact = impacts[i];
  impact->reference = impact->reference >= 0 ? (int) which[impact->reference] : -1;
}

/**
 * cal_fairness_group_key:
 *
 * Returns: (transfer full): what a group is called where programs read: its
 *   values
 */
char *
cal_fairness_group_key (const CalFairnessGroup *group)
{
  return group->second != NULL ? g_strdup_printf ("%s · %s", group->first, group->second)
                               : g_strdup (group->first);
}

/* Whether a group's p is one of those tested together. */
gboolean
cal_fairness_is_tested (const CalFairnessGroups *groups, guint index, gboolean now)
{
  const CalFairnessGroup *group = &groups->groups[index];
  const CalFairnessMoment *moment = now ? &group->now : &group->before;
  const CalImpact *impact = now ? &groups->impact_now : &groups->impact_before;

  return group->shown && moment->shown && !isnan (moment->impact.fisher_p)
         && (int) index != impact->reference;
}

static CalFairnessVerdict
judge (const CalFairnessGroup *group, const CalFairnessMoment *moment, const CalImpact *impact)
{
  const CalGroupImpact *result = &moment->impact;

  if (!is_whole (group))
    return CAL_VERDICT_HIDDEN;
  if (group->n < CAL_TOO_FEW)
    return CAL_VERDICT_TOO_FEW;
  if (impact->reason != CAL_STATS_DEFINED)
    return CAL_VERDICT_UNDEFINED;
  if (result->is_highest)
    return CAL_VERDICT_REFERENCE;
  if (result->flip_reverses_order == CAL_TRUTH_YES)
    return CAL_VERDICT_ONE_DECISION;
  if (result->below_four_fifths != CAL_TRUTH_YES)
    return CAL_VERDICT_ABOVE;
  return moment->rejected ? CAL_VERDICT_LOW : CAL_VERDICT_LOW_CHANCE;
}

static void
test_together (CalFairness *fairness, gboolean now)
{
  g_autoptr (GArray) p = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree double *adjusted = NULL;
  g_autofree gboolean *rejected = NULL;
  CalBenjaminiHochberg result;
  guint next = 0;

  for (guint g = 0; g < fairness->n_groups; g++)
    for (guint i = 0; i < fairness->groups[g].groups.n_groups; i++)
      if (cal_fairness_is_tested (&fairness->groups[g].groups, i, now))
        g_array_append_val (
            p, moment_of (&fairness->groups[g].groups.groups[i], now)->impact.fisher_p);
  adjusted = g_new (double, p->len + 1);
  rejected = g_new0 (gboolean, p->len + 1);
  cal_benjamini_hochberg ((const double *) (gpointer) p->data, p->len, CAL_FAIRNESS_Q, adjusted,
                          rejected, &result);
  for (guint g = 0; g < fairness->n_groups; g++)
    {
      CalFairnessGroups *groups = &fairness->groups[g].groups;

      for (guint i = 0; i < groups->n_groups; i++)
        {
          CalFairnessMoment *moment = moment_of (&groups->groups[i], now);

          if (cal_fairness_is_tested (groups, i, now))
            {
              moment->adjusted_p = adjusted[next];
              moment->rejected = rejected[next++];
            }
          moment->verdict = judge (&groups->groups[i], moment,
                                   now ? &groups->impact_now : &groups->impact_before);
        }
    }
}

/* Everything from the counts on: what is hidden depends on all of them. */
void
cal_fairness_judge_groups (CalFairness *fairness)
{
  for (guint g = 0; g < fairness->n_groups; g++)
    {
      CalGroupState *state = &fairness->groups[g];

      if (is_open (state))
        show_groups (fairness, state);
      compare (&state->groups, FALSE);
      compare (&state->groups, TRUE);
    }
  test_together (fairness, FALSE);
  test_together (fairness, TRUE);
}

void
cal_fairness_compute_groups (CalFairness *fairness)
{
  fairness->n_groups = fairness->groupings->len;
  fairness->groups = g_new0 (CalGroupState, fairness->n_groups + 1);
  for (guint g = 0; g < fairness->n_groups; g++)
    open_state (fairness, &g_array_index (fairness->groupings, CalFairnessGrouping, g),
                &fairness->groups[g]);
  cal_fairness_judge_groups (fairness);
}

void
cal_fairness_follow_groups (CalFairness *fairness, guint member, CalPlacement from)
{
  const CalMember *who = &fairness->members[member];

  for (guint g = 0; g < fairness->n_groups; g++)
    {
      CalGroupState *state = &fairness->groups[g];

      if (!is_open (state) || !is_counted (state, who))
        continue;
      CAL_GRID_COUNT (&state->grid, state->code_of[member], class_of (fairness, who, from))--;
      CAL_GRID_COUNT (&state->grid, state->code_of[member], class_of (fairness, who, who->now))++;
    }
}

void
cal_fairness_clear_groups (CalFairness *fairness)
{
  for (guint g = 0; g < fairness->n_groups; g++)
    {
      CalGroupState *state = &fairness->groups[g];

      g_free (state->groups.groups);
      g_free (state->grid.counts);
      g_free (state->grid.hidden);
      g_free (state->code_of);
      g_clear_pointer (&state->first, g_ptr_array_unref);
      g_clear_pointer (&state->second, g_ptr_array_unref);
    }
  g_clear_pointer (&fairness->groups, g_free);
  fairness->n_groups = 0;
}
