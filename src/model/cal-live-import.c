/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-live-import.h"

#include <glib/gi18n-lib.h>

#include "core/cal-time.h"
#include "model/cal-live-document-private.h"

typedef struct
{
  CalLiveJob *job;
  CalKind kind;
  char *path;
  char *actor;
  gboolean partial;
  CalLiveImport *import;
} Work;

static void
work_free (Work *work)
{
  g_clear_pointer (&work->import, cal_live_import_free);
  g_free (work->path);
  g_free (work->actor);
  cal_live_job_free (work->job);
  g_free (work);
}

static gboolean
knows (const char *id, gpointer board)
{
  guint index;

  return cal_board_find (board, id, &index);
}

static CalRosterReport *
read_ratings (Work *work, CalBoard *board, const char *file_name, GError **error)
{
  const CalRatingsWanted wanted = {
    .earlier = work->kind == CAL_KIND_EARLIER_IMPORTED,
    .cycle = file_name,
    .knows = work->kind == CAL_KIND_RATINGS_IMPORTED ? knows : NULL,
    .user_data = board,
  };
  g_autoptr (GFile) file = g_file_new_for_path (work->path);
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, work->job->cancellable, NULL, error);

  if (bytes == NULL)
    return NULL;
  return cal_ratings_read_bytes (bytes, &wanted, cal_board_rules (board), NULL,
                                 work->job->cancellable, error);
}

static gboolean
may_record (const Work *work)
{
  const CalRosterReport *report = work->import->report;

  return report->n_accepted > 0 && !report->whole_file && (report->n_errors == 0 || work->partial);
}

/* Whoever reads the file is asked to leave, as for every writing that may have to
 * be alone. */
static void
record (Work *work, CalBoard *board, const char *file_name)
{
  CalLiveJob *job = work->job;
  const CalImport import = {
    .kind = work->kind,
    .rows = work->import->report->roster,
    .actor = work->actor,
    .time = cal_time_now (),
    .file_name = file_name,
    .file_sha256 = work->import->report->sha256,
  };

  cal_reading_gate_shut (job->holding->gate);
  work->import->backup =
      cal_document_import (job->holding->document, board, &import, NULL, NULL, &job->error);
  cal_reading_gate_open (job->holding->gate);
  cal_reading_gate_release (job->holding->gate);
}

static void
run_import (gpointer data)
{
  Work *work = data;
  CalLiveJob *job = work->job;
  g_autofree char *base = g_path_get_basename (work->path);
  g_autofree char *file_name = g_utf8_make_valid (base, -1);
  g_autoptr (CalBoard) board = cal_document_load (job->holding->document, CAL_NONE, &job->error);

  if (board != NULL)
    work->import->report = read_ratings (work, board, file_name, &job->error);
  if (work->import->report != NULL && may_record (work))
    record (work, board, file_name);
  if (work->import->backup != NULL)
    job->board = g_steal_pointer (&board);
  cal_live_job_take_state (job);
}

static void
on_imported_cb (gpointer data)
{
  Work *work = data;
  CalLiveJob *job = work->job;
  CalLiveDocument *self = job->self;

  cal_live_document_accept_state (self, job);
  if (job->board != NULL)
    cal_live_document_exchange_board (self, job);
  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, g_steal_pointer (&work->import),
                           (GDestroyNotify) cal_live_import_free);
  cal_live_document_go_on (self);
  work_free (work);
}

/**
 * cal_live_import_start:
 * @document: the document
 * @kind: %CAL_KIND_RATINGS_IMPORTED or %CAL_KIND_EARLIER_IMPORTED
 * @path: the file
 * @partial: whether the good rows are taken where others are rejected; else a
 *   file with errors leaves the document as it is
 * @actor: who does it
 * @cancellable: (nullable): to give up before anything is recorded
 * @callback: called in this context when it is done
 * @user_data: for @callback
 *
 * Brings several raters' ratings in, or those of an earlier cycle, in the
 * document's own thread. What is commanded meanwhile waits.
 */
void
cal_live_import_start (CalLiveDocument *document,
                       CalKind kind,
                       const char *path,
                       gboolean partial,
                       const char *actor,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Work *work;

  g_return_if_fail (CAL_IS_LIVE_DOCUMENT (document) && path != NULL && actor != NULL);

  task = g_task_new (document, cancellable, callback, user_data);
  if (cal_live_document_refuse_altered (document, task))
    return;
  if (document->closed || !document->writable || document->appending)
    {
      g_task_return_new_error (task, CAL_STORE_ERROR, CAL_STORE_ERROR_READ_ONLY,
                               _ ("the document cannot be written now, so nothing was taken in"));
      return;
    }
  work = g_new0 (Work, 1);
  work->job = cal_live_job_new (document, document->holding, g_steal_pointer (&task));
  work->kind = kind;
  work->path = g_strdup (path);
  work->actor = g_strdup (actor);
  work->partial = partial;
  work->import = g_new0 (CalLiveImport, 1);
  cal_live_document_set_pending (document);
  cal_worker_push (document->worker, run_import, on_imported_cb, work);
}

/**
 * cal_live_import_finish:
 *
 * Returns: (transfer full): what came of it, or %NULL with an error where the
 *   file could not be read or the document not be written
 */
CalLiveImport *
cal_live_import_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * cal_live_import_free:
 */
void
cal_live_import_free (CalLiveImport *import)
{
  g_clear_pointer (&import->report, cal_roster_report_free);
  g_free (import->backup);
  g_free (import);
}
