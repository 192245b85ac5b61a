/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-schema.h"

#include <gio/gio.h>

#include "store/cal-sqlite.h"
#include "cal-store-resources.h"

#define RESOURCES "/com/example/Calibrate/store/"

static const char *const steps[CAL_SCHEMA_VERSION] = {
  RESOURCES "001-document.sql",
};

/**
 * cal_schema_upgrade:
 * @db: a connection, in a transaction
 * @from: the format that the file has; 0 for an empty one
 * @path: the file's name, for the message
 * @error: return location
 *
 * Takes the steps that lead to %CAL_SCHEMA_VERSION.
 *
 * Returns: %FALSE with a #CalStoreError
 */
gboolean
cal_schema_upgrade (sqlite3 *db, guint from, const char *path, GError **error)
{
  for (guint step = from; step < CAL_SCHEMA_VERSION; step++)
    {
      g_autoptr (GBytes) sql = g_resource_lookup_data (cal_store_get_resource (), steps[step],
                                                       G_RESOURCE_LOOKUP_FLAGS_NONE, error);
      g_autofree char *version = g_strdup_printf ("PRAGMA user_version = %u", step + 1);

      if (sql == NULL || !cal_sqlite_exec (db, g_bytes_get_data (sql, NULL), path, error)
          || !cal_sqlite_exec (db, version, path, error))
        return FALSE;
    }
  return TRUE;
}
