/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "log/cal-pack.h"
#include "model/cal-live-document.h"

/**
 * CalLiveStory:
 * @board: a board of its own, which nobody changes any more
 * @subject: the subject's index on it
 * @pack: their pack
 *
 * Everything on one subject as it stood at one moment. Reference counted, so that
 * a thread may write it out while a window shows it.
 */
typedef struct
{
  CalBoard *board;
  guint subject;
  CalPack *pack;
} CalLiveStory;

CalLiveStory *cal_live_story_ref (CalLiveStory *story);
void cal_live_story_unref (CalLiveStory *story);

void cal_live_story_read_async (CalLiveDocument *document,
                                const char *id,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
CalLiveStory *cal_live_story_read_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalLiveStory, cal_live_story_unref)
