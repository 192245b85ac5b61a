/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "cal-chart-board.h"
#include "charts/cal-board-picture.h"
#include "charts/cal-chart-file.h"
#include "charts/cal-chart.h"
#include "charts/cal-charts-error.h"

typedef struct
{
  char *folder;
  CalTestBoard *test;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const guint counts[CAL_CHART_BOARD_CELLS] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };

  fixture->folder = g_dir_make_tmp ("calibrate-XXXXXX", NULL);
  fixture->test = cal_chart_board_new (cal_rules_new_default (), counts, 2);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  cal_test_board_free (fixture->test);
}

static guint
n_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static GBytes *
read_file (const char *path)
{
  char *text;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  return g_bytes_new_take (text, length);
}

static void
test_png (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "chart.PNG", NULL);
  g_autoptr (CalChart) chart = cal_chart_new_ninebox (fixture->test->board);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;
  gboolean written = cal_chart_write_file (chart, path, 400, 700, &error);

  g_assert_no_error (error);
  g_assert_true (written);
  surface = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 800);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 1400);
  cairo_surface_destroy (surface);
  g_assert_cmpuint (n_files (fixture->folder), ==, 1);
}

static void
test_same_bytes (Fixture *fixture, gconstpointer data)
{
  /* Not SVG: cairo numbers its surfaces through the whole process, so there
   * only two processes write the same. */
  static const char *const names[] = { "a.pdf", "a.png" };

  g_setenv ("SOURCE_DATE_EPOCH", "1763716000", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
      g_autoptr (GBytes) first = NULL;
      g_autoptr (GBytes) second = NULL;

      g_assert_true (cal_board_picture_write_file (fixture->test->board, path, 900, 600,
                                                   &cal_palette_light, NULL));
      first = read_file (path);
      g_assert_true (cal_board_picture_write_file (fixture->test->board, path, 900, 600,
                                                   &cal_palette_light, NULL));
      second = read_file (path);
      g_assert_cmpuint (g_bytes_get_size (first), >, 5000);
      g_assert_true (g_bytes_equal (first, second));
    }
  g_unsetenv ("SOURCE_DATE_EPOCH");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *jpeg = g_build_filename (fixture->folder, "board.jpg", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "none", "board.png", NULL);
  g_autofree char *full = g_build_filename (fixture->folder, "board.png", NULL);
  const CalBoard *board = fixture->test->board;
  g_autoptr (GError) error = NULL;

  g_assert_false (cal_picture_can_write (jpeg));
  g_assert_true (cal_picture_can_write ("x.Svg"));
  g_assert_false (cal_board_picture_write_file (board, jpeg, 900, 600, &cal_palette_light, &error));
  g_assert_error (error, CAL_CHARTS_ERROR, CAL_CHARTS_ERROR_UNKNOWN_FORMAT);
  g_clear_error (&error);
  g_assert_false (
      cal_board_picture_write_file (board, nowhere, 900, 600, &cal_palette_light, &error));
  g_assert_error (error, CAL_CHARTS_ERROR, CAL_CHARTS_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, nowhere));
  g_clear_error (&error);
  /* Larger than cairo draws: what stood there stays. */
  g_assert_true (g_file_set_contents (full, "before", -1, NULL));
  g_assert_false (
      cal_board_picture_write_file (board, full, 90000, 60000, &cal_palette_light, &error));
  g_assert_error (error, CAL_CHARTS_ERROR, CAL_CHARTS_ERROR_TOO_LARGE);
  g_autoptr (GBytes) left = read_file (full);
  g_assert_cmpmem (g_bytes_get_data (left, NULL), g_bytes_get_size (left), "before", 6);
  g_assert_cmpuint (n_files (fixture->folder), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/picture/png", Fixture, NULL, set_up, test_png, tear_down);
  g_test_add ("/picture/same-bytes", Fixture, NULL, set_up, test_same_bytes, tear_down);
  g_test_add ("/picture/refused", Fixture, NULL, set_up, test_refused, tear_down);
  return g_test_run ();
}
