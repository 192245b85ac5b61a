/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "core/cal-entry.h"
#include "core/cal-roster.h"
#include "log/cal-erasures.h"
#include "log/cal-hasher.h"
#include "store/cal-document.h"

/* A row's id is its import's number, shifted by this, plus the person's position. */
#define CAL_ROSTER_TABLE_SHIFT 32

/* So many people take a while to be read in full. */
#define CAL_ROSTER_TABLE_MANY 10000

char *cal_roster_table_write (sqlite3 *db,
                              guint64 seq,
                              CalRoster *roster,
                              CalProgress progress,
                              gpointer user_data,
                              const char *path,
                              GError **error);
gboolean cal_roster_table_write_leaves (sqlite3 *db,
                                        guint64 seq,
                                        const CalHash *leaves,
                                        guint n,
                                        const char *path,
                                        GError **error);
CalRoster *cal_roster_table_read (sqlite3 *db,
                                  CalKind kind,
                                  guint64 seq,
                                  const char *root,
                                  CalErasures *erasures,
                                  gboolean brief,
                                  const char *path,
                                  GError **error);
