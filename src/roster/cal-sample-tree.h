/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roster/cal-sample-random.h"

#define CAL_SAMPLE_NO_MANAGER G_MAXUINT

/**
 * CalSampleTree:
 * @n: how many people
 * @managers: (array length=n): each one's manager's position, smaller than their
 *   own, or %CAL_SAMPLE_NO_MANAGER
 * @departments: (array length=n): each one's department
 * @levels: (array length=n): 6 to 8 for who leads others, 0 for who does not
 *
 * Who reports to whom in a made-up company.
 */
typedef struct
{
  guint n;
  guint *managers;
  guint *departments;
  guint *levels;
} CalSampleTree;

CalSampleTree *cal_sample_tree_new (guint n, CalSampleRandom *random);
void cal_sample_tree_free (CalSampleTree *tree);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalSampleTree, cal_sample_tree_free)
