/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-story-print.h"

#include "charts/cal-story-pages.h"
#include "export/cal-pack-story.h"

/* A printer counts in points, 72 an inch; the pages in pixels, 96 an inch. */
#define POINTS (72.0 / 96.0)

typedef struct
{
  CalLiveStory *story;
  gint64 time;
  CalStoryPages *pages;
} Print;

static void
print_free (gpointer data, GClosure *closure)
{
  Print *print = data;

  g_clear_pointer (&print->pages, cal_story_pages_free);
  cal_live_story_unref (print->story);
  g_free (print);
}

/* The paper is known only now. */
static void
on_begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, Print *print)
{
  const CalPackStoryOptions options = { .time = print->time };

  g_clear_pointer (&print->pages, cal_story_pages_free);
  print->pages = cal_story_pages_new (
      cal_pack_story_new (print->story->board, print->story->subject, print->story->pack, &options),
      gtk_print_context_get_width (context) / POINTS,
      gtk_print_context_get_height (context) / POINTS);
  gtk_print_operation_set_n_pages (operation, (int) cal_story_pages_n (print->pages));
}

static void
on_draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Print *print)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  cairo_scale (cr, POINTS, POINTS);
  cal_story_pages_draw (print->pages, (guint) page, cr, &cal_palette_light);
}

/**
 * cal_story_print_new:
 * @story: what is to be printed
 * @time: when, milliseconds since 1970 in UTC
 *
 * Returns: (transfer full): what prints it, on whatever paper is chosen, in the
 *   same drawing as on the screen
 */
GtkPrintOperation *
cal_story_print_new (CalLiveStory *story, gint64 time)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  Print *print = g_new0 (Print, 1);

  print->story = cal_live_story_ref (story);
  print->time = time;
  gtk_page_setup_set_paper_size (setup, paper);
  gtk_paper_size_free (paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation,
                                    cal_board_subject (story->board, story->subject)->row->name);
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin_print_cb), print);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (on_draw_page_cb), print, print_free,
                         0);
  return operation;
}
