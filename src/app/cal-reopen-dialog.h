/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/cal-live-document.h"

G_BEGIN_DECLS

#define CAL_TYPE_REOPEN_DIALOG (cal_reopen_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CalReopenDialog, cal_reopen_dialog, CAL, REOPEN_DIALOG, AdwWindow)

GtkWidget *cal_reopen_dialog_new (CalLiveDocument *document, GtkWindow *parent);

G_END_DECLS
