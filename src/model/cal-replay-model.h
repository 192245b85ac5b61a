/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/cal-replay.h"

G_BEGIN_DECLS

#define CAL_TYPE_REPLAY_MODEL (cal_replay_model_get_type ())
G_DECLARE_FINAL_TYPE (CalReplayModel, cal_replay_model, CAL, REPLAY_MODEL, GObject)

/*
 * Signals:
 *   moment-changed (GArray *changed): another moment is shown; the subjects
 *     (guint) that stand otherwise, %NULL where it may be anybody
 *   log-changed (): entries have been added, or the log is another one
 */
CalReplayModel *cal_replay_model_new (void);
void cal_replay_model_set_board (CalReplayModel *self, const CalBoard *board);
void cal_replay_model_update (CalReplayModel *self);

gboolean cal_replay_model_is_ready (CalReplayModel *self);
double cal_replay_model_get_progress (CalReplayModel *self);
const CalBoard *cal_replay_model_get_whole (CalReplayModel *self);
const CalBoard *cal_replay_model_get_board (CalReplayModel *self);
CalReplay *cal_replay_model_get_replay (CalReplayModel *self);
guint64 cal_replay_model_get_size (CalReplayModel *self);
guint64 cal_replay_model_get_first (CalReplayModel *self);
guint64 cal_replay_model_get_position (CalReplayModel *self);
gboolean cal_replay_model_is_past (CalReplayModel *self);

void cal_replay_model_seek (CalReplayModel *self, guint64 position);
void cal_replay_model_step (CalReplayModel *self, gint64 n);
gboolean cal_replay_model_seek_subject (CalReplayModel *self, guint subject, gboolean forward);

void cal_replay_model_play (CalReplayModel *self);
void cal_replay_model_pause (CalReplayModel *self);
gboolean cal_replay_model_is_playing (CalReplayModel *self);
void cal_replay_model_set_rate (CalReplayModel *self, guint rate);

G_END_DECLS
