/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-formula.h"

#include <string.h>

/**
 * cal_formula_needs_guard:
 * @text: what is to stand in a cell of a CSV file
 *
 * Whether a spreadsheet would calculate the cell: it starts with one of
 * `= + - @`, tab or CR, or with a full-width form that some fold to these; or
 * it has apostrophes before that already, which must survive the way back.
 * Such a cell gets one more apostrophe in front on the way out.
 *
 * Returns: whether it does
 */
gboolean
cal_formula_needs_guard (const char *text)
{
  static const char *const wide[] = { "＝", "＋", "－", "＠" };

  text += strspn (text, "'");
  if (*text != '\0' && strchr ("=+-@\t\r", *text) != NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (wide); i++)
    if (g_str_has_prefix (text, wide[i]))
      return TRUE;
  return FALSE;
}

/**
 * cal_formula_unguard:
 * @text: what stands in a cell of a CSV file
 *
 * Returns: @text without the apostrophe that the way out puts in front
 */
const char *
cal_formula_unguard (const char *text)
{
  return *text == '\'' && cal_formula_needs_guard (text) ? text + 1 : text;
}
