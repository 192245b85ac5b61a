/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-icc.h"

#include "cal-test-close.h"

static void
assert_value (const CalIccValue *value, double estimate, double low, double high)
{
  close_to (value->estimate, estimate, 5e-3);
  close_to (value->low, low, 6e-3);
  close_to (value->high, high, 6e-3);
}

/* Shrout & Fleiss 1979, table 2: six targets, four judges; the intervals as
 * they give that of ICC(2,1), the others as R's psych. */
static void
test_published (void)
{
  const double ratings[] = {
    9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7, 3, NAN, 4, 5,
  };
  CalIcc icc;

  cal_icc (ratings, 7, 4, &icc);
  g_assert_cmpuint (icc.n_used, ==, 6);
  close_to (icc.msb, 11.24, 5e-3);
  close_to (icc.msw, 6.26, 5e-3);
  close_to (icc.msj, 32.49, 5e-3);
  close_to (icc.mse, 1.02, 5e-3);
  assert_value (&icc.icc1, .17, -.133, .723);
  assert_value (&icc.icc2, .29, .019, .761);
  assert_value (&icc.icc3, .71, .342, .946);
  assert_value (&icc.icc1k, .44, -.884, .912);
  assert_value (&icc.icc2k, .62, .071, .927);
  assert_value (&icc.icc3k, .91, .676, .986);
  close_to (icc.icc2.low, .019, 5e-4);
  close_to (icc.icc2.high, .761, 5e-4);
}

/* A judge who is harsher by a constant changes ICC(2,1) and nothing of
 * ICC(3,1); a stretched scale changes nothing; the k-rater forms step up the
 * single-rater ones, bounds included. */
static void
test_properties (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (43);

  for (guint round = 0; round < 200; round++)
    {
      double ratings[8 * 3], harsher[8 * 3], stretched[8 * 3];
      CalIcc icc, harsh, stretch;

      for (guint i = 0; i < 24; i++)
        {
          ratings[i] = g_rand_int_range (random, 1, 8) + i / 3 * .5;
          harsher[i] = ratings[i] - (i % 3 == 1 ? 2 : 0);
          stretched[i] = 3 * ratings[i] + 10;
        }
      cal_icc (ratings, 8, 3, &icc);
      cal_icc (harsher, 8, 3, &harsh);
      cal_icc (stretched, 8, 3, &stretch);
      close_to (harsh.icc3.estimate, icc.icc3.estimate, 1e-9);
      close_to (harsh.icc3.low, icc.icc3.low, 1e-9);
      close_to (stretch.icc2.estimate, icc.icc2.estimate, 1e-9);
      close_to (stretch.icc2.high, icc.icc2.high, 1e-6);
      close_to (icc.icc1k.estimate, 3 * icc.icc1.estimate / (1 + 2 * icc.icc1.estimate), 1e-8);
      close_to (icc.icc3k.low, 3 * icc.icc3.low / (1 + 2 * icc.icc3.low), 1e-8);
      close_to (icc.icc2k.high, 3 * icc.icc2.high / (1 + 2 * icc.icc2.high), 1e-9);
      g_assert_cmpfloat (icc.icc1.low, <, icc.icc1.estimate);
      g_assert_cmpfloat (icc.icc1.estimate, <, icc.icc1.high);
    }
}

/* Judges who differ by a constant only: no residual; all the same subjects: no
 * spread between them; and all ratings identical. Tenths do not add exactly. */
static void
test_nought (void)
{
  const double constant[] = { .1, .4, .2, .5, .7, 1.0 };
  const double equal[] = { .1, .3, .3, .1, .3, .1 };
  const double same[] = { .1, .1, .1, .1, .1, .1 };
  CalIcc icc;

  cal_icc (constant, 3, 2, &icc);
  g_assert_cmpint (icc.reason, ==, CAL_STATS_DEFINED);
  close_to (icc.mse, 0, 0);
  close_to (icc.icc3.estimate, 1, 1e-12);
  g_assert_true (isnan (icc.icc3.low) && isnan (icc.icc2.low) && isnan (icc.icc2k.high));
  g_assert_false (isnan (icc.icc1.low));
  cal_icc (equal, 3, 2, &icc);
  close_to (icc.msb, 0, 0);
  close_to (icc.icc1.estimate, -1, 1e-12);
  g_assert_true (isnan (icc.icc1.low) && isnan (icc.icc1k.estimate));
  cal_icc (same, 3, 2, &icc);
  g_assert_cmpint (icc.reason, ==, CAL_STATS_ALL_THE_SAME);
  g_assert_true (isnan (icc.icc1.estimate));
}

/* 100,000 subjects have intervals too, and narrow ones. */
static void
test_many (void)
{
  g_autofree double *ratings = g_new (double, 400000);
  g_autoptr (GRand) random = g_rand_new_with_seed (73);
  CalIcc icc;

  for (guint i = 0; i < 400000; i++)
    ratings[i] = i / 4 % 5 + g_rand_int_range (random, 0, 3);
  cal_icc (ratings, 100000, 4, &icc);
  close_to (icc.icc1.estimate, 2 / (2 + 2 / 3.0), .01);
  close_to (icc.icc2.high - icc.icc2.low, .006, .003);
  close_to (icc.icc3.high - icc.icc3.low, .006, .003);
  g_assert_cmpfloat (icc.icc1.low, <, icc.icc1.high);
}

static void
test_undefined (void)
{
  const double ratings[] = { 1, 2, 3, NAN };
  CalIcc icc;

  cal_icc (ratings, 2, 2, &icc);
  g_assert_cmpint (icc.reason, ==, CAL_STATS_TOO_FEW_SUBJECTS);
  g_assert_cmpuint (icc.n_used, ==, 1);
  cal_icc (ratings, 4, 1, &icc);
  g_assert_cmpint (icc.reason, ==, CAL_STATS_ONE_RATER);
  g_assert_true (isnan (icc.msb) && isnan (icc.icc3k.high));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/icc/published", test_published);
  g_test_add_func ("/stats/icc/properties", test_properties);
  g_test_add_func ("/stats/icc/nought", test_nought);
  g_test_add_func ("/stats/icc/many", test_many);
  g_test_add_func ("/stats/icc/undefined", test_undefined);
  return g_test_run ();
}
