/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/cal-story.h"
#include "core/cal-board.h"
#include "log/cal-pack.h"

/**
 * CalPackStoryOptions:
 * @for_subject: whether the subject is to read it: it then speaks to them and
 *   names nobody else; otherwise it is for the room and names who decided
 * @stem: (nullable): how the files beside the page are called, without their
 *   endings; %NULL where there are none
 * @time: when it is made, milliseconds since 1970 in UTC
 *
 * Who reads a story, and what they have besides it.
 */
typedef struct
{
  gboolean for_subject;
  const char *stem;
  gint64 time;
} CalPackStoryOptions;

CalStory *cal_pack_story_new (const CalBoard *board,
                              guint subject,
                              const CalPack *pack,
                              const CalPackStoryOptions *options);
