/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-live-job.h"

#include <glib/gi18n-lib.h>

#include "model/cal-fault-words.h"
#include "store/cal-store-error.h"

/* From so many records on it pays to show the board before they are read. */
#define LONG_LOG 20000

typedef struct
{
  CalLiveProgress progress;
  gpointer data;
  double fraction;
} Tick;

CalLiveJob *
cal_live_job_new (gpointer self, CalLiveHolding *holding, GTask *task)
{
  CalLiveJob *job = g_new0 (CalLiveJob, 1);

  job->self = g_object_ref (self);
  job->holding = holding;
  job->task = task;
  return job;
}

void
cal_live_job_free (CalLiveJob *job)
{
  g_clear_object (&job->self);
  g_clear_object (&job->task);
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->context, g_main_context_unref);
  g_clear_pointer (&job->entries, g_ptr_array_unref);
  g_clear_pointer (&job->standings, g_array_unref);
  g_clear_pointer (&job->board, cal_board_free);
  g_clear_pointer (&job->fault, cal_fault_free);
  g_clear_pointer (&job->snapshot, cal_live_snapshot_free);
  g_clear_pointer (&job->setup.rules, cal_rules_unref);
  g_clear_pointer (&job->setup.roster, cal_roster_unref);
  g_free ((char *) job->setup.title);
  g_free ((char *) job->setup.actor);
  g_free ((char *) job->setup.file_name);
  g_free ((char *) job->setup.file_sha256);
  g_free ((char *) job->setup.session);
  g_free ((char *) job->setup.session_reason);
  g_strfreev ((char **) job->setup.people);
  g_clear_error (&job->error);
  g_free (job->holder);
  g_free (job->path);
  g_free (job);
}

CalCycleSetup
cal_live_copy_setup (const CalCycleSetup *setup)
{
  CalCycleSetup copy = {
    .title = g_strdup (setup->title),
    .actor = g_strdup (setup->actor),
    .time = setup->time,
    .rules = cal_rules_ref (setup->rules),
    .roster = cal_roster_ref (setup->roster),
    .file_name = g_strdup (setup->file_name),
    .file_sha256 = g_strdup (setup->file_sha256),
    .session = g_strdup (setup->session),
    .session_reason = g_strdup (setup->session_reason),
    .people = (const char *const *) g_strdupv ((char **) setup->people),
  };

  return copy;
}

/* The window counts from 1, in what it says of a file that does not hold as well. */
void
cal_live_job_word_error (CalLiveJob *job)
{
  const CalFault *fault = job->error != NULL ? cal_store_error_fault (job->error) : NULL;
  char *words;

  if (fault == NULL || job->holding->document == NULL)
    return;
  words = cal_fault_words_damage (fault, cal_document_path (job->holding->document));
  g_free (job->error->message);
  job->error->message = words;
}

/* In the worker's thread: what the main thread may know of the document. */
void
cal_live_job_take_state (CalLiveJob *job)
{
  CalDocument *document = job->holding->document;

  cal_live_job_word_error (job);
  if (document == NULL)
    return;
  job->writable = cal_document_is_writable (document);
  job->exclusive = cal_document_is_exclusive (document);
  job->holder = g_strdup (cal_document_holder (document));
}

static gboolean
on_tick_cb (gpointer data)
{
  Tick *tick = data;

  tick->progress (tick->fraction, tick->data);
  return G_SOURCE_REMOVE;
}

/* A #CalProgress, in a thread that works: tells the main thread how far it is. A
 * hundred ticks are enough for any bar. */
gboolean
cal_live_job_tell (double fraction, gpointer data)
{
  CalLiveJob *job = data;

  if (job->progress != NULL && fraction - job->told >= 0.01)
    {
      Tick *tick = g_new (Tick, 1);

      *tick = (Tick){ job->progress, job->progress_data, fraction };
      job->told = fraction;
      /* As urgent as the end of the job, so that no tick comes after it. */
      g_main_context_invoke_full (job->context, G_PRIORITY_HIGH, on_tick_cb, tick, g_free);
    }
  return !g_cancellable_is_cancelled (job->cancellable);
}

/* All of it, or as far as it holds. Then the file is let go of, so that nothing is
 * written to it, and whoever has a good copy may put it in its place. */
static CalBoard *
load (CalLiveJob *job, CalProgress progress)
{
  CalBoard *board =
      cal_document_load_sound (job->holding->document, progress, job, &job->fault, &job->error);

  if (job->fault != NULL)
    g_clear_pointer (&job->holding->document, cal_document_free);
  return board;
}

void
cal_live_run_open (gpointer data)
{
  CalLiveJob *job = data;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    return;
  job->holding->document =
      job->creates
          ? cal_document_create (job->path, &job->setup, cal_live_job_tell, job, &job->error)
          : cal_document_open (job->path, CAL_ACCESS_WRITE_OR_FOLLOW, &job->error);
  if (job->holding->document == NULL)
    return;
  if (cal_document_size (job->holding->document) >= LONG_LOG)
    job->board = cal_document_load_present (job->holding->document, NULL);
  if (job->board == NULL)
    job->board = load (job, NULL);
  cal_live_job_take_state (job);
}

/* All that was decided, after the board has been shown without. */
void
cal_live_run_read_history (gpointer data)
{
  CalLiveJob *job = data;

  job->board = load (job, cal_live_job_tell);
  cal_live_job_take_state (job);
}

void
cal_live_run_append (gpointer data)
{
  CalLiveJob *job = data;
  CalReadingGate *gate = job->holding->gate;
  gboolean alone =
      job->holding->document != NULL && !cal_document_is_shared (job->holding->document);

  /* Whoever reads it would be in the way; they may read again afterwards. */
  if (alone)
    cal_reading_gate_shut (gate);
  cal_document_append_foreseen (job->holding->document, job->entries, job->standings, &job->error);
  if (alone)
    {
      cal_reading_gate_open (gate);
      cal_reading_gate_release (gate);
    }
  cal_live_job_take_state (job);
}

/* Where what has come does not hold, all is read anew, as far as it does. */
static gboolean
catch_up (CalLiveJob *job)
{
  CalLiveHolding *holding = job->holding;
  guint64 size = holding->shadow != NULL ? cal_board_size (holding->shadow) : 0;

  if (holding->shadow != NULL
      && cal_document_catch_up (holding->document, holding->shadow, &job->error))
    {
      job->moved_on = cal_board_size (holding->shadow) != size;
      return TRUE;
    }
  if (job->error != NULL && cal_store_error_fault (job->error) == NULL)
    return FALSE;
  g_clear_error (&job->error);
  g_clear_pointer (&holding->shadow, cal_board_free);
  holding->shadow = load (job, NULL);
  job->moved_on = holding->shadow != NULL;
  return job->moved_on;
}

void
cal_live_run_follow (gpointer data)
{
  CalLiveJob *job = data;

  if (job->holding->document != NULL)
    catch_up (job);
  if (job->moved_on)
    job->board = g_steal_pointer (&job->holding->shadow);
  cal_live_job_take_state (job);
}

void
cal_live_run_take_over (gpointer data)
{
  CalLiveJob *job = data;

  if (job->holding->document == NULL)
    g_set_error_literal (&job->error, CAL_STORE_ERROR, CAL_STORE_ERROR_READ_ONLY,
                         _ ("the document is closed"));
  else if (cal_document_take_over (job->holding->document, &job->error) && catch_up (job))
    job->board = g_steal_pointer (&job->holding->shadow);
  cal_live_job_take_state (job);
}

/* A board that has been exchanged comes back as a follower's next shadow, if it can
 * be folded on. */
void
cal_live_run_return_board (gpointer data)
{
  CalLiveJob *job = data;

  if (job->holding->shadow == NULL && job->holding->document != NULL && !job->writable
      && cal_board_has_history (job->board))
    job->holding->shadow = g_steal_pointer (&job->board);
}

void
cal_live_run_snapshot (gpointer data)
{
  CalLiveJob *job = data;
  CalDocument *document = job->holding->document;
  g_autoptr (CalLiveSnapshot) snapshot = g_new0 (CalLiveSnapshot, 1);

  if (document == NULL)
    {
      g_set_error_literal (&job->error, CAL_STORE_ERROR, CAL_STORE_ERROR_READ_ONLY,
                           _ ("the document is closed"));
      return;
    }
  snapshot->board = cal_document_load (document, -1, &job->error);
  cal_live_job_word_error (job);
  if (snapshot->board == NULL)
    return;
  /* The totals of a roster go with the first of its people who is erased. */
  if (!cal_document_import_totals (document, &snapshot->totals, &job->error)
      && !g_error_matches (job->error, CAL_STORE_ERROR, CAL_STORE_ERROR_NOT_FOUND))
    return;
  g_clear_error (&job->error);
  snapshot->checkpoint = cal_document_checkpoint (document, &job->error);
  snapshot->log_id = g_strdup (cal_document_log_id (document));
  if (snapshot->checkpoint != NULL)
    job->snapshot = g_steal_pointer (&snapshot);
}

void
cal_live_run_close (gpointer data)
{
  CalLiveJob *job = data;

  cal_reading_gate_shut (job->holding->gate);
  g_clear_pointer (&job->holding->document, cal_document_free);
  g_clear_pointer (&job->holding->shadow, cal_board_free);
  cal_reading_gate_release (job->holding->gate);
}

void
cal_live_run_dispose (gpointer data)
{
  CalLiveHolding *holding = data;

  g_clear_pointer (&holding->document, cal_document_free);
  g_clear_pointer (&holding->shadow, cal_board_free);
}
