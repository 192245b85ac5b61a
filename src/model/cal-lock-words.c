/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-lock-words.h"

#include <glib/gi18n-lib.h>

#include "model/cal-fault-words.h"

static const CalSession *
last_session (CalLiveDocument *document)
{
  const CalBoard *board = cal_live_document_get_board (document);
  guint n = cal_board_n_sessions (board);

  return n > 0 ? cal_board_session (board, n - 1) : NULL;
}

/**
 * cal_lock_of:
 *
 * Returns: whether anything can be decided in a document, and if not, why
 */
CalLock
cal_lock_of (CalLiveDocument *document)
{
  const CalSession *session = last_session (document);
  guint open;

  if (cal_live_document_get_fault (document) != NULL)
    return CAL_LOCK_ALTERED;
  if (cal_live_document_follows (document))
    return CAL_LOCK_FOLLOWS;
  if (cal_live_document_is_reading (document, NULL))
    return CAL_LOCK_READING;
  if (!cal_live_document_is_writable (document))
    return CAL_LOCK_READ_ONLY;
  if (cal_live_document_get_session (document, &open))
    return CAL_LOCK_NONE;
  return session != NULL && session->finalised ? CAL_LOCK_FINALISED : CAL_LOCK_NO_SESSION;
}

/**
 * cal_lock_words:
 *
 * Returns: (transfer full) (nullable): why nothing can be decided, in a sentence;
 *   %NULL where it can
 */
char *
cal_lock_words (CalLiveDocument *document)
{
  const char *holder = cal_live_document_get_holder (document);

  switch (cal_lock_of (document))
    {
    case CAL_LOCK_ALTERED:
      return cal_fault_words_lock (cal_live_document_get_fault (document));
    case CAL_LOCK_FOLLOWS:
      return holder != NULL
                 ? g_strdup_printf (_ ("Open for writing by %s: you are reading along."), holder)
                 : g_strdup (_ ("Nobody has this cycle open for writing any longer."));
    case CAL_LOCK_READING:
      return g_strdup (_ ("What was decided before is still being read: try again in a moment."));
    case CAL_LOCK_READ_ONLY:
      return g_strdup (_ ("This document can only be read: nothing can be decided here."));
    case CAL_LOCK_FINALISED:
      return g_strdup_printf (_ ("Session %s is finalised: nothing more is decided in it."),
                              last_session (document)->name);
    case CAL_LOCK_NO_SESSION:
      return g_strdup (_ ("No session is open. Decisions are made in a session."));
    case CAL_LOCK_NONE:
    default:
      return NULL;
    }
}
