/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-document-private.h"

#include "store/cal-schema.h"
#include "store/cal-seal-table.h"
#include "store/cal-sqlite.h"

static gboolean
damaged (const CalDocument *document, guint64 seq, const char *why, GError **error)
{
  g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT,
               "%s: record %" G_GUINT64_FORMAT " is damaged: %s", document->path, seq, why);
  return FALSE;
}

/**
 * cal_document_seals:
 * @document: the document
 * @error: return location
 *
 * Returns: (transfer full) (element-type guint64): the records that seals end
 *   with, in order; %NULL with a #CalStoreError
 */
GArray *
cal_document_seals (CalDocument *document, GError **error)
{
  g_autoptr (GArray) seals = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (sqlite3_stmt) statement = NULL;
  gint64 version;
  int result;

  if (!cal_sqlite_number (document->db, "PRAGMA user_version", document->path, &version, error))
    return NULL;
  if (version < CAL_SCHEMA_VERSION_SEAL)
    return g_steal_pointer (&seals);
  statement = cal_sqlite_prepare (document->db, "SELECT DISTINCT seq FROM signature ORDER BY seq",
                                  document->path, error);
  if (statement == NULL)
    return NULL;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      guint64 seq = (guint64) sqlite3_column_int64 (statement, 0);

      g_array_append_val (seals, seq);
    }
  if (result == SQLITE_DONE)
    return g_steal_pointer (&seals);
  cal_sqlite_set_error (error, document->db, document->path);
  return NULL;
}

/**
 * cal_document_signatures:
 * @document: the document
 * @seq: one of cal_document_seals()
 * @error: return location
 *
 * Returns: (transfer full) (element-type GBytes): the seal's signature, then its
 *   witnesses', in the binary form of SSHSIG; %NULL with a #CalStoreError
 */
GPtrArray *
cal_document_signatures (CalDocument *document, guint64 seq, GError **error)
{
  g_autofree char *why = NULL;
  GPtrArray *signatures =
      cal_seal_table_read_signatures (document->db, seq, &why, document->path, error);

  if (signatures == NULL && why != NULL)
    damaged (document, seq, why, error);
  return signatures;
}

/**
 * cal_document_subject_map:
 * @document: the document
 * @seq: one of cal_document_seals()
 * @error: return location
 *
 * Returns: (transfer full): the map that the seal commits to; %NULL with a
 *   #CalStoreError
 */
CalSubjectMap *
cal_document_subject_map (CalDocument *document, guint64 seq, GError **error)
{
  g_autofree char *why = NULL;
  CalSubjectMap *map = cal_seal_table_read_map (document->db, seq, &why, document->path, error);

  if (map == NULL && why != NULL)
    damaged (document, seq, why, error);
  return map;
}
