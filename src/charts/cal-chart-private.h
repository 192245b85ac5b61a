/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/cal-chart.h"

/**
 * CalChartClass:
 * @draws_title: whether the chart has its title in its own drawing; else the
 *   picture that is copied or saved puts it above
 * @free: frees what the kind has, not the chart's own
 * @height: see cal_chart_height_for_width()
 * @draw: see cal_chart_draw()
 * @n_marks: how many marks there are
 * @mark_area: where one is, in a chart of that size
 * @hit: which one is at that place
 * @mark_text: what it has to tell
 * @mark_id: (nullable): whom or what it stands for
 * @describe: see cal_chart_describe()
 *
 * What a kind of chart can do.
 */
typedef struct
{
  gboolean draws_title;
  void (*free) (CalChart *chart);
  double (*height) (const CalChart *chart, double width);
  void (*draw) (const CalChart *chart,
                cairo_t *cr,
                double width,
                double height,
                const CalPalette *palette);
  guint (*n_marks) (const CalChart *chart);
  cairo_rectangle_t (*mark_area) (const CalChart *chart, double width, double height, guint mark);
  gboolean (
      *hit) (const CalChart *chart, double width, double height, double x, double y, guint *mark);
  char *(*mark_text) (const CalChart *chart, guint mark);
  const char *(*mark_id) (const CalChart *chart, guint mark);
  char *(*describe) (const CalChart *chart);
} CalChartClass;

struct _CalChart
{
  const CalChartClass *klass;
  char *title;
  char *note;
};
