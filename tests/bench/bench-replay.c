/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Seeking to random decisions of a log: the whole board, its counts and what is in
 * force of as many decisions as a list shows, as a share of a frame. What is found there is set
 * against what the fold had at those places. And drawing the timeline of all of them. bench-replay
 * [SUBJECTS DECISIONS] */

#include <stdio.h>
#include <time.h>

#include "cal-bench.h"
#include "charts/cal-timeline.h"
#include "core/cal-replay.h"

#define SEEKS 1000
#define LISTED 50
#define FRAME_MS 16.7
#define SLICE 1000
#define DRAWINGS 50

typedef struct
{
  CalBoard *board;
  guint64 *sizes;
  guint *digests;
  guint n_taken;
} Bench;

/* In ms of the thread's own, so that it does not matter what else runs. */
static double
now (void)
{
  struct timespec cpu;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &cpu);
  return (double) cpu.tv_sec * 1000 + (double) cpu.tv_nsec / 1000000;
}

/* What is in force of the latest decisions, in one number. */
static guint
digest_listed (const CalBoard *board)
{
  guint n = cal_board_n_decisions (board);
  guint hash = 0;

  for (guint i = n - MIN (n, LISTED); i < n; i++)
    hash = hash * 31 + (guint) cal_board_decision (board, i)->in_force;
  return hash;
}

/* Where everybody stands and what the cells say, in one number. */
static guint
digest (const CalBoard *board)
{
  guint hash = digest_listed (board);

  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    {
      const CalBoardSubject *subject = cal_board_subject (board, i);

      hash = hash * 31 + subject->placement.performance * 10u + subject->placement.potential
             + subject->n_decisions;
    }
  for (guint i = 0; i < cal_board_rules (board)->n_cells; i++)
    hash = hash * 31 + cal_board_count (board, i);
  return hash;
}

static void
apply (Bench *bench, CalEntry *entry, CalRoster *roster, CalRules *rules)
{
  g_autoptr (GError) error = NULL;

  if (!cal_board_apply (bench->board, entry, roster, rules, &error))
    g_error ("%s", error->message);
  cal_entry_free (entry);
  while (bench->n_taken < SEEKS && bench->sizes[bench->n_taken] == cal_board_size (bench->board))
    bench->digests[bench->n_taken++] = digest (bench->board);
}

static void
start (Bench *bench, guint n_subjects)
{
  g_autoptr (CalRules) rules = cal_rules_new_default ();
  g_autoptr (CalRoster) roster = cal_roster_new ();
  CalEntry *entry = cal_entry_new (CAL_KIND_CYCLE_CREATED, 0, 0, NULL);

  for (guint i = 0; i < n_subjects; i++)
    {
      g_autofree char *id = g_strdup_printf ("E%06u", i);

      cal_roster_add (roster, id, id, "", cal_placement (i % 3 + 1, i / 3 % 3 + 1), NULL);
    }
  cal_entry_set_text (entry, CAL_CYCLE_TITLE, "Cycle");
  apply (bench, entry, NULL, NULL);
  apply (bench, cal_entry_new (CAL_KIND_RULES_SET, 1, 0, NULL), NULL, rules);
  apply (bench, cal_entry_new (CAL_KIND_ROSTER_IMPORTED, 2, 0, NULL), roster, NULL);
  entry = cal_entry_new (CAL_KIND_SESSION_STARTED, 3, 0, "S1");
  cal_entry_set_text (entry, CAL_SESSION_REASON, "Because.");
  apply (bench, entry, NULL, NULL);
}

/* A decision about somebody; one in ten takes back what was decided just before. */
static void
decide (Bench *bench, GRand *random)
{
  guint n = cal_board_n_decisions (bench->board);
  const CalDecision *undone = n > 0 ? cal_board_decision (bench->board, n - 1) : NULL;
  gboolean undo = undone != NULL && g_rand_int_range (random, 0, 10) == 0;
  guint who =
      undo ? undone->subject
           : (guint) g_rand_int_range (random, 0, (gint32) cal_board_n_subjects (bench->board));
  const CalBoardSubject *subject = cal_board_subject (bench->board, who);
  CalPlacement to =
      undo ? undone->from
           : cal_placement (subject->placement.performance % 3 + 1, subject->placement.potential);
  gboolean kept = cal_placement_equal (to, subject->placement);
  CalEntry *entry =
      cal_entry_new (kept ? CAL_KIND_KEPT : CAL_KIND_MOVED, cal_board_size (bench->board), 0, "S1");
  char from_text[CAL_PLACEMENT_TEXT_SIZE], to_text[CAL_PLACEMENT_TEXT_SIZE];
  char reverts[24] = "", previous[24] = "";
  const char *change[CAL_CHANGE_N + 1] = { cal_placement_format (subject->placement, from_text),
                                           cal_placement_format (to, to_text),
                                           undo ? CAL_REASON_UNDO : "scope",
                                           "",
                                           reverts,
                                           previous,
                                           NULL };

  if (undo)
    g_snprintf (reverts, sizeof reverts, "%" G_GUINT64_FORMAT, undone->seq);
  if (subject->last_decision != CAL_NONE)
    g_snprintf (previous, sizeof previous, "%" G_GUINT64_FORMAT,
                cal_board_decision (bench->board, (guint) subject->last_decision)->seq);
  cal_entry_set_text (entry, CAL_DECISION_SUBJECT, subject->row->id);
  cal_entry_set_list (entry, CAL_DECISION_CHANGE, change);
  cal_entry_set_text (entry, CAL_DECISION_REASON, "Because.");
  cal_entry_set_text (entry, CAL_DECISION_ACTOR, "Ada");
  cal_entry_set_text (entry, CAL_DECISION_PROPOSED_BY, "Ada");
  apply (bench, entry, NULL, NULL);
}

static int
compare_sizes (gconstpointer a, gconstpointer b)
{
  guint64 first = *(const guint64 *) a;
  guint64 second = *(const guint64 *) b;

  return (first > second) - (first < second);
}

/* All of the log in one picture, the playhead anywhere in it. */
static gboolean
draw_timeline (const CalBoard *board, GRand *random)
{
  g_autoptr (CalTimeline) timeline = cal_timeline_new ();
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1890, CAL_TIMELINE_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  CalTimelineScene scene = { .width = 1890, .marked = { CAL_NONE, CAL_NONE } };
  double series[DRAWINGS], began = now (), taken;

  while (!cal_timeline_add (timeline, board, SLICE))
    continue;
  taken = now () - began;
  cal_timeline_show_all (timeline, &scene);
  for (guint i = 0; i < DRAWINGS; i++)
    {
      scene.at = (guint64) g_rand_int_range (random, 1, (gint32) cal_timeline_size (timeline));
      began = now ();
      cal_timeline_draw (timeline, &scene, cr, &cal_palette_light);
      cairo_surface_flush (surface);
      series[i] = now () - began;
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  cal_bench_sort (series, DRAWINGS);
  printf ("timeline: taken in in %.0f ms; drawn in p50 %.2f  worst %.2f ms, %.2f of a frame\n",
          taken, series[DRAWINGS / 2], series[DRAWINGS - 1], series[DRAWINGS - 1] / FRAME_MS);
  return series[DRAWINGS - 1] < FRAME_MS;
}

int
main (int argc, char **argv)
{
  guint n_subjects = argc > 2 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 100000;
  guint n_decisions = argc > 2 ? (guint) g_ascii_strtoull (argv[2], NULL, 10) : 1000000;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree guint64 *sizes = g_new (guint64, SEEKS);
  g_autofree guint *digests = g_new0 (guint, SEEKS);
  Bench bench = { .board = cal_board_new (), .sizes = sizes, .digests = digests };
  double series[SEEKS], longest = 0, began, before;
  gboolean right = TRUE, within;
  CalReplay *replay;

  for (guint i = 0; i < SEEKS; i++)
    sizes[i] = (guint64) g_rand_int_range (random, 5, (gint32) n_decisions + 5);
  qsort (sizes, SEEKS, sizeof *sizes, compare_sizes);
  start (&bench, n_subjects);
  while (cal_board_n_decisions (bench.board) < n_decisions)
    decide (&bench, random);

  before = cal_bench_resident ();
  began = now ();
  replay = cal_replay_new (bench.board, 0);
  for (gboolean done = FALSE; !done;)
    {
      double slice = now ();

      done = cal_replay_index (replay, SLICE);
      longest = MAX (longest, now () - slice);
    }
  printf ("index of %u decisions, %u subjects: %.0f ms in slices of at most %.1f ms, %.1f MB "
          "(%.1f MB reckoned)\n",
          n_decisions, n_subjects, now () - began, longest, cal_bench_resident () - before,
          (double) cal_replay_n_bytes (replay) / 1e6);

  for (guint i = 0; i < SEEKS; i++)
    {
      guint which = (guint) g_rand_int_range (random, 0, SEEKS);

      began = now ();
      cal_replay_seek (replay, sizes[which], NULL);
      digest_listed (cal_replay_board (replay));
      series[i] = now () - began;
      right = right && digest (cal_replay_board (replay)) == digests[which];
    }
  cal_bench_sort (series, SEEKS);
  within = series[SEEKS * 99 / 100] < FRAME_MS;
  printf ("seek: p50 %.2f  p99 %.2f  worst %.2f ms, p99 = %.2f of a frame; %s; %s\n",
          series[SEEKS / 2], series[SEEKS * 99 / 100], series[SEEKS - 1],
          series[SEEKS * 99 / 100] / FRAME_MS, within ? "within a frame" : "over a frame",
          right ? "boards and counts right" : "WRONG");
  within = draw_timeline (bench.board, random) && within;
  cal_replay_free (replay);
  cal_board_free (bench.board);
  return within && right ? 0 : 1;
}
