/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "cal-test-board.h"
#include "charts/cal-chart-fairness.h"
#include "stats/cal-words-number.h"

#define N_SUBJECTS 120
#define N_RATERS 6

/* Six raters, of whom the first rates low and the last high; two large groups
 * and one of three people. */
static CalTestBoard *
board_of (CalRoster *roster)
{
  g_autoptr (CalRules) rules = cal_rules_new_default ();

  return cal_test_board_new_for (roster, rules, "Year-end", "S1");
}

static CalTestBoard *
make_board (void)
{
  g_autoptr (CalRoster) roster = cal_roster_new ();

  cal_roster_add_column (roster, CAL_FIELD_GENDER, "gender");
  for (guint i = 0; i < N_SUBJECTS; i++)
    {
      guint rater = i % N_RATERS;
      guint lift = rater == 0 ? 0 : rater == N_RATERS - 1 ? 2 : 1;
      g_autofree char *id = g_strdup_printf ("E%u", i);
      g_autofree char *manager = g_strdup_printf ("R%u", rater);
      const char *values[] = { i < 3 ? "diverse" : i % 2 == 0 ? "female" : "male" };

      g_assert_true (cal_roster_add (
          roster, id, id, manager,
          cal_placement (CLAMP (lift + (i / N_RATERS) % 3, 1, 3), 1 + (i / 7) % 3), values));
    }
  return board_of (roster);
}

static CalFairness *
figures_of (CalTestBoard *test)
{
  CalFairness *fairness = cal_fairness_new (test->board, NULL);

  cal_fairness_compute (fairness);
  return fairness;
}

static void
move_some (CalTestBoard *test)
{
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *id = g_strdup_printf ("E%u", 3 * i);

      cal_test_board_move (test, id, cal_placement (1 + i % 3, 1 + i % 2), NULL);
    }
}

static void
test_severity (void)
{
  g_autoptr (CalTestBoard) test = make_board ();
  g_autoptr (CalFairness) fairness = figures_of (test);
  g_autoptr (CalChart) chart = cal_chart_new_fairness (fairness, CAL_FAIRNESS_CHART_SEVERITY);
  const CalFairnessSeverity *severity = cal_fairness_severity (fairness);

  g_assert_cmpuint (cal_chart_n_marks (chart), ==, N_RATERS);
  g_assert_cmpstr (cal_chart_mark_id (chart, 0), ==, "R0");
  g_assert_cmpstr (cal_chart_mark_id (chart, N_RATERS - 1), ==, "R5");
  for (guint i = 0; i < N_RATERS; i++)
    {
      const CalFairnessRater *rater = &severity->raters[i];
      g_autofree char *text = cal_chart_mark_text (chart, i);
      g_autofree char *effect = cal_words_effect (rater->effect.deviation, TRUE);
      g_autofree char *interval =
          cal_words_interval (rater->effect.low - severity->severity.mu,
                              rater->effect.high - severity->severity.mu, TRUE);

      g_assert_cmpstr (cal_chart_mark_id (chart, i), ==, rater->id);
      g_assert_nonnull (strstr (text, effect));
      g_assert_nonnull (strstr (text, interval));
      g_assert_nonnull (strstr (text, "n = 20"));
    }
}

/* Levels with their range, then cells without, as the board counts them. */
static void
test_distribution (void)
{
  g_autoptr (CalTestBoard) test = make_board ();

  move_some (test);
  g_autoptr (CalFairness) fairness = figures_of (test);
  g_autoptr (CalChart) chart = cal_chart_new_fairness (fairness, CAL_FAIRNESS_CHART_DISTRIBUTION);
  g_autofree char *words = cal_chart_describe (chart);

  g_assert_cmpuint (cal_chart_n_marks (chart), ==, 3 + 9);
  for (guint cell = 0; cell < 9; cell++)
    {
      CalPlacement placement = cal_rules_cell_placement (test->rules, cell);
      g_autofree char *expected = g_strdup_printf (
          "%u,%u %s: %u before, %u now.", placement.performance, placement.potential,
          test->rules->cell_labels[cell], cal_board_count_before (test->board, cell),
          cal_board_count (test->board, cell));

      g_assert_nonnull (strstr (words, expected));
    }
  /* 20 ± 2 % of 120. */
  g_assert_nonnull (strstr (words, "guideline 22 to 26"));
}

static void
test_flow (void)
{
  g_autoptr (CalTestBoard) test = make_board ();

  move_some (test);
  g_autoptr (CalFairness) fairness = figures_of (test);
  g_autoptr (CalChart) chart = cal_chart_new_fairness (fairness, CAL_FAIRNESS_CHART_FLOW);
  const CalFairnessChange *change = cal_fairness_change (fairness);
  guint64 n[3] = { 0 };

  for (guint i = 0; i < cal_chart_n_marks (chart); i++)
    {
      g_autofree char *text = cal_chart_mark_text (chart, i);
      const char *number = strrchr (text, ':') + 2;
      guint64 count = g_ascii_strtoull (number, NULL, 10);

      if (g_str_has_suffix (text, " up"))
        n[0] += count;
      else if (g_str_has_suffix (text, " down"))
        n[1] += count;
      else if (g_str_has_suffix (text, " stayed"))
        n[2] += count;
    }
  g_assert_cmpuint (change->up, >, 0);
  g_assert_cmpuint (n[0], ==, change->up);
  g_assert_cmpuint (n[1], ==, change->down);
  g_assert_cmpuint (n[2], ==, change->stayed);
}

/* What is hidden is named, and nothing of it is told: in none of the charts. */
static void
test_hidden_groups (void)
{
  g_autoptr (CalTestBoard) test = make_board ();
  g_autoptr (CalFairness) fairness = figures_of (test);
  const CalFairnessGroups *groups = cal_fairness_groups (fairness, 0);
  static const CalFairnessChart kinds[] = { CAL_FAIRNESS_CHART_GROUPS,
                                            CAL_FAIRNESS_CHART_GROUP_MOVES };
  guint hidden = 0;

  g_assert_true (groups->demographic);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (CalChart) chart = cal_chart_new_fairness (fairness, kinds[k]);

      for (guint i = 0; i < groups->n_groups && cal_chart_n_marks (chart) > 0; i++)
        {
          g_autofree char *text = cal_chart_mark_text (chart, i);

          g_assert_true (g_str_has_prefix (text, groups->groups[i].first));
          if (groups->groups[i].shown)
            continue;
          hidden++;
          for (const char *c = text; *c != '\0'; c++)
            g_assert_false (g_ascii_isdigit (*c));
        }
    }
  g_assert_cmpuint (hidden, >, 0);
}

/* A thousand raters: the extremes are drawn, and the note says of how many. */
static void
test_many_raters (void)
{
  g_autoptr (CalRoster) roster = cal_roster_new ();

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *id = g_strdup_printf ("E%u", i);
      g_autofree char *manager = g_strdup_printf ("R%u", i % 1000);

      g_assert_true (cal_roster_add (roster, id, id, manager,
                                     cal_placement (1 + (i / 1000 + i) % 3, 1 + i % 3), NULL));
    }
  g_autoptr (CalTestBoard) test = board_of (roster);
  g_autoptr (CalFairness) fairness = figures_of (test);
  g_autoptr (CalChart) chart = cal_chart_new_fairness (fairness, CAL_FAIRNESS_CHART_SEVERITY);
  const CalFairnessSeverity *severity = cal_fairness_severity (fairness);
  guint n = cal_chart_n_marks (chart);
  g_autofree char *said = g_strdup_printf ("Of 1000 raters %u are drawn", n);

  g_assert_cmpuint (severity->n_stand_out, ==, 0);
  g_assert_cmpuint (n, ==, 200);
  g_assert_nonnull (strstr (cal_chart_note (chart), said));
  g_assert_cmpstr (cal_chart_mark_id (chart, 0), ==, severity->raters[0].id);
  g_assert_cmpstr (cal_chart_mark_id (chart, n - 1), ==, severity->raters[999].id);

  /* Whoever's subject moved is in the chart of moves. */
  g_assert_true (cal_test_board_move (test, "E500", cal_placement (3, 3), NULL)
                 || cal_test_board_move (test, "E500", cal_placement (1, 1), NULL));
  g_autoptr (CalFairness) later = figures_of (test);
  g_autoptr (CalChart) moves = cal_chart_new_fairness (later, CAL_FAIRNESS_CHART_MOVES);
  g_assert_cmpuint (cal_chart_n_marks (moves), ==, 1);
  g_assert_cmpstr (cal_chart_mark_id (moves, 0), ==, "R500");
}

/* One subject, nobody rated by two, nothing imported: sentences, not blanks. */
static void
test_alone (void)
{
  g_autoptr (CalRoster) roster = cal_roster_new ();

  g_assert_true (cal_roster_add (roster, "E1", "Alone", "", cal_placement (2, 2), NULL));
  g_autoptr (CalTestBoard) test = board_of (roster);
  g_autoptr (CalFairness) fairness = figures_of (test);

  for (CalFairnessChart which = 0; which <= CAL_FAIRNESS_CHART_SLOPES; which++)
    {
      g_autoptr (CalChart) chart = cal_chart_new_fairness (fairness, which);
      g_autofree char *words = cal_chart_describe (chart);

      g_assert_cmpfloat (cal_chart_page_height (chart, 640), >, 40);
      g_assert_cmpuint (strlen (words), >, strlen (cal_chart_title (chart)) + 20);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart-fairness/severity", test_severity);
  g_test_add_func ("/chart-fairness/distribution", test_distribution);
  g_test_add_func ("/chart-fairness/flow", test_flow);
  g_test_add_func ("/chart-fairness/hidden-groups", test_hidden_groups);
  g_test_add_func ("/chart-fairness/many-raters", test_many_raters);
  g_test_add_func ("/chart-fairness/alone", test_alone);
  return g_test_run ();
}
