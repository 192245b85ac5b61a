/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/cal-live-story.h"

G_BEGIN_DECLS

GtkPrintOperation *cal_story_print_new (CalLiveStory *story, gint64 time);

G_END_DECLS
