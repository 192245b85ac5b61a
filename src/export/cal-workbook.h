/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-board.h"

/**
 * CalWorkbookFacts:
 * @log_id: the log's id, 32 hex digits
 * @log_size: how many records the log has
 * @root: the log's root in base64, as a checkpoint has it
 * @time: the time to write into the workbook, milliseconds since 1970 in UTC
 * @writer: who exports
 * @import_totals: (nullable) (array zero-terminated=1): the control totals that
 *   the latest import recorded, name and value in turn
 *
 * What a workbook says of the document besides its board. Borrows all it
 * points to.
 */
typedef struct
{
  const char *log_id;
  guint64 log_size;
  const char *root;
  gint64 time;
  const char *writer;
  const char *const *import_totals;
} CalWorkbookFacts;

/**
 * CalWorkbookProgress:
 * @fraction: how much is written, 0 to 1
 *
 * Returns: %FALSE to cancel, which leaves nothing behind
 */
typedef gboolean (*CalWorkbookProgress) (double fraction, gpointer user_data);

/**
 * CalWorkbookOptions:
 * @rows_per_sheet: rows of a sheet, its header included, before what follows
 *   goes on a further sheet; 0 for as many as the format allows, 1,048,576
 * @progress: (nullable): called now and then
 * @user_data: for @progress
 */
typedef struct
{
  guint rows_per_sheet;
  CalWorkbookProgress progress;
  gpointer user_data;
} CalWorkbookOptions;

gboolean cal_workbook_write (const char *path,
                             const CalBoard *board,
                             const CalWorkbookFacts *facts,
                             const CalWorkbookOptions *options,
                             GError **error);
