/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/cal-board-layout.h"

/* The most corners that one leg of a path has. */
#define CAL_PATH_MAX_POINTS 8

/* The stop of somebody who was in the holding area. */
#define CAL_PATH_HELD G_MAXUINT

/**
 * CalPathStop:
 * @cell: the cell, %CAL_PATH_HELD for the holding area
 * @place: the chip's place, or the ghost's
 *
 * Where somebody stood.
 */
typedef struct
{
  guint cell;
  CalRect place;
} CalPathStop;

/**
 * CalPathPoint:
 * A corner, in the board's pixels.
 */
typedef struct
{
  double x;
  double y;
} CalPathPoint;

/**
 * CalPathLeg:
 * @points: (array length=n_points): its corners
 * @n_points: how many
 * @pill: where the middle of its number stands
 *
 * The way from one stop to the next.
 */
typedef struct
{
  CalPathPoint points[CAL_PATH_MAX_POINTS];
  guint n_points;
  CalPathPoint pill;
} CalPathLeg;

CalPathLeg *cal_path_layout (const CalBoardLayout *layout, const CalPathStop *stops, guint n_stops);
CalRect cal_path_held_place (const CalBoardLayout *layout);
