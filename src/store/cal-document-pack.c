/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-document-private.h"

#include <string.h>

#include "core/cal-naming.h"
#include "log/cal-checkpoint.h"
#include "log/cal-proof.h"
#include "log/cal-record-reader.h"
#include "log/cal-roster-row.h"
#include "store/cal-roster-table.h"
#include "store/cal-sqlite.h"

/* What is gathered as the records go by: a record's hash each, and those that are
 * wanted. @seq is the one record asked for, where no subject is. */
typedef struct
{
  CalDocument *document;
  CalPack *pack;
  const CalBoard *board;
  guint subject;
  guint64 size;
  guint64 seq;
  gint64 seal;
  GArray *decisions;
  CalRecordReader *reader;
  CalHasher *hasher;
  GArray *leaves;
  GArray *seqs;
  GError *error;
} Gathering;

static gboolean
is_theirs (const Gathering *gathering, const CalDisclosure *identity)
{
  return identity->texts->len > 0
         && strcmp (g_ptr_array_index (identity->texts, 0), gathering->pack->subject) == 0;
}

/* The attributes' headers and values: a value may name somebody else. */
static gboolean
attributes_name_others (const Gathering *gathering, const char *text, CalDisclosure *disclosure)
{
  if (!cal_disclosure_read (disclosure, text, strlen (text), NULL))
    return TRUE;
  for (guint i = 1; i < disclosure->texts->len; i += 2)
    if (cal_naming_others (gathering->board, gathering->subject,
                           g_ptr_array_index (disclosure->texts, i)))
      return TRUE;
  return FALSE;
}

static GArray *
read_leaves (Gathering *gathering, guint64 import)
{
  CalDocument *document = gathering->document;
  g_autoptr (GArray) leaves = g_array_new (FALSE, FALSE, sizeof (CalHash));
  g_autoptr (sqlite3_stmt) statement = cal_sqlite_prepare (
      document->db, "SELECT leaves FROM roster WHERE seq = ?", document->path, &gathering->error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, (sqlite3_int64) import);
  if (sqlite3_step (statement) == SQLITE_ROW)
    g_array_append_vals (leaves, sqlite3_column_blob (statement, 0),
                         (guint) sqlite3_column_bytes (statement, 0) / CAL_HASH_SIZE);
  return g_steal_pointer (&leaves);
}

static void
take_row (Gathering *gathering, guint64 import, guint64 index, const char *const texts[CAL_ROW_N])
{
  g_autoptr (CalDisclosure) disclosure = cal_disclosure_new ();
  CalPackRow *row = cal_pack_add_row (gathering->pack);
  char json[CAL_ROW_JSON_SIZE];
  gsize lengths[CAL_ROW_N];

  row->import = import;
  row->index = index;
  row->disclosures = g_new0 (char *, CAL_ROW_N + 1);
  for (guint i = 0; i < CAL_ROW_N; i++)
    {
      lengths[i] = strlen (texts[i]);
      row->disclosures[i] = g_strdup (texts[i]);
    }
  cal_roster_row_json (gathering->hasher, texts, lengths, json);
  row->leaf = g_strdup (json);
  if (attributes_name_others (gathering, texts[CAL_ROW_ATTRIBUTES], disclosure))
    row->disclosures[CAL_ROW_ATTRIBUTES][0] = '\0';
}

/* Looks through an import for the subject's row. */
static gboolean
find_row (Gathering *gathering, guint64 import)
{
  CalDocument *document = gathering->document;
  g_autoptr (CalDisclosure) disclosure = cal_disclosure_new ();
  sqlite3_int64 first = (sqlite3_int64) (import << CAL_ROSTER_TABLE_SHIFT);
  g_autoptr (sqlite3_stmt) statement =
      cal_sqlite_prepare (document->db,
                          "SELECT identity, ratings, attributes, id - ?1 FROM roster_row "
                          "WHERE id BETWEEN ?1 AND ?1 + 4294967295 ORDER BY id",
                          document->path, &gathering->error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, first);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *texts[CAL_ROW_N];

      for (int i = 0; i < CAL_ROW_N; i++)
        texts[i] = (const char *) sqlite3_column_text (statement, i);
      if (cal_disclosure_read (disclosure, texts[CAL_ROW_IDENTITY],
                               strlen (texts[CAL_ROW_IDENTITY]), NULL)
          && is_theirs (gathering, disclosure))
        {
          take_row (gathering, import, (guint64) sqlite3_column_int64 (statement, CAL_ROW_N),
                    texts);
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
prove_row (Gathering *gathering, guint64 import)
{
  g_autoptr (GArray) leaves = NULL;
  CalPackRow *row;

  if (!find_row (gathering, import) || (leaves = read_leaves (gathering, import)) == NULL)
    return FALSE;
  row = g_ptr_array_index (gathering->pack->rows, gathering->pack->rows->len - 1);
  row->size = leaves->len;
  if (row->index >= row->size)
    return TRUE;
  g_array_unref (row->inclusion);
  row->inclusion = cal_proof_inclusion ((const CalHash *) leaves->data, leaves->len, row->index,
                                        gathering->hasher);
  return TRUE;
}

/* The numbers of the subject's decisions, as the board knows them. */
static GArray *
list_decisions (const CalBoard *board, guint subject)
{
  GArray *seqs = g_array_new (FALSE, FALSE, sizeof (guint64));
  gint64 index = cal_board_subject (board, subject)->last_decision;

  while (index != CAL_NONE)
    {
      const CalDecision *decision = cal_board_decision (board, (guint) index);

      g_array_prepend_val (seqs, decision->seq);
      index = decision->previous;
    }
  return seqs;
}

static int
compare_seqs (gconstpointer a, gconstpointer b)
{
  const guint64 *first = a;
  const guint64 *second = b;

  return *first < *second ? -1 : *first > *second;
}

/* Whether a record is to be read at all: most of a log is not about one subject. An
 * import is told by its kind, which stands in the clear. */
static gboolean
may_be_wanted (const Gathering *gathering, guint64 seq, const char *bytes, gsize length)
{
  if (gathering->pack->subject == NULL)
    return gathering->seq == seq;
  return (gint64) seq == gathering->seal
         || g_array_binary_search (gathering->decisions, &seq, compare_seqs, NULL)
         || g_strstr_len (bytes, (gssize) length, "\"kind\":\"roster-imported\"") != NULL;
}

static gboolean
is_wanted (Gathering *gathering, const CalEntry *entry)
{
  return gathering->pack->subject == NULL || entry->kind != CAL_KIND_ROSTER_IMPORTED
         || prove_row (gathering, entry->seq);
}

/* A person is shown what concerns them, and not who said it. */
static gboolean
is_withheld (const Gathering *gathering, const CalEntry *entry, guint field)
{
  static const char *const always[] = { "actor", "proposed_by", "dissent", "totals", NULL };
  guint n_fields;
  const CalFieldSpec *fields = cal_kind_fields (entry->kind, &n_fields);
  const CalValue *value = &entry->values[field];

  if (field >= n_fields || g_strv_contains (always, fields[field].name))
    return TRUE;
  if (entry->kind != CAL_KIND_MOVED && entry->kind != CAL_KIND_KEPT)
    return FALSE;
  if (field == CAL_DECISION_REASON)
    return value->text != NULL
           && cal_naming_others (gathering->board, gathering->subject, value->text);
  return field == CAL_DECISION_EVIDENCE
         && cal_naming_others_in_list (gathering->board, gathering->subject,
                                       (const char *const *) value->list);
}

static void
take (Gathering *gathering,
      const CalEntry *entry,
      const char *bytes,
      gsize length,
      const char *const *disclosures)
{
  CalPackRecord *record = cal_pack_add_record (gathering->pack);

  record->bytes = g_strndup (bytes, length);
  record->disclosures = g_strdupv ((char **) disclosures);
  g_array_append_val (gathering->seqs, entry->seq);
  for (guint i = 0; gathering->pack->subject != NULL && record->disclosures[i] != NULL; i++)
    if (is_withheld (gathering, entry, i))
      record->disclosures[i][0] = '\0';
}

static gboolean
on_record_cb (guint64 seq,
              const char *bytes,
              gsize length,
              const char *const *disclosures,
              gpointer user_data)
{
  Gathering *gathering = user_data;
  g_autoptr (CalEntry) entry = NULL;
  CalHash leaf;

  if (seq >= gathering->size)
    return FALSE;
  cal_hasher_leaf (gathering->hasher, bytes, length, &leaf);
  g_array_append_val (gathering->leaves, leaf);
  if (may_be_wanted (gathering, seq, bytes, length))
    entry = cal_record_reader_read (gathering->reader, bytes, length, disclosures, NULL);
  if (entry != NULL && is_wanted (gathering, entry))
    take (gathering, entry, bytes, length, disclosures);
  return gathering->error == NULL;
}

/* The records before the checkpoint are the first. */
static void
add_checkpoint (Gathering *gathering, guint64 size, GPtrArray *signatures)
{
  CalPackCheckpoint *checkpoint = cal_pack_add_checkpoint (gathering->pack);
  const guint64 *seqs = (const guint64 *) gathering->seqs->data;
  guint n = 0;
  CalHash root;

  while (n < gathering->seqs->len && seqs[n] < size)
    n++;
  g_ptr_array_unref (checkpoint->inclusion);
  checkpoint->inclusion = cal_proof_inclusions ((const CalHash *) gathering->leaves->data, size,
                                                seqs, n, gathering->hasher, &root);
  for (guint i = n; i < gathering->seqs->len; i++)
    g_ptr_array_add (checkpoint->inclusion, g_array_new (FALSE, FALSE, sizeof (CalHash)));
  checkpoint->text = cal_checkpoint_text (gathering->pack->log, size, &root);
  for (guint i = 0; signatures != NULL && i < signatures->len; i++)
    g_ptr_array_add (checkpoint->signatures, g_bytes_ref (g_ptr_array_index (signatures, i)));
}

static gboolean
add_leaf (Gathering *gathering)
{
  CalPack *pack = gathering->pack;
  g_autoptr (CalSubjectMap) map =
      cal_document_subject_map (gathering->document, (guint64) gathering->seal, &gathering->error);
  g_autoptr (GArray) hashes = NULL;

  if (map == NULL)
    return FALSE;
  hashes = cal_subject_map_hashes (map, gathering->hasher);
  for (guint i = 0; i < map->leaves->len; i++)
    {
      const CalMapLeaf *leaf = &g_array_index (map->leaves, CalMapLeaf, i);
      g_autofree char *subject = NULL;
      g_autofree char *final = NULL;
      guint64 n;
      guint64 last;

      if (leaf->opening == NULL
          || !cal_subject_map_open (leaf->leaf, leaf->opening, gathering->hasher, &subject, &final,
                                    &n, &last)
          || strcmp (subject, pack->subject) != 0)
        continue;
      pack->leaf = g_strdup (leaf->leaf);
      pack->opening = g_strdup (leaf->opening);
      pack->leaf_index = i;
      pack->map_size = hashes->len;
      g_array_unref (pack->leaf_inclusion);
      pack->leaf_inclusion =
          cal_proof_inclusion ((const CalHash *) hashes->data, hashes->len, i, gathering->hasher);
    }
  return TRUE;
}

/* The latest seal of those that the board knows of; for a subject who came into the
 * cycle after it, none: it says nothing of them. */
static gboolean
find_seal (Gathering *gathering)
{
  g_autoptr (GArray) seals = cal_document_seals (gathering->document, &gathering->error);

  if (seals == NULL)
    return FALSE;
  gathering->seal = CAL_NONE;
  for (guint i = 0; i < seals->len; i++)
    if (g_array_index (seals, guint64, i) < gathering->size)
      gathering->seal = (gint64) g_array_index (seals, guint64, i);
  if (gathering->pack->subject == NULL || gathering->seal == CAL_NONE)
    return TRUE;
  if (!add_leaf (gathering))
    return FALSE;
  if (gathering->pack->leaf == NULL)
    gathering->seal = CAL_NONE;
  return TRUE;
}

static gboolean
gather (Gathering *gathering)
{
  g_autoptr (GPtrArray) signatures = NULL;

  if (!find_seal (gathering)
      || !cal_document_foreach_record (gathering->document, on_record_cb, gathering,
                                       &gathering->error)
      || gathering->error != NULL)
    return FALSE;
  if (gathering->seal != CAL_NONE)
    {
      signatures = cal_document_signatures (gathering->document, (guint64) gathering->seal,
                                            &gathering->error);
      if (signatures == NULL)
        return FALSE;
      add_checkpoint (gathering, (guint64) gathering->seal + 1, signatures);
    }
  if (gathering->seal == CAL_NONE || gathering->leaves->len != gathering->seal + 1)
    add_checkpoint (gathering, gathering->leaves->len, NULL);
  return TRUE;
}

static CalPack *
make_pack (CalDocument *document,
           const CalBoard *board,
           guint subject,
           guint64 seq,
           const char *id,
           GError **error)
{
  g_autoptr (CalPack) pack = cal_pack_new ();
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  g_autoptr (GArray) leaves = g_array_new (FALSE, FALSE, sizeof (CalHash));
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GArray) decisions = list_decisions (board, subject);
  Gathering gathering = {
    .document = document,
    .pack = pack,
    .board = board,
    .subject = subject,
    .size = cal_board_size (board),
    .seq = seq,
    .decisions = decisions,
    .reader = reader,
    .hasher = hasher,
    .leaves = leaves,
    .seqs = seqs,
  };

  pack->log = g_strdup (cal_document_log_id (document));
  pack->subject = g_strdup (id);
  if (gather (&gathering))
    return g_steal_pointer (&pack);
  g_propagate_error (error, gathering.error);
  return NULL;
}

/**
 * cal_document_prove_record:
 * @document: the document
 * @board: its board
 * @seq: a record that the board knows
 * @error: return location
 *
 * Returns: (transfer full): the record with all its disclosures, proved against the
 *   latest seal and against the log as the board knows it; %NULL with a
 *   #CalStoreError
 */
CalPack *
cal_document_prove_record (CalDocument *document,
                           const CalBoard *board,
                           guint64 seq,
                           GError **error)
{
  g_return_val_if_fail (seq < cal_board_size (board), NULL);

  return make_pack (document, board, 0, seq, NULL, error);
}

/**
 * cal_document_prove_subject:
 * @document: the document
 * @board: its board
 * @subject: a subject's index
 * @error: return location
 *
 * Makes a subject access pack: the subject's row of every import that holds them,
 * their decisions, and the leaf of the latest seal's map that counts these, all
 * with their proofs. Other people's names are withheld: who recorded, proposed
 * or dissented always, and a reason, evidence or attributes as a whole where
 * cal_naming_others() finds somebody else in them.
 *
 * Returns: (transfer full): the pack; %NULL with a #CalStoreError
 */
CalPack *
cal_document_prove_subject (CalDocument *document,
                            const CalBoard *board,
                            guint subject,
                            GError **error)
{
  g_return_val_if_fail (subject < cal_board_n_subjects (board), NULL);

  return make_pack (document, board, subject, 0, cal_board_subject (board, subject)->row->id,
                    error);
}
