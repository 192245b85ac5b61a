/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-board.h"

/**
 * CalReplay:
 *
 * The board as it stood after any entry of its log. It keeps what an entry
 * cannot say of itself: everybody's state at some moments, from which the
 * others are reached by walking over the decisions between, forwards or
 * backwards.
 */
typedef struct _CalReplay CalReplay;

CalReplay *cal_replay_new (const CalBoard *whole, guint interval);
void cal_replay_free (CalReplay *replay);

gboolean cal_replay_index (CalReplay *replay, guint n_entries);
gboolean cal_replay_rebase (CalReplay *replay, const CalBoard *whole);
guint64 cal_replay_n_indexed (const CalReplay *replay);
gsize cal_replay_n_bytes (const CalReplay *replay);

const CalBoard *cal_replay_board (const CalReplay *replay);
gboolean cal_replay_seek (CalReplay *replay, guint64 size, GArray *changed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalReplay, cal_replay_free)
