/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-reopen-dialog.h"

#include <glib/gi18n.h>

#include "core/cal-time.h"
#include "model/cal-words.h"

/* The cycle's sessions, and how one of them is reopened: by two people, with a
 * reason. */
struct _CalReopenDialog
{
  AdwWindow parent_instance;

  GtkLabel *complaint;
  AdwPreferencesGroup *sessions;
  GtkEditable *reason;
  GtkEditable *actor;
  GtkEditable *second;
  GtkLabel *hint;
  GtkWidget *reopen;

  CalLiveDocument *document;
  GtkCheckButton *group;
  GPtrArray *buttons;
};

G_DEFINE_FINAL_TYPE (CalReopenDialog, cal_reopen_dialog, ADW_TYPE_WINDOW)

static const CalSession *
session_at (CalReopenDialog *self, guint index)
{
  return cal_board_session (cal_live_document_get_board (self->document), index);
}

/* Its buttons are those of all sessions; open ones cannot be chosen. */
static const CalSession *
chosen_session (CalReopenDialog *self)
{
  for (guint i = 0; i < self->buttons->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->buttons, i)))
      return session_at (self, i);
  return NULL;
}

static gboolean
is_blank (GtkEditable *editable)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (editable)));

  return *text == '\0';
}

static void
on_changed_cb (CalReopenDialog *self)
{
  gboolean is_named = !is_blank (self->actor) && !is_blank (self->second);
  g_autofree char *actor = g_utf8_casefold (gtk_editable_get_text (self->actor), -1);
  g_autofree char *second = g_utf8_casefold (gtk_editable_get_text (self->second), -1);
  gboolean is_one = is_named && g_str_equal (g_strstrip (actor), g_strstrip (second));
  const CalSession *session = chosen_session (self);

  gtk_widget_set_sensitive (self->reopen,
                            session != NULL && is_named && !is_one && !is_blank (self->reason));
  gtk_label_set_text (self->hint, session == NULL           ? _ ("No session is finalised.")
                                  : is_blank (self->reason) ? _ ("Say why.")
                                  : !is_named               ? _ ("Two people reopen a session.")
                                  : is_one
                                      ? _ ("Somebody else must agree.")
                                      : _ ("It takes decisions again, until it is sealed anew."));
}

static void
on_reopened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CalReopenDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (self->document == NULL)
    return;
  if (cal_live_document_execute_finish (CAL_LIVE_DOCUMENT (source), result, &error))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  text = g_strdup_printf (_ ("%s. Nothing was recorded."), error->message);
  gtk_label_set_text (self->complaint, text);
  gtk_widget_set_visible (GTK_WIDGET (self->complaint), TRUE);
  on_changed_cb (self);
}

static void
on_reopen_clicked_cb (CalReopenDialog *self)
{
  const char *const people[] = { gtk_editable_get_text (self->second), NULL };
  CalCommand command = {
    .kind = CAL_COMMAND_REOPEN_SESSION,
    .actor = gtk_editable_get_text (self->actor),
    .time = cal_time_now (),
    .reason = gtk_editable_get_text (self->reason),
    .people = people,
  };

  if (!gtk_widget_get_sensitive (self->reopen))
    return;
  command.session = chosen_session (self)->name;
  gtk_widget_set_sensitive (self->reopen, FALSE);
  cal_live_document_execute_async (self->document, &command, on_reopened_cb, g_object_ref (self));
}

static void
add_session (CalReopenDialog *self, const CalSession *session, gboolean choose)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *state = gtk_label_new (session->finalised ? _ ("finalised") : _ ("open"));
  g_autofree char *day = cal_words_day (session->started, cal_time_now ());
  g_autofree char *count = cal_words_count (session->n_decisions);
  g_autofree char *text =
      g_strdup_printf (ngettext ("%s decision · since %s · %s", "%s decisions · since %s · %s",
                                 session->n_decisions),
                       count, day, session->reason);

  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), self->group);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), session->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_widget_set_valign (state, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (state, "pill-label");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), state);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  gtk_widget_set_sensitive (row, session->finalised);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), choose);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (on_changed_cb), self);
  g_ptr_array_add (self->buttons, button);
  adw_preferences_group_add (self->sessions, row);
}

/* The last one that is finalised is what somebody comes back to. */
static void
show_sessions (CalReopenDialog *self)
{
  const CalBoard *board = cal_live_document_get_board (self->document);
  guint n = cal_board_n_sessions (board);
  guint last = G_MAXUINT;

  for (guint i = 0; i < n; i++)
    if (session_at (self, i)->finalised)
      last = i;
  for (guint i = 0; i < n; i++)
    add_session (self, session_at (self, i), i == last);
}

static void
cal_reopen_dialog_dispose (GObject *object)
{
  g_clear_object (&CAL_REOPEN_DIALOG (object)->document);
  G_OBJECT_CLASS (cal_reopen_dialog_parent_class)->dispose (object);
}

static void
cal_reopen_dialog_finalize (GObject *object)
{
  CalReopenDialog *self = CAL_REOPEN_DIALOG (object);

  g_object_unref (self->group);
  g_ptr_array_unref (self->buttons);
  G_OBJECT_CLASS (cal_reopen_dialog_parent_class)->finalize (object);
}

static void
cal_reopen_dialog_class_init (CalReopenDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_reopen_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = cal_reopen_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-reopen-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CalReopenDialog, complaint);
  gtk_widget_class_bind_template_child (widget_class, CalReopenDialog, sessions);
  gtk_widget_class_bind_template_child (widget_class, CalReopenDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, CalReopenDialog, actor);
  gtk_widget_class_bind_template_child (widget_class, CalReopenDialog, second);
  gtk_widget_class_bind_template_child (widget_class, CalReopenDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, CalReopenDialog, reopen);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_reopen_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cal_reopen_dialog_init (CalReopenDialog *self)
{
  /* A button of no group, and the only one of its kind, could be let go of. */
  self->group = g_object_ref_sink (GTK_CHECK_BUTTON (gtk_check_button_new ()));
  self->buttons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cal_reopen_dialog_new:
 * @document: a document held for writing
 * @parent: the window that asks
 *
 * Returns: (transfer none): a dialog that shows the sessions and reopens one, not
 *   yet presented
 */
GtkWidget *
cal_reopen_dialog_new (CalLiveDocument *document, GtkWindow *parent)
{
  CalReopenDialog *self = g_object_new (CAL_TYPE_REOPEN_DIALOG, "transient-for", parent, NULL);

  self->document = g_object_ref (document);
  show_sessions (self);
  gtk_editable_set_text (self->actor, cal_words_actor ());
  on_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
  return GTK_WIDGET (self);
}
