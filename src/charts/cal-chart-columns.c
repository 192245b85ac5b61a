/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-chart-columns.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/cal-board-chart-private.h"
#include "charts/cal-scene-chart.h"

#define TOP 26.0
#define PLOT_LEAST 150.0
#define SLOT_LEAST 46.0
#define SLOT_MOST 104.0
#define GROUP_GAP 0.35
/* Below a column with a range stands what is allowed, which takes more room. */
#define RANGE_WEIGHT 1.2
#define BAR_MOST 28.0
#define LINE 24.0
#define PANEL_GAP 18.0
#define GUTTER_GAP 8.0
#define TICKS 4

typedef struct
{
  CalSceneChart parent;
  CalChartColumn *columns;
  guint n_columns;
  gboolean has_range;
} CalColumnsChart;

/* The columns that stand side by side; where there are too many for the width,
 * panels of them stand one below the other on the same scale. */
typedef struct
{
  const CalColumnsChart *chart;
  CalScene *scene;
  guint first;
  guint n;
  double gutter;
  double slot;
  double top;
  double plot;
  double labels;
  guint step;
} Panel;

static double
count_y (const Panel *panel, guint count)
{
  return panel->top + panel->plot * (1 - (double) count / (panel->step * (double) TICKS));
}

static guint
largest_count (const CalColumnsChart *chart)
{
  guint largest = 1;

  for (guint i = 0; i < chart->n_columns; i++)
    {
      const CalChartColumn *column = &chart->columns[i];

      largest = MAX (largest, MAX (column->before, column->now));
      if (column->has_range)
        largest = MAX (largest, column->high);
    }
  return largest;
}

static PangoLayout *
label_layout (const CalChartColumn *column, double width)
{
  g_autofree char *escaped = g_markup_escape_text (column->label, -1);
  g_autofree char *label = cal_text_isolated (escaped);
  g_autofree char *markup = column->code != NULL
                                ? g_strdup_printf ("<b>%s</b> %s", column->code, label)
                                : g_steal_pointer (&label);
  PangoLayout *layout = cal_text_layout_markup (markup, CAL_TEXT_SECONDARY, width);

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  return layout;
}

static double
weight_of (const CalChartColumn *column)
{
  return column->has_range ? RANGE_WEIGHT : 1;
}

static double
slot_width (const Panel *panel, const CalChartColumn *column)
{
  return panel->slot * weight_of (column) * 0.93;
}

static double
slot_x (const Panel *panel, guint column)
{
  const CalChartColumn *columns = panel->chart->columns;
  double x = panel->gutter;

  for (guint i = panel->first + 1; i <= column; i++)
    x += panel->slot * (weight_of (&columns[i - 1]) + (columns[i].starts_group ? GROUP_GAP : 0));
  return x;
}

static void
add_axis (const Panel *panel)
{
  CalScene *scene = panel->scene;

  cal_scene_text (scene, _ ("subjects"), CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM,
                  panel->gutter - GUTTER_GAP, panel->top - TOP + 11, CAL_ALIGN_END);
  for (guint tick = 0; tick <= TICKS; tick++)
    {
      g_autofree char *text = g_strdup_printf ("%'u", panel->step * tick);
      double y = count_y (panel, panel->step * tick);

      cal_scene_line (scene, panel->gutter, y, scene->width, y, CAL_INK_TEXT,
                      tick == 0 ? 0.5 : 0.08, 1, FALSE);
      cal_scene_text (scene, text, CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM,
                      panel->gutter - GUTTER_GAP, y + 4, CAL_ALIGN_END);
    }
}

static double
count_width (guint count, gboolean bold)
{
  g_autofree char *text = g_strdup_printf ("%'u", count);

  return cal_text_width (text, CAL_TEXT_BODY, bold);
}

static void
add_count (CalScene *scene, guint count, gboolean now, double x, double y)
{
  g_autofree char *text = g_strdup_printf ("%'u", count);

  cal_scene_text (scene, text, CAL_TEXT_BODY, now, now ? CAL_INK_TEXT : CAL_INK_DIM, x, y,
                  CAL_ALIGN_CENTER);
  cal_scene_halo (scene);
}

/* Both counts above their bars; where they would touch, the higher bar's stands
 * a line above the other. */
static void
add_counts (const Panel *panel, const CalChartColumn *column, double before_x, double now_x)
{
  double before_y = count_y (panel, column->before) - 5;
  double now_y = count_y (panel, column->now) - 5;
  gboolean touch = (count_width (column->before, FALSE) + count_width (column->now, TRUE)) / 2 + 2
                   > now_x - before_x;

  if (touch && fabs (before_y - now_y) < 14)
    {
      if (before_y < now_y)
        before_y = now_y - 14;
      else
        now_y = before_y - 14;
    }
  add_count (panel->scene, column->before, FALSE, before_x, before_y);
  add_count (panel->scene, column->now, TRUE, now_x, now_y);
}

static void
add_bars (const Panel *panel, const CalChartColumn *column, double x)
{
  CalScene *scene = panel->scene;
  double width = slot_width (panel, column);
  double bar = MIN (BAR_MOST, width * 0.34);
  double before_x = x + width / 2 - bar - 1.5;
  double now_x = x + width / 2 + 1.5;
  double base = count_y (panel, 0);
  double low = count_y (panel, column->low);
  double high = count_y (panel, column->high);
  cairo_rectangle_t band = { x, high, width, low - high };

  if (column->has_range)
    {
      cal_scene_fill (scene, band, 0, CAL_INK_BAND, 0.55);
      cal_scene_hatch (scene, band, CAL_INK_BAND_EDGE, 0.35);
    }
  if (column->now > 0)
    cal_scene_fill (scene,
                    (cairo_rectangle_t){ now_x, count_y (panel, column->now), bar,
                                         base - count_y (panel, column->now) },
                    0, CAL_INK_ACCENT, 1);
  if (column->before > 0)
    {
      cairo_rectangle_t box = { before_x, count_y (panel, column->before), bar,
                                base - count_y (panel, column->before) };

      cal_scene_fill (scene, box, 0, CAL_INK_CARD, 0.75);
      cal_scene_outline (scene, box, CAL_INK_BEFORE, MIN (1.5, box.height));
    }
  if (column->has_range)
    {
      cal_scene_line (scene, x, high, x + width, high, CAL_INK_BAND_EDGE, 1, 1.5, FALSE);
      cal_scene_line (scene, x, low, x + width, low, CAL_INK_BAND_EDGE, 1, 1.5, FALSE);
    }
  add_counts (panel, column, before_x + bar / 2, now_x + bar / 2);
}

static CalChartBin
bin_of (const CalChartColumn *column)
{
  return (CalChartBin){ .after = column->now, .allowed = { column->low, column->high } };
}

/* Smaller type where a text would reach into the next column. */
static double
fitting_size (const char *text, gboolean bold, double room)
{
  double width = cal_text_width (text, CAL_TEXT_SECONDARY, bold);

  return width > room ? CAL_TEXT_SECONDARY * room / width : CAL_TEXT_SECONDARY;
}

static void
add_range (const Panel *panel, const CalChartColumn *column, double middle, double room, double y)
{
  CalScene *scene = panel->scene;
  CalChartBin bin = bin_of (column);
  g_autofree char *range = g_strdup_printf (_ ("%'u to %'u"), bin.allowed.low, bin.allowed.high);
  gboolean departs;
  g_autofree char *verdict = cal_chart_verdict (&bin, &departs);
  double size;

  size = fitting_size (range, FALSE, room);
  cal_scene_text (scene, range, size, FALSE, CAL_INK_DIM, middle, y, CAL_ALIGN_CENTER);
  size = fitting_size (verdict, departs, room - 12);
  if (departs)
    {
      double width = cal_text_width (verdict, size, TRUE) + MIN (20, room * 0.25);

      cal_scene_fill (scene, (cairo_rectangle_t){ middle - width / 2, y + LINE - 15, width, 22 },
                      11, CAL_INK_TEXT, 1);
    }
  cal_scene_text (scene, verdict, size, departs, departs ? CAL_INK_CARD : CAL_INK_DIM, middle,
                  y + LINE, CAL_ALIGN_CENTER);
}

static double
panel_height (const Panel *panel)
{
  return TOP + panel->plot + panel->labels + (panel->chart->has_range ? 2 * LINE + 8 : 4);
}

static void
add_panel (const Panel *panel)
{
  CalScene *scene = panel->scene;
  double base = count_y (panel, 0);
  double rules = base + panel->labels + 18;

  add_axis (panel);
  for (guint i = panel->first; i < panel->first + panel->n; i++)
    {
      const CalChartColumn *column = &panel->chart->columns[i];
      double x = slot_x (panel, i);
      double width = slot_width (panel, column);
      PangoLayout *label = label_layout (column, width - 1);

      add_bars (panel, column, x);
      cal_scene_fill (scene, (cairo_rectangle_t){ x, base + 1, width, panel->labels - 1 }, 0,
                      CAL_INK_TINT + column->step, 1);
      cal_scene_layout (scene, label, CAL_INK_TEXT, x + width / 2, base + 17, CAL_ALIGN_CENTER);
      if (column->has_range)
        add_range (panel, column, x + width / 2, width, rules);
      cal_scene_mark (scene,
                      (cairo_rectangle_t){ x, panel->top, width, panel_height (panel) - TOP });
    }
  if (panel->chart->has_range)
    {
      cal_scene_text (scene, _ ("guideline"), CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM,
                      panel->gutter - GUTTER_GAP, rules, CAL_ALIGN_END);
      cal_scene_text (scene, _ ("now is"), CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM,
                      panel->gutter - GUTTER_GAP, rules + LINE, CAL_ALIGN_END);
    }
}

static double
gutter_width (const CalColumnsChart *chart, guint step)
{
  g_autofree char *top = g_strdup_printf ("%'u", step * TICKS);
  const char *texts[] = { _ ("subjects"), top, chart->has_range ? _ ("guideline") : "",
                          chart->has_range ? _ ("now is") : "" };
  double widest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    widest = MAX (widest, cal_text_width (texts[i], CAL_TEXT_SECONDARY, FALSE));
  return widest + GUTTER_GAP;
}

static double
slots_for (const CalColumnsChart *chart, guint first, guint n)
{
  double slots = 0;

  for (guint i = first; i < first + n; i++)
    slots += weight_of (&chart->columns[i])
             + (i > first && chart->columns[i].starts_group ? GROUP_GAP : 0);
  return slots;
}

static void
lay_out (const CalSceneChart *base, CalScene *scene)
{
  const CalColumnsChart *chart = (const CalColumnsChart *) base;
  Panel panel = { .chart = chart,
                  .scene = scene,
                  .step = cal_chart_tick_step (largest_count (chart)) };
  double room;
  guint n_panels;
  guint n_across;

  panel.gutter = gutter_width (chart, panel.step);
  room = scene->width - panel.gutter;
  n_across = MAX ((guint) (room / SLOT_LEAST), 1);
  n_panels = (chart->n_columns + n_across - 1) / n_across;
  n_across = (chart->n_columns + n_panels - 1) / n_panels;
  panel.slot = SLOT_MOST;
  for (guint first = 0; first < chart->n_columns; first += n_across)
    panel.slot =
        MIN (panel.slot, room / slots_for (chart, first, MIN (n_across, chart->n_columns - first)));
  for (guint i = 0; i < chart->n_columns; i++)
    {
      g_autoptr (PangoLayout) label =
          label_layout (&chart->columns[i], slot_width (&panel, &chart->columns[i]) - 1);

      panel.labels = MAX (panel.labels, cal_text_layout_height (label) + 10);
    }
  panel.plot = PLOT_LEAST;
  scene->height = n_panels * (panel_height (&panel) + PANEL_GAP) - PANEL_GAP;
  if (scene->asked > scene->height)
    {
      panel.plot += (scene->asked - scene->height) / n_panels;
      scene->height = scene->asked;
    }
  panel.top = TOP;
  for (panel.first = 0; panel.first < chart->n_columns; panel.first += n_across)
    {
      panel.n = MIN (n_across, chart->n_columns - panel.first);
      add_panel (&panel);
      panel.top += panel_height (&panel) + PANEL_GAP;
    }
}

static void
clear (CalSceneChart *base)
{
  CalColumnsChart *chart = (CalColumnsChart *) base;

  for (guint i = 0; i < chart->n_columns; i++)
    {
      g_free ((char *) chart->columns[i].code);
      g_free ((char *) chart->columns[i].label);
    }
  g_free (chart->columns);
}

static guint
n_marks (const CalSceneChart *base)
{
  return ((const CalColumnsChart *) base)->n_columns;
}

static char *
mark_text (const CalSceneChart *base, guint mark)
{
  const CalChartColumn *column = &((const CalColumnsChart *) base)->columns[mark];
  CalChartBin bin = bin_of (column);
  g_autofree char *name = column->code != NULL
                              ? g_strdup_printf ("%s %s", column->code, column->label)
                              : g_strdup (column->label);
  g_autofree char *counts =
      /* Translators: a level's or cell's name, counts before and now. */
      g_strdup_printf (_ ("%s: %'u before, %'u now"), name, column->before, column->now);
  g_autofree char *verdict = NULL;

  if (!column->has_range)
    return g_steal_pointer (&counts);
  verdict = cal_chart_verdict (&bin, NULL);
  return g_strdup_printf (_ ("%s; guideline %'u to %'u: %s"), counts, bin.allowed.low,
                          bin.allowed.high, verdict);
}

static const CalSceneChartClass columns_class = {
  .clear = clear,
  .lay_out = lay_out,
  .n_marks = n_marks,
  .mark_text = mark_text,
};

/**
 * cal_chart_new_columns:
 * @title: the chart's title
 * @columns: (array length=n_columns): from the least to the best
 * @n_columns: how many
 *
 * How many subjects stand at each level or cell: hollow before, solid now, the
 * guideline's range as a hatched band behind with its edges over the bars.
 *
 * Returns: (transfer full): the chart
 */
CalChart *
cal_chart_new_columns (const char *title, const CalChartColumn *columns, guint n_columns)
{
  CalColumnsChart *chart = g_new0 (CalColumnsChart, 1);
  guint n_placed = 0;

  chart->columns = g_memdup2 (columns, n_columns * sizeof *columns);
  chart->n_columns = n_columns;
  for (guint i = 0; i < n_columns; i++)
    {
      chart->columns[i].code = g_strdup (columns[i].code);
      chart->columns[i].label = g_strdup (columns[i].label);
      chart->has_range |= columns[i].has_range;
      n_placed += columns[i].before + columns[i].now;
    }
  cal_scene_chart_init (&chart->parent, &columns_class, title);
  if (n_columns == 0)
    chart->parent.sentence = g_strdup (_ ("Nothing to show: no rating scales are set yet."));
  else if (n_placed == 0)
    chart->parent.sentence = g_strdup (_ ("Nobody stands in a cell, nor did before."));
  return &chart->parent.parent;
}
