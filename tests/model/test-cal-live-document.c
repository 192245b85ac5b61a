/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-core-error.h"
#include "core/cal-time.h"
#include "model-fixture.h"

static const CalPlacement star = { 3, 3 };

/* Somebody who does not stand in the cell yet. */
static guint
somebody_outside (CalLiveDocument *document, CalPlacement cell)
{
  const CalBoard *board = cal_live_document_get_board (document);

  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    if (!cal_placement_equal (cal_board_subject (board, i)->placement, cell))
      return i;
  g_assert_not_reached ();
}

static void
on_changed_cb (CalLiveDocument *document, GArray *indexes, GArray *seen)
{
  g_assert_nonnull (indexes);
  g_array_append_vals (seen, indexes->data, indexes->len);
}

static void
test_move (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GError) error = NULL;
  guint who = somebody_outside (fixture->document, star);
  guint64 size = cal_live_document_get_size (fixture->document);

  g_signal_connect (fixture->document, "changed", G_CALLBACK (on_changed_cb), seen);
  g_assert_true (model_move (fixture->document, who, star, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (seen->len, ==, 1);
  g_assert_cmpuint (g_array_index (seen, guint, 0), ==, who);
  g_assert_cmpuint (cal_live_document_get_size (fixture->document), ==, size + 1);
  g_assert_false (cal_live_document_is_pending (fixture->document));
  g_assert_true (cal_placement_equal (
      cal_board_subject (cal_live_document_get_board (fixture->document), who)->placement, star));
}

static void
test_refused (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GError) error = NULL;
  guint64 size = cal_live_document_get_size (fixture->document);

  g_signal_connect (fixture->document, "changed", G_CALLBACK (on_changed_cb), seen);
  g_assert_false (model_move (fixture->document, 0, cal_placement (7, 7), &error));
  g_assert_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_UNKNOWN_CELL);
  g_assert_cmpuint (seen->len, ==, 0);
  g_assert_cmpuint (cal_live_document_get_size (fixture->document), ==, size);
}

static void
on_each_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  cal_live_document_execute_finish (CAL_LIVE_DOCUMENT (source), result, &error);
  g_assert_no_error (error);
  (*(guint *) data)++;
}

static gboolean
all_done (gpointer data)
{
  return *(guint *) data == 2;
}

/* The second is given while the first is on its way, and decided after it. */
static void
test_one_after_the_other (ModelFixture *fixture, gconstpointer data)
{
  guint who = somebody_outside (fixture->document, star);
  const CalBoard *board = cal_live_document_get_board (fixture->document);
  CalStep step = {
    .subject = cal_board_subject (board, who)->row->id,
    .to = star,
    .reason_code = "scope",
    .reason = "Took over the region",
  };
  CalCommand move = {
    .kind = CAL_COMMAND_MOVE,
    .actor = "Fay Cilitator",
    .time = cal_time_now (),
    .steps = &step,
    .n_steps = 1,
  };
  CalCommand undo = {
    .kind = CAL_COMMAND_UNDO,
    .actor = "Fay Cilitator",
    .time = cal_time_now (),
    .reason = "Wrong chip",
  };
  CalPlacement before = cal_board_subject (board, who)->placement;
  guint n_done = 0;

  cal_live_document_execute_async (fixture->document, &move, on_each_done_cb, &n_done);
  cal_live_document_execute_async (fixture->document, &undo, on_each_done_cb, &n_done);
  g_assert_true (cal_live_document_is_pending (fixture->document));
  model_wait_for (all_done, &n_done);
  g_assert_cmpuint (cal_board_n_decisions (board), ==, 2);
  g_assert_cmpint (cal_board_decision (board, 1)->reverts, ==,
                   (gint64) cal_board_decision (board, 0)->seq);
  g_assert_true (cal_placement_equal (cal_board_subject (board, who)->placement, before));
}

static void
test_survives (ModelFixture *fixture, gconstpointer data)
{
  guint who = somebody_outside (fixture->document, star);
  g_autofree char *journal = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (model_move (fixture->document, who, star, NULL));
  model_close (fixture->document);
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
  g_clear_object (&fixture->document);

  fixture->document = model_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_true (cal_live_document_is_writable (fixture->document));
  g_assert_cmpstr (cal_live_document_get_title (fixture->document), ==, "Annual review");
  g_assert_true (cal_placement_equal (
      cal_board_subject (cal_live_document_get_board (fixture->document), who)->placement, star));
}

/* What has been asked for is on disk when the document is closed. */
static void
test_closing_waits (ModelFixture *fixture, gconstpointer data)
{
  guint who = somebody_outside (fixture->document, star);
  CalStep step = {
    .subject = cal_board_subject (cal_live_document_get_board (fixture->document), who)->row->id,
    .to = star,
    .reason_code = "evidence",
    .reason = "Carried the launch",
  };
  CalCommand command = {
    .kind = CAL_COMMAND_MOVE,
    .actor = "Fay Cilitator",
    .time = cal_time_now (),
    .steps = &step,
    .n_steps = 1,
  };
  guint n_done = 0;

  cal_live_document_execute_async (fixture->document, &command, on_each_done_cb, &n_done);
  model_close (fixture->document);
  g_assert_cmpuint (n_done, ==, 1);
  g_clear_object (&fixture->document);
  fixture->document = model_open (fixture->path, NULL);
  g_assert_true (cal_placement_equal (
      cal_board_subject (cal_live_document_get_board (fixture->document), who)->placement, star));
}

static void
test_not_there (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "other.calibrate", NULL);

  g_assert_null (model_open (path, &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NOT_FOUND);
}

typedef struct
{
  CalLiveDocument *leader;
  CalLiveDocument *follower;
} Pair;

static gboolean
has_caught_up (gpointer data)
{
  Pair *pair = data;

  return cal_live_document_get_size (pair->follower) == cal_live_document_get_size (pair->leader);
}

static void
on_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
has_result (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

static gboolean
take_over (CalLiveDocument *document, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cal_live_document_take_over_async (document, on_result_cb, &result);
  model_wait_for (has_result, &result);
  return cal_live_document_take_over_finish (document, result, error);
}

static void
test_follower (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CalLiveDocument) follower = model_open (fixture->path, &error);
  Pair pair = { fixture->document, follower };
  guint who = somebody_outside (fixture->document, star);

  g_assert_no_error (error);
  g_assert_false (cal_live_document_is_writable (follower));
  g_assert_nonnull (cal_live_document_get_holder (follower));
  g_assert_false (model_move (follower, who, star, &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);

  for (guint i = 1; i <= 3; i++)
    {
      g_assert_true (
          model_move (fixture->document, who, i % 2 == 1 ? star : cal_placement (1, 1), NULL));
      model_wait_for (has_caught_up, &pair);
    }
  g_assert_true (cal_placement_equal (
      cal_board_subject (cal_live_document_get_board (follower), who)->placement, star));

  g_assert_false (take_over (follower, &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_LOCKED);
  g_clear_error (&error);

  model_close (fixture->document);
  g_clear_object (&fixture->document);
  g_assert_true (take_over (follower, &error));
  g_assert_no_error (error);
  g_assert_true (cal_live_document_is_writable (follower));
  g_assert_null (cal_live_document_get_holder (follower));
  g_assert_true (model_move (follower, who, cal_placement (1, 2), &error));
  g_assert_no_error (error);
  model_close (follower);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test)                                                                            \
  g_test_add (path, ModelFixture, NULL, model_fixture_set_up, test, model_fixture_tear_down)
  ADD ("/model/live-document/move", test_move);
  ADD ("/model/live-document/refused", test_refused);
  ADD ("/model/live-document/one-after-the-other", test_one_after_the_other);
  ADD ("/model/live-document/survives", test_survives);
  ADD ("/model/live-document/closing-waits", test_closing_waits);
  ADD ("/model/live-document/not-there", test_not_there);
  ADD ("/model/live-document/follower", test_follower);
#undef ADD
  return g_test_run ();
}
