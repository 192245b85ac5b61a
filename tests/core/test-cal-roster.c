/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-roster.h"

static void
test_add_and_find (void)
{
  g_autoptr (CalRoster) roster = cal_roster_new ();
  guint department = cal_roster_add_column (roster, CAL_FIELD_DEPARTMENT, "Dept.");
  guint role = cal_roster_add_column (roster, CAL_FIELD_ATTRIBUTE, "Job role");
  const guint n = 70000;
  guint position;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%06u", i);
      const char *values[] = { i % 2 ? "Sales" : "Data", "" };

      g_assert_true (cal_roster_add (roster, id, i == 3 ? "" : "Name", "", CAL_HOLDING, values));
      g_assert_false (cal_roster_add (roster, id, "Other", "", CAL_HOLDING, values));
    }
  g_assert_cmpuint (cal_roster_n_subjects (roster), ==, n);
  g_assert_cmpstr (cal_roster_column (roster, department)->name, ==, "department");
  g_assert_cmpstr (cal_roster_column (roster, role)->name, ==, "Job role");
  g_assert_true (cal_roster_find_column (roster, "JOB ROLE", &position));
  g_assert_cmpuint (position, ==, role);
  g_assert_true (cal_roster_find (roster, "000077", &position));
  g_assert_cmpuint (position, ==, 77);
  g_assert_false (cal_roster_find (roster, "77", NULL));
  g_assert_cmpstr (cal_roster_subject (roster, 77)->values[department], ==, "Sales");
  g_assert_cmpstr (cal_roster_subject (roster, n - 2)->values[department], ==, "Data");
  g_assert_cmpstr (cal_roster_subject (roster, 3)->name, ==, "000003");
  /* Equal texts of a column are one text. */
  g_assert_true (cal_roster_subject (roster, 1)->values[department]
                 == cal_roster_subject (roster, n - 1)->values[department]);
}

static void
test_demographic (void)
{
  static const char *const private_headers[] = {
    "Gender",        "Age band",          "age40",       "marital",
    "Date of birth", "Ethnicity",         "Nationality", "Religion",
    "disability",    "Base salary",       "Sex",         "employment: part-time",
    "Citizenship",   "Sexual orientation"
  };
  static const char *const open_headers[] = { "Manager level", "language", "job_role", "site",
                                              "stage",         "Team",     "years",    "package" };

  for (guint i = 0; i < G_N_ELEMENTS (private_headers); i++)
    {
      CalColumn column = { CAL_FIELD_ATTRIBUTE, private_headers[i] };

      g_assert_true (cal_column_is_demographic (&column));
    }
  for (guint i = 0; i < G_N_ELEMENTS (open_headers); i++)
    {
      CalColumn column = { CAL_FIELD_ATTRIBUTE, open_headers[i] };

      g_assert_false (cal_column_is_demographic (&column));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/roster/add-and-find", test_add_and_find);
  g_test_add_func ("/core/roster/demographic", test_demographic);
  return g_test_run ();
}
