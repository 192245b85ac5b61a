/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster/cal-roster-cell.h"

#include <string.h>

static void
test_trim (void)
{
  static const char *const cases[][2] = {
    { "", "" },
    { "  ", "" },
    { "a", "a" },
    { " a b ", "a b" },
    { "\t\r\n a\n", "a" },
    { "\xc2\xa0"
      "a\xe3\x80\x80",
      "a" },
    { "é ", "é" },
    { "\xe2\x80\xa8"
      "a\xc2\x85",
      "\xe2\x80\xa8"
      "a\xc2\x85" },
    { "\x01 ", "\x01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup (cases[i][0]);

      g_assert_cmpstr (cal_roster_cell_trim (text, strlen (text)), ==, cases[i][1]);
    }
}

static void
test_rating (void)
{
  static const struct
  {
    const char *text;
    CalRatingText kind;
    guint level;
  } cases[] = {
    { "", CAL_RATING_TEXT_NONE, 0 },
    { "NA", CAL_RATING_TEXT_NONE_IN_WORDS, 0 },
    { "n/A", CAL_RATING_TEXT_NONE_IN_WORDS, 0 },
    { "-", CAL_RATING_TEXT_NONE_IN_WORDS, 0 },
    { "2", CAL_RATING_TEXT_LEVEL, 2 },
    { "2.0", CAL_RATING_TEXT_LEVEL, 2 },
    { "2,00", CAL_RATING_TEXT_LEVEL, 2 },
    { "007", CAL_RATING_TEXT_LEVEL, 7 },
    { "0", CAL_RATING_TEXT_LEVEL, 0 },
    { "99999999999999999999", CAL_RATING_TEXT_LEVEL, 1000 },
    { "2.", CAL_RATING_TEXT_BAD, 0 },
    { "2.5", CAL_RATING_TEXT_BAD, 0 },
    { "2.05", CAL_RATING_TEXT_BAD, 0 },
    { ".0", CAL_RATING_TEXT_BAD, 0 },
    { "-1", CAL_RATING_TEXT_BAD, 0 },
    { "+1", CAL_RATING_TEXT_BAD, 0 },
    { "2 3", CAL_RATING_TEXT_BAD, 0 },
    { "high", CAL_RATING_TEXT_BAD, 0 },
    { "none", CAL_RATING_TEXT_BAD, 0 },
    { "２", CAL_RATING_TEXT_BAD, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint level;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (cal_roster_cell_rating (cases[i].text, &level), ==, cases[i].kind);
      if (cases[i].kind == CAL_RATING_TEXT_LEVEL)
        g_assert_cmpuint (level, ==, cases[i].level);
    }
}

static void
test_odd (void)
{
  g_assert_cmpuint (cal_roster_cell_find_odd ("plain\ttext\r\n"), ==, 0);
  g_assert_cmpuint (cal_roster_cell_find_odd ("a\x07"), ==, 0x07);
  g_assert_cmpuint (cal_roster_cell_find_odd ("\x7f"), ==, 0x7F);
  g_assert_cmpuint (cal_roster_cell_find_odd ("é\xc2\x9b"), ==, 0x9B);
  g_assert_cmpuint (cal_roster_cell_find_odd ("a\xe2\x80\xae"), ==, 0x202E);
  g_assert_cmpuint (cal_roster_cell_find_odd ("\xe2\x81\xa6"), ==, 0x2066);
  /* A mark that Arabic and Hebrew text needs overrides nothing. */
  g_assert_cmpuint (cal_roster_cell_find_odd ("\xe2\x80\x8f"), ==, 0);
}

static void
test_fold (void)
{
  static const char *const alike[][2] = {
    { "E1", "e1" },
    { "Straße", "STRASSE" },
    { "é", "e\xcc\x81" },
    { "a\xe2\x80\x8b"
      "b",
      "ab" },
    { "a b", "AB" },
    { "\xef\xbb\xbfx", "x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (alike); i++)
    {
      g_autofree char *a = cal_roster_cell_fold (alike[i][0]);
      g_autofree char *b = cal_roster_cell_fold (alike[i][1]);

      g_assert_cmpstr (a, ==, b);
    }
  g_autofree char *one = cal_roster_cell_fold ("E1");
  g_autofree char *two = cal_roster_cell_fold ("É1");
  g_assert_cmpstr (one, !=, two);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roster/cell/trim", test_trim);
  g_test_add_func ("/roster/cell/rating", test_rating);
  g_test_add_func ("/roster/cell/odd", test_odd);
  g_test_add_func ("/roster/cell/fold", test_fold);
  return g_test_run ();
}
