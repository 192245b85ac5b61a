/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-how-button.h"

#include <string.h>

#include <glib/gi18n.h>

#include "app/cal-how-list.h"

/* More of a call than this is copied but not shown. */
#define MOST_SHOWN 1200

/* How a card's figures came about: method, n, caveat, and the call that works
 * each out again. It is filled when it is opened. */
struct _CalHowButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkPopover *popover;
  GtkDropDown *figures;
  GtkLabel *method;
  GtkLabel *n;
  GtkLabel *caveat;
  GtkLabel *call;

  CalLiveFairness *live;
  CalFairnessCard card;
  GPtrArray *entries;
  char *whole_call;
};

G_DEFINE_FINAL_TYPE (CalHowButton, cal_how_button, GTK_TYPE_WIDGET)

/* A cut never goes through a character. */
static char *
shown_part (const char *call)
{
  gsize length = strlen (call);
  const char *end = call + MOST_SHOWN;

  if (length <= MOST_SHOWN)
    return g_strndup (call, length - 1);
  end = g_utf8_find_prev_char (call, end);
  g_autofree char *start = g_strndup (call, (gsize) (end - call));
  return g_strdup_printf (_ ("%s …\n(the copy has all of it)"), start);
}

static void
on_figure_chosen_cb (CalHowButton *self)
{
  const CalFairness *fairness = cal_live_fairness_get (self->live);
  guint row = gtk_drop_down_get_selected (self->figures);
  const CalHowEntry *entry;
  g_autoptr (CalFairnessHow) how = NULL;
  g_autofree char *n = NULL;
  g_autofree char *shown = NULL;

  if (fairness == NULL || self->entries == NULL || row >= self->entries->len)
    return;
  entry = g_ptr_array_index (self->entries, row);
  how = cal_fairness_how (fairness, entry->figure, entry->index);
  n = g_strdup_printf (_ ("n = %lu"), (gulong) how->n);
  g_free (self->whole_call);
  self->whole_call = cal_how_call (how);
  shown = shown_part (self->whole_call);
  gtk_label_set_text (self->method, how->method);
  gtk_label_set_text (self->n, n);
  gtk_label_set_text (self->caveat, how->caveat);
  gtk_label_set_text (self->call, shown);
}

static void
on_shown_cb (CalHowButton *self)
{
  const CalFairness *fairness = cal_live_fairness_get (self->live);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  if (fairness == NULL)
    return;
  self->entries = cal_how_list (fairness, self->card);
  for (guint i = 0; i < self->entries->len; i++)
    gtk_string_list_append (names, ((CalHowEntry *) g_ptr_array_index (self->entries, i))->name);
  gtk_drop_down_set_enable_search (self->figures, self->entries->len > 12);
  gtk_drop_down_set_model (self->figures, G_LIST_MODEL (names));
  on_figure_chosen_cb (self);
}

static void
on_copy_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalHowButton *self = CAL_HOW_BUTTON (widget);

  if (self->whole_call != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->whole_call);
}

static void
cal_how_button_dispose (GObject *object)
{
  CalHowButton *self = CAL_HOW_BUTTON (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->live);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->whole_call, g_free);
  G_OBJECT_CLASS (cal_how_button_parent_class)->dispose (object);
}

static void
cal_how_button_class_init (CalHowButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_how_button_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-how-button.ui");
  gtk_widget_class_bind_template_child (widget_class, CalHowButton, button);
  gtk_widget_class_bind_template_child (widget_class, CalHowButton, popover);
  gtk_widget_class_bind_template_child (widget_class, CalHowButton, figures);
  gtk_widget_class_bind_template_child (widget_class, CalHowButton, method);
  gtk_widget_class_bind_template_child (widget_class, CalHowButton, n);
  gtk_widget_class_bind_template_child (widget_class, CalHowButton, caveat);
  gtk_widget_class_bind_template_child (widget_class, CalHowButton, call);
  gtk_widget_class_bind_template_callback (widget_class, on_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_figure_chosen_cb);
  gtk_widget_class_install_action (widget_class, "how.copy", NULL, on_copy_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
cal_how_button_init (CalHowButton *self)
{
  g_autoptr (GtkExpression) expression =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_expression (self->figures, expression);
}

/**
 * cal_how_button_set_source:
 * @live: where the figures are
 * @card: which question's
 */
void
cal_how_button_set_source (CalHowButton *self, CalLiveFairness *live, CalFairnessCard card)
{
  g_autofree char *label = NULL;

  g_return_if_fail (CAL_IS_HOW_BUTTON (self));

  g_set_object (&self->live, live);
  self->card = card;
  /* Translators: the accessible name of a button, with a question. */
  label = g_strdup_printf (_ ("How this was worked out: %s"), cal_fairness_question (card));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}
