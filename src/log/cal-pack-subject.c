/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-pack-private.h"

#include <string.h>

#include "core/cal-entry.h"
#include "core/cal-placement.h"
#include "log/cal-hash-text.h"
#include "log/cal-json-reader.h"
#include "log/cal-proof.h"
#include "log/cal-roster-row.h"
#include "log/cal-subject-map.h"

/* What has been seen of the subject so far. */
typedef struct
{
  const CalPack *pack;
  CalHasher *hasher;
  guint n_rows;
  guint64 import;
  char start[CAL_PLACEMENT_TEXT_SIZE];
  const char *place;
  guint64 n;
  const CalEntry *last;
} Story;

static gboolean
check_disclosure (const CalPack *pack, guint which, CalDisclosure *disclosure, char *start)
{
  CalPlacement ratings;

  if (!disclosure->is_list || strcmp (disclosure->name, cal_roster_row_name (which)) != 0)
    return FALSE;
  if (which == CAL_ROW_IDENTITY)
    return disclosure->texts->len == 3
           && strcmp (g_ptr_array_index (disclosure->texts, 0), pack->subject) == 0;
  if (which == CAL_ROW_ATTRIBUTES)
    return disclosure->texts->len % 2 == 0;
  if (!cal_roster_row_read_ratings (disclosure, &ratings))
    return FALSE;
  cal_placement_format (cal_placement_is_placed (ratings) ? ratings : CAL_HOLDING, start);
  return TRUE;
}

/* The attributes alone may be withheld: they may name somebody else. */
static gboolean
check_disclosures (Story *story, const CalPackRow *row, GPtrArray *digests)
{
  g_autoptr (CalDisclosure) disclosure = cal_disclosure_new ();
  char digest[CAL_DIGEST_SIZE];

  if (digests->len != CAL_ROW_N || g_strv_length (row->disclosures) != CAL_ROW_N)
    return FALSE;
  for (guint i = 0; i < CAL_ROW_N; i++)
    {
      const char *text = row->disclosures[i];

      if (*text == '\0' && i == CAL_ROW_ATTRIBUTES)
        continue;
      cal_disclosure_digest (story->hasher, text, strlen (text), digest);
      if (strcmp (digest, g_ptr_array_index (digests, i)) != 0
          || !cal_disclosure_read (disclosure, text, strlen (text), NULL)
          || !check_disclosure (story->pack, i, disclosure, story->start))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_row (Story *story, const CalPackRow *row, const CalEntry *import)
{
  g_autofree char *json = g_strdup (row->leaf);
  g_autoptr (GPtrArray) digests = g_ptr_array_new ();
  CalJsonReader reader;
  CalHash leaf;
  CalHash root;

  if (!cal_json_reader_init (&reader, json, strlen (json))
      || !cal_json_reader_skip (&reader, "{\"d\":") || !cal_json_reader_list (&reader, digests)
      || !cal_json_reader_skip (&reader, "}") || !cal_json_reader_at_end (&reader)
      || !check_disclosures (story, row, digests) || import->values[CAL_IMPORT_ROOT].text == NULL
      || !cal_hash_from_base64url (import->values[CAL_IMPORT_ROOT].text, &root))
    return FALSE;
  cal_hasher_leaf (story->hasher, row->leaf, strlen (row->leaf), &leaf);
  return cal_proof_check_inclusion ((const CalHash *) row->inclusion->data, row->inclusion->len,
                                    row->index, row->size, &leaf, &root, story->hasher);
}

static gboolean
is_seq (const char *text, gboolean any, guint64 seq)
{
  g_autofree char *expected = any ? g_strdup_printf ("%" G_GUINT64_FORMAT, seq) : g_strdup ("");

  return strcmp (text, expected) == 0;
}

/* Every import has the subject's row of it beside it, in the same order. */
static gboolean
take_import (Story *story, const CalEntry *entry, char **why)
{
  const CalPack *pack = story->pack;
  const CalPackRow *row =
      story->n_rows < pack->rows->len ? g_ptr_array_index (pack->rows, story->n_rows) : NULL;

  if (row == NULL || row->import != entry->seq)
    return cal_pack_refuse (why, "the subject's row in the import of record # is left out",
                            entry->seq);
  if (!check_row (story, row, entry))
    return cal_pack_refuse (why, "the row is not the subject's, or not in the import of record #",
                            entry->seq);
  story->n_rows++;
  story->import = entry->seq;
  if (story->last == NULL)
    story->place = story->start;
  return TRUE;
}

/* Each of the subject's decisions names the one before it, and starts where that,
 * or else the latest import, had put them. */
static gboolean
take_decision (Story *story, const CalEntry *entry, char **why)
{
  char **change = entry->values[CAL_DECISION_CHANGE].list;
  const CalEntry *last = story->last;

  if (g_strcmp0 (entry->values[CAL_DECISION_SUBJECT].text, story->pack->subject) != 0)
    return cal_pack_refuse (why, "record # is not shown to be of this subject", entry->seq);
  if (change == NULL || g_strv_length (change) != CAL_CHANGE_N)
    return cal_pack_refuse (why, "record # does not show its change", entry->seq);
  if (!is_seq (change[CAL_CHANGE_PREVIOUS], last != NULL, last != NULL ? last->seq : 0))
    return cal_pack_refuse (why, "a decision before record # is left out", entry->seq);
  if (g_strcmp0 (change[CAL_CHANGE_FROM], story->place) != 0)
    return cal_pack_refuse (why, "record # does not start where the subject stood before it",
                            entry->seq);
  story->last = entry;
  story->place = change[CAL_CHANGE_TO];
  story->n++;
  return TRUE;
}

/* What the leaf has to say is what was seen up to its seal. */
static gboolean
is_counted (const Story *story, guint64 n, guint64 last, const char *final)
{
  return n == story->n && g_strcmp0 (final, story->place) == 0
         && last == (story->last != NULL ? story->last->seq : story->import);
}

static gboolean
check_leaf (const Story *story, const CalEntry *seal, char **why)
{
  const CalPack *pack = story->pack;
  char **parts = seal->values[CAL_FINALISED_SEAL].list;
  g_autofree char *subject = NULL;
  g_autofree char *final = NULL;
  guint64 n;
  guint64 last;
  CalHash root;
  CalHash leaf;

  if (pack->leaf == NULL || pack->opening == NULL || parts == NULL || g_strv_length (parts) != 3
      || !cal_hash_from_base64url (parts[2], &root))
    return cal_pack_refuse (why, "the seal of record # shows no map", seal->seq);
  cal_hasher_leaf (story->hasher, pack->leaf, strlen (pack->leaf), &leaf);
  if (!cal_proof_check_inclusion ((const CalHash *) pack->leaf_inclusion->data,
                                  pack->leaf_inclusion->len, pack->leaf_index, pack->map_size,
                                  &leaf, &root, story->hasher))
    return cal_pack_refuse (why, "the count is not in the map of the seal of record #", seal->seq);
  if (!cal_subject_map_open (pack->leaf, pack->opening, story->hasher, &subject, &final, &n, &last)
      || strcmp (subject, pack->subject) != 0)
    return cal_pack_refuse (why, "the count of the seal of record # is somebody else's", seal->seq);
  if (!is_counted (story, n, last, final))
    return cal_pack_refuse (why, "the decisions are not those that the seal of record # counts",
                            seal->seq);
  return TRUE;
}

/* What cal_pack_check() demands of a subject's pack beyond its records' proofs. */
gboolean
cal_pack_check_subject (const CalPack *pack, GPtrArray *entries, char **why)
{
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  Story story = { .pack = pack, .hasher = hasher };
  const CalEntry *seal = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const CalEntry *entry = g_ptr_array_index (entries, i);

      if (entry->kind == CAL_KIND_SESSION_FINALISED && seal == NULL)
        {
          seal = entry;
          if (!check_leaf (&story, seal, why))
            return FALSE;
        }
      else if (entry->kind == CAL_KIND_ROSTER_IMPORTED)
        {
          if (!take_import (&story, entry, why))
            return FALSE;
        }
      else if (entry->kind != CAL_KIND_MOVED && entry->kind != CAL_KIND_KEPT)
        return cal_pack_refuse (why, "record # has no place in a subject's pack", entry->seq);
      else if (!take_decision (&story, entry, why))
        return FALSE;
    }
  if (story.n_rows != pack->rows->len)
    return cal_pack_refuse (why, "the import that one of the rows is of is left out", 0);
  return seal != NULL || pack->leaf == NULL
         || cal_pack_refuse (why, "the seal that counts the decisions is left out", 0);
}
