/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-marks.h"

#include <math.h>

#include "core/cal-board-present.h"

/* Marks are drawn in a box of 14 units with the origin at its centre. */
#define UNITS 14.0

static void
draw_arrow (cairo_t *cr, double dx, double dy)
{
  double reach = 5.0;

  cairo_save (cr);
  cairo_rotate (cr, atan2 (dy, dx));
  cairo_set_line_width (cr, 2.0);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cr, -reach, 0);
  cairo_line_to (cr, reach, 0);
  cairo_move_to (cr, reach - 4, -4);
  cairo_line_to (cr, reach, 0);
  cairo_line_to (cr, reach - 4, 4);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_diamond (cairo_t *cr)
{
  cairo_move_to (cr, 0, -6.5);
  cairo_line_to (cr, 6.5, 0);
  cairo_line_to (cr, 0, 6.5);
  cairo_line_to (cr, -6.5, 0);
  cairo_close_path (cr);
  /* The exclamation mark is left open, so that it shows whatever lies below. */
  cairo_rectangle (cr, -0.8, -3.5, 1.6, 4.4);
  cairo_rectangle (cr, -0.8, 2.1, 1.6, 1.6);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_fill (cr);
}

static void
draw_pennant (cairo_t *cr)
{
  cairo_rectangle (cr, -5, -6.5, 1.6, 13);
  cairo_move_to (cr, -3.4, -6);
  cairo_line_to (cr, 6, -2.5);
  cairo_line_to (cr, -3.4, 1);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_dashed_circle (cairo_t *cr)
{
  const double radius = 5.0;
  const double dash = 2 * G_PI * radius / 8;
  const double dashes[] = { dash * 0.62, dash * 0.38 };

  cairo_set_line_width (cr, 2.0);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_new_sub_path (cr);
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  cairo_stroke (cr);
}

static void
draw_bars (cairo_t *cr)
{
  cairo_rectangle (cr, -4, -4, 2.8, 8);
  cairo_rectangle (cr, 1.2, -4, 2.8, 8);
  cairo_fill (cr);
}

static void
draw_tick (cairo_t *cr)
{
  cairo_set_line_width (cr, 1.8);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cr, -4.6, 0.4);
  cairo_line_to (cr, -1.4, 3.6);
  cairo_line_to (cr, 4.8, -3.4);
  cairo_stroke (cr);
}

static void
enter_box (cairo_t *cr, double x, double y, double size)
{
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_translate (cr, x + size / 2, y + size / 2);
  cairo_scale (cr, size / UNITS, size / UNITS);
}

/* The session that the panel is in: the one that takes decisions, else the
 * latest. */
static gboolean
find_session (const CalBoard *board, guint *session)
{
  guint n = cal_board_n_sessions (board);

  for (guint i = n; i > 0; i--)
    {
      if (!cal_board_session (board, i - 1)->finalised)
        {
          *session = i - 1;
          return TRUE;
        }
    }
  *session = n - 1;
  return n > 0;
}

/* The same, where the board has no decisions to walk along. */
static CalMark
marks_of_standings (const CalBoard *board, guint index, guint session)
{
  const CalStanding *standing = cal_board_standing (board, index, session);
  CalMark marks = 0;

  if (standing == NULL)
    return 0;
  if (standing->n_moves + standing->n_keeps > 0)
    marks |= CAL_MARK_DISCUSSED;
  if (standing == cal_board_latest_standing (board, index)
      && !cal_placement_equal (standing->origin, standing->placement))
    marks |= CAL_MARK_MOVED;
  return marks;
}

/**
 * cal_marks_of_subject:
 * @board: a board
 * @index: a subject
 *
 * What the log says of a subject in the present session: moved, when they
 * stand elsewhere than at its start, or since another session decided on them;
 * discussed, when a decision about them is in force.
 *
 * Returns: the marks, or'ed together
 */
CalMark
cal_marks_of_subject (const CalBoard *board, guint index)
{
  const CalBoardSubject *subject = cal_board_subject (board, index);
  CalPlacement start = subject->placement;
  CalMark marks = 0;
  gboolean interrupted = FALSE;
  gint64 at = subject->last_decision;
  guint session;

  if (subject->n_decisions == 0 || !find_session (board, &session))
    return 0;
  if (!cal_board_has_history (board))
    return marks_of_standings (board, index, session);
  while (at != CAL_NONE && !(interrupted && (marks & CAL_MARK_DISCUSSED)))
    {
      const CalDecision *decision = cal_board_decision (board, (guint) at);

      if (decision->session != session)
        interrupted = TRUE;
      else if (decision->in_force && !decision->compensates)
        marks |= CAL_MARK_DISCUSSED;
      if (!interrupted)
        start = decision->from;
      at = decision->previous;
    }
  if (!cal_placement_equal (start, subject->placement))
    marks |= CAL_MARK_MOVED;
  return marks;
}

/**
 * cal_mark_draw:
 * @mark: a mark; %CAL_MARK_MOVED is drawn as an arrow up and to the right,
 *   for legends
 * @cr: a context
 * @x: left edge of the mark's box
 * @y: top edge
 * @size: the box's width and height, %CAL_MARK_SIZE on a chip
 * @palette: colours
 *
 * Draws one mark.
 */
void
cal_mark_draw (CalMark mark,
               cairo_t *cr,
               double x,
               double y,
               double size,
               const CalPalette *palette)
{
  enter_box (cr, x, y, size);
  switch (mark)
    {
    case CAL_MARK_MOVED:
      cal_palette_set_source (cr, palette->accent_text, 1);
      draw_arrow (cr, 1, -1);
      break;

    case CAL_MARK_DISPUTED:
      cal_palette_set_source (cr, palette->disputed, 1);
      draw_diamond (cr);
      break;

    case CAL_MARK_FLAGGED:
      cal_palette_set_source (cr, palette->flagged, 1);
      draw_pennant (cr);
      break;

    case CAL_MARK_EVIDENCE:
      cal_palette_set_source (cr, palette->evidence, 1);
      draw_dashed_circle (cr);
      break;

    case CAL_MARK_PARKED:
      cal_palette_set_source (cr, palette->parked, 1);
      draw_bars (cr);
      break;

    case CAL_MARK_DISCUSSED:
      cal_palette_set_source (cr, palette->discussed, 1);
      draw_tick (cr);
      break;

    default:
      g_return_if_reached ();
    }
  cairo_restore (cr);
}

/**
 * cal_mark_draw_move:
 * @from: the placement before
 * @to: the placement now
 * @cr: a context
 * @x: left edge of the mark's box
 * @y: top edge
 * @size: the box's width and height
 * @palette: colours
 *
 * Draws the arrow of a move: in one of eight directions on the grid, and a
 * dot where there is none because the subject comes from the holding area or
 * went there.
 */
void
cal_mark_draw_move (CalPlacement from,
                    CalPlacement to,
                    cairo_t *cr,
                    double x,
                    double y,
                    double size,
                    const CalPalette *palette)
{
  int dx = (to.performance > from.performance) - (to.performance < from.performance);
  int dy = (to.potential > from.potential) - (to.potential < from.potential);

  enter_box (cr, x, y, size);
  cal_palette_set_source (cr, palette->accent_text, 1);
  if (cal_placement_is_placed (from) && cal_placement_is_placed (to) && (dx != 0 || dy != 0))
    {
      /* Potential grows upwards, cairo's y downwards. */
      draw_arrow (cr, dx, -dy);
    }
  else
    {
      cairo_new_sub_path (cr);
      cairo_arc (cr, 0, 0, 3.5, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  cairo_restore (cr);
}
