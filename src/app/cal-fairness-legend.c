/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-fairness-legend.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/cal-style.h"
#include "charts/cal-scene.h"

#define SWATCH 17.0
#define SWATCH_HEIGHT 14.0
#define SPACE 8.0
#define GAP 24.0
#define HEIGHT 20.0

/* What hollow, solid and hatched mean in the charts below. */
struct _CalFairnessLegend
{
  GtkWidget parent_instance;

  CalScene *scene;
  double width;
};

G_DEFINE_FINAL_TYPE (CalFairnessLegend, cal_fairness_legend, GTK_TYPE_WIDGET)

static double
add_text (CalScene *scene, double x, const char *text)
{
  x += SWATCH + SPACE;
  return x + GAP
         + cal_scene_text (scene, text, CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM, x, HEIGHT / 2 + 4.5,
                           CAL_ALIGN_START);
}

static void
lay_out (CalFairnessLegend *self)
{
  cairo_rectangle_t box = { 0, (HEIGHT - SWATCH_HEIGHT) / 2, SWATCH, SWATCH_HEIGHT };

  self->scene = cal_scene_new (0, HEIGHT);
  cal_scene_outline (self->scene, box, CAL_INK_BEFORE, 1.5);
  box.x = add_text (self->scene, box.x, _ ("Pre-calibration"));
  cal_scene_fill (self->scene, box, 0, CAL_INK_ACCENT, 1);
  box.x = add_text (self->scene, box.x, _ ("Now"));
  cal_scene_fill (self->scene, box, 0, CAL_INK_BAND, 0.55);
  cal_scene_hatch (self->scene, box, CAL_INK_BAND_EDGE, 0.35);
  cal_scene_line (self->scene, box.x, box.y, box.x + SWATCH, box.y, CAL_INK_BAND_EDGE, 1, 1.5,
                  FALSE);
  cal_scene_line (self->scene, box.x, box.y + SWATCH_HEIGHT, box.x + SWATCH, box.y + SWATCH_HEIGHT,
                  CAL_INK_BAND_EDGE, 1, 1.5, FALSE);
  self->width = add_text (self->scene, box.x, _ ("Guideline range")) - GAP;
}

static void
cal_fairness_legend_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  CalFairnessLegend *self = CAL_FAIRNESS_LEGEND (widget);

  *minimum = *natural =
      orientation == GTK_ORIENTATION_HORIZONTAL ? (int) self->width + 1 : (int) HEIGHT;
}

static void
cal_fairness_legend_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CalFairnessLegend *self = CAL_FAIRNESS_LEGEND (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget));
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  cal_scene_draw (self->scene, cr, cal_style_palette ());
  cairo_destroy (cr);
}

static void
cal_fairness_legend_finalize (GObject *object)
{
  cal_scene_free (CAL_FAIRNESS_LEGEND (object)->scene);
  G_OBJECT_CLASS (cal_fairness_legend_parent_class)->finalize (object);
}

static void
cal_fairness_legend_class_init (CalFairnessLegendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cal_fairness_legend_finalize;
  widget_class->measure = cal_fairness_legend_measure;
  widget_class->snapshot = cal_fairness_legend_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cal_fairness_legend_init (CalFairnessLegend *self)
{
  lay_out (self);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
      _ ("In the charts pre-calibration is hollow, now is solid, and the guideline is hatched"),
      -1);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}
