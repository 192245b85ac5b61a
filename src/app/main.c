/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include <glib.h>

#include "cli/cal-cli.h"

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");

  /* A verb must work without a display and start at once, so nothing of the
   * window is touched before this. */
  if (argc > 1 && cal_cli_is_verb (argv[1]))
    return cal_cli_run (argc, argv);

  g_printerr ("calibrate: this build has no window: give a verb\n");
  return CAL_CLI_WRONG_CALL;
}
