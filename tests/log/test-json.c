/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-json.h"

#include <string.h>

#include "log/cal-json-reader.h"

static char *
written (const char *text)
{
  GString *json = g_string_new (NULL);

  cal_json_append_text (json, text);
  return g_string_free (json, FALSE);
}

static char *
read_text (const char *json)
{
  g_autofree char *bytes = g_strdup (json);
  CalJsonReader reader;
  char *text;

  if (!cal_json_reader_init (&reader, bytes, strlen (bytes)))
    return NULL;
  text = cal_json_reader_text (&reader);
  return cal_json_reader_at_end (&reader) ? g_strdup (text) : NULL;
}

/* RFC 8785, section 3.2.2.2, and what other libraries escape though it does not. */
static void
test_escapes (void)
{
  static const struct
  {
    const char *text;
    const char *json;
  } cases[] = {
    { "", "\"\"" },
    { "plain", "\"plain\"" },
    { "\b\t\n\f\r\"\\", "\"\\b\\t\\n\\f\\r\\\"\\\\\"" },
    { "\x01\x07\x0b\x0e\x0f\x1f", "\"\\u0001\\u0007\\u000b\\u000e\\u000f\\u001f\"" },
    { "\x7f", "\"\x7f\"" },
    { "\xe2\x80\xa8\xe2\x80\xa9", "\"\xe2\x80\xa8\xe2\x80\xa9\"" },
    { "/<>&'", "\"/<>&'\"" },
    { "\xe2\x82\xac$\x0f\nA'B\"\\\"/", "\"\xe2\x82\xac$\\u000f\\nA'B\\\"\\\\\\\"/\"" },
    { "\xf0\x9f\x8c\xb1 e\xcc\x81", "\"\xf0\x9f\x8c\xb1 e\xcc\x81\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = written (cases[i].text);
      g_autofree char *text = read_text (cases[i].json);

      g_assert_cmpstr (json, ==, cases[i].json);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_random_texts (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *json = NULL;
      g_autofree char *back = NULL;

      for (gint n = g_test_rand_int_range (0, 40); n > 0; n--)
        {
          gunichar c =
              (gunichar) (g_test_rand_int_range (0, 2) == 0 ? g_test_rand_int_range (1, 0x80)
                                                            : g_test_rand_int_range (1, 0x110000));

          if (g_unichar_validate (c))
            g_string_append_unichar (text, c);
        }
      json = written (text->str);
      back = read_text (json);
      g_assert_cmpstr (back, ==, text->str);
    }
}

static void
test_refuses_other_forms (void)
{
  static const char *const bad[] = {
    "",
    "x",
    "\"",
    "\"a",
    "\"a\"b",
    " \"a\"",
    "\"\\",
    "\"\\\"",
    "\"\\/\"",
    "\"\\u\"",
    "\"\\u000\"",
    "\"\\u0000\"",
    "\"\\u0008\"",
    "\"\\u000a\"",
    "\"\\u001F\"",
    "\"\\u0041\"",
    "\"\\u00e9\"",
    "\"\\u2028\"",
    "\"\\ud83c\\udf31\"",
    "\"tab\there\"",
    "\"\xc0\x80\"",
    "\"\xed\xa0\x80\"",
    "\"\xff\"",
    "\"\xe2\x80\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = read_text (bad[i]);

      g_assert_cmpstr (text, ==, NULL);
    }
}

static void
test_refuses_nul (void)
{
  char bytes[] = "\"a\0b\"";
  CalJsonReader reader;

  g_assert_false (cal_json_reader_init (&reader, bytes, sizeof bytes - 1));
}

static gboolean
reads_list (const char *json, guint n)
{
  g_autofree char *bytes = g_strdup (json);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  CalJsonReader reader;

  return cal_json_reader_init (&reader, bytes, strlen (bytes))
         && cal_json_reader_list (&reader, texts) && cal_json_reader_at_end (&reader)
         && texts->len == n;
}

/* The odd byte at every place of texts of every length, against GLib. */
static void
test_valid_text (void)
{
  static const guint8 odd[] = { 0, 1, 0x7f, 0x80, 0xc3, 0xff };
  char text[41];

  for (gsize length = 0; length < sizeof text; length++)
    for (gsize at = 0; at < length; at++)
      for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
        {
          memset (text, 'a', length);
          text[at] = (char) odd[i];
          g_assert_cmpint (cal_json_is_valid_text (text, length), ==,
                           g_utf8_validate_len (text, length, NULL));
        }
  g_assert_true (cal_json_is_valid_text ("", 0));
  g_assert_true (cal_json_is_valid_text ("Z\xc3\xbcrich \xe2\x80\xa8", 11));
}

static void
test_lists (void)
{
  const char *const list[] = { "a", "", "\"" };
  g_autoptr (GString) json = g_string_new (NULL);

  cal_json_append_list (json, list, 0);
  cal_json_append_list (json, list, 1);
  cal_json_append_list (json, list, 3);
  g_assert_cmpstr (json->str, ==, "[][\"a\"][\"a\",\"\",\"\\\"\"]");
  g_assert_true (reads_list ("[]", 0));
  g_assert_true (reads_list ("[\"a\",\"\",\"\\\"\"]", 3));
  g_assert_false (reads_list ("[ ]", 0));
  g_assert_false (reads_list ("[\"a\",]", 1));
  g_assert_false (reads_list ("[,\"a\"]", 1));
  g_assert_false (reads_list ("[\"a\", \"b\"]", 2));
  g_assert_false (reads_list ("[\"a\"", 1));
  g_assert_false (reads_list ("[1]", 1));
  g_assert_false (reads_list ("[null]", 1));
}

static gboolean
reads_number (const char *json, guint64 *number)
{
  g_autofree char *bytes = g_strdup (json);
  CalJsonReader reader;

  return cal_json_reader_init (&reader, bytes, strlen (bytes))
         && cal_json_reader_number (&reader, number) && cal_json_reader_at_end (&reader);
}

static void
test_numbers (void)
{
  static const char *const bad[] = {
    "", "01", "-1", "+1", "1.0", "1e3", " 1", "9007199254740992", "99999999999999999999999999"
  };
  static const guint64 good[] = { 0, 1, 9, 10, 4294967296, CAL_JSON_MAX_NUMBER };
  guint64 number;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GString) json = g_string_new (NULL);
      g_autofree char *decimal = g_strdup_printf ("%" G_GUINT64_FORMAT, good[i]);

      cal_json_append_number (json, good[i]);
      g_assert_cmpstr (json->str, ==, decimal);
      g_assert_true (reads_number (json->str, &number));
      g_assert_cmpuint (number, ==, good[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (reads_number (bad[i], &number));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log/json/escapes", test_escapes);
  g_test_add_func ("/log/json/random-texts", test_random_texts);
  g_test_add_func ("/log/json/refuses-other-forms", test_refuses_other_forms);
  g_test_add_func ("/log/json/refuses-nul", test_refuses_nul);
  g_test_add_func ("/log/json/valid-text", test_valid_text);
  g_test_add_func ("/log/json/lists", test_lists);
  g_test_add_func ("/log/json/numbers", test_numbers);
  return g_test_run ();
}
