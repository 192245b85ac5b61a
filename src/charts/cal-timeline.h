/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "charts/cal-palette.h"
#include "core/cal-board.h"

/**
 * CalTimelineKind:
 * @CAL_TIMELINE_OTHER: no decision about a subject: an import, a session's start
 * @CAL_TIMELINE_UP: to a cell that is higher on the two scales together
 * @CAL_TIMELINE_DOWN: to one that is lower
 * @CAL_TIMELINE_KEPT: the rating was confirmed
 * @CAL_TIMELINE_ACROSS: to one that is as high, or from or to the holding area
 * @CAL_TIMELINE_ERASED: of somebody who has been erased: which way is not known
 */
typedef enum
{
  CAL_TIMELINE_OTHER,
  CAL_TIMELINE_UP,
  CAL_TIMELINE_DOWN,
  CAL_TIMELINE_KEPT,
  CAL_TIMELINE_ACROSS,
  CAL_TIMELINE_ERASED,
  CAL_TIMELINE_N_KINDS,
} CalTimelineKind;

/**
 * CalTimelineMark:
 * @kind: which way it goes
 * @distance: how many levels, both scales together; 0 where nothing moves
 * @undone: whether it is no longer in force
 */
typedef struct
{
  CalTimelineKind kind;
  guint distance;
  gboolean undone;
} CalTimelineMark;

/**
 * CalTimelineSitting:
 * @name: the session's name
 * @reason: why it was started
 * @first: the seq of its start or reopening
 * @last: the seq of its end, or of its latest decision
 * @began: when it began, milliseconds since 1970 in UTC
 * @ended: when it ended, or its latest decision was made
 * @n_decisions: how many decisions were made in it
 * @finalised: whether it was ended by a seal
 * @lane: 0, or more where sittings run at the same time
 *
 * A session from its start, or its reopening, to its end.
 */
typedef struct
{
  char *name;
  char *reason;
  guint64 first;
  guint64 last;
  gint64 began;
  gint64 ended;
  guint n_decisions;
  gboolean finalised;
  guint lane;
} CalTimelineSitting;

/**
 * CalTimelineArc:
 * @undone: the seq of a decision
 * @by: the seq of the one that compensates it
 */
typedef struct
{
  guint64 undone;
  guint64 by;
} CalTimelineArc;

/**
 * CalTimelineBatch:
 * @first: the seq of its first decision
 * @n: how many decisions one gesture made
 */
typedef struct
{
  guint64 first;
  guint n;
} CalTimelineBatch;

/**
 * CalTimeline:
 *
 * The decision log as a line: an equal slot an entry, in the order of their
 * numbers. It takes a byte an entry, so that a million can be drawn in a frame.
 */
typedef struct _CalTimeline CalTimeline;

CalTimeline *cal_timeline_new (void);
void cal_timeline_free (CalTimeline *timeline);
gboolean cal_timeline_add (CalTimeline *timeline, const CalBoard *board, guint n_entries);

guint64 cal_timeline_size (const CalTimeline *timeline);
CalTimelineMark cal_timeline_mark (const CalTimeline *timeline, guint64 seq);
void cal_timeline_count (const CalTimeline *timeline,
                         guint64 from,
                         guint64 to,
                         guint counts[CAL_TIMELINE_N_KINDS]);
const CalTimelineSitting *cal_timeline_sittings (const CalTimeline *timeline, guint *n);
const CalTimelineArc *cal_timeline_arcs (const CalTimeline *timeline, guint *n);
const CalTimelineBatch *cal_timeline_batches (const CalTimeline *timeline, guint *n);
char *cal_timeline_sitting_text (const CalTimelineSitting *sitting, guint detail);
char *cal_timeline_describe (const CalTimeline *timeline);

/**
 * CalTimelineScene:
 * @width: the width of the drawing in pixels
 * @first: the slot at its left edge, in entries; may be a fraction
 * @shown: how many slots it shows
 * @at: how many entries are folded in at the moment shown: the playhead stands
 *   at the last of them
 * @sealed: how many entries are under seals that are known to hold
 * @faulty: the first entry that is known not to hold, %CAL_NONE for none
 * @marked: two entries that are compared, %CAL_NONE for none
 * @own: (array length=n_own): the entries that concern the selected subject, in
 *   order
 * @n_own: how many
 *
 * Which part of a timeline is drawn, and what is marked on it.
 */
typedef struct
{
  double width;
  double first;
  double shown;
  guint64 at;
  guint64 sealed;
  gint64 faulty;
  gint64 marked[2];
  const guint64 *own;
  guint n_own;
} CalTimelineScene;

/* How high a timeline is drawn, and where its line runs. */
#define CAL_TIMELINE_HEIGHT 136
#define CAL_TIMELINE_BASE 66
#define CAL_TIMELINE_MARGIN 24

/* Slots that are narrower are drawn together. */
#define CAL_TIMELINE_LEAST_SLOT 3

double cal_timeline_slot (const CalTimelineScene *scene);
double cal_timeline_x (const CalTimelineScene *scene, guint64 seq);
guint64 cal_timeline_seq_at (const CalTimeline *timeline, const CalTimelineScene *scene, double x);
guint cal_timeline_bundle (const CalTimelineScene *scene);
void cal_timeline_show_all (const CalTimeline *timeline, CalTimelineScene *scene);
void
cal_timeline_zoom (const CalTimeline *timeline, CalTimelineScene *scene, double factor, double x);
void cal_timeline_scroll (const CalTimeline *timeline, CalTimelineScene *scene, double slots);
void cal_timeline_reveal (const CalTimeline *timeline, CalTimelineScene *scene, guint64 seq);
cairo_rectangle_t
cal_timeline_mark_box (const CalTimeline *timeline, const CalTimelineScene *scene, guint64 seq);
gboolean cal_timeline_hit_sitting (const CalTimeline *timeline,
                                   const CalTimelineScene *scene,
                                   double x,
                                   double y,
                                   guint *sitting);
guint64 cal_timeline_tick_step (const CalTimelineScene *scene, guint64 size);
void cal_timeline_draw (const CalTimeline *timeline,
                        const CalTimelineScene *scene,
                        cairo_t *cr,
                        const CalPalette *palette);
double cal_timeline_legend_width (void);
void cal_timeline_legend_draw (cairo_t *cr, double middle, const CalPalette *palette);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalTimeline, cal_timeline_free)
