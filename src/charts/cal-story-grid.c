/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-story-grid.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "charts/cal-chart-shape.h"
#include "charts/cal-chart-text.h"

#define AXIS 20.0
#define GAP 4.0
#define RADIUS 7.0
#define LABEL_SIZE 10.5
#define NAME_SIZE 10.0
#define LABEL_X 6.0
#define LABEL_BASELINE 15.0
#define LABEL_LINE 12.0
/* A cell's point stands below its label, and to the right of its middle, so that
 * the way up and down passes beside the numbers. */
#define LABEL_HEIGHT 18.0
#define POINT_X 0.72
#define HELD_HEIGHT 26.0
#define STOP_RADIUS 6.5
#define END_RADIUS 8.5
/* How far apart several moves between the same two cells run. */
#define LANE 18.5
#define PILL_HEIGHT 15.0
#define PILL_SIZE 10.5
#define PILL_PADDING 5.0
#define PILL_CASING 1.5
#define ARROW 6.0
/* What a text keeps free around it, and how finely the way is looked at. */
#define CLEARANCE 3.0
#define CURVE_STEPS 40
/* Of more moves than this those undone are not numbered, and of more than that
 * none: the pills would cover the board. */
#define MANY_PILLS 6
#define MAX_PILLS 12

typedef struct
{
  const CalStory *story;
  cairo_t *cr;
  const CalPalette *palette;
} Grid;

static double
cell_width (const CalStory *story)
{
  double room = CAL_STORY_GRID_WIDTH - AXIS;

  return (room - GAP * (story->n_performance - 1)) / story->n_performance;
}

/* Square, or flat where there are more levels up than across. */
static double
cell_height (const CalStory *story)
{
  double room = CAL_STORY_GRID_WIDTH - AXIS;

  return MIN (cell_width (story), (room - GAP * (story->n_potential - 1)) / story->n_potential);
}

static double
cells_height (const CalStory *story)
{
  return story->n_potential * (cell_height (story) + GAP) - GAP;
}

static gboolean
uses_holding_area (const CalStory *story)
{
  gboolean used = !cal_placement_is_placed (story->start) || !cal_placement_is_placed (story->end);

  for (guint i = 0; i < story->legs->len && !used; i++)
    used = !cal_placement_is_placed (g_array_index (story->legs, CalStoryLeg, i).to);
  return used;
}

/**
 * cal_story_grid_height:
 *
 * Returns: how high the little board is, its lower axis and the holding area
 *   included, in pixels
 */
double
cal_story_grid_height (const CalStory *story)
{
  return cells_height (story) + AXIS + (uses_holding_area (story) ? HELD_HEIGHT + GAP : 0);
}

/**
 * cal_story_grid_cell:
 * @placement: a placement
 * @cell: (out): its rectangle within the little board; the holding area's for
 *   somebody who is not placed
 */
void
cal_story_grid_cell (const CalStory *story, CalPlacement placement, cairo_rectangle_t *cell)
{
  double width = cell_width (story);
  double height = cell_height (story);

  if (cal_placement_is_placed (placement))
    *cell = (cairo_rectangle_t){ AXIS + (placement.performance - 1) * (width + GAP),
                                 (story->n_potential - placement.potential) * (height + GAP), width,
                                 height };
  else
    *cell = (cairo_rectangle_t){ AXIS, cells_height (story) + AXIS + GAP,
                                 CAL_STORY_GRID_WIDTH - AXIS, HELD_HEIGHT };
}

static void
point_of (const CalStory *story, CalPlacement placement, double *x, double *y)
{
  cairo_rectangle_t cell;

  cal_story_grid_cell (story, placement, &cell);
  *x = cell.x + cell.width * POINT_X;
  *y = cell.y + cell.height / 2;
  if (cal_placement_is_placed (placement) && cell.height > 2 * LABEL_HEIGHT)
    *y += LABEL_HEIGHT / 2;
}

static void
draw_axes (const Grid *grid)
{
  double across = AXIS + (CAL_STORY_GRID_WIDTH - AXIS) / 2;
  double height = cells_height (grid->story);

  cal_text_draw (grid->cr, _ ("Performance →"), CAL_TEXT_META, FALSE, grid->palette->dim, across,
                 height + 15, CAL_ALIGN_CENTER);
  cairo_save (grid->cr);
  cairo_translate (grid->cr, 12, height / 2);
  cairo_rotate (grid->cr, -G_PI_2);
  cal_text_draw (grid->cr, _ ("Potential →"), CAL_TEXT_META, FALSE, grid->palette->dim, 0, 0,
                 CAL_ALIGN_CENTER);
  cairo_restore (grid->cr);
}

static gboolean
same_pair (const CalStoryLeg *a, const CalStoryLeg *b)
{
  return (cal_placement_equal (a->from, b->from) && cal_placement_equal (a->to, b->to))
         || (cal_placement_equal (a->from, b->to) && cal_placement_equal (a->to, b->from));
}

/* How far to the side of the straight line a move runs: those between the same
 * two cells run side by side. */
static double
lane_of (const CalStory *story, guint index)
{
  const CalStoryLeg *leg = &g_array_index (story->legs, CalStoryLeg, index);
  gboolean turned =
      leg->from.performance > leg->to.performance
      || (leg->from.performance == leg->to.performance && leg->from.potential > leg->to.potential);
  guint n = 0;
  guint before = 0;

  for (guint i = 0; i < story->legs->len; i++)
    if (same_pair (leg, &g_array_index (story->legs, CalStoryLeg, i)))
      {
        n++;
        before += i < index;
      }
  return (turned ? -1 : 1) * MIN (LANE, 4 * LANE / n) * (before - (n - 1) / 2.0);
}

/* A move from point to point, bent towards a third. */
typedef struct
{
  double x1, y1;
  double cx, cy;
  double x2, y2;
} Curve;

static Curve
curve_of (const CalStory *story, guint index)
{
  const CalStoryLeg *leg = &g_array_index (story->legs, CalStoryLeg, index);
  double lane = lane_of (story, index);
  double length;
  Curve curve;

  point_of (story, leg->from, &curve.x1, &curve.y1);
  point_of (story, leg->to, &curve.x2, &curve.y2);
  length = MAX (hypot (curve.x2 - curve.x1, curve.y2 - curve.y1), 1);
  curve.cx = (curve.x1 + curve.x2) / 2 - 2 * lane * (curve.y2 - curve.y1) / length;
  curve.cy = (curve.y1 + curve.y2) / 2 + 2 * lane * (curve.x2 - curve.x1) / length;
  return curve;
}

static void
curve_point (const Curve *curve, double t, double *x, double *y)
{
  double u = 1 - t;

  *x = u * u * curve->x1 + 2 * u * t * curve->cx + t * t * curve->x2;
  *y = u * u * curve->y1 + 2 * u * t * curve->cy + t * t * curve->y2;
}

static char *
pill_text (const CalStoryLeg *leg)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, leg->number);
}

static gboolean
has_pill (const CalStory *story, const CalStoryLeg *leg)
{
  return story->legs->len <= (leg->is_undone ? MANY_PILLS : MAX_PILLS);
}

/* In the middle of its move. */
static cairo_rectangle_t
pill_of (const CalStory *story, guint index)
{
  g_autofree char *text = pill_text (&g_array_index (story->legs, CalStoryLeg, index));
  double width = cal_text_width (text, PILL_SIZE, TRUE) + 2 * PILL_PADDING;
  Curve curve = curve_of (story, index);
  double x;
  double y;

  curve_point (&curve, 0.5, &x, &y);
  return (cairo_rectangle_t){ x - width / 2, y - PILL_HEIGHT / 2, width, PILL_HEIGHT };
}

static gboolean
are_near (const cairo_rectangle_t *text, const cairo_rectangle_t *other)
{
  return other->x + other->width > text->x - CLEARANCE
         && other->x < text->x + text->width + CLEARANCE
         && other->y + other->height > text->y - CLEARANCE
         && other->y < text->y + text->height + CLEARANCE;
}

/* Whether a move or its pill comes near a text. */
static gboolean
is_crossed_by (const CalStory *story, guint index, const cairo_rectangle_t *text)
{
  Curve curve = curve_of (story, index);
  cairo_rectangle_t pill = pill_of (story, index);

  if (has_pill (story, &g_array_index (story->legs, CalStoryLeg, index)) && are_near (text, &pill))
    return TRUE;
  for (guint at = 0; at <= CURVE_STEPS; at++)
    {
      cairo_rectangle_t point = { 0 };

      curve_point (&curve, (double) at / CURVE_STEPS, &point.x, &point.y);
      if (are_near (text, &point))
        return TRUE;
    }
  return FALSE;
}

/* Whether the way, or one of the points that it goes through, comes near a text. */
static gboolean
is_crossed (const CalStory *story, const cairo_rectangle_t *text)
{
  const CalPlacement ends[] = { story->start, story->end };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      cairo_rectangle_t point = { .width = 2 * END_RADIUS, .height = 2 * END_RADIUS };

      point_of (story, ends[i], &point.x, &point.y);
      point.x -= END_RADIUS;
      point.y -= END_RADIUS;
      if (are_near (text, &point))
        return TRUE;
    }
  for (guint i = 0; i < story->legs->len; i++)
    if (is_crossed_by (story, i, text))
      return TRUE;
  return FALSE;
}

/* Where a cell's name goes: beside its number, else below it, else nowhere. */
static gboolean
find_name_place (const Grid *grid,
                 const cairo_rectangle_t *cell,
                 double beside,
                 double width,
                 cairo_rectangle_t *place)
{
  double right = cell->x + cell->width - 2;
  double below = cell->y + LABEL_BASELINE + LABEL_LINE;

  *place = (cairo_rectangle_t){ beside, cell->y + LABEL_BASELINE - LABEL_SIZE, width, LABEL_SIZE };
  if (beside + width <= right && !is_crossed (grid->story, place))
    return TRUE;
  place->x = cell->x + LABEL_X;
  place->y = below - LABEL_SIZE;
  return place->x + width <= right && below + CLEARANCE < cell->y + cell->height
         && !is_crossed (grid->story, place);
}

static void
draw_label (const Grid *grid, const cairo_rectangle_t *cell, CalPlacement placement)
{
  char number[CAL_PLACEMENT_TEXT_SIZE];
  guint index =
      (placement.potential - 1u) * grid->story->n_performance + placement.performance - 1u;
  const char *name = cal_text_translated (grid->story->cell_labels[index]);
  double baseline = cell->y + LABEL_BASELINE;
  cairo_rectangle_t place = { cell->x + LABEL_X, baseline - LABEL_SIZE, 0, LABEL_SIZE };

  cal_placement_format (placement, number);
  place.width = cal_text_width (number, LABEL_SIZE, TRUE);
  if (place.width > cell->width - 2 * LABEL_X || cell->height < LABEL_BASELINE + 4)
    return;
  if (is_crossed (grid->story, &place))
    place.x = cell->x + cell->width - LABEL_X - place.width;
  cal_text_draw (grid->cr, number, LABEL_SIZE, TRUE, grid->palette->text, place.x, baseline,
                 CAL_ALIGN_START);
  if (find_name_place (grid, cell, place.x + place.width + 3,
                       cal_text_width (name, NAME_SIZE, FALSE), &place))
    cal_text_draw (grid->cr, name, NAME_SIZE, FALSE, grid->palette->dim, place.x,
                   place.y + LABEL_SIZE, CAL_ALIGN_START);
}

static void
draw_cells (const Grid *grid)
{
  const CalStory *story = grid->story;
  cairo_rectangle_t cell;

  for (guint performance = 1; performance <= story->n_performance; performance++)
    for (guint potential = 1; potential <= story->n_potential; potential++)
      {
        CalPlacement placement = cal_placement (performance, potential);
        guint step =
            cal_palette_step (performance, story->n_performance, potential, story->n_potential);

        cal_story_grid_cell (story, placement, &cell);
        cal_shape_fill_rounded (grid->cr, &cell, RADIUS, grid->palette->tints[step], 1);
        draw_label (grid, &cell, placement);
      }
  if (!uses_holding_area (story))
    return;
  cal_story_grid_cell (story, CAL_HOLDING, &cell);
  cal_shape_fill_rounded (grid->cr, &cell, RADIUS, grid->palette->side, 1);
  cal_text_draw_fitted (grid->cr, _ ("Holding area"), CAL_TEXT_META, FALSE, grid->palette->dim,
                        cell.x + LABEL_X, cell.y + 17, CAL_ALIGN_START, cell.width / 2);
}

static void
draw_pill (const Grid *grid, guint index, CalColor color)
{
  g_autofree char *text = pill_text (&g_array_index (grid->story->legs, CalStoryLeg, index));
  cairo_rectangle_t pill = pill_of (grid->story, index);
  cairo_rectangle_t casing = { pill.x - PILL_CASING, pill.y - PILL_CASING,
                               pill.width + 2 * PILL_CASING, pill.height + 2 * PILL_CASING };

  cal_shape_fill_rounded (grid->cr, &casing, casing.height / 2, grid->palette->card, 1);
  cal_shape_fill_rounded (grid->cr, &pill, PILL_HEIGHT / 2, color, 1);
  cal_text_draw (grid->cr, text, PILL_SIZE, TRUE, grid->palette->card, pill.x + pill.width / 2,
                 pill.y + PILL_HEIGHT / 2 + 3.8, CAL_ALIGN_CENTER);
}

static void
draw_arrow (const Grid *grid, double x, double y, double angle)
{
  cairo_move_to (grid->cr, x, y);
  cairo_line_to (grid->cr, x - ARROW * cos (angle - 0.45), y - ARROW * sin (angle - 0.45));
  cairo_line_to (grid->cr, x - ARROW * cos (angle + 0.45), y - ARROW * sin (angle + 0.45));
  cairo_close_path (grid->cr);
  cairo_fill (grid->cr);
}

static void
draw_leg (const Grid *grid, guint index)
{
  const CalStoryLeg *leg = &g_array_index (grid->story->legs, CalStoryLeg, index);
  CalColor color = leg->is_undone ? grid->palette->dim : grid->palette->accent_text;
  Curve curve = curve_of (grid->story, index);
  double angle = atan2 (curve.cy - curve.y1, curve.cx - curve.x1);
  static const double dashes[] = { 3, 3 };

  curve.x1 += END_RADIUS * cos (angle);
  curve.y1 += END_RADIUS * sin (angle);
  angle = atan2 (curve.y2 - curve.cy, curve.x2 - curve.cx);
  curve.x2 -= (END_RADIUS + 2) * cos (angle);
  curve.y2 -= (END_RADIUS + 2) * sin (angle);
  cal_palette_set_source (grid->cr, color, 1);
  cairo_set_line_width (grid->cr, leg->is_undone ? 1.3 : 2);
  cairo_set_dash (grid->cr, dashes, leg->is_undone ? 2 : 0, 0);
  cairo_move_to (grid->cr, curve.x1, curve.y1);
  cairo_curve_to (grid->cr, (curve.x1 + 2 * curve.cx) / 3, (curve.y1 + 2 * curve.cy) / 3,
                  (curve.x2 + 2 * curve.cx) / 3, (curve.y2 + 2 * curve.cy) / 3, curve.x2, curve.y2);
  cairo_stroke (grid->cr);
  cairo_set_dash (grid->cr, NULL, 0, 0);
  draw_arrow (grid, curve.x2, curve.y2, angle);
  if (has_pill (grid->story, leg))
    draw_pill (grid, index, color);
}

static void
draw_stop (const Grid *grid, CalPlacement placement, double radius, CalColor color, gboolean dashed)
{
  static const double dashes[] = { 2.5, 2.5 };
  double x;
  double y;

  point_of (grid->story, placement, &x, &y);
  cairo_new_sub_path (grid->cr);
  cairo_arc (grid->cr, x, y, radius, 0, 2 * G_PI);
  cal_palette_set_source (grid->cr, grid->palette->card, 1);
  cairo_fill_preserve (grid->cr);
  cal_palette_set_source (grid->cr, color, 1);
  cairo_set_line_width (grid->cr, dashed ? 1.3 : 2);
  cairo_set_dash (grid->cr, dashes, dashed ? 2 : 0, 0);
  cairo_stroke (grid->cr);
  cairo_set_dash (grid->cr, NULL, 0, 0);
}

static void
draw_stops (const Grid *grid)
{
  const CalStory *story = grid->story;
  double x;
  double y;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < story->legs->len; i++)
      {
        const CalStoryLeg *leg = &g_array_index (story->legs, CalStoryLeg, i);

        if (leg->is_undone == (pass == 0))
          draw_stop (grid, leg->to, STOP_RADIUS,
                     leg->is_undone ? grid->palette->dim : grid->palette->accent_text,
                     leg->is_undone);
      }
  draw_stop (grid, story->start, END_RADIUS, grid->palette->text, FALSE);
  point_of (story, story->end, &x, &y);
  cal_palette_set_source (grid->cr, grid->palette->accent_text, 1);
  cairo_new_sub_path (grid->cr);
  cairo_arc (grid->cr, x, y, cal_placement_equal (story->start, story->end) ? 4.5 : END_RADIUS, 0,
             2 * G_PI);
  cairo_fill (grid->cr);
}

/**
 * cal_story_grid_draw:
 * @x: where its left edge is
 * @y: where its top is
 *
 * Draws the board with the way that the rating took: a hollow circle where it
 * began, a solid one where it stands, the decisions numbered between them, those
 * undone dashed.
 */
void
cal_story_grid_draw (const CalStory *story,
                     cairo_t *cr,
                     double x,
                     double y,
                     const CalPalette *palette)
{
  Grid grid = { story, cr, palette };

  cairo_save (cr);
  cairo_translate (cr, x, y);
  draw_cells (&grid);
  draw_axes (&grid);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < story->legs->len; i++)
      if (g_array_index (story->legs, CalStoryLeg, i).is_undone == (pass == 0))
        draw_leg (&grid, i);
  draw_stops (&grid);
  cairo_restore (cr);
}
