/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-history-page.h"

#include <glib/gi18n.h>

#include "app/cal-decision-cell.h"
#include "app/cal-seal-card.h"
#include "model/cal-decision-list.h"
#include "model/cal-words.h"

/* The decision log as a list, latest first. */
struct _CalHistoryPage
{
  GtkWidget parent_instance;

  CalSealCard *seal;
  GtkLabel *count;
  GtkSearchEntry *search;
  GtkToggleButton *only;
  GtkStack *stack;
  GtkLabel *nothing;
  GtkListView *view;

  CalDecisionList *list;
  const CalBoard *board;
  guint subject;
};

enum
{
  SUBJECT_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalHistoryPage, cal_history_page, GTK_TYPE_WIDGET)

static gboolean
shows_one (CalHistoryPage *self)
{
  return self->subject != G_MAXUINT && gtk_toggle_button_get_active (self->only);
}

static const char *
nothing_to_show (CalHistoryPage *self)
{
  if (self->board != NULL && !cal_board_has_history (self->board))
    return _ ("The decisions are being read. They stand here in a moment.");
  if (self->board == NULL || cal_board_n_decisions (self->board) == 0)
    return _ ("Nothing has been decided yet. Every move that is recorded on the board stands here, "
              "with its reason.");
  if (cal_decision_list_is_searching (self->list))
    return _ ("Searching…");
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    return _ ("No decision has that in its subject, reason or people.");
  return _ ("No decision concerns this subject: the rating stands as it was proposed.");
}

static void
show_count (CalHistoryPage *self)
{
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint all = self->board != NULL ? cal_board_n_decisions (self->board) : 0;
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
on_list_changed_cb (CalHistoryPage *self)
{
  show_count (self);
}

static void
on_filter_changed_cb (CalHistoryPage *self)
{
  cal_decision_list_set_filter (self->list, shows_one (self) ? self->subject : G_MAXUINT,
                                gtk_editable_get_text (GTK_EDITABLE (self->search)));
  show_count (self);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CalHistoryPage *self)
{
  gtk_list_item_set_child (item, cal_decision_cell_new ());
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CalHistoryPage *self)
{
  cal_decision_cell_show (CAL_DECISION_CELL (gtk_list_item_get_child (item)), self->board,
                          cal_decision_row_get_index (gtk_list_item_get_item (item)));
}

static void
on_activate_cb (CalHistoryPage *self, guint position)
{
  g_autoptr (CalDecisionRow) row = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (row != NULL)
    g_signal_emit (self, signals[SUBJECT_CHOSEN], 0,
                   cal_board_decision (self->board, cal_decision_row_get_index (row))->subject);
}

static void
cal_history_page_dispose (GObject *object)
{
  CalHistoryPage *self = CAL_HISTORY_PAGE (object);
  GtkWidget *child;

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (cal_history_page_parent_class)->dispose (object);
}

static void
cal_history_page_class_init (CalHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_history_page_dispose;
  g_type_ensure (CAL_TYPE_SEAL_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CalHistoryPage, seal);
  gtk_widget_class_bind_template_child (widget_class, CalHistoryPage, count);
  gtk_widget_class_bind_template_child (widget_class, CalHistoryPage, search);
  gtk_widget_class_bind_template_child (widget_class, CalHistoryPage, only);
  gtk_widget_class_bind_template_child (widget_class, CalHistoryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CalHistoryPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, CalHistoryPage, view);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  signals[SUBJECT_CHOSEN] =
      g_signal_new ("subject-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
cal_history_page_init (CalHistoryPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;

  self->subject = G_MAXUINT;
  self->list = cal_decision_list_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  selection =
      GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->list))));
  gtk_single_selection_set_autoselect (GTK_SINGLE_SELECTION (selection), FALSE);
  gtk_single_selection_set_can_unselect (GTK_SINGLE_SELECTION (selection), TRUE);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), self);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, selection);
  g_signal_connect_swapped (self->list, "items-changed", G_CALLBACK (on_list_changed_cb), self);
  g_signal_connect_swapped (self->list, "notify::searching", G_CALLBACK (on_list_changed_cb), self);
}

/**
 * cal_history_page_set_seal:
 * @seal: what is known of the document's seal
 */
void
cal_history_page_set_seal (CalHistoryPage *self, CalSealState *seal)
{
  g_return_if_fail (CAL_IS_HISTORY_PAGE (self));

  cal_seal_card_set_state (self->seal, seal);
}

/**
 * cal_history_page_set_board:
 * @board: (nullable): the board, borrowed until another is set
 */
void
cal_history_page_set_board (CalHistoryPage *self, const CalBoard *board)
{
  g_return_if_fail (CAL_IS_HISTORY_PAGE (self));

  self->board = board;
  cal_decision_list_set_board (self->list, board);
  show_count (self);
}

/**
 * cal_history_page_update:
 *
 * Takes in what was decided since.
 */
void
cal_history_page_update (CalHistoryPage *self)
{
  g_return_if_fail (CAL_IS_HISTORY_PAGE (self));

  cal_decision_list_update (self->list);
  show_count (self);
}

/**
 * cal_history_page_set_subject:
 * @subject: the selected subject's index, %G_MAXUINT for none
 *
 * Offers to show this subject's decisions only.
 */
void
cal_history_page_set_subject (CalHistoryPage *self, guint subject)
{
  gboolean was = shows_one (self);

  g_return_if_fail (CAL_IS_HISTORY_PAGE (self));

  if (self->subject == subject)
    return;
  self->subject = subject;
  gtk_widget_set_sensitive (GTK_WIDGET (self->only), subject != G_MAXUINT);
  if (subject != G_MAXUINT)
    {
      g_autofree char *text =
          g_strdup_printf (_ ("Only %s"), cal_board_subject (self->board, subject)->row->name);

      gtk_button_set_label (GTK_BUTTON (self->only), text);
    }
  else
    gtk_button_set_label (GTK_BUTTON (self->only), _ ("Only the selection"));
  if (was || shows_one (self))
    on_filter_changed_cb (self);
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

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
