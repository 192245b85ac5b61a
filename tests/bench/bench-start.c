/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "cal-first-paint.h"

#define ROUNDS 9

/* From starting a program to the first frame in its window, as the X server sees
 * both: the window is mapped, and then drawn into. An empty libadwaita window is
 * the limit; all run in turn, so that a busy moment hits them alike. */
typedef struct
{
  const char *name;
  const char *program;
  const char *document;
  double aim;
  double times[ROUNDS];
} Contender;

int
main (int argc, char **argv)
{
  g_assert_cmpint (argc, ==, 3);

  g_autofree char *folder = g_dir_make_tmp ("calibrate-start-XXXXXX", NULL);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  g_setenv ("GTK_A11Y", "none", TRUE);
  g_unsetenv ("G_DEBUG");
  g_autofree char *small = cal_first_paint_make_sample (argv[1], folder, "200", "100");
  g_autofree char *large = cal_first_paint_make_sample (argv[1], folder, "10000", "100");
  Contender contenders[] = {
    { "an empty libadwaita window", argv[2], NULL, 1.0, { 0 } },
    { "the board of 200", argv[1], small, 1.3, { 0 } },
    { "the board of 10,000", argv[1], large, 1.6, { 0 } },
  };
  CalFirstPaint *paint = cal_first_paint_new ();

  for (guint i = 0; i < G_N_ELEMENTS (contenders); i++)
    cal_first_paint_measure (paint, contenders[i].program, contenders[i].document, NULL);
  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (contenders); i++)
      contenders[i].times[round] =
          cal_first_paint_measure (paint, contenders[i].program, contenders[i].document, NULL);

  double limit = cal_first_paint_median (contenders[0].times, ROUNDS);
  for (guint i = 0; i < G_N_ELEMENTS (contenders); i++)
    {
      double time = cal_first_paint_median (contenders[i].times, ROUNDS);

      g_print ("%-28s median %6.1f ms   ratio %.2f   aim %.1f\n", contenders[i].name, time,
               time / limit, contenders[i].aim);
    }
  cal_first_paint_free (paint);
  cal_first_paint_remove (folder);
  return 0;
}
