/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/cal-pack-flow.h"
#include "app/cal-story-print.h"
#include "app/cal-story-view.h"
#include "app/cal-style.h"
#include "core/cal-time.h"
#include "export/cal-pack-story.h"
#include "model-fixture.h"

typedef struct
{
  GtkWidget *widget;
  const char *text;
} Wanted;

static CalLiveStory *
read_story (ModelFixture *fixture)
{
  const CalBoard *board = cal_live_document_get_board (fixture->document);
  CalPlacement from = cal_board_subject (board, 2)->placement;
  g_autoptr (GError) error = NULL;
  CalLiveStory *story;

  for (guint i = 1; i <= 9; i++)
    if (i % 3 + 1 != from.performance || (i - 1) / 3 + 1 != from.potential)
      {
        model_move (fixture->document, 2, cal_placement (i % 3 + 1, (i - 1) / 3 + 1), &error);
        g_assert_no_error (error);
      }
  story = model_read_story (fixture->document, cal_board_subject (board, 2)->row->id, &error);
  g_assert_no_error (error);
  return story;
}

static CalStory *
tell (CalLiveStory *story)
{
  const CalPackStoryOptions options = { .time = cal_time_now () };

  return cal_pack_story_new (story->board, story->subject, story->pack, &options);
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
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
  const Wanted *wanted = data;

  return says (wanted->widget, wanted->text);
}

/* Every line that the pages have is a label of the view, for a screen reader. */
static void
test_view (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (CalLiveStory) story = read_story (fixture);
  g_autoptr (CalStory) told = tell (story);
  g_autoptr (GPtrArray) lines = cal_story_lines (told);
  g_autoptr (CalStoryPages) pages =
      cal_story_pages_new (tell (story), CAL_STORY_A4_WIDTH, CAL_STORY_A4_HEIGHT);
  CalStoryView *view = g_object_ref_sink (g_object_new (CAL_TYPE_STORY_VIEW, NULL));
  int height;

  cal_story_view_set_story (view, tell (story));
  for (guint i = 0; i < lines->len; i++)
    g_assert_true (says (GTK_WIDGET (view), g_ptr_array_index (lines, i)));
  gtk_widget_measure (GTK_WIDGET (view), GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, >, cal_story_pages_n (pages) * CAL_STORY_A4_HEIGHT);
  gtk_test_accessible_assert_role (view, GTK_ACCESSIBLE_ROLE_GROUP);
  cal_story_view_set_story (view, tell (story));
  g_assert_finalize_object (view);
}

static void
test_print (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (CalLiveStory) story = read_story (fixture);
  g_autoptr (CalStoryPages) pages =
      cal_story_pages_new (tell (story), CAL_STORY_A4_WIDTH, CAL_STORY_A4_HEIGHT);
  g_autoptr (GtkPrintOperation) operation = cal_story_print_new (story, cal_time_now ());
  g_autofree char *path = g_build_filename (fixture->folder, "printed.pdf", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  GtkPrintOperationResult result;
  gsize length;
  int n_pages;

  gtk_print_operation_set_export_filename (operation, path);
  result = gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_object_get (operation, "n-pages", &n_pages, NULL);
  g_assert_cmpint (n_pages, ==, cal_story_pages_n (pages));
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpmem (bytes, 5, "%PDF-", 5);
  g_assert_cmpuint (length, >, 5000);
}

static GtkWidget *
overlay_in_window (GtkWidget **window)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  *window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (*window), overlay);
  gtk_window_present (GTK_WINDOW (*window));
  return overlay;
}

static void
test_save (ModelFixture *fixture, gconstpointer data)
{
  static const char *const endings[] = { "pdf", "json" };
  g_autoptr (CalLiveStory) story = read_story (fixture);
  GtkWidget *window;
  GtkWidget *overlay = overlay_in_window (&window);
  g_autofree char *stem = g_build_filename (fixture->folder, "pack", NULL);
  Wanted wanted = { overlay, "Saved pack.pdf, and beside it the files to check it with" };

  cal_pack_flow_write (story, ADW_TOAST_OVERLAY (overlay), stem);
  model_wait_for (is_said, &wanted);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (stem, ".", endings[i], NULL);

      g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
has_dialog (gpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && says (GTK_WIDGET (window), "The pack was not saved"))
        return TRUE;
    }
  return FALSE;
}

static void
test_not_saved (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (CalLiveStory) story = read_story (fixture);
  GtkWidget *window;
  GtkWidget *overlay = overlay_in_window (&window);
  g_autofree char *path = g_build_filename (fixture->folder, "no", "pack.pdf", NULL);

  cal_pack_flow_write (story, ADW_TOAST_OVERLAY (overlay), path);
  model_wait_for (has_dialog, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  cal_style_init ();
#define ADD(path, test)                                                                            \
  g_test_add (path, ModelFixture, NULL, model_fixture_set_up, test, model_fixture_tear_down)
  ADD ("/display/story/view", test_view);
  ADD ("/display/story/print", test_print);
  ADD ("/display/story/save", test_save);
  ADD ("/display/story/not-saved", test_not_saved);
#undef ADD
  return g_test_run ();
}
