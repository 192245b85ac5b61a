/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model-fixture.h"

#include <glib/gstdio.h>

#include "core/cal-time.h"
#include "roster/cal-sample.h"

#define PEOPLE 40
#define SEED 7
#define PATIENCE_S 20

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
on_out_of_patience_cb (gpointer data)
{
  g_error ("waited %d s in vain", PATIENCE_S);
  return G_SOURCE_REMOVE;
}

void
model_wait_for (gboolean (*done) (gpointer data), gpointer data)
{
  guint source = g_timeout_add_seconds (PATIENCE_S, on_out_of_patience_cb, NULL);

  while (!done (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

CalLiveDocument *
model_open (const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cal_live_document_open_async (path, NULL, on_result_cb, &result);
  model_wait_for (has_result, &result);
  return cal_live_document_open_finish (result, error);
}

void
model_close (CalLiveDocument *document)
{
  g_autoptr (GAsyncResult) result = NULL;

  cal_live_document_close_async (document, on_result_cb, &result);
  model_wait_for (has_result, &result);
  g_assert_true (cal_live_document_close_finish (document, result, NULL));
}

CalLiveStory *
model_read_story (CalLiveDocument *document, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cal_live_story_read_async (document, id, on_result_cb, &result);
  model_wait_for (has_result, &result);
  return cal_live_story_read_finish (result, error);
}

gboolean
model_execute (CalLiveDocument *document, const CalCommand *command, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cal_live_document_execute_async (document, command, on_result_cb, &result);
  model_wait_for (has_result, &result);
  return cal_live_document_execute_finish (document, result, error);
}

gboolean
model_move (CalLiveDocument *document, guint subject, CalPlacement to, GError **error)
{
  CalStep step = {
    .subject = cal_board_subject (cal_live_document_get_board (document), subject)->row->id,
    .to = to,
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

  return model_execute (document, &command, error);
}

void
model_fixture_set_up (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (CalRules) rules = cal_rules_new_default ();
  g_autoptr (CalRoster) roster = cal_sample_roster (PEOPLE, SEED);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CalCycleSetup setup = {
    .title = "Annual review",
    .actor = "Fay Cilitator",
    .time = cal_time_now (),
    .rules = rules,
    .roster = roster,
    .file_name = "people.csv",
    .file_sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    .session = "S1",
    .session_reason = "The first meeting",
  };

  fixture->folder = g_dir_make_tmp ("calibrate-model-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "cycle.calibrate", NULL);
  cal_live_document_create_async (fixture->path, &setup, NULL, NULL, NULL, on_result_cb, &result);
  model_wait_for (has_result, &result);
  fixture->document = cal_live_document_open_finish (result, &error);
  g_assert_no_error (error);
}

void
model_fixture_tear_down (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (fixture->document != NULL)
    {
      model_close (fixture->document);
      g_assert_finalize_object (fixture->document);
    }
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}
