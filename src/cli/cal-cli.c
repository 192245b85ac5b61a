/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-cli.h"

#include <stdio.h>
#include <string.h>

/**
 * cal_cli_is_verb:
 * @argument: the program's first argument
 *
 * Whether the command line is meant rather than a document to open in the
 * window: an option, a verb, or a bare word that names no file, which is then
 * complained about as an unknown verb.
 */
gboolean
cal_cli_is_verb (const char *argument)
{
  return argument[0] == '-'
         || (strchr (argument, '/') == NULL && !g_str_has_suffix (argument, ".calibrate")
             && !g_file_test (argument, G_FILE_TEST_EXISTS));
}

/**
 * cal_cli_run:
 * @argc: how many arguments
 * @argv: the program's name, the verb, its arguments
 *
 * Does what the command line asks for, without a display.
 *
 * Returns: the exit status, a #CalCliExit
 */
int
cal_cli_run (int argc, char **argv)
{
  if (argc == 2 && strcmp (argv[1], "--version") == 0)
    {
      puts ("calibrate " CAL_VERSION);
      return CAL_CLI_OK;
    }
  fprintf (stderr, "calibrate: there is no verb “%s”\n", argc > 1 ? argv[1] : "");
  return CAL_CLI_WRONG_CALL;
}
