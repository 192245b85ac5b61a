/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-verification.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "log/cal-checkpoint.h"
#include "log/cal-sshsig.h"
#include "store/cal-erasure-table.h"
#include "store/cal-read-ahead.h"
#include "store/cal-read-only.h"
#include "store/cal-roster-table.h"
#include "store/cal-schema.h"
#include "store/cal-seal-table.h"
#include "store/cal-sqlite.h"
#include "store/cal-ssh.h"
#include "store/cal-stand-ins.h"
#include "store/cal-standing-table.h"
#include "store/cal-store-error.h"

/* How many records are read between two words about it. */
#define STRIDE 512

typedef struct
{
  sqlite3 *db;
  const char *path;
  gint64 version;
  gint64 n_records;
  CalProgress progress;
  gpointer user_data;
  const char *allowed_signers;
  const char *identity;
  CalVerifier *verifier;
  CalVerification *result;
  GArray *imports;
  GArray *erased;
  CalStandIns *stand_ins;
  GArray *seals;
} Run;

const char *const cal_verification_cannot_show[] = {
  N_ ("that the whole log was not written anew by somebody who holds the key, that a sealed end "
      "was "
      "not cut off, and that this is not an older copy: compare with a checkpoint, a printed root "
      "or "
      "a copy kept elsewhere"),
  N_ ("that records after the last seal were not cut off or written anew"),
  N_ ("that a witness who signed as well was not left out: ask for the witness by name"),
  N_ ("that an entry that was honestly made is true"),
  NULL,
};

static void
seal_report_free (CalSealReport *report)
{
  g_free (report->session);
  g_free (report->actor);
  g_ptr_array_unref (report->fingerprints);
  g_ptr_array_unref (report->signers);
  g_free (report);
}

void
cal_verification_free (CalVerification *verification)
{
  if (verification == NULL)
    return;
  g_free (verification->log_id);
  g_free (verification->checkpoint);
  g_strfreev (verification->parent);
  g_ptr_array_unref (verification->seals);
  g_ptr_array_unref (verification->warnings);
  g_free (verification->key_warning);
  cal_fault_free (verification->fault);
  g_free (verification);
}

static gboolean
has_fault (const Run *run)
{
  return cal_verifier_fault (run->verifier) != NULL;
}

/* What our own readers object to is a fault of the document; what SQLite objects
 * to, or the disk, is a reason not to have read it. */
static gboolean
blame_reader (Run *run, gint64 seq, const char *field, GError *failure, GError **error)
{
  int code = sqlite3_errcode (run->db) & 0xff;
  gboolean is_ours = code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE;

  if (is_ours && g_error_matches (failure, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT))
    {
      const CalFault *fault = cal_store_error_fault (failure);

      cal_verifier_blame (run->verifier, seq, field,
                          fault != NULL ? fault->what : failure->message);
      g_error_free (failure);
      return TRUE;
    }
  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
verify_roster (Run *run, const CalEntry *entry, CalRoster **roster, GError **error)
{
  GError *failure = NULL;

  *roster =
      cal_roster_table_read (run->db, entry->kind, entry->seq, entry->values[CAL_IMPORT_ROOT].text,
                             cal_verifier_erasures (run->verifier), FALSE, run->path, &failure);
  g_array_append_val (run->imports, entry->seq);
  return *roster != NULL || blame_reader (run, (gint64) entry->seq, "roster", failure, error);
}

/* Whose signature it is: that of whoever was asked for, or of anybody whom the
 * allowed signers know. */
static gboolean
find_signer (Run *run, GBytes *signature, const char *checkpoint, char **signer, GError **error)
{
  gboolean good = FALSE;

  if (run->allowed_signers == NULL)
    return TRUE;
  if (run->identity == NULL)
    return cal_ssh_find_signer (signature, checkpoint, run->allowed_signers, signer, error);
  if (!cal_ssh_check (signature, checkpoint, run->allowed_signers, run->identity, &good, error))
    return FALSE;
  *signer = good ? g_strdup (run->identity) : NULL;
  return TRUE;
}

static gboolean
verify_signature (Run *run,
                  guint64 seq,
                  GBytes *signature,
                  const char *checkpoint,
                  CalSealReport *report,
                  GError **error)
{
  g_autofree char *fingerprint = cal_sshsig_fingerprint (signature);
  g_autofree char *signer = NULL;
  gboolean good;

  if (!cal_ssh_check (signature, checkpoint, NULL, NULL, &good, error))
    return FALSE;
  if (!good)
    {
      cal_verifier_blame (run->verifier, (gint64) seq, "signature",
                          "it is not a signature of the log as it stands here");
      return TRUE;
    }
  if (g_ptr_array_find_with_equal_func (report->fingerprints, fingerprint, g_str_equal, NULL))
    {
      cal_verifier_blame (run->verifier, (gint64) seq, "signature",
                          "two signatures of one seal are by the same key");
      return TRUE;
    }
  if (!find_signer (run, signature, checkpoint, &signer, error))
    return FALSE;
  report->trusted = report->trusted || signer != NULL;
  run->result->is_trusted = run->result->is_trusted || signer != NULL;
  g_ptr_array_add (report->fingerprints, g_steal_pointer (&fingerprint));
  g_ptr_array_add (report->signers, signer != NULL ? g_steal_pointer (&signer) : g_strdup (""));
  return TRUE;
}

static gboolean
verify_signatures (Run *run, const CalEntry *entry, GError **error)
{
  g_autofree char *why = NULL;
  g_autofree char *checkpoint = NULL;
  g_autoptr (GPtrArray) signatures =
      cal_seal_table_read_signatures (run->db, entry->seq, &why, run->path, error);
  const CalTree *tree = cal_verifier_tree (run->verifier);
  CalSealReport *report;
  CalHash root;

  if (signatures == NULL && why == NULL)
    return FALSE;
  if (signatures == NULL || signatures->len == 0)
    {
      cal_verifier_blame (run->verifier, (gint64) entry->seq, "signature",
                          why != NULL ? why : "the session is finalised, but nobody signed it");
      return TRUE;
    }
  cal_tree_root (tree, cal_verifier_hasher (run->verifier), &root);
  checkpoint = cal_checkpoint_text (cal_verifier_log_id (run->verifier), tree->size, &root);
  report = g_new0 (CalSealReport, 1);
  report->number = cal_verifier_n_seals (run->verifier);
  report->seq = entry->seq;
  report->time = entry->time;
  report->session = g_strdup (entry->session);
  report->actor = g_strdup (entry->values[CAL_FINALISED_ACTOR].text);
  report->fingerprints = g_ptr_array_new_with_free_func (g_free);
  report->signers = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (run->result->seals, report);
  for (guint i = 0; i < signatures->len && !has_fault (run); i++)
    if (!verify_signature (run, entry->seq, g_ptr_array_index (signatures, i), checkpoint, report,
                           error))
      return FALSE;
  return TRUE;
}

static gboolean
verify_seal (Run *run, const CalEntry *entry, GError **error)
{
  g_autoptr (CalSubjectMap) map = NULL;
  g_autofree char *why = NULL;

  g_array_append_val (run->seals, entry->seq);
  if (run->version < CAL_SCHEMA_VERSION_SEAL)
    {
      cal_verifier_blame (run->verifier, (gint64) entry->seq, "signature",
                          "the session is finalised, but the file has no seal");
      return TRUE;
    }
  map = cal_seal_table_read_map (run->db, entry->seq, &why, run->path, error);
  if (map == NULL && why == NULL)
    return FALSE;
  if (map == NULL)
    {
      cal_verifier_blame (run->verifier, (gint64) entry->seq, "subject map", why);
      return TRUE;
    }
  return !cal_verifier_seal (run->verifier, entry, map) || verify_signatures (run, entry, error);
}

static gboolean
verify_entry (Run *run, const CalEntry *entry, GError **error)
{
  g_autoptr (CalRoster) roster = NULL;

  if (cal_kind_has_rows (entry->kind) && !verify_roster (run, entry, &roster, error))
    return FALSE;
  if (entry->kind == CAL_KIND_ERASED)
    g_array_append_val (run->erased, entry->seq);
  else if (entry->kind == CAL_KIND_BRANCHED)
    run->result->parent = g_strdupv (entry->values[CAL_BRANCHED_PARENT].list);
  if (has_fault (run) || !cal_verifier_apply (run->verifier, entry, roster))
    return TRUE;
  return entry->kind != CAL_KIND_SESSION_FINALISED || verify_seal (run, entry, error);
}

/* The first record says of which log all the others must be. */
static gboolean
verify_record (Run *run, const CalReadRecord *record, GError **error)
{
  g_autoptr (CalEntry) entry = NULL;

  if (record->entry != NULL && record->seq > 0 && !run->result->is_redacted)
    return !cal_verifier_take (run->verifier, record->seq, record->entry, &record->leaf)
           || verify_entry (run, record->entry, error);
  entry = cal_verifier_read (run->verifier, record->seq, record->bytes, record->length,
                             record->disclosures);
  return entry == NULL || verify_entry (run, entry, error);
}

static gboolean
tell (Run *run, guint64 done, GError **error)
{
  double fraction = MIN (1, (double) done / (double) MAX (run->n_records, 1));

  if (run->progress == NULL || done % STRIDE != 0 || run->progress (fraction, run->user_data))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s: verifying was cancelled", run->path);
  return FALSE;
}

/* What is not a record or not a disclosure is a fault of the document; what SQLite
 * objects to, or the disk, is a reason not to have read it. */
static gboolean
blame_cursor (Run *run, GError *failure, GError **error)
{
  guint64 expected = cal_verifier_tree (run->verifier)->size;
  const CalFault *fault = cal_store_error_fault (failure);

  if (fault == NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  cal_verifier_blame (run->verifier, (gint64) expected,
                      (guint64) fault->seq == expected ? fault->field : "", fault->what);
  g_error_free (failure);
  return TRUE;
}

static gboolean
verify_records (Run *run, GError **error)
{
  g_autoptr (CalReadAhead) ahead =
      cal_read_ahead_new (run->db, 0, G_MAXUINT64, NULL, run->path, error);

  if (ahead == NULL)
    return FALSE;
  while (!has_fault (run))
    {
      const CalReadRecord *record;
      GError *failure = NULL;

      if (!tell (run, cal_verifier_tree (run->verifier)->size, error))
        return FALSE;
      if (!cal_read_ahead_next (ahead, &record, &failure))
        return blame_cursor (run, failure, error);
      if (record == NULL)
        return TRUE;
      if (!verify_record (run, record, error))
        return FALSE;
    }
  return TRUE;
}

/* Whether a table has no row after the key @after and before the key @before, each
 * %NULL for none. SQLite sorts a key that is no number before or after all that are,
 * so such a row is found as well. */
static gboolean
verify_none_between (Run *run,
                     const char *table,
                     const char *key,
                     guint shift,
                     const gint64 *after,
                     const gint64 *before,
                     GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (sqlite3_stmt) statement = NULL;
  int result;

  g_string_append_printf (sql, "SELECT %s FROM %s ", key, table);
  if (after != NULL)
    g_string_append_printf (sql, "WHERE %s > %" G_GINT64_FORMAT, key, *after);
  g_string_append_printf (sql, " ORDER BY %s LIMIT 1", key);
  statement = cal_sqlite_prepare (run->db, sql->str, run->path, error);
  if (statement == NULL)
    return FALSE;
  result = sqlite3_step (statement);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    {
      cal_sqlite_set_error (error, run->db, run->path);
      return FALSE;
    }
  if (result == SQLITE_ROW
      && (before == NULL || sqlite3_column_type (statement, 0) != SQLITE_INTEGER
          || sqlite3_column_int64 (statement, 0) < *before))
    cal_verifier_blame (run->verifier, sqlite3_column_int64 (statement, 0) >> shift, table,
                        "the table has a row that no record names");
  return TRUE;
}

/* Whether a table has rows that belong to none of the records @of, in order; its
 * key is a record's number shifted left by @shift bits. */
static gboolean
verify_no_others (Run *run,
                  const char *table,
                  const char *key,
                  guint shift,
                  const GArray *of,
                  GError **error)
{
  gint64 after = 0;

  for (guint i = 0; i <= of->len && !has_fault (run); i++)
    {
      gint64 seq = i < of->len ? (gint64) g_array_index (of, guint64, i) : 0;
      gint64 before = seq << shift;

      if (!verify_none_between (run, table, key, shift, i > 0 ? &after : NULL,
                                i < of->len ? &before : NULL, error))
        return FALSE;
      after = ((seq + 1) << shift) - 1;
    }
  return TRUE;
}

static gboolean
verify_no_strays (Run *run, GError **error)
{
  const gint64 first = 0;
  gint64 last = (gint64) cal_verifier_tree (run->verifier)->size - 1;

  if (!verify_none_between (run, "record", "seq", 0, NULL, &first, error)
      || !verify_none_between (run, "disclosure", "seq", 0, NULL, &first, error)
      || !verify_none_between (run, "disclosure", "seq", 0, &last, NULL, error)
      || !verify_no_others (run, "roster", "seq", 0, run->imports, error)
      || !verify_no_others (run, "roster_row", "id", CAL_ROSTER_TABLE_SHIFT, run->imports, error))
    return FALSE;
  if (run->version < CAL_SCHEMA_VERSION_SEAL)
    return TRUE;
  return verify_no_others (run, "subject_map", "seq", 0, run->seals, error)
         && verify_no_others (run, "subject_opening", "seq", 0, run->seals, error)
         && verify_no_others (run, "signature", "seq", 0, run->seals, error);
}

/* An opening beside which there is no leaf is read with no seal. */
static gboolean
verify_openings (Run *run, GError **error)
{
  gint64 seq;

  if (has_fault (run) || run->version < CAL_SCHEMA_VERSION_SEAL)
    return TRUE;
  if (!cal_sqlite_number (run->db,
                          "SELECT min(o.seq) FROM subject_opening o LEFT JOIN subject_map m "
                          "ON m.seq = o.seq AND m.position = o.position WHERE m.seq IS NULL",
                          run->path, &seq, error))
    return FALSE;
  if (seq != -1)
    cal_verifier_blame (run->verifier, seq, "subject map", "something opens no leaf of it");
  return TRUE;
}

/* What was erased is named by records that come later, so they are read first. */
static gboolean
read_erasures (Run *run, GError **error)
{
  g_autofree char *why = NULL;
  GError *failure = NULL;
  gint64 seq = CAL_NONE;
  CalErasures *erasures = cal_erasure_table_read (run->db, &seq, &why, run->path, &failure);

  if (erasures != NULL)
    cal_verifier_set_erasures (run->verifier, erasures);
  else if (why != NULL)
    cal_verifier_blame (run->verifier, seq, "erasure", why);
  else
    return blame_reader (run, seq, "erasure", failure, error);
  return TRUE;
}

static gboolean
on_fill_cb (CalEntry *entry,
            const CalRecordReader *reader,
            const char **field,
            const char **why,
            gpointer user_data)
{
  Run *run = user_data;

  return cal_stand_ins_fill (run->stand_ins, cal_verifier_erasures (run->verifier), entry, reader,
                             field, why);
}

static gboolean
read_redaction (Run *run, GError **error)
{
  run->stand_ins = cal_stand_ins_new (run->db, run->path, error);
  if (run->stand_ins == NULL)
    return FALSE;
  run->result->is_redacted = cal_stand_ins_is_redacted (run->stand_ins);
  if (run->result->is_redacted)
    cal_verifier_set_redacted (run->verifier, on_fill_cb, run);
  return TRUE;
}

static gboolean
verify_redaction (Run *run, GError **error)
{
  guint64 size = cal_verifier_tree (run->verifier)->size;
  g_autofree char *why = NULL;

  if (has_fault (run))
    return TRUE;
  if (!cal_stand_ins_check (run->stand_ins, size, &why, error))
    return FALSE;
  if (why != NULL)
    cal_verifier_blame (run->verifier, (gint64) size, "redaction", why);
  run->result->n_withheld = cal_stand_ins_n_withheld (run->stand_ins);
  return TRUE;
}

static gboolean
verify_erasures (Run *run, GError **error)
{
  if (has_fault (run) || !cal_verifier_finish (run->verifier)
      || run->version < CAL_SCHEMA_VERSION_ERASURE)
    return TRUE;
  return verify_no_others (run, "unfinished_erasure", "seq", 0, run->erased, error)
         && cal_erasure_table_is_unfinished (run->db, &run->result->is_erasure_unfinished,
                                             run->path, error);
}

static gboolean
verify_live_tables (Run *run, GError **error)
{
  g_autoptr (GArray) standings = NULL;
  CalStandingFault fault;

  if (has_fault (run) || run->version < CAL_SCHEMA_VERSION_STANDING)
    return TRUE;
  standings = cal_standing_list (cal_verifier_board (run->verifier));
  if (!cal_standing_table_compare (run->db, cal_verifier_board (run->verifier), standings, &fault,
                                   run->path, error))
    return FALSE;
  if (fault.table != NULL)
    cal_verifier_blame (run->verifier, fault.seq, fault.table, fault.what);
  return TRUE;
}

static gboolean
verify_all (Run *run, GError **error)
{
  g_autofree char *what = NULL;

  if (!cal_sqlite_number (run->db, "PRAGMA user_version", run->path, &run->version, error)
      || !cal_schema_check (run->db, (guint) run->version, &what, run->path, error))
    return FALSE;
  if (what != NULL)
    {
      cal_verifier_blame (run->verifier, CAL_NONE, what,
                          "the file's tables and triggers are not those of this format");
      return TRUE;
    }
  if (!cal_sqlite_number (run->db, "SELECT count(*) FROM record", run->path, &run->n_records, error)
      || !read_erasures (run, error) || !read_redaction (run, error)
      || !verify_records (run, error))
    return FALSE;
  if (!has_fault (run) && cal_verifier_tree (run->verifier)->size == 0)
    cal_verifier_blame (run->verifier, 0, "", "it is missing: the log is empty");
  return has_fault (run)
         || (verify_no_strays (run, error) && verify_openings (run, error)
             && verify_live_tables (run, error) && verify_erasures (run, error)
             && verify_redaction (run, error));
}

static void
warn_of_keys (Run *run)
{
  CalVerification *result = run->result;
  guint64 trusted = 0;

  if (result->seals->len == 0)
    return;
  if (run->allowed_signers == NULL)
    {
      result->key_warning = g_strdup (
          "THE KEYS WERE FOUND ONLY INSIDE THIS FILE: whoever rewrites it all can seal it "
          "again with a key of their own. Compare the fingerprints with those you were "
          "given, or name the keys that you trust with --allowed-signers FILE --identity "
          "WHO");
      return;
    }
  for (guint i = 0; i < result->seals->len; i++)
    {
      const CalSealReport *report = g_ptr_array_index (result->seals, i);

      if (report->trusted)
        trusted = report->seq + 1;
    }
  if (trusted + result->n_unsealed < result->size)
    result->key_warning =
        g_strdup_printf ("%" G_GUINT64_FORMAT " sealed records come after the last seal by %s",
                         result->size - result->n_unsealed - trusted,
                         run->identity != NULL ? run->identity : "an allowed signer");
}

static void
warn_of_erasures (Run *run)
{
  CalVerification *result = run->result;

  result->n_erased = cal_erasures_n (cal_verifier_erasures (run->verifier));
  result->n_subjects -= cal_board_n_erased (cal_verifier_board (run->verifier));
  if (result->n_erased > 0)
    g_ptr_array_add (
        result->warnings,
        g_strdup_printf (
            result->n_erased == 1
                ? "%u person has been erased: that they were there, and when something "
                  "was decided on them, is proved as before; what it was cannot be shown"
                : "%u people have been erased: that they were there, and when something "
                  "was decided on them, is proved as before; what it was cannot be shown",
            result->n_erased));
  if (result->is_erasure_unfinished)
    g_ptr_array_add (result->warnings,
                     g_strdup ("an erasure was interrupted, and the file may still hold what it "
                               "took away: open it once so that it can be written to"));
}

static void
warn_of_redaction (Run *run)
{
  if (run->result->is_redacted)
    g_ptr_array_add (
        run->result->warnings,
        g_strdup_printf (
            "THIS IS A REDACTED COPY: people stand under pseudonyms, and %u free %s withheld. "
            "Records, order, ratings and signatures are the original's, and the decisions of one "
            "subject belong together. That a pseudonym is one person wherever it stands, which row "
            "of the roster belongs to which decisions, who decided or proposed, and what is "
            "withheld, only the original can show",
            run->result->n_withheld, run->result->n_withheld == 1 ? "text is" : "texts are"));
}

static void
warn_of_parent (Run *run)
{
  char **parent = run->result->parent;

  if (parent != NULL)
    g_ptr_array_add (
        run->result->warnings,
        g_strdup_printf ("this is a branch of the log %s, made when that had %s records "
                         "with the root %s: what was decided there is proved by that "
                         "document alone; “compare” says whether it was so",
                         parent[0], parent[1], parent[2]));
}

static void
conclude (Run *run)
{
  CalVerification *result = run->result;
  const CalTree *tree = cal_verifier_tree (run->verifier);
  const CalFault *fault = cal_verifier_fault (run->verifier);
  GPtrArray *warnings = cal_verifier_warnings (run->verifier);

  result->log_id = g_strdup (cal_verifier_log_id (run->verifier));
  result->size = tree->size;
  cal_tree_root (tree, cal_verifier_hasher (run->verifier), &result->root);
  result->n_subjects = cal_board_n_subjects (cal_verifier_board (run->verifier));
  result->n_decisions = cal_board_n_decisions (cal_verifier_board (run->verifier));
  result->n_unsealed = cal_verifier_n_unsealed (run->verifier);
  for (guint i = 0; i < warnings->len; i++)
    g_ptr_array_add (result->warnings, g_strdup (g_ptr_array_index (warnings, i)));
  if (fault != NULL)
    {
      result->fault = cal_fault_copy (fault);
      return;
    }
  result->checkpoint = cal_checkpoint_text (result->log_id, result->size, &result->root);
  warn_of_redaction (run);
  warn_of_parent (run);
  warn_of_erasures (run);
  warn_of_keys (run);
}

static CalVerification *
run_on (const char *path, Run *run, GError **error)
{
  g_autofree char *file = NULL;
  g_autoptr (sqlite3) db = cal_read_only_open (path, &file, error);
  g_autoptr (CalVerifier) verifier = cal_verifier_new ();
  g_autoptr (CalVerification) result = g_new0 (CalVerification, 1);
  g_autoptr (GArray) imports = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GArray) erased = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GArray) seals = g_array_new (FALSE, FALSE, sizeof (guint64));
  gboolean read;

  result->seals = g_ptr_array_new_with_free_func ((GDestroyNotify) seal_report_free);
  result->warnings = g_ptr_array_new_with_free_func (g_free);
  run->db = db;
  run->path = path;
  run->verifier = verifier;
  run->result = result;
  run->imports = imports;
  run->erased = erased;
  run->seals = seals;

  /* One transaction, so that a commit meanwhile is seen whole or not at all. */
  if (db == NULL || !cal_sqlite_exec (db, "BEGIN", path, error))
    return NULL;
  read = verify_all (run, error);
  sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
  g_clear_pointer (&run->stand_ins, cal_stand_ins_free);
  if (!read)
    return NULL;
  conclude (run);
  return g_steal_pointer (&result);
}

/**
 * cal_verification_run:
 * @path: a document
 * @allowed_signers: (nullable): a file from outside that says whose keys are
 *   trusted, as ssh-keygen reads it
 * @identity: (nullable): whose seal is asked for, with @allowed_signers
 * @error: return location
 *
 * Verifies a document without believing any of it: schema, every record and
 * disclosure, sequence, tree, rosters, grammar, fold, subject maps, seals and
 * signatures, and that there is nothing besides. The file is only read, and
 * nothing appears beside it.
 *
 * Returns: (transfer full): what was found, a fault included; %NULL with a
 *   #CalStoreError where the file cannot be read, or with an error of the
 *   subprocess where there is no ssh-keygen
 */
CalVerification *
cal_verification_run (const char *path,
                      const char *allowed_signers,
                      const char *identity,
                      GError **error)
{
  Run run = { .allowed_signers = allowed_signers, .identity = identity };

  g_return_val_if_fail ((allowed_signers == NULL) == (identity == NULL), NULL);

  return run_on (path, &run, error);
}

/**
 * cal_verification_watch:
 * @path: a document
 * @allowed_signers: (nullable): a file from outside that says whose keys are
 *   trusted, as ssh-keygen reads it
 * @progress: (nullable): told now and then how far it is; may cancel
 * @user_data: for @progress
 * @error: return location
 *
 * Verifies a document as cal_verification_run() does, and says of every key
 * whose it is by the allowed signers.
 *
 * Returns: (transfer full): what was found; %NULL as cal_verification_run(), or
 *   with %G_IO_ERROR_CANCELLED
 */
CalVerification *
cal_verification_watch (const char *path,
                        const char *allowed_signers,
                        CalProgress progress,
                        gpointer user_data,
                        GError **error)
{
  Run run = { .allowed_signers = allowed_signers, .progress = progress, .user_data = user_data };

  return run_on (path, &run, error);
}
