/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The board of a long log is shown from its live tables; then the log itself is
 * read, checked and compared with them, and its fold takes that board's place. */

#include "model/cal-live-document-private.h"

static void
on_history_cb (gpointer data)
{
  CalLiveJob *job = data;
  CalLiveDocument *self = job->self;

  g_clear_object (&self->reading);
  if (!self->closed)
    {
      if (job->board != NULL)
        cal_live_document_exchange_board (self, job);
      cal_live_document_accept_state (self, job);
      cal_live_document_tell_reading (self, TRUE, job->error);
    }
  cal_live_job_free (job);
}

static void
on_progress_cb (double fraction, gpointer data)
{
  CalLiveDocument *self = data;

  self->fraction_read = fraction;
  cal_live_document_tell_reading (self, FALSE, NULL);
}

/* Once it is there, things can be decided. */
void
cal_live_document_read_history (CalLiveDocument *self)
{
  CalLiveJob *job = cal_live_job_new (self, self->holding, NULL);

  self->reading = g_cancellable_new ();
  job->cancellable = g_object_ref (self->reading);
  job->context = g_main_context_ref_thread_default ();
  job->progress = on_progress_cb;
  job->progress_data = self;
  cal_worker_push (self->worker, cal_live_run_read_history, on_history_cb, job);
}

/**
 * cal_live_document_is_reading:
 * @fraction: (out) (optional): how much of it is done
 *
 * Returns: whether the board stands there already, but what was decided is still
 *   being read
 */
gboolean
cal_live_document_is_reading (CalLiveDocument *self, double *fraction)
{
  g_return_val_if_fail (CAL_IS_LIVE_DOCUMENT (self), FALSE);

  if (fraction != NULL)
    *fraction = self->fraction_read;
  return self->reading != NULL;
}
