/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-session-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "core/cal-time.h"
#include "model/cal-words.h"

typedef struct
{
  CalLiveDocument *document;
  GtkWindow *parent;
  GtkEditable *name;
  GtkEditable *reason;
} Dialog;

static void
dialog_free (gpointer data, GClosure *closure)
{
  Dialog *dialog = data;

  g_object_unref (dialog->document);
  g_object_unref (dialog->parent);
  g_free (dialog);
}

static void
on_started_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWindow) parent = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;
  GtkWidget *message;

  if (cal_live_document_execute_finish (CAL_LIVE_DOCUMENT (source), result, &error))
    return;
  body = g_strdup_printf (_ ("%s. Nothing was recorded."), error->message);
  message = adw_message_dialog_new (parent, _ ("The session was not started"), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (message), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (message));
}

static void
on_response_cb (AdwMessageDialog *message, const char *response, gpointer data)
{
  Dialog *dialog = data;
  CalCommand command = {
    .kind = CAL_COMMAND_START_SESSION,
    .actor = cal_words_actor (),
    .time = cal_time_now (),
  };

  if (!g_str_equal (response, "start"))
    return;
  command.session = gtk_editable_get_text (dialog->name);
  command.reason = gtk_editable_get_text (dialog->reason);
  cal_live_document_execute_async (dialog->document, &command, on_started_cb,
                                   g_object_ref (dialog->parent));
}

static GtkEditable *
add_entry (GtkListBox *list, const char *title, const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  gtk_list_box_append (list, row);
  return GTK_EDITABLE (row);
}

/**
 * cal_session_dialog_present:
 * @document: a document held for writing
 * @parent: the window that asks
 *
 * Asks for a session's name and reason, and starts it.
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
cal_session_dialog_present (CalLiveDocument *document, GtkWindow *parent)
{
  GtkWidget *message = adw_message_dialog_new (
      parent, _ ("Start a session"),
      _ ("A session is one calibration meeting. What it decides is recorded under its name."));
  GtkListBox *list = GTK_LIST_BOX (gtk_list_box_new ());
  g_autofree char *name =
      g_strdup_printf ("S%u", cal_board_n_sessions (cal_live_document_get_board (document)) + 1);
  Dialog *dialog = g_new0 (Dialog, 1);

  dialog->document = g_object_ref (document);
  dialog->parent = g_object_ref (parent);
  dialog->name = add_entry (list, _ ("Name"), name);
  dialog->reason = add_entry (list, _ ("What it is for"), _ ("Calibration meeting"));
  gtk_list_box_set_selection_mode (list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (list), "boxed-list");
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (message), GTK_WIDGET (list));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (message), "cancel", _ ("_Cancel"), "start",
                                    _ ("_Start"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (message), "start",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (message), "start");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (message), "cancel");
  g_signal_connect_data (message, "response", G_CALLBACK (on_response_cb), dialog, dialog_free, 0);
  gtk_window_present (GTK_WINDOW (message));
  return message;
}
