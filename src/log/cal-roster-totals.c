/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-roster-totals.h"

#include "core/cal-text-hash.h"

static void
add_total (GStrvBuilder *totals, const char *name, guint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, value);

  g_strv_builder_add_many (totals, name, text, NULL);
}

/**
 * cal_roster_totals:
 * @roster: a roster
 * @rules: the rules whose grid its ratings are on
 *
 * The control totals that an import records and that whoever holds the file, or
 * a workbook made of it, can count again: `subjects`; `raters`, how many
 * different managers are named; of ratings from elsewhere than the roster
 * `ratings` in the place of `subjects`; `fully_rated`, how many subjects have both
 * levels; `performance_rated` and `potential_rated`, how many have the one;
 * `performance_sum` and `potential_sum`, the levels added up; and for each cell,
 * under its placement (`1,1` and so on, in the order of cal_rules_cell()), how
 * many stand in it.
 *
 * Returns: (transfer full) (array zero-terminated=1): name and decimal value in
 *   turn
 */
char **
cal_roster_totals (const CalRoster *roster, const CalRules *rules)
{
  g_autoptr (GStrvBuilder) totals = g_strv_builder_new ();
  g_autoptr (GHashTable) raters = g_hash_table_new (cal_text_hash, g_str_equal);
  g_autofree guint *cells = g_new0 (guint, rules->n_cells);
  guint n = cal_roster_n_subjects (roster);
  guint64 performance_sum = 0;
  guint64 potential_sum = 0;
  guint performance_rated = 0;
  guint potential_rated = 0;
  guint fully_rated = 0;

  for (guint i = 0; i < n; i++)
    {
      const CalSubject *subject = cal_roster_subject (roster, i);
      CalPlacement ratings = subject->ratings;

      if (*subject->manager_id != '\0')
        g_hash_table_add (raters, (gpointer) subject->manager_id);
      performance_sum += ratings.performance;
      potential_sum += ratings.potential;
      performance_rated += ratings.performance != 0;
      potential_rated += ratings.potential != 0;
      if (cal_rules_has_placement (rules, ratings))
        {
          fully_rated++;
          cells[cal_rules_cell (rules, ratings)]++;
        }
    }

  add_total (totals, cal_roster_has_repeats (roster) ? "ratings" : "subjects", n);
  add_total (totals, "raters", g_hash_table_size (raters));
  add_total (totals, "fully_rated", fully_rated);
  add_total (totals, "performance_rated", performance_rated);
  add_total (totals, "potential_rated", potential_rated);
  add_total (totals, "performance_sum", performance_sum);
  add_total (totals, "potential_sum", potential_sum);
  for (guint cell = 0; cell < rules->n_cells; cell++)
    {
      char text[CAL_PLACEMENT_TEXT_SIZE];

      add_total (totals, cal_placement_format (cal_rules_cell_placement (rules, cell), text),
                 cells[cell]);
    }
  return g_strv_builder_end (totals);
}
