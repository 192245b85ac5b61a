/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/cal-seal-state.h"

G_BEGIN_DECLS

#define CAL_TYPE_VERIFY_DIALOG (cal_verify_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CalVerifyDialog, cal_verify_dialog, CAL, VERIFY_DIALOG, AdwWindow)

GtkWidget *cal_verify_dialog_new (CalSealState *state, GtkWindow *parent);

G_END_DECLS
