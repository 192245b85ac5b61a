/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-fairness-words.h"

#include <string.h>

#include "cal-test-board.h"

/* Subjects of one department, some of each rater and level, who all stand at
 * potential 2. */
typedef struct
{
  const char *rater;
  guint levels[3];
} Team;

static CalTestBoard *
make_board (const Team *teams, guint n_teams, gboolean with_guideline)
{
  g_autoptr (CalRoster) roster = cal_roster_new ();
  g_autoptr (CalRules) rules = cal_rules_new_default ();
  guint n = 0;

  if (!with_guideline)
    rules->n_guideline = 0;
  cal_roster_add_column (roster, CAL_FIELD_DEPARTMENT, NULL);
  for (guint team = 0; team < n_teams; team++)
    for (guint level = 0; level < 3; level++)
      for (guint i = 0; i < teams[team].levels[level]; i++)
        {
          g_autofree char *id = g_strdup_printf ("E%u", n++);
          const char *values[] = { "<Works>" };

          g_assert_true (cal_roster_add (roster, id, id, teams[team].rater,
                                         cal_placement (level + 1, 2), values));
        }
  return cal_test_board_new_for (roster, rules, "Words", "S1");
}

static void
check (const CalTestBoard *test, CalFairnessCard card, const char *wanted)
{
  g_autoptr (CalFairness) fairness = cal_fairness_new (test->board, NULL);
  g_autofree char *answer = NULL;

  cal_fairness_compute (fairness);
  answer = cal_fairness_answer (fairness, card);
  if (!g_str_has_prefix (answer, wanted))
    g_assert_cmpstr (answer, ==, wanted);
}

static void
test_guideline (void)
{
  const Team followed[] = { { "A", { 20, 60, 20 } } };
  const Team departs[] = { { "A", { 20, 40, 40 } } };
  const Team few[] = { { "A", { 2, 8, 2 } } };
  g_autoptr (CalTestBoard) good = make_board (followed, 1, TRUE);
  g_autoptr (CalTestBoard) bad = make_board (departs, 1, TRUE);
  g_autoptr (CalTestBoard) small = make_board (few, 1, TRUE);
  g_autoptr (CalTestBoard) none = make_board (followed, 1, FALSE);

  check (good, CAL_CARD_DISTRIBUTION,
         "<b>As a whole, no departure can be seen</b>: of boards drawn from the guideline, 100 in "
         "100 differ at least this much (exact p = 1); before calibration, 100 in 100 (exact p = "
         "1).");
  check (bad, CAL_CARD_DISTRIBUTION,
         "<b>The board departs from the guideline</b> (exact p &lt; 0.0001; before calibration, "
         "exact p &lt; 0.0001). 40 of 100 at Exceeds where 20.0 were expected: unlikely by chance "
         "(exact p &lt; 0.0001), and 1 more level outside.");
  check (small, CAL_CARD_DISTRIBUTION, "12 subjects: too few to infer; counts only.");
  check (none, CAL_CARD_DISTRIBUTION, "Undefined: no guideline is set.");
}

static void
test_raters (void)
{
  const Team severe[] = { { "A", { 30, 6, 0 } },
                          { "B", { 4, 30, 6 } },
                          { "C", { 3, 31, 6 } },
                          { "D", { 4, 29, 7 } },
                          { "E&F", { 0, 6, 30 } } };
  const Team alike[] = { { "A", { 4, 12, 4 } }, { "B", { 4, 12, 4 } } };
  g_autoptr (CalTestBoard) apart = make_board (severe, 5, TRUE);
  g_autoptr (CalTestBoard) even = make_board (alike, 2, TRUE);
  g_autoptr (CalTestBoard) one = make_board (alike, 1, TRUE);

  check (apart, CAL_CARD_SEVERITY, "<b>2 of 5 stand out</b>: A lower, E&amp;F higher, each by");
  check (even, CAL_CARD_SEVERITY, "<b>No rater stands out.</b>");
  check (one, CAL_CARD_SEVERITY, "Undefined: one rater only.");
}

static void
test_change (void)
{
  const Team team[] = { { "A", { 10, 20, 10 } } };
  g_autoptr (CalTestBoard) test = make_board (team, 1, TRUE);

  check (test, CAL_CARD_CHANGE, "Undefined: nobody moved.");
  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *id = g_strdup_printf ("E%u", i);

      if (i == 5)
        check (test, CAL_CARD_CHANGE, "5 moved: too few to infer.");
      cal_test_board_move (test, id, cal_placement (2, 2), NULL);
    }
  check (test, CAL_CARD_CHANGE,
         "<b>9 of 40 ratings (22 %): 0 down, 9 up.</b> So lopsided a result is beyond chance "
         "(exact p = 0.0039).");
}

/* Markup is for the screen; a name of a roster is never taken for it. */
static void
test_plain (void)
{
  g_autofree char *plain = cal_fairness_plain ("<b>A &lt;b&gt; &amp; B</b>: 1");
  const Team team[] = { { "A", { 10, 20, 10 } } };
  g_autoptr (CalTestBoard) test = make_board (team, 1, TRUE);
  g_autoptr (CalFairness) fairness = cal_fairness_new (test->board, NULL);

  g_assert_cmpstr (plain, ==, "A <b> & B: 1");
  cal_fairness_compute (fairness);
  for (CalFairnessCard card = 0; card < CAL_N_CARDS; card++)
    {
      g_autofree char *caption = cal_fairness_caption (fairness, card);

      g_assert_true (g_str_has_prefix (caption, "n = "));
      g_assert_nonnull (strstr (caption, "Caveat: "));
      g_assert_cmpstr (cal_fairness_question (card), !=, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/stats/fairness-words/guideline", test_guideline);
  g_test_add_func ("/stats/fairness-words/raters", test_raters);
  g_test_add_func ("/stats/fairness-words/change", test_change);
  g_test_add_func ("/stats/fairness-words/plain", test_plain);
  return g_test_run ();
}
