/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-decision-cell.h"

#include <glib/gi18n.h>

#include "app/cal-board-text.h"
#include "app/cal-mini-grid.h"
#include "app/cal-style.h"
#include "charts/cal-chart-text.h"
#include "model/cal-words.h"

/* As far as an arc leads from what was undone to what undid it, in rows. */
#define ARC_REACH 24

/* Where the arcs run, and how far beyond the row's own edge, to meet the next. */
#define ARC_X 10
#define ARC_END 16
#define ROW_GAP 5

#define SEPARATOR " · "

/* "F. Alaoui": what a name becomes beside a pill. */
#define SHORT_FORM 2

/* What whoever proposed it keeps where there is room, so that names line up. */
#define WHO_CHARS 11

/* As many earlier decisions as are named. */
#define MAX_EARLIER 6

/* Which pieces of arcs a row has to draw. */
typedef enum
{
  ARC_ABOVE = 1 << 0,
  ARC_BELOW = 1 << 1,
  ARC_STARTS = 1 << 2,
  ARC_ENDS = 1 << 3,
} Arcs;

/* One decision as a row of the history: two lines, read in one glance, and more
 * where the moment shown is the one after it. */
struct _CalDecisionCell
{
  GtkWidget parent_instance;

  GtkWidget *divider;
  GtkWidget *row;
  GtkLabel *more;
  Arcs arcs;
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
change_text (const CalBoard *board, const CalDecision *decision)
{
  g_autofree char *from = cal_words_placement_short (decision->from);
  g_autofree char *to = cal_words_placement_short (decision->to);

  if (cal_board_is_erased (board, decision))
    return g_strdup ("");
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

/* Why it was decided, as markup. */
static char *
reason_text (const CalBoard *board, const CalDecision *decision)
{
  const char *code =
      cal_text_translated (cal_rules_reason_label (cal_board_rules (board), decision->reason_code));

  if (cal_board_is_erased (board, decision))
    return g_markup_escape_text (_ ("Erased: what was decided and why is gone."), -1);
  return g_markup_printf_escaped ("<b>%s</b> · %s", code, decision->reason);
}

/* All of it for a screen reader. */
static char *
spoken_text (const CalBoard *board, const CalDecision *decision)
{
  const char *name = cal_board_subject (board, decision->subject)->row->name;
  const char *code =
      cal_text_translated (cal_rules_reason_label (cal_board_rules (board), decision->reason_code));
  g_autofree char *number = number_text ((gint64) decision->seq);
  g_autofree char *change = change_text (board, decision);

  if (cal_board_is_erased (board, decision))
    return g_strdup_printf (
        _ ("Decision %s, of somebody who has been erased: what was decided and why is gone."),
        number);
  return g_strdup_printf (_ ("Decision %s: %s, %s. %s: %s"), number, name, change, code,
                          decision->reason);
}

static const char *
who_text (const CalDecision *decision)
{
  return *decision->proposed_by != '\0' ? decision->proposed_by : decision->actor;
}

static void
append_part (GString *text, const char *part)
{
  if (text->len > 0)
    g_string_append (text, SEPARATOR);
  g_string_append (text, part);
}

/* The rater, where they put the subject, and what was decided before. */
static char *
more_text (const CalBoard *board, const CalDecision *decision)
{
  const CalSubject *row = cal_board_subject (board, decision->subject)->row;
  g_autofree char *before = cal_words_placement_short (row->ratings);
  GString *text = g_string_new (NULL);
  gint64 at = decision->previous;
  guint n = 0;
  guint rater;

  if (*row->manager_id != '\0')
    {
      const char *name = cal_board_find (board, row->manager_id, &rater)
                             ? cal_board_subject (board, rater)->row->name
                             : row->manager_id;

      g_string_append_printf (text, _ ("Rater %s"), name);
    }
  /* Where somebody stood who has been erased is not known. */
  if (!cal_board_is_erased (board, decision))
    {
      g_autofree char *part = g_strdup_printf (_ ("pre-calibration %s"), before);

      append_part (text, part);
    }
  for (; at != CAL_NONE && n < MAX_EARLIER; n++)
    {
      const CalDecision *earlier = cal_board_decision (board, (guint) at);
      g_autofree char *number = number_text ((gint64) earlier->seq);
      g_autofree char *pill = pill_text (earlier);

      if (n == 0)
        {
          append_part (text, _ ("earlier:"));
          g_string_append_c (text, ' ');
        }
      else
        g_string_append (text, ", ");
      g_string_append (text, number);
      if (*pill != '\0')
        g_string_append_printf (text, " (%s)", pill);
      at = earlier->previous;
    }
  if (at != CAL_NONE)
    g_string_append (text, ", …");
  if (!g_str_equal (who_text (decision), decision->actor))
    {
      g_autofree char *part = g_strdup_printf (_ ("recorded by %s"), decision->actor);

      append_part (text, part);
    }
  return g_string_free (text, FALSE);
}

static Arcs
arcs_through (const CalBoard *board, guint index)
{
  guint end = MIN (index + ARC_REACH, cal_board_n_decisions (board));
  Arcs arcs = 0;

  for (guint by = index; by < end; by++)
    {
      const CalDecision *decision = cal_board_decision (board, by);
      guint undone;

      if (decision->reverts == CAL_NONE
          || !cal_board_find_decision (board, (guint64) decision->reverts, &undone)
          || undone > index || by - undone > ARC_REACH)
        continue;
      arcs |= undone < index ? ARC_ABOVE : ARC_STARTS;
      arcs |= by > index ? ARC_BELOW : ARC_ENDS;
    }
  return arcs;
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

/* A name that would be cut off is shortened, and whole in its tooltip. */
static void
show_name (GtkLabel *label, const char *name, gboolean is_tight)
{
  g_autofree char *form = cal_name_form (name, is_tight ? SHORT_FORM : 0);

  gtk_label_set_text (label, form);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), name);
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
cal_decision_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CalDecisionCell *self = CAL_DECISION_CELL (widget);
  double height = gtk_widget_get_height (widget);
  graphene_rect_t row;
  double middle;
  cairo_t *cr;

  GTK_WIDGET_CLASS (cal_decision_cell_parent_class)->snapshot (widget, snapshot);
  if (self->arcs == 0 || !gtk_widget_compute_bounds (self->row, widget, &row))
    return;
  middle = (double) row.origin.y + 15;
  cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, -ROW_GAP, ARC_END + 6, (float) height + 2 * ROW_GAP));
  cal_palette_set_source (cr, cal_style_palette ()->dim, 1);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, ARC_X + 0.5, (self->arcs & ARC_ABOVE) != 0 ? -ROW_GAP : middle);
  cairo_line_to (cr, ARC_X + 0.5, (self->arcs & ARC_BELOW) != 0 ? height + ROW_GAP : middle);
  if ((self->arcs & (ARC_STARTS | ARC_ENDS)) != 0)
    {
      cairo_move_to (cr, ARC_X + 0.5, middle + 0.5);
      cairo_line_to (cr, ARC_END, middle + 0.5);
    }
  cairo_stroke (cr);
  if ((self->arcs & ARC_ENDS) != 0)
    {
      cairo_move_to (cr, ARC_END, middle + 0.5 - 3.5);
      cairo_rel_line_to (cr, 5, 3.5);
      cairo_rel_line_to (cr, -5, 3.5);
      cairo_close_path (cr);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
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
  widget_class->snapshot = cal_decision_cell_snapshot;
  g_type_ensure (CAL_TYPE_MINI_GRID);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-decision-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, CalDecisionCell, divider);
  gtk_widget_class_bind_template_child (widget_class, CalDecisionCell, row);
  gtk_widget_class_bind_template_child (widget_class, CalDecisionCell, more);
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
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean has)
{
  if (has)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* How the row stands to the moment shown: at it, before it, or after it. */
static void
show_moment (CalDecisionCell *self, const CalBoard *board, guint index, guint64 position)
{
  const CalDecision *decision = cal_board_decision (board, index);
  gboolean later = decision->seq >= position;
  gboolean current = !later
                     && (index + 1 == cal_board_n_decisions (board)
                         || cal_board_decision (board, index + 1)->seq >= position);
  gboolean first_later =
      later && (index == 0 || cal_board_decision (board, index - 1)->seq < position);
  g_autofree char *more = current ? more_text (board, decision) : g_strdup ("");

  gtk_widget_set_visible (self->divider, first_later);
  set_class (self->row, "current", current);
  set_class (self->row, "later", later);
  show_text (self->more, more);
  gtk_label_set_wrap (self->reason, current);
  gtk_label_set_ellipsize (self->reason, current ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
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
 * @position: how many entries are folded in at the moment shown
 * @arcs: whether the rows around it are its neighbours in the log, so that arcs
 *   can lead from what was undone to what undid it
 *
 * Shows who went where and why; one that holds no longer is struck through. The
 * latest one at the moment shown says more. Of one on somebody who has been erased
 * it is not said where it led, which is not known.
 */
void
cal_decision_cell_show (CalDecisionCell *self,
                        const CalBoard *board,
                        guint index,
                        guint64 position,
                        gboolean arcs)
{
  const CalDecision *decision = cal_board_decision (board, index);
  CalRules *rules = cal_board_rules (board);
  const CalSubject *row = cal_board_subject (board, decision->subject)->row;
  g_autofree char *number = number_text ((gint64) decision->seq);
  g_autofree char *change = change_text (board, decision);
  g_autofree char *pill = pill_text (decision);
  gboolean is_batch = decision->batch != CAL_NONE;
  gboolean is_tight = *pill != '\0' || is_batch;
  g_autofree char *time = cal_words_time (decision->time);
  g_autofree char *moment = cal_words_moment (decision->time);
  g_autofree char *reason = reason_text (board, decision);
  g_autofree char *label = spoken_text (board, decision);

  g_return_if_fail (CAL_IS_DECISION_CELL (self));

  show_moment (self, board, index, position);
  self->arcs = arcs ? arcs_through (board, index) : 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_label_set_text (self->number, number);
  cal_mini_grid_set_move (self->grid, rules->performance.n_levels, rules->potential.n_levels,
                          decision->from, decision->to);
  show_name (self->subject, row->name, is_tight);
  show_text (self->change, change);
  strike (self->change, !decision->in_force);
  show_text (self->pill, pill);
  gtk_widget_set_visible (GTK_WIDGET (self->batch), is_batch);
  gtk_label_set_markup (self->reason, reason);
  show_name (self->who, who_text (decision), is_tight);
  gtk_label_set_width_chars (self->who, is_tight ? -1 : WHO_CHARS);
  gtk_label_set_text (self->time, time);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->time), moment);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->reason), decision->reason);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
