/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "charts/cal-board-layout.h"
#include "charts/cal-palette.h"
#include "core/cal-board.h"

/**
 * CalPictureChip:
 * @name: the subject's name
 * @detail: (nullable): a second line, where there is room for one
 * @key: by which names are sorted
 * @before: the rater's placement
 * @now: the placement on the board
 */
typedef struct
{
  const char *name;
  const char *detail;
  char *key;
  CalPlacement before;
  CalPlacement now;
} CalPictureChip;

gboolean cal_picture_chip_moved (const CalPictureChip *chip);
void cal_picture_draw_chip (cairo_t *cr,
                            const CalPictureChip *chip,
                            const cairo_rectangle_t *r,
                            CalDensity density,
                            const CalPalette *palette);
void cal_picture_draw_cell (cairo_t *cr,
                            const CalBoard *board,
                            const CalBoardLayout *layout,
                            guint cell,
                            const GArray *chips,
                            const CalPalette *palette);
