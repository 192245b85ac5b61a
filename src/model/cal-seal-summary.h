/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-board.h"

/**
 * CalSealSummary:
 * @n_decisions: how many decisions the session holds, undone ones included
 * @n_all: how many the cycle holds
 * @n_present: how many subjects the roster has
 * @n_placed: how many stand in a cell
 * @n_held: how many stand in the holding area
 * @n_not_discussed: how many were neither moved nor confirmed in the session
 * @misses: (element-type utf8): what departs from the guideline, a sentence each
 *
 * What finalising a session would seal.
 */
typedef struct
{
  guint n_decisions;
  guint n_all;
  guint n_present;
  guint n_placed;
  guint n_held;
  guint n_not_discussed;
  GPtrArray *misses;
} CalSealSummary;

CalSealSummary *cal_seal_summary_new (const CalBoard *board, guint session);
void cal_seal_summary_free (CalSealSummary *summary);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalSealSummary, cal_seal_summary_free)
