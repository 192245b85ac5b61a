/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-start-page.h"

#include <string.h>

#include <glib/gi18n.h>

#include "app/cal-mini-grid.h"
#include "core/cal-time.h"
#include "model/cal-words.h"

/* What one sees first: the cycles opened last, and the ways to a new one. */
struct _CalStartPage
{
  AdwBin parent_instance;

  GtkListBox *recents;
  GtkWidget *recents_empty;
  GtkWidget *drop_zone;
};

enum
{
  OPEN_REQUESTED,
  LOCATE_REQUESTED,
  FORGET_REQUESTED,
  ROSTER_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalStartPage, cal_start_page, ADW_TYPE_BIN)

static const char *
path_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "path");
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static char *
describe_content (const CalRecent *recent)
{
  g_autofree char *subjects = cal_words_count (recent->n_subjects);
  g_autofree char *decisions = cal_words_count (recent->n_decisions);
  g_autofree char *people =
      g_strdup_printf (ngettext ("%s subject", "%s subjects", recent->n_subjects), subjects);
  g_autofree char *log =
      g_strdup_printf (ngettext ("%s decision", "%s decisions", recent->n_decisions), decisions);
  g_autofree char *discussed = cal_words_count (recent->n_discussed);
  g_autofree char *progress =
      recent->session != NULL
          ? g_strdup_printf (_ (" · session %s, %s discussed"), recent->session, discussed)
          : g_strdup ("");

  return g_strdup_printf ("%s · %s%s", people, log, progress);
}

/* A path as people write it, from the home folder on. */
static char *
describe_place (const CalRecent *recent)
{
  const char *home = g_get_home_dir ();
  g_autofree char *day = cal_words_day (recent->opened, cal_time_now ());
  const char *path = recent->path;

  if (g_str_has_prefix (path, home) && path[strlen (home)] == '/')
    path += strlen (home) + 1;
  return g_strdup_printf (_ ("%s · opened %s"), path, day);
}

static void
on_locate_clicked_cb (GtkWidget *button, CalStartPage *self)
{
  g_signal_emit (self, signals[LOCATE_REQUESTED], 0, path_of (button));
}

static void
on_forget_clicked_cb (GtkWidget *button, CalStartPage *self)
{
  g_signal_emit (self, signals[FORGET_REQUESTED], 0, path_of (button));
}

static GtkWidget *
new_button (CalStartPage *self, const CalRecent *recent, const char *text, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "path", g_strdup (recent->path), g_free);
  g_signal_connect (button, "clicked", callback, self);
  return button;
}

static GtkWidget *
new_state (const CalRecent *recent)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gboolean open = recent->session != NULL;

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (open ? "cal-progress-symbolic"
                                                                    : "cal-closed-symbolic"));
  gtk_box_append (GTK_BOX (box),
                  new_label (open ? _ ("In progress") : _ ("No open session"), "strong"));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

static GtkWidget *
new_row (CalStartPage *self, const CalRecent *recent)
{
  gboolean there = g_file_test (recent->path, G_FILE_TEST_EXISTS);
  g_autofree char *content = describe_content (recent);
  g_autofree char *place = describe_place (recent);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *grid = cal_mini_grid_new (17);
  GtkWidget *second = new_label (
      there ? content : _ ("Not found where it was. Nothing was removed from this list."), "body");

  cal_mini_grid_set_counts (CAL_MINI_GRID (grid), recent->columns, recent->counts,
                            recent->n_counts);
  gtk_box_append (GTK_BOX (texts), new_label (recent->title, "card-title"));
  gtk_label_set_wrap (GTK_LABEL (second), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (second), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (texts), second);
  gtk_box_append (GTK_BOX (texts), new_label (place, "secondary"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);

  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), texts);
  if (there)
    gtk_box_append (GTK_BOX (box), new_state (recent));
  else
    {
      gtk_widget_add_css_class (grid, "faded");
      gtk_widget_add_css_class (texts, "faded");
      gtk_box_append (GTK_BOX (box),
                      new_button (self, recent, _ ("Forget"), G_CALLBACK (on_forget_clicked_cb)));
      gtk_box_append (GTK_BOX (box),
                      new_button (self, recent, _ ("Locate…"), G_CALLBACK (on_locate_clicked_cb)));
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), there);
  gtk_widget_set_tooltip_text (row, recent->path);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  recent->title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, content, -1);
  g_object_set_data_full (G_OBJECT (row), "path", g_strdup (recent->path), g_free);
  return row;
}

static void
on_row_activated_cb (CalStartPage *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[OPEN_REQUESTED], 0, path_of (GTK_WIDGET (row)));
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, CalStartPage *self)
{
  const GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autofree char *path = files != NULL ? g_file_get_path (files->data) : NULL;

  gtk_widget_remove_css_class (self->drop_zone, "hover");
  if (path == NULL)
    return FALSE;
  if (g_str_has_suffix (path, ".calibrate"))
    g_signal_emit (self, signals[OPEN_REQUESTED], 0, path);
  else
    g_signal_emit (self, signals[ROSTER_REQUESTED], 0, files->data);
  return TRUE;
}

static GdkDragAction
on_drop_enter_cb (GtkDropTarget *target, double x, double y, CalStartPage *self)
{
  gtk_widget_add_css_class (self->drop_zone, "hover");
  return GDK_ACTION_COPY;
}

static void
on_drop_leave_cb (GtkDropTarget *target, CalStartPage *self)
{
  gtk_widget_remove_css_class (self->drop_zone, "hover");
}

static void
cal_start_page_class_init (CalStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CalStartPage, recents);
  gtk_widget_class_bind_template_child (widget_class, CalStartPage, recents_empty);
  gtk_widget_class_bind_template_child (widget_class, CalStartPage, drop_zone);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);

  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LOCATE_REQUESTED] =
      g_signal_new ("locate-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FORGET_REQUESTED] =
      g_signal_new ("forget-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ROSTER_REQUESTED] =
      g_signal_new ("roster-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
}

static void
cal_start_page_init (CalStartPage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (target, "drop", G_CALLBACK (on_drop_cb), self);
  g_signal_connect (target, "enter", G_CALLBACK (on_drop_enter_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (on_drop_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * cal_start_page_show_recents:
 * @recents: the user's recent cycles
 *
 * Lists them as they are now, those that have gone from their place too.
 */
void
cal_start_page_show_recents (CalStartPage *self, CalRecents *recents)
{
  GPtrArray *list = cal_recents_list (recents);
  GtkWidget *row;

  g_return_if_fail (CAL_IS_START_PAGE (self));

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->recents))) != NULL)
    gtk_list_box_remove (self->recents, row);
  for (guint i = 0; i < list->len; i++)
    gtk_list_box_append (self->recents, new_row (self, g_ptr_array_index (list, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->recents), list->len > 0);
  gtk_widget_set_visible (self->recents_empty, list->len == 0);
}
