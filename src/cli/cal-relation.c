/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-relation.h"

#include <glib/gi18n-lib.h>

#include "cli/cal-answer.h"

/**
 * cal_relation_is_honest:
 *
 * Returns: whether the first is the second, or the second continued
 */
gboolean
cal_relation_is_honest (const CalComparison *comparison)
{
  return comparison->relation == CAL_RELATION_SAME || comparison->relation == CAL_RELATION_EXTENDS;
}

/**
 * cal_relation_words:
 *
 * Returns: (transfer full): how the first stands to the second, as a phrase
 */
char *
cal_relation_words (const CalComparison *comparison)
{
  switch (comparison->relation)
    {
    case CAL_RELATION_SAME:
      return g_strdup (_ ("same"));
    case CAL_RELATION_EXTENDS:
      return g_strdup_printf (_ ("extends by %lu"),
                              (gulong) (comparison->size - comparison->other_size));
    case CAL_RELATION_SHORTER:
      return g_strdup_printf (_ ("shorter (%lu < %lu)"), (gulong) comparison->size,
                              (gulong) comparison->other_size);
    case CAL_RELATION_FORKS:
      return g_strdup_printf (_ ("forks at seq %lu"), (gulong) comparison->common);
    case CAL_RELATION_OTHER_LOG:
    default:
      return g_strdup (_ ("another log"));
    }
}

/**
 * cal_relation_answer:
 * @answer: where to add the relation as an object's members
 */
void
cal_relation_answer (JsonBuilder *answer, const CalComparison *comparison)
{
  cal_answer_text (answer, "relation", cal_relation_name (comparison->relation));
  cal_answer_number (answer, "size", (gint64) comparison->size);
  cal_answer_number (answer, "other_size", (gint64) comparison->other_size);
  cal_answer_number (answer, "common", (gint64) comparison->common);
}
