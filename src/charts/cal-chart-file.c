/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-chart-file.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "charts/cal-chart.h"
#include "charts/cal-charts-error.h"

#define MARGIN 16.0
#define PNG_SCALE 2.0
/* PDF counts in points, 72 an inch; our pixels are 96 an inch. */
#define POINTS (72.0 / 96.0)

typedef enum
{
  FORMAT_PNG,
  FORMAT_SVG,
  FORMAT_PDF,
  FORMAT_UNKNOWN,
} Format;

typedef struct
{
  const CalChart *chart;
  double width;
  double height;
} ChartPaint;

static Format
format_of (const char *path)
{
  static const char *const endings[] = { ".png", ".svg", ".pdf" };
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return i;
  return FORMAT_UNKNOWN;
}

static cairo_status_t
write_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* The time to write into a file that asks for one: now, unless the build of
 * whoever calls us asks for the same bytes each time
 * (https://reproducible-builds.org/specs/source-date-epoch/). */
static char *
creation_time (void)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  g_autoptr (GDateTime) time =
      epoch != NULL ? g_date_time_new_from_unix_utc (g_ascii_strtoll (epoch, NULL, 10)) : NULL;

  if (time == NULL)
    time = g_date_time_new_now_utc ();
  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}

static cairo_surface_t *
new_surface (Format format, double width, double height, const char *title, GByteArray *bytes)
{
  g_autofree char *time = NULL;
  cairo_surface_t *surface;

  switch (format)
    {
    case FORMAT_SVG:
      surface = cairo_svg_surface_create_for_stream (write_bytes, bytes, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
      return surface;
    case FORMAT_PDF:
      surface =
          cairo_pdf_surface_create_for_stream (write_bytes, bytes, width * POINTS, height * POINTS);
      time = creation_time ();
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR,
                                      "Calibrate " CAL_VERSION);
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, time);
      return surface;
    case FORMAT_PNG:
    case FORMAT_UNKNOWN:
    default:
      return cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * PNG_SCALE),
                                         (int) (height * PNG_SCALE));
    }
}

static void
set_file_error (GError **error, const GError *failed, const char *path)
{
  static const struct
  {
    int file_error;
    int code;
    const char *why;
  } causes[] = {
    { G_FILE_ERROR_NOENT, CAL_CHARTS_ERROR_NOT_FOUND, N_ ("there is no such folder") },
    { G_FILE_ERROR_NOTDIR, CAL_CHARTS_ERROR_NOT_FOUND, N_ ("there is no such folder") },
    { G_FILE_ERROR_ACCES, CAL_CHARTS_ERROR_PERMISSION, N_ ("you may not write there") },
    { G_FILE_ERROR_PERM, CAL_CHARTS_ERROR_PERMISSION, N_ ("you may not write there") },
    { G_FILE_ERROR_ROFS, CAL_CHARTS_ERROR_PERMISSION, N_ ("the disk can only be read") },
    { G_FILE_ERROR_NOSPC, CAL_CHARTS_ERROR_DISK_FULL, N_ ("the disk is full") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    if (g_error_matches (failed, G_FILE_ERROR, causes[i].file_error))
      {
        g_set_error (error, CAL_CHARTS_ERROR, causes[i].code, _ ("%s: no picture was written: %s"),
                     path, _ (causes[i].why));
        return;
      }
  g_set_error (error, CAL_CHARTS_ERROR, CAL_CHARTS_ERROR_IO, _ ("%s: no picture was written: %s"),
               path, failed->message);
}

static gboolean
write_file (const char *path, GByteArray *bytes, GError **error)
{
  g_autoptr (GError) failed = NULL;

  if (g_file_set_contents_full (path, (const char *) bytes->data, bytes->len,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666,
                                &failed))
    return TRUE;
  set_file_error (error, failed, path);
  return FALSE;
}

/* Ends the drawing and puts it on the disk, if nothing went wrong with it. */
static gboolean
finish (cairo_surface_t *surface,
        cairo_t *cr,
        Format format,
        GByteArray *bytes,
        const char *path,
        double width,
        double height,
        GError **error)
{
  cairo_status_t status = cairo_status (cr);

  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && format == FORMAT_PNG)
    status = cairo_surface_write_to_png_stream (surface, write_bytes, bytes);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, CAL_CHARTS_ERROR, CAL_CHARTS_ERROR_TOO_LARGE,
                   _ ("%s: a picture of %.0f × %.0f cannot be drawn: %s"), path, width, height,
                   cairo_status_to_string (status));
      return FALSE;
    }
  return write_file (path, bytes, error);
}

static void
paint_chart (cairo_t *cr, gconstpointer user_data)
{
  const ChartPaint *paint = user_data;

  cal_palette_set_source (cr, cal_palette_light.card, 1);
  cairo_paint (cr);
  cairo_translate (cr, MARGIN, MARGIN);
  cal_chart_draw_page (paint->chart, cr, paint->width - 2 * MARGIN, paint->height - 2 * MARGIN,
                       &cal_palette_light);
}

/**
 * cal_picture_can_write:
 * @path: a file name
 *
 * Returns: whether the ending is one of a format that pictures are written in:
 *   .png, .svg or .pdf, in any letter case
 */
gboolean
cal_picture_can_write (const char *path)
{
  g_return_val_if_fail (path != NULL, FALSE);

  return format_of (path) != FORMAT_UNKNOWN;
}

/**
 * cal_picture_write_file:
 * @path: where to; its ending says which format: .png (at twice the size, for
 *   print and projectors), .svg or .pdf
 * @width: in pixels
 * @height: in pixels
 * @title: the picture's title, for the file's properties
 * @paint: draws it
 * @user_data: for @paint
 * @error: return location
 *
 * Writes a picture to a file: beside it first and put in its place when it is
 * whole and on the disk, so that a failure leaves what was there. A PDF bears
 * the time that SOURCE_DATE_EPOCH sets, else the present.
 *
 * Returns: whether it was written; see #CalChartsError
 */
gboolean
cal_picture_write_file (const char *path,
                        double width,
                        double height,
                        const char *title,
                        CalPaint paint,
                        gconstpointer user_data,
                        GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  Format format;
  cairo_t *cr;

  g_return_val_if_fail (path != NULL && paint != NULL, FALSE);

  format = format_of (path);
  if (format == FORMAT_UNKNOWN)
    {
      g_set_error (error, CAL_CHARTS_ERROR, CAL_CHARTS_ERROR_UNKNOWN_FORMAT,
                   _ ("%s: a picture's name has to end in .png, .svg or .pdf"), path);
      return FALSE;
    }
  surface = new_surface (format, width, height, title, bytes);
  cr = cairo_create (surface);
  if (format == FORMAT_PNG)
    cairo_scale (cr, PNG_SCALE, PNG_SCALE);
  else if (format == FORMAT_PDF)
    cairo_scale (cr, POINTS, POINTS);
  paint (cr, user_data);
  return finish (surface, cr, format, bytes, path, width, height, error);
}

/**
 * cal_picture_write_pages:
 * @path: where to
 * @width: of a page in pixels
 * @height: of a page in pixels
 * @title: the title, for the file's properties
 * @n_pages: how many pages
 * @paint: draws one of them
 * @user_data: for @paint
 * @error: return location
 *
 * Writes several pages as one PDF, as cal_picture_write_file() does one picture.
 *
 * Returns: whether it was written; see #CalChartsError
 */
gboolean
cal_picture_write_pages (const char *path,
                         double width,
                         double height,
                         const char *title,
                         guint n_pages,
                         CalPaintPage paint,
                         gconstpointer user_data,
                         GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_t *cr;

  g_return_val_if_fail (path != NULL && paint != NULL && n_pages > 0, FALSE);

  surface = new_surface (FORMAT_PDF, width, height, title, bytes);
  cr = cairo_create (surface);
  cairo_scale (cr, POINTS, POINTS);
  for (guint page = 0; page < n_pages; page++)
    {
      cairo_save (cr);
      paint (cr, page, user_data);
      cairo_restore (cr);
      cairo_show_page (cr);
    }
  return finish (surface, cr, FORMAT_PDF, bytes, path, width, height, error);
}

/**
 * cal_chart_write_file:
 * @chart: a chart
 * @path: where to; see cal_picture_write_file()
 * @width: in pixels, margins included
 * @height: in pixels; the chart takes more where its texts need it, 0 for just
 *   that
 * @error: return location
 *
 * Writes the chart in the light palette.
 *
 * Returns: whether it was written; see #CalChartsError
 */
gboolean
cal_chart_write_file (const CalChart *chart,
                      const char *path,
                      double width,
                      double height,
                      GError **error)
{
  ChartPaint paint = { chart, width, 0 };

  g_return_val_if_fail (chart != NULL && path != NULL && width > 2 * MARGIN, FALSE);

  paint.height = MAX (height, cal_chart_page_height (chart, width - 2 * MARGIN) + 2 * MARGIN);
  return cal_picture_write_file (path, paint.width, paint.height, cal_chart_title (chart),
                                 paint_chart, &paint, error);
}
