/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-fault-words.h"

#include <glib/gi18n-lib.h>

#include "model/cal-words.h"

/* The first is number 1, as in every list of the window. */
static char *
number_of (const CalFault *fault)
{
  return cal_words_count ((guint64) fault->seq + 1);
}

/**
 * cal_fault_words_title:
 * @fault: the first thing that does not hold
 *
 * Returns: (transfer full): which it is, in a few words
 */
char *
cal_fault_words_title (const CalFault *fault)
{
  g_autofree char *number = NULL;

  if (fault->seq < 0)
    return g_strdup_printf (_ ("Altered: %s"), fault->field);
  number = number_of (fault);
  if (*fault->field == '\0')
    return g_strdup_printf (_ ("First bad decision: %s"), number);
  return g_strdup_printf (_ ("First bad decision: %s, %s"), number, fault->field);
}

/**
 * cal_fault_words_lock:
 * @fault: the record at which reading has stopped
 *
 * Returns: (transfer full): that nothing can be decided, and why, in a sentence
 */
char *
cal_fault_words_lock (const CalFault *fault)
{
  g_autofree char *number = number_of (fault);

  return g_strdup_printf (_ ("Decision %s is damaged or was altered: nothing can be decided here."),
                          number);
}

/**
 * cal_fault_words_notice:
 * @fault: the record at which reading has stopped
 *
 * Returns: (transfer full): what is shown all the same, what was kept, and what to do
 */
char *
cal_fault_words_notice (const CalFault *fault)
{
  g_autofree char *number = number_of (fault);

  return g_strdup_printf (
      _ ("Decision %s is damaged or was altered. You see the board as it stood before it. Nothing "
         "can be decided here, and the file was left as it is. Compare it with a copy or a "
         "checkpoint that was kept; “Verify…” says what was checked."),
      number);
}

/**
 * cal_fault_words_refusal:
 * @fault: the record at which reading has stopped
 *
 * Returns: (transfer full): why something was not recorded, as an error says it
 */
char *
cal_fault_words_refusal (const CalFault *fault)
{
  g_autofree char *number = number_of (fault);

  return g_strdup_printf (_ ("decision %s is damaged or was altered, so nothing is recorded in "
                             "this document, and the file was left as it is"),
                          number);
}

/**
 * cal_fault_words_no_export:
 * @fault: the record at which reading has stopped
 *
 * Returns: (transfer full): why nothing is exported, and what to do
 */
char *
cal_fault_words_no_export (const CalFault *fault)
{
  g_autofree char *number = number_of (fault);

  return g_strdup_printf (
      _ ("Decision %s is damaged or was altered, and what was decided from there on is not known. "
         "An export would pass the board as it stood before for the final one, so nothing was "
         "written. Export from a copy that was kept."),
      number);
}

/**
 * cal_fault_words_no_story:
 * @fault: the record at which reading has stopped
 *
 * Returns: (transfer full): why nobody's story is told, and what to do
 */
char *
cal_fault_words_no_story (const CalFault *fault)
{
  g_autofree char *number = number_of (fault);

  return g_strdup_printf (
      _ ("Decision %s is damaged or was altered, so how a rating came about cannot be told to its "
         "end. The History page has the decisions before it."),
      number);
}

/**
 * cal_fault_words_damage:
 * @fault: a record that does not hold
 * @path: the document
 *
 * Returns: (transfer full): what is wrong with it, as an error says it
 */
char *
cal_fault_words_damage (const CalFault *fault, const char *path)
{
  g_autofree char *number = number_of (fault);

  if (*fault->field == '\0')
    return g_strdup_printf (_ ("%s: decision %s is damaged: %s"), path, number, fault->what);
  return g_strdup_printf (_ ("%s: decision %s is damaged: %s: %s"), path, number, fault->field,
                          fault->what);
}
