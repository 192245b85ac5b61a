/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-decide.h"

#include <string.h>

#include "core/cal-core-error.h"

/* What is recorded is taken as typed, but it must be text. */
static gboolean
check_text (const char *text, const char *what, GError **error)
{
  if (text == NULL || g_utf8_validate (text, -1, NULL))
    return TRUE;
  g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_BAD_TEXT, "the %s is not valid UTF-8", what);
  return FALSE;
}

static gboolean
check_list (const char *const *list, const char *what, GError **error)
{
  for (gsize i = 0; list != NULL && list[i] != NULL; i++)
    if (!check_text (list[i], what, error))
      return FALSE;
  return TRUE;
}

static gboolean
is_blank (const char *text)
{
  if (text == NULL)
    return TRUE;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

static gboolean
check_reason (const char *reason, GError **error)
{
  if (!check_text (reason, "reason", error))
    return FALSE;
  if (!is_blank (reason))
    return TRUE;
  g_set_error_literal (error, CAL_CORE_ERROR, CAL_CORE_ERROR_NO_REASON,
                       "nothing is decided without a reason: give one in words");
  return FALSE;
}

/**
 * cal_decide_session:
 * @board: the board
 * @name: (nullable): a session's name; %NULL for the only one open
 * @session: (out): its index
 * @error: return location
 *
 * Finds the session in which a decision would be made.
 *
 * Returns: %FALSE with %CAL_CORE_ERROR_NO_SESSION, _UNKNOWN_SESSION,
 *   _SESSION_FINALISED or _AMBIGUOUS_SESSION
 */
gboolean
cal_decide_session (const CalBoard *board, const char *name, guint *session, GError **error)
{
  guint n_open = 0;

  if (name != NULL)
    {
      if (!cal_board_find_session (board, name, session))
        {
          g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_UNKNOWN_SESSION,
                       "there is no session “%s”", name);
          return FALSE;
        }
      if (cal_board_session (board, *session)->finalised)
        {
          g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_SESSION_FINALISED,
                       "session “%s” is finalised: reopen it, or decide in another", name);
          return FALSE;
        }
      return TRUE;
    }

  for (guint i = 0; i < cal_board_n_sessions (board); i++)
    if (!cal_board_session (board, i)->finalised)
      {
        *session = i;
        n_open++;
      }
  if (n_open == 0)
    g_set_error_literal (error, CAL_CORE_ERROR, CAL_CORE_ERROR_NO_SESSION,
                         "no session is open: start one first");
  else if (n_open > 1)
    g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_AMBIGUOUS_SESSION,
                 "%u sessions are open: say in which one", n_open);
  return n_open == 1;
}

static gint64
last_seq (const CalBoard *board, guint subject)
{
  gint64 last = cal_board_subject (board, subject)->last_decision;

  return last == CAL_NONE ? CAL_NONE : (gint64) cal_board_decision (board, (guint) last)->seq;
}

static char *
seq_text (gint64 seq)
{
  return seq == CAL_NONE ? g_strdup ("") : g_strdup_printf ("%" G_GINT64_FORMAT, seq);
}

/* A `moved` or `kept` entry, its reason and people still to be filled in. */
static CalEntry *
new_decision (const CalBoard *board,
              const CalCommand *command,
              guint session,
              guint subject,
              CalPlacement to,
              const char *reason_code,
              gint64 batch,
              gint64 reverts,
              guint position)
{
  const CalBoardSubject *who = cal_board_subject (board, subject);
  gboolean keeps = cal_placement_equal (who->placement, to);
  CalEntry *entry =
      cal_entry_new (keeps ? CAL_KIND_KEPT : CAL_KIND_MOVED, cal_board_size (board) + position,
                     command->time, cal_board_session (board, session)->name);
  char from_text[CAL_PLACEMENT_TEXT_SIZE];
  char to_text[CAL_PLACEMENT_TEXT_SIZE];
  g_autofree char *batch_text = seq_text (batch);
  g_autofree char *reverts_text = seq_text (reverts);
  g_autofree char *previous_text = seq_text (last_seq (board, subject));
  const char *change[CAL_CHANGE_N + 1] = {
    [CAL_CHANGE_FROM] = cal_placement_format (who->placement, from_text),
    [CAL_CHANGE_TO] = cal_placement_format (to, to_text),
    [CAL_CHANGE_REASON_CODE] = reason_code,
    [CAL_CHANGE_BATCH] = batch_text,
    [CAL_CHANGE_REVERTS] = reverts_text,
    [CAL_CHANGE_PREVIOUS] = previous_text,
  };

  cal_entry_set_text (entry, CAL_DECISION_SUBJECT, who->row->id);
  cal_entry_set_list (entry, CAL_DECISION_CHANGE, change);
  cal_entry_set_text (entry, CAL_DECISION_ACTOR, command->actor);
  return entry;
}

static gboolean
check_step (const CalBoard *board,
            const CalCommand *command,
            const CalStep *step,
            guint *subject,
            GError **error)
{
  CalRules *rules = cal_board_rules (board);
  char text[CAL_PLACEMENT_TEXT_SIZE];

  if (rules == NULL || !cal_board_find (board, step->subject, subject))
    {
      g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_UNKNOWN_SUBJECT,
                   "there is no subject with the id “%s”", step->subject);
      return FALSE;
    }
  const CalBoardSubject *who = cal_board_subject (board, *subject);
  if (who->gone)
    {
      g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_SUBJECT_GONE,
                   "%s (%s) is no longer in the roster", who->row->name, who->row->id);
      return FALSE;
    }
  if (step->expects != NULL && !cal_placement_equal (*step->expects, who->placement))
    {
      g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_MOVED_SINCE,
                   "%s (%s) has been moved to %s since", who->row->name, who->row->id,
                   cal_placement_is_placed (who->placement)
                       ? cal_placement_format (who->placement, text)
                       : "the holding area");
      return FALSE;
    }
  if (!check_text (step->reason_code, "reason code", error)
      || !check_text (step->proposed_by, "proposer", error)
      || !check_list (step->evidence, "evidence", error)
      || !check_list (step->dissent, "dissent", error) || !check_reason (step->reason, error))
    return FALSE;
  if (step->reason_code == NULL || !cal_rules_has_reason_code (rules, step->reason_code))
    {
      g_autofree char *codes = g_strjoinv (", ", rules->reason_codes);

      g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_UNKNOWN_REASON_CODE,
                   "“%s” is no reason code of this cycle: choose one of %s",
                   step->reason_code != NULL ? step->reason_code : "", codes);
      return FALSE;
    }
  if (command->kind == CAL_COMMAND_KEEP)
    return TRUE;
  if (cal_placement_is_placed (step->to) ? !cal_rules_has_placement (rules, step->to)
                                         : !cal_placement_equal (step->to, CAL_HOLDING))
    {
      g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_UNKNOWN_CELL,
                   "there is no cell %d,%d: performance goes from 1 to %u, potential from 1 to %u",
                   step->to.performance, step->to.potential, rules->performance.n_levels,
                   rules->potential.n_levels);
      return FALSE;
    }
  if (cal_placement_equal (step->to, who->placement))
    {
      g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_ALREADY_THERE,
                   "%s (%s) stands in %s already; a confirmed rating is recorded as kept",
                   who->row->name, who->row->id,
                   cal_placement_is_placed (step->to) ? cal_placement_format (step->to, text)
                                                      : "the holding area");
      return FALSE;
    }
  return TRUE;
}

static GPtrArray *
decide_steps (const CalBoard *board, const CalCommand *command, guint session, GError **error)
{
  g_autoptr (GPtrArray) entries = cal_entries_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  gint64 batch = command->n_steps > 1 ? (gint64) cal_board_size (board) : CAL_NONE;

  if (command->n_steps == 0)
    {
      g_set_error_literal (error, CAL_CORE_ERROR, CAL_CORE_ERROR_NOTHING_TO_DO,
                           "nobody is named, so there is nothing to decide");
      return NULL;
    }
  for (gsize i = 0; i < command->n_steps; i++)
    {
      const CalStep *step = &command->steps[i];
      guint subject;

      if (!check_step (board, command, step, &subject, error))
        return NULL;
      const CalBoardSubject *who = cal_board_subject (board, subject);
      if (!g_hash_table_add (seen, GUINT_TO_POINTER (subject + 1)))
        {
          g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_SUBJECT_TWICE,
                       "%s (%s) stands twice in one batch", who->row->name, who->row->id);
          return NULL;
        }
      CalEntry *entry = new_decision (board, command, session, subject,
                                      command->kind == CAL_COMMAND_KEEP ? who->placement : step->to,
                                      step->reason_code, batch, CAL_NONE, (guint) i);
      cal_entry_set_text (entry, CAL_DECISION_REASON, step->reason);
      cal_entry_set_list (entry, CAL_DECISION_EVIDENCE, step->evidence);
      cal_entry_set_text (entry, CAL_DECISION_PROPOSED_BY, step->proposed_by);
      cal_entry_set_list (entry, CAL_DECISION_DISSENT, step->dissent);
      g_ptr_array_add (entries, entry);
    }
  return g_steal_pointer (&entries);
}

static gboolean
is_erased (const CalBoard *board, guint decision)
{
  return cal_board_is_erased (board, cal_board_decision (board, decision));
}

/* The batch that holds the decision at @index: its members' indexes, in order. */
static GArray *
batch_of (const CalBoard *board, guint index)
{
  GArray *batch = g_array_new (FALSE, FALSE, sizeof (guint));
  const CalDecision *decision = cal_board_decision (board, index);
  guint first = index;

  /* A batch is appended at once, so somebody erased who stands within it was in it. */
  if (decision->batch != CAL_NONE)
    while (first > 0 && (gint64) cal_board_decision (board, first - 1)->seq >= decision->batch
           && (cal_board_decision (board, first - 1)->batch == decision->batch
               || is_erased (board, first - 1)))
      first--;
  for (guint i = first; i <= index; i++)
    g_array_append_val (batch, i);
  return batch;
}

/* The latest decision in force that is an undo, or that is none. */
static gboolean
latest_in_force (const CalBoard *board, guint session, gboolean compensates, guint *index)
{
  guint64 since = cal_board_session (board, session)->since;

  for (guint i = cal_board_n_decisions (board); i-- > 0;)
    {
      const CalDecision *decision = cal_board_decision (board, i);

      if (decision->seq < since)
        return FALSE;
      if (decision->session != session || !decision->in_force)
        continue;
      /* What a branch starts from was decided elsewhere. */
      if (strcmp (decision->reason_code, CAL_REASON_BRANCH) == 0)
        return FALSE;
      if (decision->compensates == compensates)
        {
          *index = i;
          return TRUE;
        }
      /* A fresh decision ends what could be redone, as everywhere; a redo does not. */
      if (compensates && decision->reverts == CAL_NONE)
        return FALSE;
    }
  return FALSE;
}

/**
 * cal_undo_target:
 * @board: the board
 * @session: a session's index
 *
 * What undo would take back: the latest batch in force since the session's
 * start or reopening that is not itself an undo.
 *
 * Returns: (transfer full) (nullable) (element-type guint): the indexes of the
 *   batch's decisions in order; %NULL when there is nothing to undo
 */
GArray *
cal_undo_target (const CalBoard *board, guint session)
{
  guint index;

  return latest_in_force (board, session, FALSE, &index) ? batch_of (board, index) : NULL;
}

/**
 * cal_redo_target:
 * @board: the board
 * @session: a session's index
 *
 * What redo would bring back: the latest undo in force, unless something has
 * been decided afresh since.
 *
 * Returns: (transfer full) (nullable) (element-type guint): the indexes of the
 *   undo's decisions in order; %NULL when there is nothing to redo
 */
GArray *
cal_redo_target (const CalBoard *board, guint session)
{
  guint index;

  return latest_in_force (board, session, TRUE, &index) ? batch_of (board, index) : NULL;
}

/* Whether anybody, in any session, has decided on the subject later than what
 * @decision takes back or brings back, in a way that still holds. What counts
 * is when something was first decided, not when it was last undone or redone. */
static gboolean
decided_since (const CalBoard *board, const CalDecision *decision)
{
  gint64 later = cal_board_subject (board, decision->subject)->last_decision;
  guint reverted;

  while (decision->reverts != CAL_NONE
         && cal_board_find_decision (board, (guint64) decision->reverts, &reverted))
    decision = cal_board_decision (board, reverted);

  while (later != CAL_NONE)
    {
      const CalDecision *other = cal_board_decision (board, (guint) later);

      if (other->seq <= decision->seq)
        return FALSE;
      if (other->in_force && other->reverts == CAL_NONE)
        return TRUE;
      later = other->previous;
    }
  return FALSE;
}

static GPtrArray *
decide_compensation (const CalBoard *board,
                     const CalCommand *command,
                     guint session,
                     GError **error)
{
  gboolean undoes = command->kind == CAL_COMMAND_UNDO;
  g_autoptr (GArray) target =
      undoes ? cal_undo_target (board, session) : cal_redo_target (board, session);
  g_autoptr (GPtrArray) entries = cal_entries_new ();
  gint64 batch;

  if (target == NULL)
    {
      g_set_error (error, CAL_CORE_ERROR,
                   undoes ? CAL_CORE_ERROR_NOTHING_TO_UNDO : CAL_CORE_ERROR_NOTHING_TO_REDO,
                   undoes ? "there is nothing to undo in session “%s”"
                          : "there is nothing to redo in session “%s”",
                   cal_board_session (board, session)->name);
      return NULL;
    }
  if (!check_reason (command->reason, error))
    return NULL;

  batch = target->len > 1 ? (gint64) cal_board_size (board) : CAL_NONE;
  for (guint i = 0; i < target->len; i++)
    {
      const CalDecision *decision = cal_board_decision (board, g_array_index (target, guint, i));
      const CalBoardSubject *who = cal_board_subject (board, decision->subject);

      if (who->erased_by != 0)
        {
          g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_SUBJECT_GONE,
                       "decision %" G_GUINT64_FORMAT
                       " concerned somebody who has been erased since (by record %" G_GUINT64_FORMAT
                       "), so nothing was changed",
                       decision->seq, who->erased_by);
          return NULL;
        }
      /* Another program may have reverted a part of the batch. */
      if (who->gone || !decision->in_force || !cal_placement_equal (who->placement, decision->to)
          || decided_since (board, decision))
        {
          g_set_error (error, CAL_CORE_ERROR,
                       who->gone ? CAL_CORE_ERROR_SUBJECT_GONE : CAL_CORE_ERROR_MOVED_SINCE,
                       who->gone ? "%s (%s) is no longer in the roster, so nothing was changed"
                                 : "%s (%s) has been decided on since, so nothing was changed",
                       who->row->name, who->row->id);
          return NULL;
        }
      CalEntry *entry = new_decision (board, command, session, decision->subject, decision->from,
                                      undoes ? CAL_REASON_UNDO : CAL_REASON_REDO, batch,
                                      (gint64) decision->seq, i);
      cal_entry_set_text (entry, CAL_DECISION_REASON, command->reason);
      g_ptr_array_add (entries, entry);
    }
  return g_steal_pointer (&entries);
}

static GPtrArray *
decide_session_start (const CalBoard *board, const CalCommand *command, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  CalEntry *entry;
  guint index;

  if (!check_text (command->session, "session's name", error)
      || !check_list (command->people, "panel", error) || !check_reason (command->reason, error))
    return NULL;
  if (is_blank (command->session))
    {
      g_set_error_literal (error, CAL_CORE_ERROR, CAL_CORE_ERROR_UNKNOWN_SESSION,
                           "a session needs a name");
      return NULL;
    }
  if (cal_board_find_session (board, command->session, &index))
    {
      g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_SESSION_EXISTS,
                   "there is a session “%s” already", command->session);
      return NULL;
    }
  entries = cal_entries_new ();
  entry = cal_entry_new (CAL_KIND_SESSION_STARTED, cal_board_size (board), command->time,
                         command->session);
  cal_entry_set_text (entry, CAL_SESSION_ACTOR, command->actor);
  cal_entry_set_text (entry, CAL_SESSION_REASON, command->reason);
  cal_entry_set_list (entry, CAL_SESSION_PEOPLE, command->people);
  g_ptr_array_add (entries, entry);
  return g_steal_pointer (&entries);
}

/* A name, as far as two spellings of it are one person's. */
static char *
fold_name (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);

  return g_strstrip (g_utf8_casefold (normal, -1));
}

/* Nobody reopens alone what was sealed before everybody. */
static gboolean
check_second (const CalCommand *command, GError **error)
{
  g_autofree char *first = fold_name (command->actor);

  for (gsize i = 0; command->people != NULL && command->people[i] != NULL; i++)
    {
      g_autofree char *second = fold_name (command->people[i]);

      if (*second != '\0' && strcmp (first, second) != 0)
        return TRUE;
    }
  g_set_error_literal (error, CAL_CORE_ERROR, CAL_CORE_ERROR_NO_ACTOR,
                       "a session is reopened by two people: name a second one");
  return FALSE;
}

static GPtrArray *
decide_session_reopening (const CalBoard *board, const CalCommand *command, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  CalEntry *entry;
  guint index;

  if (command->session == NULL || !cal_board_find_session (board, command->session, &index))
    {
      g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_UNKNOWN_SESSION,
                   "there is no session “%s”", command->session != NULL ? command->session : "");
      return NULL;
    }
  if (!cal_board_session (board, index)->finalised)
    {
      g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_SESSION_EXISTS,
                   "session “%s” is open already", command->session);
      return NULL;
    }
  if (!check_list (command->people, "second name", error) || !check_reason (command->reason, error)
      || !check_second (command, error))
    return NULL;
  entries = cal_entries_new ();
  entry = cal_entry_new (CAL_KIND_SESSION_REOPENED, cal_board_size (board), command->time,
                         command->session);
  cal_entry_set_text (entry, CAL_SESSION_ACTOR, command->actor);
  cal_entry_set_text (entry, CAL_SESSION_REASON, command->reason);
  cal_entry_set_list (entry, CAL_SESSION_PEOPLE, command->people);
  g_ptr_array_add (entries, entry);
  return g_steal_pointer (&entries);
}

static GPtrArray *
decide_hold (const CalBoard *board, const CalCommand *command, GError **error)
{
  gboolean sets = command->kind == CAL_COMMAND_SET_HOLD;
  g_autoptr (GPtrArray) entries = NULL;
  CalEntry *entry;
  guint index;

  g_return_val_if_fail (command->n_steps == 1, NULL);

  if (!cal_board_find (board, command->steps[0].subject, &index))
    {
      g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_UNKNOWN_SUBJECT,
                   "there is no subject with the id “%s”", command->steps[0].subject);
      return NULL;
    }
  if (!check_reason (command->reason, error))
    return NULL;
  if (cal_board_subject (board, index)->held == sets)
    {
      g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_NOTHING_TO_DO,
                   sets ? "%s is under a legal hold already" : "%s is under no legal hold",
                   cal_board_subject (board, index)->row->name);
      return NULL;
    }
  entries = cal_entries_new ();
  entry = cal_entry_new (sets ? CAL_KIND_HOLD_SET : CAL_KIND_HOLD_LIFTED, cal_board_size (board),
                         command->time, NULL);
  cal_entry_set_text (entry, CAL_HOLD_ACTOR, command->actor);
  cal_entry_set_text (entry, CAL_HOLD_SUBJECT, command->steps[0].subject);
  cal_entry_set_text (entry, CAL_HOLD_REASON, command->reason);
  g_ptr_array_add (entries, entry);
  return g_steal_pointer (&entries);
}

/**
 * cal_decide:
 * @board: the board as it stands
 * @command: what is asked for
 * @error: return location
 *
 * The rules: turns an intent into the entries that would carry it out, or says
 * why not. Changes nothing; the entries are to be appended to the log as one
 * transaction and then applied.
 *
 * Returns: (transfer full) (element-type CalEntry): the entries, numbered from
 *   the board's size on; %NULL with a #CalCoreError
 */
GPtrArray *
cal_decide (const CalBoard *board, const CalCommand *command, GError **error)
{
  guint session;

  if (!check_text (command->actor, "actor", error))
    return NULL;
  if (is_blank (command->actor))
    {
      g_set_error_literal (error, CAL_CORE_ERROR, CAL_CORE_ERROR_NO_ACTOR,
                           "nothing is decided by nobody: say who decides");
      return NULL;
    }
  if (command->kind == CAL_COMMAND_START_SESSION)
    return decide_session_start (board, command, error);
  if (command->kind == CAL_COMMAND_REOPEN_SESSION)
    return decide_session_reopening (board, command, error);
  if (command->kind == CAL_COMMAND_SET_HOLD || command->kind == CAL_COMMAND_LIFT_HOLD)
    return decide_hold (board, command, error);
  if (!cal_decide_session (board, command->session, &session, error))
    return NULL;

  switch (command->kind)
    {
    case CAL_COMMAND_MOVE:
    case CAL_COMMAND_KEEP:
      return decide_steps (board, command, session, error);
    case CAL_COMMAND_UNDO:
    case CAL_COMMAND_REDO:
      return decide_compensation (board, command, session, error);
    case CAL_COMMAND_START_SESSION:
    case CAL_COMMAND_REOPEN_SESSION:
    case CAL_COMMAND_SET_HOLD:
    case CAL_COMMAND_LIFT_HOLD:
    default:
      g_return_val_if_reached (NULL);
    }
}
