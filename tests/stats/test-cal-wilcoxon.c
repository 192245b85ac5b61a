/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-wilcoxon.h"

#include "cal-test-close.h"

/* Hollander & Wolfe 1973, p. 29: depression of nine patients before and after
 * a tranquilliser. */
static void
test_published (void)
{
  const double before[] = { 1.83, .50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30 };
  const double after[] = { .878, .647, .598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29 };
  CalWilcoxon wilcoxon;

  cal_wilcoxon (before, after, 9, &wilcoxon);
  g_assert_cmpuint (wilcoxon.n_pairs, ==, 9);
  g_assert_cmpuint (wilcoxon.n_nonzero, ==, 9);
  close_to (wilcoxon.v_plus, 5, 0);
  close_to (wilcoxon.p_exact, .0390625, 1e-12);
  cal_wilcoxon (after, before, 9, &wilcoxon);
  close_to (wilcoxon.v_plus, 40, 0);
  close_to (wilcoxon.p_exact, .0390625, 1e-12);
}

/* Every one of the 2^n signs, laid out. */
static double
by_definition (const double *change, guint n)
{
  double rank[12], observed = 0, all = 0, at_most = 0, at_least = 0;

  for (guint i = 0; i < n; i++)
    {
      rank[i] = .5;
      for (guint j = 0; j < n; j++)
        rank[i] += fabs (change[j]) < fabs (change[i])    ? 1
                   : fabs (change[j]) == fabs (change[i]) ? .5
                                                          : 0;
      observed += change[i] > 0 ? rank[i] : 0;
    }
  for (guint signs = 0; signs < 1u << n; signs++)
    {
      double sum = 0;

      for (guint i = 0; i < n; i++)
        sum += (signs >> i & 1) ? rank[i] : 0;
      at_most += sum <= observed;
      at_least += sum >= observed;
      all++;
    }
  return fmin (1, 2 * fmin (at_most, at_least) / all);
}

/* Ties and few sizes of change take one way of counting, many sizes the other. */
static void
test_enumeration (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (53);

  for (guint round = 0; round < 400; round++)
    {
      guint n = (guint) g_rand_int_range (random, 1, 13);
      int widest = g_rand_int_range (random, 1, 40);
      double before[12], after[12], change[12];
      CalWilcoxon wilcoxon;

      for (guint i = 0; i < n; i++)
        {
          change[i] = g_rand_int_range (random, 1, widest + 1) * (g_rand_boolean (random) ? 1 : -1);
          before[i] = g_rand_int_range (random, 0, 9) / 10.0;
          after[i] = before[i] + change[i] / 10;
        }
      cal_wilcoxon (before, after, n, &wilcoxon);
      g_assert_cmpuint (wilcoxon.n_nonzero, ==, n);
      close_to (wilcoxon.p_exact, by_definition (change, n), 1e-12);
    }
}

static void
test_edges (void)
{
  const double before[] = { 1, 2, 3, NAN, 2 }, after[] = { 1, 2, 3, 4, NAN };
  const double up[] = { 2, 2, 4, 1, 1 };
  CalWilcoxon wilcoxon;

  cal_wilcoxon (before, after, 5, &wilcoxon);
  g_assert_cmpint (wilcoxon.reason, ==, CAL_STATS_DEFINED);
  g_assert_cmpuint (wilcoxon.n_pairs, ==, 3);
  g_assert_cmpuint (wilcoxon.n_nonzero, ==, 0);
  close_to (wilcoxon.v_plus, 0, 0);
  close_to (wilcoxon.p_exact, 1, 0);
  cal_wilcoxon (before, up, 5, &wilcoxon);
  g_assert_cmpuint (wilcoxon.n_pairs, ==, 4);
  g_assert_cmpuint (wilcoxon.n_nonzero, ==, 3);
  close_to (wilcoxon.v_plus, 4, 0);
  close_to (wilcoxon.p_exact, 1, 0);
  cal_wilcoxon (before, after, 0, &wilcoxon);
  g_assert_cmpint (wilcoxon.reason, ==, CAL_STATS_NOBODY_RATED_TWICE);
  g_assert_true (isnan (wilcoxon.v_plus) && isnan (wilcoxon.p_exact));
}

/* 100,000 subjects on levels: a change by one is a binomial matter, and
 * three sizes of change are still exact; 100,000 sizes are said to be too
 * many. */
static void
test_many (void)
{
  g_autofree double *before = g_new0 (double, 100000);
  g_autofree double *after = g_new0 (double, 100000);
  CalWilcoxon wilcoxon;

  for (guint i = 0; i < 100000; i++)
    after[i] = i < 19800 ? 1 : i < 40000 ? -1 : 0;
  cal_wilcoxon (before, after, 100000, &wilcoxon);
  g_assert_cmpuint (wilcoxon.n_nonzero, ==, 40000);
  close_to (wilcoxon.p_exact, erfc (399 / sqrt (40000) / M_SQRT2), 2e-5);
  for (guint i = 40000; i < 42000; i++)
    after[i] = i % 20 == 0 ? 3 : i % 2 == 0 ? 2 : -2;
  cal_wilcoxon (before, after, 100000, &wilcoxon);
  g_assert_cmpint (wilcoxon.reason, ==, CAL_STATS_DEFINED);
  g_assert_cmpfloat (wilcoxon.p_exact, <, .1);
  for (guint i = 0; i < 100000; i++)
    after[i] = (i % 2 == 0 ? 1 : -1) * (i + 1.0);
  cal_wilcoxon (before, after, 100000, &wilcoxon);
  g_assert_cmpint (wilcoxon.reason, ==, CAL_STATS_TOO_MANY_RANKS);
  g_assert_true (isnan (wilcoxon.p_exact));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/wilcoxon/published", test_published);
  g_test_add_func ("/stats/wilcoxon/enumeration", test_enumeration);
  g_test_add_func ("/stats/wilcoxon/edges", test_edges);
  g_test_add_func ("/stats/wilcoxon/many", test_many);
  return g_test_run ();
}
