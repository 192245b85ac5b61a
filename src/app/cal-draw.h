/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "charts/cal-palette.h"

GdkRGBA cal_draw_rgba (CalColor color, double alpha);
void cal_draw_fill (GtkSnapshot *snapshot, const GskRoundedRect *shape, GdkRGBA color);
void
cal_draw_outline (GtkSnapshot *snapshot, const GskRoundedRect *shape, float width, GdkRGBA color);
void cal_draw_dashed (cairo_t *cr, double width, double height, double radius, CalColor color);
PangoLayout *
cal_draw_layout (GtkWidget *widget, const char *text, double size, gboolean bold, int *width);
void cal_draw_text (GtkSnapshot *snapshot, PangoLayout *layout, int x, int y, GdkRGBA color);
