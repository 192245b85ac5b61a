/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-decisions-pane.h"

#include <glib/gi18n.h>

#include "app/cal-decision-cell.h"
#include "model/cal-decision-list.h"
#include "model/cal-words.h"

/* Where in the list the moment shown is, as a share of its height. */
#define MOMENT_AT 0.4
/* How many frames a page may take until its rows are laid out. */
#define MAX_FRAMES 20

/* The decisions in their order, with the moment shown in their midst. */
struct _CalDecisionsPane
{
  GtkWidget parent_instance;

  GtkLabel *count;
  GtkSearchEntry *search;
  GtkToggleButton *only;
  GtkStack *stack;
  GtkLabel *nothing;
  GtkListView *view;

  CalReplayModel *model;
  CalDecisionList *list;
  GPtrArray *bound;
  guint tick;
  guint frames;
  const CalBoard *whole;
  guint subject;
};

enum
{
  DECISION_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalDecisionsPane, cal_decisions_pane, GTK_TYPE_WIDGET)

static gboolean
shows_one (CalDecisionsPane *self)
{
  return self->subject != G_MAXUINT && gtk_toggle_button_get_active (self->only);
}

static gboolean
is_filtered (CalDecisionsPane *self)
{
  return shows_one (self) || *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';
}

static const char *
nothing_to_show (CalDecisionsPane *self)
{
  if (self->whole == NULL)
    return _ ("The decisions are being read. They stand here in a moment.");
  if (cal_board_n_decisions (self->whole) == 0)
    return _ ("Nothing has been decided yet. Every move that is recorded on the board stands here, "
              "with its reason.");
  if (cal_decision_list_is_searching (self->list))
    return _ ("Searching…");
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    return _ ("No decision has that in its subject, reason or people.");
  return _ ("No decision concerns this subject: the rating stands as it was proposed.");
}

static void
show_count (CalDecisionsPane *self)
{
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint all = self->whole != NULL ? cal_board_n_decisions (self->whole) : 0;
  g_autofree char *shown_text = cal_words_count (shown);
  g_autofree char *all_text = cal_words_count (all);
  g_autofree char *text =
      shown == all ? g_strdup_printf (ngettext ("%s decision", "%s decisions", all), all_text)
                   : g_strdup_printf (_ ("%s of %s decisions"), shown_text, all_text);

  gtk_label_set_text (self->count, text);
  gtk_label_set_text (self->nothing, nothing_to_show (self));
  gtk_stack_set_visible_child_name (self->stack, shown > 0 ? "list" : "nothing");
}

static void
show_cell (CalDecisionsPane *self, CalDecisionCell *cell, guint index)
{
  const CalBoard *then = cal_replay_model_get_board (self->model);

  cal_decision_cell_show (cell, self->whole, index,
                          then != NULL ? cal_board_size (then) : cal_board_size (self->whole),
                          !is_filtered (self));
}

static void
show_cells (CalDecisionsPane *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->bound, i);

      show_cell (self, CAL_DECISION_CELL (gtk_list_item_get_child (item)),
                 cal_decision_row_get_index (gtk_list_item_get_item (item)));
    }
}

/* The row at the moment shown, where the list has made a widget for it. */
static GtkWidget *
current_cell (CalDecisionsPane *self)
{
  const CalBoard *then = cal_replay_model_get_board (self->model);
  guint n = then != NULL ? cal_board_n_decisions (then) : 0;

  for (guint i = 0; i < self->bound->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->bound, i);

      if (cal_decision_row_get_index (gtk_list_item_get_item (item)) + 1 == n)
        return gtk_list_item_get_child (item);
    }
  return NULL;
}

static void
bring_into_view (CalDecisionsPane *self)
{
  const CalBoard *then = cal_replay_model_get_board (self->model);
  guint position;

  if (then != NULL && cal_board_n_decisions (then) > 0
      && cal_decision_list_find (self->list, cal_board_n_decisions (then) - 1, &position))
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

/* What comes before it and after it is to be seen too. FALSE where it is not laid out yet. */
static gboolean
center (CalDecisionsPane *self)
{
  GtkWidget *cell = current_cell (self);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  graphene_rect_t bounds;

  if (cell == NULL || !gtk_widget_get_mapped (cell)
      || !gtk_widget_compute_bounds (cell, GTK_WIDGET (self->view), &bounds))
    return FALSE;
  gtk_adjustment_set_value (adjustment,
                            gtk_adjustment_get_value (adjustment) + (double) bounds.origin.y
                                - gtk_adjustment_get_page_size (adjustment) * MOMENT_AT);
  return TRUE;
}

/* A list brings a row to its nearest edge, and where that is it knows only when
 * it has been laid out: so one frame for that, and the next to put it right. A
 * page that is just being opened takes a few more. */
static gboolean
on_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CalDecisionsPane *self = data;

  if (self->frames++ == 0 || (!center (self) && self->frames < MAX_FRAMES))
    {
      bring_into_view (self);
      return G_SOURCE_CONTINUE;
    }
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
scroll_to_moment (CalDecisionsPane *self)
{
  self->frames = 0;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), on_tick_cb, self, NULL);
}

static void
on_moment_changed_cb (CalDecisionsPane *self)
{
  show_cells (self);
  scroll_to_moment (self);
}

static void
on_log_changed_cb (CalDecisionsPane *self)
{
  const CalBoard *whole = cal_replay_model_get_whole (self->model);

  if (whole != self->whole)
    {
      self->whole = whole;
      cal_decision_list_set_board (self->list, whole);
    }
  else if (whole != NULL)
    cal_decision_list_update (self->list);
  show_count (self);
  scroll_to_moment (self);
}

static void
on_list_changed_cb (CalDecisionsPane *self)
{
  show_count (self);
}

static void
on_filter_changed_cb (CalDecisionsPane *self)
{
  cal_decision_list_set_filter (self->list, shows_one (self) ? self->subject : G_MAXUINT,
                                gtk_editable_get_text (GTK_EDITABLE (self->search)));
  show_count (self);
  scroll_to_moment (self);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CalDecisionsPane *self)
{
  gtk_list_item_set_child (item, cal_decision_cell_new ());
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CalDecisionsPane *self)
{
  g_ptr_array_add (self->bound, item);
  show_cell (self, CAL_DECISION_CELL (gtk_list_item_get_child (item)),
             cal_decision_row_get_index (gtk_list_item_get_item (item)));
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CalDecisionsPane *self)
{
  g_ptr_array_remove_fast (self->bound, item);
}

static void
on_activate_cb (CalDecisionsPane *self, guint position)
{
  g_autoptr (CalDecisionRow) row = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (row != NULL)
    g_signal_emit (self, signals[DECISION_CHOSEN], 0, cal_decision_row_get_index (row));
}

static void
cal_decisions_pane_dispose (GObject *object)
{
  CalDecisionsPane *self = CAL_DECISIONS_PANE (object);
  GtkWidget *child;

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->tick);
  self->tick = 0;
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->list);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (cal_decisions_pane_parent_class)->dispose (object);
}

static void
cal_decisions_pane_finalize (GObject *object)
{
  g_ptr_array_unref (CAL_DECISIONS_PANE (object)->bound);
  G_OBJECT_CLASS (cal_decisions_pane_parent_class)->finalize (object);
}

static void
cal_decisions_pane_class_init (CalDecisionsPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_decisions_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = cal_decisions_pane_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-decisions-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, CalDecisionsPane, count);
  gtk_widget_class_bind_template_child (widget_class, CalDecisionsPane, search);
  gtk_widget_class_bind_template_child (widget_class, CalDecisionsPane, only);
  gtk_widget_class_bind_template_child (widget_class, CalDecisionsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, CalDecisionsPane, nothing);
  gtk_widget_class_bind_template_child (widget_class, CalDecisionsPane, view);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  signals[DECISION_CHOSEN] =
      g_signal_new ("decision-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
cal_decisions_pane_init (CalDecisionsPane *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;

  self->subject = G_MAXUINT;
  self->list = cal_decision_list_new ();
  self->bound = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->list))));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_cb), self);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, selection);
  g_signal_connect_swapped (self->list, "items-changed", G_CALLBACK (on_list_changed_cb), self);
  g_signal_connect_swapped (self->list, "notify::searching", G_CALLBACK (on_list_changed_cb), self);
}

/**
 * cal_decisions_pane_set_model:
 * @model: whose log is listed, and whose moment stands out; set once
 */
void
cal_decisions_pane_set_model (CalDecisionsPane *self, CalReplayModel *model)
{
  g_return_if_fail (CAL_IS_DECISIONS_PANE (self) && self->model == NULL);

  self->model = g_object_ref (model);
  g_signal_connect_swapped (model, "log-changed", G_CALLBACK (on_log_changed_cb), self);
  g_signal_connect_swapped (model, "moment-changed", G_CALLBACK (on_moment_changed_cb), self);
  on_log_changed_cb (self);
}

/**
 * cal_decisions_pane_set_subject:
 * @subject: the selected subject's index, %G_MAXUINT for none
 *
 * Offers to show this subject's decisions only.
 */
void
cal_decisions_pane_set_subject (CalDecisionsPane *self, guint subject)
{
  gboolean was;

  g_return_if_fail (CAL_IS_DECISIONS_PANE (self));

  was = shows_one (self);
  if (self->subject == subject)
    return;
  self->subject = subject;
  gtk_widget_set_sensitive (GTK_WIDGET (self->only), subject != G_MAXUINT);
  if (subject != G_MAXUINT)
    {
      g_autofree char *text =
          g_strdup_printf (_ ("Only %s"), cal_board_subject (self->whole, subject)->row->name);

      gtk_button_set_label (GTK_BUTTON (self->only), text);
    }
  else
    gtk_button_set_label (GTK_BUTTON (self->only), _ ("Only the selection"));
  if (was || shows_one (self))
    on_filter_changed_cb (self);
}

/**
 * cal_decisions_pane_focus_search:
 *
 * Puts the cursor into the search entry.
 */
void
cal_decisions_pane_focus_search (CalDecisionsPane *self)
{
  g_return_if_fail (CAL_IS_DECISIONS_PANE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
