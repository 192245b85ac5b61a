/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-disclosure.h"

#include <string.h>

#include "log/cal-base64url.h"
#include "log/cal-disclosure-writer.h"
#include "log/cal-log-error.h"

/* The example of RFC 9901, section 4.2.1. Its JSON has blanks, which ours must not
 * have; the digest is over the text, whatever it says. */
#define RFC_9901 "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"

static void
test_digest (void)
{
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  char digest[CAL_DIGEST_SIZE];

  cal_disclosure_digest (hasher, RFC_9901, strlen (RFC_9901), digest);
  g_assert_cmpstr (digest, ==, "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0");
}

static void
test_refuses_other_forms (void)
{
  /* The last one is in order, so that the others fail for the right reason. */
  static const char *const cases[] = {
    "[\"AAAAAAAAAAAAAAAAAAAAAA\", \"a\", \"b\"]",
    "[\"AAAAAAAAAAAAAAAAAAAAAA\",\"a\"]",
    "[\"AAAAAAAAAAAAAAAAAAAAAA\",\"a\",\"b\",\"c\"]",
    "[\"AAAAAAAAAAAAAAAAAAAAAA\",\"a\",1]",
    "[\"AAAAAAAAAAAAAAAAAAAAAA\",\"a\",null]",
    "[\"AAAAAAAAAAAAAAAAAAAAAA\",\"a\",[[\"b\"]]]",
    "[\"AAAAAAAAAAAAAAAAAAAAAA\",\"a\",\"b\"] ",
    "[\"AAAAAAAAAAAAAAAAAAAAAB\",\"a\",\"b\"]",
    "[\"AAAAAAAAAAAAAAAAAAAAA\",\"a\",\"b\"]",
    "[\"AAAAAAAAAAAAAAAAAAAAAAAA\",\"a\",\"b\"]",
    "[\"\",\"a\",\"b\"]",
    "[\"AAAAAAAAAAAAAAAAAAAAAA\",\"a\",\"b\"]",
  };
  g_autoptr (CalDisclosure) disclosure = cal_disclosure_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      char text[256];
      gsize length = cal_base64url_encode (cases[i], strlen (cases[i]), text);
      gboolean good = i == G_N_ELEMENTS (cases) - 1;

      g_assert_cmpint (cal_disclosure_read (disclosure, text, length, &error), ==, good);
      if (!good)
        g_assert_error (error, CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_FORM);
    }
  g_assert_false (cal_disclosure_read (disclosure, RFC_9901, strlen (RFC_9901), NULL));
  g_assert_false (cal_disclosure_read (disclosure, "", 0, NULL));
}

static void
test_round_trip (void)
{
  g_autoptr (CalDisclosureWriter) writer = cal_disclosure_writer_new ();
  g_autoptr (CalDisclosure) disclosure = cal_disclosure_new ();
  g_autoptr (GString) text = g_string_new ("before");
  g_autoptr (GError) error = NULL;
  const char *const list[] = { "Zo\xc3\xab", "", "line\nbreak" };
  gsize start = text->len;

  g_assert_true (cal_disclosure_writer_text (writer, "reason", "\"why\"", text, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text->str, "before"));
  g_assert_true (cal_disclosure_read (disclosure, text->str + start, text->len - start, &error));
  g_assert_cmpstr (disclosure->name, ==, "reason");
  g_assert_false (disclosure->is_list);
  g_assert_cmpuint (disclosure->texts->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (disclosure->texts, 0), ==, "\"why\"");

  start = text->len;
  g_assert_true (cal_disclosure_writer_list (writer, "evidence", list, 3, text, &error));
  g_assert_true (cal_disclosure_read (disclosure, text->str + start, text->len - start, &error));
  g_assert_cmpstr (disclosure->name, ==, "evidence");
  g_assert_true (disclosure->is_list);
  g_assert_cmpuint (disclosure->texts->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (g_ptr_array_index (disclosure->texts, i), ==, list[i]);
}

static void
test_salts_are_fresh (void)
{
  g_autoptr (CalDisclosureWriter) writer = cal_disclosure_writer_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      g_assert_true (cal_disclosure_writer_text (writer, "actor", "same", text, NULL));
      g_assert_true (g_hash_table_add (seen, g_strdup (text->str)));
    }
}

static void
test_refuses_bad_text (void)
{
  g_autoptr (CalDisclosureWriter) writer = cal_disclosure_writer_new ();
  g_autoptr (GString) text = g_string_new ("before");
  g_autoptr (GError) error = NULL;
  const char *const list[] = { "fine", "not \xff" };

  g_assert_false (cal_disclosure_writer_text (writer, "reason", "caf\xe9", text, &error));
  g_assert_error (error, CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_TEXT);
  g_assert_nonnull (strstr (error->message, "reason"));
  g_clear_error (&error);
  g_assert_false (cal_disclosure_writer_list (writer, "evidence", list, 2, text, &error));
  g_assert_error (error, CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_TEXT);
  g_assert_cmpstr (text->str, ==, "before");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log/disclosure/digest", test_digest);
  g_test_add_func ("/log/disclosure/refuses-other-forms", test_refuses_other_forms);
  g_test_add_func ("/log/disclosure/round-trip", test_round_trip);
  g_test_add_func ("/log/disclosure/salts-are-fresh", test_salts_are_fresh);
  g_test_add_func ("/log/disclosure/refuses-bad-text", test_refuses_bad_text);
  return g_test_run ();
}
