/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "stats/cal-stats-reason.h"

/**
 * CalRaterEffect:
 * @n: how many ratings the rater gave
 * @mean: their mean
 * @sd: their standard deviation, %NAN under two ratings
 * @b: how far the rater's own mean is trusted, 0 to 1
 * @shrunken: the mean, drawn towards μ by 1 − @b
 * @deviation: @shrunken − μ; below 0 for a severe rater
 * @cond_sd: standard deviation of the effect, given μ and τ²
 * @low: @shrunken − 1.96 @cond_sd; the interval is a little narrow, since μ
 *   and τ² are estimates themselves
 * @high: @shrunken + 1.96 @cond_sd
 *
 * One rater's severity. What has no value is %NAN.
 */
typedef struct
{
  guint64 n;
  double mean;
  double sd;
  double b;
  double shrunken;
  double deviation;
  double cond_sd;
  double low;
  double high;
} CalRaterEffect;

/**
 * CalSeverity:
 * @reason: whether τ² and the effects have a value
 * @k: how many raters have ratings
 * @n: how many ratings there are
 * @grand_mean: the mean over subjects
 * @sd: the standard deviation over subjects
 * @msb: mean square between raters
 * @msw: mean square within raters
 * @n0: the effective number of ratings a rater
 * @tau2_raw: the estimate of the variance between raters, which can be negative
 * @tau2: the same, at least 0
 * @mu: the mean over raters
 */
typedef struct
{
  CalStatsReason reason;
  guint64 k;
  guint64 n;
  double grand_mean;
  double sd;
  double msb;
  double msw;
  double n0;
  double tau2_raw;
  double tau2;
  double mu;
} CalSeverity;

void cal_severity (const double *ratings,
                   const guint *raters,
                   gsize n_ratings,
                   guint n_raters,
                   CalRaterEffect *effects,
                   CalSeverity *severity);
double cal_severity_z (double rating, const CalRaterEffect *rater);
double cal_middle_share (const guint64 *counts, guint n_levels);
