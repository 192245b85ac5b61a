/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-chart-view.h"

#include <adwaita.h>

#include "app/cal-style.h"

/* A chart on the screen: it draws, answers the pointer, and can be read aloud. */
struct _CalChartView
{
  GtkWidget parent_instance;

  CalChart *chart;
};

G_DEFINE_FINAL_TYPE (CalChartView, cal_chart_view, GTK_TYPE_WIDGET)

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
  cairo_destroy (cr);
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
        (int) cal_chart_height_for_width (self->chart, for_size > 0 ? for_size : 300);
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

  G_OBJECT_CLASS (klass)->finalize = cal_chart_view_finalize;
  widget_class->snapshot = cal_chart_view_snapshot;
  widget_class->get_request_mode = cal_chart_view_get_request_mode;
  widget_class->measure = cal_chart_view_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cal_chart_view_init (CalChartView *self)
{
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
  if (chart != NULL)
    {
      g_autofree char *description = cal_chart_describe (chart);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      cal_chart_title (chart), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      description, -1);
    }
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
