/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster/cal-sample.h"

#include <string.h>

#include "cal-test-board.h"
#include "roster/cal-sample-random.h"

static guint
find_column (const CalRoster *roster, const char *name)
{
  guint column;

  g_assert_true (cal_roster_find_column (roster, name, &column));
  return column;
}

static char *
dump (const CalRoster *roster)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < cal_roster_n_subjects (roster); i++)
    {
      const CalSubject *subject = cal_roster_subject (roster, i);

      g_string_append_printf (text, "%s|%s|%s|%u,%u", subject->id, subject->name,
                              subject->manager_id, subject->ratings.performance,
                              subject->ratings.potential);
      for (guint c = 0; c < cal_roster_n_columns (roster); c++)
        g_string_append_printf (text, "|%s", subject->values[c]);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

/* The reference generator's numbers for the seed 1234567 (splitmix64.c by
 * Sebastiano Vigna gives these). */
static void
test_random (void)
{
  CalSampleRandom random = { 1234567 };
  gint64 sum = 0;
  gint64 squares = 0;

  g_assert_cmpuint (cal_sample_random_next (&random), ==, G_GUINT64_CONSTANT (6457827717110365317));
  g_assert_cmpuint (cal_sample_random_next (&random), ==, G_GUINT64_CONSTANT (3203168211198807973));
  for (guint i = 0; i < 100000; i++)
    {
      int value = cal_sample_random_bell (&random, 1000);

      sum += value;
      squares += (gint64) value * value;
    }
  g_assert_cmpint (ABS (sum / 100000), <, 15);
  g_assert_cmpint (squares / 100000, >, 980 * 980);
  g_assert_cmpint (squares / 100000, <, 1020 * 1020);
}

static void
test_repeats (void)
{
  g_autoptr (CalRoster) a = cal_sample_roster (300, 7);
  g_autoptr (CalRoster) b = cal_sample_roster (300, 7);
  g_autoptr (CalRoster) c = cal_sample_roster (300, 8);
  g_autofree char *dump_a = dump (a);
  g_autofree char *dump_b = dump (b);
  g_autofree char *dump_c = dump (c);

  g_assert_cmpstr (dump_a, ==, dump_b);
  g_assert_cmpstr (dump_a, !=, dump_c);
}

static void
check_tree (const CalRoster *roster)
{
  guint n = cal_roster_n_subjects (roster);
  g_autofree guint *spans = g_new0 (guint, n);
  guint department = find_column (roster, "department");
  guint n_tops = 0;

  for (guint i = 0; i < n; i++)
    {
      const CalSubject *subject = cal_roster_subject (roster, i);
      guint manager = i;
      guint steps = 0;

      g_assert_true (g_utf8_validate (subject->name, -1, NULL));
      if (*subject->manager_id == '\0')
        {
          n_tops++;
          continue;
        }
      g_assert_true (cal_roster_find (roster, subject->manager_id, &manager));
      spans[manager]++;
      /* Below a department's head, everybody is of one department. */
      if (n > 13 && *cal_roster_subject (roster, manager)->manager_id != '\0')
        g_assert_cmpstr (subject->values[department], ==,
                         cal_roster_subject (roster, manager)->values[department]);
      for (; *cal_roster_subject (roster, manager)->manager_id != '\0'; steps++)
        {
          g_assert_cmpuint (steps, <, 12);
          g_assert_true (
              cal_roster_find (roster, cal_roster_subject (roster, manager)->manager_id, &manager));
        }
    }
  g_assert_cmpuint (n_tops, ==, MIN (n, 1u));
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (spans[i], <=, 12);
      if (n > 100 && spans[i] > 0)
        g_assert_cmpuint (spans[i], >=, 5);
    }
}

static void
test_company (void)
{
  static const guint sizes[] = { 1, 2, 12, 13, 14, 15, 30, 31, 57, 200, 999, 5000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint64 seed = 1; seed < 6; seed++)
      {
        g_autoptr (CalRoster) roster = cal_sample_roster (sizes[i], seed);

        g_assert_cmpuint (cal_roster_n_subjects (roster), ==, sizes[i]);
        check_tree (roster);
      }
}

/* Figures that make it believable, with room for chance. */
static void
test_figures (void)
{
  const guint n = 20000;
  g_autoptr (CalRoster) roster = cal_sample_roster (n, 3);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint gender = find_column (roster, "gender");
  guint earlier = find_column (roster, "performance_2025");
  guint evidence = find_column (roster, "evidence_1");
  guint performance[4] = { 0 };
  guint potential[4] = { 0 };
  guint n_placed = 0, n_female = 0, n_both = 0, n_same = 0, n_evidence = 0;

  for (guint i = 0; i < n; i++)
    {
      const CalSubject *subject = cal_roster_subject (roster, i);

      g_hash_table_add (names, (gpointer) subject->name);
      n_female += strcmp (subject->values[gender], "Female") == 0;
      n_evidence += *subject->values[evidence] != '\0';
      if (!cal_placement_is_placed (subject->ratings))
        continue;
      n_placed++;
      performance[subject->ratings.performance]++;
      potential[subject->ratings.potential]++;
      if (*subject->values[earlier] != '\0')
        {
          n_both++;
          n_same += *subject->values[earlier] == '0' + subject->ratings.performance;
        }
    }
  g_assert_cmpuint (n_placed, >, n * 95 / 100);
  g_assert_cmpuint (n_placed, <, n * 985 / 1000);
  g_assert_cmpuint (performance[1], >, n * 5 / 100);
  g_assert_cmpuint (performance[1], <, n * 13 / 100);
  g_assert_cmpuint (performance[2], >, n * 50 / 100);
  g_assert_cmpuint (performance[3], >, performance[1] * 2);
  g_assert_cmpuint (potential[2], >, n * 45 / 100);
  g_assert_cmpuint (n_female, >, n * 43 / 100);
  g_assert_cmpuint (n_female, <, n * 51 / 100);
  g_assert_cmpuint (g_hash_table_size (names), >, 5000);
  g_assert_cmpuint (n_evidence, ==, n);
  /* Last year's rating tells something of this year's, and not everything. */
  g_assert_cmpuint (n_same, >, n_both * 55 / 100);
  g_assert_cmpuint (n_same, <, n_both * 90 / 100);
}

/* Every command is one that the rules accept, the number of decisions is what
 * was asked for, and time runs forward within working hours. */
static void
run_meeting (guint n_people, guint n_decisions)
{
  g_autoptr (CalRoster) roster = cal_sample_roster (n_people, 1);
  g_autoptr (CalTestBoard) test = cal_test_board_new_with_roster (roster, CAL_SAMPLE_SESSION);
  g_autoptr (CalSampleMeeting) meeting = cal_sample_meeting_new (test->board, 1, n_decisions);
  g_autoptr (GError) error = NULL;
  const CalCommand *command;
  guint kinds[CAL_COMMAND_START_SESSION] = { 0 };
  gint64 last = CAL_SAMPLE_TIME;

  while ((command = cal_sample_meeting_next (meeting, test->board)) != NULL)
    {
      gint64 of_day = command->time % (24 * 3600 * 1000);

      g_assert_cmpint (command->time, >, last);
      g_assert_cmpint (of_day, >=, 9 * 3600 * 1000);
      g_assert_cmpint (of_day, <, 17 * 3600 * 1000);
      last = command->time;
      kinds[command->kind]++;
      cal_test_board_run (test, command, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (cal_board_n_decisions (test->board), ==, n_decisions);
  if (n_decisions >= 1000)
    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
      g_assert_cmpuint (kinds[i], >, 0);
}

static void
test_meeting (void)
{
  run_meeting (200, 3000);
  run_meeting (12, 1);
  run_meeting (1, 5);
  run_meeting (2000, 500);
}

/* A meeting brings raters closer to each other: the spread of their means
 * shrinks. */
static void
test_meeting_calibrates (void)
{
  g_autoptr (CalRoster) roster = cal_sample_roster (400, 5);
  g_autoptr (CalTestBoard) test = cal_test_board_new_with_roster (roster, CAL_SAMPLE_SESSION);
  g_autoptr (CalSampleMeeting) meeting = cal_sample_meeting_new (test->board, 5, 260);
  const CalCommand *command;
  g_autoptr (GHashTable) before = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  double spread[2] = { 0 };

  while ((command = cal_sample_meeting_next (meeting, test->board)) != NULL)
    cal_test_board_run (test, command, NULL);
  for (guint now = 0; now < 2; now++)
    {
      GHashTableIter iter;
      gpointer value;

      g_hash_table_remove_all (before);
      for (guint i = 0; i < cal_board_n_subjects (test->board); i++)
        {
          const CalBoardSubject *subject = cal_board_subject (test->board, i);
          CalPlacement at = now ? subject->placement : subject->row->ratings;
          double *sum = g_hash_table_lookup (before, subject->row->manager_id);

          if (!cal_placement_is_placed (at))
            continue;
          if (sum == NULL)
            {
              sum = g_new0 (double, 2);
              g_hash_table_insert (before, (gpointer) subject->row->manager_id, sum);
            }
          sum[0] += at.performance - 2.2;
          sum[1]++;
        }
      g_hash_table_iter_init (&iter, before);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        {
          const double *sum = value;

          spread[now] += sum[0] / sum[1] * (sum[0] / sum[1]);
        }
    }
  g_assert_cmpfloat (spread[1], <, spread[0]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roster/sample/random", test_random);
  g_test_add_func ("/roster/sample/repeats", test_repeats);
  g_test_add_func ("/roster/sample/company", test_company);
  g_test_add_func ("/roster/sample/figures", test_figures);
  g_test_add_func ("/roster/sample/meeting", test_meeting);
  g_test_add_func ("/roster/sample/meeting-calibrates", test_meeting_calibrates);
  return g_test_run ();
}
