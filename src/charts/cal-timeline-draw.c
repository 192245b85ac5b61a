/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/cal-chart-shape.h"
#include "charts/cal-chart-text.h"
#include "charts/cal-timeline-private.h"
#include "core/cal-count.h"

#define LATER 0.4
#define LINE 1.5
#define SHIELD 13.0
#define PILL_HEIGHT 20
#define KNOB 4.5

/* What one drawing needs all the way down. */
typedef struct
{
  const CalTimeline *timeline;
  const CalTimelineScene *scene;
  const CalPalette *palette;
  cairo_t *cr;
  guint64 first;
  guint64 end;
} Drawing;

static char *
number_text (guint64 seq)
{
  return cal_count_format (seq + 1, C_ ("thousands separator", ","));
}

/* What comes after the moment shown is there, but pale. */
static double
alpha_of (const Drawing *drawing, guint64 seq)
{
  return seq < drawing->scene->at ? 1 : LATER;
}

/* Ticked only where the seal, entry @seq, is known to hold; crossed where it is known
 * not to, and else empty. */
static void
draw_shield (const Drawing *drawing, guint64 seq, double x, double y, double alpha)
{
  gboolean holds = seq < drawing->scene->sealed;
  gboolean is_faulty = (gint64) seq == drawing->scene->faulty;
  const CalPalette *palette = drawing->palette;
  cairo_t *cr = drawing->cr;
  double w = SHIELD;

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_move_to (cr, w / 2, 0);
  cairo_line_to (cr, w * 0.94, w * 0.17);
  cairo_curve_to (cr, w * 0.94, w * 0.6, w * 0.8, w * 0.86, w / 2, w);
  cairo_curve_to (cr, w * 0.2, w * 0.86, w * 0.06, w * 0.6, w * 0.06, w * 0.17);
  cairo_close_path (cr);
  cairo_set_line_width (cr, LINE);
  if (!holds && !is_faulty)
    {
      cal_palette_set_source (cr, palette->dim, alpha);
      cairo_stroke (cr);
      cairo_restore (cr);
      return;
    }
  cal_palette_set_source (cr, is_faulty ? palette->down : palette->seal, alpha);
  cairo_fill (cr);
  if (is_faulty)
    {
      cairo_move_to (cr, w * 0.33, w * 0.3);
      cairo_line_to (cr, w * 0.67, w * 0.64);
      cairo_move_to (cr, w * 0.67, w * 0.3);
      cairo_line_to (cr, w * 0.33, w * 0.64);
    }
  else
    {
      cairo_move_to (cr, w * 0.28, w * 0.48);
      cairo_line_to (cr, w * 0.45, w * 0.66);
      cairo_line_to (cr, w * 0.73, w * 0.34);
    }
  cal_palette_set_source (cr, palette->card, 1);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* As much of a sitting's heading as its band has room for. */
static void
draw_heading (const Drawing *drawing,
              const CalTimelineSitting *sitting,
              const cairo_rectangle_t *band,
              double alpha)
{
  double left = MAX (band->x, CAL_TIMELINE_MARGIN) + 8;
  double right = MIN (band->x + band->width, drawing->scene->width - CAL_TIMELINE_MARGIN) - 6
                 - (sitting->finalised ? SHIELD + 6 : 0);
  double baseline = band->y + 15;
  double name = cal_text_width (sitting->name, CAL_TEXT_SECONDARY, TRUE);

  if (sitting->finalised && band->x + band->width <= drawing->scene->width && right > left - 12)
    draw_shield (drawing, sitting->last, band->x + band->width - SHIELD - 5, band->y + 4, alpha);
  if (left + name > right)
    return;
  cairo_push_group (drawing->cr);
  cal_text_draw (drawing->cr, sitting->name, CAL_TEXT_SECONDARY, TRUE, drawing->palette->text, left,
                 baseline, CAL_ALIGN_START);
  for (guint detail = 3; detail-- > 0;)
    {
      g_autofree char *text = cal_timeline_sitting_text (sitting, detail);

      if (left + name + 10 + cal_text_width (text, CAL_TEXT_META, FALSE) > right)
        continue;
      cal_text_draw (drawing->cr, text, CAL_TEXT_META, FALSE, drawing->palette->dim,
                     left + name + 10, baseline, CAL_ALIGN_START);
      break;
    }
  cairo_pop_group_to_source (drawing->cr);
  cairo_paint_with_alpha (drawing->cr, alpha);
}

static void
draw_sittings (const Drawing *drawing)
{
  guint n;
  const CalTimelineSitting *sittings = cal_timeline_sittings (drawing->timeline, &n);

  for (guint i = 0; i < n; i++)
    {
      cairo_rectangle_t band = cal_timeline_band (drawing->scene, &sittings[i]);
      double alpha = sittings[i].first < drawing->scene->at ? 1 : 0.7;

      if (sittings[i].last < drawing->first || sittings[i].first >= drawing->end)
        continue;
      band.width = MAX (band.width - 2, 1);
      cal_shape_fill_rounded (drawing->cr, &band, 6, drawing->palette->bar, 0.09 * alpha);
      draw_heading (drawing, &sittings[i], &band, alpha);
    }
}

static CalColor
color_of (const Drawing *drawing, CalTimelineKind kind)
{
  switch (kind)
    {
    case CAL_TIMELINE_UP:
      return drawing->palette->up;
    case CAL_TIMELINE_DOWN:
      return drawing->palette->down;
    default:
      return drawing->palette->dim;
    }
}

/* Of what is not known: across the line, to neither side of it. */
static void
draw_cross (const Drawing *drawing, const cairo_rectangle_t *box)
{
  cairo_move_to (drawing->cr, box->x, box->y);
  cairo_line_to (drawing->cr, box->x + box->width, box->y + box->height);
  cairo_move_to (drawing->cr, box->x, box->y + box->height);
  cairo_line_to (drawing->cr, box->x + box->width, box->y);
  cairo_set_line_width (drawing->cr, LINE);
  cairo_stroke (drawing->cr);
}

static void
draw_mark (const Drawing *drawing, guint64 seq)
{
  CalTimelineMark mark = cal_timeline_mark (drawing->timeline, seq);
  cairo_rectangle_t box = cal_timeline_mark_box (drawing->timeline, drawing->scene, seq);
  cairo_t *cr = drawing->cr;

  cal_palette_set_source (cr, color_of (drawing, mark.kind), alpha_of (drawing, seq));
  if (mark.kind == CAL_TIMELINE_ERASED)
    {
      draw_cross (drawing, &box);
      return;
    }
  if (mark.kind == CAL_TIMELINE_KEPT)
    cairo_arc (cr, box.x + box.width / 2, CAL_TIMELINE_BASE, box.width / 2, 0, 2 * G_PI);
  else
    cairo_rectangle (cr, box.x, box.y, box.width, box.height);
  if (!mark.undone)
    {
      cairo_fill (cr);
      return;
    }
  /* Hollow; a dot or a sliver has no room for a hole and is made fainter. */
  if (mark.kind == CAL_TIMELINE_KEPT || box.width < 4)
    {
      cal_palette_set_source (cr, color_of (drawing, mark.kind), alpha_of (drawing, seq) / 2);
      cairo_fill (cr);
      return;
    }
  cairo_new_path (cr);
  cairo_rectangle (cr, box.x + 0.75, box.y + 0.75, box.width - 1.5, box.height - 1.5);
  cairo_set_line_width (cr, LINE);
  cairo_stroke (cr);
}

/* Many entries to a mark: how large a share of them goes up, and down. */
static void
draw_bundle (const Drawing *drawing, guint64 from, guint64 to)
{
  guint counts[CAL_TIMELINE_N_KINDS] = { 0 };
  double x = cal_timeline_x (drawing->scene, from) - cal_timeline_slot (drawing->scene) / 2;
  double alpha = alpha_of (drawing, from);
  double n = (double) (to - from);

  cal_timeline_count (drawing->timeline, from, to, counts);
  for (CalTimelineKind kind = CAL_TIMELINE_UP; kind <= CAL_TIMELINE_DOWN; kind++)
    {
      double height =
          counts[kind] == 0 ? 0 : MAX (CAL_TIMELINE_REACH * (double) counts[kind] / n, 1);

      cal_palette_set_source (drawing->cr, color_of (drawing, kind), alpha);
      cairo_rectangle (drawing->cr, x,
                       kind == CAL_TIMELINE_UP ? CAL_TIMELINE_BASE - height : CAL_TIMELINE_BASE,
                       CAL_TIMELINE_LEAST_SLOT - 1, height);
      cairo_fill (drawing->cr);
    }
}

static void
draw_marks (const Drawing *drawing)
{
  guint bundle = cal_timeline_bundle (drawing->scene);

  if (bundle == 1)
    for (guint64 seq = drawing->first; seq < drawing->end; seq++)
      draw_mark (drawing, seq);
  else
    for (guint64 seq = drawing->first - drawing->first % bundle; seq < drawing->end; seq += bundle)
      draw_bundle (drawing, seq, MIN (seq + bundle, cal_timeline_size (drawing->timeline)));
}

static void
draw_batches (const Drawing *drawing)
{
  guint n;
  const CalTimelineBatch *batches = cal_timeline_batches (drawing->timeline, &n);
  double slot = cal_timeline_slot (drawing->scene);
  guint low = 0;
  double taken = 0;

  for (guint high = n; low < high;)
    {
      guint middle = low + (high - low) / 2;

      if (batches[middle].first + batches[middle].n <= drawing->first)
        low = middle + 1;
      else
        high = middle;
    }
  for (guint i = low; i < n && batches[i].first < drawing->end; i++)
    {
      double left = cal_timeline_x (drawing->scene, batches[i].first) - slot / 2 + 0.5;
      double right = left + batches[i].n * slot - 1;
      double alpha = alpha_of (drawing, batches[i].first);
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u at once", "%u at once", batches[i].n), batches[i].n);
      double width = cal_text_width (text, CAL_TEXT_META, FALSE);
      double middle = (left + right) / 2;

      if (batches[i].n < 2 || right - left < 5)
        continue;
      cal_palette_set_source (drawing->cr, drawing->palette->dim, alpha);
      cairo_move_to (drawing->cr, left, CAL_TIMELINE_BRACKET - 3);
      cairo_line_to (drawing->cr, left, CAL_TIMELINE_BRACKET);
      cairo_line_to (drawing->cr, right, CAL_TIMELINE_BRACKET);
      cairo_line_to (drawing->cr, right, CAL_TIMELINE_BRACKET - 3);
      cairo_set_line_width (drawing->cr, 1);
      cairo_stroke (drawing->cr);
      if (middle - width / 2 < taken + 6)
        continue;
      cal_text_draw (drawing->cr, text, CAL_TEXT_META, FALSE, drawing->palette->dim, middle,
                     CAL_TIMELINE_BRACKET + 11, CAL_ALIGN_CENTER);
      taken = middle + width / 2;
    }
}

/* The middle of the batch that an entry starts, or its own; what is within a
 * batch goes with its first. */
static gboolean
arc_end (const Drawing *drawing, guint64 seq, double *x)
{
  guint n;
  const CalTimelineBatch *batches = cal_timeline_batches (drawing->timeline, &n);
  guint low = 0;

  for (guint high = n; low < high;)
    {
      guint middle = low + (high - low) / 2;

      if (batches[middle].first + batches[middle].n <= seq)
        low = middle + 1;
      else
        high = middle;
    }
  *x = cal_timeline_x (drawing->scene, seq);
  if (low == n || batches[low].first > seq)
    return TRUE;
  *x += (batches[low].n - 1) * cal_timeline_slot (drawing->scene) / 2;
  return batches[low].first == seq;
}

/* From what was undone to what undid it, below the line. */
static void
draw_arcs (const Drawing *drawing)
{
  guint n;
  const CalTimelineArc *arcs = cal_timeline_arcs (drawing->timeline, &n);
  guint low = 0;

  for (guint high = n; low < high;)
    {
      guint middle = low + (high - low) / 2;

      if (arcs[middle].by < drawing->first)
        low = middle + 1;
      else
        high = middle;
    }
  for (guint i = low; i < n && arcs[i].by < drawing->end; i++)
    {
      double top = CAL_TIMELINE_BRACKET + 1;
      double from, to, depth;

      if (!arc_end (drawing, arcs[i].undone, &from) || !arc_end (drawing, arcs[i].by, &to))
        continue;
      depth = CLAMP ((to - from) / 3, 4, 13);
      cairo_move_to (drawing->cr, from, top);
      cairo_curve_to (drawing->cr, from + (to - from) * 0.2, top + depth, to - (to - from) * 0.2,
                      top + depth, to, top);
      cal_palette_set_source (drawing->cr, drawing->palette->text, alpha_of (drawing, arcs[i].by));
      cairo_set_line_width (drawing->cr, 1);
      cairo_stroke (drawing->cr);
    }
}

/* The selected subject's own entries: a pointer above each. */
static void
draw_own (const Drawing *drawing)
{
  for (guint i = 0; i < drawing->scene->n_own; i++)
    {
      double x = cal_timeline_x (drawing->scene, drawing->scene->own[i]);
      double y = CAL_TIMELINE_BASE - CAL_TIMELINE_REACH - 1;

      if (drawing->scene->own[i] < drawing->first || drawing->scene->own[i] >= drawing->end)
        continue;
      cairo_move_to (drawing->cr, x - 4, y - 6);
      cairo_line_to (drawing->cr, x + 4, y - 6);
      cairo_line_to (drawing->cr, x, y);
      cairo_close_path (drawing->cr);
      cal_palette_set_source (drawing->cr, drawing->palette->accent_text, 1);
      cairo_fill (drawing->cr);
    }
}

/* Whether the playhead's number stands there. */
static gboolean
is_covered (const Drawing *drawing, double x, double width)
{
  guint64 seq = MAX (drawing->scene->at, 1) - 1;
  g_autofree char *text = number_text (seq);
  double half = cal_text_width (text, CAL_TEXT_SECONDARY, TRUE) / 2 + 12;

  return drawing->scene->at > 0
         && fabs (x - cal_timeline_x (drawing->scene, seq)) < half + width / 2;
}

static void
draw_number (const Drawing *drawing, guint64 seq, double *taken, double limit)
{
  g_autofree char *text = number_text (seq);
  double width = cal_text_width (text, CAL_TEXT_META, FALSE);
  double x = cal_timeline_x (drawing->scene, seq);

  if (x - width / 2 < *taken || x + width / 2 > limit || is_covered (drawing, x, width))
    return;
  cal_text_draw (drawing->cr, text, CAL_TEXT_META, FALSE, drawing->palette->dim, x,
                 CAL_TIMELINE_AXIS, CAL_ALIGN_CENTER);
  *taken = x + width / 2 + 10;
}

/* Round numbers, and the first and the last where they are in sight. */
static void
draw_axis (const Drawing *drawing)
{
  guint64 size = cal_timeline_size (drawing->timeline);
  guint64 step = cal_timeline_tick_step (drawing->scene, size);
  gboolean ends = drawing->end == size;
  g_autofree char *last = number_text (size - 1);
  double width = cal_text_width (last, CAL_TEXT_META, FALSE);
  double limit =
      ends ? cal_timeline_x (drawing->scene, size - 1) - width / 2 - 10 : drawing->scene->width;
  double taken = 0;

  if (drawing->first == 0)
    draw_number (drawing, 0, &taken, limit);
  for (guint64 number = (drawing->first / step + 1) * step; number <= drawing->end; number += step)
    draw_number (drawing, number - 1, &taken, limit);
  if (ends)
    draw_number (drawing, size - 1, &taken, drawing->scene->width);
}

static void
draw_pill (const Drawing *drawing, double x, const char *text, CalColor fill, CalColor color)
{
  double width = cal_text_width (text, CAL_TEXT_SECONDARY, TRUE) + 16;
  double left = CLAMP (x - width / 2, 1, drawing->scene->width - width - 1);
  cairo_rectangle_t pill = { left, CAL_TIMELINE_AXIS - PILL_HEIGHT + 5.5, width, PILL_HEIGHT };

  cal_shape_fill_rounded (drawing->cr, &pill, PILL_HEIGHT / 2.0, fill, 1);
  cal_text_draw (drawing->cr, text, CAL_TEXT_SECONDARY, TRUE, color, left + width / 2,
                 pill.y + 14.5, CAL_ALIGN_CENTER);
}

static void
draw_playhead (const Drawing *drawing)
{
  guint64 seq = MAX (drawing->scene->at, 1) - 1;
  double x = round (cal_timeline_x (drawing->scene, seq));
  g_autofree char *text = number_text (seq);

  if (drawing->scene->at == 0 || seq < drawing->first || seq >= drawing->end)
    return;
  cal_palette_set_source (drawing->cr, drawing->palette->accent_text, 1);
  cairo_rectangle (drawing->cr, x - 1, KNOB, 2, CAL_TIMELINE_AXIS - PILL_HEIGHT + 6 - KNOB);
  cairo_arc (drawing->cr, x, KNOB + 0.5, KNOB, 0, 2 * G_PI);
  cairo_fill (drawing->cr);
  draw_pill (drawing, x, text, drawing->palette->accent_text, drawing->palette->card);
}

/* The two moments that are compared. */
static void
draw_compared (const Drawing *drawing)
{
  static const double dashes[] = { 3, 3 };
  static const char *const letters[] = { N_ ("A"), N_ ("B") };

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      gint64 seq = drawing->scene->marked[i];
      double x = seq >= 0 ? round (cal_timeline_x (drawing->scene, (guint64) seq)) : 0;

      if (seq < (gint64) drawing->first || seq >= (gint64) drawing->end)
        continue;
      cal_palette_set_source (drawing->cr, drawing->palette->text, 1);
      cairo_set_dash (drawing->cr, dashes, G_N_ELEMENTS (dashes), 0);
      cairo_set_line_width (drawing->cr, LINE);
      cairo_move_to (drawing->cr, x, CAL_TIMELINE_BAND_TOP);
      cairo_line_to (drawing->cr, x, CAL_TIMELINE_AXIS - PILL_HEIGHT + 6);
      cairo_stroke (drawing->cr);
      cairo_set_dash (drawing->cr, NULL, 0, 0);
      draw_pill (drawing, x, _ (letters[i]), drawing->palette->text, drawing->palette->card);
    }
}

static void
draw_base (const Drawing *drawing)
{
  cal_palette_set_source (drawing->cr, drawing->palette->dim, 0.6);
  cairo_rectangle (drawing->cr, CAL_TIMELINE_MARGIN, CAL_TIMELINE_BASE - 0.5,
                   MAX (drawing->scene->width - 2 * CAL_TIMELINE_MARGIN, 0), 1);
  cairo_fill (drawing->cr);
}

/**
 * cal_timeline_draw:
 * @timeline: a timeline
 * @scene: what is shown of it
 * @cr: where it is drawn, from 0, 0
 * @palette: colours
 *
 * Draws a timeline of %CAL_TIMELINE_HEIGHT. Where a slot has less than
 * %CAL_TIMELINE_LEAST_SLOT pixels, a mark stands for several entries, as many as
 * cal_timeline_bundle() says: its height for how many of them go up, and down.
 */
void
cal_timeline_draw (const CalTimeline *timeline,
                   const CalTimelineScene *scene,
                   cairo_t *cr,
                   const CalPalette *palette)
{
  guint64 size = cal_timeline_size (timeline);
  Drawing drawing = {
    .timeline = timeline,
    .scene = scene,
    .palette = palette,
    .cr = cr,
    .first = (guint64) MAX (floor (scene->first), 0),
    .end = MIN ((guint64) MAX (ceil (scene->first + scene->shown), 0), size),
  };

  cairo_save (cr);
  if (size == 0)
    {
      g_autofree char *text = cal_timeline_describe (timeline);

      cal_text_draw (cr, text, CAL_TEXT_BODY, FALSE, palette->dim, scene->width / 2,
                     CAL_TIMELINE_BASE, CAL_ALIGN_CENTER);
      cairo_restore (cr);
      return;
    }
  cairo_rectangle (cr, 0, 0, scene->width, CAL_TIMELINE_HEIGHT);
  cairo_clip (cr);
  draw_sittings (&drawing);
  draw_base (&drawing);
  if (cal_timeline_bundle (scene) == 1)
    {
      draw_batches (&drawing);
      draw_arcs (&drawing);
    }
  draw_marks (&drawing);
  draw_own (&drawing);
  draw_axis (&drawing);
  draw_compared (&drawing);
  draw_playhead (&drawing);
  cairo_restore (cr);
}
