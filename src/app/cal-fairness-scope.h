/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "stats/cal-fairness.h"

G_BEGIN_DECLS

#define CAL_TYPE_FAIRNESS_SCOPE (cal_fairness_scope_get_type ())
G_DECLARE_FINAL_TYPE (CalFairnessScope, cal_fairness_scope, CAL, FAIRNESS_SCOPE, GtkWidget)

/*
 * Signals:
 *   scope-changed (): somebody chose whom the figures are of
 */
void cal_fairness_scope_set_board (CalFairnessScope *self, const CalBoard *board);
const CalFairnessFilter *cal_fairness_scope_get_filter (CalFairnessScope *self);

G_END_DECLS
