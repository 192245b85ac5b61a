/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A document that somebody has altered is shown as it stood before; its file has been
 * let go of by then. */

#include "model/cal-live-document-private.h"

#include "model/cal-fault-words.h"

/**
 * cal_live_document_get_fault:
 *
 * Returns: (transfer none) (nullable): the record at which reading has stopped, where
 *   not all of the log holds; the board is what stood before it, and can only be looked at
 */
const CalFault *
cal_live_document_get_fault (CalLiveDocument *self)
{
  g_return_val_if_fail (CAL_IS_LIVE_DOCUMENT (self), NULL);

  return self->fault;
}

/* In the main thread, before the board that the job has brought is shown. */
void
cal_live_document_accept_fault (CalLiveDocument *self, CalLiveJob *job)
{
  if (job->fault == NULL || self->fault != NULL)
    return;
  self->fault = g_steal_pointer (&job->fault);
  cal_live_document_follow (self);
}

/* Answers a task that would write. */
gboolean
cal_live_document_refuse_altered (CalLiveDocument *self, GTask *task)
{
  g_autofree char *words = NULL;

  if (self->fault == NULL)
    return FALSE;
  words = cal_fault_words_refusal (self->fault);
  g_task_return_new_error (task, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT, "%s", words);
  return TRUE;
}
