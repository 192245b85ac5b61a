/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "stats/cal-stats-reason.h"

/**
 * CalKrippendorff:
 * @reason: whether α has a value
 * @n_pairable: how many ratings stand beside another of the same subject
 * @nominal: α where ratings are equal or not
 * @ordinal: α where they are in an order
 * @interval: α where their distances count
 */
typedef struct
{
  CalStatsReason reason;
  gsize n_pairable;
  double nominal;
  double ordinal;
  double interval;
} CalKrippendorff;

void cal_krippendorff (const double *ratings,
                       gsize n_raters,
                       gsize n_subjects,
                       CalKrippendorff *krippendorff);
