/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/cal-live-document.h"

G_BEGIN_DECLS

GtkWidget *cal_session_dialog_present (CalLiveDocument *document, GtkWindow *parent);

G_END_DECLS
