/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-live-reading.h"

#include <glib/gi18n-lib.h>

#include "model/cal-live-document-private.h"

typedef struct
{
  CalLiveJob *job;
  GCancellable *stop;
  CalLiveReader read;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  gpointer result;
} Reading;

static void
reading_free (Reading *reading)
{
  if (reading->free_data != NULL)
    reading->free_data (reading->data);
  g_clear_object (&reading->stop);
  cal_live_job_free (reading->job);
  g_free (reading);
}

static gboolean
go_on (double fraction, gpointer data)
{
  Reading *reading = data;

  return cal_live_job_tell (fraction, reading->job) && !g_cancellable_is_cancelled (reading->stop);
}

static void
run_reading (gpointer data)
{
  Reading *reading = data;
  CalLiveJob *job = reading->job;

  reading->stop = cal_reading_gate_enter (job->holding->gate);
  if (!g_cancellable_set_error_if_cancelled (reading->stop, &job->error)
      && !g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    reading->result = reading->read (job->path, go_on, reading, reading->data, &job->error);
  cal_reading_gate_leave (job->holding->gate);
}

static void
on_read_cb (gpointer data)
{
  Reading *reading = data;
  CalLiveJob *job = reading->job;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, reading->result, reading->free_result);
  reading_free (reading);
}

/**
 * cal_live_reading_start:
 * @document: the document
 * @read: what is to be done, in a thread
 * @data: (transfer full) (nullable): for @read
 * @free_data: (nullable): how to free @data
 * @free_result: (nullable): how to free what @read answers
 * @cancellable: (nullable): to give up
 * @progress: (nullable): told in this context how far it is
 * @progress_data: for @progress
 * @callback: called in this context at the end
 * @user_data: for @callback
 *
 * Has a document's file read by somebody else than its own thread, which goes on
 * deciding meanwhile. It is cancelled when the document must be alone for a
 * moment: when it is first written, sealed or closed. Whoever wants to may then
 * start again; a closed document answers with %G_IO_ERROR_CLOSED.
 */
void
cal_live_reading_start (CalLiveDocument *document,
                        CalLiveReader read,
                        gpointer data,
                        GDestroyNotify free_data,
                        GDestroyNotify free_result,
                        GCancellable *cancellable,
                        CalLiveProgress progress,
                        gpointer progress_data,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task;
  CalWorker *worker;
  Reading *reading;

  g_return_if_fail (CAL_IS_LIVE_DOCUMENT (document));

  task = g_task_new (document, NULL, callback, user_data);
  if (document->closed)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, _ ("the document is closed"));
      if (free_data != NULL)
        free_data (data);
      g_object_unref (task);
      return;
    }
  reading = g_new0 (Reading, 1);
  reading->job = cal_live_job_new (document, document->holding, task);
  reading->job->path = g_strdup (document->path);
  reading->job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  reading->job->context = g_main_context_ref_thread_default ();
  reading->job->progress = progress;
  reading->job->progress_data = progress_data;
  reading->read = read;
  reading->data = data;
  reading->free_data = free_data;
  reading->free_result = free_result;
  worker = cal_worker_new ("reader");
  cal_worker_push (worker, run_reading, on_read_cb, reading);
  cal_worker_free (worker);
}

/**
 * cal_live_reading_finish:
 *
 * Returns: (transfer full): what was found out; %NULL with an error
 */
gpointer
cal_live_reading_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
