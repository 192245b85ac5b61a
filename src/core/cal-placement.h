/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalPlacement:
 * @performance: level on the x axis, counted from 1; 0 for none
 * @potential: level on the y axis, counted from 1; 0 for none
 *
 * Where a subject stands. A subject with a level missing on either axis is in
 * the holding area.
 */
typedef struct
{
  guint8 performance;
  guint8 potential;
} CalPlacement;

#define CAL_MAX_LEVELS 9
#define CAL_HOLDING ((CalPlacement){ 0, 0 })

/* The longest text that cal_placement_format() writes, with its NUL. */
#define CAL_PLACEMENT_TEXT_SIZE 4

static inline CalPlacement
cal_placement (guint performance, guint potential)
{
  return (CalPlacement){ (guint8) performance, (guint8) potential };
}

static inline gboolean
cal_placement_equal (CalPlacement a, CalPlacement b)
{
  return a.performance == b.performance && a.potential == b.potential;
}

/* Whether both levels are there, so that the subject stands in a cell. */
static inline gboolean
cal_placement_is_placed (CalPlacement placement)
{
  return placement.performance != 0 && placement.potential != 0;
}

const char *cal_placement_format (CalPlacement placement, char text[CAL_PLACEMENT_TEXT_SIZE]);
gboolean cal_placement_parse (const char *text, CalPlacement *placement);
