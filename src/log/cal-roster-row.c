/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-roster-row.h"

#include <string.h>

/**
 * cal_roster_row_name:
 * @disclosure: %CAL_ROW_IDENTITY and so on
 *
 * Returns: its name
 */
const char *
cal_roster_row_name (guint disclosure)
{
  static const char *const names[CAL_ROW_N] = {
    [CAL_ROW_IDENTITY] = "identity",
    [CAL_ROW_RATINGS] = "ratings",
    [CAL_ROW_ATTRIBUTES] = "attributes",
  };

  g_return_val_if_fail (disclosure < CAL_ROW_N, NULL);

  return names[disclosure];
}

/**
 * cal_roster_row_json:
 * @hasher: a hasher
 * @texts: the person's disclosures, or the digest of one that is withheld: no
 *   disclosure is as short
 * @lengths: their lengths
 * @json: (out): the leaf, the canonical JSON `{"d":[identity, ratings, attributes]}`
 *   of their digests
 */
void
cal_roster_row_json (CalHasher *hasher,
                     const char *const texts[CAL_ROW_N],
                     const gsize lengths[CAL_ROW_N],
                     char json[CAL_ROW_JSON_SIZE])
{
  char *at = g_stpcpy (json, "{\"d\":[");

  for (guint i = 0; i < CAL_ROW_N; i++)
    {
      if (i > 0)
        *at++ = ',';
      *at++ = '"';
      if (lengths[i] == CAL_DIGEST_SIZE - 1)
        memcpy (at, texts[i], CAL_DIGEST_SIZE - 1);
      else
        cal_disclosure_digest (hasher, texts[i], lengths[i], at);
      at += CAL_DIGEST_SIZE - 1;
      *at++ = '"';
    }
  strcpy (at, "]}");
}

/**
 * cal_roster_row_leaf:
 * @hasher: a hasher
 * @texts: the person's disclosures
 * @lengths: their lengths
 * @leaf: (out): the leaf's hash: RFC 6962's, over cal_roster_row_json()
 */
void
cal_roster_row_leaf (CalHasher *hasher,
                     const char *const texts[CAL_ROW_N],
                     const gsize lengths[CAL_ROW_N],
                     CalHash *leaf)
{
  char json[CAL_ROW_JSON_SIZE];

  cal_roster_row_json (hasher, texts, lengths, json);
  cal_hasher_leaf (hasher, json, strlen (json), leaf);
}

static gboolean
read_level (const char *text, guint8 *level)
{
  *level = *text == '\0' ? 0 : (guint8) (*text - '0');
  return *text == '\0' || (*text >= '1' && *text <= '0' + CAL_MAX_LEVELS && text[1] == '\0');
}

/**
 * cal_roster_row_read_ratings:
 * @disclosure: a person's ratings, as read
 * @ratings: (out): the levels, 0 for none
 *
 * Returns: whether they are a level or none on each axis
 */
gboolean
cal_roster_row_read_ratings (const CalDisclosure *disclosure, CalPlacement *ratings)
{
  return disclosure->texts->len == 2
         && read_level (g_ptr_array_index (disclosure->texts, 0), &ratings->performance)
         && read_level (g_ptr_array_index (disclosure->texts, 1), &ratings->potential);
}
