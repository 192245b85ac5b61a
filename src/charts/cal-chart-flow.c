/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-chart-flow.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/cal-scene-chart.h"

#define LEGEND 30.0
#define HEAD 24.0
#define BODY_LEAST 222.0
#define NODE_WIDTH 12.0
#define NODE_GAP 7.0
#define LABEL_LINE 18.0
#define GAP 14.0
#define LABEL_SHARE 0.24
#define BASELINE 4.5
#define SWATCH 18.0
#define NUMBER_LEAST 6.0
#define NUMBER_AT 54.0

typedef enum
{
  WAY_STAYED,
  WAY_SIDEWAYS,
  WAY_DOWN,
  WAY_UP,
  N_WAYS,
} Way;

/* A ribbon from one cell to another; only those that somebody went. */
typedef struct
{
  guint from;
  guint to;
  guint n;
  Way way;
} Flow;

typedef struct
{
  CalSceneChart parent;
  CalFlowCell *cells;
  guint n_cells;
  GArray *flows;
  guint *before;
  guint *now;
  guint n;
  guint totals[N_WAYS];
} CalFlowChart;

typedef struct
{
  const CalFlowChart *chart;
  CalScene *scene;
  double left;
  double right;
  double top;
  double unit;
  double now_right;
  double change_right;
  double code_right;
  double label_room;
  double *lines;
  double *from_top;
  double *to_top;
} Sides;

static const char *
way_text (Way way)
{
  switch (way)
    {
    case WAY_STAYED:
      return _ ("stayed");
    case WAY_SIDEWAYS:
      /* Translators: into another cell that is neither higher nor lower. */
      return _ ("sideways");
    case WAY_DOWN:
      return _ ("down");
    case WAY_UP:
    case N_WAYS:
    default:
      return _ ("up");
    }
}

static Way
way_of (const CalFlowCell *cells, guint from, guint to)
{
  if (from == to)
    return WAY_STAYED;
  if (cells[from].height == cells[to].height)
    return WAY_SIDEWAYS;
  return cells[to].height > cells[from].height ? WAY_UP : WAY_DOWN;
}

static char *
cell_name (const CalFlowCell *cell)
{
  return g_strdup_printf ("%s %s", cell->code, cell->label);
}

static PangoLayout *
name_layout (const CalFlowCell *cell, double room)
{
  g_autofree char *label = g_markup_escape_text (cell->label, -1);
  g_autofree char *isolated = cal_text_isolated (label);
  g_autofree char *markup = g_strdup_printf ("<b>%s</b> %s", cell->code, isolated);

  return cal_text_layout_markup (markup, CAL_TEXT_CHART, room);
}

static char *
change_text (int change)
{
  if (change == 0)
    return g_strdup ("0");
  return g_strdup_printf (change > 0 ? "+%'d" : "−%'d", change > 0 ? change : -change);
}

static void
add_legend (CalScene *scene, const CalFlowChart *chart)
{
  static const Way order[] = { WAY_STAYED, WAY_SIDEWAYS, WAY_DOWN, WAY_UP };
  double x = 0;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      Way way = order[i];
      cairo_rectangle_t swatch = { x, 2, SWATCH, 14 };
      g_autofree char *text = g_strdup_printf ("%'u %s", chart->totals[way], way_text (way));

      if (way == WAY_SIDEWAYS && chart->totals[way] == 0)
        continue;
      if (way == WAY_DOWN)
        {
          cal_scene_fill (scene, swatch, 0, CAL_INK_DOWN_GROUND, 1);
          cal_scene_hatch (scene, swatch, CAL_INK_DOWN_HATCH, 1);
          cal_scene_outline (scene, swatch, CAL_INK_DOWN_HATCH, 1);
        }
      else
        cal_scene_fill (scene, swatch, 0, way == WAY_UP ? CAL_INK_UP : CAL_INK_TEXT,
                        way == WAY_UP         ? 1
                        : way == WAY_SIDEWAYS ? 0.4
                                              : 0.12);
      x += SWATCH + 8
           + cal_scene_text (scene, text, CAL_TEXT_CHART, FALSE, CAL_INK_TEXT, x + SWATCH + 8, 13.5,
                             CAL_ALIGN_START)
           + 24;
    }
}

/* A node takes at least the lines of its name, which stands beside it. */
static double
slot_height (const Sides *sides, const guint *counts, guint i, double unit)
{
  return MAX (counts[i] * unit + NODE_GAP, sides->lines[i]);
}

static double
side_height (const Sides *sides, const guint *counts, double unit)
{
  double height = 0;

  for (guint i = 0; i < sides->chart->n_cells; i++)
    height += slot_height (sides, counts, i, unit);
  return height;
}

/* How many pixels a subject is worth so that both sides fit into @body. */
static double
find_unit (const Sides *sides, double body)
{
  const CalFlowChart *chart = sides->chart;
  double low = 0;
  double high = body / chart->n;

  for (guint i = 0; i < 40; i++)
    {
      double unit = (low + high) / 2;

      if (MAX (side_height (sides, chart->before, unit), side_height (sides, chart->now, unit))
          <= body)
        low = unit;
      else
        high = unit;
    }
  return low;
}

static void
place_nodes (const Sides *sides, const guint *counts, double *tops)
{
  double y = sides->top;

  for (guint i = 0; i < sides->chart->n_cells; i++)
    {
      double slot = slot_height (sides, counts, i, sides->unit);

      tops[i] = y + (slot - counts[i] * sides->unit) / 2;
      y += slot;
    }
}

static void
add_sides (const Sides *sides)
{
  const CalFlowChart *chart = sides->chart;
  CalScene *scene = sides->scene;
  double n_right = sides->left - GAP + 4;

  for (guint i = 0; i < chart->n_cells; i++)
    {
      const CalFlowCell *cell = &chart->cells[i];
      double left = sides->from_top[i] + chart->before[i] * sides->unit / 2;
      double right = sides->to_top[i] + chart->now[i] * sides->unit / 2;
      g_autofree char *before = g_strdup_printf ("%'u", chart->before[i]);
      g_autofree char *now = g_strdup_printf ("%'u", chart->now[i]);
      g_autofree char *change = change_text ((int) chart->now[i] - (int) chart->before[i]);
      PangoLayout *name = name_layout (cell, sides->label_room);

      cal_scene_layout (scene, name, CAL_INK_TEXT, 0,
                        left - cal_text_layout_height (name) / 2
                            + (double) pango_layout_get_baseline (name) / PANGO_SCALE,
                        CAL_ALIGN_START);
      cal_scene_text (scene, before, CAL_TEXT_CHART, FALSE, CAL_INK_TEXT, n_right, left + BASELINE,
                      CAL_ALIGN_END);
      cal_scene_text (scene, now, CAL_TEXT_CHART, TRUE, CAL_INK_TEXT, sides->now_right,
                      right + BASELINE, CAL_ALIGN_END);
      cal_scene_text (scene, change, CAL_TEXT_CHART, FALSE, CAL_INK_DIM, sides->change_right,
                      right + BASELINE, CAL_ALIGN_END);
      cal_scene_text (scene, cell->code, CAL_TEXT_CHART, TRUE, CAL_INK_TEXT, sides->code_right,
                      right + BASELINE, CAL_ALIGN_END);
    }
}

static void
add_nodes (const Sides *sides)
{
  const CalFlowChart *chart = sides->chart;

  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < chart->n_cells; i++)
      {
        guint n = side == 0 ? chart->before[i] : chart->now[i];
        cairo_rectangle_t box = { side == 0 ? sides->left : sides->right,
                                  side == 0 ? sides->from_top[i] : sides->to_top[i], NODE_WIDTH,
                                  MAX (n * sides->unit, 1) };

        if (n == 0)
          continue;
        cal_scene_fill (sides->scene, box, 0, CAL_INK_CARD, 1);
        cal_scene_fill (sides->scene, box, 0, CAL_INK_PATCH + chart->cells[i].step, 0.45);
        if (box.height > 2)
          cal_scene_outline (sides->scene, box, CAL_INK_PATCH + chart->cells[i].step, 1);
      }
}

static void
add_ribbon (const Sides *sides, const Flow *flow, double from, double to)
{
  CalScene *scene = sides->scene;
  double thickness = MAX (flow->n * sides->unit, 1);
  cairo_rectangle_t box = { sides->left + NODE_WIDTH, from, sides->right - sides->left - NODE_WIDTH,
                            to - from };

  if (flow->way == WAY_DOWN)
    cal_scene_hatched_ribbon (scene, box, thickness);
  else if (flow->way == WAY_UP)
    cal_scene_ribbon (scene, box, thickness, CAL_INK_UP, 0.85);
  else
    cal_scene_ribbon (scene, box, thickness, CAL_INK_TEXT, flow->way == WAY_STAYED ? 0.09 : 0.35);
}

/* Where the ribbons leave and arrive: at each node in the order of the nodes at
 * their other end, so that none cross within a node. */
static void
place_flows (const Sides *sides, double *from, double *to)
{
  const CalFlowChart *chart = sides->chart;
  g_autofree double *left = g_memdup2 (sides->from_top, chart->n_cells * sizeof (double));
  g_autofree double *right = g_memdup2 (sides->to_top, chart->n_cells * sizeof (double));

  for (guint i = 0; i < chart->flows->len; i++)
    {
      const Flow *flow = &g_array_index (chart->flows, Flow, i);

      from[i] = left[flow->from];
      to[i] = right[flow->to];
      left[flow->from] += flow->n * sides->unit;
      right[flow->to] += flow->n * sides->unit;
    }
}

static double
ribbon_y (double from, double to, double along)
{
  double t = along;

  /* The parameter at which the curve is that far across: three steps of Newton
   * from a good guess are exact enough for a label. */
  for (guint i = 0; i < 3; i++)
    t -= (1.5 * t * (1 - t) + t * t * t - along) / MAX (1.5 - 3 * t + 3 * t * t, 0.5);
  return from + (to - from) * t * t * (3 - 2 * t);
}

static void
add_numbers (const Sides *sides, const double *from, const double *to)
{
  const CalFlowChart *chart = sides->chart;
  double width = sides->right - sides->left - NODE_WIDTH;
  double last_y = -100;
  double x = NUMBER_AT;

  for (guint i = 0; i < chart->flows->len; i++)
    {
      const Flow *flow = &g_array_index (chart->flows, Flow, i);
      double thickness = flow->n * sides->unit;
      g_autofree char *text = g_strdup_printf ("%'u", flow->n);
      double y;

      if (flow->way == WAY_STAYED || flow->n < CAL_FLOW_NUMBERED || thickness < NUMBER_LEAST)
        continue;
      y = ribbon_y (from[i], to[i], NUMBER_AT / width) + thickness / 2;
      x = fabs (y - last_y) < 15 && x < width / 2 ? x + NUMBER_AT : NUMBER_AT;
      y = ribbon_y (from[i], to[i], x / width) + thickness / 2;
      last_y = y;
      cal_scene_text (sides->scene, text, CAL_TEXT_CHART, TRUE, CAL_INK_TEXT,
                      sides->left + NODE_WIDTH + x, y + BASELINE, CAL_ALIGN_CENTER);
      cal_scene_halo (sides->scene);
    }
}

static void
add_heads (const Sides *sides)
{
  CalScene *scene = sides->scene;
  double y = sides->top - 12;

  cal_scene_text (scene, _ ("Pre-calibration"), CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM, 0, y,
                  CAL_ALIGN_START);
  cal_scene_text (scene, _ ("n"), CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM, sides->left - GAP + 4, y,
                  CAL_ALIGN_END);
  cal_scene_text (scene, _ ("Now"), CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM, sides->now_right, y,
                  CAL_ALIGN_END);
  cal_scene_text (scene, _ ("change"), CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM, sides->change_right,
                  y, CAL_ALIGN_END);
  cal_scene_text (scene, _ ("cell"), CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM, sides->code_right, y,
                  CAL_ALIGN_END);
}

static double
widest_count (const guint *counts, guint n, const char *head)
{
  double widest = cal_text_width (head, CAL_TEXT_SECONDARY, FALSE);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("%'u", counts[i]);

      widest = MAX (widest, cal_text_width (text, CAL_TEXT_CHART, TRUE));
    }
  return widest;
}

static void
place_columns (Sides *sides)
{
  const CalFlowChart *chart = sides->chart;
  double width = sides->scene->width;
  double names = cal_text_width (_ ("Pre-calibration"), CAL_TEXT_SECONDARY, FALSE);
  double codes = cal_text_width (_ ("cell"), CAL_TEXT_SECONDARY, FALSE);

  for (guint i = 0; i < chart->n_cells; i++)
    {
      g_autofree char *name = cell_name (&chart->cells[i]);

      names = MAX (names, cal_text_width (name, CAL_TEXT_CHART, TRUE));
      codes = MAX (codes, cal_text_width (chart->cells[i].code, CAL_TEXT_CHART, TRUE));
    }
  names = MIN (names, MAX (width * LABEL_SHARE, 110));
  sides->label_room = names + 1;
  for (guint i = 0; i < chart->n_cells; i++)
    {
      g_autoptr (PangoLayout) name = name_layout (&chart->cells[i], sides->label_room);

      sides->lines[i] = MAX (cal_text_layout_height (name) + 2, LABEL_LINE);
    }
  sides->left = names + 12 + widest_count (chart->before, chart->n_cells, _ ("n")) + GAP - 4;
  sides->code_right = width;
  sides->change_right = width - codes - GAP;
  sides->now_right =
      sides->change_right - GAP - widest_count (chart->before, chart->n_cells, _ ("change"));
  sides->right = sides->now_right - widest_count (chart->now, chart->n_cells, _ ("Now")) - GAP / 2
                 - NODE_WIDTH;
}

static void
add_marks (const Sides *sides, const double *from, const double *to)
{
  const CalFlowChart *chart = sides->chart;

  for (guint i = 0; i < chart->flows->len; i++)
    {
      const Flow *flow = &g_array_index (chart->flows, Flow, i);
      cairo_rectangle_t area = { sides->left + NODE_WIDTH, from[i],
                                 sides->right - sides->left - NODE_WIDTH, to[i] - from[i] };

      cal_scene_mark_ribbon (sides->scene, area, MAX (flow->n * sides->unit, 1));
    }
}

static void
lay_out (const CalSceneChart *base, CalScene *scene)
{
  const CalFlowChart *chart = (const CalFlowChart *) base;
  Sides sides = { .chart = chart, .scene = scene, .top = LEGEND + HEAD };
  double body = BODY_LEAST;
  double least = 2 * LABEL_LINE;
  g_autofree double *from_top = g_new (double, chart->n_cells);
  g_autofree double *to_top = g_new (double, chart->n_cells);
  g_autofree double *lines = g_new (double, chart->n_cells);
  g_autofree double *from = g_new (double, chart->flows->len);
  g_autofree double *to = g_new (double, chart->flows->len);

  sides.lines = lines;
  sides.from_top = from_top;
  sides.to_top = to_top;
  place_columns (&sides);
  for (guint i = 0; i < chart->n_cells; i++)
    least += lines[i];
  body = MAX (MAX (body, least), scene->asked - sides.top - 4);
  sides.unit = find_unit (&sides, body);
  place_nodes (&sides, chart->before, from_top);
  place_nodes (&sides, chart->now, to_top);
  scene->height = sides.top + body + 4;
  place_flows (&sides, from, to);
  add_legend (scene, chart);
  add_heads (&sides);
  for (Way way = WAY_STAYED; way < N_WAYS; way++)
    for (guint i = 0; i < chart->flows->len; i++)
      if (g_array_index (chart->flows, Flow, i).way == way)
        add_ribbon (&sides, &g_array_index (chart->flows, Flow, i), from[i], to[i]);
  add_nodes (&sides);
  add_numbers (&sides, from, to);
  add_sides (&sides);
  add_marks (&sides, from, to);
}

static void
clear (CalSceneChart *base)
{
  CalFlowChart *chart = (CalFlowChart *) base;

  for (guint i = 0; i < chart->n_cells; i++)
    {
      g_free ((char *) chart->cells[i].code);
      g_free ((char *) chart->cells[i].label);
    }
  g_free (chart->cells);
  g_array_unref (chart->flows);
  g_free (chart->before);
  g_free (chart->now);
}

static guint
n_marks (const CalSceneChart *base)
{
  return ((const CalFlowChart *) base)->flows->len;
}

static char *
mark_text (const CalSceneChart *base, guint mark)
{
  const CalFlowChart *chart = (const CalFlowChart *) base;
  const Flow *flow = &g_array_index (chart->flows, Flow, mark);
  g_autofree char *from = cell_name (&chart->cells[flow->from]);
  g_autofree char *to = cell_name (&chart->cells[flow->to]);

  if (flow->way == WAY_STAYED)
    return g_strdup_printf (ngettext ("%s: %'u stayed", "%s: %'u stayed", flow->n), from, flow->n);
  /* Translators: from a cell, to a cell, how many, and up, down or sideways. */
  return g_strdup_printf (_ ("%s → %s: %'u %s"), from, to, flow->n, way_text (flow->way));
}

static const CalSceneChartClass flow_class = {
  .clear = clear,
  .lay_out = lay_out,
  .n_marks = n_marks,
  .mark_text = mark_text,
};

/**
 * cal_chart_new_flow:
 * @title: the chart's title
 * @cells: (array length=n_cells): the cells from best to least
 * @n_cells: how many
 * @flow: (array): how many went from each cell to each: from × @n_cells + to
 *
 * Where calibration moved subjects, as ribbons between the same cells before and
 * now: those who stayed grey, down hatched, up in the accent.
 *
 * Returns: (transfer full): the chart
 */
CalChart *
cal_chart_new_flow (const char *title, const CalFlowCell *cells, guint n_cells, const guint64 *flow)
{
  CalFlowChart *chart = g_new0 (CalFlowChart, 1);

  chart->cells = g_memdup2 (cells, n_cells * sizeof *cells);
  chart->n_cells = n_cells;
  chart->flows = g_array_new (FALSE, FALSE, sizeof (Flow));
  chart->before = g_new0 (guint, n_cells);
  chart->now = g_new0 (guint, n_cells);
  for (guint from = 0; from < n_cells; from++)
    {
      chart->cells[from].code = g_strdup (cells[from].code);
      chart->cells[from].label = g_strdup (cells[from].label);
      for (guint to = 0; to < n_cells; to++)
        {
          Flow ribbon = { from, to, (guint) flow[from * n_cells + to], way_of (cells, from, to) };

          if (ribbon.n == 0)
            continue;
          g_array_append_val (chart->flows, ribbon);
          chart->before[from] += ribbon.n;
          chart->now[to] += ribbon.n;
          chart->n += ribbon.n;
          chart->totals[ribbon.way] += ribbon.n;
        }
    }
  cal_scene_chart_init (&chart->parent, &flow_class, title);
  if (chart->n == 0)
    chart->parent.sentence =
        g_strdup (_ ("Nobody stood in a cell before calibration and stands in one now."));
  return &chart->parent.parent;
}
