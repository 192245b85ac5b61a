/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/cal-chart-text.h"
#include "charts/cal-story-pages.h"

#define CAL_STORY_MARGIN 61.0
#define CAL_STORY_TOP 82.0
#define CAL_STORY_BOTTOM 68.0
/* The steps' line, and where their texts begin, from the left margin. */
#define CAL_STORY_LINE_X 157.0
#define CAL_STORY_TEXT_X 178.0
#define CAL_STORY_WHEN_WIDTH 130.0
#define CAL_STORY_STEP_GAP 17.0
#define CAL_STORY_COLUMN_GAP 24.0
#define CAL_STORY_CODE_PADDING 10.0
#define CAL_STORY_CHECK_HEAD 38.0
/* So wide that a key's fingerprint is not broken. */
#define CAL_STORY_SEAL_WIDTH 352.0

/* The texts of a step, laid out. */
typedef struct
{
  PangoLayout *when;
  PangoLayout *number;
  PangoLayout *title;
  PangoLayout *note;
  PangoLayout *text;
  PangoLayout *detail;
  /* Whether the note stands beside the title rather than below it. */
  gboolean note_beside;
} CalStoryStepTexts;

struct _CalStoryPages
{
  CalStory *story;
  double width;
  double height;
  guint n_pages;
  GArray *pieces;
  CalStoryStepTexts *steps;
  PangoLayout *name;
  PangoLayout *lead;
  PangoLayout *before[3];
  PangoLayout *after[3];
  PangoLayout *summary;
  PangoLayout *check;
  PangoLayout *command;
  PangoLayout *seal[2];
  PangoLayout *limits[2];
  PangoLayout *withheld;
};

double cal_story_column (const CalStoryPages *pages);
double cal_story_title_height (const CalStoryStepTexts *texts);
