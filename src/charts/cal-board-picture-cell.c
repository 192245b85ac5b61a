/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-board-picture-cell.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "charts/cal-chart-shape.h"
#include "charts/cal-chart-text.h"
#include "charts/cal-marks.h"

#define CHIP_PADDING 7.0
#define SHARE_INSET 14.0
#define SHARE_SPACE 58.0
/* How far a cell's label may shrink for the sake of its share. */
#define LEAST_LABEL 0.8
/* From how many subjects on a count is set larger. */
#define LARGE_COUNT 100

static cairo_rectangle_t
rectangle (CalRect r)
{
  return (cairo_rectangle_t){ r.x, r.y, r.width, r.height };
}

/* "Mary Ó Briain" as "M. Ó Briain", or "M. Briain" where @last_part; a name of
 * one word stays as it is. */
static char *
short_name (const char *name, gboolean last_part)
{
  const char *rest = last_part ? strrchr (name, ' ') : strchr (name, ' ');
  g_autofree char *initial = NULL;

  if (rest == NULL || rest[1] == '\0')
    return g_strdup (name);
  initial = g_utf8_substring (name, 0, 1);
  return g_strdup_printf ("%s. %s", initial, rest + 1);
}

static void
draw_name (cairo_t *cr,
           const char *name,
           double size,
           gboolean bold,
           CalColor color,
           double x,
           double baseline,
           double room)
{
  g_autofree char *shorter = short_name (name, FALSE);
  g_autofree char *shortest = short_name (name, TRUE);
  const char *const forms[] = { name, shorter, shortest };
  guint form = 0;

  while (form + 1 < G_N_ELEMENTS (forms) && cal_text_width (forms[form], size, bold) > room)
    form++;
  cal_text_draw_fitted (cr, forms[form], size, bold, color, x, baseline, CAL_ALIGN_START, room);
}

/**
 * cal_picture_chip_moved:
 *
 * Returns: whether the subject stands elsewhere than the rater put them
 */
gboolean
cal_picture_chip_moved (const CalPictureChip *chip)
{
  return !cal_placement_equal (chip->before, chip->now);
}

/**
 * cal_picture_draw_chip:
 * @chip: a subject
 * @r: the chip's place
 * @density: how much of the subject there is room for
 * @palette: the colours
 *
 * Draws a subject's chip. A name that does not fit is shortened to its initial
 * and last part, and set smaller if that does not fit either; never cut.
 */
void
cal_picture_draw_chip (cairo_t *cr,
                       const CalPictureChip *chip,
                       const cairo_rectangle_t *r,
                       CalDensity density,
                       const CalPalette *palette)
{
  gboolean moved = cal_picture_chip_moved (chip);
  gboolean two_lines = density == CAL_DENSITY_COMFORTABLE && chip->detail != NULL;
  double size = density == CAL_DENSITY_DENSE ? CAL_TEXT_SECONDARY : CAL_TEXT_BODY;
  double room = r->width - 2 * CHIP_PADDING - (moved ? CAL_MARK_SIZE + 4 : 0);
  double baseline = r->y + (two_lines ? 15 : r->height / 2 + size * 0.36);

  cal_shape_fill_rounded (cr, r, CAL_CHIP_RADIUS, 0xffffff,
                          moved ? palette->chip_moved_alpha : palette->chip_alpha);
  if (moved)
    {
      cairo_rectangle_t line = { r->x + 0.5, r->y + 0.5, r->width - 1, r->height - 1 };

      cal_shape_rounded (cr, &line, CAL_CHIP_RADIUS);
      cal_palette_set_source (cr, palette->accent, 1);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
      cal_mark_draw_move (chip->before, chip->now, cr,
                          r->x + r->width - CHIP_PADDING - CAL_MARK_SIZE,
                          r->y + (r->height - CAL_MARK_SIZE) / 2, CAL_MARK_SIZE, palette);
    }
  draw_name (cr, chip->name, size, moved, palette->text, r->x + CHIP_PADDING, baseline, room);
  if (two_lines)
    cal_text_draw_fitted (cr, chip->detail, CAL_TEXT_META, FALSE, palette->dim, r->x + CHIP_PADDING,
                          r->y + r->height - 6, CAL_ALIGN_START, room);
}

static void
draw_heading (cairo_t *cr,
              const CalBoard *board,
              const CalCellLayout *layout,
              guint cell,
              const CalPalette *palette)
{
  const CalRules *rules = cal_board_rules (board);
  CalPlacement placement = cal_rules_cell_placement (rules, cell);
  char place[CAL_PLACEMENT_TEXT_SIZE];
  g_autofree char *count = g_strdup_printf ("%'u", layout->n);
  g_autofree char *share = cal_text_percent (layout->n, cal_board_n_placed (board));
  const char *label = cal_text_translated (rules->cell_labels[cell]);
  double count_size = layout->density == CAL_DENSITY_COUNTS && layout->n >= LARGE_COUNT
                          ? CAL_TEXT_LARGE_COUNT
                          : CAL_TEXT_COUNT;
  double left = layout->area.x + CAL_CELL_INSET;
  double right = layout->area.x + layout->area.width - SHARE_INSET;
  double baseline = layout->area.y + 24;
  double room = right - SHARE_SPACE - cal_text_width (count, count_size, TRUE) - 12 - left;
  double width = cal_text_width (label, CAL_TEXT_TITLE, TRUE);
  /* Of a cell too narrow for all three the share goes, for the count says it. */
  gboolean with_share = width * LEAST_LABEL <= room;
  double count_right = with_share ? right - SHARE_SPACE : right;

  room += count_right - (right - SHARE_SPACE);
  cal_text_draw_fitted (cr, label, CAL_TEXT_TITLE, TRUE, palette->text, left, baseline,
                        CAL_ALIGN_START, room);
  cal_placement_format (placement, place);
  if (width + 8 + cal_text_width (place, CAL_TEXT_SECONDARY, FALSE) <= room)
    cal_text_draw (cr, place, CAL_TEXT_SECONDARY, FALSE, palette->dim, left + width + 8, baseline,
                   CAL_ALIGN_START);
  cal_text_draw (cr, count, count_size, TRUE, palette->text, count_right,
                 baseline + (count_size == CAL_TEXT_COUNT ? 1 : 3), CAL_ALIGN_END);
  if (with_share)
    cal_text_draw (cr, share, CAL_TEXT_SECONDARY, FALSE, palette->dim, right, baseline,
                   CAL_ALIGN_END);
}

static void
draw_squares (cairo_t *cr,
              const CalBoardLayout *layout,
              guint cell,
              CalColor patch,
              const CalPalette *palette)
{
  const CalCellLayout *place = &layout->cells[cell];
  guint n = cal_board_layout_n_squares (layout, place->n);
  guint n_marked = cal_board_layout_n_squares (layout, place->n_marked);

  for (guint i = 0; i < n; i++)
    {
      cairo_rectangle_t r = rectangle (cal_board_layout_square (layout, cell, i));

      cal_shape_fill (cr, &r, i < n_marked ? palette->accent : patch);
    }
}

static void
draw_counts (cairo_t *cr,
             const CalBoardLayout *layout,
             guint cell,
             CalColor patch,
             const CalPalette *palette)
{
  const CalCellLayout *place = &layout->cells[cell];

  draw_squares (cr, layout, cell, patch, palette);
  if (place->n_marked > 0)
    {
      g_autofree char *caption = g_strdup_printf (
          ngettext ("%'u moved here", "%'u moved here", place->n_marked), place->n_marked);

      cal_text_draw (cr, caption, CAL_TEXT_SECONDARY, TRUE, palette->accent_text, place->caption.x,
                     place->caption.y + 20, CAL_ALIGN_START);
    }
  if (place->n_slots > place->n_named)
    {
      CalRect slot = cal_board_layout_slot (layout, cell, place->n_named);
      g_autofree char *more =
          g_strdup_printf (ngettext ("%'u more", "%'u more", place->n_more), place->n_more);

      cal_text_draw (cr, more, CAL_TEXT_BODY, TRUE, palette->accent_text, slot.x + CHIP_PADDING,
                     slot.y + slot.height / 2.0 + 5, CAL_ALIGN_START);
    }
}

/**
 * cal_picture_draw_cell:
 * @board: the board
 * @layout: where everything stands
 * @cell: which cell
 * @chips: (element-type CalPictureChip): its subjects; those who moved first
 *   where the cell shows counts
 * @palette: the colours
 *
 * Draws one cell with its exact count and share, and its names as far as there
 * is room: all of them, or those who moved.
 */
void
cal_picture_draw_cell (cairo_t *cr,
                       const CalBoard *board,
                       const CalBoardLayout *layout,
                       guint cell,
                       const GArray *chips,
                       const CalPalette *palette)
{
  const CalRules *rules = cal_board_rules (board);
  CalPlacement placement = cal_rules_cell_placement (rules, cell);
  guint step = cal_palette_step (placement.performance, rules->performance.n_levels,
                                 placement.potential, rules->potential.n_levels);
  const CalCellLayout *place = &layout->cells[cell];
  cairo_rectangle_t area = rectangle (place->area);

  cal_shape_fill_rounded (cr, &area, CAL_CELL_RADIUS, palette->tints[step], 1);
  draw_heading (cr, board, place, cell, palette);
  if (place->density == CAL_DENSITY_COUNTS)
    draw_counts (cr, layout, cell, palette->patches[step], palette);
  for (guint i = 0; i < place->n_named; i++)
    {
      cairo_rectangle_t r = rectangle (cal_board_layout_slot (layout, cell, i));

      cal_picture_draw_chip (cr, &g_array_index (chips, CalPictureChip, i), &r, place->density,
                             palette);
    }
}
