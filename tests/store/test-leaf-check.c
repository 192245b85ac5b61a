/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-leaf-check.h"

#include <string.h>

#include "log/cal-tree.h"

#define MAX_ROWS 9000

/* Rows whose texts tell them apart, and the leaves that they have. */
typedef struct
{
  char texts[MAX_ROWS][CAL_ROW_N][48];
  CalHash leaves[MAX_ROWS];
  CalHasher *hasher;
} Roster;

static void
get_row (const Roster *roster, guint i, const char *texts[CAL_ROW_N], gsize lengths[CAL_ROW_N])
{
  for (guint part = 0; part < CAL_ROW_N; part++)
    {
      texts[part] = roster->texts[i][part];
      lengths[part] = strlen (texts[part]);
    }
}

static void
set_up (Roster *roster, gconstpointer data)
{
  roster->hasher = cal_hasher_new ();
  for (guint i = 0; i < MAX_ROWS; i++)
    {
      const char *texts[CAL_ROW_N];
      gsize lengths[CAL_ROW_N];

      for (guint part = 0; part < CAL_ROW_N; part++)
        g_snprintf (roster->texts[i][part], sizeof roster->texts[i][part], "%u of row %0*u", part,
                    (int) (i % 20) + 1, i);
      get_row (roster, i, texts, lengths);
      cal_roster_row_leaf (roster->hasher, texts, lengths, &roster->leaves[i]);
    }
}

static void
tear_down (Roster *roster, gconstpointer data)
{
  cal_hasher_free (roster->hasher);
}

static void
add_rows (const Roster *roster, CalLeafCheck *check, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const char *texts[CAL_ROW_N];
      gsize lengths[CAL_ROW_N];

      get_row (roster, i, texts, lengths);
      cal_leaf_check_add (check, i, texts, lengths);
    }
}

static void
assert_first_bad (CalLeafCheck *check, guint expected)
{
  CalHash root;
  guint position;

  g_assert_false (cal_leaf_check_end (check, &root, &position));
  g_assert_cmpuint (position, ==, expected);
}

static void
test_good (Roster *roster, gconstpointer data)
{
  static const guint sizes[] = { 0, 1, 999, 1000, 1024, 1025, MAX_ROWS };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (CalLeafCheck) check = cal_leaf_check_new (roster->leaves, sizes[i]);
      CalHash expected;
      CalHash root;
      guint position;

      add_rows (roster, check, sizes[i]);
      g_assert_true (cal_leaf_check_end (check, &root, &position));
      cal_tree_root_of (roster->leaves, sizes[i], roster->hasher, &expected);
      g_assert_cmpmem (&root, sizeof root, &expected, sizeof expected);
    }
}

/* The first of several, whichever thread comes upon it. */
static void
test_altered (Roster *roster, gconstpointer data)
{
  for (guint turn = 0; turn < 60; turn++)
    {
      guint n = (guint) g_test_rand_int_range (1, turn % 2 == 0 ? 999 : MAX_ROWS);
      g_autoptr (CalLeafCheck) check = cal_leaf_check_new (roster->leaves, n);
      guint first = n;

      for (guint i = 0; i < 1 + turn % 3; i++)
        {
          guint at = (guint) g_test_rand_int_range (0, (gint32) n);
          char *text = roster->texts[at][g_test_rand_int_range (0, CAL_ROW_N)];

          text[0] = '!';
          first = MIN (first, at);
        }
      add_rows (roster, check, n);
      assert_first_bad (check, first);
      for (guint i = 0; i < n; i++)
        for (guint part = 0; part < CAL_ROW_N; part++)
          roster->texts[i][part][0] = (char) ('0' + part);
    }
}

/* A row that is given up with the rest is waited for, and not read after it is gone. */
static void
test_abandoned (Roster *roster, gconstpointer data)
{
  for (guint turn = 0; turn < 20; turn++)
    {
      guint n = (guint) g_test_rand_int_range (1, MAX_ROWS);
      g_autofree CalHash *leaves = g_memdup2 (roster->leaves, n * sizeof *leaves);
      CalLeafCheck *check = cal_leaf_check_new (leaves, n);

      add_rows (roster, check, n);
      cal_leaf_check_free (check);
      memset (leaves, 0, n * sizeof *leaves);
      check = cal_leaf_check_new (leaves, n);
      add_rows (roster, check, n);
      assert_first_bad (check, 0);
      cal_leaf_check_free (check);
    }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/store/leaf-check/" name, Roster, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("good", test_good);
  ADD ("altered", test_altered);
  ADD ("abandoned", test_abandoned);
  return g_test_run ();
}
