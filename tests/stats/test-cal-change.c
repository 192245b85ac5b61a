/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-change.h"

#include "cal-test-close.h"

/* Stuart 1953 and 1955: unaided vision of 7,477 women, right eye and left. */
static void
test_vision (void)
{
  const guint64 table[] = {
    1520, 266, 124, 66, 234, 1512, 432, 78, 117, 362, 1772, 205, 36, 82, 179, 492,
  };
  CalChange change;

  cal_change (table, 4, &change);
  g_assert_cmpuint (change.n, ==, 7477);
  g_assert_cmpuint (change.up, ==, 1171);
  g_assert_cmpuint (change.down, ==, 1010);
  close_to (change.share_moved, 2181 / 7477.0, 1e-12);
  close_to (change.stuart_maxwell.statistic, 11.957, 5e-4);
  g_assert_cmpint (change.stuart_maxwell.df, ==, 3);
  close_to (change.stuart_maxwell.p, .00753, 5e-6);
  close_to (change.bowker.statistic, 19.107, 5e-4);
  g_assert_cmpint (change.bowker.df, ==, 6);
  g_assert_cmpuint (change.all_pairs, ==, 6);
  close_to (change.bowker.p, .00399, 5e-6);
  g_assert_true (isnan (change.mcnemar_p));
}

/* Agresti's approval of the prime minister, 1,600 Britons: 150 one way and 86
 * the other; McNemar without correction 17.36. */
static void
test_two_levels (void)
{
  const guint64 table[] = { 794, 150, 86, 570 }, even[] = { 3, 4, 4, 3 }, few[] = { 9, 1, 8, 4 };
  CalChange change;

  cal_change (table, 2, &change);
  close_to (change.bowker.statistic, 17.3559, 5e-5);
  close_to (change.stuart_maxwell.statistic, 17.3559, 5e-5);
  close_to (change.mcnemar_cc, 63 * 63 / 236.0, 1e-12);
  close_to (change.mcnemar_p, 3.716e-5, 5e-8);
  cal_change (even, 2, &change);
  close_to (change.mcnemar_cc, 0, 0);
  close_to (change.mcnemar_p, 1, 0);
  cal_change (few, 2, &change);
  close_to (change.mcnemar_p, 2 * 10 / 512.0, 1e-12);
  close_to (change.sign_p, change.mcnemar_p, 0);
}

/* The second level keeps its margin of 40 and is still in the test: dropping
 * it would change the statistic. By hand with the last level left out, as
 * Stuart does, the inverse of a 2 × 2 matrix. */
static void
test_equal_margin (void)
{
  const guint64 table[] = { 20, 10, 5, 4, 30, 6, 1, 0, 25 };
  double d = 35 - 25, s11 = 35 + 25 - 40, s22 = 40 + 40 - 60, s12 = -14;
  CalChange change;

  cal_change (table, 3, &change);
  g_assert_cmpint (change.stuart_maxwell.df, ==, 2);
  close_to (change.stuart_maxwell.statistic, s22 * d * d / (s11 * s22 - s12 * s12), 1e-9);
}

/* An empty pair takes no part in Bowker's test, and where levels fall into
 * parts that nobody crossed between, the rank says so. */
static void
test_empty_pairs (void)
{
  const guint64 table[] = { 5, 3, 0, 0, 1, 5, 0, 0, 0, 0, 5, 2, 0, 0, 7, 5 };
  CalChange change;

  cal_change (table, 4, &change);
  g_assert_cmpint (change.bowker.df, ==, 2);
  g_assert_cmpuint (change.all_pairs, ==, 6);
  g_assert_cmpint (change.stuart_maxwell.df, ==, 2);
  close_to (change.bowker.statistic, 1 + 25 / 9.0, 1e-12);
  close_to (change.stuart_maxwell.statistic, 1 + 25 / 9.0, 1e-9);
}

static void
test_nobody (void)
{
  const guint64 still[] = { 5, 0, 0, 7 }, none[] = { 0, 0, 0, 0 };
  CalChange change;

  cal_change (still, 2, &change);
  g_assert_cmpint (change.reason, ==, CAL_STATS_DEFINED);
  close_to (change.bowker.statistic, 0, 0);
  g_assert_cmpint (change.bowker.df, ==, 0);
  close_to (change.bowker.p, 1, 0);
  close_to (change.stuart_maxwell.statistic, 0, 0);
  g_assert_cmpint (change.stuart_maxwell.df, ==, 0);
  close_to (change.stuart_maxwell.p, 1, 0);
  close_to (change.sign_p, 1, 0);
  close_to (change.mcnemar_p, 1, 0);
  close_to (change.mcnemar_cc, 0, 0);
  cal_change (none, 2, &change);
  g_assert_cmpint (change.reason, ==, CAL_STATS_NOBODY_RATED_TWICE);
  g_assert_true (isnan (change.share_moved) && isnan (change.bowker.p) && isnan (change.sign_p));
  g_assert_cmpint (change.bowker.df, ==, -1);
  cal_change (still, 1, &change);
  g_assert_cmpint (change.bowker.df, ==, 0);
  close_to (change.stuart_maxwell.p, 1, 0);
}

/* The parts that the moves hold together; the rank of S is what they lack. */
static guint
count_parts (const guint64 *table, guint k)
{
  guint part[8], parts = k;

  for (guint i = 0; i < k; i++)
    part[i] = i;
  for (guint i = 0; i < k; i++)
    for (guint j = 0; j < k; j++)
      if (table[i * k + j] > 0 && part[i] != part[j])
        {
          guint gone = part[j];

          for (guint l = 0; l < k; l++)
            part[l] = part[l] == gone ? part[i] : part[l];
          parts--;
        }
  return parts;
}

/* Turning time around, or the scale, changes no test; ranks are exact. */
static void
test_properties (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (47);

  for (guint round = 0; round < 400; round++)
    {
      guint k = (guint) g_rand_int_range (random, 2, 8);
      guint64 table[49], back[49], flipped[49];
      CalChange change, other;

      for (guint i = 0; i < k; i++)
        for (guint j = 0; j < k; j++)
          {
            guint64 count = 0;

            if (i == j || g_rand_int_range (random, 0, 3) == 0)
              count = (guint64) g_rand_int_range (random, 0, round % 2 == 0 ? 9 : 100000);
            table[i * k + j] = count;
            back[j * k + i] = count;
            flipped[(k - 1 - i) * k + k - 1 - j] = count;
          }
      table[0] = back[0] = flipped[k * k - 1] = 1;
      cal_change (table, k, &change);
      g_assert_cmpint (change.stuart_maxwell.df, ==, (int) (k - count_parts (table, k)));
      cal_change (back, k, &other);
      close_to (other.stuart_maxwell.p, change.stuart_maxwell.p, 1e-8);
      close_to (other.bowker.p, change.bowker.p, 1e-12);
      g_assert_cmpuint (other.up, ==, change.down);
      cal_change (flipped, k, &other);
      close_to (other.stuart_maxwell.p, change.stuart_maxwell.p, 1e-8);
      close_to (other.sign_p, change.sign_p, 1e-12);
    }
}

/* One cut: 7 rose above level 2 and 1 fell below it. */
static void
test_cut (void)
{
  const guint64 table[] = { 3, 4, 5, 0, 6, 2, 1, 0, 8 };

  close_to (cal_change_at_cut (table, 3, 2), 2 * 9 / 256.0, 1e-12);
  close_to (cal_change_at_cut (table, 3, 1), 2 * 11 / 1024.0, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/change/vision", test_vision);
  g_test_add_func ("/stats/change/two-levels", test_two_levels);
  g_test_add_func ("/stats/change/equal-margin", test_equal_margin);
  g_test_add_func ("/stats/change/empty-pairs", test_empty_pairs);
  g_test_add_func ("/stats/change/nobody", test_nobody);
  g_test_add_func ("/stats/change/properties", test_properties);
  g_test_add_func ("/stats/change/cut", test_cut);
  return g_test_run ();
}
