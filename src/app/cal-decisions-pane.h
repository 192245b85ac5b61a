/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/cal-replay-model.h"

G_BEGIN_DECLS

#define CAL_TYPE_DECISIONS_PANE (cal_decisions_pane_get_type ())
G_DECLARE_FINAL_TYPE (CalDecisionsPane, cal_decisions_pane, CAL, DECISIONS_PANE, GtkWidget)

/*
 * Signals:
 *   decision-chosen (guint index): somebody clicked that decision
 */
void cal_decisions_pane_set_model (CalDecisionsPane *self, CalReplayModel *model);
void cal_decisions_pane_set_subject (CalDecisionsPane *self, guint subject);
void cal_decisions_pane_focus_search (CalDecisionsPane *self);

G_END_DECLS
