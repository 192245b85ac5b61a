/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-replay-bar.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/cal-timeline-legend.h"
#include "app/cal-timeline-view.h"
#include "model/cal-replay-words.h"
#include "model/cal-words.h"

/* The timeline with everything that plays it. */
struct _CalReplayBar
{
  GtkWidget parent_instance;

  GtkButton *play;
  GtkDropDown *speed;
  GtkEntry *number;
  GtkLabel *when;
  GtkLabel *bundle;
  GtkWidget *subject_box;
  GtkLabel *subject_name;
  CalTimelineView *timeline;

  CalReplayModel *model;
  guint subject;
};

/* Entries a second, in the order of the drop-down. */
static const guint rates[] = { 1, 2, 5, 10, 50 };

G_DEFINE_FINAL_TYPE (CalReplayBar, cal_replay_bar, GTK_TYPE_WIDGET)

static void
show_moment (CalReplayBar *self)
{
  const CalBoard *whole = cal_replay_model_get_whole (self->model);
  guint64 position = cal_replay_model_get_position (self->model);
  guint64 size = cal_replay_model_get_size (self->model);
  gboolean ready = cal_replay_model_is_ready (self->model) && position > 0;
  gboolean before = ready && position > cal_replay_model_get_first (self->model);
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, position);
  g_autofree char *when = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self), ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "replay.first", before);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "replay.previous", before);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "replay.next", ready && position < size);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "replay.last", ready && position < size);
  if (whole == NULL)
    return;
  if (ready)
    when = cal_replay_words_when (whole, position);
  else
    when = g_strdup_printf (_ ("Preparing the replay: %.0f %%"),
                            100 * cal_replay_model_get_progress (self->model));
  gtk_editable_set_text (GTK_EDITABLE (self->number), ready ? number : "");
  gtk_label_set_text (self->when, when);
}

static void
show_playing (CalReplayBar *self)
{
  gboolean playing = cal_replay_model_is_playing (self->model);
  GtkWidget *content = gtk_button_get_child (self->play);
  const char *label = playing ? _ ("Pause") : _ ("Play");

  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content),
                                    playing ? "media-playback-pause-symbolic"
                                            : "media-playback-start-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
on_zoomed_cb (CalReplayBar *self)
{
  guint n = cal_timeline_view_get_bundle (self->timeline);
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u decision to a mark: scroll to see each",
                                 "%u decisions to a mark: scroll to see each", n),
                       n);

  gtk_label_set_text (self->bundle, text);
  gtk_widget_set_visible (GTK_WIDGET (self->bundle), n > 1);
}

static void
on_number_cb (CalReplayBar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->number));
  guint64 number;

  if (g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT32, &number, NULL))
    cal_replay_model_seek (self->model, number);
  show_moment (self);
}

static void
on_speed_cb (CalReplayBar *self)
{
  guint chosen = gtk_drop_down_get_selected (self->speed);

  if (self->model != NULL && chosen < G_N_ELEMENTS (rates))
    cal_replay_model_set_rate (self->model, rates[chosen]);
}

static void
on_first_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalReplayModel *model = CAL_REPLAY_BAR (widget)->model;

  cal_replay_model_seek (model, cal_replay_model_get_first (model));
}

static void
on_previous_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  cal_replay_model_step (CAL_REPLAY_BAR (widget)->model, -1);
}

static void
on_play_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalReplayModel *model = CAL_REPLAY_BAR (widget)->model;

  if (cal_replay_model_is_playing (model))
    cal_replay_model_pause (model);
  else
    cal_replay_model_play (model);
}

static void
on_next_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  cal_replay_model_step (CAL_REPLAY_BAR (widget)->model, 1);
}

static void
on_last_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalReplayModel *model = CAL_REPLAY_BAR (widget)->model;

  cal_replay_model_seek (model, cal_replay_model_get_size (model));
}

static void
on_subject_previous_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalReplayBar *self = CAL_REPLAY_BAR (widget);

  cal_replay_model_seek_subject (self->model, self->subject, FALSE);
}

static void
on_subject_next_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalReplayBar *self = CAL_REPLAY_BAR (widget);

  cal_replay_model_seek_subject (self->model, self->subject, TRUE);
}

static void
cal_replay_bar_dispose (GObject *object)
{
  CalReplayBar *self = CAL_REPLAY_BAR (object);
  GtkWidget *child;

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (cal_replay_bar_parent_class)->dispose (object);
}

static gboolean
cal_replay_bar_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CAL_REPLAY_BAR (widget)->timeline));
}

static void
cal_replay_bar_class_init (CalReplayBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_replay_bar_dispose;
  widget_class->grab_focus = cal_replay_bar_grab_focus;
  g_type_ensure (CAL_TYPE_TIMELINE_LEGEND);
  g_type_ensure (CAL_TYPE_TIMELINE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-replay-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CalReplayBar, play);
  gtk_widget_class_bind_template_child (widget_class, CalReplayBar, speed);
  gtk_widget_class_bind_template_child (widget_class, CalReplayBar, number);
  gtk_widget_class_bind_template_child (widget_class, CalReplayBar, when);
  gtk_widget_class_bind_template_child (widget_class, CalReplayBar, bundle);
  gtk_widget_class_bind_template_child (widget_class, CalReplayBar, subject_box);
  gtk_widget_class_bind_template_child (widget_class, CalReplayBar, subject_name);
  gtk_widget_class_bind_template_child (widget_class, CalReplayBar, timeline);
  gtk_widget_class_bind_template_callback (widget_class, on_number_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_speed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_zoomed_cb);
  gtk_widget_class_install_action (widget_class, "replay.first", NULL, on_first_cb);
  gtk_widget_class_install_action (widget_class, "replay.previous", NULL, on_previous_cb);
  gtk_widget_class_install_action (widget_class, "replay.play", NULL, on_play_cb);
  gtk_widget_class_install_action (widget_class, "replay.next", NULL, on_next_cb);
  gtk_widget_class_install_action (widget_class, "replay.last", NULL, on_last_cb);
  gtk_widget_class_install_action (widget_class, "replay.subject-previous", NULL,
                                   on_subject_previous_cb);
  gtk_widget_class_install_action (widget_class, "replay.subject-next", NULL, on_subject_next_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "replaybar");
}

static void
cal_replay_bar_init (CalReplayBar *self)
{
  self->subject = G_MAXUINT;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_selected (self->speed, 1);
}

/**
 * cal_replay_bar_set_model:
 * @model: what is played; set once
 */
void
cal_replay_bar_set_model (CalReplayBar *self, CalReplayModel *model)
{
  g_return_if_fail (CAL_IS_REPLAY_BAR (self) && self->model == NULL);

  self->model = g_object_ref (model);
  g_signal_connect_swapped (model, "moment-changed", G_CALLBACK (show_moment), self);
  g_signal_connect_swapped (model, "log-changed", G_CALLBACK (show_moment), self);
  g_signal_connect_swapped (model, "notify::ready", G_CALLBACK (show_moment), self);
  g_signal_connect_swapped (model, "notify::playing", G_CALLBACK (show_playing), self);
  cal_timeline_view_set_model (self->timeline, model);
  on_speed_cb (self);
  show_moment (self);
}

/**
 * cal_replay_bar_set_subject:
 * @subject: the one subject who is selected, %G_MAXUINT for none
 *
 * Offers the way to this subject's decisions.
 */
void
cal_replay_bar_set_subject (CalReplayBar *self, guint subject)
{
  const CalBoard *whole = cal_replay_model_get_whole (self->model);

  g_return_if_fail (CAL_IS_REPLAY_BAR (self));

  self->subject = whole != NULL && subject < cal_board_n_subjects (whole) ? subject : G_MAXUINT;
  gtk_widget_set_visible (self->subject_box, self->subject != G_MAXUINT);
  if (self->subject != G_MAXUINT)
    gtk_label_set_text (self->subject_name, cal_board_subject (whole, subject)->row->name);
  cal_timeline_view_set_subject (self->timeline, self->subject);
}

/**
 * cal_replay_bar_set_compared:
 * @a: the seq of an entry after which the board is compared, %CAL_NONE for none
 * @b: the other's
 */
void
cal_replay_bar_set_compared (CalReplayBar *self, gint64 a, gint64 b)
{
  g_return_if_fail (CAL_IS_REPLAY_BAR (self));

  cal_timeline_view_set_compared (self->timeline, a, b);
}

/**
 * cal_replay_bar_set_sealed:
 * @sealed: how many entries are under seals that were found to hold
 * @faulty: the first entry that was found not to hold, %CAL_NONE for none
 */
void
cal_replay_bar_set_sealed (CalReplayBar *self, guint64 sealed, gint64 faulty)
{
  g_return_if_fail (CAL_IS_REPLAY_BAR (self));

  cal_timeline_view_set_sealed (self->timeline, sealed, faulty);
}
