/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/cal-board.h"

G_BEGIN_DECLS

#define CAL_TYPE_DECISION_CELL (cal_decision_cell_get_type ())
G_DECLARE_FINAL_TYPE (CalDecisionCell, cal_decision_cell, CAL, DECISION_CELL, GtkWidget)

GtkWidget *cal_decision_cell_new (void);
void cal_decision_cell_show (CalDecisionCell *self,
                             const CalBoard *board,
                             guint index,
                             guint64 position,
                             gboolean arcs);

G_END_DECLS
