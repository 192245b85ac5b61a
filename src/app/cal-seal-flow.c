/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-seal-flow.h"

#include <glib/gi18n.h>

#include "app/cal-compare-window.h"
#include "app/cal-reopen-dialog.h"
#include "app/cal-seal-dialog.h"
#include "app/cal-subject-dialog.h"
#include "app/cal-trust-setting.h"
#include "app/cal-verify-dialog.h"

/* The board comes first, and all that was decided: verifying begins after them. */
#define PATIENCE_MS 400

/* What one can do about a document's seal in the window: it composes the state
 * with its dialogs. */
struct _CalSealFlow
{
  GObject parent_instance;

  CalLiveDocument *document;
  CalSealState *state;
  AdwToastOverlay *toasts;
  guint start_source;
  GtkFileChooserNative *chooser;
  GSimpleActionGroup *actions;
  guint subject;
};

G_DEFINE_FINAL_TYPE (CalSealFlow, cal_seal_flow, G_TYPE_OBJECT)

static GtkWindow *
window_of (CalSealFlow *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->toasts)));
}

static gboolean
can_record (CalSealFlow *self)
{
  return cal_live_document_is_writable (self->document)
         && !cal_live_document_is_reading (self->document, NULL);
}

static gboolean
has_session (CalSealFlow *self, gboolean finalised)
{
  const CalBoard *board = cal_live_document_get_board (self->document);

  for (guint i = 0; i < cal_board_n_sessions (board); i++)
    if (cal_board_session (board, i)->finalised == finalised)
      return can_record (self);
  return FALSE;
}

static gboolean
on_start_timeout_cb (gpointer data)
{
  CalSealFlow *self = data;

  if (cal_live_document_is_reading (self->document, NULL))
    return G_SOURCE_CONTINUE;
  self->start_source = 0;
  cal_seal_state_check (self->state);
  return G_SOURCE_REMOVE;
}

static void
on_copy_chosen_cb (GtkNativeDialog *dialog, int response, CalSealFlow *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  GtkWindow *parent = gtk_native_dialog_get_transient_for (dialog);

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    gtk_window_present (GTK_WINDOW (cal_compare_window_new (self->document, path, parent)));
  g_clear_object (&self->chooser);
}

static void
choose_copy (CalSealFlow *self, GtkWindow *parent)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  g_set_object (&self->chooser, NULL);
  self->chooser = gtk_file_chooser_native_new (_ ("Compare with a copy"), parent,
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_filter_set_name (filter, _ ("Cycles"));
  gtk_file_filter_add_suffix (filter, "calibrate");
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), all);
  g_signal_connect (self->chooser, "response", G_CALLBACK (on_copy_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_compare_requested_cb (CalSealFlow *self, GtkWindow *dialog)
{
  choose_copy (self, dialog);
}

/* Where it was not verified to the end, asking is a wish that it be. */
static void
on_verify_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CalSealFlow *self = data;
  GtkWidget *dialog;

  if (cal_seal_state_get_kind (self->state) == CAL_SEAL_NOT_CHECKED
      || cal_seal_state_get_found (self->state) == NULL)
    cal_seal_state_check (self->state);
  dialog = cal_verify_dialog_new (self->state, window_of (self));
  g_signal_connect_object (dialog, "compare-requested", G_CALLBACK (on_compare_requested_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_compare_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  choose_copy (data, window_of (data));
}

static void
on_finalise_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CalSealFlow *self = data;

  gtk_window_present (GTK_WINDOW (cal_seal_dialog_new (self->document, window_of (self))));
}

static void
on_reopen_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CalSealFlow *self = data;

  gtk_window_present (GTK_WINDOW (cal_reopen_dialog_new (self->document, window_of (self))));
}

static void
on_hold_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CalSealFlow *self = data;

  cal_subject_dialog_hold (self->document, self->subject, window_of (self));
}

static void
on_erase_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CalSealFlow *self = data;

  cal_subject_dialog_erase (self->document, self->subject, window_of (self));
}

static void
enable (CalSealFlow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
cal_seal_flow_dispose (GObject *object)
{
  CalSealFlow *self = CAL_SEAL_FLOW (object);

  g_clear_handle_id (&self->start_source, g_source_remove);
  if (self->state != NULL)
    cal_seal_state_cancel (self->state);
  g_clear_object (&self->chooser);
  g_clear_object (&self->actions);
  g_clear_object (&self->state);
  g_clear_object (&self->document);
  self->toasts = NULL;
  G_OBJECT_CLASS (cal_seal_flow_parent_class)->dispose (object);
}

static void
cal_seal_flow_class_init (CalSealFlowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cal_seal_flow_dispose;
}

static void
cal_seal_flow_init (CalSealFlow *self)
{
  static const GActionEntry entries[] = {
    { .name = "verify", .activate = on_verify_cb },
    { .name = "compare", .activate = on_compare_cb },
    { .name = "finalise", .activate = on_finalise_cb },
    { .name = "reopen", .activate = on_reopen_cb },
    { .name = "hold", .activate = on_hold_cb },
    { .name = "erase", .activate = on_erase_cb },
  };

  self->subject = G_MAXUINT;
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
}

/**
 * cal_seal_flow_new:
 * @document: an open document
 * @toasts: where to say how it goes; outlives this
 *
 * Returns: (transfer full): the flow
 */
CalSealFlow *
cal_seal_flow_new (CalLiveDocument *document, AdwToastOverlay *toasts)
{
  CalSealFlow *self = g_object_new (CAL_TYPE_SEAL_FLOW, NULL);
  g_autofree char *signers = cal_trust_setting_get ();

  self->document = g_object_ref (document);
  self->toasts = toasts;
  self->state = cal_seal_state_new (document);
  cal_seal_state_set_allowed_signers (self->state, signers);
  return self;
}

/**
 * cal_seal_flow_get_state:
 *
 * Returns: (transfer none): what is known of the document's seal
 */
CalSealState *
cal_seal_flow_get_state (CalSealFlow *self)
{
  g_return_val_if_fail (CAL_IS_SEAL_FLOW (self), NULL);

  return self->state;
}

/**
 * cal_seal_flow_start:
 *
 * Verifies the document, once the window is there.
 */
void
cal_seal_flow_start (CalSealFlow *self)
{
  g_return_if_fail (CAL_IS_SEAL_FLOW (self));

  if (self->start_source == 0)
    self->start_source =
        g_timeout_add_full (G_PRIORITY_LOW, PATIENCE_MS, on_start_timeout_cb, self, NULL);
}

/**
 * cal_seal_flow_get_actions:
 *
 * Returns: (transfer none): what can be done, to be known to the page's widgets as
 *   `seal`
 */
GActionGroup *
cal_seal_flow_get_actions (CalSealFlow *self)
{
  g_return_val_if_fail (CAL_IS_SEAL_FLOW (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

/**
 * cal_seal_flow_set_subject:
 * @subject: the selected subject's index, %G_MAXUINT for none
 */
void
cal_seal_flow_set_subject (CalSealFlow *self, guint subject)
{
  g_return_if_fail (CAL_IS_SEAL_FLOW (self));

  self->subject = subject;
  cal_seal_flow_update (self);
}

/**
 * cal_seal_flow_update:
 *
 * Offers what can be done as the document is now.
 */
void
cal_seal_flow_update (CalSealFlow *self)
{
  gboolean concerns_somebody;

  g_return_if_fail (CAL_IS_SEAL_FLOW (self));

  concerns_somebody = self->subject != G_MAXUINT && can_record (self);
  enable (self, "finalise", has_session (self, FALSE));
  enable (self, "reopen", has_session (self, TRUE));
  enable (self, "hold", concerns_somebody);
  enable (self, "erase", concerns_somebody);
}
