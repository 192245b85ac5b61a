/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-halo.h"

#include "cal-test-close.h"

/* Anscombe 1973, the first of his four: r = .8164; the interval is that of
 * R's cor.test. */
static void
test_anscombe (void)
{
  const double x[] = { 10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5 };
  const double y[] = { 8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68 };
  CalHalo halo;

  cal_halo (x, y, 11, &halo);
  g_assert_cmpuint (halo.n, ==, 11);
  close_to (halo.r, .8164205, 5e-8);
  close_to (halo.low, .4243912, 5e-8);
  close_to (halo.high, .9506933, 5e-8);
}

static void
test_perfect (void)
{
  const double x[] = { 1.1, 2.2, 3.3, 4.4, 5.5 };
  const double y[] = { -.3, -.6, -.9, -1.2, -1.5 };
  CalHalo halo;

  cal_halo (x, y, 5, &halo);
  close_to (halo.r, -1, 0);
  close_to (halo.low, -1, 0);
  close_to (halo.high, -1, 0);
  cal_halo (x, x, 5, &halo);
  close_to (halo.low, 1, 0);
  close_to (halo.high, 1, 0);
}

static void
test_few (void)
{
  const double x[] = { 1, 2, 3, NAN, 2 };
  const double y[] = { 1, 3, 2, 3, NAN };
  const double same[] = { .1, .1, .1, .1, .1 };
  CalHalo halo;

  cal_halo (x, y, 5, &halo);
  g_assert_cmpint (halo.reason, ==, CAL_STATS_DEFINED);
  g_assert_cmpuint (halo.n, ==, 3);
  close_to (halo.r, .5, 1e-12);
  g_assert_true (isnan (halo.low) && isnan (halo.high));
  cal_halo (x, y, 2, &halo);
  g_assert_cmpint (halo.reason, ==, CAL_STATS_TOO_FEW_PAIRS);
  g_assert_true (isnan (halo.r));
  cal_halo (x, same, 5, &halo);
  g_assert_cmpint (halo.reason, ==, CAL_STATS_NO_VARIATION);
  g_assert_cmpuint (halo.n, ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/halo/anscombe", test_anscombe);
  g_test_add_func ("/stats/halo/perfect", test_perfect);
  g_test_add_func ("/stats/halo/few", test_few);
  return g_test_run ();
}
