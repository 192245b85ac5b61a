/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "charts/cal-palette.h"

void cal_shape_rounded (cairo_t *cr, const cairo_rectangle_t *r, double radius);
void cal_shape_fill (cairo_t *cr, const cairo_rectangle_t *r, CalColor color);
void cal_shape_fill_rounded (cairo_t *cr,
                             const cairo_rectangle_t *r,
                             double radius,
                             CalColor color,
                             double alpha);
void cal_shape_outline (cairo_t *cr, const cairo_rectangle_t *r, CalColor color, double line);
