/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-chart-moves.h"

#include <glib/gi18n-lib.h>

#include "charts/cal-scene-chart.h"

#define HEAD 24.0
#define ROW_LEAST 20.0
#define ROW_MOST 28.0
#define SECTION 24.0
#define GAP 16.0
#define LABEL_SHARE 0.26
#define BASELINE 4.5
#define BAR 12.0
#define NUMBER_ROOM 44.0

typedef struct
{
  CalSceneChart parent;
  CalMovesRow *rows;
  guint n_rows;
} CalMovesChart;

typedef struct
{
  const CalMovesChart *chart;
  CalScene *scene;
  double label_room;
  double left;
  double zero;
  double right;
  double unchanged_right;
  double unit;
} Moves;

static void
place_columns (Moves *moves)
{
  const CalMovesChart *chart = moves->chart;
  double width = moves->scene->width;
  double widest = 0;
  guint down = 1;
  guint up = 1;

  for (guint i = 0; i < chart->n_rows; i++)
    {
      widest = MAX (widest, cal_text_width (chart->rows[i].name, CAL_TEXT_CHART, FALSE));
      down = MAX (down, chart->rows[i].down);
      up = MAX (up, chart->rows[i].up);
    }
  moves->label_room = MIN (widest, MAX (width * LABEL_SHARE, 90)) + 1;
  moves->unchanged_right = width;
  moves->left = moves->label_room + GAP + NUMBER_ROOM;
  moves->right =
      width - cal_text_width (_ ("unchanged"), CAL_TEXT_SECONDARY, FALSE) - GAP - NUMBER_ROOM;
  moves->unit = MAX (moves->right - moves->left, 60) / (double) (down + up);
  moves->zero = moves->left + down * moves->unit;
}

static void
add_count (const Moves *moves, guint count, double x, double middle, CalAlign align)
{
  g_autofree char *text = g_strdup_printf ("%'u", count);

  cal_scene_text (moves->scene, text, CAL_TEXT_CHART, count > 0,
                  count > 0 ? CAL_INK_TEXT : CAL_INK_DIM, x, middle + BASELINE, align);
}

static void
add_row (const Moves *moves, const CalMovesRow *row, double top, double height)
{
  CalScene *scene = moves->scene;
  double middle = top + height / 2;
  double down = row->down * moves->unit;
  double up = row->up * moves->unit;
  g_autofree char *unchanged = g_strdup_printf ("%'u", row->unchanged);

  cal_scene_label (scene, row->name, FALSE, row->shown ? CAL_INK_TEXT : CAL_INK_DIM, 0, middle,
                   moves->label_room);
  cal_scene_mark (scene, (cairo_rectangle_t){ 0, top, scene->width, height });
  if (!row->shown)
    {
      cal_scene_text (scene, _ ("not shown: too few"), CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM,
                      moves->zero + 8, middle + BASELINE, CAL_ALIGN_START);
      return;
    }
  if (row->down > 0)
    {
      cairo_rectangle_t box = { moves->zero - down, middle - BAR / 2, down, BAR };

      cal_scene_fill (scene, box, 0, CAL_INK_DOWN_GROUND, 1);
      cal_scene_hatch (scene, box, CAL_INK_DOWN_HATCH, 1);
      cal_scene_outline (scene, box, CAL_INK_DOWN_HATCH, 1);
    }
  if (row->up > 0)
    cal_scene_fill (scene, (cairo_rectangle_t){ moves->zero, middle - BAR / 2, up, BAR }, 0,
                    CAL_INK_UP, 1);
  add_count (moves, row->down, moves->zero - down - 6, middle, CAL_ALIGN_END);
  add_count (moves, row->up, moves->zero + up + 6, middle, CAL_ALIGN_START);
  cal_scene_text (scene, unchanged, CAL_TEXT_CHART, FALSE, CAL_INK_DIM, moves->unchanged_right,
                  middle + BASELINE, CAL_ALIGN_END);
}

static void
lay_out (const CalSceneChart *base, CalScene *scene)
{
  const CalMovesChart *chart = (const CalMovesChart *) base;
  Moves moves = { .chart = chart, .scene = scene };
  double least = CLAMP ((scene->asked - HEAD) / chart->n_rows, ROW_LEAST, ROW_MOST);
  double y = HEAD;

  place_columns (&moves);
  cal_scene_text (scene, _ ("← down"), CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM, moves.zero - 8, 12,
                  CAL_ALIGN_END);
  cal_scene_text (scene, _ ("up →"), CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM, moves.zero + 8, 12,
                  CAL_ALIGN_START);
  cal_scene_text (scene, _ ("unchanged"), CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM,
                  moves.unchanged_right, 12, CAL_ALIGN_END);
  for (guint i = 0; i < chart->n_rows; i++)
    {
      const CalMovesRow *row = &chart->rows[i];
      double height = MAX (
          least, cal_text_wrapped_height (row->name, CAL_TEXT_CHART, FALSE, moves.label_room) + 4);

      if (row->section != NULL)
        {
          cal_scene_text (scene, row->section, CAL_TEXT_META, TRUE, CAL_INK_DIM, 0, y + 18,
                          CAL_ALIGN_START);
          y += SECTION;
        }
      add_row (&moves, row, y, height);
      y += height;
    }
  cal_scene_line (scene, moves.zero, HEAD, moves.zero, y, CAL_INK_TEXT, 0.5, 1, FALSE);
  scene->height = y + 2;
}

static void
clear (CalSceneChart *base)
{
  CalMovesChart *chart = (CalMovesChart *) base;

  for (guint i = 0; i < chart->n_rows; i++)
    {
      g_free ((char *) chart->rows[i].id);
      g_free ((char *) chart->rows[i].section);
      g_free ((char *) chart->rows[i].name);
    }
  g_free (chart->rows);
}

static guint
n_marks (const CalSceneChart *base)
{
  return ((const CalMovesChart *) base)->n_rows;
}

static const char *
mark_id (const CalSceneChart *base, guint mark)
{
  return ((const CalMovesChart *) base)->rows[mark].id;
}

static char *
mark_text (const CalSceneChart *base, guint mark)
{
  const CalMovesRow *row = &((const CalMovesChart *) base)->rows[mark];

  if (!row->shown)
    return g_strdup_printf ("%s: %s", row->name, _ ("not shown: too few"));
  return g_strdup_printf (_ ("%s: %'u down, %'u up, %'u unchanged"), row->name, row->down, row->up,
                          row->unchanged);
}

static const CalSceneChartClass moves_class = {
  .clear = clear,
  .lay_out = lay_out,
  .n_marks = n_marks,
  .mark_text = mark_text,
  .mark_id = mark_id,
};

/**
 * cal_chart_new_moves:
 * @title: the chart's title
 * @rows: (array length=n_rows): raters or groups, in the order in which they stand
 * @n_rows: how many
 *
 * How many of each calibration moved down and up: bars to either side.
 *
 * Returns: (transfer full): the chart
 */
CalChart *
cal_chart_new_moves (const char *title, const CalMovesRow *rows, guint n_rows)
{
  CalMovesChart *chart = g_new0 (CalMovesChart, 1);
  guint moved = 0;
  gboolean hidden = FALSE;

  chart->rows = g_memdup2 (rows, n_rows * sizeof *rows);
  chart->n_rows = n_rows;
  for (guint i = 0; i < n_rows; i++)
    {
      chart->rows[i].id = g_strdup (rows[i].id);
      chart->rows[i].section = g_strdup (rows[i].section);
      chart->rows[i].name = g_strdup (rows[i].name);
      moved += rows[i].down + rows[i].up;
      hidden |= !rows[i].shown;
    }
  cal_scene_chart_init (&chart->parent, &moves_class, title);
  if (moved == 0 && !hidden)
    chart->parent.sentence = g_strdup (_ ("Calibration has moved nobody."));
  return &chart->parent.parent;
}
