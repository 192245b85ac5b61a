/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-talent-card.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/cal-history-plot.h"
#include "app/cal-mini-grid.h"
#include "core/cal-time.h"
#include "model/cal-card.h"
#include "model/cal-words.h"

/* What the panel may know of the selected subject, on one card. */
struct _CalTalentCard
{
  GtkWidget parent_instance;

  GtkStack *stack;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *role;
  GtkLabel *rater;
  GtkLabel *hold;
  CalMiniGrid *before;
  CalMiniGrid *now;
  GtkLabel *before_text;
  GtkLabel *now_text;
  GtkWidget *history;
  GtkLabel *history_cycles;
  CalHistoryPlot *plot;
  GtkWidget *evidence;
  GtkLabel *evidence_title;
  GtkBox *evidence_list;
  GtkLabel *several;
};

G_DEFINE_FINAL_TYPE (CalTalentCard, cal_talent_card, GTK_TYPE_WIDGET)

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static void
show_placements (CalTalentCard *self, const CalBoard *board, const CalBoardSubject *subject)
{
  CalRules *rules = cal_board_rules (board);
  CalPlacement before =
      cal_placement_is_placed (subject->row->ratings) ? subject->row->ratings : CAL_HOLDING;
  g_autofree char *before_text = cal_words_placement (rules, before);
  g_autofree char *now_text = cal_words_placement (rules, subject->placement);
  g_autofree char *before_label = g_strdup_printf (_ ("Before: %s"), before_text);
  g_autofree char *now_label = g_strdup_printf (_ ("Now: %s"), now_text);

  cal_mini_grid_set_move (self->before, rules->performance.n_levels, rules->potential.n_levels,
                          before, CAL_HOLDING);
  cal_mini_grid_set_move (self->now, rules->performance.n_levels, rules->potential.n_levels, before,
                          subject->placement);
  gtk_label_set_text (self->before_text, before_text);
  gtk_label_set_text (self->now_text, now_text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->before), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  before_label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->now), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  now_label, -1);
}

static void
show_history (CalTalentCard *self, const CalBoard *board, guint index)
{
  g_autoptr (GArray) cycles = cal_card_history (board, index);
  g_autofree char *text = g_strdup_printf (
      ngettext ("%u earlier cycle", "%u earlier cycles", cycles->len), cycles->len);

  gtk_widget_set_visible (self->history, cycles->len > 0);
  gtk_label_set_text (self->history_cycles, text);
  cal_history_plot_set_cycles (self->plot, cycles, cal_board_rules (board));
}

static void
show_evidence (CalTalentCard *self, const CalBoard *board, guint index)
{
  g_autoptr (GPtrArray) sentences = cal_card_evidence (board, index);
  g_autofree char *title = g_strdup_printf (_ ("Evidence · %u"), sentences->len);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->evidence_list))) != NULL)
    gtk_box_remove (self->evidence_list, child);
  for (guint i = 0; i < sentences->len; i++)
    {
      GtkWidget *label = gtk_label_new (g_ptr_array_index (sentences, i));

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_selectable (GTK_LABEL (label), FALSE);
      gtk_widget_add_css_class (label, "body-small");
      gtk_box_append (self->evidence_list, label);
    }
  gtk_label_set_text (self->evidence_title, title);
  gtk_widget_set_visible (self->evidence, sentences->len > 0);
}

static void
show_hold (CalTalentCard *self, const CalBoard *board, guint index)
{
  const CalHold *hold = cal_board_hold (board, index);
  g_autofree char *day = hold != NULL ? cal_words_day (hold->time, cal_time_now ()) : NULL;
  g_autofree char *text = hold != NULL ? g_strdup_printf (_ ("Legal hold since %s, by %s: %s"), day,
                                                          hold->actor, hold->reason)
                                       : g_strdup ("");

  show_text (self->hold, text);
}

static void
show_subject (CalTalentCard *self, const CalBoard *board, guint index)
{
  const CalBoardSubject *subject = cal_board_subject (board, index);
  g_autofree char *role = cal_card_role (board, index);
  g_autofree char *rater = cal_card_rater (board, index);
  g_autofree char *rated_by =
      rater != NULL ? g_strdup_printf (_ ("rated by %s"), rater) : g_strdup ("");

  adw_avatar_set_text (self->avatar, subject->row->name);
  gtk_label_set_text (self->name, subject->row->name);
  show_text (self->role, role);
  show_text (self->rater, rated_by);
  show_hold (self, board, index);
  show_placements (self, board, subject);
  show_history (self, board, index);
  show_evidence (self, board, index);
  gtk_stack_set_visible_child_name (self->stack, "subject");
}

static void
show_several (CalTalentCard *self, const CalBoard *board, const guint *indexes, guint n)
{
  g_autofree char *count = cal_words_count (n);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, ngettext ("%s subject selected", "%s subjects selected", n), count);
  for (guint i = 0; i < MIN (n, 6); i++)
    g_string_append_printf (text, "\n%s", cal_board_subject (board, indexes[i])->row->name);
  if (n > 6)
    {
      g_autofree char *rest = cal_words_count (n - 6);

      g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("and %s more"), rest);
    }
  gtk_label_set_text (self->several, text->str);
  gtk_stack_set_visible_child_name (self->stack, "several");
}

static void
cal_talent_card_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cal_talent_card_parent_class)->dispose (object);
}

static void
cal_talent_card_class_init (CalTalentCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_talent_card_dispose;
  g_type_ensure (CAL_TYPE_MINI_GRID);
  g_type_ensure (CAL_TYPE_HISTORY_PLOT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-talent-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CalTalentCard, stack);
  gtk_widget_class_bind_template_child (widget_class, CalTalentCard, avatar);
  gtk_widget_class_bind_template_child (widget_class, CalTalentCard, name);
  gtk_widget_class_bind_template_child (widget_class, CalTalentCard, role);
  gtk_widget_class_bind_template_child (widget_class, CalTalentCard, rater);
  gtk_widget_class_bind_template_child (widget_class, CalTalentCard, hold);
  gtk_widget_class_bind_template_child (widget_class, CalTalentCard, before);
  gtk_widget_class_bind_template_child (widget_class, CalTalentCard, now);
  gtk_widget_class_bind_template_child (widget_class, CalTalentCard, before_text);
  gtk_widget_class_bind_template_child (widget_class, CalTalentCard, now_text);
  gtk_widget_class_bind_template_child (widget_class, CalTalentCard, history);
  gtk_widget_class_bind_template_child (widget_class, CalTalentCard, history_cycles);
  gtk_widget_class_bind_template_child (widget_class, CalTalentCard, plot);
  gtk_widget_class_bind_template_child (widget_class, CalTalentCard, evidence);
  gtk_widget_class_bind_template_child (widget_class, CalTalentCard, evidence_title);
  gtk_widget_class_bind_template_child (widget_class, CalTalentCard, evidence_list);
  gtk_widget_class_bind_template_child (widget_class, CalTalentCard, several);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cal_talent_card_init (CalTalentCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cal_talent_card_show:
 * @board: the board
 * @indexes: (array length=n): the selected subjects
 * @n: how many
 *
 * Shows what is known of the subject; of several, who they are; of nobody, what
 * the card is for. Demographic columns never stand on it.
 */
void
cal_talent_card_show (CalTalentCard *self, const CalBoard *board, const guint *indexes, guint n)
{
  g_return_if_fail (CAL_IS_TALENT_CARD (self));

  if (n == 0)
    gtk_stack_set_visible_child_name (self->stack, "nobody");
  else if (n == 1)
    show_subject (self, board, indexes[0]);
  else
    show_several (self, board, indexes, n);
}
