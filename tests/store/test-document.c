/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-document-private.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "core/cal-core-error.h"
#include "cycle.h"
#include "log/cal-roster-totals.h"

static void
test_create (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = cycle_create (cycle->path, 700);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
  g_autoptr (CalRoster) roster = cycle_roster (700, 700);
  struct stat status;

  g_assert_true (cal_document_is_writable (document));
  g_assert_cmpuint (cal_board_size (board), ==, 4);
  g_assert_cmpstr (cal_board_title (board), ==, "Autumn “2026”");
  g_assert_cmpuint (cal_board_n_subjects (board), ==, 700);
  for (guint i = 0; i < 700; i++)
    {
      const CalSubject *a = cal_roster_subject (roster, i);
      const CalSubject *b = cal_board_subject (board, i)->row;

      g_assert_cmpstr (a->id, ==, b->id);
      g_assert_cmpstr (a->name, ==, b->name);
      g_assert_cmpstr (a->manager_id, ==, b->manager_id);
      g_assert_true (cal_placement_equal (a->ratings, b->ratings));
      for (guint v = 0; v < cal_roster_n_columns (roster); v++)
        g_assert_cmpstr (a->values[v], ==, b->values[v]);
    }
  g_assert_cmpint (stat (cycle->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);

  g_clear_pointer (&document, cal_document_free);
  cycle_assert_alone (cycle);
}

static gboolean
on_progress_cancel (double fraction, gpointer user_data)
{
  double *reached = user_data;

  g_assert_cmpfloat (fraction, >, *reached);
  *reached = fraction;
  return fraction < 0.5;
}

static void
test_create_cancelled (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalRoster) roster = cycle_roster (20000, 1);
  g_autoptr (CalRules) rules = cal_rules_new_default ();
  g_autoptr (GError) error = NULL;
  g_autofree char *listing = NULL;
  double reached = 0;
  const CalCycleSetup setup = {
    .title = "",
    .actor = "Ines Weber",
    .rules = rules,
    .roster = roster,
    .file_name = "people.csv",
    .file_sha256 = "",
  };

  g_assert_null (cal_document_create (cycle->path, &setup, on_progress_cancel, &reached, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpfloat (reached, >=, 0.5);
  listing = cycle_listing (cycle->folder);
  g_assert_cmpstr (listing, ==, "");
}

static void
test_create_refuses_existing (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalRoster) roster = cycle_roster (3, 1);
  g_autoptr (CalRules) rules = cal_rules_new_default ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) after = NULL;
  const CalCycleSetup setup = { .title = "",
                                .actor = "Ines Weber",
                                .rules = rules,
                                .roster = roster,
                                .file_name = "people.csv",
                                .file_sha256 = "" };

  g_assert_true (g_file_set_contents (cycle->path, "mine", -1, NULL));
  g_assert_null (cal_document_create (cycle->path, &setup, NULL, NULL, &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_EXISTS);
  after = cycle_bytes (cycle->path);
  g_assert_cmpmem (g_bytes_get_data (after, NULL), g_bytes_get_size (after), "mine", 4);
  cycle_assert_alone (cycle);
}

/* Random commands; the document opened again holds the same board, at the end and
 * at every moment before it. */
static void
test_replay (Cycle *cycle, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  g_autoptr (CalDocument) document = cycle_create (cycle->path, 12);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
  g_autoptr (GPtrArray) moments = g_ptr_array_new_with_free_func ((GDestroyNotify) cal_board_free);

  for (guint round = 0; round < 10; round++)
    {
      cycle_decide_at_random (document, board, rand, 6);
      g_ptr_array_add (moments, cycle_load (document, CAL_NONE));
      cycle_assert_same (board, g_ptr_array_index (moments, round));
    }
  g_clear_pointer (&document, cal_document_free);
  cycle_assert_alone (cycle);

  document = cycle_open (cycle->path, CAL_ACCESS_READ);
  for (guint i = 0; i < moments->len; i++)
    {
      const CalBoard *moment = g_ptr_array_index (moments, i);
      g_autoptr (CalBoard) then = cycle_load (document, (gint64) cal_board_size (moment) - 1);

      cycle_assert_same (moment, then);
    }
  g_autoptr (CalBoard) whole = cycle_load (document, CAL_NONE);
  cycle_assert_same (board, whole);
}

static void
test_load_beyond_the_end (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = cycle_create (cycle->path, 3);
  g_autoptr (GError) error = NULL;

  g_assert_null (cal_document_load (document, 4, &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NOT_FOUND);
}

static void
test_append_refuses_stale (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = cycle_create (cycle->path, 12);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
  g_autoptr (CalBoard) stale = cycle_load (document, CAL_NONE);
  g_autoptr (CalBoard) after = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  entries = cycle_move (document, board, "p0", &error);
  g_assert_no_error (error);
  g_assert_null (cycle_move (document, stale, "p1", &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_MOVED_ON);
  after = cycle_load (document, CAL_NONE);
  cycle_assert_same (board, after);

  g_assert_true (cal_document_catch_up (document, stale, NULL));
  cycle_assert_same (board, stale);
}

static void
test_totals (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = cycle_create (cycle->path, 50);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
  g_auto (GStrv) recorded = NULL;
  g_auto (GStrv) counted = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (cal_document_import_totals (document, &recorded, &error));
  g_assert_no_error (error);
  counted = cal_roster_totals (cal_board_roster (board), cal_board_rules (board));
  g_assert_cmpstrv (recorded, counted);
  g_assert_cmpstr (recorded[0], ==, "subjects");
  g_assert_cmpstr (recorded[1], ==, "50");
}

static void
test_open_and_close_changes_nothing (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = cycle_create (cycle->path, 12);
  g_autoptr (CalBoard) board = NULL;
  g_autoptr (GBytes) before = NULL;

  g_clear_pointer (&document, cal_document_free);
  before = cycle_bytes (cycle->path);
  for (CalAccess access = CAL_ACCESS_WRITE; access <= CAL_ACCESS_READ; access++)
    {
      g_autoptr (GBytes) after = NULL;

      document = cycle_open (cycle->path, access);
      board = cycle_load (document, CAL_NONE);
      g_clear_pointer (&board, cal_board_free);
      g_clear_pointer (&document, cal_document_free);
      after = cycle_bytes (cycle->path);
      g_assert_true (g_bytes_equal (before, after));
      cycle_assert_alone (cycle);
    }
}

static gboolean
on_record_count (guint64 seq,
                 const char *bytes,
                 gsize length,
                 const char *const *disclosures,
                 gpointer user_data)
{
  guint *counts = user_data;

  g_assert_cmpuint (seq, ==, counts[0]);
  counts[0]++;
  counts[1] += g_strv_length ((char **) disclosures);
  return TRUE;
}

/* The copy that is made before anything drastic is a document of its own. */
static void
test_backup (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = cycle_create (cycle->path, 30);
  g_autoptr (CalDocument) copy = NULL;
  g_autoptr (CalBoard) board = cal_document_load (document, CAL_NONE, NULL);
  g_autoptr (CalBoard) copied = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;
  guint counts[2] = { 0, 0 };

  cycle_decide_at_random (document, board, rand, 20);
  first = cal_document_backup (document, &error);
  g_assert_no_error (error);
  second = cal_document_backup (document, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first, !=, second);
  here = cal_document_checkpoint (document, NULL);
  g_clear_pointer (&document, cal_document_free);

  copy = cal_document_open (first, CAL_ACCESS_WRITE, &error);
  g_assert_no_error (error);
  copied = cal_document_load (copy, CAL_NONE, &error);
  g_assert_no_error (error);
  cycle_assert_same (board, copied);
  there = cal_document_checkpoint (copy, NULL);
  g_assert_cmpstr (here, ==, there);
  g_assert_true (cal_document_foreach_record (copy, on_record_count, counts, &error));
  g_assert_cmpuint (counts[0], ==, cal_board_size (board));
  /* Created, rules, roster, session; seven for every decision. */
  g_assert_cmpuint (counts[1], ==, 2 + 2 + 4 + 3 + 7 * cal_board_n_decisions (board));
  g_clear_pointer (&copy, cal_document_free);

  g_autofree char *listing = cycle_listing (cycle->folder);
  g_auto (GStrv) names = g_strsplit (listing, " ", -1);
  g_assert_cmpuint (g_strv_length (names), ==, 3);
}

/* The frontier goes along with what is appended and what another has appended, and
 * gives the root that all the records give. */
static void
test_frontier (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = cycle_create (cycle->path, 9);
  g_autoptr (CalDocument) follower = cycle_open (cycle->path, CAL_ACCESS_WRITE_OR_FOLLOW);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
  g_autoptr (CalBoard) theirs = cycle_load (follower, CAL_NONE);
  g_autoptr (GRand) rand = g_rand_new_with_seed (6962);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *kept = NULL;
      g_autofree char *followed = NULL;
      g_autofree char *computed = cal_document_checkpoint_at (document, G_MAXUINT64, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (document->tree.size, ==, cal_board_size (board));
      kept = cal_document_checkpoint (document, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (kept, ==, computed);
      g_assert_true (cal_document_catch_up (follower, theirs, &error));
      g_assert_cmpuint (follower->tree.size, ==, cal_board_size (board));
      followed = cal_document_checkpoint (follower, &error);
      g_assert_cmpstr (followed, ==, computed);
      cycle_decide_at_random (document, board, rand, 1);
    }
  g_clear_pointer (&document, cal_document_free);
  g_assert_true (cal_document_take_over (follower, &error));
  g_assert_true (cal_document_catch_up (follower, theirs, &error));
  cycle_decide_at_random (follower, theirs, rand, 5);
  g_assert_cmpuint (follower->tree.size, ==, cal_board_size (theirs));

  g_autofree char *kept = cal_document_checkpoint (follower, &error);
  g_autofree char *computed = cal_document_checkpoint_at (follower, G_MAXUINT64, &error);
  g_assert_cmpstr (kept, ==, computed);
}

#define ADD(name, data, test)                                                                      \
  g_test_add ("/store/document/" name, Cycle, data, cycle_set_up, test, cycle_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("create", NULL, test_create);
  ADD ("create-cancelled", NULL, test_create_cancelled);
  ADD ("create-refuses-existing", NULL, test_create_refuses_existing);
  ADD ("replay/1", GUINT_TO_POINTER (1), test_replay);
  ADD ("replay/2", GUINT_TO_POINTER (2), test_replay);
  ADD ("replay/3", GUINT_TO_POINTER (3), test_replay);
  ADD ("load-beyond-the-end", NULL, test_load_beyond_the_end);
  ADD ("append-refuses-stale", NULL, test_append_refuses_stale);
  ADD ("totals", NULL, test_totals);
  ADD ("frontier", NULL, test_frontier);
  ADD ("backup", NULL, test_backup);
  ADD ("open-and-close-changes-nothing", NULL, test_open_and_close_changes_nothing);
  return g_test_run ();
}
