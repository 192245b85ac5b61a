/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-verify-dialog.h"

#include <string.h>

#include <glib/gi18n.h>

#include "app/cal-seal-card.h"
#include "app/cal-trust-setting.h"
#include "core/cal-time.h"
#include "model/cal-seal-report-text.h"
#include "model/cal-words.h"

/* A cycle has a handful; a file made to be unwieldy may have any number. */
#define MAX_SEALS 50

/* All that is known of a document's seal: result, seals, what was checked, and
 * what it cannot show. */
struct _CalVerifyDialog
{
  AdwWindow parent_instance;

  CalSealCard *card;
  AdwActionRow *signers;
  GtkWidget *forget;
  GtkWidget *choose;
  GtkWidget *seals_group;
  GtkListBox *seals;
  GtkWidget *checks_group;
  GtkBox *checks;
  GtkBox *limits;
  GtkWidget *compare;
  GtkWidget *save;
  GtkWidget *again;

  CalSealState *state;
  gint64 shown;
  GtkFileChooserNative *chooser;
};

enum
{
  COMPARE_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalVerifyDialog, cal_verify_dialog, ADW_TYPE_WINDOW)

static void
add_line (GtkBox *box, const char *icon, const char *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "body");
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (box, line);
}

static void
clear (GtkWidget *parent)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (parent)) != NULL)
    if (GTK_IS_LIST_BOX (parent))
      gtk_list_box_remove (GTK_LIST_BOX (parent), child);
    else
      gtk_box_remove (GTK_BOX (parent), child);
}

static AdwActionRow *
add_row (CalVerifyDialog *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_append (self->seals, row);
  return ADW_ACTION_ROW (row);
}

static void
on_copy_clicked_cb (GtkWidget *button, const char *fingerprint)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), fingerprint);
}

static void
free_text (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
add_copy_button (AdwActionRow *row, const char *fingerprint)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Copy the fingerprint"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Copy the fingerprint"), -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_copy_clicked_cb), g_strdup (fingerprint),
                         free_text, 0);
  adw_action_row_add_suffix (row, button);
}

static void
add_signature (CalVerifyDialog *self, const CalSealReport *seal, guint index)
{
  const char *fingerprint = g_ptr_array_index (seal->fingerprints, index);
  gboolean is_known = *(const char *) g_ptr_array_index (seal->signers, index) != '\0';
  g_autofree char *signer = cal_seal_report_signer (seal, index);
  AdwActionRow *row = add_row (self, signer, fingerprint);
  GtkWidget *mark = gtk_label_new (is_known ? _ ("trusted") : _ ("only in this document"));

  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (mark, "pill-label");
  if (is_known)
    cal_seal_style (mark, CAL_SEAL_SEALED);
  adw_action_row_add_suffix (row, mark);
  add_copy_button (row, fingerprint);
}

static void
show_seals (CalVerifyDialog *self, const CalVerification *found)
{
  guint n = found != NULL ? found->seals->len : 0;

  clear (GTK_WIDGET (self->seals));
  gtk_widget_set_visible (self->seals_group, n > 0);
  for (guint i = n; i > 0 && n - i < MAX_SEALS; i--)
    {
      const CalSealReport *seal = g_ptr_array_index (found->seals, i - 1);
      g_autofree char *range = cal_seal_report_range (found, i - 1);
      g_autofree char *moment = cal_words_moment (seal->time);

      add_row (self, range, moment);
      for (guint k = 0; k < seal->fingerprints->len; k++)
        add_signature (self, seal, k);
    }
  if (n > MAX_SEALS)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u earlier seal, which holds as well",
                                     "%u earlier seals, which hold as well", n - MAX_SEALS),
                           n - MAX_SEALS);

      add_row (self, text, _ ("The saved report names all of them"));
    }
}

static void
show_checks (CalVerifyDialog *self, const CalVerification *found)
{
  gboolean holds = found != NULL && found->fault == NULL;
  g_autoptr (GPtrArray) checks = holds ? cal_seal_report_checks (found) : NULL;

  clear (GTK_WIDGET (self->checks));
  gtk_widget_set_visible (self->checks_group, holds);
  for (guint i = 0; holds && i < checks->len; i++)
    add_line (self->checks, "emblem-ok-symbolic", g_ptr_array_index (checks, i));
  for (guint i = 0; holds && i < found->warnings->len; i++)
    add_line (self->checks, "dialog-warning-symbolic", g_ptr_array_index (found->warnings, i));
}

static void
show_signers (CalVerifyDialog *self)
{
  const char *path = cal_seal_state_get_allowed_signers (self->state);
  gboolean is_there = path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR);
  g_autofree char *shown = path != NULL ? g_filename_display_name (path) : NULL;
  g_autofree char *missing =
      path != NULL && !is_there ? g_strdup_printf (_ ("%s is not there any more"), shown) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->signers),
                                 path != NULL ? _ ("Keys are compared with this file")
                                              : _ ("No file is chosen"));
  adw_action_row_set_subtitle (
      self->signers, missing != NULL ? missing
                     : shown != NULL ? shown
                                     : _ ("Keys are known only from inside the document."));
  gtk_widget_set_visible (self->forget, path != NULL);
}

static void
on_changed_cb (CalVerifyDialog *self)
{
  const CalVerification *found = cal_seal_state_get_found (self->state);
  gboolean is_checking = cal_seal_state_is_checking (self->state);

  gtk_widget_set_sensitive (self->again, !is_checking);
  gtk_widget_set_sensitive (self->save, !is_checking);
  show_signers (self);
  if (is_checking || cal_seal_state_get_checked (self->state) == self->shown)
    return;
  self->shown = cal_seal_state_get_checked (self->state);
  show_seals (self, found);
  show_checks (self, found);
}

static void
on_again_clicked_cb (CalVerifyDialog *self)
{
  cal_seal_state_check (self->state);
}

static void
on_compare_clicked_cb (CalVerifyDialog *self)
{
  g_signal_emit (self, signals[COMPARE_REQUESTED], 0);
}

static void
trust (CalVerifyDialog *self, const char *path)
{
  cal_trust_setting_set (path);
  cal_seal_state_set_allowed_signers (self->state, path);
  on_changed_cb (self);
}

static void
on_forget_clicked_cb (CalVerifyDialog *self)
{
  trust (self, NULL);
}

static void
on_signers_chosen_cb (GtkNativeDialog *dialog, int response, CalVerifyDialog *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    trust (self, path);
  g_clear_object (&self->chooser);
}

static void
on_choose_clicked_cb (CalVerifyDialog *self)
{
  g_set_object (&self->chooser, NULL);
  self->chooser =
      gtk_file_chooser_native_new (_ ("Choose a file of allowed signers"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  g_signal_connect (self->chooser, "response", G_CALLBACK (on_signers_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
save_report (CalVerifyDialog *self, GFile *file)
{
  g_autofree char *text = cal_seal_report_text (self->state, cal_time_now ());
  g_autoptr (GError) error = NULL;
  GtkWidget *message;
  g_autofree char *body = NULL;

  if (g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                               NULL, &error))
    return;
  body = g_strdup_printf (_ ("%s. Nothing was written."), error->message);
  message = adw_message_dialog_new (GTK_WINDOW (self), _ ("The report was not saved"), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (message), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (message));
}

static void
on_report_chosen_cb (GtkNativeDialog *dialog, int response, CalVerifyDialog *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    save_report (self, file);
  g_clear_object (&self->chooser);
}

static void
on_save_clicked_cb (CalVerifyDialog *self)
{
  g_set_object (&self->chooser, NULL);
  self->chooser =
      gtk_file_chooser_native_new (_ ("Save the verification report"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), _ ("verification.txt"));
  g_signal_connect (self->chooser, "response", G_CALLBACK (on_report_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
cal_verify_dialog_dispose (GObject *object)
{
  CalVerifyDialog *self = CAL_VERIFY_DIALOG (object);

  if (self->state != NULL)
    g_signal_handlers_disconnect_by_data (self->state, self);
  g_clear_object (&self->state);
  g_clear_object (&self->chooser);
  G_OBJECT_CLASS (cal_verify_dialog_parent_class)->dispose (object);
}

static void
cal_verify_dialog_class_init (CalVerifyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_verify_dialog_dispose;
  g_type_ensure (CAL_TYPE_SEAL_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-verify-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CalVerifyDialog, card);
  gtk_widget_class_bind_template_child (widget_class, CalVerifyDialog, signers);
  gtk_widget_class_bind_template_child (widget_class, CalVerifyDialog, forget);
  gtk_widget_class_bind_template_child (widget_class, CalVerifyDialog, choose);
  gtk_widget_class_bind_template_child (widget_class, CalVerifyDialog, seals_group);
  gtk_widget_class_bind_template_child (widget_class, CalVerifyDialog, seals);
  gtk_widget_class_bind_template_child (widget_class, CalVerifyDialog, checks_group);
  gtk_widget_class_bind_template_child (widget_class, CalVerifyDialog, checks);
  gtk_widget_class_bind_template_child (widget_class, CalVerifyDialog, limits);
  gtk_widget_class_bind_template_child (widget_class, CalVerifyDialog, compare);
  gtk_widget_class_bind_template_child (widget_class, CalVerifyDialog, save);
  gtk_widget_class_bind_template_child (widget_class, CalVerifyDialog, again);
  gtk_widget_class_bind_template_callback (widget_class, on_forget_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_compare_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_again_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  /**
   * CalVerifyDialog::compare-requested:
   *
   * The document is to be compared with a copy of it.
   */
  signals[COMPARE_REQUESTED] =
      g_signal_new ("compare-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
cal_verify_dialog_init (CalVerifyDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cal_seal_card_set_offers_dialog (self->card, FALSE);
  for (guint i = 0; cal_verification_cannot_show[i] != NULL; i++)
    add_line (self->limits, "dialog-information-symbolic", _ (cal_verification_cannot_show[i]));
}

/**
 * cal_verify_dialog_new:
 * @state: what is known of the document's seal
 * @parent: the window that asks
 *
 * Returns: (transfer none): a dialog that follows @state, not yet presented
 */
GtkWidget *
cal_verify_dialog_new (CalSealState *state, GtkWindow *parent)
{
  CalVerifyDialog *self = g_object_new (CAL_TYPE_VERIFY_DIALOG, "transient-for", parent, NULL);

  self->state = g_object_ref (state);
  cal_seal_card_set_state (self->card, state);
  g_signal_connect_swapped (state, "changed", G_CALLBACK (on_changed_cb), self);
  on_changed_cb (self);
  return GTK_WIDGET (self);
}
