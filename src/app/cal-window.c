/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-window.h"

#include <stdlib.h>

#include <glib/gi18n.h>

#include "app/cal-cycle-page.h"
#include "app/cal-import-assistant.h"
#include "app/cal-sample-job.h"
#include "app/cal-shortcuts-window.h"
#include "app/cal-start-page.h"
#include "core/cal-time.h"
#include "model/cal-live-document.h"

/* Opening takes a moment at most as a rule; only a longer one is announced. */
#define PATIENCE_MS 400

/* One window: the start page, the way to a new cycle, or a cycle. */
struct _CalWindow
{
  AdwApplicationWindow parent_instance;

  GtkStack *stack;
  GtkLabel *waiting;
  CalStartPage *start;
  CalImportAssistant *import;
  CalCyclePage *cycle;

  GtkFileChooserNative *chooser;
  GCancellable *opening;
  char *opening_path;
  char *locating;
  guint patience;
  gboolean closing;
};

G_DEFINE_FINAL_TYPE (CalWindow, cal_window, ADW_TYPE_APPLICATION_WINDOW)

static CalApplication *
application (CalWindow *self)
{
  return CAL_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
}

static void
note_recent (CalWindow *self, CalLiveDocument *document)
{
  g_autoptr (GFile) file = g_file_new_for_path (cal_live_document_get_path (document));
  g_autofree char *path = g_file_get_path (file);

  /* The start page goes on saying what was known of it when it held. */
  if (application (self) == NULL || cal_live_document_get_fault (document) != NULL)
    return;
  cal_recents_note (cal_application_get_recents (application (self)), path,
                    cal_live_document_get_board (document), cal_time_now ());
  cal_application_save_recents_soon (application (self));
}

static void
show_error (CalWindow *self, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What can be done about it; what happened is the error's own sentence. */
static const char *
advice_for (const GError *error)
{
  if (error->domain != CAL_STORE_ERROR)
    return _ ("Nothing was changed.");
  switch (error->code)
    {
    case CAL_STORE_ERROR_NOT_FOUND:
      return _ ("Look for it under another name or in another folder, and open it from there.");
    case CAL_STORE_ERROR_NOT_A_DOCUMENT:
      return _ ("The file was not touched. To start a cycle from a roster, drop it on the start "
                "page.");
    case CAL_STORE_ERROR_NEWER_FORMAT:
      return _ ("The file was not touched. Open it with the newer version of Calibrate.");
    case CAL_STORE_ERROR_CORRUPT:
      return _ ("The file was not touched. Open a copy or a backup of it, and keep this one for "
                "whoever can examine it.");
    case CAL_STORE_ERROR_DISK_FULL:
      return _ ("Nothing was changed. Make room on the disk and try again.");
    case CAL_STORE_ERROR_PERMISSION:
      return _ ("Nothing was changed. Ask its owner for leave to read it.");
    default:
      return _ ("Nothing was changed.");
    }
}

static void
stop_waiting (CalWindow *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_object (&self->opening);
}

static void
show_failure (CalWindow *self, const char *path, const GError *error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *heading = g_strdup_printf (_ ("“%s” could not be opened"), name);
  g_autofree char *body = g_strdup_printf ("%s\n\n%s", error->message, advice_for (error));

  cal_window_show_start (self);
  gtk_window_present (GTK_WINDOW (self));
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_error (self, heading, body);
}

static void
on_title_changed_cb (CalWindow *self)
{
  gtk_window_set_title (GTK_WINDOW (self), cal_cycle_page_get_title (self->cycle));
}

static void
recall_proposer (CalWindow *self)
{
  g_autofree char *proposer = NULL;

  if (application (self) == NULL)
    return;
  proposer = cal_recents_get_text (cal_application_get_recents (application (self)), "proposer");
  cal_cycle_page_set_proposer (self->cycle, proposer);
}

static void
on_let_go_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  /* Nothing was written, so nothing can be lost. */
}

/* What was decided turns out to be damaged after the board was shown. */
static void
on_failed_cb (CalWindow *self, const GError *error, CalLiveDocument *document)
{
  g_autofree char *path = g_strdup (cal_live_document_get_path (document));

  if (self->closing || self->cycle == NULL)
    return;
  cal_live_document_close_async (document, on_let_go_cb, NULL);
  cal_window_show_start (self);
  gtk_stack_remove (self->stack, GTK_WIDGET (g_steal_pointer (&self->cycle)));
  gtk_window_set_title (GTK_WINDOW (self), _ ("Calibrate"));
  show_failure (self, path, error);
}

static void
show_cycle (CalWindow *self, CalLiveDocument *document)
{
  stop_waiting (self);
  note_recent (self, document);
  self->cycle = CAL_CYCLE_PAGE (cal_cycle_page_new (document));
  g_signal_connect_object (document, "failed", G_CALLBACK (on_failed_cb), self, G_CONNECT_SWAPPED);
  recall_proposer (self);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->cycle), "cycle");
  gtk_stack_set_visible_child_name (self->stack, "cycle");
  on_title_changed_cb (self);
  gtk_window_present (GTK_WINDOW (self));
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CalWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CalLiveDocument) document = cal_live_document_open_finish (result, &error);
  g_autofree char *path = g_steal_pointer (&self->opening_path);

  stop_waiting (self);
  if (document != NULL)
    show_cycle (self, document);
  else
    show_failure (self, path, error);
}

static gboolean
on_patience_ended_cb (gpointer data)
{
  CalWindow *self = data;

  self->patience = 0;
  gtk_window_present (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

static void
wait_for (CalWindow *self, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = g_strdup_printf (_ ("Opening “%s”…"), name);

  self->opening = g_cancellable_new ();
  gtk_label_set_text (self->waiting, text);
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  self->patience = g_timeout_add (PATIENCE_MS, on_patience_ended_cb, self);
}

static void
on_open_chosen_cb (GtkNativeDialog *dialog, int response, CalWindow *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    {
      if (self->locating != NULL)
        cal_recents_move (cal_application_get_recents (application (self)), self->locating, path);
      cal_window_open (self, path);
    }
  g_clear_pointer (&self->locating, g_free);
  g_clear_object (&self->chooser);
}

static void
choose (CalWindow *self, const char *title, const char *name, const char *pattern, GCallback chosen)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  g_set_object (&self->chooser, NULL);
  self->chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, pattern);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), all);
  g_signal_connect (self->chooser, "response", chosen, self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  choose (CAL_WINDOW (widget), _ ("Open a cycle"), _ ("Cycles"), "calibrate",
          G_CALLBACK (on_open_chosen_cb));
}

static void
on_import_made_cb (CalWindow *self, CalLiveDocument *document)
{
  show_cycle (self, document);
  gtk_stack_remove (self->stack, GTK_WIDGET (g_steal_pointer (&self->import)));
}

static void
on_import_cancelled_cb (CalWindow *self)
{
  cal_window_show_start (self);
  gtk_stack_remove (self->stack, GTK_WIDGET (g_steal_pointer (&self->import)));
}

static void
start_import (CalWindow *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path == NULL || self->import != NULL)
    return;
  self->import = CAL_IMPORT_ASSISTANT (cal_import_assistant_new (path));
  g_signal_connect_object (self->import, "made", G_CALLBACK (on_import_made_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->import, "cancelled", G_CALLBACK (on_import_cancelled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->import), "import");
  gtk_stack_set_visible_child_name (self->stack, "import");
}

static void
on_roster_chosen_cb (GtkNativeDialog *dialog, int response, CalWindow *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    start_import (self, file);
  g_clear_object (&self->chooser);
}

static void
on_new_cycle_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  choose (CAL_WINDOW (widget), _ ("Choose a roster"), _ ("CSV files"), "csv",
          G_CALLBACK (on_roster_chosen_cb));
}

static void
on_sample_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CalWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = cal_sample_job_finish (result, &error);

  stop_waiting (self);
  if (path != NULL)
    cal_window_open (self, path);
  else
    {
      cal_window_show_start (self);
      show_error (self, _ ("The sample cycle could not be made"), error->message);
    }
}

static void
on_open_sample_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalWindow *self = CAL_WINDOW (widget);

  wait_for (self, _ ("Sample cycle"));
  cal_sample_job_start (self->opening, on_sample_made_cb, g_object_ref (self));
}

static void
on_open_requested_cb (CalWindow *self, const char *path)
{
  cal_window_open (self, path);
}

static void
on_locate_requested_cb (CalWindow *self, const char *path)
{
  g_free (self->locating);
  self->locating = g_strdup (path);
  on_open_cb (GTK_WIDGET (self), NULL, NULL);
}

static void
on_forget_requested_cb (CalWindow *self, const char *path)
{
  g_autofree char *forgotten = g_strdup (path);

  cal_recents_forget (cal_application_get_recents (application (self)), forgotten);
  cal_application_save_recents (application (self));
  cal_start_page_show_recents (self->start, cal_application_get_recents (application (self)));
}

static void
on_roster_requested_cb (CalWindow *self, GFile *file)
{
  start_import (self, file);
}

static void
on_show_help_overlay_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  cal_shortcuts_window_present (GTK_WINDOW (widget));
}

static void
remember_size (CalWindow *self)
{
  CalRecents *recents = cal_application_get_recents (application (self));
  g_autofree char *width = NULL;
  g_autofree char *height = NULL;
  int size[2];

  gtk_window_get_default_size (GTK_WINDOW (self), &size[0], &size[1]);
  width = g_strdup_printf ("%d", size[0]);
  height = g_strdup_printf ("%d", size[1]);
  cal_recents_set_text (recents, "width", width);
  cal_recents_set_text (recents, "height", height);
  cal_recents_set_text (recents, "maximized",
                        gtk_window_is_maximized (GTK_WINDOW (self)) ? "yes" : "no");
  cal_application_save_recents (application (self));
}

static void
remember_proposer (CalWindow *self)
{
  const char *proposer = cal_cycle_page_get_proposer (self->cycle);

  if (proposer != NULL)
    cal_recents_set_text (cal_application_get_recents (application (self)), "proposer", proposer);
}

static void
on_closed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CalWindow) self = data;

  gtk_window_destroy (GTK_WINDOW (self));
}

/* The window goes when its document is one file again. */
static gboolean
cal_window_close_request (GtkWindow *window)
{
  CalWindow *self = CAL_WINDOW (window);
  CalLiveDocument *document;

  if (self->closing)
    return TRUE;
  remember_size (self);
  if (self->cycle == NULL)
    return GTK_WINDOW_CLASS (cal_window_parent_class)->close_request (window);

  self->closing = TRUE;
  document = cal_cycle_page_get_document (self->cycle);
  remember_proposer (self);
  note_recent (self, document);
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  cal_live_document_close_async (document, on_closed_cb, g_object_ref (self));
  return TRUE;
}

static void
cal_window_dispose (GObject *object)
{
  CalWindow *self = CAL_WINDOW (object);

  g_cancellable_cancel (self->opening);
  stop_waiting (self);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->locating, g_free);
  g_clear_pointer (&self->opening_path, g_free);
  G_OBJECT_CLASS (cal_window_parent_class)->dispose (object);
}

static void
cal_window_class_init (CalWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = cal_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CalWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, CalWindow, waiting);
  gtk_widget_class_install_action (widget_class, "win.open", NULL, on_open_cb);
  gtk_widget_class_install_action (widget_class, "win.new-cycle", NULL, on_new_cycle_cb);
  gtk_widget_class_install_action (widget_class, "win.open-sample", NULL, on_open_sample_cb);
  gtk_widget_class_install_action (widget_class, "win.show-help-overlay", NULL,
                                   on_show_help_overlay_cb);
}

static void
cal_window_init (CalWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static int
setting (CalRecents *recents, const char *key, int least, int otherwise)
{
  g_autofree char *text = cal_recents_get_text (recents, key);
  int value = text != NULL ? atoi (text) : 0;

  return value >= least ? value : otherwise;
}

/**
 * cal_window_new:
 * @application: the program
 *
 * Returns: (transfer none): a window of the size that the last one had, not yet
 *   presented
 */
CalWindow *
cal_window_new (CalApplication *application)
{
  CalWindow *self = g_object_new (CAL_TYPE_WINDOW, "application", application, NULL);
  CalRecents *recents = cal_application_get_recents (application);
  g_autofree char *maximized = cal_recents_get_text (recents, "maximized");

  gtk_window_set_default_size (GTK_WINDOW (self), setting (recents, "width", 600, 1280),
                               setting (recents, "height", 400, 800));
  if (g_strcmp0 (maximized, "yes") == 0)
    gtk_window_maximize (GTK_WINDOW (self));
  return self;
}

/**
 * cal_window_show_start:
 *
 * Shows the start page with the recent cycles as they are now.
 */
void
cal_window_show_start (CalWindow *self)
{
  g_return_if_fail (CAL_IS_WINDOW (self));

  if (self->start == NULL)
    {
      self->start = g_object_new (CAL_TYPE_START_PAGE, NULL);
      g_signal_connect_object (self->start, "open-requested", G_CALLBACK (on_open_requested_cb),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->start, "locate-requested", G_CALLBACK (on_locate_requested_cb),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->start, "forget-requested", G_CALLBACK (on_forget_requested_cb),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->start, "roster-requested", G_CALLBACK (on_roster_requested_cb),
                               self, G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->start), "start");
    }
  cal_start_page_show_recents (self->start, cal_application_get_recents (application (self)));
  gtk_stack_set_visible_child_name (self->stack, "start");
}

/**
 * cal_window_open:
 * @path: a document
 *
 * Opens it in this window, or in a new one where this shows a cycle already.
 * The window is presented when there is something to see, or at the latest
 * after a moment.
 */
void
cal_window_open (CalWindow *self, const char *path)
{
  g_return_if_fail (CAL_IS_WINDOW (self) && path != NULL);

  if (self->cycle != NULL)
    {
      cal_window_open (cal_window_new (application (self)), path);
      return;
    }
  if (self->opening != NULL)
    return;
  wait_for (self, path);
  self->opening_path = g_strdup (path);
  cal_application_open_document (application (self), path, self->opening, on_opened_cb,
                                 g_object_ref (self));
}
