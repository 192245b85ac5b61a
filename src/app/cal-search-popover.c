/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-search-popover.h"

#include <glib/gi18n.h>

#include "model/cal-card.h"
#include "model/cal-filter.h"
#include "model/cal-words.h"

#define MAX_RESULTS 40

/* Finds a subject by name or employee id. */
struct _CalSearchPopover
{
  GtkPopover parent_instance;

  GtkSearchEntry *entry;
  GtkListBox *results;
  GtkLabel *nothing;
  GtkWidget *scroller;

  const CalBoard *board;
  /* What the results were found by. */
  char *searched;
};

enum
{
  SUBJECT_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalSearchPopover, cal_search_popover, GTK_TYPE_POPOVER)

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_row (CalSearchPopover *self, guint index)
{
  const CalBoardSubject *subject = cal_board_subject (self->board, index);
  g_autofree char *role = cal_card_role (self->board, index);
  g_autofree char *second = *role != '\0' ? g_strdup_printf ("%s · %s", subject->row->id, role)
                                          : g_strdup (subject->row->id);
  g_autofree char *where = cal_words_placement (cal_board_rules (self->board), subject->placement);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (texts), new_label (subject->row->name, "strong"));
  gtk_box_append (GTK_BOX (texts), new_label (second, "secondary"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), new_label (where, "secondary"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  subject->row->name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, where,
                                  -1);
  g_object_set_data (G_OBJECT (row), "index", GUINT_TO_POINTER (index));
  return row;
}

static void
on_search_changed_cb (CalSearchPopover *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GArray) found = NULL;
  GtkWidget *row;

  g_free (self->searched);
  self->searched = g_strdup (text);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->results))) != NULL)
    gtk_list_box_remove (self->results, row);
  if (self->board == NULL)
    return;
  found = cal_filter_search (self->board, text, MAX_RESULTS);
  for (guint i = 0; i < found->len; i++)
    gtk_list_box_append (self->results, new_row (self, g_array_index (found, guint, i)));
  gtk_list_box_select_row (self->results, gtk_list_box_get_row_at_index (self->results, 0));
  gtk_widget_set_visible (self->scroller, found->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), found->len == 0 && *text != '\0');
}

static void
on_row_activated_cb (CalSearchPopover *self, GtkListBoxRow *row)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "index"));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SUBJECT_CHOSEN], 0, index);
}

static void
on_entry_activate_cb (CalSearchPopover *self)
{
  GtkListBoxRow *row;

  /* The entry waits a moment before it tells of a change; Enter does not. */
  if (g_strcmp0 (self->searched, gtk_editable_get_text (GTK_EDITABLE (self->entry))) != 0)
    on_search_changed_cb (self);
  row = gtk_list_box_get_selected_row (self->results);
  if (row != NULL)
    on_row_activated_cb (self, row);
}

static void
on_stop_search_cb (CalSearchPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
select_next (CalSearchPopover *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->results);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + step : 0;

  row = index >= 0 ? gtk_list_box_get_row_at_index (self->results, index) : NULL;
  if (row != NULL)
    gtk_list_box_select_row (self->results, row);
}

static void
on_next_match_cb (CalSearchPopover *self)
{
  select_next (self, 1);
}

static void
on_previous_match_cb (CalSearchPopover *self)
{
  select_next (self, -1);
}

static gboolean
on_key_pressed_cb (CalSearchPopover *self, guint key)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;
  select_next (self, key == GDK_KEY_Down ? 1 : -1);
  return GDK_EVENT_STOP;
}

static void
on_show_cb (CalSearchPopover *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  on_search_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
cal_search_popover_finalize (GObject *object)
{
  g_free (CAL_SEARCH_POPOVER (object)->searched);
  G_OBJECT_CLASS (cal_search_popover_parent_class)->finalize (object);
}

static void
cal_search_popover_class_init (CalSearchPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cal_search_popover_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-search-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, CalSearchPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, CalSearchPopover, results);
  gtk_widget_class_bind_template_child (widget_class, CalSearchPopover, nothing);
  gtk_widget_class_bind_template_child (widget_class, CalSearchPopover, scroller);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_next_match_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_previous_match_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_show_cb);

  signals[SUBJECT_CHOSEN] =
      g_signal_new ("subject-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
cal_search_popover_init (CalSearchPopover *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

/**
 * cal_search_popover_set_board:
 * @board: (nullable): the board to search, borrowed until another is set
 */
void
cal_search_popover_set_board (CalSearchPopover *self, const CalBoard *board)
{
  g_return_if_fail (CAL_IS_SEARCH_POPOVER (self));

  self->board = board;
}
