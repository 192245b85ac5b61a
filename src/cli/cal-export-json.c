/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-export-json.h"

#include <string.h>

#include "cli/cal-answer.h"
#include "cli/cal-fairness-answer.h"

static void
add_level (JsonBuilder *answer, const char *name, guint level)
{
  json_builder_set_member_name (answer, name);
  if (level > 0)
    json_builder_add_int_value (answer, level);
  else
    json_builder_add_null_value (answer);
}

static void
add_attributes (JsonBuilder *answer, const CalRoster *roster, const CalSubject *row)
{
  json_builder_set_member_name (answer, "attributes");
  json_builder_begin_object (answer);
  for (guint i = 0; i < cal_roster_n_columns (roster); i++)
    cal_answer_text (answer, cal_roster_column (roster, i)->name, row->values[i]);
  json_builder_end_object (answer);
}

static void
add_subject (JsonBuilder *answer, const CalBoard *board, guint index)
{
  const CalBoardSubject *subject = cal_board_subject (board, index);
  const char *cell = cal_rules_cell_label (cal_board_rules (board), subject->placement);
  CalPlacement rating = cal_board_rating (board, index);
  CalPlacement before = subject->row->ratings;

  json_builder_begin_object (answer);
  cal_answer_text (answer, "employee_id", subject->row->id);
  cal_answer_text (answer, "name", subject->row->name);
  cal_answer_text (answer, "manager_id", subject->row->manager_id);
  add_attributes (answer, cal_board_roster (board), subject->row);
  add_level (answer, "pre_performance", before.performance);
  add_level (answer, "pre_potential", before.potential);
  add_level (answer, "performance", rating.performance);
  add_level (answer, "potential", rating.potential);
  cal_answer_placement (answer, "placement", subject->placement);
  cal_answer_text (answer, "cell", cell != NULL ? cell : "");
  cal_answer_flag (answer, "changed", !cal_placement_equal (rating, before));
  cal_answer_number (answer, "decisions", subject->n_decisions);
  json_builder_end_object (answer);
}

static void
add_decision (JsonBuilder *answer, const CalBoard *board, const CalDecision *decision)
{
  json_builder_begin_object (answer);
  cal_answer_number (answer, "seq", (gint64) decision->seq);
  cal_answer_time (answer, "time", decision->time);
  cal_answer_text (answer, "kind", cal_kind_name (decision->kept ? CAL_KIND_KEPT : CAL_KIND_MOVED));
  cal_answer_text (answer, "session", cal_board_session (board, decision->session)->name);
  cal_answer_text (answer, "employee_id", cal_board_subject (board, decision->subject)->row->id);
  cal_answer_placement (answer, "from", decision->from);
  cal_answer_placement (answer, "to", decision->to);
  cal_answer_text (answer, "reason_code", decision->reason_code);
  cal_answer_text (answer, "reason", decision->reason);
  cal_answer_list (answer, "evidence", decision->evidence);
  cal_answer_text (answer, "actor", decision->actor);
  cal_answer_text (answer, "proposed_by", decision->proposed_by);
  cal_answer_list (answer, "dissent", decision->dissent);
  cal_answer_flag (answer, "in_force", decision->in_force);
  json_builder_end_object (answer);
}

static void
add_facts (JsonBuilder *answer, const CalBoard *board, const CalWorkbookFacts *facts)
{
  cal_answer_text (answer, "title", cal_board_title (board));
  cal_answer_text (answer, "log", facts->log_id);
  cal_answer_number (answer, "size", (gint64) facts->log_size);
  cal_answer_text (answer, "root", facts->root);
  cal_answer_time (answer, "time", facts->time);
  cal_answer_text (answer, "writer", facts->writer);
  cal_answer_number (answer, "n", cal_board_n_present (board));
  cal_answer_number (answer, "placed", cal_board_n_placed (board));
}

/**
 * cal_export_json:
 * @board: a board with rules and a roster
 * @facts: what else to say of the document
 *
 * Final ratings and all that goes with them: every subject with the rating before
 * and now, every decision with its reason, every figure of fairness, and what the
 * log's root is.
 *
 * Returns: (transfer full): one JSON object and a newline
 */
GBytes *
cal_export_json (const CalBoard *board, const CalWorkbookFacts *facts)
{
  g_autoptr (JsonBuilder) answer = cal_answer_new ();
  g_autoptr (CalFairness) fairness = cal_fairness_new (board, NULL);
  g_autofree char *text = NULL;
  char *line;

  add_facts (answer, board, facts);
  json_builder_set_member_name (answer, "subjects");
  json_builder_begin_array (answer);
  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    if (!cal_board_subject (board, i)->gone)
      add_subject (answer, board, i);
  json_builder_end_array (answer);
  json_builder_set_member_name (answer, "decisions");
  json_builder_begin_array (answer);
  for (guint i = 0; i < cal_board_n_decisions (board); i++)
    add_decision (answer, board, cal_board_decision (board, i));
  json_builder_end_array (answer);
  cal_fairness_compute (fairness);
  json_builder_set_member_name (answer, "fairness");
  json_builder_begin_object (answer);
  cal_fairness_answer_add (answer, fairness);
  json_builder_end_object (answer);
  text = cal_answer_finish (answer);
  line = g_strconcat (text, "\n", NULL);
  return g_bytes_new_take (line, strlen (line));
}
