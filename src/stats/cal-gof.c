/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-gof.h"

#include <math.h>

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "stats/cal-tail.h"

/* Tables that tie with the observed one differ from it in the last digits. */
#define TIE 1e-7
#define SEED 1469598103u

/* Enumerating goes one call deeper for each level. */
#define MAX_LEVELS 1000

/* Everything that a table is judged by is a sum over the levels of something
 * that depends on the level and its count only. */
typedef struct
{
  guint n_levels;
  guint64 n;
  double *expected;
  double *log_weight;    /* of each level */
  double *log_factorial; /* of each count from 0 to n, or %NULL */
  double log_p;          /* of the observed table, as are the next two */
  double half_g;
  double chisq; /* ΣO²/E, which is X² + n and asks nothing of empty levels */
  double p_prob;
  double p_llr;
  double p_chisq;
} Exact;

static double
half_g_term (guint64 count, double expected)
{
  return count > 0 ? (double) count * log ((double) count / expected) : 0;
}

static double
chisq_term (guint64 count, double expected)
{
  return (double) count * (double) count / expected;
}

static double
log_factorial (const Exact *exact, guint64 count)
{
  return exact->log_factorial != NULL ? exact->log_factorial[count] : lgamma ((double) count + 1);
}

static double
log_p_term (const Exact *exact, guint level, guint64 count)
{
  return (double) count * exact->log_weight[level] - log_factorial (exact, count);
}

/* Adds a table's weight to each of the three p-values that it belongs to. */
static void
judge (Exact *exact, double log_p, double half_g, double chisq, double weight)
{
  if (log_p <= exact->log_p + TIE)
    exact->p_prob += weight;
  if (half_g >= exact->half_g - TIE * (1e-3 + fabs (exact->half_g)))
    exact->p_llr += weight;
  if (chisq - exact->chisq >= -TIE * (1e-3 + fabs (exact->chisq - (double) exact->n)))
    exact->p_chisq += weight;
}

static void
enumerate (Exact *exact, guint level, guint64 left, double log_p, double half_g, double chisq)
{
  if (left == 0)
    {
      judge (exact, log_p, half_g, chisq, exp (log_p));
      return;
    }
  for (guint64 count = level + 1 == exact->n_levels ? left : 0; count <= left; count++)
    enumerate (exact, level + 1, left - count, log_p + log_p_term (exact, level, count),
               half_g + half_g_term (count, exact->expected[level]),
               chisq + chisq_term (count, exact->expected[level]));
}

/* Draws multinomial tables; p = (1 + hits) / (1 + draws), which a test of
 * level α may use as it stands (Davison & Hinkley 1997, §4.2). */
static void
simulate (Exact *exact, const double *weights, guint n_draws)
{
  gsl_rng *random = gsl_rng_alloc (gsl_rng_mt19937);
  g_autofree guint *table = g_new (guint, exact->n_levels);
  double share = 1.0 / ((double) n_draws + 1);

  gsl_rng_set (random, SEED);
  judge (exact, exact->log_p, exact->half_g, exact->chisq, share);
  for (guint draw = 0; draw < n_draws; draw++)
    {
      double log_p = log_factorial (exact, exact->n), half_g = 0, chisq = 0;

      gsl_ran_multinomial (random, exact->n_levels, (guint) exact->n, weights, table);
      for (guint level = 0; level < exact->n_levels; level++)
        {
          log_p += log_p_term (exact, level, table[level]);
          half_g += half_g_term (table[level], exact->expected[level]);
          chisq += chisq_term (table[level], exact->expected[level]);
        }
      judge (exact, log_p, half_g, chisq, share);
    }
  gsl_rng_free (random);
}

/* The ways to spread n subjects over the levels: (n + levels - 1 over levels -
 * 1). A product that stays whole at each step; exact while below 2^53. */
static double
count_tables (guint64 n, guint n_levels)
{
  double tables = 1;

  for (guint level = 1; level < n_levels; level++)
    tables = tables * (double) (n + level) / level;
  return tables < 9e15 ? round (tables) : tables;
}

static void
test_exactly (CalGof *gof,
              const guint64 *observed,
              const double *weights,
              guint n_levels,
              guint n_draws)
{
  g_autofree double *expected = g_new (double, n_levels);
  g_autofree double *log_weight = g_new (double, n_levels);
  g_autofree double *log_factorials = NULL;
  Exact exact = {
    .n_levels = n_levels,
    .n = gof->n,
    .expected = expected,
    .log_weight = log_weight,
  };
  double total = 0;

  /* Enumerating asks for each of them often, and for no more than there are
   * tables; a single level is sure of its count. */
  if (!gof->simulated && n_levels > 1)
    {
      exact.log_factorial = log_factorials = g_new (double, gof->n + 1);
      for (guint64 i = 0; i <= gof->n; i++)
        log_factorials[i] = lgamma ((double) i + 1);
    }
  for (guint level = 0; level < n_levels; level++)
    total += weights[level];
  exact.log_p = log_factorial (&exact, gof->n);
  for (guint level = 0; level < n_levels; level++)
    {
      expected[level] = (double) gof->n * weights[level] / total;
      log_weight[level] = log (weights[level] / total);
      exact.log_p += log_p_term (&exact, level, observed[level]);
      exact.half_g += half_g_term (observed[level], expected[level]);
      exact.chisq += chisq_term (observed[level], expected[level]);
    }
  if (gof->simulated)
    simulate (&exact, weights, n_draws);
  else
    enumerate (&exact, 0, gof->n, log_factorial (&exact, gof->n), 0, 0);
  gof->p_exact_prob = MIN (exact.p_prob, 1);
  gof->p_exact_llr = MIN (exact.p_llr, 1);
  gof->p_exact_chisq = MIN (exact.p_chisq, 1);
}

/**
 * cal_gof:
 * @observed: (array length=n_levels): subjects at each level
 * @weights: (array length=n_levels): the guideline, in any unit; none negative
 * @n_levels: how many levels
 * @max_tables: how many tables may be enumerated, usually %CAL_GOF_MAX_TABLES
 * @n_draws: how many tables are drawn where that is too few, usually
 *   %CAL_GOF_DRAWS; 0 leaves the exact p-values undefined there
 * @expected: (out caller-allocates) (array length=n_levels) (nullable): the
 *   expected counts
 * @gof: (out caller-allocates): the result
 *
 * Does the distribution follow the guideline? Pearson's X² = Σ(O−E)²/E
 * (Pearson 1900), G = 2ΣO ln(O/E) (Wilks 1938; Sokal & Rohlf 1995, §17.2), both
 * against χ²; and the exact multinomial test, p being the probability of all
 * tables at least as extreme as the observed one in each of three orderings:
 * by probability, by G, by X² (Read & Cressie 1988, §A.2). Tables within a
 * relative 1e-7 are ties. A level of weight 0 and count 0 drops out; a count
 * at weight 0 is impossible: both statistics are infinite and p is 0.
 *
 * The drawn tables repeat from run to run.
 */
void
cal_gof (const guint64 *observed,
         const double *weights,
         guint n_levels,
         double max_tables,
         guint n_draws,
         double *expected,
         CalGof *gof)
{
  g_autofree guint64 *kept_counts = g_new (guint64, n_levels + 1);
  g_autofree double *kept_weights = g_new (double, n_levels + 1);
  double total = 0;
  guint n_kept = 0;
  gboolean impossible = FALSE;

  *gof = (CalGof){
    .df = -1,
    .chisq = NAN,
    .p_chisq = NAN,
    .g = NAN,
    .p_g = NAN,
    .min_expected = NAN,
    .tables = NAN,
    .p_exact_prob = NAN,
    .p_exact_llr = NAN,
    .p_exact_chisq = NAN,
  };
  for (guint level = 0; level < n_levels; level++)
    {
      gof->n += observed[level];
      total += weights[level];
      if (weights[level] > 0)
        {
          kept_counts[n_kept] = observed[level];
          kept_weights[n_kept++] = weights[level];
        }
      else if (observed[level] > 0)
        impossible = TRUE;
    }
  gof->df = (int) n_kept - 1;
  for (guint level = 0; level < n_levels; level++)
    {
      double count = total > 0 ? (double) gof->n * weights[level] / total : NAN;

      if (expected != NULL)
        expected[level] = count;
      if (total > 0 && (weights[level] > 0 || observed[level] > 0))
        gof->min_expected = fmin (gof->min_expected, count);
    }
  if (n_kept == 0)
    {
      gof->reason = CAL_STATS_NO_GUIDELINE;
      return;
    }
  gof->small_expected = gof->min_expected < 5;
  gof->tables = count_tables (gof->n, n_kept);
  if (gof->n == 0)
    {
      gof->reason = CAL_STATS_NO_SUBJECTS;
      return;
    }
  if (impossible)
    {
      gof->reason = CAL_STATS_IMPOSSIBLE;
      gof->chisq = gof->g = INFINITY;
      gof->p_chisq = gof->p_g = 0;
      gof->p_exact_prob = gof->p_exact_llr = gof->p_exact_chisq = 0;
      return;
    }

  gof->chisq = gof->g = 0;
  for (guint level = 0; level < n_kept; level++)
    {
      double count = (double) gof->n * kept_weights[level] / total;

      double off = (double) kept_counts[level] - count;

      gof->chisq += off * off / count;
      gof->g += 2 * half_g_term (kept_counts[level], count);
    }
  gof->g = MAX (gof->g, 0);
  gof->p_chisq = cal_tail_chi_squared (gof->chisq, gof->df);
  gof->p_g = cal_tail_chi_squared (gof->g, gof->df);
  gof->simulated = gof->tables > max_tables || n_kept > MAX_LEVELS;
  if (!gof->simulated || n_draws > 0)
    test_exactly (gof, kept_counts, kept_weights, n_kept, n_draws);
}
