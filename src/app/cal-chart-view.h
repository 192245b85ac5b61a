/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "charts/cal-chart.h"

G_BEGIN_DECLS

#define CAL_TYPE_CHART_VIEW (cal_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (CalChartView, cal_chart_view, CAL, CHART_VIEW, GtkWidget)

GtkWidget *cal_chart_view_new (void);
void cal_chart_view_set_chart (CalChartView *self, CalChart *chart);
const CalChart *cal_chart_view_get_chart (CalChartView *self);

G_END_DECLS
