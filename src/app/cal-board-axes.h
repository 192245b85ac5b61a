/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "charts/cal-board-layout.h"
#include "core/cal-board.h"

void cal_board_axes_draw (GtkWidget *widget,
                          GtkSnapshot *snapshot,
                          const CalBoard *board,
                          const CalBoardLayout *layout);
