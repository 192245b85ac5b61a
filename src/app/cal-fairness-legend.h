/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CAL_TYPE_FAIRNESS_LEGEND (cal_fairness_legend_get_type ())
G_DECLARE_FINAL_TYPE (CalFairnessLegend, cal_fairness_legend, CAL, FAIRNESS_LEGEND, GtkWidget)

G_END_DECLS
