/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "core/cal-time.h"
#include "model-fixture.h"
#include "model/cal-recents.h"

static const CalRecent *
recent_at (CalRecents *recents, guint i)
{
  return g_ptr_array_index (cal_recents_list (recents), i);
}

static void
test_round_trip (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->folder, "recent.ini", NULL);
  const CalBoard *board = cal_live_document_get_board (fixture->document);
  gint64 now = cal_time_now ();
  GStatBuf status;

  {
    g_autoptr (CalRecents) recents = cal_recents_new (file);

    g_assert_cmpuint (cal_recents_list (recents)->len, ==, 0);
    cal_recents_note (recents, "/gone/old.calibrate", board, now - 1000);
    cal_recents_note (recents, fixture->path, board, now);
    cal_recents_set_text (recents, "width", "1440");
    g_assert_true (cal_recents_save (recents, NULL));
  }
  g_assert_cmpint (g_stat (file, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  g_autoptr (CalRecents) again = cal_recents_new (file);
  g_autofree char *width = cal_recents_get_text (again, "width");
  guint n_placed = 0;
  g_assert_cmpstr (width, ==, "1440");
  g_assert_cmpuint (cal_recents_list (again)->len, ==, 2);
  const CalRecent *latest = recent_at (again, 0);
  g_assert_cmpstr (latest->path, ==, fixture->path);
  g_assert_cmpstr (latest->title, ==, "Annual review");
  g_assert_cmpstr (latest->session, ==, "S1");
  g_assert_cmpuint (latest->n_subjects, ==, cal_board_n_present (board));
  g_assert_cmpint (latest->opened, ==, now);
  g_assert_cmpuint (latest->n_counts, ==, 9);
  for (guint i = 0; i < latest->n_counts; i++)
    n_placed += (guint) latest->counts[i];
  g_assert_cmpuint (n_placed, ==, cal_board_n_placed (board));
  g_assert_cmpstr (recent_at (again, 1)->path, ==, "/gone/old.calibrate");
}

static void
test_order (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->folder, "recent.ini", NULL);
  const CalBoard *board = cal_live_document_get_board (fixture->document);
  g_autoptr (CalRecents) recents = cal_recents_new (file);

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *path = g_strdup_printf ("/cycles/%u.calibrate", i);

      cal_recents_note (recents, path, board, i);
    }
  g_assert_cmpuint (cal_recents_list (recents)->len, ==, 12);
  cal_recents_note (recents, "/cycles/15.calibrate", board, 100);
  g_assert_cmpuint (cal_recents_list (recents)->len, ==, 12);
  g_assert_cmpstr (recent_at (recents, 0)->path, ==, "/cycles/15.calibrate");
  cal_recents_move (recents, "/cycles/19.calibrate", "/moved/19.calibrate");
  g_assert_cmpstr (recent_at (recents, 1)->path, ==, "/moved/19.calibrate");
  cal_recents_forget (recents, "/moved/19.calibrate");
  g_assert_cmpuint (cal_recents_list (recents)->len, ==, 11);
  g_assert_cmpstr (recent_at (recents, 1)->path, ==, "/cycles/18.calibrate");
}

/* A file that is no key file costs the list and nothing else. */
static void
test_unreadable (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->folder, "recent.ini", NULL);

  g_assert_true (g_file_set_contents (file, "\x01\xff[cycle", -1, NULL));
  g_autoptr (CalRecents) broken = cal_recents_new (file);
  g_assert_cmpuint (cal_recents_list (broken)->len, ==, 0);

  g_assert_true (g_file_set_contents (
      file, "[cycle 1]\ntitle=No path\n[cycle 2]\npath=/a.calibrate\ntitle=A\nsubjects=-3\n", -1,
      NULL));
  g_autoptr (CalRecents) partial = cal_recents_new (file);
  g_assert_cmpuint (cal_recents_list (partial)->len, ==, 1);
  g_assert_cmpuint (recent_at (partial, 0)->n_subjects, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/model/recents/round-trip", ModelFixture, NULL, model_fixture_set_up,
              test_round_trip, model_fixture_tear_down);
  g_test_add ("/model/recents/order", ModelFixture, NULL, model_fixture_set_up, test_order,
              model_fixture_tear_down);
  g_test_add ("/model/recents/unreadable", ModelFixture, NULL, model_fixture_set_up,
              test_unreadable, model_fixture_tear_down);
  return g_test_run ();
}
