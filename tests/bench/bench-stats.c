/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-change.h"
#include "stats/cal-gof.h"
#include "stats/cal-impact.h"
#include "stats/cal-severity.h"

/* What the Fairness screen asks of a large cycle, beside a bare pass over the
 * same arrays. Fails where all of it together takes longer than the aim. */
#define SUBJECTS 100000
#define RATERS 9000
#define GROUPS 24
#define LEVELS 5
#define ROUNDS 15
#define AIM_MS 150.0

typedef struct
{
  guint8 before[SUBJECTS];
  guint8 after[SUBJECTS];
  guint8 group[SUBJECTS];
  guint rater[SUBJECTS];
  double rating[SUBJECTS];
} Cycle;

typedef void (*Work) (const Cycle *cycle);

static volatile double kept;

static void
make_cycle (Cycle *cycle)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (71);

  for (guint i = 0; i < SUBJECTS; i++)
    {
      int before = g_rand_int_range (random, 0, LEVELS);
      int after = before + g_rand_int_range (random, -1, 2);

      cycle->before[i] = (guint8) before;
      cycle->after[i] = (guint8) CLAMP (after, 0, LEVELS - 1);
      cycle->group[i] = (guint8) g_rand_int_range (random, 0, GROUPS);
      cycle->rater[i] = (guint) g_rand_int_range (random, 0, RATERS);
      cycle->rating[i] = before + 1 + (double) (cycle->rater[i] % 7) / 10;
    }
}

static void
pass_over (const Cycle *cycle)
{
  double sum = 0;

  for (guint i = 0; i < SUBJECTS; i++)
    sum +=
        cycle->before[i] + cycle->after[i] + cycle->group[i] + cycle->rater[i] + cycle->rating[i];
  kept = sum;
}

static void
work_gof (const Cycle *cycle)
{
  static const double guideline[LEVELS] = { 5, 15, 55, 20, 5 };
  guint64 counts[LEVELS] = { 0 };
  CalGof gof;

  for (guint i = 0; i < SUBJECTS; i++)
    counts[cycle->after[i]]++;
  cal_gof (counts, guideline, LEVELS, CAL_GOF_MAX_TABLES, 0, NULL, &gof);
  kept = gof.chisq;
}

static void
work_severity (const Cycle *cycle)
{
  g_autofree CalRaterEffect *effects = g_new (CalRaterEffect, RATERS);
  CalSeverity severity;

  cal_severity (cycle->rating, cycle->rater, SUBJECTS, RATERS, effects, &severity);
  kept = severity.tau2;
}

static void
work_impact (const Cycle *cycle)
{
  CalGroupCount groups[GROUPS] = { { 0 } };
  CalGroupImpact impacts[GROUPS];
  CalImpact impact;

  for (guint i = 0; i < SUBJECTS; i++)
    {
      groups[cycle->group[i]].total++;
      groups[cycle->group[i]].selected += cycle->after[i] >= LEVELS - 2;
    }
  cal_impact (groups, GROUPS, impacts, &impact);
  kept = impacts[0].fisher_p;
}

static void
work_change (const Cycle *cycle)
{
  guint64 counts[LEVELS * LEVELS] = { 0 };
  CalChange change;

  for (guint i = 0; i < SUBJECTS; i++)
    counts[cycle->before[i] * LEVELS + cycle->after[i]]++;
  cal_change (counts, LEVELS, &change);
  kept = change.bowker.statistic;
}

/* The fastest of several runs, in milliseconds: what the work takes where
 * nothing else runs. */
static double
time_of (Work work, const Cycle *cycle)
{
  gint64 least = G_MAXINT64;

  for (guint round = 0; round < ROUNDS; round++)
    {
      gint64 start = g_get_monotonic_time ();

      work (cycle);
      least = MIN (least, g_get_monotonic_time () - start);
    }
  return (double) least / 1000;
}

int
main (void)
{
  static const struct
  {
    const char *name;
    Work work;
  } works[] = {
    { "distribution", work_gof },
    { "severity", work_severity },
    { "groups", work_impact },
    { "change", work_change },
  };
  g_autofree Cycle *cycle = g_new (Cycle, 1);
  double bare, all = 0;

  make_cycle (cycle);
  bare = time_of (pass_over, cycle);
  g_print ("bare pass over %d subjects: %.3f ms\n", SUBJECTS, bare);
  for (guint i = 0; i < G_N_ELEMENTS (works); i++)
    {
      double took = time_of (works[i].work, cycle);

      all += took;
      g_print ("%-12s %8.3f ms, %6.1f bare passes\n", works[i].name, took, took / bare);
    }
  g_print ("%-12s %8.3f ms, %6.1f bare passes; the aim is %.0f ms\n", "together", all, all / bare,
           AIM_MS);
  return all < AIM_MS ? 0 : 1;
}
