/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-verifier.h"

#include <string.h>

#include "log/cal-disclosure.h"
#include "log/cal-hash-text.h"
#include "log/cal-record-reader.h"
#include "log/cal-rules-text.h"

/* What `seal` holds, in order. */
enum
{
  SEAL_NUMBER,
  SEAL_FIRST,
  SEAL_MAP,
  SEAL_N,
};

/* What `parent` holds: a log's id, its size and its root. */
#define PARENT_N 3

struct _CalVerifier
{
  CalRecordReader *reader;
  CalHasher *hasher;
  CalTree tree;
  CalBoard *board;
  CalErasures *erasures;
  CalFillFunc fill;
  gpointer fill_data;
  gboolean is_redacted;
  CalFault *fault;
  GPtrArray *warnings;
  GHashTable *unknown;
  gint64 time;
  guint n_seals;
  guint64 n_sealed;
};

CalVerifier *
cal_verifier_new (void)
{
  CalVerifier *verifier = g_new0 (CalVerifier, 1);

  verifier->reader = cal_record_reader_new ();
  verifier->hasher = cal_hasher_new ();
  verifier->board = cal_board_new ();
  verifier->erasures = cal_erasures_new ();
  verifier->warnings = g_ptr_array_new_with_free_func (g_free);
  verifier->unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  verifier->time = G_MININT64;
  return verifier;
}

void
cal_verifier_free (CalVerifier *verifier)
{
  if (verifier == NULL)
    return;
  cal_record_reader_free (verifier->reader);
  cal_hasher_free (verifier->hasher);
  cal_board_free (verifier->board);
  cal_erasures_free (verifier->erasures);
  cal_fault_free (verifier->fault);
  g_ptr_array_unref (verifier->warnings);
  g_hash_table_unref (verifier->unknown);
  g_free (verifier);
}

/**
 * cal_verifier_set_erasures:
 * @erasures: (transfer full): what the log's `erased` entries name
 *
 * To be told before the first record is read; otherwise nothing has been erased.
 */
void
cal_verifier_set_erasures (CalVerifier *verifier, CalErasures *erasures)
{
  cal_erasures_free (verifier->erasures);
  verifier->erasures = erasures;
}

/**
 * cal_verifier_set_redacted:
 * @fill: puts in what stands in place of what is withheld
 *
 * To be told before the first record is read, of a redacted copy.
 */
void
cal_verifier_set_redacted (CalVerifier *verifier, CalFillFunc fill, gpointer fill_data)
{
  verifier->fill = fill;
  verifier->fill_data = fill_data;
  verifier->is_redacted = TRUE;
}

/**
 * cal_verifier_blame:
 * @seq: the record at fault, or %CAL_NONE
 * @field: the field or the table, or the empty string
 * @what: what is wrong
 *
 * Notes a fault that whoever reads the file has found. Only the first is kept.
 */
void
cal_verifier_blame (CalVerifier *verifier, gint64 seq, const char *field, const char *what)
{
  if (verifier->fault == NULL)
    verifier->fault = cal_fault_new (seq, field, what);
}

static gboolean
blame (CalVerifier *verifier, guint64 seq, const char *field, const char *what)
{
  cal_verifier_blame (verifier, (gint64) seq, field, what);
  return FALSE;
}

static gboolean
check_complete (CalVerifier *verifier, CalEntry *entry)
{
  const char *field;
  const char *why;

  if (verifier->fill != NULL
      && !verifier->fill (entry, verifier->reader, &field, &why, verifier->fill_data))
    return blame (verifier, entry->seq, field, why);
  return cal_erasures_excuse (verifier->erasures, entry, verifier->reader, &field, &why)
         || blame (verifier, entry->seq, field, why);
}

static void
look_at_clock (CalVerifier *verifier, const CalEntry *entry)
{
  if (entry->time < verifier->time)
    g_ptr_array_add (verifier->warnings,
                     g_strdup_printf ("the clock was set back before record %" G_GUINT64_FORMAT
                                      "; the order is that of the numbers",
                                      entry->seq));
  verifier->time = entry->time;
}

static void
look_at_kind (CalVerifier *verifier, const CalEntry *entry)
{
  if (entry->kind != CAL_KIND_UNKNOWN
      || !g_hash_table_add (verifier->unknown, g_strdup (entry->kind_name)))
    return;
  g_ptr_array_add (verifier->warnings,
                   g_strdup_printf ("record %" G_GUINT64_FORMAT
                                    " is of a kind that this program does not know, “%s”: its "
                                    "bytes are in the tree, its meaning was not checked",
                                    entry->seq, entry->kind_name));
}

static gboolean
check_place (CalVerifier *verifier, guint64 seq)
{
  return seq == verifier->tree.size || blame (verifier, verifier->tree.size, "", "it is missing");
}

static gboolean
check_number (CalVerifier *verifier, guint64 seq, const CalEntry *entry)
{
  return entry->seq == seq
         || blame (verifier, seq, "seq", "its bytes give another number than its place");
}

static void
take (CalVerifier *verifier, const CalEntry *entry, const CalHash *leaf)
{
  look_at_clock (verifier, entry);
  look_at_kind (verifier, entry);
  cal_tree_append (&verifier->tree, verifier->hasher, leaf);
}

/**
 * cal_verifier_read:
 * @seq: the number under which the record is kept
 * @bytes: (array length=length): its bytes
 * @disclosures: (array zero-terminated=1): its disclosures in the order of its
 *   digests; the empty string where one is missing
 *
 * Checks the next record's bytes, number, log and disclosures, and adds it to the
 * tree.
 *
 * Returns: (transfer full) (nullable): what it says; %NULL with a fault
 */
CalEntry *
cal_verifier_read (CalVerifier *verifier,
                   guint64 seq,
                   const char *bytes,
                   gsize length,
                   const char *const *disclosures)
{
  g_autoptr (CalEntry) entry = NULL;
  CalHash leaf;

  if (!check_place (verifier, seq))
    return NULL;
  entry = cal_record_reader_read (verifier->reader, bytes, length, disclosures, NULL);
  if (entry == NULL)
    {
      const char *field;
      const char *why = cal_record_reader_refusal (verifier->reader, &field);

      blame (verifier, seq, field, why);
      return NULL;
    }
  if (!check_number (verifier, seq, entry) || !check_complete (verifier, entry))
    return NULL;
  cal_hasher_leaf (verifier->hasher, bytes, length, &leaf);
  take (verifier, entry, &leaf);
  return g_steal_pointer (&entry);
}

/**
 * cal_verifier_take:
 * @seq: the number under which the record is kept
 * @entry: what it says, as a #CalRecordReader has read it, with nothing missing
 * @leaf: the hash of its bytes as a leaf of the tree
 *
 * As cal_verifier_read() of a record that has been read already: one of the same
 * log as the first, which cal_verifier_read() has read, and of no redacted copy.
 *
 * Returns: %FALSE with a fault
 */
gboolean
cal_verifier_take (CalVerifier *verifier, guint64 seq, const CalEntry *entry, const CalHash *leaf)
{
  if (!check_place (verifier, seq) || !check_number (verifier, seq, entry))
    return FALSE;
  take (verifier, entry, leaf);
  return TRUE;
}

static gboolean
check_second_name (CalVerifier *verifier, const CalEntry *entry)
{
  char **people = entry->values[CAL_SESSION_PEOPLE].list;

  for (gsize i = 0; people[i] != NULL; i++)
    if (*people[i] != '\0' && strcmp (people[i], entry->values[CAL_SESSION_ACTOR].text) != 0)
      return TRUE;
  return blame (verifier, entry->seq, "people", "a session is reopened by two people");
}

/* Whom an erasure took away was in a roster, and what it names is known already. */
static gboolean
check_erasure (CalVerifier *verifier, const CalEntry *entry)
{
  guint index;

  if (!cal_erasures_has (verifier->erasures, entry->seq))
    return blame (verifier, entry->seq, "digests", "the file does not keep what it names");
  return cal_board_find_erased (verifier->board, entry->seq, &index)
         || blame (verifier, entry->seq, "digests", "it erased nobody of a roster");
}

/**
 * cal_verifier_apply:
 * @entry: what cal_verifier_read() has just read
 * @roster: (nullable): for an import, its checked rows
 *
 * Checks what the record says against all before it.
 *
 * Returns: %FALSE with a fault
 */
gboolean
cal_verifier_apply (CalVerifier *verifier, const CalEntry *entry, CalRoster *roster)
{
  g_autoptr (CalRules) rules = NULL;
  g_autoptr (GError) error = NULL;

  if (entry->kind == CAL_KIND_RULES_SET)
    {
      rules = cal_rules_from_text (entry->values[CAL_RULES_RULES].text, &error);
      if (rules == NULL)
        return blame (verifier, entry->seq, "rules", error->message);
    }
  if (entry->kind == CAL_KIND_SESSION_REOPENED && !check_second_name (verifier, entry))
    return FALSE;
  if (entry->kind == CAL_KIND_BRANCHED
      && g_strv_length (entry->values[CAL_BRANCHED_PARENT].list) != PARENT_N)
    return blame (verifier, entry->seq, "parent", "a parent has an id, a size and a root");
  if (entry->kind == CAL_KIND_ERASED && !check_erasure (verifier, entry))
    return FALSE;
  if (!cal_board_apply (verifier->board, entry, roster, rules, &error))
    return blame (verifier, entry->seq, cal_board_refused_field (verifier->board),
                  cal_fault_reason (error, entry->seq));
  return TRUE;
}

static gboolean
is_number (const char *text, guint64 number)
{
  g_autofree char *expected = g_strdup_printf ("%" G_GUINT64_FORMAT, number);

  return strcmp (text, expected) == 0;
}

/**
 * cal_verifier_seal:
 * @entry: a `session-finalised` entry that has just been applied
 * @map: the subject map that is kept with it
 *
 * Checks that seals have no gaps, and that the map is the one that the seal
 * commits to and says of each subject what the decisions before it say.
 *
 * Returns: %FALSE with a fault
 */
gboolean
cal_verifier_seal (CalVerifier *verifier, const CalEntry *entry, const CalSubjectMap *map)
{
  char **seal = entry->values[CAL_FINALISED_SEAL].list;
  g_autofree char *why = NULL;
  CalHash committed;
  CalHash root;

  if (g_strv_length (seal) != SEAL_N || !cal_hash_from_base64url (seal[SEAL_MAP], &committed))
    return blame (verifier, entry->seq, "seal", "a seal must have three parts");
  if (!is_number (seal[SEAL_NUMBER], verifier->n_seals + 1))
    return blame (verifier, entry->seq, "seal", "seals are numbered without gaps");
  if (!is_number (seal[SEAL_FIRST], verifier->n_sealed))
    return blame (verifier, entry->seq, "seal", "it does not start where the seal before it ends");
  cal_subject_map_root (map, verifier->hasher, &root);
  if (memcmp (&root, &committed, sizeof root) != 0)
    return blame (verifier, entry->seq, "subject map", "it is not the one that the seal names");
  if (verifier->is_redacted
          ? !cal_subject_map_check_redacted (map, verifier->board, verifier->erasures, &why)
          : !cal_subject_map_check (map, verifier->board, verifier->erasures, &why))
    return blame (verifier, entry->seq, "subject map", why);
  verifier->n_seals++;
  verifier->n_sealed = entry->seq + 1;
  return TRUE;
}

/**
 * cal_verifier_finish:
 *
 * Checks what can be seen only when all records, rosters and seals have been read:
 * that everything which an erasure names is missing.
 *
 * Returns: %FALSE with a fault
 */
gboolean
cal_verifier_finish (CalVerifier *verifier)
{
  guint64 seq;

  return !cal_erasures_find_unmet (verifier->erasures, &seq)
         || blame (verifier, seq, "digests",
                   "it names something that still stands here, or that never did");
}

/**
 * cal_verifier_fault:
 *
 * Returns: (transfer none) (nullable): the first fault, %NULL where there is none
 */
const CalFault *
cal_verifier_fault (const CalVerifier *verifier)
{
  return verifier->fault;
}

/**
 * cal_verifier_board:
 *
 * Returns: (transfer none): the board so far
 */
const CalBoard *
cal_verifier_board (const CalVerifier *verifier)
{
  return verifier->board;
}

/**
 * cal_verifier_tree:
 *
 * Returns: (transfer none): the tree over the records so far
 */
const CalTree *
cal_verifier_tree (const CalVerifier *verifier)
{
  return &verifier->tree;
}

/**
 * cal_verifier_erasures:
 *
 * Returns: (transfer none): what has been erased
 */
CalErasures *
cal_verifier_erasures (CalVerifier *verifier)
{
  return verifier->erasures;
}

CalHasher *
cal_verifier_hasher (CalVerifier *verifier)
{
  return verifier->hasher;
}

/**
 * cal_verifier_log_id:
 *
 * Returns: (transfer none): the log's id; empty before a record has been read
 */
const char *
cal_verifier_log_id (const CalVerifier *verifier)
{
  return cal_record_reader_log_id (verifier->reader);
}

guint
cal_verifier_n_seals (const CalVerifier *verifier)
{
  return verifier->n_seals;
}

/**
 * cal_verifier_n_unsealed:
 *
 * Returns: how many records come after the last seal
 */
guint64
cal_verifier_n_unsealed (const CalVerifier *verifier)
{
  return verifier->tree.size - verifier->n_sealed;
}

/**
 * cal_verifier_warnings:
 *
 * Returns: (transfer none) (element-type utf8): what holds but should be known
 */
GPtrArray *
cal_verifier_warnings (CalVerifier *verifier)
{
  return verifier->warnings;
}
