/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cal-test-board.h"
#include "core/cal-board-present.h"
#include "core/cal-core-error.h"

#define N_SUBJECTS 12
#define N_STEPS 400

/* What was foreseen of the entries is what comes. */
static void
append (CalTestBoard *test, GPtrArray *entries)
{
  g_autoptr (GArray) foreseen = cal_standing_foresee (test->board, entries);
  guint found = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      g_autoptr (GError) error = NULL;

      cal_board_apply (test->board, g_ptr_array_index (entries, i), NULL, NULL, &error);
      g_assert_no_error (error);
    }
  g_ptr_array_extend_and_steal (test->log, entries);

  g_autoptr (GArray) all = cal_standing_list (test->board);
  for (guint i = 0; i < all->len; i++)
    for (guint j = 0; j < foreseen->len; j++)
      found += cal_standing_equal (&g_array_index (all, CalStanding, i),
                                   &g_array_index (foreseen, CalStanding, j));
  g_assert_cmpuint (found, ==, foreseen->len);
}

/* As a log may have it besides, so that some are reverted by several. */
static void
revert_at_random (CalTestBoard *test, GRand *random)
{
  guint index = cal_test_pick_in_force (test->board, random, 30);
  GPtrArray *entries;

  if (index == G_MAXUINT)
    return;
  entries = cal_entries_new ();
  g_ptr_array_add (entries, cal_test_entry_reverting (test->board, index));
  append (test, entries);
}

/* Two sessions that take turns, so that one interrupts the other's decisions. */
static void
run_at_random (CalTestBoard *test, GRand *random)
{
  CalStep steps[2] = { 0 };
  char ids[2][8];
  guint first = (guint) g_rand_int_range (random, 0, N_SUBJECTS);
  CalCommand command = {
    .kind = (CalCommandKind) g_rand_int_range (random, CAL_COMMAND_MOVE, CAL_COMMAND_REDO + 1),
    .session = g_rand_boolean (random) ? "S1" : "S2",
    .actor = "Ada",
    .reason = "Because.",
    .steps = steps,
    .n_steps = (guint) g_rand_int_range (random, 1, 3),
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      const CalBoardSubject *subject =
          cal_board_subject (test->board, (first + i) % cal_board_n_subjects (test->board));

      g_strlcpy (ids[i], subject->row->id, sizeof ids[i]);
      steps[i] = (CalStep){
        .subject = ids[i],
        .to = cal_placement ((guint) g_rand_int_range (random, 0, 4),
                             (guint) g_rand_int_range (random, 0, 4)),
        .reason_code = "scope",
        .reason = "Because.",
      };
    }

  GPtrArray *entries = cal_decide (test->board, &command, NULL);
  if (entries != NULL)
    append (test, entries);
}

static gboolean
is_decision (const CalEntry *entry)
{
  return entry->kind == CAL_KIND_MOVED || entry->kind == CAL_KIND_KEPT;
}

/* The log without its decisions, and their standings in place of them. */
static CalBoard *
fold_present (CalTestBoard *test, GArray *standings, GError **error)
{
  g_autoptr (CalBoard) board = cal_board_new ();

  for (guint i = 0; i < test->log->len; i++)
    {
      const CalEntry *entry = g_ptr_array_index (test->log, i);

      if (is_decision (entry))
        continue;
      cal_board_skip (board, entry->seq);
      g_assert_true (cal_board_apply (board, entry, test->roster, test->rules, NULL));
    }
  cal_board_skip (board, test->log->len);
  return cal_board_settle (board, standings, error) ? g_steal_pointer (&board) : NULL;
}

/* As a screen sees it: who stands where, and what a session came to. */
static void
assert_same_present (const CalBoard *whole, const CalBoard *present)
{
  g_assert_true (cal_board_has_history (whole));
  g_assert_false (cal_board_has_history (present));
  g_assert_cmpuint (cal_board_size (whole), ==, cal_board_size (present));
  g_assert_cmpuint (cal_board_n_logged (whole), ==, cal_board_n_logged (present));
  g_assert_cmpuint (cal_board_n_decisions (present), ==, 0);
  g_assert_cmpuint (cal_board_n_placed (whole), ==, cal_board_n_placed (present));
  g_assert_cmpuint (cal_board_n_present (whole), ==, cal_board_n_present (present));
  for (guint i = 0; i < cal_board_rules (whole)->n_cells; i++)
    {
      g_assert_cmpuint (cal_board_count (whole, i), ==, cal_board_count (present, i));
      g_assert_cmpuint (cal_board_count_before (whole, i), ==, cal_board_count_before (present, i));
    }
  for (guint i = 0; i < cal_board_n_sessions (whole); i++)
    g_assert_cmpuint (cal_board_session (whole, i)->n_decisions, ==,
                      cal_board_session (present, i)->n_decisions);
  g_assert_cmpuint (cal_board_n_subjects (whole), ==, cal_board_n_subjects (present));
  for (guint i = 0; i < cal_board_n_subjects (whole); i++)
    {
      const CalBoardSubject *a = cal_board_subject (whole, i);
      const CalBoardSubject *b = cal_board_subject (present, i);

      g_assert_cmpstr (a->row->id, ==, b->row->id);
      g_assert_true (cal_placement_equal (a->placement, b->placement));
      g_assert_cmpuint (a->n_decisions, ==, b->n_decisions);
      g_assert_cmpint (b->last_decision, ==, CAL_NONE);
      g_assert_cmpint (a->gone, ==, b->gone);
      if (a->last_decision == CAL_NONE)
        g_assert_null (cal_board_latest_standing (present, i));
      else
        g_assert_cmpuint (cal_board_latest_standing (present, i)->last, ==,
                          cal_board_decision (whole, (guint) a->last_decision)->seq);
    }
}

/* Counted from the decisions themselves, one by one. */
static void
assert_counts (const CalBoard *whole, const CalBoard *present, guint subject, guint session)
{
  const CalStanding *standing = cal_board_standing (present, subject, session);
  guint n_decisions = 0;
  guint n_moves = 0;
  guint n_keeps = 0;

  for (guint i = 0; i < cal_board_n_decisions (whole); i++)
    {
      const CalDecision *decision = cal_board_decision (whole, i);

      if (decision->subject != subject || decision->session != session)
        continue;
      n_decisions++;
      if (decision->in_force && !decision->compensates)
        *(decision->kept ? &n_keeps : &n_moves) += 1;
    }
  g_assert_cmpuint (standing != NULL ? standing->n_decisions : 0, ==, n_decisions);
  g_assert_cmpuint (standing != NULL ? standing->n_moves : 0, ==, n_moves);
  g_assert_cmpuint (standing != NULL ? standing->n_keeps : 0, ==, n_keeps);
}

static void
test_random (gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  g_autoptr (CalTestBoard) test = cal_test_board_new (N_SUBJECTS, "S1");
  CalCommand command = {
    .kind = CAL_COMMAND_START_SESSION, .session = "S2", .actor = "Ada", .reason = "Second room"
  };

  g_assert_true (cal_test_board_run (test, &command, NULL));
  for (guint i = 0; i < N_STEPS; i++)
    {
      run_at_random (test, random);
      revert_at_random (test, random);
      if (i % 40 != 0)
        continue;

      g_autoptr (GArray) standings = cal_standing_list (test->board);
      g_autoptr (GError) error = NULL;
      g_autoptr (CalBoard) present = fold_present (test, standings, &error);

      g_assert_no_error (error);
      assert_same_present (test->board, present);
      for (guint subject = 0; subject < N_SUBJECTS; subject++)
        for (guint session = 0; session < 2; session++)
          assert_counts (test->board, present, subject, session);
    }
}

/* Each thing that no log of that size can come to. */
static void
test_implausible (void)
{
  static const struct
  {
    const char *name;
    CalStanding change;
  } changes[] = {
    { "subject", { .subject = N_SUBJECTS } },
    { "session", { .session = 7 } },
    { "one decision more", { .n_decisions = 1 } },
    { "more moves than decisions", { .n_moves = 99 } },
    { "more keeps than decisions", { .n_keeps = 99 } },
    { "origin", { .origin = { 7, 1 } } },
    { "placement", { .placement = { 1, 7 } } },
    { "half a placement", { .placement = { 5, 0 } } },
    { "last", { .last = 1000 } },
  };
  g_autoptr (CalTestBoard) test = cal_test_board_new (N_SUBJECTS, "S1");
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (GArray) standings = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 40; i++)
    run_at_random (test, random);
  standings = cal_standing_list (test->board);
  g_assert_cmpuint (standings->len, >, 1);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GArray) copy = g_array_copy (standings);
      CalStanding *standing = &g_array_index (copy, CalStanding, 1);
      const CalStanding *change = &changes[i].change;

      g_test_message ("%s", changes[i].name);
      standing->subject += change->subject;
      standing->session += change->session;
      standing->n_decisions += change->n_decisions;
      standing->n_moves += change->n_moves;
      standing->n_keeps += change->n_keeps;
      standing->origin.performance += change->origin.performance;
      standing->placement.performance += change->placement.performance;
      standing->placement.potential += change->placement.potential;
      standing->last += change->last;
      g_assert_null (fold_present (test, copy, &error));
      g_assert_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_BAD_ENTRY);
      g_clear_error (&error);
    }

  g_autoptr (GArray) twice = g_array_copy (standings);
  g_array_insert_vals (twice, 1, &g_array_index (standings, CalStanding, 0), 1);
  g_assert_null (fold_present (test, twice, &error));
  g_assert_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_BAD_ENTRY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/core/standing/random/1", GUINT_TO_POINTER (1), test_random);
  g_test_add_data_func ("/core/standing/random/2", GUINT_TO_POINTER (2), test_random);
  g_test_add_func ("/core/standing/implausible", test_implausible);
  return g_test_run ();
}
