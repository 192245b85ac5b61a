/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/cal-live-document.h"
#include "model/cal-live-job.h"
#include "model/cal-worker.h"

struct _CalLiveDocument
{
  GObject parent_instance;

  CalWorker *worker;
  CalLiveHolding *holding;
  CalBoard *board;
  CalFault *fault;
  char *path;
  char *holder;
  gboolean writable;
  gboolean exclusive;
  gboolean was_held;
  gboolean closed;
  gpointer closing;
  GCancellable *sealing;
  GQueue waiting;
  gboolean appending;
  gboolean following;
  GCancellable *reading;
  double fraction_read;
  guint follow_source;
};

/* In the main thread, with a job that has come back: what the worker found out
 * about the document, and the board that it folded anew. */
void cal_live_document_accept_state (CalLiveDocument *self, CalLiveJob *job);
void cal_live_document_accept_fault (CalLiveDocument *self, CalLiveJob *job);
void cal_live_document_exchange_board (CalLiveDocument *self, CalLiveJob *job);

/* Asks the file now and then whether it has grown, where that is wanted. */
void cal_live_document_follow (CalLiveDocument *self);

/* Whether the document is altered, and the task has been answered. */
gboolean cal_live_document_refuse_altered (CalLiveDocument *self, GTask *task);

/* Commands wait from the one to the other. */
void cal_live_document_set_pending (CalLiveDocument *self);
void cal_live_document_go_on (CalLiveDocument *self);

/* After a board without history was shown. */
void cal_live_document_read_history (CalLiveDocument *self);
void cal_live_document_tell_reading (CalLiveDocument *self, gboolean ended, const GError *failure);
