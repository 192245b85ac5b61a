/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The live tables: read to open quickly, compared with the whole fold before
 * anything is written, and written in one transaction with each decision. */

#include "store/cal-document-private.h"

#include "core/cal-board-present.h"
#include "store/cal-schema.h"
#include "store/cal-sqlite.h"
#include "store/cal-standing-table.h"
#include "store/cal-store-error.h"

static gboolean
has_tables (CalDocument *document, gboolean *has, GError **error)
{
  gint64 version;

  if (!cal_sqlite_number (document->db, "PRAGMA user_version", document->path, &version, error))
    return FALSE;
  *has = version >= CAL_SCHEMA_VERSION_STANDING;
  return TRUE;
}

/* Whoever is going to write has folded the whole log before, and so learns whether
 * the live tables can be gone on with. Within the transaction of that fold. */
gboolean
cal_document_compare_standings (CalDocument *document, const CalBoard *board, GError **error)
{
  g_autoptr (GArray) standings = NULL;
  CalStandingFault fault = { CAL_NONE, NULL, NULL };
  gboolean has;

  if (!document->writable || document->standings_state != CAL_STANDINGS_UNKNOWN
      || cal_board_size (board) != document->size || cal_board_has_unknown (board))
    return TRUE;
  standings = cal_standing_list (board);
  if (!has_tables (document, &has, error)
      || (has
          && !cal_standing_table_compare (document->db, board, standings, &fault, document->path,
                                          error)))
    return FALSE;
  document->standings_state = !has                  ? CAL_STANDINGS_NO_TABLE
                              : fault.table == NULL ? CAL_STANDINGS_RIGHT
                                                    : CAL_STANDINGS_WRONG;
  if (document->standings_state != CAL_STANDINGS_RIGHT)
    document->standings = g_steal_pointer (&standings);
  return TRUE;
}

/* Those of @whole, but for the subjects in @changed those of @changed; both are by
 * subject and session. */
static GArray *
merge (const GArray *whole, const GArray *changed)
{
  GArray *merged =
      g_array_sized_new (FALSE, FALSE, sizeof (CalStanding), whole->len + changed->len);
  guint at = 0;

  for (guint i = 0; i <= changed->len; i++)
    {
      const CalStanding *next = &g_array_index (changed, CalStanding, i);

      for (; at < whole->len; at++)
        {
          const CalStanding *standing = &g_array_index (whole, CalStanding, at);

          if (i < changed->len && standing->subject >= next->subject)
            break;
          g_array_append_vals (merged, standing, 1);
        }
      if (i == changed->len)
        break;
      while (at < whole->len && g_array_index (whole, CalStanding, at).subject == next->subject)
        at++;
      g_array_append_vals (merged, next, 1);
    }
  return merged;
}

/* Before the transaction: tables that have to be added, or that somebody has
 * altered, are written only once a copy of the file as it is stands beside it. */
gboolean
cal_document_prepare_standings (CalDocument *document, GError **error)
{
  g_autofree char *copy = NULL;

  if (document->standings == NULL)
    return TRUE;
  copy = cal_document_backup (document, error);
  return copy != NULL;
}

static gboolean
write_whole (CalDocument *document, const GArray *changed, GError **error)
{
  g_autoptr (GArray) whole = merge (document->standings, changed);
  gint64 version;

  return cal_sqlite_number (document->db, "PRAGMA user_version", document->path, &version, error)
         && cal_schema_upgrade (document->db, (guint) version, CAL_SCHEMA_VERSION, document->path,
                                error)
         && cal_standing_table_clear (document->db, document->path, error)
         && cal_standing_table_put (document->db, whole, document->path, error);
}

/* Within the transaction that appends decisions: @changed is what they come to. It
 * is of the fold, so nothing that the table says is taken up. */
gboolean
cal_document_write_standings (CalDocument *document, const GArray *changed, GError **error)
{
  gboolean has = document->standings_state == CAL_STANDINGS_RIGHT;

  if (document->standings != NULL)
    return write_whole (document, changed, error);
  if (!has && !has_tables (document, &has, error))
    return FALSE;
  return !has || cal_standing_table_put (document->db, changed, document->path, error);
}

/* What is known once such a transaction is committed. */
void
cal_document_take_standings (CalDocument *document)
{
  if (document->standings == NULL)
    return;
  document->standings_state = CAL_STANDINGS_RIGHT;
  g_clear_pointer (&document->standings, g_array_unref);
}

static gboolean
fold_milestones (CalDocument *document, CalBoard *board, const GArray *milestones, GError **error)
{
  for (guint i = 0; i < milestones->len; i++)
    {
      guint64 seq = g_array_index (milestones, guint64, i);

      if (seq >= document->size)
        return TRUE;
      if (!cal_board_skip (board, seq) || !cal_document_fold_records (document, board, seq, error))
        return FALSE;
    }
  return cal_board_skip (board, document->size);
}

static gboolean
read_present (CalDocument *document, CalBoard **present, GError **error)
{
  g_autoptr (CalBoard) board = cal_board_new ();
  g_autoptr (GArray) milestones = NULL;
  g_autoptr (GArray) standings = NULL;
  gboolean has;

  if (!has_tables (document, &has, error))
    return FALSE;
  if (!has)
    return TRUE;
  if (!cal_sqlite_number (document->db, "PRAGMA data_version", document->path,
                          &document->data_version, error)
      || !cal_sqlite_number (document->db, "SELECT max(seq) + 1 FROM record", document->path,
                             (gint64 *) &document->size, error)
      || (milestones = cal_standing_table_read_milestones (document->db, document->path, error))
             == NULL
      || !cal_document_read_erasures (document, error)
      || (standings = cal_standing_table_read (document->db, document->path, error)) == NULL)
    return FALSE;
  if (fold_milestones (document, board, milestones, NULL)
      && cal_board_settle (board, standings, NULL))
    *present = g_steal_pointer (&board);
  return TRUE;
}

/**
 * cal_document_load_present:
 * @document: the document
 * @error: return location
 *
 * Reads who stands where at present from the live tables, so that it does not
 * depend on how much was decided. The entries that are no decisions are read and
 * checked as cal_document_load() does, but large rosters are brief
 * (cal_roster_is_brief()) and unchecked. Whether all that is right, only the fold
 * can tell, and it has to come before anything is decided.
 *
 * Returns: (transfer full) (nullable): a board without history; %NULL without an
 *   error where there are no live tables for it, or none that can be right
 */
CalBoard *
cal_document_load_present (CalDocument *document, GError **error)
{
  g_autoptr (CalBoard) board = NULL;
  gboolean read;

  g_return_val_if_fail (document != NULL, NULL);

  if (!cal_sqlite_exec (document->db, "BEGIN", document->path, error))
    return NULL;
  document->brief = TRUE;
  read = read_present (document, &board, error);
  document->brief = FALSE;
  sqlite3_exec (document->db, "COMMIT", NULL, NULL, NULL);
  return read ? g_steal_pointer (&board) : NULL;
}
