/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-krippendorff.h"

#include "cal-test-close.h"

/* Krippendorff 2011, part C: four observers, twelve units, values missing. */
static void
test_published (void)
{
  const double ratings[] = {
    1,   2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN, /**/
    1,   2, 3, 3, 2, 2, 4, 1, 2, 5,   NAN, 3,   /**/
    NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5,   1,   NAN, /**/
    1,   2, 3, 3, 2, 4, 4, 1, 2, 5,   1,   NAN,
  };
  CalKrippendorff alpha;

  cal_krippendorff (ratings, 4, 12, &alpha);
  g_assert_cmpint (alpha.reason, ==, CAL_STATS_DEFINED);
  g_assert_cmpuint (alpha.n_pairable, ==, 40);
  close_to (alpha.nominal, .743, 5e-4);
  close_to (alpha.ordinal, .815, 5e-4);
  close_to (alpha.interval, .849, 5e-4);
}

#define LEVELS 5

/* α as it is written down: coincidences o, their margins, and the metrics. */
static void
by_definition (const double *ratings, gsize n_raters, gsize n_subjects, double alpha[3])
{
  double o[LEVELS][LEVELS] = { { 0 } }, margin[LEVELS] = { 0 }, n = 0;

  for (gsize u = 0; u < n_subjects; u++)
    {
      guint m = 0;

      for (gsize r = 0; r < n_raters; r++)
        m += !isnan (ratings[r * n_subjects + u]);
      for (gsize r = 0; r < n_raters; r++)
        for (gsize s = 0; s < n_raters; s++)
          {
            double c = ratings[r * n_subjects + u], k = ratings[s * n_subjects + u];

            if (r != s && !isnan (c) && !isnan (k))
              o[(int) c][(int) k] += 1 / (m - 1.0);
          }
    }
  for (guint c = 0; c < LEVELS; c++)
    for (guint k = 0; k < LEVELS; k++)
      {
        margin[c] += o[c][k];
        n += o[c][k];
      }
  for (guint metric = 0; metric < 3; metric++)
    {
      double observed = 0, expected = 0;

      for (guint c = 0; c < LEVELS; c++)
        for (guint k = c + 1; k < LEVELS; k++)
          {
            double distance = metric == 0 ? 1 : k - (double) c;

            if (metric == 1)
              {
                distance = -(margin[c] + margin[k]) / 2;
                for (guint g = c; g <= k; g++)
                  distance += margin[g];
              }
            observed += o[c][k] * distance * distance;
            expected += margin[c] * margin[k] * distance * distance;
          }
      alpha[metric] = 1 - (n - 1) * observed / expected;
    }
}

static void
test_definition (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (41);

  for (guint round = 0; round < 500; round++)
    {
      double ratings[4 * 15], alpha[3];
      CalKrippendorff krippendorff;

      for (guint i = 0; i < G_N_ELEMENTS (ratings); i++)
        ratings[i] =
            g_rand_int_range (random, 0, 4) == 0 ? NAN : g_rand_int_range (random, 0, LEVELS);
      by_definition (ratings, 4, 15, alpha);
      cal_krippendorff (ratings, 4, 15, &krippendorff);
      close_to (krippendorff.nominal, alpha[0], 1e-10);
      close_to (krippendorff.ordinal, alpha[1], 1e-10);
      close_to (krippendorff.interval, alpha[2], 1e-10);
      for (guint i = 0; i < G_N_ELEMENTS (ratings); i++)
        ratings[i] = 1e6 + ratings[i] * 3;
      cal_krippendorff (ratings, 4, 15, &krippendorff);
      close_to (krippendorff.ordinal, alpha[1], 1e-10);
      close_to (krippendorff.interval, alpha[2], 1e-10);
    }
}

static void
test_undefined (void)
{
  const double same[] = { 2, 2, 2, 2 }, alone[] = { 1, NAN, NAN, 2 };
  CalKrippendorff alpha;

  cal_krippendorff (same, 2, 2, &alpha);
  g_assert_cmpint (alpha.reason, ==, CAL_STATS_ALL_THE_SAME);
  g_assert_cmpuint (alpha.n_pairable, ==, 4);
  g_assert_true (isnan (alpha.nominal));
  cal_krippendorff (alone, 2, 2, &alpha);
  g_assert_cmpint (alpha.reason, ==, CAL_STATS_NO_OVERLAP);
  g_assert_cmpuint (alpha.n_pairable, ==, 0);
  cal_krippendorff (same, 1, 4, &alpha);
  g_assert_cmpint (alpha.reason, ==, CAL_STATS_NO_OVERLAP);
  cal_krippendorff (NULL, 0, 0, &alpha);
  g_assert_true (isnan (alpha.interval));
}

/* 100,000 subjects whose ratings are all different: no matrix of them. */
static void
test_many (void)
{
  g_autofree double *ratings = g_new (double, 200000);
  CalKrippendorff alpha;

  for (guint i = 0; i < 100000; i++)
    ratings[i] = ratings[100000 + i] = i;
  cal_krippendorff (ratings, 2, 100000, &alpha);
  g_assert_cmpuint (alpha.n_pairable, ==, 200000);
  close_to (alpha.nominal, 1, 0);
  close_to (alpha.ordinal, 1, 1e-12);
  close_to (alpha.interval, 1, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/krippendorff/published", test_published);
  g_test_add_func ("/stats/krippendorff/definition", test_definition);
  g_test_add_func ("/stats/krippendorff/undefined", test_undefined);
  g_test_add_func ("/stats/krippendorff/many", test_many);
  return g_test_run ();
}
