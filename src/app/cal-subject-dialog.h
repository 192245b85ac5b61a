/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/cal-live-document.h"

G_BEGIN_DECLS

GtkWidget *cal_subject_dialog_hold (CalLiveDocument *document, guint subject, GtkWindow *parent);
GtkWidget *cal_subject_dialog_erase (CalLiveDocument *document, guint subject, GtkWindow *parent);

G_END_DECLS
