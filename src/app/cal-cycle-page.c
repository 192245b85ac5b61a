/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-cycle-page.h"

#include <glib/gi18n.h>

#include "app/cal-board-view.h"
#include "app/cal-chart-view.h"
#include "app/cal-decision-flow.h"
#include "app/cal-export-flow.h"
#include "app/cal-fairness-page.h"
#include "app/cal-filter-pane.h"
#include "app/cal-history-page.h"
#include "app/cal-holding-area.h"
#include "app/cal-seal-flow.h"
#include "app/cal-search-popover.h"
#include "app/cal-session-dialog.h"
#include "app/cal-status-bar.h"
#include "app/cal-story-window.h"
#include "app/cal-talent-card.h"
#include "model/cal-fault-words.h"
#include "model/cal-lock-words.h"
#include "model/cal-words.h"

/* The widths of the panes, and of a window too small for them. */
#define LEFT_WIDTH 252
#define RIGHT_WIDTH 354
#define LEFT_NARROW 222
#define RIGHT_NARROW 312
#define NARROW 1440

/* A cycle on the screen: it composes board, panes and pages over one live
 * document, and sees to it that all show the same moment. */
struct _CalCyclePage
{
  AdwBin parent_instance;

  AdwWindowTitle *title;
  AdwViewStack *stack;
  GtkWidget *left_pane;
  GtkWidget *right_pane;
  GtkWidget *banner;
  GtkLabel *banner_text;
  GtkButton *banner_button;
  GtkWidget *banner_reopen;
  GtkWidget *banner_compare;
  AdwToastOverlay *toasts;
  GtkMenuButton *search_button;
  CalSearchPopover *search;
  CalFilterPane *filters;
  AdwBin *holding_place;
  AdwBin *board_place;
  AdwBin *fairness_place;
  AdwBin *history_place;
  CalTalentCard *card;
  CalChartView *distribution;
  CalChartView *cells;
  CalStatusBar *status;

  CalBoardView *board_view;
  CalLiveDocument *document;
  CalDecisionFlow *flow;
  CalSealFlow *sealing;
  CalFairnessPage *fairness;
  CalHistoryPage *history;
  const CalBoard *board;
  gboolean left_wanted;
  gboolean right_wanted;
  gboolean fairness_stale;
  gboolean history_stale;
  gboolean narrow;
  guint resize_source;
};

G_DEFINE_FINAL_TYPE (CalCyclePage, cal_cycle_page, ADW_TYPE_BIN)

static gboolean
filter_subject (const CalBoard *board, guint index, gpointer data)
{
  CalCyclePage *self = data;

  return cal_filter_matches (cal_filter_pane_get_filter (self->filters), board, index);
}

static gboolean
shows (CalCyclePage *self, const char *page)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->stack), page) == 0;
}

static gboolean
shows_board (CalCyclePage *self)
{
  return shows (self, "board");
}

/* The charts show what is recorded and, outlined, the drop being considered. */
static void
draw_charts (CalCyclePage *self)
{
  g_autoptr (GArray) previews = g_array_new (FALSE, FALSE, sizeof (CalChartPreview));
  const guint *indexes = NULL;
  guint n = 0;
  guint cell = G_MAXUINT;

  if (cal_board_view_get_preview (self->board_view, &indexes, &n, &cell))
    for (guint i = 0; i < n; i++)
      {
        CalChartPreview preview = {
          .from = cal_board_subject (self->board, indexes[i])->placement,
          .to = cell == G_MAXUINT ? CAL_HOLDING
                                  : cal_rules_cell_placement (cal_board_rules (self->board), cell),
        };

        g_array_append_val (previews, preview);
      }
  cal_chart_view_set_chart (
      self->distribution,
      cal_chart_new_distribution (self->board, (CalChartPreview *) previews->data, previews->len));
  cal_chart_view_set_chart (
      self->cells,
      cal_chart_new_cells (self->board, (CalChartPreview *) previews->data, previews->len));
}

/* The one subject who is selected, %G_MAXUINT where it is not one. */
static guint
selected_subject (const GArray *selection)
{
  return selection->len == 1 ? g_array_index (selection, guint, 0) : G_MAXUINT;
}

static void
show_selection (CalCyclePage *self)
{
  g_autoptr (GArray) selection = cal_board_view_get_selection (self->board_view);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cycle.story", selection->len == 1);
  if (self->sealing != NULL)
    cal_seal_flow_set_subject (self->sealing, selected_subject (selection));
  cal_talent_card_show (self->card, self->board, (const guint *) selection->data, selection->len);
  if (self->history != NULL)
    cal_history_page_set_subject (self->history, selected_subject (selection));
}

/* What can be done now; on the history page, nothing can be decided. */
static void
update_actions (CalCyclePage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cycle.undo",
                                 shows_board (self) && cal_decision_flow_can_undo (self->flow));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cycle.redo",
                                 shows_board (self) && cal_decision_flow_can_redo (self->flow));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cycle.start-session",
                                 cal_live_document_get_fault (self->document) == NULL);
  cal_seal_flow_update (self->sealing);
  cal_board_view_set_sensitive_to_moves (self->board_view,
                                         cal_decision_flow_can_decide (self->flow));
}

static void
show_title (CalCyclePage *self)
{
  g_autofree char *session = cal_words_session (self->board);

  adw_window_title_set_title (self->title, cal_board_title (self->board));
  adw_window_title_set_subtitle (self->title, session);
}

/* Why nothing can be decided here, if so, and what to do about it. */
static void
show_banner (CalCyclePage *self)
{
  static const struct
  {
    const char *label;
    const char *action;
  } offers[] = {
    [CAL_LOCK_NONE] = { NULL, NULL },
    [CAL_LOCK_ALTERED] = { N_ ("Verify…"), "seal.verify" },
    [CAL_LOCK_READING] = { NULL, NULL },
    [CAL_LOCK_FOLLOWS] = { N_ ("Take over"), "cycle.take-over" },
    [CAL_LOCK_READ_ONLY] = { NULL, NULL },
    [CAL_LOCK_FINALISED] = { N_ ("Start a session…"), "cycle.start-session" },
    [CAL_LOCK_NO_SESSION] = { N_ ("Start a session…"), "cycle.start-session" },
  };
  CalLock lock = cal_lock_of (self->document);
  gboolean is_altered = lock == CAL_LOCK_ALTERED;
  g_autofree char *text =
      is_altered ? cal_fault_words_notice (cal_live_document_get_fault (self->document))
                 : cal_lock_words (self->document);

  /* Of reading the status bar says enough; a banner would come and go again. The
   * history page says itself that nothing is decided there. */
  gtk_widget_set_visible (self->banner,
                          text != NULL && lock != CAL_LOCK_READING && !shows (self, "history"));
  gtk_label_set_text (self->banner_text, text != NULL ? text : "");
  gtk_widget_set_visible (self->banner_reopen, lock == CAL_LOCK_FINALISED);
  gtk_widget_set_visible (self->banner_compare, is_altered);
  gtk_widget_set_visible (GTK_WIDGET (self->banner_button), offers[lock].action != NULL);
  if (offers[lock].label != NULL)
    gtk_button_set_label (self->banner_button, _ (offers[lock].label));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->banner_button), offers[lock].action);
}

static void
on_move_refused_cb (CalCyclePage *self)
{
  g_autofree char *text = cal_lock_words (self->document);

  if (text != NULL)
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

/* The pages that nobody looks at take in what happened when somebody does. */
static void
update_pages (CalCyclePage *self)
{
  self->history_stale = !shows (self, "history");
  if (!self->history_stale)
    cal_history_page_update (self->history);
  self->fairness_stale = !shows (self, "fairness");
  if (!self->fairness_stale)
    cal_fairness_page_update (self->fairness);
}

/* What is shown is now, or the moment of the past that is looked at. */
static void
show_status (CalCyclePage *self)
{
  g_autofree char *people = NULL;
  g_autofree char *moment = shows (self, "history") && self->history != NULL
                                ? cal_history_page_get_status (self->history, &people)
                                : NULL;

  if (moment != NULL)
    cal_status_bar_show_moment (self->status, moment, people);
  else
    cal_status_bar_show (self->status, self->document);
}

/* Before a decision that does not hold there may have been fewer people. */
static void
keep_known (GArray *selection, const CalBoard *board)
{
  for (guint i = selection->len; i > 0; i--)
    if (g_array_index (selection, guint, i - 1) >= cal_board_n_subjects (board))
      g_array_remove_index (selection, i - 1);
}

static void
on_changed_cb (CalCyclePage *self, GArray *changed)
{
  gboolean concerns_selection = changed == NULL;

  for (guint i = 0; changed != NULL && i < changed->len && !concerns_selection; i++)
    concerns_selection =
        cal_board_view_is_selected (self->board_view, g_array_index (changed, guint, i));
  if (changed != NULL)
    {
      cal_board_view_refresh (self->board_view, (const guint *) changed->data, changed->len);
      update_pages (self);
      cal_filter_pane_refresh (self->filters);
    }
  else
    {
      g_autoptr (GArray) selection = cal_board_view_get_selection (self->board_view);

      self->board = cal_live_document_get_board (self->document);
      keep_known (selection, self->board);
      cal_board_view_set_board (self->board_view, self->board);
      cal_board_view_select (self->board_view, (const guint *) selection->data, selection->len);
      if (self->history != NULL)
        cal_history_page_set_board (self->history, self->board);
      if (self->fairness != NULL)
        cal_fairness_page_set_board (self->fairness, self->board);
      cal_search_popover_set_board (self->search, self->board);
      cal_filter_pane_set_board (self->filters, self->board);
      show_title (self);
    }
  draw_charts (self);
  if (concerns_selection)
    show_selection (self);
  show_banner (self);
  update_actions (self);
  show_status (self);
}

static void
on_state_changed_cb (CalCyclePage *self)
{
  show_banner (self);
  update_actions (self);
  show_status (self);
}

static void
on_filter_changed_cb (CalCyclePage *self)
{
  cal_board_view_set_filter (self->board_view, filter_subject, self);
}

static void
on_subject_chosen_cb (CalCyclePage *self, guint index)
{
  if (!cal_filter_matches (cal_filter_pane_get_filter (self->filters), self->board, index))
    cal_filter_pane_reset (self->filters);
  cal_board_view_select (self->board_view, &index, 1);
  show_selection (self);
  if (shows_board (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->board_view));
}

static void
show_panes (CalCyclePage *self)
{
  gtk_widget_set_visible (self->left_pane, self->left_wanted && shows_board (self));
  gtk_widget_set_visible (self->right_pane, self->right_wanted && shows_board (self));
  if (self->history != NULL)
    cal_history_page_set_side_visible (self->history, self->right_wanted);
}

static void
set_pane_widths (CalCyclePage *self)
{
  gtk_widget_set_size_request (self->left_pane, self->narrow ? LEFT_NARROW : LEFT_WIDTH, -1);
  gtk_widget_set_size_request (self->right_pane, self->narrow ? RIGHT_NARROW : RIGHT_WIDTH, -1);
  if (self->history != NULL)
    cal_history_page_set_narrow (self->history, self->narrow);
}

static gboolean
on_width_changed_cb (gpointer data)
{
  CalCyclePage *self = data;

  self->resize_source = 0;
  set_pane_widths (self);
  return G_SOURCE_REMOVE;
}

/* A list's rows cost more than the whole board, and the board is what a window
 * opens with: there is no history page before somebody turns to it. */
static void
make_history (CalCyclePage *self)
{
  g_autoptr (GArray) selection = cal_board_view_get_selection (self->board_view);

  self->history = g_object_new (CAL_TYPE_HISTORY_PAGE, NULL);
  g_signal_connect_swapped (self->history, "subject-chosen", G_CALLBACK (on_subject_chosen_cb),
                            self);
  cal_history_page_set_seal (self->history, cal_seal_flow_get_state (self->sealing));
  g_signal_connect_swapped (self->history, "moment-changed", G_CALLBACK (show_status), self);
  cal_history_page_set_narrow (self->history, self->narrow);
  cal_history_page_set_board (self->history, self->board);
  cal_history_page_set_subject (self->history, selected_subject (selection));
  adw_bin_set_child (self->history_place, GTK_WIDGET (self->history));
}

static void
on_rater_chosen_cb (CalCyclePage *self, const char *id)
{
  cal_filter_pane_show_rater (self->filters, id);
  adw_view_stack_set_visible_child_name (self->stack, "board");
  gtk_widget_grab_focus (GTK_WIDGET (self->board_view));
}

static void
on_spread_chosen_cb (CalCyclePage *self, guint index)
{
  adw_view_stack_set_visible_child_name (self->stack, "board");
  on_subject_chosen_cb (self, index);
}

static void
make_fairness (CalCyclePage *self)
{
  self->fairness = CAL_FAIRNESS_PAGE (cal_fairness_page_new ());
  g_signal_connect_swapped (self->fairness, "rater-chosen", G_CALLBACK (on_rater_chosen_cb), self);
  g_signal_connect_swapped (self->fairness, "subject-chosen", G_CALLBACK (on_spread_chosen_cb),
                            self);
  cal_fairness_page_set_document (self->fairness, self->document, self->toasts);
  cal_fairness_page_set_board (self->fairness, self->board);
  adw_bin_set_child (self->fairness_place, GTK_WIDGET (self->fairness));
}

static void
show_fairness (CalCyclePage *self)
{
  if (self->fairness == NULL)
    make_fairness (self);
  else if (self->fairness_stale)
    cal_fairness_page_update (self->fairness);
  self->fairness_stale = FALSE;
}

static void
show_history (CalCyclePage *self)
{
  if (self->history == NULL)
    {
      make_history (self);
      show_panes (self);
    }
  else if (self->history_stale)
    cal_history_page_update (self->history);
  self->history_stale = FALSE;
}

static void
on_page_changed_cb (CalCyclePage *self)
{
  if (self->board == NULL)
    return;
  show_panes (self);
  if (shows (self, "fairness"))
    show_fairness (self);
  else if (shows (self, "history"))
    show_history (self);
  show_banner (self);
  update_actions (self);
  show_status (self);
}

static void
on_undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  cal_decision_flow_undo (CAL_CYCLE_PAGE (widget)->flow);
}

static void
on_redo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  cal_decision_flow_redo (CAL_CYCLE_PAGE (widget)->flow);
}

static void
on_search_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalCyclePage *self = CAL_CYCLE_PAGE (widget);

  if (shows (self, "history"))
    cal_history_page_focus_search (self->history);
  else
    gtk_menu_button_popup (self->search_button);
}

static void
on_export_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalCyclePage *self = CAL_CYCLE_PAGE (widget);

  cal_export_flow_start (self->document, self->toasts);
}

static void
on_story_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalCyclePage *self = CAL_CYCLE_PAGE (widget);
  g_autoptr (GArray) selection = cal_board_view_get_selection (self->board_view);

  gtk_window_present (GTK_WINDOW (cal_story_window_new (
      self->document, selected_subject (selection), GTK_WINDOW (gtk_widget_get_root (widget)))));
}

static void
on_start_session_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  cal_session_dialog_present (CAL_CYCLE_PAGE (widget)->document,
                              GTK_WINDOW (gtk_widget_get_root (widget)));
}

static void
on_taken_over_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CalCyclePage) self = data;
  g_autoptr (GError) error = NULL;
  AdwToast *toast;

  if (cal_live_document_take_over_finish (CAL_LIVE_DOCUMENT (source), result, &error))
    toast = adw_toast_new (_ ("You now hold this cycle for writing"));
  else
    {
      g_autofree char *text =
          g_strdup_printf (_ ("Not taken over: %s. You are still reading along."), error->message);

      toast = adw_toast_new (text);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
on_take_over_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  cal_live_document_take_over_async (CAL_CYCLE_PAGE (widget)->document, on_taken_over_cb,
                                     g_object_ref (widget));
}

/* By its key a page is shown to be worked on with keys, so it takes the focus. */
static void
on_show_page_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalCyclePage *self = CAL_CYCLE_PAGE (widget);
  GtkWidget *page;

  adw_view_stack_set_visible_child_name (self->stack, g_variant_get_string (parameter, NULL));
  page = shows_board (self) ? GTK_WIDGET (self->board_view)
                            : adw_view_stack_get_visible_child (self->stack);
  if (!gtk_widget_grab_focus (page))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
on_left_pane_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalCyclePage *self = CAL_CYCLE_PAGE (widget);

  self->left_wanted = !self->left_wanted;
  show_panes (self);
}

static void
on_right_pane_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalCyclePage *self = CAL_CYCLE_PAGE (widget);

  self->right_wanted = !self->right_wanted;
  show_panes (self);
}

/* Where the window is small, the board needs the room more than the panes. */
static void
on_surface_layout_cb (CalCyclePage *self, int width, int height)
{
  gboolean narrow = width < NARROW;

  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  if (self->resize_source == 0)
    self->resize_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_width_changed_cb, self, NULL);
}

/* A window says beforehand how wide it is going to be, and then its first frame
 * is laid out once. */
static void
cal_cycle_page_root (GtkWidget *widget)
{
  CalCyclePage *self = CAL_CYCLE_PAGE (widget);
  GtkWindow *window;
  int width;
  int height;

  GTK_WIDGET_CLASS (cal_cycle_page_parent_class)->root (widget);
  window = GTK_WINDOW (gtk_widget_get_root (widget));
  gtk_window_get_default_size (window, &width, &height);
  self->narrow = width > 0 && width < NARROW && !gtk_window_is_maximized (window);
  set_pane_widths (self);
}

static void
cal_cycle_page_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cal_cycle_page_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (gtk_widget_get_native (widget)), "layout",
                           G_CALLBACK (on_surface_layout_cb), widget, G_CONNECT_SWAPPED);
  cal_seal_flow_start (CAL_CYCLE_PAGE (widget)->sealing);
}

static void
cal_cycle_page_dispose (GObject *object)
{
  CalCyclePage *self = CAL_CYCLE_PAGE (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_handle_id (&self->resize_source, g_source_remove);
  self->board = NULL;
  g_clear_object (&self->flow);
  g_clear_object (&self->sealing);
  if (self->board_view != NULL)
    {
      if (self->history != NULL)
        cal_history_page_set_board (self->history, NULL);
      self->history = NULL;
      if (self->fairness != NULL)
        cal_fairness_page_set_board (self->fairness, NULL);
      self->fairness = NULL;
      cal_search_popover_set_board (self->search, NULL);
      cal_board_view_set_board (self->board_view, NULL);
      self->board_view = NULL;
    }
  g_clear_object (&self->document);
  G_OBJECT_CLASS (cal_cycle_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CalCyclePage, title);
  gtk_widget_class_bind_template_child (widget_class, CalCyclePage, stack);
  gtk_widget_class_bind_template_child (widget_class, CalCyclePage, left_pane);
  gtk_widget_class_bind_template_child (widget_class, CalCyclePage, right_pane);
  gtk_widget_class_bind_template_child (widget_class, CalCyclePage, banner);
  gtk_widget_class_bind_template_child (widget_class, CalCyclePage, banner_text);
  gtk_widget_class_bind_template_child (widget_class, CalCyclePage, banner_button);
  gtk_widget_class_bind_template_child (widget_class, CalCyclePage, banner_reopen);
  gtk_widget_class_bind_template_child (widget_class, CalCyclePage, banner_compare);
  gtk_widget_class_bind_template_child (widget_class, CalCyclePage, toasts);
  gtk_widget_class_bind_template_child (widget_class, CalCyclePage, search_button);
  gtk_widget_class_bind_template_child (widget_class, CalCyclePage, search);
  gtk_widget_class_bind_template_child (widget_class, CalCyclePage, filters);
  gtk_widget_class_bind_template_child (widget_class, CalCyclePage, holding_place);
  gtk_widget_class_bind_template_child (widget_class, CalCyclePage, board_place);
  gtk_widget_class_bind_template_child (widget_class, CalCyclePage, fairness_place);
  gtk_widget_class_bind_template_child (widget_class, CalCyclePage, history_place);
  gtk_widget_class_bind_template_child (widget_class, CalCyclePage, card);
  gtk_widget_class_bind_template_child (widget_class, CalCyclePage, distribution);
  gtk_widget_class_bind_template_child (widget_class, CalCyclePage, cells);
  gtk_widget_class_bind_template_child (widget_class, CalCyclePage, status);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_subject_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_page_changed_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "cycle.undo", NULL, on_undo_cb);
  gtk_widget_class_install_action (widget_class, "cycle.redo", NULL, on_redo_cb);
  gtk_widget_class_install_action (widget_class, "cycle.search", NULL, on_search_cb);
  gtk_widget_class_install_action (widget_class, "cycle.export", NULL, on_export_cb);
  gtk_widget_class_install_action (widget_class, "cycle.story", NULL, on_story_cb);
  gtk_widget_class_install_action (widget_class, "cycle.start-session", NULL, on_start_session_cb);
  gtk_widget_class_install_action (widget_class, "cycle.take-over", NULL, on_take_over_cb);
  gtk_widget_class_install_action (widget_class, "cycle.show-page", "s", on_show_page_cb);
  gtk_widget_class_install_action (widget_class, "cycle.left-pane", NULL, on_left_pane_cb);
  gtk_widget_class_install_action (widget_class, "cycle.right-pane", NULL, on_right_pane_cb);
}

/* Keys that work wherever the focus is; what somebody types into an entry stays
 * with the entry. */
static void
add_shortcuts (CalCyclePage *self)
{
  static const struct
  {
    const char *keys;
    const char *action;
    const char *page;
  } shortcuts[] = {
    { "<Control>z", "cycle.undo", NULL },
    { "<Control><Shift>z|<Control>y", "cycle.redo", NULL },
    { "<Control>f|slash|KP_Divide", "cycle.search", NULL },
    { "<Control>e", "cycle.export", NULL },
    { "<Control>i", "cycle.story", NULL },
    { "<Alt>1", "cycle.show-page", "board" },
    { "<Alt>2", "cycle.show-page", "fairness" },
    { "<Alt>3", "cycle.show-page", "history" },
    { "F9", "cycle.left-pane", NULL },
    { "<Shift>F9", "cycle.right-pane", NULL },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      GtkShortcut *shortcut =
          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].keys),
                            gtk_named_action_new (shortcuts[i].action));

      if (shortcuts[i].page != NULL)
        gtk_shortcut_set_arguments (shortcut, g_variant_new_string (shortcuts[i].page));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
cal_cycle_page_class_init (CalCyclePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_cycle_page_dispose;
  widget_class->root = cal_cycle_page_root;
  widget_class->realize = cal_cycle_page_realize;
  g_type_ensure (CAL_TYPE_CHART_VIEW);
  g_type_ensure (CAL_TYPE_FILTER_PANE);
  g_type_ensure (CAL_TYPE_SEARCH_POPOVER);
  g_type_ensure (CAL_TYPE_STATUS_BAR);
  g_type_ensure (CAL_TYPE_TALENT_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-cycle-page.ui");
  bind_children (widget_class);
  install_actions (widget_class);
}

static void
cal_cycle_page_init (CalCyclePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_shortcuts (self);
  self->left_wanted = self->right_wanted = TRUE;
  self->board_view = CAL_BOARD_VIEW (cal_board_view_new ());
  adw_bin_set_child (self->board_place, GTK_WIDGET (self->board_view));
  adw_bin_set_child (self->holding_place, cal_holding_area_new (self->board_view));
}

/**
 * cal_cycle_page_new:
 * @document: an open document
 *
 * Returns: (transfer floating): a page that shows it and lets people decide
 */
GtkWidget *
cal_cycle_page_new (CalLiveDocument *document)
{
  CalCyclePage *self = g_object_new (CAL_TYPE_CYCLE_PAGE, NULL);

  self->document = g_object_ref (document);
  self->flow = cal_decision_flow_new (document, self->board_view, self->toasts);
  self->sealing = cal_seal_flow_new (document, self->toasts);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "seal",
                                  cal_seal_flow_get_actions (self->sealing));
  cal_status_bar_set_seal (self->status, cal_seal_flow_get_state (self->sealing));
  g_signal_connect_swapped (document, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_swapped (document, "notify::writable", G_CALLBACK (on_state_changed_cb), self);
  g_signal_connect_swapped (document, "notify::holder", G_CALLBACK (on_state_changed_cb), self);
  g_signal_connect_swapped (document, "notify::exclusive", G_CALLBACK (on_state_changed_cb), self);
  g_signal_connect_swapped (document, "notify::pending", G_CALLBACK (on_state_changed_cb), self);
  g_signal_connect_swapped (document, "notify::reading", G_CALLBACK (on_state_changed_cb), self);
  g_signal_connect_swapped (self->board_view, "selection-changed", G_CALLBACK (show_selection),
                            self);
  g_signal_connect_swapped (self->board_view, "open-requested", G_CALLBACK (on_subject_chosen_cb),
                            self);
  g_signal_connect_swapped (self->board_view, "move-refused", G_CALLBACK (on_move_refused_cb),
                            self);
  g_signal_connect_swapped (self->board_view, "preview-changed", G_CALLBACK (draw_charts), self);
  cal_board_view_set_filter (self->board_view, filter_subject, self);
  on_changed_cb (self, NULL);
  show_panes (self);
  return GTK_WIDGET (self);
}

CalLiveDocument *
cal_cycle_page_get_document (CalCyclePage *self)
{
  g_return_val_if_fail (CAL_IS_CYCLE_PAGE (self), NULL);

  return self->document;
}

/**
 * cal_cycle_page_get_title:
 *
 * Returns: (transfer none): the cycle's title
 */
const char *
cal_cycle_page_get_title (CalCyclePage *self)
{
  g_return_val_if_fail (CAL_IS_CYCLE_PAGE (self), NULL);

  return cal_board_title (self->board);
}

/**
 * cal_cycle_page_get_proposer:
 *
 * Returns: (transfer none) (nullable): who proposed the last decision made here
 */
const char *
cal_cycle_page_get_proposer (CalCyclePage *self)
{
  g_return_val_if_fail (CAL_IS_CYCLE_PAGE (self), NULL);

  return cal_decision_flow_get_proposer (self->flow);
}

/**
 * cal_cycle_page_set_proposer:
 * @proposer: (nullable): who proposed last, as an earlier page had it
 */
void
cal_cycle_page_set_proposer (CalCyclePage *self, const char *proposer)
{
  g_return_if_fail (CAL_IS_CYCLE_PAGE (self));

  cal_decision_flow_set_proposer (self->flow, proposer);
}
