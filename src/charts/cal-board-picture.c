/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-board-picture.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "charts/cal-board-picture-cell.h"
#include "charts/cal-chart-file.h"
#include "charts/cal-chart-shape.h"
#include "charts/cal-chart-text.h"

#define MARGIN 16.0
#define HEADER 60.0
#define FOOTER 30.0
#define HELD 48.0
#define HELD_CHIP 22.0
#define SEPARATOR "   ·   "

/* The subjects of each cell, and of the holding area after the last. */
typedef struct
{
  const CalBoard *board;
  const CalRules *rules;
  const CalPalette *palette;
  double width;
  double height;
  GArray **chips;
  guint n_groups;
  guint n_moved;
} Picture;

typedef struct
{
  const CalBoard *board;
  const CalPalette *palette;
  double width;
  double height;
} FilePaint;

static void
clear_chip (gpointer data)
{
  g_free (((CalPictureChip *) data)->key);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (((const CalPictureChip *) a)->key, ((const CalPictureChip *) b)->key);
}

static int
compare_moved_first (gconstpointer a, gconstpointer b)
{
  int moved = (int) cal_picture_chip_moved (b) - (int) cal_picture_chip_moved (a);

  return moved != 0 ? moved : compare_names (a, b);
}

static void
collect_chips (Picture *picture)
{
  const CalBoard *board = picture->board;
  const CalRoster *roster = cal_board_roster (board);
  guint n_columns = roster != NULL ? cal_roster_n_columns (roster) : 0;
  guint department = n_columns;

  for (guint i = 0; i < n_columns && department == n_columns; i++)
    if (cal_roster_column (roster, i)->field == CAL_FIELD_DEPARTMENT)
      department = i;

  picture->n_groups = picture->rules->n_cells + 1;
  picture->chips = g_new0 (GArray *, picture->n_groups);
  for (guint i = 0; i < picture->n_groups; i++)
    {
      picture->chips[i] = g_array_new (FALSE, FALSE, sizeof (CalPictureChip));
      g_array_set_clear_func (picture->chips[i], clear_chip);
    }
  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    {
      const CalBoardSubject *subject = cal_board_subject (board, i);
      CalPictureChip chip = {
        .name = subject->row->name,
        .before =
            cal_placement_is_placed (subject->row->ratings) ? subject->row->ratings : CAL_HOLDING,
        .now = subject->placement,
      };
      guint group = cal_placement_is_placed (chip.now) ? cal_rules_cell (picture->rules, chip.now)
                                                       : picture->rules->n_cells;

      if (subject->gone)
        continue;
      if (department < n_columns && *subject->row->values[department] != '\0')
        chip.detail = subject->row->values[department];
      chip.key = g_utf8_collate_key (chip.name, -1);
      picture->n_moved += cal_picture_chip_moved (&chip);
      g_array_append_val (picture->chips[group], chip);
    }
}

static void
free_chips (Picture *picture)
{
  for (guint i = 0; i < picture->n_groups; i++)
    g_array_unref (picture->chips[i]);
  g_free (picture->chips);
}

static CalBoardLayout *
lay_out (Picture *picture, double height)
{
  g_autofree guint *counts = g_new0 (guint, picture->rules->n_cells);
  g_autofree guint *marked = g_new0 (guint, picture->rules->n_cells);
  CalBoardLayout *layout;

  for (guint cell = 0; cell < picture->rules->n_cells; cell++)
    {
      counts[cell] = picture->chips[cell]->len;
      for (guint i = 0; i < counts[cell]; i++)
        marked[cell] +=
            cal_picture_chip_moved (&g_array_index (picture->chips[cell], CalPictureChip, i));
    }
  layout = cal_board_layout_new ((int) picture->width, (int) height,
                                 picture->rules->performance.n_levels,
                                 picture->rules->potential.n_levels, counts, marked);
  for (guint cell = 0; cell < layout->n_cells; cell++)
    g_array_sort (picture->chips[cell], layout->cells[cell].density == CAL_DENSITY_COUNTS
                                            ? compare_moved_first
                                            : compare_names);
  g_array_sort (picture->chips[picture->rules->n_cells], compare_names);
  return layout;
}

/* What is open, or was last, and how much has been decided. */
static char *
session_text (const CalBoard *board)
{
  guint n = cal_board_n_sessions (board);
  guint n_decisions = cal_board_n_logged (board);
  g_autofree char *decisions =
      g_strdup_printf (ngettext ("%'u decision", "%'u decisions", n_decisions), n_decisions);
  const CalSession *session;

  if (n == 0)
    return g_strdup_printf ("%s%s%s", _ ("no session yet"), SEPARATOR, decisions);
  session = cal_board_session (board, n - 1);
  return g_strdup_printf (_ ("Session %s%s%s%s%s"), session->name, SEPARATOR,
                          session->finalised ? _ ("finalised") : _ ("in progress"), SEPARATOR,
                          decisions);
}

static void
draw_legend (cairo_t *cr, const Picture *picture, const CalBoardLayout *layout)
{
  const CalPalette *palette = picture->palette;
  g_autofree char *moved = g_strdup_printf (
      ngettext ("%'u moved since the rating", "%'u moved since their ratings", picture->n_moved),
      picture->n_moved);
  double right = picture->width - MARGIN;
  gboolean counts = FALSE;

  for (guint i = 0; i < layout->n_cells; i++)
    counts |= layout->cells[i].density == CAL_DENSITY_COUNTS;
  if (counts)
    {
      g_autofree char *squares =
          layout->people_per_square == 1
              ? g_strdup (_ ("A square is one person, a block 100"))
              : g_strdup_printf (_ ("A square is %'u people, a block %'u"),
                                 layout->people_per_square, 100 * layout->people_per_square);

      cal_text_draw (cr, squares, CAL_TEXT_SECONDARY, FALSE, palette->dim, right, 46,
                     CAL_ALIGN_END);
    }
  if (picture->n_moved == 0)
    return;
  cal_text_draw (cr, moved, CAL_TEXT_SECONDARY, FALSE, palette->dim, right, 26, CAL_ALIGN_END);
  right -= cal_text_width (moved, CAL_TEXT_SECONDARY, FALSE) + 8;
  cal_shape_rounded (cr, &(cairo_rectangle_t){ right - 26.5, 14.5, 26, 15 }, 5);
  cal_palette_set_source (cr, palette->accent, 1);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
draw_header (cairo_t *cr, const Picture *picture)
{
  g_autofree char *session = session_text (picture->board);

  cal_text_draw (cr, cal_board_title (picture->board), CAL_TEXT_PAGE, TRUE, picture->palette->text,
                 MARGIN, 28, CAL_ALIGN_START);
  cal_text_draw (cr, session, CAL_TEXT_SECONDARY, FALSE, picture->palette->dim, MARGIN, 48,
                 CAL_ALIGN_START);
}

static void
draw_footer (cairo_t *cr, const Picture *picture)
{
  const CalBoard *board = picture->board;
  guint n_placed = cal_board_n_placed (board);
  guint n_present = cal_board_n_present (board);
  double y = picture->height - FOOTER;
  guint n_records = (guint) cal_board_size (board);
  g_autofree char *log = g_strdup_printf (
      ngettext ("Decision log: %'u record", "Decision log: %'u records", n_records), n_records);
  g_autofree char *counts = g_strdup_printf (_ ("%'u on the board%s%'u held%s%'u in all"), n_placed,
                                             SEPARATOR, n_present - n_placed, SEPARATOR, n_present);

  cal_palette_set_source (cr, picture->palette->text, 0.1);
  cairo_rectangle (cr, 0, y, picture->width, 1);
  cairo_fill (cr);
  cal_text_draw (cr, log, CAL_TEXT_SECONDARY, FALSE, picture->palette->dim, MARGIN, y + 20,
                 CAL_ALIGN_START);
  cal_text_draw (cr, counts, CAL_TEXT_SECONDARY, FALSE, picture->palette->dim,
                 picture->width - MARGIN, y + 20, CAL_ALIGN_END);
}

/* As many of the held as one line holds, and how many more there are. */
static void
draw_held (cairo_t *cr, const Picture *picture, double top)
{
  const GArray *held = picture->chips[picture->rules->n_cells];
  const CalPalette *palette = picture->palette;
  g_autofree char *count = g_strdup_printf (
      ngettext ("%'u without a placement", "%'u without a placement", held->len), held->len);
  double x = MARGIN;
  double baseline = top + HELD / 2 + 5;

  cal_text_draw (cr, _ ("Holding area"), CAL_TEXT_BODY, TRUE, palette->text, x, baseline,
                 CAL_ALIGN_START);
  x += cal_text_width (_ ("Holding area"), CAL_TEXT_BODY, TRUE) + 10;
  cal_text_draw (cr, count, CAL_TEXT_SECONDARY, FALSE, palette->dim, x, baseline, CAL_ALIGN_START);
  x += cal_text_width (count, CAL_TEXT_SECONDARY, FALSE) + 16;
  for (guint i = 0; i < held->len; i++)
    {
      const CalPictureChip *chip = &g_array_index (held, CalPictureChip, i);
      gboolean moved = cal_picture_chip_moved (chip);
      double width = cal_text_width (chip->name, CAL_TEXT_BODY, moved) + 16 + (moved ? 18 : 0);
      cairo_rectangle_t r = { x, top + (HELD - HELD_CHIP) / 2, width, HELD_CHIP };
      guint left = held->len - i;
      g_autofree char *more = g_strdup_printf (ngettext ("%'u more", "%'u more", left), left);
      double room = left > 1 ? cal_text_width (more, CAL_TEXT_BODY, TRUE) + 12 : 0;

      if (x + width + room > picture->width - MARGIN)
        {
          cal_text_draw (cr, more, CAL_TEXT_BODY, TRUE, palette->accent_text, x + 4, baseline,
                         CAL_ALIGN_START);
          return;
        }
      cal_shape_fill_rounded (cr, &r, CAL_CHIP_RADIUS, palette->text, 0.06);
      cal_picture_draw_chip (cr, chip, &r, CAL_DENSITY_COMPACT, palette);
      x += width + 6;
    }
}

static void
draw_axes (cairo_t *cr, const Picture *picture, const CalBoardLayout *layout)
{
  const CalRules *rules = picture->rules;
  const CalRect *below = &layout->axis_performance;
  const CalRect *beside = &layout->axis_potential;
  CalColor dim = picture->palette->dim;
  const char *axis = _ ("Performance →");

  cal_text_draw (cr, axis, CAL_TEXT_SECONDARY, FALSE, dim, picture->width - MARGIN, below->y + 18,
                 CAL_ALIGN_END);
  for (guint i = 0; i < rules->performance.n_levels; i++)
    {
      g_autofree char *text =
          g_strdup_printf ("%u %s", i + 1, cal_text_translated (rules->performance.labels[i]));
      const CalRect *cell = &layout->cells[i].area;
      gboolean last = i + 1 == rules->performance.n_levels;
      double taken = last ? cal_text_width (axis, CAL_TEXT_SECONDARY, FALSE) + 12 : 0;

      cal_text_draw_fitted (cr, text, CAL_TEXT_SECONDARY, FALSE, dim,
                            cell->x + (cell->width - taken) / 2, below->y + 18, CAL_ALIGN_CENTER,
                            cell->width - taken);
    }
  for (guint i = 0; i < rules->potential.n_levels; i++)
    {
      g_autofree char *level =
          g_strdup_printf ("%u %s", i + 1, cal_text_translated (rules->potential.labels[i]));
      gboolean top = i + 1 == rules->potential.n_levels;
      g_autofree char *text =
          top ? g_strconcat (level, SEPARATOR, _ ("Potential →"), NULL) : g_strdup (level);
      const CalRect *cell = &layout->cells[i * rules->performance.n_levels].area;

      cairo_save (cr);
      cairo_translate (cr, beside->x + beside->width - 8, cell->y + cell->height / 2.0);
      cairo_rotate (cr, -G_PI_2);
      cal_text_draw_fitted (cr, text, CAL_TEXT_SECONDARY, FALSE, dim, 0, 0, CAL_ALIGN_CENTER,
                            cell->height);
      cairo_restore (cr);
    }
}

static void
draw_board (cairo_t *cr, Picture *picture)
{
  gboolean any_held;
  double bottom;
  g_autoptr (CalBoardLayout) layout = NULL;

  collect_chips (picture);
  any_held = picture->chips[picture->rules->n_cells]->len > 0;
  bottom = picture->height - FOOTER - (any_held ? HELD : 0);
  layout = lay_out (picture, bottom - HEADER);
  draw_legend (cr, picture, layout);
  cairo_save (cr);
  cairo_translate (cr, 0, HEADER);
  draw_axes (cr, picture, layout);
  for (guint cell = 0; cell < layout->n_cells; cell++)
    cal_picture_draw_cell (cr, picture->board, layout, cell, picture->chips[cell],
                           picture->palette);
  cairo_restore (cr);
  if (any_held)
    draw_held (cr, picture, bottom);
  free_chips (picture);
}

/**
 * cal_board_picture_draw:
 * @board: the board
 * @cr: the context; the picture's corner is at its origin
 * @width: in pixels
 * @height: in pixels
 * @palette: the colours
 *
 * Draws the whole board as it stands: title and session, the cells with their
 * exact counts and shares and as many names as there is room for, the holding
 * area, and how many records of the log this is.
 */
void
cal_board_picture_draw (const CalBoard *board,
                        cairo_t *cr,
                        double width,
                        double height,
                        const CalPalette *palette)
{
  Picture picture = { .board = board, .palette = palette, .width = width, .height = height };

  g_return_if_fail (board != NULL && cr != NULL && palette != NULL);

  picture.rules = cal_board_rules (board);
  cairo_save (cr);
  cal_palette_set_source (cr, palette->window, 1);
  cairo_paint (cr);
  draw_header (cr, &picture);
  if (picture.rules != NULL)
    draw_board (cr, &picture);
  else
    cal_text_draw (cr, _ ("Nothing to show: no rating scales are set yet."), CAL_TEXT_BODY, FALSE,
                   palette->dim, MARGIN, HEADER + 20, CAL_ALIGN_START);
  draw_footer (cr, &picture);
  cairo_restore (cr);
}

static void
paint_board (cairo_t *cr, gconstpointer user_data)
{
  const FilePaint *paint = user_data;

  cal_board_picture_draw (paint->board, cr, paint->width, paint->height, paint->palette);
}

/**
 * cal_board_picture_write_file:
 * @board: the board
 * @path: where to; see cal_picture_write_file()
 * @width: in pixels, 1920 for the size of a screen
 * @height: in pixels, 1080
 * @palette: the colours
 * @error: return location
 *
 * Writes what cal_board_picture_draw() draws.
 *
 * Returns: whether it was written; see #CalChartsError
 */
gboolean
cal_board_picture_write_file (const CalBoard *board,
                              const char *path,
                              double width,
                              double height,
                              const CalPalette *palette,
                              GError **error)
{
  FilePaint paint = { board, palette, width, height };

  g_return_val_if_fail (board != NULL && path != NULL && palette != NULL, FALSE);

  return cal_picture_write_file (path, width, height, cal_board_title (board), paint_board, &paint,
                                 error);
}
