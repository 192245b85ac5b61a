/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CAL_TYPE_TIMELINE_LEGEND (cal_timeline_legend_get_type ())
G_DECLARE_FINAL_TYPE (CalTimelineLegend, cal_timeline_legend, CAL, TIMELINE_LEGEND, GtkWidget)

G_END_DECLS
