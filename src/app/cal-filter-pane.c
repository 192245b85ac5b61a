/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-filter-pane.h"

#include <string.h>

#include <glib/gi18n.h>

#include "core/cal-decide.h"
#include "model/cal-words.h"

/* Who is shown: the rows with their counts, and what they are narrowed to. */
struct _CalFilterPane
{
  GtkWidget parent_instance;

  GtkListBox *kinds;
  GtkLabel *counts[CAL_FILTER_N_KINDS];
  GtkDropDown *department;
  GtkDropDown *rater;
  GtkDropDown *level;
  GtkWidget *reset;

  const CalBoard *board;
  CalRoster *roster;
  GPtrArray *departments;
  GPtrArray *raters;
  GPtrArray *levels;
  CalFilter filter;
  gboolean filling;
};

enum
{
  FILTER_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalFilterPane, cal_filter_pane, GTK_TYPE_WIDGET)

/* The value behind the chosen row; the first row stands for everybody. */
static char *
chosen (GtkDropDown *drop_down, GPtrArray *choices)
{
  guint row = gtk_drop_down_get_selected (drop_down);

  if (choices == NULL || row == 0 || row == GTK_INVALID_LIST_POSITION || row > choices->len)
    return NULL;
  return g_strdup (((CalFilterChoice *) g_ptr_array_index (choices, row - 1))->value);
}

static void
take_filter (CalFilterPane *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->kinds);

  cal_filter_clear (&self->filter);
  self->filter.kind = row != NULL ? (CalFilterKind) gtk_list_box_row_get_index (row) : 0;
  self->filter.department = chosen (self->department, self->departments);
  self->filter.rater = chosen (self->rater, self->raters);
  self->filter.level = chosen (self->level, self->levels);
  gtk_widget_set_sensitive (self->reset, cal_filter_is_active (&self->filter));
}

static void
on_filter_changed_cb (CalFilterPane *self)
{
  if (self->filling)
    return;
  take_filter (self);
  g_signal_emit (self, signals[FILTER_CHANGED], 0);
}

static void
on_reset_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  cal_filter_pane_reset (CAL_FILTER_PANE (widget));
}

static void
fill (GtkDropDown *drop_down, GPtrArray *choices, const char *everybody)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkExpression) expression =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_string_list_append (names, everybody);
  for (guint i = 0; choices != NULL && i < choices->len; i++)
    {
      const CalFilterChoice *choice = g_ptr_array_index (choices, i);
      g_autofree char *n = cal_words_count (choice->n);
      g_autofree char *text = g_strdup_printf ("%s · %s", choice->label, n);

      gtk_string_list_append (names, text);
    }
  gtk_drop_down_set_expression (drop_down, expression);
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_enable_search (drop_down, choices != NULL && choices->len > 12);
  gtk_widget_set_visible (GTK_WIDGET (drop_down), choices != NULL && choices->len > 0);
}

/* Until everything is known of everybody, it is only known what can be chosen by. */
static void
announce_choices (CalFilterPane *self, gboolean brief)
{
  GtkWidget *const drop_downs[] = {
    GTK_WIDGET (self->department),
    GTK_WIDGET (self->rater),
    GTK_WIDGET (self->level),
  };
  guint column;

  for (guint i = 0; i < G_N_ELEMENTS (drop_downs); i++)
    gtk_widget_set_sensitive (drop_downs[i], !brief);
  if (!brief)
    return;
  gtk_widget_set_visible (drop_downs[0], cal_filter_department_column (self->board, &column));
  gtk_widget_set_visible (drop_downs[1], TRUE);
  gtk_widget_set_visible (drop_downs[2], cal_filter_level_column (self->board, &column));
}

static void
fill_choices (CalFilterPane *self)
{
  gboolean brief = self->roster != NULL && cal_roster_is_brief (self->roster);
  guint column;

  g_clear_pointer (&self->departments, g_ptr_array_unref);
  g_clear_pointer (&self->raters, g_ptr_array_unref);
  g_clear_pointer (&self->levels, g_ptr_array_unref);
  if (self->board != NULL && !brief)
    {
      self->raters = cal_filter_rater_choices (self->board);
      if (cal_filter_department_column (self->board, &column))
        self->departments = cal_filter_column_choices (self->board, column);
      if (cal_filter_level_column (self->board, &column))
        self->levels = cal_filter_column_choices (self->board, column);
    }
  self->filling = TRUE;
  fill (self->department, self->departments, _ ("All departments"));
  fill (self->rater, self->raters, _ ("All raters"));
  fill (self->level, self->levels, _ ("All levels"));
  announce_choices (self, brief);
  self->filling = FALSE;
}

static void
cal_filter_pane_dispose (GObject *object)
{
  CalFilterPane *self = CAL_FILTER_PANE (object);
  GtkWidget *child;

  self->filling = TRUE;
  cal_filter_clear (&self->filter);
  g_clear_pointer (&self->departments, g_ptr_array_unref);
  g_clear_pointer (&self->raters, g_ptr_array_unref);
  g_clear_pointer (&self->levels, g_ptr_array_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cal_filter_pane_parent_class)->dispose (object);
}

static void
cal_filter_pane_class_init (CalFilterPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_filter_pane_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-filter-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, CalFilterPane, kinds);
  gtk_widget_class_bind_template_child_full (
      widget_class, "count_all", FALSE, G_STRUCT_OFFSET (CalFilterPane, counts[CAL_FILTER_ALL]));
  gtk_widget_class_bind_template_child_full (
      widget_class, "count_moved", FALSE,
      G_STRUCT_OFFSET (CalFilterPane, counts[CAL_FILTER_MOVED]));
  gtk_widget_class_bind_template_child_full (
      widget_class, "count_not_discussed", FALSE,
      G_STRUCT_OFFSET (CalFilterPane, counts[CAL_FILTER_NOT_DISCUSSED]));
  gtk_widget_class_bind_template_child (widget_class, CalFilterPane, department);
  gtk_widget_class_bind_template_child (widget_class, CalFilterPane, rater);
  gtk_widget_class_bind_template_child (widget_class, CalFilterPane, level);
  gtk_widget_class_bind_template_child (widget_class, CalFilterPane, reset);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_install_action (widget_class, "filter.reset", NULL, on_reset_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "filterpane");

  signals[FILTER_CHANGED] = g_signal_new ("filter-changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cal_filter_pane_init (CalFilterPane *self)
{
  self->filling = TRUE;
  self->filter.session = G_MAXUINT;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  gtk_list_box_select_row (self->kinds, gtk_list_box_get_row_at_index (self->kinds, 0));
  self->filling = FALSE;
}

/**
 * cal_filter_pane_set_board:
 * @board: (nullable): the board, borrowed until another is set
 *
 * Offers what that board's roster can be filtered by. The chosen filter is kept
 * while the roster is the same one.
 */
void
cal_filter_pane_set_board (CalFilterPane *self, const CalBoard *board)
{
  CalRoster *roster = board != NULL ? cal_board_roster (board) : NULL;
  gboolean same = roster != NULL && self->roster != NULL
                  && cal_roster_n_subjects (roster) == cal_roster_n_subjects (self->roster)
                  && cal_filter_is_active (&self->filter);

  g_return_if_fail (CAL_IS_FILTER_PANE (self));

  self->board = board;
  self->roster = roster;
  if (!same)
    fill_choices (self);
  take_filter (self);
  cal_filter_pane_refresh (self);
}

/**
 * cal_filter_pane_refresh:
 *
 * Counts again, after the board has changed.
 */
void
cal_filter_pane_refresh (CalFilterPane *self)
{
  guint counts[CAL_FILTER_N_KINDS] = { 0 };

  g_return_if_fail (CAL_IS_FILTER_PANE (self));

  self->filter.session = G_MAXUINT;
  if (self->board != NULL)
    {
      guint session;

      if (cal_decide_session (self->board, NULL, &session, NULL))
        self->filter.session = session;
      else if (cal_board_n_sessions (self->board) > 0)
        self->filter.session = cal_board_n_sessions (self->board) - 1;
      cal_filter_count (self->board, self->filter.session, counts);
    }
  for (guint i = 0; i < CAL_FILTER_N_KINDS; i++)
    {
      g_autofree char *text = cal_words_count (counts[i]);

      gtk_label_set_text (self->counts[i], text);
    }
}

/**
 * cal_filter_pane_get_filter:
 *
 * Returns: (transfer none): who is to be shown
 */
const CalFilter *
cal_filter_pane_get_filter (CalFilterPane *self)
{
  g_return_val_if_fail (CAL_IS_FILTER_PANE (self), NULL);

  return &self->filter;
}

static void
show_only (CalFilterPane *self, guint rater)
{
  self->filling = TRUE;
  gtk_list_box_select_row (self->kinds, gtk_list_box_get_row_at_index (self->kinds, 0));
  gtk_drop_down_set_selected (self->department, 0);
  gtk_drop_down_set_selected (self->rater, rater);
  gtk_drop_down_set_selected (self->level, 0);
  self->filling = FALSE;
  on_filter_changed_cb (self);
}

/**
 * cal_filter_pane_reset:
 *
 * Shows everybody again.
 */
void
cal_filter_pane_reset (CalFilterPane *self)
{
  g_return_if_fail (CAL_IS_FILTER_PANE (self));

  show_only (self, 0);
}

/**
 * cal_filter_pane_show_rater:
 * @id: a rater's employee id
 *
 * Shows this rater's subjects and nobody else; everybody where there is no such
 * rater.
 */
void
cal_filter_pane_show_rater (CalFilterPane *self, const char *id)
{
  guint row = 0;

  g_return_if_fail (CAL_IS_FILTER_PANE (self) && id != NULL);

  for (guint i = 0; self->raters != NULL && i < self->raters->len; i++)
    if (strcmp (((CalFilterChoice *) g_ptr_array_index (self->raters, i))->value, id) == 0)
      row = i + 1;
  show_only (self, row);
}
