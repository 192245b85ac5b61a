/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-decide-erasure.h"

#include "core/cal-core-error.h"
#include "core/cal-name-finder.h"
#include "core/cal-time.h"

static gboolean
refuse_unknown (const CalBoard *board, const char *subject, GError **error)
{
  guint n = cal_board_n_erased (board);

  g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_UNKNOWN_SUBJECT,
               n == 0 ? "there is no subject with the id “%s”"
                      : "there is no subject with the id “%s”: people have been erased from this "
                        "document, and who they were is not kept",
               subject);
  return FALSE;
}

static gboolean
refuse_held (const CalBoard *board, guint index, GError **error)
{
  const CalHold *hold = cal_board_hold (board, index);
  const CalSubject *row = cal_board_subject (board, index)->row;
  g_autofree char *when = cal_time_format (hold->time);

  g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_HELD,
               "%s (%s) is under a legal hold, which %s set at %s (record %" G_GUINT64_FORMAT
               ": %s): nothing of theirs is erased before it is lifted",
               row->name, row->id, hold->actor, when, hold->seq, hold->reason);
  return FALSE;
}

static gboolean
is_blank (const char *text)
{
  for (; text != NULL && *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

/* The reason stays for ever, so it must not say what is erased. */
static gboolean
check_words (const CalErasing *erasing, const CalSubject *row, GError **error)
{
  g_autoptr (CalNameFinder) finder = cal_name_finder_new ();

  if (is_blank (erasing->actor) || !g_utf8_validate (erasing->actor, -1, NULL))
    {
      g_set_error_literal (error, CAL_CORE_ERROR, CAL_CORE_ERROR_NO_ACTOR,
                           "nothing is erased by nobody: say who does it");
      return FALSE;
    }
  if (erasing->reason == NULL || !g_utf8_validate (erasing->reason, -1, NULL)
      || is_blank (erasing->reason))
    {
      g_set_error_literal (error, CAL_CORE_ERROR, CAL_CORE_ERROR_NO_REASON,
                           "nothing is erased without a reason: give one in words");
      return FALSE;
    }
  cal_name_finder_add (finder, row->id, row->name);
  if (!cal_name_finder_finds (finder, erasing->reason))
    return TRUE;
  g_set_error_literal (error, CAL_CORE_ERROR, CAL_CORE_ERROR_BAD_TEXT,
                       "the reason names the person, and it is kept for ever: give one without "
                       "their name and id");
  return FALSE;
}

/**
 * cal_decide_erasure:
 * @board: the board as it stands
 * @erasing: what is asked for
 * @error: return location
 *
 * The rules for erasing somebody. It changes nothing; what the entry names is filled
 * in by whoever holds the document.
 *
 * Returns: (transfer full): an `erased` entry without digests; %NULL with a
 *   #CalCoreError, %CAL_CORE_ERROR_HELD under a legal hold
 */
CalEntry *
cal_decide_erasure (const CalBoard *board, const CalErasing *erasing, GError **error)
{
  CalEntry *entry;
  guint index;

  if (!cal_board_find (board, erasing->subject, &index))
    {
      refuse_unknown (board, erasing->subject, error);
      return NULL;
    }
  if (cal_board_subject (board, index)->held)
    {
      refuse_held (board, index, error);
      return NULL;
    }
  if (!check_words (erasing, cal_board_subject (board, index)->row, error))
    return NULL;
  entry = cal_entry_new (CAL_KIND_ERASED, cal_board_size (board), erasing->time, NULL);
  cal_entry_set_text (entry, CAL_ERASED_ACTOR, erasing->actor);
  cal_entry_set_text (entry, CAL_ERASED_REASON, erasing->reason);
  return entry;
}
