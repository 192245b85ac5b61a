/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-chart-shape.h"

/**
 * cal_shape_rounded:
 * @r: a rectangle
 * @radius: of its corners; less where the rectangle is too small for it
 *
 * Adds a rounded rectangle to the path.
 */
void
cal_shape_rounded (cairo_t *cr, const cairo_rectangle_t *r, double radius)
{
  double right = r->x + r->width;
  double bottom = r->y + r->height;

  radius = MIN (radius, MIN (r->width, r->height) / 2);
  cairo_new_sub_path (cr);
  cairo_arc (cr, right - radius, r->y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, right - radius, bottom - radius, radius, 0, G_PI_2);
  cairo_arc (cr, r->x + radius, bottom - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, r->x + radius, r->y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

/**
 * cal_shape_fill:
 *
 * Fills a rectangle.
 */
void
cal_shape_fill (cairo_t *cr, const cairo_rectangle_t *r, CalColor color)
{
  cal_palette_set_source (cr, color, 1);
  cairo_rectangle (cr, r->x, r->y, r->width, r->height);
  cairo_fill (cr);
}

/**
 * cal_shape_fill_rounded:
 *
 * Fills a rounded rectangle.
 */
void
cal_shape_fill_rounded (cairo_t *cr,
                        const cairo_rectangle_t *r,
                        double radius,
                        CalColor color,
                        double alpha)
{
  cal_shape_rounded (cr, r, radius);
  cal_palette_set_source (cr, color, alpha);
  cairo_fill (cr);
}

/**
 * cal_shape_outline:
 * @line: the outline's width
 *
 * Draws a rectangle's outline, within it.
 */
void
cal_shape_outline (cairo_t *cr, const cairo_rectangle_t *r, CalColor color, double line)
{
  cal_palette_set_source (cr, color, 1);
  cairo_set_line_width (cr, line);
  cairo_rectangle (cr, r->x + line / 2, r->y + line / 2, MAX (r->width - line, 0),
                   MAX (r->height - line, 0));
  cairo_stroke (cr);
}
