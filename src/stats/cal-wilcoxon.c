/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-wilcoxon.h"

#include <math.h>

#include <gsl/gsl_randist.h>

/* Differences of decimals that are equal on paper differ by rounding. */
#define TIE 1e-9

/* How many steps an exact p may take. */
#define MAX_STEPS 1e9

typedef struct
{
  double size; /* of the change, without its sign */
  double rounding;
  gboolean up;
} Change;

/* Changes of one size share a mid-rank. Ranks are doubled to be whole. */
typedef struct
{
  gint64 rank;
  gsize n;
  double *p; /* that so many of them rise, from 0 to n */
} Group;

static int
by_size (const void *a, const void *b)
{
  const Change *left = a, *right = b;

  return (left->size > right->size) - (left->size < right->size);
}

static int
by_number (const void *a, const void *b)
{
  const Group *left = a, *right = b;

  return (left->n > right->n) - (left->n < right->n);
}

/* The sums of ranks that can be reached with each rank up or down, one rank
 * after the other; each sum holds its probability. */
static double
tail_by_sums (const Group *groups, guint n_groups, gint64 limit)
{
  g_autofree double *p = g_new0 (double, (gsize) limit + 1);
  double tail = 0;

  p[0] = 1;
  for (guint g = 0; g < n_groups; g++)
    for (gsize i = 0; i < groups[g].n; i++)
      for (gint64 sum = limit; sum >= 0; sum--)
        p[sum] = (p[sum] + (sum >= groups[g].rank ? p[sum - groups[g].rank] : 0)) / 2;
  for (gint64 sum = 0; sum <= limit; sum++)
    tail += p[sum];
  return tail;
}

/* All ways to say how many of each group rise; the last group is a tail. */
static double
tail_by_groups (const Group *groups, guint n_groups, gint64 limit)
{
  double tail = 0;

  if (n_groups == 1)
    return groups[0].p[MIN ((gsize) (limit / groups[0].rank), groups[0].n)];
  for (gsize rise = 0; rise <= groups[0].n && (gint64) rise * groups[0].rank <= limit; rise++)
    tail += groups[0].p[rise]
            * tail_by_groups (groups + 1, n_groups - 1, limit - (gint64) rise * groups[0].rank);
  return tail;
}

static double
take_tail (Group *groups, guint n_groups, gint64 limit)
{
  double sums = 0, ways = 1, tail;

  qsort (groups, n_groups, sizeof *groups, by_number);
  for (guint g = 0; g < n_groups; g++)
    {
      sums += (double) groups[g].n * ((double) limit + 1);
      if (g + 1 < n_groups)
        ways *= (double) groups[g].n + 1;
    }
  if (MIN (sums, ways) > MAX_STEPS)
    return NAN;
  if (sums <= ways)
    return tail_by_sums (groups, n_groups, limit);
  for (guint g = 0; g < n_groups; g++)
    {
      groups[g].p = g_new (double, groups[g].n + 1);
      for (gsize rise = 0; rise <= groups[g].n; rise++)
        {
          groups[g].p[rise] = gsl_ran_binomial_pdf ((guint) rise, 0.5, (guint) groups[g].n);
          if (g + 1 == n_groups && rise > 0)
            groups[g].p[rise] += groups[g].p[rise - 1];
        }
    }
  tail = tail_by_groups (groups, n_groups, limit);
  for (guint g = 0; g < n_groups; g++)
    g_free (groups[g].p);
  return tail;
}

/* Sorts the changes into groups of one size, and adds up the doubled ranks of
 * those who rose. */
static guint
rank (Change *changes, gsize n, Group *groups, gint64 *risen)
{
  guint n_groups = 0;

  *risen = 0;
  qsort (changes, n, sizeof *changes, by_size);
  for (gsize first = 0, after; first < n; first = after)
    {
      gint64 doubled;

      for (after = first + 1; after < n
                              && changes[after].size - changes[after - 1].size
                                     <= changes[after].rounding + changes[after - 1].rounding;
           after++)
        ;
      doubled = (gint64) (first + 1 + after);
      groups[n_groups++] = (Group){ .rank = doubled, .n = after - first };
      for (gsize i = first; i < after; i++)
        *risen += changes[i].up ? doubled : 0;
    }
  return n_groups;
}

/**
 * cal_wilcoxon:
 * @before: (array length=n): ratings, %NAN where one is missing
 * @after: (array length=n): the same subjects' ratings afterwards
 * @n: how many subjects
 * @wilcoxon: (out caller-allocates): the result
 *
 * Did ratings move one way? Wilcoxon's signed-rank test (Wilcoxon 1945,
 * Biometrics Bulletin 1; Hollander & Wolfe 1973, §3.1): unchanged subjects drop
 * out, equal changes share their mid-rank, and p is exact for the ranks as they
 * are: twice the smaller tail of the 2^n equally likely signs, at most 1. The
 * signs are counted by sums of ranks or by how many of each size of change
 * rise, whichever is less work; where both are too much p is left undefined.
 */
void
cal_wilcoxon (const double *before, const double *after, gsize n, CalWilcoxon *wilcoxon)
{
  g_autofree Change *changes = g_new (Change, n + 1);
  g_autofree Group *groups = NULL;
  gint64 risen, all, used;
  guint n_groups;

  *wilcoxon = (CalWilcoxon){ .v_plus = NAN, .p_exact = NAN };
  for (gsize i = 0; i < n; i++)
    if (!isnan (before[i]) && !isnan (after[i]))
      {
        double change = after[i] - before[i];

        wilcoxon->n_pairs++;
        if (change != 0)
          changes[wilcoxon->n_nonzero++] = (Change){
            .size = fabs (change),
            .rounding = TIE * (fabs (before[i]) + fabs (after[i])) / 2,
            .up = change > 0,
          };
      }
  if (wilcoxon->n_pairs == 0)
    {
      wilcoxon->reason = CAL_STATS_NOBODY_RATED_TWICE;
      return;
    }
  used = (gint64) wilcoxon->n_nonzero;
  groups = g_new0 (Group, wilcoxon->n_nonzero + 1);
  n_groups = rank (changes, wilcoxon->n_nonzero, groups, &risen);
  all = used * (used + 1);
  wilcoxon->v_plus = (double) risen / 2;
  if (used == 0)
    wilcoxon->p_exact = 1;
  else
    wilcoxon->p_exact = 2 * take_tail (groups, n_groups, MIN (risen, all - risen));
  if (wilcoxon->p_exact > 1)
    wilcoxon->p_exact = 1;
  if (isnan (wilcoxon->p_exact))
    wilcoxon->reason = CAL_STATS_TOO_MANY_RANKS;
}
