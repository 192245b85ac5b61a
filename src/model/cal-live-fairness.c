/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-live-fairness.h"

#include <gio/gio.h>

/* The figures of fairness of a board that is being decided on. They are worked
 * out in another thread, on copies; after a move those on the screen follow at
 * once as far as that is a matter of a frame, and the rest comes from the
 * thread. */
struct _CalLiveFairness
{
  GObject parent_instance;

  const CalBoard *board;
  CalFairness *shown;
  CalFairnessFilter filter;
  char *filter_value;
  CalFairnessGrouping grouping;
  gboolean filters;
  gboolean groups;
  GTask *task;
  gboolean behind;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalLiveFairness, cal_live_fairness, G_TYPE_OBJECT)

static void start (CalLiveFairness *self);

static void
compute (GTask *task, gpointer source, gpointer fairness, GCancellable *cancellable)
{
  cal_fairness_compute (fairness);
  g_task_return_boolean (task, TRUE);
}

/* Keeps what was computed where it is still what is asked for. What the board
 * did meanwhile it follows, and is computed again for what takes longer. */
static void
on_computed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CalLiveFairness *self = CAL_LIVE_FAIRNESS (source);
  gboolean behind = self->behind;

  if (G_TASK (result) != self->task)
    return;
  self->task = NULL;
  g_clear_pointer (&self->shown, cal_fairness_free);
  self->shown = g_object_steal_data (G_OBJECT (result), "fairness");
  self->behind = FALSE;
  if (behind)
    {
      if (!cal_fairness_follow (self->shown, self->board))
        g_clear_pointer (&self->shown, cal_fairness_free);
      start (self);
      return;
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
start (CalLiveFairness *self)
{
  const CalFairnessQuery query = {
    .filters = &self->filter,
    .n_filters = self->filters ? 1 : 0,
    .groupings = &self->grouping,
    .n_groupings = self->groups ? 1 : 0,
  };
  CalFairness *fairness;
  g_autoptr (GTask) task = NULL;

  /* What was started before is for another question: nobody waits for it. */
  self->task = NULL;
  self->behind = FALSE;
  if (self->board == NULL || cal_board_rules (self->board) == NULL
      || cal_board_roster (self->board) == NULL)
    return;
  fairness = cal_fairness_new (self->board, &query);
  task = g_task_new (self, NULL, on_computed_cb, NULL);
  g_object_set_data_full (G_OBJECT (task), "fairness", fairness,
                          (GDestroyNotify) cal_fairness_free);
  g_task_set_task_data (task, fairness, NULL);
  self->task = task;
  g_task_run_in_thread (task, compute);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
cal_live_fairness_dispose (GObject *object)
{
  CalLiveFairness *self = CAL_LIVE_FAIRNESS (object);

  self->board = NULL;
  self->task = NULL;
  g_clear_pointer (&self->shown, cal_fairness_free);
  g_clear_pointer (&self->filter_value, g_free);
  G_OBJECT_CLASS (cal_live_fairness_parent_class)->dispose (object);
}

static void
cal_live_fairness_class_init (CalLiveFairnessClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cal_live_fairness_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
cal_live_fairness_init (CalLiveFairness *self)
{
}

CalLiveFairness *
cal_live_fairness_new (void)
{
  return g_object_new (CAL_TYPE_LIVE_FAIRNESS, NULL);
}

/**
 * cal_live_fairness_set_board:
 * @board: (nullable): the board, borrowed until another is set
 *
 * Works out the figures of another board.
 */
void
cal_live_fairness_set_board (CalLiveFairness *self, const CalBoard *board)
{
  g_return_if_fail (CAL_IS_LIVE_FAIRNESS (self));

  self->board = board;
  g_clear_pointer (&self->shown, cal_fairness_free);
  start (self);
}

/**
 * cal_live_fairness_update:
 *
 * Takes in what happened on the board since.
 */
void
cal_live_fairness_update (CalLiveFairness *self)
{
  g_return_if_fail (CAL_IS_LIVE_FAIRNESS (self));

  if (self->board == NULL)
    return;
  if (self->shown != NULL && !cal_fairness_follow (self->shown, self->board))
    g_clear_pointer (&self->shown, cal_fairness_free);
  if (self->task != NULL && self->shown != NULL)
    {
      self->behind = TRUE;
      g_signal_emit (self, signals[CHANGED], 0);
    }
  else
    start (self);
}

/**
 * cal_live_fairness_set_filter:
 * @filter: (nullable): whom the figures are of; %NULL for everybody
 */
void
cal_live_fairness_set_filter (CalLiveFairness *self, const CalFairnessFilter *filter)
{
  g_return_if_fail (CAL_IS_LIVE_FAIRNESS (self));

  self->filters = filter != NULL;
  g_clear_pointer (&self->filter_value, g_free);
  if (filter != NULL)
    {
      self->filter_value = g_strdup (filter->value);
      self->filter = (CalFairnessFilter){ filter->column, self->filter_value };
    }
  start (self);
}

/**
 * cal_live_fairness_set_grouping:
 * @grouping: (nullable): which groups are compared; %NULL for those that are
 *   compared where nothing is chosen
 */
void
cal_live_fairness_set_grouping (CalLiveFairness *self, const CalFairnessGrouping *grouping)
{
  g_return_if_fail (CAL_IS_LIVE_FAIRNESS (self));

  self->groups = grouping != NULL;
  if (grouping != NULL)
    self->grouping = *grouping;
  start (self);
}

/**
 * cal_live_fairness_get:
 *
 * Returns: (transfer none) (nullable): the figures, until "changed" comes;
 *   %NULL while the first are worked out
 */
const CalFairness *
cal_live_fairness_get (CalLiveFairness *self)
{
  g_return_val_if_fail (CAL_IS_LIVE_FAIRNESS (self), NULL);

  return self->shown;
}

/**
 * cal_live_fairness_is_working:
 *
 * Returns: whether figures are being worked out
 */
gboolean
cal_live_fairness_is_working (CalLiveFairness *self)
{
  g_return_val_if_fail (CAL_IS_LIVE_FAIRNESS (self), FALSE);

  return self->task != NULL;
}
