/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "charts/cal-palette.h"
#include "core/cal-board.h"

void cal_board_picture_draw (const CalBoard *board,
                             cairo_t *cr,
                             double width,
                             double height,
                             const CalPalette *palette);
gboolean cal_board_picture_write_file (const CalBoard *board,
                                       const char *path,
                                       double width,
                                       double height,
                                       const CalPalette *palette,
                                       GError **error);
