/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-replay-model.h"

/* How long a slice of the preparation may keep the main loop. */
#define SLICE_US 4000
#define SLICE_ENTRIES 1000

/* The moment of a cycle that is looked at, and the way from one to the next. */
struct _CalReplayModel
{
  GObject parent_instance;

  const CalBoard *whole;
  CalReplay *replay;
  guint64 position;
  guint64 first;
  gboolean follows;
  guint index_source;
  guint play_source;
  guint rate;
};

enum
{
  PROP_0,
  PROP_READY,
  PROP_PLAYING,
  N_PROPS,
};

enum
{
  MOMENT_CHANGED,
  LOG_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalReplayModel, cal_replay_model, G_TYPE_OBJECT)

/* Before the first import there is nobody to be seen. */
static guint64
first_moment (const CalBoard *whole)
{
  for (guint i = 0; i < cal_board_n_milestones (whole); i++)
    if (cal_board_milestone (whole, i)->kind == CAL_KIND_ROSTER_IMPORTED)
      return cal_board_milestone (whole, i)->seq + 1;
  return cal_board_size (whole);
}

static gboolean
index_slice (CalReplayModel *self)
{
  gint64 until = g_get_monotonic_time () + SLICE_US;

  while (!cal_replay_index (self->replay, SLICE_ENTRIES))
    if (g_get_monotonic_time () > until)
      return FALSE;
  return TRUE;
}

static void
show (CalReplayModel *self, guint64 position, gboolean anybody)
{
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean told = cal_replay_seek (self->replay, position, changed);

  self->position = position;
  self->follows = position == cal_board_size (self->whole);
  g_signal_emit (self, signals[MOMENT_CHANGED], 0, told && !anybody ? changed : NULL);
}

static void
become_ready (CalReplayModel *self)
{
  guint64 size = cal_board_size (self->whole);

  self->first = first_moment (self->whole);
  self->position = self->follows ? size : CLAMP (self->position, self->first, size);
  cal_replay_seek (self->replay, self->position, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
  show (self, self->position, TRUE);
}

static gboolean
on_index_cb (gpointer data)
{
  CalReplayModel *self = data;

  if (!index_slice (self))
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
      return G_SOURCE_CONTINUE;
    }
  self->index_source = 0;
  become_ready (self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_play_cb (gpointer data)
{
  CalReplayModel *self = data;

  cal_replay_model_step (self, 1);
  if (self->position < cal_board_size (self->whole))
    return G_SOURCE_CONTINUE;
  self->play_source = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
  return G_SOURCE_REMOVE;
}

static void
let_go (CalReplayModel *self)
{
  g_clear_handle_id (&self->index_source, g_source_remove);
  cal_replay_model_pause (self);
  g_clear_pointer (&self->replay, cal_replay_free);
  self->whole = NULL;
}

static void
cal_replay_model_dispose (GObject *object)
{
  let_go (CAL_REPLAY_MODEL (object));
  G_OBJECT_CLASS (cal_replay_model_parent_class)->dispose (object);
}

static void
cal_replay_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CalReplayModel *self = CAL_REPLAY_MODEL (object);

  if (id == PROP_READY)
    g_value_set_boolean (value, cal_replay_model_is_ready (self));
  else if (id == PROP_PLAYING)
    g_value_set_boolean (value, cal_replay_model_is_playing (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cal_replay_model_class_init (CalReplayModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cal_replay_model_dispose;
  object_class->get_property = cal_replay_model_get_property;
  properties[PROP_READY] =
      g_param_spec_boolean ("ready", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_PLAYING] =
      g_param_spec_boolean ("playing", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[MOMENT_CHANGED] =
      g_signal_new ("moment-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[LOG_CHANGED] = g_signal_new ("log-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cal_replay_model_init (CalReplayModel *self)
{
  self->follows = TRUE;
  self->rate = 2;
}

/**
 * cal_replay_model_new:
 *
 * Returns: (transfer full): a model without a log
 */
CalReplayModel *
cal_replay_model_new (void)
{
  return g_object_new (CAL_TYPE_REPLAY_MODEL, NULL);
}

/**
 * cal_replay_model_set_board:
 * @board: (nullable): the board with everything in it, borrowed until another is
 *   set; another fold of the same log keeps the moment that is looked at
 *
 * Prepares the replay of that board's log, as the main loop has time for it.
 */
void
cal_replay_model_set_board (CalReplayModel *self, const CalBoard *board)
{
  g_return_if_fail (CAL_IS_REPLAY_MODEL (self));

  if (self->replay != NULL && self->index_source == 0 && board != NULL
      && cal_replay_rebase (self->replay, board))
    {
      self->whole = board;
      /* Nobody may look at the former board any longer when a moment is shown. */
      g_signal_emit (self, signals[LOG_CHANGED], 0);
      cal_replay_model_update (self);
      show (self, self->position, TRUE);
      return;
    }
  let_go (self);
  self->whole = board;
  g_signal_emit (self, signals[LOG_CHANGED], 0);
  if (board != NULL)
    {
      self->replay = cal_replay_new (board, 0);
      if (index_slice (self))
        become_ready (self);
      else
        self->index_source = g_idle_add (on_index_cb, self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
  g_signal_emit (self, signals[LOG_CHANGED], 0);
}

/**
 * cal_replay_model_update:
 *
 * Takes in the entries that were added to the board. Who looks at the latest
 * moment goes on looking at it; who looks at the past is not disturbed.
 */
void
cal_replay_model_update (CalReplayModel *self)
{
  g_return_if_fail (CAL_IS_REPLAY_MODEL (self));

  if (!cal_replay_model_is_ready (self))
    return;
  while (!cal_replay_index (self->replay, G_MAXUINT / 2))
    continue;
  if (self->follows && self->position != cal_board_size (self->whole))
    show (self, cal_board_size (self->whole), FALSE);
  g_signal_emit (self, signals[LOG_CHANGED], 0);
}

/**
 * cal_replay_model_is_ready:
 *
 * Returns: whether every moment can be looked at
 */
gboolean
cal_replay_model_is_ready (CalReplayModel *self)
{
  return self->replay != NULL && self->index_source == 0;
}

/**
 * cal_replay_model_get_progress:
 *
 * Returns: how far the preparation is, 0 to 1
 */
double
cal_replay_model_get_progress (CalReplayModel *self)
{
  if (self->replay == NULL || cal_board_size (self->whole) == 0)
    return 0;
  return (double) cal_replay_n_indexed (self->replay) / (double) cal_board_size (self->whole);
}

/**
 * cal_replay_model_get_whole:
 *
 * Returns: (transfer none) (nullable): the board with everything in it
 */
const CalBoard *
cal_replay_model_get_whole (CalReplayModel *self)
{
  return self->whole;
}

/**
 * cal_replay_model_get_board:
 *
 * Returns: (transfer none) (nullable): the board at the moment shown, %NULL as
 *   long as it is not ready
 */
const CalBoard *
cal_replay_model_get_board (CalReplayModel *self)
{
  return cal_replay_model_is_ready (self) ? cal_replay_board (self->replay) : NULL;
}

/**
 * cal_replay_model_get_replay:
 *
 * Returns: (transfer none) (nullable): what the model seeks in; whoever seeks in
 *   it goes back to where it was
 */
CalReplay *
cal_replay_model_get_replay (CalReplayModel *self)
{
  return cal_replay_model_is_ready (self) ? self->replay : NULL;
}

/**
 * cal_replay_model_get_size:
 *
 * Returns: how many entries the log has
 */
guint64
cal_replay_model_get_size (CalReplayModel *self)
{
  return self->whole != NULL ? cal_board_size (self->whole) : 0;
}

/**
 * cal_replay_model_get_first:
 *
 * Returns: the first moment at which anybody is there, in entries
 */
guint64
cal_replay_model_get_first (CalReplayModel *self)
{
  return self->first;
}

/**
 * cal_replay_model_get_position:
 *
 * Returns: how many entries are folded in at the moment shown, which is also the
 *   number under which people know the last of them
 */
guint64
cal_replay_model_get_position (CalReplayModel *self)
{
  return self->position;
}

gboolean
cal_replay_model_is_past (CalReplayModel *self)
{
  return cal_replay_model_is_ready (self) && self->position < cal_board_size (self->whole);
}

/**
 * cal_replay_model_seek:
 * @position: the number of an entry, counted from 1; the nearest moment is
 *   shown where there is none
 */
void
cal_replay_model_seek (CalReplayModel *self, guint64 position)
{
  g_return_if_fail (CAL_IS_REPLAY_MODEL (self));

  if (!cal_replay_model_is_ready (self))
    return;
  position = MIN (MAX (position, self->first), cal_board_size (self->whole));
  if (position != self->position)
    show (self, position, FALSE);
}

/**
 * cal_replay_model_step:
 * @n: how many entries forwards; backwards below 0
 */
void
cal_replay_model_step (CalReplayModel *self, gint64 n)
{
  guint64 back = n < 0 ? (guint64) -n : 0;

  cal_replay_model_seek (self, n >= 0                  ? self->position + (guint64) n
                               : self->position > back ? self->position - back
                                                       : 0);
}

/**
 * cal_replay_model_seek_subject:
 * @subject: a subject's index
 * @forward: whether to go to their next decision, or else to the one before
 *
 * Returns: whether there is one, and its moment is now shown
 */
gboolean
cal_replay_model_seek_subject (CalReplayModel *self, guint subject, gboolean forward)
{
  gint64 found = CAL_NONE;
  gint64 at;

  g_return_val_if_fail (CAL_IS_REPLAY_MODEL (self), FALSE);

  if (!cal_replay_model_is_ready (self) || subject >= cal_board_n_subjects (self->whole))
    return FALSE;
  at = cal_board_subject (self->whole, subject)->last_decision;
  while (at != CAL_NONE)
    {
      const CalDecision *decision = cal_board_decision (self->whole, (guint) at);

      if (forward && decision->seq < self->position)
        break;
      found = (gint64) decision->seq;
      if (!forward && decision->seq + 1 < self->position)
        break;
      if (!forward)
        found = CAL_NONE;
      at = decision->previous;
    }
  if (found == CAL_NONE)
    return FALSE;
  cal_replay_model_seek (self, (guint64) found + 1);
  return TRUE;
}

/**
 * cal_replay_model_play:
 *
 * Steps forward by itself, from the start where it stands at the end, until it
 * is paused or there is nothing more.
 */
void
cal_replay_model_play (CalReplayModel *self)
{
  g_return_if_fail (CAL_IS_REPLAY_MODEL (self));

  if (!cal_replay_model_is_ready (self) || self->play_source != 0
      || self->first >= cal_board_size (self->whole))
    return;
  if (self->position == cal_board_size (self->whole))
    cal_replay_model_seek (self, self->first);
  self->play_source = g_timeout_add (1000 / self->rate, on_play_cb, self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
}

void
cal_replay_model_pause (CalReplayModel *self)
{
  if (self->play_source == 0)
    return;
  g_clear_handle_id (&self->play_source, g_source_remove);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
}

gboolean
cal_replay_model_is_playing (CalReplayModel *self)
{
  return self->play_source != 0;
}

/**
 * cal_replay_model_set_rate:
 * @rate: entries a second
 */
void
cal_replay_model_set_rate (CalReplayModel *self, guint rate)
{
  g_return_if_fail (CAL_IS_REPLAY_MODEL (self) && rate > 0);

  self->rate = rate;
  if (self->play_source != 0)
    {
      g_source_remove (self->play_source);
      self->play_source = g_timeout_add (1000 / rate, on_play_cb, self);
    }
}
