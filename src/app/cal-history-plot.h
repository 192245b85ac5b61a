/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/cal-rules.h"

G_BEGIN_DECLS

#define CAL_TYPE_HISTORY_PLOT (cal_history_plot_get_type ())
G_DECLARE_FINAL_TYPE (CalHistoryPlot, cal_history_plot, CAL, HISTORY_PLOT, GtkWidget)

void cal_history_plot_set_cycles (CalHistoryPlot *self, GArray *cycles, CalRules *rules);

G_END_DECLS
