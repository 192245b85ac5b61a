/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files of unusual size: read to their end or refused, in little time and
 * memory. The sizes are those at which a quadratic step would be felt. */
#include "roster/cal-roster-problems.h"
#include "roster/cal-roster-reader.h"

#include <string.h>

#define HEADER "employee_id,name,manager_id,performance,potential\n"

static CalRosterReport *
read_string (GString *text)
{
  g_autoptr (CalRules) rules = cal_rules_new_default ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (text->str, text->len);
  g_autoptr (GError) error = NULL;
  CalRosterReport *report = cal_roster_read_bytes (bytes, rules, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static const CalProblem *
problem_at (const CalRosterReport *report, guint i)
{
  return g_ptr_array_index (report->problems, i);
}

static void
test_million_characters (void)
{
  g_autoptr (GString) text = g_string_new (HEADER "E1,");

  for (guint i = 0; i < 1000000; i++)
    g_string_append (text, "ü");
  g_string_append (text, ",,2,3\n");
  g_autoptr (CalRosterReport) report = read_string (text);
  g_assert_cmpuint (report->problems->len, ==, 0);
  g_assert_cmpuint (g_utf8_strlen (cal_roster_subject (report->roster, 0)->name, -1), ==, 1000000);
}

static void
test_five_thousand_columns (void)
{
  g_autoptr (GString) text = g_string_new ("id,name,perf,pot");

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, ",column %u", i);
  for (guint row = 0; row < 20; row++)
    {
      g_string_append_printf (text, "\nE%u,A,1,1", row);
      for (guint i = 0; i < 5000; i++)
        g_string_append_printf (text, ",v%u", (row + i) % 7);
    }
  g_autoptr (CalRosterReport) report = read_string (text);
  g_assert_cmpuint (report->n_accepted, ==, 20);
  g_assert_cmpuint (cal_roster_n_columns (report->roster), ==, 5000);
  g_assert_cmpstr (cal_roster_subject (report->roster, 19)->values[4999], ==, "v6");
}

static void
test_too_many_columns (void)
{
  g_autoptr (GString) text = g_string_new ("id,name,perf,pot");

  for (guint i = 0; i < 200000; i++)
    g_string_append (text, ",x");
  g_string_append_c (text, '\n');
  g_autoptr (CalRosterReport) report = read_string (text);
  g_assert_true (report->whole_file);
  g_assert_cmpuint (report->n_errors, ==, 1);
}

static void
append_chain (GString *text, guint n, gboolean closed)
{
  for (guint i = 0; i < n; i++)
    if (i > 0 || closed)
      g_string_append_printf (text, "E%u,A,E%u,1,1\n", i, i > 0 ? i - 1 : n - 1);
    else
      g_string_append_printf (text, "E%u,A,,1,1\n", i);
}

static void
test_deep_chain (void)
{
  g_autoptr (GString) open = g_string_new (HEADER);
  g_autoptr (GString) closed = g_string_new (HEADER);

  append_chain (open, 20000, FALSE);
  append_chain (closed, 20000, TRUE);
  g_autoptr (CalRosterReport) good = read_string (open);
  g_autoptr (CalRosterReport) circle = read_string (closed);
  g_assert_cmpuint (good->n_accepted, ==, 20000);
  g_assert_cmpuint (good->problems->len, ==, 0);
  g_assert_true (circle->whole_file);
  g_assert_cmpuint (circle->n_errors, ==, 1);
  g_assert_cmpuint (problem_at (circle, 0)->line, ==, 2);
  g_assert_nonnull (strstr (problem_at (circle, 0)->message, "19995 more"));
}

/* All are counted, so many are listed, and one line says how many are not. */
static void
test_many_errors (void)
{
  const guint n = 3 * CAL_MAX_PROBLEMS;
  g_autoptr (GString) text = g_string_new (HEADER);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "E%u,A,,9,1\n", i);
  g_string_append (text, "X1,A,,1,1\n");
  g_autoptr (CalRosterReport) report = read_string (text);
  g_assert_cmpuint (report->n_accepted, ==, 1);
  g_assert_cmpuint (report->n_rejected, ==, n);
  g_assert_cmpuint (report->n_errors, ==, n);
  g_assert_cmpuint (report->problems->len, ==, CAL_MAX_PROBLEMS + 1);
  const CalProblem *last = problem_at (report, CAL_MAX_PROBLEMS);
  g_assert_true (last->is_error);
  g_assert_cmpuint (last->line, ==, CAL_MAX_PROBLEMS + 2);
  g_assert_nonnull (strstr (last->message, "20000"));
}

static void
test_repeated_characters (void)
{
  static const char characters[] = { '"', ',', '\n', '\r', 'x', '\0', '\x80', '\xff', ' ', ';' };

  for (guint i = 0; i < sizeof characters; i++)
    for (guint with_header = 0; with_header < 2; with_header++)
      {
        g_autoptr (GString) text = g_string_new (with_header ? HEADER : "");
        gsize start = text->len;

        g_string_set_size (text, start + 3 * 1024 * 1024);
        memset (text->str + start, characters[i], text->len - start);
        g_autoptr (CalRosterReport) report = read_string (text);
        g_assert_cmpuint (report->n_accepted, ==, 0);
        g_assert_cmpuint (report->n_errors, >, 0);
        g_assert_cmpuint (report->problems->len, <=, 2 * CAL_MAX_PROBLEMS + 2);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roster/limits/million-characters", test_million_characters);
  g_test_add_func ("/roster/limits/five-thousand-columns", test_five_thousand_columns);
  g_test_add_func ("/roster/limits/too-many-columns", test_too_many_columns);
  g_test_add_func ("/roster/limits/deep-chain", test_deep_chain);
  g_test_add_func ("/roster/limits/many-errors", test_many_errors);
  g_test_add_func ("/roster/limits/repeated-characters", test_repeated_characters);
  return g_test_run ();
}
