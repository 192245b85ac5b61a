/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-mini-grid.h"

#include <math.h>

#include <adwaita.h>

#include "app/cal-style.h"

#define GAP 2

/* A board the size of a thumb: how many stand where, or one subject's way. */
struct _CalMiniGrid
{
  GtkWidget parent_instance;

  int box;
  guint columns;
  guint rows;
  int *counts;
  CalPlacement from;
  CalPlacement to;
  gboolean plain;
};

enum
{
  PROP_0,
  PROP_BOX,
  PROP_PLAIN,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CalMiniGrid, cal_mini_grid, GTK_TYPE_WIDGET)

static void
rounded (cairo_t *cr, double x, double y, double size, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + size - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, x + size - radius, y + size - radius, radius, 0, G_PI_2);
  cairo_arc (cr, x + radius, y + size - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

/* The area of the inner square goes with the count, so that a glance compares. */
static void
draw_count (CalMiniGrid *self,
            cairo_t *cr,
            const CalPalette *palette,
            guint cell,
            double x,
            double y)
{
  int most = 1;
  double side;

  for (guint i = 0; i < self->columns * self->rows; i++)
    most = MAX (most, self->counts[i]);
  if (self->counts[cell] <= 0)
    return;
  side = MAX (2, (self->box - 4) * sqrt ((double) self->counts[cell] / most));
  cal_palette_set_source (cr, palette->text, 0.75);
  rounded (cr, x + (self->box - side) / 2, y + (self->box - side) / 2, side, MIN (2, side / 2));
  cairo_fill (cr);
}

static void
draw_move (CalMiniGrid *self,
           cairo_t *cr,
           const CalPalette *palette,
           CalPlacement cell,
           double x,
           double y)
{
  gboolean stays = cal_placement_equal (self->from, self->to);
  CalColor color = self->plain ? palette->text : palette->accent;

  if (cal_placement_equal (cell, self->to))
    {
      cal_palette_set_source (cr, color, stays && self->plain ? 0.5 : 1);
      rounded (cr, x, y, self->box, 2.5);
      cairo_fill (cr);
    }
  else if (cal_placement_equal (cell, self->from))
    {
      const double dashes[] = { 2, 1.5 };

      cal_palette_set_source (cr, self->plain ? palette->text : palette->accent_text, 1);
      cairo_set_line_width (cr, 1.5);
      if (!self->plain)
        cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
      rounded (cr, x + 0.75, y + 0.75, self->box - 1.5, 2);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0);
    }
}

static void
cal_mini_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CalMiniGrid *self = CAL_MINI_GRID (widget);
  const CalPalette *palette = cal_style_palette ();
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget));
  int pitch = self->box + GAP;
  cairo_t *cr;

  if (self->columns == 0 || self->rows == 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  for (guint row = 0; row < self->rows; row++)
    for (guint column = 0; column < self->columns; column++)
      {
        double x = (double) column * pitch;
        double y = (double) (self->rows - 1 - row) * pitch;
        guint step = cal_palette_step (column + 1, self->columns, row + 1, self->rows);

        if (self->plain)
          cal_palette_set_source (cr, palette->text, 0.12);
        else
          cal_palette_set_source (cr, palette->tints[step], 1);
        rounded (cr, x, y, self->box, MIN (4, self->box / 4.0));
        cairo_fill_preserve (cr);
        cal_palette_set_source (cr, palette->patches[step], self->plain ? 0 : 0.45);
        cairo_set_line_width (cr, 1);
        cairo_stroke (cr);
        if (self->counts != NULL)
          draw_count (self, cr, palette, row * self->columns + column, x, y);
        else
          draw_move (self, cr, palette, cal_placement (column + 1, row + 1), x, y);
      }
  cairo_destroy (cr);
}

static void
cal_mini_grid_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  CalMiniGrid *self = CAL_MINI_GRID (widget);
  int n = (int) (orientation == GTK_ORIENTATION_HORIZONTAL ? self->columns : self->rows);

  *minimum = *natural = MAX (n, 3) * (self->box + GAP) - GAP;
}

static void
cal_mini_grid_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CalMiniGrid *self = CAL_MINI_GRID (object);

  if (id == PROP_BOX)
    g_value_set_int (value, self->box);
  else if (id == PROP_PLAIN)
    g_value_set_boolean (value, self->plain);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cal_mini_grid_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CalMiniGrid *self = CAL_MINI_GRID (object);

  if (id == PROP_BOX)
    self->box = g_value_get_int (value);
  else if (id == PROP_PLAIN)
    cal_mini_grid_set_plain (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cal_mini_grid_finalize (GObject *object)
{
  g_free (CAL_MINI_GRID (object)->counts);
  G_OBJECT_CLASS (cal_mini_grid_parent_class)->finalize (object);
}

static void
cal_mini_grid_class_init (CalMiniGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = cal_mini_grid_finalize;
  object_class->get_property = cal_mini_grid_get_property;
  object_class->set_property = cal_mini_grid_set_property;
  widget_class->snapshot = cal_mini_grid_snapshot;
  widget_class->measure = cal_mini_grid_measure;
  properties[PROP_BOX] =
      g_param_spec_int ("box", NULL, NULL, 4, 64, 10,
                        G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PLAIN] =
      g_param_spec_boolean ("plain", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cal_mini_grid_init (CalMiniGrid *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * cal_mini_grid_new:
 * @box: the side of one box in pixels
 */
GtkWidget *
cal_mini_grid_new (int box)
{
  return g_object_new (CAL_TYPE_MINI_GRID, "box", box, NULL);
}

/**
 * cal_mini_grid_set_counts:
 * @columns: performance levels
 * @counts: how many stand in each cell, in the order of cal_rules_cell(); copied
 * @n: how many cells
 *
 * Shows a whole board.
 */
void
cal_mini_grid_set_counts (CalMiniGrid *self, guint columns, const int *counts, gsize n)
{
  g_return_if_fail (CAL_IS_MINI_GRID (self));

  g_free (self->counts);
  self->columns = columns;
  self->rows = columns > 0 ? (guint) n / columns : 0;
  self->counts = g_memdup2 (counts, n * sizeof *counts);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * cal_mini_grid_set_move:
 * @columns: performance levels
 * @rows: potential levels
 * @from: an outlined cell, or the holding area
 * @to: a filled cell, or the holding area
 *
 * Shows where one subject stood and stands.
 */
void
cal_mini_grid_set_move (CalMiniGrid *self,
                        guint columns,
                        guint rows,
                        CalPlacement from,
                        CalPlacement to)
{
  g_return_if_fail (CAL_IS_MINI_GRID (self));

  g_clear_pointer (&self->counts, g_free);
  if (self->columns != columns || self->rows != rows)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  self->columns = columns;
  self->rows = rows;
  self->from = from;
  self->to = to;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * cal_mini_grid_set_plain:
 * @plain: whether to draw in greys, for long lists
 */
void
cal_mini_grid_set_plain (CalMiniGrid *self, gboolean plain)
{
  g_return_if_fail (CAL_IS_MINI_GRID (self));

  if (self->plain == plain)
    return;
  self->plain = plain;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAIN]);
}
