/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-board-overlay.h"

#include <math.h>
#include <string.h>

#include "app/cal-chip.h"
#include "app/cal-draw.h"
#include "app/cal-style.h"

#define CASING 6
#define LINE 2
#define ORIGIN_RADIUS 4.5f
#define PIECE 48

/* From where somebody was to where they are, or would be. */
typedef struct
{
  CalRect from;
  CalRect to;
} Link;

struct _CalBoardOverlay
{
  GtkWidget parent_instance;

  Link link;
  CalRect slot;
  CalRect band;
  CalRect ghost_place;
  GtkWidget *ghost;
};

G_DEFINE_FINAL_TYPE (CalBoardOverlay, cal_board_overlay, GTK_TYPE_WIDGET)

static gboolean
is_empty (const CalRect *rect)
{
  return rect->width <= 0 || rect->height <= 0;
}

static graphene_point_t
middle (const CalRect *rect)
{
  return GRAPHENE_POINT_INIT (rect->x + rect->width / 2.0f, rect->y + rect->height / 2.0f);
}

/* Where a line towards @to leaves the place that somebody comes from: on its
 * right or left edge, so that it never crosses the name. */
static graphene_point_t
origin (const CalRect *from, graphene_point_t to)
{
  graphene_point_t point = middle (from);

  point.x = (float) (to.x >= point.x ? from->x + from->width : from->x);
  return point;
}

/* Where the line meets the chip's edge. */
static graphene_point_t
meet (const CalRect *chip, graphene_point_t from)
{
  graphene_point_t to = middle (chip);
  double dx = from.x - to.x;
  double dy = from.y - to.y;
  double reach_x = dx != 0 ? chip->width / 2.0 / fabs (dx) : G_MAXDOUBLE;
  double reach_y = dy != 0 ? chip->height / 2.0 / fabs (dy) : G_MAXDOUBLE;
  double reach = MIN (MIN (reach_x, reach_y), 1);

  return GRAPHENE_POINT_INIT ((float) (to.x + dx * reach), (float) (to.y + dy * reach));
}

static void
draw_piece (GtkSnapshot *snapshot,
            graphene_point_t from,
            graphene_point_t to,
            double width,
            CalColor color)
{
  graphene_rect_t bounds;
  cairo_t *cr;

  graphene_rect_init (&bounds, MIN (from.x, to.x), MIN (from.y, to.y), fabsf (from.x - to.x),
                      fabsf (from.y - to.y));
  graphene_rect_inset (&bounds, -CASING, -CASING);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_move_to (cr, from.x, from.y);
  cairo_line_to (cr, to.x, to.y);
  cal_palette_set_source (cr, color, 1);
  cairo_set_line_width (cr, width);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* In short pieces, so that what has to be painted again is a band along the
 * line and not the whole rectangle that it spans. */
static void
draw_line (GtkSnapshot *snapshot,
           graphene_point_t from,
           graphene_point_t to,
           double width,
           CalColor color)
{
  double length = hypot (to.x - from.x, to.y - from.y);
  guint n = (guint) (length / PIECE) + 1;

  for (guint i = 0; i < n; i++)
    {
      graphene_point_t start;
      graphene_point_t end;

      graphene_point_interpolate (&from, &to, (double) i / n, &start);
      graphene_point_interpolate (&from, &to, (double) (i + 1) / n, &end);
      draw_piece (snapshot, start, end, width, color);
    }
}

static void
draw_link (GtkSnapshot *snapshot, const Link *link, const CalPalette *palette)
{
  graphene_point_t start = origin (&link->from, middle (&link->to));
  graphene_point_t end = meet (&link->to, start);
  float reach = ORIGIN_RADIUS + LINE;
  cairo_t *cr;

  draw_line (snapshot, start, end, CASING, palette->window);
  draw_line (snapshot, start, end, LINE, palette->accent_text);
  cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (start.x - reach, start.y - reach, 2 * reach, 2 * reach));
  cairo_arc (cr, start.x, start.y, ORIGIN_RADIUS, 0, 2 * G_PI);
  cal_palette_set_source (cr, palette->window, 1);
  cairo_fill_preserve (cr);
  cal_palette_set_source (cr, palette->accent_text, 1);
  cairo_set_line_width (cr, LINE);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
draw_slot (GtkSnapshot *snapshot, const CalRect *slot, const CalPalette *palette)
{
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT ((float) slot->x, (float) slot->y, (float) slot->width,
                                     (float) slot->height));

  cairo_translate (cr, slot->x, slot->y);
  cal_draw_dashed (cr, slot->width, slot->height, CAL_CHIP_RADIUS, palette->accent_text);
  cairo_destroy (cr);
}

static void
draw_band (GtkSnapshot *snapshot, const CalRect *band, const CalPalette *palette)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) band->x, (float) band->y,
                                               (float) band->width, (float) band->height);
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, &bounds, 3);
  cal_draw_fill (snapshot, &shape, cal_draw_rgba (palette->accent, 0.16));
  cal_draw_outline (snapshot, &shape, 1, cal_draw_rgba (palette->accent_text, 1));
}

static void
cal_board_overlay_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CalBoardOverlay *self = CAL_BOARD_OVERLAY (widget);
  const CalPalette *palette = cal_style_palette ();

  if (!is_empty (&self->ghost_place))
    gtk_widget_snapshot_child (widget, self->ghost, snapshot);
  if (!is_empty (&self->slot))
    draw_slot (snapshot, &self->slot, palette);
  if (!is_empty (&self->link.from))
    draw_link (snapshot, &self->link, palette);
  if (!is_empty (&self->band))
    draw_band (snapshot, &self->band, palette);
}

static void
cal_board_overlay_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CalBoardOverlay *self = CAL_BOARD_OVERLAY (widget);
  const CalRect *place = &self->ghost_place;

  if (is_empty (place))
    return;
  gtk_widget_measure (self->ghost, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (
      self->ghost, &(GtkAllocation){ place->x, place->y, place->width, place->height }, -1);
}

static void
cal_board_overlay_dispose (GObject *object)
{
  CalBoardOverlay *self = CAL_BOARD_OVERLAY (object);

  g_clear_pointer (&self->ghost, gtk_widget_unparent);
  G_OBJECT_CLASS (cal_board_overlay_parent_class)->dispose (object);
}

static void
cal_board_overlay_class_init (CalBoardOverlayClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = cal_board_overlay_dispose;
  widget_class->snapshot = cal_board_overlay_snapshot;
  widget_class->size_allocate = cal_board_overlay_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cal_board_overlay_init (CalBoardOverlay *self)
{
  self->ghost = cal_chip_new ();
  gtk_widget_set_focusable (self->ghost, FALSE);
  cal_chip_set_state (CAL_CHIP (self->ghost), CAL_CHIP_GHOST);
  gtk_widget_set_child_visible (self->ghost, FALSE);
  gtk_widget_set_parent (self->ghost, GTK_WIDGET (self));
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

/**
 * cal_board_overlay_new:
 *
 * What is drawn over the board's cells for a moment: where somebody comes
 * from, where a drop would go, the rubber band. It takes no input.
 *
 * Returns: (transfer floating): an overlay
 */
GtkWidget *
cal_board_overlay_new (void)
{
  return g_object_new (CAL_TYPE_BOARD_OVERLAY, NULL);
}

/**
 * cal_board_overlay_set_link:
 * @self: an overlay
 * @from: (nullable): where somebody was; %NULL for no line
 * @to: (nullable): where they are, or would be
 *
 * Draws a line between the two. One at most: several hide the names below.
 */
void
cal_board_overlay_set_link (CalBoardOverlay *self, const CalRect *from, const CalRect *to)
{
  Link link = { 0 };

  if (from != NULL)
    link = (Link){ *from, *to };
  if (memcmp (&link, &self->link, sizeof link) == 0)
    return;
  self->link = link;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * cal_board_overlay_set_ghost:
 * @self: an overlay
 * @board: (nullable): a board
 * @index: a subject
 * @place: (nullable): where they stood before calibration; %NULL for no ghost
 */
void
cal_board_overlay_set_ghost (CalBoardOverlay *self,
                             const CalBoard *board,
                             guint index,
                             const CalRect *place)
{
  if (place == NULL && is_empty (&self->ghost_place))
    return;
  self->ghost_place = place != NULL ? *place : (CalRect){ 0 };
  if (place != NULL)
    cal_chip_set_subject (CAL_CHIP (self->ghost), board, index);
  gtk_widget_set_child_visible (self->ghost, place != NULL);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * cal_board_overlay_set_slot:
 * @self: an overlay
 * @slot: (nullable): where a drop would go
 */
void
cal_board_overlay_set_slot (CalBoardOverlay *self, const CalRect *slot)
{
  CalRect now = slot != NULL ? *slot : (CalRect){ 0 };

  if (memcmp (&now, &self->slot, sizeof now) == 0)
    return;
  self->slot = now;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * cal_board_overlay_set_band:
 * @self: an overlay
 * @band: (nullable): the rubber band
 */
void
cal_board_overlay_set_band (CalBoardOverlay *self, const CalRect *band)
{
  self->band = band != NULL ? *band : (CalRect){ 0 };
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
