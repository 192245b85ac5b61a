/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/cal-board.h"
#include "stats/cal-fairness.h"

G_BEGIN_DECLS

#define CAL_TYPE_LIVE_FAIRNESS (cal_live_fairness_get_type ())
G_DECLARE_FINAL_TYPE (CalLiveFairness, cal_live_fairness, CAL, LIVE_FAIRNESS, GObject)

/*
 * Signals:
 *   changed (): there are other figures, or somebody works them out
 */
CalLiveFairness *cal_live_fairness_new (void);
void cal_live_fairness_set_board (CalLiveFairness *self, const CalBoard *board);
void cal_live_fairness_update (CalLiveFairness *self);
void cal_live_fairness_set_filter (CalLiveFairness *self, const CalFairnessFilter *filter);
void cal_live_fairness_set_grouping (CalLiveFairness *self, const CalFairnessGrouping *grouping);
const CalFairness *cal_live_fairness_get (CalLiveFairness *self);
gboolean cal_live_fairness_is_working (CalLiveFairness *self);

G_END_DECLS
