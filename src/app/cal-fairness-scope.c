/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-fairness-scope.h"

#include <glib/gi18n.h>

#include "model/cal-filter.h"
#include "model/cal-words.h"

/* A column of more different texts is one of names or dates, and no part of a
 * cycle is chosen by it. */
#define MOST_VALUES 200

/* Whom the figures are of: everybody, or those with one value in a column that is
 * not demographic, or with one rater. */
struct _CalFairnessScope
{
  GtkWidget parent_instance;

  GtkDropDown *drop_down;
  GArray *filters;
  GPtrArray *values;
  gboolean filling;
};

enum
{
  SCOPE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalFairnessScope, cal_fairness_scope, GTK_TYPE_WIDGET)

static void
on_selected_cb (CalFairnessScope *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SCOPE_CHANGED], 0);
}

/* Takes @choices over. */
static void
add_choices (CalFairnessScope *self,
             GtkStringList *names,
             int column,
             const char *title,
             GPtrArray *choices)
{
  for (guint i = 0; choices->len <= MOST_VALUES && i < choices->len; i++)
    {
      const CalFilterChoice *choice = g_ptr_array_index (choices, i);
      g_autofree char *n = cal_words_count (choice->n);
      g_autofree char *text = g_strdup_printf ("%s: %s · %s", title, choice->label, n);
      char *value = g_strdup (choice->value);
      CalFairnessFilter filter = { column, value };

      g_ptr_array_add (self->values, value);
      g_array_append_val (self->filters, filter);
      gtk_string_list_append (names, text);
    }
  g_ptr_array_unref (choices);
}

static const char *
column_title (const CalColumn *column)
{
  return column->field == CAL_FIELD_DEPARTMENT ? _ ("Department") : column->name;
}

static void
cal_fairness_scope_dispose (GObject *object)
{
  CalFairnessScope *self = CAL_FAIRNESS_SCOPE (object);

  self->filling = TRUE;
  g_clear_pointer ((GtkWidget **) &self->drop_down, gtk_widget_unparent);
  g_clear_pointer (&self->filters, g_array_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  G_OBJECT_CLASS (cal_fairness_scope_parent_class)->dispose (object);
}

static void
cal_fairness_scope_class_init (CalFairnessScopeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cal_fairness_scope_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SCOPE_CHANGED] = g_signal_new ("scope-changed", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cal_fairness_scope_init (CalFairnessScope *self)
{
  self->filters = g_array_new (FALSE, FALSE, sizeof (CalFairnessFilter));
  self->values = g_ptr_array_new_with_free_func (g_free);
  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (
      NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string")));
  gtk_drop_down_set_enable_search (self->drop_down, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Whom the figures are of"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->drop_down), GTK_WIDGET (self));
  g_signal_connect_swapped (self->drop_down, "notify::selected", G_CALLBACK (on_selected_cb), self);
}

/**
 * cal_fairness_scope_set_board:
 * @board: a board
 *
 * Offers the parts that its roster can be taken in; everybody is chosen.
 */
void
cal_fairness_scope_set_board (CalFairnessScope *self, const CalBoard *board)
{
  const CalRoster *roster = cal_board_roster (board);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n = cal_board_n_present (board);
  g_autofree char *count = cal_words_count (n);
  g_autofree char *everybody =
      g_strdup_printf (ngettext ("The only subject", "All %s subjects", n), count);

  g_return_if_fail (CAL_IS_FAIRNESS_SCOPE (self));

  self->filling = TRUE;
  g_array_set_size (self->filters, 0);
  g_ptr_array_set_size (self->values, 0);
  gtk_string_list_append (names, everybody);
  for (guint i = 0; roster != NULL && i < cal_roster_n_columns (roster); i++)
    {
      const CalColumn *column = cal_roster_column (roster, i);

      if (!cal_column_is_demographic (column) && column->field != CAL_FIELD_HIRE_DATE)
        add_choices (self, names, (int) i, column_title (column),
                     cal_filter_column_choices (board, i));
    }
  if (roster != NULL)
    add_choices (self, names, CAL_FAIRNESS_RATER, _ ("Rater"), cal_filter_rater_choices (board));
  gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->drop_down, 0);
  self->filling = FALSE;
}

/**
 * cal_fairness_scope_get_filter:
 *
 * Returns: (transfer none) (nullable): what is chosen, %NULL for everybody
 */
const CalFairnessFilter *
cal_fairness_scope_get_filter (CalFairnessScope *self)
{
  guint row;

  g_return_val_if_fail (CAL_IS_FAIRNESS_SCOPE (self), NULL);

  row = gtk_drop_down_get_selected (self->drop_down);
  if (row == 0 || row > self->filters->len)
    return NULL;
  return &g_array_index (self->filters, CalFairnessFilter, row - 1);
}
