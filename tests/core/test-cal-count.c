/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-count.h"

static void
test_format (void)
{
  static const struct
  {
    guint64 n;
    const char *text;
  } numbers[] = {
    { 0, "0" },          { 999, "999" },           { 1000, "1,000" },
    { 99999, "99,999" }, { 1000000, "1,000,000" }, { G_MAXUINT64, "18,446,744,073,709,551,615" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = cal_count_format (numbers[i].n, ",");

      g_assert_cmpstr (text, ==, numbers[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/count/format", test_format);
  return g_test_run ();
}
