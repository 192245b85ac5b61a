/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Both charts of the side pane, made of the board anew and drawn, as after every
 * drop: they share a frame with the chip, so the two together have to stay
 * within a few milliseconds, however many subjects there are. */
#include <stdlib.h>

#include "cal-chart-board.h"
#include "charts/cal-chart.h"

#define WIDTH 314.0
#define N_RUNS 400
#define MOST_MILLISECONDS 4.0
#define MOST_GROWTH 1.5

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static void
draw (CalChart *chart, cairo_t *cr)
{
  cal_chart_draw (chart, cr, WIDTH, cal_chart_height_for_width (chart, WIDTH), &cal_palette_light);
  cal_chart_free (chart);
}

/* Milliseconds: the median and the 99th percentile. */
static void
measure (guint n_subjects, double *median, double *slow)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (CalTestBoard) test =
      cal_chart_board_new_random (cal_rules_new_default (), n_subjects, random);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) WIDTH, 500);
  cairo_t *cr = cairo_create (surface);
  gint64 times[N_RUNS];

  for (guint i = 0; i < N_RUNS; i++)
    {
      CalChartPreview drop = { cal_placement (2, 2), cal_placement (i % 3 + 1, 3) };
      gint64 start = g_get_monotonic_time ();

      draw (cal_chart_new_cells (test->board, &drop, 1), cr);
      draw (cal_chart_new_distribution (test->board, &drop, 1), cr);
      times[i] = g_get_monotonic_time () - start;
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  qsort (times, N_RUNS, sizeof *times, compare_times);
  *median = (double) times[N_RUNS / 2] / 1000;
  *slow = (double) times[N_RUNS * 99 / 100] / 1000;
}

int
main (void)
{
  static const guint sizes[] = { 200, 5000, 20000 };
  double medians[G_N_ELEMENTS (sizes)];
  double slowest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      double slow;

      measure (sizes[i], &medians[i], &slow);
      g_print ("%6u subjects: %.2f ms, p99 %.2f ms\n", sizes[i], medians[i], slow);
      slowest = MAX (slowest, medians[i]);
    }
  g_print ("both charts made and drawn: at most %.2f ms (aim %.1f), %.2f times from %u to %u "
           "subjects (aim %.1f)\n",
           slowest, MOST_MILLISECONDS, medians[2] / medians[0], sizes[0], sizes[2], MOST_GROWTH);
  return slowest <= MOST_MILLISECONDS && medians[2] <= medians[0] * MOST_GROWTH ? EXIT_SUCCESS
                                                                                : EXIT_FAILURE;
}
