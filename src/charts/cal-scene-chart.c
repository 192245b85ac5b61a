/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-scene-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SENTENCE_TOP 16.0

/* So many marks are read out at once; whoever wants more walks them. */
#define MOST_TOLD 40

static void
lay_out_sentence (const CalSceneChart *chart, CalScene *scene)
{
  PangoLayout *layout = cal_text_layout (chart->sentence, CAL_TEXT_BODY, FALSE, scene->width);

  scene->height = SENTENCE_TOP + cal_text_layout_height (layout) + 4;
  cal_scene_layout (scene, layout, CAL_INK_DIM, 0, SENTENCE_TOP, CAL_ALIGN_START);
}

static void
free_chart (CalChart *base)
{
  CalSceneChart *chart = (CalSceneChart *) base;

  chart->klass->clear (chart);
  g_free (chart->sentence);
  g_clear_pointer (&chart->scene, cal_scene_free);
}

static double
chart_height (const CalChart *base, double width)
{
  return ceil (cal_scene_chart_get_scene ((const CalSceneChart *) base, width, 0)->height);
}

static void
draw_chart (const CalChart *base,
            cairo_t *cr,
            double width,
            double height,
            const CalPalette *palette)
{
  cal_scene_draw (cal_scene_chart_get_scene ((const CalSceneChart *) base, width, height), cr,
                  palette);
}

static guint
n_marks (const CalChart *base)
{
  const CalSceneChart *chart = (const CalSceneChart *) base;

  return chart->sentence != NULL ? 0 : chart->klass->n_marks (chart);
}

static cairo_rectangle_t
mark_area (const CalChart *base, double width, double height, guint mark)
{
  return cal_scene_mark_area (
      cal_scene_chart_get_scene ((const CalSceneChart *) base, width, height), mark);
}

static gboolean
hit (const CalChart *base, double width, double height, double x, double y, guint *mark)
{
  return cal_scene_hit (cal_scene_chart_get_scene ((const CalSceneChart *) base, width, height), x,
                        y, mark);
}

static char *
mark_text (const CalChart *base, guint mark)
{
  const CalSceneChart *chart = (const CalSceneChart *) base;

  return chart->klass->mark_text (chart, mark);
}

static const char *
mark_id (const CalChart *base, guint mark)
{
  const CalSceneChart *chart = (const CalSceneChart *) base;

  return chart->klass->mark_id != NULL ? chart->klass->mark_id (chart, mark) : NULL;
}

static char *
describe (const CalChart *base)
{
  const CalSceneChart *chart = (const CalSceneChart *) base;
  GString *text = g_string_new (base->title);
  guint n = n_marks (base);

  /* Some titles are questions. */
  if (!g_str_has_suffix (base->title, "?"))
    g_string_append_c (text, '.');
  if (chart->sentence != NULL)
    g_string_append_printf (text, " %s", chart->sentence);
  for (guint i = 0; i < MIN (n, MOST_TOLD); i++)
    {
      g_autofree char *mark = mark_text (base, i);

      g_string_append_printf (text, " %s.", mark);
    }
  if (n > MOST_TOLD)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              ngettext ("%'u more: the arrow keys walk through all.",
                                        "%'u more: the arrow keys walk through all.",
                                        n - MOST_TOLD),
                              n - MOST_TOLD);
    }
  if (base->note != NULL)
    g_string_append_printf (text, " %s", base->note);
  return g_string_free (text, FALSE);
}

static const CalChartClass scene_class = {
  .free = free_chart,
  .height = chart_height,
  .draw = draw_chart,
  .n_marks = n_marks,
  .mark_area = mark_area,
  .hit = hit,
  .mark_text = mark_text,
  .mark_id = mark_id,
  .describe = describe,
};

/*
 * cal_scene_chart_init:
 *
 * Starts a chart; its data come after.
 */
void
cal_scene_chart_init (CalSceneChart *chart, const CalSceneChartClass *klass, const char *title)
{
  chart->parent.klass = &scene_class;
  chart->parent.title = g_strdup (title);
  chart->klass = klass;
}

/*
 * cal_scene_chart_get_scene:
 * @height: in pixels; 0 for what it needs
 *
 * Returns: (transfer none): the chart laid out for that size; a chart does not
 *   change, so it holds until another size is asked for
 */
const CalScene *
cal_scene_chart_get_scene (const CalSceneChart *chart, double width, double height)
{
  CalSceneChart *keeper = (CalSceneChart *) chart;

  if (chart->scene != NULL && chart->scene->width == width
      && (chart->scene->asked == height
          || (chart->scene->asked == 0 && ceil (chart->scene->height) == height)))
    return chart->scene;
  g_clear_pointer (&keeper->scene, cal_scene_free);
  keeper->scene = cal_scene_new (width, height);
  if (chart->sentence != NULL)
    lay_out_sentence (chart, keeper->scene);
  else
    chart->klass->lay_out (chart, keeper->scene);
  return keeper->scene;
}
