/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/cal-live-document.h"
#include "model/cal-seal-state.h"

G_BEGIN_DECLS

#define CAL_TYPE_STATUS_BAR (cal_status_bar_get_type ())
G_DECLARE_FINAL_TYPE (CalStatusBar, cal_status_bar, CAL, STATUS_BAR, GtkWidget)

void cal_status_bar_set_seal (CalStatusBar *self, CalSealState *seal);
void cal_status_bar_show (CalStatusBar *self, CalLiveDocument *document);
void cal_status_bar_show_moment (CalStatusBar *self, const char *moment, const char *people);

G_END_DECLS
