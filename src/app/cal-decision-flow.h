/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/cal-board-view.h"
#include "model/cal-live-document.h"

G_BEGIN_DECLS

#define CAL_TYPE_DECISION_FLOW (cal_decision_flow_get_type ())
G_DECLARE_FINAL_TYPE (CalDecisionFlow, cal_decision_flow, CAL, DECISION_FLOW, GObject)

CalDecisionFlow *cal_decision_flow_new (CalLiveDocument *document,
                                        CalBoardView *board_view,
                                        AdwToastOverlay *toasts);
gboolean cal_decision_flow_can_decide (CalDecisionFlow *self);
gboolean cal_decision_flow_can_undo (CalDecisionFlow *self);
gboolean cal_decision_flow_can_redo (CalDecisionFlow *self);
void cal_decision_flow_undo (CalDecisionFlow *self);
void cal_decision_flow_redo (CalDecisionFlow *self);
const char *cal_decision_flow_get_proposer (CalDecisionFlow *self);
void cal_decision_flow_set_proposer (CalDecisionFlow *self, const char *proposer);

G_END_DECLS
