/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-change.h"

#include <math.h>

#include <gsl/gsl_linalg.h>

#include "stats/cal-tail.h"

/* Singular values this small beside the largest are what rounding leaves of
 * nought. */
#define NOUGHT 1e-12

/* A square table, before down and after across. */
typedef struct
{
  const guint64 *counts;
  guint k;
} Table;

static double
cell (const Table *table, guint before, guint after)
{
  return (double) table->counts[(gsize) before * table->k + after];
}

static void
test_symmetry (const Table *table, CalChangeTest *test)
{
  *test = (CalChangeTest){ 0 };
  for (guint i = 0; i < table->k; i++)
    for (guint j = i + 1; j < table->k; j++)
      {
        double moved = cell (table, i, j) + cell (table, j, i);
        double off = cell (table, i, j) - cell (table, j, i);

        if (moved > 0)
          {
            test->statistic += off * off / moved;
            test->df++;
          }
      }
  test->p = cal_tail_chi_squared (test->statistic, test->df);
}

/* d'S⁺d is the sum of (v'd)²/s over the singular values s > 0 and their
 * vectors v, since S is symmetric. */
static void
test_margins (const Table *table, CalChangeTest *test)
{
  gsl_matrix *s = gsl_matrix_calloc (table->k, table->k);
  gsl_matrix *vectors = gsl_matrix_alloc (table->k, table->k);
  gsl_vector *values = gsl_vector_alloc (table->k);
  g_autofree double *d = g_new0 (double, table->k);

  *test = (CalChangeTest){ 0 };
  for (guint i = 0; i < table->k; i++)
    for (guint j = 0; j < table->k; j++)
      if (i != j)
        {
          double moved = cell (table, i, j) + cell (table, j, i);

          d[i] += cell (table, i, j) - cell (table, j, i);
          gsl_matrix_set (s, i, j, -moved);
          gsl_matrix_set (s, i, i, gsl_matrix_get (s, i, i) + moved);
        }
  gsl_linalg_SV_decomp_jacobi (s, vectors, values);
  for (guint l = 0; l < table->k; l++)
    {
      double value = gsl_vector_get (values, l), along = 0;

      if (!(value > NOUGHT * gsl_vector_get (values, 0)))
        continue;
      for (guint i = 0; i < table->k; i++)
        along += gsl_matrix_get (vectors, i, l) * d[i];
      test->statistic += along * along / value;
      test->df++;
    }
  test->p = cal_tail_chi_squared (test->statistic, test->df);
  gsl_matrix_free (s);
  gsl_matrix_free (vectors);
  gsl_vector_free (values);
}

/**
 * cal_change:
 * @before_by_after: (array): @n_levels × @n_levels counts of subjects, by the
 *   level before and, side by side, the level after; lowest level first
 * @n_levels: how many levels
 * @change: (out caller-allocates): the result
 *
 * What did calibration change? Bowker's test of symmetry Σ(n_ij − n_ji)²/(n_ij
 * + n_ji) over the pairs that are not empty (Bowker 1948, JASA 43); the
 * Stuart–Maxwell test of the margins d'S⁺d with d the differences of the
 * margins and S their covariance, its rank being the degrees of freedom (Stuart
 * 1955, Biometrika 42; Maxwell 1970, British Journal of Psychiatry 116): the
 * generalised inverse keeps a level whose margins are equal; the exact sign
 * test of up against down; for two levels McNemar's test, exact and as
 * (|b − c| − 1)²/(b + c) (Edwards 1948, Psychometrika 13), where the correction
 * does not carry the difference past 0.
 */
void
cal_change (const guint64 *before_by_after, guint n_levels, CalChange *change)
{
  static const CalChangeTest nothing = { NAN, -1, NAN };
  Table table = { before_by_after, n_levels };

  *change = (CalChange){
    .share_moved = NAN,
    .bowker = nothing,
    .all_pairs = n_levels > 0 ? n_levels * (n_levels - 1) / 2 : 0,
    .stuart_maxwell = nothing,
    .sign_p = NAN,
    .mcnemar_p = NAN,
    .mcnemar_cc = NAN,
  };
  for (guint i = 0; i < n_levels; i++)
    for (guint j = 0; j < n_levels; j++)
      {
        guint64 count = before_by_after[(gsize) i * n_levels + j];

        change->n += count;
        change->up += j > i ? count : 0;
        change->down += j < i ? count : 0;
      }
  change->moved = change->up + change->down;
  if (change->n == 0)
    {
      change->reason = CAL_STATS_NOBODY_RATED_TWICE;
      return;
    }
  change->share_moved = (double) change->moved / (double) change->n;
  change->sign_p = cal_tail_sign_test (change->up, change->down);
  test_symmetry (&table, &change->bowker);
  test_margins (&table, &change->stuart_maxwell);
  if (n_levels == 2)
    {
      double off = fabs ((double) change->up - (double) change->down);

      off = MAX (off - 1, 0);
      change->mcnemar_p = change->sign_p;
      change->mcnemar_cc = change->moved > 0 ? off * off / (double) change->moved : 0;
    }
}

/**
 * cal_change_at_cut:
 * @before_by_after: (array): as for cal_change()
 * @n_levels: how many levels
 * @cut: the lowest level that is above the cut, 1 to @n_levels − 1
 *
 * Whether as many rose above a cut as fell below it: McNemar's exact test.
 *
 * Returns: p, two-sided
 */
double
cal_change_at_cut (const guint64 *before_by_after, guint n_levels, guint cut)
{
  guint64 risen = 0, fallen = 0;

  for (guint i = 0; i < n_levels; i++)
    for (guint j = 0; j < n_levels; j++)
      {
        risen += i < cut && j >= cut ? before_by_after[(gsize) i * n_levels + j] : 0;
        fallen += i >= cut && j < cut ? before_by_after[(gsize) i * n_levels + j] : 0;
      }
  return cal_tail_sign_test (risen, fallen);
}
