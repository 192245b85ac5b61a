/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cal-chip.h"

G_BEGIN_DECLS

#define CAL_TYPE_CELL (cal_cell_get_type ())
G_DECLARE_FINAL_TYPE (CalCell, cal_cell, CAL, CELL, GtkWidget)

GtkWidget *cal_cell_new (void);
void cal_cell_set_place (CalCell *self, const CalBoard *board, guint cell);
void cal_cell_set_layout (CalCell *self, const CalBoardLayout *layout);
void cal_cell_set_counts (CalCell *self, guint count, guint placed, guint n_moved);
void cal_cell_set_preview (CalCell *self, const char *change, const char *consequence);
void cal_cell_take_chips (CalCell *self, GPtrArray *chips);
GPtrArray *cal_cell_get_chips (CalCell *self);

G_END_DECLS
