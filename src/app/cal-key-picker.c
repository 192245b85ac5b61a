/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-key-picker.h"

#include <glib/gi18n.h>

/* Keys to choose one of. */
struct _CalKeyPicker
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *nothing;
  GtkWidget *make;
  GtkCheckButton *group;
  GtkCheckButton *nobody;
  GPtrArray *keys;
  GPtrArray *buttons;
  GtkFileChooserNative *chooser;
  gboolean optional;
};

enum
{
  PROP_0,
  PROP_OPTIONAL,
  N_PROPS,
};

enum
{
  CHANGED,
  MAKE_REQUESTED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalKeyPicker, cal_key_picker, ADW_TYPE_PREFERENCES_GROUP)

static void
on_toggled_cb (CalKeyPicker *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkCheckButton *
add_row (CalKeyPicker *self, const char *title, const char *subtitle, const char *mark)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), self->group);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (on_toggled_cb), self);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  if (mark != NULL)
    {
      GtkWidget *label = gtk_label_new (mark);

      gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (label, "pill-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return GTK_CHECK_BUTTON (button);
}

/**
 * cal_key_picker_name:
 * @key: a key
 *
 * Returns: (transfer none): what it is called here
 */
const char *
cal_key_picker_name (const CalSshKey *key)
{
  return *key->comment != '\0' ? key->comment : _ ("Key without a name");
}

/* With more than one key of the same words, the file tells them apart. */
static char *
describe (const CalSshKey *key)
{
  g_autofree char *file = key->path != NULL ? g_path_get_basename (key->path) : NULL;
  g_autofree char *shown = file != NULL ? g_filename_display_name (file) : NULL;

  return g_strdup_printf ("%s\n%s", shown != NULL ? shown : _ ("has no file on this computer"),
                          key->fingerprint);
}

static void
show_nothing (CalKeyPicker *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), self->keys->len == 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->nothing),
                                 self->optional ? _ ("No other key was found")
                                                : _ ("You have no key yet"));
  adw_action_row_set_subtitle (self->nothing,
                               self->optional ? _ ("A witness may bring one as a file.")
                                              : _ ("Make one: it takes a moment, and only once."));
}

static void
on_make_clicked_cb (CalKeyPicker *self)
{
  g_signal_emit (self, signals[MAKE_REQUESTED], 0);
}

static void
say_failure (CalKeyPicker *self, const GError *error)
{
  GtkWidget *message = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               _ ("That is no key to sign with"), error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (message), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (message));
}

static void
on_chosen_cb (GtkNativeDialog *dialog, int response, CalKeyPicker *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CalSshKey) key = NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    {
      key = cal_ssh_key_read (path, &error);
      if (key != NULL)
        cal_key_picker_add_key (self, key, TRUE);
      else
        say_failure (self, error);
    }
  g_clear_object (&self->chooser);
}

static void
on_file_clicked_cb (CalKeyPicker *self)
{
  g_set_object (&self->chooser, NULL);
  self->chooser = gtk_file_chooser_native_new (_ ("Choose a key’s file"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  g_signal_connect (self->chooser, "response", G_CALLBACK (on_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
cal_key_picker_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CalKeyPicker *self = CAL_KEY_PICKER (object);

  if (id != PROP_OPTIONAL)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  self->optional = g_value_get_boolean (value);
  gtk_widget_set_visible (self->make, !self->optional);
}

static void
cal_key_picker_dispose (GObject *object)
{
  CalKeyPicker *self = CAL_KEY_PICKER (object);

  g_clear_object (&self->chooser);
  G_OBJECT_CLASS (cal_key_picker_parent_class)->dispose (object);
}

static void
cal_key_picker_finalize (GObject *object)
{
  CalKeyPicker *self = CAL_KEY_PICKER (object);

  g_object_unref (self->group);
  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->buttons);
  G_OBJECT_CLASS (cal_key_picker_parent_class)->finalize (object);
}

static void
cal_key_picker_class_init (CalKeyPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = cal_key_picker_set_property;
  G_OBJECT_CLASS (klass)->dispose = cal_key_picker_dispose;
  G_OBJECT_CLASS (klass)->finalize = cal_key_picker_finalize;

  /**
   * CalKeyPicker:optional:
   *
   * Whether nobody's key may be chosen; then none is made here either.
   */
  properties[PROP_OPTIONAL] = g_param_spec_boolean ("optional", NULL, NULL, FALSE,
                                                    G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[MAKE_REQUESTED] = g_signal_new ("make-requested", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-key-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, CalKeyPicker, nothing);
  gtk_widget_class_bind_template_child (widget_class, CalKeyPicker, make);
  gtk_widget_class_bind_template_callback (widget_class, on_make_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_file_clicked_cb);
}

static void
cal_key_picker_init (CalKeyPicker *self)
{
  /* A button of no group, and the only one of its kind, could be let go of. */
  self->group = g_object_ref_sink (GTK_CHECK_BUTTON (gtk_check_button_new ()));
  self->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) cal_ssh_key_free);
  self->buttons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
find (CalKeyPicker *self, const char *fingerprint, guint *index)
{
  for (guint i = 0; i < self->keys->len; i++)
    if (g_str_equal (((const CalSshKey *) g_ptr_array_index (self->keys, i))->fingerprint,
                     fingerprint))
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * cal_key_picker_set_keys:
 * @keys: (element-type CalSshKey): the keys that were found; copied
 *
 * Once. The first is chosen, or nobody's where that may be.
 */
void
cal_key_picker_set_keys (CalKeyPicker *self, GPtrArray *keys)
{
  g_return_if_fail (CAL_IS_KEY_PICKER (self) && self->buttons->len == 0);

  if (self->optional)
    {
      self->nobody = add_row (self, _ ("Nobody"), _ ("The seal stands without a witness."), NULL);
      gtk_check_button_set_active (self->nobody, TRUE);
    }
  for (guint i = 0; i < keys->len; i++)
    cal_key_picker_add_key (self, g_ptr_array_index (keys, i), i == 0 && !self->optional);
  show_nothing (self);
}

/**
 * cal_key_picker_add_key:
 * @key: a key; copied
 * @chosen: whether it is chosen from now on
 */
void
cal_key_picker_add_key (CalKeyPicker *self, const CalSshKey *key, gboolean chosen)
{
  g_autofree char *text = NULL;
  guint index;

  g_return_if_fail (CAL_IS_KEY_PICKER (self));

  if (!find (self, key->fingerprint, &index))
    {
      text = describe (key);
      g_ptr_array_add (self->keys, cal_ssh_key_copy (key));
      g_ptr_array_add (self->buttons, add_row (self, cal_key_picker_name (key), text,
                                               key->is_hardware ? _ ("hardware key")
                                               : key->in_agent  ? _ ("unlocked")
                                                                : NULL));
    }
  show_nothing (self);
  if (chosen)
    cal_key_picker_choose (self, key->fingerprint);
}

/**
 * cal_key_picker_choose:
 * @fingerprint: a key's; one that is not there changes nothing
 */
void
cal_key_picker_choose (CalKeyPicker *self, const char *fingerprint)
{
  guint index;

  g_return_if_fail (CAL_IS_KEY_PICKER (self));

  if (find (self, fingerprint, &index))
    gtk_check_button_set_active (g_ptr_array_index (self->buttons, index), TRUE);
}

/**
 * cal_key_picker_get_key:
 *
 * Returns: (transfer none) (nullable): the chosen key
 */
const CalSshKey *
cal_key_picker_get_key (CalKeyPicker *self)
{
  g_return_val_if_fail (CAL_IS_KEY_PICKER (self), NULL);

  for (guint i = 0; i < self->buttons->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->buttons, i)))
      return g_ptr_array_index (self->keys, i);
  return NULL;
}
