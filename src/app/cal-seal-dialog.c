/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-seal-dialog.h"

#include <glib/gi18n.h>

#include "app/cal-askpass.h"
#include "app/cal-key-maker.h"
#include "app/cal-key-picker.h"
#include "model/cal-live-sealing.h"
#include "model/cal-seal-summary.h"
#include "model/cal-words.h"
#include "store/cal-ssh.h"

/* Finalises a session: shows what that seals, asks for the keys, and has them
 * sign. Nothing is recorded before all of it is signed. */
struct _CalSealDialog
{
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkLabel *complaint;
  AdwComboRow *session;
  AdwActionRow *decisions;
  GtkLabel *decisions_count;
  GtkLabel *placed_count;
  GtkLabel *held_count;
  GtkLabel *not_discussed_count;
  AdwActionRow *guideline;
  GtkLabel *guideline_count;
  GtkEditable *actor;
  CalKeyPicker *key;
  CalKeyPicker *witness;
  GtkLabel *hint;
  GtkWidget *seal;
  CalKeyMaker *maker;
  AdwStatusPage *working;
  GtkSpinner *spinner;
  GtkWidget *stop;
  AdwStatusPage *sealed;
  GtkLabel *fingerprint;
  GtkLabel *witness_fingerprint;
  GtkWidget *done;

  CalLiveDocument *document;
  GArray *sessions;
  guint64 size;
  GCancellable *sealing;
  gboolean witnessing;
};

G_DEFINE_FINAL_TYPE (CalSealDialog, cal_seal_dialog, ADW_TYPE_WINDOW)

static const CalBoard *
board_of (CalSealDialog *self)
{
  return cal_live_document_get_board (self->document);
}

static gboolean
get_session (CalSealDialog *self, guint *session)
{
  guint selected = adw_combo_row_get_selected (self->session);

  if (selected >= self->sessions->len)
    return FALSE;
  *session = g_array_index (self->sessions, guint, selected);
  return TRUE;
}

static void
show_count (GtkLabel *label, guint n)
{
  g_autofree char *text = cal_words_count (n);

  gtk_label_set_text (label, text);
}

static void
show_guideline (CalSealDialog *self, const CalSealSummary *summary)
{
  g_ptr_array_add (summary->misses, NULL);
  if (summary->misses->len > 1)
    {
      g_autofree char *text = g_strjoinv ("\n", (char **) summary->misses->pdata);

      adw_action_row_set_subtitle (self->guideline, text);
    }
  else
    adw_action_row_set_subtitle (self->guideline, _ ("Every level is within its range."));
  show_count (self->guideline_count, summary->misses->len - 1);
}

static void
show_summary (CalSealDialog *self)
{
  g_autoptr (CalSealSummary) summary = NULL;
  g_autofree char *all = NULL;
  g_autofree char *text = NULL;
  guint session;

  if (!get_session (self, &session))
    return;
  summary = cal_seal_summary_new (board_of (self), session);
  all = cal_words_count (summary->n_all);
  text = g_strdup_printf (_ ("in this session; %s in the whole cycle"), all);
  adw_action_row_set_subtitle (self->decisions, text);
  show_count (self->decisions_count, summary->n_decisions);
  show_count (self->placed_count, summary->n_placed);
  show_count (self->held_count, summary->n_held);
  show_count (self->not_discussed_count, summary->n_not_discussed);
  show_guideline (self, summary);
}

/* The chosen keys may be out of sight, where what is sealed is long. */
static char *
describe_signing (const CalSshKey *key, const CalSshKey *witness)
{
  return witness == NULL
             ? g_strdup_printf (_ ("Signed with “%s”. After this the session takes no more "
                                   "decisions."),
                                cal_key_picker_name (key))
             : g_strdup_printf (_ ("Signed with “%s”, witnessed with “%s”. After this the "
                                   "session takes no more decisions."),
                                cal_key_picker_name (key), cal_key_picker_name (witness));
}

/* Why it cannot be sealed yet, or what sealing means. */
static void
show_hint (CalSealDialog *self)
{
  const CalSshKey *key = cal_key_picker_get_key (self->key);
  const CalSshKey *witness = cal_key_picker_get_key (self->witness);
  gboolean is_twice =
      key != NULL && witness != NULL && g_str_equal (key->fingerprint, witness->fingerprint);
  gboolean is_named = *gtk_editable_get_text (self->actor) != '\0';
  gboolean can_sign = key != NULL && !is_twice && is_named;
  g_autofree char *text = can_sign ? describe_signing (key, witness) : NULL;
  guint session;

  gtk_widget_set_sensitive (self->seal, get_session (self, &session) && can_sign);
  gtk_label_set_text (self->hint, can_sign      ? text
                                  : key == NULL ? _ ("Choose or make a key to sign with.")
                                  : is_twice    ? _ ("A witness signs with another key than yours.")
                                                : _ ("Say who finalises it."));
}

static void
on_choice_changed_cb (CalSealDialog *self)
{
  show_hint (self);
}

static void
on_session_changed_cb (CalSealDialog *self)
{
  show_summary (self);
  show_hint (self);
}

/* What there is to be sealed now, from the board as it is now. */
static void
offer (CalSealDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const CalBoard *board = board_of (self);

  self->size = cal_board_size (board);
  g_array_set_size (self->sessions, 0);
  for (guint i = 0; i < cal_board_n_sessions (board); i++)
    {
      const CalSession *session = cal_board_session (board, i);

      if (session->finalised)
        continue;
      g_array_append_val (self->sessions, i);
      gtk_string_list_append (names, session->name);
    }
  adw_combo_row_set_model (self->session, G_LIST_MODEL (names));
  if (self->sessions->len > 0)
    adw_combo_row_set_selected (self->session, self->sessions->len - 1);
  show_summary (self);
  show_hint (self);
  gtk_stack_set_visible_child_name (self->stack, "what");
}

static void
complain (CalSealDialog *self, const char *text)
{
  gtk_label_set_text (self->complaint, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->complaint), text != NULL);
}

/* Whose key it is stands in the dialog; what was kept is said of all. */
static char *
describe_refusal (const GError *error)
{
  switch (cal_ssh_refusal_of (error))
    {
    case CAL_SSH_REFUSAL_PASSPHRASE:
      return g_strdup (_ ("No passphrase or PIN was given, or not the right one. Nothing was "
                          "signed, and the session is open as before."));
    case CAL_SSH_REFUSAL_NO_PRIVATE_KEY:
      return g_strdup (_ ("The key is no longer there: whatever held it unlocked has ended or let "
                          "go of it. Nothing was signed, and the session is open as before. "
                          "Unlock the key again, or choose another."));
    case CAL_SSH_REFUSAL_AGENT:
      return g_strdup (_ ("The program that holds the key did not sign: it is locked, or somebody "
                          "answered no. Nothing was signed, and the session is open as before."));
    case CAL_SSH_REFUSAL_NO_DEVICE:
      return g_strdup (_ ("The hardware key was not found. Plug it in and seal again. Nothing was "
                          "signed, and the session is open as before."));
    case CAL_SSH_REFUSAL_OTHER:
    default:
      return g_strdup (error->message);
    }
}

static char *
describe_failure (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_ ("Nothing was sealed, as you wished. The session is open as before."));
  if (g_error_matches (error, CAL_STORE_ERROR, CAL_STORE_ERROR_MOVED_ON))
    return g_strdup (_ ("Something was recorded meanwhile, so nothing was sealed. Below is what "
                        "would be sealed now: look again."));
  if (g_error_matches (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NOT_SIGNED))
    return describe_refusal (error);
  return g_strdup_printf (_ ("Nothing was sealed: %s. The session is open as before."),
                          error->message);
}

static void
show_sealed (CalSealDialog *self)
{
  const CalSshKey *key = cal_key_picker_get_key (self->key);
  const CalSshKey *witness = cal_key_picker_get_key (self->witness);
  guint session;
  g_autofree char *title = NULL;
  g_autofree char *witnessed =
      witness != NULL ? g_strdup_printf (_ ("The witness’s: %s"), witness->fingerprint) : NULL;

  if (get_session (self, &session))
    title = g_strdup_printf (_ ("Session %s is sealed"),
                             cal_board_session (board_of (self), session)->name);
  adw_status_page_set_title (self->sealed, title);
  gtk_label_set_text (self->fingerprint, key->fingerprint);
  gtk_label_set_text (self->witness_fingerprint, witnessed != NULL ? witnessed : "");
  gtk_widget_set_visible (GTK_WIDGET (self->witness_fingerprint), witnessed != NULL);
  gtk_stack_set_visible_child_name (self->stack, "sealed");
  gtk_widget_grab_focus (self->done);
}

static void
on_sealed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CalSealDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean sealed = cal_live_sealing_finish (result, &error);
  g_autofree char *text = NULL;

  g_clear_object (&self->sealing);
  if (self->stack == NULL)
    return;
  gtk_spinner_stop (self->spinner);
  if (sealed)
    {
      show_sealed (self);
      return;
    }
  text = describe_failure (error);
  offer (self);
  complain (self, text);
  gtk_widget_grab_focus (self->seal);
}

/* Whether a key wants a passphrase, a PIN or nothing shows only when it asks. Of a
 * hardware key that was unlocked before, only itself says that it waits. */
static void
show_turn (CalSealDialog *self, const CalSshKey *key)
{
  gboolean is_unlocked = key->in_agent;

  adw_status_page_set_title (self->working, is_unlocked && key->is_hardware
                                                ? _ ("Touch the key when it blinks")
                                            : is_unlocked ? _ ("The key is asked to sign")
                                                          : _ ("Unlock the key"));
  adw_status_page_set_description (
      self->working, self->witnessing ? _ ("It is the witness’s turn, with the witness’s own key.")
                     : is_unlocked    ? NULL
                                      : _ ("If it has a passphrase, you are asked for it."));
}

static void
show_touch (CalSealDialog *self)
{
  adw_status_page_set_title (self->working, _ ("Touch the key now"));
  adw_status_page_set_description (
      self->working, self->witnessing
                         ? _ ("It is the witness’s key that waits. Most blink meanwhile.")
                         : _ ("It waits for you. Most blink meanwhile."));
}

static void
on_step_cb (CalSealingStep step, gpointer data)
{
  CalSealDialog *self = data;

  if (self->stack == NULL)
    return;
  self->witnessing =
      step == CAL_SEALING_WITNESSING || (self->witnessing && step == CAL_SEALING_TOUCHING);
  gtk_widget_set_visible (self->stop, step != CAL_SEALING_STORING);
  switch (step)
    {
    case CAL_SEALING_SIGNING:
      show_turn (self, cal_key_picker_get_key (self->key));
      break;
    case CAL_SEALING_WITNESSING:
      show_turn (self, cal_key_picker_get_key (self->witness));
      break;
    case CAL_SEALING_TOUCHING:
      show_touch (self);
      break;
    case CAL_SEALING_PREPARING:
    case CAL_SEALING_STORING:
    default:
      adw_status_page_set_title (self->working, step == CAL_SEALING_STORING
                                                    ? _ ("The seal is being recorded")
                                                    : _ ("The seal is being prepared"));
      adw_status_page_set_description (self->working, NULL);
      break;
    }
}

static void
on_seal_clicked_cb (CalSealDialog *self)
{
  g_autofree char *askpass = cal_askpass_choose ();
  CalLiveSealing sealing = {
    .actor = gtk_editable_get_text (self->actor),
    .key = cal_key_picker_get_key (self->key),
    .witness = cal_key_picker_get_key (self->witness),
    .askpass = askpass,
    .size = self->size,
  };
  guint session;

  if (!get_session (self, &session) || self->sealing != NULL)
    return;
  sealing.session = cal_board_session (board_of (self), session)->name;
  complain (self, NULL);
  self->sealing = g_cancellable_new ();
  on_step_cb (CAL_SEALING_PREPARING, self);
  gtk_spinner_start (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "working");
  gtk_widget_grab_focus (self->stop);
  cal_live_sealing_start (self->document, &sealing, self->sealing, on_step_cb, self, on_sealed_cb,
                          g_object_ref (self));
}

static void
on_stop_clicked_cb (CalSealDialog *self)
{
  g_cancellable_cancel (self->sealing);
}

static void
on_make_requested_cb (CalSealDialog *self)
{
  cal_key_maker_start (self->maker);
  gtk_stack_set_visible_child_name (self->stack, "make");
}

static void
on_key_made_cb (CalSealDialog *self, CalSshKey *key)
{
  gtk_stack_set_visible_child_name (self->stack, "what");
  if (key == NULL)
    return;
  cal_key_picker_add_key (self->key, key, TRUE);
  gtk_widget_grab_focus (self->seal);
}

static void
on_copy_clicked_cb (CalSealDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_text (self->fingerprint));
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *folder = g_build_filename (g_get_home_dir (), ".ssh", NULL);

  g_task_return_pointer (task, cal_ssh_key_list (folder), (GDestroyNotify) g_ptr_array_unref);
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CalSealDialog) self = data;
  g_autoptr (GPtrArray) keys = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self->stack == NULL)
    return;
  cal_key_picker_set_keys (self->key, keys);
  cal_key_picker_set_keys (self->witness, keys);
  show_hint (self);
}

/* Closing is not sealing: whoever is asked for a passphrase meanwhile is asked no
 * more. */
static gboolean
cal_seal_dialog_close_request (GtkWindow *window)
{
  g_cancellable_cancel (CAL_SEAL_DIALOG (window)->sealing);
  return GTK_WINDOW_CLASS (cal_seal_dialog_parent_class)->close_request (window);
}

static void
cal_seal_dialog_dispose (GObject *object)
{
  CalSealDialog *self = CAL_SEAL_DIALOG (object);

  g_cancellable_cancel (self->sealing);
  self->stack = NULL;
  g_clear_object (&self->document);
  G_OBJECT_CLASS (cal_seal_dialog_parent_class)->dispose (object);
}

static void
cal_seal_dialog_finalize (GObject *object)
{
  CalSealDialog *self = CAL_SEAL_DIALOG (object);

  g_clear_object (&self->sealing);
  g_array_unref (self->sessions);
  G_OBJECT_CLASS (cal_seal_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CalSealDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CalSealDialog, complaint);
  gtk_widget_class_bind_template_child (widget_class, CalSealDialog, session);
  gtk_widget_class_bind_template_child (widget_class, CalSealDialog, decisions);
  gtk_widget_class_bind_template_child (widget_class, CalSealDialog, decisions_count);
  gtk_widget_class_bind_template_child (widget_class, CalSealDialog, placed_count);
  gtk_widget_class_bind_template_child (widget_class, CalSealDialog, held_count);
  gtk_widget_class_bind_template_child (widget_class, CalSealDialog, not_discussed_count);
  gtk_widget_class_bind_template_child (widget_class, CalSealDialog, guideline);
  gtk_widget_class_bind_template_child (widget_class, CalSealDialog, guideline_count);
  gtk_widget_class_bind_template_child (widget_class, CalSealDialog, actor);
  gtk_widget_class_bind_template_child (widget_class, CalSealDialog, key);
  gtk_widget_class_bind_template_child (widget_class, CalSealDialog, witness);
  gtk_widget_class_bind_template_child (widget_class, CalSealDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, CalSealDialog, seal);
  gtk_widget_class_bind_template_child (widget_class, CalSealDialog, maker);
  gtk_widget_class_bind_template_child (widget_class, CalSealDialog, working);
  gtk_widget_class_bind_template_child (widget_class, CalSealDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, CalSealDialog, stop);
  gtk_widget_class_bind_template_child (widget_class, CalSealDialog, sealed);
  gtk_widget_class_bind_template_child (widget_class, CalSealDialog, fingerprint);
  gtk_widget_class_bind_template_child (widget_class, CalSealDialog, witness_fingerprint);
  gtk_widget_class_bind_template_child (widget_class, CalSealDialog, done);
}

static void
cal_seal_dialog_class_init (CalSealDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_seal_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = cal_seal_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = cal_seal_dialog_close_request;
  g_type_ensure (CAL_TYPE_KEY_MAKER);
  g_type_ensure (CAL_TYPE_KEY_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-seal-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_session_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_make_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_seal_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_made_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cal_seal_dialog_init (CalSealDialog *self)
{
  self->sessions = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cal_seal_dialog_new:
 * @document: a document held for writing, with an open session
 * @parent: the window that asks
 *
 * Returns: (transfer none): a dialog that finalises a session, not yet presented
 */
GtkWidget *
cal_seal_dialog_new (CalLiveDocument *document, GtkWindow *parent)
{
  CalSealDialog *self = g_object_new (CAL_TYPE_SEAL_DIALOG, "transient-for", parent, NULL);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_listed_cb, g_object_ref (self));

  self->document = g_object_ref (document);
  gtk_editable_set_text (self->actor, cal_words_actor ());
  offer (self);
  g_task_run_in_thread (task, list_in_thread);
  return GTK_WIDGET (self);
}
