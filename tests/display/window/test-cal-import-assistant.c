/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "app/cal-import-assistant.h"
#include "app/cal-style.h"
#include "model/cal-roster-words.h"
#include "model/cal-source-list.h"

#define PATIENCE_S 30

static const char good[] = "employee_id,name,department,performance,potential\n"
                           "1,Aisha Khan,Payments,3,3\n"
                           "2,Kofi Mensah,Sales,2,2\n"
                           "3,Ines Carvalho,Logistics,1,2\n";
static const char bad[] = "employee_id,name,performance,potential\n"
                          "1,Aisha Khan,3,3\n"
                          "2,Kofi Mensah,7,2\n"
                          "2,Ines Carvalho,1,2\n";
static const char unnamed[] = "no,who,perf,stars\n1,Aisha Khan,3,3\n";

typedef struct
{
  char *folder;
  char *roster;
  char *target;
  GtkWidget *window;
  GtkWidget *assistant;
  CalLiveDocument *made;
  guint n_cancelled;
} Fixture;

static gboolean
on_out_of_patience_cb (gpointer data)
{
  g_error ("waited %d s in vain for %s", PATIENCE_S, (const char *) data);
  return G_SOURCE_REMOVE;
}

static void
wait_for (Fixture *fixture, const char *what, gboolean (*done) (Fixture *fixture))
{
  guint source = g_timeout_add_seconds (PATIENCE_S, on_out_of_patience_cb, (gpointer) what);

  while (!done (fixture))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static GtkWidget *
child (Fixture *fixture, const char *name)
{
  GObject *object =
      gtk_widget_get_template_child (fixture->assistant, CAL_TYPE_IMPORT_ASSISTANT, name);

  g_assert_nonnull (object);
  return GTK_WIDGET (object);
}

static const char *
text_of (Fixture *fixture, const char *name)
{
  return gtk_label_get_text (GTK_LABEL (child (fixture, name)));
}

static gboolean
has_report (Fixture *fixture)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (child (fixture, "stack"))),
                    "report")
         == 0;
}

static gboolean
has_made (Fixture *fixture)
{
  return fixture->made != NULL;
}

static void
on_made_cb (GtkWidget *assistant, CalLiveDocument *document, Fixture *fixture)
{
  fixture->made = g_object_ref (document);
}

static void
on_cancelled_cb (GtkWidget *assistant, Fixture *fixture)
{
  fixture->n_cancelled++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("calibrate-import-XXXXXX", NULL);
  fixture->roster = g_build_filename (fixture->folder, "mid_year-2026.csv", NULL);
  fixture->target = g_build_filename (fixture->folder, "mid_year-2026.calibrate", NULL);
  g_assert_true (g_file_set_contents (fixture->roster, data, -1, NULL));
  fixture->assistant = cal_import_assistant_new (fixture->roster);
  g_signal_connect (fixture->assistant, "made", G_CALLBACK (on_made_cb), fixture);
  g_signal_connect (fixture->assistant, "cancelled", G_CALLBACK (on_cancelled_cb), fixture);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 800);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->assistant);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_for (fixture, "the report", has_report);
}

static void
on_closed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gboolean closed = FALSE;

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  if (fixture->made != NULL)
    {
      cal_live_document_close_async (fixture->made, on_closed_cb, &closed);
      while (!closed)
        g_main_context_iteration (NULL, TRUE);
      g_object_unref (fixture->made);
      g_assert_cmpint (g_remove (fixture->target), ==, 0);
    }
  g_assert_cmpint (g_remove (fixture->roster), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->roster);
  g_free (fixture->target);
}

static void
test_good (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (text_of (fixture, "accepted"), ==, "3");
  g_assert_cmpstr (text_of (fixture, "rejected"), ==, "0");
  g_assert_true (gtk_widget_get_sensitive (child (fixture, "create")));
  g_assert_false (g_file_test (fixture->target, G_FILE_TEST_EXISTS));

  gtk_widget_activate_action (fixture->assistant, "import.create", NULL);
  wait_for (fixture, "the cycle", has_made);
  g_assert_cmpstr (cal_live_document_get_title (fixture->made), ==, "mid year 2026");
  g_assert_cmpstr (cal_live_document_get_path (fixture->made), ==, fixture->target);
  const CalBoard *board = cal_live_document_get_board (fixture->made);
  g_assert_cmpuint (cal_board_n_subjects (board), ==, 3);
  g_assert_cmpuint (cal_board_n_sessions (board), ==, 1);
  g_assert_cmpstr (cal_board_session (board, 0)->name, ==, "S1");
}

static void
test_bad (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (child (fixture, "problems")));

  g_assert_cmpstr (text_of (fixture, "accepted"), ==, "1");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), >=, 2);
  g_assert_false (gtk_widget_get_sensitive (child (fixture, "create")));
  g_assert_true (gtk_widget_get_visible (child (fixture, "obstacle")));
  gtk_widget_activate_action (fixture->assistant, "import.create", NULL);
  g_assert_true (has_report (fixture));

  gtk_switch_set_active (GTK_SWITCH (child (fixture, "partial")), TRUE);
  g_assert_true (gtk_widget_get_sensitive (child (fixture, "create")));
  gtk_editable_set_text (GTK_EDITABLE (child (fixture, "title")), "");
  g_assert_false (gtk_widget_get_sensitive (child (fixture, "create")));
  gtk_editable_set_text (GTK_EDITABLE (child (fixture, "title")), "Only the good");
  gtk_widget_activate_action (fixture->assistant, "import.create", NULL);
  wait_for (fixture, "the cycle", has_made);
  g_assert_cmpuint (cal_board_n_subjects (cal_live_document_get_board (fixture->made)), ==, 1);
}

static guint
n_labels (GtkWidget *widget)
{
  guint n = GTK_IS_LABEL (widget) ? 1 : 0;

  for (GtkWidget *one = gtk_widget_get_first_child (widget); one != NULL;
       one = gtk_widget_get_next_sibling (one))
    n += n_labels (one);
  return n;
}

static char *
many_rows (guint n)
{
  GString *text = g_string_new ("employee_id,name,manager_id,department,performance,potential\n");

  for (guint i = 1; i <= n; i++)
    g_string_append_printf (text, "%u,Person %u,%u,Sales,%u,\n", i, i, i > 1 ? 1 : 0, i % 3 + 1);
  return g_string_free (text, FALSE);
}

static gboolean
has_rows (Fixture *fixture)
{
  return n_labels (child (fixture, "rows")) > 6;
}

/* Every row is listed, and only those in view have widgets. */
static void
test_rows (Fixture *fixture, gconstpointer data)
{
  GtkWidget *rows = child (fixture, "rows");
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (rows)));
  GtkStack *details = GTK_STACK (child (fixture, "details"));
  g_autoptr (CalSourceRow) last = NULL;
  static const struct
  {
    CalField field;
    const char *text;
  } expected[] = {
    { CAL_FIELD_EMPLOYEE_ID, "6000" },    { CAL_FIELD_NAME, "Person 6000" },
    { CAL_FIELD_MANAGER_ID, "Person 1" }, { CAL_FIELD_DEPARTMENT, "Sales" },
    { CAL_FIELD_PERFORMANCE, "1" },       { CAL_FIELD_POTENTIAL, "–" },
  };

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 6000);
  last = g_list_model_get_item (model, 5999);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      guint position;
      CalRoster *roster = cal_source_row_get (last, &position);
      g_autofree char *text = cal_roster_words (roster, position, expected[i].field);

      g_assert_cmpstr (text, ==, expected[i].text);
    }
  g_assert_cmpstr (gtk_stack_page_get_title (
                       gtk_stack_get_page (details, gtk_stack_get_child_by_name (details, "rows"))),
                   ==, "Rows (6,000)");
  gtk_stack_set_visible_child_name (details, "rows");
  wait_for (fixture, "rows in view", has_rows);
  g_assert_cmpuint (n_labels (rows), <, 6 * 1000);
}

static AdwComboRow *
combo_named (GtkWidget *widget, const char *title)
{
  for (GtkWidget *row = gtk_widget_get_first_child (widget); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      AdwComboRow *found =
          ADW_IS_COMBO_ROW (row)
                  && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title)
              ? ADW_COMBO_ROW (row)
              : combo_named (row, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Columns that nobody could guess are chosen by hand, and the file is read again. */
static void
test_columns (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *title;
    guint column;
  } choices[] = { { "Employee id", 1 }, { "Name", 2 }, { "Potential", 4 } };

  g_assert_false (gtk_widget_get_sensitive (child (fixture, "create")));
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      AdwComboRow *row = combo_named (fixture->assistant, choices[i].title);

      g_assert_cmpuint (adw_combo_row_get_selected (row), !=, choices[i].column);
      adw_combo_row_set_selected (row, choices[i].column);
      wait_for (fixture, "the report", has_report);
    }
  g_assert_cmpstr (text_of (fixture, "accepted"), ==, "1");
  g_assert_true (gtk_widget_get_sensitive (child (fixture, "create")));
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  gtk_widget_activate_action (fixture->assistant, "import.cancel", NULL);
  g_assert_cmpuint (fixture->n_cancelled, ==, 1);
  g_assert_false (g_file_test (fixture->target, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_autofree char *many = many_rows (6000);

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  cal_style_init ();
  g_test_add ("/display/import-assistant/good", Fixture, good, set_up, test_good, tear_down);
  g_test_add ("/display/import-assistant/bad", Fixture, bad, set_up, test_bad, tear_down);
  g_test_add ("/display/import-assistant/rows", Fixture, many, set_up, test_rows, tear_down);
  g_test_add ("/display/import-assistant/columns", Fixture, unnamed, set_up, test_columns,
              tear_down);
  g_test_add ("/display/import-assistant/cancel", Fixture, good, set_up, test_cancel, tear_down);
  return g_test_run ();
}
