/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-askpass.h"

#include <stdio.h>
#include <string.h>

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/cal-style.h"
#include "store/cal-ssh.h"

/* Where a desktop's own program for this stands, if it has one. */
#define DESKTOPS "/usr/bin/ssh-askpass"

/* How ssh-keygen says what it wants when it is not a passphrase. */
#define KIND_VARIABLE "SSH_ASKPASS_PROMPT"

/* How it asks for what opens a hardware key. */
#define PIN_PROMPT "Enter PIN"

typedef enum
{
  PASSPHRASE,
  PIN,
  CONFIRM,
  TOUCH,
} CalPromptKind;

typedef struct
{
  const char *icon;
  const char *title;
  const char *entry;
  const char *dismiss;
  const char *accept;
} Words;

/* What ssh wants: a passphrase, a PIN, a yes, or only that something is said for
 * as long as it waits. */
static const Words all_words[] = {
  [PASSPHRASE] = { "dialog-password-symbolic", N_ ("Unlock the key"), N_ ("Passphrase"),
                   N_ ("Cancel"), N_ ("Unlock") },
  [PIN] = { "dialog-password-symbolic", N_ ("Unlock the key"), N_ ("PIN"), N_ ("Cancel"),
            N_ ("Unlock") },
  [CONFIRM] = { "dialog-question-symbolic", N_ ("Sign with this key?"), NULL, N_ ("Cancel"),
                N_ ("Sign") },
  [TOUCH] = { "cal-seal-checking-symbolic", N_ ("Touch the key now"), NULL, N_ ("Hide"), NULL },
};

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
add_buttons (Question *question, GtkBox *box, const char *dismiss, const char *accept)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button;

  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  gtk_box_append (GTK_BOX (buttons), new_button (dismiss, G_CALLBACK (on_cancel_cb), question));
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
add_entry (Question *question, GtkBox *box, const char *name, const char *prompt)
{
  GtkWidget *entry = gtk_password_entry_new ();

  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (entry), TRUE);
  g_object_set (entry, "activates-default", TRUE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, prompt, -1);
  gtk_box_append (box, entry);
  question->entry = GTK_EDITABLE (entry);
}

static CalPromptKind
kind_of (const char *kind, const char *prompt)
{
  if (g_strcmp0 (kind, "none") == 0)
    return TOUCH;
  if (g_strcmp0 (kind, "confirm") == 0)
    return CONFIRM;
  return g_str_has_prefix (prompt, PIN_PROMPT) ? PIN : PASSPHRASE;
}

/* The fingerprint that ssh names in its prompt, which is what is the same in every
 * language and helps whoever has two keys. */
static char *
fingerprint_in (const char *prompt)
{
  const char *start = strstr (prompt, "SHA256:");
  gsize n = start != NULL ? strcspn (start, " \n") : 0;

  while (n > 0 && start[n - 1] == '.')
    n--;
  return n > 0 ? g_strndup (start, n) : NULL;
}

static char *
describe (CalPromptKind kind)
{
  g_autofree char *name = g_path_get_basename (g_getenv (CAL_SSH_ASKPASS_VARIABLE));
  g_autofree char *shown = g_filename_display_name (name);

  switch (kind)
    {
    case PIN:
      return g_strdup_printf (_ ("Give the PIN of the hardware key “%s”. It only unlocks the key, "
                                 "and is not kept."),
                              shown);
    case CONFIRM:
      return g_strdup (
          _ ("The key was unlocked before, and is to be used only with your consent."));
    case TOUCH:
      return g_strdup (_ ("It waits for you. Most blink meanwhile. This window closes by itself."));
    case PASSPHRASE:
    default:
      return g_strdup_printf (_ ("Give the passphrase of the key “%s”. It only unlocks the key, "
                                 "and is not kept."),
                              shown);
    }
}

static void
fill (Question *question, CalPromptKind kind, const char *prompt)
{
  const Words *words = &all_words[kind];
  g_autofree char *text = describe (kind);
  g_autofree char *fingerprint = fingerprint_in (prompt);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (words->icon);

  gtk_window_set_title (question->window, _ (words->title));
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 48);
  gtk_widget_set_margin_top (box, 24);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), new_label (_ (words->title), "card-title"));
  gtk_box_append (GTK_BOX (box), new_label (text, "body"));
  if (fingerprint != NULL)
    gtk_box_append (GTK_BOX (box), new_label (fingerprint, "fingerprint"));
  if (words->entry != NULL)
    add_entry (question, GTK_BOX (box), _ (words->entry), prompt);
  add_buttons (question, GTK_BOX (box), _ (words->dismiss),
               words->accept != NULL ? _ (words->accept) : NULL);
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
  fill (&question, kind_of (kind, prompt), prompt);
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
