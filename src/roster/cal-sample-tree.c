/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster/cal-sample-tree.h"

#include "roster/cal-sample-work.h"

#define MIN_SPAN 5
#define MAX_SPAN 12

/* With fewer people, all report to the top. */
#define SMALL_COMPANY (MAX_SPAN + 1)

/* Where the top stands; somebody has to be there. */
#define TOP_DEPARTMENT 2

static guint
add_person (CalSampleTree *tree, guint manager, guint department)
{
  guint position = tree->n++;

  tree->managers[position] = manager;
  tree->departments[position] = department;
  tree->levels[position] = 0;
  return position;
}

/* Gives the person at @manager so many people, directly or through managers,
 * each of whom gets at least MIN_SPAN. As deep as the company, which is little. */
static void
add_team (CalSampleTree *tree, CalSampleRandom *random, guint manager, guint level, guint n_people)
{
  guint department = tree->departments[manager];
  guint span, n_managers, n_below;

  tree->levels[manager] = MAX (level, 6u);
  if (n_people <= MAX_SPAN)
    {
      for (guint i = 0; i < n_people; i++)
        add_person (tree, manager, department);
      return;
    }

  span = cal_sample_random_between (random, MIN_SPAN, MIN ((guint) MAX_SPAN, n_people - MIN_SPAN));
  n_below = n_people - span;
  n_managers = CLAMP (n_below / 8, 1u, span);
  for (guint i = 0; i < span; i++)
    {
      guint position = add_person (tree, manager, department);

      if (i < n_managers)
        {
          guint left = n_managers - i;
          guint share = n_below / left;

          add_team (tree, random, position, level - 1, share);
          n_below -= share;
        }
    }
}

/**
 * cal_sample_tree_new:
 * @n: how many people, at least 1
 * @random: where chance comes from
 *
 * One person at the top, a head for each department, and below them spans of 5
 * to 12 people; departments have sizes by their weights.
 *
 * Returns: (transfer full): the tree
 */
CalSampleTree *
cal_sample_tree_new (guint n, CalSampleRandom *random)
{
  CalSampleTree *tree = g_new0 (CalSampleTree, 1);
  guint n_departments = CLAMP ((n - 1) / 14, 2u, cal_sample_n_departments ());
  guint weights = 0;
  guint left = n - 1;

  tree->managers = g_new (guint, n);
  tree->departments = g_new (guint, n);
  tree->levels = g_new (guint, n);
  add_person (tree, CAL_SAMPLE_NO_MANAGER, TOP_DEPARTMENT);
  tree->levels[0] = 8;

  if (n <= SMALL_COMPANY)
    {
      for (guint i = 1; i < n; i++)
        add_person (tree, 0, cal_sample_pick_department (random));
      return tree;
    }
  for (guint i = 0; i < n_departments; i++)
    weights += cal_sample_department_weight (i);
  for (guint i = 0; i < n_departments; i++)
    {
      guint weight = cal_sample_department_weight (i);
      guint64 share = MAX ((guint64) left * weight / weights, MIN_SPAN + 1u);
      guint head = add_person (tree, 0, i);

      share = i + 1 == n_departments ? left : MIN (share, left);
      left -= (guint) share;
      weights -= weight;
      add_team (tree, random, head, 7, (guint) share - 1);
    }
  return tree;
}

void
cal_sample_tree_free (CalSampleTree *tree)
{
  g_free (tree->managers);
  g_free (tree->departments);
  g_free (tree->levels);
  g_free (tree);
}
