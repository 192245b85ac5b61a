/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws every chart and the board, in English and with German labels, at
 * several sizes, into a folder, for check_pictures.py. Each file's name says
 * how many subjects stand in a cell and how many are held. */
#include <stdlib.h>

#include "cal-chart-board.h"
#include "charts/cal-board-picture.h"
#include "charts/cal-chart.h"

static void
check (gboolean written, GError *error)
{
  if (written)
    return;
  g_printerr ("%s\n", error->message);
  exit (EXIT_FAILURE);
}

static void
draw (const CalBoard *board, const char *folder, const char *name, double width)
{
  CalChartPreview drop = { cal_placement (2, 2), cal_placement (3, 3) };
  CalChart *charts[] = { cal_chart_new_cells (board, &drop, 1),
                         cal_chart_new_distribution (board, &drop, 1),
                         cal_chart_new_ninebox (board) };

  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    {
      g_autofree char *file = g_strdup_printf ("%s/%s-%.0f-chart%u.pdf", folder, name, width, i);
      GError *error = NULL;

      check (cal_chart_write_file (charts[i], file, width, 0, &error), error);
      cal_chart_free (charts[i]);
    }
}

static void
draw_board (const CalBoard *board, const char *folder, const char *name, int width, int height)
{
  static const char *const endings[] = { "pdf", "svg", "png" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file =
          g_strdup_printf ("%s/%s-%d-board.%s", folder, name, width, endings[i]);
      GError *error = NULL;

      check (cal_board_picture_write_file (board, file, width, height,
                                           width > 1500 ? &cal_palette_light : &cal_palette_dark,
                                           &error),
             error);
    }
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 12, 200, 5000 };
  static const double widths[] = { 280, 346, 640 };
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  if (argc != 2)
    {
      g_printerr ("usage: make-pictures FOLDER\n");
      return EXIT_FAILURE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint language = 0; language < 2; language++)
      {
        g_autoptr (CalTestBoard) test = cal_chart_board_new_random (
            language == 0 ? cal_rules_new_default () : cal_chart_board_long_rules (), sizes[i],
            random);
        guint n_placed = cal_board_n_placed (test->board);
        g_autofree char *name = g_strdup_printf ("%s-%u-%u", language == 0 ? "en" : "de", n_placed,
                                                 cal_board_n_present (test->board) - n_placed);

        for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
          draw (test->board, argv[1], name, widths[w]);
        draw_board (test->board, argv[1], name, 1920, 1080);
        draw_board (test->board, argv[1], name, 1280, 800);
      }
  return EXIT_SUCCESS;
}
