/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-story-window.h"

#include <glib/gi18n.h>

#include "app/cal-pack-flow.h"
#include "app/cal-story-print.h"
#include "app/cal-story-view.h"
#include "app/cal-style.h"
#include "core/cal-time.h"
#include "export/cal-pack-story.h"
#include "model/cal-live-story.h"

/* One subject's story in a window of its own: to read, to print, and to hand to
 * the subject as a pack. */
struct _CalStoryWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwStatusPage *failed;
  CalStoryView *view;

  CalLiveStory *story;
  gint64 time;
};

G_DEFINE_FINAL_TYPE (CalStoryWindow, cal_story_window, ADW_TYPE_WINDOW)

static void
show_story (CalStoryWindow *self)
{
  const CalPackStoryOptions options = { .time = self->time };

  cal_story_view_set_story (
      self->view,
      cal_pack_story_new (self->story->board, self->story->subject, self->story->pack, &options));
  gtk_stack_set_visible_child_name (self->stack, "story");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "story.print", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "story.save-pack", TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CalStoryWindow) self = data;
  g_autoptr (GError) error = NULL;

  self->story = cal_live_story_read_finish (result, &error);
  self->time = cal_time_now ();
  if (self->story != NULL)
    show_story (self);
  else
    {
      adw_status_page_set_description (self->failed, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
}

static void
on_printed_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, CalStoryWindow *self)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Nothing was printed"),
                                   error != NULL ? error->message : NULL);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_print_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalStoryWindow *self = CAL_STORY_WINDOW (widget);
  g_autoptr (GtkPrintOperation) operation = cal_story_print_new (self->story, self->time);

  g_signal_connect_object (operation, "done", G_CALLBACK (on_printed_cb), self, 0);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self),
                           NULL);
}

static void
on_save_pack_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalStoryWindow *self = CAL_STORY_WINDOW (widget);

  cal_pack_flow_start (self->story, self->toasts);
}

static void
cal_story_window_dispose (GObject *object)
{
  g_clear_pointer (&CAL_STORY_WINDOW (object)->story, cal_live_story_unref);
  G_OBJECT_CLASS (cal_story_window_parent_class)->dispose (object);
}

static void
cal_story_window_class_init (CalStoryWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_story_window_dispose;
  g_type_ensure (CAL_TYPE_STORY_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               CAL_STYLE_RESOURCES "/cal-story-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CalStoryWindow, title);
  gtk_widget_class_bind_template_child (widget_class, CalStoryWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, CalStoryWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, CalStoryWindow, failed);
  gtk_widget_class_bind_template_child (widget_class, CalStoryWindow, view);
  gtk_widget_class_install_action (widget_class, "story.print", NULL, on_print_cb);
  gtk_widget_class_install_action (widget_class, "story.save-pack", NULL, on_save_pack_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "story.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "story.save-pack",
                                       NULL);
}

static void
cal_story_window_init (CalStoryWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "story.print", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "story.save-pack", FALSE);
}

/**
 * cal_story_window_new:
 * @document: the document
 * @subject: a subject's index on its board
 * @parent: the window it belongs to
 *
 * Returns: (transfer none): a window that reads the subject's story in the
 *   document's thread and shows it as it stands then
 */
GtkWidget *
cal_story_window_new (CalLiveDocument *document, guint subject, GtkWindow *parent)
{
  CalStoryWindow *self = g_object_new (CAL_TYPE_STORY_WINDOW, "transient-for", parent, NULL);
  const CalBoard *board = cal_live_document_get_board (document);
  const CalSubject *row = cal_board_subject (board, subject)->row;

  adw_window_title_set_title (self->title, row->name);
  adw_window_title_set_subtitle (self->title, cal_board_title (board));
  gtk_window_set_title (GTK_WINDOW (self), row->name);
  cal_live_story_read_async (document, row->id, on_read_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
