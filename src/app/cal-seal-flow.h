/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/cal-seal-state.h"

G_BEGIN_DECLS

#define CAL_TYPE_SEAL_FLOW (cal_seal_flow_get_type ())
G_DECLARE_FINAL_TYPE (CalSealFlow, cal_seal_flow, CAL, SEAL_FLOW, GObject)

CalSealFlow *cal_seal_flow_new (CalLiveDocument *document, AdwToastOverlay *toasts);
CalSealState *cal_seal_flow_get_state (CalSealFlow *self);
void cal_seal_flow_start (CalSealFlow *self);
gboolean cal_seal_flow_can_seal (CalSealFlow *self);
gboolean cal_seal_flow_can_reopen (CalSealFlow *self);
void cal_seal_flow_verify (CalSealFlow *self);
void cal_seal_flow_compare (CalSealFlow *self);
void cal_seal_flow_seal (CalSealFlow *self);
void cal_seal_flow_reopen (CalSealFlow *self);

G_END_DECLS
