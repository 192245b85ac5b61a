/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-halo.h"

#include <math.h>

#include "stats/cal-tail.h"

/* What rounding leaves of nought, beside the squares it was taken from. */
#define NOUGHT 1e-24

/**
 * cal_halo:
 * @performance: (array length=n): ratings; %NAN where one is missing
 * @potential: (array length=n): the same subjects' ratings on the other axis
 * @n: how many subjects
 * @halo: (out caller-allocates): the result
 *
 * Does a rater's view of the one colour the other? Pearson's product-moment
 * correlation (Pearson 1895) with Fisher's interval tanh(atanh r ± z/√(n − 3))
 * (Fisher 1921, Metron 1). A perfect correlation has an interval of one point.
 */
void
cal_halo (const double *performance, const double *potential, gsize n, CalHalo *halo)
{
  double mean_x = 0, mean_y = 0, sum_x = 0, sum_y = 0;
  double square_x = 0, square_y = 0, product = 0, pairs;

  *halo = (CalHalo){ .r = NAN, .low = NAN, .high = NAN };
  for (gsize i = 0; i < n; i++)
    if (!isnan (performance[i]) && !isnan (potential[i]))
      {
        halo->n++;
        mean_x += performance[i];
        mean_y += potential[i];
      }
  if (halo->n < 3)
    {
      halo->reason = CAL_STATS_TOO_FEW_PAIRS;
      return;
    }
  pairs = (double) halo->n;
  mean_x /= pairs;
  mean_y /= pairs;
  for (gsize i = 0; i < n; i++)
    if (!isnan (performance[i]) && !isnan (potential[i]))
      {
        double x = performance[i] - mean_x, y = potential[i] - mean_y;

        sum_x += performance[i] * performance[i];
        sum_y += potential[i] * potential[i];
        square_x += x * x;
        square_y += y * y;
        product += x * y;
      }
  if (square_x <= NOUGHT * sum_x || square_y <= NOUGHT * sum_y)
    {
      halo->reason = CAL_STATS_NO_VARIATION;
      return;
    }

  halo->r = CLAMP (product / sqrt (square_x * square_y), -1, 1);
  if (1 - fabs (halo->r) < 1e-13)
    halo->r = copysign (1, halo->r);
  if (halo->n > 3)
    {
      double half = cal_tail_normal_quantile (0.975) / sqrt (pairs - 3);
      double z = atanh (halo->r);

      halo->low = tanh (z - half);
      halo->high = tanh (z + half);
    }
}
