/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-chart.h"

#include "charts/cal-chart-private.h"
#include "charts/cal-chart-text.h"

#define PAGE_TITLE_HEIGHT 34.0
#define PAGE_NOTE_GAP 14.0

/**
 * cal_chart_free:
 * @chart: (nullable): a chart
 */
void
cal_chart_free (CalChart *chart)
{
  if (chart == NULL)
    return;
  chart->klass->free (chart);
  g_free (chart->title);
  g_free (chart->note);
  g_free (chart);
}

/**
 * cal_chart_title:
 *
 * Returns: (transfer none): the chart's title
 */
const char *
cal_chart_title (const CalChart *chart)
{
  g_return_val_if_fail (chart != NULL, NULL);

  return chart->title;
}

/**
 * cal_chart_set_note:
 * @note: (nullable): n, method and caveat
 *
 * Sets what stands below the chart where it is copied or saved, and what is read
 * out after it.
 */
void
cal_chart_set_note (CalChart *chart, const char *note)
{
  g_return_if_fail (chart != NULL);

  g_free (chart->note);
  chart->note = g_strdup (note);
}

/**
 * cal_chart_note:
 *
 * Returns: (transfer none) (nullable): see cal_chart_set_note()
 */
const char *
cal_chart_note (const CalChart *chart)
{
  g_return_val_if_fail (chart != NULL, NULL);

  return chart->note;
}

/**
 * cal_chart_height_for_width:
 * @width: in pixels
 *
 * Returns: how many pixels the chart needs from top to bottom to show all its
 *   texts whole at that width
 */
double
cal_chart_height_for_width (const CalChart *chart, double width)
{
  g_return_val_if_fail (chart != NULL, 0);

  return chart->klass->height (chart, width);
}

/**
 * cal_chart_draw:
 * @chart: a chart
 * @cr: the context; the chart's corner is at its origin
 * @width: in pixels
 * @height: in pixels; what cal_chart_height_for_width() asks for, or more
 * @palette: the colours
 *
 * Draws the chart, and no ground: what it is drawn on should have the palette's
 * card colour.
 */
void
cal_chart_draw (const CalChart *chart,
                cairo_t *cr,
                double width,
                double height,
                const CalPalette *palette)
{
  g_return_if_fail (chart != NULL && cr != NULL && palette != NULL);

  cairo_save (cr);
  chart->klass->draw (chart, cr, width, height, palette);
  cairo_restore (cr);
}

/**
 * cal_chart_n_marks:
 *
 * Returns: how many marks have something to tell, from the first to the last as
 *   they are read
 */
guint
cal_chart_n_marks (const CalChart *chart)
{
  g_return_val_if_fail (chart != NULL, 0);

  return chart->klass->n_marks (chart);
}

/**
 * cal_chart_mark_area:
 * @width: the width that the chart is drawn with
 * @height: the height that the chart is drawn with
 * @mark: below cal_chart_n_marks()
 *
 * Returns: where the mark is
 */
cairo_rectangle_t
cal_chart_mark_area (const CalChart *chart, double width, double height, guint mark)
{
  g_return_val_if_fail (chart != NULL, ((cairo_rectangle_t){ 0, 0, 0, 0 }));

  return chart->klass->mark_area (chart, width, height, mark);
}

/**
 * cal_chart_mark_text:
 * @mark: below cal_chart_n_marks()
 *
 * Returns: (transfer full): all that the chart shows of it, as a sentence
 */
char *
cal_chart_mark_text (const CalChart *chart, guint mark)
{
  g_return_val_if_fail (chart != NULL && mark < cal_chart_n_marks (chart), NULL);

  return chart->klass->mark_text (chart, mark);
}

/**
 * cal_chart_mark_id:
 * @mark: below cal_chart_n_marks()
 *
 * Returns: (transfer none) (nullable): whom the mark stands for: an employee id,
 *   for a rater's
 */
const char *
cal_chart_mark_id (const CalChart *chart, guint mark)
{
  g_return_val_if_fail (chart != NULL && mark < cal_chart_n_marks (chart), NULL);

  return chart->klass->mark_id != NULL ? chart->klass->mark_id (chart, mark) : NULL;
}

/**
 * cal_chart_hit:
 * @width: the width that the chart is drawn with
 * @height: the height that the chart is drawn with
 * @x: a place in it
 * @y: a place in it
 * @mark: (out): the mark there
 *
 * Returns: whether there is one
 */
gboolean
cal_chart_hit (const CalChart *chart, double width, double height, double x, double y, guint *mark)
{
  g_return_val_if_fail (chart != NULL && mark != NULL, FALSE);

  return chart->klass->hit (chart, width, height, x, y, mark);
}

/**
 * cal_chart_tooltip:
 * @width: the width that the chart is drawn with
 * @height: the height that the chart is drawn with
 * @x: a place in it
 * @y: a place in it
 *
 * Returns: (transfer full) (nullable): what the mark at that place has to tell,
 *   %NULL where there is none
 */
char *
cal_chart_tooltip (const CalChart *chart, double width, double height, double x, double y)
{
  guint mark;

  if (!cal_chart_hit (chart, width, height, x, y, &mark))
    return NULL;
  return cal_chart_mark_text (chart, mark);
}

/**
 * cal_chart_describe:
 *
 * Puts the whole chart in words, for those who hear it.
 *
 * Returns: (transfer full): a paragraph
 */
char *
cal_chart_describe (const CalChart *chart)
{
  g_return_val_if_fail (chart != NULL, NULL);

  return chart->klass->describe (chart);
}

static PangoLayout *
note_layout (const CalChart *chart, double width)
{
  return chart->note != NULL ? cal_text_layout (chart->note, CAL_TEXT_META, FALSE, width) : NULL;
}

static double
page_extra (const CalChart *chart, PangoLayout *note)
{
  double extra = chart->klass->draws_title ? 0 : PAGE_TITLE_HEIGHT;

  return note != NULL ? extra + PAGE_NOTE_GAP + cal_text_layout_height (note) : extra;
}

/**
 * cal_chart_page_height:
 * @width: in pixels
 *
 * Returns: how high the chart is with its title above and its note below it
 */
double
cal_chart_page_height (const CalChart *chart, double width)
{
  g_autoptr (PangoLayout) note = NULL;

  g_return_val_if_fail (chart != NULL, 0);

  note = note_layout (chart, width);
  return cal_chart_height_for_width (chart, width) + page_extra (chart, note);
}

/**
 * cal_chart_draw_page:
 * @chart: a chart
 * @cr: the context; the page's corner is at its origin
 * @width: in pixels
 * @height: in pixels; what cal_chart_page_height() asks for, or more
 * @palette: the colours
 *
 * Draws the chart as it stands for itself, away from the screen: with its title
 * and its note.
 */
void
cal_chart_draw_page (const CalChart *chart,
                     cairo_t *cr,
                     double width,
                     double height,
                     const CalPalette *palette)
{
  g_autoptr (PangoLayout) note = NULL;
  double body;

  g_return_if_fail (chart != NULL && cr != NULL && palette != NULL);

  note = note_layout (chart, width);
  body = height - page_extra (chart, note);
  cairo_save (cr);
  if (!chart->klass->draws_title)
    {
      cal_text_draw (cr, chart->title, CAL_TEXT_TITLE, TRUE, palette->text, 0, 15, CAL_ALIGN_START);
      cairo_translate (cr, 0, PAGE_TITLE_HEIGHT);
    }
  cal_chart_draw (chart, cr, width, body, palette);
  if (note != NULL)
    cal_text_show (cr, note, palette->dim, 0, body + PAGE_NOTE_GAP + CAL_TEXT_META,
                   CAL_ALIGN_START);
  cairo_restore (cr);
}
