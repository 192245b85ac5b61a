/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-rules.h"

#include "core/cal-core-error.h"

static void
test_default (void)
{
  g_autoptr (CalRules) rules = cal_rules_new_default ();
  g_autofree char *codes = g_strjoinv (" ", rules->reason_codes);

  g_assert_cmpstr (codes, ==, "evidence consistency scope recency other");
  g_assert_cmpuint (rules->n_cells, ==, 9);
  g_assert_cmpuint (rules->guideline[0], ==, 20);
  g_assert_cmpuint (rules->guideline[1], ==, 60);
  g_assert_cmpuint (rules->guideline[2], ==, 20);
  g_assert_cmpstr (cal_rules_cell_label (rules, cal_placement (3, 3)), ==, "Star");
  g_assert_cmpstr (cal_rules_cell_label (rules, cal_placement (3, 1)), ==, "Expert");
  g_assert_cmpstr (cal_rules_cell_label (rules, cal_placement (1, 3)), ==, "Untapped");
  g_assert_null (cal_rules_cell_label (rules, CAL_HOLDING));
  g_assert_cmpstr (cal_rules_reason_label (rules, "undo"), ==, "Undo");
  g_assert_cmpstr (cal_rules_reason_label (rules, "imported"), ==, "imported");
  g_assert_true (cal_rules_has_reason_code (rules, "scope"));
  g_assert_false (cal_rules_has_reason_code (rules, "undo"));
}

static void
test_cells (void)
{
  g_autoptr (CalRules) rules = cal_rules_new_default ();

  for (guint cell = 0; cell < rules->n_cells; cell++)
    g_assert_cmpuint (cal_rules_cell (rules, cal_rules_cell_placement (rules, cell)), ==, cell);
  /* The keypad: 7 8 9 above 4 5 6 above 1 2 3. */
  g_assert_cmpuint (cal_rules_cell (rules, cal_placement (1, 3)) + 1, ==, 7);
  g_assert_cmpuint (cal_rules_cell (rules, cal_placement (3, 1)) + 1, ==, 3);
  g_assert_false (cal_rules_has_placement (rules, CAL_HOLDING));
  g_assert_false (cal_rules_has_placement (rules, cal_placement (4, 1)));
  g_assert_false (cal_rules_has_placement (rules, cal_placement (2, 0)));
}

static void
assert_refused (const char *const *levels,
                const char *const *cells,
                const guint *guideline,
                guint n_guideline,
                const char *const *codes)
{
  static const char *const two[] = { "Low", "High", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (CalRules) rules = cal_rules_new (levels, levels, two, two, cells, guideline,
                                              n_guideline, 2, codes, codes, &error);

  g_assert_null (rules);
  g_assert_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_BAD_ENTRY);
}

static void
test_misfits (void)
{
  static const char *const one[] = { "Only", NULL };
  static const char *const two[] = { "Low", "High", NULL };
  static const char *const ten[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", NULL };
  static const char *const four[] = { "A", "B", "C", "D", NULL };
  static const char *const undo[] = { "undo", NULL };
  static const char *const none[] = { NULL };
  static const guint good[] = { 40, 60 };
  static const guint over[] = { 50, 60 };
  g_autoptr (GError) error = NULL;
  g_autoptr (CalRules) rules =
      cal_rules_new (two, two, two, two, four, good, 2, 2, one, one, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rules->n_cells, ==, 4);
  assert_refused (one, four, good, 2, one);
  assert_refused (ten, four, NULL, 0, one);
  assert_refused (two, two, good, 2, one);
  assert_refused (two, four, over, 2, one);
  assert_refused (two, four, good, 1, one);
  assert_refused (two, four, good, 2, undo);
  assert_refused (two, four, good, 2, none);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/rules/default", test_default);
  g_test_add_func ("/core/rules/cells", test_cells);
  g_test_add_func ("/core/rules/misfits", test_misfits);
  return g_test_run ();
}
