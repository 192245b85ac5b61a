/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-timeline.h"

#include <glib/gi18n-lib.h>

#include "core/cal-count.h"

/* A slot's byte. */
#define KIND_MASK 0x07
#define DISTANCE_SHIFT 3
#define DISTANCE_MASK 0x0f
#define UNDONE 0x80

struct _CalTimeline
{
  GByteArray *slots;
  GArray *sittings;
  GArray *arcs;
  GArray *batches;
  GArray *sitting_of;
  guint n_decisions;
  guint n_milestones;
  guint n_known; /* decisions of the board as it was when it was last looked at */
  guint64 counts[CAL_TIMELINE_N_KINDS];
  guint64 n_undone;
};

static void
clear_sitting (gpointer data)
{
  CalTimelineSitting *sitting = data;

  g_free (sitting->name);
  g_free (sitting->reason);
}

/**
 * cal_timeline_new:
 *
 * Returns: (transfer full): a timeline without entries
 */
CalTimeline *
cal_timeline_new (void)
{
  CalTimeline *timeline = g_new0 (CalTimeline, 1);

  timeline->slots = g_byte_array_new ();
  timeline->sittings = g_array_new (FALSE, FALSE, sizeof (CalTimelineSitting));
  g_array_set_clear_func (timeline->sittings, clear_sitting);
  timeline->arcs = g_array_new (FALSE, FALSE, sizeof (CalTimelineArc));
  timeline->batches = g_array_new (FALSE, FALSE, sizeof (CalTimelineBatch));
  timeline->sitting_of = g_array_new (FALSE, FALSE, sizeof (guint));
  return timeline;
}

/**
 * cal_timeline_free:
 * @timeline: (transfer full) (nullable): a timeline
 */
void
cal_timeline_free (CalTimeline *timeline)
{
  if (timeline == NULL)
    return;
  g_byte_array_unref (timeline->slots);
  g_array_unref (timeline->sittings);
  g_array_unref (timeline->arcs);
  g_array_unref (timeline->batches);
  g_array_unref (timeline->sitting_of);
  g_free (timeline);
}

static CalTimelineMark
mark_of (const CalBoard *board, const CalDecision *decision)
{
  int performance = (int) decision->to.performance - decision->from.performance;
  int potential = (int) decision->to.potential - decision->from.potential;
  CalTimelineMark mark = { .kind = CAL_TIMELINE_ACROSS, .undone = !decision->in_force };

  if (cal_board_is_erased (board, decision))
    mark.kind = CAL_TIMELINE_ERASED;
  else if (decision->kept)
    mark.kind = CAL_TIMELINE_KEPT;
  else if (!cal_placement_is_placed (decision->from) || !cal_placement_is_placed (decision->to))
    mark.distance = 1;
  else
    {
      mark.distance = (guint) (ABS (performance) + ABS (potential));
      if (performance + potential > 0)
        mark.kind = CAL_TIMELINE_UP;
      else if (performance + potential < 0)
        mark.kind = CAL_TIMELINE_DOWN;
    }
  mark.distance = MIN (mark.distance, DISTANCE_MASK);
  return mark;
}

static void
set_undone (CalTimeline *timeline, const CalDecision *decision)
{
  guint8 *slot = &timeline->slots->data[decision->seq];
  gboolean was = (*slot & UNDONE) != 0;

  if (was == !decision->in_force)
    return;
  *slot ^= UNDONE;
  timeline->n_undone += was ? -1u : 1u;
}

/* What the board's new decisions compensate, and what that had compensated, may hold
 * again or no longer. Each is looked at once, however many lead to it. */
static void
note_reverted (CalTimeline *timeline, const CalBoard *board)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint n = cal_board_n_decisions (board);

  for (guint i = timeline->n_known; i < n; i++)
    {
      const CalDecision *decision = cal_board_decision (board, i);
      guint index;

      while (decision->reverts != CAL_NONE
             && cal_board_find_decision (board, (guint64) decision->reverts, &index)
             && g_hash_table_add (seen, GUINT_TO_POINTER (index)))
        {
          decision = cal_board_decision (board, index);
          if (index < timeline->n_decisions)
            set_undone (timeline, decision);
        }
    }
  timeline->n_known = n;
}

static void
note_arc (CalTimeline *timeline, const CalDecision *decision)
{
  CalTimelineArc arc = { (guint64) decision->reverts, decision->seq };

  g_array_append_val (timeline->arcs, arc);
}

static void
note_batch (CalTimeline *timeline, const CalDecision *decision)
{
  GArray *batches = timeline->batches;
  CalTimelineBatch batch = { (guint64) decision->batch, 1 };

  if (batches->len > 0
      && g_array_index (batches, CalTimelineBatch, batches->len - 1).first == batch.first)
    g_array_index (batches, CalTimelineBatch, batches->len - 1).n++;
  else
    g_array_append_val (batches, batch);
}

static CalTimelineSitting *
sitting_of (CalTimeline *timeline, guint session)
{
  return &g_array_index (timeline->sittings, CalTimelineSitting,
                         g_array_index (timeline->sitting_of, guint, session));
}

static void
take_slot (CalTimeline *timeline, guint64 seq, CalTimelineMark mark)
{
  guint old = timeline->slots->len;

  g_byte_array_set_size (timeline->slots, (guint) seq + 1);
  for (guint i = old; i < timeline->slots->len; i++)
    timeline->slots->data[i] = CAL_TIMELINE_OTHER;
  timeline->slots->data[seq] =
      (guint8) (mark.kind | mark.distance << DISTANCE_SHIFT | (mark.undone ? UNDONE : 0));
  timeline->counts[mark.kind]++;
  timeline->n_undone += mark.undone;
}

static void
add_decision (CalTimeline *timeline, const CalBoard *board, const CalDecision *decision)
{
  CalTimelineSitting *sitting = sitting_of (timeline, decision->session);

  take_slot (timeline, decision->seq, mark_of (board, decision));
  if (decision->reverts != CAL_NONE)
    note_arc (timeline, decision);
  if (decision->batch != CAL_NONE)
    note_batch (timeline, decision);
  sitting->last = decision->seq;
  sitting->ended = decision->time;
  sitting->n_decisions++;
}

static void
start_sitting (CalTimeline *timeline, const CalBoard *board, const CalMilestone *milestone)
{
  const CalSession *session = cal_board_session (board, milestone->index);
  guint number = timeline->sittings->len;
  CalTimelineSitting sitting = {
    .name = g_strdup (session->name),
    .reason = g_strdup (session->reason),
    .first = milestone->seq,
    .last = milestone->seq,
    .began = milestone->time,
    .ended = milestone->time,
  };

  g_array_append_val (timeline->sittings, sitting);
  if (milestone->index >= timeline->sitting_of->len)
    g_array_set_size (timeline->sitting_of, milestone->index + 1);
  g_array_index (timeline->sitting_of, guint, milestone->index) = number;
}

static void
add_milestone (CalTimeline *timeline, const CalBoard *board, const CalMilestone *milestone)
{
  take_slot (timeline, milestone->seq, (CalTimelineMark){ CAL_TIMELINE_OTHER, 0, FALSE });
  if (milestone->kind == CAL_KIND_SESSION_STARTED || milestone->kind == CAL_KIND_SESSION_REOPENED)
    start_sitting (timeline, board, milestone);
  else if (milestone->kind == CAL_KIND_SESSION_FINALISED)
    {
      CalTimelineSitting *sitting = sitting_of (timeline, milestone->index);

      sitting->last = milestone->seq;
      sitting->ended = milestone->time;
      sitting->finalised = TRUE;
    }
}

static void
assign_lanes (CalTimeline *timeline)
{
  for (guint i = 0; i < timeline->sittings->len; i++)
    {
      CalTimelineSitting *sitting = &g_array_index (timeline->sittings, CalTimelineSitting, i);

      sitting->lane = 0;
      for (guint j = 0; j < i; j++)
        {
          const CalTimelineSitting *other =
              &g_array_index (timeline->sittings, CalTimelineSitting, j);

          if (other->last >= sitting->first && other->lane == sitting->lane)
            sitting->lane++;
        }
    }
}

/**
 * cal_timeline_add:
 * @timeline: a timeline
 * @board: the board whose log it shows, always the same one or a longer fold
 * @n_entries: how many entries to take in at most
 *
 * Takes in what the board has more than the timeline.
 *
 * Returns: whether all of the board's entries are in
 */
gboolean
cal_timeline_add (CalTimeline *timeline, const CalBoard *board, guint n_entries)
{
  guint n_decisions = cal_board_n_decisions (board);
  guint n_milestones = cal_board_n_milestones (board);

  note_reverted (timeline, board);
  while (n_entries-- > 0)
    {
      const CalDecision *decision = timeline->n_decisions < n_decisions
                                        ? cal_board_decision (board, timeline->n_decisions)
                                        : NULL;
      const CalMilestone *milestone = timeline->n_milestones < n_milestones
                                          ? cal_board_milestone (board, timeline->n_milestones)
                                          : NULL;

      if (decision == NULL && milestone == NULL)
        break;
      if (milestone == NULL || (decision != NULL && decision->seq < milestone->seq))
        {
          add_decision (timeline, board, decision);
          timeline->n_decisions++;
        }
      else
        {
          add_milestone (timeline, board, milestone);
          timeline->n_milestones++;
        }
    }
  if (timeline->n_decisions < n_decisions || timeline->n_milestones < n_milestones)
    return FALSE;
  assign_lanes (timeline);
  return TRUE;
}

/**
 * cal_timeline_size:
 *
 * Returns: how many slots there are
 */
guint64
cal_timeline_size (const CalTimeline *timeline)
{
  return timeline->slots->len;
}

/**
 * cal_timeline_mark:
 * @seq: an entry's number
 *
 * Returns: what stands in its slot
 */
CalTimelineMark
cal_timeline_mark (const CalTimeline *timeline, guint64 seq)
{
  guint8 slot = seq < timeline->slots->len ? timeline->slots->data[seq] : CAL_TIMELINE_OTHER;

  return (CalTimelineMark){
    .kind = slot & KIND_MASK,
    .distance = (slot >> DISTANCE_SHIFT) & DISTANCE_MASK,
    .undone = (slot & UNDONE) != 0,
  };
}

/**
 * cal_timeline_count:
 * @from: the first slot
 * @to: the slot after the last, at most as many as there are
 * @counts: (array fixed-size=6): how many of each #CalTimelineKind are added here
 *
 * Counts what stands in a row of slots.
 */
void
cal_timeline_count (const CalTimeline *timeline,
                    guint64 from,
                    guint64 to,
                    guint counts[CAL_TIMELINE_N_KINDS])
{
  g_return_if_fail (to <= timeline->slots->len);

  for (guint64 seq = from; seq < to; seq++)
    counts[timeline->slots->data[seq] & KIND_MASK]++;
}

/**
 * cal_timeline_sittings:
 * @n: (out): how many
 *
 * Returns: (array length=n) (transfer none): the sittings, in order
 */
const CalTimelineSitting *
cal_timeline_sittings (const CalTimeline *timeline, guint *n)
{
  *n = timeline->sittings->len;
  return (const CalTimelineSitting *) timeline->sittings->data;
}

/**
 * cal_timeline_arcs:
 * @n: (out): how many
 *
 * Returns: (array length=n) (transfer none): what compensates what, by the
 *   number of the compensating entry
 */
const CalTimelineArc *
cal_timeline_arcs (const CalTimeline *timeline, guint *n)
{
  *n = timeline->arcs->len;
  return (const CalTimelineArc *) timeline->arcs->data;
}

/**
 * cal_timeline_batches:
 * @n: (out): how many
 *
 * Returns: (array length=n) (transfer none): what one gesture decided, in order
 */
const CalTimelineBatch *
cal_timeline_batches (const CalTimeline *timeline, guint *n)
{
  *n = timeline->batches->len;
  return (const CalTimelineBatch *) timeline->batches->data;
}

static char *
format_time (gint64 time, const char *format)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (time / 1000);
  g_autoptr (GDateTime) local = moment != NULL ? g_date_time_to_local (moment) : NULL;

  return local != NULL ? g_date_time_format (local, format) : g_strdup ("");
}

static char *
count_text (guint64 n)
{
  /* Translators: what stands between the thousands of a number. */
  return cal_count_format (n, C_ ("thousands separator", ","));
}

/**
 * cal_timeline_sitting_text:
 * @sitting: a sitting
 * @detail: how much to say: 0 for the count of decisions alone, 1 for day and
 *   times too, 2 for the reason too
 *
 * Returns: (transfer full): what is said of it beside its name
 */
char *
cal_timeline_sitting_text (const CalTimelineSitting *sitting, guint detail)
{
  g_autofree char *count = count_text (sitting->n_decisions);
  g_autofree char *decisions =
      g_strdup_printf (ngettext ("%s decision", "%s decisions", sitting->n_decisions), count);
  g_autofree char *first_day = format_time (sitting->began, "%-d %b");
  g_autofree char *last_day = format_time (sitting->ended, "%-d %b");
  g_autofree char *began = format_time (sitting->began, "%-d %b, %H:%M");
  g_autofree char *ended =
      format_time (sitting->ended, g_str_equal (first_day, last_day) ? "%H:%M" : "%-d %b, %H:%M");
  g_autofree char *text = NULL;

  if (detail == 0)
    return g_steal_pointer (&decisions);
  /* Translators: when a session began and ended, and how much it decided. */
  text = g_strdup_printf (_ ("%s to %s · %s"), began, ended, decisions);
  if (detail == 1 || *sitting->reason == '\0')
    return g_steal_pointer (&text);
  return g_strdup_printf ("%s · %s", sitting->reason, text);
}

/**
 * cal_timeline_describe:
 * @timeline: a timeline
 *
 * Returns: (transfer full): what it shows, in words
 */
char *
cal_timeline_describe (const CalTimeline *timeline)
{
  g_autofree char *all = count_text (timeline->slots->len);
  g_autofree char *up = count_text (timeline->counts[CAL_TIMELINE_UP]);
  g_autofree char *down = count_text (timeline->counts[CAL_TIMELINE_DOWN]);
  g_autofree char *across = count_text (timeline->counts[CAL_TIMELINE_ACROSS]);
  g_autofree char *kept = count_text (timeline->counts[CAL_TIMELINE_KEPT]);
  g_autofree char *erased = count_text (timeline->counts[CAL_TIMELINE_ERASED]);
  g_autofree char *undone = count_text (timeline->n_undone);
  GString *text = g_string_new (NULL);

  if (timeline->slots->len == 0)
    return g_string_free (g_string_append (text, _ ("Nothing has been decided yet.")), FALSE);
  g_string_append_printf (
      text,
      _ ("%s entries of the log: %s up, %s down, %s across, %s confirmed; %s of them undone."), all,
      up, down, across, kept, undone);
  if (timeline->counts[CAL_TIMELINE_ERASED] > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              ngettext ("%s is of somebody who has been erased.",
                                        "%s are of people who have been erased.",
                                        (gulong) timeline->counts[CAL_TIMELINE_ERASED]),
                              erased);
    }
  for (guint i = 0; i < timeline->sittings->len; i++)
    {
      const CalTimelineSitting *sitting =
          &g_array_index (timeline->sittings, CalTimelineSitting, i);
      g_autofree char *what = cal_timeline_sitting_text (sitting, 2);

      g_string_append_c (text, ' ');
      g_string_append_printf (text, _ ("Session %s: %s%s."), sitting->name, what,
                              sitting->finalised ? _ (", finalised") : "");
    }
  return g_string_free (text, FALSE);
}
