/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-sample-job.h"

#define PEOPLE "200"
#define DECISIONS "120"

static char *
sample_path (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "calibrate", NULL);

  g_mkdir_with_parents (folder, 0700);
  return g_build_filename (folder, "sample-cycle.calibrate", NULL);
}

static void
on_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autofree char *complaint = NULL;

  if (!g_subprocess_communicate_utf8_finish (G_SUBPROCESS (source), result, NULL, &complaint,
                                             &error))
    g_task_return_error (task, error);
  else if (!g_subprocess_get_successful (G_SUBPROCESS (source)))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s",
                             complaint != NULL ? g_strstrip (complaint) : "");
  else
    g_task_return_pointer (task, sample_path (), g_free);
}

/**
 * cal_sample_job_start:
 * @cancellable: stops waiting
 * @callback: called in this context at the end
 * @user_data: for @callback
 *
 * Sees to it that the sample cycle is there, in the user's data folder. The
 * program's own verb makes it the first time; what somebody has tried out on it
 * stays.
 */
void
cal_sample_job_start (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *path = sample_path ();
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GSubprocess) process = NULL;
  GError *error = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_task_return_pointer (task, g_steal_pointer (&path), g_free);
      return;
    }
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                              &error, program != NULL ? program : "calibrate", "sample", path,
                              "--people", PEOPLE, "--decisions", DECISIONS, NULL);
  if (process == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_subprocess_communicate_utf8_async (process, NULL, cancellable, on_made_cb,
                                       g_steal_pointer (&task));
}

/**
 * cal_sample_job_finish:
 *
 * Returns: (transfer full): the sample cycle's path, or %NULL with an error
 */
char *
cal_sample_job_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
