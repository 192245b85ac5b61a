/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cal-test-board.h"
#include "model-fixture.h"
#include "model/cal-replay-model.h"
#include "model/cal-replay-words.h"

#define MOVES 30

typedef struct
{
  CalReplayModel *model;
  guint64 wanted;
} Wait;

/* Everybody in turn to another cell; some of them several times. */
static void
decide (ModelFixture *fixture, guint n)
{
  const CalBoard *board = cal_live_document_get_board (fixture->document);

  for (guint i = 0; i < n; i++)
    {
      guint who = i * 7 % 5;
      CalPlacement from = cal_board_subject (board, who)->placement;

      g_assert_true (model_move (fixture->document, who,
                                 cal_placement_equal (from, cal_placement (1, 1))
                                     ? cal_placement (2, 2)
                                     : cal_placement (1, 1),
                                 NULL));
    }
}

static gboolean
is_ready (gpointer data)
{
  return cal_replay_model_is_ready (data);
}

static gboolean
has_reached (gpointer data)
{
  Wait *wait = data;

  return cal_replay_model_get_position (wait->model) >= wait->wanted;
}

static gboolean
has_stopped (gpointer data)
{
  return !cal_replay_model_is_playing (data);
}

static CalReplayModel *
model_of (ModelFixture *fixture)
{
  CalReplayModel *model = cal_replay_model_new ();

  cal_replay_model_set_board (model, cal_live_document_get_board (fixture->document));
  model_wait_for (is_ready, model);
  return model;
}

static void
test_seek (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (CalReplayModel) model = NULL;
  guint64 first, size;

  decide (fixture, MOVES);
  model = model_of (fixture);
  size = cal_replay_model_get_size (model);
  first = cal_replay_model_get_first (model);
  g_assert_cmpuint (first, ==, 3);
  g_assert_cmpuint (cal_replay_model_get_position (model), ==, size);
  g_assert_false (cal_replay_model_is_past (model));

  cal_replay_model_step (model, -3);
  g_assert_cmpuint (cal_replay_model_get_position (model), ==, size - 3);
  g_assert_true (cal_replay_model_is_past (model));
  g_assert_cmpuint (cal_board_size (cal_replay_model_get_board (model)), ==, size - 3);
  cal_replay_model_step (model, 100);
  g_assert_cmpuint (cal_replay_model_get_position (model), ==, size);
  cal_replay_model_step (model, -1000);
  g_assert_cmpuint (cal_replay_model_get_position (model), ==, first);
  cal_replay_model_seek (model, 0);
  g_assert_cmpuint (cal_replay_model_get_position (model), ==, first);
}

/* What is decided meanwhile is followed by who looks at now, and by nobody else. */
static void
test_follows (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (CalReplayModel) model = NULL;
  guint64 position;

  decide (fixture, 5);
  model = model_of (fixture);
  decide (fixture, 2);
  cal_replay_model_update (model);
  g_assert_cmpuint (cal_replay_model_get_position (model), ==, cal_replay_model_get_size (model));

  cal_replay_model_step (model, -4);
  position = cal_replay_model_get_position (model);
  decide (fixture, 3);
  cal_replay_model_update (model);
  g_assert_cmpuint (cal_replay_model_get_position (model), ==, position);
  g_assert_cmpuint (cal_replay_model_get_size (model), ==, position + 7);
  g_assert_cmpuint (cal_board_size (cal_replay_model_get_board (model)), ==, position);
}

static void
on_log_changed_cb (CalReplayModel *model, const CalBoard **seen)
{
  *seen = cal_replay_model_get_whole (model);
}

static void
on_moment_changed_cb (CalReplayModel *model, GArray *changed, const CalBoard **seen)
{
  g_assert_nonnull (*seen);
  g_assert_true (*seen == cal_replay_model_get_whole (model));
}

/* Whoever looks at the model knows of another board before any moment of it is
 * shown, so that nobody reads one that is gone. */
static void
test_another_board (ModelFixture *fixture, gconstpointer data)
{
  CalLiveDocument *second;
  g_autoptr (CalReplayModel) model = NULL;
  const CalBoard *seen = NULL;
  guint64 position;

  decide (fixture, 6);
  model = model_of (fixture);
  seen = cal_replay_model_get_whole (model);
  g_signal_connect (model, "log-changed", G_CALLBACK (on_log_changed_cb), &seen);
  g_signal_connect (model, "moment-changed", G_CALLBACK (on_moment_changed_cb), &seen);
  cal_replay_model_step (model, -3);
  position = cal_replay_model_get_position (model);

  second = model_open (fixture->path, NULL);
  g_assert_nonnull (second);
  g_assert_true (cal_board_has_history (cal_live_document_get_board (second)));
  cal_replay_model_set_board (model, cal_live_document_get_board (second));
  g_assert_cmpuint (cal_replay_model_get_position (model), ==, position);
  g_assert_true (cal_replay_model_is_past (model));
  cal_replay_model_set_board (model, NULL);
  g_assert_false (cal_replay_model_is_ready (model));
  cal_replay_model_set_board (model, cal_live_document_get_board (fixture->document));
  model_wait_for (is_ready, model);
  cal_replay_model_set_board (model, NULL);
  model_close (second);
  g_object_unref (second);
}

static void
test_subject (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (CalReplayModel) model = NULL;
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (guint64));
  const CalBoard *whole;

  decide (fixture, MOVES);
  model = model_of (fixture);
  whole = cal_replay_model_get_whole (model);
  for (guint i = 0; i < cal_board_n_decisions (whole); i++)
    if (cal_board_decision (whole, i)->subject == 2)
      g_array_append_val (seqs, cal_board_decision (whole, i)->seq);
  g_assert_cmpuint (seqs->len, >, 3);

  cal_replay_model_seek (model, 0);
  for (guint i = 0; i < seqs->len; i++)
    {
      g_assert_true (cal_replay_model_seek_subject (model, 2, TRUE));
      g_assert_cmpuint (cal_replay_model_get_position (model), ==,
                        g_array_index (seqs, guint64, i) + 1);
    }
  g_assert_false (cal_replay_model_seek_subject (model, 2, TRUE));
  for (guint i = seqs->len - 1; i-- > 0;)
    {
      g_assert_true (cal_replay_model_seek_subject (model, 2, FALSE));
      g_assert_cmpuint (cal_replay_model_get_position (model), ==,
                        g_array_index (seqs, guint64, i) + 1);
    }
  g_assert_false (cal_replay_model_seek_subject (model, 2, FALSE));
  g_assert_false (cal_replay_model_seek_subject (model, 20, TRUE));
  g_assert_false (cal_replay_model_seek_subject (model, G_MAXUINT, TRUE));
}

static void
test_play (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (CalReplayModel) model = NULL;
  Wait wait;

  decide (fixture, 8);
  model = model_of (fixture);
  cal_replay_model_set_rate (model, 100);
  cal_replay_model_play (model);
  g_assert_true (cal_replay_model_is_playing (model));
  g_assert_cmpuint (cal_replay_model_get_position (model), ==, cal_replay_model_get_first (model));
  wait = (Wait){ model, cal_replay_model_get_first (model) + 3 };
  model_wait_for (has_reached, &wait);
  cal_replay_model_pause (model);
  g_assert_false (cal_replay_model_is_playing (model));
  cal_replay_model_play (model);
  model_wait_for (has_stopped, model);
  g_assert_false (cal_replay_model_is_past (model));
}

static void
test_words (ModelFixture *fixture, gconstpointer data)
{
  const CalFault fault = { 10, (char *) "reason", (char *) "the disclosure does not fit" };
  g_autoptr (CalReplayModel) model = NULL;
  const CalBoard *whole;
  g_autofree char *past = NULL;
  g_autofree char *now = NULL;
  g_autofree char *last = NULL;
  g_autofree char *before_last = NULL;
  g_autofree char *status = NULL;
  g_autofree char *entry = NULL;
  g_autofree char *path = NULL;

  decide (fixture, 6);
  model = model_of (fixture);
  whole = cal_replay_model_get_whole (model);
  past = cal_replay_words_strip (whole, NULL, 6);
  now = cal_replay_words_strip (whole, NULL, 10);
  last = cal_replay_words_strip (whole, &fault, 10);
  before_last = cal_replay_words_strip (whole, &fault, 6);
  status = cal_replay_words_status (whole, 6);
  entry = cal_replay_words_entry (whole, 3);
  path = cal_replay_words_path (whole, 0, 4, 10);
  g_assert_cmpuint (cal_board_size (whole), ==, 10);
  g_assert_nonnull (strstr (past, "This is the past:"));
  g_assert_nonnull (strstr (past, "after decision 6 of 10, on "));
  g_assert_nonnull (strstr (now, "This is now:"));
  g_assert_nonnull (strstr (last, "This is the last that holds:"));
  g_assert_nonnull (strstr (last, "Decision 11 is damaged or was altered"));
  g_assert_cmpstr (before_last, ==, past);
  g_assert_nonnull (strstr (status, "Replay: decision 6 of 10"));
  g_assert_nonnull (strstr (status, "4 later decisions not shown"));
  g_assert_cmpstr (entry, ==, "Decision 4: session S1 started");
  g_assert_true (g_str_has_prefix (path, "5: "));
  g_assert_nonnull (strstr (path, ", 10: "));
}

/* What is no decision is not counted as one. */
static void
test_words_later (void)
{
  g_autoptr (CalTestBoard) test = cal_test_board_new_erased ();
  g_autofree char *first = cal_replay_words_status (test->board, 3);
  g_autofree char *before_last = cal_replay_words_status (test->board, 7);

  g_assert_nonnull (strstr (first, "decision 3 of 8   ·   3 later decisions not shown"));
  g_assert_null (strstr (before_last, "later"));
}

/* Of whom has been erased nothing is claimed that is not known. */
static void
test_words_erased (void)
{
  g_autoptr (CalTestBoard) test = cal_test_board_new_erased ();
  g_autofree char *moved = cal_replay_words_entry (test->board, 4);
  g_autofree char *kept = cal_replay_words_entry (test->board, 5);
  g_autofree char *path = cal_replay_words_path (test->board, 11, 3, 8);

  g_assert_cmpstr (moved, ==, "Decision 5: of somebody who has been erased; by Ada");
  g_assert_cmpstr (kept, ==, "Decision 6: of somebody who has been erased; by Ada");
  g_assert_cmpstr (path, ==, "5: erased, 6: erased");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/model/replay-model/seek", ModelFixture, NULL, model_fixture_set_up, test_seek,
              model_fixture_tear_down);
  g_test_add ("/model/replay-model/follows", ModelFixture, NULL, model_fixture_set_up, test_follows,
              model_fixture_tear_down);
  g_test_add ("/model/replay-model/another-board", ModelFixture, NULL, model_fixture_set_up,
              test_another_board, model_fixture_tear_down);
  g_test_add ("/model/replay-model/subject", ModelFixture, NULL, model_fixture_set_up, test_subject,
              model_fixture_tear_down);
  g_test_add ("/model/replay-model/play", ModelFixture, NULL, model_fixture_set_up, test_play,
              model_fixture_tear_down);
  g_test_add ("/model/replay-model/words", ModelFixture, NULL, model_fixture_set_up, test_words,
              model_fixture_tear_down);
  g_test_add_func ("/model/replay-model/words-erased", test_words_erased);
  g_test_add_func ("/model/replay-model/words-later", test_words_later);
  return g_test_run ();
}
