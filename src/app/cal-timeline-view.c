/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-timeline-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/cal-style.h"
#include "charts/cal-timeline.h"
#include "model/cal-replay-words.h"
#include "model/cal-words.h"

/* What one notch of the wheel and one key press do. */
#define ZOOM 1.25
#define PAN 0.1

/* How many entries are taken in at a time, and how long that may last. */
#define SLICE_ENTRIES 2000
#define SLICE_US 4000

/* The log as a line with the moment shown on it: it answers the pointer, and
 * seeks where it is pressed. */
struct _CalTimelineView
{
  GtkWidget parent_instance;

  CalReplayModel *model;
  const CalBoard *whole;
  CalTimeline *timeline;
  CalTimelineScene scene;
  gboolean shows_all;
  GArray *own;
  guint subject;
  guint source;
  guint zoom_source;
  double pointer;
};

enum
{
  ZOOMED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalTimelineView, cal_timeline_view, GTK_TYPE_WIDGET)

static gboolean
on_zoomed_cb (gpointer data)
{
  CalTimelineView *self = data;

  self->zoom_source = 0;
  g_signal_emit (self, signals[ZOOMED], 0);
  return G_SOURCE_REMOVE;
}

/* Not while widgets are being allocated, when none may ask for another size. */
static void
tell_zoomed (CalTimelineView *self)
{
  if (self->zoom_source == 0)
    self->zoom_source = g_idle_add (on_zoomed_cb, self);
}

static void
show_scene (CalTimelineView *self)
{
  if (self->shows_all)
    cal_timeline_show_all (self->timeline, &self->scene);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  tell_zoomed (self);
}

static void
describe (CalTimelineView *self)
{
  guint64 size = cal_replay_model_get_size (self->model);
  guint64 position = cal_replay_model_get_position (self->model);
  g_autofree char *text = NULL;

  if (self->whole == NULL || position == 0)
    return;
  text = cal_replay_words_entry (self->whole, position - 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  (double) cal_replay_model_get_first (self->model),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) size,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) position,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

static void
collect_own (CalTimelineView *self)
{
  gint64 at = CAL_NONE;

  g_array_set_size (self->own, 0);
  if (self->whole != NULL && self->subject < cal_board_n_subjects (self->whole))
    at = cal_board_subject (self->whole, self->subject)->last_decision;
  while (at != CAL_NONE)
    {
      const CalDecision *decision = cal_board_decision (self->whole, (guint) at);

      g_array_prepend_val (self->own, decision->seq);
      at = decision->previous;
    }
  self->scene.own = (const guint64 *) self->own->data;
  self->scene.n_own = self->own->len;
}

static gboolean
take_in (CalTimelineView *self)
{
  gint64 until = g_get_monotonic_time () + SLICE_US;

  while (!cal_timeline_add (self->timeline, self->whole, SLICE_ENTRIES))
    if (g_get_monotonic_time () > until)
      return FALSE;
  return TRUE;
}

static void
all_taken_in (CalTimelineView *self)
{
  g_autofree char *description = cal_timeline_describe (self->timeline);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
  collect_own (self);
}

static gboolean
on_slice_cb (gpointer data)
{
  CalTimelineView *self = data;
  gboolean done = take_in (self);

  show_scene (self);
  if (!done)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  all_taken_in (self);
  return G_SOURCE_REMOVE;
}

static void
on_log_changed_cb (CalTimelineView *self)
{
  const CalBoard *whole = cal_replay_model_get_whole (self->model);
  /* Somebody erased since is gone from the entries that were taken in. */
  gboolean another = whole == NULL || cal_board_size (whole) < cal_timeline_size (self->timeline)
                     || self->whole == NULL;

  self->whole = whole;
  if (another)
    {
      g_clear_handle_id (&self->source, g_source_remove);
      g_clear_pointer (&self->timeline, cal_timeline_free);
      self->timeline = cal_timeline_new ();
      self->shows_all = TRUE;
      self->own->len = 0;
    }
  if (whole != NULL && self->source == 0)
    {
      if (take_in (self))
        all_taken_in (self);
      else
        self->source = g_idle_add (on_slice_cb, self);
    }
  self->scene.at = cal_replay_model_get_position (self->model);
  describe (self);
  show_scene (self);
}

static void
on_moment_changed_cb (CalTimelineView *self)
{
  self->scene.at = cal_replay_model_get_position (self->model);
  if (!self->shows_all && self->scene.at > 0)
    {
      cal_timeline_reveal (self->timeline, &self->scene, self->scene.at - 1);
      tell_zoomed (self);
    }
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
seek_to (CalTimelineView *self, double x)
{
  if (cal_timeline_size (self->timeline) > 0)
    cal_replay_model_seek (self->model, cal_timeline_seq_at (self->timeline, &self->scene, x) + 1);
}

static void
on_drag_begin_cb (CalTimelineView *self, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  cal_replay_model_pause (self->model);
  seek_to (self, x);
}

static void
on_drag_update_cb (CalTimelineView *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (gesture, &x, &y))
    seek_to (self, x + dx);
}

static void
zoom (CalTimelineView *self, double factor, double x)
{
  cal_timeline_zoom (self->timeline, &self->scene, factor, x);
  self->shows_all = self->scene.shown >= (double) cal_timeline_size (self->timeline);
  show_scene (self);
}

static gboolean
on_scroll_cb (CalTimelineView *self, double dx, double dy, GtkEventController *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);

  if ((state & GDK_SHIFT_MASK) != 0 || dx != 0)
    {
      cal_timeline_scroll (self->timeline, &self->scene, (dx + dy) * PAN * self->scene.shown);
      show_scene (self);
    }
  else
    zoom (self, dy > 0 ? ZOOM : 1 / ZOOM, self->pointer);
  return TRUE;
}

static void
on_motion_cb (CalTimelineView *self, double x, double y)
{
  self->pointer = x;
}

/* About the moment shown, where it is in sight. */
static void
zoom_by_key (CalTimelineView *self, double factor)
{
  double x = cal_timeline_x (&self->scene, MAX (self->scene.at, 1) - 1);
  double width = gtk_widget_get_width (GTK_WIDGET (self));

  zoom (self, factor, x > 0 && x < width ? x : width / 2);
}

static gboolean
on_key_pressed_cb (CalTimelineView *self, guint key, guint code, GdkModifierType state)
{
  switch (key)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      zoom_by_key (self, 1 / ZOOM);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zoom_by_key (self, ZOOM);
      return TRUE;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      self->shows_all = TRUE;
      show_scene (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static char *
tooltip_at (CalTimelineView *self, double x, double y)
{
  guint64 seq = cal_timeline_seq_at (self->timeline, &self->scene, x);
  guint bundle = cal_timeline_bundle (&self->scene);
  guint number;

  if (cal_timeline_hit_sitting (self->timeline, &self->scene, x, y, &number))
    {
      guint n;
      const CalTimelineSitting *sitting = &cal_timeline_sittings (self->timeline, &n)[number];
      g_autofree char *text = cal_timeline_sitting_text (sitting, 2);

      return g_strdup_printf (_ ("Session %s: %s"), sitting->name, text);
    }
  if (bundle > 1)
    {
      g_autofree char *from = cal_words_count (seq + 1);

      return g_strdup_printf (ngettext ("Decision %s; %u decision to a mark",
                                        "Decision %s; %u decisions to a mark", bundle),
                              from, bundle);
    }
  return cal_replay_words_entry (self->whole, seq);
}

static gboolean
on_query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  CalTimelineView *self = CAL_TIMELINE_VIEW (widget);
  g_autofree char *text = NULL;

  if (keyboard || self->whole == NULL || self->source != 0
      || cal_timeline_size (self->timeline) == 0)
    return FALSE;
  text = tooltip_at (self, x, y);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
cal_timeline_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CalTimelineView *self = CAL_TIMELINE_VIEW (widget);
  graphene_rect_t bounds =
      GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), CAL_TIMELINE_HEIGHT);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  cal_timeline_draw (self->timeline, &self->scene, cr, cal_style_palette ());
  cairo_destroy (cr);
  if (gtk_widget_has_visible_focus (widget))
    gtk_snapshot_render_focus (snapshot, gtk_widget_get_style_context (widget), 0, 0,
                               bounds.size.width, bounds.size.height);
}

static void
cal_timeline_view_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 360 : CAL_TIMELINE_HEIGHT;
}

static void
cal_timeline_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CalTimelineView *self = CAL_TIMELINE_VIEW (widget);

  if (self->scene.width == width)
    return;
  self->scene.width = width;
  tell_zoomed (self);
}

static void
cal_timeline_view_dispose (GObject *object)
{
  CalTimelineView *self = CAL_TIMELINE_VIEW (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_handle_id (&self->zoom_source, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (cal_timeline_view_parent_class)->dispose (object);
}

static void
cal_timeline_view_finalize (GObject *object)
{
  CalTimelineView *self = CAL_TIMELINE_VIEW (object);

  cal_timeline_free (self->timeline);
  g_array_unref (self->own);
  G_OBJECT_CLASS (cal_timeline_view_parent_class)->finalize (object);
}

static void
cal_timeline_view_class_init (CalTimelineViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_timeline_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = cal_timeline_view_finalize;
  widget_class->snapshot = cal_timeline_view_snapshot;
  widget_class->measure = cal_timeline_view_measure;
  widget_class->size_allocate = cal_timeline_view_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
  signals[ZOOMED] = g_signal_new ("zoomed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
cal_timeline_view_init (CalTimelineView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->timeline = cal_timeline_new ();
  self->own = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->subject = G_MAXUINT;
  self->shows_all = TRUE;
  self->scene.marked[0] = self->scene.marked[1] = CAL_NONE;
  self->scene.faulty = CAL_NONE;
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update_cb), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (on_scroll_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Timeline of the decisions"), -1);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
cal_timeline_view_new (void)
{
  return g_object_new (CAL_TYPE_TIMELINE_VIEW, NULL);
}

/**
 * cal_timeline_view_set_model:
 * @model: whose log is shown, and whose moment; set once
 */
void
cal_timeline_view_set_model (CalTimelineView *self, CalReplayModel *model)
{
  g_return_if_fail (CAL_IS_TIMELINE_VIEW (self) && self->model == NULL);

  self->model = g_object_ref (model);
  g_signal_connect_swapped (model, "log-changed", G_CALLBACK (on_log_changed_cb), self);
  g_signal_connect_swapped (model, "moment-changed", G_CALLBACK (on_moment_changed_cb), self);
  on_log_changed_cb (self);
}

/**
 * cal_timeline_view_set_subject:
 * @subject: whose entries are pointed at, %G_MAXUINT for nobody's
 */
void
cal_timeline_view_set_subject (CalTimelineView *self, guint subject)
{
  g_return_if_fail (CAL_IS_TIMELINE_VIEW (self));

  self->subject = subject;
  collect_own (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * cal_timeline_view_set_compared:
 * @a: the seq of an entry after which the board is compared, %CAL_NONE for none
 * @b: the other's
 */
void
cal_timeline_view_set_compared (CalTimelineView *self, gint64 a, gint64 b)
{
  g_return_if_fail (CAL_IS_TIMELINE_VIEW (self));

  self->scene.marked[0] = a;
  self->scene.marked[1] = b;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * cal_timeline_view_set_sealed:
 * @sealed: how many entries are under seals that were found to hold
 * @faulty: the first entry that was found not to hold, %CAL_NONE for none
 *
 * Says which seals are shown as such.
 */
void
cal_timeline_view_set_sealed (CalTimelineView *self, guint64 sealed, gint64 faulty)
{
  g_return_if_fail (CAL_IS_TIMELINE_VIEW (self));

  if (self->scene.sealed == sealed && self->scene.faulty == faulty)
    return;
  self->scene.sealed = sealed;
  self->scene.faulty = faulty;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * cal_timeline_view_get_bundle:
 *
 * Returns: how many entries one mark stands for
 */
guint
cal_timeline_view_get_bundle (CalTimelineView *self)
{
  g_return_val_if_fail (CAL_IS_TIMELINE_VIEW (self), 1);

  return cal_timeline_bundle (&self->scene);
}
