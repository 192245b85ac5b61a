/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "stats/cal-stats-reason.h"

/**
 * CalHalo:
 * @reason: whether @r has a value
 * @n: how many subjects have both ratings
 * @r: the correlation of performance and potential
 * @low: lower end of its 95 % interval, %NAN up to three pairs
 * @high: upper end
 */
typedef struct
{
  CalStatsReason reason;
  guint64 n;
  double r;
  double low;
  double high;
} CalHalo;

void cal_halo (const double *performance, const double *potential, gsize n, CalHalo *halo);
