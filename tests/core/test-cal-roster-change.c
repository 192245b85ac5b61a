/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-roster-change.h"

#include <string.h>

#include "cal-test-board.h"

static void
add (CalRoster *roster, const char *id, const char *name, CalPlacement ratings, const char *where)
{
  const char *values[] = { where };

  g_assert_true (cal_roster_add (roster, id, name, "E1", ratings, values));
}

static CalRoster *
make_roster (const char *attribute)
{
  CalRoster *roster = cal_roster_new ();

  cal_roster_add_column (roster, CAL_FIELD_ATTRIBUTE, attribute);
  return roster;
}

static CalTestBoard *
make_board (void)
{
  g_autoptr (CalRoster) roster = make_roster ("site");

  add (roster, "E1", "Ann", cal_placement (2, 2), "Rome");
  add (roster, "E2", "Bo", cal_placement (3, 3), "Rome");
  add (roster, "E3", "Cy", cal_placement (1, 0), "");
  return cal_test_board_new_with_roster (roster, "S1");
}

static char *
describe (const CalBoard *board, const CalRoster *roster)
{
  g_autoptr (GPtrArray) changes = cal_roster_changes (board, roster);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const CalRosterChange *change = g_ptr_array_index (changes, i);
      g_autofree char *fields = g_strjoinv ("+", change->fields);

      g_string_append_printf (
          text, "%s%s%s %s%s", i > 0 ? ", " : "",
          change->row == NULL                              ? "-"
          : change->subject == CAL_NONE || change->returns ? "+"
                                                           : "",
          change->row != NULL ? change->row->id
                              : cal_board_subject (board, (guint) change->subject)->row->id,
          fields, change->rating_changed ? change->follows ? " follows" : " stays" : "");
    }
  return g_string_free (text, FALSE);
}

static void
test_changes (void)
{
  g_autoptr (CalTestBoard) test = make_board ();
  g_autoptr (CalRoster) same = make_roster ("SITE");
  g_autoptr (CalRoster) other = make_roster ("team");

  add (same, "E3", "Cy", cal_placement (1, 0), "");
  add (same, "E1", "Ann", cal_placement (2, 2), "Rome");
  add (same, "E2", "Bo", cal_placement (3, 3), "Rome");
  g_autofree char *none = describe (test->board, same);
  g_assert_cmpstr (none, ==, "");

  cal_test_board_move (test, "E2", cal_placement (2, 3), NULL);
  add (other, "E1", "Anna", cal_placement (2, 1), "");
  add (other, "E2", "Bo", cal_placement (1, 3), "Red");
  add (other, "E4", "Dee", cal_placement (1, 1), "Red");
  g_autofree char *some = describe (test->board, other);
  g_assert_cmpstr (some, ==,
                   "E1 name+potential+site follows, E2 performance+team+site stays, +E4 , -E3 ");
}

/* Whoever was gone comes back as somebody new, with all that was decided. */
static void
test_return (void)
{
  g_autoptr (CalTestBoard) test = make_board ();
  g_autoptr (CalRoster) without = make_roster ("site");
  g_autoptr (CalRoster) with = make_roster ("site");
  g_autoptr (CalEntry) entry = cal_entry_new (CAL_KIND_ROSTER_IMPORTED, 4, 0, NULL);

  add (without, "E1", "Ann", cal_placement (2, 2), "Rome");
  add (without, "E3", "Cy", cal_placement (1, 0), "");
  add (with, "E1", "Ann", cal_placement (2, 2), "Rome");
  add (with, "E2", "Bo", cal_placement (3, 3), "Rome");
  add (with, "E3", "Cy", cal_placement (1, 0), "");
  g_assert_true (cal_board_apply (test->board, entry, without, NULL, NULL));
  g_autofree char *back = describe (test->board, with);
  g_assert_cmpstr (back, ==, "+E2 ");
}

static void
test_keep_others (void)
{
  g_autoptr (CalTestBoard) test = make_board ();
  g_autoptr (CalRoster) good = make_roster ("team");

  add (good, "E2", "Bo", cal_placement (1, 1), "Red");
  add (good, "E4", "Dee", cal_placement (1, 1), "Red");
  g_autoptr (CalRoster) merged = cal_roster_keep_others (test->board, good);
  g_autofree char *changes = describe (test->board, merged);
  g_assert_cmpstr (changes, ==, "E2 performance+potential+team+site follows, +E4 ");
  g_assert_cmpuint (cal_roster_n_subjects (merged), ==, 4);
  g_assert_cmpstr (cal_roster_subject (merged, 2)->id, ==, "E1");
  g_assert_cmpstr (cal_roster_subject (merged, 2)->values[0], ==, "");
  g_assert_cmpstr (cal_roster_subject (merged, 2)->values[1], ==, "Rome");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/roster-change/changes", test_changes);
  g_test_add_func ("/core/roster-change/return", test_return);
  g_test_add_func ("/core/roster-change/keep-others", test_keep_others);
  return g_test_run ();
}
