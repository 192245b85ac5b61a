/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/cal-replay-model.h"

G_BEGIN_DECLS

#define CAL_TYPE_REPLAY_BAR (cal_replay_bar_get_type ())
G_DECLARE_FINAL_TYPE (CalReplayBar, cal_replay_bar, CAL, REPLAY_BAR, GtkWidget)

void cal_replay_bar_set_model (CalReplayBar *self, CalReplayModel *model);
void cal_replay_bar_set_subject (CalReplayBar *self, guint subject);
void cal_replay_bar_set_compared (CalReplayBar *self, gint64 a, gint64 b);
void cal_replay_bar_set_sealed (CalReplayBar *self, guint64 sealed, gint64 faulty);

G_END_DECLS
