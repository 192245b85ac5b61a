/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-words.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/cal-count.h"

/**
 * cal_words_actor:
 *
 * Returns: (transfer none): who sits at the keyboard: the login's real name, or
 *   its user name where it has none
 */
const char *
cal_words_actor (void)
{
  const char *name = g_get_real_name ();

  return name == NULL || *name == '\0' || g_str_equal (name, "Unknown") ? g_get_user_name () : name;
}

/**
 * cal_words_placement:
 *
 * Returns: (transfer full): where somebody stands: “3,3 Star”, or the holding area
 */
char *
cal_words_placement (CalRules *rules, CalPlacement placement)
{
  char text[CAL_PLACEMENT_TEXT_SIZE];

  if (!cal_placement_is_placed (placement))
    return g_strdup (_ ("the holding area"));
  return g_strdup_printf ("%s %s", cal_placement_format (placement, text),
                          _ (cal_rules_cell_label (rules, placement)));
}

/**
 * cal_words_placement_short:
 *
 * Returns: (transfer full): “3,3”, or “held” for the holding area
 */
char *
cal_words_placement_short (CalPlacement placement)
{
  char text[CAL_PLACEMENT_TEXT_SIZE];

  return g_strdup (cal_placement_is_placed (placement) ? cal_placement_format (placement, text)
                                                       : _ ("held"));
}

/**
 * cal_words_move:
 * @subjects: their indexes
 * @to: where they went
 *
 * Returns: (transfer full): what has just been recorded, for a toast
 */
char *
cal_words_move (const CalBoard *board, const guint *subjects, guint n, CalPlacement to)
{
  g_autofree char *where = cal_words_placement (cal_board_rules (board), to);

  if (n == 1)
    return g_strdup_printf (_ ("Moved %s to %s"), cal_board_subject (board, subjects[0])->row->name,
                            where);
  return g_strdup_printf (ngettext ("Moved %u subject to %s", "Moved %u subjects to %s", n), n,
                          where);
}

/**
 * cal_words_keep:
 * @subjects: their indexes
 *
 * Returns: (transfer full): whose rating has just been confirmed, for a toast
 */
char *
cal_words_keep (const CalBoard *board, const guint *subjects, guint n)
{
  const CalBoardSubject *subject = cal_board_subject (board, subjects[0]);
  g_autofree char *where = cal_words_placement (cal_board_rules (board), subject->placement);

  if (n == 1)
    return g_strdup_printf (_ ("Kept %s in %s"), subject->row->name, where);
  return g_strdup_printf (ngettext ("Kept %u subject in place", "Kept %u subjects in place", n), n);
}

/**
 * cal_words_target:
 * @decisions: (element-type guint): indexes of decisions: what undo or redo
 *   would take back
 *
 * Returns: (transfer full): who and what: “Aisha Khan, 3,2 → 3,3”, or
 *   “7 subjects at once”
 */
char *
cal_words_target (const CalBoard *board, GArray *decisions)
{
  const CalDecision *decision = cal_board_decision (board, g_array_index (decisions, guint, 0));
  const char *name = cal_board_subject (board, decision->subject)->row->name;
  g_autofree char *from = cal_words_placement_short (decision->from);
  g_autofree char *to = cal_words_placement_short (decision->to);

  if (decisions->len > 1)
    return g_strdup_printf (ngettext ("%u subject at once", "%u subjects at once", decisions->len),
                            decisions->len);
  if (decision->kept)
    return g_strdup_printf (_ ("%s, stays in %s"), name, to);
  return g_strdup_printf (_ ("%s, %s → %s"), name, from, to);
}

/**
 * cal_words_session:
 *
 * Returns: (transfer full): the state of the cycle's latest session
 */
char *
cal_words_session (const CalBoard *board)
{
  guint n = cal_board_n_sessions (board);
  const CalSession *session = n > 0 ? cal_board_session (board, n - 1) : NULL;

  if (session == NULL)
    return g_strdup (_ ("No session yet"));
  return g_strdup_printf (session->finalised ? _ ("Session %s · finalised")
                                             : _ ("Session %s · in progress"),
                          session->name);
}

static GDateTime *
local (gint64 time)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (time / 1000);

  return moment != NULL ? g_date_time_to_local (moment) : NULL;
}

/**
 * cal_words_time:
 *
 * Returns: (transfer full): the time of the day here, “10:47”
 */
char *
cal_words_time (gint64 time)
{
  g_autoptr (GDateTime) moment = local (time);

  return moment != NULL ? g_date_time_format (moment, "%H:%M") : g_strdup ("");
}

/**
 * cal_words_moment:
 *
 * Returns: (transfer full): day and time here with the zone they are given in
 */
char *
cal_words_moment (gint64 time)
{
  g_autoptr (GDateTime) moment = local (time);

  return moment != NULL ? g_date_time_format (moment, "%-d %B %Y, %H:%M:%S %Z (UTC%:z)")
                        : g_strdup ("");
}

/**
 * cal_words_day:
 * @time: a moment of the past
 * @now: this moment
 *
 * Returns: (transfer full): how one speaks of it: “today, 14:02”, “yesterday”,
 *   “9 Nov”, with the year where it is another
 */
char *
cal_words_day (gint64 time, gint64 now)
{
  g_autoptr (GDateTime) moment = local (time);
  g_autoptr (GDateTime) today = local (now);
  g_autoptr (GDateTime) yesterday = NULL;

  if (moment == NULL || today == NULL)
    return g_strdup ("");
  yesterday = g_date_time_add_days (today, -1);
  if (g_date_time_get_year (moment) == g_date_time_get_year (today)
      && g_date_time_get_day_of_year (moment) == g_date_time_get_day_of_year (today))
    return g_date_time_format (moment, _ ("today, %H:%M"));
  if (g_date_time_get_year (moment) == g_date_time_get_year (yesterday)
      && g_date_time_get_day_of_year (moment) == g_date_time_get_day_of_year (yesterday))
    return g_strdup (_ ("yesterday"));
  return g_date_time_format (moment, g_date_time_get_year (moment) == g_date_time_get_year (today)
                                         ? "%-d %b"
                                         : "%-d %b %Y");
}

/**
 * cal_words_count:
 *
 * Returns: (transfer full): a number with its thousands set apart
 */
char *
cal_words_count (guint64 n)
{
  /* Translators: what stands between the thousands of a number. */
  return cal_count_format (n, C_ ("thousands separator", ","));
}
