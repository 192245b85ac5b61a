/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/cal-live-document.h"
#include "model/cal-reading-gate.h"

/* What the worker's thread alone touches. @shadow is a second fold of the same
 * log, which only a follower has: the worker brings it up to date and then
 * exchanges it for the board on screen, so that neither waits for the other. Who
 * reads the file in yet another thread goes through @gate. */
typedef struct
{
  CalDocument *document;
  CalBoard *shadow;
  CalReadingGate *gate;
} CalLiveHolding;

/* One job: what goes to the worker's thread and what comes back. */
typedef struct
{
  gpointer self;
  CalLiveHolding *holding;
  GTask *task;
  GCancellable *cancellable;
  GMainContext *context;
  char *path;
  CalCycleSetup setup;
  gboolean creates;
  CalLiveProgress progress;
  gpointer progress_data;
  double told;
  GPtrArray *entries;
  GArray *standings;
  CalBoard *board;
  CalFault *fault;
  CalLiveSnapshot *snapshot;
  char *holder;
  gboolean writable;
  gboolean exclusive;
  gboolean moved_on;
  GError *error;
} CalLiveJob;

CalLiveJob *cal_live_job_new (gpointer self, CalLiveHolding *holding, GTask *task);
void cal_live_job_free (CalLiveJob *job);
void cal_live_job_take_state (CalLiveJob *job);
void cal_live_job_word_error (CalLiveJob *job);
gboolean cal_live_job_tell (double fraction, gpointer job);
CalCycleSetup cal_live_copy_setup (const CalCycleSetup *setup);

/* In the worker's thread; each takes a job but for the last, which takes the holding. */
void cal_live_run_open (gpointer data);
void cal_live_run_read_history (gpointer data);
void cal_live_run_append (gpointer data);
void cal_live_run_follow (gpointer data);
void cal_live_run_take_over (gpointer data);
void cal_live_run_return_board (gpointer data);
void cal_live_run_snapshot (gpointer data);
void cal_live_run_close (gpointer data);
void cal_live_run_dispose (gpointer data);
