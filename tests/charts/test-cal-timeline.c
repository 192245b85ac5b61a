/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "cal-test-board.h"
#include "charts/cal-timeline.h"

#define WIDTH 1200.0

static CalTimeline *
timeline_of (CalTestBoard *test)
{
  CalTimeline *timeline = cal_timeline_new ();

  while (!cal_timeline_add (timeline, test->board, 7))
    continue;
  return timeline;
}

static CalTimelineScene
scene_of (CalTimeline *timeline)
{
  CalTimelineScene scene = { .width = WIDTH, .faulty = CAL_NONE, .marked = { CAL_NONE, CAL_NONE } };

  cal_timeline_show_all (timeline, &scene);
  scene.at = cal_timeline_size (timeline);
  return scene;
}

/* E0 stands on 1,1; E1 on 2,1; E4 on 2,2. */
static CalTestBoard *
told_board (void)
{
  CalTestBoard *test = cal_test_board_new (12, "S1");
  CalStep steps[] = {
    { .subject = "E1", .to = { 3, 3 }, .reason_code = "scope", .reason = "R" },
    { .subject = "E2", .to = { 1, 1 }, .reason_code = "scope", .reason = "R" },
    { .subject = "E4", .to = CAL_HOLDING, .reason_code = "scope", .reason = "R" },
  };
  CalStep stays = { .subject = "E0", .reason_code = "scope", .reason = "R" };
  CalCommand batch = { .kind = CAL_COMMAND_MOVE, .actor = "Ada", .steps = steps, .n_steps = 3 };
  CalCommand keep = { .kind = CAL_COMMAND_KEEP, .actor = "Ada", .steps = &stays, .n_steps = 1 };

  g_assert_true (cal_test_board_run (test, &batch, NULL));
  g_assert_true (cal_test_board_run (test, &keep, NULL));
  g_assert_true (cal_test_board_move (test, "E0", cal_placement (3, 3), NULL));
  g_assert_true (cal_test_board_undo (test, NULL));
  return test;
}

static void
assert_mark (CalTimeline *timeline,
             guint64 seq,
             CalTimelineKind kind,
             guint distance,
             gboolean undone)
{
  CalTimelineMark mark = cal_timeline_mark (timeline, seq);

  g_assert_cmpint (mark.kind, ==, kind);
  g_assert_cmpuint (mark.distance, ==, distance);
  g_assert_cmpint (mark.undone, ==, undone);
}

static void
test_marks (void)
{
  g_autoptr (CalTestBoard) test = told_board ();
  g_autoptr (CalTimeline) timeline = timeline_of (test);
  const CalTimelineArc *arcs;
  const CalTimelineBatch *batches;
  guint counts[CAL_TIMELINE_N_KINDS] = { 0 };
  guint n;

  g_assert_cmpuint (cal_timeline_size (timeline), ==, 10);
  for (guint seq = 0; seq < 4; seq++)
    assert_mark (timeline, seq, CAL_TIMELINE_OTHER, 0, FALSE);
  assert_mark (timeline, 4, CAL_TIMELINE_UP, 3, FALSE);
  assert_mark (timeline, 5, CAL_TIMELINE_DOWN, 2, FALSE);
  assert_mark (timeline, 6, CAL_TIMELINE_ACROSS, 1, FALSE);
  assert_mark (timeline, 7, CAL_TIMELINE_KEPT, 0, FALSE);
  assert_mark (timeline, 8, CAL_TIMELINE_UP, 4, TRUE);
  assert_mark (timeline, 9, CAL_TIMELINE_DOWN, 4, FALSE);

  cal_timeline_count (timeline, 4, 10, counts);
  g_assert_cmpuint (counts[CAL_TIMELINE_OTHER], ==, 0);
  g_assert_cmpuint (counts[CAL_TIMELINE_UP], ==, 2);
  g_assert_cmpuint (counts[CAL_TIMELINE_DOWN], ==, 2);
  g_assert_cmpuint (counts[CAL_TIMELINE_KEPT], ==, 1);
  g_assert_cmpuint (counts[CAL_TIMELINE_ACROSS], ==, 1);
  arcs = cal_timeline_arcs (timeline, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (arcs[0].undone, ==, 8);
  g_assert_cmpuint (arcs[0].by, ==, 9);
  batches = cal_timeline_batches (timeline, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (batches[0].first, ==, 4);
  g_assert_cmpuint (batches[0].n, ==, 3);

  /* Redone, it holds again, and the undo no longer. */
  g_assert_true (cal_test_board_redo (test, NULL));
  g_assert_true (cal_timeline_add (timeline, test->board, 100));
  assert_mark (timeline, 8, CAL_TIMELINE_UP, 4, FALSE);
  assert_mark (timeline, 9, CAL_TIMELINE_DOWN, 4, TRUE);
}

static void
assert_undone (CalTimeline *timeline, const CalBoard *board)
{
  for (guint i = 0; i < cal_board_n_decisions (board); i++)
    {
      const CalDecision *decision = cal_board_decision (board, i);

      g_assert_cmpint (cal_timeline_mark (timeline, decision->seq).undone, ==, !decision->in_force);
    }
}

/* Whatever is undone, redone and reverted by several, while it is taken in in parts. */
static void
test_undone (void)
{
  g_autoptr (CalTestBoard) test = cal_test_board_new (6, "S1");
  g_autoptr (CalTimeline) timeline = cal_timeline_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  guint n_whole = 0;

  for (guint i = 0; i < 300; i++)
    {
      guint index = cal_test_pick_in_force (test->board, random, 12);

      if (index != G_MAXUINT)
        cal_test_board_revert (test, index);
      else
        cal_test_board_random_step (test, random);
      if (!cal_timeline_add (timeline, test->board, (guint) g_rand_int_range (random, 0, 5)))
        continue;
      assert_undone (timeline, test->board);
      n_whole++;
    }
  g_assert_cmpuint (n_whole, >, 50);
}

/* Of whom has been erased it is not known which way it went: neither up nor across. */
static void
test_erased (void)
{
  g_autoptr (CalTestBoard) test = cal_test_board_new_erased ();
  g_autoptr (CalTimeline) timeline = timeline_of (test);
  g_autofree char *words = cal_timeline_describe (timeline);
  CalTimelineScene scene = scene_of (timeline);
  cairo_rectangle_t box = cal_timeline_mark_box (timeline, &scene, 4);

  assert_mark (timeline, 4, CAL_TIMELINE_ERASED, 0, FALSE);
  assert_mark (timeline, 5, CAL_TIMELINE_ERASED, 0, FALSE);
  assert_mark (timeline, 6, CAL_TIMELINE_UP, 3, FALSE);
  g_assert_cmpfloat_with_epsilon (box.y + box.height / 2, CAL_TIMELINE_BASE, 0.001);
  g_assert_nonnull (strstr (words, "1 up, 0 down, 0 across, 0 confirmed; 0 of them undone. 2 are "
                                   "of people who have been erased."));
}

/* So many that to go back along all of them for each would take a minute. */
static void
test_long_chain (void)
{
  g_autoptr (CalTestBoard) test = cal_test_board_new (1, "S1");
  g_autoptr (CalTimeline) timeline = NULL;

  g_assert_true (cal_test_board_move (test, "E0", cal_placement (3, 3), NULL));
  for (guint i = 0; i < 50000; i++)
    cal_test_board_revert (test, i);
  timeline = timeline_of (test);
  assert_undone (timeline, test->board);
  cal_test_board_revert (test, 50000);
  g_assert_true (cal_timeline_add (timeline, test->board, 1));
  assert_undone (timeline, test->board);
}

static void
test_sittings (void)
{
  static const char *const agreed[] = { "Ben", NULL };
  g_autoptr (CalTestBoard) test = told_board ();
  CalCommand reopen = { .kind = CAL_COMMAND_REOPEN_SESSION,
                        .actor = "Ada",
                        .session = "S1",
                        .reason = "More.",
                        .people = agreed };
  CalCommand start = {
    .kind = CAL_COMMAND_START_SESSION, .actor = "Ada", .session = "S2", .reason = "Sales"
  };
  g_autoptr (CalTimeline) timeline = NULL;
  g_autofree char *words = NULL;
  const CalTimelineSitting *sittings;
  CalTimelineScene scene;
  guint n, hit;

  CalEntry *end = cal_entry_new (CAL_KIND_SESSION_FINALISED, 10, 0, "S1");
  g_assert_true (cal_board_apply (test->board, end, NULL, NULL, NULL));
  g_ptr_array_add (test->log, end);
  g_assert_true (cal_test_board_run (test, &start, NULL));
  g_assert_true (cal_test_board_move (test, "E4", cal_placement (3, 3), NULL));
  g_assert_true (cal_test_board_run (test, &reopen, NULL));
  timeline = timeline_of (test);
  sittings = cal_timeline_sittings (timeline, &n);

  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpstr (sittings[0].name, ==, "S1");
  g_assert_cmpuint (sittings[0].first, ==, 3);
  g_assert_cmpuint (sittings[0].last, ==, 10);
  g_assert_cmpuint (sittings[0].n_decisions, ==, 6);
  g_assert_true (sittings[0].finalised);
  g_assert_cmpstr (sittings[1].reason, ==, "Sales");
  g_assert_cmpuint (sittings[1].last, ==, 12);
  g_assert_false (sittings[1].finalised);
  g_assert_cmpuint (sittings[2].first, ==, 13);
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (sittings[i].lane, ==, 0);

  scene = scene_of (timeline);
  g_assert_true (
      cal_timeline_hit_sitting (timeline, &scene, cal_timeline_x (&scene, 11), 20, &hit));
  g_assert_cmpuint (hit, ==, 1);
  g_assert_false (
      cal_timeline_hit_sitting (timeline, &scene, cal_timeline_x (&scene, 1), 20, &hit));
  g_assert_false (
      cal_timeline_hit_sitting (timeline, &scene, cal_timeline_x (&scene, 11), 100, &hit));

  words = cal_timeline_describe (timeline);
  g_assert_nonnull (strstr (words, "14 entries"));
  g_assert_nonnull (strstr (words, "2 up, 2 down, 2 across, 1 confirmed; 1 of them undone"));
  g_assert_nonnull (strstr (words, "Session S2: Sales"));
}

/* Every slot is as wide as any other, and what stands in it is found there. */
static void
test_slots (void)
{
  g_autoptr (CalTestBoard) test = told_board ();
  g_autoptr (CalTimeline) timeline = timeline_of (test);
  CalTimelineScene scene = scene_of (timeline);

  for (guint64 seq = 0; seq < cal_timeline_size (timeline); seq++)
    {
      double x = cal_timeline_x (&scene, seq);
      cairo_rectangle_t box = cal_timeline_mark_box (timeline, &scene, seq);

      g_assert_cmpuint (cal_timeline_seq_at (timeline, &scene, x), ==, seq);
      g_assert_cmpuint (
          cal_timeline_seq_at (timeline, &scene, x + 0.49 * cal_timeline_slot (&scene)), ==, seq);
      g_assert_cmpfloat_with_epsilon (box.x + box.width / 2, x, 0.001);
      g_assert_true (box.x >= CAL_TIMELINE_MARGIN && box.x + box.width <= WIDTH);
      if (seq > 0)
        g_assert_cmpfloat_with_epsilon (x - cal_timeline_x (&scene, seq - 1),
                                        cal_timeline_slot (&scene), 0.001);
    }
  /* Up stands on the line, down hangs from it, and further is longer. */
  g_assert_cmpfloat (cal_timeline_mark_box (timeline, &scene, 4).y, <, CAL_TIMELINE_BASE);
  g_assert_cmpfloat_with_epsilon (cal_timeline_mark_box (timeline, &scene, 4).y
                                      + cal_timeline_mark_box (timeline, &scene, 4).height,
                                  CAL_TIMELINE_BASE, 0.001);
  g_assert_cmpfloat (cal_timeline_mark_box (timeline, &scene, 5).y, ==, CAL_TIMELINE_BASE);
  g_assert_cmpfloat (cal_timeline_mark_box (timeline, &scene, 8).height, >,
                     cal_timeline_mark_box (timeline, &scene, 4).height);
  g_assert_cmpuint (cal_timeline_seq_at (timeline, &scene, -50), ==, 0);
  g_assert_cmpuint (cal_timeline_seq_at (timeline, &scene, WIDTH + 50), ==, 9);
}

static void
test_zoom (void)
{
  g_autoptr (CalTestBoard) test = cal_test_board_new (23, "S1");
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (CalTimeline) timeline = NULL;
  CalTimelineScene scene;

  while (test->log->len < 3000)
    cal_test_board_random_step (test, random);
  timeline = timeline_of (test);
  scene = scene_of (timeline);
  g_assert_cmpuint (cal_timeline_bundle (&scene), >, 1);
  g_assert_cmpfloat (cal_timeline_bundle (&scene) * cal_timeline_slot (&scene), >=,
                     CAL_TIMELINE_LEAST_SLOT);

  for (guint i = 0; i < 200; i++)
    {
      double x = g_rand_double_range (random, CAL_TIMELINE_MARGIN, WIDTH - CAL_TIMELINE_MARGIN);
      guint64 seq = cal_timeline_seq_at (timeline, &scene, x);

      cal_timeline_zoom (timeline, &scene, g_rand_double_range (random, 0.5, 1), x);
      g_assert_cmpuint (cal_timeline_seq_at (timeline, &scene, x), ==, seq);
      if (i % 10 == 9)
        {
          cal_timeline_zoom (timeline, &scene, 1000, x);
          g_assert_cmpfloat (scene.first, ==, 0);
          g_assert_cmpfloat (scene.shown, ==, (double) test->log->len);
        }
    }
  cal_timeline_zoom (timeline, &scene, 0.0001, 300);
  g_assert_cmpfloat (scene.shown, >=, 20);
  g_assert_cmpuint (cal_timeline_bundle (&scene), ==, 1);
  for (guint i = 0; i < 100; i++)
    {
      guint64 seq = (guint64) g_rand_int_range (random, 0, (gint32) test->log->len);
      double x;

      cal_timeline_reveal (timeline, &scene, seq);
      x = cal_timeline_x (&scene, seq);
      g_assert_true (x > CAL_TIMELINE_MARGIN && x < WIDTH - CAL_TIMELINE_MARGIN);
      cal_timeline_scroll (timeline, &scene, g_rand_double_range (random, -9000, 9000));
      g_assert_cmpfloat (scene.first, >=, 0);
      g_assert_cmpfloat (scene.first + scene.shown, <=, (double) test->log->len);
    }
}

static void
test_ticks (void)
{
  for (guint64 size = 1; size < 3000000; size = size * 3 + 1)
    for (double width = 300; width < 3000; width *= 1.7)
      {
        CalTimelineScene scene = { .width = width, .shown = (double) size };
        guint64 step = cal_timeline_tick_step (&scene, size);
        guint64 digits = step;

        while (digits % 10 == 0)
          digits /= 10;
        g_assert_true (digits == 1 || digits == 2 || digits == 5);
        g_assert_cmpfloat ((double) step * cal_timeline_slot (&scene), >, 40);
      }
}

/* Draws at any size without an error, nothing decided included. */
static void
test_draws (void)
{
  g_autoptr (CalTestBoard) test = told_board ();
  g_autoptr (CalTimeline) timeline = timeline_of (test);
  g_autoptr (CalTimeline) empty = cal_timeline_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1200, 200);
  cairo_t *cr = cairo_create (surface);
  const guint64 own[] = { 8, 9 };

  for (double width = 10; width <= WIDTH; width += 170)
    {
      CalTimelineScene scene = {
        .width = width, .at = 6, .marked = { 5, 8 }, .own = own, .n_own = 2
      };

      cal_timeline_show_all (timeline, &scene);
      cal_timeline_draw (timeline, &scene, cr, &cal_palette_light);
      cal_timeline_show_all (empty, &scene);
      cal_timeline_draw (empty, &scene, cr, &cal_palette_dark);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* A mark is in its colour, and paler after the moment shown. */
static void
test_later_is_paler (void)
{
  g_autoptr (CalTestBoard) test = told_board ();
  g_autoptr (CalTimeline) timeline = timeline_of (test);
  guint32 seen[2];

  for (guint i = 0; i < 2; i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1200, 200);
      cairo_t *cr = cairo_create (surface);
      CalTimelineScene scene = scene_of (timeline);
      cairo_rectangle_t box;
      const guint8 *data;

      scene.at = i == 0 ? 6 : 3;
      box = cal_timeline_mark_box (timeline, &scene, 4);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      cal_timeline_draw (timeline, &scene, cr, &cal_palette_light);
      cairo_surface_flush (surface);
      data = cairo_image_surface_get_data (surface)
             + (int) (box.y + box.height / 2) * cairo_image_surface_get_stride (surface)
             + (int) (box.x + box.width / 2) * 4;
      memcpy (&seen[i], data, 4);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
  g_assert_cmphex (seen[0] & 0xffffff, ==, cal_palette_light.up);
  g_assert_cmpuint (seen[1] >> 16 & 0xff, >, seen[0] >> 16 & 0xff);
}

/* How many pixels are the colour, where a sitting's shield stands. */
static guint
count_seal (CalTimeline *timeline, guint64 sealed, gint64 faulty, CalColor color)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1200, 200);
  cairo_t *cr = cairo_create (surface);
  CalTimelineScene scene = scene_of (timeline);
  guint n = 0;

  scene.sealed = sealed;
  scene.faulty = faulty;
  cal_timeline_draw (timeline, &scene, cr, &cal_palette_light);
  cairo_surface_flush (surface);
  for (int y = 0; y < CAL_TIMELINE_BASE / 2; y++)
    for (int x = 0; x < 1200; x++)
      {
        guint32 pixel;

        memcpy (&pixel,
                cairo_image_surface_get_data (surface)
                    + y * cairo_image_surface_get_stride (surface) + x * 4,
                4);
        n += (pixel & 0xffffff) == color;
      }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return n;
}

/* Only a seal that is known to hold is shown as one. */
static void
test_seal (void)
{
  g_autoptr (CalTestBoard) test = told_board ();
  g_autoptr (CalTimeline) timeline = NULL;
  CalEntry *end = cal_entry_new (CAL_KIND_SESSION_FINALISED, 10, 0, "S1");
  const CalColor seal = cal_palette_light.seal;
  const CalColor broken = cal_palette_light.down;

  g_assert_true (cal_board_apply (test->board, end, NULL, NULL, NULL));
  g_ptr_array_add (test->log, end);
  timeline = timeline_of (test);
  g_assert_cmpuint (count_seal (timeline, 11, CAL_NONE, seal), >, 10);
  g_assert_cmpuint (count_seal (timeline, 10, CAL_NONE, seal), ==, 0);
  g_assert_cmpuint (count_seal (timeline, 10, CAL_NONE, broken), ==, 0);
  g_assert_cmpuint (count_seal (timeline, 0, 10, seal), ==, 0);
  g_assert_cmpuint (count_seal (timeline, 0, 10, broken), >, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/timeline/marks", test_marks);
  g_test_add_func ("/charts/timeline/undone", test_undone);
  g_test_add_func ("/charts/timeline/erased", test_erased);
  g_test_add_func ("/charts/timeline/long-chain", test_long_chain);
  g_test_add_func ("/charts/timeline/sittings", test_sittings);
  g_test_add_func ("/charts/timeline/slots", test_slots);
  g_test_add_func ("/charts/timeline/zoom", test_zoom);
  g_test_add_func ("/charts/timeline/ticks", test_ticks);
  g_test_add_func ("/charts/timeline/draws", test_draws);
  g_test_add_func ("/charts/timeline/later-is-paler", test_later_is_paler);
  g_test_add_func ("/charts/timeline/seal", test_seal);
  return g_test_run ();
}
