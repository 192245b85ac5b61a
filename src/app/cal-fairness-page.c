/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-fairness-page.h"

#include <glib/gi18n.h>

#include "app/cal-card-box.h"
#include "app/cal-export-flow.h"
#include "app/cal-fairness-legend.h"
#include "app/cal-fairness-scope.h"
#include "app/cal-group-chooser.h"
#include "app/cal-question-card.h"
#include "app/cal-ratings-flow.h"
#include "app/cal-spread-list.h"
#include "model/cal-live-fairness.h"
#include "model/cal-words.h"

/* Is it fair? A card for each question, over figures that follow the board. */
struct _CalFairnessPage
{
  GtkWidget parent_instance;

  GtkLabel *title;
  GtkLabel *subtitle;
  GtkSpinner *spinner;
  CalFairnessScope *scope;
  GtkStack *stack;
  GtkWidget *cards_place;

  CalQuestionCard *cards[CAL_N_CARDS];
  CalSpreadList *spreads;
  GtkWidget *hint;
  CalGroupChooser *groups;
  CalLiveFairness *live;
  CalLiveDocument *document;
  AdwToastOverlay *toasts;
  const CalBoard *board;
};

enum
{
  RATER_CHOSEN,
  SUBJECT_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalFairnessPage, cal_fairness_page, GTK_TYPE_WIDGET)

static guint
n_raters (const CalFairness *fairness)
{
  const CalFairnessSeverity *severity = cal_fairness_severity (fairness);
  guint n = 0;

  for (guint i = 0; i < severity->n_raters; i++)
    n += *severity->raters[i].id != '\0' && severity->raters[i].n_subjects > 0;
  return n;
}

static void
show_heading (CalFairnessPage *self, const CalFairness *fairness)
{
  guint n = cal_fairness_n_subjects (fairness);
  guint raters = n_raters (fairness);
  g_autofree char *n_text = cal_words_count (n);
  g_autofree char *raters_text = cal_words_count (raters);
  g_autofree char *subjects = g_strdup_printf (ngettext ("%s subject", "%s subjects", n), n_text);
  g_autofree char *title =
      g_strdup_printf (ngettext ("%s, %s rater", "%s, %s raters", raters), subjects, raters_text);
  guint n_decisions = cal_board_n_decisions (self->board);
  g_autofree char *number =
      n_decisions > 0 ? cal_words_count (cal_board_decision (self->board, n_decisions - 1)->seq + 1)
                      : NULL;
  g_autofree char *subtitle =
      number != NULL
          ? g_strdup_printf (
              _ ("Pre-calibration against now (decision %s). Advice only: nothing on "
                 "this page changes a rating."),
              number)
          : g_strdup (
              _ ("Nothing has been decided yet. Advice only: nothing on this page changes a "
                 "rating."));

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, subtitle);
}

static void
show_figures (CalFairnessPage *self)
{
  const CalFairness *fairness = cal_live_fairness_get (self->live);
  gboolean working = cal_live_fairness_is_working (self->live);

  gtk_spinner_set_spinning (self->spinner, working);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), working && fairness != NULL);
  gtk_stack_set_visible_child_name (self->stack, fairness != NULL ? "cards"
                                                 : working        ? "working"
                                                                  : "nothing");
  if (fairness == NULL)
    return;
  show_heading (self, fairness);
  for (guint i = 0; i < CAL_N_CARDS; i++)
    cal_question_card_update (self->cards[i]);
  cal_spread_list_show (self->spreads, cal_fairness_agreement (fairness));
  gtk_widget_set_visible (self->hint, cal_fairness_agreement (fairness)->n_subjects == 0);
}

/* Ratings are taken in by whoever may write. */
static void
update_actions (CalFairnessPage *self)
{
  gboolean writable = self->document != NULL && cal_live_document_is_writable (self->document);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "fairness.report", self->document != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "fairness.import-ratings", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "fairness.import-earlier", writable);
}

static void
on_report_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalFairnessPage *self = CAL_FAIRNESS_PAGE (widget);

  cal_export_flow_start_report (self->document, self->toasts);
}

static void
on_import_ratings_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalFairnessPage *self = CAL_FAIRNESS_PAGE (widget);

  cal_ratings_flow_start (self->document, self->toasts, CAL_KIND_RATINGS_IMPORTED);
}

static void
on_import_earlier_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalFairnessPage *self = CAL_FAIRNESS_PAGE (widget);

  cal_ratings_flow_start (self->document, self->toasts, CAL_KIND_EARLIER_IMPORTED);
}

static void
on_scope_changed_cb (CalFairnessPage *self)
{
  cal_live_fairness_set_filter (self->live, cal_fairness_scope_get_filter (self->scope));
}

static void
on_grouping_changed_cb (CalFairnessPage *self)
{
  cal_live_fairness_set_grouping (self->live, cal_group_chooser_get_grouping (self->groups));
}

static void
on_rater_activated_cb (CalFairnessPage *self, const char *id)
{
  g_signal_emit (self, signals[RATER_CHOSEN], 0, id);
}

static void
on_subject_chosen_cb (CalFairnessPage *self, guint subject)
{
  g_signal_emit (self, signals[SUBJECT_CHOSEN], 0, subject);
}

static void
cal_fairness_page_dispose (GObject *object)
{
  CalFairnessPage *self = CAL_FAIRNESS_PAGE (object);
  GtkWidget *child;

  if (self->live != NULL)
    g_signal_handlers_disconnect_by_data (self->live, self);
  if (self->live != NULL)
    cal_live_fairness_set_board (self->live, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->live);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_object (&self->toasts);
  G_OBJECT_CLASS (cal_fairness_page_parent_class)->dispose (object);
}

static void
cal_fairness_page_class_init (CalFairnessPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_fairness_page_dispose;
  g_type_ensure (CAL_TYPE_CARD_BOX);
  g_type_ensure (CAL_TYPE_FAIRNESS_LEGEND);
  g_type_ensure (CAL_TYPE_FAIRNESS_SCOPE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-fairness-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CalFairnessPage, title);
  gtk_widget_class_bind_template_child (widget_class, CalFairnessPage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, CalFairnessPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, CalFairnessPage, scope);
  gtk_widget_class_bind_template_child (widget_class, CalFairnessPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CalFairnessPage, cards_place);
  gtk_widget_class_bind_template_callback (widget_class, on_scope_changed_cb);
  gtk_widget_class_install_action (widget_class, "fairness.report", NULL, on_report_cb);
  gtk_widget_class_install_action (widget_class, "fairness.import-ratings", NULL,
                                   on_import_ratings_cb);
  gtk_widget_class_install_action (widget_class, "fairness.import-earlier", NULL,
                                   on_import_earlier_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  signals[RATER_CHOSEN] =
      g_signal_new ("rater-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SUBJECT_CHOSEN] =
      g_signal_new ("subject-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
add_views (CalFairnessPage *self)
{
  static const struct
  {
    CalFairnessCard card;
    CalFairnessChart chart;
    const char *name;
  } views[] = {
    { CAL_CARD_DISTRIBUTION, CAL_FAIRNESS_CHART_DISTRIBUTION, N_ ("Levels and cells") },
    { CAL_CARD_SEVERITY, CAL_FAIRNESS_CHART_SEVERITY, N_ ("Severity") },
    { CAL_CARD_GROUPS, CAL_FAIRNESS_CHART_GROUPS, N_ ("Screening ratios") },
    { CAL_CARD_GROUPS, CAL_FAIRNESS_CHART_SLOPES, N_ ("Before and now") },
    { CAL_CARD_AGREEMENT, CAL_FAIRNESS_CHART_AGREEMENT, N_ ("Performance") },
    { CAL_CARD_AGREEMENT, CAL_FAIRNESS_CHART_AGREEMENT_POTENTIAL, N_ ("Potential") },
    { CAL_CARD_CHANGE, CAL_FAIRNESS_CHART_FLOW, N_ ("From cell to cell") },
    { CAL_CARD_CHANGE, CAL_FAIRNESS_CHART_MOVES, N_ ("By rater") },
    { CAL_CARD_CHANGE, CAL_FAIRNESS_CHART_GROUP_MOVES, N_ ("By group") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    cal_question_card_add_view (self->cards[views[i].card], views[i].chart, _ (views[i].name));
}

static void
make_cards (CalFairnessPage *self)
{
  static const CalFairnessCard order[CAL_N_CARDS] = { CAL_CARD_DISTRIBUTION, CAL_CARD_SEVERITY,
                                                      CAL_CARD_GROUPS, CAL_CARD_CHANGE,
                                                      CAL_CARD_AGREEMENT };

  for (guint i = 0; i < CAL_N_CARDS; i++)
    {
      GtkWidget *card = cal_question_card_new (self->live, order[i]);

      self->cards[order[i]] = CAL_QUESTION_CARD (card);
      gtk_widget_set_parent (card, self->cards_place);
      g_signal_connect_swapped (card, "mark-activated", G_CALLBACK (on_rater_activated_cb), self);
    }
  add_views (self);
  self->spreads = CAL_SPREAD_LIST (cal_spread_list_new ());
  g_signal_connect_swapped (self->spreads, "subject-chosen", G_CALLBACK (on_subject_chosen_cb),
                            self);
  cal_question_card_set_extra (self->cards[CAL_CARD_AGREEMENT], GTK_WIDGET (self->spreads));
  self->hint = gtk_button_new_with_mnemonic (_ ("_Import ratings by several raters…"));
  gtk_widget_set_halign (self->hint, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->hint), "fairness.import-ratings");
  cal_question_card_set_extra (self->cards[CAL_CARD_AGREEMENT], self->hint);
  self->groups = CAL_GROUP_CHOOSER (cal_group_chooser_new ());
  g_signal_connect_swapped (self->groups, "grouping-changed", G_CALLBACK (on_grouping_changed_cb),
                            self);
  cal_question_card_add_control (self->cards[CAL_CARD_GROUPS], GTK_WIDGET (self->groups));
}

static void
cal_fairness_page_init (CalFairnessPage *self)
{
  self->live = cal_live_fairness_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  make_cards (self);
  update_actions (self);
  g_signal_connect_swapped (self->live, "changed", G_CALLBACK (show_figures), self);
}

GtkWidget *
cal_fairness_page_new (void)
{
  return g_object_new (CAL_TYPE_FAIRNESS_PAGE, NULL);
}

/**
 * cal_fairness_page_set_document:
 * @document: where a report is made of, and ratings are taken in
 * @toasts: where to say how that went
 */
void
cal_fairness_page_set_document (CalFairnessPage *self,
                                CalLiveDocument *document,
                                AdwToastOverlay *toasts)
{
  g_return_if_fail (CAL_IS_FAIRNESS_PAGE (self) && self->document == NULL);

  self->document = g_object_ref (document);
  self->toasts = g_object_ref (toasts);
  g_signal_connect_swapped (document, "notify::writable", G_CALLBACK (update_actions), self);
  update_actions (self);
}

/**
 * cal_fairness_page_set_board:
 * @board: (nullable): the board, borrowed until another is set
 *
 * Of a board whose decisions are still being read no figures are shown: not all is
 * known of everybody yet.
 */
void
cal_fairness_page_set_board (CalFairnessPage *self, const CalBoard *board)
{
  g_return_if_fail (CAL_IS_FAIRNESS_PAGE (self));

  self->board = board != NULL && cal_board_has_history (board) ? board : NULL;
  cal_live_fairness_set_board (self->live, self->board);
  if (board != NULL && self->board == NULL)
    gtk_stack_set_visible_child_name (self->stack, "working");
  if (self->board == NULL)
    return;
  cal_fairness_scope_set_board (self->scope, board);
  cal_group_chooser_set_board (self->groups, board);
  show_figures (self);
}

/**
 * cal_fairness_page_update:
 *
 * Takes in what was decided since.
 */
void
cal_fairness_page_update (CalFairnessPage *self)
{
  g_return_if_fail (CAL_IS_FAIRNESS_PAGE (self));

  cal_live_fairness_update (self->live);
}
