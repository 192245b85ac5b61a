/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/cal-chart-groups.h"
#include "charts/cal-scene-chart.h"

typedef struct
{
  CalSceneChart parent;
  CalGroupRow *rows;
  guint n_rows;
} CalGroupsChart;

gboolean cal_group_rate_value (const CalGroupRate *rate, double *value);
char *cal_group_rates_text (const CalGroupRow *row);
void cal_chart_groups_lay_out (const CalSceneChart *chart, CalScene *scene);
