/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-chart-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/cal-draw.h"
#include "app/cal-style.h"
#include "charts/cal-chart-shape.h"

/* Before it has been given a width. */
#define USUAL_WIDTH 300

/* A chart on the screen: it draws, answers the pointer, and can be read aloud. */
struct _CalChartView
{
  GtkWidget parent_instance;

  CalChart *chart;
  GtkWidget *menu;
  GtkWidget *tip;
  GtkLabel *tip_text;
  guint mark;
  int width;
  guint resize_source;
  GtkFileChooserNative *chooser;
};

enum
{
  MARK_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalChartView, cal_chart_view, GTK_TYPE_WIDGET)

static gboolean
has_mark (CalChartView *self)
{
  return self->chart != NULL && self->mark < cal_chart_n_marks (self->chart);
}

static gboolean
on_query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  CalChartView *self = CAL_CHART_VIEW (widget);
  g_autofree char *text = NULL;

  if (self->chart == NULL || keyboard)
    return FALSE;
  text = cal_chart_tooltip (self->chart, gtk_widget_get_width (widget),
                            gtk_widget_get_height (widget), x, y);
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static void
draw_ring (CalChartView *self, cairo_t *cr)
{
  cairo_rectangle_t area =
      cal_chart_mark_area (self->chart, gtk_widget_get_width (GTK_WIDGET (self)),
                           gtk_widget_get_height (GTK_WIDGET (self)), self->mark);

  cal_shape_rounded (
      cr, &(cairo_rectangle_t){ area.x + 1, area.y + 1, area.width - 2, area.height - 2 }, 6);
  cal_palette_set_source (cr, cal_style_palette ()->accent, 1);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
}

static void
cal_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CalChartView *self = CAL_CHART_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  cairo_t *cr;

  if (self->chart == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cal_chart_draw (self->chart, cr, width, height, cal_style_palette ());
  if (has_mark (self) && gtk_widget_has_focus (widget))
    draw_ring (self, cr);
  cairo_destroy (cr);
}

/* Twice as fine as on the screen, for slides. */
#define COPY_SCALE 2

static GdkTexture *
picture_of (CalChartView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = (int) cal_chart_page_height (self->chart, width);
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * COPY_SCALE, height * COPY_SCALE);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;
  GdkRGBA ground = cal_draw_rgba (cal_style_palette ()->card, 1);
  int stride = cairo_image_surface_get_stride (surface);

  gdk_cairo_set_source_rgba (cr, &ground);
  cairo_paint (cr);
  cairo_scale (cr, COPY_SCALE, COPY_SCALE);
  cal_chart_draw_page (self->chart, cr, width, height, cal_style_palette ());
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface),
                       (gsize) stride * (gsize) height * COPY_SCALE);
  cairo_surface_destroy (surface);
  return gdk_memory_texture_new (width * COPY_SCALE, height * COPY_SCALE, GDK_MEMORY_DEFAULT, bytes,
                                 (gsize) stride);
}

static void
on_copy_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalChartView *self = CAL_CHART_VIEW (widget);
  g_autoptr (GdkTexture) texture = NULL;

  if (self->chart == NULL || gtk_widget_get_width (widget) == 0)
    return;
  texture = picture_of (self);
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (widget), texture);
}

static void
on_save_chosen_cb (GtkNativeDialog *dialog, int response, CalChartView *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL && self->chart != NULL
      && !cal_chart_write_file (self->chart, path, gtk_widget_get_width (GTK_WIDGET (self)),
                                gtk_widget_get_height (GTK_WIDGET (self)), &error))
    {
      GtkWidget *failure =
          adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                  _ ("The chart was not saved"), error->message);

      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (failure), "close", _ ("_Close"));
      gtk_window_present (GTK_WINDOW (failure));
    }
  g_clear_object (&self->chooser);
}

static void
on_save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalChartView *self = CAL_CHART_VIEW (widget);
  g_autofree char *name = NULL;

  if (self->chart == NULL || self->chooser != NULL)
    return;
  name = g_strconcat (cal_chart_title (self->chart), ".png", NULL);
  self->chooser = gtk_file_chooser_native_new (_ ("Save the chart as PNG, SVG or PDF"),
                                               GTK_WINDOW (gtk_widget_get_root (widget)),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect (self->chooser, "response", G_CALLBACK (on_save_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
pop_up_menu (CalChartView *self, double x, double y)
{
  GdkRectangle place = { (int) x, (int) y, 1, 1 };

  if (self->menu == NULL)
    {
      g_autoptr (GMenu) model = g_menu_new ();

      g_menu_append (model, _ ("_Copy"), "chart.copy");
      g_menu_append (model, _ ("_Save as…"), "chart.save");
      self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (model));
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
on_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, CalChartView *self)
{
  pop_up_menu (self, x, y);
}

static void
on_menu_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  pop_up_menu (CAL_CHART_VIEW (widget), gtk_widget_get_width (widget) / 2.0, 24);
}

/* The chart as a whole where no mark is walked to, else that mark. */
static void
describe (CalChartView *self)
{
  g_autofree char *text = NULL;

  if (self->chart == NULL)
    return;
  text = has_mark (self) ? cal_chart_mark_text (self->chart, self->mark)
                         : cal_chart_describe (self->chart);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  cal_chart_title (self->chart),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
make_tip (CalChartView *self)
{
  self->tip_text = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->tip_text, TRUE);
  gtk_label_set_max_width_chars (self->tip_text, 50);
  self->tip = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->tip), FALSE);
  gtk_popover_set_child (GTK_POPOVER (self->tip), GTK_WIDGET (self->tip_text));
  gtk_widget_set_can_focus (self->tip, FALSE);
  gtk_widget_set_parent (self->tip, GTK_WIDGET (self));
}

static void
scroll_to (CalChartView *self, const GdkRectangle *place)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) place->x, (float) place->y);
  GtkWidget *content;

  if (window == NULL)
    return;
  content =
      gtk_widget_get_first_child (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (window)));
  if (content != NULL && gtk_widget_compute_point (GTK_WIDGET (self), content, &point, &point))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (window)),
                               point.y, point.y + place->height);
}

/* Shows what the mark has to tell beside it, as its tooltip does for a pointer. */
static void
walk_to (CalChartView *self, guint mark)
{
  g_autofree char *text = NULL;
  cairo_rectangle_t area;
  GdkRectangle place;

  self->mark = mark;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  describe (self);
  if (!has_mark (self))
    {
      if (self->tip != NULL)
        gtk_popover_popdown (GTK_POPOVER (self->tip));
      return;
    }
  if (self->tip == NULL)
    make_tip (self);
  area = cal_chart_mark_area (self->chart, gtk_widget_get_width (GTK_WIDGET (self)),
                              gtk_widget_get_height (GTK_WIDGET (self)), mark);
  place = (GdkRectangle){ (int) area.x, (int) area.y, (int) MAX (area.width, 1),
                          (int) MAX (area.height, 1) };
  text = cal_chart_mark_text (self->chart, mark);
  gtk_label_set_text (self->tip_text, text);
  scroll_to (self, &place);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->tip), &place);
  gtk_popover_popup (GTK_POPOVER (self->tip));
}

static void
activate_mark (CalChartView *self, guint mark)
{
  const char *id = cal_chart_mark_id (self->chart, mark);

  if (id != NULL)
    g_signal_emit (self, signals[MARK_ACTIVATED], 0, id);
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *key,
                   guint keyval,
                   guint code,
                   GdkModifierType state,
                   CalChartView *self)
{
  guint n = self->chart != NULL ? cal_chart_n_marks (self->chart) : 0;
  gboolean has = has_mark (self);

  if (n == 0 || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Right:
    case GDK_KEY_Down:
      walk_to (self, has ? MIN (self->mark + 1, n - 1) : 0);
      return TRUE;
    case GDK_KEY_Left:
    case GDK_KEY_Up:
      walk_to (self, has ? MAX (self->mark, 1) - 1 : n - 1);
      return TRUE;
    case GDK_KEY_Home:
      walk_to (self, 0);
      return TRUE;
    case GDK_KEY_End:
      walk_to (self, n - 1);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      if (has)
        activate_mark (self, self->mark);
      return has;
    case GDK_KEY_Escape:
      walk_to (self, G_MAXUINT);
      return has;
    default:
      return FALSE;
    }
}

static void
on_focus_left_cb (CalChartView *self)
{
  walk_to (self, G_MAXUINT);
}

static void
on_clicked_cb (GtkGestureClick *gesture, int n_press, double x, double y, CalChartView *self)
{
  guint mark;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->chart != NULL
      && cal_chart_hit (self->chart, gtk_widget_get_width (GTK_WIDGET (self)),
                        gtk_widget_get_height (GTK_WIDGET (self)), x, y, &mark))
    activate_mark (self, mark);
}

/* Where a click leads somewhere, the pointer says so. */
static void
on_motion_cb (GtkEventControllerMotion *motion, double x, double y, CalChartView *self)
{
  guint mark;
  gboolean leads = self->chart != NULL
                   && cal_chart_hit (self->chart, gtk_widget_get_width (GTK_WIDGET (self)),
                                     gtk_widget_get_height (GTK_WIDGET (self)), x, y, &mark)
                   && cal_chart_mark_id (self->chart, mark) != NULL;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), leads ? "pointer" : NULL);
}

static gboolean
on_width_changed_cb (gpointer data)
{
  CalChartView *self = data;

  self->resize_source = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
cal_chart_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CalChartView *self = CAL_CHART_VIEW (widget);

  /* A scrolled window asks for a height without saying for which width. */
  if (width != self->width && self->resize_source == 0)
    self->resize_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_width_changed_cb, self, NULL);
  self->width = width;
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
  if (self->tip != NULL)
    gtk_popover_present (GTK_POPOVER (self->tip));
}

static void
cal_chart_view_dispose (GObject *object)
{
  CalChartView *self = CAL_CHART_VIEW (object);

  g_clear_handle_id (&self->resize_source, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->tip, gtk_widget_unparent);
  g_clear_object (&self->chooser);
  G_OBJECT_CLASS (cal_chart_view_parent_class)->dispose (object);
}

static GtkSizeRequestMode
cal_chart_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cal_chart_view_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  CalChartView *self = CAL_CHART_VIEW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = 240;
  else if (self->chart != NULL)
    *minimum = *natural =
        (int) cal_chart_height_for_width (self->chart, for_size > 0 ? for_size : self->width);
}

static void
cal_chart_view_finalize (GObject *object)
{
  g_clear_pointer (&CAL_CHART_VIEW (object)->chart, cal_chart_free);
  G_OBJECT_CLASS (cal_chart_view_parent_class)->finalize (object);
}

static void
cal_chart_view_class_init (CalChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_chart_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = cal_chart_view_finalize;
  widget_class->size_allocate = cal_chart_view_size_allocate;
  widget_class->snapshot = cal_chart_view_snapshot;
  widget_class->get_request_mode = cal_chart_view_get_request_mode;
  widget_class->measure = cal_chart_view_measure;
  gtk_widget_class_install_action (widget_class, "chart.copy", NULL, on_copy_cb);
  gtk_widget_class_install_action (widget_class, "chart.save", NULL, on_save_cb);
  gtk_widget_class_install_action (widget_class, "chart.menu", NULL, on_menu_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "chart.menu",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "chart.menu", NULL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  /**
   * CalChartView::mark-activated:
   * @id: whom the mark stands for
   *
   * Somebody clicked a mark that stands for somebody, or walked to it and
   * pressed Enter.
   */
  signals[MARK_ACTIVATED] =
      g_signal_new ("mark-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
add_walking (CalChartView *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->mark = G_MAXUINT;
  self->width = USUAL_WIDTH;
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_left_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (on_clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
cal_chart_view_init (CalChartView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  add_walking (self);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
cal_chart_view_new (void)
{
  return g_object_new (CAL_TYPE_CHART_VIEW, NULL);
}

/**
 * cal_chart_view_set_chart:
 * @chart: (transfer full) (nullable): what to draw from the next frame on
 *
 * The chart's title and its summary in words become the widget's accessible
 * label and description.
 */
void
cal_chart_view_set_chart (CalChartView *self, CalChart *chart)
{
  int width;
  double height = -1;

  g_return_if_fail (CAL_IS_CHART_VIEW (self));

  /* At the width that it is drawn at, so that its texts are laid out once. */
  width = gtk_widget_get_width (GTK_WIDGET (self));
  if (self->chart != NULL && width > 0)
    height = cal_chart_height_for_width (self->chart, width);
  g_clear_pointer (&self->chart, cal_chart_free);
  self->chart = chart;
  if (!has_mark (self))
    self->mark = G_MAXUINT;
  describe (self);
  if (chart == NULL || width <= 0 || cal_chart_height_for_width (chart, width) != height)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  else
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * cal_chart_view_get_chart:
 *
 * Returns: (transfer none) (nullable): what is drawn
 */
const CalChart *
cal_chart_view_get_chart (CalChartView *self)
{
  g_return_val_if_fail (CAL_IS_CHART_VIEW (self), NULL);

  return self->chart;
}
