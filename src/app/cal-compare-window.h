/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/cal-live-document.h"

G_BEGIN_DECLS

#define CAL_TYPE_COMPARE_WINDOW (cal_compare_window_get_type ())
G_DECLARE_FINAL_TYPE (CalCompareWindow, cal_compare_window, CAL, COMPARE_WINDOW, AdwWindow)

GtkWidget *
cal_compare_window_new (CalLiveDocument *document, const char *other_path, GtkWindow *parent);

G_END_DECLS
