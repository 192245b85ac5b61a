/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-gof.h"

#include "cal-test-close.h"

/* Mendel's peas, 1866, as in the manual of R's XNomial; its limit of tables
 * is raised so that all 28,956,759 are looked at. */
static void
test_peas (void)
{
  const guint64 observed[] = { 315, 101, 108, 32 };
  const double weights[] = { 9, 3, 3, 1 };
  double expected[4];
  CalGof gof;

  cal_gof (observed, weights, 4, 3e7, 0, expected, &gof);
  g_assert_cmpint (gof.reason, ==, CAL_STATS_DEFINED);
  g_assert_cmpuint (gof.n, ==, 556);
  g_assert_cmpint (gof.df, ==, 3);
  close_to (expected[0], 312.75, 1e-12);
  close_to (gof.min_expected, 34.75, 1e-12);
  g_assert_false (gof.small_expected);
  close_to (gof.chisq, .470024, 5e-7);
  close_to (gof.p_chisq, .92543, 5e-6);
  close_to (gof.g, .475445, 5e-7);
  close_to (gof.p_g, .92425, 5e-6);
  close_to (gof.tables, 28956759, 0);
  g_assert_false (gof.simulated);
  close_to (gof.p_exact_prob, .9382, 5e-5);
  close_to (gof.p_exact_llr, .9261, 5e-5);
  close_to (gof.p_exact_chisq, .9272, 5e-5);
}

/* The same by drawn tables, within four standard errors; and again the same. */
static void
test_simulated (void)
{
  const guint64 observed[] = { 315, 101, 108, 32 };
  const double weights[] = { 9, 3, 3, 1 };
  CalGof gof, again;

  cal_gof (observed, weights, 4, CAL_GOF_MAX_TABLES, 200000, NULL, &gof);
  g_assert_true (gof.simulated);
  close_to (gof.p_exact_prob, .9382, .0022);
  close_to (gof.p_exact_llr, .9261, .0024);
  close_to (gof.p_exact_chisq, .9272, .0024);
  cal_gof (observed, weights, 4, CAL_GOF_MAX_TABLES, 200000, NULL, &again);
  close_to (again.p_exact_prob, gof.p_exact_prob, 0);
  cal_gof (observed, weights, 4, CAL_GOF_MAX_TABLES, 0, NULL, &gof);
  g_assert_true (gof.simulated && isnan (gof.p_exact_prob));
  close_to (gof.p_chisq, .92543, 5e-6);
}

static void
test_small_expected (void)
{
  const guint64 observed[] = { 89, 37, 30, 28, 2 };
  const double weights[] = { 40, 20, 20, 15, 5 };
  CalGof gof;

  cal_gof (observed, weights, 5, CAL_GOF_MAX_TABLES, 1000, NULL, &gof);
  close_to (gof.chisq, 9.9901, 5e-5);
  close_to (gof.p_chisq, .040594, 5e-7);
  close_to (gof.tables, 52602165, 0);
}

/* Two levels are a binomial test; 7 of 10 at 1:3 by hand: the tables at most
 * as probable are 7 to 10 and none below. */
static void
test_binomial (void)
{
  const guint64 observed[] = { 7, 3 };
  const double weights[] = { .25, .75 };
  double p = 0;
  CalGof gof;

  for (int x = 7; x <= 10; x++)
    p +=
        exp (lgamma (11) - lgamma (x + 1) - lgamma (11 - x) + x * log (.25) + (10 - x) * log (.75));
  cal_gof (observed, weights, 2, CAL_GOF_MAX_TABLES, 0, NULL, &gof);
  close_to (gof.tables, 11, 0);
  g_assert_true (gof.small_expected);
  close_to (gof.p_exact_prob, p, 1e-12);
  close_to (gof.p_exact_llr, p, 1e-12);
  close_to (gof.p_exact_chisq, p, 1e-12);
}

/* Equal weights: every permutation of the counts ties with the observed. */
static void
test_ties (void)
{
  const guint64 observed[] = { 2, 1, 0 };
  const double weights[] = { 1, 1, 1 };
  CalGof gof;

  cal_gof (observed, weights, 3, CAL_GOF_MAX_TABLES, 0, NULL, &gof);
  close_to (gof.tables, 10, 0);
  close_to (gof.p_exact_prob, 21.0 / 27, 1e-12);
  close_to (gof.p_exact_llr, 21.0 / 27, 1e-12);
  close_to (gof.p_exact_chisq, 21.0 / 27, 1e-12);
}

/* With two equal weights all three orderings are one: how far from the middle;
 * among many subjects the next table is no tie although it is close. */
static void
test_near_ties (void)
{
  const guint64 observed[] = { 10002, 9998 };
  const double weights[] = { 1, 1 };
  double between = 0;
  CalGof gof;

  for (int x = 9999; x <= 10001; x++)
    between += exp (lgamma (20001) - lgamma (x + 1) - lgamma (20001 - x) - 20000 * log (2));
  cal_gof (observed, weights, 2, CAL_GOF_MAX_TABLES, 0, NULL, &gof);
  close_to (gof.p_exact_prob, 1 - between, 1e-9);
  close_to (gof.p_exact_llr, 1 - between, 1e-9);
  close_to (gof.p_exact_chisq, 1 - between, 1e-9);
}

/* A level to which the guideline gives nothing. */
static void
test_weight_of_nought (void)
{
  const guint64 observed[] = { 3, 0, 7 };
  const guint64 impossible[] = { 3, 1, 7 };
  const double weights[] = { 1, 0, 1 };
  double expected[3];
  CalGof gof;

  cal_gof (observed, weights, 3, CAL_GOF_MAX_TABLES, 0, expected, &gof);
  g_assert_cmpint (gof.reason, ==, CAL_STATS_DEFINED);
  g_assert_cmpint (gof.df, ==, 1);
  close_to (expected[1], 0, 0);
  close_to (gof.min_expected, 5, 0);
  g_assert_false (gof.small_expected);
  close_to (gof.tables, 11, 0);
  close_to (gof.chisq, 1.6, 1e-12);
  cal_gof (impossible, weights, 3, CAL_GOF_MAX_TABLES, 0, expected, &gof);
  g_assert_cmpint (gof.reason, ==, CAL_STATS_IMPOSSIBLE);
  g_assert_true (isinf (gof.chisq) && isinf (gof.g));
  close_to (gof.p_chisq, 0, 0);
  close_to (gof.p_exact_prob, 0, 0);
}

static void
test_undefined (void)
{
  const guint64 none[] = { 0, 0 };
  const guint64 some[] = { 4, 6 };
  const double weights[] = { 1, 1 };
  const double nothing[] = { 0, 0 };
  CalGof gof;

  cal_gof (none, weights, 2, CAL_GOF_MAX_TABLES, 100, NULL, &gof);
  g_assert_cmpint (gof.reason, ==, CAL_STATS_NO_SUBJECTS);
  g_assert_true (isnan (gof.chisq) && isnan (gof.g) && isnan (gof.p_exact_prob));
  cal_gof (some, nothing, 2, CAL_GOF_MAX_TABLES, 100, NULL, &gof);
  g_assert_cmpint (gof.reason, ==, CAL_STATS_NO_GUIDELINE);
  g_assert_true (isnan (gof.chisq) && isnan (gof.min_expected));
  cal_gof (some, nothing, 0, CAL_GOF_MAX_TABLES, 100, NULL, &gof);
  g_assert_cmpint (gof.reason, ==, CAL_STATS_NO_GUIDELINE);
}

/* One level cannot depart from a guideline that gives it everything. */
static void
test_one_level (void)
{
  const guint64 observed[] = { 9 };
  const double weights[] = { 3 };
  CalGof gof;

  cal_gof (observed, weights, 1, CAL_GOF_MAX_TABLES, 0, NULL, &gof);
  g_assert_cmpint (gof.df, ==, 0);
  close_to (gof.chisq, 0, 0);
  close_to (gof.p_chisq, 1, 0);
  close_to (gof.p_exact_prob, 1, 1e-12);
}

/* 100,000 subjects, far from the guideline: no overflow, and p = 0 is said. */
static void
test_many (void)
{
  const guint64 observed[] = { 50000, 30000, 20000 };
  const double weights[] = { 20, 60, 20 };
  CalGof gof;

  cal_gof (observed, weights, 3, CAL_GOF_MAX_TABLES, 1000, NULL, &gof);
  close_to (gof.chisq, 60000, 1e-6);
  close_to (gof.p_chisq, 0, 0);
  g_assert_true (gof.simulated);
  close_to (gof.p_exact_chisq, 1.0 / 1001, 1e-12);
  close_to (gof.tables, 5000150001, 0);
}

/* Drawn tables agree with all tables, whatever the weights. */
static void
test_drawn_like_all (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint round = 0; round < 12; round++)
    {
      guint64 observed[4];
      double weights[4];
      CalGof all, drawn;

      for (guint level = 0; level < 4; level++)
        {
          observed[level] = (guint64) g_rand_int_range (random, 0, 9);
          weights[level] = g_rand_int_range (random, 1, 6);
        }
      observed[0]++;
      cal_gof (observed, weights, 4, CAL_GOF_MAX_TABLES, 0, NULL, &all);
      cal_gof (observed, weights, 4, 0, 20000, NULL, &drawn);
      g_assert_false (all.simulated);
      g_assert_true (drawn.simulated);
      close_to (all.p_exact_prob, drawn.p_exact_prob, .018);
      close_to (all.p_exact_llr, drawn.p_exact_llr, .018);
      close_to (all.p_exact_chisq, drawn.p_exact_chisq, .018);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/gof/peas", test_peas);
  g_test_add_func ("/stats/gof/simulated", test_simulated);
  g_test_add_func ("/stats/gof/small-expected", test_small_expected);
  g_test_add_func ("/stats/gof/binomial", test_binomial);
  g_test_add_func ("/stats/gof/ties", test_ties);
  g_test_add_func ("/stats/gof/near-ties", test_near_ties);
  g_test_add_func ("/stats/gof/weight-of-nought", test_weight_of_nought);
  g_test_add_func ("/stats/gof/undefined", test_undefined);
  g_test_add_func ("/stats/gof/one-level", test_one_level);
  g_test_add_func ("/stats/gof/many", test_many);
  g_test_add_func ("/stats/gof/drawn-like-all", test_drawn_like_all);
  return g_test_run ();
}
