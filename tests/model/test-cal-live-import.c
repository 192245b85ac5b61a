/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "model-fixture.h"
#include "model/cal-live-import.h"

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
is_done (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

static CalLiveImport *
take_in (ModelFixture *fixture, CalKind kind, const char *text, gboolean partial, GError **error)
{
  g_autofree char *path = g_build_filename (fixture->folder, "ratings.csv", NULL);
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  cal_live_import_start (fixture->document, kind, path, partial, "Ada", NULL, on_done_cb, &result);
  model_wait_for (is_done, &result);
  return cal_live_import_finish (result, error);
}

static guint
n_taken (ModelFixture *fixture, gboolean earlier)
{
  return cal_board_n_ratings (cal_live_document_get_board (fixture->document), earlier);
}

static char *
line_of (ModelFixture *fixture, guint subject, const char *rater)
{
  const CalBoard *board = cal_live_document_get_board (fixture->document);

  return g_strdup_printf ("%s,%s,2,3\n", cal_board_subject (board, subject)->row->id, rater);
}

static void
test_good (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *first = line_of (fixture, 0, "R1");
  g_autofree char *second = line_of (fixture, 0, "R2");
  g_autofree char *text =
      g_strconcat ("employee_id,rater,performance,potential\n", first, second, NULL);
  g_autoptr (GError) error = NULL;
  guint64 size = cal_live_document_get_size (fixture->document);
  g_autoptr (CalLiveImport) ratings =
      take_in (fixture, CAL_KIND_RATINGS_IMPORTED, text, FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ratings->report->n_accepted, ==, 2);
  g_assert_true (g_file_test (ratings->backup, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (n_taken (fixture, FALSE), ==, 1);
  g_assert_cmpuint (n_taken (fixture, TRUE), ==, 0);
  g_assert_cmpuint (cal_live_document_get_size (fixture->document), ==, size + 1);

  g_autofree char *past = g_strconcat ("employee_id,rater,performance,potential\n", first, NULL);
  g_autoptr (CalLiveImport) earlier =
      take_in (fixture, CAL_KIND_EARLIER_IMPORTED, past, FALSE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (earlier->backup);
  g_assert_cmpuint (n_taken (fixture, TRUE), ==, 1);
  /* Deciding goes on as before. */
  g_assert_true (model_move (fixture->document, 0, cal_placement (1, 1), &error)
                 || model_move (fixture->document, 0, cal_placement (3, 3), NULL));
}

/* One bad row: nothing is taken in before somebody says so. */
static void
test_problems (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *good = line_of (fixture, 0, "R1");
  g_autofree char *text =
      g_strconcat ("employee_id,rater,performance,potential\n", good, "nobody,R1,2,2\n", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CalLiveImport) refused =
      take_in (fixture, CAL_KIND_RATINGS_IMPORTED, text, FALSE, &error);

  g_assert_no_error (error);
  g_assert_null (refused->backup);
  g_assert_cmpuint (refused->report->n_errors, ==, 1);
  g_assert_cmpuint (n_taken (fixture, FALSE), ==, 0);

  g_autoptr (CalLiveImport) partial =
      take_in (fixture, CAL_KIND_RATINGS_IMPORTED, text, TRUE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (partial->backup);
  g_assert_cmpuint (partial->report->n_accepted, ==, 1);
  g_assert_cmpuint (n_taken (fixture, FALSE), ==, 1);
}

static void
test_missing (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cal_live_import_start (fixture->document, CAL_KIND_RATINGS_IMPORTED, "/nowhere/ratings.csv",
                         FALSE, "Ada", NULL, on_done_cb, &result);
  model_wait_for (is_done, &result);
  g_assert_null (cal_live_import_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (n_taken (fixture, FALSE), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/live-import/good", ModelFixture, NULL, model_fixture_set_up, test_good,
              model_fixture_tear_down);
  g_test_add ("/live-import/problems", ModelFixture, NULL, model_fixture_set_up, test_problems,
              model_fixture_tear_down);
  g_test_add ("/live-import/missing", ModelFixture, NULL, model_fixture_set_up, test_missing,
              model_fixture_tear_down);
  return g_test_run ();
}
