/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "charts/cal-palette.h"
#include "charts/cal-story.h"

/* A4 upright, in pixels of a 96th of an inch. */
#define CAL_STORY_A4_WIDTH 793.7
#define CAL_STORY_A4_HEIGHT 1122.5

/**
 * CalStoryPart:
 * @CAL_STORY_PART_HEAD: whose story it is, in short, and the little board
 * @CAL_STORY_PART_TITLE: the title above the steps
 * @CAL_STORY_PART_STEP: one thing that happened
 * @CAL_STORY_PART_CHECK: how to check it, and what that shows
 */
typedef enum
{
  CAL_STORY_PART_HEAD,
  CAL_STORY_PART_TITLE,
  CAL_STORY_PART_STEP,
  CAL_STORY_PART_CHECK,
} CalStoryPart;

/**
 * CalStoryPiece:
 * @part: what it is
 * @step: of a step, which
 * @page: the page that it stands on, from 0
 * @area: where on the page, in pixels
 * @first_line: the first of the text's lines that it shows; a step that no page
 *   would hold is broken between lines
 * @n_lines: how many
 * @is_first: whether the title stands on it
 * @is_last: whether the detail stands on it
 *
 * A piece of a story in its place.
 */
typedef struct
{
  CalStoryPart part;
  guint step;
  guint page;
  cairo_rectangle_t area;
  guint first_line;
  guint n_lines;
  gboolean is_first;
  gboolean is_last;
} CalStoryPiece;

/**
 * CalStoryPages:
 *
 * A story set on pages of one size: for the screen, a PDF and the printer alike.
 */
typedef struct _CalStoryPages CalStoryPages;

CalStoryPages *cal_story_pages_new (CalStory *story, double width, double height);
void cal_story_pages_free (CalStoryPages *pages);
const CalStory *cal_story_pages_story (const CalStoryPages *pages);
guint cal_story_pages_n (const CalStoryPages *pages);
const GArray *cal_story_pages_pieces (const CalStoryPages *pages);
void cal_story_pages_draw (const CalStoryPages *pages,
                           guint page,
                           cairo_t *cr,
                           const CalPalette *palette);
gboolean cal_story_pages_write_pdf (const CalStoryPages *pages, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalStoryPages, cal_story_pages_free)
