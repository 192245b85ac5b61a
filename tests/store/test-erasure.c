/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gstdio.h>

#include "core/cal-core-error.h"
#include "cycle.h"
#include "erased-cycle.h"
#include "sealed-cycle.h"
#include "store/cal-schema.h"
#include "store/cal-verification.h"

typedef struct
{
  char *folder;
  char *keys;
  char *path;
  char *key;
} Case;

static void
set_up (Case *test, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  test->folder = cycle_folder ();
  test->keys = cycle_folder ();
  test->path = g_build_filename (test->folder, "autumn.calibrate", NULL);
  test->key = sealed_key (test->keys, "hr");
  erased_create (test->path, test->key, rand);
}

static void
tear_down (Case *test, gconstpointer data)
{
  cycle_remove (test->folder);
  cycle_remove (test->keys);
  g_free (test->folder);
  g_free (test->keys);
  g_free (test->path);
  g_free (test->key);
}

static char *
id_of (guint person)
{
  return g_strdup_printf ("id-%04u-zq", person);
}

static CalVerification *
assert_verified (const char *path)
{
  g_autoptr (GError) error = NULL;
  CalVerification *found = cal_verification_run (path, NULL, NULL, &error);

  g_assert_no_error (error);
  if (found->fault != NULL)
    g_error ("record %" G_GINT64_FORMAT ", %s: %s", found->fault->seq, found->fault->field,
             found->fault->what);
  return found;
}

static void
assert_same_decision (const CalDecision *a, const CalDecision *b)
{
  g_assert_cmpstr (a->reason, ==, b->reason);
  g_assert_true (cal_placement_equal (a->to, b->to));
  g_assert_cmpint (a->in_force, ==, b->in_force);
  g_assert_cmpint (a->batch, ==, b->batch);
}

/* Everybody else stands where they stood, under the same index and with the same
 * decisions; of the person only that they were there is left. */
static void
assert_only_gone (const CalBoard *before, const CalBoard *after, guint erased)
{
  g_assert_cmpuint (cal_board_n_subjects (after), ==, cal_board_n_subjects (before));
  g_assert_cmpuint (cal_board_n_decisions (after), ==, cal_board_n_decisions (before));
  g_assert_cmpuint (cal_board_n_present (after) + 1, ==, cal_board_n_present (before));
  for (guint i = 0; i < cal_board_n_subjects (after); i++)
    {
      const CalBoardSubject *then = cal_board_subject (before, i);
      const CalBoardSubject *now = cal_board_subject (after, i);

      g_assert_cmpuint (now->n_decisions, ==, then->n_decisions);
      if (i == erased)
        {
          g_assert_true (now->gone);
          g_assert_cmpuint (now->erased_by, ==, cal_board_size (before));
          continue;
        }
      g_assert_cmpstr (now->row->id, ==, then->row->id);
      g_assert_true (cal_placement_equal (now->placement, then->placement));
    }
  for (guint i = 0; i < cal_board_n_decisions (after); i++)
    {
      const CalDecision *then = cal_board_decision (before, i);
      const CalDecision *now = cal_board_decision (after, i);

      g_assert_cmpuint (now->seq, ==, then->seq);
      g_assert_cmpuint (now->subject, ==, then->subject);
      g_assert_cmpstr (now->actor, ==, then->actor);
      if (now->subject != erased)
        assert_same_decision (now, then);
      else
        g_assert_cmpstr (now->reason, ==, "");
    }
}

/* One after the other, until nobody is left. */
static void
test_everybody (Case *test, gconstpointer data)
{
  g_autoptr (CalVerification) whole = assert_verified (test->path);
  g_autoptr (CalDocument) document = cycle_open (test->path, CAL_ACCESS_WRITE);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
  guint order[ERASED_N_PEOPLE];

  for (guint i = 0; i < ERASED_N_PEOPLE; i++)
    {
      guint k = (guint) g_test_rand_int_range (0, (gint32) i + 1);

      order[i] = order[k];
      order[k] = i;
    }
  for (guint i = 0; i < ERASED_N_PEOPLE; i++)
    {
      g_autofree char *id = id_of (order[i]);
      g_autoptr (CalBoard) before = cycle_load (document, CAL_NONE);
      g_autoptr (CalBoard) refolded = NULL;
      g_autoptr (CalVerification) found = NULL;
      g_autoptr (GError) error = NULL;

      erased_assert_somewhere (test->folder, order[i]);
      g_autoptr (CalErasure) erasure = erased_erase (document, board, id, &error);
      g_assert_no_error (error);
      g_assert_null (erasure->unfinished);
      g_assert_cmpuint (erasure->n_backups, ==, 0);
      g_assert_cmpuint (erasure->naming->len, ==, 0);
      assert_only_gone (before, board, order[i]);
      refolded = cycle_load (document, CAL_NONE);
      cycle_assert_same (board, refolded);
      g_assert_cmpuint (cal_board_n_erased (board), ==, i + 1);
      for (guint k = 0; k <= i; k++)
        erased_assert_nowhere (test->folder, order[k]);

      found = assert_verified (test->path);
      g_assert_cmpuint (found->n_erased, ==, i + 1);
      g_assert_cmpuint (found->n_subjects, ==, ERASED_N_PEOPLE - i - 1);
      g_assert_cmpuint (found->size, ==, whole->size + i + 1);
      g_assert_cmpuint (found->seals->len, ==, 1);
    }
}

/* A reader who looks on sees it too, and the past as if they had always been gone. */
static void
test_follower_and_past (Case *test, gconstpointer data)
{
  g_autoptr (CalDocument) document = cycle_open (test->path, CAL_ACCESS_WRITE);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
  g_autoptr (CalDocument) reader = cycle_open (test->path, CAL_ACCESS_READ);
  g_autoptr (CalBoard) seen = cycle_load (reader, CAL_NONE);
  g_autoptr (CalBoard) before = cycle_load (document, 10);
  g_autofree char *id = id_of (4);
  g_autoptr (GError) error = NULL;
  guint index;

  g_autoptr (CalErasure) erasure = erased_erase (document, board, id, &error);
  g_assert_no_error (error);
  g_assert_true (cal_document_catch_up (reader, seen, &error));
  g_assert_no_error (error);
  cycle_assert_same (board, seen);
  g_assert_false (cal_board_find (seen, id, &index));

  g_autoptr (CalBoard) past = cycle_load (document, 10);
  g_assert_cmpuint (cal_board_n_present (past) + 1, ==, cal_board_n_present (before));
  g_assert_cmpuint (cal_board_subject (past, 4)->erased_by, ==, erasure->seq);
}

/* The rules go on: others are decided on and sealed, nobody who was erased is. */
static void
test_goes_on (Case *test, gconstpointer data)
{
  g_autoptr (CalDocument) document = cycle_open (test->path, CAL_ACCESS_WRITE);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
  const CalCommand undo = {
    .kind = CAL_COMMAND_UNDO, .actor = "Ines Weber", .reason = "Back", .session = "S2"
  };
  g_autofree char *gone = id_of (0);
  g_autofree char *stays = id_of (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) moved = cycle_move (document, board, gone, &error);

  g_assert_no_error (error);
  g_autoptr (CalErasure) erasure = erased_erase (document, board, gone, &error);
  g_assert_no_error (error);
  g_assert_null (cal_document_execute (document, board, &undo, &error));
  g_assert_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_SUBJECT_GONE);
  g_assert_nonnull (strstr (error->message, "erased"));
  g_clear_error (&error);
  g_assert_null (cycle_move (document, board, gone, &error));
  g_assert_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_UNKNOWN_SUBJECT);
  g_clear_error (&error);
  g_assert_null (erased_erase (document, board, gone, &error));
  g_assert_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_UNKNOWN_SUBJECT);
  g_assert_nonnull (strstr (error->message, "have been erased"));
  g_clear_error (&error);

  g_autoptr (GPtrArray) more = cycle_move (document, board, stays, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) undone = cal_document_execute (document, board, &undo, &error);
  g_assert_no_error (error);
  g_assert_true (sealed_seal (document, board, "S2", test->key, NULL, &error));
  g_assert_no_error (error);
  g_autoptr (CalErasure) second = erased_erase (document, board, stays, &error);
  g_assert_no_error (error);
  g_clear_pointer (&document, cal_document_free);
  g_autoptr (CalVerification) found = assert_verified (test->path);
  g_assert_cmpuint (found->seals->len, ==, 2);
  g_assert_cmpuint (found->n_erased, ==, 2);
}

static void
test_refused (Case *test, gconstpointer data)
{
  g_autoptr (CalDocument) document = cycle_open (test->path, CAL_ACCESS_WRITE);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
  g_autofree char *id = id_of (3);
  const CalStep step = { .subject = id };
  const CalCommand hold = {
    .kind = CAL_COMMAND_SET_HOLD,
    .actor = "Legal Counsel",
    .time = G_GINT64_CONSTANT (1795251900000),
    .steps = &step,
    .n_steps = 1,
    .reason = "Court case 7",
  };
  const CalErasing bad[] = {
    { .subject = id, .actor = "Ines", .reason = "Retention ended for ID-0003-ZQ." },
    { .subject = id, .actor = "Ines", .reason = "name0003qx left" },
    { .subject = id, .actor = "Ines", .reason = " " },
    { .subject = id, .actor = "", .reason = "Retention" },
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *beside = NULL;
  guint64 size;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (cal_document_erase (document, board, &bad[i], &error));
      g_assert_true (error->domain == CAL_CORE_ERROR);
      g_clear_error (&error);
    }
  g_autoptr (GPtrArray) held = cal_document_execute (document, board, &hold, &error);
  g_assert_no_error (error);
  size = cal_board_size (board);
  g_assert_null (erased_erase (document, board, id, &error));
  g_assert_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_HELD);
  g_assert_nonnull (strstr (error->message, "Legal Counsel set at 2026-11-21"));
  g_assert_nonnull (strstr (error->message, "Court case 7"));
  g_assert_cmpuint (cal_board_size (board), ==, size);
  g_clear_pointer (&document, cal_document_free);
  beside = cycle_listing (test->folder);
  g_assert_cmpstr (beside, ==, "autumn.calibrate");
}

/* What others have written is not taken, but said. */
static void
test_named_elsewhere (Case *test, gconstpointer data)
{
  g_autoptr (CalDocument) document = cycle_open (test->path, CAL_ACCESS_WRITE);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
  g_autofree char *id = id_of (2);
  g_autofree char *other = id_of (7);
  const CalStep step = {
    .subject = other,
    .reason_code = "scope",
    .reason = "Covered for Name0002qx in May",
  };
  const CalCommand keep = {
    .kind = CAL_COMMAND_KEEP, .actor = "Ines Weber", .steps = &step, .n_steps = 1
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = cal_document_execute (document, board, &keep, &error);
  guint64 seq = cal_board_size (board) - 1;

  g_assert_no_error (error);
  g_autoptr (CalErasure) erasure = erased_erase (document, board, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (erasure->naming->len, ==, 1);
  g_assert_cmpuint (g_array_index (erasure->naming, guint64, 0), ==, seq);
}

/* Documents of the formats before; the copies beside them go, other files stay. */
static void
test_older_formats (Case *test, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *id;
    const char *texts[2];
  } formats[] = {
    { "format-1", "p3", { "\"p3\",\"Ada Love", "\"identity\",[\"p3\"" } },
    { "format-2", "E00006", { "يوسف الأنصاري", "The figures of the last quarter" } },
    { "format-3", "p3", { "Ada Nwosu", "Two papers accepted" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *name = g_strconcat (formats[i].name, ".calibrate", NULL);
      g_autofree char *kept = g_test_build_filename (G_TEST_DIST, "store", "fixtures", name, NULL);
      g_autofree char *path = g_build_filename (test->folder, name, NULL);
      g_autofree char *mine = g_strconcat (path, "-backup-mine", NULL);
      g_autoptr (GBytes) bytes = cycle_bytes (kept);
      g_autoptr (CalDocument) document = NULL;
      g_autofree char *listing = NULL;
      g_autofree char *copy = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                          (gssize) g_bytes_get_size (bytes), NULL));
      g_assert_true (g_file_set_contents (mine, "not a copy", -1, NULL));
      for (guint k = 0; k < G_N_ELEMENTS (formats[i].texts); k++)
        g_assert_true (erased_is_in_bytes (path, formats[i].texts[k]));
      document = cycle_open (path, CAL_ACCESS_WRITE);
      g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
      copy = cal_document_backup (document, &error);
      g_assert_no_error (error);
      g_autoptr (CalErasure) erasure = erased_erase (document, board, formats[i].id, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (erasure->n_backups, ==, 1);
      g_clear_pointer (&document, cal_document_free);
      g_autoptr (CalVerification) found = assert_verified (path);
      g_assert_cmpuint (found->n_erased, ==, 1);
      for (guint k = 0; k < G_N_ELEMENTS (formats[i].texts); k++)
        g_assert_false (erased_is_in_bytes (path, formats[i].texts[k]));
      g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
      g_assert_true (g_file_test (mine, G_FILE_TEST_EXISTS));
      g_assert_cmpint (g_remove (mine), ==, 0);
      listing = cycle_listing (test->folder);
      g_assert_null (strstr (listing, "backup"));
      g_assert_cmpint (g_remove (path), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Case *, gconstpointer);
  } tests[] = {
    { "/erasure/everybody", test_everybody },
    { "/erasure/follower-and-past", test_follower_and_past },
    { "/erasure/goes-on", test_goes_on },
    { "/erasure/refused", test_refused },
    { "/erasure/named-elsewhere", test_named_elsewhere },
    { "/erasure/older-formats", test_older_formats },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Case, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
