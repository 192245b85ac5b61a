/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "core/cal-standing.h"

/**
 * CalStandingFault:
 * @seq: the record concerned, or %CAL_NONE
 * @table: the table
 * @what: what is wrong with it, in words
 *
 * Where a live table differs from what the log comes to.
 */
typedef struct
{
  gint64 seq;
  const char *table;
  const char *what;
} CalStandingFault;

GArray *cal_standing_table_read (sqlite3 *db, const char *path, GError **error);
GArray *cal_standing_table_read_milestones (sqlite3 *db, const char *path, GError **error);
gboolean cal_standing_table_compare (sqlite3 *db,
                                     const CalBoard *board,
                                     const GArray *standings,
                                     CalStandingFault *fault,
                                     const char *path,
                                     GError **error);

gboolean
cal_standing_table_put (sqlite3 *db, const GArray *standings, const char *path, GError **error);
gboolean cal_standing_table_clear (sqlite3 *db, const char *path, GError **error);
