/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/cal-pack-story.h"

#include "cycle.h"

#define SUBJECT "p0"

static void
undo (CalDocument *document, CalBoard *board)
{
  const CalCommand command = {
    .kind = CAL_COMMAND_UNDO,
    .actor = "Ines Weber",
    .time = 1000,
    .reason = "Wrong chip",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = cal_document_execute (document, board, &command, &error);

  g_assert_no_error (error);
}

static void
move (CalDocument *document, CalBoard *board)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = cycle_move (document, board, SUBJECT, &error);

  g_assert_no_error (error);
}

/* Everybody again, as a roster that was corrected. */
static void
import (CalDocument *document, CalBoard *board)
{
  g_autoptr (CalRoster) roster = cycle_roster (6, 7);
  const CalImport what = { CAL_KIND_ROSTER_IMPORTED, roster, "HR", 1000, "corrected.csv", "00" };
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = cal_document_import (document, board, &what, NULL, NULL, &error);

  g_assert_no_error (error);
}

static CalStory *
tell (CalDocument *document, CalBoard *board)
{
  const CalPackStoryOptions options = { .for_subject = TRUE, .stem = "pack" };
  g_autoptr (GError) error = NULL;
  g_autoptr (CalPack) pack = NULL;
  guint subject;

  g_assert_true (cal_board_find (board, SUBJECT, &subject));
  pack = cal_document_prove_subject (document, board, subject, &error);
  g_assert_no_error (error);
  return cal_pack_story_new (board, subject, pack, &options);
}

static const CalStoryStep *
step_at (const CalStory *story, guint index)
{
  g_assert_cmpuint (index, <, story->steps->len);
  return g_ptr_array_index (story->steps, index);
}

/* Where an import comes between a decision and its undo, the arc still leads to the
 * decision. */
static void
test_undo_after_import (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = cycle_create (cycle->path, 6);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
  g_autoptr (CalStory) story = NULL;

  move (document, board);
  move (document, board);
  import (document, board);
  undo (document, board);
  undo (document, board);
  story = tell (document, board);
  g_assert_cmpuint (story->steps->len, ==, 7);
  g_assert_cmpint (step_at (story, 0)->mark, ==, CAL_STORY_MARK_START);
  g_assert_cmpint (step_at (story, 1)->mark, ==, CAL_STORY_MARK_UNDONE);
  g_assert_cmpint (step_at (story, 2)->mark, ==, CAL_STORY_MARK_UNDONE);
  g_assert_cmpint (step_at (story, 3)->mark, ==, CAL_STORY_MARK_START);
  g_assert_cmpint (step_at (story, 4)->undoes, ==, 2);
  g_assert_cmpint (step_at (story, 5)->undoes, ==, 1);
  g_assert_cmpint (step_at (story, 6)->mark, ==, CAL_STORY_MARK_OPEN);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (step_at (story, i)->undoes, ==, -1);
}

static void
test_not_sealed (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = cycle_create (cycle->path, 6);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
  g_autoptr (CalStory) story = tell (document, board);

  g_assert_cmpstr (story->seal[0], ==, "Not sealed");
  g_assert_cmpstr (story->seal[1], ==, "Nobody has signed the log yet.");
  g_assert_true (g_str_has_prefix (story->withheld, "Withheld: "));
  g_assert_cmpstr (story->count, ==, "Nobody changed your rating.");
}

#define ADD(name, func)                                                                            \
  g_test_add ("/export/pack-story/" name, Cycle, NULL, cycle_set_up, func, cycle_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("undo-after-import", test_undo_after_import);
  ADD ("not-sealed", test_not_sealed);
  return g_test_run ();
}
