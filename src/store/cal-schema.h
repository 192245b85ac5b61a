/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

/* "CALB": what makes an SQLite file a document of this program. */
#define CAL_SCHEMA_APPLICATION_ID 0x43414c42

/* The latest format, which is the number of the last schema step. */
#define CAL_SCHEMA_VERSION 5

/* The first format that has the tables of a seal. */
#define CAL_SCHEMA_VERSION_SEAL 2

/* The first format that has the live tables. */
#define CAL_SCHEMA_VERSION_STANDING 3

/* The first format that has the tables of an erasure. */
#define CAL_SCHEMA_VERSION_ERASURE 4

/* The first format that has the tables of a redacted copy. */
#define CAL_SCHEMA_VERSION_REDACTION 5

gboolean cal_schema_upgrade (sqlite3 *db, guint from, guint to, const char *path, GError **error);
gboolean
cal_schema_check (sqlite3 *db, guint version, char **what, const char *path, GError **error);
