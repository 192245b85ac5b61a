/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "charts/cal-palette.h"
#include "export/cal-workbook-private.h"

/* Up to that many subjects the sheet prints on one page; with more it is one
 * page wide. */
#define ONE_PAGE 400
#define NAME_WIDTH 19.0
#define LABEL_WIDTH 22.0
#define LEAST_ACROSS 3
#define MOST_ACROSS 6
/* Height to width of a landscape page, and of a line to a name. */
#define PAGE_SHAPE 0.68
#define LINE_SHAPE 0.14
#define GAP_WIDTH 1.5
#define GAP_HEIGHT 6.0

typedef struct
{
  const char *name;
  char *key;
  gboolean changed;
} Name;

/* The names of each cell, and of the holding area after the last. Each column
 * of the grid is several columns of names wide. */
typedef struct
{
  CalBook *book;
  const CalRules *rules;
  lxw_worksheet *sheet;
  lxw_row_t row;
  guint n_across;
  GArray **names;
} NineBox;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Name *) a)->key, ((const Name *) b)->key);
}

static void
clear_name (gpointer data)
{
  g_free (((Name *) data)->key);
}

static void
collect_names (NineBox *box)
{
  const CalBoard *board = box->book->board;
  guint n_cells = box->rules->n_cells;

  box->names = g_new0 (GArray *, n_cells + 1);
  for (guint i = 0; i <= n_cells; i++)
    {
      box->names[i] = g_array_new (FALSE, FALSE, sizeof (Name));
      g_array_set_clear_func (box->names[i], clear_name);
    }
  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    {
      const CalBoardSubject *subject = cal_board_subject (board, i);
      guint cell = cal_placement_is_placed (subject->placement)
                       ? cal_rules_cell (box->rules, subject->placement)
                       : n_cells;
      Name name = {
        .name = subject->row->name,
        .changed = !cal_placement_equal (cal_board_rating (board, i), subject->row->ratings),
      };

      if (subject->gone)
        continue;
      name.key = g_utf8_collate_key (name.name, -1);
      g_array_append_val (box->names[cell], name);
    }
  for (guint i = 0; i <= n_cells; i++)
    g_array_sort (box->names[i], compare_names);
}

static guint
lines_for (const NineBox *box, guint n)
{
  return (n + box->n_across - 1) / box->n_across;
}

/* How many lines of names a row of the grid needs. */
static guint
band_lines (const NineBox *box, guint potential)
{
  guint n_lines = 1;

  for (guint level = 1; level <= box->rules->performance.n_levels; level++)
    {
      guint cell = cal_rules_cell (box->rules, cal_placement (level, potential));

      n_lines = MAX (n_lines, lines_for (box, box->names[cell]->len));
    }
  return n_lines;
}

/* As many columns of names as make the sheet as flat as a page. */
static void
choose_columns (NineBox *box)
{
  for (box->n_across = LEAST_ACROSS; box->n_across < MOST_ACROSS; box->n_across++)
    {
      guint n_names = box->rules->performance.n_levels * box->n_across;
      guint n_lines = 4 + lines_for (box, box->names[box->rules->n_cells]->len) / 3;

      for (guint level = 1; level <= box->rules->potential.n_levels; level++)
        n_lines += 2 + band_lines (box, level);
      if (n_lines * LINE_SHAPE <= n_names * PAGE_SHAPE)
        return;
    }
}

/* The first of the columns of names of a level of performance. */
static lxw_col_t
first_column (const NineBox *box, guint performance)
{
  return (lxw_col_t) (1 + (performance - 1) * (box->n_across + 1));
}

static void
set_up_sheet (NineBox *box)
{
  lxw_worksheet *sheet = box->sheet;
  guint n_placed = cal_board_n_placed (box->book->board);

  worksheet_set_column (sheet, 0, 0, LABEL_WIDTH, NULL);
  for (guint level = 1; level <= box->rules->performance.n_levels; level++)
    {
      lxw_col_t first = first_column (box, level);

      worksheet_set_column (sheet, first, (lxw_col_t) (first + box->n_across - 1), NAME_WIDTH,
                            NULL);
      worksheet_set_column (sheet, (lxw_col_t) (first + box->n_across),
                            (lxw_col_t) (first + box->n_across), GAP_WIDTH, NULL);
    }
  worksheet_gridlines (sheet, LXW_HIDE_ALL_GRIDLINES);
  worksheet_set_landscape (sheet);
  worksheet_set_paper (sheet, 9);
  worksheet_set_margins (sheet, 0.4, 0.4, 0.5, 0.5);
  worksheet_fit_to_pages (sheet, 1, n_placed <= ONE_PAGE ? 1 : 0);
  worksheet_repeat_rows (sheet, 2, 2);
  worksheet_freeze_panes (sheet, 3, 1);
  worksheet_center_horizontally (sheet);
}

static void
write_heading (NineBox *box)
{
  CalBook *book = box->book;
  guint n_placed = cal_board_n_placed (book->board);
  guint n_held = cal_board_n_present (book->board) - n_placed;
  g_autofree char *counts = g_strdup_printf (_ ("n = %'u on the board, %'u in the holding area. "
                                                "Bold: the rating differs from the rater's."),
                                             n_placed, n_held);

  cal_book_text (book, box->sheet, 0, 0, cal_board_title (book->board),
                 book->formats[CAL_FORMAT_TITLE]);
  cal_book_text (book, box->sheet, 1, 0, counts, book->formats[CAL_FORMAT_DIM]);
  for (guint level = 1; level <= box->rules->performance.n_levels; level++)
    {
      g_autofree char *label =
          g_strdup_printf (_ ("Performance %u: %s"), level,
                           cal_book_label (box->rules->performance.labels[level - 1]));

      cal_book_text (book, box->sheet, 2, first_column (box, level), label,
                     book->formats[CAL_FORMAT_AXIS]);
    }
  box->row = 3;
}

static const CalCellFormats *
formats_of (const NineBox *box, CalPlacement placement)
{
  return &box->book
              ->cells[cal_palette_step (placement.performance, box->rules->performance.n_levels,
                                        placement.potential, box->rules->potential.n_levels)];
}

static void
write_cell_heading (NineBox *box, CalPlacement placement)
{
  CalBook *book = box->book;
  guint cell = cal_rules_cell (box->rules, placement);
  guint count = cal_board_count (book->board, cell);
  guint n_placed = cal_board_n_placed (book->board);
  lxw_col_t first = first_column (box, placement.performance);
  lxw_col_t last = (lxw_col_t) (first + box->n_across - 1);
  const CalCellFormats *formats = formats_of (box, placement);

  cal_book_text (book, box->sheet, box->row, first, cal_book_label (box->rules->cell_labels[cell]),
                 formats->label);
  for (lxw_col_t column = first + 1u; column + 1u < last; column++)
    worksheet_write_blank (box->sheet, box->row, column, formats->blank);
  worksheet_write_number (box->sheet, box->row, last - 1u, count, formats->count);
  worksheet_write_number (box->sheet, box->row, last, n_placed > 0 ? (double) count / n_placed : 0,
                          formats->share);
}

/* One line of names of a cell; blanks, so that its tint fills the box. */
static void
write_names (NineBox *box, CalPlacement placement, guint line)
{
  const GArray *names = box->names[cal_rules_cell (box->rules, placement)];
  const CalCellFormats *formats = formats_of (box, placement);
  lxw_col_t first = first_column (box, placement.performance);

  for (guint i = 0; i < box->n_across; i++)
    {
      guint at = line * box->n_across + i;

      if (at >= names->len)
        worksheet_write_blank (box->sheet, box->row, (lxw_col_t) (first + i), formats->blank);
      else
        {
          const Name *name = &g_array_index (names, Name, at);

          cal_book_text (box->book, box->sheet, box->row, (lxw_col_t) (first + i), name->name,
                         name->changed ? formats->changed : formats->name);
        }
    }
}

/* One row of the grid: its headings, its names, a gap. */
static gboolean
write_band (NineBox *box, guint potential)
{
  CalBook *book = box->book;
  g_autofree char *label =
      g_strdup_printf (_ ("Potential %u: %s"), potential,
                       cal_book_label (box->rules->potential.labels[potential - 1]));
  guint n_performance = box->rules->performance.n_levels;
  guint n_lines = band_lines (box, potential);

  worksheet_set_row (box->sheet, box->row, 22, NULL);
  cal_book_text (book, box->sheet, box->row, 0, label, book->formats[CAL_FORMAT_AXIS]);
  for (guint level = 1; level <= n_performance; level++)
    write_cell_heading (box, cal_placement (level, potential));
  box->row++;
  for (guint line = 0; line < n_lines; line++, box->row++)
    {
      if (!cal_book_step (book))
        return FALSE;
      for (guint level = 1; level <= n_performance; level++)
        write_names (box, cal_placement (level, potential), line);
    }
  worksheet_set_row (box->sheet, box->row, GAP_HEIGHT, NULL);
  box->row++;
  return TRUE;
}

static void
write_holding_area (NineBox *box)
{
  CalBook *book = box->book;
  const GArray *names = box->names[box->rules->n_cells];
  guint n_columns = box->rules->performance.n_levels * box->n_across;
  g_autofree char *heading = g_strdup_printf (_ ("Holding area: %'u"), names->len);

  if (names->len == 0)
    return;
  cal_book_text (book, box->sheet, box->row, 0, heading, book->formats[CAL_FORMAT_SECTION]);
  for (guint i = 0; i < names->len; i++)
    {
      guint across = i % n_columns;
      lxw_col_t column =
          (lxw_col_t) (first_column (box, across / box->n_across + 1) + across % box->n_across);

      if (across == 0)
        box->row++;
      cal_book_text (book, box->sheet, box->row, column, g_array_index (names, Name, i).name,
                     book->formats[CAL_FORMAT_TEXT]);
    }
}

/*
 * cal_book_write_ninebox:
 *
 * The grid with the names in it, the highest potential on top, each cell with
 * its exact count and share, and the holding area below.
 */
void
cal_book_write_ninebox (CalBook *book)
{
  NineBox box = { .book = book, .rules = cal_board_rules (book->board) };
  gboolean going = TRUE;

  box.sheet = cal_book_add_sheet (book, _ ("Nine-box"), 1);
  if (box.rules == NULL)
    {
      cal_book_text (book, box.sheet, 0, 0, _ ("No rating scales are set yet."), NULL);
      return;
    }
  collect_names (&box);
  choose_columns (&box);
  set_up_sheet (&box);
  write_heading (&box);
  for (guint potential = box.rules->potential.n_levels; potential >= 1 && going; potential--)
    going = write_band (&box, potential);
  if (going)
    write_holding_area (&box);
  for (guint i = 0; i <= box.rules->n_cells; i++)
    g_array_unref (box.names[i]);
  g_free (box.names);
}
