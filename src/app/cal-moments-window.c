/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-moments-window.h"

#include <glib/gi18n.h>

#include "app/cal-subject-list.h"
#include "core/cal-moments.h"
#include "export/cal-csv.h"
#include "model/cal-replay-words.h"
#include "model/cal-words.h"

/* Two moments of the cycle, compared: who differs, along which path, and what
 * it makes of the cells. */
struct _CalMomentsWindow
{
  AdwWindow parent_instance;

  GtkEntry *numbers[2];
  GtkLabel *whens[2];
  GtkButton *now;
  GtkLabel *summary;
  GtkStack *stack;
  GtkColumnView *view;
  GtkGrid *cells;

  CalReplayModel *model;
  CalSubjectList *list;
  CalMoments *moments;
  guint64 positions[2];
};

enum
{
  MOMENTS_CHOSEN,
  SUBJECT_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalMomentsWindow, cal_moments_window, ADW_TYPE_WINDOW)

static void
show_summary (CalMomentsWindow *self)
{
  guint n = self->moments->rows->len;
  g_autofree char *count = cal_words_count (n);
  g_autofree char *same = cal_words_count (self->moments->n_same);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (
      text, ngettext ("<b>%s subject</b> differs", "<b>%s subjects</b> differ", n), count);
  if (self->moments->n_same > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text,
                              ngettext ("%s other was decided about and stands where it stood",
                                        "%s others were decided about and stand where they stood",
                                        self->moments->n_same),
                              same);
    }
  gtk_label_set_markup (self->summary, text->str);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "nothing");
}

/* One cell of the grid: its name, and how many stood and stand there. */
static GtkWidget *
cell_label (CalMomentsWindow *self, guint cell)
{
  CalRules *rules = self->moments->rules;
  CalPlacement placement = cal_rules_cell_placement (rules, cell);
  guint before = self->moments->counts_before[cell];
  guint after = self->moments->counts_after[cell];
  g_autofree char *short_name = cal_words_placement_short (placement);
  g_autofree char *before_text = cal_words_count (before);
  g_autofree char *after_text = cal_words_count (after);
  g_autofree char *change = after == before  ? g_strdup ("±0")
                            : after > before ? g_strdup_printf ("+%u", after - before)
                                             : g_strdup_printf ("−%u", before - after);
  g_autofree char *name = g_markup_escape_text (_ (cal_rules_cell_label (rules, placement)), -1);
  g_autofree char *markup =
      g_strdup_printf ("%s <small>%s</small>\n<b>%s → %s</b>  <small>%s</small>", name, short_name,
                       before_text, after_text, change);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "moments-cell");
  if (after != before)
    gtk_widget_add_css_class (label, "changed");
  return label;
}

static void
show_cells (CalMomentsWindow *self)
{
  guint columns = self->moments->rules->performance.n_levels;
  guint rows = self->moments->rules->potential.n_levels;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cells))) != NULL)
    gtk_grid_remove (self->cells, child);
  for (guint i = 0; i < self->moments->rules->n_cells; i++)
    gtk_grid_attach (self->cells, cell_label (self, i), (int) (i % columns),
                     (int) (rows - 1 - i / columns), 1, 1);
}

static void
compare (CalMomentsWindow *self)
{
  CalReplay *replay = cal_replay_model_get_replay (self->model);
  const CalBoard *whole = cal_replay_model_get_whole (self->model);
  g_autoptr (GArray) subjects = g_array_new (FALSE, FALSE, sizeof (guint));

  if (replay == NULL)
    return;
  g_clear_pointer (&self->moments, cal_moments_free);
  self->moments = cal_moments_new (replay, self->positions[0], self->positions[1]);
  for (guint i = 0; i < self->moments->rows->len; i++)
    g_array_append_val (subjects, g_array_index (self->moments->rows, CalMomentsRow, i).subject);
  for (guint i = 0; i < G_N_ELEMENTS (self->positions); i++)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, self->positions[i]);
      g_autofree char *when = cal_replay_words_when (whole, self->positions[i]);

      gtk_editable_set_text (GTK_EDITABLE (self->numbers[i]), number);
      gtk_label_set_text (self->whens[i], when);
    }
  cal_subject_list_set (self->list, (const guint *) subjects->data, subjects->len);
  show_summary (self);
  show_cells (self);
  g_signal_emit (self, signals[MOMENTS_CHOSEN], 0, (gint64) self->positions[0] - 1,
                 (gint64) self->positions[1] - 1);
}

static void
choose (CalMomentsWindow *self, guint which, guint64 position)
{
  guint64 size = cal_replay_model_get_size (self->model);

  self->positions[which] = MIN (MAX (position, cal_replay_model_get_first (self->model)), size);
  compare (self);
}

static void
on_number_cb (CalMomentsWindow *self, GtkEntry *entry)
{
  guint which = entry == self->numbers[1];
  guint64 number;

  if (!g_ascii_string_to_unsigned (gtk_editable_get_text (GTK_EDITABLE (entry)), 10, 1, G_MAXUINT32,
                                   &number, NULL))
    number = self->positions[which];
  choose (self, which, number);
}

static void
on_shown_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalMomentsWindow *self = CAL_MOMENTS_WINDOW (widget);

  choose (self, 0, cal_replay_model_get_position (self->model));
}

static void
on_now_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalMomentsWindow *self = CAL_MOMENTS_WINDOW (widget);

  choose (self, 1, cal_replay_model_get_size (self->model));
}

static void
on_copy_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalMomentsWindow *self = CAL_MOMENTS_WINDOW (widget);
  g_autoptr (GBytes) csv = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (self->moments == NULL)
    return;
  csv = cal_csv_of_moments (cal_replay_model_get_whole (self->model), self->moments);
  text = g_strndup (g_bytes_get_data (csv, &length), g_bytes_get_size (csv));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

/* Another log, or one that is being prepared, has no place for these moments. */
static void
on_ready_cb (CalMomentsWindow *self)
{
  if (cal_replay_model_get_whole (self->model) == NULL)
    gtk_window_close (GTK_WINDOW (self));
}

static char *
place_text (gboolean there, CalPlacement placement)
{
  return there ? cal_words_placement_short (placement) : g_strdup (_ ("not in the roster"));
}

static char *
column_text (CalMomentsWindow *self, const char *column, guint subject)
{
  const CalBoard *whole = cal_replay_model_get_whole (self->model);
  const CalMomentsRow *row = cal_moments_find (self->moments, subject);

  if (row == NULL)
    return g_strdup ("");
  if (g_str_equal (column, "from"))
    return place_text (row->was_there, row->from);
  if (g_str_equal (column, "to"))
    return place_text (row->is_there, row->to);
  if (g_str_equal (column, "path"))
    return cal_replay_words_path (whole, subject, self->moments->earlier, self->moments->later);
  return g_strdup (cal_board_subject (whole, subject)->row->name);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CalMomentsWindow *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CalMomentsWindow *self)
{
  guint subject = cal_subject_row_get_index (gtk_list_item_get_item (item));
  const char *column = g_object_get_data (G_OBJECT (factory), "column");
  g_autofree char *text = column_text (self, column, subject);
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, text);
}

static void
on_activate_cb (CalMomentsWindow *self, guint position)
{
  g_autoptr (CalSubjectRow) row = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (row != NULL)
    g_signal_emit (self, signals[SUBJECT_CHOSEN], 0, cal_subject_row_get_index (row));
}

static void
add_column (CalMomentsWindow *self, const char *name, const char *title, int width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_object_set_data (G_OBJECT (factory), "column", (gpointer) name);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), self);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (column, width == 0);
  if (width > 0)
    gtk_column_view_column_set_fixed_width (column, width);
  gtk_column_view_append_column (self->view, column);
}

static void
cal_moments_window_dispose (GObject *object)
{
  CalMomentsWindow *self = CAL_MOMENTS_WINDOW (object);

  if (self->model != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->model, self);
      g_signal_emit (self, signals[MOMENTS_CHOSEN], 0, CAL_NONE, CAL_NONE);
    }
  g_clear_object (&self->model);
  G_OBJECT_CLASS (cal_moments_window_parent_class)->dispose (object);
}

static void
cal_moments_window_finalize (GObject *object)
{
  CalMomentsWindow *self = CAL_MOMENTS_WINDOW (object);

  cal_moments_free (self->moments);
  g_object_unref (self->list);
  G_OBJECT_CLASS (cal_moments_window_parent_class)->finalize (object);
}

static void
cal_moments_window_class_init (CalMomentsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_moments_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = cal_moments_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-moments-window.ui");
  gtk_widget_class_bind_template_child_full (widget_class, "number_a", FALSE,
                                             G_STRUCT_OFFSET (CalMomentsWindow, numbers[0]));
  gtk_widget_class_bind_template_child_full (widget_class, "number_b", FALSE,
                                             G_STRUCT_OFFSET (CalMomentsWindow, numbers[1]));
  gtk_widget_class_bind_template_child_full (widget_class, "when_a", FALSE,
                                             G_STRUCT_OFFSET (CalMomentsWindow, whens[0]));
  gtk_widget_class_bind_template_child_full (widget_class, "when_b", FALSE,
                                             G_STRUCT_OFFSET (CalMomentsWindow, whens[1]));
  gtk_widget_class_bind_template_child (widget_class, CalMomentsWindow, now);
  gtk_widget_class_bind_template_child (widget_class, CalMomentsWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, CalMomentsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, CalMomentsWindow, view);
  gtk_widget_class_bind_template_child (widget_class, CalMomentsWindow, cells);
  gtk_widget_class_bind_template_callback (widget_class, on_number_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_install_action (widget_class, "moments.shown", NULL, on_shown_cb);
  gtk_widget_class_install_action (widget_class, "moments.now", NULL, on_now_cb);
  gtk_widget_class_install_action (widget_class, "moments.copy", NULL, on_copy_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  signals[MOMENTS_CHOSEN] =
      g_signal_new ("moments-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
  signals[SUBJECT_CHOSEN] =
      g_signal_new ("subject-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
cal_moments_window_init (CalMomentsWindow *self)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  self->list = cal_subject_list_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_column (self, "name", _ ("Name"), 190);
  add_column (self, "from", _ ("From"), 90);
  add_column (self, "to", _ ("To"), 90);
  add_column (self, "path", _ ("Decisions between"), 0);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->list))));
  gtk_column_view_set_model (self->view, selection);
}

/**
 * cal_moments_window_new:
 * @model: whose log it is
 * @a: one moment, in entries folded in
 * @b: the other
 * @parent: the window that it belongs to
 *
 * Returns: (transfer floating): a window that compares the two, and any other two
 */
GtkWidget *
cal_moments_window_new (CalReplayModel *model, guint64 a, guint64 b, GtkWindow *parent)
{
  CalMomentsWindow *self = g_object_new (CAL_TYPE_MOMENTS_WINDOW, "transient-for", parent, NULL);

  self->model = g_object_ref (model);
  self->positions[0] = a;
  self->positions[1] = b;
  g_signal_connect_swapped (model, "notify::ready", G_CALLBACK (on_ready_cb), self);
  compare (self);
  return GTK_WIDGET (self);
}

/**
 * cal_moments_window_set_faulty:
 *
 * Says that the latest moment is the last that holds, after which something was
 * damaged or altered, and not now.
 */
void
cal_moments_window_set_faulty (CalMomentsWindow *self)
{
  g_return_if_fail (CAL_IS_MOMENTS_WINDOW (self));

  gtk_button_set_label (self->now, _ ("The last that holds"));
}
