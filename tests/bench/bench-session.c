/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A recorded move in the whole page: from the rationale's confirmation to the
 * decision on disk, and from there to the end of the frame that shows the chip,
 * the cells and both charts, without the wait for the frame to come.
 *   bench-session CALIBRATE [SUBJECTS]... */

#include <adwaita.h>
#include <stdio.h>

#include "app/cal-cycle-page.h"
#include "app/cal-style.h"
#include "cal-bench.h"
#include "core/cal-time.h"

#define ROUNDS 200
#define FRAME_MS 16.7
#define MEMORY_MB 150

typedef struct
{
  CalLiveDocument *document;
  double frame_started;
  double frame;
  guint n_frames;
  double committed;
  double told;
  gboolean executed;
} Bench;

static double
now (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

static void
on_before_paint_cb (GdkFrameClock *clock, Bench *bench)
{
  bench->frame_started = now ();
}

static void
on_after_paint_cb (GdkFrameClock *clock, Bench *bench)
{
  bench->frame = now () - bench->frame_started;
  bench->n_frames++;
}

static void
wait_for_frame (Bench *bench)
{
  guint before = bench->n_frames;

  while (bench->n_frames == before)
    g_main_context_iteration (NULL, TRUE);
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;

  bench->document = cal_live_document_open_finish (result, &error);
  if (bench->document == NULL)
    g_error ("%s", error->message);
}

/* The decision is on disk and is about to be folded: connected first, so that
 * what the page does with it comes after. */
static void
on_changed_cb (CalLiveDocument *document, GArray *indexes, Bench *bench)
{
  bench->committed = now ();
}

static void
on_executed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;

  if (!cal_live_document_execute_finish (CAL_LIVE_DOCUMENT (source), result, &error))
    g_error ("%s", error->message);
  bench->told = now ();
  bench->executed = TRUE;
}

static void
execute (Bench *bench, const char *subject, CalPlacement to)
{
  CalStep step = {
    .subject = subject,
    .to = to,
    .reason_code = "evidence",
    .reason = "Delivered well beyond the role this year.",
  };
  CalCommand command = {
    .kind = CAL_COMMAND_MOVE,
    .actor = "Panel",
    .time = cal_time_now (),
    .steps = &step,
    .n_steps = 1,
  };

  bench->executed = FALSE;
  cal_live_document_execute_async (bench->document, &command, on_executed_cb, bench);
  while (!bench->executed)
    g_main_context_iteration (NULL, TRUE);
}

static double
report (const char *what, double *series, guint people)
{
  cal_bench_sort (series, ROUNDS);
  printf ("%-34s %6u subjects  p50 %6.2f  p99 %6.2f ms\n", what, people, series[ROUNDS / 2],
          series[ROUNDS * 99 / 100]);
  return series[ROUNDS * 99 / 100];
}

static gboolean
run (const char *program, const char *folder, guint people)
{
  Bench bench = { 0 };
  GtkWidget *window = gtk_window_new ();
  GRand *random = g_rand_new_with_seed (1);
  double commit[ROUNDS], paint[ROUNDS], whole[ROUNDS];
  g_autofree char *name = g_strdup_printf ("%u.calibrate", people);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *number = g_strdup_printf ("%u", people);
  const char *arguments[] = { program, "sample", path, "--people", number, NULL };
  g_autoptr (GError) error = NULL;
  const CalBoard *board;
  gboolean holds;
  double memory;

  if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL,
                     NULL, NULL, &error))
    g_error ("%s", error->message);
  cal_live_document_open_async (path, NULL, on_opened_cb, &bench);
  while (bench.document == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_signal_connect (bench.document, "changed", G_CALLBACK (on_changed_cb), &bench);

  gtk_window_set_child (GTK_WINDOW (window), cal_cycle_page_new (bench.document));
  gtk_window_set_default_size (GTK_WINDOW (window), 1920, 1080);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "before-paint",
                    G_CALLBACK (on_before_paint_cb), &bench);
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint",
                    G_CALLBACK (on_after_paint_cb), &bench);
  wait_for_frame (&bench);

  for (guint i = 0; i < ROUNDS; i++)
    {
      const CalBoardSubject *subject;
      CalPlacement to;
      double call, folded;

      board = cal_live_document_get_board (bench.document);
      do
        {
          to = cal_placement ((guint) g_rand_int_range (random, 1, 4),
                              (guint) g_rand_int_range (random, 1, 4));
          subject = cal_board_subject (
              board, (guint) g_rand_int_range (random, 0, (gint32) cal_board_n_subjects (board)));
        }
      while (cal_placement_equal (subject->placement, to));

      call = now ();
      execute (&bench, subject->row->id, to);
      folded = bench.told - bench.committed;
      wait_for_frame (&bench);
      commit[i] = bench.committed - call;
      paint[i] = folded + bench.frame;
      whole[i] = commit[i] + paint[i];
    }
  report ("confirmed to on disk, fsync included", commit, people);
  report ("folded; chip and charts painted", paint, people);
  holds = report ("together", whole, people) < FRAME_MS;
  memory = cal_bench_resident ();
  printf ("%-34s %6u subjects  %6.1f MB\n", "resident memory", people, memory);
  fflush (stdout);

  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (bench.document);
  g_rand_free (random);
  return holds && memory < MEMORY_MB;
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 200, 5000, 20000 };
  g_autofree char *folder = g_dir_make_tmp ("calibrate-bench-XXXXXX", NULL);
  g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", folder);
  gboolean holds = TRUE;

  adw_init ();
  cal_style_init ();
  for (int i = 2; i < argc; i++)
    holds = run (argv[1], folder, (guint) g_ascii_strtoull (argv[i], NULL, 10)) && holds;
  for (guint i = 0; argc == 2 && i < G_N_ELEMENTS (sizes); i++)
    holds = run (argv[1], folder, sizes[i]) && holds;
  g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL);
  return holds ? 0 : 1;
}
