/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CAL_TYPE_DECISION_ROW (cal_decision_row_get_type ())
G_DECLARE_FINAL_TYPE (CalDecisionRow, cal_decision_row, CAL, DECISION_ROW, GObject)

CalDecisionRow *cal_decision_row_new (guint index);
guint cal_decision_row_get_index (CalDecisionRow *self);

G_END_DECLS
