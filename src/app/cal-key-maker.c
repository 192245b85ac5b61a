/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-key-maker.h"

#include <glib/gi18n.h>

#include "app/cal-askpass.h"
#include "store/cal-ssh.h"

/* Makes somebody's first key, and shows its fingerprint. */
struct _CalKeyMaker
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkEditable *passphrase;
  GtkEditable *again;
  GtkEditable *comment;
  AdwActionRow *place;
  GtkLabel *complaint;
  GtkLabel *hint;
  GtkWidget *make;
  GtkLabel *fingerprint;
  GtkWidget *go_on;

  char *path;
  CalSshKey *key;
  gboolean making;
};

typedef struct
{
  char *path;
  char *comment;
  char *passphrase;
  char *askpass;
} Order;

enum
{
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalKeyMaker, cal_key_maker, ADW_TYPE_BIN)

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->path);
  g_free (order->comment);
  g_free (order->passphrase);
  g_free (order->askpass);
  g_free (order);
}

/* Where nothing stands yet: the name that ssh itself looks for, or one of ours. */
static char *
choose_path (void)
{
  static const char *const names[] = { "id_ed25519", "calibrate_ed25519" };
  g_autofree char *folder = g_build_filename (g_get_home_dir (), ".ssh", NULL);

  for (guint i = 0;; i++)
    {
      g_autofree char *name =
          i < G_N_ELEMENTS (names) ? g_strdup (names[i]) : g_strdup_printf ("%s_%u", names[1], i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (cal_ssh_key_place_is_free (path))
        return g_steal_pointer (&path);
    }
}

static void
on_changed_cb (CalKeyMaker *self)
{
  const char *passphrase = gtk_editable_get_text (self->passphrase);
  gboolean is_same = g_str_equal (passphrase, gtk_editable_get_text (self->again));

  gtk_widget_set_sensitive (self->make, is_same && !self->making);
  gtk_label_set_text (self->hint, self->making ? _ ("Making the key…")
                                  : !is_same   ? _ ("The two are not the same yet")
                                  : *passphrase == '\0'
                                      ? _ ("Without a passphrase, whoever has the "
                                           "file can sign")
                                      : "");
}

static void
complain (CalKeyMaker *self, const char *text)
{
  gtk_label_set_text (self->complaint, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->complaint), text != NULL);
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Order *order = data;
  GError *error = NULL;
  CalSshKey *key = NULL;

  if (cal_ssh_make_key (order->path, order->comment, order->passphrase, order->askpass, &error))
    key = cal_ssh_key_read (order->path, &error);
  if (key != NULL)
    g_task_return_pointer (task, key, (GDestroyNotify) cal_ssh_key_free);
  else
    g_task_return_error (task, error);
}

static void
on_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CalKeyMaker) self = data;
  g_autoptr (GError) error = NULL;
  CalSshKey *key = g_task_propagate_pointer (G_TASK (result), &error);

  self->making = FALSE;
  gtk_editable_set_text (self->passphrase, "");
  gtk_editable_set_text (self->again, "");
  on_changed_cb (self);
  if (key == NULL)
    {
      complain (self, error->message);
      return;
    }
  g_clear_pointer (&self->key, cal_ssh_key_free);
  self->key = key;
  gtk_label_set_text (self->fingerprint, key->fingerprint);
  gtk_stack_set_visible_child_name (self->stack, "made");
  gtk_widget_grab_focus (self->go_on);
}

static void
on_make_clicked_cb (CalKeyMaker *self)
{
  g_autoptr (GTask) task = NULL;
  Order *order;

  if (!gtk_widget_get_sensitive (self->make))
    return;
  order = g_new0 (Order, 1);
  order->path = g_strdup (self->path);
  order->comment = g_strdup (gtk_editable_get_text (self->comment));
  order->passphrase = g_strdup (gtk_editable_get_text (self->passphrase));
  order->askpass = cal_askpass_program ();
  self->making = TRUE;
  complain (self, NULL);
  on_changed_cb (self);
  task = g_task_new (NULL, NULL, on_made_cb, g_object_ref (self));
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, make_in_thread);
}

static void
on_back_clicked_cb (CalKeyMaker *self)
{
  gtk_editable_set_text (self->passphrase, "");
  gtk_editable_set_text (self->again, "");
  g_signal_emit (self, signals[DONE], 0, NULL);
}

static void
on_copy_clicked_cb (CalKeyMaker *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->key->fingerprint);
}

static void
on_go_on_clicked_cb (CalKeyMaker *self)
{
  g_signal_emit (self, signals[DONE], 0, self->key);
}

static void
cal_key_maker_finalize (GObject *object)
{
  CalKeyMaker *self = CAL_KEY_MAKER (object);

  g_clear_pointer (&self->key, cal_ssh_key_free);
  g_free (self->path);
  G_OBJECT_CLASS (cal_key_maker_parent_class)->finalize (object);
}

static void
cal_key_maker_class_init (CalKeyMakerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cal_key_maker_finalize;
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-key-maker.ui");
  gtk_widget_class_bind_template_child (widget_class, CalKeyMaker, stack);
  gtk_widget_class_bind_template_child (widget_class, CalKeyMaker, passphrase);
  gtk_widget_class_bind_template_child (widget_class, CalKeyMaker, again);
  gtk_widget_class_bind_template_child (widget_class, CalKeyMaker, comment);
  gtk_widget_class_bind_template_child (widget_class, CalKeyMaker, place);
  gtk_widget_class_bind_template_child (widget_class, CalKeyMaker, complaint);
  gtk_widget_class_bind_template_child (widget_class, CalKeyMaker, hint);
  gtk_widget_class_bind_template_child (widget_class, CalKeyMaker, make);
  gtk_widget_class_bind_template_child (widget_class, CalKeyMaker, fingerprint);
  gtk_widget_class_bind_template_child (widget_class, CalKeyMaker, go_on);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_make_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_go_on_clicked_cb);
}

static void
cal_key_maker_init (CalKeyMaker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cal_key_maker_start:
 *
 * Asks for what a new key needs, from the beginning.
 */
void
cal_key_maker_start (CalKeyMaker *self)
{
  g_autofree char *comment = g_strdup_printf ("%s@%s", g_get_user_name (), g_get_host_name ());
  g_autofree char *shown = NULL;

  g_return_if_fail (CAL_IS_KEY_MAKER (self));

  g_free (self->path);
  self->path = choose_path ();
  shown = g_filename_display_name (self->path);
  adw_action_row_set_subtitle (self->place, shown);
  gtk_editable_set_text (self->comment, comment);
  complain (self, NULL);
  on_changed_cb (self);
  gtk_stack_set_visible_child_name (self->stack, "ask");
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
}
