/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-name-finder.h"

static const struct
{
  const char *id;
  const char *name;
  const char *text;
  gboolean found;
} cases[] = {
  { "E12", "Anna Kovács", "Anna led the project", TRUE },
  { "E12", "Anna Kovács", "as KOVACS said", TRUE },
  { "E12", "Anna Kovács", "Annas Team liefert", TRUE },
  { "E12", "Anna Kovács",
    "Kova\xcc\x81"
    "cs's plan",
    TRUE },
  { "E12", "Anna Kovács", "see E12.", TRUE },
  { "E12", "Anna Kovács", "see (e12), please", TRUE },
  { "E12", "Anna Kovács", "E123 and an annalist", FALSE },
  { "E12", "Anna Kovács", "", FALSE },
  { "a.b-7/x", "", "by a.b-7/x!", TRUE },
  { "a.b-7/x", "", "by a b 7 x", FALSE },
  { "two words", "", "two words", TRUE },
  { NULL, "Maria de la Cruz", "de la semana", FALSE },
  { NULL, "Maria de la Cruz", "cruz", TRUE },
  { NULL, "Wim van den Berg", "von dem Berge", TRUE },
  { NULL, "bo", "Bo is here", TRUE },
  { NULL, "J. Li", "j is a letter", FALSE },
  { NULL, "J. Li", "ask Li", TRUE },
  { NULL, "王伟", "请问王伟的项目", TRUE },
  { NULL, "王伟", "请问李伟的项目", FALSE },
  { NULL, "김민수", "김민수는 팀을 이끌었다", TRUE },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CalNameFinder) finder = cal_name_finder_new ();

      g_test_message ("%s", cases[i].text);
      cal_name_finder_add (finder, cases[i].id, cases[i].name);
      g_assert_cmpint (cal_name_finder_finds (finder, cases[i].text), ==, cases[i].found);
    }
}

/* Whatever the text and whoever is added, a name within it is found. */
static void
test_random (void)
{
  static const char *const words[] = { "Zo\xc3\xab", "O'Brien", "\xf0\x9f\x8c\xb1",
                                       "Nguyễn",     "Örs",     "x",
                                       "Ada",        "\n" };

  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (CalNameFinder) finder = cal_name_finder_new ();
      g_autoptr (GString) text = g_string_new (NULL);
      guint hidden = (guint) g_test_rand_int_range (0, 6);

      for (guint i = 0; i < 6; i++)
        g_string_append_printf (
            text, "%s, ",
            i == hidden ? "Rosalind" : words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
      g_assert_false (cal_name_finder_finds (finder, text->str));
      cal_name_finder_add (finder, "77", "Rosalind Franklin");
      g_assert_true (cal_name_finder_finds (finder, text->str));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/name-finder/cases", test_cases);
  g_test_add_func ("/core/name-finder/random", test_random);
  return g_test_run ();
}
