/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "stats/cal-stats-reason.h"

/**
 * CalSmd:
 * @reason: whether @d and @g have a value
 * @n_a: values in the first group
 * @n_b: values in the second group
 * @mean_a: mean of the first
 * @mean_b: mean of the second
 * @sd_pooled: pooled standard deviation
 * @d: (mean_a − mean_b)/sd_pooled
 * @g: @d with Hedges' correction for small samples
 */
typedef struct
{
  CalStatsReason reason;
  gsize n_a;
  gsize n_b;
  double mean_a;
  double mean_b;
  double sd_pooled;
  double d;
  double g;
} CalSmd;

void cal_smd (const double *a, gsize n_a, const double *b, gsize n_b, CalSmd *smd);
