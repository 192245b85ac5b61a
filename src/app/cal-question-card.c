/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-question-card.h"

#include <glib/gi18n.h>

#include "app/cal-chart-view.h"
#include "app/cal-how-button.h"

/* Where cards stand side by side a chart has at least so much room, and scrolls
 * where it needs more; no card is higher than a window. */
#define CHART_LEAST 330
#define CHART_MOST 620

/* A question, its answer, the chart that shows it, and what to know about it. */
struct _CalQuestionCard
{
  GtkWidget parent_instance;

  GtkLabel *question;
  GtkBox *controls;
  GtkDropDown *views;
  CalHowButton *how;
  GtkLabel *answer;
  GtkScrolledWindow *scroller;
  CalChartView *chart;
  GtkBox *extra;
  GtkLabel *caption;

  CalLiveFairness *live;
  CalFairnessCard card;
  GArray *charts;
};

enum
{
  MARK_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalQuestionCard, cal_question_card, GTK_TYPE_WIDGET)

static CalFairnessChart
chosen_chart (CalQuestionCard *self)
{
  guint row = gtk_drop_down_get_selected (self->views);

  return g_array_index (self->charts, CalFairnessChart, row < self->charts->len ? row : 0);
}

static void
show_chart (CalQuestionCard *self, const CalFairness *fairness)
{
  CalChart *chart = cal_chart_new_fairness (fairness, chosen_chart (self));

  /* Where there is nothing to draw the answer has said so. */
  gtk_widget_set_visible (GTK_WIDGET (self->scroller), cal_chart_n_marks (chart) > 0);
  gtk_label_set_text (self->caption, cal_chart_note (chart));
  cal_chart_view_set_chart (self->chart, chart);
}

static void
on_view_chosen_cb (CalQuestionCard *self)
{
  const CalFairness *fairness = self->live != NULL ? cal_live_fairness_get (self->live) : NULL;

  if (fairness != NULL && self->charts->len > 0)
    show_chart (self, fairness);
}

static void
on_mark_activated_cb (CalQuestionCard *self, const char *id)
{
  g_signal_emit (self, signals[MARK_ACTIVATED], 0, id);
}

/* A scrolled window keeps the wheel to itself even where it has nothing to
 * scroll; then the page should have it. */
static void
on_extent_changed_cb (CalQuestionCard *self)
{
  GtkAdjustment *extent = gtk_scrolled_window_get_vadjustment (self->scroller);
  gboolean fits = gtk_adjustment_get_upper (extent) <= gtk_adjustment_get_page_size (extent) + 0.5;
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->scroller));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller,
                                                    fits ? GTK_PHASE_NONE : GTK_PHASE_BUBBLE);
    }
}

static void
cal_question_card_dispose (GObject *object)
{
  CalQuestionCard *self = CAL_QUESTION_CARD (object);
  GtkWidget *child;

  if (self->scroller != NULL)
    g_signal_handlers_disconnect_by_data (gtk_scrolled_window_get_vadjustment (self->scroller),
                                          self);
  self->scroller = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->live);
  g_clear_pointer (&self->charts, g_array_unref);
  G_OBJECT_CLASS (cal_question_card_parent_class)->dispose (object);
}

static void
cal_question_card_class_init (CalQuestionCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_question_card_dispose;
  g_type_ensure (CAL_TYPE_CHART_VIEW);
  g_type_ensure (CAL_TYPE_HOW_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-question-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CalQuestionCard, question);
  gtk_widget_class_bind_template_child (widget_class, CalQuestionCard, controls);
  gtk_widget_class_bind_template_child (widget_class, CalQuestionCard, views);
  gtk_widget_class_bind_template_child (widget_class, CalQuestionCard, how);
  gtk_widget_class_bind_template_child (widget_class, CalQuestionCard, answer);
  gtk_widget_class_bind_template_child (widget_class, CalQuestionCard, scroller);
  gtk_widget_class_bind_template_child (widget_class, CalQuestionCard, chart);
  gtk_widget_class_bind_template_child (widget_class, CalQuestionCard, extra);
  gtk_widget_class_bind_template_child (widget_class, CalQuestionCard, caption);
  gtk_widget_class_bind_template_callback (widget_class, on_view_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_mark_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "questioncard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[MARK_ACTIVATED] =
      g_signal_new ("mark-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
cal_question_card_init (CalQuestionCard *self)
{
  self->charts = g_array_new (FALSE, FALSE, sizeof (CalFairnessChart));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_scrolled_window_set_max_content_height (self->scroller, CHART_MOST);
  gtk_scrolled_window_set_min_content_height (self->scroller, CHART_LEAST);
  g_signal_connect_swapped (gtk_scrolled_window_get_vadjustment (self->scroller), "changed",
                            G_CALLBACK (on_extent_changed_cb), self);
  gtk_drop_down_set_model (self->views, G_LIST_MODEL (gtk_string_list_new (NULL)));
}

/**
 * cal_question_card_new:
 * @live: where the figures are
 * @card: the question
 *
 * Returns: (transfer floating): a card without a view; see
 *   cal_question_card_add_view()
 */
GtkWidget *
cal_question_card_new (CalLiveFairness *live, CalFairnessCard card)
{
  CalQuestionCard *self = g_object_new (CAL_TYPE_QUESTION_CARD, NULL);

  self->live = g_object_ref (live);
  self->card = card;
  gtk_label_set_text (self->question, cal_fairness_question (card));
  cal_how_button_set_source (self->how, live, card);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  cal_fairness_question (card), -1);
  return GTK_WIDGET (self);
}

/**
 * cal_question_card_add_view:
 * @chart: what it draws
 * @name: what it is called, where there are several to choose from
 */
void
cal_question_card_add_view (CalQuestionCard *self, CalFairnessChart chart, const char *name)
{
  g_return_if_fail (CAL_IS_QUESTION_CARD (self));

  g_array_append_val (self->charts, chart);
  gtk_string_list_append (GTK_STRING_LIST (gtk_drop_down_get_model (self->views)), name);
  gtk_widget_set_visible (GTK_WIDGET (self->views), self->charts->len > 1);
}

/**
 * cal_question_card_add_control:
 * @control: (transfer floating): stands beside the question
 */
void
cal_question_card_add_control (CalQuestionCard *self, GtkWidget *control)
{
  g_return_if_fail (CAL_IS_QUESTION_CARD (self));

  gtk_box_prepend (self->controls, control);
}

/**
 * cal_question_card_set_extra:
 * @extra: (transfer floating): stands below the chart
 */
void
cal_question_card_set_extra (CalQuestionCard *self, GtkWidget *extra)
{
  g_return_if_fail (CAL_IS_QUESTION_CARD (self));

  gtk_box_append (self->extra, extra);
}

/**
 * cal_question_card_update:
 *
 * Shows the figures that there are now.
 */
void
cal_question_card_update (CalQuestionCard *self)
{
  const CalFairness *fairness;
  g_autofree char *answer = NULL;
  g_autofree char *plain = NULL;

  g_return_if_fail (CAL_IS_QUESTION_CARD (self));

  fairness = cal_live_fairness_get (self->live);
  if (fairness == NULL)
    return;
  answer = cal_fairness_answer (fairness, self->card);
  plain = cal_fairness_plain (answer);
  gtk_label_set_markup (self->answer, answer);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, plain,
                                  -1);
  show_chart (self, fairness);
}
