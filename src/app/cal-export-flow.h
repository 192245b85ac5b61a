/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/cal-live-document.h"

G_BEGIN_DECLS

void cal_export_flow_start (CalLiveDocument *document, AdwToastOverlay *toasts);
void cal_export_flow_start_report (CalLiveDocument *document, AdwToastOverlay *toasts);
void cal_export_flow_write (CalLiveDocument *document, AdwToastOverlay *toasts, const char *path);

G_END_DECLS
