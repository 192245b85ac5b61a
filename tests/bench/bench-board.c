/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long the board keeps the main thread busy for a drop and for a recorded
 * move: from the call to the end of the frame that shows it, without the wait
 * for the frame to come. The disk is not in it; bench-append measures that. */

#include <adwaita.h>
#include <stdio.h>
#include <time.h>

#include "app/cal-board-view.h"
#include "app/cal-holding-area.h"
#include "app/cal-style.h"
#include "cal-bench.h"
#include "cal-display-board.h"

#define ROUNDS 200
#define FRAME_MS 16.7

typedef struct
{
  double wall;
  double cpu;
} Moment;

typedef struct
{
  CalBoard *board;
  CalBoardView *view;
  Moment frame_started;
  Moment frame;
  guint n_frames;
} Bench;

typedef struct
{
  const char *what;
  double wall[ROUNDS];
  double cpu[ROUNDS];
} Series;

/* In ms; what the thread itself used shows what other programs took away. */
static Moment
now (void)
{
  struct timespec cpu;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &cpu);
  return (Moment){
    (double) g_get_monotonic_time () / 1000,
    (double) cpu.tv_sec * 1000 + (double) cpu.tv_nsec / 1000000,
  };
}

static void
on_before_paint_cb (GdkFrameClock *clock, Bench *bench)
{
  bench->frame_started = now ();
}

static void
on_after_paint_cb (GdkFrameClock *clock, Bench *bench)
{
  Moment end = now ();

  bench->frame =
      (Moment){ end.wall - bench->frame_started.wall, end.cpu - bench->frame_started.cpu };
  bench->n_frames++;
}

static void
wait_for_frame (Bench *bench)
{
  guint before = bench->n_frames;

  while (bench->n_frames == before)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
report (Series *series, guint people)
{
  cal_bench_sort (series->wall, ROUNDS);
  cal_bench_sort (series->cpu, ROUNDS);
  printf ("%-26s %6u subjects  p50 %6.2f  p99 %6.2f ms  (own CPU: p50 %6.2f  p99 %6.2f ms)  %s\n",
          series->what, people, series->wall[ROUNDS / 2], series->wall[ROUNDS * 99 / 100],
          series->cpu[ROUNDS / 2], series->cpu[ROUNDS * 99 / 100],
          series->wall[ROUNDS * 99 / 100] < FRAME_MS ? "within a frame" : "over a frame");
  return series->wall[ROUNDS * 99 / 100] < FRAME_MS;
}

/* What the work since @call took, and the frame that shows it. */
static void
finish (Bench *bench, Series *series, guint round, Moment call)
{
  Moment end = now ();

  wait_for_frame (bench);
  series->wall[round] = end.wall - call.wall + bench->frame.wall;
  series->cpu[round] = end.cpu - call.cpu + bench->frame.cpu;
}

/* Somebody who stands in another cell. */
static guint
pick (Bench *bench, GRand *random, guint cell)
{
  CalPlacement to = cal_rules_cell_placement (cal_board_rules (bench->board), cell);
  guint index;

  do
    index = (guint) g_rand_int_range (random, 0, (gint32) cal_board_n_subjects (bench->board));
  while (cal_placement_equal (cal_board_subject (bench->board, index)->placement, to));
  return index;
}

static gboolean
run (guint people)
{
  Bench bench = { .board = cal_display_board_new (people, people / 10) };
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *holding;
  GRand *random = g_rand_new_with_seed (1);
  Series dropped = { .what = "drop to pending" };
  Series called_off = { .what = "called off" };
  Series recorded = { .what = "recorded, folded, painted" };
  Moment started = now ();
  gboolean holds;
  double memory;

  bench.view = CAL_BOARD_VIEW (cal_board_view_new ());
  cal_board_view_set_board (bench.view, bench.board);
  holding = cal_holding_area_new (bench.view);
  gtk_box_append (GTK_BOX (box), holding);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (bench.view));
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1566, 1002);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "before-paint",
                    G_CALLBACK (on_before_paint_cb), &bench);
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint",
                    G_CALLBACK (on_after_paint_cb), &bench);
  wait_for_frame (&bench);
  printf ("%-26s %6u subjects  %6.1f ms\n", "first painted", people, now ().wall - started.wall);

  for (guint i = 0; i < ROUNDS; i++)
    {
      guint cell = (guint) g_rand_int_range (random, 0, 9);
      guint index = pick (&bench, random, cell);
      g_autoptr (GArray) changed = NULL;
      Moment call = now ();

      cal_board_view_request_move (bench.view, &index, 1, cell);
      finish (&bench, &dropped, i, call);

      call = now ();
      cal_board_view_settle (bench.view);
      finish (&bench, &called_off, i, call);

      cal_board_view_request_move (bench.view, &index, 1, cell);
      wait_for_frame (&bench);
      call = now ();
      changed = cal_display_board_move (bench.board, &index, 1, cell);
      cal_board_view_refresh (bench.view, (const guint *) changed->data, changed->len);
      cal_board_view_settle (bench.view);
      finish (&bench, &recorded, i, call);
    }
  holds = report (&dropped, people);
  holds = report (&called_off, people) && holds;
  holds = report (&recorded, people) && holds;
  memory = cal_bench_resident ();
  printf ("%-26s %6u subjects  %6.1f MB\n", "resident memory", people, memory);
  holds = holds && memory < 150;
  fflush (stdout);

  cal_board_view_set_board (bench.view, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  cal_board_free (bench.board);
  g_rand_free (random);
  return holds;
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 200, 5000, 20000 };
  gboolean holds = TRUE;

  adw_init ();
  cal_style_init ();
  for (int i = 1; i < argc; i++)
    holds = run ((guint) g_ascii_strtoull (argv[i], NULL, 10)) && holds;
  for (guint i = 0; argc == 1 && i < G_N_ELEMENTS (sizes); i++)
    holds = run (sizes[i]) && holds;
  return holds ? 0 : 1;
}
