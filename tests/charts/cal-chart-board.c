/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cal-chart-board.h"

static const char *const first_names[] = {
  "Aisha", "Tomás", "Zoltán", "Fatima Zahra", "Jürgen", "Wei", "Maximilian", "José Luis", "ليلى",
};
static const char *const last_names[] = {
  "Khan", "Herrera", "Ó Súilleabháin", "Müller-Lüdenscheidt", "Zhang", "Balážová", "Li", "منصور",
};

/* Levels and cells with names as long as German makes them. */
CalRules *
cal_chart_board_long_rules (void)
{
  static const char *const performance[] = { "Unter den Erwartungen", "Entspricht den Erwartungen",
                                             "Übertrifft die Erwartungen", NULL };
  static const char *const potential[] = { "Begrenztes Entwicklungspotenzial",
                                           "Mittleres Entwicklungspotenzial",
                                           "Hohes Entwicklungspotenzial", NULL };
  static const char *const anchors[] = { "", "", "", NULL };
  static const char *const cells[] = {
    "Unterstützungsbedarf",
    "Zuverlässige Leistung",
    "Fachexpertin oder Fachexperte",
    "Uneinheitliches Bild",
    "Kernmannschaft",
    "Große Wirkung",
    "Ungenutzte Fähigkeit",
    "Nachwuchsführungskräfte",
    "Leistungsträgerinnen",
    NULL,
  };
  static const guint guideline[] = { 20, 60, 20 };
  static const char *const codes[] = { "evidence", NULL };
  static const char *const labels[] = { "Belege", NULL };

  return cal_rules_new (performance, anchors, potential, anchors, cells, guideline, 3, 2, codes,
                        labels, NULL);
}

/* The default scales without a guideline. */
CalRules *
cal_chart_board_free_rules (void)
{
  g_autoptr (CalRules) like = cal_rules_new_default ();

  return cal_rules_new (
      (const char *const *) like->performance.labels,
      (const char *const *) like->performance.anchors, (const char *const *) like->potential.labels,
      (const char *const *) like->potential.anchors, (const char *const *) like->cell_labels, NULL,
      0, 0, (const char *const *) like->reason_codes, (const char *const *) like->reason_labels,
      NULL);
}

static void
add_subject (CalRoster *roster, CalPlacement placement)
{
  guint n = cal_roster_n_subjects (roster);
  g_autofree char *id = g_strdup_printf ("E%u", n);
  g_autofree char *name = g_strdup_printf ("%s %s", first_names[n % G_N_ELEMENTS (first_names)],
                                           last_names[n / 3 % G_N_ELEMENTS (last_names)]);
  const char *values[] = { "Sales DACH" };

  g_assert_true (cal_roster_add (roster, id, name, "", placement, values));
}

/* @counts in the order of cal_rules_cell(); takes @rules over. */
CalTestBoard *
cal_chart_board_new (CalRules *rules, const guint *counts, guint n_held)
{
  g_autoptr (CalRules) owned = rules;
  g_autoptr (CalRoster) roster = cal_roster_new ();

  cal_roster_add_column (roster, CAL_FIELD_DEPARTMENT, NULL);
  for (guint cell = 0; cell < rules->n_cells; cell++)
    for (guint i = 0; i < counts[cell]; i++)
      add_subject (roster, cal_rules_cell_placement (rules, cell));
  for (guint i = 0; i < n_held; i++)
    add_subject (roster, CAL_HOLDING);
  return cal_test_board_new_for (roster, rules, "Year-end 2025", "S1");
}

/* Spread as boards are, with one in twelve moved. */
CalTestBoard *
cal_chart_board_new_random (CalRules *rules, guint n, GRand *random)
{
  static const guint weights[CAL_CHART_BOARD_CELLS] = { 2, 10, 9, 7, 34, 16, 3, 14, 5 };
  guint counts[CAL_CHART_BOARD_CELLS] = { 0 };
  guint n_held = 0;
  CalTestBoard *test;

  for (guint i = 0; i < n; i++)
    {
      gint32 along = g_rand_int_range (random, 0, 103);
      guint cell = 0;

      if (along >= 100)
        {
          n_held++;
          continue;
        }
      while (along >= (gint32) weights[cell])
        along -= (gint32) weights[cell++];
      counts[cell]++;
    }
  test = cal_chart_board_new (rules, counts, n_held);
  for (guint i = 0; i < n / 12; i++)
    {
      g_autofree char *id = g_strdup_printf ("E%d", g_rand_int_range (random, 0, (gint32) n));
      CalPlacement to = cal_placement ((guint) g_rand_int_range (random, 1, 4),
                                       (guint) g_rand_int_range (random, 1, 4));

      /* Refused where somebody stands there already. */
      cal_test_board_move (test, id, to, NULL);
    }
  return test;
}
