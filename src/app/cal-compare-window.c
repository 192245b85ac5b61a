/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-compare-window.h"

#include <glib/gi18n.h>

#include "app/cal-seal-card.h"
#include "model/cal-decision-row.h"
#include "model/cal-difference-words.h"
#include "model/cal-live-reading.h"
#include "model/cal-words.h"

/* How a document stands to a copy of it, and side by side what only one of them
 * has. */
struct _CalCompareWindow
{
  AdwWindow parent_instance;

  GtkStack *stack;
  AdwStatusPage *failed;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *detail;
  GtkWidget *columns;
  GtkLabel *here;
  GtkLabel *there;
  GtkListView *view;
  GtkLabel *more;

  CalLiveDocument *document;
  CalDifference *difference;
  GCancellable *comparing;
};

G_DEFINE_FINAL_TYPE (CalCompareWindow, cal_compare_window, ADW_TYPE_WINDOW)

static GtkWidget *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CalCompareWindow *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_widget_add_css_class (row, "compare-row");
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      gtk_box_append (GTK_BOX (cell), new_label ("strong"));
      gtk_box_append (GTK_BOX (cell), new_label ("secondary"));
      gtk_box_append (GTK_BOX (row), cell);
    }
  gtk_list_item_set_child (item, row);
}

static void
show_entry (CalCompareWindow *self, GtkWidget *cell, GPtrArray *entries, guint index)
{
  GtkWidget *first = gtk_widget_get_first_child (cell);
  GtkWidget *second = gtk_widget_get_next_sibling (first);
  const CalEntry *entry = index < entries->len ? g_ptr_array_index (entries, index) : NULL;
  g_autofree char *number = entry != NULL ? cal_words_count (entry->seq + 1) : NULL;
  g_autofree char *what =
      entry != NULL
          ? cal_difference_words_entry (cal_live_document_get_board (self->document), entry)
          : NULL;
  g_autofree char *title = entry != NULL ? g_strdup_printf ("%s · %s", number, what) : NULL;
  g_autofree char *reason = entry != NULL ? cal_difference_words_reason (entry) : NULL;

  gtk_label_set_text (GTK_LABEL (first), title != NULL ? title : _ ("ends here"));
  gtk_label_set_text (GTK_LABEL (second), reason != NULL ? reason : "");
  gtk_widget_set_tooltip_text (cell, reason);
  gtk_widget_set_opacity (cell, entry != NULL ? 1 : 0.5);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CalCompareWindow *self)
{
  GtkWidget *here = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  guint index = cal_decision_row_get_index (gtk_list_item_get_item (item));

  show_entry (self, here, self->difference->entries, index);
  show_entry (self, gtk_widget_get_next_sibling (here), self->difference->other_entries, index);
}

static void
show_rows (CalCompareWindow *self, guint n)
{
  g_autoptr (GListStore) rows = g_list_store_new (CAL_TYPE_DECISION_ROW);
  g_autoptr (GtkSelectionModel) selection = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CalDecisionRow) row = cal_decision_row_new (i);

      g_list_store_append (rows, row);
    }
  selection =
      GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_steal_pointer (&rows))));
  gtk_list_view_set_model (self->view, selection);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
show_more (CalCompareWindow *self)
{
  const CalComparison *comparison = &self->difference->comparison;
  guint64 shown = comparison->common
                  + MAX (self->difference->entries->len, self->difference->other_entries->len);
  guint64 size = MAX (comparison->size, comparison->other_size);
  g_autofree char *count = cal_words_count (size > shown ? size - shown : 0);
  g_autofree char *text = g_strdup_printf (_ ("%s more entries are not shown"), count);

  gtk_label_set_text (self->more, text);
  gtk_widget_set_visible (GTK_WIDGET (self->more), size > shown);
}

static void
show_difference (CalCompareWindow *self)
{
  CalRelation relation = self->difference->comparison.relation;
  gboolean is_honest = relation == CAL_RELATION_SAME || relation == CAL_RELATION_EXTENDS
                       || relation == CAL_RELATION_BRANCH || relation == CAL_RELATION_PARENT;
  gboolean is_fault = relation == CAL_RELATION_FORKS || relation == CAL_RELATION_FALSE_BRANCH;
  CalSealKind kind = is_honest  ? CAL_SEAL_SEALED
                     : is_fault ? CAL_SEAL_ALTERED
                                : CAL_SEAL_NOT_SEALED;
  guint n = MAX (self->difference->entries->len, self->difference->other_entries->len);
  g_autofree char *title = cal_difference_words_title (self->difference);
  g_autofree char *detail = cal_difference_words_detail (self->difference);

  gtk_image_set_from_icon_name (self->icon, cal_seal_icon_name (kind));
  cal_seal_style (GTK_WIDGET (self->icon), kind);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->detail, detail);
  gtk_widget_set_visible (self->columns, n > 0);
  gtk_stack_set_visible_child_name (self->stack, "found");
  if (n == 0)
    return;
  show_more (self);
  show_rows (self, n);
}

static void
on_compared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CalCompareWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CalDifference) difference = cal_live_reading_finish (result, &error);

  if (self->document == NULL)
    return;
  if (difference != NULL)
    {
      self->difference = g_steal_pointer (&difference);
      show_difference (self);
      return;
    }
  adw_status_page_set_description (self->failed, error->message);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static gpointer
compare (const char *path,
         CalProgress progress,
         gpointer progress_data,
         gpointer data,
         GError **error)
{
  return cal_difference_read (path, data, progress, progress_data, error);
}

static void
cal_compare_window_dispose (GObject *object)
{
  CalCompareWindow *self = CAL_COMPARE_WINDOW (object);

  g_cancellable_cancel (self->comparing);
  g_clear_object (&self->comparing);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (cal_compare_window_parent_class)->dispose (object);
}

static void
cal_compare_window_finalize (GObject *object)
{
  CalCompareWindow *self = CAL_COMPARE_WINDOW (object);

  g_clear_pointer (&self->difference, cal_difference_free);
  G_OBJECT_CLASS (cal_compare_window_parent_class)->finalize (object);
}

static void
cal_compare_window_class_init (CalCompareWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_compare_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = cal_compare_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-compare-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CalCompareWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, CalCompareWindow, failed);
  gtk_widget_class_bind_template_child (widget_class, CalCompareWindow, icon);
  gtk_widget_class_bind_template_child (widget_class, CalCompareWindow, title);
  gtk_widget_class_bind_template_child (widget_class, CalCompareWindow, detail);
  gtk_widget_class_bind_template_child (widget_class, CalCompareWindow, columns);
  gtk_widget_class_bind_template_child (widget_class, CalCompareWindow, here);
  gtk_widget_class_bind_template_child (widget_class, CalCompareWindow, there);
  gtk_widget_class_bind_template_child (widget_class, CalCompareWindow, view);
  gtk_widget_class_bind_template_child (widget_class, CalCompareWindow, more);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cal_compare_window_init (CalCompareWindow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), self);
  gtk_list_view_set_factory (self->view, factory);
}

/**
 * cal_compare_window_new:
 * @document: an open document
 * @other_path: a copy of it, or another document
 * @parent: the window that asks
 *
 * Returns: (transfer none): a window that compares them, not yet presented
 */
GtkWidget *
cal_compare_window_new (CalLiveDocument *document, const char *other_path, GtkWindow *parent)
{
  CalCompareWindow *self = g_object_new (CAL_TYPE_COMPARE_WINDOW, "transient-for", parent, NULL);
  g_autofree char *here = g_filename_display_basename (cal_live_document_get_path (document));
  g_autofree char *there = g_filename_display_basename (other_path);
  g_autofree char *here_title = g_strdup_printf (_ ("Only here: %s"), here);
  g_autofree char *there_title = g_strdup_printf (_ ("Only in the other: %s"), there);

  self->document = g_object_ref (document);
  self->comparing = g_cancellable_new ();
  gtk_label_set_text (self->here, here_title);
  gtk_label_set_text (self->there, there_title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->there), other_path);
  cal_live_reading_start (document, compare, g_strdup (other_path), g_free,
                          (GDestroyNotify) cal_difference_free, self->comparing, NULL, NULL,
                          on_compared_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
