/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalCliExit:
 * @CAL_CLI_OK: done, and it holds
 * @CAL_CLI_REFUSED: done, and it does not hold: rows rejected, a rule refuses
 * @CAL_CLI_WRONG_CALL: the call is wrong, or what it asks for is not there yet
 * @CAL_CLI_FAILED: it could not be done; the document is as it was
 *
 * What the program answers to the shell.
 */
typedef enum
{
  CAL_CLI_OK = 0,
  CAL_CLI_REFUSED = 1,
  CAL_CLI_WRONG_CALL = 2,
  CAL_CLI_FAILED = 3,
} CalCliExit;

gboolean cal_cli_is_verb (const char *argument);
int cal_cli_run (int argc, char **argv);
