/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-erasures.h"

#include "log/cal-hash-text.h"

typedef struct
{
  guint64 erased_by;
  gboolean met;
} Named;

struct _CalErasures
{
  GHashTable *digests;
  GHashTable *entries;
  guint64 last;
};

CalErasures *
cal_erasures_new (void)
{
  CalErasures *erasures = g_new0 (CalErasures, 1);

  erasures->digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  erasures->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return erasures;
}

void
cal_erasures_free (CalErasures *erasures)
{
  if (erasures == NULL)
    return;
  g_hash_table_unref (erasures->digests);
  g_hash_table_unref (erasures->entries);
  g_free (erasures);
}

/**
 * cal_erasures_add:
 * @entry: an `erased` entry
 * @why: (out): what is wrong with it
 *
 * Its `digests` name a disclosure by its digest, a row of a roster by its leaf's
 * hash, and what opens a leaf of a subject map by the leaf's `subject`.
 *
 * Returns: whether it names something, all in canonical form, and nothing that was
 *   named before
 */
gboolean
cal_erasures_add (CalErasures *erasures, const CalEntry *entry, const char **why)
{
  char **digests = entry->kind == CAL_KIND_ERASED ? entry->values[CAL_ERASED_DIGESTS].list : NULL;

  *why = "it does not say what it erased";
  if (digests == NULL || *digests == NULL)
    return FALSE;
  for (; *digests != NULL; digests++)
    {
      Named *named = g_new0 (Named, 1);
      CalHash hash;

      named->erased_by = entry->seq;
      *why = "what it names is no digest, or was named before";
      if (!cal_hash_from_base64url (*digests, &hash)
          || g_hash_table_contains (erasures->digests, *digests))
        {
          g_free (named);
          return FALSE;
        }
      g_hash_table_insert (erasures->digests, g_strdup (*digests), named);
    }
  g_hash_table_add (erasures->entries, g_memdup2 (&entry->seq, sizeof entry->seq));
  erasures->last = MAX (erasures->last, entry->seq);
  return TRUE;
}

/**
 * cal_erasures_n:
 *
 * Returns: how many `erased` entries there are
 */
guint
cal_erasures_n (const CalErasures *erasures)
{
  return g_hash_table_size (erasures->entries);
}

/**
 * cal_erasures_n_digests:
 *
 * Returns: how many digests they name
 */
guint
cal_erasures_n_digests (const CalErasures *erasures)
{
  return g_hash_table_size (erasures->digests);
}

/**
 * cal_erasures_last:
 *
 * Returns: the latest `erased` entry, 0 for none
 */
guint64
cal_erasures_last (const CalErasures *erasures)
{
  return erasures->last;
}

gboolean
cal_erasures_has (const CalErasures *erasures, guint64 seq)
{
  return g_hash_table_contains (erasures->entries, &seq);
}

/**
 * cal_erasures_meet:
 * @digest: of something that is missing
 *
 * Returns: the `erased` entry that names it, 0 for none
 */
guint64
cal_erasures_meet (CalErasures *erasures, const char *digest)
{
  Named *named = g_hash_table_lookup (erasures->digests, digest);

  if (named == NULL)
    return 0;
  named->met = TRUE;
  return named->erased_by;
}

/**
 * cal_erasures_find_unmet:
 * @erased_by: (out): the first `erased` entry that names such a thing
 *
 * Returns: whether something is named that was not found missing: it still stands,
 *   or never was
 */
gboolean
cal_erasures_find_unmet (const CalErasures *erasures, guint64 *erased_by)
{
  GHashTableIter iter;
  gpointer value;

  *erased_by = G_MAXUINT64;
  g_hash_table_iter_init (&iter, erasures->digests);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (!((const Named *) value)->met)
      *erased_by = MIN (*erased_by, ((const Named *) value)->erased_by);
  return *erased_by != G_MAXUINT64;
}

/**
 * cal_erasures_may_take:
 *
 * Of a decision and of a legal hold goes everything but who recorded it; of an
 * import the file and the totals, from which a rating could be had by subtraction.
 * Nothing goes of any other kind.
 *
 * Returns: whether an erasure takes that field
 */
gboolean
cal_erasures_may_take (CalKind kind, guint field)
{
  if (cal_kind_has_rows (kind))
    return field == CAL_IMPORT_FILE || field == CAL_IMPORT_TOTALS;
  switch ((guint) kind)
    {
    case CAL_KIND_MOVED:
    case CAL_KIND_KEPT:
      return field != CAL_DECISION_ACTOR;
    case CAL_KIND_HOLD_SET:
    case CAL_KIND_HOLD_LIFTED:
      return field != CAL_HOLD_ACTOR;
    default:
      return FALSE;
    }
}

/**
 * cal_erasures_excuse:
 * @entry: an entry that has just been read; if it was erased it then says by which
 *   entry
 * @reader: what read it
 * @field: (out): the field for which there is no excuse
 * @why: (out): what is wrong with it
 *
 * Whether every value that is missing was taken by one `erased` entry after it, and
 * that took all it may: neither half a decision nor another field can be left out.
 *
 * Returns: whether nothing is missing without an excuse
 */
gboolean
cal_erasures_excuse (CalErasures *erasures,
                     CalEntry *entry,
                     const CalRecordReader *reader,
                     const char **field,
                     const char **why)
{
  guint n_fields;
  const CalFieldSpec *fields = cal_kind_fields (entry->kind, &n_fields);
  guint n_missing = 0;
  guint n_takable = 0;

  for (guint i = 0; i < n_fields; i++)
    {
      guint64 erased_by;

      n_takable += cal_erasures_may_take (entry->kind, i);
      if (entry->values[i].text != NULL || entry->values[i].list != NULL)
        continue;
      *field = fields[i].name;
      *why = "its disclosure is missing, and no record says that it was erased";
      erased_by = cal_erasures_meet (erasures, cal_record_reader_digest (reader, i));
      if (erased_by <= entry->seq || !cal_erasures_may_take (entry->kind, i))
        return FALSE;
      *why = "it was not erased together with the rest";
      if (n_missing++ > 0 && erased_by != entry->erased_by)
        return FALSE;
      entry->erased_by = erased_by;
    }
  return n_missing == 0 || n_missing == n_takable;
}
