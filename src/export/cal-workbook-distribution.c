/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "charts/cal-palette.h"
#include "core/cal-guideline.h"
#include "export/cal-workbook-private.h"

#define CHART_COLUMN 11

enum
{
  COLUMN_LABEL,
  COLUMN_BEFORE,
  COLUMN_NOW,
  COLUMN_CHANGE,
  COLUMN_SHARE_BEFORE,
  COLUMN_SHARE_NOW,
  COLUMN_GUIDELINE,
  COLUMN_LOW,
  COLUMN_HIGH,
  COLUMN_VERDICT,
  N_COLUMNS,
};

typedef struct
{
  CalBook *book;
  const CalRules *rules;
  lxw_worksheet *sheet;
  const char *sheet_name;
  lxw_row_t row;
} Distribution;

static void
write_headers (Distribution *d, const char *first, gboolean with_guideline)
{
  const char *headers[N_COLUMNS] = {
    first,           _ ("Before"),    _ ("Now"),      _ ("Change"),  _ ("Share before"),
    _ ("Share now"), _ ("Guideline"), _ ("At least"), _ ("At most"), _ ("Now is"),
  };
  guint n = with_guideline ? N_COLUMNS : COLUMN_GUIDELINE;

  for (guint i = 0; i < n; i++)
    cal_book_text (
        d->book, d->sheet, d->row, (lxw_col_t) i, headers[i],
        d->book->formats[i == COLUMN_LABEL || i == COLUMN_VERDICT ? CAL_FORMAT_HEADER
                                                                  : CAL_FORMAT_HEADER_NUMBER]);
  d->row++;
}

static void
write_counts (Distribution *d, const char *label, guint before, guint now)
{
  CalBook *book = d->book;
  guint n_before = cal_board_n_placed_before (book->board);
  guint n_now = cal_board_n_placed (book->board);

  cal_book_text (book, d->sheet, d->row, COLUMN_LABEL, label, book->formats[CAL_FORMAT_TEXT]);
  worksheet_write_number (d->sheet, d->row, COLUMN_BEFORE, before,
                          book->formats[CAL_FORMAT_NUMBER]);
  worksheet_write_number (d->sheet, d->row, COLUMN_NOW, now,
                          book->formats[CAL_FORMAT_STRONG_NUMBER]);
  worksheet_write_number (d->sheet, d->row, COLUMN_CHANGE, (double) now - before,
                          book->formats[CAL_FORMAT_NUMBER]);
  if (n_before > 0)
    worksheet_write_number (d->sheet, d->row, COLUMN_SHARE_BEFORE, (double) before / n_before,
                            book->formats[CAL_FORMAT_PERCENT]);
  if (n_now > 0)
    worksheet_write_number (d->sheet, d->row, COLUMN_SHARE_NOW, (double) now / n_now,
                            book->formats[CAL_FORMAT_PERCENT]);
}

static void
write_guideline (Distribution *d, guint level, guint now)
{
  CalBook *book = d->book;
  guint percent = d->rules->guideline[level - 1];
  CalAllowed allowed =
      cal_guideline_allowed (percent, d->rules->tolerance, cal_board_n_placed (book->board));
  g_autofree char *verdict = NULL;

  if (now > allowed.high)
    verdict = g_strdup_printf (_ ("%'u over"), now - allowed.high);
  else if (now < allowed.low)
    verdict = g_strdup_printf (_ ("%'u under"), allowed.low - now);
  else
    verdict = g_strdup (_ ("within"));
  worksheet_write_number (d->sheet, d->row, COLUMN_GUIDELINE, percent / 100.0,
                          book->formats[CAL_FORMAT_PERCENT]);
  worksheet_write_number (d->sheet, d->row, COLUMN_LOW, allowed.low,
                          book->formats[CAL_FORMAT_NUMBER]);
  worksheet_write_number (d->sheet, d->row, COLUMN_HIGH, allowed.high,
                          book->formats[CAL_FORMAT_NUMBER]);
  cal_book_text (book, d->sheet, d->row, COLUMN_VERDICT, verdict,
                 book->formats[CAL_FORMAT_INDENTED]);
}

static void
write_levels (Distribution *d)
{
  const CalBoard *board = d->book->board;
  gboolean with_guideline = d->rules->n_guideline > 0;

  write_headers (d, _ ("Performance"), with_guideline);
  for (guint level = 1; level <= d->rules->performance.n_levels; level++)
    {
      g_autofree char *label = g_strdup_printf (
          "%u %s", level, cal_book_label (d->rules->performance.labels[level - 1]));
      guint before = 0;
      guint now = 0;

      for (guint potential = 1; potential <= d->rules->potential.n_levels; potential++)
        {
          guint cell = cal_rules_cell (d->rules, cal_placement (level, potential));

          before += cal_board_count_before (board, cell);
          now += cal_board_count (board, cell);
        }
      write_counts (d, label, before, now);
      if (with_guideline)
        write_guideline (d, level, now);
      d->row++;
    }
}

static void
write_cells (Distribution *d)
{
  const CalBoard *board = d->book->board;

  write_headers (d, _ ("Cell"), FALSE);
  for (guint cell = 0; cell < d->rules->n_cells; cell++)
    {
      char placement[CAL_PLACEMENT_TEXT_SIZE];
      g_autofree char *label = g_strdup_printf (
          "%s %s", cal_placement_format (cal_rules_cell_placement (d->rules, cell), placement),
          cal_book_label (d->rules->cell_labels[cell]));

      write_counts (d, label, cal_board_count_before (board, cell), cal_board_count (board, cell));
      d->row++;
    }
}

static void
write_totals (Distribution *d)
{
  CalBook *book = d->book;
  guint n_present = cal_board_n_present (book->board);
  guint n_before = cal_board_n_placed_before (book->board);
  guint n_now = cal_board_n_placed (book->board);
  const struct
  {
    const char *label;
    guint before;
    guint now;
  } totals[] = {
    { _ ("On the board"), n_before, n_now },
    { _ ("Holding area"), n_present - n_before, n_present - n_now },
    { _ ("All subjects"), n_present, n_present },
  };

  for (guint i = 0; i < G_N_ELEMENTS (totals); i++, d->row++)
    {
      cal_book_text (book, d->sheet, d->row, COLUMN_LABEL, totals[i].label,
                     book->formats[CAL_FORMAT_STRONG]);
      worksheet_write_number (d->sheet, d->row, COLUMN_BEFORE, totals[i].before,
                              book->formats[CAL_FORMAT_STRONG_NUMBER]);
      worksheet_write_number (d->sheet, d->row, COLUMN_NOW, totals[i].now,
                              book->formats[CAL_FORMAT_STRONG_NUMBER]);
    }
}

static void
add_series (Distribution *d,
            lxw_chart *chart,
            lxw_row_t headers,
            guint n_rows,
            lxw_col_t column,
            lxw_chart_fill *fill,
            lxw_chart_line *line)
{
  lxw_chart_series *series = chart_add_series (chart, NULL, NULL);

  chart_series_set_categories (series, d->sheet_name, headers + 1, COLUMN_LABEL, headers + n_rows,
                               COLUMN_LABEL);
  chart_series_set_values (series, d->sheet_name, headers + 1, column, headers + n_rows, column);
  chart_series_set_name_range (series, d->sheet_name, headers, column);
  chart_series_set_fill (series, fill);
  chart_series_set_line (series, line);
}

/* Before hollow and now solid, as on the board; the guideline's edges pale. */
static void
add_chart (Distribution *d,
           const char *title,
           lxw_row_t headers,
           guint n_rows,
           gboolean with_guideline,
           lxw_row_t at)
{
  lxw_chart *chart = workbook_add_chart (d->book->book, LXW_CHART_COLUMN);
  lxw_chart_fill hollow = { .none = LXW_TRUE };
  lxw_chart_fill solid = { .color = cal_palette_light.bar };
  lxw_chart_fill band = { .color = cal_palette_light.band };
  lxw_chart_line dark = { .color = cal_palette_light.before, .width = 1 };
  lxw_chart_line bar = { .color = cal_palette_light.bar, .width = 1 };
  lxw_chart_line edge = { .color = cal_palette_light.band_edge, .width = 1 };
  lxw_chart_options options = { .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                                .x_scale = 1.35,
                                .y_scale = 1.1,
                                .description = (char *) title };

  chart_title_set_name (chart, title);
  chart_axis_set_min (chart->y_axis, 0);
  chart_axis_set_num_format (chart->y_axis, "#,##0");
  chart_axis_set_name (chart->y_axis, _ ("Subjects"));
  chart_legend_set_position (chart, LXW_CHART_LEGEND_BOTTOM);
  add_series (d, chart, headers, n_rows, COLUMN_BEFORE, &hollow, &dark);
  add_series (d, chart, headers, n_rows, COLUMN_NOW, &solid, &bar);
  if (with_guideline)
    {
      add_series (d, chart, headers, n_rows, COLUMN_LOW, &band, &edge);
      add_series (d, chart, headers, n_rows, COLUMN_HIGH, &band, &edge);
    }
  worksheet_insert_chart_opt (d->sheet, at, CHART_COLUMN, chart, &options);
}

/*
 * cal_book_write_distribution:
 *
 * Counts before and now by performance level, against the guideline, and by
 * cell, each with a chart of the spreadsheet's own.
 */
void
cal_book_write_distribution (CalBook *book)
{
  Distribution d = { .book = book, .rules = cal_board_rules (book->board) };
  g_autofree char *heading =
      g_strdup_printf (_ ("Distribution, n = %'u"), cal_board_n_placed (book->board));
  lxw_row_t levels;
  lxw_row_t cells;

  d.sheet = cal_book_add_sheet (book, _ ("Distribution"), 1);
  d.sheet_name = d.sheet->name;
  cal_book_text (book, d.sheet, 0, 0, heading, book->formats[CAL_FORMAT_TITLE]);
  if (d.rules == NULL)
    {
      cal_book_text (book, d.sheet, 1, 0, _ ("No rating scales are set yet."), NULL);
      return;
    }
  worksheet_set_column (d.sheet, COLUMN_LABEL, COLUMN_LABEL, 24, NULL);
  worksheet_set_column (d.sheet, COLUMN_BEFORE, COLUMN_VERDICT, 12, NULL);
  worksheet_set_landscape (d.sheet);
  worksheet_fit_to_pages (d.sheet, 1, 1);
  d.row = 2;
  levels = d.row;
  write_levels (&d);
  d.row += 16;
  cells = d.row;
  write_cells (&d);
  write_totals (&d);
  add_chart (&d, _ ("Performance levels against the guideline"), levels,
             d.rules->performance.n_levels, d.rules->n_guideline > 0, levels);
  add_chart (&d, _ ("Cells, before and now"), cells, d.rules->n_cells, FALSE, cells);
}
