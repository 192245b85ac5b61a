/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cal-bench.h"
#include "cal-test-board.h"
#include "roster/cal-sample.h"
#include "stats/cal-fairness.h"

/* Every figure of the Fairness screen for a large cycle, off the main thread, and
 * what a move costs on it. Fails where either misses its aim. */
#define SUBJECTS 100000
#define MOVES 2000
#define RATED 3000
#define RATERS 5
#define ROUNDS 9
#define AIM_MS 150.0
#define FRAME_MS 16.7

/* Independent ratings of some, all by the same five raters. */
static void
add_ratings (CalTestBoard *test)
{
  g_autoptr (CalRoster) ratings = cal_roster_new_ratings ();
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (CalEntry) entry =
      cal_entry_new (CAL_KIND_RATINGS_IMPORTED, cal_board_size (test->board), 0, NULL);
  gboolean applied;

  for (guint i = 0; i < RATED; i++)
    for (guint rater = 0; rater < RATERS; rater++)
      {
        g_autofree char *id = g_strdup_printf ("panel-%u", rater);

        cal_roster_add (
            ratings, cal_roster_subject (test->roster, i)->id, NULL, id,
            cal_placement (g_rand_int_range (random, 1, 4), g_rand_int_range (random, 1, 4)), NULL);
      }
  applied = cal_board_apply (test->board, entry, ratings, NULL, NULL);
  g_assert_true (applied);
}

static double
elapsed (gint64 since)
{
  return (double) (g_get_monotonic_time () - since) / 1000;
}

int
main (void)
{
  g_autoptr (CalRoster) roster = cal_sample_roster (SUBJECTS, 5);
  g_autoptr (CalTestBoard) test = cal_test_board_new_with_roster (roster, "S1");
  g_autoptr (CalFairness) followed = NULL;
  double taking[ROUNDS], computing[ROUNDS], following[MOVES];

  add_ratings (test);
  for (guint round = 0; round < ROUNDS; round++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (CalFairness) fairness = cal_fairness_new (test->board, NULL);

      taking[round] = elapsed (start);
      start = g_get_monotonic_time ();
      cal_fairness_compute (fairness);
      computing[round] = elapsed (start);
      if (round == 0)
        followed = g_steal_pointer (&fairness);
    }
  for (guint i = 0; i < MOVES; i++)
    {
      const CalSubject *subject = cal_roster_subject (roster, i * 37 % SUBJECTS);
      gint64 start;

      cal_test_board_move (test, subject->id, cal_placement (i % 3 + 1, i / 3 % 3 + 1), NULL);
      start = g_get_monotonic_time ();
      cal_fairness_follow (followed, test->board);
      following[i] = elapsed (start);
    }
  cal_bench_sort (taking, ROUNDS);
  cal_bench_sort (computing, ROUNDS);
  cal_bench_sort (following, MOVES);
  g_print ("taking %d subjects out of the board: %.1f ms\n", SUBJECTS, taking[0]);
  g_print ("all figures: %.1f ms at best, %.1f at the median; the aim is %.0f ms\n", computing[0],
           computing[ROUNDS / 2], AIM_MS);
  g_print ("after a move: %.2f ms at the median, %.2f at the 99th percentile; the aim is %.1f ms\n",
           following[MOVES / 2], following[MOVES * 99 / 100], FRAME_MS);
  return computing[0] < AIM_MS && following[MOVES * 99 / 100] < FRAME_MS ? 0 : 1;
}
