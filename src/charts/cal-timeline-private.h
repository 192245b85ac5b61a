/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/cal-timeline.h"

/* From top to bottom: the playhead's knob, the sittings' bands with their
 * headings, the marks around the line, brackets and arcs, the axis. */
#define CAL_TIMELINE_BAND_TOP 10
#define CAL_TIMELINE_HEADING 22
#define CAL_TIMELINE_LANE 6
#define CAL_TIMELINE_REACH 27
#define CAL_TIMELINE_BRACKET (CAL_TIMELINE_BASE + CAL_TIMELINE_REACH + 4)
#define CAL_TIMELINE_BAND_BOTTOM 112
#define CAL_TIMELINE_AXIS 128

double cal_timeline_mark_height (guint distance);
cairo_rectangle_t cal_timeline_band (const CalTimelineScene *scene,
                                     const CalTimelineSitting *sitting);
