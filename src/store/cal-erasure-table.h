/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "log/cal-erasures.h"

CalErasures *
cal_erasure_table_read (sqlite3 *db, gint64 *seq, char **why, const char *path, GError **error);
gboolean cal_erasure_table_write (sqlite3 *db,
                                  guint64 seq,
                                  const char *const *digests,
                                  const char *path,
                                  GError **error);
gboolean cal_erasure_table_is_unfinished (sqlite3 *db,
                                          gboolean *unfinished,
                                          const char *path,
                                          GError **error);
gboolean cal_erasure_table_finish (sqlite3 *db, const char *path, GError **error);
