/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "charts/cal-palette.h"
#include "charts/cal-story.h"

/* How wide the little board is, its axis on the left included, in pixels. */
#define CAL_STORY_GRID_WIDTH 256.0

double cal_story_grid_height (const CalStory *story);
void cal_story_grid_cell (const CalStory *story, CalPlacement placement, cairo_rectangle_t *cell);
void cal_story_grid_draw (const CalStory *story,
                          cairo_t *cr,
                          double x,
                          double y,
                          const CalPalette *palette);
