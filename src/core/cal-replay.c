/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-replay.h"

#include <string.h>

#include "core/cal-board-private.h"

/* Entries between two snapshots at least, and for each subject: a snapshot costs
 * 40 bytes a subject, and so at most 20 bytes an entry on average. */
#define LEAST_INTERVAL 32768
#define INTERVAL_PER_SUBJECT 2

/* As far as this, a seek tells whom it has changed. */
#define TOLD 512

/* Everything of a board that changes in time, at one moment. @barrier is set
 * where the entry before it was one that cannot be taken back by itself. */
typedef struct
{
  guint64 size;
  gboolean barrier;
  gboolean has_unknown;
  char *title;
  CalRules *rules;
  CalRoster *roster;
  guint n_decisions;
  guint n_milestones;
  guint n_subjects;
  CalBoardSubject *subjects;
  guint n_sessions;
  CalSession *sessions;
  guint *counts;
  guint *counts_before;
  guint n_placed;
  guint n_placed_before;
  guint n_present;
} Snapshot;

/* @undone is what was in force at the moment shown, where @is_recalled; @otherwise are
 * the decisions that were not then what they are now. */
struct _CalReplay
{
  const CalBoard *whole;
  CalBoard *board;
  guint interval;
  gboolean is_prepared;
  guint64 n_indexed;
  guint n_decisions;
  guint n_milestones;
  GArray *snapshots;
  GByteArray *undone;
  gboolean is_recalled;
  GHashTable *otherwise;
};

static void
clear_snapshot (gpointer data)
{
  Snapshot *snapshot = data;

  g_free (snapshot->title);
  g_clear_pointer (&snapshot->rules, cal_rules_unref);
  g_clear_pointer (&snapshot->roster, cal_roster_unref);
  g_free (snapshot->subjects);
  g_free (snapshot->sessions);
  g_free (snapshot->counts);
  g_free (snapshot->counts_before);
}

static const CalDecision *
whole_decision (const CalReplay *replay, guint index)
{
  return &g_array_index (replay->whole->decisions, CalDecision, index);
}

static const CalMilestone *
whole_milestone (const CalReplay *replay, guint index)
{
  return &g_array_index (replay->whole->milestones, CalMilestone, index);
}

static CalBoardSubject *
subject_at (CalReplay *replay, guint index)
{
  return &g_array_index (replay->board->subjects, CalBoardSubject, index);
}

static CalSession *
session_at (CalReplay *replay, guint index)
{
  return &g_array_index (replay->board->sessions, CalSession, index);
}

/* An import and new rules can concern everybody: they are not walked back over. */
static gboolean
is_barrier (const CalMilestone *milestone)
{
  return milestone->kind == CAL_KIND_ROSTER_IMPORTED || milestone->kind == CAL_KIND_RULES_SET
         || milestone->kind == CAL_KIND_CYCLE_CREATED || milestone->kind == CAL_KIND_BRANCHED;
}

static void
step_decision (CalReplay *replay, guint index, gboolean forward)
{
  const CalDecision *decision = whole_decision (replay, index);
  CalBoardSubject *subject = subject_at (replay, decision->subject);

  cal_board_count_change (replay->board, subject->placement, -1);
  subject->placement = forward ? decision->to : decision->from;
  cal_board_count_change (replay->board, subject->placement, 1);
  subject->last_decision = forward ? (gint64) index : decision->previous;
  if (forward)
    {
      subject->n_decisions++;
      session_at (replay, decision->session)->n_decisions++;
      replay->board->n_decisions++;
    }
  else
    {
      subject->n_decisions--;
      session_at (replay, decision->session)->n_decisions--;
      replay->board->n_decisions--;
    }
}

static void
start_session (CalReplay *replay, guint index, guint64 seq)
{
  CalSession session = g_array_index (replay->whole->sessions, CalSession, index);

  session.since = seq;
  session.finalised = FALSE;
  session.n_decisions = 0;
  g_array_append_val (replay->board->sessions, session);
}

static void
step_milestone_forward (CalReplay *replay, guint index)
{
  const CalMilestone *milestone = whole_milestone (replay, index);
  CalBoard *board = replay->board;

  switch (milestone->kind)
    {
    case CAL_KIND_CYCLE_CREATED:
      g_free (board->title);
      board->title = g_strdup (replay->whole->title);
      break;
    case CAL_KIND_RULES_SET:
      cal_board_take_rules (board, milestone->rules);
      break;
    case CAL_KIND_ROSTER_IMPORTED:
      cal_board_take_roster (board, milestone->roster, milestone->seq);
      break;
    case CAL_KIND_RATINGS_IMPORTED:
    case CAL_KIND_EARLIER_IMPORTED:
      cal_board_take_ratings (board, milestone->kind, milestone->roster);
      break;
    case CAL_KIND_SESSION_STARTED:
      start_session (replay, milestone->index, milestone->seq);
      break;
    case CAL_KIND_SESSION_REOPENED:
      session_at (replay, milestone->index)->since = milestone->seq;
      session_at (replay, milestone->index)->finalised = FALSE;
      break;
    case CAL_KIND_SESSION_FINALISED:
      session_at (replay, milestone->index)->finalised = TRUE;
      break;
    case CAL_KIND_HOLD_SET:
    case CAL_KIND_HOLD_LIFTED:
      /* Whose hold it was may have been erased. */
      if (milestone->index != G_MAXUINT)
        subject_at (replay, milestone->index)->held = milestone->kind == CAL_KIND_HOLD_SET;
      break;
    case CAL_KIND_UNKNOWN:
      board->has_unknown = TRUE;
      break;
    case CAL_KIND_MOVED:
    case CAL_KIND_KEPT:
    case CAL_KIND_ERASED:
    case CAL_KIND_BRANCHED:
      break;
    }
  board->n_milestones++;
}

static void
step_milestone_back (CalReplay *replay, guint index)
{
  const CalMilestone *milestone = whole_milestone (replay, index);
  CalBoard *board = replay->board;

  switch (milestone->kind)
    {
    case CAL_KIND_RATINGS_IMPORTED:
    case CAL_KIND_EARLIER_IMPORTED:
      cal_board_drop_ratings (board, milestone->kind);
      break;
    case CAL_KIND_SESSION_STARTED:
      g_array_set_size (board->sessions, milestone->index);
      break;
    case CAL_KIND_SESSION_REOPENED:
      session_at (replay, milestone->index)->since = milestone->before;
      session_at (replay, milestone->index)->finalised = TRUE;
      break;
    case CAL_KIND_SESSION_FINALISED:
      session_at (replay, milestone->index)->finalised = FALSE;
      break;
    case CAL_KIND_HOLD_SET:
    case CAL_KIND_HOLD_LIFTED:
      if (milestone->index != G_MAXUINT)
        subject_at (replay, milestone->index)->held = (gboolean) milestone->before;
      break;
    case CAL_KIND_UNKNOWN:
      board->has_unknown = (gboolean) milestone->before;
      break;
    default:
      g_assert (!is_barrier (milestone));
      break;
    }
  board->n_milestones--;
}

static guint64
next_seq (const CalReplay *replay, guint decision, guint milestone)
{
  guint64 first = decision < replay->whole->decisions->len ? whole_decision (replay, decision)->seq
                                                           : G_MAXUINT64;
  guint64 second = milestone < replay->whole->milestones->len
                       ? whole_milestone (replay, milestone)->seq
                       : G_MAXUINT64;

  return MIN (first, second);
}

static gboolean
decision_is_next (const CalReplay *replay, guint decision, guint64 seq)
{
  return decision < replay->whole->decisions->len && whole_decision (replay, decision)->seq == seq;
}

static void
walk_forward (CalReplay *replay, guint64 size, GArray *changed)
{
  CalBoard *board = replay->board;
  guint64 seq;

  while ((seq = next_seq (replay, board->n_decisions, board->n_milestones)) < size)
    {
      if (decision_is_next (replay, board->n_decisions, seq))
        {
          if (changed != NULL)
            g_array_append_val (changed, whole_decision (replay, board->n_decisions)->subject);
          step_decision (replay, board->n_decisions, TRUE);
        }
      else
        step_milestone_forward (replay, board->n_milestones);
    }
  board->size = size;
}

static void
walk_back (CalReplay *replay, guint64 size, GArray *changed)
{
  CalBoard *board = replay->board;

  while (TRUE)
    {
      guint64 decision =
          board->n_decisions > 0 ? whole_decision (replay, board->n_decisions - 1)->seq + 1 : 0;
      guint64 milestone =
          board->n_milestones > 0 ? whole_milestone (replay, board->n_milestones - 1)->seq + 1 : 0;

      if (MAX (decision, milestone) <= size)
        break;
      if (decision > milestone)
        {
          if (changed != NULL)
            g_array_append_val (changed, whole_decision (replay, board->n_decisions - 1)->subject);
          step_decision (replay, board->n_decisions - 1, FALSE);
        }
      else
        step_milestone_back (replay, board->n_milestones - 1);
    }
  board->size = size;
}

static void
take_snapshot (CalReplay *replay, gboolean barrier)
{
  const CalBoard *board = replay->board;
  gsize n_cells = board->rules != NULL ? board->rules->n_cells : 0;
  Snapshot snapshot = {
    .size = board->size,
    .barrier = barrier,
    .has_unknown = board->has_unknown,
    .title = g_strdup (board->title),
    .rules = board->rules != NULL ? cal_rules_ref (board->rules) : NULL,
    .roster = cal_board_roster (board) != NULL ? cal_roster_ref (cal_board_roster (board)) : NULL,
    .n_decisions = board->n_decisions,
    .n_milestones = board->n_milestones,
    .n_subjects = board->subjects->len,
    .subjects = g_memdup2 (board->subjects->data, board->subjects->len * sizeof (CalBoardSubject)),
    .n_sessions = board->sessions->len,
    .sessions = g_memdup2 (board->sessions->data, board->sessions->len * sizeof (CalSession)),
    .counts = g_memdup2 (board->counts, n_cells * sizeof (guint)),
    .counts_before = g_memdup2 (board->counts_before, n_cells * sizeof (guint)),
    .n_placed = board->n_placed,
    .n_placed_before = board->n_placed_before,
    .n_present = board->n_present,
  };

  g_array_append_val (replay->snapshots, snapshot);
}

static void
restore (CalReplay *replay, const Snapshot *snapshot)
{
  CalBoard *board = replay->board;
  gsize n_cells = snapshot->rules != NULL ? snapshot->rules->n_cells : 0;

  board->size = snapshot->size;
  board->has_unknown = snapshot->has_unknown;
  g_free (board->title);
  board->title = g_strdup (snapshot->title);
  g_clear_pointer (&board->rules, cal_rules_unref);
  if (snapshot->rules != NULL)
    board->rules = cal_rules_ref (snapshot->rules);
  g_ptr_array_set_size (board->rosters, 0);
  for (guint i = 0; i < G_N_ELEMENTS (board->ratings); i++)
    g_ptr_array_set_size (board->ratings[i], 0);
  for (guint i = 0; i < snapshot->n_milestones; i++)
    if (cal_kind_has_rows (whole_milestone (replay, i)->kind)
        && whole_milestone (replay, i)->kind != CAL_KIND_ROSTER_IMPORTED)
      cal_board_take_ratings (board, whole_milestone (replay, i)->kind,
                              whole_milestone (replay, i)->roster);
  if (snapshot->roster != NULL)
    g_ptr_array_add (board->rosters, cal_roster_ref (snapshot->roster));
  g_array_set_size (board->subjects, 0);
  g_array_append_vals (board->subjects, snapshot->subjects, snapshot->n_subjects);
  g_array_set_size (board->sessions, 0);
  g_array_append_vals (board->sessions, snapshot->sessions, snapshot->n_sessions);
  g_free (board->counts);
  g_free (board->counts_before);
  board->counts = g_memdup2 (snapshot->counts, n_cells * sizeof (guint));
  board->counts_before = g_memdup2 (snapshot->counts_before, n_cells * sizeof (guint));
  board->n_placed = snapshot->n_placed;
  board->n_placed_before = snapshot->n_placed_before;
  board->n_present = snapshot->n_present;
  board->n_decisions = snapshot->n_decisions;
  board->n_milestones = snapshot->n_milestones;
}

/* The last snapshot that is not after @size; there is always that of the start. */
static guint
snapshot_before (const CalReplay *replay, guint64 size)
{
  guint low = 0;
  guint high = replay->snapshots->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (replay->snapshots, Snapshot, middle).size <= size)
        low = middle;
      else
        high = middle;
    }
  return low;
}

static const Snapshot *
snapshot_at (const CalReplay *replay, guint index)
{
  return &g_array_index (replay->snapshots, Snapshot, index);
}

/* Whether one can walk between two moments without meeting an import. */
static gboolean
is_walkable (const CalReplay *replay, guint64 from, guint64 to)
{
  guint last = snapshot_before (replay, MAX (from, to));

  while (last > 0 && snapshot_at (replay, last)->size > MIN (from, to))
    {
      if (snapshot_at (replay, last)->barrier)
        return FALSE;
      last--;
    }
  return TRUE;
}

static guint64
distance (guint64 a, guint64 b)
{
  return a > b ? a - b : b - a;
}

/* Brings the board to where the walk to @size is shortest, if that is elsewhere.
 * A snapshot is worth a detour of an eighth of the subjects: so much faster are
 * they copied than walked over. */
static gboolean
jump (CalReplay *replay, guint64 size)
{
  guint before = snapshot_before (replay, size);
  guint64 worth = replay->board->subjects->len / 8;
  const Snapshot *best = NULL;
  guint64 least = G_MAXUINT64;

  if (is_walkable (replay, replay->board->size, size))
    least = distance (replay->board->size, size);
  for (guint i = before; i < MIN (before + 2, replay->snapshots->len); i++)
    {
      const Snapshot *snapshot = snapshot_at (replay, i);
      guint64 cost = distance (snapshot->size, size) + worth;

      if (cost < least && is_walkable (replay, snapshot->size, size))
        {
          best = snapshot;
          least = cost;
        }
    }
  if (best != NULL)
    restore (replay, best);
  return best != NULL;
}

static void
forget (CalReplay *replay)
{
  g_hash_table_remove_all (replay->otherwise);
  replay->is_recalled = FALSE;
}

static guint64
interval_of (const CalReplay *replay)
{
  if (replay->interval > 0)
    return replay->interval;
  return MAX (LEAST_INTERVAL, (guint64) replay->whole->subjects->len * INTERVAL_PER_SUBJECT);
}

/**
 * cal_replay_new:
 * @whole: the board with everything that was decided; borrowed, and only ever
 *   added to
 * @interval: entries from one snapshot to the next; 0 to go by the number of
 *   subjects
 *
 * Returns: (transfer full): its replay, before the log's first entry, with
 *   nothing indexed yet
 */
CalReplay *
cal_replay_new (const CalBoard *whole, guint interval)
{
  CalReplay *replay = g_new0 (CalReplay, 1);
  CalBoard *board = cal_board_new ();

  replay->whole = whole;
  replay->board = board;
  replay->interval = interval;
  replay->snapshots = g_array_new (FALSE, FALSE, sizeof (Snapshot));
  g_array_set_clear_func (replay->snapshots, clear_snapshot);
  replay->undone = g_byte_array_new ();
  replay->otherwise = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  board->replay = replay;
  g_hash_table_unref (board->indexes);
  board->indexes = g_hash_table_ref (whole->indexes);
  cal_erased_people_unref (board->erased);
  board->erased = cal_erased_people_ref (whole->erased);
  g_array_unref (board->decisions);
  board->decisions = g_array_ref (whole->decisions);
  g_array_unref (board->milestones);
  board->milestones = g_array_ref (whole->milestones);
  take_snapshot (replay, TRUE);
  return replay;
}

/**
 * cal_replay_free:
 * @replay: (transfer full) (nullable): a replay
 *
 * Frees it, and its board with it.
 */
void
cal_replay_free (CalReplay *replay)
{
  if (replay == NULL)
    return;
  cal_board_free (replay->board);
  g_array_unref (replay->snapshots);
  g_byte_array_unref (replay->undone);
  g_hash_table_unref (replay->otherwise);
  g_free (replay);
}

/**
 * cal_replay_index:
 * @replay: a replay
 * @n_entries: how many entries to go through at most
 *
 * Prepares for seeking to further entries: at first, and whenever entries have
 * been added. The moment that is shown stays; only at first, until all entries
 * are indexed for once, the board keeps up with the index, so that no part of the
 * work is much longer than another.
 *
 * Returns: whether all entries of the log are indexed
 */
gboolean
cal_replay_index (CalReplay *replay, guint n_entries)
{
  guint64 shown = replay->board->size;
  guint64 end = MIN (replay->n_indexed + n_entries, replay->whole->size);
  guint64 seq;

  while ((seq = next_seq (replay, replay->n_decisions, replay->n_milestones)) < end)
    {
      guint64 latest = snapshot_at (replay, replay->snapshots->len - 1)->size;
      gboolean barrier = FALSE;

      if (decision_is_next (replay, replay->n_decisions, seq))
        replay->n_decisions++;
      else
        barrier = is_barrier (whole_milestone (replay, replay->n_milestones++));
      replay->n_indexed = seq + 1;
      if (!barrier && seq + 1 - latest < interval_of (replay))
        continue;
      /* From the latest snapshot on, so that no walk is longer than that. */
      jump (replay, latest);
      walk_forward (replay, seq + 1, NULL);
      take_snapshot (replay, barrier);
    }
  replay->n_indexed = end;
  if (replay->is_prepared)
    cal_replay_seek (replay, shown, NULL);
  else if (end == replay->whole->size)
    {
      replay->is_prepared = TRUE;
      cal_replay_seek (replay, 0, NULL);
    }
  else
    cal_replay_seek (replay, end, NULL);
  return end == replay->whole->size;
}

/**
 * cal_replay_rebase:
 * @replay: a replay
 * @whole: a board of the same log, folded at least as far
 *
 * Exchanges the board that the replay looks at for another fold of the same
 * log, as a document that is followed does it.
 *
 * Returns: %FALSE where that board does not start as the other one did, because
 *   somebody has been erased from the document; the replay is then of no use
 */
gboolean
cal_replay_rebase (CalReplay *replay, const CalBoard *whole)
{
  CalBoard *board = replay->board;
  guint n = replay->n_decisions;

  if (whole->size < replay->n_indexed || whole->decisions->len < n
      || whole->milestones->len < replay->n_milestones)
    return FALSE;
  for (guint i = replay->n_milestones; i < whole->milestones->len; i++)
    if (g_array_index (whole->milestones, CalMilestone, i).kind == CAL_KIND_ERASED)
      return FALSE;

  replay->whole = whole;
  g_hash_table_unref (board->indexes);
  board->indexes = g_hash_table_ref (whole->indexes);
  g_array_unref (board->decisions);
  board->decisions = g_array_ref (whole->decisions);
  g_array_unref (board->milestones);
  board->milestones = g_array_ref (whole->milestones);
  for (guint i = 0; i < board->sessions->len; i++)
    {
      session_at (replay, i)->name = g_array_index (whole->sessions, CalSession, i).name;
      session_at (replay, i)->reason = g_array_index (whole->sessions, CalSession, i).reason;
    }
  for (guint s = 0; s < replay->snapshots->len; s++)
    for (guint i = 0; i < snapshot_at (replay, s)->n_sessions; i++)
      {
        CalSession *session = &snapshot_at (replay, s)->sessions[i];

        session->name = g_array_index (whole->sessions, CalSession, i).name;
        session->reason = g_array_index (whole->sessions, CalSession, i).reason;
      }
  forget (replay);
  return TRUE;
}

/**
 * cal_replay_n_indexed:
 *
 * Returns: how many entries can be sought to; of cal_board_size()
 */
guint64
cal_replay_n_indexed (const CalReplay *replay)
{
  return replay->n_indexed;
}

/**
 * cal_replay_n_bytes:
 *
 * Returns: about how much memory the replay takes beside the whole board
 */
gsize
cal_replay_n_bytes (const CalReplay *replay)
{
  gsize n = replay->undone->len + replay->board->subjects->len * sizeof (CalBoardSubject);

  for (guint i = 0; i < replay->snapshots->len; i++)
    n += sizeof (Snapshot) + snapshot_at (replay, i)->n_subjects * sizeof (CalBoardSubject);
  return n;
}

/**
 * cal_replay_board:
 *
 * Returns: (transfer none): the board at the moment that was sought, at first
 *   before the first entry; it changes with every seek, and so do its decisions
 */
const CalBoard *
cal_replay_board (const CalReplay *replay)
{
  return replay->board;
}

/* For a replay's board: the decision as it stood at the moment shown. Most stand
 * as they do now; of the others a copy is made when they are asked for. */
const CalDecision *
cal_replay_decision (CalReplay *replay, guint index)
{
  const CalDecision *now = cal_board_decision (replay->whole, index);
  guint n = replay->board->n_decisions;
  gint64 reverted_by;
  gboolean in_force;
  CalDecision *then;
  guint by;

  if (now->reverted_by == CAL_NONE)
    return now;
  if (!cal_reverts_look_back (replay->whole->reverts, n, index, &in_force, &by))
    {
      if (!replay->is_recalled)
        cal_reverts_recall (replay->whole->reverts, n, replay->undone);
      replay->is_recalled = TRUE;
      in_force = cal_reverts_find_recalled (replay->whole->reverts, n, replay->undone, index, &by);
    }
  reverted_by = by == G_MAXUINT ? CAL_NONE : (gint64) whole_decision (replay, by)->seq;
  if (in_force == now->in_force && reverted_by == now->reverted_by)
    return now;

  then = g_hash_table_lookup (replay->otherwise, GUINT_TO_POINTER (index));
  if (then == NULL)
    {
      then = g_memdup2 (now, sizeof *now);
      g_hash_table_insert (replay->otherwise, GUINT_TO_POINTER (index), then);
    }
  then->in_force = in_force;
  then->reverted_by = reverted_by;
  return then;
}

/**
 * cal_replay_seek:
 * @replay: a replay
 * @size: how many entries are to be folded in, at most as many as are indexed
 * @changed: (nullable) (element-type guint): subjects are added to it that
 *   stand otherwise than before, some of them several times
 *
 * Brings cal_replay_board() to a moment. That takes a copy of everybody's state
 * and a walk over so many decisions as there are subjects, at most.
 *
 * Returns: whether @changed names everybody that is concerned; %FALSE after a
 *   jump, or where a session or an import lies between
 */
gboolean
cal_replay_seek (CalReplay *replay, guint64 size, GArray *changed)
{
  guint n_milestones = replay->board->n_milestones;
  gboolean told = changed != NULL && distance (replay->board->size, size) <= TOLD;

  g_return_val_if_fail (size <= replay->n_indexed, FALSE);

  if (size == replay->board->size)
    return TRUE;
  forget (replay);
  if (jump (replay, size))
    told = FALSE;
  if (size > replay->board->size)
    walk_forward (replay, size, told ? changed : NULL);
  else
    walk_back (replay, size, told ? changed : NULL);
  return told && replay->board->n_milestones == n_milestones;
}
