/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-past.h"

#include <glib/gi18n-lib.h>

/**
 * cal_past_open:
 * @past: (out caller-allocates): the document and its board
 * @call: the call
 * @path: the document
 * @at: (nullable): `--at SEQ`; %NULL for now
 *
 * Returns: %FALSE when the call was answered, by `call->exit`
 */
gboolean
cal_past_open (CalPast *past, CalCall *call, const char *path, const char *at)
{
  g_autoptr (GError) error = NULL;
  guint64 seq = 0;

  if (at != NULL && !cal_call_parse_number (at, G_MAXINT64, &seq))
    {
      call->exit = cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                                    _ ("--at takes the number of a decision"));
      return FALSE;
    }
  past->document = cal_document_open (path, CAL_ACCESS_READ, &error);
  if (past->document != NULL)
    past->board = cal_document_load (past->document, at != NULL ? (gint64) seq : CAL_NONE, &error);
  if (past->board != NULL)
    return TRUE;
  /* A number beyond the log's end is the caller's mistake, not the document's. */
  if (past->document != NULL && at != NULL
      && g_error_matches (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NOT_FOUND))
    call->exit = cal_call_refuse (call, CAL_CLI_WRONG_CALL, path,
                                  _ ("there is no decision %s in the log"), at);
  else
    call->exit = cal_call_fail (call, path, error);
  return FALSE;
}

void
cal_past_clear (CalPast *past)
{
  g_clear_pointer (&past->board, cal_board_free);
  g_clear_pointer (&past->document, cal_document_free);
}
