/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A roster of 100,000 rows by 12 columns, validated and recorded, against
 * `sqlite3 .import` of the same file. Each kind of run is a process of its own
 * and takes turns with the other; the least time of each counts.
 *
 *     bench-import                 the benchmark
 *     bench-import FILE DOCUMENT   one import, for the benchmark itself
 */
#include <string.h>
#include <sys/resource.h>

#include <glib/gstdio.h>

#include "core/cal-time.h"
#include "roster/cal-roster-reader.h"
#include "store/cal-document.h"

#define ROWS 100000
#define ROUNDS 5
#define AIM 2.0

static void
write_roster (const char *path)
{
  g_autoptr (GString) csv = g_string_new ("employee_id,name,manager_id,department,gender,hire_date,"
                                          "job_role,site,level,employment,performance,potential\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < ROWS; i++)
    {
      g_string_append_printf (csv, "E%06u,\"Köhler, Person %u\",", i + 1, i);
      if (i > 0)
        g_string_append_printf (csv, "E%06u", (i - 1) / 8 + 1);
      g_string_append_printf (csv, ",Department %u,%s,20%02u-%02u-%02u,Job role %u,Site %u,L%u,",
                              i % 20, i % 2 ? "Female" : "Male", i % 25, i % 12 + 1, i % 28 + 1,
                              i % 60, i % 9, i % 6 + 3);
      g_string_append_printf (csv, "%s,%u,%u\n", i % 7 ? "Full-time" : "Part-time", i % 3 + 1,
                              i / 3 % 3 + 1);
    }
  g_file_set_contents (path, csv->str, (gssize) csv->len, &error);
  g_assert_no_error (error);
}

static int
import (const char *path, const char *document_path)
{
  g_autoptr (CalRules) rules = cal_rules_new_default ();
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (CalRosterReport) report = cal_roster_read_file (path, rules, NULL, NULL, &error);
  gint64 read = g_get_monotonic_time ();
  struct rusage usage;

  g_assert_no_error (error);
  g_assert_cmpuint (report->n_accepted, ==, ROWS);
  CalCycleSetup setup = {
    .title = "Benchmark",
    .actor = "Benchmark",
    .time = cal_time_now (),
    .rules = rules,
    .roster = report->roster,
    .file_name = "roster.csv",
    .file_sha256 = report->sha256,
  };
  g_autoptr (CalDocument) document =
      cal_document_create (document_path, &setup, NULL, NULL, &error);
  g_assert_no_error (error);
  getrusage (RUSAGE_SELF, &usage);
  g_print ("%.3f %.3f %.1f\n", (double) (read - start) / G_USEC_PER_SEC,
           (double) (g_get_monotonic_time () - read) / G_USEC_PER_SEC,
           (double) usage.ru_maxrss / 1024);
  return 0;
}

static double
run (const char *const *argv, char **output)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, output, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  double least[2] = { G_MAXDOUBLE, G_MAXDOUBLE };

  if (argc == 3)
    return import (argv[1], argv[2]);

  folder = g_dir_make_tmp ("calibrate-XXXXXX", &error);
  g_assert_no_error (error);
  g_autofree char *csv = g_build_filename (folder, "roster.csv", NULL);
  g_autofree char *document = g_build_filename (folder, "cycle.calibrate", NULL);
  g_autofree char *database = g_build_filename (folder, "plain.db", NULL);
  g_autofree char *command = g_strdup_printf (".import \"%s\" roster", csv);
  const char *const ours[] = { argv[0], csv, document, NULL };
  const char *const bare[] = { "sqlite3", "-csv", database, command, NULL };
  g_autofree char *figures = NULL;

  write_roster (csv);
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *output = NULL;
      double taken = run (ours, &output);

      if (taken < least[0])
        {
          least[0] = taken;
          g_free (figures);
          figures = g_steal_pointer (&output);
        }
      least[1] = MIN (least[1], run (bare, NULL));
      g_remove (document);
      g_remove (database);
    }
  g_remove (csv);
  g_rmdir (folder);

  g_auto (GStrv) parts = g_strsplit (g_strstrip (figures), " ", 3);
  g_print ("import of %u rows x 12 columns: %.3f s (reading %s s, recording %s s), peak %s MB\n",
           ROWS, least[0], parts[0], parts[1], parts[2]);
  g_print ("sqlite3 .import of the same file: %.3f s\n", least[1]);
  g_print ("ratio %.2f, aim %.1f\n", least[0] / least[1], AIM);
  return least[0] / least[1] <= AIM ? 0 : 1;
}
