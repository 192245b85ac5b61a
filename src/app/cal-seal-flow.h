/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/cal-seal-state.h"

G_BEGIN_DECLS

#define CAL_TYPE_SEAL_FLOW (cal_seal_flow_get_type ())
G_DECLARE_FINAL_TYPE (CalSealFlow, cal_seal_flow, CAL, SEAL_FLOW, GObject)

CalSealFlow *cal_seal_flow_new (CalLiveDocument *document, AdwToastOverlay *toasts);
CalSealState *cal_seal_flow_get_state (CalSealFlow *self);
GActionGroup *cal_seal_flow_get_actions (CalSealFlow *self);
void cal_seal_flow_start (CalSealFlow *self);
void cal_seal_flow_set_subject (CalSealFlow *self, guint subject);
void cal_seal_flow_update (CalSealFlow *self);

G_END_DECLS
