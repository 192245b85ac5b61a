/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "charts/cal-chart-text.h"
#include "charts/cal-palette.h"

/**
 * CalInk:
 * Which of a palette's colours a shape has. A scene is laid out once and then
 * drawn in any palette.
 */
typedef enum
{
  CAL_INK_TEXT,
  CAL_INK_DIM,
  CAL_INK_CARD,
  CAL_INK_ACCENT,
  CAL_INK_ACCENT_TEXT,
  CAL_INK_BEFORE,
  CAL_INK_BAND,
  CAL_INK_BAND_EDGE,
  CAL_INK_UP,
  CAL_INK_DOWN,
  CAL_INK_DOWN_HATCH,
  CAL_INK_DOWN_GROUND,
  CAL_INK_TINT,
  CAL_INK_PATCH = CAL_INK_TINT + 5,
  CAL_INK_N = CAL_INK_PATCH + 5,
} CalInk;

/**
 * CalSceneForm:
 * @CAL_FORM_FILL: a rectangle, its corners rounded by the radius
 * @CAL_FORM_OUTLINE: its edge, drawn inside it
 * @CAL_FORM_HATCH: slanted lines, clipped to it
 * @CAL_FORM_LINE: from its corner to the opposite one
 * @CAL_FORM_CIRCLE: the circle that fills it
 * @CAL_FORM_DIAMOND: the diamond that fills it, open
 * @CAL_FORM_RIBBON: a band that swings from the left edge to the right one
 * @CAL_FORM_TEXT: a text at its corner
 */
typedef enum
{
  CAL_FORM_FILL,
  CAL_FORM_OUTLINE,
  CAL_FORM_HATCH,
  CAL_FORM_LINE,
  CAL_FORM_CIRCLE,
  CAL_FORM_DIAMOND,
  CAL_FORM_RIBBON,
  CAL_FORM_TEXT,
} CalSceneForm;

/**
 * CalSceneShape:
 * @form: what it is
 * @ink: its colour
 * @alpha: how much it covers
 * @box: where it is; a line and a ribbon go from its top left to its bottom
 *   right corner, for either way its height may be below 0
 * @line: the width of its line; of a ribbon, how thick the ribbon is
 * @radius: of rounded corners
 * @dashed: whether its line is dashed
 * @open: whether a circle is hollow
 * @hatched: whether a ribbon is hatched
 * @layout: (nullable): the text
 * @halo: whether the text stands on a rim of the card's colour
 */
typedef struct
{
  CalSceneForm form;
  CalInk ink;
  double alpha;
  cairo_rectangle_t box;
  double line;
  double radius;
  gboolean dashed;
  gboolean open;
  gboolean hatched;
  PangoLayout *layout;
  gboolean halo;
} CalSceneShape;

/**
 * CalSceneMark:
 * @form: %CAL_FORM_FILL for a rectangle, else %CAL_FORM_LINE or %CAL_FORM_RIBBON
 * @area: what the pointer hits, as the box of a #CalSceneShape of that form
 * @thickness: of a line or ribbon
 */
typedef struct
{
  CalSceneForm form;
  cairo_rectangle_t area;
  double thickness;
} CalSceneMark;

/**
 * CalScene:
 * @width: for which width it was laid out
 * @asked: which height was asked for
 * @height: how high it became
 * @shapes: (element-type CalSceneShape): what to draw, first to last
 * @marks: (element-type CalSceneMark): what has something to tell
 *
 * A chart laid out: shapes that need nothing but a palette to be drawn, and the
 * places that the pointer and the arrow keys find.
 */
typedef struct
{
  double width;
  double asked;
  double height;
  GArray *shapes;
  GArray *marks;
} CalScene;

CalScene *cal_scene_new (double width, double asked);
void cal_scene_free (CalScene *scene);

void
cal_scene_fill (CalScene *scene, cairo_rectangle_t box, double radius, CalInk ink, double alpha);
void cal_scene_outline (CalScene *scene, cairo_rectangle_t box, CalInk ink, double line);
void cal_scene_hatch (CalScene *scene, cairo_rectangle_t box, CalInk ink, double alpha);
void cal_scene_line (CalScene *scene,
                     double x1,
                     double y1,
                     double x2,
                     double y2,
                     CalInk ink,
                     double alpha,
                     double line,
                     gboolean dashed);
void
cal_scene_circle (CalScene *scene, double x, double y, double radius, CalInk ink, gboolean open);
void cal_scene_diamond (CalScene *scene, double x, double y, double radius, CalInk ink);
void cal_scene_ribbon (CalScene *scene,
                       cairo_rectangle_t box,
                       double thickness,
                       CalInk ink,
                       double alpha);
void cal_scene_hatched_ribbon (CalScene *scene, cairo_rectangle_t box, double thickness);
double cal_scene_text (CalScene *scene,
                       const char *text,
                       double size,
                       gboolean bold,
                       CalInk ink,
                       double x,
                       double baseline,
                       CalAlign align);
void cal_scene_layout (CalScene *scene,
                       PangoLayout *layout,
                       CalInk ink,
                       double x,
                       double baseline,
                       CalAlign align);
void cal_scene_label (CalScene *scene,
                      const char *text,
                      gboolean bold,
                      CalInk ink,
                      double x,
                      double middle,
                      double room);
void cal_scene_halo (CalScene *scene);

void cal_scene_mark (CalScene *scene, cairo_rectangle_t area);
void cal_scene_mark_ribbon (CalScene *scene, cairo_rectangle_t area, double thickness);
void cal_scene_mark_line (CalScene *scene, double x1, double y1, double x2, double y2);
gboolean cal_scene_hit (const CalScene *scene, double x, double y, guint *mark);
cairo_rectangle_t cal_scene_mark_area (const CalScene *scene, guint mark);

void cal_scene_draw (const CalScene *scene, cairo_t *cr, const CalPalette *palette);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalScene, cal_scene_free)
