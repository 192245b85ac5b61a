/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-live-story.h"

#include <glib/gi18n-lib.h>

#include "model/cal-fault-words.h"
#include "model/cal-live-document-private.h"

typedef struct
{
  CalLiveJob *job;
  char *id;
  CalLiveStory *story;
} Reading;

static void
clear_story (gpointer data)
{
  CalLiveStory *story = data;

  g_clear_pointer (&story->board, cal_board_free);
  g_clear_pointer (&story->pack, cal_pack_free);
}

CalLiveStory *
cal_live_story_ref (CalLiveStory *story)
{
  return g_atomic_rc_box_acquire (story);
}

void
cal_live_story_unref (CalLiveStory *story)
{
  g_atomic_rc_box_release_full (story, clear_story);
}

/* In the document's thread: a second connection would find the file locked where
 * it is held alone. */
static void
run_reading (gpointer data)
{
  Reading *reading = data;
  CalLiveJob *job = reading->job;
  CalDocument *document = job->holding->document;
  g_autoptr (CalLiveStory) story = g_atomic_rc_box_new0 (CalLiveStory);

  if (document == NULL)
    {
      g_set_error_literal (&job->error, CAL_STORE_ERROR, CAL_STORE_ERROR_READ_ONLY,
                           _ ("the document is closed"));
      return;
    }
  story->board = cal_document_load (document, -1, &job->error);
  cal_live_job_word_error (job);
  if (story->board == NULL)
    return;
  if (!cal_board_find (story->board, reading->id, &story->subject))
    {
      g_set_error (&job->error, CAL_STORE_ERROR, CAL_STORE_ERROR_NOT_FOUND,
                   _ ("there is no subject with the id “%s”"), reading->id);
      return;
    }
  story->pack = cal_document_prove_subject (document, story->board, story->subject, &job->error);
  if (story->pack != NULL)
    reading->story = g_steal_pointer (&story);
}

static void
on_read_cb (gpointer data)
{
  Reading *reading = data;
  CalLiveJob *job = reading->job;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, reading->story, (GDestroyNotify) cal_live_story_unref);
  cal_live_job_free (job);
  g_free (reading->id);
  g_free (reading);
}

/**
 * cal_live_story_read_async:
 * @document: the document
 * @id: a subject's employee id
 * @callback: called in this context when it is read
 * @user_data: for @callback
 *
 * Reads all there is on a subject, with its proofs. What is decided meanwhile waits
 * for the reading.
 */
void
cal_live_story_read_async (CalLiveDocument *document,
                           const char *id,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  g_return_if_fail (CAL_IS_LIVE_DOCUMENT (document) && id != NULL);

  task = g_task_new (document, NULL, callback, user_data);
  if (document->fault != NULL)
    {
      g_autofree char *words = cal_fault_words_no_story (document->fault);

      g_task_return_new_error (task, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT, "%s", words);
      return;
    }
  reading = g_new0 (Reading, 1);
  reading->job = cal_live_job_new (document, document->holding, g_steal_pointer (&task));
  reading->id = g_strdup (id);
  cal_worker_push (document->worker, run_reading, on_read_cb, reading);
}

/**
 * cal_live_story_read_finish:
 *
 * Returns: (transfer full): the story; %NULL with a #CalStoreError
 */
CalLiveStory *
cal_live_story_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
