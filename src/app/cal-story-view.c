/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-story-view.h"

#include <math.h>

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/cal-draw.h"
#include "app/cal-style.h"

#define GAP 18

/* A story's pages one below the other. They are drawn; a widget that draws cannot
 * describe what is in it, so the sentences are there as labels too, which nobody
 * sees and a screen reader reads. */
struct _CalStoryView
{
  GtkWidget parent_instance;

  CalStoryPages *pages;
  GtkAdjustment *scrolling;
};

G_DEFINE_FINAL_TYPE (CalStoryView, cal_story_view, GTK_TYPE_WIDGET)

static guint
n_pages (CalStoryView *self)
{
  return self->pages != NULL ? cal_story_pages_n (self->pages) : 0;
}

static double
page_top (guint page)
{
  return GAP + page * (ceil (CAL_STORY_A4_HEIGHT) + GAP);
}

static void
draw_page (CalStoryView *self, GtkSnapshot *snapshot, guint page)
{
  double left = floor ((gtk_widget_get_width (GTK_WIDGET (self)) - CAL_STORY_A4_WIDTH) / 2);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) ceil (CAL_STORY_A4_WIDTH),
                                               (float) ceil (CAL_STORY_A4_HEIGHT));
  const CalPalette *palette = cal_style_palette ();
  GdkRGBA edge = cal_draw_rgba (palette->text, 0.18);
  const float widths[4] = { 1, 1, 1, 1 };
  const GdkRGBA edges[4] = { edge, edge, edge, edge };
  GskRoundedRect outline;
  cairo_t *cr;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) left, (float) page_top (page)));
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cal_story_pages_draw (self->pages, page, cr, palette);
  cairo_destroy (cr);
  gsk_rounded_rect_init_from_rect (&outline, &bounds, 0);
  gtk_snapshot_append_border (snapshot, &outline, widths, edges);
  gtk_snapshot_restore (snapshot);
}

/* Whether any of a page is in view: a story of years has more pages than should be
 * drawn for each step of scrolling. */
static gboolean
is_in_view (CalStoryView *self, guint page)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t seen;

  if (scroller == NULL || !gtk_widget_compute_bounds (scroller, GTK_WIDGET (self), &seen))
    return TRUE;
  return page_top (page) < seen.origin.y + seen.size.height
         && page_top (page) + CAL_STORY_A4_HEIGHT > seen.origin.y;
}

/* Only the pages: the labels are heard and not seen. */
static void
cal_story_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CalStoryView *self = CAL_STORY_VIEW (widget);

  for (guint page = 0; page < n_pages (self); page++)
    if (is_in_view (self, page))
      draw_page (self, snapshot, page);
}

static void
cal_story_view_map (GtkWidget *widget)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);

  GTK_WIDGET_CLASS (cal_story_view_parent_class)->map (widget);
  if (scroller == NULL)
    return;
  CAL_STORY_VIEW (widget)->scrolling =
      g_object_ref (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)));
  g_signal_connect_swapped (CAL_STORY_VIEW (widget)->scrolling, "value-changed",
                            G_CALLBACK (gtk_widget_queue_draw), widget);
}

static void
cal_story_view_unmap (GtkWidget *widget)
{
  CalStoryView *self = CAL_STORY_VIEW (widget);

  if (self->scrolling != NULL)
    g_signal_handlers_disconnect_by_data (self->scrolling, self);
  g_clear_object (&self->scrolling);
  GTK_WIDGET_CLASS (cal_story_view_parent_class)->unmap (widget);
}

static void
cal_story_view_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  CalStoryView *self = CAL_STORY_VIEW (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_measure (child, orientation, -1, NULL, NULL, NULL, NULL);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? (int) ceil (CAL_STORY_A4_WIDTH) + 2 * GAP
                                                       : (int) page_top (n_pages (self));
  *natural = *minimum;
}

/* The labels share the height in the order in which they are read. */
static void
cal_story_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child;
  double n = 0;
  double i = 0;

  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child), i++)
    {
      GtkRequisition size;
      GtkAllocation place = { GAP, (int) (i * height / n), 0, 0 };

      gtk_widget_get_preferred_size (child, &size, NULL);
      place.width = size.width;
      place.height = size.height;
      gtk_widget_size_allocate (child, &place, -1);
    }
}

/* A viewport scrolls by its own keys; a page of text also by those of a reader. */
static gboolean
on_scroll_key_cb (GtkWidget *widget, GVariant *step, gpointer data)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  gboolean scrolled = FALSE;

  if (scroller != NULL)
    g_signal_emit_by_name (scroller, "scroll-child", g_variant_get_int32 (step), FALSE, &scrolled);
  return scrolled;
}

static void
add_scroll_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GtkScrollType step;
  } keys[] = {
    { GDK_KEY_Up, GTK_SCROLL_STEP_BACKWARD },   { GDK_KEY_Down, GTK_SCROLL_STEP_FORWARD },
    { GDK_KEY_space, GTK_SCROLL_PAGE_FORWARD }, { GDK_KEY_BackSpace, GTK_SCROLL_PAGE_BACKWARD },
    { GDK_KEY_Home, GTK_SCROLL_START },         { GDK_KEY_End, GTK_SCROLL_END },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, 0, on_scroll_key_cb, "i",
                                  keys[i].step);
}

static void
remove_labels (CalStoryView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
cal_story_view_dispose (GObject *object)
{
  CalStoryView *self = CAL_STORY_VIEW (object);

  remove_labels (self);
  g_clear_pointer (&self->pages, cal_story_pages_free);
  G_OBJECT_CLASS (cal_story_view_parent_class)->dispose (object);
}

static void
cal_story_view_class_init (CalStoryViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_story_view_dispose;
  widget_class->snapshot = cal_story_view_snapshot;
  widget_class->map = cal_story_view_map;
  widget_class->unmap = cal_story_view_unmap;
  widget_class->measure = cal_story_view_measure;
  widget_class->size_allocate = cal_story_view_size_allocate;
  add_scroll_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "story");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cal_story_view_init (CalStoryView *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * cal_story_view_set_story:
 * @story: (transfer full): the story to show
 */
void
cal_story_view_set_story (CalStoryView *self, CalStory *story)
{
  g_autoptr (GPtrArray) lines = NULL;

  g_return_if_fail (CAL_IS_STORY_VIEW (self) && story != NULL);

  g_clear_pointer (&self->pages, cal_story_pages_free);
  remove_labels (self);
  lines = cal_story_lines (story);
  for (guint i = 0; i < lines->len; i++)
    {
      GtkWidget *label = gtk_label_new (g_ptr_array_index (lines, i));

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_can_target (label, FALSE);
      gtk_widget_set_parent (label, GTK_WIDGET (self));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  story->heading, -1);
  self->pages = cal_story_pages_new (story, CAL_STORY_A4_WIDTH, CAL_STORY_A4_HEIGHT);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
