/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalProgressLine:
 * @what: what is being done
 *
 * A line on the terminal that says how far long work has come. Nothing is
 * written in the first second, nor where standard error is no terminal.
 */
typedef struct
{
  const char *what;

  /*< private >*/
  gint64 started;
  int percent;
  gboolean shown;
} CalProgressLine;

CalProgressLine cal_progress_line (const char *what);
gboolean cal_progress_step (double fraction, gpointer line);
void cal_progress_end (CalProgressLine *line);
