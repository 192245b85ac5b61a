/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-gwet.h"

#include "cal-test-close.h"

static gsize
lay_out (const guint *table, guint k, int *ratings)
{
  gsize n = 0;

  for (guint i = 0; i < k; i++)
    for (guint j = 0; j < k; j++)
      for (guint count = 0; count < table[i * k + j]; count++, n++)
        {
          ratings[2 * n] = (int) i;
          ratings[2 * n + 1] = (int) j;
        }
  return n;
}

/* Gwet 2008, table 1: 118, 5, 2 and 0 of 125, where κ is −.02 although the
 * raters agree on 94 %. */
static void
test_published (void)
{
  const guint table[] = { 118, 5, 2, 0 };
  int ratings[250];
  CalGwet gwet;

  cal_gwet (ratings, lay_out (table, 2, ratings), 2, 2, &gwet);
  g_assert_cmpuint (gwet.n_used, ==, 125);
  close_to (gwet.ac1, .9408, 5e-5);
  close_to (gwet.ac2, gwet.ac1, 1e-12);
  close_to (gwet.ac2_se, gwet.ac1_se, 1e-12);
}

/* The variance for two raters in its closed form over the cross-table (Gwet
 * 2008, eq. 14), which has n where the general one has n − 1. */
static void
test_two_raters_in_closed_form (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (31);

  for (guint round = 0; round < 300; round++)
    {
      guint table[9];
      int ratings[400];
      double pi[3] = { 0 }, pa = 0, pe = 0, diagonal = 0, all = 0, n, ac1, variance;
      CalGwet gwet;

      for (guint i = 0; i < 9; i++)
        table[i] = (guint) g_rand_int_range (random, 0, 15) + (i == 3);
      n = (double) lay_out (table, 3, ratings);
      for (guint i = 0; i < 3; i++)
        for (guint j = 0; j < 3; j++)
          {
            pi[i] += table[i * 3 + j] / (2 * n);
            pi[j] += table[i * 3 + j] / (2 * n);
            pa += i == j ? table[i * 3 + j] / n : 0;
          }
      for (guint i = 0; i < 3; i++)
        {
          pe += pi[i] * (1 - pi[i]) / 2;
          diagonal += table[i * 4] / n * (1 - pi[i]) / 2;
          for (guint j = 0; j < 3; j++)
            all += table[i * 3 + j] / n * pow (1 - (pi[i] + pi[j]) / 2, 2) / 4;
        }
      ac1 = (pa - pe) / (1 - pe);
      variance = (pa * (1 - pa) - 4 * (1 - ac1) * (diagonal - pa * pe)
                  + 4 * (1 - ac1) * (1 - ac1) * (all - pe * pe))
                 / ((n - 1) * (1 - pe) * (1 - pe));
      cal_gwet (ratings, (gsize) n, 2, 3, &gwet);
      close_to (gwet.ac1, ac1, 1e-12);
      close_to (gwet.ac1_se, sqrt (variance), 1e-12);
    }
}

/* Three raters by hand: quadratic weights 1, 3/4 and 0 over three levels. */
static void
test_three_raters (void)
{
  const int ratings[] = { 0, 0, 1, 2, 2, 2, 0, 1, 2, -1, 1, 1 };
  /* The weighted share of agreeing pairs: (1 + 2·3/4)/3, 1, (2·3/4)/3. */
  double pa = (2.5 / 3 + 1 + 1.5 / 3) / 3;
  double pi[] = { 3 / 9.0, 2 / 9.0, 4 / 9.0 };
  double pe = 6.0 / 6 * (pi[0] * (1 - pi[0]) + pi[1] * (1 - pi[1]) + pi[2] * (1 - pi[2]));
  CalGwet gwet;

  cal_gwet (ratings, 4, 3, 3, &gwet);
  g_assert_cmpuint (gwet.n_used, ==, 3);
  close_to (gwet.ac2, (pa - pe) / (1 - pe), 1e-12);
  pa = (1 / 3.0 + 1 + 0) / 3;
  pe /= 2;
  close_to (gwet.ac1, (pa - pe) / (1 - pe), 1e-12);
}

static void
test_edges (void)
{
  const int same[] = { 1, 1, 1, 1, 1, 1 }, missing[] = { -1, 1, 0, -1 };
  CalGwet gwet;

  cal_gwet (same, 3, 2, 3, &gwet);
  close_to (gwet.ac1, 1, 1e-12);
  close_to (gwet.ac1_se, 0, 1e-12);
  cal_gwet (same, 1, 2, 3, &gwet);
  close_to (gwet.ac1, 1, 1e-12);
  g_assert_true (isnan (gwet.ac1_se));
  cal_gwet (same, 6, 1, 3, &gwet);
  g_assert_cmpint (gwet.reason, ==, CAL_STATS_ONE_RATER);
  cal_gwet (missing, 2, 2, 3, &gwet);
  g_assert_cmpint (gwet.reason, ==, CAL_STATS_NO_COMPLETE_SUBJECTS);
  g_assert_true (isnan (gwet.ac1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/gwet/published", test_published);
  g_test_add_func ("/stats/gwet/two-raters-in-closed-form", test_two_raters_in_closed_form);
  g_test_add_func ("/stats/gwet/three-raters", test_three_raters);
  g_test_add_func ("/stats/gwet/edges", test_edges);
  return g_test_run ();
}
