/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "cal-chart-board.h"
#include "charts/cal-chart-rows-private.h"

#define WIDTH 314.0
#define BOARD_CHART(chart) ((CalBoardChart *) (chart))

static const guint counts[CAL_CHART_BOARD_CELLS] = { 4, 19, 18, 13, 66, 31, 5, 27, 11 };

static gboolean
is_round (guint step)
{
  while (step % 10 == 0)
    step /= 10;
  return step == 1 || step == 2 || step == 5 || step == 25;
}

static void
test_ticks (void)
{
  const guint expected[][2] = { { 0, 1 },      { 1, 1 },       { 4, 1 },    { 5, 2 },   { 9, 5 },
                                { 21, 10 },    { 67, 20 },     { 80, 20 },  { 81, 25 }, { 101, 50 },
                                { 1688, 500 }, { 2001, 1000 }, { 401, 200 } };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (cal_chart_tick_step (expected[i][0]), ==, expected[i][1]);
  for (guint i = 0; i < 10000; i++)
    {
      guint largest = (guint) g_test_rand_int_range (1, 2000000);
      guint step = cal_chart_tick_step (largest);

      g_assert_true (is_round (step));
      g_assert_cmpuint (4 * step, >=, largest);
      /* The next smaller round step is not less than 2/5 of it. */
      g_assert_true (step == 1 || 4 * (step * 2 / 5) < largest);
    }
}

static guint
find_bin (const CalChart *chart, const char *label)
{
  for (guint i = 0; i < BOARD_CHART (chart)->n_bins; i++)
    if (strcmp (BOARD_CHART (chart)->bins[i].label, label) == 0)
      return i;
  g_assert_not_reached ();
}

static void
test_order (void)
{
  static const char *const order[] = { "Star",   "Rising", "High impact", "Untapped",     "Core",
                                       "Expert", "Uneven", "Steady",      "Needs support" };
  g_autoptr (CalTestBoard) test = cal_chart_board_new (cal_rules_new_default (), counts, 6);
  g_autoptr (CalChart) cells = cal_chart_new_cells (test->board, NULL, 0);
  g_autoptr (CalChart) levels = cal_chart_new_distribution (test->board, NULL, 0);

  g_assert_cmpuint (BOARD_CHART (cells)->n_bins, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < BOARD_CHART (cells)->n_bins; i++)
    g_assert_cmpstr (BOARD_CHART (cells)->bins[i].label, ==, order[i]);
  g_assert_cmpuint (BOARD_CHART (cells)->bins[0].now, ==, 11);
  g_assert_cmpuint (BOARD_CHART (levels)->n_bins, ==, 3);
  g_assert_cmpstr (BOARD_CHART (levels)->bins[0].label, ==, "Exceeds");
  g_assert_cmpuint (BOARD_CHART (levels)->bins[0].now, ==, 18 + 31 + 11);
  g_assert_cmpuint (BOARD_CHART (levels)->bins[1].now, ==, 19 + 66 + 27);
  g_assert_cmpuint (BOARD_CHART (levels)->bins[2].now, ==, 4 + 13 + 5);
}

/* Bars as long as their counts on one axis from 0, within their row, rows one
 * below the other. */
static void
check_geometry (const CalChart *chart, double width, double top)
{
  double height = cal_chart_height_for_width (chart, width);
  double bottom = 0;

  for (guint i = 0; i < BOARD_CHART (chart)->n_bins; i++)
    {
      const CalChartBin *bin = &BOARD_CHART (chart)->bins[i];
      CalChartRowGeometry row = cal_chart_rows_geometry (BOARD_CHART (chart), width, i);
      double middle = row.now.y + row.now.height / 2;

      g_assert_cmpfloat (row.row.y, >=, bottom);
      bottom = row.row.y + row.row.height;
      g_assert_cmpfloat (bottom, <, height);
      g_assert_cmpfloat_with_epsilon (row.now.width, width * bin->now / top, 1e-6);
      g_assert_cmpfloat_with_epsilon (row.before.width, width * bin->before / top, 1e-6);
      g_assert_cmpfloat (row.now.x, ==, 0);
      g_assert_cmpfloat (row.before.x, ==, 0);
      g_assert_cmpfloat_with_epsilon (row.before.y + row.before.height / 2, middle, 1e-6);
      g_assert_cmpfloat (row.before.height, >, row.now.height);
      g_assert_cmpfloat (row.before.y, >=, row.row.y);
      g_assert_cmpfloat (row.before.y + row.before.height, <=, bottom);
      g_assert_cmpint (BOARD_CHART (chart)->has_guideline, ==, row.band.height > 0);
      if (!BOARD_CHART (chart)->has_guideline)
        continue;
      g_assert_cmpfloat_with_epsilon (row.band.x, width * bin->allowed.low / top, 1e-6);
      g_assert_cmpfloat_with_epsilon (row.band.x + row.band.width, width * bin->allowed.high / top,
                                      1e-6);
    }
}

static void
test_geometry (void)
{
  g_autoptr (CalTestBoard) test = cal_chart_board_new (cal_rules_new_default (), counts, 6);
  g_autoptr (CalChart) cells = cal_chart_new_cells (test->board, NULL, 0);
  g_autoptr (CalChart) levels = cal_chart_new_distribution (test->board, NULL, 0);

  /* The largest count is 66 subjects in Core; 62 % of 194 allow 120. */
  check_geometry (cells, WIDTH, 80);
  check_geometry (cells, 700, 80);
  check_geometry (levels, WIDTH, 200);
}

static void
test_random_geometry (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < 20; i++)
    {
      guint n = (guint) g_rand_int_range (random, 1, 3000);
      double width = g_rand_double_range (random, 240, 800);
      g_autoptr (CalTestBoard) test =
          cal_chart_board_new_random (cal_rules_new_default (), n, random);
      g_autoptr (CalChart) cells = cal_chart_new_cells (test->board, NULL, 0);
      guint largest = 0;
      guint total = 0;

      for (guint b = 0; b < BOARD_CHART (cells)->n_bins; b++)
        {
          largest = MAX (
              largest, MAX (BOARD_CHART (cells)->bins[b].now, BOARD_CHART (cells)->bins[b].before));
          total += BOARD_CHART (cells)->bins[b].now;
        }
      g_assert_cmpuint (total, ==, cal_board_n_placed (test->board));
      check_geometry (cells, width, 4.0 * cal_chart_tick_step (MAX (largest, 1)));
    }
}

static void
test_preview (void)
{
  g_autoptr (CalTestBoard) test = cal_chart_board_new (cal_rules_new_default (), counts, 6);
  CalChartPreview drops[] = {
    { cal_placement (3, 2), cal_placement (3, 3) },
    { CAL_HOLDING, cal_placement (3, 3) },
  };
  g_autoptr (CalChart) cells = cal_chart_new_cells (test->board, drops, G_N_ELEMENTS (drops));
  g_autoptr (CalChart) levels = cal_chart_new_distribution (test->board, drops, 1);
  g_autofree char *words = cal_chart_describe (cells);
  guint star = find_bin (cells, "Star");
  guint impact = find_bin (cells, "High impact");
  CalChartRowGeometry row = cal_chart_rows_geometry (BOARD_CHART (cells), WIDTH, star);

  g_assert_cmpuint (BOARD_CHART (cells)->bins[star].now, ==, 11);
  g_assert_cmpuint (BOARD_CHART (cells)->bins[star].after, ==, 13);
  g_assert_cmpuint (BOARD_CHART (cells)->bins[impact].after, ==, 30);
  g_assert_cmpuint (BOARD_CHART (cells)->n_now, ==, 194);
  g_assert_cmpuint (BOARD_CHART (cells)->n_after, ==, 195);
  g_assert_nonnull (strstr (words, "Star: 11 before, 11 now, 5.7 %; the drop would make it 13"));
  g_assert_nonnull (strstr (words, "n = 194 → 195"));

  /* The outline spans what the drop changes and stands out of the bars. */
  g_assert_cmpfloat (row.preview.x, <=, row.now.width + 1e-6);
  g_assert_cmpfloat (row.preview.x + row.preview.width, >=, WIDTH * 13 / 80 - 1e-6);
  g_assert_cmpfloat (row.preview.width, >=, 5);
  g_assert_cmpfloat (row.preview.height, >, row.before.height);
  row = cal_chart_rows_geometry (BOARD_CHART (cells), WIDTH, find_bin (cells, "Core"));
  g_assert_cmpfloat (row.preview.height, ==, 0);

  /* From one cell of a level to another the level keeps its count. */
  for (guint i = 0; i < BOARD_CHART (levels)->n_bins; i++)
    g_assert_cmpuint (BOARD_CHART (levels)->bins[i].after, ==, BOARD_CHART (levels)->bins[i].now);
}

/* A drop that is considered moves nothing but the outline and the figures. */
static void
test_preview_reflows_nothing (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < 12; i++)
    {
      double width = g_rand_double_range (random, 260, 500);
      CalChartPreview drop = { cal_placement (2, 2), cal_placement (3, 3) };
      g_autoptr (CalTestBoard) test = cal_chart_board_new_random (
          i % 2 == 0 ? cal_rules_new_default () : cal_chart_board_long_rules (), 30 + 500 * i,
          random);
      CalChart *still[] = { cal_chart_new_cells (test->board, NULL, 0),
                            cal_chart_new_distribution (test->board, NULL, 0) };
      CalChart *moving[] = { cal_chart_new_cells (test->board, &drop, 1),
                             cal_chart_new_distribution (test->board, &drop, 1) };

      for (guint c = 0; c < G_N_ELEMENTS (still); c++)
        {
          const CalChartRows *before = cal_chart_rows_for (BOARD_CHART (still[c]), width);
          const CalChartRows *during = cal_chart_rows_for (BOARD_CHART (moving[c]), width);

          for (guint column = 0; column < CAL_ROWS_N_COLUMNS; column++)
            g_assert_cmpfloat (before->column_right[column], ==, during->column_right[column]);
          for (guint b = 0; b < BOARD_CHART (still[c])->n_bins; b++)
            {
              CalChartRowGeometry one = cal_chart_rows_bars (before, BOARD_CHART (still[c]), b);
              CalChartRowGeometry other = cal_chart_rows_bars (during, BOARD_CHART (moving[c]), b);

              g_assert_cmpfloat (one.row.y, ==, other.row.y);
              g_assert_cmpfloat (one.row.height, ==, other.row.height);
              g_assert_cmpfloat (one.now.y, ==, other.now.y);
            }
          cal_chart_free (still[c]);
          cal_chart_free (moving[c]);
        }
    }
}

static void
test_guideline (void)
{
  g_autoptr (CalTestBoard) test = cal_chart_board_new (cal_rules_new_default (), counts, 6);
  g_autoptr (CalChart) chart = cal_chart_new_distribution (test->board, NULL, 0);
  const CalChartBin *exceeds = &BOARD_CHART (chart)->bins[0];
  const CalChartBin *below = &BOARD_CHART (chart)->bins[2];
  g_autofree char *rule = cal_chart_rule (BOARD_CHART (chart), exceeds, "; ", FALSE);
  g_autofree char *over = cal_chart_verdict (exceeds, NULL);
  g_autofree char *under = cal_chart_verdict (below, NULL);
  g_autofree char *within = cal_chart_verdict (&BOARD_CHART (chart)->bins[1], NULL);
  g_autofree char *words = cal_chart_describe (chart);

  /* 20 % of 194 is 38.8; 18 % is 34.92 and 22 % is 42.68. */
  g_assert_cmpuint (exceeds->allowed.low, ==, 35);
  g_assert_cmpuint (exceeds->allowed.high, ==, 42);
  g_assert_cmpstr (rule, ==, "20 % of 194 = 38.8; 18 to 22 % → 35 to 42 allowed");
  g_assert_cmpstr (over, ==, "18 over");
  g_assert_cmpstr (under, ==, "13 under");
  g_assert_cmpstr (within, ==, "1 under");
  g_assert_nonnull (strstr (words, "Distribution, n = 194."));
  g_assert_nonnull (strstr (words, "guideline 35 to 42: 18 over"));
}

static void
check_hits (const CalChart *chart, double width)
{
  double height = cal_chart_height_for_width (chart, width);

  for (guint i = 0; i < BOARD_CHART (chart)->n_bins; i++)
    {
      cairo_rectangle_t r = BOARD_CHART (chart)->kind == CAL_CHART_NINEBOX
                                ? cal_chart_ninebox_cell (BOARD_CHART (chart), width, height, i)
                                : cal_chart_rows_geometry (BOARD_CHART (chart), width, i).now;
      g_autofree char *tip =
          cal_chart_tooltip (chart, width, height, r.x + r.width / 2, r.y + r.height / 2);
      g_autofree char *start = g_strconcat (BOARD_CHART (chart)->bins[i].label, ": ", NULL);

      g_assert_nonnull (tip);
      g_assert_true (g_str_has_prefix (tip, start));
    }
  g_assert_null (cal_chart_tooltip (chart, width, height, width / 2, 1));
  g_assert_null (cal_chart_tooltip (chart, width, height, -1, height / 2));
  g_assert_null (cal_chart_tooltip (chart, width, height, width / 2, height - 1));
}

static void
test_hits (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < 10; i++)
    {
      double width = g_rand_double_range (random, 260, 900);
      g_autoptr (CalTestBoard) test =
          cal_chart_board_new_random (cal_chart_board_long_rules (), 100 * i + 1, random);
      g_autoptr (CalChart) cells = cal_chart_new_cells (test->board, NULL, 0);
      g_autoptr (CalChart) levels = cal_chart_new_distribution (test->board, NULL, 0);
      g_autoptr (CalChart) ninebox = cal_chart_new_ninebox (test->board);

      if (cal_board_n_placed (test->board) == 0)
        continue;
      check_hits (cells, width);
      check_hits (levels, width);
      check_hits (ninebox, width);
    }
}

static void
test_degenerate (void)
{
  const guint none[CAL_CHART_BOARD_CELLS] = { 0 };
  g_autoptr (CalBoard) nothing = cal_board_new ();
  g_autoptr (CalTestBoard) nobody = cal_chart_board_new (cal_rules_new_default (), none, 0);
  g_autoptr (CalTestBoard) held = cal_chart_board_new (cal_rules_new_default (), none, 6);
  g_autoptr (CalTestBoard) free_board =
      cal_chart_board_new (cal_chart_board_free_rules (), counts, 0);
  const struct
  {
    const CalBoard *board;
    const char *sentence;
  } cases[] = {
    { nothing, "no rating scales" },
    { nobody->board, "no subjects" },
    { held->board, "all 6 subjects are in the holding area" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CalChart *charts[] = { cal_chart_new_cells (cases[i].board, NULL, 0),
                             cal_chart_new_distribution (cases[i].board, NULL, 0),
                             cal_chart_new_ninebox (cases[i].board) };

      for (guint c = 0; c < G_N_ELEMENTS (charts); c++)
        {
          g_autofree char *words = cal_chart_describe (charts[c]);

          g_assert_nonnull (strstr (words, cases[i].sentence));
          g_assert_cmpfloat (cal_chart_height_for_width (charts[c], WIDTH), >, 40);
          g_assert_null (cal_chart_tooltip (charts[c], WIDTH, 100, WIDTH / 2, 50));
          cal_chart_free (charts[c]);
        }
    }

  g_autoptr (CalChart) chart = cal_chart_new_distribution (free_board->board, NULL, 0);
  g_autofree char *words = cal_chart_describe (chart);
  g_assert_false (BOARD_CHART (chart)->has_guideline);
  g_assert_null (strstr (words, "guideline"));
  check_geometry (chart, WIDTH, 200);
}

static guint32
pixel (cairo_surface_t *surface, double x, double y)
{
  const guint8 *row =
      cairo_image_surface_get_data (surface) + (int) y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[(int) x] & 0xffffff;
}

/* Colours where the geometry says that bars are, in both palettes. */
static void
test_drawing (gconstpointer data)
{
  const CalPalette *palette = data;
  g_autoptr (CalTestBoard) test = cal_chart_board_new (cal_rules_new_default (), counts, 6);
  g_autoptr (CalChart) chart = cal_chart_new_distribution (test->board, NULL, 0);
  double height = cal_chart_height_for_width (chart, WIDTH);
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) WIDTH, (int) height);
  cairo_t *cr = cairo_create (surface);

  cal_palette_set_source (cr, palette->card, 1);
  cairo_paint (cr);
  cal_chart_draw (chart, cr, WIDTH, height, palette);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (guint i = 0; i < BOARD_CHART (chart)->n_bins; i++)
    {
      CalChartRowGeometry row = cal_chart_rows_geometry (BOARD_CHART (chart), WIDTH, i);
      double middle = row.now.y + row.now.height / 2;

      g_assert_cmphex (pixel (surface, row.now.x + 3, middle), ==, palette->bar);
      /* Hollow: between the bar's edge and the outline lies what is below. */
      g_assert_cmphex (pixel (surface, 5, row.before.y + 1.8), !=, palette->bar);
      g_assert_cmphex (pixel (surface, row.now.width + 2, middle), !=, palette->bar);
    }
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/ticks", test_ticks);
  g_test_add_func ("/chart/order", test_order);
  g_test_add_func ("/chart/geometry", test_geometry);
  g_test_add_func ("/chart/random-geometry", test_random_geometry);
  g_test_add_func ("/chart/preview", test_preview);
  g_test_add_func ("/chart/preview-reflows-nothing", test_preview_reflows_nothing);
  g_test_add_func ("/chart/guideline", test_guideline);
  g_test_add_func ("/chart/hits", test_hits);
  g_test_add_func ("/chart/degenerate", test_degenerate);
  g_test_add_data_func ("/chart/drawing/light", &cal_palette_light, test_drawing);
  g_test_add_data_func ("/chart/drawing/dark", &cal_palette_dark, test_drawing);
  return g_test_run ();
}
