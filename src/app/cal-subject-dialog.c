/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-subject-dialog.h"

#include <glib/gi18n.h>

#include "core/cal-time.h"
#include "model/cal-live-erasing.h"
#include "model/cal-words.h"

/* A question about one subject that wants a reason. */
typedef struct
{
  CalLiveDocument *document;
  GtkWindow *parent;
  AdwMessageDialog *message;
  GtkEditable *reason;
  char *id;
  gboolean erases;
  gboolean held;
} Dialog;

static const char not_reached[] = N_ (
    "It does not reach exports, printed pages, copies elsewhere, and what others wrote that names "
    "the person.");

static void
dialog_free (gpointer data, GClosure *closure)
{
  Dialog *dialog = data;

  g_object_unref (dialog->document);
  g_object_unref (dialog->parent);
  g_free (dialog->id);
  g_free (dialog);
}

static void
say (GtkWindow *parent, const char *heading, const char *body)
{
  GtkWidget *message = adw_message_dialog_new (parent, heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (message), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (message));
}

static void
say_failure (GtkWindow *parent, const char *heading, const GError *error)
{
  g_autofree char *body = g_strdup_printf (_ ("%s. Nothing was recorded."), error->message);

  say (parent, heading, body);
}

static void
on_held_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWindow) parent = data;
  g_autoptr (GError) error = NULL;

  if (!cal_live_document_execute_finish (CAL_LIVE_DOCUMENT (source), result, &error))
    say_failure (parent, _ ("The legal hold was not changed"), error);
}

static void
on_erased_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWindow) parent = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CalErasure) erasure = cal_live_erasing_finish (result, &error);
  g_autofree char *done = NULL;
  g_autofree char *left = NULL;
  g_autofree char *text = NULL;

  if (erasure == NULL)
    {
      say_failure (parent, _ ("Nobody was erased"), error);
      return;
    }
  done = g_strdup_printf (
      ngettext ("%u decision is gone.", "%u decisions are gone.", erasure->n_decisions),
      erasure->n_decisions);
  left =
      g_strdup_printf (ngettext ("%u entry on others may name the person.",
                                 "%u entries on others may name the person.", erasure->naming->len),
                       erasure->naming->len);
  text = g_strjoin ("\n\n", done, _ (not_reached), left,
                    erasure->unfinished != NULL
                        ? _ ("The file could not be written anew yet; the next opening does it.")
                        : NULL,
                    NULL);
  say (parent, _ ("The person was erased"), text);
}

static void
hold (Dialog *dialog, const char *reason)
{
  const CalStep step = { .subject = dialog->id };
  const CalCommand command = {
    .kind = dialog->held ? CAL_COMMAND_LIFT_HOLD : CAL_COMMAND_SET_HOLD,
    .actor = cal_words_actor (),
    .time = cal_time_now (),
    .steps = &step,
    .n_steps = 1,
    .reason = reason,
  };

  cal_live_document_execute_async (dialog->document, &command, on_held_cb,
                                   g_object_ref (dialog->parent));
}

static void
on_response_cb (AdwMessageDialog *message, const char *response, gpointer data)
{
  Dialog *dialog = data;
  const CalErasing erasing = {
    .subject = dialog->id,
    .actor = cal_words_actor (),
    .time = cal_time_now (),
    .reason = gtk_editable_get_text (dialog->reason),
  };

  if (!g_str_equal (response, "do"))
    return;
  if (dialog->erases)
    cal_live_erasing_start (dialog->document, &erasing, on_erased_cb,
                            g_object_ref (dialog->parent));
  else
    hold (dialog, erasing.reason);
}

static void
on_reason_changed_cb (GtkEditable *reason, AdwMessageDialog *message)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (reason)));

  adw_message_dialog_set_response_enabled (message, "do", *text != '\0');
}

static GtkWidget *
present (CalLiveDocument *document,
         guint subject,
         GtkWindow *parent,
         gboolean erases,
         const char *heading,
         const char *body,
         const char *label)
{
  const CalBoardSubject *who = cal_board_subject (cal_live_document_get_board (document), subject);
  GtkWidget *message = adw_message_dialog_new (parent, heading, body);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = adw_entry_row_new ();
  Dialog *dialog = g_new0 (Dialog, 1);

  dialog->document = g_object_ref (document);
  dialog->parent = g_object_ref (parent);
  dialog->reason = GTK_EDITABLE (row);
  dialog->id = g_strdup (who->row->id);
  dialog->erases = erases;
  dialog->held = who->held;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Why"));
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (message), list);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (message), "cancel", _ ("_Cancel"));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (message), "do", label);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (message), "do",
                                              erases ? ADW_RESPONSE_DESTRUCTIVE
                                                     : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (message), "do", FALSE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (message), "cancel");
  if (!erases)
    adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (message), "do");
  g_signal_connect (row, "changed", G_CALLBACK (on_reason_changed_cb), message);
  g_signal_connect_data (message, "response", G_CALLBACK (on_response_cb), dialog, dialog_free, 0);
  gtk_window_present (GTK_WINDOW (message));
  return message;
}

/**
 * cal_subject_dialog_hold:
 * @document: a document held for writing
 * @subject: a subject's index on its board
 * @parent: the window that asks
 *
 * Sets a legal hold, or lifts it where it stands, with a reason.
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
cal_subject_dialog_hold (CalLiveDocument *document, guint subject, GtkWindow *parent)
{
  const CalBoardSubject *who = cal_board_subject (cal_live_document_get_board (document), subject);
  g_autofree char *heading = g_strdup_printf (who->held ? _ ("Lift the legal hold on %s?")
                                                        : _ ("Put %s under a legal hold?"),
                                              who->row->name);

  return present (document, subject, parent, FALSE, heading,
                  who->held ? _ ("What is recorded on them may be erased again. The log keeps that "
                                 "the hold stood, and why it was lifted.")
                            : _ ("Nothing that is recorded on them can be erased while it stands."),
                  who->held ? _ ("_Lift") : _ ("_Set"));
}

/**
 * cal_subject_dialog_erase:
 * @document: a document held for writing
 * @subject: a subject's index on its board
 * @parent: the window that asks
 *
 * Asks for the reason and erases what the document holds on somebody; under a
 * legal hold it says that this cannot be.
 *
 * Returns: (transfer none) (nullable): the dialog, %NULL where there is nothing to
 *   ask
 */
GtkWidget *
cal_subject_dialog_erase (CalLiveDocument *document, guint subject, GtkWindow *parent)
{
  const CalBoardSubject *who = cal_board_subject (cal_live_document_get_board (document), subject);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  if (who->held)
    {
      heading = g_strdup_printf (_ ("%s cannot be erased"), who->row->name);
      say (parent, heading,
           _ ("A legal hold stands. Nothing was erased; lift the hold first, if that may be."));
      return NULL;
    }
  heading = g_strdup_printf (_ ("Erase %s?"), who->row->name);
  body = g_strjoin (
      "\n\n",
      _ ("Name, ratings, every decision with its reason, and the copies that stand beside the "
         "document "
         "go for good. What stays are hashes, so that the log and its seals still verify."),
      _ (not_reached), _ ("Do not name them in the reason: it stays."), NULL);
  return present (document, subject, parent, TRUE, heading, body, _ ("_Erase"));
}
