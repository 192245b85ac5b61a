/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes the workbooks that check_workbook.py reads: a small cycle in which
 * everything is awkward, or a plain one of many subjects. */
#include <stdlib.h>
#include <string.h>

#include "cal-awkward-board.h"
#include "export/cal-workbook.h"

int
main (int argc, char **argv)
{
  g_autoptr (CalTestBoard) test = NULL;
  g_autoptr (GError) error = NULL;
  CalWorkbookOptions options = { 0 };
  CalWorkbookFacts facts = cal_awkward_facts ();

  if (argc != 4)
    {
      g_printerr ("usage: make-workbook awkward|N ROWS-PER-SHEET PATH\n");
      return EXIT_FAILURE;
    }
  if (strcmp (argv[1], "awkward") == 0)
    test = cal_awkward_board_new ();
  else
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (7);
      guint n = (guint) g_ascii_strtoull (argv[1], NULL, 10);

      test = cal_test_board_new (n, "S1");
      for (guint i = 0; i < n / 2; i++)
        cal_test_board_random_step (test, random);
    }
  options.rows_per_sheet = (guint) g_ascii_strtoull (argv[2], NULL, 10);
  if (!cal_workbook_write (argv[3], test->board, &facts, &options, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  return EXIT_SUCCESS;
}
