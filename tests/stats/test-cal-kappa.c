/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-kappa.h"

#include "cal-test-close.h"

/* Two raters' positions from their cross-table. */
static gsize
lay_out (const guint *table, guint k, int *rater1, int *rater2)
{
  gsize n = 0;

  for (guint i = 0; i < k; i++)
    for (guint j = 0; j < k; j++)
      for (guint count = 0; count < table[i * k + j]; count++)
        {
          rater1[n] = (int) i;
          rater2[n++] = (int) j;
        }
  return n;
}

static void
test_four_tenths (void)
{
  const guint table[] = { 20, 5, 10, 15 };
  int rater1[50], rater2[50];
  CalKappa kappa;

  cal_kappa (rater1, rater2, lay_out (table, 2, rater1, rater2), 2, &kappa);
  g_assert_cmpuint (kappa.n_used, ==, 50);
  close_to (kappa.po, .7, 1e-12);
  close_to (kappa.pe, .5, 1e-12);
  close_to (kappa.unweighted.kappa, .4, 1e-12);
  close_to (kappa.linear.kappa, .4, 1e-12);
  close_to (kappa.quadratic.kappa, .4, 1e-12);
  close_to (kappa.quadratic.ase, kappa.unweighted.ase, 1e-12);
}

/* Fleiss, Cohen & Everitt 1969, table 1: 200 patients, three diagnoses; .429
 * with standard error .054. Their weighted example has weights of its own, so
 * the linear one is reckoned below by hand from the definition. */
static void
test_published (void)
{
  const guint table[] = { 106, 10, 4, 22, 28, 10, 2, 12, 6 };
  int rater1[200], rater2[200];
  CalKappa kappa;

  cal_kappa (rater1, rater2, lay_out (table, 3, rater1, rater2), 3, &kappa);
  g_assert_cmpuint (kappa.n_used, ==, 200);
  close_to (kappa.unweighted.kappa, .429, 5e-4);
  close_to (kappa.unweighted.ase, .054, 5e-4);
  /* On the diagonal 140, beside it 54; expected from the margins 120 60 20
   * and 130 50 20. */
  close_to (kappa.linear.kappa,
            ((140 + 54 / 2.0) / 200 - (19000 + 16000 / 2.0) / 40000)
                / (1 - (19000 + 16000 / 2.0) / 40000),
            1e-12);
}

/* Hout, Duncan & Sobel 1987, 91 couples, as in R's vcd: .1293 with .0686, and
 * with linear weights .2374 with .0783. */
static void
test_couples (void)
{
  const guint table[] = { 7, 7, 2, 3, 2, 8, 3, 7, 1, 5, 4, 9, 2, 8, 9, 14 };
  int rater1[91], rater2[91];
  CalKappa kappa;

  cal_kappa (rater1, rater2, lay_out (table, 4, rater1, rater2), 4, &kappa);
  close_to (kappa.unweighted.kappa, .1293, 5e-5);
  close_to (kappa.unweighted.ase, .0686, 5e-5);
  close_to (kappa.linear.kappa, .2374, 5e-5);
  close_to (kappa.linear.ase, .0783, 5e-5);
}

/* The unweighted standard error in the form of eq. 9 of 1969, which reads
 * quite unlike the weighted one. */
static double
ase_by_hand (const guint *table, guint k, double n, double kappa, double pe)
{
  double first = 0, second = 0;

  for (guint i = 0; i < k; i++)
    for (guint j = 0; j < k; j++)
      {
        double row = 0, column = 0, p = table[i * k + j] / n;

        for (guint l = 0; l < k; l++)
          {
            row += table[j * k + l] / n;
            column += table[l * k + i] / n;
          }
        if (i == j)
          first += p * pow (1 - (row + column) * (1 - kappa), 2);
        else
          second += p * (row + column) * (row + column);
      }
  return sqrt (first + (1 - kappa) * (1 - kappa) * second - pow (kappa - pe * (1 - kappa), 2))
         / ((1 - pe) * sqrt (n));
}

/* κ does not care which rater is first, nor which end of the scale is up; all
 * three agree on two categories; and unweighted κ not even about the order. */
static void
test_invariance (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (29);

  for (guint round = 0; round < 300; round++)
    {
      guint table[16], turned[16], flipped[16], mixed[16];
      const guint mix[] = { 2, 0, 3, 1 };
      int rater1[400], rater2[400];
      CalKappa kappa, other;
      gsize n;

      for (guint i = 0; i < 4; i++)
        for (guint j = 0; j < 4; j++)
          {
            guint count = (guint) g_rand_int_range (random, 1, 12);

            table[i * 4 + j] = count;
            turned[j * 4 + i] = count;
            flipped[(3 - i) * 4 + 3 - j] = count;
            mixed[mix[i] * 4 + mix[j]] = count;
          }
      n = lay_out (table, 4, rater1, rater2);
      cal_kappa (rater1, rater2, n, 4, &kappa);
      close_to (kappa.unweighted.ase,
                ase_by_hand (table, 4, (double) n, kappa.unweighted.kappa, kappa.pe), 1e-12);
      cal_kappa (rater2, rater1, n, 4, &other);
      close_to (other.linear.kappa, kappa.linear.kappa, 1e-12);
      close_to (other.linear.ase, kappa.linear.ase, 1e-12);
      lay_out (turned, 4, rater1, rater2);
      cal_kappa (rater1, rater2, n, 4, &other);
      close_to (other.quadratic.ase, kappa.quadratic.ase, 1e-12);
      lay_out (flipped, 4, rater1, rater2);
      cal_kappa (rater1, rater2, n, 4, &other);
      close_to (other.quadratic.kappa, kappa.quadratic.kappa, 1e-12);
      close_to (other.linear.ase, kappa.linear.ase, 1e-12);
      lay_out (mixed, 4, rater1, rater2);
      cal_kappa (rater1, rater2, n, 4, &other);
      close_to (other.unweighted.kappa, kappa.unweighted.kappa, 1e-12);
      close_to (other.unweighted.ase, kappa.unweighted.ase, 1e-12);
    }
}

/* An unused category changes the distances of the declared scale only where it
 * lies; missing ratings drop the pair. */
static void
test_declared_scale (void)
{
  const int rater1[] = { 0, 1, 2, -1, 0, 2, 1 }, rater2[] = { 0, 1, 1, 2, -1, 2, 0 };
  CalKappa three, four;

  cal_kappa (rater1, rater2, 7, 3, &three);
  cal_kappa (rater1, rater2, 7, 4, &four);
  g_assert_cmpuint (three.n_used, ==, 5);
  close_to (four.unweighted.kappa, three.unweighted.kappa, 1e-12);
  close_to (four.linear.kappa, three.linear.kappa, 1e-12);
  close_to (four.linear.ase, three.linear.ase, 1e-12);
}

static void
test_undefined (void)
{
  const int same[] = { 1, 1, 1 }, other[] = { 0, 0, 0 }, none[] = { -1, 1, -1 };
  CalKappa kappa;

  cal_kappa (same, same, 3, 3, &kappa);
  g_assert_cmpint (kappa.reason, ==, CAL_STATS_CHANCE_AGREES);
  close_to (kappa.pe, 1, 0);
  g_assert_true (isnan (kappa.unweighted.kappa) && isnan (kappa.quadratic.ase));
  cal_kappa (same, other, 3, 3, &kappa);
  g_assert_cmpint (kappa.reason, ==, CAL_STATS_DEFINED);
  close_to (kappa.unweighted.kappa, 0, 0);
  cal_kappa (same, none, 3, 3, &kappa);
  g_assert_cmpint (kappa.reason, ==, CAL_STATS_TOO_FEW_PAIRS);
  g_assert_cmpuint (kappa.n_used, ==, 1);
  g_assert_true (isnan (kappa.po));
}

static void
test_many (void)
{
  g_autofree int *rater1 = g_new (int, 100000);
  g_autofree int *rater2 = g_new (int, 100000);
  CalKappa kappa;

  for (guint i = 0; i < 100000; i++)
    {
      rater1[i] = (int) (i % 5);
      rater2[i] = (int) (i % 5 + (i % 10 == 4)) % 5;
    }
  cal_kappa (rater1, rater2, 100000, 5, &kappa);
  close_to (kappa.po, .9, 1e-9);
  close_to (kappa.pe, .2, 1e-9);
  close_to (kappa.unweighted.kappa, .875, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/kappa/four-tenths", test_four_tenths);
  g_test_add_func ("/stats/kappa/published", test_published);
  g_test_add_func ("/stats/kappa/couples", test_couples);
  g_test_add_func ("/stats/kappa/invariance", test_invariance);
  g_test_add_func ("/stats/kappa/declared-scale", test_declared_scale);
  g_test_add_func ("/stats/kappa/undefined", test_undefined);
  g_test_add_func ("/stats/kappa/many", test_many);
  return g_test_run ();
}
