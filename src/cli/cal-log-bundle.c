/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-log-bundle.h"

#include "log/cal-hash-text.h"
#include "log/cal-json.h"
#include "log/cal-record-reader.h"
#include "log/cal-sshsig.h"

/* What an auditor reads first. English, as the files themselves are. */
static const char read_me[] =
    "An audit bundle of Calibrate: a whole decision log, to be checked without Calibrate.\n"
    "\n"
    "records.jsonl       the records, one a line: the exact bytes that are hashed\n"
    "disclosures.jsonl   each record's disclosures, one list a line\n"
    "roster-N.jsonl      the people of the import with record N: leaf hash, three disclosures\n"
    "map-N.jsonl         the subject map of the seal with record N: leaf, and what opens it\n"
    "seal-N.checkpoint   the three lines that were signed\n"
    "seal-N.0.sig        the signature; .1.sig a witness's\n"
    "checkpoint.txt      the three lines for the whole log as it is\n"
    "\n"
    "An empty text stands where something was erased: a later record, of the kind \"erased\",\n"
    "names each such disclosure by its digest, a row of a roster by its leaf's hash, and what\n"
    "opens a leaf of a subject map by the leaf's \"subject\". Nothing else may be missing.\n"
    "\n"
    "Who signed? Put the key that you were given, not one from here, into a file\n"
    "allowed_signers (a line: WHO KEYTYPE KEY), and then:\n"
    "\n"
    "  ssh-keygen -Y verify -f allowed_signers -I WHO -n checkpoint@calibrate.example.com \\\n"
    "    -s seal-N.0.sig < seal-N.checkpoint\n"
    "\n"
    "Is all of it the log that was signed? With Python 3 and verify_calibrate.py, which\n"
    "comes with Calibrate and is short enough to be read:\n"
    "\n"
    "  python3 verify_calibrate.py . --allowed-signers allowed_signers --identity WHO\n"
    "\n"
    "Is a disclosure the one that a record names? The digest of the text in the record is\n"
    "\n"
    "  printf %s TEXT | openssl dgst -sha256 -binary | basenc --base64url | tr -d =\n"
    "\n"
    "What no bundle can show: that a sealed end was not cut off, that records after the last\n"
    "seal were not cut off, or that this is not an older copy. Compare checkpoint.txt with a\n"
    "size and root printed or kept elsewhere; with the three lines of an earlier checkpoint in\n"
    "a file, add --checkpoint FILE.\n";

typedef struct
{
  GString *records;
  GString *disclosures;
  CalRecordReader *reader;
  GArray *imports;
} Gathering;

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

  g_string_append_len (gathering->records, bytes, (gssize) length);
  g_string_append_c (gathering->records, '\n');
  cal_json_append_list (gathering->disclosures, disclosures, g_strv_length ((char **) disclosures));
  g_string_append_c (gathering->disclosures, '\n');
  if (entry != NULL && cal_kind_has_rows (entry->kind))
    g_array_append_val (gathering->imports, seq);
  return TRUE;
}

static void
on_row_cb (const CalHash *leaf, const char *const *disclosures, gpointer user_data)
{
  GString *rows = user_data;
  char hex[CAL_HASH_HEX_SIZE];
  const char *const parts[] = { cal_hash_to_hex (leaf, hex), disclosures[0], disclosures[1],
                                disclosures[2] };

  cal_json_append_list (rows, parts, G_N_ELEMENTS (parts));
  g_string_append_c (rows, '\n');
}

static GString *
add_file (CalBundle *bundle, const char *format, guint64 seq)
{
  g_auto (GStrv) parts = g_strsplit (format, "#", 2);
  g_autofree char *name = g_strdup_printf ("%s%" G_GUINT64_FORMAT "%s", parts[0], seq, parts[1]);

  return cal_bundle_add (bundle, name);
}

static gboolean
add_rosters (CalBundle *bundle, CalDocument *document, GArray *imports, GError **error)
{
  for (guint i = 0; i < imports->len; i++)
    {
      guint64 seq = g_array_index (imports, guint64, i);

      if (!cal_document_foreach_row (document, seq, on_row_cb,
                                     add_file (bundle, "roster-#.jsonl", seq), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_map (CalBundle *bundle, CalDocument *document, guint64 seq, GError **error)
{
  g_autoptr (CalSubjectMap) map = cal_document_subject_map (document, seq, error);
  GString *lines;

  if (map == NULL)
    return FALSE;
  lines = add_file (bundle, "map-#.jsonl", seq);
  for (guint i = 0; i < map->leaves->len; i++)
    {
      const CalMapLeaf *leaf = &g_array_index (map->leaves, CalMapLeaf, i);
      const char *const parts[] = { leaf->leaf, leaf->opening != NULL ? leaf->opening : "" };

      cal_json_append_list (lines, parts, G_N_ELEMENTS (parts));
      g_string_append_c (lines, '\n');
    }
  return TRUE;
}

static gboolean
add_seal (CalBundle *bundle, CalDocument *document, guint64 seq, GError **error)
{
  g_autofree char *checkpoint = cal_document_checkpoint_at (document, seq + 1, error);
  g_autoptr (GPtrArray) signatures =
      checkpoint != NULL ? cal_document_signatures (document, seq, error) : NULL;

  if (signatures == NULL || !add_map (bundle, document, seq, error))
    return FALSE;
  g_string_append (add_file (bundle, "seal-#.checkpoint", seq), checkpoint);
  for (guint i = 0; i < signatures->len; i++)
    {
      g_autofree char *armour = cal_sshsig_to_armour (g_ptr_array_index (signatures, i));
      g_autofree char *format = g_strdup_printf ("seal-#.%u.sig", i);

      g_string_append (add_file (bundle, format, seq), armour);
    }
  return TRUE;
}

/**
 * cal_log_bundle_fill:
 * @bundle: an empty bundle
 * @document: the document
 * @error: return location
 *
 * Puts a whole log into an audit bundle, as it stands and unchecked.
 *
 * Returns: %FALSE with a #CalStoreError
 */
gboolean
cal_log_bundle_fill (CalBundle *bundle, CalDocument *document, GError **error)
{
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();
  g_autoptr (GArray) imports = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GArray) seals = cal_document_seals (document, error);
  g_autofree char *checkpoint = seals != NULL ? cal_document_checkpoint (document, error) : NULL;
  Gathering gathering = { NULL, NULL, reader, imports };

  if (checkpoint == NULL)
    return FALSE;
  g_string_append (cal_bundle_add (bundle, "README.txt"), read_me);
  g_string_append (cal_bundle_add (bundle, "checkpoint.txt"), checkpoint);
  gathering.records = cal_bundle_add (bundle, "records.jsonl");
  gathering.disclosures = cal_bundle_add (bundle, "disclosures.jsonl");
  if (!cal_document_foreach_record (document, on_record_cb, &gathering, error)
      || !add_rosters (bundle, document, imports, error))
    return FALSE;
  for (guint i = 0; i < seals->len; i++)
    if (!add_seal (bundle, document, g_array_index (seals, guint64, i), error))
      return FALSE;
  return TRUE;
}
