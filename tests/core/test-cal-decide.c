/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cal-test-board.h"

#include "core/cal-core-error.h"

static CalPlacement
placement_of (CalTestBoard *test, const char *id)
{
  guint index;

  g_assert_true (cal_board_find (test->board, id, &index));
  return cal_board_subject (test->board, index)->placement;
}

static void
assert_at (CalTestBoard *test, const char *id, const char *where)
{
  char text[CAL_PLACEMENT_TEXT_SIZE];

  g_assert_cmpstr (cal_placement_format (placement_of (test, id), text), ==, where);
}

static void
assert_refused (CalTestBoard *test, const CalCommand *command, CalCoreError code)
{
  g_autoptr (GError) error = NULL;
  guint64 size = cal_board_size (test->board);

  g_assert_false (cal_test_board_run (test, command, &error));
  g_assert_error (error, CAL_CORE_ERROR, (int) code);
  g_assert_cmpuint (cal_board_size (test->board), ==, size);
}

static void
test_refusals (void)
{
  static const CalPlacement elsewhere = { 3, 3 };
  const CalStep good = {
    .subject = "E0", .to = { 2, 2 }, .reason_code = "scope", .reason = "Because."
  };
  struct
  {
    CalStep step;
    CalCoreError code;
  } bad[] = {
    { good, CAL_CORE_ERROR_UNKNOWN_SUBJECT },
    { good, CAL_CORE_ERROR_UNKNOWN_CELL },
    { good, CAL_CORE_ERROR_UNKNOWN_CELL },
    { good, CAL_CORE_ERROR_NO_REASON },
    { good, CAL_CORE_ERROR_NO_REASON },
    { good, CAL_CORE_ERROR_UNKNOWN_REASON_CODE },
    { good, CAL_CORE_ERROR_UNKNOWN_REASON_CODE },
    { good, CAL_CORE_ERROR_ALREADY_THERE },
    { good, CAL_CORE_ERROR_MOVED_SINCE },
    { good, CAL_CORE_ERROR_BAD_TEXT },
    { good, CAL_CORE_ERROR_BAD_TEXT },
  };
  g_autoptr (CalTestBoard) test = cal_test_board_new (12, "S1");
  CalCommand command = { .kind = CAL_COMMAND_MOVE, .actor = "Ada", .n_steps = 1 };

  bad[0].step.subject = "E99";
  bad[1].step.to = cal_placement (4, 1);
  bad[2].step.to = cal_placement (2, 0);
  bad[2].step.to.potential = 9;
  bad[3].step.reason = "";
  bad[4].step.reason = " \t\xc2\xa0";
  bad[5].step.reason_code = "mood";
  bad[6].step.reason_code = "undo";
  bad[7].step.to = cal_placement (1, 1);
  bad[8].step.expects = &elsewhere;
  bad[9].step.reason = "broken \xff";
  bad[10].step.proposed_by = "\xc0\x80";
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      command.steps = &bad[i].step;
      assert_refused (test, &command, bad[i].code);
    }

  command.steps = &good;
  command.actor = "  ";
  assert_refused (test, &command, CAL_CORE_ERROR_NO_ACTOR);
  command.actor = "Ada";
  command.n_steps = 0;
  assert_refused (test, &command, CAL_CORE_ERROR_NOTHING_TO_DO);
  command.n_steps = 1;
  command.session = "S9";
  assert_refused (test, &command, CAL_CORE_ERROR_UNKNOWN_SESSION);
  command.session = NULL;
  g_assert_true (cal_test_board_run (test, &command, NULL));
  assert_at (test, "E0", "2,2");
}

static void
test_batch_is_all_or_nothing (void)
{
  CalStep steps[] = {
    { .subject = "E0", .to = { 2, 2 }, .reason_code = "scope", .reason = "Because." },
    { .subject = "E1", .to = { 2, 2 }, .reason_code = "scope", .reason = "Because." },
    { .subject = "E0", .to = { 3, 3 }, .reason_code = "scope", .reason = "Because." },
  };
  CalCommand command = { .kind = CAL_COMMAND_MOVE, .actor = "Ada", .steps = steps, .n_steps = 3 };
  g_autoptr (CalTestBoard) test = cal_test_board_new (12, "S1");

  assert_refused (test, &command, CAL_CORE_ERROR_SUBJECT_TWICE);
  command.n_steps = 2;
  g_assert_true (cal_test_board_run (test, &command, NULL));
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (cal_board_decision (test->board, i)->batch, ==, 4);
  g_assert_true (cal_test_board_undo (test, NULL));
  assert_at (test, "E0", "1,1");
  assert_at (test, "E1", "2,1");
  g_assert_cmpint (cal_board_decision (test->board, 2)->batch, ==, 6);
  g_assert_cmpint (cal_board_decision (test->board, 2)->reverts, ==, 4);
  g_assert_cmpint (cal_board_decision (test->board, 3)->reverts, ==, 5);
}

/* Another program reverts one of a batch, and makes the subject stand there again. */
static void
test_batch_reverted_in_part (void)
{
  CalStep steps[] = {
    { .subject = "E0", .to = { 1, 1 }, .reason_code = "scope", .reason = "Because." },
    { .subject = "E1", .to = { 2, 2 }, .reason_code = "scope", .reason = "Because." },
  };
  CalCommand command = { .kind = CAL_COMMAND_MOVE, .actor = "Ada", .steps = steps, .n_steps = 2 };
  CalCommand undo = { .kind = CAL_COMMAND_UNDO, .actor = "Ada", .reason = "Because." };
  g_autoptr (CalTestBoard) test = cal_test_board_new (12, "S1");

  g_assert_true (cal_test_board_move (test, "E0", cal_placement (2, 2), NULL));
  g_assert_true (cal_test_board_run (test, &command, NULL));
  cal_test_board_revert (test, 1);
  cal_test_board_revert (test, 0);
  assert_at (test, "E0", "1,1");
  g_assert_true (cal_board_decision (test->board, 2)->in_force);
  assert_refused (test, &undo, CAL_CORE_ERROR_MOVED_SINCE);
}

static void
test_sessions (void)
{
  CalStep step = { .subject = "E0", .to = { 2, 2 }, .reason_code = "scope", .reason = "Because." };
  CalCommand move = { .kind = CAL_COMMAND_MOVE, .actor = "Ada", .steps = &step, .n_steps = 1 };
  CalCommand start = { .kind = CAL_COMMAND_START_SESSION, .actor = "Ada", .reason = "First." };
  g_autoptr (CalTestBoard) test = cal_test_board_new (12, NULL);

  assert_refused (test, &move, CAL_CORE_ERROR_NO_SESSION);
  assert_refused (test, &start, CAL_CORE_ERROR_UNKNOWN_SESSION);
  start.session = "A";
  start.reason = "";
  assert_refused (test, &start, CAL_CORE_ERROR_NO_REASON);
  start.reason = "First.";
  g_assert_true (cal_test_board_run (test, &start, NULL));
  assert_refused (test, &start, CAL_CORE_ERROR_SESSION_EXISTS);
  start.session = "B";
  g_assert_true (cal_test_board_run (test, &start, NULL));
  assert_refused (test, &move, CAL_CORE_ERROR_AMBIGUOUS_SESSION);
  move.session = "B";
  g_assert_true (cal_test_board_run (test, &move, NULL));
  g_assert_cmpuint (cal_board_session (test->board, 1)->n_decisions, ==, 1);

  CalEntry *end = cal_entry_new (CAL_KIND_SESSION_FINALISED, cal_board_size (test->board), 0, "B");
  g_assert_true (cal_board_apply (test->board, end, NULL, NULL, NULL));
  g_ptr_array_add (test->log, end);
  step.to = cal_placement (3, 3);
  assert_refused (test, &move, CAL_CORE_ERROR_SESSION_FINALISED);
}

static void
test_undo_redo (void)
{
  g_autoptr (CalTestBoard) test = cal_test_board_new (12, "S1");
  g_autoptr (GError) error = NULL;

  g_assert_false (cal_test_board_undo (test, &error));
  g_assert_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_NOTHING_TO_UNDO);
  g_clear_error (&error);
  g_assert_true (cal_test_board_move (test, "E0", cal_placement (2, 2), NULL));
  g_assert_true (cal_test_board_move (test, "E1", cal_placement (3, 3), NULL));
  g_assert_false (cal_test_board_redo (test, &error));
  g_assert_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_NOTHING_TO_REDO);
  g_clear_error (&error);

  for (guint round = 0; round < 3; round++)
    {
      g_assert_true (cal_test_board_undo (test, NULL));
      assert_at (test, "E1", "2,1");
      g_assert_true (cal_test_board_undo (test, NULL));
      assert_at (test, "E0", "1,1");
      g_assert_false (cal_test_board_undo (test, NULL));
      g_assert_true (cal_test_board_redo (test, NULL));
      assert_at (test, "E0", "2,2");
      assert_at (test, "E1", "2,1");
      g_assert_true (cal_test_board_redo (test, NULL));
      assert_at (test, "E1", "3,3");
      g_assert_false (cal_test_board_redo (test, NULL));
    }

  /* Deciding afresh ends what could be redone, and undo then takes that back first. */
  g_assert_true (cal_test_board_undo (test, NULL));
  g_assert_true (cal_test_board_move (test, "E2", cal_placement (1, 2), NULL));
  g_assert_false (cal_test_board_redo (test, NULL));
  g_assert_true (cal_test_board_undo (test, NULL));
  assert_at (test, "E2", "3,1");
  g_assert_true (cal_test_board_undo (test, NULL));
  assert_at (test, "E0", "1,1");
}

static void
test_undo_is_refused_after_another_session (void)
{
  CalStep step = { .subject = "E1", .to = { 1, 1 }, .reason_code = "scope", .reason = "Because." };
  CalStep both[] = { { .subject = "E0", .to = { 2, 2 }, .reason_code = "scope", .reason = "R" },
                     { .subject = "E1", .to = { 2, 2 }, .reason_code = "scope", .reason = "R" } };
  CalCommand batch = {
    .kind = CAL_COMMAND_MOVE, .actor = "Ada", .session = "S1", .steps = both, .n_steps = 2
  };
  CalCommand start = {
    .kind = CAL_COMMAND_START_SESSION, .session = "S2", .actor = "Ada", .reason = "More."
  };
  CalCommand move = {
    .kind = CAL_COMMAND_MOVE, .session = "S2", .actor = "Ada", .steps = &step, .n_steps = 1
  };
  CalCommand undo = {
    .kind = CAL_COMMAND_UNDO, .session = "S1", .actor = "Ada", .reason = "Back."
  };
  g_autoptr (CalTestBoard) test = cal_test_board_new (12, "S1");
  g_autoptr (GError) error = NULL;

  g_assert_true (cal_test_board_run (test, &batch, NULL));
  g_assert_true (cal_test_board_run (test, &start, NULL));
  g_assert_true (cal_test_board_run (test, &move, NULL));
  g_assert_false (cal_test_board_run (test, &undo, &error));
  g_assert_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_MOVED_SINCE);
  g_assert_nonnull (strstr (error->message, "Subject 1 (E1)"));
  assert_at (test, "E0", "2,2");

  /* Once the other session has taken its decision back, the way is free. */
  undo.session = "S2";
  g_assert_true (cal_test_board_run (test, &undo, NULL));
  undo.session = "S1";
  g_assert_true (cal_test_board_run (test, &undo, NULL));
  assert_at (test, "E0", "1,1");
  assert_at (test, "E1", "2,1");
}

static void
test_undoing_all_restores_the_start (void)
{
  for (guint32 seed = 1; seed <= 40; seed++)
    {
      g_autoptr (CalTestBoard) test = cal_test_board_new (15, "S1");
      g_autoptr (CalBoard) start = cal_test_board_refold (test, test->log->len);
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < 100; i++)
        cal_test_board_random_step (test, random);
      g_autoptr (CalBoard) end = cal_test_board_refold (test, test->log->len);

      guint undone = 0;
      while (cal_test_board_undo (test, &error))
        undone++;
      g_assert_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_NOTHING_TO_UNDO);
      for (guint i = 0; i < cal_board_n_subjects (start); i++)
        g_assert_true (cal_placement_equal (cal_board_subject (start, i)->placement,
                                            cal_board_subject (test->board, i)->placement));

      for (guint i = 0; i < undone; i++)
        {
          g_autoptr (GError) redo_error = NULL;

          cal_test_board_redo (test, &redo_error);
          g_assert_no_error (redo_error);
        }
      for (guint i = 0; i < cal_board_n_subjects (end); i++)
        g_assert_true (cal_placement_equal (cal_board_subject (end, i)->placement,
                                            cal_board_subject (test->board, i)->placement));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/decide/refusals", test_refusals);
  g_test_add_func ("/core/decide/batch", test_batch_is_all_or_nothing);
  g_test_add_func ("/core/decide/batch-reverted-in-part", test_batch_reverted_in_part);
  g_test_add_func ("/core/decide/sessions", test_sessions);
  g_test_add_func ("/core/decide/undo-redo", test_undo_redo);
  g_test_add_func ("/core/decide/other-session", test_undo_is_refused_after_another_session);
  g_test_add_func ("/core/decide/undo-all", test_undoing_all_restores_the_start);
  return g_test_run ();
}
