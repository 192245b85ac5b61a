/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-export-flow.h"

#include <string.h>

#include <glib/gi18n.h>

#include "app/cal-export-job.h"
#include "model/cal-fault-words.h"

/* One export: where to, then the work in a thread, then where it is. */
typedef struct
{
  CalLiveDocument *document;
  AdwToastOverlay *toasts;
  GtkFileChooserNative *chooser;
  GCancellable *cancellable;
  AdwToast *working;
} Flow;

static void
flow_free (Flow *flow)
{
  g_clear_object (&flow->document);
  g_clear_object (&flow->toasts);
  g_clear_object (&flow->chooser);
  g_clear_object (&flow->cancellable);
  g_clear_object (&flow->working);
  g_free (flow);
}

static GtkWindow *
window_of (Flow *flow)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (flow->toasts)));
}

static void
on_open_folder_cb (AdwToast *toast, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (NULL, uri, GDK_CURRENT_TIME);
}

static void
free_path (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
show_done (Flow *flow, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = g_strdup_printf (_ ("Exported %s"), name);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _ ("Open folder"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_open_folder_cb), g_strdup (path),
                         free_path, 0);
  adw_toast_overlay_add_toast (flow->toasts, toast);
}

static void
show_failed (Flow *flow, const GError *error)
{
  g_autofree char *body = g_strdup_printf (
      _ ("%s\n\nNothing was written, and the cycle is as it was."), error->message);
  GtkWidget *dialog;

  if (window_of (flow) == NULL)
    return;
  dialog = adw_message_dialog_new (window_of (flow), _ ("The export failed"), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Flow *flow = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = cal_export_job_finish (result, &error);

  adw_toast_dismiss (flow->working);
  if (path != NULL)
    show_done (flow, path);
  else if (!g_cancellable_is_cancelled (flow->cancellable))
    show_failed (flow, error);
  flow_free (flow);
}

static void
on_cancel_cb (AdwToast *toast, GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

/* What stood before a decision that does not hold is not final: nobody is asked for a
 * place for it. */
static gboolean
refuse_altered (CalLiveDocument *document, AdwToastOverlay *toasts)
{
  const CalFault *fault = cal_live_document_get_fault (document);
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  if (fault == NULL)
    return FALSE;
  body = cal_fault_words_no_export (fault);
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (toasts))),
                                   _ ("Nothing was exported"), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}

static Flow *
flow_new (CalLiveDocument *document, AdwToastOverlay *toasts)
{
  Flow *flow = g_new0 (Flow, 1);

  flow->document = g_object_ref (document);
  flow->toasts = g_object_ref (toasts);
  flow->cancellable = g_cancellable_new ();
  return flow;
}

static void
on_chosen_cb (GtkNativeDialog *dialog, int response, Flow *flow)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    cal_export_flow_write (flow->document, flow->toasts, path);
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

/* Asks for a place; the name that is offered is the document's with another ending. */
static Flow *
ask (CalLiveDocument *document, AdwToastOverlay *toasts, const char *title, const char *ending)
{
  Flow *flow = flow_new (document, toasts);
  g_autofree char *base = g_path_get_basename (cal_live_document_get_path (document));
  g_autofree char *folder = g_path_get_dirname (cal_live_document_get_path (document));
  g_autoptr (GFile) place = g_file_new_for_path (folder);
  g_autofree char *stem = g_str_has_suffix (base, ".calibrate")
                              ? g_strndup (base, strlen (base) - strlen (".calibrate"))
                              : g_strdup (base);
  g_autofree char *name = g_strconcat (stem, ending, NULL);

  flow->chooser = gtk_file_chooser_native_new (title, window_of (flow),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (flow->chooser), place, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (flow->chooser), name);
  g_signal_connect (flow->chooser, "response", G_CALLBACK (on_chosen_cb), flow);
  return flow;
}

/**
 * cal_export_flow_start:
 * @document: the document
 * @toasts: where to say how it goes
 *
 * Asks for a place and writes the final ratings there: as a workbook, or as CSV
 * or a report where the name ends so. The work is done in a thread on a reading
 * of its own, so that deciding goes on meanwhile. Of a document that is altered
 * nothing is written.
 */
void
cal_export_flow_start (CalLiveDocument *document, AdwToastOverlay *toasts)
{
  Flow *flow;

  if (refuse_altered (document, toasts))
    return;
  flow = ask (document, toasts, _ ("Export final ratings"), ".xlsx");
  add_filter (GTK_FILE_CHOOSER (flow->chooser), _ ("Excel workbook (.xlsx)"), "xlsx");
  add_filter (GTK_FILE_CHOOSER (flow->chooser), _ ("CSV, to be read in again (.csv)"), "csv");
  add_filter (GTK_FILE_CHOOSER (flow->chooser), _ ("Report, to be read (.pdf)"), "pdf");
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (flow->chooser));
}

/**
 * cal_export_flow_start_report:
 * @document: the document
 * @toasts: where to say how it goes
 *
 * Asks for a place and writes the report there, as cal_export_flow_start() does.
 */
void
cal_export_flow_start_report (CalLiveDocument *document, AdwToastOverlay *toasts)
{
  Flow *flow;

  if (refuse_altered (document, toasts))
    return;
  flow = ask (document, toasts, _ ("Report as PDF"), ".pdf");
  add_filter (GTK_FILE_CHOOSER (flow->chooser), _ ("Report, to be read (.pdf)"), "pdf");
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (flow->chooser));
}

/**
 * cal_export_flow_write:
 * @document: the document
 * @toasts: where to say how it goes
 * @path: the place that was chosen
 *
 * Writes the final ratings there as cal_export_flow_start() does.
 */
void
cal_export_flow_write (CalLiveDocument *document, AdwToastOverlay *toasts, const char *path)
{
  Flow *flow = flow_new (document, toasts);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = g_strdup_printf (_ ("Exporting %s…"), name);

  flow->working = g_object_ref_sink (adw_toast_new (text));
  adw_toast_set_timeout (flow->working, 0);
  adw_toast_set_button_label (flow->working, _ ("Cancel"));
  g_signal_connect_object (flow->working, "button-clicked", G_CALLBACK (on_cancel_cb),
                           flow->cancellable, 0);
  adw_toast_overlay_add_toast (flow->toasts, g_object_ref (flow->working));
  cal_export_job_start (flow->document, path, flow->cancellable, on_exported_cb, flow);
}
