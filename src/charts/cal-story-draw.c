/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-story-private.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "charts/cal-chart-shape.h"
#include "charts/cal-story-grid.h"

#define HEADER_BASELINE 50.0
#define HEADER_RULE 62.0
#define FOOTER_RULE 56.0
#define FOOTER_BASELINE 38.0
#define ROOT_SIZE 9.5
#define MARK_RADIUS 5.5
#define SEAL_RADIUS 7.5
/* Arcs from an undo to what it undoes run in lanes left of the line. */
#define LANE 7.0
#define FIRST_LANE 13.0
#define N_LANES 3

typedef struct
{
  const CalStoryPages *pages;
  guint page;
  cairo_t *cr;
  const CalPalette *palette;
} Page;

static double
right_of (const Page *page)
{
  return page->pages->width - CAL_STORY_MARGIN;
}

static double
line_x (void)
{
  return CAL_STORY_MARGIN + CAL_STORY_LINE_X;
}

/* Shows a text with its top at @y; how high it is. */
static double
show (const Page *page, PangoLayout *layout, CalColor color, double x, double y)
{
  if (*pango_layout_get_text (layout) == '\0')
    return 0;
  cal_text_show (page->cr, layout, color, x,
                 y + (double) pango_layout_get_baseline (layout) / PANGO_SCALE, CAL_ALIGN_START);
  return cal_text_layout_height (layout);
}

static void
draw_rule (const Page *page, double y, CalColor color, double alpha, double width)
{
  cal_palette_set_source (page->cr, color, alpha);
  cairo_rectangle (page->cr, CAL_STORY_MARGIN, y, right_of (page) - CAL_STORY_MARGIN, width);
  cairo_fill (page->cr);
}

/* One end of the header: half of it, and what is longer is cut. */
static void
draw_end (const Page *page, const char *text, double x, CalAlign align)
{
  double half = (right_of (page) - CAL_STORY_MARGIN) / 2 - 12;
  PangoLayout *layout = cal_text_layout (text, CAL_TEXT_META, FALSE, half);

  pango_layout_set_height (layout, -1);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  cal_text_show (page->cr, layout, page->palette->dim, x, HEADER_BASELINE, align);
  g_object_unref (layout);
}

static void
draw_header (const Page *page)
{
  const CalStory *story = page->pages->story;
  guint n_pages = page->pages->n_pages;
  g_autofree char *left = page->page == 0
                              ? g_strdup (story->heading)
                              : g_strdup_printf ("%s · %s", story->heading, story->name);
  /* Translators: the cycle's title, and which of how many pages this is. */
  g_autofree char *right =
      g_strdup_printf (_ ("%s · page %u of %u"), story->cycle, page->page + 1, n_pages);

  draw_end (page, left, CAL_STORY_MARGIN, CAL_ALIGN_START);
  draw_end (page, right, right_of (page), CAL_ALIGN_END);
  draw_rule (page, HEADER_RULE, page->palette->text, 1, 1.5);
}

static void
draw_footer (const Page *page)
{
  const CalStory *story = page->pages->story;
  double bottom = page->pages->height;
  PangoLayout *root = cal_text_layout (story->root, ROOT_SIZE, FALSE, 0);
  PangoFontDescription *font = pango_font_description_from_string ("DejaVu Sans Mono, monospace");
  double room;

  pango_font_description_set_absolute_size (font, ROOT_SIZE * PANGO_SCALE);
  pango_layout_set_font_description (root, font);
  pango_font_description_free (font);
  room = right_of (page) - CAL_STORY_MARGIN - cal_text_layout_width (root) - 12;
  draw_rule (page, bottom - FOOTER_RULE, page->palette->text, 0.25, 1);
  cal_text_draw_fitted (page->cr, story->printed, CAL_TEXT_META, FALSE, page->palette->dim,
                        CAL_STORY_MARGIN, bottom - FOOTER_BASELINE, CAL_ALIGN_START, room);
  cal_text_show (page->cr, root, page->palette->dim, right_of (page), bottom - FOOTER_BASELINE,
                 CAL_ALIGN_END);
  g_object_unref (root);
}

static double
show_rating (const Page *page, PangoLayout *const rating[3], CalColor color, double x, double y)
{
  double top = y;

  y += show (page, rating[0], page->palette->dim, x, y);
  y += show (page, rating[1], color, x, y);
  y += show (page, rating[2], page->palette->dim, x, y);
  return y - top;
}

static void
draw_head (const Page *page, const CalStoryPiece *piece)
{
  const CalStoryPages *pages = page->pages;
  const CalPalette *palette = page->palette;
  double x = piece->area.x;
  double y = piece->area.y;
  double column = cal_story_column (pages);
  double before;
  double after;

  y += show (page, pages->name, palette->text, x, y) + 6;
  y += show (page, pages->lead, palette->text, x, y) + 22;
  before = show_rating (page, pages->before, palette->text, x, y);
  after = show_rating (page, pages->after, palette->accent_text, x + column / 2 + 8, y);
  cal_text_draw (page->cr, "→", CAL_TEXT_COUNT, FALSE, palette->dim, x + column / 2 - 12, y + 32,
                 CAL_ALIGN_CENTER);
  y += MAX (before, after) + 20;
  show (page, pages->summary, palette->text, x, y);
  cal_story_grid_draw (pages->story, page->cr, right_of (page) - CAL_STORY_GRID_WIDTH,
                       piece->area.y, palette);
}

/* The mark stands beside the title's first line. */
static double
mark_y (const CalStoryPiece *piece)
{
  return piece->area.y + 9;
}

static const CalStoryPiece *
piece_of_step (const CalStoryPages *pages, guint step)
{
  for (guint i = 0; i < pages->pieces->len; i++)
    {
      const CalStoryPiece *piece = &g_array_index (pages->pieces, CalStoryPiece, i);

      if (piece->part == CAL_STORY_PART_STEP && piece->step == step && piece->is_first)
        return piece;
    }
  return NULL;
}

/* The part of a vertical line between two steps' marks that is on this page. */
static gboolean
stretch (const Page *page,
         const CalStoryPiece *from,
         const CalStoryPiece *to,
         double *top,
         double *bottom)
{
  if (page->page < from->page || page->page > to->page)
    return FALSE;
  *top = page->page == from->page ? mark_y (from) : CAL_STORY_TOP - 8;
  *bottom = page->page == to->page ? mark_y (to) : page->pages->height - CAL_STORY_BOTTOM + 4;
  return TRUE;
}

static void
draw_line (const Page *page)
{
  guint n = page->pages->story->steps->len;
  const CalStoryPiece *first;
  const CalStoryPiece *last;
  double top;
  double bottom;

  if (n == 0)
    return;
  first = piece_of_step (page->pages, 0);
  last = piece_of_step (page->pages, n - 1);
  if (!stretch (page, first, last, &top, &bottom))
    return;
  cal_palette_set_source (page->cr, page->palette->text, 0.35);
  cairo_set_line_width (page->cr, 1);
  cairo_move_to (page->cr, line_x (), top);
  cairo_line_to (page->cr, line_x (), bottom);
  cairo_stroke (page->cr);
}

/* From an undo up to what it takes back, each end on the page that it is on. */
static void
draw_arc (const Page *page, guint undo, guint lane)
{
  const CalStoryStep *step = g_ptr_array_index (page->pages->story->steps, undo);
  const CalStoryPiece *from = piece_of_step (page->pages, (guint) step->undoes);
  const CalStoryPiece *to = piece_of_step (page->pages, undo);
  double x = line_x () - FIRST_LANE - lane * LANE;
  double end = line_x () - MARK_RADIUS - 2;
  double top;
  double bottom;

  if (!stretch (page, from, to, &top, &bottom))
    return;
  cal_palette_set_source (page->cr, page->palette->dim, 1);
  cairo_set_line_width (page->cr, 1.2);
  if (page->page == to->page)
    {
      cairo_move_to (page->cr, end, bottom);
      cairo_curve_to (page->cr, x + 4, bottom, x, bottom, x, bottom - 5);
    }
  else
    cairo_move_to (page->cr, x, bottom);
  if (page->page == from->page)
    {
      cairo_line_to (page->cr, x, top + 5);
      cairo_curve_to (page->cr, x, top, x + 4, top, end - 2, top);
    }
  else
    cairo_line_to (page->cr, x, top);
  cairo_stroke (page->cr);
  if (page->page != from->page)
    return;
  cairo_move_to (page->cr, end, top);
  cairo_line_to (page->cr, end - 5, top - 3);
  cairo_line_to (page->cr, end - 5, top + 3);
  cairo_close_path (page->cr);
  cairo_fill (page->cr);
}

/* An arc goes in the first lane that none of the arcs before it needs; what
 * overlaps more than there are lanes for shares the last. */
static void
draw_arcs (const Page *page)
{
  const GPtrArray *steps = page->pages->story->steps;
  int lane_ends[N_LANES];

  for (guint i = 0; i < N_LANES; i++)
    lane_ends[i] = -1;
  for (guint i = 0; i < steps->len; i++)
    {
      const CalStoryStep *step = g_ptr_array_index (steps, i);
      guint lane = 0;

      if (step->undoes < 0)
        continue;
      while (lane < N_LANES - 1 && lane_ends[lane] > step->undoes)
        lane++;
      lane_ends[lane] = (int) i;
      draw_arc (page, i, lane);
    }
}

static void
draw_tick (const Page *page, double y)
{
  cal_palette_set_source (page->cr, page->palette->card, 1);
  cairo_set_line_width (page->cr, 1.6);
  cairo_move_to (page->cr, line_x () - 3.2, y + 0.2);
  cairo_line_to (page->cr, line_x () - 0.8, y + 2.6);
  cairo_line_to (page->cr, line_x () + 3.4, y - 2.4);
  cairo_stroke (page->cr);
}

static void
draw_mark (const Page *page, CalStoryMark mark, double y)
{
  static const double dashes[] = { 2.4, 2.2 };
  const CalPalette *palette = page->palette;
  gboolean solid = mark == CAL_STORY_MARK_DECISION || mark == CAL_STORY_MARK_UNDO
                   || mark == CAL_STORY_MARK_SEALED;
  gboolean dim = mark == CAL_STORY_MARK_UNDO || mark == CAL_STORY_MARK_UNDONE;
  CalColor color = dim                            ? palette->dim
                   : mark == CAL_STORY_MARK_START ? palette->text
                                                  : palette->accent_text;
  double radius = mark == CAL_STORY_MARK_SEALED ? SEAL_RADIUS : MARK_RADIUS;

  cairo_new_sub_path (page->cr);
  cairo_arc (page->cr, line_x (), y, radius, 0, 2 * G_PI);
  cal_palette_set_source (page->cr, solid ? color : palette->card, 1);
  cairo_fill_preserve (page->cr);
  cal_palette_set_source (page->cr, color, 1);
  cairo_set_line_width (page->cr, mark == CAL_STORY_MARK_UNDONE ? 1.2 : 1.7);
  cairo_set_dash (page->cr, dashes, mark == CAL_STORY_MARK_UNDONE ? 2 : 0, 0);
  cairo_stroke (page->cr);
  cairo_set_dash (page->cr, NULL, 0, 0);
  if (mark == CAL_STORY_MARK_SEALED)
    draw_tick (page, y);
}

static double
show_lines (const Page *page, const CalStoryPiece *piece, PangoLayout *layout, double x, double y)
{
  double line = cal_text_layout_height (layout) / pango_layout_get_line_count (layout);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  double top = y;

  cal_palette_set_source (page->cr, page->palette->text, 1);
  for (guint i = 0; i < piece->first_line + piece->n_lines; i++)
    {
      PangoRectangle logical;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      if (i >= piece->first_line)
        {
          double baseline = (double) (pango_layout_iter_get_baseline (iter) - logical.y);

          cairo_move_to (page->cr, x + (double) logical.x / PANGO_SCALE,
                         y + baseline / PANGO_SCALE);
          pango_cairo_show_layout_line (page->cr, pango_layout_iter_get_line_readonly (iter));
          y += line;
        }
      if (!pango_layout_iter_next_line (iter))
        break;
    }
  pango_layout_iter_free (iter);
  return y - top;
}

static CalColor
title_color (CalStoryMark mark, const CalPalette *palette)
{
  if (mark == CAL_STORY_MARK_UNDONE)
    return palette->dim;
  return mark == CAL_STORY_MARK_OPEN || mark == CAL_STORY_MARK_SEALED ? palette->accent_text
                                                                      : palette->text;
}

static void
draw_step (const Page *page, const CalStoryPiece *piece)
{
  const CalStoryStep *step = g_ptr_array_index (page->pages->story->steps, piece->step);
  const CalStoryStepTexts *texts = &page->pages->steps[piece->step];
  const CalPalette *palette = page->palette;
  double x = piece->area.x + CAL_STORY_TEXT_X;
  double y = piece->area.y;

  if (piece->is_first)
    {
      double when = show (page, texts->when, palette->dim, piece->area.x, y + 1.5);

      show (page, texts->number, palette->dim, piece->area.x, y + 1.5 + when + 1);
      draw_mark (page, step->mark, mark_y (piece));
      show (page, texts->title, title_color (step->mark, palette), x, y);
      if (texts->note_beside)
        show (page, texts->note, palette->dim, x + cal_text_layout_width (texts->title) + 8,
              y + 1.8);
      else
        show (page, texts->note, palette->dim, x, y + cal_text_layout_height (texts->title));
      y += cal_story_title_height (texts);
    }
  if (*pango_layout_get_text (texts->text) != '\0')
    y += show_lines (page, piece, texts->text, x, y);
  if (piece->is_last)
    show (page, texts->detail, palette->dim, x, y);
}

static void
draw_check (const Page *page, const CalStoryPiece *piece)
{
  const CalStoryPages *pages = page->pages;
  const CalPalette *palette = page->palette;
  double x = piece->area.x;
  double y = piece->area.y;
  double second = x + CAL_STORY_SEAL_WIDTH + CAL_STORY_COLUMN_GAP;
  double seal;
  double limits;

  if (pages->story->check != NULL)
    {
      if (y > CAL_STORY_TOP)
        draw_rule (page, y, palette->text, 0.25, 1);
      cal_text_draw (page->cr, cal_story_check_title (), CAL_TEXT_TITLE, TRUE, palette->text, x,
                     y + 26, CAL_ALIGN_START);
      y += CAL_STORY_CHECK_HEAD;
      y += show (page, pages->check, palette->text, x, y) + 8;
    }
  if (pages->story->command != NULL)
    {
      cairo_rectangle_t box = { x, y, piece->area.width,
                                cal_text_layout_height (pages->command)
                                    + 2 * CAL_STORY_CODE_PADDING };

      cal_shape_fill_rounded (page->cr, &box, 8, palette->side, 1);
      show (page, pages->command, palette->text, x + CAL_STORY_CODE_PADDING,
            y + CAL_STORY_CODE_PADDING);
      y += box.height + 12;
    }
  seal = show (page, pages->seal[0], palette->text, x, y);
  seal += show (page, pages->seal[1], palette->dim, x, y + seal);
  limits = show (page, pages->limits[0], palette->text, second, y);
  limits += show (page, pages->limits[1], palette->dim, second, y + limits);
  show (page, pages->withheld, palette->dim, x, y + MAX (seal, limits) + 6);
}

static void
draw_piece (const Page *page, const CalStoryPiece *piece)
{
  switch (piece->part)
    {
    case CAL_STORY_PART_HEAD:
      draw_head (page, piece);
      break;
    case CAL_STORY_PART_TITLE:
      cal_text_draw (page->cr, cal_story_steps_title (), CAL_TEXT_TITLE, TRUE, page->palette->text,
                     piece->area.x, piece->area.y + 12, CAL_ALIGN_START);
      break;
    case CAL_STORY_PART_STEP:
      draw_step (page, piece);
      break;
    case CAL_STORY_PART_CHECK:
    default:
      draw_check (page, piece);
      break;
    }
}

/**
 * cal_story_pages_draw:
 * @page: which page, from 0
 * @cr: the context to draw on, its origin at the page's corner
 * @palette: the colours
 *
 * Draws a page, its paper included.
 */
void
cal_story_pages_draw (const CalStoryPages *pages,
                      guint page,
                      cairo_t *cr,
                      const CalPalette *palette)
{
  Page it = { pages, page, cr, palette };
  cairo_rectangle_t paper = { 0, 0, pages->width, pages->height };

  cal_shape_fill (cr, &paper, palette->card);
  draw_header (&it);
  draw_line (&it);
  draw_arcs (&it);
  for (guint i = 0; i < pages->pieces->len; i++)
    {
      const CalStoryPiece *piece = &g_array_index (pages->pieces, CalStoryPiece, i);

      if (piece->page == page)
        draw_piece (&it, piece);
    }
  draw_footer (&it);
}
