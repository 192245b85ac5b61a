/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cal-awkward-board.h"

#include "core/cal-core-error.h"

/* Texts that a spreadsheet would take for something else, or that XML cannot
 * hold as they are. */
static const struct
{
  const char *id;
  const char *name;
  const char *manager;
  CalPlacement ratings;
  const char *values[4];
} people[] = {
  { "007", "=1+1", "", { 2, 2 }, { "Sales", "2015-02-28", "https://example.com/", "0042" } },
  { "1E5", "+44 20", "007", { 3, 3 }, { "-5", "2015-02-30", "@SUM(A1)", "1/2" } },
  { "003", "-Minus", "007", { 1, 3 }, { "R&D <b>", "", "\"quoted\"", "" } },
  { "004", "@At", "999", { 2, 1 }, { "Vertrieb", "1899-01-01", "_x0041_", " x " } },
  { "005", "ليلى منصور", "1E5", { 0, 0 }, { "数据", "2020-12-31", "tab\there", "line\nbreak" } },
  { "006", "Bell\x07 \xef\xbf\xbe", "1E5", { 2, 0 }, { "Sales", "2021-06-01", "\x1f", "🙂" } },
  { "008", "François Lefèvre", "007", { 2, 2 }, { "Sales", "1999-12-31", "é", "TRUE" } },
};

static CalRoster *
make_roster (void)
{
  CalRoster *roster = cal_roster_new ();

  cal_roster_add_column (roster, CAL_FIELD_DEPARTMENT, NULL);
  cal_roster_add_column (roster, CAL_FIELD_HIRE_DATE, NULL);
  /* One as the workbook's own column is called, one the same but for case. */
  cal_roster_add_column (roster, CAL_FIELD_ATTRIBUTE, "final cell");
  cal_roster_add_column (roster, CAL_FIELD_ATTRIBUTE, "Cost\ncentre");
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    g_assert_true (cal_roster_add (roster, people[i].id, people[i].name, people[i].manager,
                                   people[i].ratings, people[i].values));
  return roster;
}

static void
move (CalTestBoard *test, const char *id, CalPlacement to, const char *reason)
{
  const char *evidence[] = { "=HYPERLINK(\"x\")", "Second", NULL };
  const char *dissent[] = { "Bo", NULL };
  g_autoptr (GError) error = NULL;
  CalStep step = { .subject = id,
                   .to = to,
                   .reason_code = "scope",
                   .reason = reason,
                   .proposed_by = "-Proposer",
                   .evidence = evidence,
                   .dissent = dissent };
  CalCommand command = { .kind = CAL_COMMAND_MOVE,
                         .actor = "Ada",
                         .time = G_GINT64_CONSTANT (1763715900250),
                         .steps = &step,
                         .n_steps = 1 };

  cal_test_board_run (test, &command, &error);
  g_assert_no_error (error);
}

/**
 * cal_awkward_board_new:
 *
 * A cycle of seven subjects: 1E5 moved from Star to Core with a rationale too
 * long for a cell, 003 moved and the move undone, 004 kept, 005 taken out of
 * the holding area, moved on and that undone and redone.
 */
CalTestBoard *
cal_awkward_board_new (void)
{
  g_autoptr (CalRoster) roster = make_roster ();
  g_autoptr (CalRules) rules = cal_rules_new_default ();
  CalTestBoard *test = cal_test_board_new_for (roster, rules, "=Year-end \x01 & <2025>", "S1");
  g_autofree char *long_reason = g_strnfill (CAL_AWKWARD_LENGTH, 'r');
  CalStep keep = { .subject = "004", .reason_code = "evidence", .reason = "=Right as it is" };
  CalCommand command = { .kind = CAL_COMMAND_KEEP, .actor = "Ada", .steps = &keep, .n_steps = 1 };
  g_autoptr (GError) error = NULL;

  move (test, "1E5", cal_placement (2, 2), long_reason);
  move (test, "003", cal_placement (1, 1), "Wrong chip.");
  cal_test_board_undo (test, &error);
  g_assert_no_error (error);
  cal_test_board_run (test, &command, &error);
  g_assert_no_error (error);
  move (test, "005", cal_placement (3, 2), "Has a rating now.");
  cal_test_board_undo (test, &error);
  g_assert_no_error (error);
  cal_test_board_redo (test, &error);
  g_assert_no_error (error);
  return test;
}

CalWorkbookFacts
cal_awkward_facts (void)
{
  static const char *const totals[] = {
    "subjects", "7", "raters", "3", "fully_rated", "5", "performance_sum", "11", "2,2", "99", NULL,
  };

  return (CalWorkbookFacts){
    .log_id = "0123456789abcdef0123456789abcdef",
    .log_size = 11,
    .root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    .time = G_GINT64_CONSTANT (1763716000000),
    .writer = "HR <hr@example.com>",
    .import_totals = totals,
  };
}
