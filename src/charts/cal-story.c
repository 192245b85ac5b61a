/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-story.h"

#include <glib/gi18n-lib.h>

static void
step_free (CalStoryStep *step)
{
  g_free (step->when);
  g_free (step->number);
  g_free (step->title);
  g_free (step->note);
  g_free (step->lead);
  g_free (step->text);
  g_free (step->detail);
  g_free (step);
}

CalStory *
cal_story_new (void)
{
  CalStory *story = g_new0 (CalStory, 1);

  story->legs = g_array_new (FALSE, FALSE, sizeof (CalStoryLeg));
  story->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  return story;
}

void
cal_story_free (CalStory *story)
{
  if (story == NULL)
    return;
  g_free (story->heading);
  g_free (story->cycle);
  g_free (story->name);
  g_free (story->lead);
  for (guint i = 0; i < G_N_ELEMENTS (story->before); i++)
    {
      g_free (story->before[i]);
      g_free (story->after[i]);
    }
  g_free (story->count);
  g_free (story->summary);
  g_strfreev (story->cell_labels);
  g_array_unref (story->legs);
  g_ptr_array_unref (story->steps);
  g_free (story->check);
  g_free (story->command);
  g_free (story->withheld);
  for (guint i = 0; i < G_N_ELEMENTS (story->seal); i++)
    {
      g_free (story->seal[i]);
      g_free (story->limits[i]);
    }
  g_free (story->printed);
  g_free (story->root);
  g_free (story);
}

/**
 * cal_story_add_step:
 * @mark: what stands on the line
 *
 * Returns: (transfer none): the next step, to be filled in
 */
CalStoryStep *
cal_story_add_step (CalStory *story, CalStoryMark mark)
{
  CalStoryStep *step = g_new0 (CalStoryStep, 1);

  step->mark = mark;
  step->undoes = -1;
  g_ptr_array_add (story->steps, step);
  return step;
}

void
cal_story_add_leg (CalStory *story,
                   CalPlacement from,
                   CalPlacement to,
                   guint64 number,
                   gboolean is_undone)
{
  CalStoryLeg leg = { from, to, number, is_undone };

  g_array_append_val (story->legs, leg);
}

const char *
cal_story_steps_title (void)
{
  return _ ("What happened, in order");
}

const char *
cal_story_check_title (void)
{
  return _ ("How to check this without us");
}

static void
add_line (GPtrArray *lines, const char *first, const char *second, const char *third)
{
  const char *const parts[] = { first, second, third };
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", parts[i]);
  if (line->len > 0)
    g_ptr_array_add (lines, g_string_free (line, FALSE));
  else
    g_string_free (line, TRUE);
}

static void
add_rating (GPtrArray *lines, char *const rating[3])
{
  g_autofree char *label = g_strconcat (rating[0], ":", NULL);

  add_line (lines, label, rating[1], rating[2]);
}

/**
 * cal_story_lines:
 * @story: a story
 *
 * Returns: (transfer full) (element-type utf8): all that the pages say, a line a
 *   sentence or step, in the order in which they are read: for whoever cannot see
 *   them
 */
GPtrArray *
cal_story_lines (const CalStory *story)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  add_line (lines, story->heading, NULL, NULL);
  add_line (lines, story->cycle, NULL, NULL);
  add_line (lines, story->name, NULL, NULL);
  add_line (lines, story->lead, NULL, NULL);
  add_rating (lines, story->before);
  add_rating (lines, story->after);
  add_line (lines, story->count, story->summary, NULL);
  add_line (lines, cal_story_steps_title (), NULL, NULL);
  for (guint i = 0; i < story->steps->len; i++)
    {
      const CalStoryStep *step = g_ptr_array_index (story->steps, i);

      add_line (lines, step->when, step->number, NULL);
      add_line (lines, step->title, step->note, NULL);
      add_line (lines, step->lead, step->text, NULL);
      add_line (lines, step->detail, NULL, NULL);
    }
  if (story->check != NULL)
    add_line (lines, cal_story_check_title (), NULL, NULL);
  add_line (lines, story->check, NULL, NULL);
  add_line (lines, story->command, NULL, NULL);
  add_line (lines, story->seal[0], story->seal[1], NULL);
  add_line (lines, story->limits[0], story->limits[1], NULL);
  add_line (lines, story->withheld, NULL, NULL);
  add_line (lines, story->printed, story->root, NULL);
  return lines;
}
