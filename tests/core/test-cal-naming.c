/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cal-test-board.h"

#include "core/cal-naming.h"

static const char *const people[][2] = {
  { "E100", "Ann Leeson" },
  { "E200", "Ann Lee" },
  { "17", "Anna M\xc3\xbcller" },
  { "20417", "\xe6\x9d\x8e\xe6\x98\x8e" },
  { "E500", "Cher" },
  { "E600", "Ann Leeson" },
};

static CalTestBoard *
new_board (void)
{
  g_autoptr (CalRoster) roster = cal_roster_new ();

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    g_assert_true (
        cal_roster_add (roster, people[i][0], people[i][1], "", cal_placement (2, 2), NULL));
  return cal_test_board_new_with_roster (roster, "S1");
}

static void
test_names (void)
{
  static const struct
  {
    const char *text;
    gboolean names;
  } cases[] = {
    { "", FALSE },
    { "Led the migration", FALSE },
    { "Ann Leeson led it, as E100 should", FALSE },
    { "Ann Lee led it", TRUE },
    { "ANN LEE led it", TRUE },
    { "Ann Leeson and Ann Lee led it", TRUE },
    { "Lee led it", FALSE },
    { "Anna Mu\xcc\x88llers Team", TRUE },
    { "anna m\xc3\xbcller", TRUE },
    { "17 of 20 goals", FALSE },
    { "as 20417 did", TRUE },
    { "as 204170 did", FALSE },
    { "as e500 did", TRUE },
    { "Cher sang", TRUE },
    { "Cherish this", FALSE },
    { "\xe6\x9d\x8e\xe6\x98\x8e\xe8\xaf\xb4", TRUE },
  };
  g_autoptr (CalTestBoard) test = new_board ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const list[] = { "nothing", cases[i].text, NULL };

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (cal_naming_others (test->board, 0, cases[i].text), ==, cases[i].names);
      g_assert_cmpint (cal_naming_others_in_list (test->board, 0, list), ==, cases[i].names);
    }
  g_assert_false (cal_naming_others_in_list (test->board, 0, NULL));
}

/* Who recorded a decision of the subject need not be in the roster. */
static void
test_panel (void)
{
  g_autoptr (CalTestBoard) test = new_board ();
  const char *const dissent[] = { "Dora Nowak", NULL };
  const CalStep step = {
    .subject = "E100",
    .to = cal_placement (3, 3),
    .reason_code = "evidence",
    .reason = "Led it",
    .proposed_by = "Carl Berg",
    .dissent = dissent,
  };
  CalCommand command = {
    .kind = CAL_COMMAND_MOVE,
    .actor = "Ada Quist",
    .session = "S1",
    .steps = &step,
    .n_steps = 1,
  };
  g_autoptr (GError) error = NULL;

  g_assert_false (cal_naming_others (test->board, 0, "Ada Quist, Carl Berg, Dora Nowak"));
  cal_test_board_run (test, &command, &error);
  g_assert_no_error (error);
  g_assert_true (cal_naming_others (test->board, 0, "as Ada Quist said"));
  g_assert_true (cal_naming_others (test->board, 0, "as Carl Berg said"));
  g_assert_true (cal_naming_others (test->board, 0, "against Dora Nowak"));
  g_assert_false (cal_naming_others (test->board, 1, "as Ada Quist said"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/naming/names", test_names);
  g_test_add_func ("/core/naming/panel", test_panel);
  return g_test_run ();
}
