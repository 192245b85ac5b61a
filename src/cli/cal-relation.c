/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-relation.h"

#include <glib/gi18n-lib.h>

#include "cli/cal-answer.h"

/**
 * cal_relation_is_honest:
 *
 * Returns: whether the first is the second, or the second continued, or one was
 *   branched from the other
 */
gboolean
cal_relation_is_honest (const CalComparison *comparison)
{
  switch (comparison->relation)
    {
    case CAL_RELATION_SAME:
    case CAL_RELATION_EXTENDS:
    case CAL_RELATION_BRANCH:
    case CAL_RELATION_PARENT:
      return TRUE;
    case CAL_RELATION_SHORTER:
    case CAL_RELATION_FORKS:
    case CAL_RELATION_FALSE_BRANCH:
    case CAL_RELATION_OTHER_LOG:
    default:
      return FALSE;
    }
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
    case CAL_RELATION_BRANCH:
      return g_strdup_printf (_ ("a branch of it, made when it had %lu records"),
                              (gulong) comparison->common);
    case CAL_RELATION_PARENT:
      return g_strdup_printf (_ ("the log that the other was branched from, at %lu records"),
                              (gulong) comparison->common);
    case CAL_RELATION_FALSE_BRANCH:
      return g_strdup_printf (_ ("NO BRANCH: one says that it was branched from the other at %lu "
                                 "records, but that never was as it says"),
                              (gulong) comparison->common);
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
