/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/cal-chart-private.h"
#include "charts/cal-scene.h"

typedef struct _CalSceneChart CalSceneChart;

/**
 * CalSceneChartClass:
 * @clear: frees the data
 * @lay_out: fills a scene with shapes and marks, and says how high it became
 * @n_marks: see #CalChartClass
 * @mark_text: see #CalChartClass
 * @mark_id: (nullable): see #CalChartClass
 */
typedef struct
{
  void (*clear) (CalSceneChart *chart);
  void (*lay_out) (const CalSceneChart *chart, CalScene *scene);
  guint (*n_marks) (const CalSceneChart *chart);
  char *(*mark_text) (const CalSceneChart *chart, guint mark);
  const char *(*mark_id) (const CalSceneChart *chart, guint mark);
} CalSceneChartClass;

/**
 * CalSceneChart:
 * @parent: the chart that it is
 * @klass: what its kind can do
 * @sentence: (nullable): what is said in place of a chart where there is nothing
 *   to draw
 * @scene: (nullable): the chart laid out for the size that was asked for last
 *
 * A chart that is laid out as a scene. Kinds of it begin with this struct.
 */
struct _CalSceneChart
{
  CalChart parent;
  const CalSceneChartClass *klass;
  char *sentence;
  CalScene *scene;
};

void
cal_scene_chart_init (CalSceneChart *chart, const CalSceneChartClass *klass, const char *title);
const CalScene *cal_scene_chart_get_scene (const CalSceneChart *chart, double width, double height);
