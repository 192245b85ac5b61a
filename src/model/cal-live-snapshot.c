/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The document at one moment, for work in another thread. */

#include "model/cal-fault-words.h"
#include "model/cal-live-document-private.h"

static void
on_snapshot_cb (gpointer data)
{
  CalLiveJob *job = data;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->snapshot),
                           (GDestroyNotify) cal_live_snapshot_free);
  cal_live_job_free (job);
}

/**
 * cal_live_document_snapshot_async:
 * @callback: called in this context when it is there
 * @user_data: for @callback
 *
 * Reads the document anew through the one connection that there is: a second
 * one would find it locked where it is held alone. What is decided meanwhile
 * waits for the reading, not for what is then done with it. Of a document that is
 * altered there is none, since it would be taken for the whole.
 */
void
cal_live_document_snapshot_async (CalLiveDocument *self,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (CAL_IS_LIVE_DOCUMENT (self));

  task = g_task_new (self, NULL, callback, user_data);
  if (self->fault == NULL)
    {
      cal_worker_push (self->worker, cal_live_run_snapshot, on_snapshot_cb,
                       cal_live_job_new (self, self->holding, g_steal_pointer (&task)));
      return;
    }
  words = cal_fault_words_no_export (self->fault);
  g_task_return_new_error (task, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT, "%s", words);
}

/**
 * cal_live_document_snapshot_finish:
 *
 * Returns: (transfer full): the document as it stood, or %NULL with an error
 */
CalLiveSnapshot *
cal_live_document_snapshot_finish (CalLiveDocument *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
cal_live_snapshot_free (CalLiveSnapshot *snapshot)
{
  g_clear_pointer (&snapshot->board, cal_board_free);
  g_clear_pointer (&snapshot->totals, g_strfreev);
  g_free (snapshot->checkpoint);
  g_free (snapshot->log_id);
  g_free (snapshot);
}
