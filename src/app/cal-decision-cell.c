/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-decision-cell.h"

#include <glib/gi18n.h>

#include "app/cal-mini-grid.h"
#include "model/cal-words.h"

/* One decision as a row of the history: two lines, read in one glance. */
struct _CalDecisionCell
{
  GtkWidget parent_instance;

  GtkLabel *number;
  CalMiniGrid *grid;
  GtkLabel *subject;
  GtkLabel *change;
  GtkLabel *pill;
  GtkLabel *batch;
  GtkLabel *reason;
  GtkLabel *who;
  GtkLabel *time;
};

G_DEFINE_FINAL_TYPE (CalDecisionCell, cal_decision_cell, GTK_TYPE_WIDGET)

static char *
number_text (gint64 seq)
{
  return cal_words_count ((guint64) seq + 1);
}

static char *
change_text (const CalDecision *decision)
{
  g_autofree char *from = cal_words_placement_short (decision->from);
  g_autofree char *to = cal_words_placement_short (decision->to);

  if (decision->kept)
    return g_strdup_printf (_ ("stays in %s"), to);
  return g_strdup_printf (_ ("%s → %s"), from, to);
}

static char *
pill_text (const CalDecision *decision)
{
  g_autofree char *other = NULL;

  if (!decision->in_force && decision->reverted_by != CAL_NONE)
    {
      other = number_text (decision->reverted_by);
      return g_strdup_printf (_ ("undone by %s"), other);
    }
  if (decision->reverts == CAL_NONE)
    return g_strdup ("");
  other = number_text (decision->reverts);
  return g_strdup_printf (decision->compensates ? _ ("undoes %s") : _ ("brings back %s"), other);
}

static char *
who_text (const CalDecision *decision)
{
  if (*decision->proposed_by != '\0' && !g_str_equal (decision->proposed_by, decision->actor))
    return g_strdup_printf (_ ("%s\nrecorded by %s"), decision->proposed_by, decision->actor);
  return g_strdup (decision->actor);
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static void
strike (GtkLabel *label, gboolean struck)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (struck)
    pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
  gtk_label_set_attributes (label, attributes);
}

static void
cal_decision_cell_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cal_decision_cell_parent_class)->dispose (object);
}

static void
cal_decision_cell_class_init (CalDecisionCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_decision_cell_dispose;
  g_type_ensure (CAL_TYPE_MINI_GRID);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-decision-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, CalDecisionCell, number);
  gtk_widget_class_bind_template_child (widget_class, CalDecisionCell, grid);
  gtk_widget_class_bind_template_child (widget_class, CalDecisionCell, subject);
  gtk_widget_class_bind_template_child (widget_class, CalDecisionCell, change);
  gtk_widget_class_bind_template_child (widget_class, CalDecisionCell, pill);
  gtk_widget_class_bind_template_child (widget_class, CalDecisionCell, batch);
  gtk_widget_class_bind_template_child (widget_class, CalDecisionCell, reason);
  gtk_widget_class_bind_template_child (widget_class, CalDecisionCell, who);
  gtk_widget_class_bind_template_child (widget_class, CalDecisionCell, time);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "decision");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cal_decision_cell_init (CalDecisionCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cal_decision_cell_new (void)
{
  return g_object_new (CAL_TYPE_DECISION_CELL, NULL);
}

/**
 * cal_decision_cell_show:
 * @board: the board
 * @index: a decision's index
 *
 * Shows who went where and why; one that holds no longer is struck through.
 */
void
cal_decision_cell_show (CalDecisionCell *self, const CalBoard *board, guint index)
{
  const CalDecision *decision = cal_board_decision (board, index);
  CalRules *rules = cal_board_rules (board);
  const CalSubject *row = cal_board_subject (board, decision->subject)->row;
  const char *code = _ (cal_rules_reason_label (rules, decision->reason_code));
  g_autofree char *number = number_text ((gint64) decision->seq);
  g_autofree char *change = change_text (decision);
  g_autofree char *pill = pill_text (decision);
  g_autofree char *who = who_text (decision);
  g_autofree char *time = cal_words_time (decision->time);
  g_autofree char *moment = cal_words_moment (decision->time);
  g_autofree char *reason = g_markup_printf_escaped ("<b>%s</b> · %s", code, decision->reason);
  g_autofree char *label = g_strdup_printf (_ ("Decision %s: %s, %s. %s: %s"), number, row->name,
                                            change, code, decision->reason);

  g_return_if_fail (CAL_IS_DECISION_CELL (self));

  gtk_label_set_text (self->number, number);
  cal_mini_grid_set_move (self->grid, rules->performance.n_levels, rules->potential.n_levels,
                          decision->from, decision->to);
  gtk_label_set_text (self->subject, row->name);
  gtk_label_set_text (self->change, change);
  strike (self->change, !decision->in_force);
  show_text (self->pill, pill);
  gtk_widget_set_visible (GTK_WIDGET (self->batch), decision->batch != CAL_NONE);
  gtk_label_set_markup (self->reason, reason);
  gtk_label_set_text (self->who, who);
  gtk_label_set_text (self->time, time);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->time), moment);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->reason), decision->reason);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
