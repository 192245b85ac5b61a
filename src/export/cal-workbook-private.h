/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <xlsxwriter.h>

#include "export/cal-workbook.h"

#define CAL_WORKBOOK_N_TINTS 5
#define CAL_SHEET_MAX_ROWS 1048576

/**
 * CalBookFormat:
 * The formats of cells. The first group exists twice: plain, and tinted for
 * the rows of subjects whose rating was changed.
 */
typedef enum
{
  CAL_FORMAT_TEXT,
  CAL_FORMAT_NUMBER,
  CAL_FORMAT_DATE,
  CAL_FORMAT_STRONG,
  CAL_FORMAT_STRONG_NUMBER,
  CAL_FORMAT_PROSE,
  CAL_N_ROW_FORMATS,
  CAL_FORMAT_HEADER = CAL_N_ROW_FORMATS,
  CAL_FORMAT_HEADER_NUMBER,
  CAL_FORMAT_TITLE,
  CAL_FORMAT_SECTION,
  CAL_FORMAT_DIM,
  CAL_FORMAT_INDENTED,
  CAL_FORMAT_TIME,
  CAL_FORMAT_WRAPPED,
  CAL_FORMAT_TOP,
  CAL_FORMAT_TOP_NUMBER,
  CAL_FORMAT_PERCENT,
  CAL_FORMAT_AXIS,
  CAL_N_FORMATS,
} CalBookFormat;

/**
 * CalCellFormats:
 * The formats of one tint of the nine-box.
 */
typedef struct
{
  lxw_format *blank;
  lxw_format *label;
  lxw_format *count;
  lxw_format *share;
  lxw_format *name;
  lxw_format *changed;
} CalCellFormats;

/**
 * CalBook:
 * A workbook being written. Everything goes to it row by row, for the library
 * holds one row of a sheet at a time.
 */
typedef struct
{
  lxw_workbook *book;
  const CalBoard *board;
  const CalWorkbookFacts *facts;
  const CalWorkbookOptions *options;
  lxw_format *formats[CAL_N_FORMATS];
  lxw_format *changed[CAL_N_ROW_FORMATS];
  CalCellFormats cells[CAL_WORKBOOK_N_TINTS];
  GPtrArray *sheets;
  guint64 n_done;
  guint64 n_total;
  guint n_cut;
  gboolean cancelled;
} CalBook;

/**
 * CalSheetColumn:
 * @header: what it is called; unique in its table
 * @width: how wide, in characters
 */
typedef struct
{
  char *header;
  double width;
} CalSheetColumn;

/**
 * CalTable:
 * A table with a frozen header and filters, which goes on on a further sheet
 * when one is full.
 */
typedef struct
{
  CalBook *book;
  const char *sheet_name;
  const char *table_name;
  GArray *columns;
  GHashTable *taken;
  guint n_frozen;
  guint part;
  lxw_worksheet *sheet;
  lxw_row_t row;
} CalTable;

lxw_worksheet *cal_book_add_sheet (CalBook *book, const char *name, guint part);
gboolean cal_book_step (CalBook *book);
void cal_book_text (CalBook *book,
                    lxw_worksheet *sheet,
                    lxw_row_t row,
                    lxw_col_t column,
                    const char *text,
                    lxw_format *format);
void cal_book_time (lxw_worksheet *sheet,
                    lxw_row_t row,
                    lxw_col_t column,
                    gint64 time,
                    lxw_format *format);
char *cal_book_plain (const char *text);
void cal_book_make_formats (CalBook *book);

void cal_table_init (CalTable *table,
                     CalBook *book,
                     const char *sheet_name,
                     const char *table_name,
                     guint n_frozen);
gboolean cal_table_reserve (CalTable *table, const char *header);
void cal_table_add_reserved (CalTable *table, const char *header, double width);
void cal_table_add_column (CalTable *table, const char *header, double width);
gboolean cal_table_next_row (CalTable *table);
void cal_table_finish (CalTable *table);

const CalDecision *cal_book_decision_behind (const CalBoard *board, const CalBoardSubject *subject);
const char *cal_book_label (const char *label);

void cal_book_write_ratings (CalBook *book);
void cal_book_write_ninebox (CalBook *book);
void cal_book_write_distribution (CalBook *book);
void cal_book_write_fairness (CalBook *book);
void cal_book_write_decisions (CalBook *book);
void cal_book_write_about (CalBook *book);

typedef void (*CalSheetWriter) (CalBook *book);

gboolean cal_workbook_write_sheets (const char *path,
                                    const CalBoard *board,
                                    const CalWorkbookFacts *facts,
                                    const CalWorkbookOptions *options,
                                    const CalSheetWriter *writers,
                                    guint n_writers,
                                    GError **error);

gboolean cal_package_check (const char *path, const guint64 *least_sizes, guint n, char **why);
