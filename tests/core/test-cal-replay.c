/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cal-test-board.h"
#include "core/cal-moments.h"

/* A log with everything in it that a board can meet, and its fold. */
typedef struct
{
  CalBoard *board;
  GPtrArray *log;
  GPtrArray *rosters;
  CalRules *rules;
  GRand *random;
  guint n_people;
} Cycle;

static void
append_to (Cycle *cycle, CalEntry *entry, CalRoster *roster)
{
  g_autoptr (GError) error = NULL;

  cal_board_apply (cycle->board, entry, roster, cycle->rules, &error);
  g_assert_no_error (error);
  g_ptr_array_add (cycle->log, entry);
  g_ptr_array_add (cycle->rosters, roster);
}

static guint
roll (Cycle *cycle, guint n)
{
  return (guint) g_rand_int_range (cycle->random, 0, (gint32) n);
}

/* Some of everybody who ever was, some of them new, with ratings of their own. */
static void
import (Cycle *cycle)
{
  CalRoster *roster = cal_roster_new ();

  cycle->n_people += roll (cycle, 6);
  for (guint i = 0; i < cycle->n_people; i++)
    {
      g_autofree char *id = g_strdup_printf ("E%u", i);
      CalPlacement ratings = { (guint8) roll (cycle, 4), (guint8) roll (cycle, 4) };

      if (i > 0 && roll (cycle, 8) == 0)
        continue;
      g_assert_true (cal_roster_add (roster, id, id, "", ratings, NULL));
    }
  append_to (cycle,
             cal_entry_new (CAL_KIND_ROSTER_IMPORTED, cal_board_size (cycle->board), 0, NULL),
             roster);
}

static gboolean
run (Cycle *cycle, CalCommand *command)
{
  g_autoptr (GPtrArray) entries = NULL;

  command->actor = "Ada";
  command->reason = "Because.";
  entries = cal_decide (cycle->board, command, NULL);
  while (entries != NULL && entries->len > 0)
    append_to (cycle, g_ptr_array_steal_index (entries, 0), NULL);
  return entries != NULL;
}

static void
set_session (Cycle *cycle)
{
  static const char *const agreed[] = { "Ben", NULL };
  guint n = cal_board_n_sessions (cycle->board);
  g_autofree char *name = g_strdup_printf ("S%u", roll (cycle, n + 1));
  CalCommand command = { .kind = CAL_COMMAND_START_SESSION, .session = name };
  guint index;

  if (!cal_board_find_session (cycle->board, name, &index))
    run (cycle, &command);
  else if (cal_board_session (cycle->board, index)->finalised)
    {
      command.kind = CAL_COMMAND_REOPEN_SESSION;
      command.people = agreed;
      run (cycle, &command);
    }
  else
    append_to (cycle,
               cal_entry_new (CAL_KIND_SESSION_FINALISED, cal_board_size (cycle->board), 0, name),
               NULL);
}

static void
hold (Cycle *cycle)
{
  guint who = roll (cycle, cal_board_n_subjects (cycle->board));
  CalStep step = { .subject = cal_board_subject (cycle->board, who)->row->id };
  CalCommand command = { .kind = CAL_COMMAND_SET_HOLD, .steps = &step, .n_steps = 1 };

  if (cal_board_subject (cycle->board, who)->held)
    command.kind = CAL_COMMAND_LIFT_HOLD;
  run (cycle, &command);
}

/* Undo and redo by twos and threes, so that what is in force goes to and fro. */
static void
waver (Cycle *cycle, const char *session)
{
  CalCommand command = { .session = session };

  for (guint i = roll (cycle, 5); i > 0; i--)
    {
      command.kind = roll (cycle, 2) == 0 ? CAL_COMMAND_UNDO : CAL_COMMAND_REDO;
      run (cycle, &command);
    }
}

/* Any of the latest decisions in force, so that some are reverted by several. */
static void
revert (Cycle *cycle)
{
  guint index = cal_test_pick_in_force (cycle->board, cycle->random, 12);

  if (index != G_MAXUINT)
    append_to (cycle, cal_test_entry_reverting (cycle->board, index), NULL);
}

static void
decide (Cycle *cycle)
{
  guint n = cal_board_n_subjects (cycle->board);
  g_autofree char *session = g_strdup_printf ("S%u", roll (cycle, 3));
  CalStep steps[4];
  CalCommand command = {
    .kind = roll (cycle, 4) == 0 ? CAL_COMMAND_KEEP : CAL_COMMAND_MOVE,
    .session = session,
    .steps = steps,
    .n_steps = 1 + roll (cycle, G_N_ELEMENTS (steps)),
  };

  for (guint i = 0; i < command.n_steps; i++)
    steps[i] = (CalStep){
      .subject = cal_board_subject (cycle->board, roll (cycle, n))->row->id,
      .to = cal_placement (1 + roll (cycle, 3), 1 + roll (cycle, 3)),
      .reason_code = "scope",
      .reason = "Because.",
    };
  run (cycle, &command);
  if (roll (cycle, 3) == 0)
    waver (cycle, session);
}

static void
step (Cycle *cycle)
{
  guint what = roll (cycle, 60);

  if (what == 0)
    import (cycle);
  else if (what < 5)
    set_session (cycle);
  else if (what < 9)
    hold (cycle);
  else if (what == 9)
    append_to (cycle, cal_entry_new (CAL_KIND_UNKNOWN, cal_board_size (cycle->board), 0, NULL),
               NULL);
  else if (what < 30)
    revert (cycle);
  else
    decide (cycle);
}

static Cycle *
cycle_new (guint32 seed)
{
  Cycle *cycle = g_new0 (Cycle, 1);
  CalEntry *entry = cal_entry_new (CAL_KIND_CYCLE_CREATED, 0, 0, NULL);

  cycle->board = cal_board_new ();
  cycle->log = cal_entries_new ();
  cycle->rosters = g_ptr_array_new ();
  cycle->rules = cal_rules_new_default ();
  cycle->random = g_rand_new_with_seed (seed);
  cycle->n_people = 8;
  cal_entry_set_text (entry, CAL_CYCLE_TITLE, "Cycle");
  append_to (cycle, entry, NULL);
  append_to (cycle, cal_entry_new (CAL_KIND_RULES_SET, 1, 0, NULL), NULL);
  import (cycle);
  set_session (cycle);
  return cycle;
}

static void
cycle_free (Cycle *cycle)
{
  g_clear_pointer (&cycle->board, cal_board_free);
  for (guint i = 0; i < cycle->rosters->len; i++)
    if (g_ptr_array_index (cycle->rosters, i) != NULL)
      cal_roster_unref (g_ptr_array_index (cycle->rosters, i));
  g_ptr_array_unref (cycle->log);
  g_ptr_array_unref (cycle->rosters);
  cal_rules_unref (cycle->rules);
  g_rand_free (cycle->random);
  g_free (cycle);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Cycle, cycle_free)

static CalBoard *
refold (Cycle *cycle, guint size)
{
  CalBoard *board = cal_board_new ();

  for (guint i = 0; i < size; i++)
    {
      g_autoptr (GError) error = NULL;

      cal_board_apply (board, g_ptr_array_index (cycle->log, i),
                       g_ptr_array_index (cycle->rosters, i), cycle->rules, &error);
      g_assert_no_error (error);
    }
  return board;
}

static void
assert_subjects_equal (const CalBoard *a, const CalBoard *b)
{
  for (guint i = 0; i < cal_board_n_subjects (a); i++)
    {
      const CalBoardSubject *left = cal_board_subject (a, i);
      const CalBoardSubject *right = cal_board_subject (b, i);
      guint found;

      g_assert_true (left->row == right->row);
      g_assert_cmpuint (left->row_seq, ==, right->row_seq);
      g_assert_cmpint (left->last_decision, ==, right->last_decision);
      g_assert_cmpint (left->gone, ==, right->gone);
      g_assert_cmpint (left->held, ==, right->held);
      g_assert_true (cal_board_find (a, left->row->id, &found));
      g_assert_cmpuint (found, ==, i);
    }
}

static void
assert_sessions_equal (const CalBoard *a, const CalBoard *b)
{
  g_assert_cmpuint (cal_board_n_sessions (a), ==, cal_board_n_sessions (b));
  for (guint i = 0; i < cal_board_n_sessions (a); i++)
    {
      const CalSession *left = cal_board_session (a, i);
      const CalSession *right = cal_board_session (b, i);

      g_assert_cmpstr (left->name, ==, right->name);
      g_assert_cmpstr (left->reason, ==, right->reason);
      g_assert_cmpuint (left->since, ==, right->since);
      g_assert_cmpint (left->finalised, ==, right->finalised);
      g_assert_cmpuint (left->n_decisions, ==, right->n_decisions);
    }
}

/* Everything that can be asked of a board, after what every board test compares. */
static void
assert_same (const CalBoard *a, const CalBoard *b)
{
  cal_test_assert_boards_equal (a, b);
  assert_subjects_equal (a, b);
  assert_sessions_equal (a, b);
  g_assert_cmpstr (cal_board_title (a), ==, cal_board_title (b));
  g_assert_true (cal_board_rules (a) == cal_board_rules (b));
  g_assert_true (cal_board_roster (a) == cal_board_roster (b));
  g_assert_cmpint (cal_board_has_unknown (a), ==, cal_board_has_unknown (b));
  g_assert_cmpuint (cal_board_n_milestones (a), ==, cal_board_n_milestones (b));
  g_assert_cmpuint (cal_board_n_present (a), ==, cal_board_n_present (b));
  g_assert_cmpuint (cal_board_n_placed_before (a), ==, cal_board_n_placed_before (b));
  for (guint i = 0; cal_board_rules (a) != NULL && i < cal_board_rules (a)->n_cells; i++)
    g_assert_cmpuint (cal_board_count_before (a, i), ==, cal_board_count_before (b, i));
}

static void
assert_at (Cycle *cycle, CalReplay *replay, guint size)
{
  g_autoptr (CalBoard) then = refold (cycle, size);

  assert_same (cal_replay_board (replay), then);
}

/* And that is what the definition says. */
static void
assert_in_force_at (CalReplay *replay)
{
  const CalBoard *board = cal_replay_board (replay);

  for (guint i = 0; i < cal_board_n_decisions (board); i++)
    g_assert_cmpint (cal_board_decision (board, i)->in_force, ==, cal_test_is_in_force (board, i));
}

static void
index_all (CalReplay *replay)
{
  while (!cal_replay_index (replay, 97))
    continue;
}

/* Any moment, from any other, is the fold of so many entries and no more. */
static void
test_equals_the_fold (void)
{
  for (guint32 seed = 1; seed <= 12; seed++)
    {
      g_autoptr (Cycle) cycle = cycle_new (seed);
      g_autoptr (CalReplay) replay = NULL;

      for (guint i = 0; i < 250; i++)
        step (cycle);
      replay = cal_replay_new (cycle->board, seed % 3 == 0 ? 0 : 10 * seed);
      index_all (replay);
      g_assert_cmpuint (cal_replay_n_indexed (replay), ==, cycle->log->len);
      assert_at (cycle, replay, 0);
      for (guint i = 0; i < 60; i++)
        {
          guint size = i == 0 ? cycle->log->len : roll (cycle, cycle->log->len + 1);

          cal_replay_seek (replay, size, NULL);
          assert_at (cycle, replay, size);
        }
      assert_in_force_at (replay);
    }
}

static void
test_every_step (void)
{
  g_autoptr (Cycle) cycle = cycle_new (99);
  g_autoptr (CalReplay) replay = NULL;
  g_autoptr (GPtrArray) folds = g_ptr_array_new_with_free_func ((GDestroyNotify) cal_board_free);

  for (guint i = 0; i < 120; i++)
    step (cycle);
  for (guint size = 0; size <= cycle->log->len; size++)
    g_ptr_array_add (folds, refold (cycle, size));
  replay = cal_replay_new (cycle->board, 50);
  index_all (replay);
  for (guint size = 0; size <= cycle->log->len; size++)
    {
      cal_replay_seek (replay, size, NULL);
      assert_same (cal_replay_board (replay), g_ptr_array_index (folds, size));
    }
  for (guint size = cycle->log->len; size-- > 0;)
    {
      cal_replay_seek (replay, size, NULL);
      assert_same (cal_replay_board (replay), g_ptr_array_index (folds, size));
    }
}

/* What is decided meanwhile changes nothing of the moment that is looked at. */
static void
test_grows (void)
{
  g_autoptr (Cycle) cycle = cycle_new (5);
  g_autoptr (CalReplay) replay = cal_replay_new (cycle->board, 20);

  for (guint round = 0; round < 30; round++)
    {
      guint before = (guint) cal_board_size (cal_replay_board (replay));

      for (guint i = 0; i < 8; i++)
        step (cycle);
      index_all (replay);
      assert_at (cycle, replay, before);
      cal_replay_seek (replay, roll (cycle, cycle->log->len + 1), NULL);
    }
}

static void
test_tells_whom_it_changed (void)
{
  g_autoptr (Cycle) cycle = cycle_new (31);
  g_autoptr (CalReplay) replay = NULL;
  guint n_told = 0;

  for (guint i = 0; i < 300; i++)
    step (cycle);
  replay = cal_replay_new (cycle->board, 0);
  index_all (replay);
  cal_replay_seek (replay, cycle->log->len / 2, NULL);
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (guint));
      guint from = (guint) cal_board_size (cal_replay_board (replay));
      guint to = CLAMP (from + 5 - roll (cycle, 11), 4, cycle->log->len);
      g_autoptr (CalBoard) before = refold (cycle, from);

      if (!cal_replay_seek (replay, to, changed))
        continue;
      for (guint s = 0; s < cal_board_n_subjects (before); s++)
        {
          gboolean named = FALSE;

          for (guint c = 0; c < changed->len; c++)
            named = named || g_array_index (changed, guint, c) == s;
          if (!named)
            g_assert_true (
                cal_placement_equal (cal_board_subject (before, s)->placement,
                                     cal_board_subject (cal_replay_board (replay), s)->placement));
        }
      n_told += changed->len;
    }
  g_assert_cmpuint (n_told, >, 100);
}

/* A document that is followed comes with another fold of the same log. */
static void
test_rebase (void)
{
  g_autoptr (Cycle) cycle = cycle_new (8);
  g_autoptr (CalBoard) other = NULL;
  g_autoptr (CalBoard) shorter = NULL;
  g_autoptr (CalReplay) replay = NULL;
  guint size;

  for (guint i = 0; i < 100; i++)
    step (cycle);
  shorter = refold (cycle, cycle->log->len - 1);
  replay = cal_replay_new (cycle->board, 30);
  index_all (replay);
  size = cycle->log->len / 2;
  cal_replay_seek (replay, size, NULL);
  for (guint i = 0; i < 40; i++)
    step (cycle);
  index_all (replay);
  other = refold (cycle, cycle->log->len);
  g_assert_true (cal_replay_rebase (replay, other));
  g_clear_pointer (&cycle->board, cal_board_free);
  assert_at (cycle, replay, size);
  for (guint i = 0; i < 20; i++)
    {
      size = roll (cycle, cycle->log->len + 1);
      cal_replay_seek (replay, size, NULL);
      assert_at (cycle, replay, size);
    }
  g_assert_false (cal_replay_rebase (replay, shorter));
}

/* Who differs, found the plain way on two boards of their own. */
static void
check_moments (Cycle *cycle, const CalMoments *moments)
{
  g_autoptr (CalBoard) before = refold (cycle, (guint) moments->earlier);
  g_autoptr (CalBoard) after = refold (cycle, (guint) moments->later);
  guint n_rows = 0;

  for (guint i = 0; i < cal_board_n_subjects (after); i++)
    {
      const CalBoardSubject *old =
          i < cal_board_n_subjects (before) ? cal_board_subject (before, i) : NULL;
      const CalBoardSubject *new = cal_board_subject (after, i);
      gboolean was = old != NULL && !old->gone;
      const CalMomentsRow *row = cal_moments_find (moments, i);
      g_autoptr (GArray) path =
          cal_moments_path (cycle->board, i, moments->earlier, moments->later);

      g_assert_cmpint (row != NULL, ==,
                       was == new->gone
                           || (was && !cal_placement_equal (old->placement, new->placement)));
      g_assert_cmpuint (path->len, ==, new->n_decisions - (old != NULL ? old->n_decisions : 0));
      if (row == NULL)
        continue;
      n_rows++;
      g_assert_cmpint (row->was_there, ==, was);
      g_assert_cmpint (row->is_there, ==, !new->gone);
      g_assert_true (cal_placement_equal (row->to, new->placement));
      g_assert_cmpuint (row->n_decisions, ==, path->len);
      /* The path leads from the one place to the other, unless an import does. */
      if (path->len > 0 && was && old->n_decisions > 0)
        {
          const CalDecision *first =
              cal_board_decision (cycle->board, g_array_index (path, guint, 0));
          const CalDecision *last =
              cal_board_decision (cycle->board, g_array_index (path, guint, path->len - 1));

          g_assert_true (cal_placement_equal (first->from, row->from));
          g_assert_true (cal_placement_equal (last->to, row->to));
        }
    }
  g_assert_cmpuint (moments->rows->len, ==, n_rows);
  for (guint cell = 0; cell < cycle->rules->n_cells; cell++)
    {
      g_assert_cmpuint (moments->counts_before[cell], ==, cal_board_count (before, cell));
      g_assert_cmpuint (moments->counts_after[cell], ==, cal_board_count (after, cell));
    }
}

static void
test_moments (void)
{
  g_autoptr (Cycle) cycle = cycle_new (17);
  g_autoptr (CalReplay) replay = NULL;

  for (guint i = 0; i < 250; i++)
    step (cycle);
  replay = cal_replay_new (cycle->board, 60);
  index_all (replay);
  cal_replay_seek (replay, 77, NULL);
  for (guint i = 0; i < 60; i++)
    {
      guint64 a = 3 + roll (cycle, cycle->log->len - 2);
      guint64 b = 3 + roll (cycle, cycle->log->len - 2);
      g_autoptr (CalMoments) moments = cal_moments_new (replay, a, b);

      g_assert_cmpuint (moments->earlier, ==, MIN (a, b));
      check_moments (cycle, moments);
      assert_at (cycle, replay, 77);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/replay/equals-the-fold", test_equals_the_fold);
  g_test_add_func ("/core/replay/every-step", test_every_step);
  g_test_add_func ("/core/replay/grows", test_grows);
  g_test_add_func ("/core/replay/tells-whom-it-changed", test_tells_whom_it_changed);
  g_test_add_func ("/core/replay/rebase", test_rebase);
  g_test_add_func ("/core/replay/moments", test_moments);
  return g_test_run ();
}
