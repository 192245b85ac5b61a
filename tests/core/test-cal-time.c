/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-time.h"

static void
test_round_trip (void)
{
  static const gint64 moments[] = {
    0, 1, 999, -1, 1795251900000, 253402300799999, -62135596800000
  };

  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autofree char *text = cal_time_format (moments[i]);
      gint64 read;

      g_assert_true (cal_time_parse (text, &read));
      g_assert_cmpint (read, ==, moments[i]);
    }
  g_autofree char *text = cal_time_format (1795251900000);
  g_assert_cmpstr (text, ==, "2026-11-21T09:05:00.000Z");
  g_assert_null (cal_time_format (G_MAXINT64));
}

static void
test_bad (void)
{
  static const char *const bad[] = {
    "",
    "2026-11-21",
    "2026-11-21T09:05:00Z",
    "2026-11-21T09:05:00.000+00:00",
    "2026-02-30T09:05:00.000Z",
    "2026-11-21T24:05:00.000Z",
    "2026-11-21t09:05:00.000Z",
    "2026-11-21T09:05:00.000Z ",
    "-026-11-21T09:05:00.000Z",
    "0000-11-21T09:05:00.000Z",
  };
  gint64 time;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (cal_time_parse (bad[i], &time));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/time/round-trip", test_round_trip);
  g_test_add_func ("/core/time/bad", test_bad);
  return g_test_run ();
}
