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
 * cal_roster_row_leaf:
 * @hasher: a hasher
 * @texts: the person's disclosures
 * @lengths: their lengths
 * @leaf: (out): the leaf's hash: RFC 6962's, over the canonical JSON
 *   `{"d":[identity, ratings, attributes]}` of their digests
 */
void
cal_roster_row_leaf (CalHasher *hasher,
                     const char *const texts[CAL_ROW_N],
                     const gsize lengths[CAL_ROW_N],
                     CalHash *leaf)
{
  char json[6 + CAL_ROW_N * (CAL_DIGEST_SIZE + 2) + 3] = "{\"d\":[";
  char *at = json + 6;

  for (guint i = 0; i < CAL_ROW_N; i++)
    {
      if (i > 0)
        *at++ = ',';
      *at++ = '"';
      cal_disclosure_digest (hasher, texts[i], lengths[i], at);
      at += CAL_DIGEST_SIZE - 1;
      *at++ = '"';
    }
  *at++ = ']';
  *at++ = '}';
  cal_hasher_leaf (hasher, json, (gsize) (at - json), leaf);
}
