/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-smd.h"

#include "cal-test-close.h"

/* Student 1908 on Cushny & Peebles 1905: hours of sleep gained by two drugs, as
 * R's data set sleep; d is t √(2/10) of the two-sample t = −1.8608. */
static void
test_sleep (void)
{
  const double a[] = { .7, -1.6, -.2, -1.2, -.1, 3.4, 3.7, .8, 0, 2 };
  const double b[] = { 1.9, .8, 1.1, .1, -.1, 4.4, 5.5, 1.6, 4.6, 3.4 };
  CalSmd smd, back;

  cal_smd (a, 10, b, 10, &smd);
  close_to (smd.mean_a, .75, 1e-12);
  close_to (smd.mean_b, 2.33, 1e-12);
  close_to (smd.d, -1.8608 * sqrt (.2), 5e-5);
  close_to (smd.g, smd.d * (1 - 3 / 71.0), 1e-12);
  cal_smd (b, 10, a, 10, &back);
  close_to (back.g, -smd.g, 1e-12);
}

static void
test_undefined (void)
{
  const double some[] = { 1, 2, NAN, 4 }, same[] = { .3, .3, .3 };
  CalSmd smd;

  cal_smd (some, 1, some, 4, &smd);
  g_assert_cmpint (smd.reason, ==, CAL_STATS_TOO_SMALL_A_GROUP);
  g_assert_cmpuint (smd.n_b, ==, 3);
  close_to (smd.mean_a, 1, 0);
  g_assert_true (isnan (smd.sd_pooled) && isnan (smd.d));
  cal_smd (same, 3, same, 2, &smd);
  g_assert_cmpint (smd.reason, ==, CAL_STATS_NO_VARIATION);
  close_to (smd.sd_pooled, 0, 0);
  g_assert_true (isnan (smd.d) && isnan (smd.g));
  cal_smd (same, 0, same, 0, &smd);
  g_assert_true (isnan (smd.mean_a));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/smd/sleep", test_sleep);
  g_test_add_func ("/stats/smd/undefined", test_undefined);
  return g_test_run ();
}
