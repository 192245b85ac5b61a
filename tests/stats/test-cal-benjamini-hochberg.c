/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-benjamini-hochberg.h"

#include "cal-test-close.h"

/* Benjamini & Hochberg 1995, §4.1: four of fifteen at .05. */
static void
test_published (void)
{
  const double p[] = { .0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344,
                       .0459, .3240, .4262, .5719, .6528, .7590, 1.000 };
  double adjusted[15];
  gboolean rejected[15];
  CalBenjaminiHochberg result;

  cal_benjamini_hochberg (p, 15, .05, adjusted, rejected, &result);
  g_assert_cmpuint (result.m, ==, 15);
  g_assert_cmpuint (result.n_rejected, ==, 4);
  g_assert_true (rejected[3]);
  g_assert_false (rejected[4]);
  close_to (adjusted[3], .0095 * 15 / 4, 1e-12);
  close_to (adjusted[5], .0298 * 15 / 7, 1e-12);
  close_to (adjusted[14], 1, 0);
}

/* A p that meets its limit as a decimal is rejected, however it is rounded,
 * and takes all smaller ones along. */
static void
test_limit (void)
{
  for (guint m = 1; m < 60; m++)
    for (guint k = 1; k <= m; k++)
      {
        double p[60], adjusted[60];
        gboolean rejected[60];
        CalBenjaminiHochberg result;

        for (guint i = 0; i < m; i++)
          p[i] = i < k ? (double) k / m * .05 : 1;
        cal_benjamini_hochberg (p, m, .05, adjusted, rejected, &result);
        g_assert_cmpuint (result.n_rejected, ==, k);
        g_assert_true (rejected[0] && rejected[k - 1]);
      }
}

static void
test_missing (void)
{
  const double p[] = { NAN, .04, NAN, .01 };
  double adjusted[4];
  gboolean rejected[4];
  CalBenjaminiHochberg result;

  cal_benjamini_hochberg (p, 4, .05, adjusted, rejected, &result);
  g_assert_cmpuint (result.m, ==, 2);
  g_assert_cmpuint (result.n_rejected, ==, 2);
  g_assert_true (isnan (adjusted[0]) && isnan (adjusted[2]));
  close_to (adjusted[1], .04, 1e-15);
  close_to (adjusted[3], .02, 1e-15);
  cal_benjamini_hochberg (p, 1, .05, adjusted, rejected, &result);
  g_assert_cmpuint (result.m, ==, 0);
  g_assert_cmpuint (result.n_rejected, ==, 0);
}

/* Rejected is what is adjusted to at most q; order does not matter. */
static void
test_adjusted_and_rejected (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (23);

  for (guint round = 0; round < 500; round++)
    {
      double p[20], back[20], adjusted[20], back_adjusted[20];
      gboolean rejected[20], back_rejected[20];
      CalBenjaminiHochberg result, back_result;

      for (guint i = 0; i < 20; i++)
        p[i] = back[19 - i] = pow (g_rand_double (random), 3);
      cal_benjamini_hochberg (p, 20, .1, adjusted, rejected, &result);
      cal_benjamini_hochberg (back, 20, .1, back_adjusted, back_rejected, &back_result);
      for (guint i = 0; i < 20; i++)
        {
          g_assert_cmpint (rejected[i], ==, adjusted[i] <= .1);
          close_to (adjusted[i], back_adjusted[19 - i], 0);
          g_assert_cmpfloat (adjusted[i], >=, p[i]);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/benjamini-hochberg/published", test_published);
  g_test_add_func ("/stats/benjamini-hochberg/limit", test_limit);
  g_test_add_func ("/stats/benjamini-hochberg/missing", test_missing);
  g_test_add_func ("/stats/benjamini-hochberg/adjusted-and-rejected", test_adjusted_and_rejected);
  return g_test_run ();
}
