/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-placement.h"

/**
 * cal_placement_format:
 * @placement: a placement
 * @text: (out): room for the text
 *
 * Writes the decision log's form: `2,3` (performance, potential), or the
 * empty string for the holding area.
 *
 * Returns: @text
 */
const char *
cal_placement_format (CalPlacement placement, char text[CAL_PLACEMENT_TEXT_SIZE])
{
  gsize length = 0;

  g_return_val_if_fail (placement.performance <= CAL_MAX_LEVELS, NULL);
  g_return_val_if_fail (placement.potential <= CAL_MAX_LEVELS, NULL);

  if (cal_placement_is_placed (placement))
    {
      text[length++] = (char) ('0' + placement.performance);
      text[length++] = ',';
      text[length++] = (char) ('0' + placement.potential);
    }
  text[length] = '\0';
  return text;
}

/**
 * cal_placement_parse:
 * @text: the decision log's form of a placement
 * @placement: (out): the placement
 *
 * Reads what cal_placement_format() writes and nothing else: one text for one
 * placement, so that two versions of a record cannot mean the same.
 *
 * Returns: %FALSE when @text is no placement
 */
gboolean
cal_placement_parse (const char *text, CalPlacement *placement)
{
  g_return_val_if_fail (text != NULL && placement != NULL, FALSE);

  *placement = CAL_HOLDING;
  if (*text == '\0')
    return TRUE;
  if (text[0] < '1' || text[0] > '9' || text[1] != ',' || text[2] < '1' || text[2] > '9'
      || text[3] != '\0')
    return FALSE;
  *placement = cal_placement ((guint) (text[0] - '0'), (guint) (text[2] - '0'));
  return TRUE;
}
