/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/cal-live-document.h"

G_BEGIN_DECLS

#define CAL_TYPE_SEAL_DIALOG (cal_seal_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CalSealDialog, cal_seal_dialog, CAL, SEAL_DIALOG, AdwWindow)

GtkWidget *cal_seal_dialog_new (CalLiveDocument *document, GtkWindow *parent);

G_END_DECLS
