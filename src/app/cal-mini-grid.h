/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/cal-placement.h"

G_BEGIN_DECLS

#define CAL_TYPE_MINI_GRID (cal_mini_grid_get_type ())
G_DECLARE_FINAL_TYPE (CalMiniGrid, cal_mini_grid, CAL, MINI_GRID, GtkWidget)

GtkWidget *cal_mini_grid_new (int box);
void cal_mini_grid_set_counts (CalMiniGrid *self, guint columns, const int *counts, gsize n);
void cal_mini_grid_set_move (CalMiniGrid *self,
                             guint columns,
                             guint rows,
                             CalPlacement from,
                             CalPlacement to);
void cal_mini_grid_set_plain (CalMiniGrid *self, gboolean plain);

G_END_DECLS
