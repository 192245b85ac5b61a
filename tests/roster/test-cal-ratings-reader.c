/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "roster/cal-roster-reader.h"

typedef struct
{
  const char *text;
  guint accepted;
  guint rejected;
  const char *problems;
  const char *rows;
} Case;

static gboolean
knows (const char *id, gpointer user_data)
{
  return *id == 'E';
}

static char *
problems_text (const CalRosterReport *report)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < report->problems->len; i++)
    {
      const CalProblem *problem = g_ptr_array_index (report->problems, i);

      g_string_append_printf (text, "%s%c%" G_GUINT64_FORMAT ":%s", i > 0 ? " " : "",
                              problem->is_error ? 'E' : 'W', problem->line, problem->column);
    }
  return g_string_free (text, FALSE);
}

static char *
rows_text (const CalRoster *ratings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < cal_roster_n_subjects (ratings); i++)
    {
      const CalSubject *row = cal_roster_subject (ratings, i);

      g_string_append_printf (text, "%s%s/%s/%u%u", i > 0 ? " " : "", row->id, row->manager_id,
                              row->ratings.performance, row->ratings.potential);
      for (guint c = 0; c < cal_roster_n_columns (ratings); c++)
        g_string_append_printf (text, "/%s", row->values[c]);
    }
  return g_string_free (text, FALSE);
}

static void
check (const Case *cases, guint n_cases, const CalRatingsWanted *wanted)
{
  g_autoptr (CalRules) rules = cal_rules_new_default ();

  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (cases[i].text, strlen (cases[i].text));
      g_autoptr (GError) error = NULL;
      g_autoptr (CalRosterReport) report =
          cal_ratings_read_bytes (bytes, wanted, rules, NULL, NULL, &error);

      g_assert_no_error (error);
      g_autofree char *problems = problems_text (report);
      g_autofree char *rows = rows_text (report->roster);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (problems, ==, cases[i].problems);
      g_assert_cmpstr (rows, ==, cases[i].rows);
      g_assert_cmpuint (report->n_accepted, ==, cases[i].accepted);
      g_assert_cmpuint (report->n_rejected, ==, cases[i].rejected);
      g_assert_true (cal_roster_has_repeats (report->roster));
    }
}

#define HEADER "employee_id,rater,performance,potential\n"

static void
test_independent (void)
{
  static const Case cases[] = {
    { HEADER "E1,R1,2,3\nE1,R2,1,1\nE2,R1,3,\n", 3, 0, "", "E1/R1/23 E1/R2/11 E2/R1/30" },
    /* The same rating twice, and another of the same rater. */
    { HEADER "E1,R1,2,3\nE1,R1,2,3\n", 1, 1, "E3:employee_id", "E1/R1/23" },
    { HEADER "E1,R1,2,3\nE1,R1,2,2\n", 0, 2, "E3:employee_id", "" },
    /* Nobody, by nobody, off the scale, and a row that says nothing. */
    { HEADER "X1,R1,2,3\nE1,,2,3\nE1,R1,4,3\nE1,R2,,\nE1,R3,1,1\n", 1, 3,
      "E2:employee_id E3:rater E4:performance", "E1/R3/11" },
    /* Oneself may be rated by oneself; whose manager somebody is says nothing. */
    { "id;manager_id;reviewer;performance;potential;department\nE1;E9;E1;2;2;Sales\n", 1, 0,
      "W1:", "E1/E1/22" },
    { "id,manager,performance,potential\nE1,R1,2,2\n", 1, 0, "", "E1/R1/22" },
  };
  const CalRatingsWanted wanted = { .knows = knows };

  check (cases, G_N_ELEMENTS (cases), &wanted);
}

static void
test_earlier (void)
{
  static const Case cases[] = {
    { HEADER "E1,R1,2,3\nX9,R2,1,1\n", 2, 0, "", "E1/R1/23/2025 X9/R2/11/2025" },
    { "employee_id,rater,performance,potential,Review Period\nE1,R1,2,3,2024\nE1,R1,3,3,2023\nE1,"
      "R1,3,3,\n",
      3, 0, "", "E1/R1/23/2024 E1/R1/33/2023 E1/R1/33/2025" },
    /* One rating of a subject a cycle, whoever gave it. */
    { HEADER "E1,R1,2,3\nE1,R2,2,3\n", 0, 2, "E3:employee_id", "" },
  };
  const CalRatingsWanted wanted = { .earlier = TRUE, .cycle = "2025" };

  check (cases, G_N_ELEMENTS (cases), &wanted);
}

/* A file that lacks a column, or has nothing but them, gives nothing. */
static void
test_whole_file (void)
{
  static const char *const texts[] = { "id,performance,potential\nE1,2,2\n", HEADER };
  const CalRatingsWanted wanted = { .knows = knows };
  g_autoptr (CalRules) rules = cal_rules_new_default ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (texts[i], strlen (texts[i]));
      g_autoptr (CalRosterReport) report =
          cal_ratings_read_bytes (bytes, &wanted, rules, NULL, NULL, NULL);

      g_assert_true (report->whole_file);
      g_assert_cmpuint (report->n_accepted, ==, 0);
      g_assert_cmpuint (report->n_errors, ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/roster/ratings/independent", test_independent);
  g_test_add_func ("/roster/ratings/earlier", test_earlier);
  g_test_add_func ("/roster/ratings/whole-file", test_whole_file);
  return g_test_run ();
}
