/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-formula.h"

static void
test_guard (void)
{
  static const char *const guarded[] = { "=1", "+1",  "-",  "@x", "\tx",  "\r",   "＝1",
                                         "＋", "－x", "＠", "'=", "''-1", "'''＠" };
  static const char *const plain[] = { "", "1", "a=b", "'", "'x", " =1", "''", "\n", "E-1", "＃" };

  for (guint i = 0; i < G_N_ELEMENTS (guarded); i++)
    {
      g_autofree char *out = g_strconcat ("'", guarded[i], NULL);

      g_assert_true (cal_formula_needs_guard (guarded[i]));
      g_assert_cmpstr (cal_formula_unguard (out), ==, guarded[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      g_assert_false (cal_formula_needs_guard (plain[i]));
      g_assert_cmpstr (cal_formula_unguard (plain[i]), ==, plain[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/formula/guard", test_guard);
  return g_test_run ();
}
