/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-benjamini-hochberg.h"

#include <math.h>

/* A p that equals its limit as a decimal may differ from it by rounding. */
#define TIE 1e-14

typedef struct
{
  double p;
  gsize index;
} Ranked;

static int
by_p (const void *a, const void *b)
{
  const Ranked *left = a, *right = b;

  if (left->p != right->p)
    return left->p < right->p ? -1 : 1;
  return (left->index > right->index) - (left->index < right->index);
}

/**
 * cal_benjamini_hochberg:
 * @p: (array length=n): p-values; %NAN where one is missing, which is not counted
 * @n: how many
 * @q: the share of false discoveries that is accepted
 * @adjusted: (out caller-allocates) (array length=n): adjusted p-values, %NAN
 *   where @p is
 * @rejected: (out caller-allocates) (array length=n): whether each hypothesis is
 *   rejected
 * @result: (out caller-allocates): the counts
 *
 * Controls the false discovery rate over everything tested together: with k the
 * largest rank for which p_(k) ≤ k·q/m, the k smallest are rejected
 * (Benjamini & Hochberg 1995, JRSS B 57, §3.1, by step-up). The adjusted p is
 * min over j ≥ k of m·p_(j)/j, at most 1 (Yekutieli & Benjamini 1999).
 */
void
cal_benjamini_hochberg (const double *p,
                        gsize n,
                        double q,
                        double *adjusted,
                        gboolean *rejected,
                        CalBenjaminiHochberg *result)
{
  g_autofree Ranked *ranked = g_new (Ranked, n + 1);
  double least = 1;

  *result = (CalBenjaminiHochberg){ 0 };
  for (gsize i = 0; i < n; i++)
    {
      adjusted[i] = NAN;
      rejected[i] = FALSE;
      if (!isnan (p[i]))
        ranked[result->m++] = (Ranked){ p[i], i };
    }
  qsort (ranked, result->m, sizeof *ranked, by_p);
  for (gsize k = result->m; k > 0; k--)
    {
      double rank = (double) k, m = (double) result->m;

      least = MIN (least, ranked[k - 1].p * (m / rank));
      adjusted[ranked[k - 1].index] = least;
      if (result->n_rejected == 0 && ranked[k - 1].p * m <= rank * q * (1 + TIE))
        result->n_rejected = k;
    }
  for (gsize k = 0; k < result->n_rejected; k++)
    rejected[ranked[k].index] = TRUE;
}
