/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-group-chooser.h"

#include <glib/gi18n.h>

/* What makes the groups that are compared: an attribute, or two crossed. */
struct _CalGroupChooser
{
  GtkWidget parent_instance;

  GtkDropDown *first;
  GtkDropDown *second;
  GArray *columns;
  CalFairnessGrouping grouping;
  gboolean filling;
};

enum
{
  GROUPING_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalGroupChooser, cal_group_chooser, GTK_TYPE_WIDGET)

/* The column behind the chosen row; the first row stands for none. */
static int
chosen (CalGroupChooser *self, GtkDropDown *drop_down)
{
  guint row = gtk_drop_down_get_selected (drop_down);

  return row == 0 || row > self->columns->len ? CAL_FAIRNESS_NO_COLUMN
                                              : g_array_index (self->columns, int, row - 1);
}

static void
on_selected_cb (CalGroupChooser *self)
{
  if (self->filling)
    return;
  self->grouping.first = chosen (self, self->first);
  self->grouping.second = chosen (self, self->second);
  if (self->grouping.second == self->grouping.first)
    self->grouping.second = CAL_FAIRNESS_NO_COLUMN;
  gtk_widget_set_visible (GTK_WIDGET (self->second),
                          self->grouping.first != CAL_FAIRNESS_NO_COLUMN);
  g_signal_emit (self, signals[GROUPING_CHANGED], 0);
}

static GtkDropDown *
add_drop_down (CalGroupChooser *self, const char *label)
{
  GtkWidget *drop_down = gtk_drop_down_new (
      NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));

  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_parent (drop_down, GTK_WIDGET (self));
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (on_selected_cb), self);
  return GTK_DROP_DOWN (drop_down);
}

static void
cal_group_chooser_dispose (GObject *object)
{
  CalGroupChooser *self = CAL_GROUP_CHOOSER (object);
  GtkWidget *child;

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->columns, g_array_unref);
  G_OBJECT_CLASS (cal_group_chooser_parent_class)->dispose (object);
}

static void
cal_group_chooser_class_init (CalGroupChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cal_group_chooser_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  signals[GROUPING_CHANGED] = g_signal_new ("grouping-changed", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cal_group_chooser_init (CalGroupChooser *self)
{
  self->grouping = (CalFairnessGrouping){ CAL_FAIRNESS_NO_COLUMN, CAL_FAIRNESS_NO_COLUMN };
  self->columns = g_array_new (FALSE, FALSE, sizeof (int));
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              6);
  self->first = add_drop_down (self, _ ("Attribute that makes the groups"));
  self->second = add_drop_down (self, _ ("Attribute to cross it with"));
  gtk_widget_set_visible (GTK_WIDGET (self->second), FALSE);
}

GtkWidget *
cal_group_chooser_new (void)
{
  return g_object_new (CAL_TYPE_GROUP_CHOOSER, NULL);
}

/**
 * cal_group_chooser_set_board:
 * @board: a board
 *
 * Offers its roster's columns; those that are compared by default are chosen.
 */
void
cal_group_chooser_set_board (CalGroupChooser *self, const CalBoard *board)
{
  const CalRoster *roster = cal_board_roster (board);
  g_autoptr (GtkStringList) first = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) second = gtk_string_list_new (NULL);

  g_return_if_fail (CAL_IS_GROUP_CHOOSER (self));

  self->filling = TRUE;
  g_array_set_size (self->columns, 0);
  gtk_string_list_append (first, _ ("Usual attributes"));
  gtk_string_list_append (second, _ ("Not crossed"));
  for (int i = 0; roster != NULL && i < (int) cal_roster_n_columns (roster); i++)
    {
      const CalColumn *column = cal_roster_column (roster, (guint) i);
      const char *name = column->name != NULL ? column->name : cal_field_name (column->field);
      g_autofree char *crossed = g_strdup_printf ("× %s", name);

      if (column->field == CAL_FIELD_HIRE_DATE)
        continue;
      g_array_append_val (self->columns, i);
      gtk_string_list_append (first, name);
      gtk_string_list_append (second, crossed);
    }
  gtk_drop_down_set_model (self->first, G_LIST_MODEL (first));
  gtk_drop_down_set_model (self->second, G_LIST_MODEL (second));
  gtk_widget_set_visible (GTK_WIDGET (self->second), FALSE);
  self->grouping.first = self->grouping.second = CAL_FAIRNESS_NO_COLUMN;
  self->filling = FALSE;
}

/**
 * cal_group_chooser_get_grouping:
 *
 * Returns: (transfer none) (nullable): what makes the groups, %NULL for what is
 *   compared where nothing is chosen
 */
const CalFairnessGrouping *
cal_group_chooser_get_grouping (CalGroupChooser *self)
{
  g_return_val_if_fail (CAL_IS_GROUP_CHOOSER (self), NULL);

  return self->grouping.first != CAL_FAIRNESS_NO_COLUMN ? &self->grouping : NULL;
}
