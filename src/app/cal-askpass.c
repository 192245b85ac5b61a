/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-askpass.h"

#include <stdio.h>

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/cal-style.h"
#include "store/cal-ssh.h"

/* Where a desktop's own program for this stands, if it has one. */
#define DESKTOPS "/usr/bin/ssh-askpass"

/* How ssh-keygen says what it wants when it is not a passphrase. */
#define KIND_VARIABLE "SSH_ASKPASS_PROMPT"

typedef struct
{
  GtkWindow *window;
  GtkEditable *entry;
  GMainLoop *loop;
  gboolean accepted;
} Question;

static void
on_accept_cb (Question *question)
{
  question->accepted = TRUE;
  g_main_loop_quit (question->loop);
}

static void
on_cancel_cb (Question *question)
{
  g_main_loop_quit (question->loop);
}

static gboolean
on_close_request_cb (Question *question)
{
  g_main_loop_quit (question->loop);
  return TRUE;
}

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
new_button (const char *text, GCallback clicked, Question *question)
{
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_swapped (button, "clicked", clicked, question);
  return button;
}

static void
add_buttons (Question *question, GtkBox *box, const char *accept)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button;

  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  gtk_box_append (GTK_BOX (buttons),
                  new_button (_ ("Cancel"), G_CALLBACK (on_cancel_cb), question));
  if (accept != NULL)
    {
      button = new_button (accept, G_CALLBACK (on_accept_cb), question);
      gtk_widget_add_css_class (button, "suggested-action");
      gtk_box_append (GTK_BOX (buttons), button);
      gtk_window_set_default_widget (question->window, button);
    }
  gtk_box_append (box, buttons);
}

static void
add_entry (Question *question, GtkBox *box, const char *prompt)
{
  GtkWidget *entry = gtk_password_entry_new ();

  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (entry), TRUE);
  g_object_set (entry, "activates-default", TRUE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Passphrase"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, prompt,
                                  -1);
  gtk_box_append (box, entry);
  question->entry = GTK_EDITABLE (entry);
}

/* ssh-keygen asks for a passphrase, for a yes, or only wants something to be said
 * for as long as it waits. */
static void
fill (Question *question, const char *kind, const char *prompt)
{
  gboolean only_says = g_strcmp0 (kind, "none") == 0;
  gboolean confirms = g_strcmp0 (kind, "confirm") == 0;
  g_autofree char *name = g_path_get_basename (g_getenv (CAL_SSH_ASKPASS_VARIABLE));
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *key =
      g_strdup_printf (_ ("The passphrase of “%s”. It goes to ssh-keygen alone, and "
                          "is not kept."),
                       shown);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (only_says ? "cal-seal-checking-symbolic"
                                                            : "dialog-password-symbolic");
  const char *title = only_says  ? _ ("Touch your key now")
                      : confirms ? _ ("Use this key?")
                                 : _ ("Unlock your key");

  gtk_window_set_title (question->window, title);
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 48);
  gtk_widget_set_margin_top (box, 24);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), new_label (title, "card-title"));
  gtk_box_append (GTK_BOX (box), new_label (only_says || confirms ? prompt : key, "body"));
  if (!only_says && !confirms)
    add_entry (question, GTK_BOX (box), prompt);
  add_buttons (question, GTK_BOX (box), only_says ? NULL : confirms ? _ ("Use") : _ ("Unlock"));
  adw_window_set_content (ADW_WINDOW (question->window), box);
}

static int
ask (const char *kind, const char *prompt)
{
  Question question = { 0 };
  GtkEventController *keys = gtk_shortcut_controller_new ();

  question.window = GTK_WINDOW (adw_window_new ());
  question.loop = g_main_loop_new (NULL, FALSE);
  gtk_window_set_resizable (question.window, FALSE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (GTK_WIDGET (question.window), keys);
  fill (&question, kind, prompt);
  g_signal_connect_swapped (question.window, "close-request", G_CALLBACK (on_close_request_cb),
                            &question);
  gtk_window_present (question.window);
  g_main_loop_run (question.loop);
  if (question.accepted && question.entry != NULL)
    puts (gtk_editable_get_text (question.entry));
  gtk_window_destroy (question.window);
  g_main_loop_unref (question.loop);
  return question.accepted ? 0 : 1;
}

/**
 * cal_askpass_is_wanted:
 *
 * Returns: whether this program was started by ssh-keygen, which this program
 *   started, to ask for a passphrase
 */
gboolean
cal_askpass_is_wanted (void)
{
  g_autofree char *program = cal_askpass_program ();

  return g_getenv (CAL_SSH_ASKPASS_VARIABLE) != NULL
         && g_strcmp0 (g_getenv ("SSH_ASKPASS"), program) == 0;
}

/**
 * cal_askpass_run:
 *
 * Asks for the passphrase in a window and writes it to standard output; that of a
 * new key is known already. ssh-keygen takes a failure for an empty passphrase.
 *
 * Returns: the status to end with
 */
int
cal_askpass_run (int argc, char **argv)
{
  const char *known = g_getenv (CAL_SSH_PASSPHRASE_VARIABLE);

  if (known != NULL)
    {
      puts (known);
      return 0;
    }
  if (!gtk_init_check ())
    return 1;
  adw_init ();
  cal_style_init ();
  return ask (g_getenv (KIND_VARIABLE), argc > 1 ? argv[1] : "");
}

/**
 * cal_askpass_program:
 *
 * Returns: (transfer full) (nullable): this program's own file, which can ask
 */
char *
cal_askpass_program (void)
{
  return g_file_read_link ("/proc/self/exe", NULL);
}

/**
 * cal_askpass_choose:
 *
 * Returns: (transfer full) (nullable): who asks for a passphrase: the program that
 *   the desktop names or has, or else this one
 */
char *
cal_askpass_choose (void)
{
  const char *named = g_getenv ("SSH_ASKPASS");

  if (named != NULL && g_file_test (named, G_FILE_TEST_IS_EXECUTABLE))
    return g_strdup (named);
  if (g_file_test (DESKTOPS, G_FILE_TEST_IS_EXECUTABLE))
    return g_strdup (DESKTOPS);
  return cal_askpass_program ();
}
