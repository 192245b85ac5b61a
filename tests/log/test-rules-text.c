/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-rules-text.h"

#include <string.h>

#include "core/cal-core-error.h"
#include "log/cal-log-error.h"

static CalRules *
small_rules (const guint *guideline, guint n_guideline)
{
  const char *const levels[] = { "Low", "High", NULL };
  const char *const anchors[] = { "Says \"no\"", "", NULL };
  const char *const cells[] = { "a", "b", "c", "d", NULL };
  const char *const codes[] = { "other", NULL };
  const char *const labels[] = { "Anders\n\xc3\xbc", NULL };
  g_autoptr (GError) error = NULL;
  CalRules *rules = cal_rules_new (levels, anchors, levels, anchors, cells, guideline, n_guideline,
                                   5, codes, labels, &error);

  g_assert_no_error (error);
  return rules;
}

static void
test_form (void)
{
  const guint guideline[] = { 40, 60 };
  g_autoptr (CalRules) rules = small_rules (guideline, 2);
  g_autofree char *text = cal_rules_to_text (rules);

  g_assert_cmpstr (text, ==,
                   "{\"cells\":[\"a\",\"b\",\"c\",\"d\"],\"guideline\":[\"40\",\"60\"],"
                   "\"performance\":[\"Low\",\"High\"],"
                   "\"performance_anchors\":[\"Says \\\"no\\\"\",\"\"],"
                   "\"potential\":[\"Low\",\"High\"],"
                   "\"potential_anchors\":[\"Says \\\"no\\\"\",\"\"],"
                   "\"reason_codes\":[\"other\"],\"reason_labels\":[\"Anders\\n\xc3\xbc\"],"
                   "\"tolerance\":5}");
}

static void
assert_round_trip (CalRules *rules)
{
  g_autofree char *text = cal_rules_to_text (rules);
  g_autofree char *again = NULL;
  g_autoptr (CalRules) back = NULL;
  g_autoptr (GError) error = NULL;

  back = cal_rules_from_text (text, &error);
  g_assert_no_error (error);
  g_assert_cmpstrv (back->performance.labels, rules->performance.labels);
  g_assert_cmpstrv (back->performance.anchors, rules->performance.anchors);
  g_assert_cmpstrv (back->potential.labels, rules->potential.labels);
  g_assert_cmpstrv (back->potential.anchors, rules->potential.anchors);
  g_assert_cmpstrv (back->cell_labels, rules->cell_labels);
  g_assert_cmpstrv (back->reason_codes, rules->reason_codes);
  g_assert_cmpstrv (back->reason_labels, rules->reason_labels);
  g_assert_cmpmem (back->guideline, back->n_guideline * sizeof (guint), rules->guideline,
                   rules->n_guideline * sizeof (guint));
  g_assert_cmpuint (back->tolerance, ==, rules->tolerance);
  g_assert_cmpuint (back->n_cells, ==, rules->n_cells);
  again = cal_rules_to_text (back);
  g_assert_cmpstr (again, ==, text);
}

static void
test_round_trip (void)
{
  const guint guideline[] = { 0, 100 };
  g_autoptr (CalRules) usual = cal_rules_new_default ();
  g_autoptr (CalRules) small = small_rules (guideline, 2);
  g_autoptr (CalRules) free = small_rules (NULL, 0);

  assert_round_trip (usual);
  assert_round_trip (small);
  assert_round_trip (free);
}

static void
assert_refused (const char *part, const char *instead, GQuark domain, int code)
{
  const guint guideline[] = { 40, 60 };
  g_autoptr (CalRules) rules = small_rules (guideline, 2);
  g_autoptr (CalRules) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = cal_rules_to_text (rules);
  g_autoptr (GString) changed = g_string_new (text);

  g_assert_cmpuint (g_string_replace (changed, part, instead, 1), ==, 1);
  read = cal_rules_from_text (changed->str, &error);
  g_assert_null (read);
  g_assert_error (error, domain, code);
}

static void
test_refuses (void)
{
  assert_refused ("\"40\"", "\"040\"", CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_RULES);
  assert_refused ("\"40\"", "\"+40\"", CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_RULES);
  assert_refused ("\"40\"", "40", CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_RULES);
  assert_refused ("\"cells\"", "\"boxes\"", CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_RULES);
  assert_refused (":5}", ":5} ", CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_RULES);
  assert_refused (":5}", ":101}", CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_RULES);
  assert_refused (":5}", ":5,\"x\":1}", CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_RULES);
  assert_refused ("{", "", CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_RULES);
  assert_refused ("\"40\",\"60\"", "\"40\",\"50\"", CAL_CORE_ERROR, CAL_CORE_ERROR_BAD_ENTRY);
  assert_refused (",\"d\"]", "]", CAL_CORE_ERROR, CAL_CORE_ERROR_BAD_ENTRY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log/rules-text/form", test_form);
  g_test_add_func ("/log/rules-text/round-trip", test_round_trip);
  g_test_add_func ("/log/rules-text/refuses", test_refuses);
  return g_test_run ();
}
