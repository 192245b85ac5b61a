/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

#include "app/cal-style.h"
#include "app/cal-window.h"

/* The icon is drawn by a loader that is slow to start: the first frame goes before. */
#define ICON_DELAY_MS 500

/* The program with its windows: it composes what they share. */
struct _CalApplication
{
  AdwApplication parent_instance;

  CalRecents *recents;
  guint saving;
  GFile *early;
  GAsyncResult *early_result;
  GAsyncReadyCallback early_callback;
  gpointer early_data;
};

G_DEFINE_FINAL_TYPE (CalApplication, cal_application, ADW_TYPE_APPLICATION)

static void
on_new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CalWindow *window = cal_window_new (data);

  cal_window_show_start (window);
  gtk_window_present (GTK_WINDOW (window));
}

/* Windows close one by one, each of them its document first. */
static void
on_quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (data));

  for (GList *window = windows; window != NULL; window = window->next)
    gtk_window_close (window->data);
}

/* The end of the login's session, or a wish from the shell: everything is on
 * disk, but a document is to be left as one file that nobody holds. */
static gboolean
on_signal_cb (gpointer data)
{
  g_action_group_activate_action (G_ACTION_GROUP (data), "quit", NULL);
  return G_SOURCE_CONTINUE;
}

static void
on_about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  adw_show_about_window (
      gtk_application_get_active_window (data), "application-name", _ ("Calibrate"),
      "application-icon", CAL_APPLICATION_ID, "version", CAL_VERSION, "developer-name",
      _ ("The Calibrate contributors"), "license-type", GTK_LICENSE_GPL_3_0, "comments",
      _ ("Calibrate ratings with a panel, and keep every reason. Calibrate never opens a network "
         "connection."),
      NULL);
}

static void
on_icon_due_cb (gpointer data)
{
  gtk_window_set_default_icon_name (CAL_APPLICATION_ID);
}

static void
cal_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "new-window", .activate = on_new_window_cb },
    { .name = "quit", .activate = on_quit_cb },
    { .name = "about", .activate = on_about_cb },
  };
  static const int signals[] = { SIGHUP, SIGINT, SIGTERM };
  static const struct
  {
    const char *action;
    const char *accels[3];
  } accels[] = {
    { "app.new-window", { "<Control>n", NULL } },
    { "app.quit", { "<Control>q", NULL } },
    { "win.open", { "<Control>o", NULL } },
    { "win.show-help-overlay", { "<Control>question", NULL } },
    { "window.close", { "<Control>w", NULL } },
  };

  cal_style_register ();
  G_APPLICATION_CLASS (cal_application_parent_class)->startup (application);
  g_timeout_add_once (ICON_DELAY_MS, on_icon_due_cb, NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accels[i].action,
                                           (const char *const *) accels[i].accels);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_unix_signal_add (signals[i], on_signal_cb, application);
}

static void
cal_application_activate (GApplication *application)
{
  on_new_window_cb (NULL, NULL, application);
}

static void
cal_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);
      CalWindow *window = cal_window_new (CAL_APPLICATION (application));

      if (path != NULL)
        cal_window_open (window, path);
      else
        {
          cal_window_show_start (window);
          gtk_window_present (GTK_WINDOW (window));
        }
    }
}

/* Whoever wants the document may ask before or after it is there. */
static void
deliver_early (CalApplication *self)
{
  GAsyncReadyCallback callback = self->early_callback;
  g_autoptr (GAsyncResult) result = NULL;

  if (callback == NULL || self->early_result == NULL)
    return;
  result = g_steal_pointer (&self->early_result);
  g_clear_object (&self->early);
  self->early_callback = NULL;
  callback (NULL, result, g_steal_pointer (&self->early_data));
}

static void
on_opened_early_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CalApplication) self = data;

  self->early_result = g_object_ref (result);
  deliver_early (self);
}

static void
cal_application_finalize (GObject *object)
{
  CalApplication *self = CAL_APPLICATION (object);

  g_clear_handle_id (&self->saving, g_source_remove);
  g_clear_object (&self->early);
  g_clear_object (&self->early_result);
  g_clear_pointer (&self->recents, cal_recents_free);
  G_OBJECT_CLASS (cal_application_parent_class)->finalize (object);
}

static void
cal_application_class_init (CalApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cal_application_finalize;
  application_class->startup = cal_application_startup;
  application_class->activate = cal_application_activate;
  application_class->open = cal_application_open;
}

static void
cal_application_init (CalApplication *self)
{
}

/**
 * cal_application_new:
 *
 * Returns: (transfer full): the program; a second one runs beside it, and the
 *   documents say between them who writes
 */
CalApplication *
cal_application_new (void)
{
  return g_object_new (CAL_TYPE_APPLICATION, "application-id", CAL_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE, "resource-base-path",
                       CAL_STYLE_RESOURCES, NULL);
}

/**
 * cal_application_open_early:
 * @path: the document that the program is started with
 *
 * Starts to open it before there is a display, so that it is read while the
 * toolkit starts up. Whoever asks for the same document next gets this one.
 */
void
cal_application_open_early (CalApplication *self, const char *path)
{
  g_return_if_fail (CAL_IS_APPLICATION (self) && self->early == NULL);

  self->early = g_file_new_for_commandline_arg (path);
  if (g_file_peek_path (self->early) != NULL)
    cal_live_document_open_async (g_file_peek_path (self->early), NULL, on_opened_early_cb,
                                  g_object_ref (self));
  else
    g_clear_object (&self->early);
}

/**
 * cal_application_open_document:
 * @path: a document
 * @cancellable: (nullable): to give up before it is opened
 * @callback: called when it is open, or cannot be; ends with
 *   cal_live_document_open_finish()
 * @user_data: for @callback
 */
void
cal_application_open_document (CalApplication *self,
                               const char *path,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (CAL_IS_APPLICATION (self));

  if (self->early != NULL && self->early_callback == NULL
      && g_str_equal (g_file_peek_path (self->early), path))
    {
      self->early_callback = callback;
      self->early_data = user_data;
      deliver_early (self);
    }
  else
    cal_live_document_open_async (path, cancellable, callback, user_data);
}

/**
 * cal_application_get_recents:
 *
 * Returns: (transfer none): the user's recent cycles and window settings
 */
CalRecents *
cal_application_get_recents (CalApplication *self)
{
  g_return_val_if_fail (CAL_IS_APPLICATION (self), NULL);

  if (self->recents == NULL)
    self->recents = cal_recents_new_default ();
  return self->recents;
}

/**
 * cal_application_save_recents:
 *
 * Writes them down. A place that cannot be written costs the list, not the work.
 */
void
cal_application_save_recents (CalApplication *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (CAL_IS_APPLICATION (self));

  g_clear_handle_id (&self->saving, g_source_remove);
  if (self->recents != NULL && !cal_recents_save (self->recents, &error))
    g_info ("The recent cycles were not written down: %s", error->message);
}

static gboolean
on_idle_cb (gpointer data)
{
  CalApplication *self = data;

  self->saving = 0;
  cal_application_save_recents (self);
  return G_SOURCE_REMOVE;
}

/**
 * cal_application_save_recents_soon:
 *
 * Writes them down when there is nothing else to do, at the latest with the
 * next cal_application_save_recents(): the disk may take as long as a window
 * takes to appear.
 */
void
cal_application_save_recents_soon (CalApplication *self)
{
  g_return_if_fail (CAL_IS_APPLICATION (self));

  if (self->saving == 0)
    self->saving = g_idle_add_full (G_PRIORITY_LOW, on_idle_cb, self, NULL);
}
