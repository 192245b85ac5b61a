/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-difference-words.h"

#include <glib/gi18n-lib.h>

#include "model/cal-words.h"

/**
 * cal_difference_words_title:
 * @difference: how a document and its copy differ
 *
 * Returns: (transfer full): how the document stands to the copy, in a few words
 */
char *
cal_difference_words_title (const CalDifference *difference)
{
  const CalComparison *comparison = &difference->comparison;
  guint64 more = MAX (comparison->size, comparison->other_size)
                 - MIN (comparison->size, comparison->other_size);
  g_autofree char *number = cal_words_count (more);

  switch (comparison->relation)
    {
    case CAL_RELATION_SAME:
      return g_strdup (_ ("Both logs are the same"));
    case CAL_RELATION_EXTENDS:
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "This document goes on for %s more entry",
                       "This document goes on for %s more entries", (gulong) more),
          number);
    case CAL_RELATION_SHORTER:
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "This document lacks %s entry that the copy has",
                       "This document lacks %s entries that the copy has", (gulong) more),
          number);
    case CAL_RELATION_FORKS:
      g_free (number);
      number = cal_words_count (comparison->common + 1);
      return g_strdup_printf (_ ("They fork at decision %s"), number);
    case CAL_RELATION_BRANCH:
    case CAL_RELATION_PARENT:
      g_free (number);
      number = cal_words_count (comparison->common);
      return g_strdup_printf (comparison->relation == CAL_RELATION_BRANCH
                                  ? _ ("This document is a branch of the other, after decision %s")
                                  : _ ("The other is a branch of this document, after decision %s"),
                              number);
    case CAL_RELATION_FALSE_BRANCH:
      return g_strdup (_ ("One says that it is a branch of the other, and is not"));
    case CAL_RELATION_OTHER_LOG:
    default:
      return g_strdup (_ ("They are logs of two different cycles"));
    }
}

/**
 * cal_difference_words_detail:
 * @difference: how a document and its copy differ
 *
 * Returns: (transfer full): what that means, in a sentence
 */
char *
cal_difference_words_detail (const CalDifference *difference)
{
  switch (difference->comparison.relation)
    {
    case CAL_RELATION_SAME:
      return g_strdup (_ ("Every record is equal to the byte."));
    case CAL_RELATION_EXTENDS:
      return g_strdup (
          _ ("It is the copy, honestly continued: nothing that the copy holds is missing "
             "or other here."));
    case CAL_RELATION_SHORTER:
      return g_strdup (
          _ ("Either this is an older copy, or its end was cut off. What only the other "
             "has stands below."));
    case CAL_RELATION_FORKS:
      return g_strdup (
          _ ("No honest copy does that: one log was continued in two places, or written "
             "anew. What each has since stands below."));
    case CAL_RELATION_BRANCH:
    case CAL_RELATION_PARENT:
      return g_strdup (_ ("A branch has a log of its own, so there is nothing to compare entry by "
                          "entry."));
    case CAL_RELATION_FALSE_BRANCH:
      return g_strdup (_ ("The other never was as its first entry says. One of the two was written "
                          "anew."));
    case CAL_RELATION_OTHER_LOG:
    default:
      return g_strdup (_ ("There is nothing to compare: they have not one entry in common."));
    }
}

static char *
describe_place (const char *place)
{
  return g_strdup (place != NULL && *place != '\0' ? place : _ ("held"));
}

static const char *
describe_kind (const CalEntry *entry)
{
  switch (entry->kind)
    {
    case CAL_KIND_ROSTER_IMPORTED:
      return _ ("A roster was brought in");
    case CAL_KIND_SESSION_STARTED:
      return _ ("Session started");
    case CAL_KIND_SESSION_REOPENED:
      return _ ("Session reopened");
    case CAL_KIND_SESSION_FINALISED:
      return _ ("Session finalised and sealed");
    case CAL_KIND_ERASED:
      return _ ("Somebody was erased");
    case CAL_KIND_HOLD_SET:
      return _ ("A legal hold was set");
    case CAL_KIND_HOLD_LIFTED:
      return _ ("A legal hold was lifted");
    default:
      return entry->kind_name;
    }
}

/**
 * cal_difference_words_entry:
 * @board: the document's board, for the subjects' names
 * @entry: an entry of either document
 *
 * Returns: (transfer full): who and what: “Aisha Khan, 3,2 → 3,3”
 */
char *
cal_difference_words_entry (const CalBoard *board, const CalEntry *entry)
{
  gboolean is_decision = entry->kind == CAL_KIND_MOVED || entry->kind == CAL_KIND_KEPT;
  const char *id = is_decision ? entry->values[CAL_DECISION_SUBJECT].text : NULL;
  char **change = is_decision ? entry->values[CAL_DECISION_CHANGE].list : NULL;
  g_autofree char *from = describe_place (change != NULL ? change[0] : NULL);
  g_autofree char *to = describe_place (change != NULL ? change[1] : NULL);
  const char *name = id;
  guint index;

  if (!is_decision)
    return *entry->session != '\0'
               ? g_strdup_printf ("%s: %s", describe_kind (entry), entry->session)
               : g_strdup (describe_kind (entry));
  if (id == NULL)
    return g_strdup (_ ("Somebody who was erased"));
  if (cal_board_find (board, id, &index))
    name = cal_board_subject (board, index)->row->name;
  if (entry->kind == CAL_KIND_KEPT)
    return g_strdup_printf (_ ("%s, stays in %s"), name, to);
  return g_strdup_printf (_ ("%s, %s → %s"), name, from, to);
}

/**
 * cal_difference_words_reason:
 * @entry: an entry of either document
 *
 * Returns: (transfer full): when and why
 */
char *
cal_difference_words_reason (const CalEntry *entry)
{
  gboolean is_decision = entry->kind == CAL_KIND_MOVED || entry->kind == CAL_KIND_KEPT;
  const char *reason = is_decision ? entry->values[CAL_DECISION_REASON].text : NULL;
  g_autofree char *moment = cal_words_moment (entry->time);

  return reason != NULL && *reason != '\0' ? g_strdup_printf ("%s · %s", reason, moment)
                                           : g_steal_pointer (&moment);
}
