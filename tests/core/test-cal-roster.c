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

/* Against a plain list of the ids that should stay, with values that recur. */
static void
test_drop (void)
{
  enum
  {
    N = 5000
  };
  g_autoptr (CalRoster) roster = cal_roster_new ();
  g_autofree gboolean *dropped = g_new0 (gboolean, N);
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_free);

  cal_roster_add_column (roster, CAL_FIELD_DEPARTMENT, NULL);
  for (guint i = 0; i < N; i++)
    {
      g_autofree char *id = g_strdup_printf ("E%u", i);
      g_autofree char *department = g_strdup_printf ("D%u", i % 7);
      const char *values[] = { department };

      dropped[i] = g_test_rand_int_range (0, 3) == 0;
      g_assert_true (cal_roster_add (roster, id, "", "", CAL_HOLDING, values));
      if (!dropped[i])
        g_ptr_array_add (left, g_steal_pointer (&id));
    }
  gsize full = cal_roster_n_bytes (roster);
  g_assert_cmpuint (full, >, N * 8);
  g_assert_cmpuint (full, <, N * 200);

  cal_roster_drop (roster, dropped);
  g_assert_cmpuint (cal_roster_n_subjects (roster), ==, left->len);
  for (guint i = 0; i < left->len; i++)
    {
      const char *id = g_ptr_array_index (left, i);
      guint position;

      g_assert_cmpstr (cal_roster_subject (roster, i)->id, ==, id);
      g_assert_cmpuint (*cal_roster_subject (roster, i)->values[0], ==, 'D');
      g_assert_cmpuint ((guint) atoi (cal_roster_subject (roster, i)->values[0] + 1), ==,
                        (guint) atoi (id + 1) % 7);
      g_assert_true (cal_roster_find (roster, id, &position));
      g_assert_cmpuint (position, ==, i);
    }
  for (guint i = 0; i < N; i++)
    {
      g_autofree char *id = g_strdup_printf ("E%u", i);

      g_assert_true (cal_roster_find (roster, id, NULL) == !dropped[i]);
    }
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
  g_test_add_func ("/core/roster/drop", test_drop);
  g_test_add_func ("/core/roster/demographic", test_demographic);
  return g_test_run ();
}
