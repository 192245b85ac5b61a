/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-chart-shape.h"
#include "charts/cal-scene.h"

#define HATCH_PITCH 6.0
#define HALO 3.0

static CalColor
color_of (CalInk ink, const CalPalette *palette)
{
  switch (ink)
    {
    case CAL_INK_TEXT:
      return palette->text;
    case CAL_INK_DIM:
      return palette->dim;
    case CAL_INK_CARD:
      return palette->card;
    case CAL_INK_ACCENT:
      return palette->accent;
    case CAL_INK_ACCENT_TEXT:
      return palette->accent_text;
    case CAL_INK_BEFORE:
      return palette->before;
    case CAL_INK_BAND:
      return palette->band;
    case CAL_INK_BAND_EDGE:
      return palette->band_edge;
    case CAL_INK_UP:
      return palette->up;
    case CAL_INK_DOWN:
      return palette->down;
    case CAL_INK_DOWN_HATCH:
      return palette->down_hatch;
    case CAL_INK_DOWN_GROUND:
      return palette->down_hatch_ground;
    case CAL_INK_TINT:
    case CAL_INK_PATCH:
    case CAL_INK_N:
    default:
      return ink >= CAL_INK_PATCH ? palette->patches[ink - CAL_INK_PATCH]
                                  : palette->tints[ink - CAL_INK_TINT];
    }
}

static void
stroke_hatch (cairo_t *cr, double x, double y, double width, double height)
{
  cairo_set_line_width (cr, 1);
  for (double along = x - height; along < x + width; along += HATCH_PITCH)
    {
      cairo_move_to (cr, along, y + height);
      cairo_line_to (cr, along + height, y);
    }
  cairo_stroke (cr);
}

static void
draw_hatch (cairo_t *cr, const CalSceneShape *shape)
{
  const cairo_rectangle_t *box = &shape->box;

  cairo_save (cr);
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  cairo_clip (cr);
  stroke_hatch (cr, box->x, box->y, box->width, box->height);
  cairo_restore (cr);
}

static void
draw_ribbon (cairo_t *cr, const CalSceneShape *shape, const CalPalette *palette)
{
  double x = shape->box.x;
  double y = shape->box.y;
  double right = x + shape->box.width;
  double end = y + shape->box.height;
  double middle = (x + right) / 2;
  double top = MIN (y, end);

  cairo_move_to (cr, x, y);
  cairo_curve_to (cr, middle, y, middle, end, right, end);
  cairo_line_to (cr, right, end + shape->line);
  cairo_curve_to (cr, middle, end + shape->line, middle, y + shape->line, x, y + shape->line);
  cairo_close_path (cr);
  if (!shape->hatched)
    {
      cairo_fill (cr);
      return;
    }
  cairo_save (cr);
  cairo_fill_preserve (cr);
  cal_palette_set_source (cr, palette->down_hatch, 1);
  cairo_set_line_width (cr, 1);
  cairo_stroke_preserve (cr);
  cairo_clip (cr);
  stroke_hatch (cr, x, top, right - x, MAX (y, end) - top + shape->line);
  cairo_restore (cr);
}

static void
draw_round (cairo_t *cr, const CalSceneShape *shape, const CalPalette *palette)
{
  const cairo_rectangle_t *box = &shape->box;
  double x = box->x + box->width / 2;
  double y = box->y + box->height / 2;
  gboolean open = shape->open || shape->form == CAL_FORM_DIAMOND;

  cairo_new_sub_path (cr);
  if (shape->form == CAL_FORM_CIRCLE)
    cairo_arc (cr, x, y, box->width / 2 - (open ? shape->line / 2 : 0), 0, 2 * G_PI);
  else
    {
      cairo_move_to (cr, x, box->y);
      cairo_line_to (cr, box->x + box->width, y);
      cairo_line_to (cr, x, box->y + box->height);
      cairo_line_to (cr, box->x, y);
      cairo_close_path (cr);
    }
  if (!open)
    {
      cairo_fill (cr);
      return;
    }
  cal_palette_set_source (cr, palette->card, 1);
  cairo_fill_preserve (cr);
  cal_palette_set_source (cr, color_of (shape->ink, palette), shape->alpha);
  cairo_set_line_width (cr, shape->line);
  cairo_stroke (cr);
}

static void
draw_line (cairo_t *cr, const CalSceneShape *shape)
{
  static const double dashes[] = { 2.5, 2.5 };

  cairo_save (cr);
  if (shape->dashed)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_width (cr, shape->line);
  cairo_move_to (cr, shape->box.x, shape->box.y);
  cairo_line_to (cr, shape->box.x + shape->box.width, shape->box.y + shape->box.height);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_text (cairo_t *cr, const CalSceneShape *shape, const CalPalette *palette)
{
  if (shape->halo)
    {
      cairo_save (cr);
      cal_palette_set_source (cr, palette->card, 1);
      cairo_set_line_width (cr, HALO);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_move_to (cr, shape->box.x,
                     shape->box.y
                         - (double) pango_layout_get_baseline (shape->layout) / PANGO_SCALE);
      pango_cairo_layout_path (cr, shape->layout);
      cairo_stroke (cr);
      cairo_restore (cr);
    }
  cal_text_show (cr, shape->layout, color_of (shape->ink, palette), shape->box.x, shape->box.y,
                 CAL_ALIGN_START);
}

static void
draw_shape (cairo_t *cr, const CalSceneShape *shape, const CalPalette *palette)
{
  cal_palette_set_source (cr, color_of (shape->ink, palette), shape->alpha);
  switch (shape->form)
    {
    case CAL_FORM_FILL:
      cal_shape_rounded (cr, &shape->box, shape->radius);
      cairo_fill (cr);
      break;
    case CAL_FORM_OUTLINE:
      cal_shape_outline (cr, &shape->box, color_of (shape->ink, palette), shape->line);
      break;
    case CAL_FORM_HATCH:
      draw_hatch (cr, shape);
      break;
    case CAL_FORM_LINE:
      draw_line (cr, shape);
      break;
    case CAL_FORM_RIBBON:
      draw_ribbon (cr, shape, palette);
      break;
    case CAL_FORM_TEXT:
      draw_text (cr, shape, palette);
      break;
    case CAL_FORM_CIRCLE:
    case CAL_FORM_DIAMOND:
    default:
      draw_round (cr, shape, palette);
      break;
    }
}

/**
 * cal_scene_draw:
 * @cr: the context; the scene's corner is at its origin
 * @palette: the colours
 *
 * Draws all shapes, first to last.
 */
void
cal_scene_draw (const CalScene *scene, cairo_t *cr, const CalPalette *palette)
{
  g_return_if_fail (scene != NULL && cr != NULL && palette != NULL);

  for (guint i = 0; i < scene->shapes->len; i++)
    draw_shape (cr, &g_array_index (scene->shapes, CalSceneShape, i), palette);
}
