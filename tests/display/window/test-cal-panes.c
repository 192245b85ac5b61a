/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <adwaita.h>

#include "app/cal-chart-view.h"
#include "app/cal-decisions-pane.h"
#include "app/cal-filter-pane.h"
#include "app/cal-history-page.h"
#include "app/cal-mini-grid.h"
#include "app/cal-moments-window.h"
#include "app/cal-search-popover.h"
#include "app/cal-style.h"
#include "app/cal-talent-card.h"
#include "app/cal-timeline-view.h"
#include "cal-display-board.h"

#define PEOPLE 60
#define DECISIONS 25
#define PATIENCE_S 20

static GtkWidget *
child (gpointer widget, GType type, const char *name)
{
  GObject *object = gtk_widget_get_template_child (widget, type, name);

  g_assert_nonnull (object);
  return GTK_WIDGET (object);
}

static void
on_counted_cb (guint *n)
{
  (*n)++;
}

static void
test_filter_pane (void)
{
  g_autoptr (CalBoard) board = cal_display_board_new (PEOPLE, DECISIONS);
  CalFilterPane *pane = g_object_ref_sink (g_object_new (CAL_TYPE_FILTER_PANE, NULL));
  GtkListBox *kinds = GTK_LIST_BOX (child (pane, CAL_TYPE_FILTER_PANE, "kinds"));
  GtkDropDown *rater = GTK_DROP_DOWN (child (pane, CAL_TYPE_FILTER_PANE, "rater"));
  guint counts[CAL_FILTER_N_KINDS];
  guint n_changed = 0;
  guint n_shown = 0;

  cal_filter_pane_set_board (pane, board);
  cal_filter_count (board, 0, counts);
  g_assert_cmpuint (counts[CAL_FILTER_MOVED], >, 0);
  g_autofree char *moved = g_strdup_printf ("%u", counts[CAL_FILTER_MOVED]);
  g_assert_cmpstr (
      gtk_label_get_text (GTK_LABEL (child (pane, CAL_TYPE_FILTER_PANE, "count_moved"))), ==,
      moved);

  g_signal_connect_swapped (pane, "filter-changed", G_CALLBACK (on_counted_cb), &n_changed);
  gtk_list_box_select_row (kinds, gtk_list_box_get_row_at_index (kinds, CAL_FILTER_MOVED));
  g_assert_cmpuint (n_changed, ==, 1);
  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    n_shown += cal_filter_matches (cal_filter_pane_get_filter (pane), board, i) ? 1 : 0;
  g_assert_cmpuint (n_shown, ==, counts[CAL_FILTER_MOVED]);

  gtk_drop_down_set_selected (rater, 1);
  g_assert_cmpuint (n_changed, ==, 2);
  g_assert_nonnull (cal_filter_pane_get_filter (pane)->rater);
  cal_filter_pane_reset (pane);
  g_assert_cmpuint (n_changed, ==, 3);
  g_assert_false (cal_filter_is_active (cal_filter_pane_get_filter (pane)));
  g_assert_finalize_object (pane);
}

static void
test_talent_card (void)
{
  g_autoptr (CalBoard) board = cal_display_board_new (PEOPLE, DECISIONS);
  CalTalentCard *card = g_object_ref_sink (g_object_new (CAL_TYPE_TALENT_CARD, NULL));
  GtkStack *stack = GTK_STACK (child (card, CAL_TYPE_TALENT_CARD, "stack"));
  const guint both[] = { 4, 9 };

  cal_talent_card_show (card, board, NULL, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "nobody");
  cal_talent_card_show (card, board, both, 1);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "subject");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (child (card, CAL_TYPE_TALENT_CARD, "name"))), ==,
                   cal_board_subject (board, 4)->row->name);
  cal_talent_card_show (card, board, both, 2);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "several");
  g_assert_nonnull (
      strstr (gtk_label_get_text (GTK_LABEL (child (card, CAL_TYPE_TALENT_CARD, "several"))),
              cal_board_subject (board, 9)->row->name));
  g_assert_finalize_object (card);
}

static void
test_history_page (void)
{
  g_autoptr (CalBoard) board = cal_display_board_new (PEOPLE, DECISIONS);
  CalHistoryPage *page = g_object_ref_sink (g_object_new (CAL_TYPE_HISTORY_PAGE, NULL));
  GtkWidget *pane = child (page, CAL_TYPE_HISTORY_PAGE, "decisions");
  GtkStack *stack = GTK_STACK (child (pane, CAL_TYPE_DECISIONS_PANE, "stack"));
  GtkWidget *only = child (pane, CAL_TYPE_DECISIONS_PANE, "only");
  GtkWidget *view = child (pane, CAL_TYPE_DECISIONS_PANE, "view");
  g_autoptr (CalBoard) empty = cal_display_board_new (PEOPLE, 0);
  guint subject = cal_board_decision (board, 0)->subject;

  cal_history_page_set_board (page, empty);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "nothing");
  cal_history_page_set_board (page, board);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "list");
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view)));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, cal_board_n_decisions (board));

  g_assert_false (gtk_widget_get_sensitive (only));
  cal_history_page_set_subject (page, subject);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (only), TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==,
                    cal_board_subject (board, subject)->n_decisions);
  cal_history_page_set_subject (page, G_MAXUINT);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, cal_board_n_decisions (board));
  g_assert_finalize_object (page);
}

/* Whoever opens the page sees the latest decision, not the first, and its keys play. */
static void
test_history_scrolls (void)
{
  g_autoptr (CalBoard) board = cal_display_board_new (PEOPLE, DECISIONS);
  GtkWidget *window = gtk_window_new ();
  CalHistoryPage *page = g_object_new (CAL_TYPE_HISTORY_PAGE, NULL);
  GtkWidget *pane = child (page, CAL_TYPE_HISTORY_PAGE, "decisions");
  GtkWidget *view = child (pane, CAL_TYPE_DECISIONS_PANE, "view");
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  gint64 end = g_get_monotonic_time () + PATIENCE_S * G_TIME_SPAN_SECOND;

  cal_history_page_set_board (page, board);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 700);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_adjustment_get_value (adjustment) <= 0.0
         || gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) + 1.0
                < gtk_adjustment_get_upper (adjustment))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
    }

  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (page)));
  g_assert_true (CAL_IS_TIMELINE_VIEW (gtk_window_get_focus (GTK_WINDOW (window))));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Two moments set side by side: as many rows as differ, and CSV to be copied. */
static void
test_moments_window (void)
{
  g_autoptr (CalBoard) board = cal_display_board_new (PEOPLE, DECISIONS);
  g_autoptr (CalReplayModel) model = cal_replay_model_new ();
  GtkWidget *window;
  GListModel *rows;
  GtkWidget *number;
  guint64 size = cal_board_size (board);
  guint n_moved = 0;

  cal_replay_model_set_board (model, board);
  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    {
      const CalBoardSubject *subject = cal_board_subject (board, i);

      n_moved += subject->n_decisions > 0
                 && (cal_placement_is_placed (subject->row->ratings)
                         ? !cal_placement_equal (subject->row->ratings, subject->placement)
                         : cal_placement_is_placed (subject->placement));
    }
  window = cal_moments_window_new (model, cal_replay_model_get_first (model), size, NULL);
  rows = G_LIST_MODEL (gtk_column_view_get_model (
      GTK_COLUMN_VIEW (child (window, CAL_TYPE_MOMENTS_WINDOW, "view"))));
  g_assert_cmpuint (n_moved, >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, n_moved);

  number = child (window, CAL_TYPE_MOMENTS_WINDOW, "number_a");
  gtk_editable_set_text (GTK_EDITABLE (number), "999999");
  g_signal_emit_by_name (number, "activate");
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (
                       GTK_STACK (child (window, CAL_TYPE_MOMENTS_WINDOW, "stack"))),
                   ==, "nothing");
  gtk_editable_set_text (GTK_EDITABLE (number), "not a number");
  g_signal_emit_by_name (number, "activate");
  g_assert_cmpuint (g_ascii_strtoull (gtk_editable_get_text (GTK_EDITABLE (number)), NULL, 10), ==,
                    size);
  g_assert_cmpuint (cal_replay_model_get_position (model), ==, size);
  gtk_window_destroy (GTK_WINDOW (window));
  cal_replay_model_set_board (model, NULL);
}

static void
test_chart_view (void)
{
  g_autoptr (CalBoard) board = cal_display_board_new (PEOPLE, DECISIONS);
  GtkWidget *view = g_object_ref_sink (cal_chart_view_new ());
  CalChart *chart = cal_chart_new_distribution (board, NULL, 0);
  int height;

  cal_chart_view_set_chart (CAL_CHART_VIEW (view), chart);
  g_assert_true (cal_chart_view_get_chart (CAL_CHART_VIEW (view)) == chart);
  gtk_widget_measure (view, GTK_ORIENTATION_VERTICAL, 300, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, ==, (int) cal_chart_height_for_width (chart, 300));
  gtk_test_accessible_assert_role (view, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       cal_chart_title (chart));
  g_assert_finalize_object (view);
}

static void
on_texture_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(GdkTexture **) data =
      gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, &error);
  g_assert_no_error (error);
}

/* The picture on the clipboard is the chart's, twice as large, and not empty. */
static void
test_chart_copy (void)
{
  g_autoptr (CalBoard) board = cal_display_board_new (PEOPLE, DECISIONS);
  GtkWidget *view = cal_chart_view_new ();
  GtkWidget *window = gtk_window_new ();
  g_autoptr (GdkTexture) texture = NULL;

  cal_chart_view_set_chart (CAL_CHART_VIEW (view), cal_chart_new_cells (board, NULL, 0));
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (view) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_activate_action (view, "chart.copy", NULL));
  gdk_clipboard_read_texture_async (gtk_widget_get_clipboard (view), NULL, on_texture_cb, &texture);
  while (texture == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 2 * gtk_widget_get_width (view));
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 2 * gtk_widget_get_height (view));
  g_assert_true (gtk_widget_activate_action (view, "chart.menu", NULL));
  g_assert_true (GTK_IS_POPOVER_MENU (gtk_widget_get_first_child (view)));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_mini_grid (void)
{
  GtkWidget *grid = g_object_ref_sink (cal_mini_grid_new (10));
  const int counts[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
  int width, height;

  cal_mini_grid_set_counts (CAL_MINI_GRID (grid), 4, counts, G_N_ELEMENTS (counts));
  gtk_widget_measure (grid, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (grid, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  g_assert_cmpint (width, ==, 4 * 12 - 2);
  g_assert_cmpint (height, ==, 3 * 12 - 2);
  g_assert_finalize_object (grid);
}

static void
on_chosen_cb (CalSearchPopover *popover, guint index, guint *chosen)
{
  *chosen = index;
}

/* Enter comes before the entry has told of what was typed. */
static void
test_quick_search (void)
{
  g_autoptr (CalBoard) board = cal_display_board_new (PEOPLE, 0);
  CalSearchPopover *popover = g_object_ref_sink (g_object_new (CAL_TYPE_SEARCH_POPOVER, NULL));
  GtkWidget *entry = child (popover, CAL_TYPE_SEARCH_POPOVER, "entry");
  guint chosen = G_MAXUINT;

  cal_search_popover_set_board (popover, board);
  g_signal_connect (popover, "subject-chosen", G_CALLBACK (on_chosen_cb), &chosen);
  for (guint i = 7; i < 10; i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (entry), cal_board_subject (board, i)->row->id);
      g_signal_emit_by_name (entry, "activate");
      g_assert_cmpuint (chosen, ==, i);
    }
  g_assert_finalize_object (popover);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  cal_style_init ();
  g_test_add_func ("/display/filter-pane", test_filter_pane);
  g_test_add_func ("/display/talent-card", test_talent_card);
  g_test_add_func ("/display/history-page", test_history_page);
  g_test_add_func ("/display/history-scrolls", test_history_scrolls);
  g_test_add_func ("/display/moments-window", test_moments_window);
  g_test_add_func ("/display/chart-view", test_chart_view);
  g_test_add_func ("/display/chart-copy", test_chart_copy);
  g_test_add_func ("/display/mini-grid", test_mini_grid);
  g_test_add_func ("/display/quick-search", test_quick_search);
  return g_test_run ();
}
