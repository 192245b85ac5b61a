/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/cal-replay-model.h"

G_BEGIN_DECLS

#define CAL_TYPE_MOMENTS_WINDOW (cal_moments_window_get_type ())
G_DECLARE_FINAL_TYPE (CalMomentsWindow, cal_moments_window, CAL, MOMENTS_WINDOW, AdwWindow)

/*
 * Signals:
 *   moments-chosen (gint64 a, gint64 b): these two are compared, by the seq of
 *     their latest entries; -1 for none any longer
 *   subject-chosen (guint index): somebody clicked that subject
 */
GtkWidget *cal_moments_window_new (CalReplayModel *model, guint64 a, guint64 b, GtkWindow *parent);
void cal_moments_window_set_faulty (CalMomentsWindow *self);

G_END_DECLS
