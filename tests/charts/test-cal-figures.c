/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "cal-chart-samples.h"
#include "charts/cal-scene-chart.h"

#define WIDTH 640.0
#define NEAR 1e-6

static const CalScene *
scene_of (const CalChart *chart, double width)
{
  return cal_scene_chart_get_scene ((const CalSceneChart *) chart, width, 0);
}

/* The shapes of one form, and of one ink unless it is CAL_INK_N. */
static GPtrArray *
shapes_of (const CalScene *scene, CalSceneForm form, CalInk ink)
{
  GPtrArray *shapes = g_ptr_array_new ();

  for (guint i = 0; i < scene->shapes->len; i++)
    {
      CalSceneShape *shape = &g_array_index (scene->shapes, CalSceneShape, i);

      if (shape->form == form && (ink == CAL_INK_N || shape->ink == ink))
        g_ptr_array_add (shapes, shape);
    }
  return shapes;
}

static const CalSceneShape *
nth (const GPtrArray *shapes, guint i)
{
  g_assert_cmpuint (i, <, shapes->len);
  return g_ptr_array_index (shapes, i);
}

static const CalSceneShape *
find_text (const CalScene *scene, const char *text)
{
  for (guint i = 0; i < scene->shapes->len; i++)
    {
      const CalSceneShape *shape = &g_array_index (scene->shapes, CalSceneShape, i);

      if (shape->form == CAL_FORM_TEXT && strcmp (pango_layout_get_text (shape->layout), text) == 0)
        return shape;
    }
  return NULL;
}

static const CalSceneShape *
find_halo (const CalScene *scene, const char *text)
{
  g_autoptr (GPtrArray) texts = shapes_of (scene, CAL_FORM_TEXT, CAL_INK_N);

  for (guint i = 0; i < texts->len; i++)
    if (nth (texts, i)->halo && strcmp (pango_layout_get_text (nth (texts, i)->layout), text) == 0)
      return nth (texts, i);
  return NULL;
}

static double
middle_x (const CalSceneShape *shape)
{
  return shape->box.x + shape->box.width / 2;
}

static double
middle_y (const CalSceneShape *shape)
{
  return shape->box.y + shape->box.height / 2;
}

/* Bars, hollow bars and bands stand on one base and are as high as their counts
 * on one scale. */
static void
test_columns (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());

  for (guint round = 0; round < 20; round++)
    {
      guint n = (guint) g_rand_int_range (random, 2, 10);
      guint scale = round % 2 == 0 ? 90 : 40000;
      CalChartColumn columns[10] = { 0 };

      for (guint i = 0; i < n; i++)
        {
          columns[i].label = "Core";
          columns[i].step = i % 5;
          columns[i].before = (guint) g_rand_int_range (random, 1, (gint32) scale);
          columns[i].now = (guint) g_rand_int_range (random, 1, (gint32) scale);
          columns[i].has_range = TRUE;
          columns[i].low = (guint) g_rand_int_range (random, 0, (gint32) scale);
          columns[i].high = columns[i].low + (guint) g_rand_int_range (random, 1, 9);
          columns[i].starts_group = i == 2;
        }
      g_autoptr (CalChart) chart = cal_chart_new_columns ("Distribution", columns, n);
      const CalScene *scene = scene_of (chart, g_rand_double_range (random, 700, 1000));
      g_autoptr (GPtrArray) solid = shapes_of (scene, CAL_FORM_FILL, CAL_INK_ACCENT);
      g_autoptr (GPtrArray) hollow = shapes_of (scene, CAL_FORM_OUTLINE, CAL_INK_BEFORE);
      g_autoptr (GPtrArray) bands = shapes_of (scene, CAL_FORM_FILL, CAL_INK_BAND);
      g_autoptr (GPtrArray) hatches = shapes_of (scene, CAL_FORM_HATCH, CAL_INK_BAND_EDGE);
      g_autoptr (GPtrArray) edges = shapes_of (scene, CAL_FORM_LINE, CAL_INK_BAND_EDGE);
      double base = nth (solid, 0)->box.y + nth (solid, 0)->box.height;
      double unit = nth (solid, 0)->box.height / columns[0].now;

      g_assert_cmpuint (solid->len, ==, n);
      g_assert_cmpuint (hollow->len, ==, n);
      g_assert_cmpuint (hatches->len, ==, n);
      g_assert_cmpuint (edges->len, ==, 2 * n);
      for (guint i = 0; i < n; i++)
        {
          const CalSceneShape *now = nth (solid, i);
          const CalSceneShape *before = nth (hollow, i);
          const CalSceneShape *band = nth (bands, i);
          g_autofree char *count = g_strdup_printf ("%'u", columns[i].now);
          guint mark;

          g_assert_cmpfloat_with_epsilon (now->box.y + now->box.height, base, NEAR);
          g_assert_cmpfloat_with_epsilon (before->box.y + before->box.height, base, NEAR);
          g_assert_cmpfloat_with_epsilon (now->box.height, unit * columns[i].now, 1e-4);
          g_assert_cmpfloat_with_epsilon (before->box.height, unit * columns[i].before, 1e-4);
          g_assert_cmpfloat_with_epsilon (base - band->box.y, unit * columns[i].high, 1e-4);
          g_assert_cmpfloat_with_epsilon (base - band->box.y - band->box.height,
                                          unit * columns[i].low, 1e-4);
          /* Before left of now, both within the band, edges over the bars. */
          g_assert_cmpfloat (before->box.x + before->box.width, <, now->box.x);
          g_assert_cmpfloat (band->box.x, <, before->box.x);
          g_assert_cmpfloat (band->box.x + band->box.width, >, now->box.x + now->box.width);
          g_assert_true (nth (edges, 2 * i) > now && nth (edges, 2 * i + 1) > now);
          g_assert_true (band < now);
          g_assert_nonnull (find_halo (scene, count));
          g_assert_true (cal_scene_hit (scene, middle_x (now), base - 1, &mark));
          g_assert_cmpuint (mark, ==, i);
        }
    }
}

static void
test_columns_verdicts (void)
{
  g_autoptr (CalChart) chart = cal_chart_samples[0].make (CAL_SAMPLE_PLAIN);
  const CalScene *scene = scene_of (chart, 930);
  const CalSceneShape *over = find_text (scene, "2 over");
  g_autoptr (GPtrArray) pills = shapes_of (scene, CAL_FORM_FILL, CAL_INK_TEXT);
  g_autofree char *words = cal_chart_describe (chart);

  g_assert_nonnull (over);
  g_assert_cmpuint (pills->len, ==, 1);
  g_assert_cmpfloat (nth (pills, 0)->box.x, <, over->box.x);
  g_assert_cmpfloat (nth (pills, 0)->box.x + nth (pills, 0)->box.width, >,
                     over->box.x + over->box.width);
  g_assert_nonnull (find_text (scene, "12 to 20"));
  g_assert_nonnull (find_text (scene, "within"));
  g_assert_nonnull (strstr (words, "3,3 Star: 26 before, 22 now; guideline 12 to 20: 2 over."));
}

static void
test_forest (void)
{
  g_autoptr (CalChart) chart = cal_chart_samples[1].make (CAL_SAMPLE_PLAIN);
  const CalScene *scene = scene_of (chart, 930);
  g_autoptr (GPtrArray) circles = shapes_of (scene, CAL_FORM_CIRCLE, CAL_INK_N);
  g_autoptr (GPtrArray) diamonds = shapes_of (scene, CAL_FORM_DIAMOND, CAL_INK_N);
  g_autoptr (GPtrArray) lines = shapes_of (scene, CAL_FORM_LINE, CAL_INK_TEXT);
  double last = -G_MAXDOUBLE;
  double zero = 0;
  double unit;

  /* The axis: nine lines, the fifth is 0, symmetric about it; effects up to 0.56
   * need four steps of 0.2. */
  g_assert_cmpuint (lines->len, ==, 9);
  zero = nth (lines, 4)->box.x;
  unit = (nth (lines, 8)->box.x - zero) / 0.8;
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat_with_epsilon (zero - nth (lines, i)->box.x, nth (lines, 8 - i)->box.x - zero,
                                    NEAR);
  g_assert_nonnull (find_text (scene, "−0.8"));
  g_assert_nonnull (find_text (scene, "+0.2"));

  g_assert_cmpuint (circles->len, ==, cal_sample_n_raters);
  for (guint i = 0; i < circles->len; i++)
    {
      const CalSceneShape *circle = nth (circles, i);
      const char *id = cal_chart_mark_id (chart, i);
      const CalForestRow *row = NULL;

      for (guint r = 0; r < cal_sample_n_raters; r++)
        if (strcmp (cal_sample_raters[r].id, id) == 0)
          row = &cal_sample_raters[r];
      g_assert_nonnull (row);
      g_assert_cmpfloat (row->effect, >=, last);
      last = row->effect;
      g_assert_cmpfloat_with_epsilon (middle_x (circle), zero + unit * row->effect, NEAR);
      g_assert_cmpfloat_with_epsilon (middle_x (nth (diamonds, i)), zero + unit * row->raw, NEAR);
      g_assert_cmpfloat_with_epsilon (circle->box.width / 2, 3.2 + 0.62 * sqrt ((double) row->n),
                                      NEAR);
      g_assert_cmpint (circle->open, ==, row->n < 10);
      g_assert_cmpint (circle->ink, ==, row->stands_out ? CAL_INK_ACCENT_TEXT : CAL_INK_DIM);
      /* The circle lies over the diamond. */
      g_assert_true (circle > nth (diamonds, i));
    }
}

/* Each interval from its low to its high end, dashed for few. */
static void
test_forest_intervals (void)
{
  CalForestRow rows[] = {
    { "a", "A", 30, -0.2, -0.3, -0.1, -0.25, TRUE, NAN, NAN, NULL },
    { "b", "B", 3, 0.1, -0.3, 0.4, 0.2, FALSE, NAN, NAN, NULL },
  };
  g_autoptr (CalChart) chart = cal_chart_new_forest ("Severity", rows, 2, NULL, 0);
  const CalScene *scene = scene_of (chart, WIDTH);
  g_autoptr (GPtrArray) axis = shapes_of (scene, CAL_FORM_LINE, CAL_INK_TEXT);
  g_autoptr (GPtrArray) accent = shapes_of (scene, CAL_FORM_LINE, CAL_INK_ACCENT_TEXT);
  g_autoptr (GPtrArray) plain = shapes_of (scene, CAL_FORM_LINE, CAL_INK_DIM);
  double zero = nth (axis, 4)->box.x;
  double unit = (nth (axis, 8)->box.x - zero) / 0.4;

  g_assert_cmpfloat_with_epsilon (nth (accent, 0)->box.x, zero - 0.3 * unit, NEAR);
  g_assert_cmpfloat_with_epsilon (nth (accent, 0)->box.width, 0.2 * unit, NEAR);
  g_assert_false (nth (accent, 0)->dashed);
  g_assert_cmpfloat_with_epsilon (nth (plain, 0)->box.x, zero - 0.3 * unit, NEAR);
  g_assert_cmpfloat_with_epsilon (nth (plain, 0)->box.width, 0.7 * unit, NEAR);
  g_assert_true (nth (plain, 0)->dashed);
  g_assert_cmpfloat (nth (accent, 0)->line, >, nth (plain, 0)->line);
}

static void
test_effect_steps (void)
{
  static const double expected[][2] = { { 0, 0.1 },   { 0.4, 0.1 }, { 0.41, 0.2 }, { 0.8, 0.2 },
                                        { 0.9, 0.5 }, { 2, 0.5 },   { 3, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpfloat_with_epsilon (cal_chart_effect_step (expected[i][0]), expected[i][1], NEAR);
}

static void
test_groups (void)
{
  CalGroupRow rows[] = {
    { "time",
      "Full",
      TRUE,
      162,
      { TRUE, 162, 87 },
      { TRUE, 162, 70 },
      CAL_GROUP_REFERENCE,
      1,
      NAN,
      NAN,
      1,
      "highest" },
    { NULL,
      "Part",
      TRUE,
      38,
      { TRUE, 38, 12 },
      { TRUE, 38, 7 },
      CAL_GROUP_LOW,
      0.5,
      0.25,
      0.8,
      0.0051,
      "low" },
    { NULL,
      "Some",
      TRUE,
      40,
      { TRUE, 40, 20 },
      { TRUE, 40, 16 },
      CAL_GROUP_UNCERTAIN,
      0.8,
      0.5,
      1,
      0.4,
      "one decision" },
    { NULL,
      "Few",
      TRUE,
      11,
      { TRUE, 11, 4 },
      { TRUE, 11, 3 },
      CAL_GROUP_COUNTS,
      0.6,
      0.2,
      1.8,
      NAN,
      "too few" },
    { NULL,
      "Hidden",
      FALSE,
      0,
      { FALSE, 0, 0 },
      { FALSE, 0, 0 },
      CAL_GROUP_COUNTS,
      NAN,
      NAN,
      NAN,
      NAN,
      "not shown" },
  };
  g_autoptr (CalChart) chart = cal_chart_new_groups ("Groups", rows, G_N_ELEMENTS (rows));
  const CalScene *scene = scene_of (chart, 930);
  g_autoptr (GPtrArray) before = shapes_of (scene, CAL_FORM_CIRCLE, CAL_INK_BEFORE);
  g_autoptr (GPtrArray) now = shapes_of (scene, CAL_FORM_CIRCLE, CAL_INK_ACCENT);
  g_autoptr (GPtrArray) axes = shapes_of (scene, CAL_FORM_LINE, CAL_INK_TEXT);
  g_autoptr (GPtrArray) low = shapes_of (scene, CAL_FORM_CIRCLE, CAL_INK_ACCENT_TEXT);
  g_autoptr (GPtrArray) plain = shapes_of (scene, CAL_FORM_CIRCLE, CAL_INK_DIM);
  g_autoptr (GPtrArray) interval = shapes_of (scene, CAL_FORM_LINE, CAL_INK_ACCENT_TEXT);
  g_autoptr (GPtrArray) squares = shapes_of (scene, CAL_FORM_FILL, CAL_INK_DIM);
  double nought = nth (axes, 0)->box.x;
  double unit = (nth (axes, 3)->box.x - nought) / 0.6;

  g_assert_cmpuint (before->len, ==, 3);
  g_assert_cmpuint (now->len, ==, 3);
  g_assert_true (nth (before, 0)->open);
  g_assert_false (nth (now, 0)->open);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpfloat_with_epsilon (
          middle_x (nth (before, i)),
          nought + unit * rows[i].before.favourable / rows[i].before.placed, NEAR);
      g_assert_cmpfloat_with_epsilon (middle_x (nth (now, i)),
                                      nought + unit * rows[i].now.favourable / rows[i].now.placed,
                                      NEAR);
      g_assert_cmpfloat_with_epsilon (middle_y (nth (now, i)), middle_y (nth (before, i)), NEAR);
    }
  /* The ratio's axis: 0.25, 0.5, 0.8 dotted, 1; logarithmic. */
  g_assert_true (nth (axes, 6)->dashed);
  g_assert_cmpfloat_with_epsilon ((nth (axes, 5)->box.x - nth (axes, 4)->box.x)
                                      / (nth (axes, 7)->box.x - nth (axes, 4)->box.x),
                                  0.5, NEAR);
  g_assert_cmpuint (low->len, ==, 1);
  g_assert_cmpfloat_with_epsilon (middle_x (nth (low, 0)), nth (axes, 5)->box.x, NEAR);
  g_assert_cmpfloat_with_epsilon (nth (interval, 0)->box.x, nth (axes, 4)->box.x, NEAR);
  g_assert_cmpfloat_with_epsilon (nth (interval, 0)->box.x + nth (interval, 0)->box.width,
                                  nth (axes, 6)->box.x, NEAR);
  g_assert_cmpuint (plain->len, ==, 1);
  g_assert_true (nth (plain, 0)->open);
  g_assert_cmpfloat_with_epsilon (middle_x (nth (plain, 0)), nth (axes, 6)->box.x, NEAR);
  g_assert_cmpuint (squares->len, ==, 1);
  g_assert_cmpfloat_with_epsilon (middle_x (nth (squares, 0)), nth (axes, 7)->box.x, NEAR);
  g_assert_nonnull (find_text (scene, "4 → 3 of 11"));
  g_assert_nonnull (find_text (scene, "54 → 43 %"));
}

/* What may not be published is neither drawn nor told. */
static void
test_groups_hidden (void)
{
  CalGroupRow row = {
    NULL, "Hidden", FALSE, 17,  { FALSE, 17, 13 }, { FALSE, 17, 13 }, CAL_GROUP_COUNTS,
    NAN,  NAN,      NAN,   NAN, "not shown"
  };
  g_autoptr (CalChart) chart = cal_chart_new_groups ("Groups", &row, 1);
  const CalScene *scene = scene_of (chart, WIDTH);
  g_autofree char *words = cal_chart_describe (chart);

  g_assert_nonnull (find_text (scene, "Hidden"));
  g_assert_null (find_text (scene, "17"));
  g_assert_nonnull (strstr (words, "Hidden; not shown"));
  g_assert_null (strstr (words, "17"));
  g_assert_null (strstr (words, "13"));
}

/* At each node the ribbons that leave or arrive stand one on the other and make
 * up its height. */
static void
test_flow (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());

  for (guint round = 0; round < 20; round++)
    {
      guint64 flow[9] = { 0 };
      CalFlowCell cells[] = { { "3,3", "Star", 4, 6 },
                              { "2,2", "Core", 2, 4 },
                              { "1,3", "Untapped", 2, 4 } };
      guint64 n = 0;
      guint n_flows = 0;

      for (guint i = 0; i < 9; i++)
        {
          flow[i] = (guint64) g_rand_int_range (random, 0, round % 2 == 0 ? 30 : 3000);
          n += flow[i];
          n_flows += flow[i] > 0;
        }
      if (n == 0)
        continue;
      g_autoptr (CalChart) chart = cal_chart_new_flow ("Flow", cells, 3, flow);
      const CalScene *scene = scene_of (chart, g_rand_double_range (random, 480, 960));
      g_autoptr (GPtrArray) up = shapes_of (scene, CAL_FORM_RIBBON, CAL_INK_UP);
      g_autoptr (GPtrArray) down = shapes_of (scene, CAL_FORM_RIBBON, CAL_INK_DOWN_GROUND);
      double left = -1;
      double right = -1;
      double unit = 0;
      guint64 largest = 0;
      guint at = 0;

      g_assert_cmpuint (cal_chart_n_marks (chart), ==, n_flows);
      g_assert_cmpuint (up->len, ==, (flow[3] > 0) + (flow[6] > 0));
      g_assert_cmpuint (down->len, ==, (flow[1] > 0) + (flow[2] > 0));
      for (guint i = 0; i < down->len; i++)
        g_assert_true (nth (down, i)->hatched);
      /* The unit, from the thickest: the thinnest are drawn no thinner than 1. */
      for (guint i = 0; i < 9; i++)
        largest = MAX (largest, flow[i]);
      for (guint i = 0; i < scene->marks->len; i++)
        unit = MAX (unit, g_array_index (scene->marks, CalSceneMark, i).thickness / largest);
      for (guint from = 0; from < 3; from++)
        {
          double bottom = -1;

          for (guint to = 0; to < 3; to++)
            {
              const CalSceneMark *mark;

              if (flow[from * 3 + to] == 0)
                continue;
              mark = &g_array_index (scene->marks, CalSceneMark, at++);
              left = left < 0 ? mark->area.x : left;
              right = right < 0 ? mark->area.x + mark->area.width : right;
              g_assert_cmpfloat (mark->area.x, ==, left);
              g_assert_cmpfloat_with_epsilon (mark->area.x + mark->area.width, right, NEAR);
              if (mark->thickness > 1)
                g_assert_cmpfloat_with_epsilon (mark->thickness, unit * flow[from * 3 + to], 1e-4);
              if (bottom >= 0)
                g_assert_cmpfloat_with_epsilon (mark->area.y, bottom, 1e-4);
              bottom = mark->area.y + unit * flow[from * 3 + to];
            }
        }
    }
}

/* Where two ribbons lie, the pointer finds one of them, and beside all none. */
static void
test_flow_hits (void)
{
  g_autoptr (CalChart) chart = cal_chart_samples[3].make (CAL_SAMPLE_PLAIN);
  double height = cal_chart_height_for_width (chart, 930);
  const CalScene *scene = scene_of (chart, 930);

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const CalSceneMark *mark = &g_array_index (scene->marks, CalSceneMark, i);
      g_autofree char *told = cal_chart_mark_text (chart, i);
      g_autofree char *tip = cal_chart_tooltip (chart, 930, height, mark->area.x + 1,
                                                mark->area.y + mark->thickness / 2);
      g_autofree char *end =
          cal_chart_tooltip (chart, 930, height, mark->area.x + mark->area.width - 1,
                             mark->area.y + mark->area.height + mark->thickness / 2);

      g_assert_nonnull (tip);
      g_assert_nonnull (end);
      if (mark->thickness > 7)
        {
          g_assert_cmpstr (tip, ==, told);
          g_assert_cmpstr (end, ==, told);
        }
    }
  g_assert_null (cal_chart_tooltip (chart, 930, height, 465, 10));
}

static void
test_flow_numbers (void)
{
  const CalFlowCell cells[] = { { "2,2", "Core", 2, 4 }, { "1,1", "Low", 0, 2 } };
  const guint64 few[] = { 40, 8, 0, 40 };
  const guint64 enough[] = { 40, 9, 0, 40 };
  g_autoptr (CalChart) without = cal_chart_new_flow ("Flow", cells, 2, few);
  g_autoptr (CalChart) with = cal_chart_new_flow ("Flow", cells, 2, enough);
  g_autofree char *words = cal_chart_describe (with);

  g_assert_null (find_text (scene_of (without, WIDTH), "8"));
  g_assert_nonnull (find_text (scene_of (with, WIDTH), "9"));
  g_assert_nonnull (find_text (scene_of (with, WIDTH), "9 down"));
  g_assert_nonnull (strstr (words, "2,2 Core → 1,1 Low: 9 down."));
}

static void
test_matrix (void)
{
  g_autoptr (CalChart) chart = cal_chart_samples[4].make (CAL_SAMPLE_PLAIN);
  const CalScene *scene = scene_of (chart, 930);
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  static const double bounds[] = { -0.3, 0.1, 0.2, 0.39, 0.4, 0.6, 0.79, 0.8, 1 };
  static const guint steps[] = { 0, 0, 1, 1, 2, 3, 3, 4, 4 };

  g_assert_cmpuint (cal_chart_n_marks (chart), ==, 21);
  for (guint i = 0; i < 21; i++)
    {
      cairo_rectangle_t one = cal_scene_mark_area (scene, i);
      g_autofree char *text = cal_chart_mark_text (chart, i);

      g_assert_nonnull (strstr (text, " and "));
      for (guint j = i + 1; j < 21; j++)
        {
          cairo_rectangle_t other = cal_scene_mark_area (scene, j);

          g_assert_true (
              one.x + one.width <= other.x + NEAR || other.x + other.width <= one.x + NEAR
              || one.y + one.height <= other.y + NEAR || other.y + other.height <= one.y + NEAR);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    g_assert_cmpuint (cal_chart_kappa_step (bounds[i]), ==, steps[i]);
}

static void
test_slopes (void)
{
  g_autoptr (CalChart) chart = cal_chart_samples[6].make (CAL_SAMPLE_PLAIN);
  const CalScene *scene = scene_of (chart, 930);
  g_autoptr (GPtrArray) circles = shapes_of (scene, CAL_FORM_CIRCLE, CAL_INK_BEFORE);
  static const double rates[] = { 0.537, 0.316, 0.57, 0.42, 0.36 };

  g_assert_cmpuint (cal_chart_n_marks (chart), ==, 5);
  g_assert_nonnull (find_text (scene, "1 group is not shown: too few."));
  for (guint i = 0; i + 1 < G_N_ELEMENTS (rates); i++)
    {
      double drawn = middle_y (nth (circles, i + 1)) - middle_y (nth (circles, i));
      double scale = middle_y (nth (circles, 1)) - middle_y (nth (circles, 0));

      g_assert_cmpfloat_with_epsilon (drawn / scale,
                                      (rates[i] - rates[i + 1]) / (rates[0] - rates[1]), NEAR);
    }
}

static void
test_moves (void)
{
  g_autoptr (CalChart) chart = cal_chart_samples[5].make (CAL_SAMPLE_PLAIN);
  const CalScene *scene = scene_of (chart, WIDTH);
  g_autoptr (GPtrArray) up = shapes_of (scene, CAL_FORM_FILL, CAL_INK_UP);
  g_autoptr (GPtrArray) down = shapes_of (scene, CAL_FORM_FILL, CAL_INK_DOWN_GROUND);
  g_autofree char *words = cal_chart_describe (chart);

  g_assert_cmpuint (up->len, ==, 4);
  g_assert_cmpfloat_with_epsilon (nth (up, 2)->box.width / nth (up, 0)->box.width, 4, NEAR);
  g_assert_cmpfloat_with_epsilon (nth (down, 3)->box.width / nth (down, 2)->box.width, 37.0 / 24,
                                  NEAR);
  g_assert_cmpfloat_with_epsilon (nth (down, 0)->box.x + nth (down, 0)->box.width,
                                  nth (up, 0)->box.x, NEAR);
  g_assert_cmpstr (cal_chart_mark_id (chart, 0), ==, "E1");
  g_assert_nonnull (strstr (words, "Women: 24 down, 12 up, 50 unchanged."));
  g_assert_nonnull (strstr (words, "Not stated: not shown: too few."));
}

/* In every chart at every width: marks within it, in one piece, each telling
 * something; nothing beside them. */
static void
test_marks (gconstpointer data)
{
  const CalChartSample *sample = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());

  for (CalSampleNames names = 0; names < CAL_SAMPLE_N_NAMES; names++)
    for (guint round = 0; round < 6; round++)
      {
        g_autoptr (CalChart) chart = sample->make (names);
        double width = round == 0 ? 480 : g_rand_double_range (random, 480, 1300);
        double least = cal_chart_height_for_width (chart, width);
        double height = round % 2 == 0 ? least : least + 120;

        g_assert_cmpuint (cal_chart_n_marks (chart), >, 0);
        for (guint i = 0; i < cal_chart_n_marks (chart); i++)
          {
            cairo_rectangle_t area = cal_chart_mark_area (chart, width, height, i);
            g_autofree char *text = cal_chart_mark_text (chart, i);

            g_assert_cmpfloat (area.x, >=, -NEAR);
            g_assert_cmpfloat (area.y, >=, -NEAR);
            g_assert_cmpfloat (area.x + area.width, <=, width + NEAR);
            g_assert_cmpfloat (area.y + area.height, <=, height + 1);
            g_assert_cmpuint (strlen (text), >, 8);
          }
        g_assert_null (cal_chart_tooltip (chart, width, height, -5, height / 2));
        g_assert_null (cal_chart_tooltip (chart, width, height, width / 2, height + 50));
      }
}

/* Texts stay within the chart, whatever the names and the width. */
static void
test_texts (gconstpointer data)
{
  const CalChartSample *sample = data;
  static const double widths[] = { 480, 560, 700, 930, 1300 };

  for (CalSampleNames names = 0; names < CAL_SAMPLE_N_NAMES; names++)
    for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
      {
        g_autoptr (CalChart) chart = sample->make (names);
        const CalScene *scene = scene_of (chart, widths[w]);
        g_autoptr (GPtrArray) texts = shapes_of (scene, CAL_FORM_TEXT, CAL_INK_N);

        g_assert_cmpuint (texts->len, >, 10);
        for (guint i = 0; i < texts->len; i++)
          {
            const CalSceneShape *text = nth (texts, i);
            double top =
                text->box.y - (double) pango_layout_get_baseline (text->layout) / PANGO_SCALE;

            g_assert_cmpfloat (text->box.x, >=, -1);
            g_assert_cmpfloat (text->box.x + text->box.width, <=, widths[w] + 1);
            g_assert_cmpfloat (top, >=, -3);
            g_assert_cmpfloat (top + text->box.height, <=, scene->height + 4);
          }
      }
}

static void
assert_sentence (CalChart *chart, const char *sentence)
{
  g_autofree char *words = cal_chart_describe (chart);

  g_assert_nonnull (strstr (words, sentence));
  g_assert_cmpuint (cal_chart_n_marks (chart), ==, 0);
  g_assert_cmpfloat (cal_chart_height_for_width (chart, WIDTH), >, 20);
  g_assert_null (cal_chart_tooltip (chart, WIDTH, 40, WIDTH / 2, 20));
  cal_chart_free (chart);
}

static void
test_degenerate (void)
{
  CalForestRow alone = { "a", "A", 5, NAN, NAN, NAN, NAN, FALSE, 0.5, NAN, NULL };
  CalForestRow two[] = { alone, alone };
  CalFlowCell cell = { "1,1", "Low", 0, 2 };
  CalMovesRow unmoved = { NULL, NULL, "A", TRUE, 0, 9, 0 };
  CalSlope hidden = { "A", 3, NAN, NAN, FALSE, TRUE };
  CalChartColumn empty = { .label = "Core" };
  const char *const one[] = { "A" };
  const guint64 nobody = 0;

  assert_sentence (cal_chart_new_columns ("Distribution", NULL, 0), "no rating scales");
  assert_sentence (cal_chart_new_columns ("Distribution", &empty, 1), "Nobody stands in a cell");
  assert_sentence (cal_chart_new_forest ("Severity", NULL, 0, NULL, 0), "Nobody has rated");
  assert_sentence (cal_chart_new_forest ("Severity", &alone, 1, NULL, 0),
                   "Undefined: one rater only.");
  assert_sentence (cal_chart_new_forest ("Severity", two, 2, NULL, 0), "no rater has two ratings");
  assert_sentence (cal_chart_new_groups ("Groups", NULL, 0), "choose an attribute");
  assert_sentence (cal_chart_new_flow ("Flow", &cell, 1, &nobody), "Nobody stood in a cell");
  assert_sentence (cal_chart_new_flow ("Flow", NULL, 0, NULL), "Nobody stood in a cell");
  assert_sentence (cal_chart_new_matrix ("Agreement", NULL, 0, NULL, 0), "No independent ratings");
  assert_sentence (cal_chart_new_matrix ("Agreement", one, 1, NULL, 0),
                   "Undefined: one rater only.");
  assert_sentence (cal_chart_new_moves ("Moves", &unmoved, 1), "has moved nobody");
  assert_sentence (cal_chart_new_slopes ("Rates", &hidden, 1), "No group has a rate");
}

/* Everybody alike: all effects 0, everybody in one cell, no rate at all. */
static void
test_identical (void)
{
  CalForestRow rows[] = { { "a", "A", 5, 0, 0, 0, 0, FALSE, 1, NAN, NULL },
                          { "b", "B", 5, 0, 0, 0, 0, FALSE, 1, NAN, NULL } };
  CalFlowCell cells[] = { { "3,3", "Star", 4, 6 }, { "1,1", "Low", 0, 2 } };
  CalGroupRow none = { "g",
                       "A",
                       TRUE,
                       40,
                       { TRUE, 40, 0 },
                       { TRUE, 40, 0 },
                       CAL_GROUP_COUNTS,
                       NAN,
                       NAN,
                       NAN,
                       NAN,
                       "Undefined: no one is favourable." };
  const guint64 flow[] = { 0, 0, 0, 100000 };
  g_autoptr (CalChart) forest = cal_chart_new_forest ("Severity", rows, 2, NULL, 0);
  g_autoptr (CalChart) all_low = cal_chart_new_flow ("Flow", cells, 2, flow);
  g_autoptr (CalChart) groups = cal_chart_new_groups ("Groups", &none, 1);
  g_autoptr (GPtrArray) circles = shapes_of (scene_of (forest, WIDTH), CAL_FORM_CIRCLE, CAL_INK_N);

  g_assert_cmpfloat (middle_x (nth (circles, 0)), ==, middle_x (nth (circles, 1)));
  g_assert_cmpuint (cal_chart_n_marks (all_low), ==, 1);
  g_assert_nonnull (find_text (scene_of (all_low, WIDTH), "100000 stayed"));
  g_assert_nonnull (find_text (scene_of (groups, WIDTH), "0 → 0 of 40"));
}

/* Many raters make a longer chart, not smaller rows. */
static void
test_many (void)
{
  g_autoptr (CalChart) forest = cal_sample_forest_of (200, CAL_SAMPLE_PLAIN);
  g_autoptr (CalChart) matrix = cal_sample_matrix_of (40, CAL_SAMPLE_PLAIN);
  g_autofree char *words = cal_chart_describe (forest);

  g_assert_cmpfloat (cal_chart_height_for_width (forest, WIDTH), >, 200 * 19);
  for (guint i = 0; i < 200; i++)
    g_assert_cmpfloat (cal_scene_mark_area (scene_of (forest, WIDTH), i).height, >=, 19);
  g_assert_nonnull (strstr (words, "160 more: the arrow keys walk through all."));
  g_assert_cmpuint (cal_chart_n_marks (matrix), ==, 780);
  for (guint i = 0; i < 780; i++)
    g_assert_cmpfloat (cal_scene_mark_area (scene_of (matrix, WIDTH), i).width, >=, 12);
}

static guint32
pixel (cairo_surface_t *surface, double x, double y)
{
  const guint8 *row =
      cairo_image_surface_get_data (surface) + (int) y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[(int) x] & 0xffffff;
}

/* The inks are the palette's where the scene says that shapes are. */
static void
test_drawing (gconstpointer data)
{
  const CalPalette *palette = data;
  g_autoptr (CalChart) chart = cal_chart_samples[1].make (CAL_SAMPLE_PLAIN);
  const CalScene *scene = scene_of (chart, 930);
  double height = cal_chart_height_for_width (chart, 930);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 930, (int) height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GPtrArray) circles = shapes_of (scene, CAL_FORM_CIRCLE, CAL_INK_N);

  cal_palette_set_source (cr, palette->card, 1);
  cairo_paint (cr);
  cal_chart_draw (chart, cr, 930, height, palette);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  g_assert_true (scene == scene_of (chart, 930));
  for (guint i = 0; i < circles->len; i++)
    {
      const CalSceneShape *circle = nth (circles, i);
      CalColor expected = circle->open                         ? palette->card
                          : circle->ink == CAL_INK_ACCENT_TEXT ? palette->accent_text
                                                               : palette->dim;

      g_assert_cmphex (pixel (surface, middle_x (circle), middle_y (circle)), ==, expected);
    }
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/columns", test_columns);
  g_test_add_func ("/figures/columns/verdicts", test_columns_verdicts);
  g_test_add_func ("/figures/forest", test_forest);
  g_test_add_func ("/figures/forest/intervals", test_forest_intervals);
  g_test_add_func ("/figures/forest/steps", test_effect_steps);
  g_test_add_func ("/figures/groups", test_groups);
  g_test_add_func ("/figures/groups/hidden", test_groups_hidden);
  g_test_add_func ("/figures/flow", test_flow);
  g_test_add_func ("/figures/flow/hits", test_flow_hits);
  g_test_add_func ("/figures/flow/numbers", test_flow_numbers);
  g_test_add_func ("/figures/matrix", test_matrix);
  g_test_add_func ("/figures/slopes", test_slopes);
  g_test_add_func ("/figures/moves", test_moves);
  for (guint i = 0; i < CAL_N_CHART_SAMPLES; i++)
    {
      g_autofree char *marks = g_strdup_printf ("/figures/marks/%s", cal_chart_samples[i].name);
      g_autofree char *texts = g_strdup_printf ("/figures/texts/%s", cal_chart_samples[i].name);

      g_test_add_data_func (marks, &cal_chart_samples[i], test_marks);
      g_test_add_data_func (texts, &cal_chart_samples[i], test_texts);
    }
  g_test_add_func ("/figures/degenerate", test_degenerate);
  g_test_add_func ("/figures/identical", test_identical);
  g_test_add_func ("/figures/many", test_many);
  g_test_add_data_func ("/figures/drawing/light", &cal_palette_light, test_drawing);
  g_test_add_data_func ("/figures/drawing/dark", &cal_palette_dark, test_drawing);
  return g_test_run ();
}
