/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-path-overlay.h"

#include <adwaita.h>

#include "app/cal-draw.h"
#include "app/cal-style.h"
#include "charts/cal-chart-shape.h"
#include "charts/cal-chart-text.h"
#include "charts/cal-path-layout.h"
#include "model/cal-words.h"

/* As many legs as can be told apart. */
#define MAX_LEGS 8
#define LINE 2
#define ARROW 4
#define PILL_HEIGHT 18

/* One subject's way over the board up to the moment shown: numbered, and drawn
 * over the board without taking any input. */
struct _CalPathOverlay
{
  GtkWidget parent_instance;

  CalBoardView *view;
  const CalBoard *board;
  guint subject;
  guint64 numbers[MAX_LEGS];
  CalPlacement stops[MAX_LEGS + 1];
  guint n_legs;
};

G_DEFINE_FINAL_TYPE (CalPathOverlay, cal_path_overlay, GTK_TYPE_WIDGET)

/* The moves that hold, latest first; what was undone, and the undoing, cancel. */
static void
find_legs (CalPathOverlay *self)
{
  gint64 at = cal_board_subject (self->board, self->subject)->last_decision;

  self->n_legs = 0;
  while (at != CAL_NONE && self->n_legs < MAX_LEGS)
    {
      const CalDecision *decision = cal_board_decision (self->board, (guint) at);

      at = decision->previous;
      if (decision->kept || !decision->in_force || decision->reverts != CAL_NONE)
        continue;
      self->stops[self->n_legs] = decision->to;
      self->stops[self->n_legs + 1] = decision->from;
      self->numbers[self->n_legs++] = decision->seq;
    }
}

static CalPathStop
stop_at (CalPathOverlay *self, const CalBoardLayout *layout, CalPlacement placement)
{
  CalPathStop stop = { .cell = CAL_PATH_HELD };

  if (!cal_placement_is_placed (placement))
    stop.place = cal_path_held_place (layout);
  else
    {
      stop.cell = cal_rules_cell (cal_board_rules (self->board), placement);
      stop.place = cal_board_view_get_place (self->view, self->subject, stop.cell);
    }
  return stop;
}

static void
draw_ghost (CalPathOverlay *self, cairo_t *cr, const CalRect *place)
{
  const CalPalette *palette = cal_style_palette ();
  const char *name = cal_board_subject (self->board, self->subject)->row->name;
  cairo_rectangle_t box = { place->x, place->y, place->width, place->height };

  cal_shape_fill_rounded (cr, &box, CAL_CHIP_RADIUS, palette->card, 0.85);
  cairo_save (cr);
  cairo_translate (cr, place->x, place->y);
  cal_draw_dashed (cr, place->width, place->height, CAL_CHIP_RADIUS, palette->accent_text);
  cairo_restore (cr);
  cal_text_draw_fitted (cr, name, CAL_TEXT_SECONDARY, FALSE, palette->accent_text, place->x + 8,
                        place->y + place->height / 2.0 + 4, CAL_ALIGN_START, place->width - 16);
}

static void
draw_leg (cairo_t *cr, const CalPathLeg *leg, const CalPalette *palette)
{
  const CalPathPoint *end = &leg->points[leg->n_points - 1];

  cairo_new_path (cr);
  for (guint i = 0; i < leg->n_points; i++)
    cairo_line_to (cr, leg->points[i].x, leg->points[i].y);
  cal_palette_set_source (cr, palette->accent_text, 1);
  cairo_set_line_width (cr, LINE);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_move_to (cr, end->x, end->y - 1);
  cairo_rel_line_to (cr, -ARROW, ARROW + 1);
  cairo_rel_line_to (cr, 2 * ARROW, 0);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_pill (cairo_t *cr, const CalPathPoint *middle, guint64 seq, const CalPalette *palette)
{
  g_autofree char *number = cal_words_count (seq + 1);
  double width = cal_text_width (number, CAL_TEXT_SECONDARY, TRUE) + 16;
  cairo_rectangle_t pill = { middle->x - width / 2, middle->y - PILL_HEIGHT / 2.0, width,
                             PILL_HEIGHT };

  cal_shape_fill_rounded (cr, &pill, PILL_HEIGHT / 2.0, palette->accent_text, 1);
  cal_text_draw (cr, number, CAL_TEXT_SECONDARY, TRUE, palette->card, middle->x, middle->y + 4.5,
                 CAL_ALIGN_CENTER);
}

static void
cal_path_overlay_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CalPathOverlay *self = CAL_PATH_OVERLAY (widget);
  const CalBoardLayout *layout = cal_board_view_get_layout (self->view);
  const CalPalette *palette = cal_style_palette ();
  CalPathStop stops[MAX_LEGS + 1];
  g_autofree CalPathLeg *legs = NULL;
  guint current;
  cairo_t *cr;

  if (self->n_legs == 0 || layout == NULL)
    return;
  for (guint i = 0; i <= self->n_legs; i++)
    stops[i] = stop_at (self, layout, self->stops[self->n_legs - i]);
  legs = cal_path_layout (layout, stops, self->n_legs + 1);
  current = stops[self->n_legs].cell;

  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                       (float) gtk_widget_get_height (widget)));
  for (guint i = 0; i < self->n_legs; i++)
    if (stops[i].cell != current)
      draw_ghost (self, cr, &stops[i].place);
  for (guint i = 0; i < self->n_legs; i++)
    draw_leg (cr, &legs[i], palette);
  for (guint i = 0; i < self->n_legs; i++)
    draw_pill (cr, &legs[i].pill, self->numbers[self->n_legs - 1 - i], palette);
  cairo_destroy (cr);
}

static void
cal_path_overlay_class_init (CalPathOverlayClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = cal_path_overlay_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cal_path_overlay_init (CalPathOverlay *self)
{
  self->subject = G_MAXUINT;
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * cal_path_overlay_new:
 * @view: the board that it lies over, which must live as long
 *
 * Returns: (transfer floating): an overlay that shows nobody's path
 */
GtkWidget *
cal_path_overlay_new (CalBoardView *view)
{
  CalPathOverlay *self = g_object_new (CAL_TYPE_PATH_OVERLAY, NULL);

  self->view = view;
  return GTK_WIDGET (self);
}

/**
 * cal_path_overlay_show:
 * @board: (nullable): the board at the moment shown, borrowed
 * @subject: whose path is shown, %G_MAXUINT for nobody's
 */
void
cal_path_overlay_show (CalPathOverlay *self, const CalBoard *board, guint subject)
{
  g_return_if_fail (CAL_IS_PATH_OVERLAY (self));

  self->board = board;
  self->subject = subject;
  self->n_legs = 0;
  if (board != NULL && subject < cal_board_n_subjects (board)
      && !cal_board_subject (board, subject)->gone)
    find_legs (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
