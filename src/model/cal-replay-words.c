/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-replay-words.h"

#include <glib/gi18n-lib.h>

#include "core/cal-moments.h"
#include "model/cal-words.h"

/**
 * cal_replay_words_time:
 * @whole: a board
 * @seq: an entry's number
 *
 * Returns: when it was recorded, milliseconds since 1970 in UTC
 */
gint64
cal_replay_words_time (const CalBoard *whole, guint64 seq)
{
  guint index;

  if (cal_board_find_decision (whole, seq, &index))
    return cal_board_decision (whole, index)->time;
  if (cal_board_find_milestone (whole, seq, &index))
    return cal_board_milestone (whole, index)->time;
  return 0;
}

static char *
milestone_text (const CalBoard *whole, const CalMilestone *milestone)
{
  switch (milestone->kind)
    {
    case CAL_KIND_CYCLE_CREATED:
      return g_strdup (_ ("the cycle was started"));
    case CAL_KIND_RULES_SET:
      return g_strdup (_ ("the rules were set"));
    case CAL_KIND_ROSTER_IMPORTED:
      return g_strdup (_ ("a roster was imported"));
    case CAL_KIND_SESSION_STARTED:
      return g_strdup_printf (_ ("session %s started"),
                              cal_board_session (whole, milestone->index)->name);
    case CAL_KIND_SESSION_REOPENED:
      return g_strdup_printf (_ ("session %s reopened"),
                              cal_board_session (whole, milestone->index)->name);
    case CAL_KIND_SESSION_FINALISED:
      return g_strdup_printf (_ ("session %s finalised and sealed"),
                              cal_board_session (whole, milestone->index)->name);
    case CAL_KIND_HOLD_SET:
      return g_strdup_printf (_ ("legal hold for %s"),
                              cal_board_subject (whole, milestone->index)->row->name);
    case CAL_KIND_HOLD_LIFTED:
      return g_strdup_printf (_ ("legal hold for %s lifted"),
                              cal_board_subject (whole, milestone->index)->row->name);
    case CAL_KIND_ERASED:
      return g_strdup (_ ("somebody's data was erased"));
    case CAL_KIND_BRANCHED:
      return g_strdup (_ ("branched from another document"));
    default:
      return g_strdup (_ ("of a kind that this program does not know"));
    }
}

static char *
decision_text (const CalBoard *whole, const CalDecision *decision)
{
  const char *name = cal_board_subject (whole, decision->subject)->row->name;
  g_autofree char *from = cal_words_placement_short (decision->from);
  g_autofree char *to = cal_words_placement_short (decision->to);
  g_autofree char *text = decision->kept ? g_strdup_printf (_ ("%s, stays in %s"), name, to)
                                         : g_strdup_printf (_ ("%s, %s → %s"), name, from, to);
  g_autofree char *by = NULL;

  if (cal_board_is_erased (whole, decision))
    return g_strdup_printf (_ ("of somebody who has been erased; by %s"), decision->actor);
  if (decision->in_force || decision->reverted_by == CAL_NONE)
    return g_steal_pointer (&text);
  by = cal_words_count ((guint64) decision->reverted_by + 1);
  return g_strdup_printf (_ ("%s; undone by %s"), text, by);
}

/**
 * cal_replay_words_entry:
 * @whole: a board
 * @seq: an entry's number
 *
 * Returns: (transfer full): what the entry says, in one line
 */
char *
cal_replay_words_entry (const CalBoard *whole, guint64 seq)
{
  g_autofree char *number = cal_words_count (seq + 1);
  g_autofree char *what = NULL;
  guint index;

  if (cal_board_find_decision (whole, seq, &index))
    what = decision_text (whole, cal_board_decision (whole, index));
  else if (cal_board_find_milestone (whole, seq, &index))
    what = milestone_text (whole, cal_board_milestone (whole, index));
  else
    what = g_strdup (_ ("of somebody who has been erased"));
  return g_strdup_printf (_ ("Decision %s: %s"), number, what);
}

static char *
format (gint64 time, const char *format_text)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (time / 1000);
  g_autoptr (GDateTime) local = moment != NULL ? g_date_time_to_local (moment) : NULL;

  return local != NULL ? g_date_time_format (local, format_text) : g_strdup ("");
}

/* The session that the entry belongs to, %NULL outside one. */
static const char *
session_of (const CalBoard *whole, guint64 seq)
{
  guint index;

  if (cal_board_find_decision (whole, seq, &index))
    return cal_board_session (whole, cal_board_decision (whole, index)->session)->name;
  if (cal_board_find_milestone (whole, seq, &index))
    {
      const CalMilestone *milestone = cal_board_milestone (whole, index);

      if (milestone->kind == CAL_KIND_SESSION_STARTED
          || milestone->kind == CAL_KIND_SESSION_REOPENED
          || milestone->kind == CAL_KIND_SESSION_FINALISED)
        return cal_board_session (whole, milestone->index)->name;
    }
  return NULL;
}

/**
 * cal_replay_words_when:
 * @whole: the board with everything in it
 * @fault: (nullable): what comes after it and does not hold
 * @position: how many entries are shown, at least one
 *
 * Returns: (transfer full): of how many, when and in which session:
 *   “of 214 · 6 Nov, 10:47 · Session 2”
 */
char *
cal_replay_words_when (const CalBoard *whole, guint64 position)
{
  g_autofree char *size = cal_words_count (cal_board_size (whole));
  g_autofree char *time = format (cal_replay_words_time (whole, position - 1), "%-d %b, %H:%M");
  const char *session = session_of (whole, position - 1);

  if (session == NULL)
    /* Translators: which of how many decisions, and when it was made. */
    return g_strdup_printf (_ ("of %s · %s"), size, time);
  return g_strdup_printf (_ ("of %s · %s · session %s"), size, time, session);
}

/**
 * cal_replay_words_strip:
 * @whole: the board with everything in it
 * @position: how many entries are shown, at least one
 *
 * Returns: (transfer full): which moment it is, as markup
 */
char *
cal_replay_words_strip (const CalBoard *whole, const CalFault *fault, guint64 position)
{
  guint64 size = cal_board_size (whole);
  gint64 time = cal_replay_words_time (whole, position - 1);
  g_autofree char *number = cal_words_count (position);
  g_autofree char *all = cal_words_count (size);
  g_autofree char *day = format (time, "%-d %B %Y");
  g_autofree char *hour = format (time, "%H:%M");

  if (position == size && fault != NULL)
    {
      g_autofree char *bad = cal_words_count ((guint64) fault->seq + 1);

      return g_markup_printf_escaped (
          _ ("<b>This is the last that holds:</b> the board after decision %s. Decision %s is "
             "damaged or was altered; what was decided from there on is not known."),
          number, bad);
    }
  if (position == size)
    return g_markup_printf_escaped (
        _ ("<b>This is now:</b> the board after decision %s of %s. Play, or drag along the "
           "timeline, to see how it came about."),
        number, all);
  return g_markup_printf_escaped (
      _ ("<b>This is the past:</b> the board as it stood after decision %s of %s, on %s at %s. "
         "Nothing can be changed here."),
      number, all, day, hour);
}

/* How many decisions come after that many entries; a session's start is none. */
static guint
n_later (const CalBoard *whole, guint64 position)
{
  guint n = cal_board_n_decisions (whole);
  guint low = 0;

  for (guint high = n; low < high;)
    {
      guint middle = low + (high - low) / 2;

      if (cal_board_decision (whole, middle)->seq < position)
        low = middle + 1;
      else
        high = middle;
    }
  return n - low;
}

/**
 * cal_replay_words_status:
 * @whole: the board with everything in it
 * @position: how many entries are shown
 *
 * Returns: (transfer full): the same for the line below everything
 */
char *
cal_replay_words_status (const CalBoard *whole, guint64 position)
{
  guint64 size = cal_board_size (whole);
  g_autofree char *number = cal_words_count (position);
  g_autofree char *all = cal_words_count (size);
  guint n = n_later (whole, position);
  g_autofree char *later = cal_words_count (n);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Replay: decision %s of %s"), number, all);
  if (n > 0)
    {
      g_string_append (text, "   ·   ");
      g_string_append_printf (
          text, ngettext ("%s later decision not shown", "%s later decisions not shown", n), later);
    }
  g_string_append (text, "   ·   ");
  g_string_append (text, _ ("arrow keys step, Space plays, Esc returns to now"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * cal_replay_words_people:
 * @then: the board at the moment shown
 *
 * Returns: (transfer full): where the subjects were
 */
char *
cal_replay_words_people (const CalBoard *then)
{
  guint placed = cal_board_n_placed (then);
  guint present = cal_board_n_present (then);
  g_autofree char *on_board = cal_words_count (placed);
  g_autofree char *held = cal_words_count (present - placed);
  g_autofree char *all = cal_words_count (present);

  return g_strdup_printf (_ ("%s on the board · %s held · %s in all"), on_board, held, all);
}

/**
 * cal_replay_words_path:
 * @whole: the board with everything in it
 * @subject: a subject's index
 * @earlier: how many entries are folded in at the one moment
 * @later: and at the other
 *
 * Returns: (transfer full): the subject's decisions between the two, with their
 *   numbers, undone ones included; says so where there is none
 */
char *
cal_replay_words_path (const CalBoard *whole, guint subject, guint64 earlier, guint64 later)
{
  g_autoptr (GArray) path = cal_moments_path (whole, subject, earlier, later);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < path->len; i++)
    {
      const CalDecision *decision = cal_board_decision (whole, g_array_index (path, guint, i));
      g_autofree char *number = cal_words_count (decision->seq + 1);
      g_autofree char *from = cal_words_placement_short (decision->from);
      g_autofree char *to = cal_words_placement_short (decision->to);
      g_autofree char *by = NULL;

      g_string_append (text, i > 0 ? ", " : "");
      if (cal_board_is_erased (whole, decision))
        g_string_append_printf (text, _ ("%s: erased"), number);
      else if (decision->kept)
        g_string_append_printf (text, _ ("%s: stays in %s"), number, to);
      else
        g_string_append_printf (text, "%s: %s → %s", number, from, to);
      if (decision->in_force || decision->reverted_by == CAL_NONE)
        continue;
      by = cal_words_count ((guint64) decision->reverted_by + 1);
      g_string_append (text, " ");
      g_string_append_printf (text, _ ("(undone by %s)"), by);
    }
  if (path->len == 0)
    return g_strdup (_ ("by an import"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
