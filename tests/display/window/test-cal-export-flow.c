/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/cal-export-flow.h"
#include "app/cal-style.h"
#include "model-fixture.h"

typedef struct
{
  GtkWidget *overlay;
  const char *text;
} Wanted;

static gboolean
says (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
is_said (gpointer data)
{
  Wanted *wanted = data;

  return says (wanted->overlay, wanted->text);
}

/* Exports to a name, waits for the toast, and gives what the file begins with. */
static void
check_export (ModelFixture *fixture, const char *name, const char *toast, const char *start)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  Wanted wanted = { overlay, toast };
  gsize length;

  gtk_window_set_child (GTK_WINDOW (window), overlay);
  gtk_window_present (GTK_WINDOW (window));
  cal_export_flow_write (fixture->document, ADW_TOAST_OVERLAY (overlay), path);
  model_wait_for (is_said, &wanted);
  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (length, >, strlen (start));
  g_assert_cmpmem (text, strlen (start), start, strlen (start));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_workbook (ModelFixture *fixture, gconstpointer data)
{
  check_export (fixture, "ratings.xlsx", "Exported ratings.xlsx", "PK");
}

static void
test_csv (ModelFixture *fixture, gconstpointer data)
{
  check_export (fixture, "ratings.csv", "Exported ratings.csv", "employee_id,");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  cal_style_init ();
#define ADD(path, test)                                                                            \
  g_test_add (path, ModelFixture, NULL, model_fixture_set_up, test, model_fixture_tear_down)
  ADD ("/display/export-flow/workbook", test_workbook);
  ADD ("/display/export-flow/csv", test_csv);
#undef ADD
  return g_test_run ();
}
