/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/cal-comparison.h"
#include "store/cal-document.h"

/**
 * CalDifference:
 * @comparison: how the first document stands to the second
 * @entries: (element-type CalEntry): what only the first has, in order
 * @other_entries: (element-type CalEntry): what only the second has
 *
 * What two documents do not have in common.
 */
typedef struct
{
  CalComparison comparison;
  GPtrArray *entries;
  GPtrArray *other_entries;
} CalDifference;

CalDifference *cal_difference_read (const char *path,
                                    const char *other_path,
                                    CalProgress progress,
                                    gpointer user_data,
                                    GError **error);
void cal_difference_free (CalDifference *difference);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalDifference, cal_difference_free)
