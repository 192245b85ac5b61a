/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/cal-csv.h"
#include "export/cal-export-file.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cal-test-board.h"
#include "core/cal-formula.h"
#include "export/cal-export-error.h"
#include "roster/cal-roster-reader.h"
#include "roster/cal-sample.h"

/* Texts as an import can leave them: trimmed, and anything inside. */
static char *
random_text (void)
{
  static const char *const pieces[] = {
    "=", "+",  "-", "@", "'",    "\"",           ",",    ";", "\n",  "\r", "\t", "é", "＝", "张伟",
    "a", "NA", " ", "1", "\x01", "\xe2\x80\xa8", "sep=", "|", "\r\n"
  };
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = (guint) g_test_rand_int_range (0, 6);
  char *kept;

  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[g_test_rand_int_range (0, (int) G_N_ELEMENTS (pieces))]);
  kept = g_strdup (g_strstrip (text->str));
  return kept;
}

static CalRoster *
random_roster (guint n)
{
  CalRoster *roster = cal_roster_new ();

  cal_roster_add_column (roster, CAL_FIELD_ATTRIBUTE, "=note, \"x\"");
  cal_roster_add_column (roster, CAL_FIELD_DEPARTMENT, NULL);
  cal_roster_add_column (roster, CAL_FIELD_ATTRIBUTE, "Job role");
  cal_roster_add_column (roster, CAL_FIELD_GENDER, NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *tail = random_text ();
      g_autofree char *id = g_strdup_printf ("%s%u", i % 3 == 0 ? "-" : "E", i);
      g_autofree char *name = random_text ();
      g_autofree char *manager = i % 4 == 0 ? g_strdup ("") : g_strdup_printf ("+M%u", i / 10);
      g_autofree char *note = random_text ();
      g_autofree char *role = random_text ();
      const char *values[] = { note, tail, role, "x" };
      CalPlacement ratings = cal_placement ((guint) g_test_rand_int_range (0, 4),
                                            (guint) g_test_rand_int_range (0, 4));

      g_assert_true (cal_roster_add (roster, id, name, manager, ratings, values));
    }
  return roster;
}

static void
assert_same (const CalBoard *board, const CalRoster *read)
{
  const CalRoster *roster = cal_board_roster (board);

  g_assert_cmpuint (cal_roster_n_subjects (read), ==, cal_roster_n_subjects (roster));
  g_assert_cmpuint (cal_roster_n_columns (read), ==, cal_roster_n_columns (roster));
  for (guint c = 0; c < cal_roster_n_columns (roster); c++)
    {
      g_assert_cmpint (cal_roster_column (read, c)->field, ==,
                       cal_roster_column (roster, c)->field);
      g_assert_cmpstr (cal_roster_column (read, c)->name, ==, cal_roster_column (roster, c)->name);
    }
  for (guint i = 0; i < cal_roster_n_subjects (roster); i++)
    {
      const CalSubject *a = cal_roster_subject (roster, i);
      const CalSubject *b = cal_roster_subject (read, i);
      guint index;

      g_assert_true (cal_board_find (board, a->id, &index));
      g_assert_cmpstr (b->id, ==, a->id);
      g_assert_cmpstr (b->name, ==, a->name);
      g_assert_cmpstr (b->manager_id, ==, a->manager_id);
      g_assert_true (cal_placement_equal (b->ratings, cal_board_rating (board, index)));
      for (guint c = 0; c < cal_roster_n_columns (roster); c++)
        g_assert_cmpstr (b->values[c], ==, a->values[c]);
    }
}

static CalRosterReport *
read_again (GBytes *csv)
{
  g_autoptr (CalRules) rules = cal_rules_new_default ();
  g_autoptr (GError) error = NULL;
  CalRosterReport *report = cal_roster_read_bytes (csv, rules, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < report->problems->len; i++)
    {
      const CalProblem *problem = g_ptr_array_index (report->problems, i);

      if (problem->is_error)
        g_error ("line %u: %s", (guint) problem->line, problem->message);
    }
  return report;
}

static void
test_comes_back (void)
{
  for (guint round = 0; round < 200; round++)
    {
      guint n = (guint) g_test_rand_int_range (1, 60);
      g_autoptr (CalRoster) roster = random_roster (n);
      g_autoptr (CalTestBoard) test = cal_test_board_new_with_roster (roster, "S1");
      g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());

      for (guint i = 0; i < 40; i++)
        {
          g_autofree char *id =
              g_strdup (cal_roster_subject (roster, g_rand_int_range (random, 0, (int) n))->id);

          cal_test_board_move (test, id,
                               cal_placement ((guint) g_rand_int_range (random, 1, 4),
                                              (guint) g_rand_int_range (random, 1, 4)),
                               NULL);
        }
      g_autoptr (GBytes) csv = cal_csv_of_board (test->board);
      g_autoptr (CalRosterReport) report = read_again (csv);
      assert_same (test->board, report->roster);
    }
}

static void
test_exact (void)
{
  g_autoptr (CalRoster) roster = cal_roster_new ();
  const char *values[] = { "R&D, \"lab\"", "-" };
  const char *others[] = { "", "two\nlines" };
  g_autoptr (GError) error = NULL;

  cal_roster_add_column (roster, CAL_FIELD_DEPARTMENT, NULL);
  cal_roster_add_column (roster, CAL_FIELD_ATTRIBUTE, "Note");
  cal_roster_add (roster, "E1", "=Ann", "", cal_placement (1, 2), values);
  cal_roster_add (roster, "E2", "Bo", "E1", cal_placement (3, 0), others);
  g_autoptr (CalTestBoard) test = cal_test_board_new_with_roster (roster, "S1");
  cal_test_board_move (test, "E1", cal_placement (3, 3), &error);
  g_assert_no_error (error);

  g_autoptr (GBytes) csv = cal_csv_of_board (test->board);
  g_autofree char *text = g_strndup (g_bytes_get_data (csv, NULL), g_bytes_get_size (csv));
  g_assert_cmpstr (text, ==,
                   "employee_id,name,manager_id,department,Note,pre_performance,pre_potential,"
                   "performance,potential,cell,decisions\r\n"
                   "E1,'=Ann,,\"R&D, \"\"lab\"\"\",'-,1,2,3,3,Star,1\r\n"
                   "E2,Bo,E1,,\"two\nlines\",3,,3,,,0\r\n");
}

static void
test_roster_comes_back (void)
{
  g_autoptr (CalRoster) roster = cal_sample_roster (500, 4);
  g_autoptr (CalTestBoard) test = cal_test_board_new_with_roster (roster, NULL);
  g_autoptr (GBytes) csv = cal_csv_of_roster (roster);
  g_autoptr (CalRosterReport) report = read_again (csv);

  assert_same (test->board, report->roster);
}

/* The sample that is shipped is what the generator makes. */
static void
test_shipped_sample (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "data", "samples", "roster-200.csv", NULL);
  g_autofree char *shipped = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autoptr (CalRoster) roster = cal_sample_roster (CAL_SAMPLE_PEOPLE, CAL_SAMPLE_SEED);
  g_autoptr (GBytes) csv = cal_csv_of_roster (roster);

  g_file_get_contents (path, &shipped, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (shipped, length, g_bytes_get_data (csv, NULL), g_bytes_get_size (csv));
}

static void
test_write (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("calibrate-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "out.csv", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "none", "out.csv", NULL);
  g_autoptr (GBytes) first = g_bytes_new_static ("one", 3);
  g_autoptr (GBytes) second = g_bytes_new_static ("two", 3);
  g_autofree char *contents = NULL;
  g_autoptr (GDir) listing = NULL;

  g_assert_true (cal_export_file_write (path, first, &error));
  g_assert_true (cal_export_file_write (path, second, &error));
  g_assert_no_error (error);
  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_cmpstr (contents, ==, "two");
  g_assert_false (cal_export_file_write (nowhere, first, &error));
  g_assert_error (error, CAL_EXPORT_ERROR, CAL_EXPORT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (cal_export_file_write (folder, first, &error));
  g_assert_nonnull (error);

  /* Nothing but the file itself is left beside it. */
  listing = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (listing), ==, "out.csv");
  g_assert_null (g_dir_read_name (listing));
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/csv/exact", test_exact);
  g_test_add_func ("/export/csv/comes-back", test_comes_back);
  g_test_add_func ("/export/csv/roster-comes-back", test_roster_comes_back);
  g_test_add_func ("/export/csv/shipped-sample", test_shipped_sample);
  g_test_add_func ("/export/csv/write", test_write);
  return g_test_run ();
}
