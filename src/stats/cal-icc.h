/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "stats/cal-stats-reason.h"

/**
 * CalIccValue:
 * @estimate: the coefficient, which can be negative
 * @low: lower end of its 95 % interval, not clipped at 0
 * @high: upper end
 */
typedef struct
{
  double estimate;
  double low;
  double high;
} CalIccValue;

/**
 * CalIcc:
 * @reason: whether the coefficients have a value
 * @n_used: how many subjects every rater rated
 * @msb: mean square between subjects
 * @msw: mean square within subjects
 * @msj: mean square between raters
 * @mse: residual mean square
 * @icc1: ICC(1,1): each subject has raters of its own
 * @icc2: ICC(2,1): the raters are a sample of all
 * @icc3: ICC(3,1): these raters only
 * @icc1k: ICC(1,k), of the raters' mean
 * @icc2k: ICC(2,k)
 * @icc3k: ICC(3,k)
 */
typedef struct
{
  CalStatsReason reason;
  gsize n_used;
  double msb;
  double msw;
  double msj;
  double mse;
  CalIccValue icc1;
  CalIccValue icc2;
  CalIccValue icc3;
  CalIccValue icc1k;
  CalIccValue icc2k;
  CalIccValue icc3k;
} CalIcc;

void cal_icc (const double *ratings, gsize n_subjects, guint n_raters, CalIcc *icc);
