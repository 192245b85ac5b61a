/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model-fixture.h"

static const char *
id_of (ModelFixture *fixture, guint subject)
{
  return cal_board_subject (cal_live_document_get_board (fixture->document), subject)->row->id;
}

/* What was read stays as it was, whatever is decided after. */
static void
test_read (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (CalLiveStory) story = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *why = NULL;
  CalPlacement from =
      cal_board_subject (cal_live_document_get_board (fixture->document), 3)->placement;
  CalPlacement to = cal_placement (from.performance == 3 ? 1 : 3, 3);

  g_assert_true (model_move (fixture->document, 3, to, &error));
  story = model_read_story (fixture->document, id_of (fixture, 3), &error);
  g_assert_no_error (error);
  g_assert_true (model_move (fixture->document, 3, from, &error));
  g_assert_cmpuint (story->subject, ==, 3);
  g_assert_cmpuint (cal_board_subject (story->board, 3)->n_decisions, ==, 1);
  g_assert_cmpstr (story->pack->subject, ==, id_of (fixture, 3));
  g_assert_cmpuint (story->pack->records->len, ==, 2);
  g_assert_cmpuint (story->pack->rows->len, ==, 1);
  g_assert_true (cal_pack_check (story->pack, &why));
}

static void
test_shared (ModelFixture *fixture, gconstpointer data)
{
  CalLiveStory *story = model_read_story (fixture->document, id_of (fixture, 0), NULL);
  CalLiveStory *other = cal_live_story_ref (story);

  cal_live_story_unref (story);
  g_assert_cmpstr (other->pack->subject, ==, id_of (fixture, 0));
  cal_live_story_unref (other);
}

static void
test_nobody (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (model_read_story (fixture->document, "nobody", &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NOT_FOUND);
}

static void
test_closed (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *id = g_strdup (id_of (fixture, 0));
  CalLiveDocument *document = g_steal_pointer (&fixture->document);
  g_autoptr (GError) error = NULL;

  model_close (document);
  g_assert_null (model_read_story (document, id, &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_READ_ONLY);
  g_object_unref (document);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add (path, ModelFixture, NULL, model_fixture_set_up, test, model_fixture_tear_down)
  ADD ("/model/live-story/read", test_read);
  ADD ("/model/live-story/shared", test_shared);
  ADD ("/model/live-story/nobody", test_nobody);
  ADD ("/model/live-story/closed", test_closed);
#undef ADD
  return g_test_run ();
}
