/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-replay.h"

/**
 * CalMomentsRow:
 * @subject: the subject's index
 * @was_there: whether the roster of the earlier moment had them
 * @is_there: whether that of the later one has
 * @from: where they stood at the earlier moment
 * @to: where they stand at the later one
 * @n_decisions: how many decisions lie between, undone ones included
 *
 * Somebody who differs between two moments.
 */
typedef struct
{
  guint subject;
  gboolean was_there;
  gboolean is_there;
  CalPlacement from;
  CalPlacement to;
  guint n_decisions;
} CalMomentsRow;

/**
 * CalMoments:
 * @earlier: how many entries are folded in at the one moment
 * @later: and at the other
 * @rows: (element-type CalMomentsRow): who differs, by index
 * @n_same: how many others were decided about and stand where they stood
 * @rules: the rules at the later moment
 * @counts_before: (array): how many stood in each cell
 * @counts_after: (array): how many stand in each cell
 *
 * Two moments of a cycle, compared.
 */
typedef struct
{
  guint64 earlier;
  guint64 later;
  GArray *rows;
  guint n_same;
  CalRules *rules;
  guint *counts_before;
  guint *counts_after;
} CalMoments;

CalMoments *cal_moments_new (CalReplay *replay, guint64 a, guint64 b);
void cal_moments_free (CalMoments *moments);
const CalMomentsRow *cal_moments_find (const CalMoments *moments, guint subject);
GArray *cal_moments_path (const CalBoard *whole, guint subject, guint64 earlier, guint64 later);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalMoments, cal_moments_free)
