/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-live-erasing.h"

#include <glib/gi18n-lib.h>

#include "model/cal-live-document-private.h"

typedef struct
{
  CalLiveJob *job;
  char *subject;
  char *actor;
  char *reason;
  gint64 time;
  CalErasure *erasure;
} Work;

/* The file is written anew, which nobody may look at meanwhile. */
static void
run_erasing (gpointer data)
{
  Work *work = data;
  CalLiveJob *job = work->job;
  CalDocument *document = job->holding->document;
  const CalErasing erasing = { work->subject, work->actor, work->time, work->reason };
  g_autoptr (CalBoard) board = cal_document_load (document, CAL_NONE, &job->error);

  if (board != NULL)
    {
      cal_reading_gate_shut (job->holding->gate);
      work->erasure = cal_document_erase (document, board, &erasing, &job->error);
      cal_reading_gate_open (job->holding->gate);
      cal_reading_gate_release (job->holding->gate);
    }
  /* Read again: what the board before remembers of them is to be forgotten. */
  if (work->erasure != NULL)
    job->board = cal_document_load (document, CAL_NONE, &job->error);
  cal_live_job_take_state (job);
}

static void
on_erased_cb (gpointer data)
{
  Work *work = data;
  CalLiveJob *job = work->job;
  CalLiveDocument *self = job->self;

  cal_live_document_accept_state (self, job);
  if (job->board != NULL)
    cal_live_document_exchange_board (self, job);
  if (work->erasure != NULL)
    g_task_return_pointer (job->task, work->erasure, (GDestroyNotify) cal_erasure_free);
  else
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  cal_live_document_go_on (self);
  cal_live_job_free (job);
  g_free (work->subject);
  g_free (work->actor);
  g_free (work->reason);
  g_free (work);
}

/**
 * cal_live_erasing_start:
 * @document: the document
 * @erasing: whom, who does it, and why; copied
 * @callback: called in this context when it is done, or is not
 * @user_data: for @callback
 *
 * Erases what the document holds on somebody, in the document's own thread. What
 * is commanded meanwhile waits.
 */
void
cal_live_erasing_start (CalLiveDocument *document,
                        const CalErasing *erasing,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Work *work;

  g_return_if_fail (CAL_IS_LIVE_DOCUMENT (document));

  task = g_task_new (document, NULL, callback, user_data);
  if (cal_live_document_refuse_altered (document, task))
    return;
  if (document->closed || !document->writable || document->appending
      || cal_live_document_is_reading (document, NULL))
    {
      g_task_return_new_error (task, CAL_STORE_ERROR, CAL_STORE_ERROR_READ_ONLY,
                               _ ("nothing can be recorded here at the moment"));
      return;
    }
  work = g_new0 (Work, 1);
  work->job = cal_live_job_new (document, document->holding, g_steal_pointer (&task));
  work->subject = g_strdup (erasing->subject);
  work->actor = g_strdup (erasing->actor);
  work->reason = g_strdup (erasing->reason);
  work->time = erasing->time;
  cal_live_document_set_pending (document);
  cal_worker_push (document->worker, run_erasing, on_erased_cb, work);
}

/**
 * cal_live_erasing_finish:
 *
 * Returns: (transfer full): what was erased and what is not reached; %NULL with a
 *   #CalCoreError of the rules or a #CalStoreError
 */
CalErasure *
cal_live_erasing_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
