/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/cal-chart.h"

/* Fewer subjects than this make a rater visibly uncertain. */
#define CAL_FOREST_FEW 10

/**
 * CalForestRow:
 * @id: (nullable): the rater's employee id
 * @name: their name
 * @n: how many of their ratings it is from
 * @effect: the shrunken effect, in levels; %NAN for none
 * @low: lower end of its interval
 * @high: upper end
 * @raw: the raw mean's distance from the mean of raters
 * @stands_out: whether the interval leaves 0 out
 * @middle: the share of ratings in the middle level; %NAN for none
 * @halo: the correlation of performance and potential; %NAN for none
 * @earlier: (nullable) (array): the effect in each earlier cycle, %NAN for none
 *
 * One rater.
 */
typedef struct
{
  const char *id;
  const char *name;
  guint n;
  double effect;
  double low;
  double high;
  double raw;
  gboolean stands_out;
  double middle;
  double halo;
  const double *earlier;
} CalForestRow;

CalChart *cal_chart_new_forest (const char *title,
                                const CalForestRow *rows,
                                guint n_rows,
                                const char *const *cycles,
                                guint n_cycles);
double cal_chart_effect_step (double largest);
