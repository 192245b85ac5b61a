/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/cal-replay-model.h"

G_BEGIN_DECLS

#define CAL_TYPE_TIMELINE_VIEW (cal_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (CalTimelineView, cal_timeline_view, CAL, TIMELINE_VIEW, GtkWidget)

/*
 * Signals:
 *   zoomed (): a mark stands for another number of entries than before
 */
GtkWidget *cal_timeline_view_new (void);
void cal_timeline_view_set_model (CalTimelineView *self, CalReplayModel *model);
void cal_timeline_view_set_subject (CalTimelineView *self, guint subject);
void cal_timeline_view_set_compared (CalTimelineView *self, gint64 a, gint64 b);
void cal_timeline_view_set_sealed (CalTimelineView *self, guint64 sealed, gint64 faulty);
guint cal_timeline_view_get_bundle (CalTimelineView *self);

G_END_DECLS
