/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cal-test-board.h"

#include "core/cal-core-error.h"

static void
add (CalTestBoard *test, CalEntry *entry, CalRoster *roster, CalRules *rules)
{
  g_autoptr (GError) error = NULL;
  gboolean applied = cal_board_apply (test->board, entry, roster, rules, &error);

  g_assert_no_error (error);
  g_assert_true (applied);
  g_ptr_array_add (test->log, entry);
}

/* A roster of @n subjects E0, E1, …: one in ten without a placement, one in ten
 * rated on one axis only, the others spread over the grid. */
static CalRoster *
make_roster (guint n)
{
  CalRoster *roster = cal_roster_new ();

  cal_roster_add_column (roster, CAL_FIELD_DEPARTMENT, NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("E%u", i);
      g_autofree char *name = g_strdup_printf ("Subject %u", i);
      const char *values[] = { i % 2 == 0 ? "Sales" : "Data" };
      CalPlacement ratings = cal_placement (i % 3 + 1, i / 3 % 3 + 1);

      if (i % 10 == 9)
        ratings = CAL_HOLDING;
      else if (i % 10 == 8)
        ratings.potential = 0;
      g_assert_true (cal_roster_add (roster, id, name, i == 0 ? "" : "E0", ratings, values));
    }
  return roster;
}

CalTestBoard *
cal_test_board_new_for (CalRoster *roster, CalRules *rules, const char *title, const char *session)
{
  CalTestBoard *test = g_new0 (CalTestBoard, 1);
  CalEntry *entry;

  test->board = cal_board_new ();
  test->log = cal_entries_new ();
  test->roster = cal_roster_ref (roster);
  test->rules = cal_rules_ref (rules);

  entry = cal_entry_new (CAL_KIND_CYCLE_CREATED, 0, 0, NULL);
  cal_entry_set_text (entry, CAL_CYCLE_TITLE, title);
  add (test, entry, NULL, NULL);
  add (test, cal_entry_new (CAL_KIND_RULES_SET, 1, 0, NULL), NULL, test->rules);
  add (test, cal_entry_new (CAL_KIND_ROSTER_IMPORTED, 2, 0, NULL), test->roster, NULL);
  if (session != NULL)
    add (test, cal_entry_new (CAL_KIND_SESSION_STARTED, 3, 0, session), NULL, NULL);
  return test;
}

CalTestBoard *
cal_test_board_new_with_roster (CalRoster *roster, const char *session)
{
  g_autoptr (CalRules) rules = cal_rules_new_default ();

  return cal_test_board_new_for (roster, rules, "Test cycle", session);
}

CalTestBoard *
cal_test_board_new (guint n_subjects, const char *session)
{
  g_autoptr (CalRoster) roster = make_roster (n_subjects);

  return cal_test_board_new_with_roster (roster, session);
}

/* Of twelve subjects one has been erased, by record 7: records 4 and 5 were of
 * them, a move and a kept rating by Ada. */
CalTestBoard *
cal_test_board_new_erased (void)
{
  g_autoptr (CalRoster) roster = make_roster (11);
  CalTestBoard *test;
  CalEntry *entry;

  cal_roster_add_gap (roster, 7);
  test = cal_test_board_new_with_roster (roster, "S1");
  for (guint64 seq = 4; seq <= 5; seq++)
    {
      entry = cal_entry_new (seq == 4 ? CAL_KIND_MOVED : CAL_KIND_KEPT, seq, 0, "S1");
      cal_entry_set_text (entry, CAL_DECISION_ACTOR, "Ada");
      entry->erased_by = 7;
      add (test, entry, NULL, NULL);
    }
  g_assert_true (cal_test_board_move (test, "E1", cal_placement (3, 3), NULL));
  entry = cal_entry_new (CAL_KIND_ERASED, 7, 0, NULL);
  add (test, entry, NULL, NULL);
  return test;
}

void
cal_test_board_free (CalTestBoard *test)
{
  cal_board_free (test->board);
  g_ptr_array_unref (test->log);
  cal_roster_unref (test->roster);
  cal_rules_unref (test->rules);
  g_free (test);
}

gboolean
cal_test_board_run (CalTestBoard *test, const CalCommand *command, GError **error)
{
  g_autoptr (GPtrArray) entries = cal_decide (test->board, command, error);

  if (entries == NULL)
    return FALSE;
  g_assert_cmpuint (entries->len, >, 0);
  while (entries->len > 0)
    add (test, g_ptr_array_steal_index (entries, 0), NULL, NULL);
  return TRUE;
}

gboolean
cal_test_board_move (CalTestBoard *test, const char *id, CalPlacement to, GError **error)
{
  CalStep step = { .subject = id, .to = to, .reason_code = "evidence", .reason = "Because." };
  CalCommand command = {
    .kind = CAL_COMMAND_MOVE, .actor = "Ada", .steps = &step, .n_steps = 1, .time = 1000
  };

  return cal_test_board_run (test, &command, error);
}

gboolean
cal_test_board_undo (CalTestBoard *test, GError **error)
{
  CalCommand command = { .kind = CAL_COMMAND_UNDO, .actor = "Ada", .reason = "Wrong chip." };

  return cal_test_board_run (test, &command, error);
}

gboolean
cal_test_board_redo (CalTestBoard *test, GError **error)
{
  CalCommand command = { .kind = CAL_COMMAND_REDO, .actor = "Ada", .reason = "Right after all." };

  return cal_test_board_run (test, &command, error);
}

/* One random command: a move, a batch, a kept rating, an undo or a redo. What
 * the rules refuse is no failure of the test. */
void
cal_test_board_random_step (CalTestBoard *test, GRand *random)
{
  static const char *const codes[] = { "evidence", "consistency", "scope", "recency", "other" };
  guint n_subjects = cal_board_n_subjects (test->board);
  CalStep steps[5];
  CalCommand command = { .actor = "Ada", .reason = "Changed our minds.", .steps = steps };
  guint roll = (guint) g_rand_int_range (random, 0, 10);

  command.kind = roll < 5   ? CAL_COMMAND_MOVE
                 : roll < 6 ? CAL_COMMAND_KEEP
                 : roll < 8 ? CAL_COMMAND_UNDO
                            : CAL_COMMAND_REDO;
  command.n_steps = (gsize) g_rand_int_range (random, 1, G_N_ELEMENTS (steps) + 1);
  for (guint i = 0; i < command.n_steps; i++)
    {
      guint to = (guint) g_rand_int_range (random, 0, 10);
      guint who = (guint) g_rand_int_range (random, 0, (gint32) n_subjects);

      steps[i] = (CalStep){
        .subject = cal_board_subject (test->board, who)->row->id,
        .to = to == 9 ? CAL_HOLDING : cal_placement (to % 3 + 1, to / 3 + 1),
        .reason_code = codes[to % 5],
        .reason = "Random.",
      };
    }
  cal_test_board_run (test, &command, NULL);
}

/* The next entry, as a log may have it that our commands did not write: it reverts a
 * decision, whichever, and leads back to where that started. */
CalEntry *
cal_test_entry_reverting (const CalBoard *board, guint index)
{
  const CalDecision *decision = cal_board_decision (board, index);
  const CalBoardSubject *subject = cal_board_subject (board, decision->subject);
  gboolean stays = cal_placement_equal (subject->placement, decision->from);
  CalEntry *entry = cal_entry_new (stays ? CAL_KIND_KEPT : CAL_KIND_MOVED, cal_board_size (board),
                                   0, cal_board_session (board, decision->session)->name);
  const CalDecision *last = cal_board_decision (board, (guint) subject->last_decision);
  g_autofree char *reverts = g_strdup_printf ("%" G_GUINT64_FORMAT, decision->seq);
  g_autofree char *previous = g_strdup_printf ("%" G_GUINT64_FORMAT, last->seq);
  char from[CAL_PLACEMENT_TEXT_SIZE], to[CAL_PLACEMENT_TEXT_SIZE];
  const char *change[CAL_CHANGE_N + 1] = { cal_placement_format (subject->placement, from),
                                           cal_placement_format (decision->from, to),
                                           CAL_REASON_UNDO,
                                           "",
                                           reverts,
                                           previous,
                                           NULL };

  cal_entry_set_text (entry, CAL_DECISION_SUBJECT, subject->row->id);
  cal_entry_set_list (entry, CAL_DECISION_CHANGE, change);
  cal_entry_set_text (entry, CAL_DECISION_REASON, "Because.");
  cal_entry_set_text (entry, CAL_DECISION_ACTOR, "Ada");
  cal_entry_set_text (entry, CAL_DECISION_PROPOSED_BY, "");
  return entry;
}

void
cal_test_board_revert (CalTestBoard *test, guint index)
{
  add (test, cal_test_entry_reverting (test->board, index), NULL, NULL);
}

/* One of the latest decisions, in force and in an open session, so that it can be
 * reverted; G_MAXUINT where there was no luck. */
guint
cal_test_pick_in_force (const CalBoard *board, GRand *random, guint reach)
{
  guint n = cal_board_n_decisions (board);
  guint index = n - 1 - (guint) g_rand_int_range (random, 0, (gint32) reach);
  const CalDecision *decision;

  if (index >= n)
    return G_MAXUINT;
  decision = cal_board_decision (board, index);
  return decision->in_force && !cal_board_subject (board, decision->subject)->gone
                 && !cal_board_session (board, decision->session)->finalised
             ? index
             : G_MAXUINT;
}

/* The definition, read literally: in force unless something in force reverts it. */
gboolean
cal_test_is_in_force (const CalBoard *board, guint index)
{
  guint64 seq = cal_board_decision (board, index)->seq;

  for (guint i = index + 1; i < cal_board_n_decisions (board); i++)
    if (cal_board_decision (board, i)->reverts == (gint64) seq && cal_test_is_in_force (board, i))
      return FALSE;
  return TRUE;
}

CalBoard *
cal_test_board_refold (CalTestBoard *test, guint n_entries)
{
  CalBoard *board = cal_board_new ();

  for (guint i = 0; i < n_entries; i++)
    {
      g_autoptr (GError) error = NULL;

      cal_board_apply (board, g_ptr_array_index (test->log, i), test->roster, test->rules, &error);
      g_assert_no_error (error);
    }
  return board;
}

void
cal_test_assert_boards_equal (const CalBoard *a, const CalBoard *b)
{
  g_assert_cmpuint (cal_board_size (a), ==, cal_board_size (b));
  g_assert_cmpuint (cal_board_n_subjects (a), ==, cal_board_n_subjects (b));
  g_assert_cmpuint (cal_board_n_decisions (a), ==, cal_board_n_decisions (b));
  g_assert_cmpuint (cal_board_n_placed (a), ==, cal_board_n_placed (b));
  for (guint i = 0; i < cal_board_n_subjects (a); i++)
    {
      const CalBoardSubject *left = cal_board_subject (a, i);
      const CalBoardSubject *right = cal_board_subject (b, i);

      g_assert_cmpstr (left->row->id, ==, right->row->id);
      g_assert_true (cal_placement_equal (left->placement, right->placement));
      g_assert_cmpuint (left->n_decisions, ==, right->n_decisions);
    }
  for (guint i = 0; i < cal_board_n_decisions (a); i++)
    {
      const CalDecision *left = cal_board_decision (a, i);
      const CalDecision *right = cal_board_decision (b, i);

      g_assert_cmpuint (left->seq, ==, right->seq);
      g_assert_cmpint (left->in_force, ==, right->in_force);
      g_assert_cmpint (left->reverted_by, ==, right->reverted_by);
      g_assert_cmpstr (left->reason, ==, right->reason);
    }
  if (cal_board_rules (a) == NULL)
    return;
  for (guint i = 0; i < cal_board_rules (a)->n_cells; i++)
    g_assert_cmpuint (cal_board_count (a, i), ==, cal_board_count (b, i));
}
