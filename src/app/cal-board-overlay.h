/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "charts/cal-board-layout.h"
#include "core/cal-board.h"

G_BEGIN_DECLS

#define CAL_TYPE_BOARD_OVERLAY (cal_board_overlay_get_type ())
G_DECLARE_FINAL_TYPE (CalBoardOverlay, cal_board_overlay, CAL, BOARD_OVERLAY, GtkWidget)

GtkWidget *cal_board_overlay_new (void);
void cal_board_overlay_set_link (CalBoardOverlay *self, const CalRect *from, const CalRect *to);
void cal_board_overlay_set_ghost (CalBoardOverlay *self,
                                  const CalBoard *board,
                                  guint index,
                                  const CalRect *place);
void cal_board_overlay_set_slot (CalBoardOverlay *self, const CalRect *slot);
void cal_board_overlay_set_band (CalBoardOverlay *self, const CalRect *band);

G_END_DECLS
