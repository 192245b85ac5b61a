/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-roster-builder.h"

#include <string.h>

#include "log/cal-log-error.h"
#include "log/cal-roster-header.h"

struct _CalRosterBuilder
{
  CalRoster *roster;
  CalHasher *hasher;
  CalDisclosure *rows[CAL_ROW_N];
  GPtrArray *headers;
  GPtrArray *values;
};

/**
 * cal_roster_builder_new:
 * @ratings: whether ids may come again, as in ratings from elsewhere than the
 *   roster
 *
 * Returns: (transfer full): a builder
 */
CalRosterBuilder *
cal_roster_builder_new (gboolean ratings)
{
  CalRosterBuilder *builder = g_new0 (CalRosterBuilder, 1);

  builder->roster = ratings ? cal_roster_new_ratings () : cal_roster_new ();
  builder->hasher = cal_hasher_new ();
  for (guint i = 0; i < CAL_ROW_N; i++)
    builder->rows[i] = cal_disclosure_new ();
  builder->headers = g_ptr_array_new_with_free_func (g_free);
  builder->values = g_ptr_array_new ();
  return builder;
}

void
cal_roster_builder_free (CalRosterBuilder *builder)
{
  if (builder == NULL)
    return;
  g_clear_pointer (&builder->roster, cal_roster_unref);
  cal_hasher_free (builder->hasher);
  for (guint i = 0; i < CAL_ROW_N; i++)
    cal_disclosure_free (builder->rows[i]);
  g_ptr_array_unref (builder->headers);
  g_ptr_array_unref (builder->values);
  g_free (builder);
}

static const char *
text_of (const CalRosterBuilder *builder, guint row, guint position)
{
  return g_ptr_array_index (builder->rows[row]->texts, position);
}

/* The first person's headers are the roster's columns; everybody has the same. */
static gboolean
take_attributes (CalRosterBuilder *builder)
{
  guint n = builder->rows[CAL_ROW_ATTRIBUTES]->texts->len / 2;
  gboolean first = cal_roster_n_subjects (builder->roster) == 0;

  if (builder->rows[CAL_ROW_ATTRIBUTES]->texts->len % 2 != 0
      || (!first && n != builder->headers->len))
    return FALSE;
  g_ptr_array_set_size (builder->values, 0);
  for (guint i = 0; i < n; i++)
    {
      const char *header = text_of (builder, CAL_ROW_ATTRIBUTES, 2 * i);

      if (first)
        {
          const char *name;
          CalField field = cal_roster_header_read (header, &name);

          cal_roster_add_column (builder->roster, field, name);
          g_ptr_array_add (builder->headers, g_strdup (header));
        }
      else if (strcmp (header, g_ptr_array_index (builder->headers, i)) != 0)
        return FALSE;
      g_ptr_array_add (builder->values,
                       (gpointer) text_of (builder, CAL_ROW_ATTRIBUTES, 2 * i + 1));
    }
  return TRUE;
}

static gboolean
read_rows (CalRosterBuilder *builder,
           const char *const texts[CAL_ROW_N],
           const gsize lengths[CAL_ROW_N],
           GError **error)
{
  for (guint i = 0; i < CAL_ROW_N; i++)
    {
      CalDisclosure *row = builder->rows[i];

      if (texts[i] == NULL)
        continue;
      if (!cal_disclosure_read (row, texts[i], lengths[i], error))
        return FALSE;
      if (!row->is_list || strcmp (row->name, cal_roster_row_name (i)) != 0)
        {
          g_set_error (error, CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_DISCLOSURE,
                       "the %s is a disclosure of another field", cal_roster_row_name (i));
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * cal_roster_builder_add:
 * @texts: a person's disclosures; that of their attributes may be %NULL for all but
 *   the first, who tells the columns, and is then not read for now
 * @lengths: their lengths
 * @leaf: (nullable): the leaf's hash that they must agree with; %NULL where they are
 *   not checked for now
 * @error: return location
 *
 * Adds the next person of the roster.
 *
 * Returns: %FALSE with %CAL_LOG_ERROR_BAD_DISCLOSURE or %CAL_LOG_ERROR_BAD_FORM
 */
gboolean
cal_roster_builder_add (CalRosterBuilder *builder,
                        const char *const texts[CAL_ROW_N],
                        const gsize lengths[CAL_ROW_N],
                        const CalHash *leaf,
                        GError **error)
{
  CalPlacement ratings;
  CalHash hash;

  g_return_val_if_fail (builder->roster != NULL, FALSE);

  if (leaf != NULL)
    cal_roster_row_leaf (builder->hasher, texts, lengths, &hash);
  if (leaf != NULL && memcmp (hash.bytes, leaf->bytes, CAL_HASH_SIZE) != 0)
    {
      g_set_error_literal (error, CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_DISCLOSURE,
                           "it does not fit its leaf hash");
      return FALSE;
    }
  if (!read_rows (builder, texts, lengths, error))
    return FALSE;
  if (builder->rows[CAL_ROW_IDENTITY]->texts->len == 3
      && *text_of (builder, CAL_ROW_IDENTITY, 0) != '\0'
      && cal_roster_row_read_ratings (builder->rows[CAL_ROW_RATINGS], &ratings)
      && (texts[CAL_ROW_ATTRIBUTES] == NULL || take_attributes (builder))
      && cal_roster_add (
          builder->roster, text_of (builder, CAL_ROW_IDENTITY, 0),
          text_of (builder, CAL_ROW_IDENTITY, 1), text_of (builder, CAL_ROW_IDENTITY, 2), ratings,
          texts[CAL_ROW_ATTRIBUTES] != NULL ? (const char *const *) builder->values->pdata : NULL))
    return TRUE;
  g_set_error_literal (error, CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_DISCLOSURE,
                       "its parts do not make a person of this roster");
  return FALSE;
}

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_DISCLOSURE, why);
  return FALSE;
}

/**
 * cal_roster_builder_add_redacted:
 * @texts: the digests of identity and attributes, and the disclosure of the ratings
 * @lengths: their lengths
 * @person: (array zero-terminated=1): pseudonyms for id, name and rater
 * @leaf: the leaf's hash that they must agree with
 * @error: return location
 *
 * Adds the next person of a redacted roster, who has no attributes.
 *
 * Returns: %FALSE with %CAL_LOG_ERROR_BAD_DISCLOSURE or %CAL_LOG_ERROR_BAD_FORM
 */
gboolean
cal_roster_builder_add_redacted (CalRosterBuilder *builder,
                                 const char *const texts[CAL_ROW_N],
                                 const gsize lengths[CAL_ROW_N],
                                 char **person,
                                 const CalHash *leaf,
                                 GError **error)
{
  CalDisclosure *row = builder->rows[CAL_ROW_RATINGS];
  CalPlacement ratings;
  CalHash hash;

  cal_roster_row_leaf (builder->hasher, texts, lengths, &hash);
  if (memcmp (hash.bytes, leaf->bytes, CAL_HASH_SIZE) != 0)
    return refuse (error, "it does not fit its leaf hash");
  if (lengths[CAL_ROW_IDENTITY] != CAL_DIGEST_SIZE - 1
      || lengths[CAL_ROW_ATTRIBUTES] != CAL_DIGEST_SIZE - 1)
    return refuse (error, "it is not redacted");
  if (!cal_disclosure_read (row, texts[CAL_ROW_RATINGS], lengths[CAL_ROW_RATINGS], error))
    return FALSE;
  return (row->is_list && strcmp (row->name, cal_roster_row_name (CAL_ROW_RATINGS)) == 0
          && cal_roster_row_read_ratings (row, &ratings) && g_strv_length (person) == 3
          && *person[0] != '\0'
          && cal_roster_add (builder->roster, person[0], person[1], person[2], ratings, NULL))
         || refuse (error, "its parts do not make a person of this roster");
}

/**
 * cal_roster_builder_add_gap:
 * @erased_by: the number of the `erased` entry
 *
 * Notes that the next person of the roster has been erased.
 */
void
cal_roster_builder_add_gap (CalRosterBuilder *builder, guint64 erased_by)
{
  g_return_if_fail (builder->roster != NULL);

  cal_roster_add_gap (builder->roster, erased_by);
}

/**
 * cal_roster_builder_steal:
 *
 * Returns: (transfer full): the roster; nobody can be added any more
 */
CalRoster *
cal_roster_builder_steal (CalRosterBuilder *builder)
{
  return g_steal_pointer (&builder->roster);
}
