/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/cal-live-document.h"

G_BEGIN_DECLS

void cal_ratings_flow_start (CalLiveDocument *document, AdwToastOverlay *toasts, CalKind kind);
void cal_ratings_flow_read (CalLiveDocument *document,
                            AdwToastOverlay *toasts,
                            CalKind kind,
                            const char *path);

G_END_DECLS
