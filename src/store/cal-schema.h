/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

/* "CALB": what makes an SQLite file a document of this program. */
#define CAL_SCHEMA_APPLICATION_ID 0x43414c42

/* The latest format, which is the number of the last schema step. */
#define CAL_SCHEMA_VERSION 1

gboolean cal_schema_upgrade (sqlite3 *db, guint from, const char *path, GError **error);
