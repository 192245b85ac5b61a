/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-import-assistant.h"

#include <string.h>

#include <glib/gi18n.h>

#include "core/cal-time.h"
#include "model/cal-roster-words.h"
#include "model/cal-source-list.h"
#include "model/cal-words.h"
#include "roster/cal-roster-reader.h"

#define PULSE_MS 80

/* The columns that can be chosen by hand. */
static const CalField fields[] = {
  CAL_FIELD_EMPLOYEE_ID, CAL_FIELD_NAME,        CAL_FIELD_MANAGER_ID,
  CAL_FIELD_DEPARTMENT,  CAL_FIELD_PERFORMANCE, CAL_FIELD_POTENTIAL,
};

#define N_FIELDS G_N_ELEMENTS (fields)

/* From a roster to a cycle: reads it, shows what cannot be taken, and makes
 * nothing before somebody says so. */
struct _CalImportAssistant
{
  AdwBin parent_instance;

  AdwWindowTitle *header;
  GtkButton *create;
  GtkStack *stack;
  GtkLabel *working;
  GtkProgressBar *progress;
  GtkLabel *accepted;
  GtkLabel *rejected;
  GtkLabel *summary;
  GtkStack *details;
  GtkStack *problems_stack;
  GtkListView *problems;
  GtkColumnView *rows;
  AdwEntryRow *title;
  AdwEntryRow *session;
  AdwActionRow *place;
  GtkSwitch *partial;
  AdwPreferencesGroup *columns;
  GtkLabel *obstacle;
  AdwComboRow *choices[N_FIELDS];

  char *path;
  char *target;
  CalRules *rules;
  CalRosterReport *report;
  CalSourceList *list;
  CalSourceList *row_list;
  GCancellable *cancellable;
  GtkFileChooserNative *chooser;
  guint pulse;
  gboolean filling;
};

enum
{
  MADE,
  CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gpointer
ref_problems (gpointer problems)
{
  return g_ptr_array_ref (problems);
}

static void
unref_problems (gpointer problems)
{
  g_ptr_array_unref (problems);
}

static guint
count_problems (gpointer problems)
{
  return ((GPtrArray *) problems)->len;
}

static gpointer
ref_roster (gpointer roster)
{
  return cal_roster_ref (roster);
}

static void
unref_roster (gpointer roster)
{
  cal_roster_unref (roster);
}

static guint
count_subjects (gpointer roster)
{
  return cal_roster_n_subjects (roster);
}

static const CalSourceFuncs of_problems = { ref_problems, unref_problems, count_problems };
static const CalSourceFuncs of_roster = { ref_roster, unref_roster, count_subjects };

G_DEFINE_FINAL_TYPE (CalImportAssistant, cal_import_assistant, ADW_TYPE_BIN)

/* What the reading thread works on; it shares nothing with the page. */
typedef struct
{
  char *path;
  CalRules *rules;
  CalRosterMap map[N_FIELDS + 1];
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  for (guint i = 0; i < N_FIELDS; i++)
    g_free ((char *) reading->map[i].header);
  cal_rules_unref (reading->rules);
  g_free (reading->path);
  g_free (reading);
}

static const char *
field_title (CalField field)
{
  switch (field)
    {
    case CAL_FIELD_EMPLOYEE_ID:
      return _ ("Employee id");
    case CAL_FIELD_NAME:
      return _ ("Name");
    case CAL_FIELD_MANAGER_ID:
      return _ ("Manager");
    case CAL_FIELD_DEPARTMENT:
      return _ ("Department");
    case CAL_FIELD_PERFORMANCE:
      return _ ("Performance");
    case CAL_FIELD_POTENTIAL:
      return _ ("Potential");
    case CAL_FIELD_GENDER:
    case CAL_FIELD_HIRE_DATE:
    case CAL_FIELD_ATTRIBUTE:
    default:
      g_return_val_if_reached ("");
    }
}

/* Why there cannot be a cycle yet, or %NULL. */
static const char *
find_obstacle (CalImportAssistant *self)
{
  if (self->report == NULL)
    return _ ("The roster is still being read.");
  if (self->report->whole_file)
    return _ ("Nothing can be taken from this file as it is. See what is wrong on the right.");
  if (self->report->n_accepted == 0)
    return _ ("No row of this file can be taken.");
  if (self->report->n_errors > 0 && !gtk_switch_get_active (self->partial))
    return _ ("Some rows have errors. Correct the file, or take the good rows only.");
  if (*gtk_editable_get_text (GTK_EDITABLE (self->title)) == '\0')
    return _ ("The cycle needs a title.");
  if (*gtk_editable_get_text (GTK_EDITABLE (self->session)) == '\0')
    return _ ("The first session needs a name.");
  return NULL;
}

static void
update_create (CalImportAssistant *self)
{
  const char *obstacle = find_obstacle (self);

  gtk_widget_set_sensitive (GTK_WIDGET (self->create), obstacle == NULL);
  gtk_label_set_text (self->obstacle, obstacle != NULL ? obstacle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->obstacle), obstacle != NULL);
}

static void
show_target (CalImportAssistant *self)
{
  g_autofree char *name = g_path_get_basename (self->target);
  g_autofree char *folder = g_path_get_dirname (self->target);
  g_autofree char *subtitle = g_markup_printf_escaped (_ ("%s in %s"), name, folder);

  adw_action_row_set_subtitle (self->place, subtitle);
}

static void
fill_choices (CalImportAssistant *self)
{
  const CalRosterReport *report = self->report;

  self->filling = TRUE;
  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
      guint selected = 0;

      gtk_string_list_append (names, _ ("None"));
      for (guint c = 0; report->headers != NULL && report->headers[c] != NULL; c++)
        {
          gtk_string_list_append (names, report->headers[c]);
          if (report->taken_for[c] == fields[i] && selected == 0)
            selected = c + 1;
        }
      adw_combo_row_set_model (self->choices[i], G_LIST_MODEL (names));
      adw_combo_row_set_selected (self->choices[i], selected);
    }
  self->filling = FALSE;
}

/* Both the problems and the rows that are good, each with how many there are. */
static void
show_details (CalImportAssistant *self)
{
  g_autofree char *n_problems = cal_words_count (self->report->problems->len);
  g_autofree char *n_rows = cal_words_count (self->report->n_accepted);
  g_autofree char *problems = g_strdup_printf (_ ("Problems (%s)"), n_problems);
  g_autofree char *rows = g_strdup_printf (_ ("Rows (%s)"), n_rows);

  gtk_stack_page_set_title (
      gtk_stack_get_page (self->details, gtk_stack_get_child_by_name (self->details, "problems")),
      problems);
  gtk_stack_page_set_title (
      gtk_stack_get_page (self->details, gtk_stack_get_child_by_name (self->details, "rows")),
      rows);
  gtk_stack_set_visible_child_name (self->details,
                                    self->report->problems->len > 0 ? "problems" : "rows");
}

static void
show_report (CalImportAssistant *self)
{
  CalRosterReport *report = self->report;
  guint n_warnings = 0;
  g_autofree char *accepted = cal_words_count (report->n_accepted);
  g_autofree char *rejected = cal_words_count (report->n_rejected);
  g_autofree char *errors = NULL;
  g_autofree char *warnings = NULL;
  g_autofree char *summary = NULL;

  for (guint i = 0; i < report->problems->len; i++)
    if (!((const CalProblem *) g_ptr_array_index (report->problems, i))->is_error)
      n_warnings++;
  gtk_label_set_text (self->accepted, accepted);
  gtk_label_set_text (self->rejected, rejected);
  errors = g_strdup_printf (ngettext ("%u error", "%u errors", report->n_errors), report->n_errors);
  warnings = g_strdup_printf (ngettext ("%u warning", "%u warnings", n_warnings), n_warnings);
  summary = g_strdup_printf (_ ("%s · %s · read as %s"), errors, warnings,
                             report->encoding != NULL ? report->encoding : "–");
  gtk_label_set_text (self->summary, summary);
  cal_source_list_set_source (self->list, report->problems);
  cal_source_list_set_source (self->row_list, report->roster);
  show_details (self);
  gtk_stack_set_visible_child_name (self->problems_stack,
                                    report->problems->len > 0 ? "list" : "nothing");
  gtk_widget_set_sensitive (GTK_WIDGET (self->partial),
                            report->n_errors > 0 && report->n_accepted > 0 && !report->whole_file);
  fill_choices (self);
  gtk_stack_set_visible_child_name (self->stack, "report");
  update_create (self);
}

static gboolean
on_pulse_cb (gpointer data)
{
  gtk_progress_bar_pulse (CAL_IMPORT_ASSISTANT (data)->progress);
  return G_SOURCE_CONTINUE;
}

static void
stop_work (CalImportAssistant *self)
{
  g_clear_handle_id (&self->pulse, g_source_remove);
  g_clear_object (&self->cancellable);
}

static void
start_work (CalImportAssistant *self, const char *text)
{
  stop_work (self);
  self->cancellable = g_cancellable_new ();
  gtk_label_set_text (self->working, text);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_stack_set_visible_child_name (self->stack, "working");
  gtk_widget_set_sensitive (GTK_WIDGET (self->create), FALSE);
}

static void
show_error (CalImportAssistant *self, const char *heading, const GError *error)
{
  g_autofree char *body = g_strdup_printf (_ ("%s\n\nNothing was made."), error->message);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_read_in_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  GError *error = NULL;
  CalRosterReport *report =
      cal_roster_read_file (reading->path, reading->rules, reading->map, cancellable, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) cal_roster_report_free);
  else
    g_task_return_error (task, error);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CalImportAssistant *self = CAL_IMPORT_ASSISTANT (source);
  g_autoptr (GError) error = NULL;
  CalRosterReport *report = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  stop_work (self);
  if (report == NULL)
    {
      show_error (self, _ ("The roster could not be read"), error);
      g_signal_emit (self, signals[CANCELLED], 0);
      return;
    }
  g_clear_pointer (&self->report, cal_roster_report_free);
  self->report = report;
  show_report (self);
}

/* Reads with the columns as they are chosen now, at first as they are guessed. */
static void
read_roster (CalImportAssistant *self)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading = g_new0 (Reading, 1);
  guint n = 0;

  reading->path = g_strdup (self->path);
  reading->rules = cal_rules_ref (self->rules);
  for (guint i = 0; self->report != NULL && i < N_FIELDS; i++)
    {
      guint selected = adw_combo_row_get_selected (self->choices[i]);

      if (selected == 0 || selected == GTK_INVALID_LIST_POSITION)
        continue;
      reading->map[n].field = fields[i];
      reading->map[n].header = g_strdup (self->report->headers[selected - 1]);
      n++;
    }
  start_work (self, _ ("Reading the roster…"));
  self->pulse = g_timeout_add (PULSE_MS, on_pulse_cb, self);
  task = g_task_new (self, self->cancellable, on_read_cb, NULL);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, on_read_in_thread_cb);
}

static void
on_choice_changed_cb (CalImportAssistant *self)
{
  if (!self->filling)
    read_roster (self);
}

static void
on_input_changed_cb (CalImportAssistant *self)
{
  update_create (self);
}

static void
on_place_chosen_cb (GtkNativeDialog *dialog, int response, CalImportAssistant *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    {
      g_free (self->target);
      self->target = g_str_has_suffix (path, ".calibrate") ? g_steal_pointer (&path)
                                                           : g_strconcat (path, ".calibrate", NULL);
      show_target (self);
    }
  g_clear_object (&self->chooser);
}

static void
on_choose_place_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalImportAssistant *self = CAL_IMPORT_ASSISTANT (widget);
  g_autofree char *name = g_path_get_basename (self->target);
  g_autofree char *folder = g_path_get_dirname (self->target);
  g_autoptr (GFile) file = g_file_new_for_path (folder);

  self->chooser = gtk_file_chooser_native_new (_ ("Where to keep the cycle"),
                                               GTK_WINDOW (gtk_widget_get_root (widget)),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), file, NULL);
  g_signal_connect (self->chooser, "response", G_CALLBACK (on_place_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_progress_cb (double fraction, gpointer data)
{
  gtk_progress_bar_set_fraction (CAL_IMPORT_ASSISTANT (data)->progress, fraction);
}

static void
on_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CalImportAssistant) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CalLiveDocument) document = cal_live_document_open_finish (result, &error);

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  stop_work (self);
  if (document != NULL)
    g_signal_emit (self, signals[MADE], 0, document);
  else
    {
      show_report (self);
      show_error (self, _ ("The cycle was not made"), error);
    }
}

static void
on_create_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalImportAssistant *self = CAL_IMPORT_ASSISTANT (widget);
  g_autofree char *file_name = g_path_get_basename (self->path);
  CalCycleSetup setup = {
    .title = gtk_editable_get_text (GTK_EDITABLE (self->title)),
    .actor = cal_words_actor (),
    .time = cal_time_now (),
    .rules = self->rules,
    .roster = self->report != NULL ? self->report->roster : NULL,
    .file_name = file_name,
    .file_sha256 = self->report != NULL ? self->report->sha256 : NULL,
    .session = gtk_editable_get_text (GTK_EDITABLE (self->session)),
    .session_reason = _ ("Calibration meeting"),
  };

  if (find_obstacle (self) != NULL || self->cancellable != NULL)
    return;
  start_work (self, _ ("Making the cycle…"));
  cal_live_document_create_async (self->target, &setup, self->cancellable, on_progress_cb, self,
                                  on_made_cb, g_object_ref (self));
}

/* While something is being made, cancelling stops that; otherwise it leaves. */
static void
on_cancel_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CalImportAssistant *self = CAL_IMPORT_ASSISTANT (widget);
  gboolean making = self->cancellable != NULL && self->pulse == 0;

  g_cancellable_cancel (self->cancellable);
  if (!making)
    g_signal_emit (self, signals[CANCELLED], 0);
}

static GtkLabel *
add_label (GtkWidget *box, const char *css_class, int width)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), width);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CalImportAssistant *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new ();
  GtkLabel *message;

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), icon);
  add_label (box, "numeric", 11);
  gtk_label_set_ellipsize (add_label (box, "strong", 16), PANGO_ELLIPSIZE_END);
  message = add_label (box, "body-small", -1);
  gtk_label_set_wrap (message, TRUE);
  gtk_label_set_wrap_mode (message, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (GTK_WIDGET (message), TRUE);
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CalImportAssistant *self)
{
  guint position;
  GPtrArray *problems = cal_source_row_get (gtk_list_item_get_item (item), &position);
  const CalProblem *problem = g_ptr_array_index (problems, position);
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *line = gtk_widget_get_next_sibling (icon);
  GtkWidget *column = gtk_widget_get_next_sibling (line);
  GtkWidget *message = gtk_widget_get_next_sibling (column);
  g_autofree char *number = cal_words_count (problem->line);
  g_autofree char *line_text = g_strdup_printf (_ ("Line %s"), number);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), problem->is_error ? "dialog-error-symbolic"
                                                                    : "dialog-warning-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  problem->is_error ? _ ("Error") : _ ("Warning"), -1);
  if (problem->is_error)
    gtk_widget_add_css_class (icon, "error");
  else
    gtk_widget_remove_css_class (icon, "error");
  gtk_label_set_text (GTK_LABEL (line), line_text);
  gtk_label_set_text (GTK_LABEL (column), problem->column);
  gtk_label_set_text (GTK_LABEL (message), problem->message);
}

static void
on_row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer field)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "body-small");
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
on_row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer field)
{
  guint position;
  CalRoster *roster = cal_source_row_get (gtk_list_item_get_item (item), &position);
  g_autofree char *text = cal_roster_words (roster, position, GPOINTER_TO_INT (field));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
add_row_columns (CalImportAssistant *self)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  self->row_list = cal_source_list_new (&of_roster);
  selection =
      GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->row_list))));
  for (guint i = 0; i < N_FIELDS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      gpointer field = GINT_TO_POINTER (fields[i]);
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (on_row_setup_cb), field);
      g_signal_connect (factory, "bind", G_CALLBACK (on_row_bind_cb), field);
      column = gtk_column_view_column_new (field_title (fields[i]), factory);
      gtk_column_view_column_set_expand (column, fields[i] != CAL_FIELD_PERFORMANCE
                                                     && fields[i] != CAL_FIELD_POTENTIAL);
      gtk_column_view_append_column (self->rows, column);
    }
  gtk_column_view_set_model (self->rows, selection);
}

static void
cal_import_assistant_dispose (GObject *object)
{
  CalImportAssistant *self = CAL_IMPORT_ASSISTANT (object);

  g_cancellable_cancel (self->cancellable);
  stop_work (self);
  g_clear_object (&self->chooser);
  G_OBJECT_CLASS (cal_import_assistant_parent_class)->dispose (object);
}

static void
cal_import_assistant_finalize (GObject *object)
{
  CalImportAssistant *self = CAL_IMPORT_ASSISTANT (object);

  g_clear_object (&self->list);
  g_clear_object (&self->row_list);
  g_clear_pointer (&self->report, cal_roster_report_free);
  g_clear_pointer (&self->rules, cal_rules_unref);
  g_free (self->path);
  g_free (self->target);
  G_OBJECT_CLASS (cal_import_assistant_parent_class)->finalize (object);
}

static void
cal_import_assistant_class_init (CalImportAssistantClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cal_import_assistant_dispose;
  object_class->finalize = cal_import_assistant_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-import-assistant.ui");
  gtk_widget_class_bind_template_child (widget_class, CalImportAssistant, header);
  gtk_widget_class_bind_template_child (widget_class, CalImportAssistant, create);
  gtk_widget_class_bind_template_child (widget_class, CalImportAssistant, stack);
  gtk_widget_class_bind_template_child (widget_class, CalImportAssistant, working);
  gtk_widget_class_bind_template_child (widget_class, CalImportAssistant, progress);
  gtk_widget_class_bind_template_child (widget_class, CalImportAssistant, accepted);
  gtk_widget_class_bind_template_child (widget_class, CalImportAssistant, rejected);
  gtk_widget_class_bind_template_child (widget_class, CalImportAssistant, summary);
  gtk_widget_class_bind_template_child (widget_class, CalImportAssistant, details);
  gtk_widget_class_bind_template_child (widget_class, CalImportAssistant, problems_stack);
  gtk_widget_class_bind_template_child (widget_class, CalImportAssistant, problems);
  gtk_widget_class_bind_template_child (widget_class, CalImportAssistant, rows);
  gtk_widget_class_bind_template_child (widget_class, CalImportAssistant, title);
  gtk_widget_class_bind_template_child (widget_class, CalImportAssistant, session);
  gtk_widget_class_bind_template_child (widget_class, CalImportAssistant, place);
  gtk_widget_class_bind_template_child (widget_class, CalImportAssistant, partial);
  gtk_widget_class_bind_template_child (widget_class, CalImportAssistant, columns);
  gtk_widget_class_bind_template_child (widget_class, CalImportAssistant, obstacle);
  gtk_widget_class_bind_template_callback (widget_class, on_input_changed_cb);
  gtk_widget_class_install_action (widget_class, "import.create", NULL, on_create_cb);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, on_cancel_cb);
  gtk_widget_class_install_action (widget_class, "import.choose-place", NULL, on_choose_place_cb);

  signals[MADE] = g_signal_new ("made", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, CAL_TYPE_LIVE_DOCUMENT);
  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cal_import_assistant_init (CalImportAssistant *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rules = cal_rules_new_default ();
  self->list = cal_source_list_new (&of_problems);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->list))));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), self);
  gtk_list_view_set_factory (self->problems, factory);
  gtk_list_view_set_model (self->problems, selection);
  add_row_columns (self);
  for (guint i = 0; i < N_FIELDS; i++)
    {
      self->choices[i] = ADW_COMBO_ROW (adw_combo_row_new ());
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->choices[i]),
                                     field_title (fields[i]));
      g_signal_connect_swapped (self->choices[i], "notify::selected",
                                G_CALLBACK (on_choice_changed_cb), self);
      adw_preferences_group_add (self->columns, GTK_WIDGET (self->choices[i]));
    }
}

/* "annual_review-2026.csv" makes "annual review 2026". */
static char *
title_from (const char *stem)
{
  char *title = g_strdup (stem);

  for (char *p = title; *p != '\0'; p++)
    if (*p == '_' || *p == '-')
      *p = ' ';
  return title;
}

/**
 * cal_import_assistant_new:
 * @path: a roster
 *
 * Returns: (transfer floating): a page that reads it and offers to make a cycle
 *   beside it
 */
GtkWidget *
cal_import_assistant_new (const char *path)
{
  CalImportAssistant *self = g_object_new (CAL_TYPE_IMPORT_ASSISTANT, NULL);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  char *dot = strrchr (name, '.');
  g_autofree char *stem =
      dot != NULL && dot != name ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);
  g_autofree char *file = g_strconcat (stem, ".calibrate", NULL);
  g_autofree char *title = title_from (stem);

  self->path = g_strdup (path);
  self->target = g_build_filename (folder, file, NULL);
  adw_window_title_set_subtitle (self->header, name);
  gtk_editable_set_text (GTK_EDITABLE (self->title), title);
  show_target (self);
  read_roster (self);
  return GTK_WIDGET (self);
}
