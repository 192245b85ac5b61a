/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "charts/cal-story-grid.h"
#include "charts/cal-story-pages.h"

/* What stands above and below a page's content. */
#define TOP 70
#define BOTTOM 56

static const char *const labels[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", NULL };

static CalStory *
new_story (void)
{
  CalStory *story = cal_story_new ();

  story->heading = g_strdup ("Subject access pack");
  story->cycle = g_strdup ("Annual review");
  story->name = g_strdup ("Nadia Haddad");
  story->lead = g_strdup ("How it came about.");
  for (guint i = 0; i < 3; i++)
    {
      story->before[i] = g_strdup_printf ("before %u", i);
      story->after[i] = g_strdup_printf ("after %u", i);
    }
  story->count = g_strdup ("4 decisions");
  story->summary = g_strdup ("concern you.");
  story->n_performance = 3;
  story->n_potential = 3;
  story->cell_labels = g_strdupv ((char **) labels);
  story->start = cal_placement (2, 2);
  story->end = cal_placement (3, 3);
  story->check = g_strdup ("The file holds it all.");
  story->command = g_strdup ("ssh-keygen\n\nlog\n3\nroot");
  for (guint i = 0; i < 2; i++)
    {
      story->seal[i] = g_strdup_printf ("seal %u", i);
      story->limits[i] = g_strdup_printf ("limits %u", i);
    }
  story->withheld = g_strdup ("Withheld: names.");
  story->printed = g_strdup ("Made now");
  story->root = g_strdup ("root 01234567");
  return story;
}

static CalStoryStep *
add_step (CalStory *story, guint n_words)
{
  CalStoryStep *step = cal_story_add_step (story, CAL_STORY_MARK_DECISION);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (text, "word%u ", i);
  step->when = g_strdup ("6 Nov 2026, 09:37 UTC");
  step->number = g_strdup_printf ("decision %u", story->steps->len);
  step->title = g_strdup ("2,2 Core → 3,2 Strong");
  step->note = g_strdup ("undone by 9");
  step->lead = g_strdup ("New evidence.");
  step->text = g_string_free (text, FALSE);
  step->detail = g_strdup ("Evidence: none attached.");
  return step;
}

/* Every piece on its page, below the one before it, and nothing left out. */
static void
assert_whole (const CalStoryPages *pages, double height)
{
  const CalStory *story = cal_story_pages_story (pages);
  const GArray *pieces = cal_story_pages_pieces (pages);
  guint next_step = 0;
  guint next_line = 0;
  guint page = 0;
  double y = TOP;

  for (guint i = 0; i < pieces->len; i++)
    {
      const CalStoryPiece *piece = &g_array_index (pieces, CalStoryPiece, i);

      g_assert_cmpuint (piece->page, <=, page + 1);
      g_assert_cmpuint (piece->page, >=, page);
      if (piece->page > page)
        y = TOP;
      page = piece->page;
      g_assert_cmpfloat (piece->area.y, >=, y);
      y = piece->area.y + piece->area.height;
      g_assert_cmpfloat (y, <=, height - BOTTOM);
      if (piece->part != CAL_STORY_PART_STEP)
        continue;
      g_assert_cmpuint (piece->step, ==, next_step);
      g_assert_cmpuint (piece->first_line, ==, next_line);
      g_assert_cmpint (piece->is_first, ==, next_line == 0);
      g_assert_cmpuint (piece->n_lines, >, 0);
      next_line = piece->is_last ? 0 : next_line + piece->n_lines;
      next_step += piece->is_last;
    }
  g_assert_cmpuint (next_step, ==, story->steps->len);
  g_assert_cmpuint (page + 1, ==, cal_story_pages_n (pages));
  g_assert_cmpint (g_array_index (pieces, CalStoryPiece, 0).part, ==, CAL_STORY_PART_HEAD);
  g_assert_cmpint (g_array_index (pieces, CalStoryPiece, pieces->len - 1).part, ==,
                   CAL_STORY_PART_CHECK);
}

static void
test_short (void)
{
  g_autoptr (CalStoryPages) pages = NULL;
  CalStory *story = new_story ();

  for (guint i = 0; i < 4; i++)
    add_step (story, 12);
  pages = cal_story_pages_new (story, CAL_STORY_A4_WIDTH, CAL_STORY_A4_HEIGHT);
  g_assert_cmpuint (cal_story_pages_n (pages), ==, 1);
  assert_whole (pages, CAL_STORY_A4_HEIGHT);
}

static void
test_nobody_decided (void)
{
  g_autoptr (CalStoryPages) pages =
      cal_story_pages_new (new_story (), CAL_STORY_A4_WIDTH, CAL_STORY_A4_HEIGHT);

  assert_whole (pages, CAL_STORY_A4_HEIGHT);
}

static void
test_random (void)
{
  for (guint i = 0; i < 40; i++)
    {
      double height = g_test_rand_double_range (500, 1300);
      g_autoptr (CalStoryPages) pages = NULL;
      CalStory *story = new_story ();
      int n = g_test_rand_int_range (0, 30);

      for (int step = 0; step < n; step++)
        add_step (story, (guint) g_test_rand_int_range (0, i % 4 == 0 ? 2000 : 40));
      pages = cal_story_pages_new (story, CAL_STORY_A4_WIDTH, height);
      assert_whole (pages, height);
    }
}

/* The lines that somebody who cannot see the pages reads: everything, in order. */
static void
test_lines (void)
{
  g_autoptr (CalStory) story = new_story ();
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *text = NULL;
  static const char *const expected[] = {
    "Subject access pack",
    "Nadia Haddad",
    "before 0: before 1 before 2",
    "after 0: after 1 after 2",
    "4 decisions concern you.",
    "What happened, in order",
    "6 Nov 2026, 09:37 UTC decision 1",
    "2,2 Core → 3,2 Strong undone by 9",
    "New evidence. word0 word1 ",
    "Evidence: none attached.",
    "How to check this without us",
    "seal 0 seal 1",
    "limits 0 limits 1",
    "Withheld: names.",
    "Made now root 01234567",
  };
  const char *at;

  add_step (story, 2);
  lines = cal_story_lines (story);
  g_ptr_array_add (lines, NULL);
  text = g_strjoinv ("\n", (char **) lines->pdata);
  at = text;
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      at = strstr (at, expected[i]);
      g_assert_nonnull (at);
      at += strlen (expected[i]);
    }
}

static void
test_grid (void)
{
  g_autoptr (CalStory) story = new_story ();
  double height = cal_story_grid_height (story);
  cairo_rectangle_t low;
  cairo_rectangle_t high;
  cairo_rectangle_t held;

  cal_story_grid_cell (story, cal_placement (1, 1), &low);
  cal_story_grid_cell (story, cal_placement (3, 3), &high);
  g_assert_cmpfloat (low.x, <, high.x);
  g_assert_cmpfloat (low.y, >, high.y);
  g_assert_cmpfloat_with_epsilon (high.x + high.width, CAL_STORY_GRID_WIDTH, 0.01);
  g_assert_cmpfloat_with_epsilon (low.width, low.height, 0.01);
  g_assert_cmpfloat (low.y + low.height, <, height);

  story->end = CAL_HOLDING;
  g_assert_cmpfloat (cal_story_grid_height (story), >, height);
  cal_story_grid_cell (story, CAL_HOLDING, &held);
  g_assert_cmpfloat (held.y, >, low.y + low.height);
  g_assert_cmpfloat (held.y + held.height, <=, cal_story_grid_height (story) + 0.01);
}

/* Draws what is awkward, so that the memory checkers see it too. */
static void
test_awkward (void)
{
  static const char *const names[] = {
    "",
    "\xd9\x86\xd8\xa7\xd8\xaf\xd9\x8a\xd8\xa9 \xd8\xad\xd8\xaf\xd8\xa7\xd8\xaf",
    "\xe6\x9d\x8e\xe6\x98\x8e",
    "Oberregierungsbaudirektorin Dr. Freifrau von und zu "
    "Hohenlohe-Waldenburg-Schillingsf\xc3\xbcrst",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (CalStoryPages) pages = NULL;
      CalStory *story = new_story ();
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 800, 1200);
      cairo_t *cr = cairo_create (surface);

      g_free (story->name);
      story->name = g_strdup (names[i]);
      story->start = CAL_HOLDING;
      for (guint step = 0; step < 40; step++)
        {
          CalStoryStep *added = add_step (story, step * 20);

          added->mark = (CalStoryMark) (step % 6);
          added->undoes = (int) step - 1 - (int) (step % 5);
          cal_story_add_leg (story, cal_placement (step % 3 + 1, 1),
                             cal_placement (1, step % 3 + 1), step, step % 2 == 0);
        }
      pages = cal_story_pages_new (story, CAL_STORY_A4_WIDTH, CAL_STORY_A4_HEIGHT);
      assert_whole (pages, CAL_STORY_A4_HEIGHT);
      for (guint page = 0; page < cal_story_pages_n (pages); page++)
        cal_story_pages_draw (pages, page, cr, page % 2 ? &cal_palette_dark : &cal_palette_light);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/story/short", test_short);
  g_test_add_func ("/charts/story/nobody-decided", test_nobody_decided);
  g_test_add_func ("/charts/story/random", test_random);
  g_test_add_func ("/charts/story/lines", test_lines);
  g_test_add_func ("/charts/story/grid", test_grid);
  g_test_add_func ("/charts/story/awkward", test_awkward);
  return g_test_run ();
}
