/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalRelation:
 * @CAL_RELATION_SAME: both logs are the same
 * @CAL_RELATION_EXTENDS: the first goes on where the second ends
 * @CAL_RELATION_SHORTER: the first ends where the second goes on
 * @CAL_RELATION_FORKS: they are one log that was continued in two ways, which no
 *   honest copy is
 * @CAL_RELATION_BRANCH: the first was branched from the second, as it then was
 * @CAL_RELATION_PARENT: the second was branched from the first, as it then was
 * @CAL_RELATION_FALSE_BRANCH: one says that it was branched from the other, which
 *   never was as it says
 * @CAL_RELATION_OTHER_LOG: they are two logs
 *
 * How a document stands to another.
 */
typedef enum
{
  CAL_RELATION_SAME,
  CAL_RELATION_EXTENDS,
  CAL_RELATION_SHORTER,
  CAL_RELATION_FORKS,
  CAL_RELATION_BRANCH,
  CAL_RELATION_PARENT,
  CAL_RELATION_FALSE_BRANCH,
  CAL_RELATION_OTHER_LOG,
} CalRelation;

/**
 * CalComparison:
 * @relation: how they stand to each other
 * @size: how many records the first has
 * @other_size: how many the second has
 * @common: how many records they start with in common; where they fork, the
 *   first that differs; of a branch, how many its parent had
 */
typedef struct
{
  CalRelation relation;
  guint64 size;
  guint64 other_size;
  guint64 common;
} CalComparison;

gboolean cal_comparison_run (const char *path,
                             const char *other_path,
                             CalComparison *comparison,
                             GError **error);
const char *cal_relation_name (CalRelation relation);
