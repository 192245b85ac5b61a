/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-krippendorff.h"

#include <math.h>

typedef struct
{
  gsize subject;
  double value;
  double rank;    /* how many pairable ratings are lower, equal ones by half */
  gsize category; /* which different value this is */
} Rating;

static int
by_value (const void *a, const void *b)
{
  const Rating *left = a, *right = b;

  return (left->value > right->value) - (left->value < right->value);
}

static int
by_subject (const void *a, const void *b)
{
  const Rating *left = a, *right = b;

  return (left->subject > right->subject) - (left->subject < right->subject);
}

/* The sum of squared distances over all ordered pairs of @n numbers with these
 * sums: 2 (n Σx² − (Σx)²). */
static double
spread (double n, double sum, double squares)
{
  return 2 * (n * squares - sum * sum);
}

/* Ranks the ratings and tells the different values apart; returns over how
 * many ordered pairs the values differ. */
static double
rank (Rating *ratings, gsize n)
{
  double pairs = (double) n * (double) n;
  gsize category = 0;

  qsort (ratings, n, sizeof *ratings, by_value);
  for (gsize first = 0, after; first < n; first = after, category++)
    {
      for (after = first; after < n && ratings[after].value == ratings[first].value; after++)
        ;
      for (gsize i = first; i < after; i++)
        {
          ratings[i].rank = (double) first + (double) (after - first) / 2;
          ratings[i].category = category;
        }
      pairs -= (double) (after - first) * (double) (after - first);
    }
  return pairs;
}

/**
 * cal_krippendorff:
 * @ratings: (array): @n_raters × @n_subjects ratings, a rater's side by side,
 *   %NAN where one is missing
 * @n_raters: how many raters
 * @n_subjects: how many subjects
 * @krippendorff: (out caller-allocates): the result
 *
 * Agreement of any number of raters who need not all have rated everybody:
 * Krippendorff's α = 1 − D_o/D_e over the matrix of coincidences, with the
 * nominal, ordinal and interval metric (Krippendorff 2011, Computing
 * Krippendorff's Alpha-Reliability, parts C and D).
 *
 * The matrix itself is never laid out. Its ordinal metric, the sum of the
 * ratings between two values with both ends by half, is the distance of the
 * two values' mid-ranks; so ordinal α is interval α of ranks, and sums of
 * squares say the rest, however many different values there are.
 */
void
cal_krippendorff (const double *ratings,
                  gsize n_raters,
                  gsize n_subjects,
                  CalKrippendorff *krippendorff)
{
  g_autofree Rating *pairable = g_new (Rating, n_raters * n_subjects + 1);
  double differing, middle, n;
  double sum = 0, squares = 0, rank_sum = 0, rank_squares = 0;
  double within_nominal = 0, within_interval = 0, within_ordinal = 0;
  gsize used = 0;

  *krippendorff = (CalKrippendorff){ .nominal = NAN, .ordinal = NAN, .interval = NAN };
  for (gsize subject = 0; subject < n_subjects; subject++)
    {
      gsize before = used;

      for (gsize rater = 0; rater < n_raters; rater++)
        if (!isnan (ratings[rater * n_subjects + subject]))
          pairable[used++] =
              (Rating){ .subject = subject, .value = ratings[rater * n_subjects + subject] };
      if (used - before < 2)
        used = before;
    }
  krippendorff->n_pairable = used;
  if (used == 0)
    {
      krippendorff->reason = CAL_STATS_NO_OVERLAP;
      return;
    }
  n = (double) used;
  differing = rank (pairable, used);
  if (differing == 0)
    {
      krippendorff->reason = CAL_STATS_ALL_THE_SAME;
      return;
    }

  /* About the median, so that large ratings close together lose no digits. */
  middle = pairable[used / 2].value;
  qsort (pairable, used, sizeof *pairable, by_subject);
  for (gsize first = 0, after; first < used; first = after)
    {
      double m, own_sum = 0, own_squares = 0, own_rank_sum = 0, own_rank_squares = 0, unlike = 0;

      for (after = first; after < used && pairable[after].subject == pairable[first].subject;
           after++)
        {
          double value = pairable[after].value - middle, place = pairable[after].rank - n / 2;

          own_sum += value;
          own_squares += value * value;
          own_rank_sum += place;
          own_rank_squares += place * place;
          for (gsize other = first; other < after; other++)
            unlike += pairable[other].category != pairable[after].category ? 2 : 0;
        }
      m = (double) (after - first);
      within_nominal += unlike / (m - 1);
      within_interval += spread (m, own_sum, own_squares) / (m - 1);
      within_ordinal += spread (m, own_rank_sum, own_rank_squares) / (m - 1);
      sum += own_sum;
      squares += own_squares;
      rank_sum += own_rank_sum;
      rank_squares += own_rank_squares;
    }
  krippendorff->nominal = 1 - (n - 1) * within_nominal / differing;
  krippendorff->interval = 1 - (n - 1) * within_interval / spread (n, sum, squares);
  krippendorff->ordinal = 1 - (n - 1) * within_ordinal / spread (n, rank_sum, rank_squares);
}
