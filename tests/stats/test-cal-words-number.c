/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-words-number.h"

#include <math.h>

static void
check (char *text, const char *wanted)
{
  g_autofree char *owned = text;

  g_assert_cmpstr (owned, ==, wanted);
}

static void
test_p (void)
{
  check (cal_words_p (0.4321, FALSE), "p = 0.43");
  check (cal_words_p (0.0991, FALSE), "p = 0.099");
  check (cal_words_p (0.01, FALSE), "p = 0.01");
  check (cal_words_p (0.00512, FALSE), "p = 0.0051");
  check (cal_words_p (0.00512, TRUE), "p ≈ 0.0051");
  check (cal_words_p (0.000099, FALSE), "p < 0.0001");
  check (cal_words_p (0, TRUE), "p < 0.0001");
  check (cal_words_p (1, FALSE), "p = 1");
  check (cal_words_p (NAN, FALSE), "–");
}

static void
test_effect (void)
{
  check (cal_words_effect (-0.314, TRUE), "−0.31");
  check (cal_words_effect (0.3, TRUE), "+0.30");
  check (cal_words_effect (0.3, FALSE), "0.30");
  check (cal_words_effect (-0.001, TRUE), "0.00");
  check (cal_words_effect (0, TRUE), "0.00");
  check (cal_words_effect (INFINITY, FALSE), "∞");
  check (cal_words_effect (NAN, FALSE), "–");
}

static void
test_interval (void)
{
  check (cal_words_interval (-0.56, -0.06, TRUE), "−0.56 to −0.06");
  check (cal_words_interval (0.1, 0.5, TRUE), "+0.10 to +0.50");
  check (cal_words_interval (NAN, 0.5, TRUE), "–");
}

static void
test_percent (void)
{
  check (cal_words_percent (7, 38), "18 %");
  check (cal_words_percent (0, 38), "0 %");
  check (cal_words_percent (0, 0), "–");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/stats/words-number/p", test_p);
  g_test_add_func ("/stats/words-number/effect", test_effect);
  g_test_add_func ("/stats/words-number/interval", test_interval);
  g_test_add_func ("/stats/words-number/percent", test_percent);
  return g_test_run ();
}
