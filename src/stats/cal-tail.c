/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-tail.h"

#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_roots.h>

/* Tables as likely as the observed one count as ties although their floating
 * probabilities differ in the last digits. */
#define TIE 1e-7

/* Where exp() leaves the doubles, and how long a root is sought. */
#define LARGEST_LOG 709.0
#define MAX_STEPS 300

/* GSL ends the program where a tail underflows to nought unless it is told
 * not to; nought is what we want there. */
static void
quieten_gsl (void)
{
  static gsize quiet;

  if (g_once_init_enter (&quiet))
    {
      gsl_set_error_handler_off ();
      g_once_init_leave (&quiet, 1);
    }
}

/**
 * cal_tail_chi_squared:
 * @statistic: a statistic of at least 0, or infinity
 * @df: its degrees of freedom
 *
 * The upper tail of the χ² distribution. With no degree of freedom the
 * distribution is the point 0, so that a statistic of 0 has p = 1.
 *
 * Returns: the probability of at least @statistic
 */
double
cal_tail_chi_squared (double statistic, double df)
{
  quieten_gsl ();
  if (isnan (statistic))
    return NAN;
  if (statistic <= 0)
    return 1;
  if (df <= 0 || isinf (statistic))
    return 0;
  return gsl_cdf_chisq_Q (statistic, df);
}

/**
 * cal_tail_normal_two_sided:
 * @z: a standard normal statistic, or %NAN
 *
 * Returns: the probability of being at least as far from 0 as @z
 */
double
cal_tail_normal_two_sided (double z)
{
  quieten_gsl ();
  return isnan (z) ? NAN : MIN (1, 2 * gsl_cdf_ugaussian_Q (fabs (z)));
}

/**
 * cal_tail_sign_test:
 * @a: how many went one way
 * @b: how many went the other way
 *
 * The exact two-sided sign test, which is also McNemar's exact test of the two
 * discordant counts of a 2 × 2 table: twice the smaller binomial tail at ½, at
 * most 1 (McNemar 1947, Psychometrika 12; Conover 1999, §3.4 and §3.5).
 *
 * Returns: p, 1 where both counts are 0
 */
double
cal_tail_sign_test (guint64 a, guint64 b)
{
  double tail, between = 0;

  g_return_val_if_fail (a + b <= G_MAXUINT, NAN);

  quieten_gsl ();
  if (a == b)
    return 1;
  tail = gsl_cdf_binomial_P ((guint) MIN (a, b), 0.5, (guint) (a + b));
  if (!isnan (tail))
    return MIN (1, 2 * tail);

  /* Of some millions GSL knows no tail that is nearly half: what is between
   * the tails is a few thousand counts then. */
  for (guint64 count = MIN (a, b) + 1; count < MAX (a, b); count++)
    between += gsl_ran_binomial_pdf ((guint) count, 0.5, (guint) (a + b));
  return CLAMP (1 - between, 0, 1);
}

/**
 * cal_tail_fisher:
 * @a: selected in one group
 * @b: not selected in that group
 * @c: selected in the other group
 * @d: not selected in the other group
 *
 * Fisher's exact test, two-sided: the sum over all tables of the same margins
 * that are at most as probable as the observed one, tables within a relative
 * 1e-7 counting as ties (Fisher 1935; Agresti 2013, §3.5.1). The
 * hypergeometric distribution has one mode, so these tables are two tails: the
 * observed table ends one, the other is found by bisection.
 *
 * Returns: p, 1 where a margin is 0
 */
double
cal_tail_fisher (guint64 a, guint64 b, guint64 c, guint64 d)
{
  guint selected, unselected, drawn, lowest, highest, mode, low, high;
  double limit, below = 0, above = 0;

  g_return_val_if_fail (a + b + c + d <= G_MAXUINT, NAN);

  quieten_gsl ();
  selected = (guint) (a + c);
  unselected = (guint) (b + d);
  drawn = (guint) (a + b);
  lowest = drawn > unselected ? drawn - unselected : 0;
  highest = MIN (drawn, selected);
  mode = (guint) (((double) drawn + 1) * ((double) selected + 1)
                  / ((double) selected + unselected + 2));
  mode = CLAMP (mode, lowest, highest);
  limit = gsl_ran_hypergeometric_pdf ((guint) a, selected, unselected, drawn) * (1 + TIE);

  /* The largest count of the lower tail, and the smallest of the upper. */
  if (gsl_ran_hypergeometric_pdf (mode, selected, unselected, drawn) <= limit)
    return 1;
  low = lowest;
  high = mode;
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (gsl_ran_hypergeometric_pdf (middle, selected, unselected, drawn) <= limit)
        low = middle;
      else
        high = middle;
    }
  if (low < mode && gsl_ran_hypergeometric_pdf (low, selected, unselected, drawn) <= limit)
    below = gsl_cdf_hypergeometric_P (low, selected, unselected, drawn);
  low = mode;
  high = highest;
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (gsl_ran_hypergeometric_pdf (middle, selected, unselected, drawn) <= limit)
        high = middle;
      else
        low = middle;
    }
  if (high > mode && gsl_ran_hypergeometric_pdf (high, selected, unselected, drawn) <= limit)
    above = gsl_cdf_hypergeometric_Q (high - 1, selected, unselected, drawn);
  return MIN (1, below + above);
}

/**
 * cal_tail_normal_quantile:
 * @p: a probability inside (0, 1)
 *
 * Returns: the standard normal value below which @p lies
 */
double
cal_tail_normal_quantile (double p)
{
  quieten_gsl ();
  return gsl_cdf_ugaussian_Pinv (p);
}

typedef struct
{
  double p;
  double df1;
  double df2;
} FQuantile;

static double
f_excess (double log_x, void *data)
{
  const FQuantile *wanted = data;

  return gsl_cdf_fdist_P (exp (log_x), wanted->df1, wanted->df2) - wanted->p;
}

/**
 * cal_tail_f_quantile:
 * @p: a probability inside (0, 1)
 * @df1: degrees of freedom of the numerator
 * @df2: degrees of freedom of the denominator
 *
 * The quantile is sought on the logarithmic scale between two values that
 * enclose it: GSL's own inverse gives up for many degrees of freedom, such as
 * 20 and 10,000.
 *
 * Returns: the value of the F distribution below which @p lies, %NAN where no
 *   double is large enough
 */
double
cal_tail_f_quantile (double p, double df1, double df2)
{
  FQuantile wanted = { p, df1, df2 };
  gsl_function excess = { f_excess, &wanted };
  gsl_root_fsolver *solver;
  double low = -1, high = 1, root;

  quieten_gsl ();
  while (low > -LARGEST_LOG && f_excess (low, &wanted) > 0)
    low *= 2;
  while (high < LARGEST_LOG && f_excess (high, &wanted) < 0)
    high *= 2;
  if (!(f_excess (low, &wanted) <= 0 && f_excess (high, &wanted) >= 0))
    return NAN;

  solver = gsl_root_fsolver_alloc (gsl_root_fsolver_brent);
  gsl_root_fsolver_set (solver, &excess, low, high);
  for (guint step = 0; step < MAX_STEPS; step++)
    if (gsl_root_fsolver_iterate (solver) != GSL_SUCCESS
        || gsl_root_test_interval (gsl_root_fsolver_x_lower (solver),
                                   gsl_root_fsolver_x_upper (solver), 1e-15, 1e-15)
               == GSL_SUCCESS)
      break;
  root = exp (gsl_root_fsolver_root (solver));
  gsl_root_fsolver_free (solver);
  return isfinite (root) ? root : NAN;
}
