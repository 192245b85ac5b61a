/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "log/cal-subject-map.h"

gboolean cal_seal_table_write (sqlite3 *db,
                               guint64 seq,
                               const CalSubjectMap *map,
                               GPtrArray *signatures,
                               const char *path,
                               GError **error);
CalSubjectMap *
cal_seal_table_read_map (sqlite3 *db, guint64 seq, char **why, const char *path, GError **error);
GPtrArray *cal_seal_table_read_signatures (sqlite3 *db,
                                           guint64 seq,
                                           char **why,
                                           const char *path,
                                           GError **error);
