/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "charts/cal-chart-text.h"
#include "charts/cal-timeline-private.h"

#define MARK_WIDTH 5
#define MARK_HEIGHT 11
#define GAP 6
#define SPACE 18
#define ARC_WIDTH 15

typedef enum
{
  SIGN_UP,
  SIGN_DOWN,
  SIGN_ACROSS,
  SIGN_KEPT,
  SIGN_UNDONE,
  N_SIGNS,
} Sign;

static const char *const labels[N_SIGNS] = {
  [SIGN_UP] = N_ ("up"),
  [SIGN_DOWN] = N_ ("down"),
  [SIGN_ACROSS] = N_ ("across"),
  [SIGN_KEPT] = N_ ("stays"),
  [SIGN_UNDONE] = N_ ("undone, and what undid it"),
};

static double
sign_width (Sign sign)
{
  return sign == SIGN_UNDONE ? MARK_WIDTH * 2 + ARC_WIDTH : MARK_WIDTH;
}

static void
draw_sign (cairo_t *cr, Sign sign, double x, double middle, const CalPalette *palette)
{
  double top = middle - MARK_HEIGHT / 2.0;

  switch (sign)
    {
    case SIGN_KEPT:
      cal_palette_set_source (cr, palette->dim, 1);
      cairo_arc (cr, x + MARK_WIDTH / 2.0, middle, 2, 0, 2 * G_PI);
      cairo_fill (cr);
      break;
    case SIGN_UNDONE:
      cal_palette_set_source (cr, palette->down, 1);
      cairo_rectangle (cr, x + 0.75, top + 0.75, MARK_WIDTH - 1.5, MARK_HEIGHT - 1.5);
      cairo_set_line_width (cr, 1.5);
      cairo_stroke (cr);
      cal_palette_set_source (cr, palette->up, 1);
      cairo_rectangle (cr, x + MARK_WIDTH + ARC_WIDTH, top, MARK_WIDTH, MARK_HEIGHT);
      cairo_fill (cr);
      cal_palette_set_source (cr, palette->text, 1);
      cairo_move_to (cr, x + MARK_WIDTH + 1, middle + 1);
      cairo_rel_curve_to (cr, 3, 6, ARC_WIDTH - 5, 6, ARC_WIDTH - 2, 0);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
      break;
    default:
      cal_palette_set_source (cr,
                              sign == SIGN_UP     ? palette->up
                              : sign == SIGN_DOWN ? palette->down
                                                  : palette->dim,
                              1);
      cairo_rectangle (cr, x, top, MARK_WIDTH, MARK_HEIGHT);
      cairo_fill (cr);
      break;
    }
}

/**
 * cal_timeline_legend_width:
 *
 * Returns: how wide the legend is drawn, in pixels
 */
double
cal_timeline_legend_width (void)
{
  double width = -SPACE;

  for (Sign sign = 0; sign < N_SIGNS; sign++)
    width +=
        sign_width (sign) + GAP + cal_text_width (_ (labels[sign]), CAL_TEXT_META, FALSE) + SPACE;
  return width;
}

/**
 * cal_timeline_legend_draw:
 * @cr: where it is drawn, from 0 to the right
 * @middle: of its line, from the top
 * @palette: colours
 *
 * Draws what the marks of a timeline mean.
 */
void
cal_timeline_legend_draw (cairo_t *cr, double middle, const CalPalette *palette)
{
  double x = 0;

  for (Sign sign = 0; sign < N_SIGNS; sign++)
    {
      draw_sign (cr, sign, x, middle, palette);
      x += sign_width (sign) + GAP;
      cal_text_draw (cr, _ (labels[sign]), CAL_TEXT_META, FALSE, palette->text, x, middle + 4,
                     CAL_ALIGN_START);
      x += cal_text_width (_ (labels[sign]), CAL_TEXT_META, FALSE) + SPACE;
    }
}
