/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roster/cal-roster-reader.h"
#include "roster/cal-roster-text.h"

/**
 * CalRosterLayout:
 * @delimiter: what stands between fields
 * @has_sep_line: whether the file starts with a line such as `sep=;`, which
 *   spreadsheets write and which is no header
 *
 * How a file is cut into fields.
 */
typedef struct
{
  char delimiter;
  gboolean has_sep_line;
} CalRosterLayout;

gboolean cal_roster_layout_detect (CalRosterSource *source,
                                   CalRosterNature nature,
                                   const CalRosterMap *map,
                                   CalRosterLayout *layout,
                                   GError **error);
