/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "charts/cal-story-pages.h"

G_BEGIN_DECLS

#define CAL_TYPE_STORY_VIEW (cal_story_view_get_type ())
G_DECLARE_FINAL_TYPE (CalStoryView, cal_story_view, CAL, STORY_VIEW, GtkWidget)

void cal_story_view_set_story (CalStoryView *self, CalStory *story);

G_END_DECLS
