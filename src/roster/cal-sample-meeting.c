/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster/cal-sample.h"

#include <string.h>

#include "roster/cal-sample-random.h"

#define STREAM_MEETING 4
#define MAX_BATCH 5

/* The meeting's clock: nine to five in UTC with an hour at noon, on weekdays. */
#define SECOND G_GINT64_CONSTANT (1000)
#define HOUR (3600 * SECOND)
#define DAY (24 * HOUR)
#define DAY_STARTS (9 * HOUR)
#define NOON (12 * HOUR)
#define NOON_ENDS (13 * HOUR)
#define DAY_ENDS (17 * HOUR)

/* A team: the people of one rater. */
typedef struct
{
  const char *rater;
  GArray *subjects;
  /* How far the rater's mean lies from everybody's, in thousandths of a level. */
  int leniency;
} Team;

struct _CalSampleMeeting
{
  CalSampleRandom random;
  GPtrArray *teams;
  GPtrArray *raters;
  guint team;
  guint64 n_left;
  guint n_commands_in_team;
  gint64 time;
  guint evidence_column;
  gboolean has_evidence;
  gboolean may_undo;
  gboolean may_redo;

  CalCommand command;
  CalStep steps[MAX_BATCH];
  const char *evidence[MAX_BATCH][2];
  const char *dissent[2];
};

static const struct
{
  const char *code;
  const char *up[6];
  const char *down[6];
} reasons[] = {
  { "evidence",
    { "The results of the year are stronger than the first rating says.",
      "Three peers confirmed the lead on the project.", "Targets were met in every quarter.",
      "Customer feedback is well above the team's.", "The panel saw the work and agrees.",
      "The numbers were checked and hold." },
    { "No example was given for the higher rating.", "Two of the four goals were not met.",
      "The result rests on the work of the whole team.", "Feedback of peers is mixed.",
      "The figures of the last quarter do not support it.", "Evidence is from the year before." } },
  { "consistency",
    { "Same results as colleagues who stand higher.", "This rater is stricter than the others.",
      "Compared with the same role in other teams.", "Equal scope was rated higher elsewhere.",
      "The bar for this level is met.", "Moved to match the two in the same role." },
    { "Same results as colleagues who stand lower.", "This rater is more generous than the others.",
      "The bar for the top row is not met yet.", "Equal work is rated lower in the other teams.",
      "Compared side by side with the same role.", "Brought in line with the level's anchor." } },
  { "scope",
    { "Took over a second team in spring.", "The role grew and the results held.",
      "Covered a vacancy for five months.", "Ready for a wider role already.",
      "Leads work across sites now.", "Carried the launch beside the daily work." },
    { "The role became smaller in summer.", "New in the role: too early to tell.",
      "Scope is narrower than the rating assumes.", "Is well placed in the present role.",
      "The wider role did not come about.", "Growth needs another year." } },
  { "recency",
    { "One bad month weighed more than eleven good ones.",
      "The incident in October was not theirs.", "The whole year looks better than its end.",
      "Back from leave: rated on the months worked.", "The first half was forgotten.",
      "A late project hid steady work." },
    { "One strong month at the end carried the rating.", "The first half of the year was weak.",
      "The last project outshone the rest.", "Rated on the whole year, not on its end.",
      "The award was for earlier work.", "Early misses were left out." } },
  { "other",
    { "The panel agreed after a second reading.", "Corrected: the form had the axes mixed up.",
      "The rater asked for this change.", "Agreed with the works council.",
      "The development plan supports it.", "Majority of the panel." },
    { "The panel agreed after a second reading.", "Corrected: a slip in the form.",
      "The rater asked for this change.", "The goals were set late; rated on what was agreed.",
      "Majority of the panel, one voice against.", "To be looked at again at mid-year." } },
};

static const char *const keep_reasons[] = {
  "Discussed and confirmed.",
  "The evidence fits the rating.",
  "Compared with the same role: fits.",
  "Peers and rater agree.",
  "No change: the anchor describes it well.",
  "Looked at twice, stays.",
  "The concern was heard; the rating holds.",
  "Confirmed for the second year.",
};

static const char *const undo_reasons[] = {
  "Wrong person: a namesake was meant.",      "The rater brought new evidence.",
  "Moved too far: to be discussed again.",    "A slip of the hand.",
  "The panel wants to hear the rater first.",
};

static const char *const redo_reasons[] = {
  "It was right after all.",
  "The rater agrees on second thoughts.",
  "Confirmed after the break.",
};

static void
team_free (gpointer data)
{
  Team *team = data;

  g_array_unref (team->subjects);
  g_free (team);
}

/* The teams of all raters, in the order of their first row, with the mean of
 * each against everybody's. */
static void
gather_teams (CalSampleMeeting *meeting, const CalBoard *board)
{
  g_autoptr (GHashTable) by_rater = g_hash_table_new (g_str_hash, g_str_equal);
  gint64 all = 0;
  gint64 n_all = 0;

  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    {
      const CalSubject *row = cal_board_subject (board, i)->row;
      Team *team = g_hash_table_lookup (by_rater, row->manager_id);

      if (team == NULL)
        {
          team = g_new0 (Team, 1);
          team->rater = row->manager_id;
          team->subjects = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (by_rater, (gpointer) row->manager_id, team);
          g_ptr_array_add (meeting->teams, team);
        }
      g_array_append_val (team->subjects, i);
      if (row->ratings.performance > 0)
        {
          all += row->ratings.performance;
          n_all++;
        }
    }

  for (guint i = 0; i < meeting->teams->len; i++)
    {
      Team *team = g_ptr_array_index (meeting->teams, i);
      gint64 sum = 0;
      gint64 n = 0;
      guint rater;

      for (guint s = 0; s < team->subjects->len; s++)
        {
          guint8 level = cal_board_subject (board, g_array_index (team->subjects, guint, s))
                             ->row->ratings.performance;

          sum += level;
          n += level > 0;
        }
      if (n > 0)
        team->leniency = (int) (sum * 1000 / n - all * 1000 / n_all);
      if (cal_board_find (board, team->rater, &rater))
        g_ptr_array_add (meeting->raters, (gpointer) cal_board_subject (board, rater)->row->name);
    }
}

/**
 * cal_sample_meeting_new:
 * @board: a board with a made-up roster and an open session
 * @seed: the same seed gives the same meeting on the same board
 * @n_decisions: how many decisions it makes
 *
 * Returns: (transfer full): the meeting
 */
CalSampleMeeting *
cal_sample_meeting_new (const CalBoard *board, guint64 seed, guint64 n_decisions)
{
  CalSampleMeeting *meeting = g_new0 (CalSampleMeeting, 1);

  meeting->random = cal_sample_random (seed, STREAM_MEETING);
  meeting->teams = g_ptr_array_new_with_free_func (team_free);
  meeting->raters = g_ptr_array_new ();
  meeting->n_left = n_decisions;
  meeting->time = CAL_SAMPLE_TIME / DAY * DAY + DAY_STARTS;
  meeting->command.session = CAL_SAMPLE_SESSION;
  meeting->command.actor = cal_sample_facilitator (cal_board_roster (board));
  meeting->has_evidence =
      cal_roster_find_column (cal_board_roster (board), "evidence_1", &meeting->evidence_column);
  gather_teams (meeting, board);
  return meeting;
}

void
cal_sample_meeting_free (CalSampleMeeting *meeting)
{
  g_ptr_array_unref (meeting->teams);
  g_ptr_array_unref (meeting->raters);
  g_free (meeting);
}

static void
pass_time (CalSampleMeeting *meeting)
{
  gint64 of_day;

  meeting->time += (gint64) cal_sample_random_between (&meeting->random, 20, 150) * SECOND
                   + cal_sample_random_below (&meeting->random, 1000);
  of_day = meeting->time % DAY;
  if (of_day >= NOON && of_day < NOON_ENDS)
    meeting->time += NOON_ENDS - NOON;
  if (of_day < DAY_ENDS)
    return;
  meeting->time += DAY - of_day + DAY_STARTS;
  /* 1970-01-01 was a Thursday: days 2 and 3 of each seven are the weekend. */
  while (meeting->time / DAY % 7 == 2 || meeting->time / DAY % 7 == 3)
    meeting->time += DAY;
}

/* Team after team, each for a while. */
static const Team *
current_team (CalSampleMeeting *meeting)
{
  const Team *team = g_ptr_array_index (meeting->teams, meeting->team);

  if (meeting->n_commands_in_team++ > team->subjects->len / 2)
    {
      meeting->team = (meeting->team + 1) % meeting->teams->len;
      meeting->n_commands_in_team = 0;
    }
  return team;
}

/* Where a move would lead: mostly against the rater's leniency, one level on
 * one axis; out of the holding area into the middle of the grid. */
static CalPlacement
choose_target (CalSampleMeeting *meeting,
               const CalBoard *board,
               const CalBoardSubject *subject,
               const Team *team,
               gboolean *up)
{
  const CalRules *rules = cal_board_rules (board);
  CalPlacement to = subject->placement;
  gboolean on_potential = cal_sample_random_chance (&meeting->random, 320);
  gboolean against = cal_sample_random_chance (&meeting->random, 820);
  guint8 *level = on_potential ? &to.potential : &to.performance;
  guint n_levels = on_potential ? rules->potential.n_levels : rules->performance.n_levels;

  *up = team->leniency < -60  ? against
        : team->leniency > 60 ? !against
                              : cal_sample_random_chance (&meeting->random, 400);
  if (!cal_placement_is_placed (to))
    return cal_placement (2, cal_sample_random_between (&meeting->random, 1, 2));
  if (*up && *level < n_levels)
    ++*level;
  else if (!*up && *level > 1)
    --*level;
  return to;
}

static void
fill_step (CalSampleMeeting *meeting, const CalBoardSubject *subject, guint i, gboolean up)
{
  CalStep *step = &meeting->steps[i];
  guint code = cal_sample_random_below (&meeting->random, 100);
  guint r = code < 40 ? 0 : code < 70 ? 1 : code < 84 ? 2 : code < 94 ? 3 : 4;
  const char *evidence =
      meeting->has_evidence ? subject->row->values[meeting->evidence_column] : "";

  step->subject = subject->row->id;
  step->reason_code = reasons[r].code;
  step->reason = cal_sample_random_pick (&meeting->random, up ? reasons[r].up : reasons[r].down, 6);
  if (meeting->command.kind == CAL_COMMAND_KEEP)
    step->reason =
        cal_sample_random_pick (&meeting->random, keep_reasons, G_N_ELEMENTS (keep_reasons));
  if (meeting->raters->len > 0)
    step->proposed_by = cal_sample_random_pick (
        &meeting->random, (const char *const *) meeting->raters->pdata, meeting->raters->len);
  if (*evidence != '\0' && cal_sample_random_chance (&meeting->random, 350))
    {
      meeting->evidence[i][0] = evidence;
      step->evidence = meeting->evidence[i];
    }
  if (meeting->raters->len > 0 && cal_sample_random_chance (&meeting->random, 60))
    {
      meeting->dissent[0] = cal_sample_random_pick (
          &meeting->random, (const char *const *) meeting->raters->pdata, meeting->raters->len);
      step->dissent = meeting->dissent;
    }
}

/* Several of one team at once, from a random one on; who cannot move that way
 * is passed over. */
static void
fill_moves (CalSampleMeeting *meeting, const CalBoard *board, const Team *team, guint n)
{
  guint start = cal_sample_random_below (&meeting->random, team->subjects->len);

  meeting->command.kind = CAL_COMMAND_MOVE;
  for (guint i = 0; i < team->subjects->len && meeting->command.n_steps < n; i++)
    {
      guint index = g_array_index (team->subjects, guint, (start + i) % team->subjects->len);
      const CalBoardSubject *subject = cal_board_subject (board, index);
      gboolean up;
      CalPlacement to = choose_target (meeting, board, subject, team, &up);

      if (cal_placement_equal (to, subject->placement))
        continue;
      meeting->steps[meeting->command.n_steps].to = to;
      fill_step (meeting, subject, (guint) meeting->command.n_steps, up);
      meeting->command.n_steps++;
    }
}

static void
fill_keep (CalSampleMeeting *meeting, const CalBoard *board, const Team *team)
{
  guint index = g_array_index (team->subjects, guint,
                               cal_sample_random_below (&meeting->random, team->subjects->len));

  meeting->command.kind = CAL_COMMAND_KEEP;
  fill_step (meeting, cal_board_subject (board, index), 0, TRUE);
  meeting->command.n_steps = 1;
}

/* Whether a whole undo or redo is to be had within what is left to decide. */
static gboolean
fits (CalSampleMeeting *meeting, const CalBoard *board, GArray *(*find) (const CalBoard *, guint))
{
  guint session;

  if (!cal_board_find_session (board, CAL_SAMPLE_SESSION, &session))
    return FALSE;
  g_autoptr (GArray) target = find (board, session);
  if (target == NULL || target->len > meeting->n_left)
    return FALSE;
  meeting->command.n_steps = 0;
  meeting->n_left -= target->len;
  return TRUE;
}

/**
 * cal_sample_meeting_next:
 * @meeting: the meeting
 * @board: the board with the meeting's earlier commands carried out
 *
 * Mostly moves that bring severe and lenient raters' people towards the mean,
 * a fifth kept ratings, some batches, now and then an undo of what was just
 * done and a redo of that.
 *
 * Returns: (transfer none) (nullable): the next command; valid until the next
 *   call; %NULL when all decisions are made
 */
const CalCommand *
cal_sample_meeting_next (CalSampleMeeting *meeting, const CalBoard *board)
{
  CalCommand *command = &meeting->command;
  guint chance = cal_sample_random_below (&meeting->random, 1000);

  if (meeting->n_left == 0 || meeting->teams->len == 0)
    return NULL;
  pass_time (meeting);
  command->time = meeting->time;
  command->reason = NULL;
  command->steps = meeting->steps;
  command->n_steps = 0;
  memset (meeting->steps, 0, sizeof meeting->steps);
  memset (meeting->evidence, 0, sizeof meeting->evidence);

  if (meeting->may_redo && chance < 400 && fits (meeting, board, cal_redo_target))
    {
      command->kind = CAL_COMMAND_REDO;
      command->reason =
          cal_sample_random_pick (&meeting->random, redo_reasons, G_N_ELEMENTS (redo_reasons));
      meeting->may_redo = meeting->may_undo = FALSE;
      return command;
    }
  meeting->may_redo = FALSE;
  if (meeting->may_undo && chance >= 950 && fits (meeting, board, cal_undo_target))
    {
      command->kind = CAL_COMMAND_UNDO;
      command->reason =
          cal_sample_random_pick (&meeting->random, undo_reasons, G_N_ELEMENTS (undo_reasons));
      meeting->may_redo = TRUE;
      meeting->may_undo = FALSE;
      return command;
    }

  const Team *team = current_team (meeting);
  guint n = chance < 70 ? cal_sample_random_between (&meeting->random, 2, MAX_BATCH) : 1;
  if (chance < 740)
    fill_moves (meeting, board, team, (guint) MIN ((guint64) n, meeting->n_left));
  if (command->n_steps == 0)
    fill_keep (meeting, board, team);
  meeting->n_left -= command->n_steps;
  meeting->may_undo = command->kind == CAL_COMMAND_MOVE;
  return command;
}
