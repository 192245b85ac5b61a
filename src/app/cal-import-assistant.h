/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/cal-live-document.h"

G_BEGIN_DECLS

#define CAL_TYPE_IMPORT_ASSISTANT (cal_import_assistant_get_type ())
G_DECLARE_FINAL_TYPE (CalImportAssistant, cal_import_assistant, CAL, IMPORT_ASSISTANT, AdwBin)

/*
 * Signals:
 *   made (CalLiveDocument *document): the cycle is made and open
 *   cancelled (): nothing was made
 */
GtkWidget *cal_import_assistant_new (const char *path);

G_END_DECLS
