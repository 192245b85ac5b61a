/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

/**
 * CalPaint:
 * Draws a picture on @cr.
 */
typedef void (*CalPaint) (cairo_t *cr, gconstpointer user_data);

/**
 * CalPaintPage:
 * Draws a page, counted from 0, on @cr.
 */
typedef void (*CalPaintPage) (cairo_t *cr, guint page, gconstpointer user_data);

gboolean cal_picture_can_write (const char *path);
gboolean cal_picture_write_file (const char *path,
                                 double width,
                                 double height,
                                 const char *title,
                                 CalPaint paint,
                                 gconstpointer user_data,
                                 GError **error);
gboolean cal_picture_write_pages (const char *path,
                                  double width,
                                  double height,
                                  const char *title,
                                  guint n_pages,
                                  CalPaintPage paint,
                                  gconstpointer user_data,
                                  GError **error);
