/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-board.h"

#include <string.h>

#include "core/cal-board-private.h"
#include "core/cal-core-error.h"
#include "core/cal-text-hash.h"

static void
clear_milestone (gpointer data)
{
  CalMilestone *milestone = data;

  g_clear_pointer (&milestone->roster, cal_roster_unref);
  g_clear_pointer (&milestone->rules, cal_rules_unref);
}

CalBoard *
cal_board_new (void)
{
  CalBoard *board = g_new0 (CalBoard, 1);

  board->title = g_strdup ("");
  board->rosters = g_ptr_array_new_with_free_func ((GDestroyNotify) cal_roster_unref);
  for (guint i = 0; i < G_N_ELEMENTS (board->ratings); i++)
    board->ratings[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) cal_roster_unref);
  board->subjects = g_array_new (FALSE, FALSE, sizeof (CalBoardSubject));
  board->indexes = g_hash_table_new (cal_text_hash, g_str_equal);
  board->erased = cal_erased_people_new ();
  board->holds = cal_holds_new ();
  board->sessions = g_array_new (FALSE, FALSE, sizeof (CalSession));
  board->decisions = g_array_new (FALSE, FALSE, sizeof (CalDecision));
  board->reverts = cal_reverts_new ();
  board->milestones = g_array_new (FALSE, FALSE, sizeof (CalMilestone));
  g_array_set_clear_func (board->milestones, clear_milestone);
  board->texts = g_string_chunk_new (16384);
  board->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return board;
}

void
cal_board_free (CalBoard *board)
{
  if (board == NULL)
    return;
  g_clear_pointer (&board->rules, cal_rules_unref);
  g_hash_table_unref (board->indexes);
  cal_erased_people_unref (board->erased);
  cal_holds_free (board->holds);
  g_array_unref (board->subjects);
  g_array_unref (board->sessions);
  g_array_unref (board->decisions);
  cal_reverts_free (board->reverts);
  g_array_unref (board->milestones);
  g_ptr_array_unref (board->rosters);
  for (guint i = 0; i < G_N_ELEMENTS (board->ratings); i++)
    g_ptr_array_unref (board->ratings[i]);
  g_ptr_array_unref (board->lists);
  g_clear_pointer (&board->standings, g_array_unref);
  g_string_chunk_free (board->texts);
  g_free (board->first_standing);
  g_free (board->counts);
  g_free (board->counts_before);
  g_free (board->title);
  g_free (board);
}

/**
 * cal_board_reset:
 *
 * Makes the board as empty as a new one, to be folded again from the first entry:
 * what an erasure takes away was said by entries before it.
 */
void
cal_board_reset (CalBoard *board)
{
  CalBoard *fresh = cal_board_new ();
  CalBoard old = *board;

  *board = *fresh;
  *fresh = old;
  cal_board_free (fresh);
}

static CalBoardSubject *
subject_at (const CalBoard *board, guint index)
{
  return &g_array_index (board->subjects, CalBoardSubject, index);
}

static CalDecision *
decision_at (const CalBoard *board, guint index)
{
  return &g_array_index (board->decisions, CalDecision, index);
}

static gboolean
refuse (GError **error, const CalEntry *entry, const char *why)
{
  g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_BAD_ENTRY, "entry %" G_GUINT64_FORMAT ": %s",
               entry->seq, why);
  return FALSE;
}

/* The same, where it is one of the entry's fields that does not fit. */
static gboolean
refuse_field (CalBoard *board,
              GError **error,
              const CalEntry *entry,
              const char *field,
              const char *why)
{
  board->refused = field;
  return refuse (error, entry, why);
}

/* Whoever comes to a placement, or leaves it, is counted; for the fold alone. */
void
cal_board_count_change (CalBoard *board, CalPlacement placement, int change)
{
  if (!cal_placement_is_placed (placement))
    return;
  board->counts[cal_rules_cell (board->rules, placement)] += (guint) change;
  board->n_placed += (guint) change;
}

static void
count_before (CalBoard *board, CalPlacement ratings, int change)
{
  if (!cal_placement_is_placed (ratings))
    return;
  board->counts_before[cal_rules_cell (board->rules, ratings)] += (guint) change;
  board->n_placed_before += (guint) change;
}

static CalPlacement
placement_of_ratings (CalPlacement ratings)
{
  return cal_placement_is_placed (ratings) ? ratings : CAL_HOLDING;
}

/* What rules that have been checked change; for the fold alone. */
void
cal_board_take_rules (CalBoard *board, CalRules *rules)
{
  g_clear_pointer (&board->rules, cal_rules_unref);
  board->rules = cal_rules_ref (rules);
  if (board->counts == NULL || board->subjects->len == 0)
    {
      g_free (board->counts);
      g_free (board->counts_before);
      board->counts = g_new0 (guint, rules->n_cells);
      board->counts_before = g_new0 (guint, rules->n_cells);
    }
}

static gboolean
apply_rules (CalBoard *board, const CalEntry *entry, CalRules *rules, GError **error)
{
  if (board->subjects->len > 0
      && (rules->performance.n_levels != board->rules->performance.n_levels
          || rules->potential.n_levels != board->rules->potential.n_levels))
    return refuse (error, entry, "the scales change while subjects stand on them");

  cal_board_take_rules (board, rules);
  return TRUE;
}

/* A subject who is new, or whose row has been corrected. The working rating
 * follows the pre-calibration rating until somebody has decided. */
static void
take_row (CalBoard *board, const CalSubject *row, guint64 seq)
{
  gpointer value;

  if (g_hash_table_lookup_extended (board->indexes, row->id, NULL, &value)
      && GPOINTER_TO_UINT (value) < board->subjects->len)
    {
      CalBoardSubject *subject = subject_at (board, GPOINTER_TO_UINT (value));

      if (subject->n_decisions == 0)
        subject->placement = placement_of_ratings (row->ratings);
      subject->row = row;
      subject->row_seq = seq;
      subject->gone = FALSE;
    }
  else
    {
      CalBoardSubject subject = {
        .row = row,
        .row_seq = seq,
        .placement = placement_of_ratings (row->ratings),
        .last_decision = CAL_NONE,
      };

      g_hash_table_insert (board->indexes, (gpointer) row->id,
                           GUINT_TO_POINTER (board->subjects->len));
      g_array_append_val (board->subjects, subject);
    }
}

/* Whoever has been erased is nobody on the board, and keeps their place in it. */
static void
take_gap (CalBoard *board, CalRoster *roster, guint64 erased_by, guint64 seq)
{
  CalBoardSubject subject = {
    .row_seq = seq,
    .placement = CAL_HOLDING,
    .last_decision = CAL_NONE,
    .gone = TRUE,
    .erased_by = erased_by,
  };
  guint index;

  subject.row = cal_erased_people_add (board->erased, erased_by, board->subjects->len,
                                       cal_roster_n_columns (roster));
  if (cal_erased_people_find (board->erased, erased_by, &index) && index < board->subjects->len)
    subject_at (board, index)->row_seq = seq;
  else
    g_array_append_val (board->subjects, subject);
}

/* In file order, so that an erasure leaves everybody else's index as it was. */
static void
take_rows (CalBoard *board, CalRoster *roster, guint64 seq)
{
  guint n = cal_roster_n_subjects (roster);
  guint n_gaps = cal_roster_n_gaps (roster);
  guint gap = 0;

  for (guint i = 0; i <= n; i++)
    {
      for (; gap < n_gaps && cal_roster_gap (roster, gap)->position <= i; gap++)
        take_gap (board, roster, cal_roster_gap (roster, gap)->erased_by, seq);
      if (i < n)
        take_row (board, cal_roster_subject (roster, i), seq);
    }
}

/* What a roster that has been checked changes; for the fold alone. */
void
cal_board_take_roster (CalBoard *board, CalRoster *roster, guint64 seq)
{
  guint n = cal_roster_n_subjects (roster);

  g_ptr_array_add (board->rosters, cal_roster_ref (roster));
  for (guint i = 0; i < board->subjects->len; i++)
    subject_at (board, i)->gone = TRUE;
  take_rows (board, roster, seq);

  memset (board->counts, 0, board->rules->n_cells * sizeof *board->counts);
  memset (board->counts_before, 0, board->rules->n_cells * sizeof *board->counts_before);
  board->n_placed = board->n_placed_before = 0;
  board->n_present = n;
  for (guint i = 0; i < board->subjects->len; i++)
    {
      const CalBoardSubject *subject = subject_at (board, i);

      if (subject->gone)
        continue;
      cal_board_count_change (board, subject->placement, 1);
      count_before (board, subject->row->ratings, 1);
    }
}

/* What ratings that have been checked change; for the fold alone. */
void
cal_board_take_ratings (CalBoard *board, CalKind kind, CalRoster *ratings)
{
  g_ptr_array_add (board->ratings[kind == CAL_KIND_EARLIER_IMPORTED], cal_roster_ref (ratings));
}

/* Takes the latest of them back, for a replay that walks backwards. */
void
cal_board_drop_ratings (CalBoard *board, CalKind kind)
{
  GPtrArray *ratings = board->ratings[kind == CAL_KIND_EARLIER_IMPORTED];

  g_ptr_array_set_size (ratings, (int) ratings->len - 1);
}

/* Whatever an import brings must be there, and on the scales. */
static gboolean
apply_rows (CalBoard *board, const CalEntry *entry, CalRoster *roster, GError **error)
{
  guint n = roster != NULL ? cal_roster_n_subjects (roster) : 0;

  if (roster == NULL)
    return refuse (error, entry, "the rows of the import are missing");
  if (board->rules == NULL)
    return refuse (error, entry, "an import before the rules");
  for (guint i = 0; i < n; i++)
    {
      CalPlacement ratings = cal_roster_subject (roster, i)->ratings;

      if (ratings.performance > board->rules->performance.n_levels
          || ratings.potential > board->rules->potential.n_levels)
        return refuse (error, entry, "a rating of the import is off its scale");
    }
  if (entry->kind == CAL_KIND_ROSTER_IMPORTED)
    cal_board_take_roster (board, roster, entry->seq);
  else
    cal_board_take_ratings (board, entry->kind, roster);
  return TRUE;
}

static gboolean
apply_session (CalBoard *board, const CalEntry *entry, GError **error)
{
  guint index;
  gboolean known = cal_board_find_session (board, entry->session, &index);

  if (*entry->session == '\0')
    return refuse (error, entry, "a session without a name");

  if (entry->kind == CAL_KIND_SESSION_STARTED)
    {
      CalSession session = {
        .name = g_string_chunk_insert (board->texts, entry->session),
        .reason = g_string_chunk_insert (board->texts, entry->values[CAL_SESSION_REASON].text),
        .started = entry->time,
        .since = entry->seq,
      };

      if (known)
        return refuse (error, entry, "a session of that name is there already");
      g_array_append_val (board->sessions, session);
      return TRUE;
    }

  if (!known)
    return refuse (error, entry, "no such session was started");
  CalSession *session = &g_array_index (board->sessions, CalSession, index);
  gboolean reopens = entry->kind == CAL_KIND_SESSION_REOPENED;
  if (session->finalised != reopens)
    return refuse (error, entry,
                   reopens ? "the session was not finalised" : "the session is finalised already");
  session->finalised = !reopens;
  if (reopens)
    session->since = entry->seq;
  return TRUE;
}

/* Decimal text as the log has it: no sign, no leading zero, "" for none. */
static gboolean
parse_seq (const char *text, gint64 *seq)
{
  guint64 value;

  *seq = CAL_NONE;
  if (*text == '\0')
    return TRUE;
  if ((text[0] == '0' && text[1] != '\0')
      || !g_ascii_string_to_unsigned (text, 10, 0, G_GUINT64_CONSTANT (1) << 53, &value, NULL))
    return FALSE;
  *seq = (gint64) value;
  return TRUE;
}

static gboolean
parse_change (const CalBoard *board,
              const CalEntry *entry,
              CalDecision *decision,
              gint64 *previous,
              GError **error)
{
  char **change = entry->values[CAL_DECISION_CHANGE].list;

  if (change == NULL || g_strv_length (change) != CAL_CHANGE_N)
    return refuse (error, entry, "a change must have six parts");
  if (!cal_placement_parse (change[CAL_CHANGE_FROM], &decision->from)
      || !cal_placement_parse (change[CAL_CHANGE_TO], &decision->to)
      || !parse_seq (change[CAL_CHANGE_BATCH], &decision->batch)
      || !parse_seq (change[CAL_CHANGE_REVERTS], &decision->reverts)
      || !parse_seq (change[CAL_CHANGE_PREVIOUS], previous))
    return refuse (error, entry, "a part of the change cannot be read");
  if (cal_placement_is_placed (decision->to)
      && !cal_rules_has_placement (board->rules, decision->to))
    return refuse (error, entry, "the change leads off the grid");
  if (*change[CAL_CHANGE_REASON_CODE] == '\0')
    return refuse (error, entry, "a decision without a reason code");
  return TRUE;
}

static gboolean
check_change (const CalBoard *board,
              const CalEntry *entry,
              const CalDecision *decision,
              gint64 previous,
              GError **error)
{
  const CalBoardSubject *subject = subject_at (board, decision->subject);
  gint64 last = subject->last_decision == CAL_NONE
                    ? CAL_NONE
                    : (gint64) decision_at (board, (guint) subject->last_decision)->seq;
  guint reverted, by;

  if (!cal_placement_equal (decision->from, subject->placement))
    return refuse (error, entry, "the subject did not stand where the change starts");
  if (decision->kept != cal_placement_equal (decision->from, decision->to))
    return refuse (error, entry, "only a kept rating stays where it is");
  if (previous != last)
    return refuse (error, entry, "it does not name its subject's previous decision");
  if (decision->batch > (gint64) entry->seq)
    return refuse (error, entry, "its batch starts after it");
  if (decision->reverts != CAL_NONE
      && (!cal_board_find_decision (board, (guint64) decision->reverts, &reverted)
          || decision_at (board, reverted)->subject != decision->subject
          || !cal_reverts_find (board->reverts, reverted, &by)))
    return refuse (error, entry, "it reverts no decision in force of its subject");
  return TRUE;
}

static const char *const *
keep_list (CalBoard *board, char **list)
{
  static const char *const none[] = { NULL };

  if (list == NULL || *list == NULL)
    return none;
  g_ptr_array_add (board->lists, g_strdupv (list));
  return g_ptr_array_index (board->lists, board->lists->len - 1);
}

/* That a decision was made and by whom is still known, and of whom it is one. */
static gboolean
apply_erased_decision (CalBoard *board, const CalEntry *entry, GError **error)
{
  static const char *const none[] = { NULL };
  CalDecision decision = {
    .seq = entry->seq,
    .time = entry->time,
    .kept = entry->kind == CAL_KIND_KEPT,
    .in_force = TRUE,
    .from = CAL_HOLDING,
    .to = CAL_HOLDING,
    .batch = CAL_NONE,
    .reverts = CAL_NONE,
    .reverted_by = CAL_NONE,
    .reason_code = "",
    .reason = "",
    .proposed_by = "",
    .evidence = none,
    .dissent = none,
  };

  if (!cal_erased_people_find (board->erased, entry->erased_by, &decision.subject))
    return refuse (error, entry, "it was erased with nobody of the roster");
  if (!cal_board_find_session (board, entry->session, &decision.session)
      || g_array_index (board->sessions, CalSession, decision.session).finalised)
    return refuse (error, entry, "its session is not open");

  CalBoardSubject *subject = subject_at (board, decision.subject);
  decision.previous = subject->last_decision;
  decision.actor =
      g_string_chunk_insert_const (board->texts, entry->values[CAL_DECISION_ACTOR].text);
  subject->last_decision = board->decisions->len;
  subject->n_decisions++;
  g_array_index (board->sessions, CalSession, decision.session).n_decisions++;
  g_array_append_val (board->decisions, decision);
  return TRUE;
}

static gboolean
apply_decision (CalBoard *board, const CalEntry *entry, GError **error)
{
  CalDecision decision = {
    .seq = entry->seq,
    .time = entry->time,
    .kept = entry->kind == CAL_KIND_KEPT,
    .in_force = TRUE,
    .reverted_by = CAL_NONE,
  };
  const CalValue *values = entry->values;
  gint64 previous;
  guint reverted;

  if (entry->erased_by != 0)
    return apply_erased_decision (board, entry, error);
  if (board->rules == NULL || values[CAL_DECISION_SUBJECT].text == NULL
      || !cal_board_find (board, values[CAL_DECISION_SUBJECT].text, &decision.subject))
    return refuse_field (board, error, entry, "subject", "it concerns nobody of the roster");
  if (!cal_board_find_session (board, entry->session, &decision.session))
    return refuse_field (board, error, entry, "session", "no such session was started");
  if (g_array_index (board->sessions, CalSession, decision.session).finalised)
    return refuse_field (board, error, entry, "session", "its session is finalised");
  if (subject_at (board, decision.subject)->gone)
    return refuse_field (board, error, entry, "subject", "its subject is no longer in the roster");
  if (!parse_change (board, entry, &decision, &previous, error)
      || !check_change (board, entry, &decision, previous, error))
    {
      board->refused = "change";
      return FALSE;
    }

  CalBoardSubject *subject = subject_at (board, decision.subject);
  decision.previous = subject->last_decision;
  decision.reason_code = g_string_chunk_insert_const (
      board->texts, values[CAL_DECISION_CHANGE].list[CAL_CHANGE_REASON_CODE]);
  decision.reason = g_string_chunk_insert_const (board->texts, values[CAL_DECISION_REASON].text);
  decision.actor = g_string_chunk_insert_const (board->texts, values[CAL_DECISION_ACTOR].text);
  decision.proposed_by =
      g_string_chunk_insert_const (board->texts, values[CAL_DECISION_PROPOSED_BY].text);
  decision.evidence = keep_list (board, values[CAL_DECISION_EVIDENCE].list);
  decision.dissent = keep_list (board, values[CAL_DECISION_DISSENT].list);

  if (decision.reverts != CAL_NONE
      && cal_board_find_decision (board, (guint64) decision.reverts, &reverted))
    {
      decision.compensates = !decision_at (board, reverted)->compensates;
      decision_at (board, reverted)->reverted_by = (gint64) decision.seq;
      cal_reverts_add (board->reverts, board->decisions->len, reverted);
    }

  subject->last_decision = board->decisions->len;
  subject->n_decisions++;
  cal_board_count_change (board, subject->placement, -1);
  subject->placement = decision.to;
  cal_board_count_change (board, subject->placement, 1);
  g_array_index (board->sessions, CalSession, decision.session).n_decisions++;
  g_array_append_val (board->decisions, decision);
  return TRUE;
}

static gboolean
apply_hold (CalBoard *board, const CalEntry *entry, GError **error)
{
  const char *subject = entry->values[CAL_HOLD_SUBJECT].text;
  guint index;

  if (entry->erased_by != 0)
    return TRUE;
  if (subject == NULL || !cal_board_find (board, subject, &index))
    return refuse_field (board, error, entry, "subject", "it concerns nobody of the roster");
  subject_at (board, index)->held = entry->kind == CAL_KIND_HOLD_SET;
  cal_holds_apply (board->holds, index, entry);
  return TRUE;
}

static gboolean
is_decision (const CalEntry *entry)
{
  return entry->kind == CAL_KIND_MOVED || entry->kind == CAL_KIND_KEPT;
}

/* What is kept of an entry that is no decision about a subject, with what it is
 * about to change, so that a replay can take it back. */
static CalMilestone
milestone_of (CalBoard *board, const CalEntry *entry)
{
  CalMilestone milestone = {
    .kind = entry->kind,
    .seq = entry->seq,
    .time = entry->time,
    .actor = entry->values[0].text != NULL
                 ? g_string_chunk_insert_const (board->texts, entry->values[0].text)
                 : "",
    .index = G_MAXUINT,
  };
  const char *subject = entry->values[CAL_HOLD_SUBJECT].text;

  switch (entry->kind)
    {
    case CAL_KIND_SESSION_STARTED:
      milestone.index = board->sessions->len;
      break;
    case CAL_KIND_SESSION_REOPENED:
    case CAL_KIND_SESSION_FINALISED:
      if (cal_board_find_session (board, entry->session, &milestone.index))
        milestone.before = g_array_index (board->sessions, CalSession, milestone.index).since;
      break;
    case CAL_KIND_HOLD_SET:
    case CAL_KIND_HOLD_LIFTED:
      if (subject != NULL && cal_board_find (board, subject, &milestone.index))
        milestone.before = (guint64) subject_at (board, milestone.index)->held;
      break;
    case CAL_KIND_UNKNOWN:
      milestone.before = (guint64) board->has_unknown;
      break;
    default:
      break;
    }
  return milestone;
}

static void
keep_milestone (CalBoard *board, CalMilestone *milestone, CalRoster *roster, CalRules *rules)
{
  if (cal_kind_has_rows (milestone->kind))
    milestone->roster = cal_roster_ref (roster);
  else if (milestone->kind == CAL_KIND_RULES_SET)
    milestone->rules = cal_rules_ref (rules);
  g_array_append_val (board->milestones, *milestone);
}

/* A branch names its parent first, and then its cycle. */
static gboolean
creates_cycle (const CalBoard *board, const CalEntry *entry)
{
  return entry->kind == CAL_KIND_CYCLE_CREATED
         && (entry->seq != 1
             || g_array_index (board->milestones, CalMilestone, 0).kind != CAL_KIND_BRANCHED);
}

/**
 * cal_board_apply:
 * @board: the board
 * @entry: the next entry of the log
 * @roster: (nullable): the rows that an import commits to
 * @rules: (nullable): what a `rules-set` entry says, parsed
 * @error: return location
 *
 * Folds one entry into the board; the only way in which a board changes.
 * Opening, replay, verification, undo and a drop all come here. An entry that
 * does not fit the board is refused with %CAL_CORE_ERROR_BAD_ENTRY and leaves
 * it as it was.
 *
 * Returns: whether the entry was applied
 */
gboolean
cal_board_apply (CalBoard *board,
                 const CalEntry *entry,
                 CalRoster *roster,
                 CalRules *rules,
                 GError **error)
{
  gboolean applied = TRUE;
  CalMilestone milestone;

  board->refused = "";
  if (entry->seq != board->size)
    return refuse_field (board, error, entry, "seq", "it is not the next of the log");
  if ((entry->seq == 0) != (entry->kind == CAL_KIND_BRANCHED || creates_cycle (board, entry)))
    return refuse (error, entry, "a log starts with its cycle, and once");

  if (!is_decision (entry))
    milestone = milestone_of (board, entry);
  switch (entry->kind)
    {
    case CAL_KIND_CYCLE_CREATED:
      g_free (board->title);
      board->title = g_strdup (entry->values[CAL_CYCLE_TITLE].text);
      break;
    case CAL_KIND_RULES_SET:
      applied = rules != NULL ? apply_rules (board, entry, rules, error)
                              : refuse (error, entry, "the rules cannot be read");
      break;
    case CAL_KIND_ROSTER_IMPORTED:
    case CAL_KIND_RATINGS_IMPORTED:
    case CAL_KIND_EARLIER_IMPORTED:
      applied = apply_rows (board, entry, roster, error);
      break;
    case CAL_KIND_SESSION_STARTED:
    case CAL_KIND_SESSION_REOPENED:
    case CAL_KIND_SESSION_FINALISED:
      applied = apply_session (board, entry, error);
      break;
    case CAL_KIND_MOVED:
    case CAL_KIND_KEPT:
      applied = apply_decision (board, entry, error);
      break;
    case CAL_KIND_UNKNOWN:
      board->has_unknown = TRUE;
      break;
    case CAL_KIND_HOLD_SET:
    case CAL_KIND_HOLD_LIFTED:
      applied = apply_hold (board, entry, error);
      break;
    case CAL_KIND_ERASED:
    case CAL_KIND_BRANCHED:
      /* They say something of the document, nothing of a placement. */
      break;
    }
  if (!applied)
    return FALSE;
  if (!is_decision (entry))
    keep_milestone (board, &milestone, roster, rules);
  board->size++;
  return TRUE;
}

/**
 * cal_board_refused_field:
 *
 * Returns: the field for which cal_board_apply() has just refused an entry; empty
 *   where it was the entry as a whole
 */
const char *
cal_board_refused_field (const CalBoard *board)
{
  return board->refused;
}
