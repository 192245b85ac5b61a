/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cal-board-view.h"

G_BEGIN_DECLS

#define CAL_TYPE_HOLDING_AREA (cal_holding_area_get_type ())
G_DECLARE_FINAL_TYPE (CalHoldingArea, cal_holding_area, CAL, HOLDING_AREA, GtkWidget)

GtkWidget *cal_holding_area_new (CalBoardView *view);
guint cal_holding_area_get_n_shown (CalHoldingArea *self);

G_END_DECLS
