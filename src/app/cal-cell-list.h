/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cal-board-view.h"
#include "app/cal-seating.h"

G_BEGIN_DECLS

#define CAL_TYPE_CELL_LIST (cal_cell_list_get_type ())
G_DECLARE_FINAL_TYPE (CalCellList, cal_cell_list, CAL, CELL_LIST, GtkWidget)

/*
 * Signals:
 *   close (): somebody is done with the list
 */
GtkWidget *cal_cell_list_new (CalBoardView *view, guint cell);
void cal_cell_list_refresh (CalCellList *self, CalSeating *seating);
guint cal_cell_list_get_n_shown (CalCellList *self);

G_END_DECLS
