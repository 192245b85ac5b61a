/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <stdio.h>

#include "cli/cal-answer.h"
#include "store/cal-document.h"

/**
 * cal_verb_checkpoint:
 *
 * `calibrate checkpoint`: the three lines that a seal signs.
 */
int
cal_verb_checkpoint (CalCall *call, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (!cal_call_parse (call, NULL, 1, 1, argc, argv))
    return call->exit;
  g_autoptr (CalDocument) document = cal_document_open (call->words[0], CAL_ACCESS_READ, &error);
  g_autofree char *checkpoint =
      document != NULL ? cal_document_checkpoint (document, &error) : NULL;
  if (checkpoint == NULL)
    return cal_call_fail (call, call->words[0], error);

  if (call->json || call->jsonl)
    {
      g_autoptr (JsonBuilder) answer = cal_answer_new ();
      g_auto (GStrv) lines = g_strsplit (checkpoint, "\n", 0);

      cal_answer_text (answer, "log", cal_document_log_id (document));
      cal_answer_text (answer, "origin", lines[0]);
      cal_answer_number (answer, "size", g_ascii_strtoll (lines[1], NULL, 10));
      cal_answer_text (answer, "root", lines[2]);
      cal_answer_text (answer, "checkpoint", checkpoint);
      cal_answer_print (answer);
    }
  else
    fputs (checkpoint, stdout);
  return CAL_CLI_OK;
}
