/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-pack-flow.h"

#include <glib/gi18n.h>

#include "core/cal-time.h"
#include "export/cal-pack-file.h"

/* One pack on its way to the disk: where to, then the work in a thread. */
typedef struct
{
  CalLiveStory *story;
  AdwToastOverlay *toasts;
  GtkFileChooserNative *chooser;
  AdwToast *working;
  char *path;
} Flow;

static void
flow_free (Flow *flow)
{
  cal_live_story_unref (flow->story);
  g_clear_object (&flow->toasts);
  g_clear_object (&flow->chooser);
  g_clear_object (&flow->working);
  g_free (flow->path);
  g_free (flow);
}

static Flow *
flow_new (CalLiveStory *story, AdwToastOverlay *toasts)
{
  Flow *flow = g_new0 (Flow, 1);

  flow->story = cal_live_story_ref (story);
  flow->toasts = g_object_ref (toasts);
  return flow;
}

static GtkWindow *
window_of (const Flow *flow)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (flow->toasts)));
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Flow *flow = data;
  GError *error = NULL;

  if (cal_pack_file_write (flow->path, flow->story->board, flow->story->subject, flow->story->pack,
                           cal_time_now (), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
show_failed (const Flow *flow, const GError *error)
{
  GtkWidget *dialog;

  if (window_of (flow) == NULL)
    return;
  dialog = adw_message_dialog_new (window_of (flow), _ ("The pack was not saved"), error->message);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Flow *flow = data;
  g_autoptr (GError) error = NULL;

  adw_toast_dismiss (flow->working);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_autofree char *name = g_path_get_basename (flow->path);
      g_autofree char *text =
          g_str_has_suffix (name, ".json")
              ? g_strdup_printf (_ ("Saved %s"), name)
              : g_strdup_printf (_ ("Saved %s, and beside it the files to check it with"), name);

      adw_toast_overlay_add_toast (flow->toasts, adw_toast_new (text));
    }
  else
    show_failed (flow, error);
  flow_free (flow);
}

static void
on_chosen_cb (GtkNativeDialog *dialog, int response, Flow *flow)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    cal_pack_flow_write (flow->story, flow->toasts, path);
  flow_free (flow);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *suffix)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, suffix);
  gtk_file_chooser_add_filter (chooser, filter);
}

/**
 * cal_pack_flow_start:
 * @story: whose pack
 * @toasts: where to say how it goes
 *
 * Asks for a place and writes the subject access pack there: as a PDF with the
 * JSON beside it, or as JSON alone where the name ends so.
 */
void
cal_pack_flow_start (CalLiveStory *story, AdwToastOverlay *toasts)
{
  Flow *flow = flow_new (story, toasts);
  const CalSubject *row = cal_board_subject (story->board, story->subject)->row;
  g_autofree char *name = g_strconcat (row->name, ".pdf", NULL);

  g_strdelimit (name, G_DIR_SEPARATOR_S, '-');
  flow->chooser = gtk_file_chooser_native_new (_ ("Save the subject access pack"), window_of (flow),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  add_filter (GTK_FILE_CHOOSER (flow->chooser), _ ("PDF, with the JSON beside it (.pdf)"), "pdf");
  add_filter (GTK_FILE_CHOOSER (flow->chooser), _ ("JSON alone (.json)"), "json");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (flow->chooser), name);
  g_signal_connect (flow->chooser, "response", G_CALLBACK (on_chosen_cb), flow);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (flow->chooser));
}

/**
 * cal_pack_flow_write:
 * @story: whose pack
 * @toasts: where to say how it goes
 * @path: the place that was chosen; a name that ends in neither .pdf nor .json gets
 *   .pdf
 *
 * Writes the pack there as cal_pack_flow_start() does, in a thread.
 */
void
cal_pack_flow_write (CalLiveStory *story, AdwToastOverlay *toasts, const char *path)
{
  Flow *flow = flow_new (story, toasts);
  g_autofree char *folded = g_ascii_strdown (path, -1);
  gboolean named = g_str_has_suffix (folded, ".pdf") || g_str_has_suffix (folded, ".json");
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_written_cb, flow);

  flow->path = named ? g_strdup (path) : g_strconcat (path, ".pdf", NULL);
  flow->working = g_object_ref_sink (adw_toast_new (_ ("Saving the pack…")));
  adw_toast_set_timeout (flow->working, 0);
  adw_toast_overlay_add_toast (toasts, g_object_ref (flow->working));
  g_task_set_task_data (task, flow, NULL);
  g_task_run_in_thread (task, write_in_thread);
}
