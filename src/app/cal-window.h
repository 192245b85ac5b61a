/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cal-application.h"

G_BEGIN_DECLS

#define CAL_TYPE_WINDOW (cal_window_get_type ())
G_DECLARE_FINAL_TYPE (CalWindow, cal_window, CAL, WINDOW, AdwApplicationWindow)

CalWindow *cal_window_new (CalApplication *application);
void cal_window_show_start (CalWindow *self);
void cal_window_open (CalWindow *self, const char *path);

G_END_DECLS
