/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/cal-chart-columns.h"
#include "charts/cal-chart-flow.h"
#include "charts/cal-chart-forest.h"
#include "charts/cal-chart-groups.h"
#include "charts/cal-chart-matrix.h"
#include "charts/cal-chart-moves.h"
#include "charts/cal-chart-slopes.h"

/* Names as they come: short, long German ones, Arabic ones. */
typedef enum
{
  CAL_SAMPLE_PLAIN,
  CAL_SAMPLE_GERMAN,
  CAL_SAMPLE_ARABIC,
  CAL_SAMPLE_N_NAMES,
} CalSampleNames;

typedef struct
{
  const char *name;
  CalChart *(*make) (CalSampleNames names);
} CalChartSample;

#define CAL_N_CHART_SAMPLES 7

extern const CalChartSample cal_chart_samples[CAL_N_CHART_SAMPLES];

extern const CalForestRow cal_sample_raters[];
extern const guint cal_sample_n_raters;
CalChart *cal_sample_forest_of (guint n_raters, CalSampleNames names);
CalChart *cal_sample_matrix_of (guint n_raters, CalSampleNames names);
