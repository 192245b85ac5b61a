/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cal-board-view.h"

G_BEGIN_DECLS

#define CAL_TYPE_PATH_OVERLAY (cal_path_overlay_get_type ())
G_DECLARE_FINAL_TYPE (CalPathOverlay, cal_path_overlay, CAL, PATH_OVERLAY, GtkWidget)

GtkWidget *cal_path_overlay_new (CalBoardView *view);
void cal_path_overlay_show (CalPathOverlay *self, const CalBoard *board, guint subject);

G_END_DECLS
