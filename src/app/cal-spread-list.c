/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-spread-list.h"

#include <glib/gi18n.h>

/* The list is to start a talk, not to replace one. */
#define MOST_SHOWN 12

/* The subjects whom raters see most differently, the widest spread first. */
struct _CalSpreadList
{
  GtkWidget parent_instance;

  GtkWidget *title;
  GtkWidget *flow;
};

enum
{
  SUBJECT_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalSpreadList, cal_spread_list, GTK_TYPE_WIDGET)

static void
on_clicked_cb (GtkWidget *button, CalSpreadList *self)
{
  g_signal_emit (self, signals[SUBJECT_CHOSEN], 0,
                 GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "subject")));
}

/* From the lowest to the highest level that somebody gave. */
static char *
range_text (guint lowest, guint highest)
{
  return lowest == highest ? g_strdup_printf ("%u", lowest)
                           : g_strdup_printf (_ ("%u to %u"), lowest, highest);
}

static GtkWidget *
make_button (CalSpreadList *self, const CalFairnessSpread *spread)
{
  g_autofree char *performance =
      range_text (spread->lowest.performance, spread->highest.performance);
  g_autofree char *potential = range_text (spread->lowest.potential, spread->highest.potential);
  g_autofree char *text = g_strdup_printf ("%s · %u", spread->row->name, spread->spread);
  g_autofree char *details =
      g_strdup_printf (ngettext ("%s, %u rating: performance %s, potential %s",
                                 "%s, %u ratings: performance %s, potential %s", spread->n_ratings),
                       spread->row->name, spread->n_ratings, performance, potential);
  GtkWidget *button = gtk_button_new_with_label (text);

  g_object_set_data (G_OBJECT (button), "subject", GUINT_TO_POINTER (spread->subject));
  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_tooltip_text (button, details);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, details,
                                  -1);
  g_signal_connect (button, "clicked", G_CALLBACK (on_clicked_cb), self);
  return button;
}

static void
cal_spread_list_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cal_spread_list_parent_class)->dispose (object);
}

static void
cal_spread_list_class_init (CalSpreadListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_spread_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  signals[SUBJECT_CHOSEN] =
      g_signal_new ("subject-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
cal_spread_list_init (CalSpreadList *self)
{
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->title = gtk_label_new (_ ("Seen most differently, in levels apart:"));
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_widget_add_css_class (self->title, "secondary");
  gtk_widget_set_parent (self->title, GTK_WIDGET (self));
  self->flow = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->flow), MOST_SHOWN);
  gtk_widget_set_parent (self->flow, GTK_WIDGET (self));
}

GtkWidget *
cal_spread_list_new (void)
{
  return g_object_new (CAL_TYPE_SPREAD_LIST, NULL);
}

/**
 * cal_spread_list_show:
 * @agreement: whose spreads to list
 *
 * Lists those whose raters are apart; hides where nobody's are.
 */
void
cal_spread_list_show (CalSpreadList *self, const CalFairnessAgreement *agreement)
{
  GtkWidget *child;
  guint n = 0;

  g_return_if_fail (CAL_IS_SPREAD_LIST (self));

  while ((child = gtk_widget_get_first_child (self->flow)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->flow), child);
  for (; n < MIN (agreement->n_spreads, MOST_SHOWN) && agreement->spreads[n].spread > 0; n++)
    gtk_flow_box_append (GTK_FLOW_BOX (self->flow), make_button (self, &agreement->spreads[n]));
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}
