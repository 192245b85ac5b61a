/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-document-private.h"

#include <string.h>

#include "core/cal-core-error.h"
#include "core/cal-standing.h"
#include "log/cal-base64url.h"
#include "log/cal-checkpoint.h"
#include "log/cal-disclosure.h"
#include "log/cal-sshsig.h"
#include "log/cal-subject-map.h"
#include "log/cal-tree.h"
#include "store/cal-schema.h"
#include "store/cal-seal-table.h"
#include "store/cal-sqlite.h"
#include "store/cal-ssh.h"
#include "store/cal-store-error.h"

static gboolean
count_seals (CalDocument *document, guint64 *number, guint64 *first, GError **error)
{
  gint64 version;
  gint64 n = 0;
  gint64 last = -1;

  if (!cal_sqlite_number (document->db, "PRAGMA user_version", document->path, &version, error)
      || (version >= CAL_SCHEMA_VERSION_SEAL
          && (!cal_sqlite_number (document->db, "SELECT count(DISTINCT seq) FROM signature",
                                  document->path, &n, error)
              || !cal_sqlite_number (document->db, "SELECT max(seq) FROM signature", document->path,
                                     &last, error))))
    return FALSE;
  *number = (guint64) n + 1;
  *first = (guint64) (last + 1);
  return TRUE;
}

static CalEntry *
make_entry (CalDocument *document,
            const CalBoard *board,
            const CalSealing *sealing,
            const CalSubjectMap *map,
            CalHasher *hasher,
            GError **error)
{
  g_autoptr (CalEntry) entry = NULL;
  g_autofree char *number_text = NULL;
  g_autofree char *first_text = NULL;
  char root_text[CAL_DIGEST_SIZE];
  guint64 number;
  guint64 first;
  CalHash root;

  if (!count_seals (document, &number, &first, error))
    return NULL;
  number_text = g_strdup_printf ("%" G_GUINT64_FORMAT, number);
  first_text = g_strdup_printf ("%" G_GUINT64_FORMAT, first);
  cal_subject_map_root (map, hasher, &root);
  cal_base64url_encode (root.bytes, CAL_HASH_SIZE, root_text);
  const char *const seal[] = { number_text, first_text, root_text, NULL };

  entry = cal_entry_new (CAL_KIND_SESSION_FINALISED, cal_board_size (board), sealing->time,
                         sealing->session);
  cal_entry_set_text (entry, CAL_FINALISED_ACTOR, sealing->actor);
  cal_entry_set_list (entry, CAL_FINALISED_SEAL, seal);
  return g_steal_pointer (&entry);
}

/* The checkpoint that the log will have once @record is in it. */
static char *
next_checkpoint (CalDocument *document, const CalRecord *record, CalHasher *hasher, GError **error)
{
  CalTree tree;
  CalHash hash;

  if (!cal_document_bring_tree (document, error))
    return NULL;
  tree = document->tree;
  cal_hasher_leaf (hasher, record->bytes->str, record->bytes->len, &hash);
  cal_tree_append (&tree, hasher, &hash);
  cal_tree_root (&tree, hasher, &hash);
  return cal_checkpoint_text (document->log_id, tree.size, &hash);
}

static void
tell (const CalSealing *sealing, CalSealingStep step)
{
  if (sealing->told != NULL)
    sealing->told (step, sealing->user_data);
}

static void
on_touch_cb (gpointer sealing)
{
  tell (sealing, CAL_SEALING_TOUCHING);
}

/* A witness is a second person, and the verifier takes no key twice. */
static gboolean
check_witness (const CalSealing *sealing, GPtrArray *signatures, GError **error)
{
  g_autofree char *key = cal_sshsig_fingerprint (g_ptr_array_index (signatures, 0));
  g_autofree char *witness = NULL;

  if (signatures->len < 2)
    return TRUE;
  witness = cal_sshsig_fingerprint (g_ptr_array_index (signatures, 1));
  if (g_strcmp0 (key, witness) != 0)
    return TRUE;
  g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NOT_SIGNED,
               "%s: this is the key that seals, and a witness signs with a key of their own; "
               "nothing was recorded and the session is open as before",
               sealing->witness_key);
  return FALSE;
}

static GPtrArray *
sign (const CalSealing *sealing, const char *checkpoint, GError **error)
{
  g_autoptr (GPtrArray) signatures =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const char *const keys[] = { sealing->key, sealing->witness_key };

  for (guint i = 0; i < G_N_ELEMENTS (keys) && keys[i] != NULL; i++)
    {
      GBytes *signature;

      tell (sealing, i == 0 ? CAL_SEALING_SIGNING : CAL_SEALING_WITNESSING);
      signature = cal_ssh_sign (keys[i], checkpoint, sealing->prompt, on_touch_cb,
                                (gpointer) sealing, error);
      if (signature == NULL)
        return NULL;
      g_ptr_array_add (signatures, signature);
    }
  return check_witness (sealing, signatures, error) ? g_steal_pointer (&signatures) : NULL;
}

/* A document of an older format gets the tables of a seal with its first one, and
 * live tables that somebody has altered are written anew; a copy of what it was
 * stays beside it. */
static gboolean
prepare_upgrade (CalDocument *document, gint64 *version, GError **error)
{
  g_autofree char *copy = NULL;

  if (!cal_sqlite_number (document->db, "PRAGMA user_version", document->path, version, error))
    return FALSE;
  if (*version == CAL_SCHEMA_VERSION && document->standings == NULL)
    return TRUE;
  copy = cal_document_backup (document, error);
  return copy != NULL;
}

static gboolean
store (CalDocument *document,
       const CalEntry *entry,
       const CalSubjectMap *map,
       GPtrArray *signatures,
       GError **error)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (CalStanding));
  gint64 version;

  if (!prepare_upgrade (document, &version, error)
      || !cal_sqlite_exec (document->db, "BEGIN IMMEDIATE", document->path, error))
    return FALSE;
  if (cal_schema_upgrade (document->db, (guint) version, CAL_SCHEMA_VERSION, document->path, error)
      && (document->standings == NULL || cal_document_write_standings (document, none, error))
      && cal_seal_table_write (document->db, entry->seq, map, signatures, document->path, error)
      && cal_log_writer_insert (document->log_writer, entry->seq, error)
      && cal_sqlite_exec (document->db, "COMMIT", document->path, error))
    {
      cal_document_take_standings (document);
      return TRUE;
    }
  if (!sqlite3_get_autocommit (document->db))
    sqlite3_exec (document->db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/* A sealed document is one file, even while it stays open. */
void
cal_document_leave_wal (CalDocument *document)
{
  g_autofree char *mode = NULL;

  if (!document->wal)
    return;
  mode = cal_sqlite_journal_mode (document->db, "DELETE");
  document->wal = g_strcmp0 (mode, "delete") != 0;
}

/**
 * cal_document_seal:
 * @document: a document open for writing
 * @board: the board as folded from all of it
 * @sealing: who finalises which session, and with which keys
 * @error: return location
 *
 * Finalises a session: makes the record and the subject map, has the checkpoint
 * with them signed, and only then stores all of it, in one transaction. Where the
 * signing fails or is given up, the session is open as before.
 *
 * Returns: %FALSE with a #CalCoreError, a #CalStoreError or an error of the
 *   subprocess
 */
gboolean
cal_document_seal (CalDocument *document,
                   CalBoard *board,
                   const CalSealing *sealing,
                   GError **error)
{
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  g_autoptr (CalSubjectMap) map = NULL;
  g_autoptr (CalEntry) entry = NULL;
  g_autoptr (GPtrArray) signatures = NULL;
  g_autofree char *checkpoint = NULL;
  const CalRecord *record;
  guint session;

  g_return_val_if_fail (document != NULL && board != NULL && sealing != NULL, FALSE);
  g_return_val_if_fail (sealing->session != NULL && sealing->key != NULL, FALSE);

  if (!cal_decide_session (board, sealing->session, &session, error)
      || !cal_document_prepare_to_write (document, error))
    return FALSE;
  if (cal_board_size (board) != document->size)
    {
      g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_MOVED_ON,
                   "%s: the log has moved on, so nothing was sealed: look again", document->path);
      return FALSE;
    }
  tell (sealing, CAL_SEALING_PREPARING);
  map = cal_subject_map_of_board (board);
  entry = make_entry (document, board, sealing, map, hasher, error);
  record = entry != NULL ? cal_log_writer_prepare (document->log_writer, entry, error) : NULL;
  checkpoint = record != NULL ? next_checkpoint (document, record, hasher, error) : NULL;
  signatures = checkpoint != NULL ? sign (sealing, checkpoint, error) : NULL;
  if (signatures == NULL)
    return FALSE;
  tell (sealing, CAL_SEALING_STORING);
  if (!store (document, entry, map, signatures, error))
    return FALSE;
  document->size++;
  cal_document_leave_wal (document);
  return cal_board_apply (board, entry, NULL, NULL, error);
}
