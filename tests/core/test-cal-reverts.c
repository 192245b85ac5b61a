/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-reverts.h"

#define N_FORESTS 60
#define N_DECISIONS 160
#define N_LONG 1000000

/* What each decision reverts, G_MAXUINT for nothing, in the order of the log. */
typedef struct
{
  CalReverts *reverts;
  GArray *reverted;
  guint n_told;
  guint n_untold;
} Forest;

static void
forest_init (Forest *forest)
{
  forest->reverts = cal_reverts_new ();
  forest->reverted = g_array_new (FALSE, FALSE, sizeof (guint));
}

static void
forest_clear (Forest *forest)
{
  cal_reverts_free (forest->reverts);
  g_array_unref (forest->reverted);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Forest, forest_clear)

static guint
add (Forest *forest, guint reverted)
{
  guint decision = forest->reverted->len;

  if (reverted != G_MAXUINT)
    cal_reverts_add (forest->reverts, decision, reverted);
  g_array_append_val (forest->reverted, reverted);
  return decision;
}

/* The definition, word for word, among the first @n; and which it is that reverts. */
static gboolean
is_in_force (Forest *forest, guint decision, guint n, guint *by)
{
  gboolean in_force = TRUE;

  *by = G_MAXUINT;
  for (guint other = decision + 1; other < n; other++)
    {
      guint further;
      gboolean holds;

      if (g_array_index (forest->reverted, guint, other) != decision)
        continue;
      holds = is_in_force (forest, other, n, &further);
      if (holds || in_force)
        *by = other;
      in_force = in_force && !holds;
    }
  return in_force;
}

static guint
count_reverters (Forest *forest, guint decision)
{
  guint n = 0;
  guint by;

  for (guint other = decision + 1; other < forest->reverted->len; other++)
    n += g_array_index (forest->reverted, guint, other) == decision
         && is_in_force (forest, other, forest->reverted->len, &by);
  return n;
}

static void
assert_now (Forest *forest, guint decision)
{
  guint by, found;

  g_assert_cmpint (cal_reverts_find (forest->reverts, decision, &found), ==,
                   is_in_force (forest, decision, forest->reverted->len, &by));
  g_assert_cmpuint (found, ==, by);
}

static void
assert_then (Forest *forest, guint n)
{
  g_autoptr (GByteArray) undone = g_byte_array_new ();
  guint by, found;
  gboolean in_force;

  cal_reverts_recall (forest->reverts, n, undone);
  for (guint i = 0; i < n; i++)
    {
      if (cal_reverts_look_back (forest->reverts, n, i, &in_force, &found))
        {
          g_assert_cmpint (in_force, ==, is_in_force (forest, i, n, &by));
          g_assert_cmpuint (found, ==, by);
          forest->n_told++;
        }
      else
        forest->n_untold++;
      g_assert_cmpint (cal_reverts_find_recalled (forest->reverts, n, undone, i, &found), ==,
                       is_in_force (forest, i, n, &by));
      g_assert_cmpuint (found, ==, by);
    }
}

/* Deep, broad and in between; every other forest as a log has it, in which nothing is
 * reverted but what is in force. */
static void
test_forests (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint n_double = 0;
  guint n_told = 0;
  guint n_untold = 0;

  for (guint seed = 0; seed < N_FORESTS; seed++)
    {
      g_auto (Forest) forest = { 0 };

      forest_init (&forest);
      add (&forest, G_MAXUINT);
      while (forest.reverted->len < N_DECISIONS)
        {
          guint n = forest.reverted->len;
          guint reach = 1 + (guint) g_rand_int_range (random, 0, 1 + (gint32) (seed % 20));
          guint reverted = g_rand_int_range (random, 0, 3) == 0
                               ? (guint) g_rand_int_range (random, 0, (gint32) n)
                               : n - MIN (n, reach);
          guint by;

          if (seed % 2 == 0 && !is_in_force (&forest, reverted, n, &by))
            reverted = G_MAXUINT;
          add (&forest, reverted);
          assert_now (&forest, (guint) g_rand_int_range (random, 0, (gint32) n + 1));
        }
      for (guint i = 0; i < N_DECISIONS; i++)
        {
          assert_now (&forest, i);
          n_double += seed % 2 == 0 && count_reverters (&forest, i) > 1;
        }
      for (guint i = 0; i < 10; i++)
        assert_then (&forest, (guint) g_rand_int_range (random, 0, N_DECISIONS + 1));
      n_told += forest.n_told;
      n_untold += forest.n_untold;
    }
  g_assert_cmpuint (n_told, >, 1000);
  g_assert_cmpuint (n_untold, >, 100);
  g_assert_cmpuint (n_double, >, 20);
}

/* A decision is reverted, holds again, is reverted by another, and the first of both
 * comes back: then it stays undone when the second goes. */
static void
test_twice (void)
{
  g_auto (Forest) forest = { 0 };
  guint by, decision, first, second;

  forest_init (&forest);
  decision = add (&forest, G_MAXUINT);
  first = add (&forest, decision);
  guint back = add (&forest, first);
  second = add (&forest, decision);
  g_assert_false (cal_reverts_find (forest.reverts, decision, &by));
  g_assert_cmpuint (by, ==, second);
  add (&forest, back);
  g_assert_false (cal_reverts_find (forest.reverts, decision, &by));
  g_assert_cmpuint (by, ==, second);
  add (&forest, second);
  g_assert_false (cal_reverts_find (forest.reverts, decision, &by));
  g_assert_cmpuint (by, ==, first);
  add (&forest, first);
  g_assert_true (cal_reverts_find (forest.reverts, decision, &by));
  g_assert_cmpuint (by, ==, second);
}

/* Each undoes the one before. */
static void
test_chain (void)
{
  g_autoptr (CalReverts) reverts = cal_reverts_new ();
  guint64 n_steps;
  guint by;

  for (guint i = 1; i < N_LONG; i++)
    {
      g_assert_true (cal_reverts_find (reverts, i - 1, &by));
      cal_reverts_add (reverts, i, i - 1);
    }
  n_steps = cal_reverts_n_steps (reverts);
  g_test_message ("%.2f steps each", (double) n_steps / N_LONG);
  g_assert_cmpuint (n_steps, <, 6 * N_LONG);

  for (guint i = 0; i < N_LONG; i++)
    g_assert_cmpint (cal_reverts_find (reverts, i, &by), ==, i % 2 == (N_LONG - 1) % 2);
  n_steps = cal_reverts_n_steps (reverts) - n_steps;
  g_test_message ("%.2f steps each to ask for all", (double) n_steps / N_LONG);
  g_assert_cmpuint (n_steps, <, 20 * N_LONG);
}

/* A chain in which every decision is also reverted by one that is itself undone, so
 * that all of it turns over each time, and no decision on it has only one below it. One
 * goes on asking in all places. */
static void
test_comb (void)
{
  g_autoptr (CalReverts) reverts = cal_reverts_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  guint n_asked = 0;
  guint by;

  for (guint i = 0; i < N_LONG; i += 3)
    {
      guint ask = (guint) g_rand_int_range (random, 0, (gint32) i / 3 + 1) * 3;

      if (i > 0)
        cal_reverts_add (reverts, i, i - 3);
      cal_reverts_add (reverts, i + 1, i);
      cal_reverts_add (reverts, i + 2, i + 1);
      g_assert_cmpint (cal_reverts_find (reverts, ask, &by), ==, ask % 2 == i % 2);
      g_assert_cmpint (cal_reverts_find (reverts, 0, &by), ==, i % 2 == 0);
      n_asked += 5;
    }
  g_test_message ("%.2f steps each", (double) cal_reverts_n_steps (reverts) / n_asked);
  g_assert_cmpuint (cal_reverts_n_steps (reverts), <,
                    (guint64) n_asked * 2 * g_bit_storage (N_LONG));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/reverts/forests", test_forests);
  g_test_add_func ("/core/reverts/twice", test_twice);
  g_test_add_func ("/core/reverts/chain", test_chain);
  g_test_add_func ("/core/reverts/comb", test_comb);
  return g_test_run ();
}
