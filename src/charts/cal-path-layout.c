/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-path-layout.h"

#include <math.h>

/* Legs that run in the same gutter, pills that stand in it. */
#define LANE 5
#define PILL 22
#define INDENT 14

typedef struct
{
  int column;
  int row;
} Spot;

static Spot
spot_of (const CalBoardLayout *layout, const CalPathStop *stop)
{
  if (stop->cell == CAL_PATH_HELD)
    return (Spot){ -1, 0 };
  return (Spot){ (int) (stop->cell % layout->n_performance),
                 (int) (stop->cell / layout->n_performance) };
}

/* Gutter g is left of column g; the last one is right of all. */
static double
gutter_x (const CalBoardLayout *layout, int gutter)
{
  int last = (int) layout->n_performance;
  const CalRect *right = &layout->cells[MIN (gutter, last - 1)].area;

  if (gutter <= 0)
    return right->x - 4;
  if (gutter >= last)
    return right->x + right->width + 4;
  return (layout->cells[gutter - 1].area.x + layout->cells[gutter - 1].area.width + right->x) / 2.0;
}

/* The gutter below a row of cells; rows count upwards. */
static double
gutter_y (const CalBoardLayout *layout, int row)
{
  const CalRect *cell = &layout->cells[(guint) MAX (row, 0) * layout->n_performance].area;

  return cell->y + cell->height + 3;
}

/* On which side a leg leaves a stop, and reaches the next. */
static void
choose_gutters (const CalBoardLayout *layout, Spot from, Spot to, int *leave, int *reach)
{
  int last = (int) layout->n_performance - 1;

  if (from.column == to.column)
    *leave = *reach = from.column < last ? from.column + 1 : from.column;
  else if (from.column < to.column)
    {
      *leave = from.column + 1;
      *reach = to.column;
    }
  else
    {
      *leave = from.column;
      *reach = to.column + 1;
    }
}

static void
add (CalPathLeg *leg, double x, double y)
{
  leg->points[leg->n_points++] = (CalPathPoint){ x, y };
}

/* Where a leg touches a chip: a little in from the side that it comes from. */
static double
touch_x (const CalRect *place, double gutter)
{
  double inset = MIN (INDENT, place->width / 2.0);

  return gutter > place->x + place->width / 2.0 ? place->x + place->width - inset
                                                : place->x + inset;
}

/* In the middle of the longest piece that runs in a gutter between columns. */
static CalPathPoint
pill_of (const CalPathLeg *leg)
{
  CalPathPoint pill = leg->points[2];
  double longest = -1;

  for (guint i = 3; i + 2 < leg->n_points; i++)
    {
      const CalPathPoint *a = &leg->points[i - 1];
      const CalPathPoint *b = &leg->points[i];
      double length = fabs (a->y - b->y);

      if (a->x == b->x && length > longest)
        {
          pill = (CalPathPoint){ a->x, (a->y + b->y) / 2 };
          longest = length;
        }
    }
  return pill;
}

/* A number must not stand on another. */
static void
keep_apart (CalPathLeg *legs, guint n)
{
  for (guint i = 1; i < n; i++)
    for (guint j = 0; j < i; j++)
      if (fabs (legs[i].pill.x - legs[j].pill.x) < 2 * PILL
          && fabs (legs[i].pill.y - legs[j].pill.y) < PILL)
        {
          legs[i].pill.y = legs[j].pill.y + PILL;
          j = G_MAXUINT;
        }
}

static void
lay_leg (const CalBoardLayout *layout,
         const CalPathStop *from,
         const CalPathStop *to,
         double lane,
         CalPathLeg *leg)
{
  Spot a = spot_of (layout, from);
  Spot b = spot_of (layout, to);
  double leave_y = from->place.y - CAL_CHIP_GAP / 2.0;
  double reach_y = to->place.y + to->place.height + CAL_CHIP_GAP / 2.0;
  int leave, reach;
  double leave_x, reach_x;

  choose_gutters (layout, a, b, &leave, &reach);
  leave_x = gutter_x (layout, leave) + lane;
  reach_x = gutter_x (layout, reach) + lane;
  add (leg, touch_x (&from->place, leave_x), from->place.y);
  add (leg, touch_x (&from->place, leave_x), leave_y);
  add (leg, leave_x, leave_y);
  if (leave != reach)
    {
      double across = gutter_y (layout, b.row > a.row ? a.row + 1 : a.row) + lane / 2;

      add (leg, leave_x, across);
      add (leg, reach_x, across);
    }
  add (leg, reach_x, reach_y);
  add (leg, touch_x (&to->place, reach_x), reach_y);
  add (leg, touch_x (&to->place, reach_x), to->place.y + to->place.height);
  leg->pill = pill_of (leg);
}

/**
 * cal_path_layout:
 * @layout: the board's layout
 * @stops: (array length=n_stops): where somebody stood, in order
 * @n_stops: how many
 *
 * Finds a way from stop to stop that crosses no name: between two lines of chips
 * to the edge of the cell, and along the gutters between the cells. A leg leaves
 * above its chip and arrives below the next.
 *
 * Returns: (transfer full) (nullable) (array length=n_stops - 1): the legs,
 *   %NULL with less than two stops
 */
CalPathLeg *
cal_path_layout (const CalBoardLayout *layout, const CalPathStop *stops, guint n_stops)
{
  CalPathLeg *legs;

  if (n_stops < 2)
    return NULL;
  legs = g_new0 (CalPathLeg, n_stops - 1);
  for (guint i = 0; i + 1 < n_stops; i++)
    lay_leg (layout, &stops[i], &stops[i + 1], ((int) (i % 3) - 1) * LANE, &legs[i]);
  keep_apart (legs, n_stops - 1);
  return legs;
}

/**
 * cal_path_held_place:
 *
 * Returns: where the board stands for the holding area: the corner of its axes
 */
CalRect
cal_path_held_place (const CalBoardLayout *layout)
{
  const CalRect *strip = &layout->axis_potential;

  return (CalRect){ strip->x, strip->y + strip->height - 22, 40, 22 };
}
