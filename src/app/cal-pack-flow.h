/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/cal-live-story.h"

G_BEGIN_DECLS

void cal_pack_flow_start (CalLiveStory *story, AdwToastOverlay *toasts);
void cal_pack_flow_write (CalLiveStory *story, AdwToastOverlay *toasts, const char *path);

G_END_DECLS
