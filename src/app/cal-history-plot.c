/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-history-plot.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/cal-style.h"
#include "model/cal-card.h"

#define LABEL_WIDTH 96
#define VALUES_WIDTH 60
#define ROW 30
#define AXIS 18

/* A subject's ratings in earlier cycles: two small lines over the same years,
 * each with its levels in figures beside it. */
struct _CalHistoryPlot
{
  GtkWidget parent_instance;

  GArray *cycles;
  guint n_performance;
  guint n_potential;
};

G_DEFINE_FINAL_TYPE (CalHistoryPlot, cal_history_plot, GTK_TYPE_WIDGET)

static const CalCardCycle *
cycle_at (CalHistoryPlot *self, guint i)
{
  return &g_array_index (self->cycles, CalCardCycle, i);
}

static guint
level_at (CalHistoryPlot *self, guint i, gboolean performance)
{
  return performance ? cycle_at (self, i)->performance : cycle_at (self, i)->potential;
}

static double
x_at (CalHistoryPlot *self, guint i, double width)
{
  double room = width - LABEL_WIDTH - VALUES_WIDTH - 24;

  if (self->cycles->len < 2)
    return LABEL_WIDTH + 12 + room / 2;
  return LABEL_WIDTH + 12 + room * i / (self->cycles->len - 1);
}

static void
draw_text (CalHistoryPlot *self,
           GtkSnapshot *snapshot,
           const char *text,
           double x,
           double y,
           double align,
           CalColor color)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  GdkRGBA rgba = { (float) ((color >> 16) & 0xff) / 255, (float) ((color >> 8) & 0xff) / 255,
                   (float) (color & 0xff) / 255, 1 };
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT ((float) (x - align * width), (float) (y - height / 2.0)));
  gtk_snapshot_append_layout (snapshot, layout, &rgba);
  gtk_snapshot_restore (snapshot);
}

static void
draw_line (CalHistoryPlot *self, cairo_t *cr, double top, double width, gboolean performance)
{
  const CalPalette *palette = cal_style_palette ();
  guint n_levels = MAX (performance ? self->n_performance : self->n_potential, 2);
  const double dashes[] = { 3, 2 };
  gboolean drawing = FALSE;

  cal_palette_set_source (cr, palette->bar, 1);
  cairo_set_line_width (cr, 1.5);
  if (!performance)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  for (guint i = 0; i < self->cycles->len; i++)
    {
      guint level = level_at (self, i, performance);
      double y = top + ROW - 8 - (ROW - 16) * (level - 1.0) / (n_levels - 1);

      if (level == 0)
        drawing = FALSE;
      else if (drawing)
        cairo_line_to (cr, x_at (self, i, width), y);
      else
        cairo_move_to (cr, x_at (self, i, width), y);
      drawing = level != 0;
    }
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  for (guint i = 0; i < self->cycles->len; i++)
    {
      guint level = level_at (self, i, performance);
      double y = top + ROW - 8 - (ROW - 16) * (level - 1.0) / (n_levels - 1);

      if (level == 0)
        continue;
      cairo_new_sub_path (cr);
      cairo_arc (cr, x_at (self, i, width), y, 3, 0, 2 * G_PI);
      cal_palette_set_source (cr, performance ? palette->bar : palette->card, 1);
      cairo_fill_preserve (cr);
      cal_palette_set_source (cr, palette->bar, 1);
      cairo_stroke (cr);
    }
}

static char *
levels_text (CalHistoryPlot *self, gboolean performance)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->cycles->len; i++)
    {
      guint level = level_at (self, i, performance);

      if (i > 0)
        g_string_append_c (text, ' ');
      if (level > 0)
        g_string_append_printf (text, "%u", level);
      else
        g_string_append (text, "–");
    }
  return g_string_free (text, FALSE);
}

static void
cal_history_plot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CalHistoryPlot *self = CAL_HISTORY_PLOT (widget);
  const CalPalette *palette = cal_style_palette ();
  double width = gtk_widget_get_width (widget);
  graphene_rect_t bounds =
      GRAPHENE_RECT_INIT (0, 0, (float) width, (float) gtk_widget_get_height (widget));
  g_autofree char *performance = levels_text (self, TRUE);
  g_autofree char *potential = levels_text (self, FALSE);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  draw_line (self, cr, 0, width, TRUE);
  draw_line (self, cr, ROW, width, FALSE);
  cairo_destroy (cr);
  draw_text (self, snapshot, _ ("Performance"), 0, ROW / 2.0, 0, palette->text);
  draw_text (self, snapshot, _ ("Potential"), 0, ROW * 1.5, 0, palette->text);
  draw_text (self, snapshot, performance, width, ROW / 2.0, 1, palette->text);
  draw_text (self, snapshot, potential, width, ROW * 1.5, 1, palette->text);
  for (guint i = 0; i < self->cycles->len; i++)
    draw_text (self, snapshot, cycle_at (self, i)->name, x_at (self, i, width),
               2 * ROW + AXIS / 2.0, 0.5, palette->dim);
}

static void
cal_history_plot_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 2 * ROW + AXIS;
}

static void
clear_cycle (gpointer data)
{
  g_free (((CalCardCycle *) data)->name);
}

static void
cal_history_plot_finalize (GObject *object)
{
  g_array_unref (CAL_HISTORY_PLOT (object)->cycles);
  G_OBJECT_CLASS (cal_history_plot_parent_class)->finalize (object);
}

static void
cal_history_plot_class_init (CalHistoryPlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cal_history_plot_finalize;
  widget_class->snapshot = cal_history_plot_snapshot;
  widget_class->measure = cal_history_plot_measure;
  gtk_widget_class_set_css_name (widget_class, "historyplot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cal_history_plot_init (CalHistoryPlot *self)
{
  self->cycles = g_array_new (FALSE, FALSE, sizeof (CalCardCycle));
  g_array_set_clear_func (self->cycles, clear_cycle);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * cal_history_plot_set_cycles:
 * @cycles: (element-type CalCardCycle): earlier cycles, oldest first; copied
 * @rules: the scales that the ratings are on
 */
void
cal_history_plot_set_cycles (CalHistoryPlot *self, GArray *cycles, CalRules *rules)
{
  g_autofree char *performance = NULL;
  g_autofree char *potential = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (CAL_IS_HISTORY_PLOT (self));

  g_array_set_size (self->cycles, 0);
  for (guint i = 0; i < cycles->len; i++)
    {
      CalCardCycle cycle = g_array_index (cycles, CalCardCycle, i);

      cycle.name = g_strdup (cycle.name);
      g_array_append_val (self->cycles, cycle);
    }
  self->n_performance = rules->performance.n_levels;
  self->n_potential = rules->potential.n_levels;
  performance = levels_text (self, TRUE);
  potential = levels_text (self, FALSE);
  label = g_strdup_printf (_ ("Earlier ratings, oldest first: performance %s; potential %s"),
                           performance, potential);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
