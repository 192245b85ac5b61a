/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-roster-header.h"

#include <string.h>

#define GUARD '\''

static CalField
recognise (const char *header)
{
  for (CalField field = CAL_FIELD_DEPARTMENT; field < CAL_FIELD_ATTRIBUTE; field++)
    if (strcmp (header, cal_field_name (field)) == 0)
      return field;
  return CAL_FIELD_ATTRIBUTE;
}

/**
 * cal_roster_header_write:
 * @column: a roster's column
 *
 * What stands before a column's values in a person's attributes. A recognised
 * field goes under its own name; a mere attribute under the file's header, with
 * an apostrophe in front where that could be taken for such a name.
 *
 * Returns: (transfer full): the header
 */
char *
cal_roster_header_write (const CalColumn *column)
{
  if (column->field == CAL_FIELD_ATTRIBUTE
      && (column->name[0] == GUARD || recognise (column->name) != CAL_FIELD_ATTRIBUTE))
    return g_strdup_printf ("%c%s", GUARD, column->name);
  return g_strdup (column->name);
}

/**
 * cal_roster_header_read:
 * @header: what cal_roster_header_write() wrote
 * @name: (out) (transfer none): the column's name
 *
 * Returns: the column's field
 */
CalField
cal_roster_header_read (const char *header, const char **name)
{
  CalField field = recognise (header);

  *name = field == CAL_FIELD_ATTRIBUTE && header[0] == GUARD ? header + 1 : header;
  return field;
}
