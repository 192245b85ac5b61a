/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/cal-time.h"
#include "model-fixture.h"
#include "model/cal-decision-list.h"
#include "model/cal-fold.h"

/* What somebody believes who only listens to items-changed. */
typedef struct
{
  GArray *rows;
} Mirror;

static guint
index_of (CalDecisionList *list, guint position)
{
  g_autoptr (CalDecisionRow) row = g_list_model_get_item (G_LIST_MODEL (list), position);

  return cal_decision_row_get_index (row);
}

static void
on_items_changed_cb (CalDecisionList *list,
                     guint position,
                     guint removed,
                     guint added,
                     Mirror *mirror)
{
  g_assert_cmpuint (position + removed, <=, mirror->rows->len);
  g_array_remove_range (mirror->rows, position, removed);
  for (guint i = 0; i < added; i++)
    {
      guint index = index_of (list, position + i);

      g_array_insert_val (mirror->rows, position + i, index);
    }
}

static void
check_mirror (CalDecisionList *list, Mirror *mirror)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, mirror->rows->len);
  for (guint i = 0; i < mirror->rows->len; i++)
    g_assert_cmpuint (index_of (list, i), ==, g_array_index (mirror->rows, guint, i));
}

static gboolean
has_found_all (gpointer data)
{
  return !cal_decision_list_is_searching (data);
}

/* What the filter should leave, found the plain way. */
static void
check_filter (CalDecisionList *list, const CalBoard *board, guint subject, const char *text)
{
  guint position = 0;
  g_autofree char *wanted = cal_fold (text);

  for (guint i = 0; i < cal_board_n_decisions (board); i++)
    {
      const CalDecision *decision = cal_board_decision (board, i);
      const CalSubject *row = cal_board_subject (board, decision->subject)->row;
      g_autofree char *everything = g_strjoin (
          "\n", row->name, row->id, decision->reason, decision->actor, decision->proposed_by,
          cal_rules_reason_label (cal_board_rules (board), decision->reason_code), NULL);
      g_autofree char *folded = cal_fold (everything);

      if ((subject != G_MAXUINT && decision->subject != subject) || strstr (folded, wanted) == NULL)
        continue;
      g_assert_cmpuint (index_of (list, position++), ==, i);
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, position);
}

static void
move_somebody (CalLiveDocument *document, GRand *random)
{
  static const char *const reasons[] = { "Carried the launch", "Équipe élargie", "Missed two",
                                         "Peers say so" };
  const CalBoard *board = cal_live_document_get_board (document);
  guint who = (guint) g_rand_int_range (random, 0, (int) cal_board_n_subjects (board));
  CalStep step = {
    .subject = cal_board_subject (board, who)->row->id,
    .to = cal_placement ((guint) g_rand_int_range (random, 1, 4),
                         (guint) g_rand_int_range (random, 1, 4)),
    .reason_code = "evidence",
    .reason = reasons[g_rand_int_range (random, 0, G_N_ELEMENTS (reasons))],
  };
  CalCommand command = {
    .kind = CAL_COMMAND_MOVE,
    .actor = "Fay Cilitator",
    .time = cal_time_now (),
    .steps = &step,
    .n_steps = 1,
    .reason = "Taken back",
  };

  if (g_rand_int_range (random, 0, 4) == 0)
    command.kind = CAL_COMMAND_UNDO;
  model_execute (document, &command, NULL);
}

static void
test_random (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (CalDecisionList) list = cal_decision_list_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (20261121);
  const CalBoard *board = cal_live_document_get_board (fixture->document);
  static const char *const texts[] = { "",    "equipe",   "MISSED", "a",
                                       "fay", "evidence", "undo",   "nobody says this" };
  Mirror mirror = { g_array_new (FALSE, FALSE, sizeof (guint)) };
  guint subject = G_MAXUINT;
  const char *text = "";

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed_cb), &mirror);
  cal_decision_list_set_board (list, board);
  for (guint i = 0; i < 200; i++)
    {
      if (g_rand_int_range (random, 0, 3) == 0)
        {
          text = texts[g_rand_int_range (random, 0, G_N_ELEMENTS (texts))];
          subject = g_rand_boolean (random) ? G_MAXUINT : (guint) g_rand_int_range (random, 0, 8);
          cal_decision_list_set_filter (list, subject, text);
        }
      else
        {
          move_somebody (fixture->document, random);
          cal_decision_list_update (list);
        }
      model_wait_for (has_found_all, list);
      check_mirror (list, &mirror);
      check_filter (list, board, subject, text);
    }
  g_assert_cmpuint (cal_board_n_decisions (board), >, 80);
  g_array_unref (mirror.rows);
}

static void
on_touched_cb (CalDecisionList *list, guint position, guint removed, guint added, GArray *touched)
{
  if (removed == 1 && added == 1)
    g_array_append_val (touched, position);
}

/* Where a decision's row is, or the one before it where a filter leaves it out. */
static void
test_find (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (CalDecisionList) list = cal_decision_list_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  const CalBoard *board = cal_live_document_get_board (fixture->document);
  guint position, first;

  while (cal_board_n_decisions (board) < 20)
    move_somebody (fixture->document, random);
  cal_decision_list_set_board (list, board);
  for (guint i = 0; i < cal_board_n_decisions (board); i++)
    {
      g_assert_true (cal_decision_list_find (list, i, &position));
      g_assert_cmpuint (position, ==, i);
    }
  cal_decision_list_set_filter (list, cal_board_decision (board, 5)->subject, "");
  first = index_of (list, 0);
  for (guint i = 0; i < cal_board_n_decisions (board); i++)
    {
      g_assert_cmpint (cal_decision_list_find (list, i, &position), ==, i >= first);
      if (i >= first)
        g_assert_cmpuint (index_of (list, position), <=, i);
    }
}

/* An undo changes how the decision that it takes back looks. */
static void
test_undo_touches (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (CalDecisionList) list = cal_decision_list_new ();
  g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (guint));
  CalCommand undo = {
    .kind = CAL_COMMAND_UNDO,
    .actor = "Fay Cilitator",
    .time = cal_time_now (),
    .reason = "Wrong chip",
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  const CalBoard *board = cal_live_document_get_board (fixture->document);

  while (cal_board_n_decisions (board) == 0)
    move_somebody (fixture->document, random);
  cal_decision_list_set_board (list, board);
  g_signal_connect (list, "items-changed", G_CALLBACK (on_touched_cb), touched);
  g_assert_true (model_execute (fixture->document, &undo, NULL));
  cal_decision_list_update (list);
  g_assert_cmpuint (touched->len, ==, 1);
  g_assert_cmpuint (g_array_index (touched, guint, 0), ==, cal_board_n_decisions (board) - 2);

  /* Of several that come at once, each changes the look of those before it once. */
  g_array_set_size (touched, 0);
  undo.kind = CAL_COMMAND_REDO;
  g_assert_true (model_execute (fixture->document, &undo, NULL));
  undo.kind = CAL_COMMAND_UNDO;
  g_assert_true (model_execute (fixture->document, &undo, NULL));
  cal_decision_list_update (list);
  g_assert_cmpuint (touched->len, ==, 3);
  for (guint i = 0; i < touched->len; i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmpuint (g_array_index (touched, guint, i), !=, g_array_index (touched, guint, j));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/model/decision-list/random", ModelFixture, NULL, model_fixture_set_up, test_random,
              model_fixture_tear_down);
  g_test_add ("/model/decision-list/find", ModelFixture, NULL, model_fixture_set_up, test_find,
              model_fixture_tear_down);
  g_test_add ("/model/decision-list/undo-touches", ModelFixture, NULL, model_fixture_set_up,
              test_undo_touches, model_fixture_tear_down);
  return g_test_run ();
}
