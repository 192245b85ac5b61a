/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/cal-seal-state.h"

char *cal_seal_report_text (CalSealState *state, gint64 now);
char *cal_seal_report_range (const CalVerification *found, guint index);
char *cal_seal_report_signer (const CalSealReport *seal, guint index);
GPtrArray *cal_seal_report_checks (const CalVerification *found);
