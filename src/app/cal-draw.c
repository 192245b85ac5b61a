/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-draw.h"

/**
 * cal_draw_rgba:
 * @color: a colour of the palette
 * @alpha: 0 to 1
 *
 * Returns: the colour as GTK takes it
 */
GdkRGBA
cal_draw_rgba (CalColor color, double alpha)
{
  return (GdkRGBA){
    .red = (color >> 16 & 0xff) / 255.0f,
    .green = (color >> 8 & 0xff) / 255.0f,
    .blue = (color & 0xff) / 255.0f,
    .alpha = (float) alpha,
  };
}

/**
 * cal_draw_fill:
 * @snapshot: what is drawn to
 * @shape: a rounded rectangle
 * @color: its colour
 */
void
cal_draw_fill (GtkSnapshot *snapshot, const GskRoundedRect *shape, GdkRGBA color)
{
  gtk_snapshot_push_rounded_clip (snapshot, shape);
  gtk_snapshot_append_color (snapshot, &color, &shape->bounds);
  gtk_snapshot_pop (snapshot);
}

/**
 * cal_draw_outline:
 * @snapshot: what is drawn to
 * @shape: a rounded rectangle
 * @width: of the line, which lies inside
 * @color: its colour
 */
void
cal_draw_outline (GtkSnapshot *snapshot, const GskRoundedRect *shape, float width, GdkRGBA color)
{
  float widths[] = { width, width, width, width };
  GdkRGBA colors[] = { color, color, color, color };

  gtk_snapshot_append_border (snapshot, shape, widths, colors);
}

/**
 * cal_draw_dashed:
 * @cr: a context, its origin at the rectangle's corner
 * @width: the rectangle's width
 * @height: its height
 * @radius: of its corners
 * @color: the line's colour
 *
 * Draws the dashed outline of where somebody was, or would be.
 */
void
cal_draw_dashed (cairo_t *cr, double width, double height, double radius, CalColor color)
{
  static const double dashes[] = { 4, 2.5 };
  const double line = 1.5;
  double near = line / 2 + radius;
  double right = width - line / 2 - radius;
  double bottom = height - line / 2 - radius;

  cairo_new_path (cr);
  cairo_arc (cr, right, near, radius, -G_PI_2, 0);
  cairo_arc (cr, right, bottom, radius, 0, G_PI_2);
  cairo_arc (cr, near, bottom, radius, G_PI_2, G_PI);
  cairo_arc (cr, near, near, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
  cal_palette_set_source (cr, color, 1);
  cairo_set_line_width (cr, line);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (cr);
}

/**
 * cal_draw_layout:
 * @widget: the widget that will show it
 * @text: a text
 * @size: in pixels, one of the scale
 * @bold: whether it is bold
 * @width: (out) (optional): its width in pixels
 *
 * Returns: (transfer full): the text in the widget's font, in one line
 */
PangoLayout *
cal_draw_layout (GtkWidget *widget, const char *text, double size, gboolean bold, int *width)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  PangoFontDescription *font = pango_font_description_copy (
      pango_context_get_font_description (gtk_widget_get_pango_context (widget)));

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_font_description_free (font);
  if (width != NULL)
    pango_layout_get_pixel_size (layout, width, NULL);
  return layout;
}

/**
 * cal_draw_text:
 * @snapshot: what is drawn to
 * @layout: a text
 * @x: its left edge
 * @y: its upper edge
 * @color: its colour
 */
void
cal_draw_text (GtkSnapshot *snapshot, PangoLayout *layout, int x, int y, GdkRGBA color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}
