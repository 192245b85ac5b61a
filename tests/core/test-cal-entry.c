/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-entry.h"

/* The format's table of kinds, written down a second time on purpose. */
static void
test_table (void)
{
  static const struct
  {
    const char *kind;
    const char *fields;
  } table[] = {
    { "cycle-created", "actor title" },
    { "rules-set", "actor rules" },
    { "roster-imported", "actor file[] totals[] root" },
    { "session-started", "actor reason people[]" },
    { "session-reopened", "actor reason people[]" },
    { "moved", "subject change[] reason evidence[] actor proposed_by dissent[]" },
    { "kept", "subject change[] reason evidence[] actor proposed_by dissent[]" },
    { "session-finalised", "actor seal[]" },
    { "erased", "actor reason digests[]" },
    { "hold-set", "actor subject reason" },
    { "hold-lifted", "actor subject reason" },
    { "branched", "actor parent[]" },
    { "ratings-imported", "actor file[] totals[] root" },
    { "earlier-imported", "actor file[] totals[] root" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      CalKind kind = cal_kind_from_name (table[i].kind);
      g_autoptr (GString) fields = g_string_new (NULL);
      guint n;
      const CalFieldSpec *specs = cal_kind_fields (kind, &n);

      g_assert_cmpstr (cal_kind_name (kind), ==, table[i].kind);
      for (guint f = 0; f < n; f++)
        g_string_append_printf (fields, "%s%s%s", f > 0 ? " " : "", specs[f].name,
                                specs[f].is_list ? "[]" : "");
      g_assert_cmpstr (fields->str, ==, table[i].fields);
    }
  g_assert_cmpint (cal_kind_from_name ("voted"), ==, CAL_KIND_UNKNOWN);
}

static void
test_values (void)
{
  g_autoptr (CalEntry) entry = cal_entry_new (CAL_KIND_MOVED, 5, 0, NULL);
  const char *const evidence[] = { "a", "b", NULL };

  g_assert_cmpstr (entry->session, ==, "");
  g_assert_cmpstr (entry->values[CAL_DECISION_SUBJECT].text, ==, "");
  g_assert_null (entry->values[CAL_DECISION_SUBJECT].list);
  g_assert_cmpuint (g_strv_length (entry->values[CAL_DECISION_EVIDENCE].list), ==, 0);
  cal_entry_set_text (entry, CAL_DECISION_SUBJECT, "E7");
  cal_entry_set_list (entry, CAL_DECISION_EVIDENCE, evidence);
  g_assert_cmpstr (entry->values[CAL_DECISION_SUBJECT].text, ==, "E7");
  g_assert_cmpstr (entry->values[CAL_DECISION_EVIDENCE].list[1], ==, "b");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/entry/table", test_table);
  g_test_add_func ("/core/entry/values", test_values);
  return g_test_run ();
}
