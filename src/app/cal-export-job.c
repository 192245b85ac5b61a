/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-export-job.h"

#include "core/cal-time.h"
#include "export/cal-csv.h"
#include "export/cal-workbook.h"
#include "model/cal-words.h"
#include "store/cal-document.h"

typedef struct
{
  char *document;
  char *target;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->document);
  g_free (job->target);
  g_free (job);
}

static gboolean
on_progress_cb (double fraction, gpointer data)
{
  return !g_cancellable_is_cancelled (data);
}

static gboolean
write_workbook (CalDocument *document,
                const CalBoard *board,
                const char *target,
                GCancellable *cancellable,
                GError **error)
{
  g_autofree char *checkpoint = cal_document_checkpoint (document, error);
  g_auto (GStrv) lines = checkpoint != NULL ? g_strsplit (checkpoint, "\n", -1) : NULL;
  g_auto (GStrv) totals = NULL;
  CalWorkbookFacts facts = {
    .log_id = cal_document_log_id (document),
    .log_size = cal_board_size (board),
    .time = cal_time_now (),
    .writer = cal_words_actor (),
  };
  CalWorkbookOptions options = { .progress = on_progress_cb, .user_data = cancellable };

  if (lines == NULL || !cal_document_import_totals (document, &totals, error))
    return FALSE;
  facts.root = lines[2];
  facts.import_totals = (const char *const *) totals;
  return cal_workbook_write (target, board, &facts, &options, error);
}

static gboolean
write_csv (const CalBoard *board, const char *target, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) csv = cal_csv_of_board (board);

  return !g_cancellable_set_error_if_cancelled (cancellable, error)
         && cal_csv_write (target, csv, error);
}

/* A reading of its own: the board on screen moves on while this one is written. */
static void
on_export_in_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (CalDocument) document = cal_document_open (job->document, CAL_ACCESS_READ, &error);
  g_autoptr (CalBoard) board = document != NULL ? cal_document_load (document, -1, &error) : NULL;

  if (board != NULL
      && (g_str_has_suffix (job->target, ".csv")
              ? write_csv (board, job->target, cancellable, &error)
              : write_workbook (document, board, job->target, cancellable, &error)))
    g_task_return_pointer (task, g_strdup (job->target), g_free);
  else
    g_task_return_error (task, error);
}

/**
 * cal_export_job_start:
 * @document: a document's path
 * @target: where to; a name that ends in neither .xlsx nor .csv gets .xlsx
 * @cancellable: stops the work and leaves nothing behind
 * @callback: called in this context at the end
 * @user_data: for @callback
 */
void
cal_export_job_start (const char *document,
                      const char *target,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->document = g_strdup (document);
  job->target = g_str_has_suffix (target, ".xlsx") || g_str_has_suffix (target, ".csv")
                    ? g_strdup (target)
                    : g_strconcat (target, ".xlsx", NULL);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, on_export_in_thread_cb);
}

/**
 * cal_export_job_finish:
 *
 * Returns: (transfer full): the path that was written, or %NULL with an error
 */
char *
cal_export_job_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
