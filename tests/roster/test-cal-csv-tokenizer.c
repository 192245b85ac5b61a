/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster/cal-csv-tokenizer.h"

#include <string.h>

static gboolean
note_record (CalCsvRecord *record, gpointer user_data)
{
  GString *notes = user_data;

  g_string_append_printf (notes, "%s%" G_GUINT64_FORMAT "[", notes->len > 0 ? " " : "",
                          record->line);
  for (guint i = 0; i < record->n_kept; i++)
    g_string_append_printf (notes, "%s%s", i > 0 ? "|" : "",
                            cal_csv_record_field (record, i, NULL));
  g_string_append_c (notes, ']');
  if (record->n_fields != record->n_kept)
    g_string_append_printf (notes, "of %" G_GSIZE_FORMAT, record->n_fields);
  return TRUE;
}

/* The text in pieces of the given size, 0 for all at once. */
static char *
tokenize (const char *text, gsize piece, char delimiter, guint max_fields)
{
  GString *notes = g_string_new (NULL);
  g_autoptr (CalCsvTokenizer) tokenizer = cal_csv_tokenizer_new (delimiter, 1, note_record, notes);
  gsize length = strlen (text);

  cal_csv_tokenizer_set_max_fields (tokenizer, max_fields);
  if (piece == 0)
    piece = length;
  for (gsize at = 0; at < length; at += piece)
    g_assert_true (cal_csv_tokenizer_feed (tokenizer, text + at, MIN (piece, length - at)));
  g_assert_true (cal_csv_tokenizer_finish (tokenizer));
  return g_string_free (notes, FALSE);
}

static void
test_forms (void)
{
  static const char *const cases[][2] = {
    { "", "" },
    { "a,b", "1[a|b]" },
    { "a,b\n", "1[a|b]" },
    { "a,b\r\nc,d\re,f\n", "1[a|b] 2[c|d] 3[e|f]" },
    { "a,\n,b\n", "1[a|] 2[|b]" },
    { "\n\r\n\r\na\n", "4[a]" },
    { ",,\n \n\"\"\na\n", "4[a]" },
    { "\"a,b\",c\n", "1[a,b|c]" },
    { "\"a\"\"b\"\n", "1[a\"b]" },
    { "\"a\nb\r\nc\rd\",e\nf\n", "1[a\nb\r\nc\rd|e] 5[f]" },
    { "a \"b\" c\n", "1[a \"b\" c]" },
    { " \"a\" ,b\n", "1[a |b]" },
    { "\"a\"b,c\n", "1[ab|c]" },
    { "a\n\"b\nc", "1[a] 2[b\nc]" },
    { "a\n\x1a", "1[a]" },
    { "a\n \x1a", "1[a]" },
    { "a,b\x1a", "1[a|b]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize piece = 0; piece < 4; piece++)
      {
        g_autofree char *notes = tokenize (cases[i][0], piece, ',', G_MAXUINT);

        g_assert_cmpstr (notes, ==, cases[i][1]);
      }
}

static void
test_delimiters (void)
{
  g_autofree char *tabs = tokenize ("a\tb c\t\"d\te\"\n", 0, '\t', G_MAXUINT);
  g_autofree char *bars = tokenize ("a,b|c;d\n", 0, '|', G_MAXUINT);

  g_assert_cmpstr (tabs, ==, "1[a|b c|d\te]");
  g_assert_cmpstr (bars, ==, "1[a,b|c;d]");
}

static void
test_more_fields_than_kept (void)
{
  g_autofree char *notes = tokenize ("a,b,c,\"d\",e\nf,g\n", 0, ',', 2);

  g_assert_cmpstr (notes, ==, "1[a|b]of 5 2[f|g]");
}

static gboolean
note_flags (CalCsvRecord *record, gpointer user_data)
{
  *(guint *) user_data |= record->flags;
  return TRUE;
}

static void
test_flags (void)
{
  static const struct
  {
    const char *text;
    gsize length;
    guint flags;
  } cases[] = {
    { "a\n", 2, CAL_CSV_TEXT },
    { "\xc3\xa9\n", 3, CAL_CSV_TEXT | CAL_CSV_HIGH },
    { "\x01\n", 2, CAL_CSV_TEXT | CAL_CSV_CONTROL },
    { "\0\n", 2, CAL_CSV_TEXT | CAL_CSV_CONTROL | CAL_CSV_NUL },
    { "\"a\"b\n", 5, CAL_CSV_TEXT | CAL_CSV_AFTER_QUOTE },
    { "\"a\" \n", 5, CAL_CSV_TEXT },
    { "\"a", 2, CAL_CSV_TEXT | CAL_CSV_UNCLOSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint flags = 0;
      g_autoptr (CalCsvTokenizer) tokenizer = cal_csv_tokenizer_new (',', 1, note_flags, &flags);

      cal_csv_tokenizer_feed (tokenizer, cases[i].text, cases[i].length);
      cal_csv_tokenizer_finish (tokenizer);
      g_assert_cmpuint (flags, ==, cases[i].flags);
    }
}

/* A record without end takes no more memory than its limit. */
static void
test_too_long (void)
{
  guint flags = 0;
  g_autoptr (CalCsvTokenizer) tokenizer = cal_csv_tokenizer_new (',', 1, note_flags, &flags);
  g_autofree char *piece = g_strnfill (1024 * 1024, 'x');

  for (gsize n = 0; n <= CAL_CSV_MAX_RECORD; n += 1024 * 1024)
    g_assert_true (cal_csv_tokenizer_feed (tokenizer, piece, 1024 * 1024));
  g_assert_true (cal_csv_tokenizer_finish (tokenizer));
  g_assert_cmpuint (flags, ==, CAL_CSV_TEXT | CAL_CSV_TOO_LONG);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roster/csv-tokenizer/forms", test_forms);
  g_test_add_func ("/roster/csv-tokenizer/delimiters", test_delimiters);
  g_test_add_func ("/roster/csv-tokenizer/more-fields-than-kept", test_more_fields_than_kept);
  g_test_add_func ("/roster/csv-tokenizer/flags", test_flags);
  g_test_add_func ("/roster/csv-tokenizer/too-long", test_too_long);
  return g_test_run ();
}
