/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-export-job.h"

#include "core/cal-time.h"
#include "export/cal-csv.h"
#include "export/cal-export-file.h"
#include "export/cal-report.h"
#include "export/cal-workbook.h"
#include "model/cal-words.h"

typedef struct
{
  CalLiveSnapshot *snapshot;
  char *target;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->snapshot, cal_live_snapshot_free);
  g_free (job->target);
  g_free (job);
}

static gboolean
on_progress_cb (double fraction, gpointer data)
{
  return !g_cancellable_is_cancelled (data);
}

/* The workbook, or the report where the name ends so. */
static gboolean
write_with_facts (const CalLiveSnapshot *snapshot,
                  const char *target,
                  GCancellable *cancellable,
                  GError **error)
{
  g_auto (GStrv) lines = g_strsplit (snapshot->checkpoint, "\n", -1);
  CalWorkbookFacts facts = {
    .log_id = snapshot->log_id,
    .log_size = cal_board_size (snapshot->board),
    .root = lines[2],
    .import_totals = (const char *const *) snapshot->totals,
    .time = cal_time_now (),
    .writer = cal_words_actor (),
  };
  CalWorkbookOptions options = { .progress = on_progress_cb, .user_data = cancellable };

  if (g_str_has_suffix (target, ".pdf"))
    return !g_cancellable_set_error_if_cancelled (cancellable, error)
           && cal_report_write (target, snapshot->board, &facts, error);
  return cal_workbook_write (target, snapshot->board, &facts, &options, error);
}

static gboolean
write_csv (const CalBoard *board, const char *target, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) csv = cal_csv_of_board (board);

  return !g_cancellable_set_error_if_cancelled (cancellable, error)
         && cal_export_file_write (target, csv, error);
}

static void
on_export_in_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (g_str_has_suffix (job->target, ".csv")
          ? write_csv (job->snapshot->board, job->target, cancellable, &error)
          : write_with_facts (job->snapshot, job->target, cancellable, &error))
    g_task_return_pointer (task, g_strdup (job->target), g_free);
  else
    g_task_return_error (task, error);
}

static void
on_snapshot_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->snapshot = cal_live_document_snapshot_finish (CAL_LIVE_DOCUMENT (source), result, &error);
  if (job->snapshot == NULL)
    g_task_return_error (task, error);
  else
    g_task_run_in_thread (task, on_export_in_thread_cb);
}

/**
 * cal_export_job_start:
 * @document: a document
 * @target: where to; a name that ends in none of .xlsx, .csv and .pdf gets .xlsx
 * @cancellable: stops the work and leaves nothing behind
 * @callback: called in this context at the end
 * @user_data: for @callback
 *
 * Writes the document as it stands now: the board on screen may move on meanwhile.
 */
void
cal_export_job_start (CalLiveDocument *document,
                      const char *target,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->target = g_str_has_suffix (target, ".xlsx") || g_str_has_suffix (target, ".csv")
                        || g_str_has_suffix (target, ".pdf")
                    ? g_strdup (target)
                    : g_strconcat (target, ".xlsx", NULL);
  g_task_set_task_data (task, job, job_free);
  cal_live_document_snapshot_async (document, on_snapshot_cb, task);
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
