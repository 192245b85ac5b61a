/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-fairness.h"

#include <math.h>
#include <string.h>

#include "cal-test-board.h"
#include "cal-test-close.h"
#include "stats/cal-fairness-how.h"
#include "stats/cal-fairness-words.h"

enum
{
  DEPARTMENT,
  GENDER,
  AGE,
};

/* People with a rater, a department and two demographic attributes, in an order
 * of their own: @order names who stands where in the roster. */
static CalRoster *
make_people (guint32 seed, guint n, const guint *order, const char *only_department)
{
  static const char *const departments[] = { "Data", "Sales", "Works" };
  static const char *const genders[] = { "Female", "Male", "" };
  static const char *const ages[] = { "20-34", "35-49", "50+", "unknown" };
  CalRoster *roster = cal_roster_new ();

  cal_roster_add_column (roster, CAL_FIELD_DEPARTMENT, NULL);
  cal_roster_add_column (roster, CAL_FIELD_GENDER, NULL);
  cal_roster_add_column (roster, CAL_FIELD_ATTRIBUTE, "age_band");
  for (guint i = 0; i < n; i++)
    {
      guint who = order != NULL ? order[i] : i;
      g_autoptr (GRand) random = g_rand_new_with_seed (seed + who);
      g_autofree char *id = g_strdup_printf ("E%u", who);
      g_autofree char *name = g_strdup_printf ("Subject %u", who);
      g_autofree char *rater = g_strdup_printf ("R%d", g_rand_int_range (random, 0, 5));
      const char *values[3];
      int gender = g_rand_int_range (random, 0, 20);
      CalPlacement ratings;

      values[DEPARTMENT] = departments[g_rand_int_range (random, 0, 3)];
      values[GENDER] = genders[gender < 10 ? 0 : gender < 18 ? 1 : 2];
      values[AGE] = ages[g_rand_int_range (random, 0, 4)];
      ratings = cal_placement (g_rand_int_range (random, 0, 4), g_rand_int_range (random, 1, 4));
      if (only_department == NULL || strcmp (values[DEPARTMENT], only_department) == 0)
        g_assert_true (cal_roster_add (roster, id, name, rater, ratings, values));
    }
  return roster;
}

static CalTestBoard *
make_board (guint32 seed, guint n)
{
  g_autoptr (CalRoster) roster = make_people (seed, n, NULL, NULL);

  return cal_test_board_new_with_roster (roster, "S1");
}

static void
add (GString *text, const char *name, double value)
{
  g_string_append_printf (text, "%s %.12g\n", name, value);
}

static void
add_moment (GString *text, const CalFairnessMoment *moment)
{
  add (text, "shown", moment->shown);
  add (text, "favourable", (double) moment->favourable);
  add (text, "ratio", moment->impact.impact_ratio);
  add (text, "p", moment->adjusted_p);
  add (text, "verdict", moment->verdict);
}

static void
add_groups (GString *text, const CalFairnessGroups *groups)
{
  g_string_append_printf (text, "grouping %s %d %d\n", groups->title, groups->withheld,
                          groups->too_many);
  for (guint i = 0; i < groups->n_groups; i++)
    {
      const CalFairnessGroup *group = &groups->groups[i];

      g_string_append_printf (text, "%s %s %d\n", group->first, group->second, group->shown);
      add (text, "n", (double) group->n);
      add_moment (text, &group->before);
      add_moment (text, &group->now);
      add (text, "up", (double) group->up);
      add (text, "down", (double) group->down);
      add (text, "unchanged", (double) group->unchanged);
    }
}

/* Everything that does not say where somebody stands in a list. */
static char *
describe (const CalFairness *fairness, gboolean with_groups)
{
  static const CalFigure figures[] = { CAL_FIGURE_DISTRIBUTION, CAL_FIGURE_CHANGE,
                                       CAL_FIGURE_WILCOXON };
  const CalFairnessDistribution *distribution = cal_fairness_distribution (fairness);
  const CalFairnessSeverity *severity = cal_fairness_severity (fairness);
  const CalFairnessChange *change = cal_fairness_change (fairness);
  GString *text = g_string_new (NULL);

  add (text, "n", cal_fairness_n_subjects (fairness));
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      g_autoptr (CalFairnessHow) how = cal_fairness_how (fairness, figures[i], 0);

      g_string_append_printf (text, "%s %s\n", how->stat, how->input);
    }
  add (text, "p", distribution->test_now.p_exact_prob);
  add (text, "chisq", distribution->test_now.chisq);
  for (guint level = 0; level < distribution->n_levels; level++)
    {
      add (text, "now", (double) distribution->now[level]);
      add (text, "low", distribution->allowed_now[level].low);
      add (text, "high", distribution->allowed_now[level].high);
      add (text, "p", distribution->level_now[level].p_exact_prob);
    }
  for (guint i = 0; i < severity->n_raters; i++)
    {
      const CalFairnessRater *rater = &severity->raters[i];

      g_string_append_printf (text, "rater %s\n", rater->id);
      add (text, "n", rater->n_subjects);
      add (text, "deviation", rater->effect.deviation);
      add (text, "halo", rater->halo.r);
      add (text, "middle", rater->middle_share);
      add (text, "spread", rater->sd_ratio);
      add (text, "up", (double) rater->up);
      add (text, "down", (double) rater->down);
      add (text, "unchanged", (double) rater->unchanged);
    }
  add (text, "sideways", (double) change->sideways);
  add (text, "stayed", (double) change->stayed);
  add (text, "from holding", (double) change->n_from_holding);
  add (text, "to holding", (double) change->n_to_holding);
  add (text, "sign", change->height.sign_p);
  add (text, "v", change->wilcoxon.v_plus);
  for (guint i = 0; with_groups && i < cal_fairness_n_groupings (fairness); i++)
    add_groups (text, cal_fairness_groups (fairness, i));
  return g_string_free (text, FALSE);
}

static CalFairness *
compute (const CalBoard *board, const CalFairnessQuery *query)
{
  CalFairness *fairness = cal_fairness_new (board, query);

  cal_fairness_compute (fairness);
  return fairness;
}

static const CalFairnessGrouping every_grouping[] = {
  { DEPARTMENT, CAL_FAIRNESS_NO_COLUMN },
  { GENDER, CAL_FAIRNESS_NO_COLUMN },
  { AGE, CAL_FAIRNESS_NO_COLUMN },
  { GENDER, DEPARTMENT },
  { CAL_FAIRNESS_RATER, CAL_FAIRNESS_NO_COLUMN },
};

static void
test_follow (void)
{
  for (guint32 seed = 1; seed <= 12; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (CalTestBoard) test = make_board (seed * 1000, 60 + 25 * seed);
      const CalFairnessFilter filter = { DEPARTMENT, "Sales" };
      const CalFairnessQuery query = { &filter, seed % 2, every_grouping,
                                       G_N_ELEMENTS (every_grouping), 0 };
      g_autoptr (CalFairness) followed = compute (test->board, &query);

      for (guint step = 0; step < 40; step++)
        {
          cal_test_board_random_step (test, random);
          g_assert_true (cal_fairness_follow (followed, test->board));
          if (step % 8 == 7)
            {
              g_autoptr (CalFairness) anew = compute (test->board, &query);
              g_autofree char *got = describe (followed, TRUE);
              g_autofree char *expected = describe (anew, TRUE);

              g_assert_cmpstr (got, ==, expected);
            }
        }
    }
}

/* A part of the cycle has the figures that it would have alone. */
static void
test_filter (void)
{
  for (guint32 seed = 1; seed <= 8; seed++)
    {
      const CalFairnessFilter filter = { DEPARTMENT, "Works" };
      const CalFairnessGrouping rater = { CAL_FAIRNESS_RATER, CAL_FAIRNESS_NO_COLUMN };
      const CalFairnessQuery query = { &filter, 1, &rater, 1, 0 }, all = { NULL, 0, &rater, 1, 0 };
      g_autoptr (CalTestBoard) whole = make_board (seed * 77, 150);
      g_autoptr (CalRoster) some = make_people (seed * 77, 150, NULL, "Works");
      g_autoptr (CalTestBoard) part = cal_test_board_new_with_roster (some, "S1");

      for (guint i = 0; i < 150; i += 4)
        {
          g_autofree char *id = g_strdup_printf ("E%u", i);
          CalPlacement to = cal_placement (i % 3 + 1, i / 3 % 3 + 1);
          guint at;

          cal_test_board_move (whole, id, to, NULL);
          if (cal_board_find (part->board, id, &at))
            cal_test_board_move (part, id, to, NULL);
        }
      g_autoptr (CalFairness) filtered = compute (whole->board, &query);
      g_autoptr (CalFairness) alone = compute (part->board, &all);
      g_autofree char *got = describe (filtered, TRUE);
      g_autofree char *expected = describe (alone, TRUE);
      g_assert_cmpstr (got, ==, expected);
    }
}

static void
test_order (void)
{
  enum
  {
    N = 120
  };
  guint order[N];
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint i = 0; i < N; i++)
    order[i] = i;
  for (guint i = N; i > 1; i--)
    {
      guint j = (guint) g_rand_int_range (random, 0, (int) i), kept = order[i - 1];

      order[i - 1] = order[j];
      order[j] = kept;
    }
  g_autoptr (CalRoster) shuffled = make_people (9, N, order, NULL);
  g_autoptr (CalTestBoard) a = make_board (9, N);
  g_autoptr (CalTestBoard) b = cal_test_board_new_with_roster (shuffled, "S1");
  const CalFairnessQuery query = { NULL, 0, every_grouping, G_N_ELEMENTS (every_grouping), 0 };
  for (guint i = 0; i < N; i += 5)
    {
      g_autofree char *id = g_strdup_printf ("E%u", i);

      cal_test_board_move (a, id, cal_placement (3, 3), NULL);
      cal_test_board_move (b, id, cal_placement (3, 3), NULL);
    }
  g_autoptr (CalFairness) first = compute (a->board, &query);
  g_autoptr (CalFairness) second = compute (b->board, &query);
  g_autofree char *got = describe (second, TRUE);
  g_autofree char *expected = describe (first, TRUE);
  g_assert_cmpstr (got, ==, expected);
}

/* Counts by group, by somebody else's arithmetic. */
static void
test_counts (void)
{
  g_autoptr (CalTestBoard) test = make_board (3, 400);
  const CalFairnessQuery query = { NULL, 0, every_grouping, 1, 0 };
  const CalFairnessGroups *groups;
  guint n_checked = 0;

  for (guint i = 0; i < 400; i += 3)
    {
      g_autofree char *id = g_strdup_printf ("E%u", i);

      cal_test_board_move (test, id, cal_placement (i % 3 + 1, 3), NULL);
    }
  g_autoptr (CalFairness) fairness = compute (test->board, &query);
  groups = cal_fairness_groups (fairness, 0);
  g_assert_false (groups->demographic);
  for (guint i = 0; i < groups->n_groups; i++)
    {
      guint64 n = 0, before = 0, now = 0, up = 0;

      for (guint j = 0; j < cal_board_n_subjects (test->board); j++)
        {
          const CalBoardSubject *subject = cal_board_subject (test->board, j);
          CalPlacement was = subject->row->ratings, is = subject->placement;

          if (strcmp (subject->row->values[DEPARTMENT], groups->groups[i].first) != 0)
            continue;
          n++;
          before += cal_placement_is_placed (was) && was.performance + was.potential >= 5;
          now += cal_placement_is_placed (is) && is.performance + is.potential >= 5;
          up += cal_placement_is_placed (was) && cal_placement_is_placed (is)
                && is.performance + is.potential > was.performance + was.potential;
        }
      g_assert_cmpuint (groups->groups[i].n, ==, n);
      g_assert_cmpuint (groups->groups[i].before.favourable, ==, before);
      g_assert_cmpuint (groups->groups[i].now.favourable, ==, now);
      g_assert_cmpuint (groups->groups[i].up, ==, up);
      n_checked += now > 0;
    }
  g_assert_cmpuint (n_checked, ==, 3);
}

/* 48 of 80 against 12 of 40, the worked example of a screening ratio. */
static void
test_worked_groups (void)
{
  g_autoptr (CalRoster) roster = cal_roster_new ();
  const CalFairnessGrouping grouping = { 0, CAL_FAIRNESS_NO_COLUMN };
  const CalFairnessQuery query = { NULL, 0, &grouping, 1, 0 };
  const CalFairnessGroups *groups;

  cal_roster_add_column (roster, CAL_FIELD_GENDER, NULL);
  for (guint i = 0; i < 120; i++)
    {
      g_autofree char *id = g_strdup_printf ("E%u", i);
      const char *value = i < 80 ? "Male" : "Female";

      g_assert_true (cal_roster_add (
          roster, id, id, "",
          i < 48 || (i >= 80 && i < 92) ? cal_placement (3, 3) : cal_placement (1, 1), &value));
    }
  g_autoptr (CalTestBoard) test = cal_test_board_new_with_roster (roster, "S1");
  g_autoptr (CalFairness) fairness = compute (test->board, &query);
  groups = cal_fairness_groups (fairness, 0);
  g_assert_cmpuint (groups->n_groups, ==, 2);
  g_assert_cmpstr (groups->groups[0].first, ==, "Female");
  g_assert_cmpint (groups->impact_now.reference, ==, 1);
  close_to (groups->groups[0].now.impact.fisher_p, 0.0034092, 1e-7);
  close_to (groups->groups[0].now.impact.z_p, 0.0019458, 1e-7);
  g_assert_cmpint (groups->groups[0].now.verdict, ==, CAL_VERDICT_LOW);
  g_assert_cmpint (groups->groups[1].now.verdict, ==, CAL_VERDICT_REFERENCE);

  g_autofree char *answer = cal_fairness_answer (fairness, CAL_CARD_GROUPS);
  g_autofree char *plain = cal_fairness_plain (answer);
  g_assert_cmpstr (plain, ==,
                   "Female: look again. 12 of 40 are in a top cell, against 48 of 80 of Male: "
                   "screening ratio 0.50, unlikely to be chance (exact p = 0.0034). It was 0.50 "
                   "before calibration, too. 8 more favourable ratings would bring it to 0.80.");
}

/* A scale of so many levels of performance and two of potential. */
static CalRules *
make_rules (guint n_levels, const guint *guideline)
{
  static const char *const labels[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", "10" };
  g_autoptr (GError) error = NULL;
  const char *performance[6] = { NULL }, *cells[11] = { NULL };
  const char *potential[] = { "1", "2", NULL }, *reasons[] = { "evidence", NULL };
  CalRules *rules;

  memcpy (performance, labels, n_levels * sizeof *labels);
  memcpy (cells, labels, 2 * n_levels * sizeof *labels);
  rules = cal_rules_new (performance, performance, potential, potential, cells, guideline,
                         guideline != NULL ? n_levels : 0, 2, reasons, reasons, &error);
  g_assert_no_error (error);
  return rules;
}

/* 89, 37, 30, 28 and 2 against 40, 20, 20, 15 and 5 per cent. */
static void
test_worked_distribution (void)
{
  static const guint guideline[] = { 40, 20, 20, 15, 5 }, counts[] = { 89, 37, 30, 28, 2 };
  g_autoptr (CalRules) rules = make_rules (5, guideline);
  g_autoptr (CalRoster) roster = cal_roster_new ();
  guint n = 0;

  for (guint level = 0; level < 5; level++)
    for (guint i = 0; i < counts[level]; i++)
      {
        g_autofree char *id = g_strdup_printf ("E%u", n++);

        cal_roster_add (roster, id, id, "", cal_placement (level + 1, 1), NULL);
      }
  g_autoptr (CalTestBoard) test = cal_test_board_new_for (roster, rules, "Worked", "S1");
  g_autoptr (CalFairness) fairness = compute (test->board, NULL);
  close_to (cal_fairness_distribution (fairness)->test_now.chisq, 9.9901, 1e-4);
  close_to (cal_fairness_distribution (fairness)->test_now.p_chisq, 0.040594, 1e-6);
}

/* Stuart's table of the vision of 7,477 pairs of eyes, as ratings before and now. */
static void
test_worked_change (void)
{
  static const guint table[4][4] = {
    { 1520, 266, 124, 66 }, { 234, 1512, 432, 78 }, { 117, 362, 1772, 205 }, { 36, 82, 179, 492 }
  };
  g_autoptr (CalRules) rules = make_rules (4, NULL);
  g_autoptr (CalRoster) roster = cal_roster_new ();
  g_autoptr (CalTestBoard) test = NULL;
  guint n = 0;

  for (guint from = 0; from < 4; from++)
    for (guint to = 0; to < 4; to++)
      for (guint i = 0; i < table[from][to]; i++)
        {
          g_autofree char *id = g_strdup_printf ("E%u-%u", n++, to + 1);

          cal_roster_add (roster, id, id, "", cal_placement (from + 1, 1), NULL);
        }
  test = cal_test_board_new_for (roster, rules, "Worked", "S1");
  for (guint i = 0; i < n; i++)
    {
      const char *id = cal_roster_subject (roster, i)->id;
      guint to = (guint) (strchr (id, '-')[1] - '0');

      if (cal_roster_subject (roster, i)->ratings.performance != to)
        g_assert_true (cal_test_board_move (test, id, cal_placement (to, 1), NULL));
    }
  g_autoptr (CalFairness) fairness = compute (test->board, NULL);
  const CalChange *change = &cal_fairness_change (fairness)->performance;
  g_assert_cmpuint (change->n, ==, 7477);
  close_to (change->stuart_maxwell.statistic, 11.957, 1e-3);
  close_to (change->stuart_maxwell.p, 0.00753, 1e-5);
  close_to (change->bowker.statistic, 19.107, 1e-3);
  close_to (change->bowker.p, 0.00399, 1e-5);
}

/* Two raters who agree on 20 and 15 of 50, and disagree on 5 and 10. */
static void
test_worked_agreement (void)
{
  static const guint table[2][2] = { { 20, 5 }, { 10, 15 } };
  g_autoptr (CalRules) rules = make_rules (2, NULL);
  g_autoptr (CalRoster) roster = cal_roster_new ();
  g_autoptr (CalRoster) ratings = cal_roster_new_ratings ();
  guint n = 0;

  for (guint first = 0; first < 2; first++)
    for (guint second = 0; second < 2; second++)
      for (guint i = 0; i < table[first][second]; i++)
        {
          g_autofree char *id = g_strdup_printf ("E%u", n++);

          cal_roster_add (roster, id, id, "", cal_placement (1, 1), NULL);
          cal_roster_add (ratings, id, NULL, "A", cal_placement (first + 1, 1), NULL);
          cal_roster_add (ratings, id, NULL, "B", cal_placement (second + 1, 1), NULL);
        }
  g_autoptr (CalTestBoard) test = cal_test_board_new_for (roster, rules, "Worked", "S1");
  g_autoptr (CalEntry) entry = cal_entry_new (CAL_KIND_RATINGS_IMPORTED, 4, 0, NULL);
  g_assert_true (cal_board_apply (test->board, entry, ratings, NULL, NULL));
  g_autoptr (CalFairness) fairness = compute (test->board, NULL);
  const CalFairnessAgreement *agreement = cal_fairness_agreement (fairness);
  g_assert_cmpuint (agreement->n_subjects, ==, 50);
  g_assert_cmpuint (agreement->performance.n_pairs, ==, 1);
  close_to (agreement->performance.pairs[0].kappa.unweighted.kappa, 0.4, 1e-12);
  g_assert_cmpuint (agreement->n_spreads, ==, 50);
  for (guint i = 0; i < 50; i++)
    g_assert_cmpuint (agreement->spreads[i].spread, ==, i < 15 ? 1 : 0);
}

/* Five or more on each side of every number that is shown. */
static void
test_small_groups (void)
{
  guint n_hidden = 0, n_shown = 0, n_together = 0;

  for (guint32 seed = 1; seed <= 40; seed++)
    {
      g_autoptr (CalTestBoard) test = make_board (seed * 31, 10 + 3 * seed);
      const CalFairnessQuery query = { NULL, 0, every_grouping, G_N_ELEMENTS (every_grouping), 0 };
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);

      for (guint step = 0; step < 20; step++)
        cal_test_board_random_step (test, random);
      g_autoptr (CalFairness) fairness = compute (test->board, &query);
      for (guint g = 1; g < 4; g++)
        {
          const CalFairnessGroups *groups = cal_fairness_groups (fairness, g);
          guint alone = 0;

          g_assert_true (groups->demographic);
          for (guint i = 0; i < groups->n_groups; i++)
            {
              const CalFairnessGroup *group = &groups->groups[i];
              guint64 f = group->now.favourable;

              n_hidden += !group->now.shown;
              alone += !group->shown;
              n_together += group->together;
              if (group->now.verdict == CAL_VERDICT_HIDDEN)
                {
                  g_autofree char *sentence = cal_fairness_group_sentence (fairness, groups, group);

                  g_assert_true (g_str_has_suffix (sentence, "</b>"));
                }
              if (!group->shown || !group->now.shown)
                continue;
              n_shown++;
              g_assert_cmpuint (group->n, >=, 5);
              g_assert_true (f == 0 || f >= 5);
              g_assert_true (f == group->n || group->n - f >= 5);
            }
          g_assert_cmpuint (alone, !=, 1);
        }
    }
  g_assert_cmpuint (n_hidden, >, 100);
  g_assert_cmpuint (n_shown, >, 100);
  g_assert_cmpuint (n_together, >, 10);
}

static void
test_favourable (void)
{
  g_autoptr (CalRules) rules = cal_rules_new_default ();
  g_autoptr (GString) cells = g_string_new (NULL);

  for (guint8 performance = 0; performance <= 3; performance++)
    for (guint8 potential = 0; potential <= 3; potential++)
      if (cal_fairness_is_favourable (rules, cal_placement (performance, potential)))
        g_string_append_printf (cells, "%u,%u ", performance, potential);
  g_assert_cmpstr (cells->str, ==, "2,3 3,2 3,3 ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/stats/fairness/follow", test_follow);
  g_test_add_func ("/stats/fairness/filter", test_filter);
  g_test_add_func ("/stats/fairness/order", test_order);
  g_test_add_func ("/stats/fairness/counts", test_counts);
  g_test_add_func ("/stats/fairness/worked-groups", test_worked_groups);
  g_test_add_func ("/stats/fairness/worked-distribution", test_worked_distribution);
  g_test_add_func ("/stats/fairness/worked-change", test_worked_change);
  g_test_add_func ("/stats/fairness/worked-agreement", test_worked_agreement);
  g_test_add_func ("/stats/fairness/small-groups", test_small_groups);
  g_test_add_func ("/stats/fairness/favourable", test_favourable);
  return g_test_run ();
}
