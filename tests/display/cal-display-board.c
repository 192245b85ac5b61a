/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cal-display-board.h"

#include "roster/cal-sample.h"

static void
add (CalBoard *board, CalEntry *entry, CalRoster *roster, CalRules *rules)
{
  g_autoptr (GError) error = NULL;

  cal_board_apply (board, entry, roster, rules, &error);
  g_assert_no_error (error);
  cal_entry_free (entry);
}

/* A board of made-up people with an open session and that many decisions,
 * without a document. */
CalBoard *
cal_display_board_new (guint n_people, guint n_decisions)
{
  CalBoard *board = cal_board_new ();
  g_autoptr (CalRoster) roster = cal_sample_roster (n_people, CAL_SAMPLE_SEED);
  g_autoptr (CalRules) rules = cal_rules_new_default ();
  g_autoptr (CalSampleMeeting) meeting = NULL;
  const CalCommand *command;
  CalEntry *entry = cal_entry_new (CAL_KIND_CYCLE_CREATED, 0, CAL_SAMPLE_TIME, NULL);

  cal_entry_set_text (entry, CAL_CYCLE_TITLE, CAL_SAMPLE_TITLE);
  add (board, entry, NULL, NULL);
  add (board, cal_entry_new (CAL_KIND_RULES_SET, 1, CAL_SAMPLE_TIME, NULL), NULL, rules);
  add (board, cal_entry_new (CAL_KIND_ROSTER_IMPORTED, 2, CAL_SAMPLE_TIME, NULL), roster, NULL);
  add (board, cal_entry_new (CAL_KIND_SESSION_STARTED, 3, CAL_SAMPLE_TIME, CAL_SAMPLE_SESSION),
       NULL, NULL);

  meeting = cal_sample_meeting_new (board, CAL_SAMPLE_SEED, n_decisions);
  while ((command = cal_sample_meeting_next (meeting, board)) != NULL)
    g_array_unref (cal_display_board_run (board, command));
  return board;
}

/* Decides and folds; returns the subjects concerned. */
GArray *
cal_display_board_run (CalBoard *board, const CalCommand *command)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = cal_decide (board, command, &error);
  GArray *changed = g_array_new (FALSE, FALSE, sizeof (guint));

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const CalEntry *entry = g_ptr_array_index (entries, i);
      guint index;

      cal_board_apply (board, entry, NULL, NULL, &error);
      g_assert_no_error (error);
      if (cal_board_find (board, entry->values[CAL_DECISION_SUBJECT].text, &index))
        g_array_append_val (changed, index);
    }
  return changed;
}

/* One batch that takes everybody to the cell, G_MAXUINT for the holding area. */
GArray *
cal_display_board_move (CalBoard *board, const guint *indexes, guint n, guint cell)
{
  g_autofree CalStep *steps = g_new0 (CalStep, n);
  CalCommand command = {
    .kind = CAL_COMMAND_MOVE,
    .actor = "Ada",
    .time = CAL_SAMPLE_TIME,
    .steps = steps,
    .n_steps = n,
  };

  for (guint i = 0; i < n; i++)
    steps[i] = (CalStep){
      .subject = cal_board_subject (board, indexes[i])->row->id,
      .to = cell == G_MAXUINT ? CAL_HOLDING
                              : cal_rules_cell_placement (cal_board_rules (board), cell),
      .reason_code = "evidence",
      .reason = "Led the move of eleven markets.",
    };
  return cal_display_board_run (board, &command);
}

GArray *
cal_display_board_undo (CalBoard *board)
{
  CalCommand command = {
    .kind = CAL_COMMAND_UNDO, .actor = "Ada", .time = CAL_SAMPLE_TIME, .reason = "Wrong chip."
  };

  return cal_display_board_run (board, &command);
}
