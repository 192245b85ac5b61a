/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-branch.h"

#define FIRST_SESSION "S1"

static void
start_session (GPtrArray *entries,
               const CalBranching *branching,
               const char *name,
               const char *reason,
               guint64 seq)
{
  CalEntry *entry =
      cal_entry_new (CAL_KIND_SESSION_STARTED, seq + entries->len, branching->time, name);

  cal_entry_set_text (entry, CAL_SESSION_ACTOR, branching->actor);
  cal_entry_set_text (entry, CAL_SESSION_REASON, reason);
  g_ptr_array_add (entries, entry);
}

/* Those that are open go on; where none is, the latest does, in a log of its own. */
static const char *
start_sessions (GPtrArray *entries,
                const CalBoard *board,
                const CalBranching *branching,
                guint64 seq)
{
  guint n = cal_board_n_sessions (board);
  const char *first = NULL;

  for (guint i = 0; i < n; i++)
    {
      const CalSession *session = cal_board_session (board, i);

      if (session->finalised && (first != NULL || i + 1 < n))
        continue;
      start_session (entries, branching, session->name, session->reason, seq);
      if (first == NULL)
        first = session->name;
    }
  if (first == NULL)
    start_session (entries, branching, FIRST_SESSION, "Branched", seq);
  return first != NULL ? first : FIRST_SESSION;
}

/* The decision that says why a subject stands where they stand: the latest in force
 * that is no undo, or else the latest. */
static const CalDecision *
reason_for (const CalBoard *board, const CalBoardSubject *who)
{
  const CalDecision *latest = cal_board_decision (board, (guint) who->last_decision);

  for (gint64 i = who->last_decision; i != CAL_NONE;)
    {
      const CalDecision *decision = cal_board_decision (board, (guint) i);

      if (decision->in_force && !decision->compensates)
        return decision;
      i = decision->previous;
    }
  return latest;
}

/* Every decision on the subject, each as the log's id and its number. */
static char **
name_decisions (const CalBoard *board, const CalBoardSubject *who, const char *log_id)
{
  GPtrArray *names = g_ptr_array_new ();

  for (gint64 i = who->last_decision; i != CAL_NONE;)
    {
      const CalDecision *decision = cal_board_decision (board, (guint) i);

      g_ptr_array_insert (names, 0,
                          g_strdup_printf ("%s#%" G_GUINT64_FORMAT, log_id, decision->seq));
      i = decision->previous;
    }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

static void
carry_decision (GPtrArray *entries,
                const CalBoard *board,
                const CalBoardSubject *who,
                const char *log_id,
                const CalBranching *branching,
                const char *session,
                const char *batch,
                guint64 seq)
{
  CalPlacement from = cal_placement_is_placed (who->row->ratings) ? who->row->ratings : CAL_HOLDING;
  gboolean kept = cal_placement_equal (from, who->placement);
  const CalDecision *decision = reason_for (board, who);
  CalEntry *entry = cal_entry_new (kept ? CAL_KIND_KEPT : CAL_KIND_MOVED, seq + entries->len,
                                   branching->time, session);
  g_auto (GStrv) evidence = name_decisions (board, who, log_id);
  char from_text[CAL_PLACEMENT_TEXT_SIZE];
  char to_text[CAL_PLACEMENT_TEXT_SIZE];
  const char *const change[] = {
    cal_placement_format (from, from_text),
    cal_placement_format (who->placement, to_text),
    CAL_REASON_BRANCH,
    batch,
    "",
    "",
    NULL,
  };

  cal_entry_set_text (entry, CAL_DECISION_SUBJECT, who->row->id);
  cal_entry_set_list (entry, CAL_DECISION_CHANGE, change);
  cal_entry_set_text (entry, CAL_DECISION_REASON, decision->reason);
  cal_entry_set_list (entry, CAL_DECISION_EVIDENCE, (const char *const *) evidence);
  cal_entry_set_text (entry, CAL_DECISION_ACTOR, branching->actor);
  cal_entry_set_text (entry, CAL_DECISION_PROPOSED_BY, decision->proposed_by);
  cal_entry_set_list (entry, CAL_DECISION_DISSENT, decision->dissent);
  g_ptr_array_add (entries, entry);
}

static void
carry_hold (GPtrArray *entries,
            const CalBoard *board,
            guint index,
            const CalBranching *branching,
            guint64 seq)
{
  const CalHold *hold = cal_board_hold (board, index);
  CalEntry *entry = cal_entry_new (CAL_KIND_HOLD_SET, seq + entries->len, branching->time, NULL);
  g_autofree char *reason =
      g_strdup_printf ("%s (set by %s, record %" G_GUINT64_FORMAT " of the parent)", hold->reason,
                       hold->actor, hold->seq);

  cal_entry_set_text (entry, CAL_HOLD_ACTOR, branching->actor);
  cal_entry_set_text (entry, CAL_HOLD_SUBJECT, cal_board_subject (board, index)->row->id);
  cal_entry_set_text (entry, CAL_HOLD_REASON, reason);
  g_ptr_array_add (entries, entry);
}

/**
 * cal_branch_entries:
 * @board: a whole board with its decisions
 * @log_id: its log's id
 * @branching: who branches, and when
 * @seq: the number of the first entry
 *
 * What has to follow the roster in a branch so that its board stands as this one
 * does: the sessions that are open; for each subject on whom anything was decided one
 * decision with the code %CAL_REASON_BRANCH, from the pre-calibration rating to where
 * they stand, that names all of theirs in the parent; and the legal holds.
 *
 * Returns: (transfer full) (element-type CalEntry): the entries
 */
GPtrArray *
cal_branch_entries (const CalBoard *board,
                    const char *log_id,
                    const CalBranching *branching,
                    guint64 seq)
{
  GPtrArray *entries = cal_entries_new ();
  const char *session = start_sessions (entries, board, branching, seq);
  g_autofree char *batch = g_strdup_printf ("%" G_GUINT64_FORMAT, seq + entries->len);

  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    {
      const CalBoardSubject *who = cal_board_subject (board, i);

      if (!who->gone && who->n_decisions > 0)
        carry_decision (entries, board, who, log_id, branching, session, batch, seq);
    }
  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    if (!cal_board_subject (board, i)->gone && cal_board_subject (board, i)->held)
      carry_hold (entries, board, i, branching, seq);
  return entries;
}
