/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ratings sheet of many subjects against the bare library writing the same
 * cells in the same mode. Every run is a process of its own, so that its peak
 * memory is its own; the better of several runs counts. Processor time decides,
 * for it does not depend on who else uses the machine; the time by the clock,
 * the wait for the disk included, is printed beside it. */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "cal-test-board.h"
#include "export/cal-workbook-private.h"
#include "roster/cal-sample.h"

#define N_SUBJECTS 100000
#define N_RUNS 3
#define MOST_TIMES 1.3
#define MOST_MEGABYTES 150.0

typedef struct
{
  double processor;
  double clock;
  double megabytes;
} Run;

static const CalWorkbookFacts facts = {
  .log_id = "0123456789abcdef0123456789abcdef",
  .root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
  .writer = "Bench",
};

static void
write_ratings (const char *path, const CalBoard *board)
{
  static const CalSheetWriter ratings[] = { cal_book_write_ratings };
  g_autoptr (GError) error = NULL;

  cal_workbook_write_sheets (path, board, &facts, NULL, ratings, 1, &error);
  g_assert_no_error (error);
}

static void
write_whole (const char *path, const CalBoard *board)
{
  g_autoptr (GError) error = NULL;

  cal_workbook_write (path, board, &facts, NULL, &error);
  g_assert_no_error (error);
}

/* What is read from the board beforehand is not counted against anybody. */
static void
write_bare (const char *path, const CalBoard *board)
{
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  lxw_workbook *book = workbook_new_opt (path, &options);
  lxw_worksheet *sheet = workbook_add_worksheet (book, "Final ratings");
  lxw_format *text = workbook_add_format (book);
  lxw_format *number = workbook_add_format (book);
  const CalRules *rules = cal_board_rules (board);
  guint n_values = cal_roster_n_columns (cal_board_roster (board));

  format_set_num_format (text, "@");
  format_set_num_format (number, "#,##0");
  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    {
      const CalBoardSubject *subject = cal_board_subject (board, i);
      const CalSubject *row = subject->row;
      const char *label = cal_rules_cell_label (rules, row->ratings);
      lxw_row_t at = i + 1;
      lxw_col_t column = 0;

      if (label == NULL)
        label = "Holding area";
      worksheet_write_string (sheet, at, column++, row->id, text);
      worksheet_write_string (sheet, at, column++, row->name, text);
      worksheet_write_string (sheet, at, column++, row->name, text);
      worksheet_write_string (sheet, at, column++, row->manager_id, text);
      for (guint v = 0; v < n_values; v++)
        worksheet_write_string (sheet, at, column++, row->values[v], text);
      for (guint twice = 0; twice < 2; twice++)
        {
          worksheet_write_number (sheet, at, column++, row->ratings.performance, number);
          worksheet_write_number (sheet, at, column++, row->ratings.potential, number);
          worksheet_write_string (sheet, at, column++, label, text);
        }
      worksheet_write_string (sheet, at, column++, "", text);
      worksheet_write_number (sheet, at, column++, subject->n_decisions, number);
      worksheet_write_string (sheet, at, column++, "", text);
      worksheet_write_string (sheet, at, column++, "", text);
    }
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
}

static const struct
{
  const char *name;
  void (*write) (const char *path, const CalBoard *board);
} writers[] = { { "ratings", write_ratings }, { "bare", write_bare }, { "whole", write_whole } };

static double
processor_time (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / G_USEC_PER_SEC;
}

/* The measured process: makes the board, writes, prints how long that took. */
static int
run_here (const char *name, const char *path)
{
  g_autoptr (CalRoster) roster = cal_sample_roster (N_SUBJECTS, CAL_SAMPLE_SEED);
  g_autoptr (CalTestBoard) test = cal_test_board_new_with_roster (roster, "S1");

  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    if (strcmp (writers[i].name, name) == 0)
      {
        gint64 start = g_get_monotonic_time ();
        double processor = processor_time ();

        writers[i].write (path, test->board);
        g_print ("%.6f %.6f\n", processor_time () - processor,
                 (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
        return EXIT_SUCCESS;
      }
  return EXIT_FAILURE;
}

static Run
run_apart (const char *self, const char *name, const char *path)
{
  const char *const argv[] = { self, name, path, NULL };
  g_autoptr (GError) error = NULL;
  struct rusage usage;
  char text[64] = "";
  char *end;
  Run run;
  int status;
  GPid child;
  int output;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                            &child, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (wait4 (child, &status, 0, &usage), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == EXIT_SUCCESS);
  g_assert_cmpint (read (output, text, sizeof text - 1), >, 0);
  close (output);
  run.processor = g_ascii_strtod (text, &end);
  run.clock = g_ascii_strtod (end, NULL);
  run.megabytes = (double) usage.ru_maxrss / 1024;
  return run;
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  Run best[G_N_ELEMENTS (writers)];
  double times;

  if (argc == 3)
    return run_here (argv[1], argv[2]);

  folder = g_dir_make_tmp ("calibrate-XXXXXX", NULL);
  path = g_build_filename (folder, "bench.xlsx", NULL);
  for (guint w = 0; w < G_N_ELEMENTS (writers); w++)
    best[w] = (Run){ G_MAXDOUBLE, G_MAXDOUBLE, 0 };
  for (guint i = 0; i < N_RUNS; i++)
    for (guint w = 0; w < G_N_ELEMENTS (writers); w++)
      {
        Run run = run_apart (argv[0], writers[w].name, path);

        best[w].processor = MIN (best[w].processor, run.processor);
        best[w].clock = MIN (best[w].clock, run.clock);
        best[w].megabytes = MAX (best[w].megabytes, run.megabytes);
      }
  g_remove (path);
  g_rmdir (folder);

  for (guint w = 0; w < G_N_ELEMENTS (writers); w++)
    g_print ("%-8s %6.3f s of processor, %6.3f s by the clock, %6.1f MB\n", writers[w].name,
             best[w].processor, best[w].clock, best[w].megabytes);
  times = best[0].processor / best[1].processor;
  g_print ("ratings sheet of %d subjects: %.2f times the bare library (aim %.1f), "
           "%.1f MB with its board (aim %.0f)\n",
           N_SUBJECTS, times, MOST_TIMES, MAX (best[0].megabytes, best[2].megabytes),
           MOST_MEGABYTES);
  return times <= MOST_TIMES && best[0].megabytes <= MOST_MEGABYTES
                 && best[2].megabytes <= MOST_MEGABYTES
             ? EXIT_SUCCESS
             : EXIT_FAILURE;
}
