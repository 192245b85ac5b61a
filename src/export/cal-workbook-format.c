/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-palette.h"
#include "export/cal-workbook-private.h"

/* A changed row's ground; its words say so too. */
#define CHANGED_TINT 0xe3edf9
#define WHITE 0xffffff

static lxw_format *
new_format (CalBook *book, const char *number_format, gboolean bold, gint64 ground)
{
  lxw_format *format = workbook_add_format (book->book);

  if (number_format != NULL)
    format_set_num_format (format, number_format);
  if (bold)
    format_set_bold (format);
  if (ground >= 0)
    format_set_bg_color (format, (lxw_color_t) ground);
  return format;
}

static void
make_row_formats (CalBook *book, lxw_format **formats, gint64 ground)
{
  formats[CAL_FORMAT_TEXT] = new_format (book, "@", FALSE, ground);
  formats[CAL_FORMAT_NUMBER] = new_format (book, "#,##0", FALSE, ground);
  formats[CAL_FORMAT_DATE] = new_format (book, "yyyy-mm-dd", FALSE, ground);
  formats[CAL_FORMAT_STRONG] = new_format (book, "@", TRUE, ground);
  formats[CAL_FORMAT_STRONG_NUMBER] = new_format (book, "#,##0", TRUE, ground);
  formats[CAL_FORMAT_PROSE] = new_format (book, NULL, FALSE, ground);
}

static lxw_format *
top (lxw_format *format)
{
  format_set_align (format, LXW_ALIGN_VERTICAL_TOP);
  return format;
}

static void
make_cell_formats (CalBook *book, CalCellFormats *cell, CalColor tint)
{
  cell->blank = new_format (book, NULL, FALSE, tint);
  cell->label = new_format (book, "@", TRUE, tint);
  format_set_font_size (cell->label, 13);
  format_set_align (cell->label, LXW_ALIGN_VERTICAL_CENTER);
  cell->count = new_format (book, "#,##0", TRUE, tint);
  format_set_font_size (cell->count, 15);
  format_set_align (cell->count, LXW_ALIGN_VERTICAL_CENTER);
  cell->share = new_format (book, "0.0%", FALSE, tint);
  format_set_align (cell->share, LXW_ALIGN_VERTICAL_CENTER);
  format_set_font_color (cell->share, cal_palette_light.dim);
  cell->name = new_format (book, "@", FALSE, tint);
  format_set_shrink (cell->name);
  cell->changed = new_format (book, "@", TRUE, tint);
  format_set_shrink (cell->changed);
}

/*
 * cal_book_make_formats:
 *
 * Makes every format once; a workbook holds few of them. Short texts have the
 * text format, so that a value edited later is not taken for a formula either;
 * prose has not, for some versions of Excel show more than 255 characters in
 * that format as "####".
 */
void
cal_book_make_formats (CalBook *book)
{
  lxw_format **formats = book->formats;

  make_row_formats (book, formats, -1);
  make_row_formats (book, book->changed, CHANGED_TINT);
  formats[CAL_FORMAT_HEADER] = top (new_format (book, NULL, TRUE, cal_palette_light.bar));
  format_set_font_color (formats[CAL_FORMAT_HEADER], WHITE);
  format_set_text_wrap (formats[CAL_FORMAT_HEADER]);
  formats[CAL_FORMAT_HEADER_NUMBER] = top (new_format (book, NULL, TRUE, cal_palette_light.bar));
  format_set_font_color (formats[CAL_FORMAT_HEADER_NUMBER], WHITE);
  format_set_align (formats[CAL_FORMAT_HEADER_NUMBER], LXW_ALIGN_RIGHT);
  formats[CAL_FORMAT_INDENTED] = new_format (book, "@", FALSE, -1);
  format_set_indent (formats[CAL_FORMAT_INDENTED], 1);
  formats[CAL_FORMAT_TITLE] = new_format (book, NULL, TRUE, -1);
  format_set_font_size (formats[CAL_FORMAT_TITLE], 16);
  formats[CAL_FORMAT_SECTION] = new_format (book, NULL, TRUE, -1);
  format_set_font_size (formats[CAL_FORMAT_SECTION], 12);
  formats[CAL_FORMAT_DIM] = new_format (book, NULL, FALSE, -1);
  format_set_font_color (formats[CAL_FORMAT_DIM], cal_palette_light.dim);
  formats[CAL_FORMAT_TIME] = top (new_format (book, "yyyy-mm-dd hh:mm:ss", FALSE, -1));
  format_set_align (formats[CAL_FORMAT_TIME], LXW_ALIGN_LEFT);
  formats[CAL_FORMAT_WRAPPED] = top (new_format (book, NULL, FALSE, -1));
  format_set_text_wrap (formats[CAL_FORMAT_WRAPPED]);
  formats[CAL_FORMAT_TOP] = top (new_format (book, "@", FALSE, -1));
  formats[CAL_FORMAT_TOP_NUMBER] = top (new_format (book, "0", FALSE, -1));
  formats[CAL_FORMAT_PERCENT] = new_format (book, "0.0%", FALSE, -1);
  formats[CAL_FORMAT_AXIS] = top (new_format (book, NULL, TRUE, -1));
  format_set_font_color (formats[CAL_FORMAT_AXIS], cal_palette_light.dim);
  for (guint i = 0; i < CAL_WORKBOOK_N_TINTS; i++)
    make_cell_formats (book, &book->cells[i], cal_palette_light.tints[i]);
}
