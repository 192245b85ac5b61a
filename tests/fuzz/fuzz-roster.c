/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever a file holds, the roster reader ends, accounts for every row, keeps
 * only text, and what it keeps is written and read again as the same. */
#include <string.h>

#include "export/cal-csv.h"
#include "roster/cal-csv-tokenizer.h"
#include "roster/cal-roster-reader.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static gboolean
note_record (CalCsvRecord *record, gpointer user_data)
{
  GString *notes = user_data;

  g_string_append_printf (notes, "%" G_GUINT64_FORMAT ":%" G_GSIZE_FORMAT ":%u:", record->line,
                          record->n_fields, record->flags);
  for (guint i = 0; i < record->n_kept; i++)
    {
      gsize length;
      const char *field = cal_csv_record_field (record, i, &length);

      g_string_append_len (notes, field, (gssize) length);
      g_string_append_c (notes, '|');
    }
  return TRUE;
}

/* The records must not depend on where the text is cut into pieces. */
static void
check_pieces (const char *text, gsize size)
{
  g_autoptr (GString) whole = g_string_new (NULL);
  g_autoptr (GString) pieces = g_string_new (NULL);
  g_autoptr (CalCsvTokenizer) one = cal_csv_tokenizer_new (',', 1, note_record, whole);
  g_autoptr (CalCsvTokenizer) many = cal_csv_tokenizer_new (',', 1, note_record, pieces);

  cal_csv_tokenizer_feed (one, text, size);
  cal_csv_tokenizer_finish (one);
  for (gsize i = 0; i < size; i++)
    cal_csv_tokenizer_feed (many, text + i, 1);
  cal_csv_tokenizer_finish (many);
  g_assert_cmpmem (whole->str, whole->len, pieces->str, pieces->len);
}

static void
check_report (const CalRosterReport *report)
{
  g_assert_cmpuint (report->n_accepted, ==, cal_roster_n_subjects (report->roster));
  g_assert_true (report->n_rejected == 0 || report->n_errors > 0);
  g_assert_true (!report->whole_file || report->n_accepted == 0);
  for (guint i = 0; i < report->problems->len; i++)
    {
      const CalProblem *problem = g_ptr_array_index (report->problems, i);

      g_assert_cmpuint (problem->line, >=, 1);
      g_assert_true (g_utf8_validate (problem->message, -1, NULL));
      g_assert_true (g_utf8_validate (problem->column, -1, NULL));
    }
  for (guint i = 0; i < report->n_accepted; i++)
    {
      const CalSubject *subject = cal_roster_subject (report->roster, i);

      g_assert_true (*subject->id != '\0' && g_utf8_validate (subject->id, -1, NULL));
      g_assert_true (g_utf8_validate (subject->name, -1, NULL));
      g_assert_cmpstr (subject->id, !=, subject->manager_id);
      for (guint c = 0; c < cal_roster_n_columns (report->roster); c++)
        g_assert_true (g_utf8_validate (subject->values[c], -1, NULL));
    }
}

static void
check_comes_back (const CalRosterReport *report, CalRules *rules)
{
  g_autoptr (GBytes) csv = cal_csv_of_roster (report->roster);
  g_autoptr (CalRosterReport) again = cal_roster_read_bytes (csv, rules, NULL, NULL, NULL);
  g_autoptr (GBytes) csv_again = cal_csv_of_roster (again->roster);

  g_assert_cmpuint (again->n_errors, ==, 0);
  g_assert_true (g_bytes_equal (csv, csv_again));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (CalRules) rules = cal_rules_new_default ();
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (CalRosterReport) report = cal_roster_read_bytes (bytes, rules, NULL, NULL, NULL);

  check_pieces ((const char *) data, size);
  check_report (report);
  if (report->n_accepted > 0)
    check_comes_back (report, rules);
  return 0;
}
