/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-chart-forest.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/cal-scene-chart.h"
#include "stats/cal-words-number.h"

#define HEAD 24.0
#define ROW_LEAST 19.5
#define ROW_MOST 28.0
#define AXIS 24.0
#define GAP 16.0
#define INSET 12.0
#define PLOT_LEAST 170.0
#define LABEL_SHARE 0.24
#define BASELINE 4.5
#define GAUGE_WIDTH 34.0
#define GAUGE_HEIGHT 5.0

/* The columns of figures, in the order in which they give way where the chart is
 * narrow. What has no column is in the tooltip. */
typedef enum
{
  COLUMN_EARLIER,
  COLUMN_HALO,
  COLUMN_MIDDLE,
  COLUMN_INTERVAL,
  COLUMN_EFFECT,
  N_COLUMNS,
} Column;

typedef struct
{
  CalSceneChart parent;
  CalForestRow *rows;
  guint n_rows;
  char **cycles;
  guint n_cycles;
} CalForestChart;

typedef struct
{
  const CalForestChart *chart;
  CalScene *scene;
  double label_room;
  double n_right;
  double left;
  double right;
  double column_right[N_COLUMNS];
  double largest;
  double step;
  double *tops;
} Forest;

static const char *
column_head (Column column)
{
  switch (column)
    {
    case COLUMN_EFFECT:
      return _ ("effect, levels");
    case COLUMN_INTERVAL:
      return _ ("95 % interval");
    case COLUMN_MIDDLE:
      /* Translators: the share of a rater's ratings in the middle level. */
      return _ ("middle");
    case COLUMN_HALO:
      return _ ("halo");
    case COLUMN_EARLIER:
    case N_COLUMNS:
    default:
      return _ ("earlier");
    }
}

/* The latest earlier cycle in which the rater has an effect. */
static double
latest_effect (const CalForestChart *chart, const CalForestRow *row)
{
  for (guint i = chart->n_cycles; i > 0 && row->earlier != NULL; i--)
    if (!isnan (row->earlier[i - 1]))
      return row->earlier[i - 1];
  return NAN;
}

static char *
column_text (const CalForestChart *chart, const CalForestRow *row, Column column)
{
  switch (column)
    {
    case COLUMN_EFFECT:
      return cal_words_effect (row->effect, TRUE);
    case COLUMN_INTERVAL:
      return cal_words_interval (row->low, row->high, TRUE);
    case COLUMN_EARLIER:
      return cal_words_effect (latest_effect (chart, row), TRUE);
    case COLUMN_MIDDLE:
    case COLUMN_HALO:
    case N_COLUMNS:
    default:
      return NULL;
    }
}

/**
 * cal_chart_effect_step:
 * @largest: the largest effect to show, in levels
 *
 * Returns: the least round step, 1, 2 or 5 times a power of ten and 0.1 at least,
 *   whose fourth multiple reaches @largest
 */
double
cal_chart_effect_step (double largest)
{
  for (double power = 0.1;; power *= 10)
    for (guint i = 0; i < 3; i++)
      {
        double step = power * (const double[]){ 1, 2, 5 }[i];

        if (4 * step >= largest)
          return step;
      }
}

static double
effect_x (const Forest *forest, double effect)
{
  return (forest->left + forest->right) / 2
         + effect / (4 * forest->step) * (forest->right - forest->left) / 2;
}

static double
radius_of (guint n)
{
  return MIN (3.2 + 0.62 * sqrt ((double) n), 9);
}

static gboolean
has_column (const CalForestChart *chart, Column column)
{
  for (guint i = 0; i < chart->n_rows; i++)
    {
      const CalForestRow *row = &chart->rows[i];

      if (column == COLUMN_EFFECT || column == COLUMN_INTERVAL
          || (column == COLUMN_EARLIER && !isnan (latest_effect (chart, row)))
          || (column == COLUMN_MIDDLE && !isnan (row->middle))
          || (column == COLUMN_HALO && !isnan (row->halo)))
        return TRUE;
    }
  return FALSE;
}

static double
column_width (const CalForestChart *chart, Column column)
{
  double widest = cal_text_width (column_head (column), CAL_TEXT_SECONDARY, FALSE);

  if (column == COLUMN_MIDDLE || column == COLUMN_HALO)
    return MAX (widest, GAUGE_WIDTH);
  for (guint i = 0; i < chart->n_rows; i++)
    {
      g_autofree char *text = column_text (chart, &chart->rows[i], column);

      widest = MAX (widest, cal_text_width (text, CAL_TEXT_CHART, column == COLUMN_EFFECT));
    }
  return widest;
}

static void
place_columns (Forest *forest)
{
  const CalForestChart *chart = forest->chart;
  double width = forest->scene->width;
  double widths[N_COLUMNS] = { 0 };
  double taken = 0;
  double x = width - INSET;

  for (Column c = 0; c < N_COLUMNS; c++)
    if (has_column (chart, c))
      {
        widths[c] = column_width (chart, c) + GAP;
        taken += widths[c];
      }
  for (Column c = 0; c < COLUMN_EFFECT && width - forest->n_right - taken < PLOT_LEAST; c++)
    {
      taken -= widths[c];
      widths[c] = 0;
    }
  for (Column c = 0; c < N_COLUMNS; c++)
    {
      forest->column_right[c] = widths[c] > 0 ? x : 0;
      x -= widths[c];
    }
  forest->left = forest->n_right + GAP;
  forest->right = MAX (x - 2, forest->left + 40);
}

static void
place_labels (Forest *forest)
{
  const CalForestChart *chart = forest->chart;
  double widest = cal_text_width (_ ("Rater"), CAL_TEXT_SECONDARY, FALSE);
  double n_widest = cal_text_width (_ ("n"), CAL_TEXT_SECONDARY, FALSE);

  for (guint i = 0; i < chart->n_rows; i++)
    {
      g_autofree char *n = g_strdup_printf ("%'u", chart->rows[i].n);

      widest = MAX (widest, cal_text_width (chart->rows[i].name, CAL_TEXT_CHART, TRUE));
      n_widest = MAX (n_widest, cal_text_width (n, CAL_TEXT_CHART, FALSE));
    }
  forest->label_room = MIN (widest, MAX (forest->scene->width * LABEL_SHARE, 90)) + 1;
  forest->n_right = INSET + forest->label_room + GAP + n_widest;
}

static void
place_rows (Forest *forest)
{
  const CalForestChart *chart = forest->chart;
  CalScene *scene = forest->scene;
  double least = CLAMP ((scene->asked - HEAD - AXIS) / chart->n_rows, ROW_LEAST, ROW_MOST);
  double y = HEAD;

  forest->tops = g_new (double, chart->n_rows + 1);
  for (guint i = 0; i < chart->n_rows; i++)
    {
      forest->tops[i] = y;
      y += MAX (least, cal_text_wrapped_height (chart->rows[i].name, CAL_TEXT_CHART,
                                                chart->rows[i].stands_out, forest->label_room)
                           + 3);
    }
  forest->tops[chart->n_rows] = y;
  scene->height = y + AXIS;
}

static void
find_scale (Forest *forest)
{
  for (guint i = 0; i < forest->chart->n_rows; i++)
    {
      const CalForestRow *row = &forest->chart->rows[i];
      const double values[] = { row->low, row->high, row->raw, latest_effect (forest->chart, row) };

      for (guint v = 0; v < G_N_ELEMENTS (values); v++)
        if (isfinite (values[v]))
          forest->largest = MAX (forest->largest, fabs (values[v]));
    }
  forest->step = cal_chart_effect_step (forest->largest);
}

static void
add_axis (const Forest *forest)
{
  CalScene *scene = forest->scene;
  double bottom = forest->tops[forest->chart->n_rows];
  double zero = effect_x (forest, 0);
  gboolean dense = (forest->right - forest->left) / 8 < 44;

  for (int tick = -4; tick <= 4; tick++)
    {
      double x = effect_x (forest, tick * forest->step);
      g_autofree char *value = cal_words_effect (tick * forest->step, TRUE);
      /* One decimal is enough on the axis, and 0 needs none. */
      g_autofree char *text = tick == 0 ? g_strdup ("0") : g_strndup (value, strlen (value) - 1);

      cal_scene_line (scene, x, HEAD, x, bottom, CAL_INK_TEXT, tick == 0 ? 0.5 : 0.08,
                      tick == 0 ? 1.5 : 1, FALSE);
      if (!dense || tick % 4 == 0)
        cal_scene_text (scene, text, CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM, x, bottom + 17,
                        CAL_ALIGN_CENTER);
    }
  if (forest->right - forest->left > 220)
    {
      cal_scene_text (scene, _ ("← rates lower"), CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM, zero - 12,
                      12, CAL_ALIGN_END);
      cal_scene_text (scene, _ ("rates higher →"), CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM,
                      zero + 12, 12, CAL_ALIGN_START);
    }
}

static void
add_heads (const Forest *forest)
{
  CalScene *scene = forest->scene;

  cal_scene_text (scene, _ ("Rater"), CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM, INSET, 12,
                  CAL_ALIGN_START);
  cal_scene_text (scene, _ ("n"), CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM, forest->n_right, 12,
                  CAL_ALIGN_END);
  for (Column c = 0; c < N_COLUMNS; c++)
    if (forest->column_right[c] > 0)
      cal_scene_text (scene, column_head (c), CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM,
                      forest->column_right[c], 12, CAL_ALIGN_END);
}

/* A share of 1, as a bar in a frame. */
static void
add_gauge (CalScene *scene, double value, double right, double middle)
{
  cairo_rectangle_t frame = { right - GAUGE_WIDTH, middle - GAUGE_HEIGHT / 2, GAUGE_WIDTH,
                              GAUGE_HEIGHT };

  if (isnan (value))
    {
      cal_scene_text (scene, "–", CAL_TEXT_CHART, FALSE, CAL_INK_DIM, right, middle + BASELINE,
                      CAL_ALIGN_END);
      return;
    }
  cal_scene_fill (scene, frame, 0, CAL_INK_TEXT, 0.12);
  frame.width *= CLAMP (fabs (value), 0, 1);
  if (value >= 0)
    cal_scene_fill (scene, frame, 0, CAL_INK_DIM, 1);
  else
    cal_scene_outline (scene, frame, CAL_INK_DIM, 1);
}

static void
add_effect (const Forest *forest, const CalForestRow *row, double middle)
{
  CalScene *scene = forest->scene;
  gboolean few = row->n < CAL_FOREST_FEW;
  CalInk ink = row->stands_out ? CAL_INK_ACCENT_TEXT : CAL_INK_DIM;
  double line = row->stands_out ? 2.2 : 1.5;
  double earlier = latest_effect (forest->chart, row);

  if (isnan (row->effect))
    return;
  if (isfinite (row->low) && isfinite (row->high))
    {
      double low = effect_x (forest, row->low);
      double high = effect_x (forest, row->high);

      cal_scene_line (scene, low, middle, high, middle, ink, 1, line, few);
      cal_scene_line (scene, low, middle - 3.5, low, middle + 3.5, ink, 1, line, FALSE);
      cal_scene_line (scene, high, middle - 3.5, high, middle + 3.5, ink, 1, line, FALSE);
    }
  if (!isnan (earlier))
    cal_scene_outline (scene,
                       (cairo_rectangle_t){ effect_x (forest, earlier) - 3, middle - 3, 6, 6 },
                       CAL_INK_DIM, 1);
  if (isfinite (row->raw))
    cal_scene_diamond (scene, effect_x (forest, row->raw), middle, 5, CAL_INK_DIM);
  cal_scene_circle (scene, effect_x (forest, row->effect), middle, radius_of (row->n), ink, few);
}

static void
add_row (const Forest *forest, guint i)
{
  const CalForestRow *row = &forest->chart->rows[i];
  CalScene *scene = forest->scene;
  double top = forest->tops[i];
  double height = forest->tops[i + 1] - top;
  double middle = top + height / 2;
  g_autofree char *n = g_strdup_printf ("%'u", row->n);
  gboolean few = row->n < CAL_FOREST_FEW;

  cal_scene_label (scene, row->name, row->stands_out, CAL_INK_TEXT, INSET, middle,
                   forest->label_room);
  cal_scene_text (scene, n, CAL_TEXT_CHART, FALSE, few ? CAL_INK_DIM : CAL_INK_TEXT,
                  forest->n_right, middle + BASELINE, CAL_ALIGN_END);
  add_effect (forest, row, middle);
  for (Column c = 0; c < N_COLUMNS; c++)
    {
      g_autofree char *text = column_text (forest->chart, row, c);

      if (forest->column_right[c] == 0)
        continue;
      if (text == NULL)
        add_gauge (scene, c == COLUMN_MIDDLE ? row->middle : row->halo, forest->column_right[c],
                   middle);
      else
        cal_scene_text (scene, text, CAL_TEXT_CHART, c == COLUMN_EFFECT && row->stands_out,
                        c == COLUMN_EFFECT ? CAL_INK_TEXT : CAL_INK_DIM, forest->column_right[c],
                        middle + BASELINE, CAL_ALIGN_END);
    }
  cal_scene_mark (scene, (cairo_rectangle_t){ 0, top, scene->width, height });
}

static void
lay_out (const CalSceneChart *base, CalScene *scene)
{
  Forest forest = { .chart = (const CalForestChart *) base, .scene = scene };

  place_labels (&forest);
  place_columns (&forest);
  place_rows (&forest);
  find_scale (&forest);
  for (guint i = 0; i < forest.chart->n_rows; i++)
    if (forest.chart->rows[i].stands_out)
      cal_scene_fill (scene,
                      (cairo_rectangle_t){ 0, forest.tops[i] + 0.5, scene->width,
                                           forest.tops[i + 1] - forest.tops[i] - 1 },
                      6, CAL_INK_ACCENT, 0.1);
  add_axis (&forest);
  add_heads (&forest);
  for (guint i = 0; i < forest.chart->n_rows; i++)
    add_row (&forest, i);
  g_free (forest.tops);
}

static void
clear (CalSceneChart *base)
{
  CalForestChart *chart = (CalForestChart *) base;

  for (guint i = 0; i < chart->n_rows; i++)
    {
      g_free ((char *) chart->rows[i].id);
      g_free ((char *) chart->rows[i].name);
      g_free ((double *) chart->rows[i].earlier);
    }
  g_free (chart->rows);
  g_strfreev (chart->cycles);
}

static guint
n_marks (const CalSceneChart *base)
{
  return ((const CalForestChart *) base)->n_rows;
}

static const char *
mark_id (const CalSceneChart *base, guint mark)
{
  return ((const CalForestChart *) base)->rows[mark].id;
}

static void
tell_earlier (const CalForestChart *chart, const CalForestRow *row, GString *text)
{
  for (guint i = 0; i < chart->n_cycles && row->earlier != NULL; i++)
    if (!isnan (row->earlier[i]))
      {
        g_autofree char *effect = cal_words_effect (row->earlier[i], TRUE);

        g_string_append_printf (text, "; %s: %s", chart->cycles[i], effect);
      }
}

static char *
mark_text (const CalSceneChart *base, guint mark)
{
  const CalForestChart *chart = (const CalForestChart *) base;
  const CalForestRow *row = &chart->rows[mark];
  g_autofree char *effect = cal_words_effect (row->effect, TRUE);
  g_autofree char *interval = cal_words_interval (row->low, row->high, TRUE);
  g_autofree char *raw = cal_words_effect (row->raw, TRUE);
  GString *text = g_string_new (row->name);

  g_string_append_printf (text, ", n = %'u", row->n);
  if (isnan (row->effect))
    g_string_append_printf (text, ": %s", _ ("no effect can be told"));
  else
    /* Translators: an effect, its interval, and the raw mean. */
    g_string_append_printf (text, _ (": effect %s, 95 %% interval %s, raw mean %s"), effect,
                            interval, raw);
  if (!isnan (row->middle))
    g_string_append_printf (text, _ ("; %.0f %% in the middle level"), 100 * row->middle);
  if (!isnan (row->halo))
    {
      g_autofree char *halo = cal_words_effect (row->halo, TRUE);

      g_string_append_printf (text, _ ("; halo r = %s"), halo);
    }
  tell_earlier (chart, row, text);
  return g_string_free (text, FALSE);
}

static const CalSceneChartClass forest_class = {
  .clear = clear,
  .lay_out = lay_out,
  .n_marks = n_marks,
  .mark_text = mark_text,
  .mark_id = mark_id,
};

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  double first = ((const CalForestRow *) a)->effect;
  double second = ((const CalForestRow *) b)->effect;

  if (isnan (first) || isnan (second))
    return isnan (first) - isnan (second);
  return (first > second) - (first < second);
}

/**
 * cal_chart_new_forest:
 * @title: the chart's title
 * @rows: (array length=n_rows): the raters, in any order
 * @n_rows: how many
 * @cycles: (nullable) (array length=n_cycles): earlier cycles' titles, oldest
 *   first
 * @n_cycles: how many
 *
 * How severe or lenient each rater is, most severe first: the shrunken effect as
 * a circle whose area grows with n, its interval, the raw mean as a diamond and
 * the latest earlier effect as a square, on an axis with 0 in its middle.
 *
 * Returns: (transfer full): the chart; a mark's id is the rater's
 */
CalChart *
cal_chart_new_forest (const char *title,
                      const CalForestRow *rows,
                      guint n_rows,
                      const char *const *cycles,
                      guint n_cycles)
{
  CalForestChart *chart = g_new0 (CalForestChart, 1);

  chart->rows = g_memdup2 (rows, n_rows * sizeof *rows);
  chart->n_rows = n_rows;
  chart->cycles = g_new0 (char *, n_cycles + 1);
  chart->n_cycles = n_cycles;
  for (guint i = 0; i < n_cycles; i++)
    chart->cycles[i] = g_strdup (cycles[i]);
  for (guint i = 0; i < n_rows; i++)
    {
      chart->rows[i].id = g_strdup (rows[i].id);
      chart->rows[i].name = g_strdup (rows[i].name);
      chart->rows[i].earlier = g_memdup2 (rows[i].earlier, n_cycles * sizeof (double));
    }
  if (n_rows > 0)
    qsort (chart->rows, n_rows, sizeof *chart->rows, compare_rows);
  cal_scene_chart_init (&chart->parent, &forest_class, title);
  if (n_rows == 0)
    chart->parent.sentence = g_strdup (_ ("Nobody has rated anybody yet."));
  else if (isnan (chart->rows[0].effect))
    chart->parent.sentence =
        g_strdup (n_rows == 1 ? _ ("Undefined: one rater only.")
                              : _ ("Undefined: no rater has two ratings, so raters cannot be told "
                                   "from their subjects."));
  return &chart->parent.parent;
}
