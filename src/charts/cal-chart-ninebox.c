/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/cal-board-chart-private.h"
#include "charts/cal-chart-shape.h"
#include "charts/cal-chart-text.h"

#define HEADER 46.0
#define GAP 6.0
#define RADIUS 12.0
#define INSET 12.0
#define NARROW_INSET 8.0
#define NARROW 110.0
#define TEXTS_HEIGHT 92.0
#define LINE 18.0

/*
 * Where the cells stand. The strips beside and below them are as deep as the
 * axes' longest labels need, and the cells as high as theirs.
 */
typedef struct
{
  guint n_x;
  guint n_y;
  cairo_rectangle_t cells;
  double cell_width;
  double cell_height;
  double least_height;
} Grid;

static double
inset_for (double cell_width)
{
  return cell_width < NARROW ? NARROW_INSET : INSET;
}

static PangoLayout *
axis_layout (char *const *labels, guint i, double width)
{
  g_autofree char *text = g_strdup_printf ("%u %s", i + 1, cal_text_translated (labels[i]));
  PangoLayout *layout = cal_text_layout (text, CAL_TEXT_SECONDARY, FALSE, width);

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  return layout;
}

static double
deepest_axis (char *const *labels, guint n, double width)
{
  double deepest = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PangoLayout) layout = axis_layout (labels, i, width);

      deepest = MAX (deepest, cal_text_layout_height (layout));
    }
  return deepest;
}

static Grid
grid_for (const CalBoardChart *chart, double width, double height)
{
  Grid grid = { .n_x = g_strv_length (chart->performance),
                .n_y = g_strv_length (chart->potential) };
  double label = 0;
  double below;
  double left;

  /* A level's name beside the grid never takes more than two lines, for a cell
   * is higher than any name's half is long; so its strip is known beforehand. */
  left = 2 * LINE + GAP;
  grid.cell_width = (width - left - GAP * (grid.n_x - 1)) / grid.n_x;
  for (guint i = 0; i < chart->n_bins; i++)
    {
      g_autoptr (PangoLayout) layout =
          cal_text_layout (chart->bins[i].label, CAL_TEXT_BODY, TRUE,
                           grid.cell_width - 2 * inset_for (grid.cell_width));

      label = MAX (label, cal_text_layout_height (layout));
    }
  below = deepest_axis (chart->performance, grid.n_x, grid.cell_width) + GAP + LINE;
  grid.least_height = HEADER + below + grid.n_y * (label + TEXTS_HEIGHT + GAP) - GAP;
  height = MAX (height, grid.least_height);
  grid.cells = (cairo_rectangle_t){ left, HEADER, width - left, height - HEADER - below };
  grid.cell_height = (grid.cells.height - GAP * (grid.n_y - 1)) / grid.n_y;
  return grid;
}

static cairo_rectangle_t
cell_rectangle (const Grid *grid, CalPlacement placement)
{
  return (cairo_rectangle_t){
    grid->cells.x + (placement.performance - 1) * (grid->cell_width + GAP),
    grid->cells.y + (grid->n_y - placement.potential) * (grid->cell_height + GAP),
    grid->cell_width,
    grid->cell_height,
  };
}

static void
draw_cell (cairo_t *cr,
           const CalBoardChart *chart,
           const cairo_rectangle_t *r,
           const CalChartBin *bin,
           const CalPalette *palette)
{
  g_autofree char *share = cal_text_percent (bin->now, chart->n_now);
  g_autofree char *count = g_strdup_printf ("%'u", bin->now);
  g_autofree char *before = g_strdup_printf (_ ("before %'u"), bin->before);
  double inset = inset_for (r->width);
  g_autoptr (PangoLayout) label =
      cal_text_layout (bin->label, CAL_TEXT_BODY, TRUE, r->width - 2 * inset);
  double left = r->x + inset;
  double bottom = r->y + r->height - INSET;

  cal_shape_fill_rounded (cr, r, RADIUS, palette->tints[bin->step], 1);
  cal_text_show (cr, label, palette->text, left, r->y + 24, CAL_ALIGN_START);
  cal_text_draw (cr, count, CAL_TEXT_LARGE_COUNT, TRUE, palette->text, left, bottom - 2 * LINE - 2,
                 CAL_ALIGN_START);
  cal_text_draw (cr, share, CAL_TEXT_SECONDARY, FALSE, palette->text, left, bottom - LINE,
                 CAL_ALIGN_START);
  cal_text_draw (cr, before, CAL_TEXT_SECONDARY, FALSE, palette->dim, left, bottom,
                 CAL_ALIGN_START);
}

static void
draw_axes (cairo_t *cr, const CalBoardChart *chart, const Grid *grid, const CalPalette *palette)
{
  double below = grid->cells.y + grid->cells.height;

  for (guint i = 0; i < grid->n_x; i++)
    {
      g_autoptr (PangoLayout) layout = axis_layout (chart->performance, i, grid->cell_width);
      double x = grid->cells.x + i * (grid->cell_width + GAP);

      cal_text_show (cr, layout, palette->dim, x + grid->cell_width / 2, below + LINE,
                     CAL_ALIGN_CENTER);
    }
  for (guint i = 0; i < grid->n_y; i++)
    {
      g_autoptr (PangoLayout) layout = axis_layout (chart->potential, i, grid->cell_height);

      cairo_save (cr);
      cairo_translate (cr, grid->cells.x - GAP - cal_text_layout_height (layout),
                       below - i * (grid->cell_height + GAP) - grid->cell_height / 2);
      cairo_rotate (cr, -G_PI_2);
      cal_text_show (cr, layout, palette->dim, 0, CAL_TEXT_SECONDARY, CAL_ALIGN_CENTER);
      cairo_restore (cr);
    }
  cal_text_draw (cr, _ ("Potential ↑"), CAL_TEXT_SECONDARY, FALSE, palette->dim, 0, HEADER - 10,
                 CAL_ALIGN_START);
  cal_text_draw (cr, _ ("Performance →"), CAL_TEXT_SECONDARY, FALSE, palette->dim,
                 grid->cells.x + grid->cells.width,
                 below + deepest_axis (chart->performance, grid->n_x, grid->cell_width) + GAP + 12,
                 CAL_ALIGN_END);
}

/*
 * cal_chart_ninebox_height:
 *
 * Returns: the height that the chart needs at @width
 */
double
cal_chart_ninebox_height (const CalBoardChart *chart, double width)
{
  if (chart->n_bins == 0)
    return HEADER + 2 * LINE;
  return ceil (MAX (grid_for (chart, width, 0).least_height, width * 0.62));
}

/*
 * cal_chart_ninebox_cell:
 *
 * Returns: where the bin's cell is drawn in a chart of that size
 */
cairo_rectangle_t
cal_chart_ninebox_cell (const CalBoardChart *chart, double width, double height, guint bin)
{
  Grid grid = grid_for (chart, width, height);

  return cell_rectangle (&grid, chart->bins[bin].placement);
}

/*
 * cal_chart_ninebox_draw:
 *
 * Draws the chart in the box of that size at its origin.
 */
void
cal_chart_ninebox_draw (const CalBoardChart *chart,
                        cairo_t *cr,
                        double width,
                        double height,
                        const CalPalette *palette)
{
  g_autofree char *heading = cal_chart_heading (chart);
  g_autofree char *sentence = cal_chart_empty_sentence (chart);
  Grid grid;

  cal_text_draw (cr, chart->parent.title, CAL_TEXT_TITLE, TRUE, palette->text, 0, 15,
                 CAL_ALIGN_START);
  cal_text_draw (cr, heading, CAL_TEXT_SECONDARY, FALSE, palette->dim,
                 cal_text_width (chart->parent.title, CAL_TEXT_TITLE, TRUE) + 10, 15,
                 CAL_ALIGN_START);
  if (sentence != NULL)
    {
      g_autoptr (PangoLayout) layout = cal_text_layout (sentence, CAL_TEXT_BODY, FALSE, width);

      cal_text_show (cr, layout, palette->dim, 0, HEADER, CAL_ALIGN_START);
      return;
    }
  grid = grid_for (chart, width, height);
  for (guint i = 0; i < chart->n_bins; i++)
    {
      cairo_rectangle_t r = cell_rectangle (&grid, chart->bins[i].placement);

      draw_cell (cr, chart, &r, &chart->bins[i], palette);
    }
  draw_axes (cr, chart, &grid, palette);
}

/*
 * cal_chart_ninebox_hit:
 * @bin: (out): which cell lies at that place
 *
 * Returns: whether one does
 */
gboolean
cal_chart_ninebox_hit (const CalBoardChart *chart,
                       double width,
                       double height,
                       double x,
                       double y,
                       guint *bin)
{
  Grid grid;

  if (chart->n_bins == 0 || chart->n_now + chart->n_before == 0)
    return FALSE;
  grid = grid_for (chart, width, height);
  for (guint i = 0; i < chart->n_bins; i++)
    {
      cairo_rectangle_t r = cell_rectangle (&grid, chart->bins[i].placement);

      if (x >= r.x && x < r.x + r.width && y >= r.y && y < r.y + r.height)
        {
          *bin = i;
          return TRUE;
        }
    }
  return FALSE;
}
