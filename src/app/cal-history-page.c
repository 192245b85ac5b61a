/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-history-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/cal-board-view.h"
#include "app/cal-cell-list.h"
#include "app/cal-chart-view.h"
#include "app/cal-decisions-pane.h"
#include "app/cal-moments-window.h"
#include "app/cal-path-overlay.h"
#include "app/cal-replay-bar.h"
#include "app/cal-seal-card.h"
#include "model/cal-replay-model.h"
#include "model/cal-replay-words.h"
#include "model/cal-words.h"

/* The side's width, in a wide window and in a narrow one. */
#define SIDE_WIDTH 540
#define SIDE_NARROW 480

/* So many moves at once leave everybody else's chip where it is. */
#define FEW 12

/* How far the keys of a page lead. */
#define PAGE 10

/* The past of a cycle: its board at any moment, the decisions, the timeline.
 * Nothing can be changed here. */
struct _CalHistoryPage
{
  GtkWidget parent_instance;

  GtkWidget *strip;
  GtkLabel *strip_text;
  GtkButton *compare;
  GtkWidget *back;
  GtkOverlay *board_place;
  GtkWidget *side;
  CalSealCard *seal;
  CalSealState *state;
  GtkStack *side_stack;
  CalDecisionsPane *decisions;
  GtkLabel *charts_moment;
  CalChartView *distribution;
  CalChartView *cells;
  CalReplayBar *bar;

  CalReplayModel *model;
  CalBoardView *board_view;
  CalPathOverlay *path;
  const CalBoard *shown;
  CalRules *rules;
  GtkEventController *keys;
  guint subject;
  gboolean selecting;
};

enum
{
  SUBJECT_CHOSEN,
  MOMENT_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalHistoryPage, cal_history_page, GTK_TYPE_WIDGET)

static gboolean
shows_charts (CalHistoryPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->side_stack), "charts") == 0;
}

/* What stood before a decision that does not hold is not what is now. */
static const CalFault *
fault_of (CalHistoryPage *self)
{
  return self->state != NULL
             ? cal_live_document_get_fault (cal_seal_state_get_document (self->state))
             : NULL;
}

static void
draw_charts (CalHistoryPage *self)
{
  const CalBoard *then = cal_replay_model_get_board (self->model);
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  if (then == NULL || !shows_charts (self))
    return;
  number = cal_words_count (cal_replay_model_get_position (self->model));
  text = cal_replay_model_is_past (self->model) || fault_of (self) != NULL
             ? g_strdup_printf (_ ("As it was after decision %s"), number)
             : g_strdup_printf (_ ("As it is now, after decision %s"), number);
  gtk_label_set_text (self->charts_moment, text);
  cal_chart_view_set_chart (self->distribution, cal_chart_new_distribution (then, NULL, 0));
  cal_chart_view_set_chart (self->cells, cal_chart_new_cells (then, NULL, 0));
}

static void
set_class (GtkWidget *widget, const char *name, gboolean has)
{
  if (has)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* Says which moment it is, and that it is the past. */
static void
mark_moment (CalHistoryPage *self)
{
  const CalBoard *whole = cal_replay_model_get_whole (self->model);
  gboolean past = cal_replay_model_is_past (self->model);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_autofree char *text = NULL;

  if (whole == NULL)
    text = g_strdup (_ ("The decisions are being read…"));
  else if (cal_replay_model_is_ready (self->model))
    text = cal_replay_words_strip (whole, fault_of (self),
                                   cal_replay_model_get_position (self->model));
  else
    text = g_strdup_printf (_ ("Preparing the replay: %.0f %%"),
                            100 * cal_replay_model_get_progress (self->model));
  gtk_label_set_markup (self->strip_text, text);
  gtk_button_set_label (self->compare, fault_of (self) != NULL
                                           ? _ ("Compare with the last that holds…")
                                           : _ ("Compare with now…"));
  set_class (self->strip, "past", past);
  set_class (GTK_WIDGET (self->board_place), "past", past);
  set_class (GTK_WIDGET (self->charts_moment), "past", past);
  set_class (self->strip, "dark", dark);
  set_class (GTK_WIDGET (self->board_place), "dark", dark);
  set_class (GTK_WIDGET (self->charts_moment), "dark", dark);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.now", past);
}

/* Those who are not there yet, or no longer, cannot be selected. */
static void
select_subject (CalHistoryPage *self)
{
  const CalBoard *then = cal_replay_model_get_board (self->model);
  gboolean there = then != NULL && self->subject < cal_board_n_subjects (then)
                   && !cal_board_subject (then, self->subject)->gone;

  self->selecting = TRUE;
  cal_board_view_select (self->board_view, &self->subject, there ? 1 : 0);
  self->selecting = FALSE;
  cal_path_overlay_show (self->path, then, there ? self->subject : G_MAXUINT);
}

static void
show_board (CalHistoryPage *self, GArray *changed)
{
  const CalBoard *then = cal_replay_model_get_board (self->model);
  CalRules *rules = then != NULL ? cal_board_rules (then) : NULL;

  self->selecting = TRUE;
  if (then != self->shown || rules != self->rules)
    {
      cal_board_view_set_board (self->board_view, rules != NULL ? then : NULL);
      self->shown = then;
      self->rules = rules;
    }
  else if (then != NULL)
    {
      /* Over many moves the board is laid out as it would be at first. */
      if (changed != NULL && changed->len > FEW)
        changed = NULL;
      /* Whoever is selected may not be there at that moment. */
      if (changed == NULL)
        cal_board_view_select (self->board_view, NULL, 0);
      cal_board_view_refresh (self->board_view,
                              changed != NULL ? (const guint *) changed->data : NULL,
                              changed != NULL ? changed->len : 0);
      cal_board_view_relax (self->board_view);
    }
  self->selecting = FALSE;
  select_subject (self);
}

static void
on_moment_changed_cb (CalHistoryPage *self, GArray *changed)
{
  show_board (self, changed);
  mark_moment (self);
  draw_charts (self);
  g_signal_emit (self, signals[MOMENT_CHANGED], 0);
}

static void
on_log_changed_cb (CalHistoryPage *self)
{
  if (!cal_replay_model_is_ready (self->model) && self->shown != NULL)
    show_board (self, NULL);
  mark_moment (self);
  g_signal_emit (self, signals[MOMENT_CHANGED], 0);
}

static void
on_side_changed_cb (CalHistoryPage *self)
{
  if (self->model != NULL)
    draw_charts (self);
}

static void
on_decision_chosen_cb (CalHistoryPage *self, guint index)
{
  const CalDecision *decision =
      cal_board_decision (cal_replay_model_get_whole (self->model), index);
  guint subject = decision->subject;
  gboolean is_erased = cal_board_is_erased (cal_replay_model_get_whole (self->model), decision);

  cal_replay_model_seek (self->model, decision->seq + 1);
  /* Whoever has been erased has no card. */
  if (!is_erased)
    g_signal_emit (self, signals[SUBJECT_CHOSEN], 0, subject);
}

static void
on_selection_changed_cb (CalHistoryPage *self)
{
  g_autoptr (GArray) selection = NULL;

  if (self->selecting)
    return;
  selection = cal_board_view_get_selection (self->board_view);
  if (selection->len == 1)
    g_signal_emit (self, signals[SUBJECT_CHOSEN], 0, g_array_index (selection, guint, 0));
  else
    cal_history_page_set_subject (self, G_MAXUINT);
}

static void
on_open_requested_cb (CalHistoryPage *self, guint index)
{
  g_signal_emit (self, signals[SUBJECT_CHOSEN], 0, index);
}

static void
on_now_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalReplayModel *model = CAL_HISTORY_PAGE (widget)->model;

  cal_replay_model_pause (model);
  cal_replay_model_seek (model, cal_replay_model_get_size (model));
}

static void
on_moments_chosen_cb (CalHistoryPage *self, gint64 a, gint64 b)
{
  cal_replay_bar_set_compared (self->bar, a, b);
}

static void
on_compare_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalHistoryPage *self = CAL_HISTORY_PAGE (widget);
  guint64 size = cal_replay_model_get_size (self->model);
  guint64 position = cal_replay_model_get_position (self->model);
  GtkWidget *window;

  if (!cal_replay_model_is_ready (self->model))
    return;
  cal_replay_model_pause (self->model);
  /* From now, there is only the way from the beginning to be shown. */
  if (position == size)
    position = cal_replay_model_get_first (self->model);
  window = cal_moments_window_new (self->model, position, size,
                                   GTK_WINDOW (gtk_widget_get_root (widget)));
  if (fault_of (self) != NULL)
    cal_moments_window_set_faulty (CAL_MOMENTS_WINDOW (window));
  g_signal_connect_object (window, "moments-chosen", G_CALLBACK (on_moments_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "subject-chosen", G_CALLBACK (on_open_requested_cb), self,
                           G_CONNECT_SWAPPED);
  cal_replay_bar_set_compared (self->bar, (gint64) position - 1, (gint64) size - 1);
  gtk_window_present (GTK_WINDOW (window));
}

/* What somebody types into an entry stays there, and a button that has the
 * keyboard is pressed by Space; a list has its own ways up and down. */
static gboolean
is_taken (GtkWidget *focus, guint key)
{
  if (focus == NULL)
    return FALSE;
  if (GTK_IS_EDITABLE (focus) || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL
      || gtk_widget_get_ancestor (focus, CAL_TYPE_CELL_LIST) != NULL)
    return TRUE;
  if (key == GDK_KEY_space)
    return GTK_IS_BUTTON (focus) || GTK_IS_DROP_DOWN (focus);
  if (key == GDK_KEY_Left || key == GDK_KEY_Right)
    return FALSE;
  return key != GDK_KEY_Escape && key != GDK_KEY_n && key != GDK_KEY_N
         && gtk_widget_get_ancestor (focus, GTK_TYPE_SCROLLED_WINDOW) != NULL;
}

static gboolean
on_key_pressed_cb (CalHistoryPage *self, guint key, guint code, GdkModifierType state)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  CalReplayModel *model = self->model;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0
      || is_taken (gtk_root_get_focus (root), key))
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      cal_replay_model_pause (model);
      cal_replay_model_step (model, key == GDK_KEY_Left ? -1 : 1);
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
      cal_replay_model_pause (model);
      cal_replay_model_step (model, key == GDK_KEY_Page_Up ? -PAGE : PAGE);
      return TRUE;
    case GDK_KEY_Home:
      cal_replay_model_pause (model);
      cal_replay_model_seek (model, cal_replay_model_get_first (model));
      return TRUE;
    case GDK_KEY_End:
      cal_replay_model_pause (model);
      cal_replay_model_seek (model, cal_replay_model_get_size (model));
      return TRUE;
    case GDK_KEY_space:
      if (cal_replay_model_is_playing (model))
        cal_replay_model_pause (model);
      else
        cal_replay_model_play (model);
      return TRUE;
    case GDK_KEY_Escape:
      if (!cal_replay_model_is_past (model))
        return FALSE;
      gtk_widget_activate_action (GTK_WIDGET (self), "history.now", NULL);
      return TRUE;
    case GDK_KEY_n:
    case GDK_KEY_N:
      cal_replay_model_pause (model);
      cal_replay_model_seek_subject (model, self->subject, key == GDK_KEY_n);
      return TRUE;
    default:
      return FALSE;
    }
}

/* Its keys work wherever in the window the keyboard is, as long as it is seen. */
static void
cal_history_page_map (GtkWidget *widget)
{
  CalHistoryPage *self = CAL_HISTORY_PAGE (widget);

  GTK_WIDGET_CLASS (cal_history_page_parent_class)->map (widget);
  self->keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (self->keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (gtk_widget_get_root (widget)), self->keys);
}

static void
cal_history_page_unmap (GtkWidget *widget)
{
  CalHistoryPage *self = CAL_HISTORY_PAGE (widget);

  cal_replay_model_pause (self->model);
  gtk_widget_remove_controller (gtk_event_controller_get_widget (self->keys), self->keys);
  self->keys = NULL;
  GTK_WIDGET_CLASS (cal_history_page_parent_class)->unmap (widget);
}

static gboolean
cal_history_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CAL_HISTORY_PAGE (widget)->bar));
}

static void
cal_history_page_dispose (GObject *object)
{
  CalHistoryPage *self = CAL_HISTORY_PAGE (object);
  GtkWidget *child;

  if (self->state != NULL)
    g_signal_handlers_disconnect_by_data (self->state, self);
  g_clear_object (&self->state);
  if (self->model != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->model, self);
      cal_replay_model_set_board (self->model, NULL);
    }
  if (self->board_view != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->board_view, self);
      cal_board_view_set_board (self->board_view, NULL);
      self->board_view = NULL;
    }
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (cal_history_page_parent_class)->dispose (object);
}

static void
cal_history_page_class_init (CalHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_history_page_dispose;
  widget_class->grab_focus = cal_history_page_grab_focus;
  widget_class->map = cal_history_page_map;
  widget_class->unmap = cal_history_page_unmap;
  g_type_ensure (CAL_TYPE_CHART_VIEW);
  g_type_ensure (CAL_TYPE_DECISIONS_PANE);
  g_type_ensure (CAL_TYPE_REPLAY_BAR);
  g_type_ensure (CAL_TYPE_SEAL_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CalHistoryPage, strip);
  gtk_widget_class_bind_template_child (widget_class, CalHistoryPage, strip_text);
  gtk_widget_class_bind_template_child (widget_class, CalHistoryPage, back);
  gtk_widget_class_bind_template_child (widget_class, CalHistoryPage, compare);
  gtk_widget_class_bind_template_child (widget_class, CalHistoryPage, board_place);
  gtk_widget_class_bind_template_child (widget_class, CalHistoryPage, side);
  gtk_widget_class_bind_template_child (widget_class, CalHistoryPage, seal);
  gtk_widget_class_bind_template_child (widget_class, CalHistoryPage, side_stack);
  gtk_widget_class_bind_template_child (widget_class, CalHistoryPage, decisions);
  gtk_widget_class_bind_template_child (widget_class, CalHistoryPage, charts_moment);
  gtk_widget_class_bind_template_child (widget_class, CalHistoryPage, distribution);
  gtk_widget_class_bind_template_child (widget_class, CalHistoryPage, cells);
  gtk_widget_class_bind_template_child (widget_class, CalHistoryPage, bar);
  gtk_widget_class_bind_template_callback (widget_class, on_side_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_decision_chosen_cb);
  gtk_widget_class_install_action (widget_class, "history.compare", NULL, on_compare_cb);
  gtk_widget_class_install_action (widget_class, "history.now", NULL, on_now_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  signals[SUBJECT_CHOSEN] =
      g_signal_new ("subject-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[MOMENT_CHANGED] = g_signal_new ("moment-changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cal_history_page_init (CalHistoryPage *self)
{
  self->subject = G_MAXUINT;
  self->model = cal_replay_model_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  self->board_view = CAL_BOARD_VIEW (cal_board_view_new ());
  cal_board_view_set_sensitive_to_moves (self->board_view, FALSE);
  cal_board_view_set_traces (self->board_view, FALSE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->board_view), GTK_ACCESSIBLE_PROPERTY_LABEL,
      _ ("The board at the moment shown: potential by performance. Nothing can be changed here."),
      -1);
  self->path = CAL_PATH_OVERLAY (cal_path_overlay_new (self->board_view));
  gtk_overlay_set_child (self->board_place, GTK_WIDGET (self->board_view));
  gtk_overlay_add_overlay (self->board_place, GTK_WIDGET (self->path));
  g_signal_connect_swapped (self->board_view, "selection-changed",
                            G_CALLBACK (on_selection_changed_cb), self);
  g_signal_connect_swapped (self->board_view, "open-requested", G_CALLBACK (on_open_requested_cb),
                            self);

  g_signal_connect_swapped (self->model, "moment-changed", G_CALLBACK (on_moment_changed_cb), self);
  g_signal_connect_swapped (self->model, "log-changed", G_CALLBACK (on_log_changed_cb), self);
  g_signal_connect_swapped (self->model, "notify::ready", G_CALLBACK (mark_moment), self);
  cal_replay_bar_set_model (self->bar, self->model);
  cal_decisions_pane_set_model (self->decisions, self->model);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (mark_moment), self, G_CONNECT_SWAPPED);
}

/* A seal stands on the timeline as one only where verifying found that it holds. */
static void
show_sealed (CalHistoryPage *self)
{
  const CalSealReport *seal = cal_seal_state_get_last_seal (self->state);
  const CalFault *fault = cal_seal_state_get_fault (self->state);

  cal_replay_bar_set_sealed (self->bar, seal != NULL ? seal->seq + 1 : 0,
                             fault != NULL ? (gint64) fault->seq : CAL_NONE);
}

/**
 * cal_history_page_set_seal:
 * @seal: what is known of the document's seal
 */
void
cal_history_page_set_seal (CalHistoryPage *self, CalSealState *seal)
{
  g_return_if_fail (CAL_IS_HISTORY_PAGE (self));

  if (self->state != NULL)
    g_signal_handlers_disconnect_by_data (self->state, self);
  g_set_object (&self->state, seal);
  g_signal_connect_swapped (seal, "changed", G_CALLBACK (show_sealed), self);
  show_sealed (self);
  cal_seal_card_set_state (self->seal, seal);
}

/**
 * cal_history_page_set_board:
 * @board: (nullable): the board with everything in it, borrowed until another is
 *   set
 *
 * Another fold of the same log leaves the moment that is looked at. Of a board
 * without its history nothing can be shown yet.
 */
void
cal_history_page_set_board (CalHistoryPage *self, const CalBoard *board)
{
  g_return_if_fail (CAL_IS_HISTORY_PAGE (self));

  /* What the view shows may not outlive the replay that it belongs to. */
  cal_board_view_set_board (self->board_view, NULL);
  self->shown = NULL;
  cal_replay_model_set_board (self->model,
                              board != NULL && cal_board_has_history (board) ? board : NULL);
  cal_history_page_set_subject (self, self->subject);
}

/**
 * cal_history_page_update:
 *
 * Takes in what was decided since; who looks at the past is not disturbed.
 */
void
cal_history_page_update (CalHistoryPage *self)
{
  g_return_if_fail (CAL_IS_HISTORY_PAGE (self));

  cal_replay_model_update (self->model);
}

/**
 * cal_history_page_set_subject:
 * @subject: the selected subject's index, %G_MAXUINT for none
 *
 * Shows this subject's path, and the way to their decisions.
 */
void
cal_history_page_set_subject (CalHistoryPage *self, guint subject)
{
  gboolean known;

  g_return_if_fail (CAL_IS_HISTORY_PAGE (self));

  known = cal_replay_model_get_whole (self->model) != NULL;
  self->subject = subject;
  cal_replay_bar_set_subject (self->bar, known ? subject : G_MAXUINT);
  cal_decisions_pane_set_subject (self->decisions, known ? subject : G_MAXUINT);
  select_subject (self);
}

/**
 * cal_history_page_set_side_visible:
 * @visible: whether decisions and charts are to be seen beside the board
 */
void
cal_history_page_set_side_visible (CalHistoryPage *self, gboolean visible)
{
  g_return_if_fail (CAL_IS_HISTORY_PAGE (self));

  gtk_widget_set_visible (self->side, visible);
}

/**
 * cal_history_page_set_narrow:
 * @narrow: whether the window is so small that the board needs the room
 */
void
cal_history_page_set_narrow (CalHistoryPage *self, gboolean narrow)
{
  g_return_if_fail (CAL_IS_HISTORY_PAGE (self));

  gtk_widget_set_size_request (self->side, narrow ? SIDE_NARROW : SIDE_WIDTH, -1);
}

/**
 * cal_history_page_focus_search:
 *
 * Puts the cursor into the search entry.
 */
void
cal_history_page_focus_search (CalHistoryPage *self)
{
  g_return_if_fail (CAL_IS_HISTORY_PAGE (self));

  gtk_stack_set_visible_child_name (self->side_stack, "decisions");
  cal_decisions_pane_focus_search (self->decisions);
}

/**
 * cal_history_page_get_status:
 * @people: (out) (transfer full): where the subjects were
 *
 * Returns: (transfer full) (nullable): which moment is shown, %NULL as long as
 *   none can be
 */
char *
cal_history_page_get_status (CalHistoryPage *self, char **people)
{
  const CalBoard *then;

  g_return_val_if_fail (CAL_IS_HISTORY_PAGE (self), NULL);

  then = cal_replay_model_get_board (self->model);
  if (then == NULL)
    return NULL;
  *people = cal_replay_words_people (then);
  return cal_replay_words_status (cal_replay_model_get_whole (self->model),
                                  cal_replay_model_get_position (self->model));
}
