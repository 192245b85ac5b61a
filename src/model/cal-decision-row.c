/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-decision-row.h"

/* What a list of decisions gives to a row in view: the decision's index on the
 * board, and nothing that could grow stale. */
struct _CalDecisionRow
{
  GObject parent_instance;

  guint index;
};

G_DEFINE_FINAL_TYPE (CalDecisionRow, cal_decision_row, G_TYPE_OBJECT)

static void
cal_decision_row_class_init (CalDecisionRowClass *klass)
{
}

static void
cal_decision_row_init (CalDecisionRow *self)
{
}

/**
 * cal_decision_row_new:
 * @index: a decision's index on the board
 */
CalDecisionRow *
cal_decision_row_new (guint index)
{
  CalDecisionRow *self = g_object_new (CAL_TYPE_DECISION_ROW, NULL);

  self->index = index;
  return self;
}

guint
cal_decision_row_get_index (CalDecisionRow *self)
{
  g_return_val_if_fail (CAL_IS_DECISION_ROW (self), 0);

  return self->index;
}
