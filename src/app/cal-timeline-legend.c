/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-timeline-legend.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "app/cal-style.h"
#include "charts/cal-timeline.h"

#define HEIGHT 18

/* What the marks of the timeline mean; it is left out where there is no room. */
struct _CalTimelineLegend
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (CalTimelineLegend, cal_timeline_legend, GTK_TYPE_WIDGET)

static void
cal_timeline_legend_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  int width = gtk_widget_get_width (widget);
  double wanted = cal_timeline_legend_width ();
  cairo_t *cr;

  if (width < wanted)
    return;
  cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) gtk_widget_get_height (widget)));
  cairo_translate (cr, floor (width - wanted), 0);
  cal_timeline_legend_draw (cr, gtk_widget_get_height (widget) / 2.0, cal_style_palette ());
  cairo_destroy (cr);
}

static void
cal_timeline_legend_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = across ? 0 : HEIGHT;
  *natural = across ? (int) ceil (cal_timeline_legend_width ()) : HEIGHT;
}

static void
cal_timeline_legend_class_init (CalTimelineLegendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = cal_timeline_legend_snapshot;
  widget_class->measure = cal_timeline_legend_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cal_timeline_legend_init (CalTimelineLegend *self)
{
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
      _ ("A bar above the line is a move up, one below it a move down, one on it a move across; a "
         "dot is a rating that was confirmed; a hollow mark was undone, and an arc leads to what "
         "undid it; a cross is a decision of somebody who has been erased."),
      -1);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}
