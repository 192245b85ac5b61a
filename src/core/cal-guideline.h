/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalAllowed:
 * @low: the fewest subjects that the guideline allows
 * @high: the most
 */
typedef struct
{
  guint low;
  guint high;
} CalAllowed;

CalAllowed cal_guideline_allowed (guint percent, guint tolerance, guint n);
