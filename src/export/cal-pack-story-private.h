/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-entry.h"
#include "export/cal-pack-story.h"

/* What a story is written from. */
typedef struct
{
  CalStory *story;
  const CalBoard *board;
  guint subject;
  const CalPack *pack;
  const CalPackStoryOptions *options;
  /* The pack's records, read: (element-type CalEntry). */
  GPtrArray *entries;
  /* The seal that counts the decisions, or none. */
  const CalEntry *seal;
  /* The subject's decisions, first to last, as indexes on the board. */
  GArray *decisions;
  /* Which step of the story tells each of them, by its seq. */
  GHashTable *steps;
  /* How many of them the seal counts. */
  guint n_sealed;
  /* How many texts are withheld because they name somebody else. */
  guint n_withheld;
} CalTelling;

char *cal_telling_moment (gint64 time);
char *cal_telling_placement (const CalBoard *board, CalPlacement placement);
void cal_telling_add_facts (const CalTelling *telling);
