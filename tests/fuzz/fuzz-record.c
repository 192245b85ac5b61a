/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The parsers of the decision log. The first byte says which; whatever one of
 * them accepts must be what the program would write again, byte for byte. */
#include <string.h>

#include "log/cal-base64url.h"
#include "log/cal-disclosure.h"
#include "log/cal-json.h"
#include "log/cal-record-reader.h"
#include "log/cal-record-head.h"
#include "log/cal-roster-builder.h"
#include "log/cal-rules-text.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
assert_bytes (const GString *written, const char *bytes, gsize length)
{
  g_assert_cmpmem (written->str, written->len, bytes, length);
}

static void
check_base64url (const char *bytes, gsize length)
{
  g_autofree guint8 *decoded = g_malloc (length + 1);
  g_autofree char *encoded = g_malloc (length + 4);
  gsize n;

  if (cal_base64url_decode (bytes, length, decoded, &n))
    {
      gsize written = cal_base64url_encode (decoded, n, encoded);

      g_assert_cmpmem (encoded, written, bytes, length);
    }
}

static void
check_disclosure (const char *bytes, gsize length)
{
  g_autoptr (CalDisclosure) disclosure = cal_disclosure_new ();
  g_autoptr (GString) json = g_string_new ("[");
  g_autoptr (GString) text = g_string_new (NULL);

  if (!cal_disclosure_read (disclosure, bytes, length, NULL))
    return;
  cal_json_append_text (json, disclosure->salt);
  g_string_append_c (json, ',');
  cal_json_append_text (json, disclosure->name);
  g_string_append_c (json, ',');
  if (disclosure->is_list)
    cal_json_append_list (json, (const char *const *) disclosure->texts->pdata,
                          disclosure->texts->len);
  else
    cal_json_append_text (json, g_ptr_array_index (disclosure->texts, 0));
  g_string_append_c (json, ']');
  g_string_set_size (text, CAL_BASE64URL_LENGTH (json->len));
  cal_base64url_encode (json->str, json->len, text->str);
  assert_bytes (text, bytes, length);
}

/* As JSON in clear, so that mutations reach beyond base64url. */
static void
check_disclosed_json (const char *bytes, gsize length)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_set_size (text, CAL_BASE64URL_LENGTH (length));
  cal_base64url_encode (bytes, length, text->str);
  check_disclosure (text->str, text->len);
}

static void
check_record (const char *bytes, gsize length)
{
  g_autoptr (CalRecordHead) head = cal_record_head_new ();
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();
  g_autoptr (GString) written = g_string_new (NULL);
  g_autoptr (CalEntry) entry = NULL;
  g_autoptr (GError) error = NULL;
  const char *const none[] = { NULL };

  if (!cal_record_head_read (head, bytes, length, NULL))
    return;
  cal_record_head_write (head, written, &error);
  g_assert_no_error (error);
  assert_bytes (written, bytes, length);

  entry = cal_record_reader_read (reader, bytes, length, none, &error);
  g_assert_true ((entry == NULL) == (error != NULL));
  if (entry != NULL)
    g_assert_cmpuint (entry->seq, ==, head->seq);
}

static void
check_rules (const char *bytes, gsize length)
{
  g_autofree char *text = g_strndup (bytes, length);
  g_autoptr (CalRules) rules = cal_rules_from_text (text, NULL);

  if (rules != NULL)
    {
      g_autofree char *written = cal_rules_to_text (rules);

      g_assert_cmpstr (written, ==, text);
    }
}

/* Three lines of JSON: a person of a roster. */
static void
check_roster (const char *bytes, gsize length)
{
  g_autofree char *text = g_strndup (bytes, length);
  g_auto (GStrv) lines = g_strsplit (text, "\n", CAL_ROW_N);
  g_autoptr (CalRosterBuilder) builder = cal_roster_builder_new (FALSE);
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  char *encoded[CAL_ROW_N];
  gsize lengths[CAL_ROW_N];
  CalHash leaf;

  if (g_strv_length (lines) != CAL_ROW_N)
    return;
  for (guint i = 0; i < CAL_ROW_N; i++)
    {
      encoded[i] = g_malloc (CAL_BASE64URL_LENGTH (strlen (lines[i])) + 1);
      lengths[i] = cal_base64url_encode (lines[i], strlen (lines[i]), encoded[i]);
    }
  cal_roster_row_leaf (hasher, (const char *const *) encoded, lengths, &leaf);
  if (cal_roster_builder_add (builder, (const char *const *) encoded, lengths, &leaf, NULL))
    {
      g_autoptr (CalRoster) roster = cal_roster_builder_steal (builder);

      g_assert_cmpuint (cal_roster_n_subjects (roster), ==, 1);
      g_assert_cmpstr (cal_roster_subject (roster, 0)->id, !=, "");
    }
  for (guint i = 0; i < CAL_ROW_N; i++)
    g_free (encoded[i]);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static void (*const checks[]) (const char *bytes, gsize length) = {
    check_base64url, check_disclosure, check_disclosed_json,
    check_record,    check_rules,      check_roster,
  };

  if (size > 0)
    checks[data[0] % G_N_ELEMENTS (checks)]((const char *) data + 1, size - 1);
  return 0;
}
