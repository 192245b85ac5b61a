/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-decided.h"

#include <stdio.h>
#include <string.h>

#include "cli/cal-answer.h"
#include "store/cal-document.h"

/**
 * cal_decided_parse_target:
 * @text: what the caller wrote: `2,3` or `holding`
 * @to: (out): the placement
 *
 * Whether there is such a cell is the rules' to say; this reads the form.
 *
 * Returns: %FALSE when @text is of neither form
 */
gboolean
cal_decided_parse_target (const char *text, CalPlacement *to)
{
  const char *comma = strchr (text, ',');
  g_autofree char *first = comma != NULL ? g_strndup (text, comma - text) : NULL;
  guint64 performance, potential;

  *to = CAL_HOLDING;
  if (strcmp (text, "holding") == 0)
    return TRUE;
  if (first == NULL || !cal_call_parse_number (first, G_MAXUINT, &performance)
      || !cal_call_parse_number (comma + 1, G_MAXUINT, &potential))
    return FALSE;
  *to = cal_placement ((guint) MIN (performance, 255), (guint) MIN (potential, 255));
  /* The holding area has a name; 0,0 is a cell that is not there. */
  if (cal_placement_equal (*to, CAL_HOLDING))
    to->performance = 255;
  return TRUE;
}

static void
print_line (const CalBoard *board, const CalEntry *entry)
{
  char from_text[CAL_PLACEMENT_TEXT_SIZE];
  char to_text[CAL_PLACEMENT_TEXT_SIZE];
  guint index;

  if (!cal_board_find_decision (board, entry->seq, &index))
    return;
  const CalDecision *decision = cal_board_decision (board, index);
  const CalSubject *row = cal_board_subject (board, decision->subject)->row;
  g_autofree char *name = cal_call_plain (row->name);
  g_autofree char *id = cal_call_plain (row->id);
  printf ("%" G_GUINT64_FORMAT "  %s (%s)  %s %s %s\n", entry->seq, name, id,
          cal_placement_words (decision->from, from_text), decision->kept ? "=" : "→",
          cal_placement_words (decision->to, to_text));
}

static void
add_entry (JsonBuilder *answer, const CalBoard *board, const CalEntry *entry)
{
  guint index;

  cal_answer_entry (answer, entry);
  if (cal_board_find (board, entry->values[CAL_DECISION_SUBJECT].text, &index))
    cal_answer_text (answer, "name", cal_board_subject (board, index)->row->name);
}

/**
 * cal_decided_answer:
 * @call: the call
 * @board: the board with the decisions
 * @entries: (element-type CalEntry): what was recorded
 *
 * Says what was decided. One decision's members stand in the object itself too.
 *
 * Returns: the exit status
 */
int
cal_decided_answer (CalCall *call, const CalBoard *board, GPtrArray *entries)
{
  g_autoptr (JsonBuilder) answer = cal_answer_new ();

  if (call->json && entries->len == 1)
    add_entry (answer, board, g_ptr_array_index (entries, 0));
  json_builder_set_member_name (answer, "entries");
  json_builder_begin_array (answer);
  for (guint i = 0; i < entries->len; i++)
    {
      const CalEntry *entry = g_ptr_array_index (entries, i);

      if (call->jsonl)
        {
          g_autoptr (JsonBuilder) line = cal_answer_new ();

          add_entry (line, board, entry);
          cal_answer_print (line);
        }
      else if (call->json)
        {
          json_builder_begin_object (answer);
          add_entry (answer, board, entry);
          json_builder_end_object (answer);
        }
      else
        print_line (board, entry);
    }
  json_builder_end_array (answer);
  cal_answer_number (answer, "log_size", (gint64) cal_board_size (board));
  if (call->json && !call->jsonl)
    cal_answer_print (answer);
  return CAL_CLI_OK;
}

/**
 * cal_decided_run:
 * @call: the call
 * @path: the document
 * @command: what is asked for
 *
 * Has the rules decide, records it, and says what was decided.
 *
 * Returns: the exit status
 */
int
cal_decided_run (CalCall *call, const char *path, const CalCommand *command)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CalDocument) document = cal_document_open (path, CAL_ACCESS_WRITE, &error);
  g_autoptr (CalBoard) board =
      document != NULL ? cal_document_load (document, CAL_NONE, &error) : NULL;
  g_autoptr (GPtrArray) entries =
      board != NULL ? cal_document_execute (document, board, command, &error) : NULL;

  return entries != NULL ? cal_decided_answer (call, board, entries)
                         : cal_call_fail (call, path, error);
}
