/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws every chart of the figures of fairness into a folder, with short and
 * long names, narrow and wide, for check_figures.py. Each file's name says
 * which chart it is, whose names and how wide. */
#include <stdlib.h>

#include "cal-chart-samples.h"

static void
draw (CalChart *chart, const char *folder, const char *name, CalSampleNames names, double width)
{
  static const char *const endings[] = { "pdf", "png", "svg" };
  gboolean golden = names == CAL_SAMPLE_PLAIN && width == 620;

  cal_chart_set_note (chart, "n = 200. Method. Caveat: nothing here changes a rating.");
  for (guint i = 0; i < (golden ? G_N_ELEMENTS (endings) : 1); i++)
    {
      g_autofree char *file =
          g_strdup_printf ("%s/%s-%u-%.0f.%s", folder, name, names, width, endings[i]);
      g_autoptr (GError) error = NULL;

      if (!cal_chart_write_file (chart, file, width, golden ? 420 : 0, &error))
        {
          g_printerr ("%s\n", error->message);
          exit (EXIT_FAILURE);
        }
    }
  cal_chart_free (chart);
}

int
main (int argc, char **argv)
{
  static const double widths[] = { 480, 620, 930 };

  if (argc != 2)
    {
      g_printerr ("usage: make-figures FOLDER\n");
      return EXIT_FAILURE;
    }
  for (guint i = 0; i < CAL_N_CHART_SAMPLES; i++)
    for (CalSampleNames names = 0; names < CAL_SAMPLE_N_NAMES; names++)
      for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
        draw (cal_chart_samples[i].make (names), argv[1], cal_chart_samples[i].name, names,
              widths[w]);
  draw (cal_sample_forest_of (200, CAL_SAMPLE_GERMAN), argv[1], "forest200", CAL_SAMPLE_GERMAN,
        620);
  draw (cal_sample_matrix_of (40, CAL_SAMPLE_GERMAN), argv[1], "matrix40", CAL_SAMPLE_GERMAN, 620);
  return EXIT_SUCCESS;
}
