/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

/* A colour as 0xRRGGBB. */
typedef guint32 CalColor;

/**
 * CalPalette:
 * The colours of one appearance, the same on screen and on paper. @tints and
 * @patches run from the lowest diagonal of the grid to the highest.
 */
typedef struct
{
  CalColor tints[5];
  CalColor patches[5];
  CalColor window;
  CalColor side;
  CalColor card;
  CalColor text;
  CalColor dim;
  CalColor accent_text;
  CalColor accent;
  CalColor flagged;
  CalColor disputed;
  CalColor evidence;
  CalColor parked;
  CalColor discussed;
  CalColor bar;
  CalColor before;
  CalColor band;
  CalColor band_edge;
  CalColor up;
  CalColor down;
  CalColor down_hatch;
  CalColor down_hatch_ground;
  CalColor seal;
  CalColor past;
  CalColor past_text;
  /* A chip at rest and one that was moved: white laid over the tint. */
  double chip_alpha;
  double chip_moved_alpha;
} CalPalette;

extern const CalPalette cal_palette_light;
extern const CalPalette cal_palette_dark;

guint cal_palette_step (guint performance, guint n_performance, guint potential, guint n_potential);
void cal_palette_set_source (cairo_t *cr, CalColor color, double alpha);
