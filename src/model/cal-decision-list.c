/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-decision-list.h"

#include <string.h>

#include "model/cal-fold.h"

/* How long a slice of the search may keep the main loop: well under a frame. */
#define SLICE_US 4000

enum
{
  UNKNOWN,
  FOUND,
  NOT_FOUND,
};

/* The decisions of a board in their order. Without a filter a row's position is
 * the decision's index; with one @matches holds indexes. */
struct _CalDecisionList
{
  GObject parent_instance;

  const CalBoard *board;
  guint n_seen;
  guint subject;
  char *text;
  gboolean filtered;
  GArray *matches;
  guint next;
  guint source;
  GByteArray *subjects;
  GHashTable *texts;
};

enum
{
  PROP_0,
  PROP_SEARCHING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CalDecisionList,
                               cal_decision_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint
n_rows (CalDecisionList *self)
{
  return self->filtered ? self->matches->len : self->n_seen;
}

static guint
index_at (CalDecisionList *self, guint position)
{
  return self->filtered ? g_array_index (self->matches, guint, position) : position;
}

/* Where the row of a decision stands, or would. */
static gboolean
position_of (CalDecisionList *self, guint index, guint *position)
{
  guint low = 0;
  guint high = n_rows (self);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (index_at (self, middle) < index)
        low = middle + 1;
      else
        high = middle;
    }
  *position = low;
  return low < n_rows (self) && index_at (self, low) == index;
}

static gboolean
text_matches (CalDecisionList *self, const char *text)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->texts, text));

  if (known == UNKNOWN)
    {
      g_autofree char *folded = cal_fold (text);

      known = strstr (folded, self->text) != NULL ? FOUND : NOT_FOUND;
      g_hash_table_insert (self->texts, (gpointer) text, GUINT_TO_POINTER (known));
    }
  return known == FOUND;
}

static gboolean
subject_matches (CalDecisionList *self, guint index)
{
  guint8 *known;

  if (index >= self->subjects->len)
    {
      guint old = self->subjects->len;

      g_byte_array_set_size (self->subjects, cal_board_n_subjects (self->board));
      memset (self->subjects->data + old, UNKNOWN, self->subjects->len - old);
    }
  known = &self->subjects->data[index];
  if (*known == UNKNOWN)
    {
      const CalSubject *row = cal_board_subject (self->board, index)->row;
      g_autofree char *name = cal_fold (row->name);
      g_autofree char *id = cal_fold (row->id);

      *known =
          strstr (name, self->text) != NULL || strstr (id, self->text) != NULL ? FOUND : NOT_FOUND;
    }
  return *known == FOUND;
}

/* The board keeps each different text once, so a text that has been looked at
 * is known by its address. */
static gboolean
matches (CalDecisionList *self, guint index)
{
  const CalDecision *decision = cal_board_decision (self->board, index);

  if (self->subject != G_MAXUINT && decision->subject != self->subject)
    return FALSE;
  return *self->text == '\0' || subject_matches (self, decision->subject)
         || text_matches (self, decision->reason) || text_matches (self, decision->actor)
         || text_matches (self, decision->proposed_by)
         || text_matches (
             self, cal_rules_reason_label (cal_board_rules (self->board), decision->reason_code));
}

static void
set_searching (CalDecisionList *self, guint source)
{
  gboolean was = self->source != 0;

  self->source = source;
  if (was != (source != 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
}

static gboolean
on_slice_cb (gpointer data)
{
  CalDecisionList *self = data;
  gint64 until = g_get_monotonic_time () + SLICE_US;
  guint before = self->matches->len;

  while (self->next < self->n_seen)
    {
      guint index = self->next++;

      if (matches (self, index))
        g_array_append_val (self->matches, index);
      if ((self->next & 0xff) == 0 && g_get_monotonic_time () > until)
        break;
    }
  if (self->matches->len > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->matches->len - before);
  if (self->next < self->n_seen)
    return G_SOURCE_CONTINUE;
  set_searching (self, 0);
  return G_SOURCE_REMOVE;
}

/* A subject's decisions are chained, so that nothing has to be searched. */
static void
match_subject (CalDecisionList *self)
{
  gint64 at = cal_board_subject (self->board, self->subject)->last_decision;

  while (at != CAL_NONE)
    {
      guint index = (guint) at;

      if (matches (self, index))
        g_array_prepend_val (self->matches, index);
      at = cal_board_decision (self->board, index)->previous;
    }
}

static void
restart (CalDecisionList *self)
{
  guint before = n_rows (self);

  if (self->source != 0)
    g_source_remove (self->source);
  self->source = 0;
  self->n_seen = self->board != NULL ? cal_board_n_decisions (self->board) : 0;
  self->filtered = self->subject != G_MAXUINT || *self->text != '\0';
  g_array_set_size (self->matches, 0);
  g_byte_array_set_size (self->subjects, 0);
  g_hash_table_remove_all (self->texts);
  self->next = 0;
  if (self->filtered && self->board != NULL && self->subject != G_MAXUINT)
    match_subject (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, n_rows (self));

  if (self->filtered && self->subject == G_MAXUINT && self->n_seen > 0)
    self->source = g_idle_add (on_slice_cb, self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
}

/* What a new decision takes out of force, or puts back, looks different now. @seen is
 * what looks so already. */
static void
touch_reverted (CalDecisionList *self, const CalDecision *decision, GHashTable *seen)
{
  guint index, position;

  while (decision->reverts != CAL_NONE
         && cal_board_find_decision (self->board, (guint64) decision->reverts, &index)
         && g_hash_table_add (seen, GUINT_TO_POINTER (index)))
    {
      if (position_of (self, index, &position))
        g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
      decision = cal_board_decision (self->board, index);
    }
}

static GType
get_item_type (GListModel *model)
{
  return CAL_TYPE_DECISION_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return n_rows (CAL_DECISION_LIST (model));
}

static gpointer
get_item (GListModel *model, guint position)
{
  CalDecisionList *self = CAL_DECISION_LIST (model);

  return position < n_rows (self) ? cal_decision_row_new (index_at (self, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cal_decision_list_finalize (GObject *object)
{
  CalDecisionList *self = CAL_DECISION_LIST (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_array_unref (self->matches);
  g_byte_array_unref (self->subjects);
  g_hash_table_unref (self->texts);
  g_free (self->text);
  G_OBJECT_CLASS (cal_decision_list_parent_class)->finalize (object);
}

static void
cal_decision_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SEARCHING)
    g_value_set_boolean (value, cal_decision_list_is_searching (CAL_DECISION_LIST (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cal_decision_list_class_init (CalDecisionListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cal_decision_list_finalize;
  object_class->get_property = cal_decision_list_get_property;
  properties[PROP_SEARCHING] =
      g_param_spec_boolean ("searching", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cal_decision_list_init (CalDecisionList *self)
{
  self->subject = G_MAXUINT;
  self->text = g_strdup ("");
  self->matches = g_array_new (FALSE, FALSE, sizeof (guint));
  self->subjects = g_byte_array_new ();
  self->texts = g_hash_table_new (NULL, NULL);
}

/**
 * cal_decision_list_new:
 *
 * Returns: (transfer full): a list of #CalDecisionRow without a board
 */
CalDecisionList *
cal_decision_list_new (void)
{
  return g_object_new (CAL_TYPE_DECISION_LIST, NULL);
}

/**
 * cal_decision_list_set_board:
 * @board: (nullable): the board, borrowed until another is set
 *
 * Lists that board's decisions through the same filter.
 */
void
cal_decision_list_set_board (CalDecisionList *self, const CalBoard *board)
{
  g_return_if_fail (CAL_IS_DECISION_LIST (self));

  self->board = board;
  restart (self);
}

/**
 * cal_decision_list_update:
 *
 * Takes in the decisions that were added to the board.
 */
void
cal_decision_list_update (CalDecisionList *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_return_if_fail (CAL_IS_DECISION_LIST (self) && self->board != NULL);

  for (guint n = cal_board_n_decisions (self->board); self->n_seen < n;)
    {
      guint index = self->n_seen++;

      /* What is being searched gets there by itself. */
      if (!self->filtered)
        g_list_model_items_changed (G_LIST_MODEL (self), index, 0, 1);
      else if (self->source == 0 && matches (self, index))
        {
          g_array_append_val (self->matches, index);
          g_list_model_items_changed (G_LIST_MODEL (self), self->matches->len - 1, 0, 1);
        }
      touch_reverted (self, cal_board_decision (self->board, index), seen);
    }
}

/**
 * cal_decision_list_set_filter:
 * @subject: a subject's index, or %G_MAXUINT for everybody
 * @text: part of a name, reason, actor or proposer in any case; empty for all
 *
 * Shows only what fits. The first matches are there at once, the rest as the
 * main loop has time for it: `searching` says when all have been looked at.
 */
void
cal_decision_list_set_filter (CalDecisionList *self, guint subject, const char *text)
{
  g_return_if_fail (CAL_IS_DECISION_LIST (self) && text != NULL);

  g_free (self->text);
  self->text = cal_fold (text);
  self->subject = subject;
  restart (self);
}

/**
 * cal_decision_list_find:
 * @index: a decision's index
 * @position: (out): where its row is, or that of the latest one before it
 *
 * Returns: whether there is such a row
 */
gboolean
cal_decision_list_find (CalDecisionList *self, guint index, guint *position)
{
  g_return_val_if_fail (CAL_IS_DECISION_LIST (self), FALSE);

  if (position_of (self, index, position))
    return TRUE;
  if (*position == 0)
    return FALSE;
  (*position)--;
  return TRUE;
}

/**
 * cal_decision_list_is_searching:
 *
 * Returns: whether some decisions have not been looked at yet
 */
gboolean
cal_decision_list_is_searching (CalDecisionList *self)
{
  g_return_val_if_fail (CAL_IS_DECISION_LIST (self), FALSE);

  return self->source != 0;
}
