/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-past.h"
#include "cli/cal-proof-file.h"
#include "log/cal-checkpoint.h"
#include "log/cal-proof.h"
#include "log/cal-record-reader.h"
#include "log/cal-tree.h"

typedef struct
{
  char *seq;
  char *subject;
  char *output;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->seq);
  g_free (options->subject);
  g_free (options->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What is gathered as the records go by. */
typedef struct
{
  CalPack *pack;
  gint64 seq;
  gint64 seal;
  CalRecordReader *reader;
  CalHasher *hasher;
  GArray *leaves;
  GArray *seqs;
} Gathering;

static gboolean
is_wanted (Gathering *gathering, const CalEntry *entry)
{
  if (gathering->pack->subject == NULL)
    return gathering->seq == (gint64) entry->seq;
  if ((gint64) entry->seq == gathering->seal)
    return TRUE;
  return (entry->kind == CAL_KIND_MOVED || entry->kind == CAL_KIND_KEPT)
         && g_strcmp0 (entry->values[CAL_DECISION_SUBJECT].text, gathering->pack->subject) == 0;
}

/* A person is shown what concerns them, and not who said it. */
static gboolean
is_withheld (const CalEntry *entry, guint field)
{
  guint n_fields;
  const CalFieldSpec *fields = cal_kind_fields (entry->kind, &n_fields);

  return field >= n_fields || strcmp (fields[field].name, "actor") == 0
         || strcmp (fields[field].name, "proposed_by") == 0
         || strcmp (fields[field].name, "dissent") == 0;
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
    if (is_withheld (entry, i))
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
  g_autoptr (CalEntry) entry =
      cal_record_reader_read (gathering->reader, bytes, length, disclosures, NULL);
  CalHash leaf;

  cal_hasher_leaf (gathering->hasher, bytes, length, &leaf);
  g_array_append_val (gathering->leaves, leaf);
  if (entry != NULL && is_wanted (gathering, entry))
    take (gathering, entry, bytes, length, disclosures);
  return TRUE;
}

static void
add_checkpoint (Gathering *gathering, guint64 size, GPtrArray *signatures)
{
  CalPackCheckpoint *checkpoint = cal_pack_add_checkpoint (gathering->pack);
  const CalHash *leaves = (const CalHash *) gathering->leaves->data;
  CalHash root;

  cal_tree_root_of (leaves, size, gathering->hasher, &root);
  checkpoint->text = cal_checkpoint_text (gathering->pack->log, size, &root);
  for (guint i = 0; i < gathering->seqs->len; i++)
    {
      guint64 seq = g_array_index (gathering->seqs, guint64, i);

      g_ptr_array_add (checkpoint->inclusion,
                       seq < size ? cal_proof_inclusion (leaves, size, seq, gathering->hasher)
                                  : g_array_new (FALSE, FALSE, sizeof (CalHash)));
    }
  for (guint i = 0; signatures != NULL && i < signatures->len; i++)
    g_ptr_array_add (checkpoint->signatures, g_bytes_ref (g_ptr_array_index (signatures, i)));
}

static gboolean
add_leaf (CalDocument *document, Gathering *gathering, GError **error)
{
  CalPack *pack = gathering->pack;
  g_autoptr (CalSubjectMap) map =
      cal_document_subject_map (document, (guint64) gathering->seal, error);
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

static gboolean
gather (CalDocument *document, Gathering *gathering, GError **error)
{
  g_autoptr (GArray) seals = cal_document_seals (document, error);
  g_autoptr (GPtrArray) signatures = NULL;

  if (seals == NULL)
    return FALSE;
  gathering->seal =
      seals->len > 0 ? (gint64) g_array_index (seals, guint64, seals->len - 1) : CAL_NONE;
  if (!cal_document_foreach_record (document, on_record_cb, gathering, error))
    return FALSE;
  if (gathering->seal != CAL_NONE)
    {
      signatures = cal_document_signatures (document, (guint64) gathering->seal, error);
      if (signatures == NULL)
        return FALSE;
      add_checkpoint (gathering, (guint64) gathering->seal + 1, signatures);
    }
  if (gathering->seal == CAL_NONE || gathering->leaves->len != gathering->seal + 1)
    add_checkpoint (gathering, gathering->leaves->len, NULL);
  return gathering->pack->subject == NULL || gathering->seal == CAL_NONE
         || add_leaf (document, gathering, error);
}

static int
write_pack (CalCall *call, const CalPack *pack, const char *output)
{
  g_autofree char *text = cal_proof_file_write (pack);
  g_autoptr (GError) error = NULL;

  if (output == NULL || strcmp (output, "-") == 0)
    {
      puts (text);
      return CAL_CLI_OK;
    }
  g_autofree char *line = g_strconcat (text, "\n", NULL);
  return g_file_set_contents (output, line, -1, &error) ? CAL_CLI_OK
                                                        : cal_call_fail (call, output, error);
}

static int
prove (CalCall *call, const Options *options, gint64 seq)
{
  g_auto (CalPast) past = { 0 };
  g_autoptr (CalPack) pack = cal_pack_new ();
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  g_autoptr (GArray) leaves = g_array_new (FALSE, FALSE, sizeof (CalHash));
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GError) error = NULL;
  Gathering gathering = { pack, seq, CAL_NONE, reader, hasher, leaves, seqs };
  guint index;

  if (!cal_past_open (&past, call, call->words[0], NULL))
    return call->exit;
  pack->log = g_strdup (cal_document_log_id (past.document));
  pack->subject = g_strdup (options->subject);
  if (options->subject != NULL && !cal_board_find (past.board, options->subject, &index))
    {
      g_autofree char *plain = cal_call_plain (options->subject);

      return cal_call_refuse (call, CAL_CLI_REFUSED, call->words[0],
                              _ ("there is no subject with the id “%s”"), plain);
    }
  if (!gather (past.document, &gathering, &error))
    return cal_call_fail (call, call->words[0], error);
  if (options->subject == NULL && pack->records->len == 0)
    return cal_call_refuse (call, CAL_CLI_REFUSED, call->words[0], _ ("there is no record %ld"),
                            (glong) seq);
  return write_pack (call, pack, options->output);
}

/**
 * cal_verb_prove:
 *
 * `calibrate prove`: a record, or everything on one subject, with what proves that
 * it stands in the log.
 */
int
cal_verb_prove (CalCall *call, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "seq", 0, 0, G_OPTION_ARG_FILENAME, &options.seq, N_ ("The record to prove"), N_ ("N") },
    { "subject", 0, 0, G_OPTION_ARG_FILENAME, &options.subject,
      N_ ("The subject whose access pack is made"), N_ ("ID") },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("Where to write it"),
      N_ ("FILE") },
    { NULL },
  };
  guint64 seq = 0;

  if (!cal_call_parse (call, entries, 1, 1, argc, argv))
    return call->exit;
  if ((options.seq == NULL) == (options.subject == NULL))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                            _ ("say what is to be proved: --seq N or --subject ID"));
  if (options.seq != NULL && !cal_call_parse_number (options.seq, G_MAXINT64, &seq))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL, _ ("--seq takes a record's number"));
  return prove (call, &options, (gint64) seq);
}
