/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-fleiss.h"

#include "cal-test-close.h"

/* Fleiss 1971, table 1: thirty patients, six psychiatrists, five diagnoses. */
static void
test_published (void)
{
  static const guint counts[30][5] = {
    { 0, 0, 0, 6, 0 }, { 0, 3, 0, 0, 3 }, { 0, 1, 4, 0, 1 }, { 0, 0, 0, 0, 6 }, { 0, 3, 0, 3, 0 },
    { 2, 0, 4, 0, 0 }, { 0, 0, 4, 0, 2 }, { 2, 0, 3, 1, 0 }, { 2, 0, 0, 4, 0 }, { 0, 0, 0, 0, 6 },
    { 1, 0, 0, 5, 0 }, { 1, 1, 0, 4, 0 }, { 0, 3, 3, 0, 0 }, { 1, 0, 0, 5, 0 }, { 0, 2, 0, 3, 1 },
    { 0, 0, 5, 0, 1 }, { 3, 0, 0, 1, 2 }, { 5, 1, 0, 0, 0 }, { 0, 2, 0, 4, 0 }, { 1, 0, 2, 0, 3 },
    { 0, 0, 0, 0, 6 }, { 0, 1, 0, 5, 0 }, { 0, 2, 0, 1, 3 }, { 2, 0, 0, 4, 0 }, { 1, 0, 0, 4, 1 },
    { 0, 5, 0, 1, 0 }, { 4, 0, 0, 0, 2 }, { 0, 2, 0, 4, 0 }, { 1, 0, 5, 0, 0 }, { 0, 0, 0, 0, 6 },
  };
  static const double categories[] = { .245, .245, .520, .471, .566 };
  int ratings[31 * 6];
  double category_kappa[5];
  CalFleiss fleiss;
  gsize n = 0;

  for (guint subject = 0; subject < 30; subject++)
    for (int category = 0; category < 5; category++)
      for (guint i = 0; i < counts[subject][category]; i++)
        ratings[n++] = category;
  for (guint rater = 0; rater < 6; rater++)
    ratings[n++] = rater == 3 ? -1 : 2;
  cal_fleiss (ratings, 31, 6, 5, category_kappa, &fleiss);
  g_assert_cmpuint (fleiss.n_used, ==, 30);
  close_to (fleiss.p_bar, .5556, 5e-5);
  close_to (fleiss.pe, .2199, 5e-5);
  close_to (fleiss.kappa, .430, 5e-4);
  close_to (fleiss.z, 17.65, 5e-3);
  for (guint j = 0; j < 5; j++)
    close_to (category_kappa[j], categories[j], 5e-4);
}

/* With two categories each one's κ is the κ of both, and the standard error of
 * 1979 is √(2/(N m (m − 1))). */
static void
test_two_categories (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (37);

  for (guint round = 0; round < 200; round++)
    {
      int ratings[15 * 4];
      double category_kappa[2];
      CalFleiss fleiss;

      for (guint i = 0; i < 60; i++)
        ratings[i] = g_rand_int_range (random, 0, 2);
      cal_fleiss (ratings, 15, 4, 2, category_kappa, &fleiss);
      close_to (category_kappa[0], fleiss.kappa, 1e-12);
      close_to (category_kappa[1], fleiss.kappa, 1e-12);
      close_to (fleiss.se_null, sqrt (2.0 / (15 * 4 * 3)), 1e-12);
    }
}

static void
test_edges (void)
{
  const int same[] = { 1, 1, 1, 1, 1, 1 }, split[] = { 0, 0, 2, 2 };
  double category_kappa[3];
  CalFleiss fleiss;

  cal_fleiss (same, 3, 2, 3, category_kappa, &fleiss);
  g_assert_cmpint (fleiss.reason, ==, CAL_STATS_CHANCE_AGREES);
  close_to (fleiss.pe, 1, 0);
  g_assert_true (isnan (fleiss.kappa) && isnan (fleiss.z) && isnan (category_kappa[1]));
  cal_fleiss (split, 2, 2, 3, category_kappa, &fleiss);
  close_to (fleiss.kappa, 1, 1e-12);
  g_assert_true (isnan (category_kappa[1]));
  close_to (category_kappa[2], 1, 1e-12);
  cal_fleiss (same, 6, 1, 3, category_kappa, &fleiss);
  g_assert_cmpint (fleiss.reason, ==, CAL_STATS_ONE_RATER);
  cal_fleiss (same, 0, 3, 3, category_kappa, &fleiss);
  g_assert_cmpint (fleiss.reason, ==, CAL_STATS_NO_COMPLETE_SUBJECTS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/fleiss/published", test_published);
  g_test_add_func ("/stats/fleiss/two-categories", test_two_categories);
  g_test_add_func ("/stats/fleiss/edges", test_edges);
  return g_test_run ();
}
