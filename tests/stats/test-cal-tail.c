/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-tail.h"

#include "cal-test-close.h"

static double
choose (guint n, guint k)
{
  return round (exp (lgamma (n + 1) - lgamma (k + 1) - lgamma (n - k + 1)));
}

/* Fisher's test is the sum over all tables of the same margins. Small tables'
 * probabilities are whole numbers over a common one. */
static void
test_fisher_by_enumeration (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (17);

  for (guint round = 0; round < 3000; round++)
    {
      guint a = (guint) g_rand_int_range (random, 0, 11),
            b = (guint) g_rand_int_range (random, 0, 11);
      guint c = (guint) g_rand_int_range (random, 0, 11),
            d = (guint) g_rand_int_range (random, 0, 11);
      double sum = 0, all = 0;

      for (guint x = 0; x <= MIN (a + b, a + c); x++)
        if (a + b - x <= b + d)
          {
            double ways = choose (a + c, x) * choose (b + d, a + b - x);

            all += ways;
            sum += ways <= choose (a + c, a) * choose (b + d, b) ? ways : 0;
          }
      close_to (cal_tail_fisher (a, b, c, d), sum / all, 1e-10);
      close_to (cal_tail_fisher (b, a, d, c), sum / all, 1e-10);
      close_to (cal_tail_fisher (a, c, b, d), sum / all, 1e-10);
    }
}

/* Fisher 1935, the lady tasting tea with three of four right; and margins of
 * 50,000, where both tails are equal. */
static void
test_fisher_known (void)
{
  close_to (cal_tail_fisher (3, 1, 1, 3), 34.0 / 70, 1e-12);
  close_to (cal_tail_fisher (25100, 24900, 24900, 25100), .2082, 1e-3);
  close_to (cal_tail_fisher (50000, 0, 0, 50000), 0, 0);
  close_to (cal_tail_fisher (0, 5, 0, 7), 1, 0);
  close_to (cal_tail_fisher (0, 0, 3, 7), 1, 0);
}

/* From the tables that every textbook prints. */
static void
test_tables (void)
{
  close_to (cal_tail_chi_squared (3.841459, 1), .05, 5e-8);
  close_to (cal_tail_chi_squared (7.814728, 3), .05, 5e-8);
  close_to (cal_tail_normal_two_sided (-1.959963985), .05, 5e-10);
  close_to (cal_tail_normal_quantile (.975), 1.959963985, 5e-10);
  close_to (cal_tail_f_quantile (.975, 5, 18), 3.382, 5e-4);
  close_to (cal_tail_f_quantile (.95, 4, 10), 3.478, 5e-4);
  close_to (cal_tail_f_quantile (.975, 1, 1), 647.789, 5e-4);
  close_to (cal_tail_f_quantile (.025, 10, 20), .2925, 5e-5);
}

/* 97.5 % of F lie below what 2.5 % of its reciprocal lie above; from degrees of
 * freedom that are fractions to those of 100,000 subjects. */
static void
test_f_reciprocal (void)
{
  static const double df[] = { .3, 1, 1.7, 5, 20, 99, 1000, 10000, 99999, 300000, 1e6 };

  for (guint i = 0; i < G_N_ELEMENTS (df); i++)
    for (guint j = 0; j < G_N_ELEMENTS (df); j++)
      close_to (cal_tail_f_quantile (.975, df[i], df[j]) * cal_tail_f_quantile (.025, df[j], df[i]),
                1, 1e-9);
}

/* Far out there is nought, not an end of the program; without a degree of
 * freedom there is one point. */
static void
test_ends (void)
{
  close_to (cal_tail_chi_squared (1e6, 3), 0, 0);
  close_to (cal_tail_chi_squared (INFINITY, 3), 0, 0);
  close_to (cal_tail_chi_squared (0, 0), 1, 0);
  g_assert_true (isnan (cal_tail_chi_squared (NAN, 3)));
  close_to (cal_tail_normal_two_sided (1000), 0, 0);
  close_to (cal_tail_normal_two_sided (0), 1, 0);
  g_assert_true (isnan (cal_tail_normal_two_sided (NAN)));
}

/* Twice the smaller tail: 1 and 9 of ten are 22 of 1,024 sequences. */
static void
test_sign_test (void)
{
  close_to (cal_tail_sign_test (1, 9), 22 / 1024.0, 1e-14);
  close_to (cal_tail_sign_test (9, 1), 22 / 1024.0, 1e-14);
  close_to (cal_tail_sign_test (0, 5), 2 / 32.0, 1e-15);
  close_to (cal_tail_sign_test (4, 5), 1, 0);
  close_to (cal_tail_sign_test (0, 0), 1, 0);
  close_to (cal_tail_sign_test (49000, 51000), erfc (1999 / sqrt (100000) / M_SQRT2), 1e-11);
  close_to (cal_tail_sign_test (0, 100000), 0, 0);
  close_to (cal_tail_sign_test (2000000, 2000700), erfc (699 / sqrt (4000700) / M_SQRT2), 1e-6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/tail/fisher-by-enumeration", test_fisher_by_enumeration);
  g_test_add_func ("/stats/tail/fisher-known", test_fisher_known);
  g_test_add_func ("/stats/tail/tables", test_tables);
  g_test_add_func ("/stats/tail/f-reciprocal", test_f_reciprocal);
  g_test_add_func ("/stats/tail/ends", test_ends);
  g_test_add_func ("/stats/tail/sign-test", test_sign_test);
  return g_test_run ();
}
