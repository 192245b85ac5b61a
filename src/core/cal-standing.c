/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-standing.h"

/* What a decision brings to its subject's standing. */
typedef struct
{
  gint64 seq;
  guint session;
  gboolean kept;
  gboolean compensates;
  gboolean in_force;
  gint64 reverts;
  CalPlacement from;
  CalPlacement to;
} Step;

static Step *
step_at (const GArray *steps, guint index)
{
  return &g_array_index (steps, Step, index);
}

/* A subject's decisions, the earliest first. */
static void
collect (const CalBoard *board, guint subject, GArray *steps)
{
  gint64 at = cal_board_subject (board, subject)->last_decision;
  guint n = 0;

  g_array_set_size (steps, cal_board_subject (board, subject)->n_decisions);
  for (; at != CAL_NONE; n++)
    {
      const CalDecision *decision = cal_board_decision (board, (guint) at);

      *step_at (steps, steps->len - 1 - n) = (Step){
        .seq = (gint64) decision->seq,
        .session = decision->session,
        .kept = decision->kept,
        .compensates = decision->compensates,
        .in_force = decision->in_force,
        .reverts = decision->reverts,
        .from = decision->from,
        .to = decision->to,
      };
      at = decision->previous;
    }
}

/* The standing in @session among those from @first on, which are sorted by it. */
static CalStanding *
find_standing (GArray *standings, guint first, guint subject, guint session)
{
  CalStanding fresh = { .subject = subject, .session = session };
  guint i = first;

  while (i < standings->len && g_array_index (standings, CalStanding, i).session < session)
    i++;
  if (i == standings->len || g_array_index (standings, CalStanding, i).session != session)
    g_array_insert_val (standings, i, fresh);
  return &g_array_index (standings, CalStanding, i);
}

static void
summarise (const GArray *steps, guint subject, GArray *standings)
{
  guint first = standings->len;

  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = step_at (steps, i);
      CalStanding *standing = find_standing (standings, first, subject, step->session);

      standing->n_decisions++;
      if (step->in_force && !step->compensates)
        *(step->kept ? &standing->n_keeps : &standing->n_moves) += 1;
      if (i == 0 || step_at (steps, i - 1)->session != step->session)
        standing->origin = step->from;
      standing->placement = step->to;
      standing->last = (guint64) step->seq;
    }
}

/* The step of that number, which are in order. */
static Step *
find_step (const GArray *steps, gint64 seq)
{
  guint low = 0;
  guint high = steps->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (step_at (steps, middle)->seq < seq)
        low = middle + 1;
      else
        high = middle;
    }
  return low < steps->len && step_at (steps, low)->seq == seq ? step_at (steps, low) : NULL;
}

static void
foresee_step (const CalBoard *board, const CalEntry *entry, GArray *steps)
{
  char **change = entry->values[CAL_DECISION_CHANGE].list;
  Step step = {
    .seq = (gint64) entry->seq,
    .kept = entry->kind == CAL_KIND_KEPT,
    .reverts = CAL_NONE,
  };

  cal_board_find_session (board, entry->session, &step.session);
  cal_placement_parse (change[CAL_CHANGE_FROM], &step.from);
  cal_placement_parse (change[CAL_CHANGE_TO], &step.to);
  if (*change[CAL_CHANGE_REVERTS] != '\0')
    {
      const Step *reverted;

      step.reverts = g_ascii_strtoll (change[CAL_CHANGE_REVERTS], NULL, 10);
      reverted = find_step (steps, step.reverts);
      step.compensates = reverted != NULL && !reverted->compensates;
    }
  g_array_append_val (steps, step);
}

/* By the definition, from the latest on: whatever reverts a step comes after it. */
static void
foresee_in_force (GArray *steps)
{
  for (guint i = 0; i < steps->len; i++)
    step_at (steps, i)->in_force = TRUE;
  for (guint i = steps->len; i-- > 0;)
    {
      const Step *step = step_at (steps, i);
      Step *reverted = step->reverts != CAL_NONE ? find_step (steps, step->reverts) : NULL;

      if (step->in_force && reverted != NULL)
        reverted->in_force = FALSE;
    }
}

static int
compare_standings (gconstpointer a, gconstpointer b)
{
  const CalStanding *first = a;
  const CalStanding *second = b;

  if (first->subject != second->subject)
    return first->subject < second->subject ? -1 : 1;
  return (first->session > second->session) - (first->session < second->session);
}

/**
 * cal_standing_list:
 * @board: a board with its decisions
 *
 * Returns: (transfer full) (element-type CalStanding): everybody's standings, by
 *   subject and session
 */
GArray *
cal_standing_list (const CalBoard *board)
{
  GArray *standings = g_array_new (FALSE, FALSE, sizeof (CalStanding));
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step));

  g_return_val_if_fail (cal_board_has_history (board), standings);

  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    {
      collect (board, i, steps);
      summarise (steps, i, standings);
    }
  return standings;
}

/**
 * cal_standing_foresee:
 * @board: a board with its decisions
 * @entries: (element-type CalEntry): the next entries, as the rules decided them
 *
 * What standings will be once the entries are applied, so that they can be
 * written together with them.
 *
 * Returns: (transfer full) (element-type CalStanding): the standings of the
 *   subjects concerned, by subject and session
 */
GArray *
cal_standing_foresee (const CalBoard *board, GPtrArray *entries)
{
  GArray *standings = g_array_new (FALSE, FALSE, sizeof (CalStanding));
  g_autoptr (GHashTable) futures =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  GHashTableIter iter;
  gpointer key, value;

  g_return_val_if_fail (cal_board_has_history (board), standings);

  for (guint i = 0; i < entries->len; i++)
    {
      const CalEntry *entry = g_ptr_array_index (entries, i);
      guint subject;
      GArray *steps;

      if ((entry->kind != CAL_KIND_MOVED && entry->kind != CAL_KIND_KEPT)
          || !cal_board_find (board, entry->values[CAL_DECISION_SUBJECT].text, &subject))
        continue;
      steps = g_hash_table_lookup (futures, GUINT_TO_POINTER (subject));
      if (steps == NULL)
        {
          steps = g_array_new (FALSE, FALSE, sizeof (Step));
          collect (board, subject, steps);
          g_hash_table_insert (futures, GUINT_TO_POINTER (subject), steps);
        }
      foresee_step (board, entry, steps);
    }
  g_hash_table_iter_init (&iter, futures);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      foresee_in_force (value);
      summarise (value, GPOINTER_TO_UINT (key), standings);
    }
  g_array_sort (standings, compare_standings);
  return standings;
}

/**
 * cal_standing_erased:
 * @board: a board with its decisions
 * @subject: the index of somebody on it who is going to be erased
 *
 * What is left to say of a subject once it is no longer known where anybody put
 * them: how many decisions there were, each as one in force. To be written in the
 * transaction that erases.
 *
 * Returns: (transfer full) (element-type CalStanding): the subject's standings
 */
GArray *
cal_standing_erased (const CalBoard *board, guint subject)
{
  GArray *standings = g_array_new (FALSE, FALSE, sizeof (CalStanding));
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step));

  g_return_val_if_fail (cal_board_has_history (board), standings);

  collect (board, subject, steps);
  for (guint i = 0; i < steps->len; i++)
    {
      Step *step = step_at (steps, i);

      step->in_force = TRUE;
      step->compensates = FALSE;
      step->from = step->to = CAL_HOLDING;
    }
  summarise (steps, subject, standings);
  return standings;
}

/**
 * cal_standing_equal:
 *
 * Returns: whether both say the same
 */
gboolean
cal_standing_equal (const CalStanding *a, const CalStanding *b)
{
  return a->subject == b->subject && a->session == b->session && a->n_decisions == b->n_decisions
         && a->n_moves == b->n_moves && a->n_keeps == b->n_keeps
         && cal_placement_equal (a->origin, b->origin)
         && cal_placement_equal (a->placement, b->placement) && a->last == b->last;
}
