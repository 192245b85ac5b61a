/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-severity.h"

#include "cal-test-close.h"

/* Yield of dyestuff in grams, six batches of five: Davies & Goldsmith 1972,
 * table 6.3, as in R's lme4. */
static void
test_dyestuff (void)
{
  const double yield[] = {
    1545, 1440, 1440, 1520, 1580, 1540, 1555, 1490, 1560, 1495, 1595, 1550, 1605, 1510, 1560,
    1445, 1440, 1595, 1465, 1545, 1595, 1630, 1515, 1635, 1625, 1520, 1455, 1450, 1480, 1445,
  };
  guint batch[30];
  CalRaterEffect effects[6];
  CalSeverity severity;

  for (guint i = 0; i < 30; i++)
    batch[i] = i / 5;
  cal_severity (yield, batch, 30, 6, effects, &severity);
  g_assert_cmpint (severity.reason, ==, CAL_STATS_DEFINED);
  g_assert_cmpuint (severity.k, ==, 6);
  g_assert_cmpuint (severity.n, ==, 30);
  close_to (severity.mu, 1527.5, 1e-9);
  close_to (severity.n0, 5, 1e-12);
  close_to (severity.tau2, 1764.05, 5e-3);
  close_to (severity.msw, 2451.25, 5e-3);
  close_to (effects[0].deviation, -17.60685, 5e-6);
  close_to (effects[4].deviation, 56.73319, 5e-6);
  close_to (effects[4].high - effects[4].shrunken, 1.96 * effects[4].cond_sd, 1e-9);
}

/* Of unequal size, by hand: means 2, 4 and 9; MSB = 74.8/2 about 4.2, MSW = 0
 * + 4 + 2 over 7, so that every figure is a fraction. */
static void
test_unequal (void)
{
  const double ratings[] = { 2, 2, 2, 2, 2, 3, 3, 6, 8, 10 };
  const guint raters[] = { 0, 0, 0, 0, 0, 1, 1, 1, 2, 2 };
  CalRaterEffect effects[3];
  CalSeverity severity;
  double msb = (5 * 4.0 + 0 * 3 + 2 * 25.0) / 2, msw = (0 + 6 + 2) / 7.0, n0 = (10 - 38 / 10.0) / 2;
  double tau2 = (msb - msw) / n0, w[3], mu;

  cal_severity (ratings, raters, 10, 3, effects, &severity);
  close_to (severity.grand_mean, 4, 1e-12);
  close_to (severity.msb, msb, 1e-12);
  close_to (severity.msw, msw, 1e-12);
  close_to (severity.n0, n0, 1e-12);
  close_to (severity.tau2_raw, tau2, 1e-12);
  w[0] = 1 / (tau2 + msw / 5), w[1] = 1 / (tau2 + msw / 3), w[2] = 1 / (tau2 + msw / 2);
  mu = (2 * w[0] + 4 * w[1] + 9 * w[2]) / (w[0] + w[1] + w[2]);
  close_to (severity.mu, mu, 1e-12);
  close_to (effects[2].b, tau2 * w[2], 1e-12);
  close_to (effects[2].shrunken, mu + tau2 * w[2] * (9 - mu), 1e-12);
  close_to (effects[2].cond_sd, sqrt (tau2 * (1 - tau2 * w[2])), 1e-12);
  g_assert_true (isnan (cal_severity_z (2, &effects[0])));
  g_assert_true (isnan (cal_severity_z (8, &effects[2])));
  close_to (cal_severity_z (6, &effects[1]), 2 / sqrt (3), 1e-12);
}

/* Raters who differ less than chance: nobody is told severe. */
static void
test_no_variance_between (void)
{
  const double ratings[] = { 1, 3, 1, 3, 1, 3, 3 };
  const guint raters[] = { 0, 0, 1, 1, 2, 2, 2 };
  CalRaterEffect effects[3];
  CalSeverity severity;

  cal_severity (ratings, raters, 7, 3, effects, &severity);
  g_assert_cmpfloat (severity.tau2_raw, <, 0);
  close_to (severity.tau2, 0, 0);
  close_to (severity.mu, 15.0 / 7, 1e-12);
  for (guint j = 0; j < 3; j++)
    {
      close_to (effects[j].b, 0, 0);
      close_to (effects[j].deviation, 0, 0);
      close_to (effects[j].shrunken, severity.mu, 0);
      close_to (effects[j].cond_sd, 0, 0);
    }
}

/* Raters who each give one rating to all: everybody stays at the own mean, and
 * μ is the plain mean of the raters. The tenths do not add up exactly. */
static void
test_no_variance_within (void)
{
  const double ratings[] = { 3.3, 3.3, 3.3, 3.3, 3.3, 3.3, 3.3, 2.1, 2.1, 2.1 };
  const guint raters[] = { 0, 0, 0, 0, 0, 0, 0, 1, 1, 1 };
  CalRaterEffect effects[2];
  CalSeverity severity;

  cal_severity (ratings, raters, 10, 2, effects, &severity);
  close_to (severity.msw, 0, 0);
  close_to (severity.mu, 2.7, 1e-12);
  close_to (effects[0].b, 1, 0);
  close_to (effects[0].deviation, .6, 1e-12);
  g_assert_true (isnan (cal_severity_z (3.3, &effects[0])));
  close_to (effects[0].cond_sd, 0, 0);
}

static void
test_all_identical (void)
{
  const double ratings[] = { 2.2, 2.2, 2.2, 2.2, 2.2, 2.2, 2.2 };
  const guint raters[] = { 0, 0, 0, 1, 1, 1, 1 };
  CalRaterEffect effects[2];
  CalSeverity severity;

  cal_severity (ratings, raters, 7, 2, effects, &severity);
  g_assert_cmpint (severity.reason, ==, CAL_STATS_DEFINED);
  close_to (severity.tau2_raw, 0, 0);
  close_to (severity.mu, 2.2, 1e-12);
  close_to (effects[1].b, 0, 0);
}

static void
test_undefined (void)
{
  const double ratings[] = { 1, 2, 3, NAN };
  const guint one[] = { 0, 0, 0, 1 };
  const guint each[] = { 0, 1, 2, 2 };
  CalRaterEffect effects[3];
  CalSeverity severity;

  cal_severity (ratings, one, 4, 2, effects, &severity);
  g_assert_cmpint (severity.reason, ==, CAL_STATS_ONE_RATER);
  g_assert_cmpuint (severity.k, ==, 1);
  g_assert_cmpuint (effects[1].n, ==, 0);
  g_assert_true (isnan (effects[1].mean) && isnan (effects[0].shrunken) && isnan (severity.tau2));
  close_to (effects[0].mean, 2, 0);
  cal_severity (ratings, each, 4, 3, effects, &severity);
  g_assert_cmpint (severity.reason, ==, CAL_STATS_ONE_RATING_EACH);
  g_assert_true (isnan (severity.mu) && isnan (severity.msw));
  cal_severity (ratings, each, 0, 0, effects, &severity);
  g_assert_cmpint (severity.reason, ==, CAL_STATS_ONE_RATER);
  g_assert_true (isnan (severity.grand_mean));
}

/* Adding a constant moves μ and nothing else; a rater without ratings changes
 * nothing. */
static void
test_shifted (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint round = 0; round < 200; round++)
    {
      double ratings[40], shifted[40];
      guint raters[40];
      CalRaterEffect effects[6], others[7];
      CalSeverity severity, other;

      for (guint i = 0; i < 40; i++)
        {
          raters[i] = (guint) g_rand_int_range (random, 0, 6);
          ratings[i] = g_rand_int_range (random, 1, 6);
          shifted[i] = ratings[i] + 7;
        }
      cal_severity (ratings, raters, 40, 6, effects, &severity);
      cal_severity (shifted, raters, 40, 7, others, &other);
      close_to (other.tau2_raw, severity.tau2_raw, 1e-9);
      close_to (other.mu, severity.mu + 7, 1e-9);
      for (guint j = 0; j < 6; j++)
        if (effects[j].n > 0)
          {
            close_to (others[j].deviation, effects[j].deviation, 1e-9);
            close_to (others[j].cond_sd, effects[j].cond_sd, 1e-9);
            g_assert_cmpfloat (fabs (effects[j].deviation), <=,
                               fabs (effects[j].mean - severity.mu) + 1e-12);
          }
    }
}

static void
test_middle (void)
{
  const guint64 odd[] = { 1, 6, 3 }, even[] = { 1, 6, 2, 1 }, none[] = { 0, 0, 0 };

  close_to (cal_middle_share (odd, 3), .6, 1e-12);
  close_to (cal_middle_share (even, 4), .8, 1e-12);
  g_assert_true (isnan (cal_middle_share (none, 3)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/severity/dyestuff", test_dyestuff);
  g_test_add_func ("/stats/severity/unequal", test_unequal);
  g_test_add_func ("/stats/severity/no-variance-between", test_no_variance_between);
  g_test_add_func ("/stats/severity/no-variance-within", test_no_variance_within);
  g_test_add_func ("/stats/severity/all-identical", test_all_identical);
  g_test_add_func ("/stats/severity/undefined", test_undefined);
  g_test_add_func ("/stats/severity/shifted", test_shifted);
  g_test_add_func ("/stats/severity/middle", test_middle);
  return g_test_run ();
}
