/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-story-pages.h"

#include <glib/gi18n-lib.h>

#include "charts/cal-chart-file.h"
#include "charts/cal-story-grid.h"
#include "charts/cal-story-private.h"

#define NAME_SIZE 34.0
#define NAME_SIZE_LONG 24.0
/* A name may be as long as a roster's field; the page has room for six lines. */
#define NAME_LINES 6
#define RATING_SIZE 19.0
#define CODE_SIZE 10.5
#define FACTS_LINES 24
#define TITLE_HEIGHT 34.0
/* A step is broken over two pages only where it would leave much of one empty. */
#define MOST_MOVED 0.5

static double
content_width (const CalStoryPages *pages)
{
  return pages->width - 2 * CAL_STORY_MARGIN;
}

/* The column left of the little board. */
double
cal_story_column (const CalStoryPages *pages)
{
  return content_width (pages) - CAL_STORY_GRID_WIDTH - CAL_STORY_COLUMN_GAP;
}

static PangoLayout *
plain (const char *text, double size, gboolean bold, double width)
{
  return cal_text_layout (text != NULL ? text : "", size, bold, width);
}

/* Bold first words, then the rest. */
static PangoLayout *
led (const char *lead, const char *text, double size, double width)
{
  g_autofree char *bold = g_markup_escape_text (lead != NULL ? lead : "", -1);
  g_autofree char *rest = g_markup_escape_text (text != NULL ? text : "", -1);
  g_autofree char *markup =
      g_strdup_printf ("<b>%s</b>%s%s", bold, *bold != '\0' && *rest != '\0' ? " " : "", rest);

  return cal_text_layout_markup (markup, size, width);
}

static PangoLayout *
code (const char *text, double width)
{
  PangoLayout *layout = plain (text, CODE_SIZE, FALSE, width);
  PangoFontDescription *font = pango_font_description_from_string ("DejaVu Sans Mono, monospace");

  pango_font_description_set_absolute_size (font, CODE_SIZE * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_wrap (layout, PANGO_WRAP_CHAR);
  return layout;
}

static PangoLayout *
at_most (PangoLayout *layout, int n_lines)
{
  pango_layout_set_height (layout, -n_lines);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

static PangoLayout *
name_layout (const char *name, double width)
{
  PangoLayout *layout = plain (name, NAME_SIZE, TRUE, width);

  if (pango_layout_get_line_count (layout) > 2)
    {
      g_object_unref (layout);
      layout = plain (name, NAME_SIZE_LONG, TRUE, width);
    }
  return at_most (layout, NAME_LINES);
}

static void
strike (PangoLayout *layout)
{
  PangoAttrList *attributes = pango_attr_list_copy (pango_layout_get_attributes (layout));

  pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

static void
lay_out_step (CalStoryPages *pages, guint index)
{
  const CalStoryStep *step = g_ptr_array_index (pages->story->steps, index);
  CalStoryStepTexts *texts = &pages->steps[index];
  double width = content_width (pages) - CAL_STORY_TEXT_X;
  gboolean undone = step->mark == CAL_STORY_MARK_UNDONE;

  texts->when = plain (step->when, CAL_TEXT_META, FALSE, CAL_STORY_WHEN_WIDTH);
  texts->number = plain (step->number, CAL_TEXT_META, FALSE, CAL_STORY_WHEN_WIDTH);
  texts->title = plain (step->title, CAL_TEXT_BODY, !undone, width);
  texts->note = plain (step->note, CAL_TEXT_META, FALSE, width);
  texts->text = led (step->lead, step->text, CAL_TEXT_BODY, width);
  texts->detail = plain (step->detail, CAL_TEXT_META, FALSE, width);
  texts->note_beside =
      pango_layout_get_line_count (texts->title) == 1
      && cal_text_layout_width (texts->title) + 8 + cal_text_layout_width (texts->note) <= width;
  if (undone)
    strike (texts->title);
}

static double
height_of (PangoLayout *layout)
{
  return *pango_layout_get_text (layout) != '\0' ? cal_text_layout_height (layout) : 0;
}

/* The title and, where it does not fit beside it, the note. */
double
cal_story_title_height (const CalStoryStepTexts *texts)
{
  return height_of (texts->title) + (texts->note_beside ? 0 : height_of (texts->note));
}

static double
rating_height (PangoLayout *const rating[3])
{
  double height = 0;

  for (guint i = 0; i < 3; i++)
    height += height_of (rating[i]);
  return height;
}

static double
head_height (const CalStoryPages *pages)
{
  double left = height_of (pages->name) + 6 + height_of (pages->lead) + 22
                + MAX (rating_height (pages->before), rating_height (pages->after)) + 20
                + height_of (pages->summary);

  return MAX (left, cal_story_grid_height (pages->story)) + 24;
}

static double
check_height (const CalStoryPages *pages)
{
  double height = 0;

  if (pages->story->check != NULL)
    height += CAL_STORY_CHECK_HEAD + height_of (pages->check) + 8;
  if (pages->story->command != NULL)
    height += height_of (pages->command) + 2 * CAL_STORY_CODE_PADDING + 12;
  height += MAX (height_of (pages->seal[0]) + height_of (pages->seal[1]),
                 height_of (pages->limits[0]) + height_of (pages->limits[1]));
  return height + (pages->story->withheld != NULL ? 6 + height_of (pages->withheld) : 0);
}

/* Where the next piece goes. */
typedef struct
{
  CalStoryPages *pages;
  guint page;
  double y;
} Flow;

static double
bottom_of (const Flow *flow)
{
  return flow->pages->height - CAL_STORY_BOTTOM;
}

static void
turn_page (Flow *flow)
{
  flow->page++;
  flow->y = CAL_STORY_TOP;
}

static CalStoryPiece *
place (Flow *flow, CalStoryPart part, double height)
{
  CalStoryPiece piece = {
    .part = part,
    .page = flow->page,
    .area = { CAL_STORY_MARGIN, flow->y, content_width (flow->pages), height },
    .is_first = TRUE,
    .is_last = TRUE,
  };

  flow->y += height;
  g_array_append_val (flow->pages->pieces, piece);
  return &g_array_index (flow->pages->pieces, CalStoryPiece, flow->pages->pieces->len - 1);
}

static void
place_whole (Flow *flow, CalStoryPart part, double height)
{
  if (flow->y + height > bottom_of (flow) && flow->y > CAL_STORY_TOP)
    turn_page (flow);
  place (flow, part, height);
}

static double
line_height (PangoLayout *layout)
{
  return cal_text_layout_height (layout) / pango_layout_get_line_count (layout);
}

/* As many lines of the text as fit, then the rest on the next page. */
static void
place_in_lines (Flow *flow, guint index)
{
  const CalStoryStepTexts *texts = &flow->pages->steps[index];
  guint n_lines = (guint) pango_layout_get_line_count (texts->text);
  double line = line_height (texts->text);
  double title = cal_story_title_height (texts);
  double detail = height_of (texts->detail);
  guint done = 0;

  while (done < n_lines)
    {
      double head = done == 0 ? title : 0;
      double room = bottom_of (flow) - flow->y - head - CAL_STORY_STEP_GAP;
      guint fit = room > 0 ? (guint) (room / line) : 0;
      guint n = MIN (fit, n_lines - done);
      gboolean last = done + n == n_lines && room - n * line >= detail;
      CalStoryPiece *piece;

      /* The detail keeps a line of the text with it. */
      if (done + n == n_lines && !last && n > 1)
        n--;
      if (n == 0 || (done + n == n_lines && !last))
        {
          if (flow->y <= CAL_STORY_TOP)
            n = MAX (n, 1);
          else
            {
              turn_page (flow);
              continue;
            }
        }
      last = done + n == n_lines;
      piece = place (flow, CAL_STORY_PART_STEP,
                     head + n * line + (last ? detail : 0) + CAL_STORY_STEP_GAP);
      piece->step = index;
      piece->first_line = done;
      piece->n_lines = n;
      piece->is_first = done == 0;
      piece->is_last = last;
      done += n;
      if (!last)
        turn_page (flow);
    }
}

static void
place_step (Flow *flow, guint index)
{
  const CalStoryStepTexts *texts = &flow->pages->steps[index];
  double left = height_of (texts->when) + height_of (texts->number);
  double height = MAX (left, cal_story_title_height (texts) + height_of (texts->text)
                                 + height_of (texts->detail))
                  + CAL_STORY_STEP_GAP;
  CalStoryPiece *piece;

  if (flow->y + height > bottom_of (flow)
      && height > (bottom_of (flow) - CAL_STORY_TOP) * MOST_MOVED)
    {
      place_in_lines (flow, index);
      return;
    }
  if (flow->y + height > bottom_of (flow))
    turn_page (flow);
  piece = place (flow, CAL_STORY_PART_STEP, height);
  piece->step = index;
  piece->n_lines = (guint) pango_layout_get_line_count (texts->text);
}

static void
place_all (CalStoryPages *pages)
{
  Flow flow = { pages, 0, CAL_STORY_TOP };

  place_whole (&flow, CAL_STORY_PART_HEAD, head_height (pages));
  place_whole (&flow, CAL_STORY_PART_TITLE, TITLE_HEIGHT);
  for (guint i = 0; i < pages->story->steps->len; i++)
    place_step (&flow, i);
  place_whole (&flow, CAL_STORY_PART_CHECK, check_height (pages));
  pages->n_pages = flow.page + 1;
}

static void
lay_out (CalStoryPages *pages)
{
  const CalStory *story = pages->story;
  double column = cal_story_column (pages);
  double rest = content_width (pages) - CAL_STORY_SEAL_WIDTH - CAL_STORY_COLUMN_GAP;

  pages->name = name_layout (story->name, column);
  pages->lead = plain (story->lead, CAL_TEXT_BODY, FALSE, column);
  for (guint i = 0; i < 3; i++)
    {
      double size = i == 1 ? RATING_SIZE : CAL_TEXT_META;

      pages->before[i] = plain (story->before[i], size, i == 1, column / 2 - 20);
      pages->after[i] = plain (story->after[i], size, i == 1, column / 2 - 8);
    }
  pages->summary = led (story->count, story->summary, CAL_TEXT_BODY, column);
  pages->check = plain (story->check, CAL_TEXT_BODY, FALSE, content_width (pages));
  pages->command = code (story->command, content_width (pages) - 2 * CAL_STORY_CODE_PADDING);
  for (guint i = 0; i < 2; i++)
    {
      double size = i == 0 ? CAL_TEXT_BODY : CAL_TEXT_META;

      pages->seal[i] =
          at_most (plain (story->seal[i], size, i == 0, CAL_STORY_SEAL_WIDTH), FACTS_LINES);
      pages->limits[i] = at_most (plain (story->limits[i], size, i == 0, rest), FACTS_LINES);
    }
  pages->withheld = plain (story->withheld, CAL_TEXT_META, FALSE, content_width (pages));
  pages->steps = g_new0 (CalStoryStepTexts, story->steps->len);
  for (guint i = 0; i < story->steps->len; i++)
    lay_out_step (pages, i);
}

/**
 * cal_story_pages_new:
 * @story: (transfer full): the story
 * @width: a page's width in pixels of a 96th of an inch
 * @height: its height
 *
 * Returns: (transfer full): the story set on as many pages as it takes
 */
CalStoryPages *
cal_story_pages_new (CalStory *story, double width, double height)
{
  CalStoryPages *pages = g_new0 (CalStoryPages, 1);

  pages->story = story;
  pages->width = width;
  pages->height = height;
  pages->pieces = g_array_new (FALSE, FALSE, sizeof (CalStoryPiece));
  lay_out (pages);
  place_all (pages);
  return pages;
}

void
cal_story_pages_free (CalStoryPages *pages)
{
  if (pages == NULL)
    return;
  for (guint i = 0; i < pages->story->steps->len; i++)
    {
      g_object_unref (pages->steps[i].when);
      g_object_unref (pages->steps[i].number);
      g_object_unref (pages->steps[i].title);
      g_object_unref (pages->steps[i].note);
      g_object_unref (pages->steps[i].text);
      g_object_unref (pages->steps[i].detail);
    }
  g_free (pages->steps);
  for (guint i = 0; i < 3; i++)
    {
      g_object_unref (pages->before[i]);
      g_object_unref (pages->after[i]);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_object_unref (pages->seal[i]);
      g_object_unref (pages->limits[i]);
    }
  g_object_unref (pages->withheld);
  g_object_unref (pages->name);
  g_object_unref (pages->lead);
  g_object_unref (pages->summary);
  g_object_unref (pages->check);
  g_object_unref (pages->command);
  g_array_unref (pages->pieces);
  cal_story_free (pages->story);
  g_free (pages);
}

/**
 * cal_story_pages_story:
 *
 * Returns: (transfer none): what they tell
 */
const CalStory *
cal_story_pages_story (const CalStoryPages *pages)
{
  return pages->story;
}

guint
cal_story_pages_n (const CalStoryPages *pages)
{
  return pages->n_pages;
}

/**
 * cal_story_pages_pieces:
 *
 * Returns: (transfer none) (element-type CalStoryPiece): the pieces in the order in
 *   which they are read
 */
const GArray *
cal_story_pages_pieces (const CalStoryPages *pages)
{
  return pages->pieces;
}

static void
paint_page (cairo_t *cr, guint page, gconstpointer user_data)
{
  cal_story_pages_draw (user_data, page, cr, &cal_palette_light);
}

/**
 * cal_story_pages_write_pdf:
 * @path: where to
 * @error: return location
 *
 * Writes the pages as a PDF; see cal_picture_write_pages().
 *
 * Returns: whether it was written; see #CalChartsError
 */
gboolean
cal_story_pages_write_pdf (const CalStoryPages *pages, const char *path, GError **error)
{
  g_autofree char *title = g_strdup_printf ("%s: %s", pages->story->heading, pages->story->name);

  return cal_picture_write_pages (path, pages->width, pages->height, title, pages->n_pages,
                                  paint_page, pages, error);
}
