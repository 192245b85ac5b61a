/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-placement.h"

/**
 * CalStoryMark:
 * @CAL_STORY_MARK_START: where it began: hollow
 * @CAL_STORY_MARK_DECISION: a decision in force: solid
 * @CAL_STORY_MARK_UNDO: one that takes another back: solid, but dim
 * @CAL_STORY_MARK_UNDONE: one that was taken back: dashed, its title struck out
 * @CAL_STORY_MARK_OPEN: where it stands for now: hollow, in the accent
 * @CAL_STORY_MARK_SEALED: where it ended: solid with a tick
 */
typedef enum
{
  CAL_STORY_MARK_START,
  CAL_STORY_MARK_DECISION,
  CAL_STORY_MARK_UNDO,
  CAL_STORY_MARK_UNDONE,
  CAL_STORY_MARK_OPEN,
  CAL_STORY_MARK_SEALED,
} CalStoryMark;

/**
 * CalStoryStep:
 * @mark: what stands on the line
 * @when: day and time
 * @number: which decision it is; may be empty
 * @title: what happened
 * @note: what else bears on it, beside the title; may be empty
 * @lead: the first words of the text, bold; may be empty
 * @text: why; may be empty
 * @detail: who, and what with; may be empty
 * @undoes: the index of the step that it takes back, or -1
 *
 * One thing that happened to the rating. All texts are plain.
 */
typedef struct
{
  CalStoryMark mark;
  char *when;
  char *number;
  char *title;
  char *note;
  char *lead;
  char *text;
  char *detail;
  int undoes;
} CalStoryStep;

/**
 * CalStoryLeg:
 * @from: where the subject stood
 * @to: where they then stood
 * @number: the decision's number
 * @is_undone: whether it was taken back, or takes another back
 *
 * A decision on the little board.
 */
typedef struct
{
  CalPlacement from;
  CalPlacement to;
  guint64 number;
  gboolean is_undone;
} CalStoryLeg;

/**
 * CalStory:
 * @heading: what the page is
 * @cycle: the cycle's title
 * @name: whose story it is
 * @lead: what is told
 * @before: label, rating and note of the rating that it began with
 * @after: label, rating and note of the one that it ended with
 * @count: how many decisions, the first words of @summary
 * @summary: what they come to
 * @n_performance: the levels across
 * @n_potential: the levels up
 * @cell_labels: (array zero-terminated=1): the cells' names, in the order of
 *   cal_rules_cell()
 * @start: where the rating began
 * @end: where it stands
 * @legs: (element-type CalStoryLeg): the moves between
 * @steps: (element-type CalStoryStep): what happened, in order
 * @check: what to do with the files beside the page; empty for none
 * @command: the lines to type, as they are
 * @seal: title and text on the seal
 * @limits: title and text on what all this cannot show
 * @withheld: (nullable): what is not told, and how it is kept all the same
 * @printed: when it was made
 * @root: the log's root in groups of hex digits
 *
 * One subject's story as a page has it: the sentences, and what the little board
 * needs. It knows nothing of a document.
 */
typedef struct
{
  char *heading;
  char *cycle;
  char *name;
  char *lead;
  char *before[3];
  char *after[3];
  char *count;
  char *summary;
  guint n_performance;
  guint n_potential;
  char **cell_labels;
  CalPlacement start;
  CalPlacement end;
  GArray *legs;
  GPtrArray *steps;
  char *check;
  char *command;
  char *seal[2];
  char *limits[2];
  char *withheld;
  char *printed;
  char *root;
} CalStory;

CalStory *cal_story_new (void);
void cal_story_free (CalStory *story);
CalStoryStep *cal_story_add_step (CalStory *story, CalStoryMark mark);
void cal_story_add_leg (CalStory *story,
                        CalPlacement from,
                        CalPlacement to,
                        guint64 number,
                        gboolean is_undone);
const char *cal_story_steps_title (void);
const char *cal_story_check_title (void);
GPtrArray *cal_story_lines (const CalStory *story);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalStory, cal_story_free)
