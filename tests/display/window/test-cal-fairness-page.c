/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <adwaita.h>

#include "app/cal-chart-view.h"
#include "app/cal-fairness-page.h"
#include "app/cal-fairness-scope.h"
#include "app/cal-group-chooser.h"
#include "app/cal-how-list.h"
#include "app/cal-question-card.h"
#include "app/cal-style.h"
#include "cal-display-board.h"
#include "charts/cal-chart-fairness.h"

#define PEOPLE 120
#define DECISIONS 40

typedef struct
{
  CalBoard *board;
  CalFairnessPage *page;
  GtkWindow *window;
} Fixture;

static gpointer
child (gpointer widget, GType type, const char *name)
{
  GObject *object = gtk_widget_get_template_child (widget, type, name);

  g_assert_nonnull (object);
  return object;
}

/* The widgets of one type below another, in the order in which they stand. */
static void
find_all (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *below = gtk_widget_get_first_child (widget); below != NULL;
       below = gtk_widget_get_next_sibling (below))
    find_all (below, type, found);
}

static gpointer
find (GtkWidget *widget, GType type)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  find_all (widget, type, found);
  g_assert_cmpuint (found->len, >, 0);
  return g_ptr_array_index (found, 0);
}

/* Until the figures are there and nobody works any others out. */
static void
wait_until_settled (Fixture *fixture)
{
  GtkStack *stack = child (fixture->page, CAL_TYPE_FAIRNESS_PAGE, "stack");
  GtkSpinner *spinner = child (fixture->page, CAL_TYPE_FAIRNESS_PAGE, "spinner");

  while (g_strcmp0 (gtk_stack_get_visible_child_name (stack), "cards") != 0
         || gtk_spinner_get_spinning (spinner))
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->board = cal_display_board_new (PEOPLE, DECISIONS);
  fixture->page = CAL_FAIRNESS_PAGE (cal_fairness_page_new ());
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 1280, 800);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->page));
  gtk_window_present (fixture->window);
  cal_fairness_page_set_board (fixture->page, fixture->board);
  wait_until_settled (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_ref (fixture->page);
  gtk_window_destroy (fixture->window);
  cal_fairness_page_set_board (fixture->page, NULL);
  g_object_unref (fixture->page);
  cal_board_free (fixture->board);
}

/* Every card says what the figures of the same board and question say. */
static void
check_cards (Fixture *fixture, const CalFairnessQuery *query)
{
  static const CalFairnessCard order[] = { CAL_CARD_DISTRIBUTION, CAL_CARD_SEVERITY,
                                           CAL_CARD_GROUPS, CAL_CARD_CHANGE, CAL_CARD_AGREEMENT };
  g_autoptr (CalFairness) fairness = cal_fairness_new (fixture->board, query);
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();

  cal_fairness_compute (fairness);
  find_all (GTK_WIDGET (fixture->page), CAL_TYPE_QUESTION_CARD, cards);
  g_assert_cmpuint (cards->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < cards->len; i++)
    {
      GtkWidget *card = g_ptr_array_index (cards, i);
      g_autofree char *markup = cal_fairness_answer (fairness, order[i]);
      g_autofree char *answer = cal_fairness_plain (markup);
      g_autofree char *caption = cal_fairness_caption (fairness, order[i]);

      g_assert_cmpstr (gtk_label_get_text (child (card, CAL_TYPE_QUESTION_CARD, "answer")), ==,
                       answer);
      g_assert_cmpstr (gtk_label_get_text (child (card, CAL_TYPE_QUESTION_CARD, "caption")), ==,
                       caption);
      gtk_test_accessible_assert_role (card, GTK_ACCESSIBLE_ROLE_GROUP);
      gtk_test_accessible_assert_property (card, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           cal_fairness_question (order[i]));
      gtk_test_accessible_assert_property (card, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, answer);
    }
}

static void
test_cards (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) views = g_ptr_array_new ();
  GtkLabel *title = child (fixture->page, CAL_TYPE_FAIRNESS_PAGE, "title");

  check_cards (fixture, NULL);
  g_assert_true (g_str_has_prefix (gtk_label_get_text (title), "120 subjects, "));
  find_all (GTK_WIDGET (fixture->page), CAL_TYPE_CHART_VIEW, views);
  g_assert_cmpuint (views->len, ==, CAL_N_CARDS);
  for (guint i = 0; i < 4; i++)
    {
      const CalChart *chart = cal_chart_view_get_chart (g_ptr_array_index (views, i));
      g_autofree char *words = cal_chart_describe (chart);

      g_assert_cmpuint (cal_chart_n_marks (chart), >, 0);
      gtk_test_accessible_assert_property (g_ptr_array_index (views, i),
                                           GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words);
    }
}

/* After a decision the page says what it would say had it been opened after. */
static void
test_follows (Fixture *fixture, gconstpointer data)
{
  guint index = 0;
  guint cell;

  while (!cal_placement_is_placed (cal_board_subject (fixture->board, index)->placement))
    index++;
  cell = cal_rules_cell (cal_board_rules (fixture->board),
                         cal_board_subject (fixture->board, index)->placement);
  g_array_unref (cal_display_board_move (fixture->board, &index, 1, cell == 8 ? 0 : 8));
  cal_fairness_page_update (fixture->page);
  wait_until_settled (fixture);
  check_cards (fixture, NULL);
}

static void
test_scope (Fixture *fixture, gconstpointer data)
{
  CalFairnessScope *scope = child (fixture->page, CAL_TYPE_FAIRNESS_PAGE, "scope");
  GtkDropDown *choices = find (GTK_WIDGET (scope), GTK_TYPE_DROP_DOWN);
  GListModel *names = gtk_drop_down_get_model (choices);
  const CalRoster *roster = cal_board_roster (fixture->board);

  g_assert_null (cal_fairness_scope_get_filter (scope));
  for (guint i = 1; i < g_list_model_get_n_items (names); i++)
    {
      const CalFairnessFilter *filter;

      gtk_drop_down_set_selected (choices, i);
      filter = cal_fairness_scope_get_filter (scope);
      g_assert_nonnull (filter);
      /* Nobody is picked out by what must not sway the room. */
      g_assert_true (
          filter->column == CAL_FAIRNESS_RATER
          || !cal_column_is_demographic (cal_roster_column (roster, (guint) filter->column)));
    }
  gtk_drop_down_set_selected (choices, 1);
  wait_until_settled (fixture);
  check_cards (fixture, &(CalFairnessQuery){ .filters = cal_fairness_scope_get_filter (scope),
                                             .n_filters = 1 });
}

static void
test_grouping (Fixture *fixture, gconstpointer data)
{
  CalGroupChooser *chooser = find (GTK_WIDGET (fixture->page), CAL_TYPE_GROUP_CHOOSER);
  g_autoptr (GPtrArray) drop_downs = g_ptr_array_new ();
  CalFairnessGrouping grouping;

  find_all (GTK_WIDGET (chooser), GTK_TYPE_DROP_DOWN, drop_downs);
  g_assert_null (cal_group_chooser_get_grouping (chooser));
  gtk_drop_down_set_selected (g_ptr_array_index (drop_downs, 0), 1);
  gtk_drop_down_set_selected (g_ptr_array_index (drop_downs, 1), 2);
  grouping = *cal_group_chooser_get_grouping (chooser);
  g_assert_cmpint (grouping.first, >=, 0);
  g_assert_cmpint (grouping.second, >=, 0);
  g_assert_cmpint (grouping.second, !=, grouping.first);
  wait_until_settled (fixture);
  check_cards (fixture, &(CalFairnessQuery){ .groupings = &grouping, .n_groupings = 1 });
  gtk_drop_down_set_selected (g_ptr_array_index (drop_downs, 0), 0);
  g_assert_null (cal_group_chooser_get_grouping (chooser));
}

static void
on_rater_chosen_cb (char **chosen, const char *id)
{
  g_free (*chosen);
  *chosen = g_strdup (id);
}

static void
test_rater (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) views = g_ptr_array_new ();
  g_autofree char *chosen = NULL;

  find_all (GTK_WIDGET (fixture->page), CAL_TYPE_CHART_VIEW, views);
  g_signal_connect_swapped (fixture->page, "rater-chosen", G_CALLBACK (on_rater_chosen_cb),
                            &chosen);
  CalChartView *forest = g_ptr_array_index (views, 1);
  g_signal_emit_by_name (forest, "mark-activated",
                         cal_chart_mark_id (cal_chart_view_get_chart (forest), 2));
  g_assert_cmpstr (chosen, ==, cal_chart_mark_id (cal_chart_view_get_chart (forest), 2));
}

/* Every figure can be asked how it came about. */
static void
test_how (void)
{
  g_autoptr (CalBoard) board = cal_display_board_new (PEOPLE, DECISIONS);
  g_autoptr (CalFairness) fairness = cal_fairness_new (board, NULL);

  cal_fairness_compute (fairness);
  for (CalFairnessCard card = 0; card < CAL_N_CARDS; card++)
    {
      g_autoptr (GPtrArray) list = cal_how_list (fairness, card);

      g_assert_cmpuint (list->len, >=, 4);
      for (guint i = 0; i < list->len; i++)
        {
          const CalHowEntry *entry = g_ptr_array_index (list, i);
          g_autoptr (CalFairnessHow) how = cal_fairness_how (fairness, entry->figure, entry->index);
          g_autofree char *call = cal_how_call (how);
          g_autofree char *start = g_strdup_printf ("calibrate stat %s <<'END'\n{", how->stat);

          g_assert_cmpuint (strlen (entry->name), >, 2);
          g_assert_cmpuint (strlen (how->method), >, 5);
          g_assert_true (g_str_has_prefix (call, start));
          g_assert_true (g_str_has_suffix (call, "}\nEND\n"));
        }
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  cal_style_init ();
  g_test_add ("/fairness-page/cards", Fixture, NULL, set_up, test_cards, tear_down);
  g_test_add ("/fairness-page/follows", Fixture, NULL, set_up, test_follows, tear_down);
  g_test_add ("/fairness-page/scope", Fixture, NULL, set_up, test_scope, tear_down);
  g_test_add ("/fairness-page/grouping", Fixture, NULL, set_up, test_grouping, tear_down);
  g_test_add ("/fairness-page/rater", Fixture, NULL, set_up, test_rater, tear_down);
  g_test_add_func ("/fairness-page/how", test_how);
  return g_test_run ();
}
