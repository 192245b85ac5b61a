/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-live-document-private.h"

#include <glib/gi18n-lib.h>

#include "core/cal-standing.h"
#include "model/cal-command-copy.h"
#include "store/cal-store-error.h"

#define FOLLOW_INTERVAL_MS 500

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_PATH,
  PROP_WRITABLE,
  PROP_HOLDER,
  PROP_EXCLUSIVE,
  PROP_SIZE,
  PROP_PENDING,
  PROP_READING,
  N_PROPS,
};

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalLiveDocument, cal_live_document, G_TYPE_OBJECT)

typedef struct
{
  GTask *task;
  CalCommand *command;
} Waiting;

static void start_next (CalLiveDocument *self);

static void
on_board_returned_cb (gpointer data)
{
  cal_live_job_free (data);
}

static void
on_disposed_cb (gpointer data)
{
  CalLiveHolding *holding = data;

  cal_reading_gate_free (holding->gate);
  g_free (holding);
}

/* In the main thread again: takes over what the worker found out. */
void
cal_live_document_accept_state (CalLiveDocument *self, CalLiveJob *job)
{
  if (self->writable != job->writable)
    {
      self->writable = job->writable;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WRITABLE]);
    }
  if (self->exclusive != job->exclusive)
    {
      self->exclusive = job->exclusive;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXCLUSIVE]);
    }
  if (g_strcmp0 (self->holder, job->holder) != 0)
    {
      g_free (self->holder);
      self->holder = g_steal_pointer (&job->holder);
      self->was_held = self->was_held || self->holder != NULL;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOLDER]);
    }
}

void
cal_live_document_exchange_board (CalLiveDocument *self, CalLiveJob *job)
{
  CalLiveJob *back = cal_live_job_new (self, self->holding, NULL);

  cal_live_document_accept_fault (self, job);
  back->board = g_steal_pointer (&self->board);
  back->writable = job->writable;
  self->board = g_steal_pointer (&job->board);
  g_signal_emit (self, signals[CHANGED], 0, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
  cal_worker_push (self->worker, cal_live_run_return_board, on_board_returned_cb, back);
}

/* Whom an entry concerns, if it is one subject. */
static const char *
subject_of (const CalEntry *entry)
{
  switch (entry->kind)
    {
    case CAL_KIND_MOVED:
    case CAL_KIND_KEPT:
      return entry->values[CAL_DECISION_SUBJECT].text;
    case CAL_KIND_HOLD_SET:
    case CAL_KIND_HOLD_LIFTED:
      return entry->values[CAL_HOLD_SUBJECT].text;
    default:
      return NULL;
    }
}

/* Puts on the board what is on disk now, and tells which subjects it concerns. */
static gboolean
fold (CalLiveDocument *self, GPtrArray *entries, GError **error)
{
  g_autoptr (GArray) indexes = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < entries->len; i++)
    {
      const CalEntry *entry = g_ptr_array_index (entries, i);
      guint index;

      if (!cal_board_apply (self->board, entry, NULL, NULL, error))
        return FALSE;
      if (subject_of (entry) != NULL && cal_board_find (self->board, subject_of (entry), &index))
        g_array_append_val (indexes, index);
    }
  g_signal_emit (self, signals[CHANGED], 0, indexes);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
  return TRUE;
}

/* For what reads what was decided: how far it is, or why it has failed. */
void
cal_live_document_tell_reading (CalLiveDocument *self, gboolean ended, const GError *failure)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READING]);
  if (ended)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WRITABLE]);
  if (failure != NULL)
    g_signal_emit (self, signals[FAILED], 0, failure);
}

static void
on_opened_cb (gpointer data)
{
  CalLiveJob *job = data;
  CalLiveDocument *self = job->self;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    {
      self->board = g_steal_pointer (&job->board);
      self->fault = g_steal_pointer (&job->fault);
      self->path = g_steal_pointer (&job->path);
      self->writable = job->writable;
      self->exclusive = job->exclusive;
      self->holder = g_steal_pointer (&job->holder);
      self->was_held = self->holder != NULL;
      cal_live_document_follow (self);
      if (!cal_board_has_history (self->board))
        cal_live_document_read_history (self);
      g_task_return_pointer (job->task, g_object_ref (self), g_object_unref);
    }
  cal_live_job_free (job);
}

static void
on_closed_cb (gpointer data)
{
  CalLiveJob *job = data;

  g_task_return_boolean (job->task, TRUE);
  cal_live_job_free (job);
}

void
cal_live_document_set_pending (CalLiveDocument *self)
{
  self->appending = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}

/* What has waited for the work that has just ended. */
void
cal_live_document_go_on (CalLiveDocument *self)
{
  self->appending = FALSE;
  start_next (self);
  if (self->appending)
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
  if (self->closing != NULL)
    cal_worker_push (self->worker, cal_live_run_close, on_closed_cb,
                     g_steal_pointer (&self->closing));
}

static void
on_appended_cb (gpointer data)
{
  CalLiveJob *job = data;
  CalLiveDocument *self = job->self;

  if (job->error == NULL)
    fold (self, job->entries, &job->error);
  cal_live_document_accept_state (self, job);
  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_boolean (job->task, TRUE);
  cal_live_document_go_on (self);
  cal_live_job_free (job);
}

static void
on_followed_cb (gpointer data)
{
  CalLiveJob *job = data;
  CalLiveDocument *self = job->self;

  self->following = FALSE;
  if (job->board != NULL && !self->closed)
    cal_live_document_exchange_board (self, job);
  cal_live_document_accept_state (self, job);
  if (job->error != NULL && cal_store_error_fault (job->error) != NULL && !self->closed)
    g_signal_emit (self, signals[FAILED], 0, job->error);
  cal_live_job_free (job);
}

static void
on_taken_over_cb (gpointer data)
{
  CalLiveJob *job = data;
  CalLiveDocument *self = job->self;

  if (job->board != NULL)
    cal_live_document_exchange_board (self, job);
  cal_live_document_accept_state (self, job);
  cal_live_document_follow (self);
  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else if (!cal_live_document_refuse_altered (self, job->task))
    g_task_return_boolean (job->task, TRUE);
  cal_live_job_free (job);
}

static gboolean
on_follow_timeout_cb (gpointer data)
{
  CalLiveDocument *self = data;

  if (!self->following)
    {
      self->following = TRUE;
      cal_worker_push (self->worker, cal_live_run_follow, on_followed_cb,
                       cal_live_job_new (self, self->holding, NULL));
    }
  return G_SOURCE_CONTINUE;
}

/* A follower asks the file twice a second whether it has grown; whoever holds
 * it for writing need not ask. */
void
cal_live_document_follow (CalLiveDocument *self)
{
  gboolean wanted = !self->writable && !self->closed && self->fault == NULL;

  if (wanted && self->follow_source == 0)
    self->follow_source = g_timeout_add (FOLLOW_INTERVAL_MS, on_follow_timeout_cb, self);
  else if (!wanted)
    g_clear_handle_id (&self->follow_source, g_source_remove);
}

static void
waiting_free (Waiting *waiting)
{
  g_object_unref (waiting->task);
  cal_command_free (waiting->command);
  g_free (waiting);
}

/* Commands are decided one by one, each on the board that the one before left. */
static void
start_next (CalLiveDocument *self)
{
  Waiting *waiting;

  while (!self->appending && (waiting = g_queue_pop_head (&self->waiting)) != NULL)
    {
      g_autoptr (GError) error = NULL;
      GPtrArray *entries = cal_decide (self->board, waiting->command, &error);

      if (entries == NULL)
        g_task_return_error (waiting->task, g_steal_pointer (&error));
      else
        {
          CalLiveJob *job = cal_live_job_new (self, self->holding, g_object_ref (waiting->task));

          job->entries = entries;
          job->standings = cal_standing_foresee (self->board, entries);
          self->appending = TRUE;
          cal_worker_push (self->worker, cal_live_run_append, on_appended_cb, job);
        }
      waiting_free (waiting);
    }
}

static void
cal_live_document_dispose (GObject *object)
{
  CalLiveDocument *self = CAL_LIVE_DOCUMENT (object);

  g_clear_object (&self->reading);
  g_clear_handle_id (&self->follow_source, g_source_remove);
  if (self->holding != NULL)
    {
      cal_worker_push (self->worker, cal_live_run_dispose, on_disposed_cb,
                       g_steal_pointer (&self->holding));
      g_clear_pointer (&self->worker, cal_worker_free);
    }
  g_queue_clear_full (&self->waiting, (GDestroyNotify) waiting_free);
  G_OBJECT_CLASS (cal_live_document_parent_class)->dispose (object);
}

static void
cal_live_document_finalize (GObject *object)
{
  CalLiveDocument *self = CAL_LIVE_DOCUMENT (object);

  g_clear_pointer (&self->board, cal_board_free);
  cal_fault_free (self->fault);
  g_free (self->path);
  g_free (self->holder);
  G_OBJECT_CLASS (cal_live_document_parent_class)->finalize (object);
}

static void
cal_live_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CalLiveDocument *self = CAL_LIVE_DOCUMENT (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, cal_live_document_get_title (self));
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_WRITABLE:
      g_value_set_boolean (value, cal_live_document_is_writable (self));
      break;
    case PROP_HOLDER:
      g_value_set_string (value, self->holder);
      break;
    case PROP_EXCLUSIVE:
      g_value_set_boolean (value, self->exclusive);
      break;
    case PROP_SIZE:
      g_value_set_uint64 (value, cal_live_document_get_size (self));
      break;
    case PROP_PENDING:
      g_value_set_boolean (value, self->appending);
      break;
    case PROP_READING:
      g_value_set_boolean (value, cal_live_document_is_reading (self, NULL));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cal_live_document_class_init (CalLiveDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = cal_live_document_dispose;
  object_class->finalize = cal_live_document_finalize;
  object_class->get_property = cal_live_document_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[PROP_WRITABLE] = g_param_spec_boolean ("writable", NULL, NULL, FALSE, flags);
  properties[PROP_HOLDER] = g_param_spec_string ("holder", NULL, NULL, NULL, flags);
  properties[PROP_EXCLUSIVE] = g_param_spec_boolean ("exclusive", NULL, NULL, FALSE, flags);
  properties[PROP_SIZE] = g_param_spec_uint64 ("size", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_PENDING] = g_param_spec_boolean ("pending", NULL, NULL, FALSE, flags);
  properties[PROP_READING] = g_param_spec_boolean ("reading", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * CalLiveDocument::changed:
   * @indexes: (nullable) (element-type guint): the subjects concerned, or %NULL
   *   when everything may have changed and the board is another object
   *
   * The board has moved on, and what it shows is on disk.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * CalLiveDocument::failed:
   * @error: why
   *
   * What was decided cannot be read after all, though the board was shown, nor
   * anything before it: the document is to be closed.
   */
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
cal_live_document_init (CalLiveDocument *self)
{
  self->worker = cal_worker_new ("document");
  self->holding = g_new0 (CalLiveHolding, 1);
  self->holding->gate = cal_reading_gate_new ();
  g_queue_init (&self->waiting);
}

static CalLiveJob *
start_opening (const char *path,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  g_autoptr (CalLiveDocument) self = g_object_new (CAL_TYPE_LIVE_DOCUMENT, NULL);
  CalLiveJob *job =
      cal_live_job_new (self, self->holding, g_task_new (NULL, cancellable, callback, user_data));

  /* A cancelled job says so itself, once it has put everything back. */
  g_task_set_check_cancellable (job->task, FALSE);
  job->path = g_strdup (path);
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  job->context = g_main_context_ref_thread_default ();
  return job;
}

/**
 * cal_live_document_open_async:
 * @path: the document's path
 * @cancellable: (nullable): to give up before it is opened
 * @callback: called in this context when it is open, or cannot be
 * @user_data: for @callback
 *
 * Opens a document and folds its log in a thread of its own. It is held for
 * writing where that can be had; otherwise it is followed. One that somebody has
 * altered is shown as it stood before, see cal_live_document_get_fault().
 */
void
cal_live_document_open_async (const char *path,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  CalLiveJob *job = start_opening (path, cancellable, callback, user_data);

  cal_worker_push (CAL_LIVE_DOCUMENT (job->self)->worker, cal_live_run_open, on_opened_cb, job);
}

/**
 * cal_live_document_create_async:
 * @path: where the document is to be; must not exist
 * @setup: what it starts from
 * @cancellable: (nullable): to give up, which leaves nothing behind
 * @progress: (nullable): told now and then how far it is
 * @progress_data: for @progress
 * @callback: called in this context when it is made and open, or cannot be
 * @user_data: for @callback
 */
void
cal_live_document_create_async (const char *path,
                                const CalCycleSetup *setup,
                                GCancellable *cancellable,
                                CalLiveProgress progress,
                                gpointer progress_data,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  CalLiveJob *job = start_opening (path, cancellable, callback, user_data);

  job->creates = TRUE;
  job->setup = cal_live_copy_setup (setup);
  job->progress = progress;
  job->progress_data = progress_data;
  cal_worker_push (CAL_LIVE_DOCUMENT (job->self)->worker, cal_live_run_open, on_opened_cb, job);
}

/**
 * cal_live_document_open_finish:
 * @result: what the callback of opening or creating was given
 * @error: return location
 *
 * Returns: (transfer full): the document, or %NULL with a #CalStoreError
 */
CalLiveDocument *
cal_live_document_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * cal_live_document_get_board:
 *
 * Returns: (transfer none): the board as it stands on disk; valid until the
 *   next `changed`
 */
const CalBoard *
cal_live_document_get_board (CalLiveDocument *self)
{
  g_return_val_if_fail (CAL_IS_LIVE_DOCUMENT (self), NULL);

  return self->board;
}

const char *
cal_live_document_get_path (CalLiveDocument *self)
{
  g_return_val_if_fail (CAL_IS_LIVE_DOCUMENT (self), NULL);

  return self->path;
}

const char *
cal_live_document_get_title (CalLiveDocument *self)
{
  g_return_val_if_fail (CAL_IS_LIVE_DOCUMENT (self), NULL);

  return self->board != NULL ? cal_board_title (self->board) : "";
}

/**
 * cal_live_document_get_holder:
 *
 * Returns: (transfer none) (nullable): who holds the document for writing, in
 *   words, when that is somebody else
 */
const char *
cal_live_document_get_holder (CalLiveDocument *self)
{
  g_return_val_if_fail (CAL_IS_LIVE_DOCUMENT (self), NULL);

  return self->holder;
}

/**
 * cal_live_document_is_writable:
 *
 * Returns: whether something can be decided now: the document is held for writing,
 *   and all that was decided before has been read
 */
gboolean
cal_live_document_is_writable (CalLiveDocument *self)
{
  g_return_val_if_fail (CAL_IS_LIVE_DOCUMENT (self), FALSE);

  return self->writable && (self->board == NULL || cal_board_has_history (self->board));
}

/**
 * cal_live_document_follows:
 *
 * Returns: whether somebody else holds the document for writing, or has let go
 *   of it since, so that it may be taken over
 */
gboolean
cal_live_document_follows (CalLiveDocument *self)
{
  g_return_val_if_fail (CAL_IS_LIVE_DOCUMENT (self), FALSE);

  return !self->writable && self->was_held;
}

/**
 * cal_live_document_is_exclusive:
 *
 * Returns: whether nobody else can even read the document while it is open
 *   here, as on a network share
 */
gboolean
cal_live_document_is_exclusive (CalLiveDocument *self)
{
  g_return_val_if_fail (CAL_IS_LIVE_DOCUMENT (self), FALSE);

  return self->exclusive;
}

/**
 * cal_live_document_is_pending:
 *
 * Returns: whether a decision is on its way to the disk
 */
gboolean
cal_live_document_is_pending (CalLiveDocument *self)
{
  g_return_val_if_fail (CAL_IS_LIVE_DOCUMENT (self), FALSE);

  return self->appending;
}

guint64
cal_live_document_get_size (CalLiveDocument *self)
{
  g_return_val_if_fail (CAL_IS_LIVE_DOCUMENT (self), 0);

  return self->board != NULL ? cal_board_size (self->board) : 0;
}

/**
 * cal_live_document_get_session:
 * @session: (out): the index of the session that decisions go to
 *
 * Returns: whether exactly one session is open
 */
gboolean
cal_live_document_get_session (CalLiveDocument *self, guint *session)
{
  g_return_val_if_fail (CAL_IS_LIVE_DOCUMENT (self), FALSE);

  return self->board != NULL && cal_decide_session (self->board, NULL, session, NULL);
}

/**
 * cal_live_document_execute_async:
 * @command: an intent; copied
 * @callback: called when it is on disk and on the board, or refused
 * @user_data: for @callback
 *
 * Asks the rules, appends what they decide in the document's thread, folds it
 * into the board and emits `changed`, in this order. A refusal or an error of
 * the disk changes nothing.
 */
void
cal_live_document_execute_async (CalLiveDocument *self,
                                 const CalCommand *command,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (CAL_IS_LIVE_DOCUMENT (self));

  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  if (cal_live_document_refuse_altered (self, task))
    return;
  if (cal_live_document_is_reading (self, NULL))
    {
      g_task_return_new_error (task, CAL_STORE_ERROR, CAL_STORE_ERROR_READ_ONLY,
                               _ ("what was decided before is still being read, so nothing was "
                                  "recorded yet; try again in a moment"));
      return;
    }
  if (self->closed || !self->writable)
    {
      g_task_return_new_error (task, CAL_STORE_ERROR, CAL_STORE_ERROR_READ_ONLY,
                               _ ("this window only reads along, so nothing was recorded"));
      return;
    }

  Waiting *waiting = g_new0 (Waiting, 1);
  gboolean was_pending = self->appending;
  waiting->task = g_steal_pointer (&task);
  waiting->command = cal_command_copy (command);
  g_queue_push_tail (&self->waiting, waiting);
  start_next (self);
  if (self->appending != was_pending)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}

/**
 * cal_live_document_execute_finish:
 *
 * Returns: whether the command was carried out; otherwise @error is a
 *   #CalCoreError of the rules or a #CalStoreError of the disk
 */
gboolean
cal_live_document_execute_finish (CalLiveDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * cal_live_document_take_over_async:
 *
 * Asks for the document for writing, once whoever held it has let go.
 */
void
cal_live_document_take_over_async (CalLiveDocument *self,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (CAL_IS_LIVE_DOCUMENT (self));

  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  if (!cal_live_document_refuse_altered (self, task))
    cal_worker_push (self->worker, cal_live_run_take_over, on_taken_over_cb,
                     cal_live_job_new (self, self->holding, g_steal_pointer (&task)));
}

gboolean
cal_live_document_take_over_finish (CalLiveDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * cal_live_document_close_async:
 *
 * Finishes what has been asked for and closes the document, so that it is one
 * file again; a seal that waits for a person is given up. The board stays
 * readable.
 */
void
cal_live_document_close_async (CalLiveDocument *self,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (CAL_IS_LIVE_DOCUMENT (self) && !self->closed);

  CalLiveJob *job =
      cal_live_job_new (self, self->holding, g_task_new (self, NULL, callback, user_data));

  self->closed = TRUE;
  g_cancellable_cancel (self->reading);
  cal_live_document_follow (self);
  g_cancellable_cancel (self->sealing);
  if (self->appending)
    self->closing = job;
  else
    cal_worker_push (self->worker, cal_live_run_close, on_closed_cb, job);
}

gboolean
cal_live_document_close_finish (CalLiveDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
