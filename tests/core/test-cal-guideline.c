/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-guideline.h"

static void
test_examples (void)
{
  static const struct
  {
    guint percent, tolerance, n, low, high;
  } examples[] = {
    { 10, 2, 194, 16, 23 },    { 15, 2, 194, 26, 32 }, { 10, 2, 19, 1, 2 },
    { 10, 2, 4962, 397, 595 }, { 60, 2, 0, 0, 0 },     { 20, 0, 10, 2, 2 },
    { 0, 2, 100, 0, 2 },       { 100, 5, 7, 7, 7 },    { 35, 2, 4962, 1638, 1835 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      CalAllowed allowed =
          cal_guideline_allowed (examples[i].percent, examples[i].tolerance, examples[i].n);

      g_assert_cmpuint (allowed.low, ==, examples[i].low);
      g_assert_cmpuint (allowed.high, ==, examples[i].high);
    }
}

/* Every count within the tolerance is allowed, and none that is off by more
 * than the tolerance and a whole subject. */
static void
test_properties (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint round = 0; round < 5000; round++)
    {
      guint percent = (guint) g_rand_int_range (random, 0, 101);
      guint tolerance = (guint) g_rand_int_range (random, 0, 11);
      guint n = (guint) g_rand_int_range (random, 0, 3000);
      CalAllowed allowed = cal_guideline_allowed (percent, tolerance, n);

      g_assert_cmpuint (allowed.low, <=, allowed.high);
      g_assert_cmpuint (allowed.high, <=, n);
      for (guint count = 0; count <= n; count += MAX (1, n / 50))
        {
          gint64 off = (gint64) count * 100 - (gint64) percent * n;
          gint64 limit = (gint64) tolerance * n;
          gboolean within = count >= allowed.low && count <= allowed.high;

          if (ABS (off) <= limit)
            g_assert_true (within);
          if (ABS (off) >= MAX (limit, 100) + 100)
            g_assert_false (within);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/guideline/examples", test_examples);
  g_test_add_func ("/core/guideline/properties", test_properties);
  return g_test_run ();
}
