/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where everything of a timeline stands: pure reckoning. */

#include <math.h>

#include "charts/cal-timeline-private.h"

#define LEAST_SHOWN 24
#define WIDEST_MARK 6
#define LEAST_HEIGHT 6.0
#define HEIGHT_PER_LEVEL 5.0
#define DOT 1.75
#define CROSS 2.5
#define LABEL_ROOM 64

static double
room (const CalTimelineScene *scene)
{
  return MAX (scene->width - 2 * CAL_TIMELINE_MARGIN, 1);
}

/**
 * cal_timeline_slot:
 *
 * Returns: how wide a slot is, in pixels
 */
double
cal_timeline_slot (const CalTimelineScene *scene)
{
  return room (scene) / MAX (scene->shown, 1);
}

/**
 * cal_timeline_x:
 * @seq: an entry's number
 *
 * Returns: the middle of its slot, which may be outside what is drawn
 */
double
cal_timeline_x (const CalTimelineScene *scene, guint64 seq)
{
  return CAL_TIMELINE_MARGIN + ((double) seq + 0.5 - scene->first) * cal_timeline_slot (scene);
}

/**
 * cal_timeline_seq_at:
 * @x: a place, in pixels from the left edge
 *
 * Returns: the number of the entry whose slot is there, the nearest one's
 *   outside all; 0 where there are none
 */
guint64
cal_timeline_seq_at (const CalTimeline *timeline, const CalTimelineScene *scene, double x)
{
  guint64 size = cal_timeline_size (timeline);
  double seq = floor (scene->first + (x - CAL_TIMELINE_MARGIN) / cal_timeline_slot (scene));

  if (size == 0 || seq <= 0)
    return 0;
  return MIN ((guint64) seq, size - 1);
}

/**
 * cal_timeline_bundle:
 *
 * Returns: how many entries one mark stands for: 1 where there is room for each
 */
guint
cal_timeline_bundle (const CalTimelineScene *scene)
{
  double slot = cal_timeline_slot (scene);

  return slot >= CAL_TIMELINE_LEAST_SLOT ? 1 : (guint) ceil (CAL_TIMELINE_LEAST_SLOT / slot);
}

static void
keep_inside (const CalTimeline *timeline, CalTimelineScene *scene)
{
  double size = MAX ((double) cal_timeline_size (timeline), 1);

  scene->shown = CLAMP (scene->shown, MIN (LEAST_SHOWN, size), size);
  scene->first = CLAMP (scene->first, 0, size - scene->shown);
}

/**
 * cal_timeline_show_all:
 *
 * Lets the scene show every slot.
 */
void
cal_timeline_show_all (const CalTimeline *timeline, CalTimelineScene *scene)
{
  scene->first = 0;
  scene->shown = (double) cal_timeline_size (timeline);
  keep_inside (timeline, scene);
}

/**
 * cal_timeline_zoom:
 * @factor: how much more is shown; less below 1
 * @x: the place that stays where it is
 */
void
cal_timeline_zoom (const CalTimeline *timeline, CalTimelineScene *scene, double factor, double x)
{
  double share = CLAMP ((x - CAL_TIMELINE_MARGIN) / room (scene), 0, 1);
  double fixed = scene->first + share * scene->shown;

  scene->shown *= factor;
  keep_inside (timeline, scene);
  scene->first = fixed - share * scene->shown;
  keep_inside (timeline, scene);
}

/**
 * cal_timeline_scroll:
 * @slots: how far to the right; to the left below 0
 */
void
cal_timeline_scroll (const CalTimeline *timeline, CalTimelineScene *scene, double slots)
{
  scene->first += slots;
  keep_inside (timeline, scene);
}

/**
 * cal_timeline_reveal:
 * @seq: an entry's number
 *
 * Scrolls as far as is needed for its slot to be seen, and what comes next.
 */
void
cal_timeline_reveal (const CalTimeline *timeline, CalTimelineScene *scene, guint64 seq)
{
  double ahead = scene->shown / 8;

  if ((double) seq < scene->first)
    scene->first = (double) seq - ahead;
  else if ((double) seq + 1 > scene->first + scene->shown)
    scene->first = (double) seq + 1 + ahead - scene->shown;
  keep_inside (timeline, scene);
}

/* How high a mark is that stands for a move by so many levels. */
double
cal_timeline_mark_height (guint distance)
{
  return MIN (LEAST_HEIGHT + HEIGHT_PER_LEVEL * distance, CAL_TIMELINE_REACH);
}

/**
 * cal_timeline_mark_box:
 * @seq: an entry's number
 *
 * Returns: where its mark is drawn when it has one of its own: above the line
 *   for up, below it for down, on it for what is neither
 */
cairo_rectangle_t
cal_timeline_mark_box (const CalTimeline *timeline, const CalTimelineScene *scene, guint64 seq)
{
  CalTimelineMark mark = cal_timeline_mark (timeline, seq);
  double slot = cal_timeline_slot (scene);
  double width = CLAMP (slot - 1, 2, WIDEST_MARK);
  double x = cal_timeline_x (scene, seq);
  double height = cal_timeline_mark_height (mark.distance);

  switch (mark.kind)
    {
    case CAL_TIMELINE_UP:
      return (cairo_rectangle_t){ x - width / 2, CAL_TIMELINE_BASE - height, width, height };
    case CAL_TIMELINE_DOWN:
      return (cairo_rectangle_t){ x - width / 2, CAL_TIMELINE_BASE, width, height };
    case CAL_TIMELINE_ACROSS:
      return (cairo_rectangle_t){ x - width / 2, CAL_TIMELINE_BASE - height / 2, width, height };
    case CAL_TIMELINE_KEPT:
      return (cairo_rectangle_t){ x - DOT, CAL_TIMELINE_BASE - DOT, 2 * DOT, 2 * DOT };
    case CAL_TIMELINE_ERASED:
      return (cairo_rectangle_t){ x - MIN (CROSS, slot / 2), CAL_TIMELINE_BASE - CROSS,
                                  MIN (2 * CROSS, slot), 2 * CROSS };
    default:
      return (cairo_rectangle_t){ x - 0.5, CAL_TIMELINE_BASE - 9, 1, 18 };
    }
}

/* The band of a sitting: behind the marks of its entries, and not narrower. */
cairo_rectangle_t
cal_timeline_band (const CalTimelineScene *scene, const CalTimelineSitting *sitting)
{
  double half = cal_timeline_slot (scene) / 2;
  double left = cal_timeline_x (scene, sitting->first) - half;
  double right = cal_timeline_x (scene, sitting->last) + half;
  double top = CAL_TIMELINE_BAND_TOP + sitting->lane * CAL_TIMELINE_LANE;

  return (cairo_rectangle_t){ left, top, MAX (right - left, 1), CAL_TIMELINE_BAND_BOTTOM - top };
}

/**
 * cal_timeline_hit_sitting:
 * @x: a place, in pixels from the left edge
 * @y: and from the top
 * @sitting: (out): the sitting's number
 *
 * Returns: whether a sitting's heading is there
 */
gboolean
cal_timeline_hit_sitting (const CalTimeline *timeline,
                          const CalTimelineScene *scene,
                          double x,
                          double y,
                          guint *sitting)
{
  guint n;
  const CalTimelineSitting *sittings = cal_timeline_sittings (timeline, &n);

  for (guint i = n; i-- > 0;)
    {
      cairo_rectangle_t band = cal_timeline_band (scene, &sittings[i]);

      if (x >= band.x && x < band.x + band.width && y >= band.y
          && y < band.y + CAL_TIMELINE_HEADING)
        {
          *sitting = i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * cal_timeline_tick_step:
 * @size: how many entries there are, which says how long a number gets
 *
 * Returns: from one number on the axis to the next: 1, 2 or 5 times a power of 10
 */
guint64
cal_timeline_tick_step (const CalTimelineScene *scene, guint64 size)
{
  double least =
      (LABEL_ROOM + 6 * floor (log10 ((double) MAX (size, 1)))) * scene->shown / room (scene);
  guint64 step = 1;

  while (TRUE)
    {
      static const guint64 rounds[] = { 1, 2, 5 };

      for (guint i = 0; i < G_N_ELEMENTS (rounds); i++)
        if ((double) (rounds[i] * step) >= least)
          return rounds[i] * step;
      step *= 10;
    }
}
