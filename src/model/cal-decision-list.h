/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/cal-board.h"
#include "model/cal-decision-row.h"

G_BEGIN_DECLS

#define CAL_TYPE_DECISION_LIST (cal_decision_list_get_type ())
G_DECLARE_FINAL_TYPE (CalDecisionList, cal_decision_list, CAL, DECISION_LIST, GObject)

CalDecisionList *cal_decision_list_new (void);
void cal_decision_list_set_board (CalDecisionList *self, const CalBoard *board);
void cal_decision_list_update (CalDecisionList *self);
void cal_decision_list_set_filter (CalDecisionList *self, guint subject, const char *text);
gboolean cal_decision_list_find (CalDecisionList *self, guint index, guint *position);
gboolean cal_decision_list_is_searching (CalDecisionList *self);

G_END_DECLS
