/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-chart-slopes.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/cal-scene-chart.h"

#define HEAD 26.0
#define LINE 18.0
#define BODY_LEAST 200.0
#define LABEL_SHARE 0.3
#define GAP 10.0
#define RADIUS 4.5

typedef struct
{
  CalSceneChart parent;
  CalSlope *slopes;
  guint n_slopes;
  guint n_hidden;
} CalSlopesChart;

typedef struct
{
  double middle;
  double height;
  guint slope;
  PangoLayout *layout;
} Label;

static gboolean
is_whole (const CalSlope *slope)
{
  return !isnan (slope->before) && !isnan (slope->now);
}

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  double first = ((const Label *) a)->middle;
  double second = ((const Label *) b)->middle;

  return (first > second) - (first < second);
}

static void
label_clear (gpointer data)
{
  g_clear_object (&((Label *) data)->layout);
}

static char *
label_text (const CalSlope *slope, gboolean now)
{
  g_autofree char *percent =
      g_strdup_printf (_ ("%.0f %%"), 100 * (now ? slope->now : slope->before));
  g_autofree char *name = cal_text_isolated (slope->name);

  return now ? g_strconcat (percent, "  ", name, NULL) : g_strconcat (name, "  ", percent, NULL);
}

/* The labels of one side, on as many lines as each needs. */
static GArray *
make_labels (const CalSlopesChart *chart, gboolean now, double room)
{
  GArray *labels = g_array_new (FALSE, FALSE, sizeof (Label));

  g_array_set_clear_func (labels, label_clear);
  for (guint i = 0; i < chart->n_slopes; i++)
    {
      g_autofree char *text = label_text (&chart->slopes[i], now);
      Label label = { .slope = i };

      label.layout = cal_text_layout (text, CAL_TEXT_CHART, chart->slopes[i].stands_out, room);
      label.height = MAX (cal_text_layout_height (label.layout) + 1, LINE);
      pango_layout_set_alignment (label.layout, now ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
      g_array_append_val (labels, label);
    }
  return labels;
}

static double
labels_height (const GArray *labels)
{
  double height = 0;

  for (guint i = 0; i < labels->len; i++)
    height += g_array_index (labels, Label, i).height;
  return height;
}

/* Beside their points, pushed apart where those are close: down, and back up
 * where they would leave the chart. */
static void
place_labels (GArray *labels,
              const CalSlopesChart *chart,
              gboolean now,
              double body,
              double highest)
{
  double end = HEAD - LINE / 2;

  for (guint i = 0; i < labels->len; i++)
    {
      Label *label = &g_array_index (labels, Label, i);
      const CalSlope *slope = &chart->slopes[label->slope];

      label->middle = HEAD + body * (1 - (now ? slope->now : slope->before) / highest);
    }
  g_array_sort (labels, compare_labels);
  for (guint i = 0; i < labels->len; i++)
    {
      Label *label = &g_array_index (labels, Label, i);

      label->middle = MAX (label->middle, end + label->height / 2);
      end = label->middle + label->height / 2;
    }
  end = HEAD + body + LINE / 2;
  for (guint i = labels->len; i > 0; i--)
    {
      Label *label = &g_array_index (labels, Label, i - 1);

      label->middle = MIN (label->middle, end - label->height / 2);
      end = label->middle - label->height / 2;
    }
}

static void
add_labels (CalScene *scene, const CalSlopesChart *chart, GArray *labels, gboolean now, double x)
{
  for (guint i = 0; i < labels->len; i++)
    {
      Label *label = &g_array_index (labels, Label, i);
      double baseline = (double) pango_layout_get_baseline (label->layout) / PANGO_SCALE;

      cal_scene_layout (scene, g_steal_pointer (&label->layout),
                        chart->slopes[label->slope].few ? CAL_INK_DIM : CAL_INK_TEXT, x,
                        label->middle - (label->height - 1) / 2 + baseline,
                        now ? CAL_ALIGN_START : CAL_ALIGN_END);
    }
}

static double
label_room (const CalSlopesChart *chart, double width)
{
  double widest = 0;

  for (guint i = 0; i < chart->n_slopes; i++)
    {
      g_autofree char *before = label_text (&chart->slopes[i], FALSE);
      g_autofree char *now = label_text (&chart->slopes[i], TRUE);

      widest = MAX (widest, cal_text_width (before, CAL_TEXT_CHART, TRUE));
      widest = MAX (widest, cal_text_width (now, CAL_TEXT_CHART, TRUE));
    }
  return MIN (widest + 1, width * LABEL_SHARE);
}

static void
lay_out (const CalSceneChart *base, CalScene *scene)
{
  const CalSlopesChart *chart = (const CalSlopesChart *) base;
  double room = label_room (chart, scene->width);
  double left = room + GAP;
  double right = scene->width - room - GAP;
  double body = BODY_LEAST;
  double highest = 0.1;
  g_autoptr (GArray) before = make_labels (chart, FALSE, room);
  g_autoptr (GArray) after = make_labels (chart, TRUE, room);

  for (guint i = 0; i < chart->n_slopes; i++)
    highest = MAX (highest, MAX (chart->slopes[i].before, chart->slopes[i].now));
  body = MAX (MAX (body, MAX (labels_height (before), labels_height (after))),
              scene->asked - HEAD - LINE / 2 - 4 - (chart->n_hidden > 0 ? LINE : 0));
  scene->height = HEAD + body + LINE / 2 + 4;
  cal_scene_text (scene, _ ("Pre-calibration"), CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM, left, 12,
                  CAL_ALIGN_CENTER);
  cal_scene_text (scene, _ ("Now"), CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM, right, 12,
                  CAL_ALIGN_CENTER);
  cal_scene_line (scene, left, HEAD - 6, left, HEAD + body, CAL_INK_TEXT, 0.3, 1, FALSE);
  cal_scene_line (scene, right, HEAD - 6, right, HEAD + body, CAL_INK_TEXT, 0.3, 1, FALSE);
  for (guint i = 0; i < chart->n_slopes; i++)
    {
      const CalSlope *slope = &chart->slopes[i];
      CalInk ink = slope->stands_out ? CAL_INK_ACCENT_TEXT : CAL_INK_DIM;
      double from = HEAD + body * (1 - slope->before / highest);
      double to = HEAD + body * (1 - slope->now / highest);

      cal_scene_line (scene, left, from, right, to, ink, 1, slope->stands_out ? 2.2 : 1.5,
                      slope->few);
      cal_scene_circle (scene, left, from, RADIUS, CAL_INK_BEFORE, TRUE);
      cal_scene_circle (scene, right, to, RADIUS,
                        slope->stands_out ? CAL_INK_ACCENT_TEXT : CAL_INK_ACCENT, slope->few);
      cal_scene_mark_line (scene, left, from, right, to);
    }
  place_labels (before, chart, FALSE, body, highest);
  place_labels (after, chart, TRUE, body, highest);
  add_labels (scene, chart, before, FALSE, left - GAP);
  add_labels (scene, chart, after, TRUE, right + GAP);
  if (chart->n_hidden > 0)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("%'u group is not shown: too few.",
                                     "%'u groups are not shown: too few.", chart->n_hidden),
                           chart->n_hidden);

      cal_scene_text (scene, text, CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM, 0, scene->height + 12,
                      CAL_ALIGN_START);
      scene->height += LINE;
    }
}

static void
clear (CalSceneChart *base)
{
  CalSlopesChart *chart = (CalSlopesChart *) base;

  for (guint i = 0; i < chart->n_slopes; i++)
    g_free ((char *) chart->slopes[i].name);
  g_free (chart->slopes);
}

static guint
n_marks (const CalSceneChart *base)
{
  return ((const CalSlopesChart *) base)->n_slopes;
}

static char *
mark_text (const CalSceneChart *base, guint mark)
{
  const CalSlope *slope = &((const CalSlopesChart *) base)->slopes[mark];

  return g_strdup_printf (_ ("%s, n = %'u: %.0f %% before, %.0f %% now"), slope->name, slope->n,
                          100 * slope->before, 100 * slope->now);
}

static const CalSceneChartClass slopes_class = {
  .clear = clear,
  .lay_out = lay_out,
  .n_marks = n_marks,
  .mark_text = mark_text,
};

/**
 * cal_chart_new_slopes:
 * @title: the chart's title
 * @slopes: (array length=n_slopes): the groups
 * @n_slopes: how many
 *
 * How each group's favourable rate went from before calibration to now.
 *
 * Returns: (transfer full): the chart
 */
CalChart *
cal_chart_new_slopes (const char *title, const CalSlope *slopes, guint n_slopes)
{
  CalSlopesChart *chart = g_new0 (CalSlopesChart, 1);

  chart->slopes = g_new0 (CalSlope, n_slopes);
  for (guint i = 0; i < n_slopes; i++)
    if (is_whole (&slopes[i]))
      {
        chart->slopes[chart->n_slopes] = slopes[i];
        chart->slopes[chart->n_slopes++].name = g_strdup (slopes[i].name);
      }
  cal_scene_chart_init (&chart->parent, &slopes_class, title);
  chart->n_hidden = n_slopes - chart->n_slopes;
  if (chart->n_slopes == 0)
    chart->parent.sentence = g_strdup (_ ("No group has a rate before and now to compare."));
  return &chart->parent.parent;
}
