/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/cal-report.h"

#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#include "charts/cal-board-picture.h"
#include "charts/cal-chart-fairness.h"
#include "charts/cal-chart-file.h"
#include "charts/cal-chart-text.h"
#include "stats/cal-fairness-words.h"

/* A4 across, in pixels of 96 to the inch. */
#define PAGE_WIDTH 1123.0
#define PAGE_HEIGHT 794.0
#define MARGIN 56.0
#define INSIDE (PAGE_WIDTH - 2 * MARGIN)
#define FOOT (PAGE_HEIGHT - 48)
#define GAP 14.0

/* The board is drawn as on a screen and made smaller. */
#define BOARD_WIDTH 1600.0

/* The first page has the board, each further one a question of fairness. */
typedef struct
{
  const CalBoard *board;
  const CalWorkbookFacts *facts;
  const CalFairness *fairness;
} Report;

static double
show (cairo_t *cr, PangoLayout *layout, CalColor color, double y)
{
  double height = cal_text_layout_height (layout);
  double baseline = y + pango_layout_get_baseline (layout) / (double) PANGO_SCALE;

  cal_text_show (cr, layout, color, MARGIN, baseline, CAL_ALIGN_START);
  return y + height;
}

static double
show_text (cairo_t *cr, const char *text, double size, gboolean bold, CalColor color, double y)
{
  g_autoptr (PangoLayout) layout = cal_text_layout (text, size, bold, INSIDE);

  return show (cr, layout, color, y);
}

/* What this paper witnesses: it stands on every page, since pages get lost. */
static void
draw_foot (cairo_t *cr, const Report *report, guint page, guint n_pages)
{
  g_autofree char *root =
      g_strdup_printf (_ ("log %s · %lu records · root %s"), report->facts->log_id,
                       (gulong) report->facts->log_size, report->facts->root);
  g_autofree char *number = g_strdup_printf (_ ("%u of %u"), page + 1, n_pages);

  cal_text_draw_fitted (cr, root, 9, FALSE, cal_palette_light.dim, MARGIN, FOOT, CAL_ALIGN_START,
                        INSIDE - 60);
  cal_text_draw (cr, number, 9, FALSE, cal_palette_light.dim, PAGE_WIDTH - MARGIN, FOOT,
                 CAL_ALIGN_END);
}

static double
draw_answer (cairo_t *cr, const Report *report, CalFairnessCard card, double y)
{
  g_autofree char *markup = cal_fairness_answer (report->fairness, card);
  g_autoptr (PangoLayout) layout = cal_text_layout_markup (markup, CAL_TEXT_BODY, INSIDE);

  return show (cr, layout, cal_palette_light.text, y);
}

static void
draw_first (cairo_t *cr, const Report *report)
{
  guint n = cal_board_n_present (report->board);
  g_autofree char *counts =
      g_strdup_printf (_ ("%u subjects, %u on the board, %u decisions"), n,
                       cal_board_n_placed (report->board), cal_board_n_decisions (report->board));
  double scale = INSIDE / BOARD_WIDTH;
  double y = MARGIN;
  double height;

  y = show_text (cr, cal_board_title (report->board), CAL_TEXT_LARGE_COUNT, TRUE,
                 cal_palette_light.text, y);
  y = show_text (cr, counts, CAL_TEXT_BODY, FALSE, cal_palette_light.dim, y) + GAP;
  height = FOOT - 2 * GAP - y;
  cairo_save (cr);
  cairo_rectangle (cr, MARGIN, y, INSIDE, height);
  cairo_clip (cr);
  cairo_translate (cr, MARGIN, y);
  cairo_scale (cr, scale, scale);
  cal_board_picture_draw (report->board, cr, BOARD_WIDTH, height / scale, &cal_palette_light);
  cairo_restore (cr);
}

/* A chart that is higher than the page is made smaller as a whole. */
static void
draw_chart (cairo_t *cr, const CalChart *chart, double y, double room)
{
  double height = cal_chart_height_for_width (chart, INSIDE);
  double scale = MIN (1, room / height);

  cairo_save (cr);
  cairo_translate (cr, MARGIN, y);
  cairo_scale (cr, scale, scale);
  cal_chart_draw (chart, cr, INSIDE, height, &cal_palette_light);
  cairo_restore (cr);
}

static void
draw_card (cairo_t *cr, const Report *report, CalFairnessCard card)
{
  static const CalFairnessChart charts[CAL_N_CARDS] = {
    [CAL_CARD_DISTRIBUTION] = CAL_FAIRNESS_CHART_DISTRIBUTION,
    [CAL_CARD_SEVERITY] = CAL_FAIRNESS_CHART_SEVERITY,
    [CAL_CARD_GROUPS] = CAL_FAIRNESS_CHART_GROUPS,
    [CAL_CARD_AGREEMENT] = CAL_FAIRNESS_CHART_AGREEMENT,
    [CAL_CARD_CHANGE] = CAL_FAIRNESS_CHART_FLOW,
  };
  g_autoptr (CalChart) chart = cal_chart_new_fairness (report->fairness, charts[card]);
  g_autofree char *caption = cal_fairness_caption (report->fairness, card);
  double foot = cal_text_wrapped_height (caption, CAL_TEXT_META, FALSE, INSIDE);
  double y = MARGIN;

  y = show_text (cr, cal_fairness_question (card), CAL_TEXT_PAGE, TRUE, cal_palette_light.text, y);
  y = draw_answer (cr, report, card, y + GAP / 2) + GAP;
  draw_chart (cr, chart, y, FOOT - 3 * GAP - foot - y);
  show_text (cr, caption, CAL_TEXT_META, FALSE, cal_palette_light.dim, FOOT - 2 * GAP - foot);
}

static void
paint_page (cairo_t *cr, guint page, gconstpointer data)
{
  const Report *report = data;

  if (page == 0)
    draw_first (cr, report);
  else
    draw_card (cr, report, page - 1);
  draw_foot (cr, report, page, CAL_N_CARDS + 1);
}

/**
 * cal_report_write:
 * @path: where to
 * @board: a board with rules and a roster
 * @facts: what else to say of the document
 * @error: return location
 *
 * Writes a report as a PDF of A4 pages: the board, and a page for each question
 * of fairness with its answer, its chart, its method and its caveat. The log's
 * size and root stand on every page.
 *
 * Returns: whether it was written; see #CalChartsError
 */
gboolean
cal_report_write (const char *path,
                  const CalBoard *board,
                  const CalWorkbookFacts *facts,
                  GError **error)
{
  g_autoptr (CalFairness) fairness = NULL;

  g_return_val_if_fail (path != NULL && board != NULL && facts != NULL, FALSE);

  fairness = cal_fairness_new (board, NULL);
  cal_fairness_compute (fairness);
  const Report report = { board, facts, fairness };
  return cal_picture_write_pages (path, PAGE_WIDTH, PAGE_HEIGHT, cal_board_title (board),
                                  CAL_N_CARDS + 1, paint_page, &report, error);
}
