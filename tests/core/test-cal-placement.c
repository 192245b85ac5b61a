/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-placement.h"

static void
test_round_trip (void)
{
  char text[CAL_PLACEMENT_TEXT_SIZE];
  CalPlacement read;

  for (guint x = 1; x <= CAL_MAX_LEVELS; x++)
    for (guint y = 1; y <= CAL_MAX_LEVELS; y++)
      {
        g_assert_true (
            cal_placement_parse (cal_placement_format (cal_placement (x, y), text), &read));
        g_assert_true (cal_placement_equal (read, cal_placement (x, y)));
      }
  g_assert_cmpstr (cal_placement_format (CAL_HOLDING, text), ==, "");
  g_assert_cmpstr (cal_placement_format (cal_placement (2, 0), text), ==, "");
  g_assert_cmpstr (cal_placement_format (cal_placement (2, 3), text), ==, "2,3");
  g_assert_true (cal_placement_parse ("", &read));
  g_assert_true (cal_placement_equal (read, CAL_HOLDING));
}

static void
test_one_form_only (void)
{
  static const char *const bad[] = { "2",    "2,",   ",3",  "0,1", "1,0",  "2, 3",   " 2,3",
                                     "2,3 ", "10,1", "2;3", "a,b", "2,33", "holding" };
  CalPlacement read;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (cal_placement_parse (bad[i], &read));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/placement/round-trip", test_round_trip);
  g_test_add_func ("/core/placement/one-form-only", test_one_form_only);
  return g_test_run ();
}
