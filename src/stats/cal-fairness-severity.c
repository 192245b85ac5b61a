/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-fairness-private.h"

#include <math.h>
#include <string.h>

#include "core/cal-text-hash.h"

/* Those whom the filters let through, one rater's behind the other. */
static void
sort_by_rater (CalFairness *fairness)
{
  guint n = fairness->n_raters;
  g_autofree guint *next = g_new0 (guint, n + 1);

  fairness->by_rater = g_new (guint, fairness->n_members + 1);
  fairness->rater_starts = g_new0 (guint, n + 1);
  for (guint i = 0; i < fairness->n_members; i++)
    if (fairness->members[i].in && fairness->members[i].rater >= 0)
      fairness->rater_starts[fairness->members[i].rater + 1]++;
  for (guint rater = 0; rater < n; rater++)
    {
      fairness->rater_starts[rater + 1] += fairness->rater_starts[rater];
      next[rater] = fairness->rater_starts[rater];
    }
  for (guint i = 0; i < fairness->n_members; i++)
    if (fairness->members[i].in && fairness->members[i].rater >= 0)
      fairness->by_rater[next[fairness->members[i].rater]++] = i;
}

static double
level_or_nan (guint8 level)
{
  return level > 0 ? level : NAN;
}

static gboolean
leaves_nought_out (const CalRaterEffect *effect, double mu)
{
  return effect->n > 0 && !isnan (effect->low) && (effect->low > mu || effect->high < mu);
}

static void
describe_rater (const CalFairness *fairness, guint number, CalFairnessRater *rater)
{
  guint first = fairness->rater_starts[number], n = fairness->rater_starts[number + 1] - first;
  guint n_levels = fairness->rules->performance.n_levels;
  g_autofree double *performance = g_new (double, n + 1);
  g_autofree double *potential = g_new (double, n + 1);
  guint64 levels[CAL_MAX_LEVELS] = { 0 };
  guint position;

  rater->id = g_ptr_array_index (fairness->rater_ids, number);
  rater->name = cal_roster_find (fairness->roster, rater->id, &position)
                    ? cal_roster_subject (fairness->roster, position)->name
                    : rater->id;
  rater->n_subjects = n;
  for (guint i = 0; i < n; i++)
    {
      const CalMember *member = &fairness->members[fairness->by_rater[first + i]];

      performance[i] = level_or_nan (member->row->ratings.performance);
      potential[i] = level_or_nan (member->row->ratings.potential);
      if (member->row->ratings.performance > 0)
        levels[member->row->ratings.performance - 1]++;
    }
  cal_halo (performance, potential, n, &rater->halo);
  rater->middle_share = cal_middle_share (levels, n_levels);
  rater->sd_ratio = rater->effect.sd / fairness->severity.severity.sd;
  if (!isfinite (rater->sd_ratio))
    rater->sd_ratio = NAN;
  rater->stands_out = leaves_nought_out (&rater->effect, fairness->severity.severity.mu);
}

static int
most_severe_first (gconstpointer a, gconstpointer b)
{
  const CalFairnessRater *left = a, *right = b;
  double x = left->effect.deviation, y = right->effect.deviation;

  if (isnan (x) || isnan (y))
    return isnan (x) != isnan (y) ? (isnan (x) ? 1 : -1) : strcmp (left->id, right->id);
  return x < y ? -1 : x > y ? 1 : strcmp (left->id, right->id);
}

static CalEarlierCycle *
find_cycle (CalFairness *fairness, const char *title)
{
  CalEarlierCycle cycle = { .title = title };

  for (guint i = 0; i < fairness->earlier->len; i++)
    if (strcmp (g_array_index (fairness->earlier, CalEarlierCycle, i).title, title) == 0)
      return &g_array_index (fairness->earlier, CalEarlierCycle, i);
  cycle.ratings = g_array_new (FALSE, FALSE, sizeof (double));
  cycle.raters = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (fairness->earlier, cycle);
  return &g_array_index (fairness->earlier, CalEarlierCycle, fairness->earlier->len - 1);
}

/* What tells an earlier rating from others: a later import's replaces it. */
static guint
hash_rating (gconstpointer key)
{
  const CalSubject *row = key;

  return cal_text_hash (row->id) * 31 + cal_text_hash (row->values[0]);
}

static gboolean
is_same_rating (gconstpointer a, gconstpointer b)
{
  const CalSubject *left = a, *right = b;

  return strcmp (left->id, right->id) == 0 && strcmp (left->values[0], right->values[0]) == 0;
}

static void
take_earlier (CalFairness *fairness)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (hash_rating, is_same_rating);
  const GPtrArray *imports = fairness->ratings[TRUE];

  for (guint i = imports->len; i > 0; i--)
    {
      const CalRoster *ratings = g_ptr_array_index (imports, i - 1);

      for (guint j = 0; j < cal_roster_n_subjects (ratings); j++)
        {
          const CalSubject *row = cal_roster_subject (ratings, j);
          int rater = cal_fairness_rater_number (fairness, row->manager_id);
          CalEarlierCycle *cycle;
          double level = row->ratings.performance;
          guint number = (guint) rater;

          if (rater < 0 || row->ratings.performance == 0
              || !g_hash_table_add (seen, (gpointer) row))
            continue;
          cycle = find_cycle (fairness, row->values[0]);
          g_array_append_val (cycle->ratings, level);
          g_array_append_val (cycle->raters, number);
        }
    }
}

/* Whoever only rated in an earlier cycle takes part in its figures and is shown
 * in none. */
static void
compute_earlier (CalFairness *fairness)
{
  guint n_all, n_cycles;

  fairness->earlier = g_array_new (FALSE, FALSE, sizeof (CalEarlierCycle));
  take_earlier (fairness);
  n_all = fairness->rater_ids->len;
  n_cycles = fairness->earlier->len;
  fairness->earlier_titles = g_ptr_array_new ();
  fairness->earlier_effects = g_new0 (CalRaterEffect, (gsize) fairness->n_raters * n_cycles + 1);
  for (guint c = 0; c < n_cycles; c++)
    {
      CalEarlierCycle *cycle = &g_array_index (fairness->earlier, CalEarlierCycle, c);
      g_autofree CalRaterEffect *effects = g_new (CalRaterEffect, n_all + 1);

      g_ptr_array_add (fairness->earlier_titles, (gpointer) cycle->title);
      cal_severity ((const double *) (gpointer) cycle->ratings->data,
                    (const guint *) (gpointer) cycle->raters->data, cycle->ratings->len, n_all,
                    effects, &cycle->severity);
      for (guint rater = 0; rater < fairness->n_raters; rater++)
        fairness->earlier_effects[(gsize) rater * n_cycles + c] = effects[rater];
    }
  fairness->severity.cycles = (const char *const *) fairness->earlier_titles->pdata;
  fairness->severity.n_cycles = n_cycles;
}

void
cal_fairness_compute_severity (CalFairness *fairness)
{
  CalFairnessSeverity *severity = &fairness->severity;
  guint n_raters = fairness->n_raters;
  g_autofree CalRaterEffect *effects = g_new (CalRaterEffect, n_raters + 1);
  g_autofree double *ratings = g_new (double, fairness->n_members + 1);
  g_autofree guint *raters = g_new (guint, fairness->n_members + 1);
  guint n = 0;

  for (guint i = 0; i < fairness->n_members; i++)
    {
      const CalMember *member = &fairness->members[i];

      if (!member->in || member->rater < 0)
        continue;
      ratings[n] = level_or_nan (member->row->ratings.performance);
      raters[n++] = (guint) member->rater;
    }
  cal_severity (ratings, raters, n, n_raters, effects, &severity->severity);
  sort_by_rater (fairness);
  compute_earlier (fairness);
  severity->raters = g_new0 (CalFairnessRater, n_raters + 1);
  severity->n_raters = severity->n_stand_out = 0;
  for (guint number = 0; number < n_raters; number++)
    {
      CalFairnessRater *rater = &severity->raters[severity->n_raters];

      if (fairness->rater_starts[number] == fairness->rater_starts[number + 1])
        continue;
      rater->effect = effects[number];
      rater->earlier = &fairness->earlier_effects[(gsize) number * fairness->severity.n_cycles];
      describe_rater (fairness, number, rater);
      severity->n_stand_out += rater->stands_out != FALSE;
      severity->n_raters++;
    }
  qsort (severity->raters, severity->n_raters, sizeof *severity->raters, most_severe_first);
  fairness->rater_places = g_new0 (guint, n_raters + 1);
  for (guint place = 0; place < severity->n_raters; place++)
    fairness->rater_places[cal_fairness_rater_number (fairness, severity->raters[place].id)] =
        place;
}

void
cal_fairness_clear_severity (CalFairness *fairness)
{
  g_clear_pointer (&fairness->severity.raters, g_free);
  g_clear_pointer (&fairness->rater_places, g_free);
  g_clear_pointer (&fairness->by_rater, g_free);
  g_clear_pointer (&fairness->rater_starts, g_free);
  g_clear_pointer (&fairness->earlier_effects, g_free);
  g_clear_pointer (&fairness->earlier_titles, g_ptr_array_unref);
  for (guint i = 0; fairness->earlier != NULL && i < fairness->earlier->len; i++)
    {
      g_array_unref (g_array_index (fairness->earlier, CalEarlierCycle, i).ratings);
      g_array_unref (g_array_index (fairness->earlier, CalEarlierCycle, i).raters);
    }
  g_clear_pointer (&fairness->earlier, g_array_unref);
  memset (&fairness->severity, 0, sizeof fairness->severity);
}
