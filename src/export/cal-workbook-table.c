/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "export/cal-workbook-private.h"

static void
clear_column (gpointer data)
{
  g_free (((CalSheetColumn *) data)->header);
}

/*
 * cal_table_init:
 * @sheet_name: the sheet's name
 * @table_name: the table's name, for formulas that the reader may add: ASCII
 *   letters
 * @n_frozen: how many columns stay in view
 */
void
cal_table_init (CalTable *table,
                CalBook *book,
                const char *sheet_name,
                const char *table_name,
                guint n_frozen)
{
  *table = (CalTable){
    .book = book,
    .sheet_name = sheet_name,
    .table_name = table_name,
    .n_frozen = n_frozen,
    .columns = g_array_new (FALSE, FALSE, sizeof (CalSheetColumn)),
    .taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
  g_array_set_clear_func (table->columns, clear_column);
}

static void
append_column (CalTable *table, const char *header, double width)
{
  CalSheetColumn column = { g_strdup (header), width };

  g_array_append_val (table->columns, column);
}

/*
 * cal_table_reserve:
 * @header: what a column will be called that cal_table_add_reserved() adds later
 *
 * Returns: %FALSE when there is such a column, letter case aside: Excel repairs
 *   a table with two
 */
gboolean
cal_table_reserve (CalTable *table, const char *header)
{
  return g_hash_table_add (table->taken, g_utf8_casefold (header, -1));
}

/*
 * cal_table_add_reserved:
 * @header: a header that was reserved
 * @width: in characters
 */
void
cal_table_add_reserved (CalTable *table, const char *header, double width)
{
  append_column (table, header, width);
}

/*
 * cal_table_add_column:
 * @header: what to call it; a number is added where that is taken
 * @width: in characters
 */
void
cal_table_add_column (CalTable *table, const char *header, double width)
{
  g_autofree char *plain = cal_book_plain (header);
  g_autofree char *free_header = g_strdup (*plain != '\0' ? plain : "?");

  for (guint n = 2; !cal_table_reserve (table, free_header); n++)
    {
      g_free (free_header);
      free_header = g_strdup_printf ("%s (%u)", plain, n);
    }
  append_column (table, free_header, width);
}

static void
start_sheet (CalTable *table)
{
  CalBook *book = table->book;

  table->part++;
  table->sheet = cal_book_add_sheet (book, table->sheet_name, table->part);
  worksheet_freeze_panes (table->sheet, 1, (lxw_col_t) table->n_frozen);
  worksheet_repeat_rows (table->sheet, 0, 0);
  worksheet_set_landscape (table->sheet);
  worksheet_fit_to_pages (table->sheet, 1, 0);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CalSheetColumn *column = &g_array_index (table->columns, CalSheetColumn, i);

      worksheet_set_column (table->sheet, (lxw_col_t) i, (lxw_col_t) i, column->width, NULL);
      cal_book_text (book, table->sheet, 0, (lxw_col_t) i, column->header,
                     book->formats[CAL_FORMAT_HEADER]);
    }
  table->row = 0;
}

static void
finish_sheet (CalTable *table)
{
  g_autofree lxw_table_column *columns = g_new0 (lxw_table_column, table->columns->len);
  g_autofree lxw_table_column **pointers = g_new0 (lxw_table_column *, table->columns->len + 1);
  g_autofree char *name = table->part == 1
                              ? g_strdup (table->table_name)
                              : g_strdup_printf ("%s%u", table->table_name, table->part);
  char range[LXW_MAX_CELL_RANGE_LENGTH];
  lxw_table_options options = {
    .name = name,
    .columns = pointers,
    .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
    .style_type_number = 1,
  };

  /* Ids that look like numbers are texts on purpose: no green corners. */
  lxw_rowcol_to_range (range, 1, 0, MAX (table->row, 1), (lxw_col_t) (table->columns->len - 1));
  worksheet_ignore_errors (table->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range);
  for (guint i = 0; i < table->columns->len; i++)
    {
      columns[i].header = g_array_index (table->columns, CalSheetColumn, i).header;
      columns[i].header_format = table->book->formats[CAL_FORMAT_HEADER];
      pointers[i] = &columns[i];
    }
  /* While a sheet is written row by row the library takes no table, since it
   * would have to write the header after the rows. The header is written
   * already, so the sheet may look for the moment as if it were held in memory. */
  table->sheet->optimize = LXW_FALSE;
  worksheet_add_table (table->sheet, 0, 0, MAX (table->row, 1),
                       (lxw_col_t) (table->columns->len - 1), &options);
  table->sheet->optimize = LXW_TRUE;
}

/*
 * cal_table_next_row:
 *
 * Goes on to the next row, on a further sheet when this one is full.
 *
 * Returns: %FALSE when the work was cancelled
 */
gboolean
cal_table_next_row (CalTable *table)
{
  guint most = table->book->options->rows_per_sheet;

  if (most < 2 || most > CAL_SHEET_MAX_ROWS)
    most = CAL_SHEET_MAX_ROWS;
  if (table->sheet == NULL)
    start_sheet (table);
  else if (table->row + 1 == most)
    {
      finish_sheet (table);
      start_sheet (table);
    }
  table->row++;
  return cal_book_step (table->book);
}

/*
 * cal_table_finish:
 *
 * Makes the rows a table; a table without rows keeps one empty row, as the
 * format demands.
 */
void
cal_table_finish (CalTable *table)
{
  if (table->sheet == NULL)
    start_sheet (table);
  finish_sheet (table);
  g_array_unref (table->columns);
  g_hash_table_unref (table->taken);
}
