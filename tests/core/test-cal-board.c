/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cal-test-board.h"

#include "core/cal-core-error.h"

/* Counts by walking over the subjects, to set against those kept on the way. */
static void
assert_counts (const CalBoard *board)
{
  CalRules *rules = cal_board_rules (board);
  g_autofree guint *now = g_new0 (guint, rules->n_cells);
  g_autofree guint *before = g_new0 (guint, rules->n_cells);
  guint placed = 0;

  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    {
      const CalBoardSubject *subject = cal_board_subject (board, i);

      if (subject->gone)
        continue;
      if (cal_placement_is_placed (subject->placement))
        {
          now[cal_rules_cell (rules, subject->placement)]++;
          placed++;
        }
      if (cal_placement_is_placed (subject->row->ratings))
        before[cal_rules_cell (rules, subject->row->ratings)]++;
    }
  for (guint cell = 0; cell < rules->n_cells; cell++)
    {
      g_assert_cmpuint (cal_board_count (board, cell), ==, now[cell]);
      g_assert_cmpuint (cal_board_count_before (board, cell), ==, before[cell]);
    }
  g_assert_cmpuint (cal_board_n_placed (board), ==, placed);
}

static void
test_fold_equals_refold (void)
{
  for (guint32 seed = 1; seed <= 40; seed++)
    {
      g_autoptr (CalTestBoard) test = cal_test_board_new (23, "S1");
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);

      for (guint i = 0; i < 120; i++)
        cal_test_board_random_step (test, random);
      g_assert_cmpuint (cal_board_n_decisions (test->board), >, 60);

      g_autoptr (CalBoard) again = cal_test_board_refold (test, test->log->len);
      cal_test_assert_boards_equal (test->board, again);
      assert_counts (test->board);
    }
}

static void
test_prefix (void)
{
  g_autoptr (CalTestBoard) test = cal_test_board_new (12, "S1");
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) snapshots =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cal_board_free);
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < 60; i++)
    {
      guint size = test->log->len;

      g_array_append_val (sizes, size);
      g_ptr_array_add (snapshots, cal_test_board_refold (test, size));
      cal_test_board_random_step (test, random);
    }
  /* What was folded then is what a replay to that place folds now. */
  for (guint i = 0; i < sizes->len; i++)
    {
      g_autoptr (CalBoard) replayed = cal_test_board_refold (test, g_array_index (sizes, guint, i));

      cal_test_assert_boards_equal (g_ptr_array_index (snapshots, i), replayed);
    }
}

/* Undone and redone as our commands do it, and reverted as a log allows besides. */
static void
test_in_force (void)
{
  guint n_double = 0;

  for (guint32 seed = 1; seed <= 20; seed++)
    {
      g_autoptr (CalTestBoard) test = cal_test_board_new (6, "S1");
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);

      for (guint i = 0; i < 80; i++)
        {
          guint index = cal_test_pick_in_force (test->board, random, 12);

          if (index != G_MAXUINT && i % 2 == 0)
            {
              n_double += cal_board_decision (test->board, index)->reverted_by != CAL_NONE;
              cal_test_board_revert (test, index);
            }
          else
            cal_test_board_random_step (test, random);
        }
      for (guint i = 0; i < cal_board_n_decisions (test->board); i++)
        g_assert_cmpint (cal_board_decision (test->board, i)->in_force, ==,
                         cal_test_is_in_force (test->board, i));
    }
  g_assert_cmpuint (n_double, >, 50);
}

static gpointer
read_all (gpointer data)
{
  const CalBoard *board = data;
  guint n = cal_board_n_decisions (board);

  for (guint round = 0; round < 50; round++)
    for (guint i = 0; i < n; i++)
      {
        guint index = i * 7919 % n;

        g_assert_cmpint (cal_board_decision (board, index)->in_force, ==, index % 2 != n % 2);
      }
  return NULL;
}

/* A board that nobody changes is read by whoever exports it and by whoever shows it. */
static void
test_threads (void)
{
  g_autoptr (CalTestBoard) test = cal_test_board_new (1, "S1");
  GThread *threads[4];

  g_assert_true (cal_test_board_move (test, "E0", cal_placement (3, 3), NULL));
  for (guint i = 0; i < 2000; i++)
    cal_test_board_revert (test, i);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_all, test->board);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
assert_refused (CalTestBoard *test, CalEntry *entry, CalRoster *roster, CalRules *rules)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CalBoard) before = cal_test_board_refold (test, test->log->len);

  g_assert_false (cal_board_apply (test->board, entry, roster, rules, &error));
  g_assert_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_BAD_ENTRY);
  cal_test_assert_boards_equal (test->board, before);
  assert_counts (test->board);
  cal_entry_free (entry);
}

static CalEntry *
decision_entry (guint64 seq,
                CalKind kind,
                const char *subject,
                const char *from,
                const char *to,
                const char *code,
                const char *batch,
                const char *reverts,
                const char *previous)
{
  CalEntry *entry = cal_entry_new (kind, seq, 0, "S1");
  const char *change[] = { from, to, code, batch, reverts, previous, NULL };

  cal_entry_set_text (entry, CAL_DECISION_SUBJECT, subject);
  cal_entry_set_list (entry, CAL_DECISION_CHANGE, change);
  return entry;
}

static void
test_bad_entries (void)
{
  static const struct
  {
    guint64 seq;
    CalKind kind;
    const char *subject, *from, *to, *code, *batch, *reverts, *previous;
  } bad[] = {
    { 5, CAL_KIND_MOVED, "E0", "1,1", "2,2", "scope", "", "", "" },
    { 3, CAL_KIND_MOVED, "E0", "1,1", "2,2", "scope", "", "", "" },
    { 4, CAL_KIND_MOVED, "E99", "1,1", "2,2", "scope", "", "", "" },
    { 4, CAL_KIND_MOVED, "E0", "2,1", "2,2", "scope", "", "", "" },
    { 4, CAL_KIND_MOVED, "E0", "1,1", "1,1", "scope", "", "", "" },
    { 4, CAL_KIND_KEPT, "E0", "1,1", "2,2", "scope", "", "", "" },
    { 4, CAL_KIND_MOVED, "E0", "1,1", "4,2", "scope", "", "", "" },
    { 4, CAL_KIND_MOVED, "E0", "1,1", "22", "scope", "", "", "" },
    { 4, CAL_KIND_MOVED, "E0", "1,1", "2,2", "", "", "", "" },
    { 4, CAL_KIND_MOVED, "E0", "1,1", "2,2", "scope", "5", "", "" },
    { 4, CAL_KIND_MOVED, "E0", "1,1", "2,2", "scope", "04", "", "" },
    { 4, CAL_KIND_MOVED, "E0", "1,1", "2,2", "scope", "", "2", "" },
    { 4, CAL_KIND_MOVED, "E0", "1,1", "2,2", "scope", "", "", "3" },
    { 4, CAL_KIND_MOVED, "E0", "1,1", "2,2", "scope", "", "", "x" },
  };
  g_autoptr (CalTestBoard) test = cal_test_board_new (12, "S1");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_refused (test,
                    decision_entry (bad[i].seq, bad[i].kind, bad[i].subject, bad[i].from, bad[i].to,
                                    bad[i].code, bad[i].batch, bad[i].reverts, bad[i].previous),
                    NULL, NULL);
  assert_refused (test,
                  decision_entry (4, CAL_KIND_MOVED, "E99", "1,1", "2,2", "scope", "", "", ""),
                  NULL, NULL);
  g_assert_cmpstr (cal_board_refused_field (test->board), ==, "subject");
  assert_refused (test, decision_entry (4, CAL_KIND_MOVED, "E0", "1,1", "4,2", "scope", "", "", ""),
                  NULL, NULL);
  g_assert_cmpstr (cal_board_refused_field (test->board), ==, "change");

  assert_refused (test, cal_entry_new (CAL_KIND_CYCLE_CREATED, 4, 0, NULL), NULL, NULL);
  g_assert_cmpstr (cal_board_refused_field (test->board), ==, "");
  assert_refused (test, cal_entry_new (CAL_KIND_SESSION_STARTED, 4, 0, "S1"), NULL, NULL);
  assert_refused (test, cal_entry_new (CAL_KIND_SESSION_STARTED, 4, 0, ""), NULL, NULL);
  assert_refused (test, cal_entry_new (CAL_KIND_SESSION_REOPENED, 4, 0, "S1"), NULL, NULL);
  assert_refused (test, cal_entry_new (CAL_KIND_SESSION_FINALISED, 4, 0, "S9"), NULL, NULL);
  assert_refused (test, cal_entry_new (CAL_KIND_ROSTER_IMPORTED, 4, 0, NULL), NULL, NULL);
  assert_refused (test, cal_entry_new (CAL_KIND_RULES_SET, 4, 0, NULL), NULL, NULL);

  CalEntry *no_change = cal_entry_new (CAL_KIND_MOVED, 4, 0, "S1");
  cal_entry_set_text (no_change, CAL_DECISION_SUBJECT, "E0");
  assert_refused (test, no_change, NULL, NULL);
}

/* Once undone, redone, and undone again another way: it holds only when neither undo
 * does, and can be reverted only while it holds. */
static void
test_reverted_twice (void)
{
  g_autoptr (CalTestBoard) test = cal_test_board_new (1, "S1");

  g_assert_true (cal_test_board_move (test, "E0", cal_placement (3, 3), NULL));
  cal_test_board_revert (test, 0);
  cal_test_board_revert (test, 1);
  cal_test_board_revert (test, 0);
  g_assert_cmpint (cal_board_decision (test->board, 0)->reverted_by, ==, 7);
  cal_test_board_revert (test, 2);
  assert_refused (test, cal_test_entry_reverting (test->board, 0), NULL, NULL);
  cal_test_board_revert (test, 3);
  g_assert_false (cal_board_decision (test->board, 0)->in_force);
  g_assert_cmpint (cal_board_decision (test->board, 0)->reverted_by, ==, 5);
  assert_refused (test, cal_test_entry_reverting (test->board, 0), NULL, NULL);
  cal_test_board_revert (test, 1);
  g_assert_true (cal_board_decision (test->board, 0)->in_force);
  g_assert_cmpint (cal_board_decision (test->board, 0)->reverted_by, ==, 7);
  cal_test_board_revert (test, 0);
  g_assert_false (cal_board_decision (test->board, 0)->in_force);
}

static void
apply (CalTestBoard *test, CalEntry *entry, CalRoster *roster)
{
  g_autoptr (GError) error = NULL;

  cal_board_apply (test->board, entry, roster, NULL, &error);
  g_assert_no_error (error);
  g_ptr_array_add (test->log, entry);
}

static void
test_finalised (void)
{
  g_autoptr (CalTestBoard) test = cal_test_board_new (4, "S1");

  apply (test, cal_entry_new (CAL_KIND_SESSION_FINALISED, 4, 0, "S1"), NULL);
  assert_refused (test, decision_entry (5, CAL_KIND_MOVED, "E0", "1,1", "2,2", "scope", "", "", ""),
                  NULL, NULL);
  apply (test, cal_entry_new (CAL_KIND_SESSION_REOPENED, 5, 0, "S1"), NULL);
  apply (test, decision_entry (6, CAL_KIND_MOVED, "E0", "1,1", "2,2", "scope", "", "", ""), NULL);
  g_assert_cmpuint (cal_board_session (test->board, 0)->since, ==, 5);
}

static void
test_unknown_kind (void)
{
  g_autoptr (CalTestBoard) test = cal_test_board_new (4, "S1");
  CalEntry *entry = cal_entry_new (CAL_KIND_UNKNOWN, 4, 0, "S1");

  entry->kind_name = g_strdup ("voted");
  g_assert_false (cal_board_has_unknown (test->board));
  apply (test, entry, NULL);
  g_assert_true (cal_board_has_unknown (test->board));
  g_assert_cmpuint (cal_board_size (test->board), ==, 5);
}

/* A second import: who was decided on stays, who was not follows the new
 * rating, who is missing leaves the board, who is new comes onto it. */
static void
test_second_roster (void)
{
  g_autoptr (CalTestBoard) test = cal_test_board_new (3, "S1");
  g_autoptr (CalRoster) second = cal_roster_new ();
  guint index;

  g_assert_true (cal_test_board_move (test, "E0", cal_placement (3, 3), NULL));
  g_assert_true (cal_roster_add (second, "E0", "New name", "", cal_placement (2, 1), NULL));
  g_assert_true (cal_roster_add (second, "E1", "Subject 1", "", cal_placement (1, 3), NULL));
  g_assert_true (cal_roster_add (second, "E7", "Subject 7", "", cal_placement (2, 2), NULL));
  apply (test, cal_entry_new (CAL_KIND_ROSTER_IMPORTED, 5, 0, NULL), second);

  g_assert_true (cal_board_find (test->board, "E0", &index));
  const CalBoardSubject *decided = cal_board_subject (test->board, index);
  g_assert_cmpstr (decided->row->name, ==, "New name");
  g_assert_true (cal_placement_equal (decided->placement, cal_placement (3, 3)));
  g_assert_true (cal_placement_equal (decided->row->ratings, cal_placement (2, 1)));

  g_assert_true (cal_board_find (test->board, "E1", &index));
  g_assert_true (cal_placement_equal (cal_board_subject (test->board, index)->placement,
                                      cal_placement (1, 3)));
  g_assert_true (cal_board_find (test->board, "E2", &index));
  g_assert_true (cal_board_subject (test->board, index)->gone);
  g_assert_true (cal_board_find (test->board, "E7", &index));
  g_assert_cmpuint (cal_board_n_present (test->board), ==, 3);
  g_assert_cmpuint (cal_board_n_placed (test->board), ==, 3);
  assert_counts (test->board);
}

static void
test_partial_rating (void)
{
  g_autoptr (CalTestBoard) test = cal_test_board_new (10, "S1");
  guint index;

  g_assert_true (cal_board_find (test->board, "E8", &index));
  g_assert_true (
      cal_placement_equal (cal_board_subject (test->board, index)->placement, CAL_HOLDING));
  g_assert_cmpuint (cal_board_rating (test->board, index).performance, ==, 3);
  g_assert_cmpuint (cal_board_rating (test->board, index).potential, ==, 0);
  g_assert_true (cal_test_board_move (test, "E8", cal_placement (1, 1), NULL));
  g_assert_true (cal_placement_equal (cal_board_rating (test->board, index), cal_placement (1, 1)));

  /* Taken back, or confirmed as it is: the one level is not lost. */
  g_assert_true (cal_test_board_undo (test, NULL));
  g_assert_cmpuint (cal_board_rating (test->board, index).performance, ==, 3);
  CalStep step = { .subject = "E8", .reason_code = "scope", .reason = "Too early." };
  CalCommand keep = { .kind = CAL_COMMAND_KEEP, .actor = "Ada", .steps = &step, .n_steps = 1 };
  g_assert_true (cal_test_board_run (test, &keep, NULL));
  g_assert_cmpuint (cal_board_rating (test->board, index).performance, ==, 3);

  /* Who had both levels and was put in the holding area has none. */
  g_assert_true (cal_board_find (test->board, "E0", &index));
  g_assert_true (cal_test_board_move (test, "E0", CAL_HOLDING, NULL));
  g_assert_true (cal_placement_equal (cal_board_rating (test->board, index), CAL_HOLDING));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/board/fold-equals-refold", test_fold_equals_refold);
  g_test_add_func ("/core/board/prefix", test_prefix);
  g_test_add_func ("/core/board/in-force", test_in_force);
  g_test_add_func ("/core/board/reverted-twice", test_reverted_twice);
  g_test_add_func ("/core/board/threads", test_threads);
  g_test_add_func ("/core/board/bad-entries", test_bad_entries);
  g_test_add_func ("/core/board/finalised", test_finalised);
  g_test_add_func ("/core/board/unknown-kind", test_unknown_kind);
  g_test_add_func ("/core/board/second-roster", test_second_roster);
  g_test_add_func ("/core/board/partial-rating", test_partial_rating);
  return g_test_run ();
}
