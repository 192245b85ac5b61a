/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-impact.h"

#include "cal-test-close.h"

/* The example of the Uniform Guidelines' Questions and Answers. */
static void
test_guidelines (void)
{
  const CalGroupCount groups[] = { { 60, 100 }, { 45, 100 }, { 48, 100 }, { 51, 100 } };
  CalGroupImpact impacts[4];
  CalImpact impact;

  cal_impact (groups, 4, impacts, &impact);
  g_assert_cmpint (impact.reason, ==, CAL_STATS_DEFINED);
  g_assert_cmpint (impact.reference, ==, 0);
  close_to (impacts[1].impact_ratio, .75, 1e-12);
  close_to (impacts[2].impact_ratio, .80, 1e-12);
  close_to (impacts[3].impact_ratio, .85, 1e-12);
  g_assert_cmpint (impacts[0].below_four_fifths, ==, CAL_TRUTH_NO);
  g_assert_cmpint (impacts[1].below_four_fifths, ==, CAL_TRUTH_YES);
  g_assert_cmpint (impacts[2].below_four_fifths, ==, CAL_TRUTH_NO);
  g_assert_cmpint (impacts[3].below_four_fifths, ==, CAL_TRUTH_NO);
  close_to (impacts[1].shortfall, 7.5, 1e-12);
}

/* 9/20 over 9/16 is .8 exactly, and so is every multiple; a quotient of
 * floating numbers is not. */
static void
test_four_fifths_is_whole (void)
{
  for (guint64 n = 1; n < 200; n++)
    for (guint64 s = 1; s <= n; s++)
      {
        const CalGroupCount groups[] = { { 5 * s, 5 * n }, { 4 * s, 5 * n } };
        CalGroupImpact impacts[2];
        CalImpact impact;

        cal_impact (groups, 2, impacts, &impact);
        g_assert_cmpint (impacts[1].below_four_fifths, ==, CAL_TRUTH_NO);
      }
  for (guint i = 0; i < 2; i++)
    {
      const CalGroupCount groups[] = { { 9, 20 - 4 * i }, { 9, 25 - 5 * i } };
      CalGroupImpact impacts[2];
      CalImpact impact;

      cal_impact (groups, 2, impacts, &impact);
      g_assert_cmpint (impacts[1].below_four_fifths, ==, CAL_TRUTH_NO);
    }
}

static void
test_two_groups (void)
{
  const CalGroupCount groups[] = { { 48, 80 }, { 12, 40 } };
  CalGroupImpact impacts[2];
  CalImpact impact;

  cal_impact (groups, 2, impacts, &impact);
  close_to (impacts[1].fisher_p, .0034092, 5e-8);
  close_to (impacts[1].z, -3.0984, 5e-5);
  close_to (impacts[1].z_p, .0019458, 5e-8);
  close_to (impacts[1].odds_ratio, (12.0 / 28) / (48.0 / 32), 1e-12);
  close_to (impacts[1].shortfall, 8, 1e-12);
  close_to (impacts[1].pool_share, 1 / 3.0, 1e-12);
  close_to (impacts[1].low, .5 * exp (-1.959963985 * sqrt (1 / 12. - 1 / 40. + 1 / 48. - 1 / 80.)),
            1e-8);
  close_to (impacts[1].low * impacts[1].high, .25, 1e-12);
  g_assert_cmpint (impacts[1].flip_reverses_order, ==, CAL_TRUTH_NO);
  g_assert_cmpint (impacts[1].flip_clears_80, ==, CAL_TRUTH_NO);
  close_to (impacts[0].fisher_p, 1, 0);
  close_to (impacts[0].odds_ratio, 1, 1e-12);
  close_to (impacts[0].z, 0, 0);
  close_to (impacts[0].shortfall, 0, 0);
  g_assert_cmpint (impacts[0].flip_reverses_order, ==, CAL_TRUTH_NO);
}

/* Moving one of 4/10 beside 5/10 changes their order, of 3/10 does not: the
 * order is then even, and even is not reversed. */
static void
test_flip (void)
{
  const CalGroupCount groups[] = { { 5, 10 }, { 4, 10 }, { 3, 10 }, { 1, 60 }, { 0, 1 } };
  CalGroupImpact impacts[5];
  CalImpact impact;

  cal_impact (groups, 5, impacts, &impact);
  g_assert_cmpint (impacts[1].flip_reverses_order, ==, CAL_TRUTH_YES);
  g_assert_cmpint (impacts[2].flip_reverses_order, ==, CAL_TRUTH_NO);
  g_assert_cmpint (impacts[1].flip_clears_80, ==, CAL_TRUTH_YES);
  g_assert_cmpint (impacts[2].flip_clears_80, ==, CAL_TRUTH_YES);
  g_assert_cmpint (impacts[3].flip_clears_80, ==, CAL_TRUTH_NO);
  g_assert_cmpint (impacts[4].flip_clears_80, ==, CAL_TRUTH_YES);
  g_assert_cmpint (impacts[4].under_2_percent, ==, CAL_TRUTH_YES);
  g_assert_cmpint (impacts[3].under_2_percent, ==, CAL_TRUTH_NO);
  close_to (impacts[4].odds_ratio, 0, 0);
  g_assert_true (isnan (impacts[4].low));
}

/* Two of a hundred are not under 2 %; two of a hundred and one are. */
static void
test_two_percent (void)
{
  CalGroupCount groups[] = { { 1, 2 }, { 40, 98 } };
  CalGroupImpact impacts[2];
  CalImpact impact;

  cal_impact (groups, 2, impacts, &impact);
  g_assert_cmpint (impacts[0].under_2_percent, ==, CAL_TRUTH_NO);
  groups[1].total++;
  cal_impact (groups, 2, impacts, &impact);
  g_assert_cmpint (impacts[0].under_2_percent, ==, CAL_TRUTH_YES);
}

/* First listed wins ties; equal as fractions, not as quotients. */
static void
test_ties (void)
{
  const CalGroupCount groups[] = { { 1, 3 }, { 3, 7 }, { 9, 21 }, { 0, 0 } };
  CalGroupImpact impacts[4];
  CalImpact impact;

  cal_impact (groups, 4, impacts, &impact);
  g_assert_cmpint (impact.reference, ==, 1);
  g_assert_false (impacts[0].is_highest);
  g_assert_true (impacts[1].is_highest && impacts[2].is_highest);
  close_to (impacts[2].impact_ratio, 1, 0);
  close_to (impacts[2].shortfall, 0, 0);
  g_assert_cmpint (impacts[3].reason, ==, CAL_STATS_NO_MEMBERS);
  g_assert_true (isnan (impacts[3].rate) && isnan (impacts[3].fisher_p));
}

static void
test_everybody_and_nobody (void)
{
  const CalGroupCount everybody[] = { { 4, 4 }, { 6, 6 } };
  const CalGroupCount nobody[] = { { 0, 4 }, { 0, 6 } };
  const CalGroupCount empty[] = { { 0, 0 }, { 0, 0 } };
  CalGroupImpact impacts[2];
  CalImpact impact;

  cal_impact (everybody, 2, impacts, &impact);
  g_assert_cmpint (impact.reason, ==, CAL_STATS_DEFINED);
  close_to (impacts[1].fisher_p, 1, 0);
  g_assert_true (isnan (impacts[1].z) && isnan (impacts[1].odds_ratio));
  g_assert_cmpint (impacts[1].flip_reverses_order, ==, CAL_TRUTH_UNDEFINED);
  cal_impact (nobody, 2, impacts, &impact);
  g_assert_cmpint (impact.reason, ==, CAL_STATS_NO_SELECTIONS);
  g_assert_cmpint (impacts[1].reason, ==, CAL_STATS_NO_SELECTIONS);
  close_to (impacts[1].rate, 0, 0);
  g_assert_true (isnan (impacts[1].impact_ratio) && impacts[1].is_highest);
  cal_impact (empty, 2, impacts, &impact);
  g_assert_cmpint (impact.reason, ==, CAL_STATS_NO_MEMBERS);
  g_assert_cmpint (impact.reference, ==, -1);
  g_assert_true (isnan (impacts[0].pool_share));
  cal_impact (NULL, 0, NULL, &impact);
  g_assert_cmpint (impact.reason, ==, CAL_STATS_NO_MEMBERS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/impact/guidelines", test_guidelines);
  g_test_add_func ("/stats/impact/four-fifths-is-whole", test_four_fifths_is_whole);
  g_test_add_func ("/stats/impact/two-groups", test_two_groups);
  g_test_add_func ("/stats/impact/flip", test_flip);
  g_test_add_func ("/stats/impact/two-percent", test_two_percent);
  g_test_add_func ("/stats/impact/ties", test_ties);
  g_test_add_func ("/stats/impact/everybody-and-nobody", test_everybody_and_nobody);
  return g_test_run ();
}
