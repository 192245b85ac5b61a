/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define CAL_ROSTER_DATE_SIZE 11

/**
 * CalDateText:
 * @CAL_DATE_TEXT_DATE: one day and no other
 * @CAL_DATE_TEXT_AMBIGUOUS: more than one day, or too little to tell
 * @CAL_DATE_TEXT_IMPOSSIBLE: of a date's form, but there is no such day
 *
 * What the text of a date is.
 */
typedef enum
{
  CAL_DATE_TEXT_DATE,
  CAL_DATE_TEXT_AMBIGUOUS,
  CAL_DATE_TEXT_IMPOSSIBLE,
} CalDateText;

CalDateText cal_roster_date_parse (const char *text, char iso[CAL_ROSTER_DATE_SIZE]);
