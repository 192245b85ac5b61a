/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "charts/cal-palette.h"
#include "core/cal-board.h"

/**
 * CalMark:
 * What a chip says about its subject besides the name, in the order in which
 * marks stand on it. Each has a shape of its own, so that nothing is said by
 * colour alone.
 */
typedef enum
{
  CAL_MARK_MOVED = 1 << 0,
  CAL_MARK_DISPUTED = 1 << 1,
  CAL_MARK_FLAGGED = 1 << 2,
  CAL_MARK_EVIDENCE = 1 << 3,
  CAL_MARK_PARKED = 1 << 4,
  CAL_MARK_DISCUSSED = 1 << 5,
} CalMark;

#define CAL_MARK_LAST CAL_MARK_DISCUSSED
#define CAL_MARK_SIZE 14

CalMark cal_marks_of_subject (const CalBoard *board, guint index);
void cal_mark_draw (CalMark mark,
                    cairo_t *cr,
                    double x,
                    double y,
                    double size,
                    const CalPalette *palette);
void cal_mark_draw_move (CalPlacement from,
                         CalPlacement to,
                         cairo_t *cr,
                         double x,
                         double y,
                         double size,
                         const CalPalette *palette);
