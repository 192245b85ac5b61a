/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalRatingText:
 * @CAL_RATING_TEXT_LEVEL: a whole number
 * @CAL_RATING_TEXT_NONE: blank
 * @CAL_RATING_TEXT_NONE_IN_WORDS: `NA`, `N/A` or `-`
 * @CAL_RATING_TEXT_BAD: anything else
 *
 * What the text of a rating is.
 */
typedef enum
{
  CAL_RATING_TEXT_LEVEL,
  CAL_RATING_TEXT_NONE,
  CAL_RATING_TEXT_NONE_IN_WORDS,
  CAL_RATING_TEXT_BAD,
} CalRatingText;

char *cal_roster_cell_trim (char *text, gsize length);
gunichar cal_roster_cell_find_odd (const char *text);
CalRatingText cal_roster_cell_rating (const char *text, guint *level);
char *cal_roster_cell_fold (const char *text);
