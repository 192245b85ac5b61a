/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-scene.h"

#include <math.h>

/* A ribbon or a line is a hair's breadth: this far beside it the pointer still
 * hits. */
#define SLOP 3.0

static void
shape_clear (gpointer data)
{
  g_clear_object (&((CalSceneShape *) data)->layout);
}

static CalSceneShape *
add (CalScene *scene, CalSceneForm form, cairo_rectangle_t box, CalInk ink, double alpha)
{
  CalSceneShape shape = { .form = form, .ink = ink, .alpha = alpha, .box = box, .line = 1 };

  g_array_append_val (scene->shapes, shape);
  return &g_array_index (scene->shapes, CalSceneShape, scene->shapes->len - 1);
}

/**
 * cal_scene_new:
 * @width: in pixels
 * @asked: the height that there is, in pixels
 *
 * Returns: (transfer full): an empty scene
 */
CalScene *
cal_scene_new (double width, double asked)
{
  CalScene *scene = g_new0 (CalScene, 1);

  scene->width = width;
  scene->asked = asked;
  scene->shapes = g_array_new (FALSE, FALSE, sizeof (CalSceneShape));
  g_array_set_clear_func (scene->shapes, shape_clear);
  scene->marks = g_array_new (FALSE, FALSE, sizeof (CalSceneMark));
  return scene;
}

/**
 * cal_scene_free:
 * @scene: (nullable): a scene
 */
void
cal_scene_free (CalScene *scene)
{
  if (scene == NULL)
    return;
  g_array_unref (scene->shapes);
  g_array_unref (scene->marks);
  g_free (scene);
}

/**
 * cal_scene_fill:
 * @radius: of its corners
 *
 * Adds a filled rectangle.
 */
void
cal_scene_fill (CalScene *scene, cairo_rectangle_t box, double radius, CalInk ink, double alpha)
{
  add (scene, CAL_FORM_FILL, box, ink, alpha)->radius = radius;
}

/**
 * cal_scene_outline:
 * @line: how thick, in pixels
 *
 * Adds a hollow rectangle.
 */
void
cal_scene_outline (CalScene *scene, cairo_rectangle_t box, CalInk ink, double line)
{
  add (scene, CAL_FORM_OUTLINE, box, ink, 1)->line = line;
}

/**
 * cal_scene_hatch:
 *
 * Adds slanted lines over a rectangle, so that it is told from a bar without
 * colour.
 */
void
cal_scene_hatch (CalScene *scene, cairo_rectangle_t box, CalInk ink, double alpha)
{
  add (scene, CAL_FORM_HATCH, box, ink, alpha);
}

/**
 * cal_scene_line:
 * @line: how thick, in pixels
 *
 * Adds a straight line.
 */
void
cal_scene_line (CalScene *scene,
                double x1,
                double y1,
                double x2,
                double y2,
                CalInk ink,
                double alpha,
                double line,
                gboolean dashed)
{
  CalSceneShape *shape =
      add (scene, CAL_FORM_LINE, (cairo_rectangle_t){ x1, y1, x2 - x1, y2 - y1 }, ink, alpha);

  shape->line = line;
  shape->dashed = dashed;
}

/**
 * cal_scene_circle:
 * @open: whether it is hollow
 *
 * Adds a circle; a hollow one is filled with the card's colour.
 */
void
cal_scene_circle (CalScene *scene, double x, double y, double radius, CalInk ink, gboolean open)
{
  CalSceneShape *shape =
      add (scene, CAL_FORM_CIRCLE,
           (cairo_rectangle_t){ x - radius, y - radius, 2 * radius, 2 * radius }, ink, 1);

  shape->open = open;
  shape->line = 1.5;
}

/**
 * cal_scene_diamond:
 *
 * Adds a hollow diamond, filled with the card's colour.
 */
void
cal_scene_diamond (CalScene *scene, double x, double y, double radius, CalInk ink)
{
  add (scene, CAL_FORM_DIAMOND,
       (cairo_rectangle_t){ x - radius, y - radius, 2 * radius, 2 * radius }, ink, 1);
}

/**
 * cal_scene_ribbon:
 * @box: its upper edge goes from the left of this box's top to the right of its
 *   bottom
 * @thickness: from its upper to its lower edge
 *
 * Adds a band that leaves and arrives level.
 */
void
cal_scene_ribbon (CalScene *scene,
                  cairo_rectangle_t box,
                  double thickness,
                  CalInk ink,
                  double alpha)
{
  add (scene, CAL_FORM_RIBBON, box, ink, alpha)->line = thickness;
}

/**
 * cal_scene_hatched_ribbon:
 *
 * As cal_scene_ribbon(), hatched in the colours of what went down.
 */
void
cal_scene_hatched_ribbon (CalScene *scene, cairo_rectangle_t box, double thickness)
{
  CalSceneShape *shape = add (scene, CAL_FORM_RIBBON, box, CAL_INK_DOWN_GROUND, 1);

  shape->line = thickness;
  shape->hatched = TRUE;
}

/**
 * cal_scene_text:
 *
 * Adds a text on one line; see cal_text_show().
 *
 * Returns: its width
 */
double
cal_scene_text (CalScene *scene,
                const char *text,
                double size,
                gboolean bold,
                CalInk ink,
                double x,
                double baseline,
                CalAlign align)
{
  PangoLayout *layout = cal_text_layout (text, size, bold, 0);

  cal_scene_layout (scene, layout, ink, x, baseline, align);
  return cal_text_layout_width (layout);
}

/**
 * cal_scene_layout:
 * @layout: (transfer full): a text laid out
 *
 * Adds a text; see cal_text_show().
 */
void
cal_scene_layout (CalScene *scene,
                  PangoLayout *layout,
                  CalInk ink,
                  double x,
                  double baseline,
                  CalAlign align)
{
  double width = cal_text_layout_width (layout);
  double left = align == CAL_ALIGN_CENTER ? x - width / 2 : align == CAL_ALIGN_END ? x - width : x;

  add (scene, CAL_FORM_TEXT,
       (cairo_rectangle_t){ left, baseline, width, cal_text_layout_height (layout) }, ink, 1)
      ->layout = layout;
}

/**
 * cal_scene_label:
 * @middle: the y of the middle of all its lines
 * @room: how wide they may be
 *
 * Adds a name, on as many lines as it needs.
 */
void
cal_scene_label (CalScene *scene,
                 const char *text,
                 gboolean bold,
                 CalInk ink,
                 double x,
                 double middle,
                 double room)
{
  PangoLayout *layout = cal_text_layout (text, CAL_TEXT_CHART, bold, room);
  double baseline = (double) pango_layout_get_baseline (layout) / PANGO_SCALE;

  cal_scene_layout (scene, layout, ink, x, middle - cal_text_layout_height (layout) / 2 + baseline,
                    CAL_ALIGN_START);
}

/**
 * cal_scene_halo:
 *
 * Gives the text that was added last a rim, so that it is read over bars and
 * lines.
 */
void
cal_scene_halo (CalScene *scene)
{
  g_return_if_fail (scene->shapes->len > 0);

  g_array_index (scene->shapes, CalSceneShape, scene->shapes->len - 1).halo = TRUE;
}

/**
 * cal_scene_mark:
 *
 * Adds a mark: the next number of those that have something to tell.
 */
void
cal_scene_mark (CalScene *scene, cairo_rectangle_t area)
{
  CalSceneMark mark = { CAL_FORM_FILL, area, 0 };

  g_array_append_val (scene->marks, mark);
}

/**
 * cal_scene_mark_ribbon:
 *
 * Adds a mark that is a ribbon.
 */
void
cal_scene_mark_ribbon (CalScene *scene, cairo_rectangle_t area, double thickness)
{
  CalSceneMark mark = { CAL_FORM_RIBBON, area, thickness };

  g_array_append_val (scene->marks, mark);
}

/**
 * cal_scene_mark_line:
 *
 * Adds a mark that is a line.
 */
void
cal_scene_mark_line (CalScene *scene, double x1, double y1, double x2, double y2)
{
  CalSceneMark mark = { CAL_FORM_LINE, { x1, y1, x2 - x1, y2 - y1 }, 1 };

  g_array_append_val (scene->marks, mark);
}

/* Where the upper edge of a ribbon is at @x: the curve's control points lie half
 * way across, so its parameter is found by halving. */
static double
ribbon_top (const cairo_rectangle_t *box, double x)
{
  double across = (x - box->x) / box->width;
  double low = 0;
  double high = 1;
  double t = 0.5;

  for (guint i = 0; i < 30; i++)
    {
      t = (low + high) / 2;
      if (1.5 * t * (1 - t) * (1 - t) + 1.5 * t * t * (1 - t) + t * t * t < across)
        low = t;
      else
        high = t;
    }
  return box->y + box->height * t * t * (3 - 2 * t);
}

static gboolean
mark_contains (const CalSceneMark *mark, double x, double y)
{
  const cairo_rectangle_t *area = &mark->area;
  double top = area->y;
  double height = area->height;
  double slop = 0;

  if (x < area->x || x >= area->x + area->width)
    return FALSE;
  if (mark->form != CAL_FORM_FILL)
    {
      top = mark->form == CAL_FORM_RIBBON ? ribbon_top (area, x)
                                          : area->y + area->height * (x - area->x) / area->width;
      height = mark->thickness;
      slop = SLOP;
    }
  return y >= top - slop && y < top + height + slop;
}

/**
 * cal_scene_hit:
 * @mark: (out): the mark at that place, the topmost where there are several
 *
 * Returns: whether there is one
 */
gboolean
cal_scene_hit (const CalScene *scene, double x, double y, guint *mark)
{
  for (guint i = scene->marks->len; i > 0; i--)
    if (mark_contains (&g_array_index (scene->marks, CalSceneMark, i - 1), x, y))
      {
        *mark = i - 1;
        return TRUE;
      }
  return FALSE;
}

/**
 * cal_scene_mark_area:
 *
 * Returns: the rectangle that holds the mark
 */
cairo_rectangle_t
cal_scene_mark_area (const CalScene *scene, guint mark)
{
  const CalSceneMark *found;

  g_return_val_if_fail (mark < scene->marks->len, ((cairo_rectangle_t){ 0, 0, 0, 0 }));

  found = &g_array_index (scene->marks, CalSceneMark, mark);
  if (found->form == CAL_FORM_FILL)
    return found->area;
  return (cairo_rectangle_t){ found->area.x,
                              MIN (found->area.y, found->area.y + found->area.height),
                              found->area.width, fabs (found->area.height) + found->thickness };
}
