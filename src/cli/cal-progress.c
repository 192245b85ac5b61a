/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-progress.h"

#include <stdio.h>
#include <unistd.h>

CalProgressLine
cal_progress_line (const char *what)
{
  return (CalProgressLine){ what, g_get_monotonic_time (), -1, FALSE };
}

/**
 * cal_progress_step:
 * @fraction: how much is done, 0 to 1
 * @line: a #CalProgressLine
 *
 * Returns: %TRUE: the work goes on
 */
gboolean
cal_progress_step (double fraction, gpointer line)
{
  CalProgressLine *progress = line;
  int percent = (int) (fraction * 100);

  if (percent == progress->percent || !isatty (STDERR_FILENO)
      || g_get_monotonic_time () - progress->started < G_USEC_PER_SEC)
    return TRUE;
  progress->percent = percent;
  progress->shown = TRUE;
  fprintf (stderr, "\r%s: %d %%", progress->what, percent);
  fflush (stderr);
  return TRUE;
}

void
cal_progress_end (CalProgressLine *line)
{
  if (line->shown)
    fputs ("\r\033[K", stderr);
  line->shown = FALSE;
}
