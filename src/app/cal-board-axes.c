/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-board-axes.h"

#include <glib/gi18n.h>

#include "app/cal-board-text.h"
#include "app/cal-draw.h"
#include "app/cal-style.h"
#include "model/cal-words.h"

/* Room that a level's label takes on either side of its column's middle. */
#define LABEL_HALF 50

static void
draw_level (GtkWidget *widget,
            GtkSnapshot *snapshot,
            guint level,
            const char *label,
            double x,
            double y,
            gboolean vertical)
{
  const CalPalette *palette = cal_style_palette ();
  g_autofree char *number = g_strdup_printf ("%u", level);
  int number_width;
  int label_width;
  g_autoptr (PangoLayout) bold = cal_draw_layout (widget, number, 12, TRUE, &number_width);
  g_autoptr (PangoLayout) text = cal_draw_layout (widget, label, 12, FALSE, &label_width);
  int left = -(number_width + 4 + label_width) / 2;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  if (vertical)
    gtk_snapshot_rotate (snapshot, -90);
  cal_draw_text (snapshot, bold, left, -8, cal_draw_rgba (palette->text, 1));
  cal_draw_text (snapshot, text, left + number_width + 4, -8, cal_draw_rgba (palette->dim, 1));
  gtk_snapshot_restore (snapshot);
}

/* The axis' name at its far end, unless the last level's label is in the way. */
static void
draw_axis_name (GtkWidget *widget,
                GtkSnapshot *snapshot,
                const char *name,
                double x,
                double y,
                double room,
                gboolean vertical)
{
  int width;
  g_autoptr (PangoLayout) text = cal_draw_layout (widget, name, 12, FALSE, &width);

  if (width > room)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  if (vertical)
    gtk_snapshot_rotate (snapshot, -90);
  cal_draw_text (snapshot, text, -width, -8, cal_draw_rgba (cal_style_palette ()->dim, 1));
  gtk_snapshot_restore (snapshot);
}

static gboolean
any_counts (const CalBoardLayout *layout)
{
  for (guint i = 0; i < layout->n_cells; i++)
    {
      if (layout->cells[i].density == CAL_DENSITY_COUNTS)
        return TRUE;
    }
  return FALSE;
}

static void
draw_legend (GtkWidget *widget, GtkSnapshot *snapshot, const CalBoardLayout *layout)
{
  const CalRect *strip = &layout->axis_performance;
  guint people = layout->people_per_square;
  g_autofree char *one = cal_words_count (people);
  g_autofree char *block = cal_words_count (people * 100);
  g_autofree char *words =
      people == 1 ? g_strdup (_ ("A square is one person, a block 100"))
                  : g_strdup_printf (_ ("A square is %s people, a block %s"), one, block);
  int width;
  g_autoptr (PangoLayout) text = cal_draw_layout (widget, words, 12, FALSE, &width);
  /* Left of a column's label, from the second column on; where no column is
   * wide enough the legend has no place. */
  for (guint i = 1; i < layout->n_performance; i++)
    {
      const CalRect *area = &layout->cells[i].area;

      if (area->width / 2 - LABEL_HALF < width)
        continue;
      cal_draw_text (snapshot, text, area->x + 6, strip->y + strip->height / 2 - 8,
                     cal_draw_rgba (cal_style_palette ()->dim, 1));
      return;
    }
}

/**
 * cal_board_axes_draw:
 * @widget: the board's widget
 * @snapshot: what is drawn to
 * @board: the board
 * @layout: where everything on it stands
 *
 * Draws what stands in the two axis strips: the levels' labels, the names of
 * the axes, and what a square means where cells show counts.
 */
void
cal_board_axes_draw (GtkWidget *widget,
                     GtkSnapshot *snapshot,
                     const CalBoard *board,
                     const CalBoardLayout *layout)
{
  const CalRules *rules = cal_board_rules (board);
  const CalRect *below = &layout->axis_performance;
  const CalRect *beside = &layout->axis_potential;
  guint n = rules->performance.n_levels;
  double middle_y = below->y + below->height / 2.0;
  double middle_x = beside->x + beside->width / 2.0 - 1;
  const CalRect *last;

  for (guint i = 0; i < n; i++)
    {
      const CalRect *area = &layout->cells[i].area;

      draw_level (widget, snapshot, i + 1, _ (rules->performance.labels[i]),
                  area->x + area->width / 2.0, middle_y, FALSE);
    }
  for (guint i = 0; i < rules->potential.n_levels; i++)
    {
      const CalRect *area = &layout->cells[i * n].area;

      draw_level (widget, snapshot, i + 1, _ (rules->potential.labels[i]), middle_x,
                  area->y + area->height / 2.0, TRUE);
    }
  last = &layout->cells[layout->n_cells - 1].area;
  draw_axis_name (widget, snapshot, _ ("Performance →"), below->x + below->width, middle_y,
                  last->width / 2.0 - LABEL_HALF, FALSE);
  draw_axis_name (widget, snapshot, _ ("Potential →"), middle_x, beside->y, last->height / 2.0 - 40,
                  TRUE);
  if (any_counts (layout))
    draw_legend (widget, snapshot, layout);
}
