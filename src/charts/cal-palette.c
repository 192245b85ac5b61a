/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-palette.h"

const CalPalette cal_palette_light = {
  .tints = { 0xcbdcf0, 0xe0e9f2, 0xefedea, 0xf8ead0, 0xf6dca6 },
  .patches = { 0x4676ad, 0x6384a6, 0x827c75, 0xa27a24, 0x8f6408 },
  .window = 0xfafafa,
  .side = 0xf3f3f3,
  .card = 0xffffff,
  .text = 0x2d2d31,
  .dim = 0x5a5860,
  .accent_text = 0x1858a8,
  .accent = 0x1c71d8,
  .flagged = 0x8a4600,
  .disputed = 0x7a2f9b,
  .evidence = 0x6b5200,
  .parked = 0x5a5860,
  .discussed = 0x56545c,
  .bar = 0x3d6491,
  .before = 0x2d2d31,
  .band = 0xd8d2c4,
  .band_edge = 0x8a8271,
  .up = 0x1c71d8,
  .down = 0xa8650a,
  .down_hatch = 0xc98f35,
  .down_hatch_ground = 0xecc88c,
  .seal = 0x1f7a4d,
  .past = 0xfbf1d3,
  .past_text = 0x3d2f10,
  .chip_alpha = 0.62,
  .chip_moved_alpha = 1.0,
};

const CalPalette cal_palette_dark = {
  .tints = { 0x1f3146, 0x29323c, 0x323130, 0x3a3325, 0x493a1c },
  .patches = { 0x6c9fd8, 0x86a3c2, 0xa19c95, 0xc49f55, 0xdcae4a },
  .window = 0x242424,
  .side = 0x2a2a2a,
  .card = 0x303030,
  .text = 0xf2f2f2,
  .dim = 0xc0bec4,
  .accent_text = 0x8fc0ff,
  .accent = 0x3584e4,
  .flagged = 0xffb86b,
  .disputed = 0xdfb0f4,
  .evidence = 0xe6cf7a,
  .parked = 0xc6c4ca,
  .discussed = 0xc0bec4,
  .bar = 0x79a7dc,
  .before = 0xf2f2f2,
  .band = 0x5b5546,
  .band_edge = 0xb3a98f,
  .up = 0x78aeed,
  .down = 0xe0a54a,
  .down_hatch = 0xe0a54a,
  .down_hatch_ground = 0x5b4520,
  .seal = 0x7fd6a8,
  .past = 0x3a3115,
  .past_text = 0xf3e3b3,
  .chip_alpha = 0.065,
  .chip_moved_alpha = 0.09,
};

/**
 * cal_palette_step:
 * @performance: level, from 1
 * @n_performance: how many levels the scale has
 * @potential: level, from 1
 * @n_potential: how many levels the scale has
 *
 * Returns: which of the five steps along the grid's diagonal the cell takes, 0
 *   at the lowest corner to 4 at the highest
 */
guint
cal_palette_step (guint performance, guint n_performance, guint potential, guint n_potential)
{
  guint along = performance + potential - 2;
  guint longest = n_performance + n_potential - 2;

  return (4 * along + longest / 2) / longest;
}

/**
 * cal_palette_set_source:
 * @cr: a context
 * @color: the colour
 * @alpha: 0 to 1
 *
 * Makes @color the source of what is drawn next.
 */
void
cal_palette_set_source (cairo_t *cr, CalColor color, double alpha)
{
  cairo_set_source_rgba (cr, (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0,
                         (color & 0xff) / 255.0, alpha);
}
