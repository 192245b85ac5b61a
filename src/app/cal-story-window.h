/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/cal-live-document.h"

G_BEGIN_DECLS

#define CAL_TYPE_STORY_WINDOW (cal_story_window_get_type ())
G_DECLARE_FINAL_TYPE (CalStoryWindow, cal_story_window, CAL, STORY_WINDOW, AdwWindow)

GtkWidget *cal_story_window_new (CalLiveDocument *document, guint subject, GtkWindow *parent);

G_END_DECLS
