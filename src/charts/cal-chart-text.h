/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <pango/pangocairo.h>

#include "charts/cal-palette.h"

/* The sizes of type, in pixels. */
#define CAL_TEXT_META 11.0
#define CAL_TEXT_SECONDARY 12.0
#define CAL_TEXT_CHART 12.5
#define CAL_TEXT_BODY 13.0
#define CAL_TEXT_TITLE 15.0
#define CAL_TEXT_COUNT 18.0
#define CAL_TEXT_PAGE 20.0
#define CAL_TEXT_LARGE_COUNT 24.0

/**
 * CalAlign:
 * Which point of a text stands at the place that is given for it.
 */
typedef enum
{
  CAL_ALIGN_START,
  CAL_ALIGN_CENTER,
  CAL_ALIGN_END,
} CalAlign;

PangoLayout *cal_text_layout (const char *text, double size, gboolean bold, double width);
PangoLayout *cal_text_layout_markup (const char *markup, double size, double width);
double cal_text_layout_width (PangoLayout *layout);
double cal_text_layout_height (PangoLayout *layout);
void cal_text_show (cairo_t *cr,
                    PangoLayout *layout,
                    CalColor color,
                    double x,
                    double baseline,
                    CalAlign align);

double cal_text_width (const char *text, double size, gboolean bold);
void cal_text_draw (cairo_t *cr,
                    const char *text,
                    double size,
                    gboolean bold,
                    CalColor color,
                    double x,
                    double baseline,
                    CalAlign align);
void cal_text_draw_fitted (cairo_t *cr,
                           const char *text,
                           double size,
                           gboolean bold,
                           CalColor color,
                           double x,
                           double baseline,
                           CalAlign align,
                           double room);
double cal_text_wrapped_height (const char *text, double size, gboolean bold, double room);
char *cal_text_isolated (const char *name);
const char *cal_text_translated (const char *label);
char *cal_text_percent (guint part, guint whole);
