/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-live-sealing.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/cal-time.h"
#include "model/cal-live-document-private.h"

typedef struct
{
  CalLiveJob *job;
  char *session;
  char *actor;
  char *askpass;
  CalSshKey *keys[2];
  guint64 size;
  CalSealingFunc told;
  gpointer told_data;
  gboolean is_shut;
} Work;

typedef struct
{
  CalSealingFunc told;
  gpointer data;
  CalSealingStep step;
} Tick;

static void
work_free (Work *work)
{
  for (guint i = 0; i < G_N_ELEMENTS (work->keys); i++)
    g_clear_pointer (&work->keys[i], cal_ssh_key_free);
  g_free (work->session);
  g_free (work->actor);
  g_free (work->askpass);
  cal_live_job_free (work->job);
  g_free (work);
}

static gboolean
on_tick_cb (gpointer data)
{
  Tick *tick = data;

  tick->told (tick->step, tick->data);
  return G_SOURCE_REMOVE;
}

static void
shut (Work *work)
{
  if (!work->is_shut)
    cal_reading_gate_shut (work->job->holding->gate);
  work->is_shut = TRUE;
}

/* In the worker's thread. Whoever reads the file is asked to leave as late as can
 * be: as a rule when all is signed. */
static void
on_step_cb (CalSealingStep step, gpointer data)
{
  Work *work = data;
  Tick *tick;

  if (step == CAL_SEALING_STORING)
    shut (work);
  if (work->told == NULL)
    return;
  tick = g_new (Tick, 1);
  *tick = (Tick){ work->told, work->told_data, step };
  g_main_context_invoke_full (work->job->context, G_PRIORITY_HIGH, on_tick_cb, tick, g_free);
}

/* ssh-keygen finds the private half by the file: beside it, or in the agent. A key
 * that only the agent has gets a file for the time being. */
static char *
key_file (const CalSshKey *key, const char *folder, const char *name, GError **error)
{
  g_autofree char *path = cal_ssh_key_private_path (key);
  g_autofree char *line = NULL;

  if (path != NULL)
    return g_steal_pointer (&path);
  if (key->path != NULL)
    return g_strdup (key->path);
  path = g_build_filename (folder, name, NULL);
  line = g_strconcat (key->line, "\n", NULL);
  return g_file_set_contents (path, line, -1, error) ? g_steal_pointer (&path) : NULL;
}

static gboolean
check_moment (Work *work, const CalBoard *board, GError **error)
{
  if (cal_board_size (board) == work->size)
    return TRUE;
  g_set_error_literal (error, CAL_STORE_ERROR, CAL_STORE_ERROR_MOVED_ON,
                       _ ("something was recorded meanwhile, so nothing was sealed"));
  return FALSE;
}

static void
seal (Work *work, const char *const *files)
{
  CalLiveJob *job = work->job;
  const CalSshPrompt prompt = { work->askpass, job->cancellable };
  const CalSealing sealing = {
    .session = work->session,
    .actor = work->actor,
    .time = cal_time_now (),
    .key = files[0],
    .witness_key = files[1],
    .prompt = &prompt,
    .told = on_step_cb,
    .user_data = work,
  };
  g_autoptr (CalBoard) board = cal_document_load (job->holding->document, CAL_NONE, &job->error);

  if (!cal_document_is_shared (job->holding->document))
    shut (work);
  if (board != NULL && check_moment (work, board, &job->error)
      && cal_document_seal (job->holding->document, board, &sealing, &job->error))
    job->board = g_steal_pointer (&board);
  if (!work->is_shut)
    return;
  cal_reading_gate_open (job->holding->gate);
  cal_reading_gate_release (job->holding->gate);
}

static void
run_sealing (gpointer data)
{
  static const char *const names[] = { "key.pub", "witness.pub" };
  Work *work = data;
  CalLiveJob *job = work->job;
  g_autofree char *folder = g_dir_make_tmp ("calibrate-XXXXXX", &job->error);
  g_autofree char *key = NULL;
  g_autofree char *witness = NULL;
  char **files[] = { &key, &witness };

  on_step_cb (CAL_SEALING_PREPARING, work);
  for (guint i = 0; i < G_N_ELEMENTS (files) && job->error == NULL && work->keys[i] != NULL; i++)
    *files[i] = key_file (work->keys[i], folder, names[i], &job->error);
  if (job->error == NULL)
    seal (work, (const char *const[]){ key, witness });
  for (guint i = 0; i < G_N_ELEMENTS (names) && folder != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  if (folder != NULL)
    g_rmdir (folder);
  cal_live_job_take_state (job);
}

static void
on_sealed_cb (gpointer data)
{
  Work *work = data;
  CalLiveJob *job = work->job;
  CalLiveDocument *self = job->self;

  g_clear_object (&self->sealing);
  cal_live_document_accept_state (self, job);
  if (job->board != NULL)
    cal_live_document_exchange_board (self, job);
  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_boolean (job->task, TRUE);
  cal_live_document_go_on (self);
  work_free (work);
}

static gboolean
refuse_start (CalLiveDocument *self, GTask *task)
{
  if (cal_live_document_refuse_altered (self, task))
    return TRUE;
  if (self->closed || !self->writable)
    g_task_return_new_error (task, CAL_STORE_ERROR, CAL_STORE_ERROR_READ_ONLY,
                             _ ("this window only reads along, so nothing was sealed"));
  else if (self->appending)
    g_task_return_new_error (task, CAL_STORE_ERROR, CAL_STORE_ERROR_MOVED_ON,
                             _ ("something was recorded meanwhile, so nothing was sealed"));
  else
    return FALSE;
  return TRUE;
}

/**
 * cal_live_sealing_start:
 * @document: the document
 * @sealing: what is sealed, by whom and with which keys; copied
 * @cancellable: to give up, which leaves the session open
 * @told: (nullable): told in this context of every step
 * @told_data: for @told
 * @callback: called in this context when it is sealed, or is not
 * @user_data: for @callback
 *
 * Finalises a session in the document's own thread, as cal_document_seal() does.
 * What is commanded meanwhile waits, and is then decided on the sealed board.
 */
void
cal_live_sealing_start (CalLiveDocument *document,
                        const CalLiveSealing *sealing,
                        GCancellable *cancellable,
                        CalSealingFunc told,
                        gpointer told_data,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Work *work;

  g_return_if_fail (CAL_IS_LIVE_DOCUMENT (document) && G_IS_CANCELLABLE (cancellable));

  task = g_task_new (document, NULL, callback, user_data);
  if (refuse_start (document, task))
    return;
  work = g_new0 (Work, 1);
  work->job = cal_live_job_new (document, document->holding, g_steal_pointer (&task));
  work->job->cancellable = g_object_ref (cancellable);
  work->job->context = g_main_context_ref_thread_default ();
  work->session = g_strdup (sealing->session);
  work->actor = g_strdup (sealing->actor);
  work->askpass = g_strdup (sealing->askpass);
  work->keys[0] = cal_ssh_key_copy (sealing->key);
  work->keys[1] = sealing->witness != NULL ? cal_ssh_key_copy (sealing->witness) : NULL;
  work->size = sealing->size;
  work->told = told;
  work->told_data = told_data;
  g_set_object (&document->sealing, cancellable);
  cal_live_document_set_pending (document);
  cal_worker_push (document->worker, run_sealing, on_sealed_cb, work);
}

/**
 * cal_live_sealing_finish:
 *
 * Returns: whether the session is finalised and sealed; otherwise @error is a
 *   #CalCoreError, a #CalStoreError, %G_IO_ERROR_CANCELLED, or an error of the
 *   subprocess
 */
gboolean
cal_live_sealing_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
